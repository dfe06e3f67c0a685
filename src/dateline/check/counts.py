"""The verdict on the numbers of a headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.check.body import Body
from dateline.check.events import Judged, evidence
from dateline.check.facts import ABSENT, CONTRADICTED, MENTIONED, SUPPORTED, Item
from dateline.check.numbers import Number, agree, numbers_in
from dateline.check.words import agent_families
from dateline.coding.lexicon import words
from dateline.types import Claim

_LISTS = words(
    "thing way reason takeaway question fact lesson time year day week month hour word topic story tweet takeaway tip"
)
"""What numbers of lists and lengths count: "5 things to know"; bodies do not state them."""
_ROLES = frozenset({"killed", "injured", "detained", "abducted", "displaced", "participants"})
_Placed = tuple[Number, int]
"""A number of the body and its sentence."""


def judge_numbers(
    body: Body, events: Sequence[Judged], claims: Sequence[Claim]
) -> tuple[Item, ...]:
    """Give an item for each number of the headline; ``claims`` are those anchored in it."""
    annotation = body.annotation
    own = numbers_in(annotation, 0, annotation.title_end)
    if not own:
        return ()
    inside = frozenset(body.numbers)
    others = [
        (number, sentence)
        for number in numbers_in(annotation, annotation.title_end, len(annotation.text))
        if (sentence := body.sentence_at(number.span.start)) in inside
    ]
    roles = _roles(claims)
    judge = _Numbers(body, others, roles, _roles(body.claims))
    stated = frozenset(sentence for event in events for sentence in event.sentences)
    return tuple(judge.item(n, stated, bool(events)) for n in own if n.noun not in _LISTS)


def _roles(claims: Iterable[Claim]) -> list[tuple[int, int, str]]:
    """Give where numbers of people stand, and what became of these: "killed"."""
    return [
        (slot.span.start, slot.span.end, slot.role)
        for claim in claims
        for slot in claim.slots
        if slot.role in _ROLES
    ]


class _Numbers:
    """The numbers of one body."""

    def __init__(
        self,
        body: Body,
        others: Sequence[_Placed],
        roles: Sequence[tuple[int, int, str]],
        body_roles: Sequence[tuple[int, int, str]],
    ) -> None:
        self.body = body
        self.others = others
        self.roles = (*roles, *body_roles)

    def item(self, number: Number, stated: frozenset[int], events: bool) -> Item:
        same = [(n, s) for n, s in self.others if agree(number, n)]
        alike = [(n, s) for n, s in self.others if self._counts_alike(number, n)]
        stating = [(n, s) for n, s in same if (n, s) in alike or not number.unit]
        if not stating and self._role(number):
            stating = [(n, s) for n, s in same if s in stated]
        if stating:
            exact = any(n.low == number.low for n, _ in stating)
            why = "the body has this number" if exact else "the body has a number that agrees"
            return self._made(number, SUPPORTED, why, stating)
        if same:
            why = "the body has the number, but not of what the headline counts"
            return self._made(number, MENTIONED, why, same)
        other = [(n, s) for n, s in alike if s in stated or not events]
        if not other and self._is_only_count(number, alike):
            other = alike
        if other and number.exact and not _sums_up(number, alike):
            text = self.body.annotation.text
            said = ", ".join(dict.fromkeys(n.span.of(text) for n, _ in other))
            return self._made(number, CONTRADICTED, f"the body counts otherwise: {said}", other)
        if alike:
            why = "the body counts the same, but has no number that agrees"
            return self._made(number, MENTIONED, why, alike)
        return self._made(number, ABSENT, "no number of the body agrees with it", ())

    def _counts_alike(self, one: Number, other: Number) -> bool:
        if one.unit in {"$", "%"} or other.unit in {"$", "%"}:
            return one.unit == other.unit
        if self._role(one) and self._role(one) == self._role(other):
            return True
        families = agent_families(one.noun) & agent_families(other.noun)
        return bool(one.unit) and (one.unit == other.unit or bool(families))

    def _is_only_count(self, number: Number, alike: Sequence[_Placed]) -> bool:
        """Say whether the body counts the very same thing, and only ever so many of it."""
        return (
            len({n.low for n, _ in alike}) == 1
            and all(n.exact and n.unit == number.unit for n, _ in alike)
            and not any(self._role(n) for n in (number, *(n for n, _ in alike)))
            and number.unit not in {"$", "%"}
        )

    def _role(self, number: Number) -> str:
        at = number.span.start
        return next((role for start, end, role in self.roles if start <= at < end), "")

    def _made(self, number: Number, verdict: str, why: str, where: Sequence[_Placed]) -> Item:
        shown = evidence(self.body, (sentence for _, sentence in where))
        said = number.span.of(self.body.annotation.text)
        return Item("number", said, number.span, verdict, why, shown, number.noun)


def _sums_up(number: Number, parts: Sequence[_Placed]) -> bool:
    """Say whether numbers of one or two sentences add up: "killed nine men. ... three women"."""
    for i, (_, first) in enumerate(parts):
        sums = {0.0}
        for part, sentence in parts[i : i + 6]:
            if sentence > first + 1:
                break
            sums |= {total + part.low for total in sums}
        if number.low in sums:
            return True
    return False
