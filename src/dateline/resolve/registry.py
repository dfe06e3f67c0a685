"""The registry of known actors: states with their bodies, organisations, groups, people, words.

Loaded from one compact JSON file that :mod:`dateline.resolve.registry_source` makes from the
YAML files beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from dateline.identity import sha256_hex
from dateline.resolve.names import Piece, normal_form, pieces
from dateline.resolve.registry_source import COMPILED, RegistryError
from dateline.types import Actor, Relation, relation_id

SECTOR_WORDS: Mapping[str, tuple[str, str]] = {
    "GOV": ("government", "government"),
    "MIL": ("military", "force"),
    "COP": ("police", "force"),
    "SPY": ("intelligence services", "force"),
    "JUD": ("courts", "government"),
    "LEG": ("parliament", "government"),
    "OPP": ("opposition", "group"),
    "PTY": ("parties", "group"),
    "REB": ("rebels", "group"),
    "UAF": ("unidentified armed groups", "group"),
    "CRM": ("criminals", "group"),
    "CVL": ("civilians", "population"),
    "REF": ("refugees", "population"),
    "LAB": ("workers", "population"),
    "AGR": ("farmers", "population"),
    "BUS": ("business", "population"),
    "EDU": ("education", "population"),
    "MED": ("media", "population"),
    "HLH": ("health workers", "population"),
    "REL": ("religious groups", "population"),
    "NGO": ("non-governmental organisations", "organisation"),
    "IGO": ("international organisations", "organisation"),
    "ELI": ("former officials", "group"),
    "JEW": ("Jewish groups", "population"),
}
"""PLOVER's sectors: the words and the kind of the actor that a country and a sector make."""


_BEFORE_NAME = re.compile(r"^(?:al|an|as|ash|the)[- ]", re.IGNORECASE)
"""An article in front of a name, whose own case says nothing."""


IN = "/in/"
"""What stands between the state and the place in the key of a place that acts: ``RUS/in/chechnya``."""


class Alias(NamedTuple):
    """One way to name an actor."""

    text: str
    form: str
    key: str
    role: str
    """``name``, ``adj``, ``people``, ``seat`` (capital), ``seats`` (buildings that stand for the
    government), ``region``, ``surname``."""
    start: str | None
    end: str | None

    def covers(self, earliest: str | None, latest: str | None) -> bool:
        """Say whether the name's period meets the interval of days; open sides always do."""
        return not (
            (self.start and latest and first_day(self.start) > latest)
            or (self.end and earliest and last_day(self.end) < earliest)
        )


class Match(NamedTuple):
    """Aliases found at pieces ``first`` to ``last`` (exclusive), with the span they cover."""

    first: int
    last: int
    start: int
    end: int
    aliases: tuple[Alias, ...]


def first_day(date: str) -> str:
    """Give the first day of ``2014``, ``2014-06`` or ``2014-06-29``."""
    return date + "-01-01"[3 * (len(date) // 3 - 1) :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """Give the last day of ``2014``, ``2014-06`` or ``2014-06-29``."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        days = (
            29
            if month == 2 and leap
            else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
        )
        return f"{date}-{days:02d}"
    return date


class Registry:
    """Known actors by key and by name; unchanging once opened."""

    def __init__(self, data: Mapping[str, Any], digest: str) -> None:
        self.hash = digest
        """SHA-256 of the compact form: another registry is another resolver run."""
        self.entries: Mapping[str, Mapping[str, Any]] = data["actors"]
        self.ties: Sequence[Sequence[str | None]] = data["ties"]
        self.words: Mapping[str, list[str]] = data["agents"]["words"]
        self.generic: Mapping[str, str] = data["agents"]["generic"]
        self.plurals: Mapping[str, str] = data["agents"]["plurals"]
        self.modifiers: Mapping[str, str] = data["agents"]["modifiers"]
        self.not_actors: frozenset[str] = frozenset(data["not_actors"])
        self.shared: Mapping[str, Any] = data["shared"]
        self.aliases: tuple[Alias, ...] = tuple(Alias(*row) for row in data["aliases"])
        self._by_form: dict[str, list[Alias]] = {}
        self._beginnings: set[str] = set()
        for alias in self.aliases:
            self._by_form.setdefault(alias.form, []).append(alias)
            cut = alias.form.find(" ")
            while cut > 0:
                self._beginnings.add(alias.form[:cut])
                cut = alias.form.find(" ", cut + 1)

    @staticmethod
    @lru_cache(maxsize=1)
    def open() -> Registry:
        """Give the registry that ships. Raises :class:`RegistryError` where it is missing."""
        try:
            raw = COMPILED.read_bytes()
        except OSError as error:
            raise RegistryError(
                f"{COMPILED}: cannot be read: {error.strerror}; "
                "make it with: python -m dateline.resolve.registry_source"
            ) from error
        return Registry(json.loads(raw), sha256_hex(raw))

    @cached_property
    def _ucdp(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for key in sorted(self.entries):
            name = self.entries[key].get("ucdp")
            if name:
                names.setdefault(normal_form(name), key)
        return names

    # ------------------------------------------------------------------ by key

    def actor(self, key: str) -> Actor | None:
        """Give the actor of ``key``: an entry, or a country and a sector (``RUS/MIL``)."""
        entry = self.entries.get(key)
        if entry is not None:
            return Actor(
                id=key,
                name=entry["name"],
                kind=entry["kind"],
                sectors=tuple(entry["sectors"]),
                country=entry["country"],
                in_registry=True,
                aliases=self._names.get(key, ()),
            )
        country, _, sector = key.partition("/")
        state = self.entries.get(country)
        if state is not None and IN in key:
            return self._place(key, str(state["name"]), state["country"])
        if state is None or sector not in SECTOR_WORDS:
            return None
        words, kind = SECTOR_WORDS[sector]
        return Actor(
            id=key,
            name=f"{state['name']}: {words}",
            kind=kind,
            sectors=(sector,),
            country=state["country"],
            in_registry=True,
        )

    def _place(self, key: str, state: str, country: str) -> Actor | None:
        owner, _, place = key.partition(IN)
        for alias in self._by_form.get(place.replace("-", " "), ()):
            if alias.key == owner and alias.role == "region":
                return Actor(key, f"{alias.text} ({state})", "place_as_actor", (), country, True)
        return None

    def part(self, whole: str, place: str) -> str | None:
        """Give the one part of a group whose name holds that of a place, or None."""
        parts = self.parts.get(whole, ())
        named = {a.key for a in self.aliases if a.key in parts and _holds(a.form, place)}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, list[str]] = {}
        for alias in self.aliases:
            if alias.role == "name" and alias.text != self.entries[alias.key]["name"]:
                names.setdefault(alias.key, []).append(alias.text)
        return {key: tuple(sorted(set(found))) for key, found in names.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The entries that are or were part of an entry, or are pledged to it, by its key."""
        found: dict[str, list[str]] = {}
        for a, kind, b, *_ in self.ties:
            if kind in {"part_of", "pledged_to"} and a is not None and b is not None:
                found.setdefault(b, []).append(a)
        return {key: tuple(sorted(set(parts))) for key, parts in found.items()}

    def kind(self, key: str) -> str:
        """Give the kind of the entry ``key``."""
        return str(self.entries[key]["kind"])

    # ------------------------------------------------------------------ by name

    def named(self, name: str) -> tuple[Alias, ...]:
        """Give the aliases that read exactly like ``name``; case counts for abbreviations."""
        found = pieces(name)
        if len(found) > 1 and found[0].norm == "the":
            found = found[1:]
        form = " ".join(piece.norm for piece in found)
        return tuple(
            alias for alias in self._by_form.get(form, ()) if _written_alike(alias, found, False)
        )

    def ucdp(self, name: str) -> str | None:
        """Give the key of a side as UCDP names it: ``IS``, ``Government of Russia (Soviet Union)``."""
        if name.startswith("Government of "):
            state = name.removeprefix("Government of ")
            for part in (state.partition(" (")[0], *_bracketed(state)):
                for alias in self.named(part):
                    if alias.role == "name" and self.kind(alias.key) == "state":
                        return f"{alias.key}/GOV"
        found = self._ucdp.get(normal_form(name))
        if found is None:
            names = [a.key for a in self.named(name) if a.role == "name"]
            found = names[0] if names else None
        return found

    def find(self, parts: Sequence[Piece], lowered: bool = False) -> list[Match]:
        """Give all names in ``parts``, leftmost and longest first, none inside another.

        ``lowered``: the text has no capitals at all, so that names need none.
        """
        found = []
        i = 0
        while i < len(parts):
            match = self._longest(parts, i, lowered)
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.last
        return found

    def _longest(self, parts: Sequence[Piece], first: int, lowered: bool) -> Match | None:
        best: Match | None = None
        form = ""
        for last in range(first, len(parts)):
            form = parts[last].norm if last == first else f"{form} {parts[last].norm}"
            aliases = self._by_form.get(form)
            if aliases:
                taken = parts[first : last + 1]
                fitting = tuple(a for a in aliases if _written_alike(a, taken, lowered))
                if fitting:
                    best = Match(first, last + 1, parts[first].start, parts[last].end, fitting)
            if form not in self._beginnings:
                break
        return best

    # ------------------------------------------------------------------ ties

    def relations(self) -> tuple[Relation, ...]:
        """Give the dated ties of all entries; their basis is ``seed:KEY`` of the entry."""
        found = []
        for a, kind, b, start, end, source in self.ties:
            assert a is not None and kind is not None and b is not None
            earliest = first_day(start) if start else None
            latest = last_day(end) if end else None
            basis = (f"seed:{a}",)
            found.append(
                Relation(
                    id=relation_id(a, kind, b, (earliest, latest), basis),
                    a=a,
                    kind=kind,
                    b=b,
                    earliest=earliest,
                    latest=latest,
                    interval_how=f"{source}: {_known_to('start', start)}, {_known_to('end', end)}",
                    basis=basis,
                )
            )
        return tuple(sorted(found, key=lambda relation: relation.id))

    # ------------------------------------------------------------------ lint

    def lint(self) -> list[str]:
        """Give what is wrong with the registry, in words; empty where nothing is.

        No name may mean two actors unless shared_aliases.yaml declares it and says what tells
        them apart; periods must be ordered; ties must point at entries.
        """
        return sorted({*self._shared_names(), *self._wrong_periods(), *self._loose_ties()})

    def _shared_names(self) -> Iterator[str]:
        declared = {normal_form(name): set(row["means"]) for name, row in self.shared.items()}
        for form, aliases in self._by_form.items():
            keys = {alias.key for alias in aliases}
            if len(keys) < 2 or keys == declared.get(form):
                continue
            if self._told_apart_by_role(aliases):
                continue
            yield f"{aliases[0].text!r} means {', '.join(sorted(keys))}: declare it or drop one"
        for name, row in self.shared.items():
            held = {alias.key for alias in self._by_form.get(normal_form(name), ())}
            if held != set(row["means"]):
                yield f"shared_aliases.yaml: {name!r} is declared as {row['means']}, is {sorted(held)}"

    def _told_apart_by_role(self, aliases: Sequence[Alias]) -> bool:
        """A state's own name or adjective comes before a people's, a place's or a surname."""
        first = [alias.key for alias in aliases if alias.role not in {"region", "surname"}]
        return len(set(first)) == 1

    def _wrong_periods(self) -> Iterator[str]:
        for alias in self.aliases:
            if alias.start and alias.end and first_day(alias.start) > last_day(alias.end):
                yield f"{alias.key}: the name {alias.text!r} ends before it starts"
        for a, kind, b, start, end, _ in self.ties:
            if start and end and first_day(start) > last_day(end):
                yield f"{a}: {kind} {b} ends before it starts"
        for key, entry in self.entries.items():
            for start, end in (entry.get("active", (None, None)), *entry.get("office", ())):
                if start and end and first_day(start) > last_day(end):
                    yield f"{key}: a period ends before it starts"

    def _loose_ties(self) -> Iterator[str]:
        for a, kind, b, *_ in self.ties:
            if b not in self.entries:
                yield f"{a}: {kind} points at {b}, which is no entry"
        for key, entry in self.entries.items():
            for field in ("country", "now"):
                if entry.get(field) and entry[field] not in self.entries:
                    yield f"{key}: {field} {entry[field]} is no entry"


def _written_alike(alias: Alias, taken: Sequence[Piece], lowered: bool) -> bool:
    """Say whether a text's pieces are written as a name is: capitals where they matter."""
    plain = alias.text.replace(".", "").replace("'", "")
    if len(taken) == 1 and len(plain) <= 6 and sum(c.isupper() for c in plain) >= 2:
        return taken[0].raw == plain or (
            not plain.isupper() and taken[0].raw.isupper() and taken[0].raw == plain.upper()
        )
    if lowered or not _BEFORE_NAME.sub("", alias.text)[0].isupper():
        return True
    return taken[0].raw[0].isupper() or not taken[0].raw[0].isalpha()


def _holds(form: str, words: str) -> bool:
    return f" {words} " in f" {form} "


def _bracketed(text: str) -> tuple[str, ...]:
    inner = text.partition(" (")[2].rstrip(")")
    return (inner,) if inner else ()


def _known_to(side: str, date: str | None) -> str:
    if date is None:
        return f"{side} not stated"
    return f"{side} known to the {({4: 'year', 7: 'month'}).get(len(date), 'day')}"
