"""Two texts side by side: what they share in order, what words of it differ, what each has alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.lineage.facts import Run, Text
from dateline.lineage.stretches import Left, union
from dateline.lineage.whole_sentences import SENTENCE, outside_titles, without_ends
from dateline.lineage.wording import WORD, Edit, word_edits
from dateline.types import Span

NEAR = 160
"""Characters of either text between two shared stretches up to which both are one passage: a sentence
that was put in or left out is read best where it stood."""

SHOWN = 20
"""Characters that a text has alone from which they are a row of their own."""

ALIKE = 4
"""Words that two stretches between shared ones must have in common, and half of the shorter, to be set
beside each other word by word. They do not count as shared text."""

IN_FURNITURE = 0.9
"""Share of a stretch that must be furniture for the stretch to be furniture."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of one text beside its like in the other, or what one of them has alone.

    ``kind`` is ``headline``, ``verbatim``, ``edited`` (verbatim stretches with words between them),
    ``reworded``, ``quotation``, ``furniture``, ``alike`` (too short or too different to count as shared)
    or ``apart`` (either side may be None).
    """

    kind: str
    a: Span | None
    b: Span | None
    edits: tuple[Edit, ...] = ()
    moved: bool = False
    """Whether it stands in another place in the order of ``b``."""


def align(
    a: Text,
    b: Text,
    runs: Iterable[Run],
    furniture: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
) -> tuple[Row, ...]:
    """Give two texts as rows in the order of ``a``; every run is in one of them."""
    whole = {without_ends(outside_titles(run, a, b), a.text, b.text) for run in runs}
    chain, moved = _in_order(sorted(whole))
    rows: list[Row] = []
    at = [0, 0]
    headline = _headline(a, b, [*chain, *moved])
    if headline is not None:
        rows.append(headline)
        at = [span.end for span in (headline.a, headline.b) if span is not None]
    apart = _Apart((a.text, b.text), furniture, moved)
    passages = _passages(chain, apart)
    ends = [(p[0].a_start, p[0].b_start) for p in passages[1:]] + [(len(a.text), len(b.text))]
    for passage, end in zip(passages, ends, strict=False):
        row = _passage(passage, apart, (at[0], at[1]), end)
        rows += apart.between((at[0], row.a.start), (at[1], row.b.start))
        rows.append(Row(row.kind, row.a, row.b, row.edits))
        at = [row.a.end, row.b.end]
    rows += apart.between((at[0], len(a.text)), (at[1], len(b.text)))
    return tuple(rows)


# --------------------------------------------------------------------------- order


def _in_order(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """Give the heaviest chain of runs that stand in one order in both texts, and the others."""
    best: list[
        tuple[int, int]
    ] = []  # characters of the best chain that ends here, and what precedes
    for n, run in enumerate(runs):
        weight, before = 0, -1
        for m in range(n):
            if best[m][0] > weight and _follows(runs[m], run):
                weight, before = best[m][0], m
        best.append((weight + run.a_end - run.a_start, before))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n), default=-1)
    within: list[int] = []
    while at >= 0:
        within.insert(0, at)
        at = best[at][1]
    chain: list[Run] = []
    for n in within:
        chain.append(_behind(chain[-1], runs[n]) if chain else runs[n])
    held = Left(0, [(run.a_start, run.a_end) for run in chain])
    others = [
        run
        for n, run in enumerate(runs)
        if n not in within and held.within(run.a_start, run.a_end) == run.a_end - run.a_start
    ]
    return chain, others


def _follows(first: Run, run: Run) -> bool:
    """Say whether a run stands behind another in both texts, but for less than half of either."""
    sides = (
        (first.a_start, first.a_end, run.a_start, run.a_end),
        (
            *(first.b_start, first.b_end),
            *(run.b_start, run.b_end),
        ),
    )
    return all(
        start < own_start
        and end < own_end
        and 2 * (end - own_start) < min(end - start, own_end - own_start)
        for start, end, own_start, own_end in sides
    )


def _behind(first: Run, run: Run) -> Run:
    """Give a run without what another that it follows has of it."""
    over = max(0, first.a_end - run.a_start, first.b_end - run.b_start)
    return run._replace(a_start=run.a_start + over, b_start=run.b_start + over)


def _headline(a: Text, b: Text, runs: Sequence[Run]) -> Row | None:
    """Give the two titles as a row, where no shared stretch reaches into either."""
    if a.title is None or b.title is None:
        return None
    if any(run.a_start < a.title.end or run.b_start < b.title.end for run in runs):
        return None
    return Row(
        "headline", a.title, b.title, tuple(word_edits((a.text, a.title), (b.text, b.title)))
    )


def _passages(chain: Sequence[Run], apart: _Apart) -> list[list[Run]]:
    """Give runs in passages: those that stand near each other with no furniture between them."""
    passages: list[list[Run]] = []
    for run in chain:
        if passages and apart.are_near(passages[-1][-1], run):
            passages[-1].append(run)
        else:
            passages.append([run])
    return passages


class _Passage(NamedTuple):
    kind: str
    a: Span
    b: Span
    edits: tuple[Edit, ...]


def _passage(
    runs: Sequence[Run], apart: _Apart, low: tuple[int, int], high: tuple[int, int]
) -> _Passage:
    """Give runs as one passage, from the beginning of its first sentence to the end of its last."""
    a, b = apart.texts
    first, last = runs[0], runs[-1]
    starts = [
        apart.sentence_start(side, low[side], at)
        for side, at in enumerate((first.a_start, first.b_start))
    ]
    ends = [
        apart.sentence_end(side, at, high[side]) for side, at in enumerate((last.a_end, last.b_end))
    ]
    edits: list[Edit] = []
    at = starts
    for run in runs:
        edits += word_edits((a, Span(at[0], run.a_start)), (b, Span(at[1], run.b_start)))
        if run.kind == "reworded":
            sides = Span(run.a_start, run.a_end), Span(run.b_start, run.b_end)
            edits += word_edits((a, sides[0]), (b, sides[1]))
        at = [run.a_end, run.b_end]
    edits += word_edits((a, Span(at[0], ends[0])), (b, Span(at[1], ends[1])))
    kinds = {run.kind for run in runs}
    kind = (
        "furniture"
        if apart.is_furniture(runs)
        else "quotation"
        if kinds == {"quotation"}
        else "reworded"
        if "reworded" in kinds
        else "edited"
        if edits
        else "verbatim"
    )
    return _Passage(kind, Span(starts[0], ends[0]), Span(starts[1], ends[1]), tuple(edits))


class _Apart:
    """What stands between passages: each text's own words, furniture, and what stands elsewhere."""

    def __init__(
        self,
        texts: tuple[str, str],
        furniture: tuple[Sequence[Span], Sequence[Span]],
        moved: Sequence[Run],
    ) -> None:
        self.texts = texts
        self.moved = moved
        self.furniture = (
            Left(len(texts[0]), furniture[0]),
            Left(len(texts[1]), furniture[1]),
        )
        self.elsewhere = (
            Left(len(texts[0]), [(run.a_start, run.a_end) for run in moved]),
            Left(len(texts[1]), [(run.b_start, run.b_end) for run in moved]),
        )

    def is_furniture(self, runs: Sequence[Run]) -> bool:
        """Say whether shared stretches are furniture in either text."""
        for left, spans in (
            (self.furniture[0], [(run.a_start, run.a_end) for run in runs]),
            (self.furniture[1], [(run.b_start, run.b_end) for run in runs]),
        ):
            total = sum(end - start for start, end in spans)
            if sum(left.within(*span) for span in spans) <= (1 - IN_FURNITURE) * total:
                return True
        return False

    def are_near(self, first: Run, second: Run) -> bool:
        """Say whether two runs are of one passage."""
        gaps = (first.a_end, second.a_start), (first.b_end, second.b_start)
        if any(end - start > NEAR for start, end in gaps):
            return False
        if (first.kind == "quotation") != (second.kind == "quotation"):
            return False
        if self.is_furniture([first]) != self.is_furniture([second]):
            return False
        return all(
            left.within(*gap) == gap[1] - gap[0]
            for side, gap in enumerate(gaps)
            for left in (self.furniture[side], self.elsewhere[side])
        )

    def sentence_start(self, side: int, low: int, at: int) -> int:
        """Give where the sentence begins that goes on at ``at``, where that is near and its own."""
        near = max(low, at - NEAR)
        cuts = [found.end() for found in SENTENCE.finditer(self.texts[side], near, at)]
        start = cuts[-1] if cuts else near
        return start if (cuts or near == low) and self._own(side, start, at) else at

    def sentence_end(self, side: int, at: int, high: int) -> int:
        """Give where the sentence ends that holds the last word before ``at``, likewise."""
        text = self.texts[side]
        found = SENTENCE.search(text, max(0, at - 1), min(high, at + NEAR))
        end = (
            high if found is None and high - at <= NEAR else at if found is None else found.start()
        )
        return end if end > at and self._own(side, at, end) else at

    def _own(self, side: int, start: int, end: int) -> bool:
        return all(
            left.within(start, end) == end - start
            for left in (self.furniture[side], self.elsewhere[side])
        )

    def between(self, a: tuple[int, int], b: tuple[int, int]) -> list[Row]:
        """Give the rows of a gap: what of ``a`` stands elsewhere in ``b``, what each has alone."""
        rows = []
        own: list[list[Span]] = [[], []]
        set_apart: list[Row] = []
        for side, (start, end) in enumerate((a, b)):
            for piece in self.elsewhere[side].pieces(start, end):
                for span in self.furniture[side].pieces(*piece):
                    kept = self._words(side, span)
                    own[side] += [] if kept is None else [kept]
                for span in _overlap(self.furniture[side].out, piece):
                    kept = self._words(side, span)
                    if kept is not None:
                        set_apart.append(
                            Row("furniture", kept, None)
                            if side == 0
                            else Row("furniture", None, kept)
                        )
        moved = [
            Row(
                "furniture" if self.is_furniture([run]) else run.kind,
                Span(run.a_start, run.a_end),
                Span(run.b_start, run.b_end),
                tuple(
                    word_edits(
                        (self.texts[0], Span(run.a_start, run.a_end)),
                        (self.texts[1], Span(run.b_start, run.b_end)),
                    )
                    if run.kind == "reworded"
                    else ()
                ),
                moved=True,
            )
            for run in self.moved
            if a[0] <= run.a_start < a[1]
        ]
        for n in range(max(len(own[0]), len(own[1]))):
            mine, theirs = (spans[n] if n < len(spans) else None for spans in own)
            rows.append(self._alike(mine, theirs) or Row("apart", mine, theirs))
        rows += [*set_apart, *moved]
        return sorted(rows, key=lambda row: (row.a is None, row.a or row.b or Span(0, 0)))

    def _alike(self, mine: Span | None, theirs: Span | None) -> Row | None:
        """Give two stretches as alike where half of the words of the shorter stand in the other."""
        if mine is None or theirs is None:
            return None
        sides = [len(WORD.findall(t, *s)) for t, s in zip(self.texts, (mine, theirs), strict=True)]
        edits = word_edits((self.texts[0], mine), (self.texts[1], theirs))
        differ = [
            sum(len(WORD.findall(text, *edit[n])) for edit in edits)
            for n, text in enumerate(self.texts, 1)
        ]
        same = min(sides[0] - differ[0], sides[1] - differ[1])
        enough = same >= ALIKE and same * 2 >= min(sides)
        return Row("alike", mine, theirs, tuple(edits)) if enough else None

    def _words(self, side: int, span: Span) -> Span | None:
        """Give a span without what merely stands between words; None where that leaves little."""
        words = self.texts[side][span.start : span.end]
        start = span.start + len(words) - len(words.lstrip(_BETWEEN))
        end = span.start + len(words.rstrip(_BETWEEN))
        return Span(start, end) if end - start >= SHOWN else None


_BETWEEN = " \n\t.,;:!?-–—\"“”'’()"
"""What stands between words and is left off the ends of what one text has alone."""


def _overlap(spans: Sequence[Span], within: Span) -> list[Span]:
    return union(
        (max(span.start, within.start), min(span.end, within.end))
        for span in spans
        if span.start < within.end and within.start < span.end
    )
