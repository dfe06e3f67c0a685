"""Which claims notices concern: in the report itself, and in others that repeat its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.fusion.copied import covered
from dateline.lineage.facts import Copy, Text
from dateline.notices.facts import (
    CERTAIN,
    CORRECTED,
    REPEATS_CORRECTED,
    REPEATS_RETRACTED,
    RETRACTED,
    WITHDRAWING,
    Flag,
    Notice,
    NoticeTarget,
    Number,
    Told,
    Words,
)
from dateline.types import Span

REPEATED = 0.6
"""Share of a claim's sentence that stands in another text from which it repeats that text."""
TEXT_REPEATED = 0.5
"""Share of a report's text that stands in a corrected one from which its numbers are taken from there."""


def flags(
    texts: Mapping[str, Text],
    notices: Mapping[str, Sequence[Notice]],
    targets: Iterable[NoticeTarget],
    copies: Iterable[Copy],
    told: Iterable[Told],
) -> tuple[Flag, ...]:
    """Give the claims that attached notices concern, by claim, notice and flag."""
    flagging = _Flagging(texts, copies, told)
    found: set[Flag] = set()
    for target in targets:
        if target.certainty == CERTAIN:
            by_span = {notice.span: notice for notice in notices[target.version]}
            found |= flagging.of_target(target, by_span[target.span])
    own = {(f.claim, f.role) for f in found if f.flag in (CORRECTED, RETRACTED)}
    kept = (
        f
        for f in found
        if f.flag in (CORRECTED, RETRACTED) or (f.claim, f.role) not in own  # its own goes before
    )
    return tuple(sorted(kept, key=lambda f: (f.claim, f.version, f.span, f.flag, f.role)))


class _Flagging:
    def __init__(
        self, texts: Mapping[str, Text], copies: Iterable[Copy], told: Iterable[Told]
    ) -> None:
        self.texts = texts
        self.told: dict[str, list[Told]] = {}
        for claim in told:
            self.told.setdefault(claim.version, []).append(claim)
        self.versions: dict[str, list[str]] = {}
        for version, text in sorted(texts.items()):
            self.versions.setdefault(text.report, []).append(version)
        self.runs: dict[str, dict[str, list[Span]]] = {}
        for copy in copies:
            # What of the first text stands in the second.
            there = self.runs.setdefault(copy.a, {}).setdefault(copy.b, [])
            here = self.runs.setdefault(copy.b, {}).setdefault(copy.a, [])
            for run in copy.runs:
                there.append(Span(run.b_start, run.b_end))
                here.append(Span(run.a_start, run.a_end))

    def of_target(self, target: NoticeTarget, notice: Notice) -> set[Flag]:
        versions = self.versions[target.report]
        if notice.kind in WITHDRAWING:
            return self._retracted(target, notice, versions)
        found: set[Flag] = set()
        for number in self._completed(notice.numbers, versions, target.version):
            found |= self._number(target, number, versions)
        for words in notice.names:
            found |= self._name(target, words, versions)
        return found

    # ------------------------------------------------------------------ withdrawn

    def _retracted(
        self, target: NoticeTarget, notice: Notice, versions: Sequence[str]
    ) -> set[Flag]:
        who = self.texts[target.version].publisher or "its publisher"
        why = f"retracted by {who}: {_short(notice.span.of(self.texts[target.version].text))}"
        found = {
            Flag(claim.claim, RETRACTED, target.version, target.span, why)
            for version in versions
            for claim in self.told.get(version, ())
        }
        why = f"its sentence stands in a text that {who} retracted"
        for claim in self._repeating(versions, target):
            found.add(Flag(claim.claim, REPEATS_RETRACTED, target.version, target.span, why))
        return found

    def _repeating(self, versions: Sequence[str], target: NoticeTarget) -> Iterable[Told]:
        """Give the claims of other reports whose sentences stand in one of these versions."""
        for version in versions:
            for other, spans in sorted(self.runs.get(version, {}).items()):
                report = self.texts[other].report if other in self.texts else target.report
                if report in (target.report, self.texts[target.version].report):
                    continue
                for claim in self.told.get(other, ()):
                    if covered(claim.quote, spans) >= REPEATED:
                        yield claim

    # ------------------------------------------------------------------ corrected

    def _completed(
        self, numbers: Sequence[Number], versions: Sequence[str], here: str
    ) -> Iterable[Number]:
        """Give the numbers that were wrong; where a notice has only the right one, the one other
        number that the earlier text told."""
        for number in numbers:
            if number.wrong is not None:
                yield number
                continue
            others = {
                claim.numbers[number.role]
                for version in versions
                if version != here
                for claim in self.told.get(version, ())
                if number.role in claim.numbers
            } - {number.right}
            if len(others) == 1:
                yield Number(number.role, others.pop(), number.right)

    def _number(self, target: NoticeTarget, number: Number, versions: Sequence[str]) -> set[Flag]:
        right = f", corrected to {number.right}" if number.right is not None else " was wrong"
        why = f"{number.role} {number.wrong}{right}"
        found: set[Flag] = set()

        def flag(claim: Told, kind: str) -> None:
            if claim.numbers.get(number.role) == number.wrong:
                found.add(
                    Flag(
                        claim.claim,
                        kind,
                        target.version,
                        target.span,
                        why,
                        number.role,
                        number.wrong,
                        number.right,
                    )
                )

        for version in versions:
            claims = self.told.get(version, ())
            # A text that tells the right number was corrected: the wrong one in it is of another.
            if any(c.numbers.get(number.role) == number.right for c in claims):
                continue
            for claim in claims:
                flag(claim, CORRECTED)
        for version in versions:
            for other, spans in sorted(self.runs.get(version, {}).items()):
                text = self.texts.get(other)
                if text is None or text.report in (
                    target.report,
                    self.texts[target.version].report,
                ):
                    continue
                whole = covered(Span(0, len(text.text)), spans) >= TEXT_REPEATED
                for claim in self.told.get(other, ()):
                    if whole or covered(claim.quote, spans) >= REPEATED:
                        flag(claim, REPEATS_CORRECTED)
        return found

    def _name(self, target: NoticeTarget, words: Words, versions: Sequence[str]) -> set[Flag]:
        right = f", corrected to {words.right}" if words.right else " was wrong"
        why = f"“{words.wrong}”{right}"
        wrong = words.wrong.casefold()
        return {
            Flag(claim.claim, CORRECTED, target.version, target.span, why)
            for version in versions
            for claim in self.told.get(version, ())
            if any(wrong in told.casefold() for told in claim.words)
        }


def _short(words: str) -> str:
    told = " ".join(words.split())
    return f"“{told if len(told) <= 120 else told[:117] + '...'}”"
