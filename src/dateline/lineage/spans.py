"""Where each stretch of a report's text stands elsewhere, and what a copy cut, added and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.lineage.aligned import SHOWN, Row
from dateline.lineage.facts import Link, Run, Text
from dateline.lineage.stretches import Left
from dateline.lineage.whole_sentences import outside_titles
from dateline.lineage.wording import CHANGED, Edit
from dateline.types import Span

Plain = dict[str, Any]


def where_from(
    text: Text,
    texts: Mapping[str, Text],
    links: Iterable[tuple[Link, str]],
    furniture: Sequence[Span],
    parent: str | None,
) -> list[Plain]:
    """Give a report's text from beginning to end, each stretch with where it stands elsewhere.

    ``links`` are those of the report, each with its direction as seen from it. A stretch that several
    others have is told of the one that it most likely came from: ``parent``, then those that it came
    from, those with whom it has a common source, the rest; among equals who shares most, then the
    smallest version. ``kind`` is that of the run, ``furniture``, ``headline`` or ``own``: what no other
    report has.
    """
    ranked = sorted(
        links,
        key=lambda each: (
            _other(each[0], text.version) != parent,
            _RANK.get(each[1], len(_RANK)),
            -each[0].characters,
            _other(each[0], text.version),
        ),
    )
    told: list[tuple[Span, Plain]] = [
        (span, {"kind": "furniture", "version": None, "there": None}) for span in furniture
    ]
    taken = list(furniture)
    for link, direction in ranked:
        runs = link.runs if link.a == text.version else turned(link.runs)
        other = texts[_other(link, text.version)]
        for run in sorted(outside_titles(run, text, other) for run in runs):
            own, there = Span(run.a_start, run.a_end), Span(run.b_start, run.b_end)
            for piece in Left(len(text.text), taken).pieces(*own):
                if piece.end - piece.start < SHOWN:
                    continue
                told.append(
                    (
                        piece,
                        {
                            "kind": run.kind,
                            "version": _other(link, text.version),
                            "direction": direction,
                            "there": there if piece == own else None,
                        },
                    )
                )
                taken.append(piece)
    told += [(piece, what) for piece, what in _alone(text, taken)]
    return [{"span": span, **what} for span, what in sorted(told, key=lambda each: each[0])]


_RANK = {"from it": 0, "common source": 1, "unknown": 2, "to it": 3}


def _other(link: Link, version: str) -> str:
    return link.b if link.a == version else link.a


def _alone(text: Text, taken: Sequence[Span]) -> Iterable[tuple[Span, Plain]]:
    left = Left(len(text.text), taken)
    head = text.title if text.title is not None else Span(0, 0)
    for within, kind in ((head, "headline"), (Span(head.end, len(text.text)), "own")):
        for piece in left.pieces(*within):
            words = piece.of(text.text)
            start = piece.start + len(words) - len(words.lstrip(_BETWEEN))
            end = piece.start + len(words.rstrip(_BETWEEN))
            if end - start >= SHOWN:
                yield Span(start, end), {"kind": kind, "version": None, "there": None}


_BETWEEN = " \n\t.,;:!?-–—\"“”'’()"


def what_changed(rows: Sequence[Row], here: str, there: str) -> Mapping[str, list[Plain]]:
    """Give what ``here`` lacks of ``there``, has beside it and says in other words, in order."""
    cut: list[Plain] = []
    added: list[Plain] = []
    changed: list[Plain] = []
    for row in rows:
        if row.kind == "apart":
            if row.a is not None:
                added.append(quoted(here, row.a))
            if row.b is not None:
                cut.append(quoted(there, row.b))
        for edit in row.edits if row.kind != "furniture" else ():
            if edit.kind == CHANGED:
                changed.append({"here": quoted(here, edit.a), "there": quoted(there, edit.b)})
            elif edit.a.end > edit.a.start:
                added.append(quoted(here, edit.a))
            else:
                cut.append(quoted(there, edit.b))
    return {"cut": cut, "added": added, "changed": changed}


def quoted(text: str, span: Span) -> Plain:
    """Give a span with its words."""
    return {"start": span.start, "end": span.end, "quote": span.of(text)}


def row_plain(row: Row, a: str, b: str) -> Plain:
    """Give a row as plain data, with the words of both sides and of every edit."""
    return {
        "kind": row.kind,
        "moved": row.moved,
        "a": None if row.a is None else quoted(a, row.a),
        "b": None if row.b is None else quoted(b, row.b),
        "edits": [_edit(edit, a, b) for edit in row.edits],
    }


def _edit(edit: Edit, a: str, b: str) -> Plain:
    return {
        "kind": edit.kind,
        "a": quoted(a, edit.a) if edit.a.end > edit.a.start else None,
        "b": quoted(b, edit.b) if edit.b.end > edit.b.start else None,
    }


def turned(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Give runs as seen from the other text."""
    return tuple(sorted(Run(r.b_start, r.b_end, r.a_start, r.a_end, r.kind) for r in runs))
