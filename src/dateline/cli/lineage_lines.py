"""Lineage for a terminal: families, one report's text stretch by stretch, two side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.cli.marked import ADDED, CUT, FAINT, Piece, columns, in_colour, wrapped
from dateline.cli.render import field_lines, printable, published_words, width

Plain = Mapping[str, Any]

_PARTNERS = 8
"""Reports that share text with one and are told of; the rest are counted."""

_QUOTED = 240
"""Characters of a stretch shown in lists; whole in A B and in --json."""

_EDITS_SHOWN = 12
"""Words cut, added and changed that are listed of a copy; all are in A B and in --json."""


def number(n: int, one: str, many: str) -> str:
    """Give a number with its noun."""
    return f"{n:,} {one if n == 1 else many}"


def family_lines(family: Plain, most: int | None = None) -> Iterator[str]:
    """Give a family: origin, why, and each member with its date, credits, edit and coverage."""
    members = family["members"]
    yield f"{family['id']}  {len(members)} reports, one text"
    yield from field_lines("origin", origin_words(family), 2)
    yield from field_lines("because", family["why"], 2)
    for member in members[:most]:
        published = published_words(member["published"])
        credited = f", credits {', '.join(member['credited'])}" if member["credited"] else ""
        label = short(member["report"])
        if len(label) > _LABEL:
            yield f"  {printable(label)}"
            label = ""
        yield from field_lines(
            label,
            f"{member['publisher'] or 'publisher not known'}, {published}{credited}; "
            f"{member['coverage']:.0%} of it is in the others{_tied(member['tie'])}",
            2,
        )
        if member["title"]:
            yield from field_lines("", f"“{member['title']}”", 2)
    if most is not None and len(members) > most:
        yield from field_lines("", f"and {len(members) - most} more", 2)


_LABEL = 11
"""Columns of a label; a longer one, such as a file's name, has a line of its own."""


def short(report: str) -> str:
    """Give an id's beginning; a file's name, which stands for the report without a ledger, whole."""
    return report[:9] if _ID.fullmatch(report) else report


_ID = re.compile(r"R[0-9a-z]{16}")


def _tied(tie: Plain | None) -> str:
    """Give what a member is beside whom, and whether it credits it: "; abridged from R8m2e10, no credit"."""
    if tie is None:
        return ""
    if tie["report"] is None:
        near = f"; {tie['edit']} beside {short(tie['near'])}" if tie["near"] else ""
        return near + (f"; {tie['credit']}" if tie["credit"] == "no credit" else "")
    words = (
        f"; {tie['edit'] or 'a copy'} {'from' if tie['known'] else 'beside'} {short(tie['report'])}"
    )
    return words + "".join(f", {each}" for each in (tie["basis"], tie["credit"]) if each)


def origin_words(family: Plain) -> str:
    """Give a family's origin in words: a report here, somebody who is not here, or not known."""
    if family["origin"] is not None:
        origin = next(m for m in family["members"] if m["version"] == family["origin"])
        return f"{origin['report']}, {origin['publisher'] or 'publisher not known'}"
    if family["outside"] is not None:
        return f"credited to {family['outside']}, of which this ledger has no such report"
    return "not known"


# --------------------------------------------------------------------------- one report


def report_lines(told: Plain, partners: int = _PARTNERS, more: int | None = None) -> Iterator[str]:
    """Give where a report's text came from: in words, stretch by stretch, then each it shares with.

    ``more`` says how many share text with it where ``told`` holds only the first of them.
    """
    yield printable(told["title"]) or "(no title)"
    yield from field_lines("report", told["report"], 2)
    yield from field_lines("publisher", told["publisher"] or "not known", 2)
    yield from field_lines("published", published_words(told["published"]), 2)
    yield from field_lines("credits", ", ".join(told["credited"]) or "nobody", 2)
    yield from field_lines("lineage", by_report(told["why"], told), 2)
    if not told["assessable"]:
        yield ""
        yield "Phrases to search for, most telling first"
        for phrase in told["phrases"]:
            yield f"  “{printable(phrase)}”"
    if told["family"] is not None:
        yield ""
        yield from family_lines(told["family"])
    for rewrite in told["rewrites"]:
        later = rewrite["later"]["version"] == told["version"]
        other = rewrite["earlier"] if later else rewrite["later"]
        yield ""
        way = "of" if later else "here, of this one:"
        yield printable(f"Possible {rewrite['kind']} {way} {other['report']}")
        yield from field_lines("publisher", other["publisher"] or "not known", 2)
        yield from field_lines("because", by_report(rewrite["why"], told), 2)
    if told["shares"]:
        yield ""
        yield from _stretches(told["spans"])
    for n, each in enumerate(told["shares"][:partners]):
        yield ""
        yield from share_lines(each, told, in_full=n == 0)
    rest = (len(told["shares"]) if more is None else more) - partners
    if rest > 0:
        yield ""
        yield f"and {rest} more share passages with it" + (
            " (--json has all)" if more is None else ""
        )
    furniture = [] if told["shares"] else told["furniture"]
    if furniture:
        yield ""
        yield "Set aside as the publisher's furniture"
        for piece in furniture:
            yield from field_lines(at(piece), f"“{_cut(piece['quote'])}”", 2)


_STRETCHES = {
    "headline": "headline, its own",
    "own": "in no other report here",
    "furniture": "furniture of the publisher, set aside",
}


def _stretches(spans: Sequence[Plain]) -> Iterator[str]:
    """Give a report's text from beginning to end, with whose each stretch is."""
    yield "Its text, stretch by stretch"
    before = None
    for span in spans:
        other = span["with"]
        if other is None:
            words = _STRETCHES[span["kind"]]
        else:
            kind = "" if span["kind"] == "verbatim" else f", {span['kind']}"
            there = f" at {at(other['there'])}" if other["there"] else ""
            publisher = other["publisher"] or "publisher not known"
            words = f"{_WHENCE[other['direction']]} {other['report']}, {publisher}:{there}{kind}"
            if other["version"] == before:
                words = f"same:{there}{kind}"
            before = other["version"]
        yield from field_lines(at(span), words.rstrip(":"), 2)
        yield from field_lines("", f"“{_cut(span['quote'])}”", 2)


_WHENCE = {
    "from it": "from",
    "to it": "also, taken from here, in",
    "common source": "from a common source, also in",
    "unknown": "also in",
}

DIRECTIONS = {
    "from it": "its text came from there",
    "to it": "the other's text came from it",
    "common source": "both have it from a common source",
    "unknown": "not known which way",
}


_IDS = re.compile(r"\bT[0-9a-z]{16}\b")


def by_report(words: str, told: Plain) -> str:
    """Give words with reports where they name versions, which nothing else here shows."""
    named = [told, *told["shares"], *(told["family"] or {"members": ()})["members"]]
    named += [
        side for rewrite in told["rewrites"] for side in (rewrite["earlier"], rewrite["later"])
    ]
    reports = {each["version"]: each["report"] for each in named}
    return _IDS.sub(lambda found: str(reports.get(found[0], found[0])), words)


EDITS = {
    "verbatim": "the same text, but for a few words",
    "abridged": "abridged: nearly all of this report stands in the other, which has more",
    "expanded": "expanded: nearly all of the other stands in this report, which has more",
    "reworded": "half or more of the text in common, each with sentences of its own",
    "passages": "passages in common, less than half of either",
    "quoted passage only": "quoted passages alone",
}


def share_lines(each: Plain, told: Plain, in_full: bool) -> Iterator[str]:
    """Give what a report shares with another; in full with the words that were cut, added, changed."""
    yield printable(f"Shared with {each['report']}, {each['publisher'] or 'publisher not known'}")
    yield from field_lines("title", f"“{each['title']}”", 2)
    yield from field_lines(
        "shared",
        f"{each['share']:.0%} of this report, {each['share_of_other']:.0%} of the other, furniture "
        "and quotations not counted",
        2,
    )
    yield from field_lines("edit", EDITS[each["edit"]], 2)
    yield from field_lines("direction", DIRECTIONS[each["direction"]], 2)
    for reason in each["reasons"]:
        yield from field_lines("because", by_report(reason, told), 2)
    yield from field_lines(
        "changed",
        f"{each['cut']:,} characters of the other's body are not here; {each['added']:,} of this one "
        "are not there",
        2,
    )
    if in_full:
        yield from _change_lines(each)
    else:
        runs = ", ".join(f"{at(run['here'])}" for run in each["runs"][:_EDITS_SHOWN])
        more = len(each["runs"]) - _EDITS_SHOWN
        yield from field_lines("stretches", runs + (f" and {more} more" if more > 0 else ""), 2)


def _change_lines(each: Plain) -> Iterator[str]:
    """Give what a report lacks of another, has beside it and words otherwise, by their marks."""
    colour = in_colour()
    first, second = (ADDED, CUT) if each["direction"] == "to it" else (CUT, ADDED)
    changes = each["changes"]
    listed: tuple[tuple[str, list[list[Piece]]], ...] = (
        ("not here", [[Piece(_cut(piece["quote"]), first)] for piece in changes["cut"]]),
        ("only here", [[Piece(_cut(piece["quote"]), second)] for piece in changes["added"]]),
        (
            "otherwise",
            [
                [
                    Piece(_cut(change["there"]["quote"]) + " ", first),
                    Piece(_cut(change["here"]["quote"]), second),
                ]
                for change in changes["changed"]
            ],
        ),
    )
    for label, pieces in listed:
        for n, piece in enumerate(pieces[:_EDITS_SHOWN]):
            head = f"  {label if n == 0 else '':<11} "
            lines = wrapped(piece, width() - len(head), colour)
            yield head + lines[0] if lines else head
            yield from (" " * len(head) + line for line in lines[1:])
        if len(pieces) > _EDITS_SHOWN:
            yield from field_lines("", f"and {len(pieces) - _EDITS_SHOWN} more", 2)


def at(span: Plain) -> str:
    """Give a span's offsets."""
    return f"{span['start']}-{span['end']}"


def _cut(words: str) -> str:
    """Give words on one line, their beginning where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else words[: _QUOTED - 3].rsplit(" ", 1)[0] + " ..."


# --------------------------------------------------------------------------- two reports

_LONG = 400
"""Characters from which what one text has alone is shown by its beginning and its length."""
_BEGINNING = 120


def pair_lines(told: Plain, whole: bool = False) -> Iterator[str]:
    """Give two texts side by side, edits marked; what each has alone is shortened unless ``whole``."""
    colour = in_colour()
    column = (width() - 3) // 2
    heads = [[Piece(_head(told[side]))] for side in ("a", "b")]
    yield from columns(heads[0], heads[1], column, " ", colour)
    yield ""
    if not any(row["kind"] in _SHARED for row in told["rows"]):
        yield "They share no stretch of 50 characters."
        return
    directions = DIRECTIONS | {
        "from it": "the text on the left came from that on the right",
        "to it": "the text on the right came from that on the left",
    }
    if told["share"] is not None:
        yield from field_lines(
            "shared",
            f"{told['share']:.0%} of the left, {told['share_of_other']:.0%} of the right",
            0,
        )
    yield from field_lines("direction", directions[told["direction"]], 0)
    reports = {told[side]["version"]: told[side]["report"] for side in ("a", "b")}
    for reason in told["reasons"]:
        words = _IDS.sub(lambda found: str(reports.get(found[0], found[0])), reason)
        yield from field_lines("because", words, 0)
    if told["edit"] is not None:
        yield from field_lines("edit", f"the left is {told['edit']} beside the right", 0)
    left_first = told["direction"] == "to it"
    sides = "left, which was first" if left_first else "right"
    if told["direction"] in ("unknown", "common source"):
        sides = "right (neither is known to be first)"
    marks = _marks(colour, sides, "right" if left_first else "left")
    yield from field_lines("marks", marks, 0)
    kinds = (CUT, ADDED) if left_first else (ADDED, CUT)
    for row in told["rows"]:
        yield ""
        mark = _MARKS.get(row["kind"], " ")
        cells = [
            _cell(row, side, kind, whole) for side, kind in zip(("a", "b"), kinds, strict=True)
        ]
        yield from columns(cells[0], cells[1], column, mark, colour)


_MARKS = {
    "verbatim": "=",
    "edited": "=",
    "reworded": "~",
    "alike": "~",
    "quotation": "“",
    "furniture": "#",
}
_SHARED = ("verbatim", "edited", "reworded", "quotation", "furniture")


def _marks(colour: bool, first: str, other: str) -> str:
    cut, added = ("struck out", "underlined") if colour else ("[-cut-]", "{+added+}")
    return (
        f"= the same but for marked words, ~ reworded, “ a quotation, # furniture, no mark: in one of "
        f"the two only; {cut}: only on the {first}; {added}: only on the {other}"
    )


def _head(named: Plain) -> str:
    return (
        f"{named['report']}, {named['publisher'] or 'publisher not known'}: "
        f"{named['title'] or '(no title)'}"
    )


def _cell(row: Plain, side: str, kind: str, whole: bool) -> list[Piece]:
    """Give one side of a row as pieces, what differs marked."""
    span = row[side]
    if span is None:
        return []
    place = f"[{at(span)}]{' stands elsewhere:' if row['moved'] else ''} "
    if row["kind"] == "apart":
        return [Piece(place, FAINT), *_shortened(span["quote"], kind, whole)]
    if row["kind"] == "furniture":
        return [Piece(place, FAINT), *_shortened(span["quote"], FAINT, whole)]
    pieces = [Piece(place, FAINT)]
    begin = done = span["start"]
    for edit in row["edits"]:
        words = edit[side]
        if words is None:
            continue
        pieces.append(Piece(span["quote"][done - begin : words["start"] - begin]))
        pieces.append(Piece(words["quote"], kind))
        done = words["end"]
    pieces.append(Piece(span["quote"][done - begin :]))
    return pieces


def _shortened(words: str, kind: str, whole: bool) -> list[Piece]:
    words = " ".join(words.split())
    if whole or len(words) <= _LONG:
        return [Piece(words, kind)]
    beginning = words[:_BEGINNING].rsplit(" ", 1)[0]
    return [
        Piece(beginning, kind),
        Piece(f" ... {len(words) - len(beginning):,} characters more", FAINT),
    ]
