"""``dateline versions REPORT``: captures and versions of a report, notices, and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.listing import report_of
from dateline.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, existing, up_to_date
from dateline.cli.render import field_lines, printable

if TYPE_CHECKING:
    from dateline.review.difference import Change
    from dateline.store import Ledger
    from dateline.types import Claim

AROUND = 60
"""Characters of unchanged text that are shown on either side of a change."""
SHOWN = 60
"""Changes of wording that are shown at most; ``--json`` gives all."""


def versions(
    report: Annotated[str, typer.Argument(help="Id of a report, or its beginning.")],
    old: Annotated[
        str | None, typer.Argument(help="The older version, by its id or its beginning.")
    ] = None,
    new: Annotated[str | None, typer.Argument(help="The newer version.")] = None,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="What changed: between OLD and NEW, else between the two newest versions.",
        ),
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """List a report's captures and versions, newest first, with its notices of correction.

    With [bold]--diff[/bold], what changed in the wording, [-old-]{+new+}, and which claims came, went
    or changed their values.

    Examples:

      dateline versions R20c5sw

      dateline versions R20c5sw --diff
    """
    held = existing(ledger)
    up_to_date(held)
    id = report_of(held, report)
    if diff or old is not None:
        plain = _difference(held, id, *_chosen(held, id, old, new))
        lines = _difference_lines(plain)
    else:
        plain = history(held, id)
        lines = history_lines(plain)
    if as_json:
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for line in lines:
        print(line)


def _chosen(held: Ledger, report: str, old: str | None, new: str | None) -> tuple[str, str]:
    """Give the versions to compare, older first. Raises ``LookupError`` where there are none."""
    own = held.versions_of(report)
    if len(own) < 2:
        raise LookupError(f"{report} has one version only; there is nothing to compare it with")
    chosen = []
    for asked in (old, new):
        if asked is None:
            continue
        fitting = [version for version in own if version.lower().startswith(asked.strip().lower())]
        if len(fitting) != 1:
            raise LookupError(
                f"{asked!r} names {len(fitting) or 'no'} version of {report}; it has {', '.join(own)}"
            )
        chosen += fitting
    if not chosen:
        return own[1], own[0]
    return (chosen[0], chosen[1]) if len(chosen) == 2 else (chosen[0], own[0])


# --------------------------------------------------------------------------- history


def history(held: Ledger, report: str) -> dict[str, Any]:
    """Give a report's versions, newest first, with their captures, and the notices on it."""
    from dateline.ingest.cut_text import cut_code

    made = []
    for version in held.versions_of(report):
        reading = held.reading(version)
        stated = dict(reading.catalogue)
        made.append(
            {
                "version": version,
                "characters": len(reading.text),
                "cut": cut_code(reading.warnings) or None,
                "published": reading.published.stated or reading.published.earliest,
                "modified": stated.get("modified"),
                "updated": stated.get("updated"),
                "captures": held.captures_of(version),
            }
        )
    return {
        "kind": "versions",
        "report": report,
        "versions": made,
        "notices": notices_on(held, report),
    }


def notices_on(held: Ledger, report: str) -> list[dict[str, Any]]:
    """Give the notices that stand in a report or concern it, with how that is known."""
    noticed = held.noticed()
    own = set(held.versions_of(report))
    targets = {(t.version, t.span, t.report): t for t in noticed.targets}
    found = []
    for version, notices in sorted(noticed.notices.items()):
        for notice in notices:
            target = targets.get((version, notice.span, report))
            if version not in own and target is None:
                continue
            text = held.reading(version).text
            flagged = {
                f.claim for f in noticed.flags if (f.version, f.span) == (version, notice.span)
            }
            found.append(
                {
                    "kind": notice.kind,
                    "version": version,
                    "start": notice.span.start,
                    "end": notice.span.end,
                    "quote": notice.span.of(text),
                    "certainty": target.certainty if target else None,
                    "why": target.why if target else None,
                    "concerns": sorted(
                        t.report
                        for t in noticed.targets
                        if (t.version, t.span) == (version, notice.span)
                    ),
                    "flagged": len(flagged),
                }
            )
    return found


def history_lines(plain: dict[str, Any]) -> Iterator[str]:
    """Give a report's versions and notices as lines."""
    many = len(plain["versions"])
    captures = sum(len(version["captures"]) for version in plain["versions"])
    yield (
        f"{plain['report']}: {captures} capture{'' if captures == 1 else 's'}, "
        f"{many} version{'' if many == 1 else 's'}"
    )
    for place, version in enumerate(plain["versions"]):
        yield ""
        yield f"{version['version']}{'  (current)' if place == 0 else ''}"
        for capture in version["captures"]:
            when = capture["captured_at"] or "time not stated"
            part = f", part {capture['member']}" if capture["member"] else ""
            yield from field_lines("captured", f"{when}  [{capture['original'][:12]}{part}]", 2)
        if version["published"]:
            yield from field_lines("published", version["published"], 2)
        for name in ("modified", "updated"):
            if version[name]:
                yield from field_lines(name, f"{version[name]} (as stated)", 2)
        cut = f", cut off ({version['cut']})" if version["cut"] else ""
        yield from field_lines("text", f"{version['characters']:,} characters{cut}", 2)
    yield from notice_lines(plain["notices"])


def notice_lines(notices: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Give notices as lines."""
    for notice in notices:
        yield ""
        words = {"attached": "", "possible": "possible ", None: ""}[notice["certainty"]]
        yield f"{words}{notice['kind']}  [{notice['version']} {notice['start']}-{notice['end']}]"
        yield from field_lines("quote", f"“{' '.join(notice['quote'].split())}”", 2)
        if notice["why"]:
            yield from field_lines("because", notice["why"], 2)
        if notice["flagged"]:
            plural = "" if notice["flagged"] == 1 else "s"
            yield from field_lines("flags", f"{notice['flagged']} claim{plural}", 2)


# --------------------------------------------------------------------------- difference


def _difference(held: Ledger, report: str, old: str, new: str) -> dict[str, Any]:
    from dateline.ingest.cut_text import cut_code
    from dateline.review.difference import changes, claim_difference

    before, after = held.reading(old), held.reading(new)
    runs = sorted(held.current_runs().values())
    claims = [
        [claim for run in runs for claim in held.claims_of_version(version, run)]
        for version in (old, new)
    ]
    coded = all(any(held.coded(version, run) for run in runs) for version in (old, new))
    found = claim_difference(
        (before.text, claims[0]), (after.text, claims[1]), cut=bool(cut_code(after.warnings))
    )
    return {
        "kind": "difference",
        "report": report,
        "old": old,
        "new": new,
        "changes": [_change(c, before.text, after.text) for c in changes(before.text, after.text)],
        "coded": coded,
        "claims": {
            "appeared": [_claim(claim, after.text) for claim in found.appeared],
            "vanished": [_claim(claim, before.text) for claim in found.vanished],
            "not_assessable": [_claim(claim, before.text) for claim in found.unknown],
            "changed": [
                {
                    "old": change.old.id,
                    **_claim(change.new, after.text),
                    "values": [
                        {"what": what, "old": was, "new": now} for what, was, now in change.values
                    ],
                }
                for change in found.changed
            ],
            "same": found.same,
        },
    }


def _change(change: Change, old: str, new: str) -> dict[str, Any]:
    first = max(0, change.old.start - AROUND)
    first = first if first == 0 else old.find(" ", first) + 1
    last = min(len(old), change.old.end + AROUND)
    return {
        "old": {"start": change.old.start, "end": change.old.end, "words": change.old.of(old)},
        "new": {"start": change.new.start, "end": change.new.end, "words": change.new.of(new)},
        "before": old[min(first, change.old.start) : change.old.start],
        "behind": old[change.old.end : last],
    }


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "codebook": claim.codebook,
        "type": claim.type,
        "anchor": claim.anchor.of(text),
        "quote": claim.quote.of(text),
        "start": claim.quote.start,
        "end": claim.quote.end,
    }


def _difference_lines(plain: dict[str, Any]) -> Iterator[str]:
    yield f"{plain['report']}: {plain['old']} → {plain['new']}"
    if not plain["changes"]:
        yield from field_lines("", "the wording is the same", 2)
    for change in plain["changes"][:SHOWN]:
        old = f"[-{' '.join(change['old']['words'].split())}-]" if change["old"]["words"] else ""
        new = f"{{+{' '.join(change['new']['words'].split())}+}}" if change["new"]["words"] else ""
        yield ""
        told = f"{change['before']} {old}{new} {change['behind']}"
        yield from field_lines("", f"… {' '.join(told.split())} …", 2)
    if len(plain["changes"]) > SHOWN:
        yield ""
        yield f"  and {len(plain['changes']) - SHOWN} more changes: --json gives all"
    claims = plain["claims"]
    yield ""
    if not plain["coded"]:
        yield "  one of the versions is not coded as the ledger is now: claims are not compared whole"
    for name, heading in (
        ("changed", "changed"),
        ("appeared", "appeared"),
        ("vanished", "vanished"),
        ("not_assessable", "text is cut off; not assessable"),
    ):
        for claim in claims[name]:
            yield f"{claim['type']} {heading}  [{claim['codebook']}, {claim['claim']}]"
            for value in claim.get("values", ()):
                words = f"{value['old'] or 'none'} → {value['new'] or 'none'}"
                yield from field_lines(value["what"], words, 2)
            yield from field_lines("quote", f"“{' '.join(claim['quote'].split())}”", 2)
    yield printable(f"{claims['same']} claims are the same")
