"""Two reports beside each other as the page shows them: passages, with the words that differ.

Words that both have are in the file once, and of a long stretch that both have, or that one has alone,
only the beginning (and end) with how much is left out: the page shows what was changed, and is no copy of
its publishers' texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.lineage.aligned import Row
from dateline.types import Span

LONG, HEAD, TAIL = 420, 220, 120
"""Characters from which a stretch is shortened, and what is kept of its two ends."""

ALONE, SHOWN = 260, 140
"""Likewise of what one report has alone, of which the beginning is kept."""


def side_by_side(rows: Sequence[Row], a: str, b: str) -> list[dict[str, Any]]:
    """Give rows for the page: ``kind``, ``moved``, offsets of either side, and ``parts`` in order.

    A part is a string (both have it), a number (so many characters that both have are left out), a pair
    of strings (the same but for case, accents and punctuation) or an object with ``a`` or ``b`` or both:
    words that differ, or that one side has alone, with ``more`` characters left out behind them.
    """
    return [
        {
            "kind": row.kind,
            "moved": row.moved,
            "a": None if row.a is None else list(row.a),
            "b": None if row.b is None else list(row.b),
            "parts": _parts(row, a, b),
        }
        for row in rows
    ]


def _parts(row: Row, a: str, b: str) -> list[Any]:
    if row.a is None or row.b is None or row.kind in ("apart", "furniture"):
        part: dict[str, Any] = {}
        for name, text, span in (("a", a, row.a), ("b", b, row.b)):
            if span is not None:
                part[name], more = _beginning(text, span)
                if more:
                    part[f"more_{name}"] = more
        return [part]
    parts: list[Any] = []
    at = [row.a.start, row.b.start]
    for edit in row.edits:
        parts += _same(a, Span(at[0], edit.a.start), b, Span(at[1], edit.b.start))
        differ = {"a": edit.a.of(a), "b": edit.b.of(b)}
        parts.append({side: _words(words) for side, words in differ.items() if words})
        at = [edit.a.end, edit.b.end]
    return parts + _same(a, Span(at[0], row.a.end), b, Span(at[1], row.b.end))


def _same(a: str, ours: Span, b: str, theirs: Span) -> list[Any]:
    one, other = _words(ours.of(a)), _words(theirs.of(b))
    if not one and not other:
        return []
    if len(one) > LONG:
        head, tail = one[:HEAD].rsplit(" ", 1)[0], one[-TAIL:].split(" ", 1)[-1]
        return [head, len(one) - len(head) - len(tail), tail]
    return [one] if one == other else [[one, other]]


def _beginning(text: str, span: Span) -> tuple[str, int]:
    words = _words(span.of(text)).strip()
    if len(words) <= ALONE:
        return words, 0
    kept = words[:SHOWN].rsplit(" ", 1)[0]
    return kept, len(words) - len(kept)


def _words(text: str) -> str:
    """Give words on one line; a space at either end tells that the next word stands apart."""
    inside = " ".join(text.split())
    if not inside:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inside}{' ' if text[-1].isspace() else ''}"
