"""The filters of ``reports``, ``claims``, ``actors`` and ``places``, as SQL with bound values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, column, exists, func, or_, select, table
from sqlalchemy.sql.expression import TableClause

from dateline.store import schema
from dateline.store.errors import LedgerError
from dateline.store.rows import (
    ActorRow,
    ClaimRow,
    EventClaimRow,
    EventRow,
    PlaceRow,
    ReportRow,
    UnreadableRow,
    WithdrawnRow,
)
from dateline.store.words import matching_words


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What claims are asked for; None asks nothing. Words match whole, whatever their case."""

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    """A name, alias, key or raw words of the actor."""
    recipient: str | None = None
    place: str | None = None
    """A name (also of the region or country), key or raw words."""
    since: str | None = None
    """ISO day; claims whose dates may reach it or later. Undated claims do not match."""
    until: str | None = None
    source: str | None = None
    """Words of a cited source, or of its cue where none is named."""
    report: str | None = None
    """Report id."""
    event: str | None = None
    """Id of a current event: the claims of which it is put together."""
    codebook: str | None = None
    polarity: str | None = None
    modality: str | None = None
    publisher: str | None = None
    review: str | None = None
    """Status of a decision, for example "ask again"; "not reviewed" where there is none."""
    rejected: bool = False
    """True: also claims that people rejected."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What reports are asked for; None asks nothing."""

    publisher: str | None = None
    language: str | None = None
    title: str | None = None
    """Words of the title."""
    url: str | None = None
    """Part of the URL."""
    since: str | None = None
    """ISO day; reports that may have been published on it or later."""
    until: str | None = None
    report: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class NameFilter:
    """What actors or places are asked for; None asks nothing."""

    name: str | None = None
    """A name, alias or key."""
    kind: str | None = None
    """Actors only: ``state``, ``armed_group``, ..."""
    country: str | None = None
    """As the resolver writes it: for actors an ISO 3166-1 alpha-3 code."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What events are asked for; None asks nothing. Words match whole, whatever their case."""

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    """A name, alias or key of who did it."""
    recipient: str | None = None
    place: str | None = None
    """A name (also of the region or country) or key."""
    since: str | None = None
    """ISO day; events whose dates may reach it or later. Undated events do not match."""
    until: str | None = None
    codebook: str | None = None
    kind: str | None = None
    """``single``, ``summary`` or ``denied``."""
    grade: str | None = None
    report: str | None = None
    """Report id: events that this report tells of."""
    sources: int | None = None
    """At least so many independent sources, by the lower bound."""
    limit: int | None = None


def _view(name: str, row_type: Any) -> TableClause:
    return table(name, *(column(field.name) for field in fields(row_type)))


CLAIMS = _view("claims_all", ClaimRow)
REPORTS = _view("reports", ReportRow)
EVENTS = _view("events", EventRow)
WITHDRAWN = _view("withdrawn", WithdrawnRow)


def filter_from(kind: Any, given: Mapping[str, Any]) -> Any:
    """Give the filter made of keyword arguments; an unknown one is an error that lists the known."""
    known = [field.name for field in fields(kind)]
    for name in given:
        if name not in known:
            raise LedgerError(f"no filter is called {name!r}; there are {', '.join(known)}")
    chosen = kind(**given)
    for name in ("since", "until"):
        value = getattr(chosen, name, None)
        if value is not None:
            _check_day(name, value)
    limit = chosen.limit
    if limit is not None and limit < 0:
        raise LedgerError(f"limit is {limit}; it must be 0 or more")
    return chosen


def _check_day(name: str, value: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise LedgerError(f"{name} is {value!r}; write a day as 2015-06-23") from error


def claims(asked: ClaimFilter) -> Select[Any]:
    """Give the statement for claims, in the order of their reports, then of the text."""
    view = CLAIMS.c
    conditions: list[ColumnElement[bool]] = []
    for name in ("polarity", "modality", "report", "review"):
        value = getattr(asked, name)
        if value is not None:
            conditions.append(view[name] == value)
    for name in ("type", "mode", "codebook"):
        value = getattr(asked, name)
        if value is not None:
            conditions.append(view[name].collate("NOCASE") == value)
    if not asked.rejected:
        conditions.append(view.verdict != "reject")
    for role in ("actor", "recipient"):
        words = getattr(asked, role)
        if words is not None:
            conditions.append(_names_party(role, words))
    if asked.event is not None:
        member = schema.event_claim.c
        conditions.append(view.id.in_(select(member.claim).where(member.event == asked.event)))
    if asked.place is not None:
        conditions.append(
            or_(
                _has_words(view.place, asked.place),
                _has_words(view.place_raw, asked.place),
                view.place_key == asked.place,
            )
        )
    if asked.source is not None:
        conditions.append(_has_words(view.attributed_to, asked.source))
    if asked.publisher is not None:
        conditions.append(_has_words(view.publisher, asked.publisher))
    conditions += _within(view.date_from, view.date_to, asked.since, asked.until)
    statement = select(CLAIMS).where(*conditions)
    # Of two claims of one sentence the words decide: an id changes with the rules that made it.
    order = (view.report, view.quote_start, view.type, view.actor_raw, view.recipient_raw, view.id)
    return statement.order_by(*order).limit(asked.limit)


def reports(asked: ReportFilter) -> Select[Any]:
    """Give the statement for reports, by publication and id."""
    view = REPORTS.c
    conditions: list[ColumnElement[bool]] = []
    if asked.publisher is not None:
        conditions.append(_has_words(view.publisher, asked.publisher))
    if asked.title is not None:
        conditions.append(_has_words(view.title, asked.title))
    if asked.language is not None:
        conditions.append(view.language == asked.language)
    if asked.url is not None:
        conditions.append(view.url.contains(asked.url, autoescape=True))
    if asked.report is not None:
        conditions.append(view.id == asked.report)
    conditions += _within(view.published_from, view.published_to, asked.since, asked.until)
    order = func.coalesce(view.published_from, view.published_to, "9999")
    return select(REPORTS).where(*conditions).order_by(order, view.id).limit(asked.limit)


def actors(asked: NameFilter) -> Select[Any]:
    """Give the statement for actors, those named by most claims first."""
    used = schema.resolution.alias("used")
    line = CLAIMS.alias("line")
    form = schema.actor.alias("form")
    # A registry's form before a found one; else the first by name: the same in any order of arrival.
    chosen_form = (
        select(form.c.form)
        .where(form.c.id == used.c.value)
        .order_by(form.c.in_registry.desc(), form.c.name, form.c.form)
        .limit(1)
        .correlate(used)
        .scalar_subquery()
    )
    shown = schema.actor.alias("shown")
    name = func.coalesce(shown.c.name, func.min(used.c.label))
    claims_of = func.count(line.c.id.distinct())
    statement = (
        select(
            used.c.value.label("key"),
            name.label("name"),
            shown.c.kind,
            _listed(shown.c.sectors).label("sectors"),
            shown.c.country,
            func.coalesce(shown.c.in_registry, 0).label("in_registry"),
            claims_of.label("claims"),
            func.count(case((used.c.role == "actor", line.c.id)).distinct()).label("as_actor"),
            func.count(case((used.c.role == "recipient", line.c.id)).distinct()).label(
                "as_recipient"
            ),
            func.count(line.c.report.distinct()).label("reports"),
            func.min(line.c.date_from).label("first_date"),
            func.max(line.c.date_to).label("last_date"),
        )
        .select_from(used)
        .join(
            schema.current_resolver,
            and_(
                schema.current_resolver.c.kind == used.c.kind,
                schema.current_resolver.c.run == used.c.run,
            ),
        )
        .join(
            line,
            and_(
                line.c.version == used.c.version,
                line.c.id == used.c.subject,
                line.c.verdict != "reject",
            ),
        )
        .outerjoin(shown, and_(shown.c.id == used.c.value, shown.c.form == chosen_form))
        .where(used.c.kind == "actor", used.c.value.is_not(None))
    )
    if asked.kind is not None:
        statement = statement.where(shown.c.kind == asked.kind)
    if asked.country is not None:
        statement = statement.where(shown.c.country == asked.country)
    if asked.name is not None:
        statement = statement.where(_is_actor(used.c.value, used.c.label, asked.name))
    return (
        statement.group_by(used.c.value).order_by(claims_of.desc(), used.c.value).limit(asked.limit)
    )


def places(asked: NameFilter) -> Select[Any]:
    """Give the statement for places, those of most claims first."""
    view = CLAIMS.c
    conditions: list[ColumnElement[bool]] = [view.place_key.is_not(None), view.verdict != "reject"]
    if asked.kind is not None:
        raise LedgerError("places have no kind to filter by; filter by name or country")
    if asked.country is not None:
        conditions.append(view.country == asked.country)
    if asked.name is not None:
        conditions.append(or_(_has_words(view.place, asked.name), view.place_key == asked.name))
    claims_of = func.count()
    return (
        select(
            view.place_key.label("key"),
            func.min(view.place).label("name"),
            func.min(view.country).label("country"),
            func.min(view.admin1).label("admin1"),
            func.min(view.latitude).label("latitude"),
            func.min(view.longitude).label("longitude"),
            func.min(view.where_prec).label("where_prec"),
            claims_of.label("claims"),
            func.count(view.report.distinct()).label("reports"),
            func.min(view.date_from).label("first_date"),
            func.max(view.date_to).label("last_date"),
        )
        .where(*conditions)
        .group_by(view.place_key)
        .order_by(claims_of.desc(), view.place_key)
        .limit(asked.limit)
    )


def events(asked: EventFilter) -> Select[Any]:
    """Give the statement for events by date, undated ones last, then by id."""
    view = EVENTS.c
    conditions: list[ColumnElement[bool]] = []
    for name in ("type", "mode", "codebook", "kind", "grade"):
        value = getattr(asked, name)
        if value is not None:
            conditions.append(view[name].collate("NOCASE") == value)
    for role in ("actor", "recipient"):
        words = getattr(asked, role)
        if words is not None:
            named = select(schema.actor.c.id).where(
                _is_actor(schema.actor.c.id, schema.actor.c.name, words),
                func.instr("; " + view[role + "_key"] + "; ", "; " + schema.actor.c.id + "; ") > 0,
            )
            conditions.append(or_(_has_words(view[role], words), exists(named)))
    if asked.place is not None:
        conditions.append(or_(_has_words(view.place, asked.place), view.place_key == asked.place))
    if asked.report is not None:
        told = table("event_claims", column("event"), column("report")).alias("told")
        conditions.append(exists().where(told.c.event == view.id, told.c.report == asked.report))
    if asked.sources is not None:
        conditions.append(view.n_sources_low >= asked.sources)
    conditions += _within(view.date_from, view.date_to, asked.since, asked.until)
    order = func.coalesce(view.date_from, view.date_to, "9999")
    return select(EVENTS).where(*conditions).order_by(order, view.id).limit(asked.limit)


def event_claims() -> Select[Any]:
    """Give the statement for the claims of all current events: by event, then affirming before
    denying, by publication, report and place in the text."""
    told = table("event_claims", column("event"), column("claim"), column("denies"))
    elsewhere: dict[str, ColumnElement[Any]] = {
        "event": told.c.event,
        "claim": told.c.claim,
        "denies": told.c.denies,
        "title": REPORTS.c.title,
        "url": REPORTS.c.url,
    }
    names = [field.name for field in fields(EventClaimRow)]
    columns = [
        (elsewhere[name] if name in elsewhere else CLAIMS.c[name]).label(name) for name in names
    ]
    published = func.coalesce(CLAIMS.c.published_from, CLAIMS.c.published_to, "9999")
    return (
        select(*columns)
        .select_from(told)
        .join(CLAIMS, CLAIMS.c.id == told.c.claim)
        .join(REPORTS, REPORTS.c.id == CLAIMS.c.report)
        .order_by(
            told.c.event,
            told.c.denies,
            published,
            CLAIMS.c.report,
            CLAIMS.c.quote_start,
            told.c.claim,
        )
    )


def withdrawn() -> Select[Any]:
    """Give the statement for claims that publishers withdrew."""
    return select(WITHDRAWN).order_by(WITHDRAWN.c.report, WITHDRAWN.c.id)


CODING_FAILURES = ("coder_died", "coding_failed", "too_long")
"""Codes of reports that were read but not coded: reading them again mends nothing."""


def unreadable() -> Select[Any]:
    """Give the statement for what could not be read, or not coded, and has not been since."""
    rows = schema.unreadable
    read_since = exists().where(
        schema.capture.c.original == rows.c.original, schema.capture.c.member == rows.c.member
    )
    coded_since = exists().where(
        schema.capture.c.original == rows.c.original,
        schema.capture.c.member == rows.c.member,
        schema.reading.c.capture == schema.capture.c.id,
        schema.coded.c.version == schema.reading.c.version,
    )
    mended = case((rows.c.code.in_(CODING_FAILURES), coded_since), else_=read_since)
    named = [rows.c[field.name] for field in fields(UnreadableRow)[1:]]
    return (
        select(func.nullif(rows.c.original, "").label("original"), *named)
        .where(~mended)
        .order_by(rows.c.location, rows.c.member, rows.c.code)
    )


ROW_TYPES = (ActorRow, ClaimRow, EventRow, PlaceRow, ReportRow, UnreadableRow, WithdrawnRow)


def _has_words(where: Any, words: str) -> ColumnElement[bool]:
    wanted = matching_words(words)
    return and_(where.is_not(None), func.instr(func.matching_words(where), wanted) > 0)


def _names_party(role: str, words: str) -> ColumnElement[bool]:
    """A claim's effective name or raw words, or a resolved actor's key or alias, match."""
    view = CLAIMS.c
    filler = schema.resolution.alias()
    resolved = exists().where(
        filler.c.version == view.version,
        filler.c.subject == view.id,
        filler.c.role == role,
        filler.c.kind == "actor",
        filler.c.run == schema.current_resolver.c.run,
        schema.current_resolver.c.kind == "actor",
        _is_actor(filler.c.value, filler.c.label, words),
    )
    return or_(
        _has_words(view[role], words),
        _has_words(view[role + "_raw"], words),
        and_(view[role + "_key"].is_not(None), resolved),
    )


def _is_actor(key: Any, label: Any, words: str) -> ColumnElement[bool]:
    # An alias must be the whole of what is asked: "IS" is no alias of everything with "is" in it.
    alias = func.json_each(schema.actor.c.aliases).table_valued("value", name="alias")
    by_alias = (
        select(schema.actor.c.id)
        .select_from(schema.actor.join(alias, schema.actor.c.id.is_not(None)))
        .where(func.matching_words(alias.c.value) == matching_words(words))
    )
    return or_(key == words, _has_words(label, words), key.in_(by_alias))


def _within(
    first: Any, last: Any, since: str | None, until: str | None
) -> list[ColumnElement[bool]]:
    """The interval may reach into [since, until]; an interval without any bound does not match."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None or until is not None:
        conditions.append(or_(first.is_not(None), last.is_not(None)))
    if since is not None:
        conditions.append(or_(last.is_(None), last >= since))
    if until is not None:
        conditions.append(or_(first.is_(None), first <= until))
    return conditions


def _listed(json_list: Any) -> ColumnElement[Any]:
    """A JSON list of plain words, joined with "; "."""
    bare = func.replace(func.replace(func.replace(json_list, '["', ""), '"]', ""), '","', "; ")
    return func.replace(bare, "[]", "")
