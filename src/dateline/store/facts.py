"""What lineage and fusion are made from: texts, and claims with their effective values."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, column, func, or_, select, table

from dateline.datasets.names import IMPORTED, READER
from dateline.fusion.facts import Cited, ClaimFacts, Party, Ruling, When, Where
from dateline.ingest.cut_text import cut_code
from dateline.lineage.facts import Text
from dateline.store import judgements, schema
from dateline.store.recall import recall_mention
from dateline.store.views import COUNTS
from dateline.store.writing import credit_from, dating_from
from dateline.types import Span

_BATCH = 200
"""Texts fetched at a time."""


def recall_texts(connection: Connection) -> Iterator[Text]:
    """Give every version of every report with its reading, by version id, but imported rows."""
    reading, version, order = schema.reading, schema.version, schema.version_order
    statement = (
        select(reading, version.c.text, order.c.report, order.c.place)
        .join(order, order.c.reading == reading.c.id)
        .join(version, version.c.id == order.c.version)
        .where(~reading.c.reader.startswith(READER))
        .order_by(version.c.id)
    )
    for row in connection.execution_options(yield_per=_BATCH).execute(statement):
        titled = row.title_start is not None
        yield Text(
            version=row.version,
            report=row.report,
            text=row.text,
            title=Span(row.title_start, row.title_end) if titled else None,
            publisher=row.publisher,
            url=row.url,
            language=row.language,
            authors=tuple(json.loads(row.authors)),
            credits=tuple(credit_from(credit) for credit in json.loads(row.credits)),
            published=dating_from(row),
            current=row.place == 0,
            cut=cut_code(json.loads(row.warnings)),
        )


_COLUMNS = (
    "id",
    "mention",
    "report",
    "version",
    "codebook",
    "publisher",
    "published_from",
    "published_to",
    "type",
    "mode",
    "actor",
    "recipient",
    "place",
    "date_from",
    "date_to",
    "date_prec",
    "date_how",
    *COUNTS,
    "weapon",
    "polarity",
    "modality",
    "background",
    "salience",
    "anchor",
    "quote_start",
    "quote_end",
    "quote",
    "coded_by",
    "verdict",
)
_CLAIMS = table("claims_all", *(column(name) for name in _COLUMNS))


def recall_claim_facts(connection: Connection) -> tuple[ClaimFacts, ...]:
    """Give the claims that are in the record, with people's values before the machine's, by id.

    Claims of imported rows are not among them: a dataset is no evidence.
    """
    statement = (
        select(_CLAIMS)
        .where(_CLAIMS.c.verdict != "reject", _CLAIMS.c.codebook.not_in(sorted(IMPORTED)))
        .order_by(_CLAIMS.c.id)
    )
    rows = connection.execute(statement).all()
    made = _Making(connection, {row.id for row in rows}) if rows else None
    return tuple(made.facts(row) for row in rows) if made else ()


class _Making:
    """What the facts of claims are put together from, read once for all."""

    def __init__(self, connection: Connection, wanted: set[str]) -> None:
        self.slots = _slots(connection, wanted)
        self.cited = _cited(connection, wanted)
        self.groups = _groups(connection, wanted)
        self.anchors = _anchors(connection, wanted)
        self.keys = _keys_by_name(connection)
        self.changed = _changed_roles(connection)

    def facts(self, row: Any) -> ClaimFacts:
        """Give the facts of a row of ``claims_all``."""
        dated = row.date_from or row.date_to
        when = When(row.date_from, row.date_to, row.date_prec, row.date_how or "decided")
        return ClaimFacts(
            claim=row.id,
            mention=row.mention,
            group=self.groups.get(row.id, row.id),
            version=row.version,
            report=row.report,
            publisher=row.publisher,
            published=(row.published_from, row.published_to),
            codebook=row.codebook,
            type=row.type,
            mode=row.mode,
            actors=self._parties(row, "actor"),
            recipients=self._parties(row, "recipient"),
            places=self._places(row),
            when=when if dated else None,
            counts=self._counts(row),
            weapons=tuple(words for words in (row.weapon or "").split("; ") if words),
            polarity=row.polarity,
            modality=row.modality,
            background=bool(row.background),
            cited=self.cited.get(row.id, ()),
            anchor=self.anchors[row.id],
            anchor_text=row.anchor,
            quote=Span(row.quote_start, row.quote_end),
            quote_text=row.quote,
            salience=row.salience,
            coded_by=row.coded_by,
        )

    def _changed(self, row: Any, role: str) -> bool:
        return role in self.changed.get((row.mention, row.codebook), frozenset())

    def _fillers(self, row: Any, role: str) -> list[_Filler]:
        return self.slots.get(row.id, {}).get(role, [])

    def _parties(self, row: Any, role: str) -> tuple[Party, ...]:
        if self._changed(row, role):
            names = [name.strip() for name in (getattr(row, role) or "").split(";")]
            return tuple(Party(self.keys.get(name), name, name) for name in names if name)
        return tuple(
            Party(filler.key, filler.name or filler.value, filler.value)
            for filler in self._fillers(row, role)
        )

    def _places(self, row: Any) -> tuple[Where, ...]:
        if self._changed(row, "place"):
            decided = Where(None, row.place, row.place, None, None, None, None, None)
            return (decided,) if row.place else ()
        return tuple(filler.where() for filler in self._fillers(row, "place"))

    def _counts(self, row: Any) -> dict[str, tuple[int, str]]:
        counts = {}
        for role in COUNTS:
            number = getattr(row, role)
            told = self._fillers(row, role)
            if number is None and not self._changed(row, role):
                number = next((least for f in told if (least := _least(f.value))), None)
                told = [f for f in told if _least(f.value) == number]
            elif not self._changed(row, role):
                told = [f for f in told if f.number == number]
            # A number that a person gave stands beside the words that it is read from.
            if number is not None:
                counts[role] = (int(number), next((f.words for f in told), str(number)))
        return counts


def _least(value: str | None) -> int | None:
    """Give the number of "at least 12" (``>=12``) and "about 12" (``~12``); None for all else."""
    found = re.fullmatch(r"(?:>=|~)(\d+)", value or "")
    return int(found.group(1)) if found else None


class _Filler:
    """A slot's filler as resolved."""

    __slots__ = (
        "admin1",
        "country",
        "inferred",
        "key",
        "latitude",
        "longitude",
        "name",
        "number",
        "precision",
        "value",
        "words",
    )

    def __init__(self, row: Any, inferred: bool = False) -> None:
        self.inferred = inferred
        self.value: str = row.value
        self.number: int | None = row.number
        self.words: str = row.words
        self.key: str | None = row.key
        self.name: str | None = row.label if row.key is not None else None
        self.latitude: float | None = row.latitude
        self.longitude: float | None = row.longitude
        self.country: str | None = row.country
        self.admin1: str | None = row.admin1
        self.precision: int | None = row.precision

    def where(self) -> Where:
        """Give it as a place."""
        return Where(
            self.key,
            self.name or self.value,
            self.value,
            self.latitude,
            self.longitude,
            self.country,
            self.admin1,
            self.precision,
            self.inferred,
        )


def _slots(connection: Connection, wanted: set[str]) -> dict[str, dict[str, list[_Filler]]]:
    """Give the fillers of claims by claim and role, in order; places also where only inferred."""
    slot, resolution = schema.claim_slot, schema.resolution
    current, version = schema.current_resolver, schema.version
    resolved = (
        select(resolution)
        .join(current, and_(current.c.kind == resolution.c.kind, current.c.run == resolution.c.run))
        .where(resolution.c.kind.in_(("actor", "place")))
        .subquery("resolved")
    )
    words = func.substr(
        version.c.text, slot.c.span_start + 1, slot.c.span_end - slot.c.span_start
    ).label("words")
    values = (
        resolved.c.value.label("key"),
        resolved.c.label,
        resolved.c.latitude,
        resolved.c.longitude,
        resolved.c.country,
        resolved.c.admin1,
        resolved.c.precision,
    )
    statement = (
        select(slot.c.claim, slot.c.role, slot.c.ordinal, slot.c.value, slot.c.number, words)
        .add_columns(*values)
        .join(version, version.c.id == slot.c.version)
        .outerjoin(
            resolved,
            and_(
                resolved.c.version == slot.c.version,
                resolved.c.subject == slot.c.claim,
                resolved.c.role == slot.c.role,
                resolved.c.ordinal == slot.c.ordinal,
            ),
        )
        .order_by(slot.c.version, slot.c.claim, slot.c.role, slot.c.ordinal)
    )
    found: dict[str, dict[str, list[_Filler]]] = {}
    for row in connection.execute(statement):
        if row.claim in wanted:
            found.setdefault(row.claim, {}).setdefault(row.role, []).append(_Filler(row))
    inferred = select(
        resolved.c.subject,
        resolved.c.label.label("value"),
        func.nullif(0, 0).label("number"),
        resolved.c.label.label("words"),
        *values,
    ).where(
        resolved.c.kind == "place",
        resolved.c.role == "place",
        resolved.c.ordinal < 0,
        resolved.c.value.is_not(None),
    )
    for row in connection.execute(inferred.order_by(resolved.c.subject)):
        if row.subject in wanted:
            roles = found.setdefault(row.subject, {})
            if "place" not in roles:
                roles["place"] = [_Filler(row, inferred=True)]
    return found


def _cited(connection: Connection, wanted: set[str]) -> dict[str, tuple[Cited, ...]]:
    link, version = schema.claim_attribution, schema.version
    statement = (
        select(
            link.c.claim,
            func.substr(
                version.c.text, link.c.source_start + 1, link.c.source_end - link.c.source_start
            ).label("words"),
            func.substr(
                version.c.text, link.c.cue_start + 1, link.c.cue_end - link.c.cue_start
            ).label("cue"),
        )
        .join(version, version.c.id == link.c.version)
        .order_by(link.c.version, link.c.claim, link.c.ordinal)
    )
    found: dict[str, list[Cited]] = defaultdict(list)
    for row in connection.execute(statement):
        if row.claim in wanted:
            found[row.claim].append(Cited(row.words or "", row.cue))
    return {claim: tuple(links) for claim, links in found.items()}


def _groups(connection: Connection, wanted: set[str]) -> dict[str, str]:
    member = schema.claim_group_member
    statement = select(member.c.claim, func.min(member.c.claim_group).label("of"))
    return {
        row.claim: row.of
        for row in connection.execute(statement.group_by(member.c.claim))
        if row.claim in wanted
    }


def _anchors(connection: Connection, wanted: set[str]) -> dict[str, Span]:
    claim = schema.claim
    statement = select(claim.c.id, claim.c.anchor_start, claim.c.anchor_end)
    return {
        row.id: Span(row.anchor_start, row.anchor_end)
        for row in connection.execute(statement)
        if row.id in wanted
    }


def _keys_by_name(connection: Connection) -> dict[str, str]:
    """Give the key of each actor's name, the registry's before others, then the smallest."""
    actor = schema.actor
    statement = select(actor.c.name, actor.c.id).order_by(actor.c.in_registry, actor.c.id.desc())
    return {row.name: row.id for row in connection.execute(statement)}


def _changed_roles(connection: Connection) -> dict[tuple[str, str], frozenset[str]]:
    """Give the roles that people changed, by mention and codebook."""
    effective = schema.effective
    roles = ("actor", "recipient", "place", *COUNTS)
    columns = [effective.c[role] for role in roles]
    statement = select(effective.c.mention, effective.c.codebook, *columns).where(
        or_(*(each.is_not(None) for each in columns))
    )
    return {
        (row.mention, row.codebook): frozenset(
            role for role in roles if getattr(row, role) is not None
        )
        for row in connection.execute(statement)
    }


def recall_rulings(connection: Connection) -> tuple[Ruling, ...]:
    """Give what people said of pairs of mentions, each carried to the current versions.

    Of one author's rulings on one pair the last counts, and adjudicators' go before coders'.
    """
    decision, author = schema.decision, schema.author
    statement = (
        select(decision, author.c.role)
        .outerjoin(author, author.c.name == decision.c.author)
        .where(decision.c.verdict.in_(("same", "different")))
        .order_by(decision.c.author, decision.c.n)
    )
    last: dict[tuple[str, str, str], tuple[Ruling, bool]] = {}
    for row in connection.execute(statement).all():
        a, b = sorted((row.subject, json.loads(row.value)["other"]))
        found = [_standing_mention(connection, each) for each in (a, b)]
        if None in found:
            continue
        ruling = Ruling(row.id, row.verdict, *sorted(str(each) for each in found))
        last[(row.author, a, b)] = (ruling, row.role == "adjudicator")
    adjudicated = {(r.a, r.b) for r, by_adjudicator in last.values() if by_adjudicator}
    return tuple(
        sorted(
            (
                ruling
                for ruling, by_adjudicator in last.values()
                if by_adjudicator or (ruling.a, ruling.b) not in adjudicated
            ),
            key=lambda ruling: (ruling.a, ruling.b, ruling.decision),
        )
    )


def _standing_mention(connection: Connection, mention: str) -> str | None:
    """Give the mention of the current version that goes on from one; None where there is none."""
    known = connection.execute(
        select(schema.mention.c.id).where(schema.mention.c.id == mention)
    ).first()
    if known is None:
        return None
    where = judgements.whereabouts(connection, recall_mention(connection, mention))
    return None if where.mention is None else where.mention.id
