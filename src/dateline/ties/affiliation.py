"""Whose an actor was on a day, who led it, and its ties as a dated history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.ties.days import verdict, words_of
from dateline.ties.facts import (
    REGISTRY,
    REPORTS,
    Days,
    Facts,
    History,
    OnDay,
    Pledge,
    Standing,
    Statement,
    Tie,
)
from dateline.ties.parties import Parties
from dateline.ties.pledges import BELONGING, pledges
from dateline.ties.statements import DONE_ONCE, ties
from dateline.ties.tally import tally
from dateline.ties.words import OF, count_words

IN_FORCE = frozenset({"stated", "inferred", "contradicted"})


def history(key: str, facts: Facts) -> History:
    """Give an actor's ties with their statements, dated, and on what these differ."""
    every = ties(facts)
    own = tuple(tie for tie in every if tie.a.key == key)
    towards = tuple(tie for tie in every if tie.b.key == key)
    gone = pledges(key, facts, every)
    bases = [s.basis for tie in (*own, *towards) for s in (*tie.statements, *tie.others)]
    return History(
        actor=Parties(facts).party(key),
        own=own,
        towards=towards,
        pledges=gone,
        conflicts=tuple(words for tie in own for words in _conflicts(tie)),
        tally=tally([*bases, *(p.basis for p in gone)], facts),
    )


def on_day(key: str, day: str, facts: Facts) -> OnDay:
    """Give whose an actor was on a day, with every tie's standing by reports and by registry."""
    every = ties(facts)
    own = tuple(_standing(tie, day, facts) for tie in every if tie.a.key == key)
    towards = tuple(_standing(tie, day, facts) for tie in every if tie.b.key == key)
    gone = pledges(key, facts, every)
    begun = tuple(p for p in gone if not p.denied and not _later(p.when, day))
    status, summary = _Summing(day, own, begun, facts).whole(every)
    bases = [s.basis for st in (*own, *towards) for s in st.reports.rests_on]
    return OnDay(
        actor=Parties(facts).party(key),
        day=day,
        status=status,
        summary=summary,
        own=own,
        towards=towards,
        pledges=begun,
        refused=tuple(p for p in gone if p.denied),
        later=tuple(p for p in gone if not p.denied and _later(p.when, day)),
        tally=tally([*bases, *(p.basis for p in begun)], facts),
    )


def has_begun(pledge: Pledge, day: str) -> bool:
    """Say whether a pledge was surely made by a day."""
    return pledge.when is not None and (pledge.when.latest or "9") <= day


def _later(when: Days | None, day: str) -> bool:
    return when is not None and when.earliest is not None and when.earliest > day


def _of(tie: Tie, source: str) -> list[Statement]:
    return [s for s in tie.statements if s.basis.source == source]


def _standing(tie: Tie, day: str, facts: Facts) -> Standing:
    once = tie.kind in DONE_ONCE
    told = _of(tie, REPORTS)
    return Standing(
        tie=tie,
        reports=verdict(day, told, once),
        registry=verdict(day, _of(tie, REGISTRY), once),
        tally=tally((s.basis for s in told), facts),
    )


class _Summing:
    """The answer for the whole actor, from the standing of its ties and its people's pledges."""

    def __init__(
        self, day: str, own: Sequence[Standing], begun: Sequence[Pledge], facts: Facts
    ) -> None:
        self.day = day
        self.belonging = [s for s in own if s.tie.kind in BELONGING]
        self.leading = [s for s in own if s.tie.kind == "led_by"]
        self.begun = begun
        self.facts = facts

    def whole(self, every: Sequence[Tie]) -> tuple[str, tuple[str, ...]]:
        lines = [_line(s) for s in _weightiest_first(self.belonging)]
        if not self.belonging:
            lines = [
                "part of, pledged to, declared by: neither a report in this ledger nor the registry "
                "says that it belonged to anybody"
            ]
        surely = [p for p in self.begun if p.sure and has_begun(p, self.day)]
        lines += [self._pledge_line(p) for p in surely]
        lines += [self._pledge_line(p) for p in self.begun if p not in surely]
        lines += [_line(s) for s in _weightiest_first(self.leading)]
        return self._status(surely, every), tuple(lines)

    def _status(self, surely: Sequence[Pledge], every: Sequence[Tie]) -> str:
        statuses = [_effective(s) for s in self.belonging]
        held = [s for s in self.belonging if _effective(s) in IN_FORCE]
        if surely or _two_bodies(held, every):
            return "split"
        for status in ("contradicted", "stated", "inferred"):
            if status in statuses:
                return status
        declared = {s.tie.kind for s in self.belonging if _effective(s) == "not yet"}
        if declared:
            return "not yet declared" if "declared_by" in declared else "not yet"
        return "ended" if statuses and set(statuses) <= {"ended"} else "not known"

    def _pledge_line(self, pledge: Pledge) -> str:
        verb = "joined" if pledge.kind == "part_of" else "pledged to"
        leader = f" ({pledge.leader})" if pledge.leader else ""
        when = words_of(pledge.when) if pledge.when else "on a day that is not stated"
        counted = count_words(tally([pledge.basis], self.facts))
        sure = "" if has_begun(pledge, self.day) else ": whether by this day is not known"
        return (
            f"{pledge.who} {verb} {pledge.to.name}{leader} {when}{sure}; {pledge.link}; {counted}"
        )


def _effective(standing: Standing) -> str:
    """The reports' verdict; the registry's only where no report says anything."""
    if standing.reports.status != "not said":
        return standing.reports.status
    return standing.registry.status


def _two_bodies(held: Sequence[Standing], every: Sequence[Tie]) -> bool:
    """Say whether an actor is told as belonging to two, neither of them within the other."""
    bodies = sorted({s.tie.b.key or "" for s in held if s.reports.status in IN_FORCE})
    within = {(t.a.key, t.b.key) for t in every if t.kind in BELONGING}
    return any(
        (one, other) not in within and (other, one) not in within
        for i, one in enumerate(bodies)
        for other in bodies[i + 1 :]
    )


def _weightiest_first(standings: Iterable[Standing]) -> list[Standing]:
    order = ("stated", "inferred", "contradicted", "not yet", "ended", "not known", "not said")
    return sorted(
        standings,
        key=lambda s: (
            s.reports.status == "not said",
            order.index(_effective(s)),
            s.tie.kind,
            s.tie.b.name,
        ),
    )


def _line(standing: Standing) -> str:
    tie, reports, registry = standing.tie, standing.reports, standing.registry
    name = f"{OF[tie.kind]} {tie.b.name}"
    if reports.status == "not said":
        return f"{name}: {registry.status} by the registry ({registry.why}); {_no_report(tie)}"
    counted = count_words(standing.tally)
    if reports.status == "not yet" and tie.kind == "declared_by":
        return f"not yet declared; according to {counted}, {name} {reports.why}"
    return f"{name}: {reports.status} ({reports.why}); {counted}"


def _no_report(tie: Tie) -> str:
    if tie.others:
        return "no report in this ledger states it as a fact"
    return "no report in this ledger says so"


def _conflicts(tie: Tie) -> list[str]:
    """Say on what the statements on a tie differ: its beginning, its end, or whether it is."""
    found = []
    name = f"{OF[tie.kind]} {tie.b.name}"
    for word, field in (("began", "begins"), ("ended", "ends")):
        days = {getattr(s, field) for s in tie.statements} - {None}
        stated = sorted(days, key=lambda d: (d.earliest or "", d.latest or "9"))
        if any(_disjoint(one, other) for one in stated for other in stated):
            found.append(f"{name}: {word} {', or '.join(words_of(d) for d in stated)}")
    if tie.statements and any(s.basis.polarity == "denied" for s in tie.others):
        found.append(f"{name}: affirmed and denied")
    return found


def _disjoint(one: Days, other: Days) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)
