"""The public profile: what may leave the desk. Private persons become their roles, coders' names
are left out, and sentences are quoted as far as their publisher's licence allows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from dateline.export.people import PERSON, People, Private, Replacing
from dateline.fusion.facts import Party
from dateline.language import annotate, annotator, languages, unpack
from dateline.resolve.registry import Registry
from dateline.store.rows import ActorRow, ClaimRow, EventClaimRow, EventRow, ReportRow

if TYPE_CHECKING:
    from dateline.store import Ledger
    from dateline.types import Annotation, Reading

FULL = "full"
CAPPED = "capped"
OFFSETS = "offsets"
QUOTES = (FULL, CAPPED, OFFSETS)

CAP = 25
"""Words of a capped quote: enough to find and judge the place, short beside any article."""

_CLAIM_WORDS = (
    "actor",
    "actor_raw",
    "recipient",
    "recipient_raw",
    "place_raw",
    "weapon",
    "attributed_to",
    "anchor",
    "machine_actor",
    "machine_recipient",
)
_EVENT_WORDS = ("actor", "recipient", "weapon", "reasons")
_KEYS = ("actor_key", "recipient_key")

_TEXTS = 512
"""Texts whose people are kept in memory; exports go report by report."""


class Public:
    """Shows a ledger to the public.

    ``quotes`` is ``full``, ``capped`` (to :data:`CAP` words) or ``offsets`` (no words);
    ``licences`` gives the same for publishers whose texts are licensed otherwise.
    """

    def __init__(
        self, ledger: Ledger, quotes: str = CAPPED, licences: Mapping[str, str] | None = None
    ) -> None:
        self._ledger = ledger
        self._quotes = quotes
        self._licences = dict(licences or {})
        for kind in (quotes, *self._licences.values()):
            if kind not in QUOTES:
                raise ValueError(f"quotes are {', '.join(QUOTES)}, not {kind!r}")
        self._registry = Registry.open()
        self._people = lru_cache(maxsize=_TEXTS)(self._people_of)
        self._replacing = lru_cache(maxsize=_TEXTS)(self._replacing_in)

    @property
    def says(self) -> str:
        """What is left out, for the description of a file."""
        how = {FULL: "in full", CAPPED: f"up to {CAP} words", OFFSETS: "by their offsets only"}
        also = "".join(f"; of {name}: {how[kind]}" for name, kind in sorted(self._licences.items()))
        return (
            "Public profile: names of private persons are replaced by roles in square brackets, as "
            f"far as they were recognised. Sentences are quoted {how[self._quotes]}{also}."
        )

    # ----------------------------------------------------------------- people

    def _people_of(self, version: str) -> People | None:
        """Give the people of a version; None for a language that is not read yet."""
        reading = self._ledger.reading(version)
        if reading.language not in languages():
            return None
        claims = [
            claim
            for run in self._ledger.current_runs().values()
            for claim in self._ledger.claims_of_version(version, run)
        ]
        annotation = self._annotation(version, reading)
        return People(annotation, self._registry, claims, reading.authors)

    def _annotation(self, version: str, reading: Reading) -> Annotation:
        data = self._ledger.annotation(version, annotator(reading.language))
        if data is not None:
            try:
                return unpack(data, reading.text, version)
            except ValueError:
                pass  # another format: it is made anew
        title_end = reading.title.end if reading.title else 0
        return annotate(reading.text, reading.language, version, title_end)

    def _replacing_in(self, versions: frozenset[str]) -> Replacing:
        """Give what replaces the private persons of texts; who is public in one is so in all."""
        found = [p for p in map(self._people, sorted(versions)) if p is not None]
        private = [person for people in found for person in people.private]
        return Replacing(_by_role(private), (name for people in found for name in people.public))

    def _hidden(self, words: str | None, versions: Iterable[str]) -> str | None:
        return None if words is None else self._replacing(frozenset(versions))(words)

    @cached_property
    def _of_event(self) -> dict[str, frozenset[str]]:
        """The versions that tell each event."""
        found: dict[str, set[str]] = {}
        for row in self._ledger.event_claims():
            found.setdefault(row.event, set()).add(row.version)
        return {event: frozenset(versions) for event, versions in found.items()}

    @cached_property
    def _kept_people(self) -> frozenset[str]:
        """The names of people who are public in some report of the ledger."""
        found = (self._people(version) for version in self._ledger.versions())
        return frozenset(name for people in found if people is not None for name in people.public)

    def _is_private(self, key: str, versions: frozenset[str]) -> bool:
        try:
            actor = self._ledger.actor(key)
        except LookupError:
            return False
        return (
            actor.kind == "person"
            and not actor.in_registry
            and self._replacing(versions).hides(actor.name)
        )

    # ----------------------------------------------------------------- events

    def shows(self, party: Party, tellings: Sequence[EventClaimRow]) -> bool:
        """Say whether the party is no private person."""
        versions = frozenset(telling.version for telling in tellings)
        return party.key is None or not self._is_private(party.key, versions)

    def name(self, party: Party, tellings: Sequence[EventClaimRow]) -> str:
        """Give the party's name, or the role of a private person."""
        name = party.name or party.raw
        return self._hidden(name, (telling.version for telling in tellings)) or PERSON

    def quote(self, telling: EventClaimRow) -> str:
        """Give as much of the sentence as its publisher's licence allows, without private names."""
        return self._allowed(telling.quote, telling.anchor, telling.publisher, telling.version)

    def title(self, telling: EventClaimRow) -> str | None:
        """Give the title without private names."""
        return self._hidden(telling.title, (telling.version,))

    def anchor(self, telling: EventClaimRow) -> str:
        """Give the words that tell it without private names."""
        return self._hidden(telling.anchor, (telling.version,)) or ""

    def sources(self, telling: EventClaimRow) -> str | None:
        """Give whom the claim cites without private names."""
        return self._hidden(telling.attributed_to, (telling.version,))

    def _allowed(self, quote: str, anchor: str, publisher: str | None, version: str) -> str:
        kind = self._licences.get(publisher or "", self._quotes)
        if kind == OFFSETS:
            return ""
        # Names go before the cap, which might leave half of one.
        replacing = self._replacing(frozenset({version}))
        shown = replacing(quote)
        return shown if kind == FULL else capped(shown, replacing(anchor))

    # ----------------------------------------------------------------- rows

    def row(self, row: Any) -> Any:
        """Give a row without private persons and coders' names; None for a private person's own."""
        if isinstance(row, ClaimRow):
            return self._claim(row)
        if isinstance(row, EventRow):
            versions = self._of_event.get(row.id, frozenset())
            return replace(row, **self._changed(row, _EVENT_WORDS, versions))
        if isinstance(row, EventClaimRow):
            return replace(
                row,
                title=self.title(row),
                attributed_to=self.sources(row),
                anchor=self.anchor(row),
                quote=self.quote(row),
            )
        if isinstance(row, ReportRow):
            # In a language that is not read yet names cannot be told, so its title is left out.
            unread = self._people(row.version) is None
            title = None if unread else self._hidden(row.title, (row.version,))
            stated = [
                [name, words]
                for name, value in json.loads(row.catalogue)
                if not unread and name != "from" and (words := self._hidden(value, (row.version,)))
            ]
            return replace(row, title=title, catalogue=json.dumps(stated, ensure_ascii=False))
        if isinstance(row, ActorRow):
            private = row.kind == "person" and not row.in_registry
            return None if private and row.name not in self._kept_people else row
        return row

    def _claim(self, row: ClaimRow) -> ClaimRow:
        versions = frozenset({row.version})
        if self._people(row.version) is None:
            # Imported rows and languages not read yet: names cannot be told, so no words are shown.
            blank: dict[str, Any] = dict.fromkeys((*_CLAIM_WORDS, *_KEYS, "date_raw"))
            coded_by = _without_coders(row.coded_by)
            return replace(row, **blank | {"anchor": "", "quote": "", "coded_by": coded_by})
        words = self._allowed(row.quote, row.anchor, row.publisher, row.version)
        return replace(
            row,
            **self._changed(row, _CLAIM_WORDS, versions),
            quote=words,
            coded_by=_without_coders(row.coded_by),
        )

    def _changed(self, row: Any, names: Sequence[str], versions: frozenset[str]) -> dict[str, Any]:
        changed: dict[str, Any] = {
            name: self._hidden(getattr(row, name), versions) for name in names
        }
        for name in _KEYS:
            keys = (getattr(row, name) or "").split("; ")
            kept = [key for key in keys if key and not self._is_private(key, versions)]
            changed[name] = "; ".join(kept) or None
        return changed


def _by_role(private: Sequence[Private]) -> list[Private]:
    """Give those with a role of their own before those of whom only the name is known."""
    return sorted(private, key=lambda person: (person.role == PERSON, person.name, person.role))


def _without_coders(coded_by: str) -> str:
    if coded_by == "machine":
        return coded_by
    return "disputed" if coded_by.startswith("disputed") else "people"


def capped(quote: str, anchor: str) -> str:
    """Give at most :data:`CAP` words of a sentence, around the words that tell it."""
    words = quote.split()
    if len(words) <= CAP:
        return quote
    at = len(quote[: max(0, quote.find(anchor))].split())
    first = max(0, min(at - CAP // 2, len(words) - CAP))
    shown = " ".join(words[first : first + CAP])
    return f"{'… ' if first else ''}{shown}{' …' if first + CAP < len(words) else ''}"
