"""The public profile: what may leave the desk. Private persons become their roles, coders' names
are left out, and sentences are quoted as far as their publisher's licence allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from dateline.export.everybody import Everybody, by_role
from dateline.export.replacing import PERSON, Private, Replacing
from dateline.fusion.facts import Party
from dateline.store.rows import ActorRow, ClaimRow, EventClaimRow, EventRow, ReportRow

if TYPE_CHECKING:
    from dateline.store import Ledger

FULL = "full"
CAPPED = "capped"
OFFSETS = "offsets"
QUOTES = (FULL, CAPPED, OFFSETS)

CAP = 25
"""Words of a capped quote: enough to find and judge the place, short beside any article."""

WITHHELD = "[withheld]"
"""Instead of what names a report, where its file or address names a private person."""

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
_EVENT_WORDS = (
    *("actor", "recipient", "weapon", "reasons"),
    *("sources_why", "families_why", "cited_why", "first_hand_why"),
)
_KEYS = ("actor_key", "recipient_key")

_TEXTS = 512
"""Texts and events whose names are kept at hand; exports go report by report."""

_NO_PERSONS = frozenset(
    {"state", "government", "force", "organisation", "armed_group", "population", "office"}
)
"""Kinds of actors that a person's surname does not name, whatever it is."""


class Public:
    """Shows a ledger to the public.

    ``quotes`` is ``full``, ``capped`` (to :data:`CAP` words) or ``offsets`` (no words);
    ``licences`` gives the same for publishers whose texts are licensed otherwise. The people of
    every report are read first, since a name that is hidden in one is hidden in all;
    ``progress`` is told how many of them are done, and of how many.
    """

    def __init__(
        self,
        ledger: Ledger,
        quotes: str = CAPPED,
        licences: Mapping[str, str] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._ledger = ledger
        self._quotes = quotes
        self._licences = dict(licences or {})
        for kind in (quotes, *self._licences.values()):
            if kind not in QUOTES:
                raise ValueError(f"quotes are {', '.join(QUOTES)}, not {kind!r}")
        self._progress = progress
        self._elsewhere = lru_cache(maxsize=_TEXTS)(self._named_elsewhere)
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

    @cached_property
    def _everybody(self) -> Everybody:
        return Everybody(self._ledger, self._progress)

    def _unread(self, version: str) -> bool:
        """Say whether a version's names cannot be told: an imported row, or another language."""
        return self._everybody.of(version) is None

    def _named_elsewhere(self, version: str) -> tuple[Private, ...]:
        text = "" if self._unread(version) else self._ledger.reading(version).text
        return self._everybody.named_in(version, text)

    def _replacing_in(self, versions: frozenset[str]) -> Replacing:
        """Give what replaces the private persons of texts; who is public in one is so in all."""
        own = [p for p in map(self._everybody.of, sorted(versions)) if p is not None]
        private = [person for people in own for person in people.private]
        private += [person for version in sorted(versions) for person in self._elsewhere(version)]
        return Replacing(by_role(private), self._everybody.public)

    def _hidden(self, words: str | None, versions: Iterable[str]) -> str | None:
        if words is None:
            return None
        return self._everybody.replacing(self._replacing(frozenset(versions))(words))

    def words(self, words: str, tellings: Sequence[EventClaimRow] = ()) -> str:
        """Give words that stand in these claims' texts, or anywhere, without private names."""
        return self._hidden(words, (telling.version for telling in tellings)) or ""

    def address(self, telling: EventClaimRow) -> str | None:
        """Give the address of a claim's report; None where a private name is in it."""
        return self._address(telling.url, telling.version)

    def _address(self, address: str | None, version: str) -> str | None:
        if address is None or self._everybody.replacing.in_address(address):
            return None
        replacing = self._replacing(frozenset({version}))
        return None if replacing.in_address(address) else address

    @cached_property
    def _of_event(self) -> dict[str, frozenset[str]]:
        """The versions that tell each event."""
        found: dict[str, set[str]] = {}
        for row in self._ledger.event_claims():
            found.setdefault(row.event, set()).add(row.version)
        return {event: frozenset(versions) for event, versions in found.items()}

    def _is_private(self, key: str, versions: frozenset[str]) -> bool:
        try:
            actor = self._ledger.actor(key)
        except LookupError:
            return False
        if actor.in_registry:
            return False
        hides = self._replacing(versions).hides(actor.name)
        return self._everybody.replacing.hides(actor.name) or (
            hides and actor.kind not in _NO_PERSONS
        )

    def _actor_is_private(self, row: ActorRow) -> bool:
        if row.in_registry:
            return False
        if self._everybody.replacing(row.name) != row.name:
            return True
        if row.kind == "person":
            return not self._everybody.keeps(row.name)
        return row.kind not in _NO_PERSONS and self._everybody.named(row.name)

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
        shown = self._row(row)
        if shown is None:
            return None
        changed = {}
        for field in fields(shown):
            value = getattr(shown, field.name)
            if isinstance(value, str) and (hidden := self._everybody.replacing(value)) != value:
                changed[field.name] = hidden
        return replace(shown, **changed) if changed else shown

    def _row(self, row: Any) -> Any:
        if isinstance(row, ClaimRow):
            return self._claim(row)
        if isinstance(row, EventRow):
            versions = self._of_event.get(row.id, frozenset())
            return replace(row, **self._changed(row, _EVENT_WORDS, versions))
        if isinstance(row, EventClaimRow):
            return replace(
                row,
                title=self.title(row),
                url=self.address(row),
                attributed_to=self.sources(row),
                anchor=self.anchor(row),
                quote=self.quote(row),
            )
        if isinstance(row, ReportRow):
            # In a language that is not read yet names cannot be told, so its title is left out.
            unread = self._unread(row.version)
            title = None if unread else self._hidden(row.title, (row.version,))
            stated = [
                [name, words]
                for name, value in json.loads(row.catalogue)
                if not unread and name != "from" and (words := self._hidden(value, (row.version,)))
            ]
            key = self._address(row.source_key, row.version) or WITHHELD
            return replace(
                row,
                title=title,
                catalogue=json.dumps(stated, ensure_ascii=False),
                url=self._address(row.url, row.version),
                source_key=key,
            )
        if isinstance(row, ActorRow):
            return None if self._actor_is_private(row) else row
        return row

    def _claim(self, row: ClaimRow) -> ClaimRow:
        versions = frozenset({row.version})
        if self._unread(row.version):
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
