"""The place of what is told without one, from what stands around it, and how that is known.

A claim without a place of its own takes the first of these that its report gives:

1. the place of another claim of the same happening;
2. a place in the same sentence, told together with it;
3. the place in the name of the authority that does it ("Dorva police");
4. the last place told in the two sentences before (of a headline: in the two behind it);
5. the place told in the headline or the first two sentences;
6. the dateline: where the report was written, seldom more;
7. where those are from who did it or to whom it was done;
8. the place that the report names most, or first.

Each is marked in ``how``, has the ordinal -1, and a score that says how seldom it is right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.resolve.clauses import told_together
from dateline.types import Annotation, Claim, ClaimGroup, Resolution, Span

NOT_TOLD = "not told with it"
"""How ``how`` begins where a place was taken from the surroundings."""

REACH = 2
"""Sentences back in which the place of a scene is looked for."""

OPENING = 2
"""Sentences of the body, after the headline, that tell where a report plays."""

SURE = {
    "same happening": 0.8,
    "same sentence": 0.6,
    "authority": 0.5,
    "before": 0.5,
    "opening": 0.4,
    "dateline": 0.4,
    "home": 0.3,
    "named": 0.3,
}
"""What the score of the place itself is multiplied with, by how it was found."""

_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "outside",
        "around",
        "across",
        "inside",
        "within",
        "throughout",
        "off",
        "between",
        "through",
        "along",
        "into",
        "over",
        "beside",
        "behind",
    ]
)
_SKIPPED = frozenset(
    [
        "the",
        "a",
        "an",
        "nearby",
        "downtown",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north",
        "south",
        "east",
        "west",
        "upper",
        "lower",
        "neighboring",
        "neighbouring",
        "city",
        "town",
        "village",
        "district",
        "province",
        "region",
        "area",
        "state",
        "suburb",
        "capital",
        "port",
        "county",
        "island",
        "outskirts",
        "edge",
        "coast",
        "border",
        "of",
        "war-torn",
        "rebel-held",
    ]
)
"""Words between a preposition and the name: "in the northern city of"."""
_OF_BODIES = frozenset(
    [
        "police",
        "governor",
        "mayor",
        "officials",
        "government",
        "army",
        "president",
        "minister",
        "council",
        "court",
        "spokesman",
        "spokeswoman",
        "authorities",
        "residents",
        "based",
        "born",
    ]
)
"""What a name before it tells whose, not where: "Baghdad police"."""


class Named(NamedTuple):
    """A name of a place in the text with what it means."""

    span: Span
    locative: bool
    """Whether something is told to be there: "in Grozny", not "Grozny said"."""
    from_there: bool
    """Whether somebody is from there."""
    of_a_body: bool
    """Whether it says whose an authority is: "Dorva police"."""
    place: Resolution


class Surroundings:
    """The places told in one report, for its claims that tell none."""

    def __init__(
        self,
        annotation: Annotation,
        places: Sequence[tuple[Span, Resolution]],
        dateline: Resolution | None,
        claims: Sequence[Claim],
        groups: Iterable[ClaimGroup],
        slots: Sequence[Resolution],
    ) -> None:
        """Take all names of the report with their places, and the resolved slots of its claims."""
        self.annotation = annotation
        self.line = dateline
        self._starts = [sentence.start for sentence in annotation.sentences]
        self.names = _named(annotation, places, dateline)
        self.claims = {claim.id: claim for claim in claims}
        self.own: dict[str, Resolution] = {}
        for found in slots:
            if found.value is not None and found.subject not in self.own:
                self.own[found.subject] = found
        self.together = {
            claim: group.claims for group in groups for claim in group.claims if group.claims
        }
        self.by_sentence: dict[int, list[tuple[int, Resolution]]] = {}
        for claim in claims:
            if claim.id in self.own and claim.polarity == "affirmed":
                told = self.by_sentence.setdefault(self._sentence(claim.anchor), [])
                told.append((claim.anchor.start, self.own[claim.id]))

    def place_of(self, claim: Claim, run: str) -> Resolution | None:
        """Give the place of a claim that has none of its own, or None where the report tells none."""
        number = self._sentence(claim.anchor)
        steps: list[tuple[str, str, Callable[[], tuple[Resolution, Span] | None]]] = [
            ("same happening", "told of the same happening", lambda: self._group(claim)),
            ("same sentence", "named in the same sentence", lambda: self._beside(claim, number)),
            ("authority", "where the authority that does it is", lambda: self._authority(claim)),
            ("before", "told just before", lambda: self._before(number)),
            ("home", "where those involved are from", lambda: self._home(claim, number)),
        ]
        if not claim.background:
            steps[4:4] = [
                ("opening", "told at the opening of the report", self._opening),
                ("dateline", "dateline: where the report was written", self._dateline),
            ]
            steps.append(("named", "the place that the report names most, or first", self._most))
        for name, how, step in steps:
            found = step()
            if found is None:
                continue
            place, span = found
            return replace(
                place,
                subject=claim.id,
                role="place",
                ordinal=-1,
                run=run,
                score=round(place.score * SURE[name], 4),
                how=f"{NOT_TOLD}; {how}; {place.how}",
                span=span,
            )
        return None

    # ------------------------------------------------------------------ the steps

    def _group(self, claim: Claim) -> tuple[Resolution, Span] | None:
        others = [
            self.claims[other]
            for other in self.together.get(claim.id, ())
            if other != claim.id and other in self.own and other in self.claims
        ]
        if not others:
            return None
        at = claim.anchor.start
        best = min(others, key=lambda c: (self._rank(c.id), abs(c.anchor.start - at), c.id))
        return self._own(best)

    def _own(self, claim: Claim) -> tuple[Resolution, Span]:
        found = self.own[claim.id]
        slot = next(
            (s.span for s in claim.slot("place") if s.ordinal == found.ordinal), claim.anchor
        )
        return found, found.span or slot

    def _rank(self, claim: str) -> int:
        return self.own[claim].precision or 9

    def _beside(self, claim: Claim, number: int) -> tuple[Resolution, Span] | None:
        told = [n for n in self._in(number) if n.locative]
        told = [n for n in told if told_together(self.annotation, claim.anchor, n.span)]
        return self._nearest(told, claim.anchor)

    def _before(self, number: int) -> tuple[Resolution, Span] | None:
        title = self.annotation.title_end
        sentences = self.annotation.sentences
        if number < len(sentences) and sentences[number].start < title:
            order = range(number + 1, min(number + 1 + OPENING, len(sentences)))
        else:
            order = range(number - 1, max(-1, number - 1 - REACH), -1)
        for at in order:
            if order.step < 0 and sentences[at].start < title:
                break
            if at in self.by_sentence:
                last = max(self.by_sentence[at], key=lambda one: one[0])[1]
                return last, last.span or Span(sentences[at].start, sentences[at].end)
            told = [n for n in self._in(at) if n.locative]
            if told:
                return self._most_local(told)
        return None

    def _opening(self) -> tuple[Resolution, Span] | None:
        title, sentences = self.annotation.title_end, self.annotation.sentences
        body = [n for n, s in enumerate(sentences) if s.start >= title][:OPENING]
        head = [n for n, s in enumerate(sentences) if s.start < title]
        for at in (*body, *head):
            if at in self.by_sentence:
                first = min(self.by_sentence[at], key=lambda one: one[0])[1]
                return first, first.span or Span(sentences[at].start, sentences[at].end)
            told = [n for n in self._in(at) if n.locative]
            if told:
                return self._most_local(told)
        return None

    def _dateline(self) -> tuple[Resolution, Span] | None:
        if self.line is None or self.line.span is None:
            return None
        return self.line, self.line.span

    def _most(self) -> tuple[Resolution, Span] | None:
        names = [n for n in self.names if n.locative] or self.names
        if not names:
            return None
        counts = Counter(name.place.value for name in names)
        most = max(counts.values())
        first = next(n for n in names if counts[n.place.value] == most)
        return first.place, first.span

    def _authority(self, claim: Claim) -> tuple[Resolution, Span] | None:
        actors = [slot.span for slot in claim.slot("actor")]
        told = [
            n
            for n in self.names
            if n.of_a_body and any(a.start <= n.span.start < a.end for a in actors)
        ]
        return self._nearest(told, claim.anchor)

    def _home(self, claim: Claim, number: int) -> tuple[Resolution, Span] | None:
        told = [n for n in self._in(number) if n.from_there]
        return self._nearest(told, claim.anchor)

    # ------------------------------------------------------------------ finding

    def _sentence(self, span: Span) -> int:
        return max(0, bisect_right(self._starts, span.start) - 1)

    def _in(self, number: int) -> list[Named]:
        if number >= len(self.annotation.sentences):
            return []
        sentence = self.annotation.sentences[number]
        return [n for n in self.names if sentence.start <= n.span.start < sentence.end]

    def _nearest(self, told: Sequence[Named], anchor: Span) -> tuple[Resolution, Span] | None:
        if not told:
            return None
        told = _inner(told)
        best = min(told, key=lambda n: (abs(n.span.start - anchor.start), n.span.start))
        return best.place, best.span

    def _most_local(self, told: Sequence[Named]) -> tuple[Resolution, Span]:
        best = _inner(told)[0]
        return best.place, best.span


def _inner(told: Sequence[Named]) -> list[Named]:
    """Leave out what contains another one that is told: "Iraq" beside "Mosul"."""
    kept = []
    for name in told:
        precision = name.place.precision or 9
        inside = any(
            (other.place.precision or 9) < min(precision, 4)
            or ((other.place.precision or 9) < 6 <= precision)
            for other in told
            if other.place.extra.get("country") == name.place.extra.get("country")
        )
        if precision < 4 or not inside:
            kept.append(name)
    return kept or list(told)


def _named(
    annotation: Annotation,
    places: Sequence[tuple[Span, Resolution]],
    dateline: Resolution | None,
) -> list[Named]:
    """Give the names that have a place, with how each stands in its sentence."""
    line = dateline.span.end if dateline is not None and dateline.span is not None else -1
    starts = [token.start for token in annotation.tokens]
    found: list[Named] = []
    before: Named | None = None
    for span, place in sorted(places, key=lambda one: one[0]):
        if place.value is None or span.start <= line + 2:
            continue
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, span.end - 1)
        preposition = _preposition(annotation, first)
        body = _of_a_body(annotation, last)
        locative = preposition in _LOCATIVE and not body
        if before is not None and annotation.text[before.span.end : span.start].strip() in (
            *(",", "and", ", and", "or"),
        ):
            locative = locative or before.locative
        before = Named(span, locative, preposition == "from", body, place)
        found.append(before)
    return found


def _preposition(annotation: Annotation, first: int) -> str:
    at = first - 1
    while at >= 0 and annotation.tokens[at].text.lower() in _SKIPPED:
        at -= 1
    return annotation.tokens[at].text.lower() if at >= 0 else ""


def _of_a_body(annotation: Annotation, last: int) -> bool:
    ahead = [t.text.lower() for t in annotation.tokens[last : last + 2]]
    return bool(ahead) and (ahead[0] in _OF_BODIES or (ahead[0] == "-" and ahead[-1] in _OF_BODIES))
