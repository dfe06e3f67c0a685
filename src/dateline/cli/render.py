"""Reports and claims as text for a terminal or a pipe.

Article text is untrusted: control characters and markup in it are shown, never obeyed.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Plain = Mapping[str, Any]

SECTIONS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Events", frozenset({"actual"})),
    ("Forecasts", frozenset({"predicted", "possible"})),
    ("Plans, goals and threats", frozenset({"planned", "threatened", "hypothetical"})),
)

_LABELS = {
    "actor": "who",
    "recipient": "to whom",
    "place": "where",
    "date": "when",
    "weapon": "with what",
}


def printable(text: str) -> str:
    """Give ``text`` with control and direction-changing characters made visible, on one line."""
    shown = []
    for character in " ".join(text.split()):
        code = ord(character)
        hidden = code < 32 or 0x7F <= code < 0xA0 or code in _DIRECTION or 0xD800 <= code < 0xE000
        shown.append(f"\\u{code:04x}" if hidden else character)
    return "".join(shown)


_DIRECTION = frozenset((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))


def width() -> int:
    """Give the columns to fill: the terminal's, at most 110 and at least 60."""
    return max(60, min(110, shutil.get_terminal_size((100, 24)).columns))


def field_lines(label: str, value: str, indent: int = 5) -> Iterator[str]:
    """Give a labelled value, wrapped and aligned."""
    head = " " * indent + f"{label:<11} "
    yield from textwrap.wrap(
        printable(value),
        width(),
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
    ) or [head.rstrip()]


def report_lines(report: Plain) -> Iterator[str]:
    """Give a report as read and coded: its row, organisations and people, then its claims."""
    title = report["title"]["quote"] if report["title"] else "(no title)"
    yield printable(title)
    yield "=" * min(width(), max(4, len(printable(title))))
    yield from _report_row(report)
    for heading, kinds in (
        ("Organisations and groups", _ORGANISED),
        ("People", frozenset({"person"})),
    ):
        actors = [actor for actor in report["actors"] if actor["kind"] in kinds]
        if actors:
            yield ""
            yield heading
            yield from _actor_lines(actors)
    events = {claim["id"] for claim in report["claims"] if not _is_relation(claim)}
    for heading, modalities in SECTIONS:
        claims = [
            claim
            for claim in report["claims"]
            if claim["id"] in events and _standing(claim) in modalities
        ]
        yield from _claim_section(heading, claims)
    yield from _claim_section("Ties", [c for c in report["claims"] if c["id"] not in events])
    if not report["claims"]:
        yield ""
        yield "Nothing is claimed here that the codebooks look for."


_ORGANISED = frozenset(
    {"organisation", "armed_group", "group", "force", "government", "state", "office", "unknown"}
)

RELATION_TYPES = frozenset(
    {"PART_OF", "LED_BY", "ALLIED_WITH", "AFFILIATED", "SUPPORTS_GROUP", "FIGHTS", "SUCCESSOR_OF"}
)


GOAL_TYPES = frozenset({"INTEND"})
"""Types that tell of a goal: that it is held is actual, what is held is not."""


def _standing(claim: Plain) -> str:
    modality = str(claim["modality"])
    return "planned" if claim["type"] in GOAL_TYPES and modality == "actual" else modality


def _is_relation(claim: Plain) -> bool:
    return claim["type"] in RELATION_TYPES


def _report_row(report: Plain) -> Iterator[str]:
    yield from field_lines("report", report["report"], 2)
    if report["publisher"]:
        yield from field_lines("publisher", f"{report['publisher']} ({report['publisher_how']})", 2)
    else:
        yield from field_lines("publisher", "not known", 2)
    for credit in report["credits"]:
        yield from field_lines(credit["kind"], f"{credit['name']}  “{credit['quote']}”", 2)
    yield from field_lines("published", published_words(report["published"]), 2)
    yield from field_lines("language", report["language"], 2)
    if report["url"]:
        yield from field_lines("url", report["url"], 2)
    for name, value in report["catalogue"].items():
        yield from field_lines(name, value, 2)
    if report["furniture"]:
        yield from field_lines("cut", " | ".join(report["furniture"][:6]), 2)
    for warning in report["warnings"]:
        yield from field_lines("warning", warning, 2)


def published_words(published: Plain) -> str:
    """Give a publication date with how it is known, in words."""
    earliest, latest, how = published["earliest"], published["latest"], published["how"]
    if earliest and latest:
        when = earliest if earliest == latest else f"{earliest} to {latest}"
    elif earliest:
        when = f"not known; not before {earliest}"
    elif latest:
        when = f"not known; not after {latest}"
    else:
        return "not known"
    note = published.get("note") or ""
    return f"{when} ({how}{': ' + note if note else ''})"


def _actor_lines(actors: Sequence[Plain]) -> Iterator[str]:
    for actor in sorted(actors, key=lambda a: (not a["in_registry"], a["name"])):
        known = actor["id"] if actor["in_registry"] else "new here"
        facts = ", ".join(
            part
            for part in (
                known,
                actor["kind"].replace("_", " "),
                "/".join(actor["sectors"]),
                actor["country"] or "",
            )
            if part
        )
        also = [name for name in actor["aliases"] if name != actor["name"]][:4]
        yield from textwrap.wrap(
            f"{printable(actor['name'])} ({facts})"
            + (f"; also known as {printable(', '.join(also))}" if also else ""),
            width(),
            initial_indent="  - ",
            subsequent_indent="    ",
        )


def _claim_section(heading: str, claims: Sequence[Plain]) -> Iterator[str]:
    if not claims:
        return
    yield ""
    yield heading
    for number, claim in enumerate(claims, 1):
        yield from claim_lines(claim, f"{number:>3}. ")


def claim_lines(claim: Plain, lead: str = "") -> Iterator[str]:
    """Give a claim: type, who to whom, where, when with precision, on whose word, its quote."""
    yield lead + claim_head(claim)
    for role in _roles(claim):
        for slot in (s for s in claim["slots"] if s["role"] == role):
            yield from field_lines(_LABELS.get(role, role), slot_words(slot))
    for inferred in claim["inferred"]:
        label = _LABELS.get(inferred["role"], inferred["role"])
        yield from field_lines(label, inferred_words(inferred) or "not known")
    yield from field_lines("on word of", attribution_words(claim))
    yield from field_lines("quote", f"“{claim['quote']['quote']}”")


def claim_head(claim: Plain) -> str:
    """Give type, mode and standing of a claim on one line."""
    mode = f" ({claim['mode']})" if claim["mode"] else ""
    marks = [claim["modality"]] if claim["modality"] != "actual" else []
    if claim["polarity"] != "affirmed":
        marks.insert(0, claim["polarity"])
    if claim["background"]:
        marks.append("background")
    standing = f" - {', '.join(marks)}" if marks else ""
    return f"{claim['type']}{mode}{standing}  [{claim['codebook']}, {claim['id']}]"


def _roles(claim: Plain) -> list[str]:
    first = ["actor", "recipient", "place", "date"]
    others = sorted({slot["role"] for slot in claim["slots"]} - set(first))
    return first + others


def slot_words(slot: Plain) -> str:
    """Give the words of a slot and what they were resolved to."""
    quote, value = slot["quote"], slot["value"]
    words = quote if value == quote else f"{quote} = {value}"
    resolved = slot["resolution"]
    meaning = resolution_words(resolved) if resolved else ""
    if not meaning or meaning == words:
        return words
    return f"{words} → {meaning}"


def inferred_words(resolution: Plain) -> str:
    """Give a value that the claim's own words do not tell; of a place also where it was found."""
    words = resolution_words(resolution)
    if resolution["kind"] != "place" or resolution["value"] is None:
        return words
    return "; ".join([words, *resolution["how"].split("; ")[:2]])


def resolution_words(resolution: Plain) -> str:
    """Give a resolved value with its precision code, and how it is known."""
    value = resolution["value"]
    if value is None:
        return f"not resolved ({resolution['how']})" if resolution["how"] else "not resolved"
    if resolution["kind"] == "place":
        return f"{resolution['label']} [{value}; where_prec {resolution['precision']}]"
    if resolution["kind"] == "date":
        earliest, _, latest = value.partition("/")
        if earliest == latest:
            interval = earliest
        else:
            interval = f"{earliest or 'open'} to {latest or 'open'}"
        return f"{interval} [date_prec {resolution['precision']}; {resolution['how']}]"
    known = value if not value.startswith("A") or ":" in value or "/" in value else "new here"
    return f"{resolution['label']} [{known}]"


def attribution_words(claim: Plain) -> str:
    """Give the chain of cited sources, outermost first; the report itself where there is none."""
    chain = claim["attribution"]
    if not chain:
        return "the report itself"
    links = [
        f"{link['source']['quote'] if link['source'] else 'unnamed'} (“{link['cue']['quote']}”)"
        for link in chain
    ]
    return ", citing ".join(links)
