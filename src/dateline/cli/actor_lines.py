"""Answers about actors in time, as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from dateline.cli.render import field_lines, printable, width
from dateline.ties.days import words_of
from dateline.ties.facts import (
    REPORTS,
    Basis,
    Days,
    Facts,
    History,
    OnDay,
    Pledge,
    Standing,
    Statement,
    Tie,
    Verdict,
)
from dateline.ties.tally import origin, tally
from dateline.ties.words import OF, TOWARDS, count_words
from dateline.types import Actor


def on_day_lines(actor: Actor, answer: OnDay, facts: Facts) -> Iterator[str]:
    """Give whose an actor was on a day: the answer in brief, then what it rests on."""
    yield from _heading(f"{actor.name} on {answer.day}: {answer.status}")
    for line in answer.summary:
        yield from bullet(line)
    shown = [s for s in answer.own if _matters(s)]
    if shown:
        yield ""
        yield "What it rests on"
        for standing in shown:
            yield from _standing_lines(standing, OF[standing.tie.kind], standing.tie.b.name)
    yield from _pledge_section("Pledges by its people", answer.pledges, facts)
    yield from _pledge_section("Told as not having pledged", answer.refused, facts)
    yield from _pledge_section("Pledged later", answer.later, facts)
    towards = [s for s in answer.towards if _matters(s)]
    if towards:
        yield ""
        yield "Others to it that day"
        for standing in towards:
            yield from _brief(standing)
    yield ""
    yield from _footer(_bases_on_day(answer), facts)


def history_lines(actor: Actor, told: History, facts: Facts) -> Iterator[str]:
    """Give an actor's names, kind and ties with every statement on them."""
    yield from _heading(actor.name)
    known = actor.id if actor.in_registry else f"{actor.id}, new here: not in the registry"
    yield from field_lines("key", known, 2)
    yield from field_lines("kind", actor.kind.replace("_", " "), 2)
    if actor.aliases:
        yield from field_lines("also", ", ".join(actor.aliases), 2)
    for heading, ties, words in (("Ties", told.own, OF), ("Others to it", told.towards, TOWARDS)):
        if ties:
            yield ""
            yield heading
        for tie in ties:
            other = tie.b if words is OF else tie.a
            yield from _tie_lines(tie, f"{words[tie.kind]}: {other.name}", facts)
    if not told.own and not told.towards:
        yield ""
        yield "No report in this ledger states a tie of it, and the registry has none."
    yield from _pledge_section("Pledges by its people", told.pledges, facts)
    if told.conflicts:
        yield ""
        yield "Statements differ"
        for line in told.conflicts:
            yield from bullet(line)
    yield ""
    bases = [s.basis for t in (*told.own, *told.towards) for s in (*t.statements, *t.others)]
    yield from _footer([*bases, *(p.basis for p in told.pledges)], facts)


def basis_lines(basis: Basis, indent: int = 7) -> Iterator[str]:
    """Give what something rests on: a quote with its report, or a seed's citation."""
    if basis.source != REPORTS:
        yield from field_lines("registry", f"{basis.citation} [{basis.id}]", indent)
        return
    marks = [
        mark
        for mark, there in (
            (basis.polarity, basis.polarity != "affirmed"),
            (basis.modality, basis.modality != "actual"),
            ("in the headline", basis.headline),
            (f"decided by {basis.coded_by}", basis.coded_by != "machine"),
        )
        if there
    ]
    marked = f" ({', '.join(marks)})" if marks else ""
    yield from field_lines("quote", f"“{basis.quote}”{marked}", indent)
    word = " citing ".join(basis.cited) if basis.cited else "the report itself"
    yield from field_lines("on word of", word, indent)
    where = f"{basis.publisher or 'publisher not known'}, {published(basis.published)}"
    yield from field_lines("report", f"{where} [{basis.report}, {basis.id}]", indent)


def bullet(text: str) -> Iterator[str]:
    """Give a line of a list, wrapped."""
    yield from textwrap.wrap(
        printable(text),
        width(),
        initial_indent="  - ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )


def published(days: Days) -> str:
    """Give a publication date in words, with what is not known of it."""
    first, last = days
    if first is None and last is None:
        return "publication date not known"
    if last is None:
        return f"publication date not known, not before {first}"
    return f"published {words_of(days)}"


def _heading(text: str) -> Iterator[str]:
    yield printable(text)
    yield "=" * min(width(), max(4, len(printable(text))))


def _matters(standing: Standing) -> bool:
    """What was over, or is not known, by the registry alone is left to the history."""
    if standing.reports.status != "not said" or standing.tie.others:
        return True
    return standing.registry.status in {"stated", "inferred"}


def _standing_lines(standing: Standing, word: str, other: str) -> Iterator[str]:
    yield f"  {printable(f'{word} {other}')}"
    for source, verdict in (("reports", standing.reports), ("registry", standing.registry)):
        yield from field_lines(source, _verdict(verdict, source), 4)
        for statement in verdict.rests_on:
            yield from basis_lines(statement.basis)
    for statement in standing.tie.others:
        yield from field_lines("not counted", _why_not(statement.basis), 4)
        yield from basis_lines(statement.basis)


def _brief(standing: Standing) -> Iterator[str]:
    tie = standing.tie
    for source, verdict in (("reports", standing.reports), ("registry", standing.registry)):
        if verdict.status != "not said":
            line = f"{tie.a.name}: {verdict.status} ({verdict.why}) by "
            by = count_words(standing.tally) if source == "reports" else "the registry"
            yield from field_lines(TOWARDS[tie.kind], line + by, 2)


def _verdict(verdict: Verdict, source: str) -> str:
    if verdict.status == "not said":
        return "no report in this ledger says so" if source == "reports" else "says nothing of it"
    return f"{verdict.status}: {verdict.why}"


def _why_not(basis: Basis) -> str:
    if basis.polarity == "denied":
        return "denied"
    return basis.modality if basis.modality != "actual" else "said in a headline alone"


def _tie_lines(tie: Tie, name: str, facts: Facts) -> Iterator[str]:
    counted = count_words(tally((s.basis for s in tie.statements), facts))
    yield f"  {printable(name)}  [{counted}]"
    for statement in tie.statements:
        yield from field_lines(_label(statement), _dates(statement), 4)
        yield from basis_lines(statement.basis)
    for statement in tie.others:
        yield from field_lines("not counted", _why_not(statement.basis), 4)
        yield from basis_lines(statement.basis)


def _label(statement: Statement) -> str:
    return "report" if statement.basis.source == REPORTS else "registry"


def _dates(statement: Statement) -> str:
    parts = [
        f"{word} {words_of(days)}"
        for word, days in (
            ("began", statement.begins),
            ("in force", statement.held),
            ("ended", statement.ends),
        )
        if days is not None
    ]
    if statement.begins is None:
        parts.append("start not stated")
    if statement.ends is None:
        parts.append("end not stated")
    how = f" ({statement.how})" if statement.basis.source == REPORTS else ""
    return "; ".join(parts) + how


def _pledge_section(heading: str, found: Sequence[Pledge], facts: Facts) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield heading
    for pledge in found:
        verb = "joined" if pledge.kind == "part_of" else "pledged to"
        if pledge.denied:
            verb = "not said to have joined" if pledge.kind == "part_of" else "have not pledged to"
        leader = f" ({pledge.leader})" if pledge.leader else ""
        when = "" if pledge.denied or pledge.when is None else f", {words_of(pledge.when)}"
        yield f"  {printable(f'{pledge.who} {verb} {pledge.to.name}{leader}{when}')}"
        yield from field_lines("whose", pledge.link, 4)
        if not pledge.denied:
            yield from field_lines("dated", pledge.how, 4)
        yield from basis_lines(pledge.basis)


def _bases_on_day(answer: OnDay) -> list[Basis]:
    found = [s.basis for st in (*answer.own, *answer.towards) for s in st.reports.rests_on]
    return [*found, *(p.basis for p in (*answer.pledges, *answer.refused, *answer.later))]


def _footer(bases: Sequence[Basis], facts: Facts) -> Iterator[str]:
    words = count_words(tally(bases, facts))
    where = origin(bases, facts)
    yield from field_lines("rests on", words + (f"; {where}" if where else ""), 0)
