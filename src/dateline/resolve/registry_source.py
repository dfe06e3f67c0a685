"""From the registry's YAML files to the compact form that is loaded at run time.

``python -m dateline.resolve.registry_source`` writes the compact form; a test checks that it
is current. The files are hand-written: their heads say what each field means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from dateline.identity import canonical_json, sha256_hex
from dateline.resolve.names import normal, normal_form

SOURCE = Path(__file__).resolve().parent.parent / "data" / "registry"
COMPILED = SOURCE / "registry.json"

TIES = (
    "part_of",
    "split_from",
    "merged_into",
    "pledged_to",
    "successor_of",
    "allied_with",
    "fights",
    "led_by",
)
"""Fields of an entry that name another one: kinds of :class:`~dateline.types.Relation`."""

_STATE_FIELDS = {"names", "adj", "people", "seat", "seats", "regions", "kind", "in", "active"}
_STATE_FIELDS |= {"ucdp", "now", "note"}
_GROUP_FIELDS = {"name", "names", "aliases", "in", "active", "ucdp", "sectors", "kind", "note"}
_GROUP_FIELDS |= {"source", *TIES}
_PERSON_FIELDS = {"in", "office", "also", "sectors", "surname", "aliases"}
_PERIOD = re.compile(r"^(\d{4}(?:-\d\d){0,2})?(?:\.\.(\d{4}(?:-\d\d){0,2})?)?$")

_BODY_KINDS = {"GOV": "government", "MIL": "force", "COP": "force", "SPY": "force"}
_ORGANISATION_SECTORS = {"igo": ["IGO"], "ngo": ["NGO"], "media": ["MED"], "political": ["OPP"]}
_ORGANISATION_SECTORS["business"] = ["BUS"]

PUBLIC_RECORD = "public record"


class RegistryError(ValueError):
    """A registry file that cannot be used; the message says file, entry and what to do."""


def compile_registry(folder: Path = SOURCE) -> dict[str, Any]:
    """Give the compact form of the YAML files in ``folder``: actors, aliases, ties, agents.

    Raises :class:`RegistryError`.
    """
    building = _Building()
    for key, entry in _read(folder / "states.yaml").items():
        building.state(key, entry)
    for key, names in _read(folder / "bodies.yaml").items():
        building.body(key, names)
    for slug, entry in _read(folder / "organisations.yaml").items():
        building.organisation(slug, entry)
    for slug, entry in _read(folder / "armed_groups.yaml").items():
        building.group(slug, entry)
    for slug, entry in _read(folder / "populations.yaml").items():
        building.population(slug, entry)
    for name, entry in _read(folder / "people.yaml").items():
        building.person(name, entry or {})
    building.leaders()
    return {
        "actors": {key: building.actors[key] for key in sorted(building.actors)},
        "aliases": building.aliases,
        "ties": building.ties,
        "agents": _agents(_read(folder / "agents.yaml")),
        "shared": _read(folder / "shared_aliases.yaml"),
        "not_actors": sorted(
            {
                normal_form(str(name))
                for names in _read(folder / "not_actors.yaml").values()
                for name in names
            }
        ),
    }


def source_hash(folder: Path = SOURCE) -> str:
    """Give the SHA-256 over all YAML files of ``folder``, by name; line ends do not count."""
    parts = [
        [path.name, path.read_text(encoding="utf-8")] for path in sorted(folder.glob("*.yaml"))
    ]
    return sha256_hex(canonical_json(parts).encode())


def period(text: str, where: str) -> tuple[str | None, str | None]:
    """Give start and end of ``2013-04..2016``; either may be left out, ``2013`` is ``2013..``."""
    match = _PERIOD.match(text.strip())
    if match is None or not text.strip():
        raise RegistryError(f"{where}: {text!r} is not a period like 2013-04..2016 or 2013..")
    return match.group(1), match.group(2)


def person_key(name: str) -> str:
    """Give the key of a person of the registry: ``person:abu-bakr-al-baghdadi``."""
    plain = re.sub(r"[^a-z0-9]+", "-", normal(name))
    return f"person:{plain.strip('-')}"


class _Building:
    """The compact form while it grows, entry by entry."""

    def __init__(self) -> None:
        self.actors: dict[str, dict[str, Any]] = {}
        self.aliases: list[list[Any]] = []
        self.ties: list[list[Any]] = []
        self._leaders: dict[str, tuple[str | None, list[str]]] = {}

    def state(self, key: str, entry: Mapping[str, Any]) -> None:
        where = f"states.yaml: {key}"
        _known(entry, _STATE_FIELDS, where)
        names = [_split(name, where) for name in entry["names"]]
        kind = str(entry.get("kind", "state"))
        self._add(
            key,
            names[0][0],
            {"de_facto": "state", "former": "state", "territory": "state"}.get(kind, kind),
            {
                "sectors": [],
                "country": entry.get("in", key),
                "status": kind,
                **_extras(entry, where),
            },
        )
        for part in names:
            self._alias(part, key, "name")
        adjectives = [_split(name, where) for name in entry.get("adj", ())]
        for part in adjectives:
            self._alias(part, key, "adj")
        people = [_split(name, where) for name in entry.get("people", ())]
        people += [(f"{a}s", s, e) for a, s, e in adjectives if a.endswith(("an", "i", "er"))]
        for part in people:
            self._alias(part, key, "people")
        for field in ("seat", "seats"):
            for name in entry.get(field, ()):
                self._alias(_split(name, where), key, field)
        for name in entry.get("regions", ()):
            self._alias(_split(name, where), key, "region")

    def body(self, key: str, names: list[str]) -> None:
        where = f"bodies.yaml: {key}"
        try:
            country, sector, _ = key.split("/")
        except ValueError:
            raise RegistryError(f"{where}: a key is ISO3/SECTOR/slug") from None
        if country not in self.actors:
            raise RegistryError(f"{where}: {country} is not in states.yaml")
        parts = [_split(name, where) for name in names]
        self._add(
            key,
            parts[0][0],
            _BODY_KINDS.get(sector, "organisation"),
            {"sectors": [sector], "country": self.actors[country]["country"]},
        )
        for part in parts:
            self._alias(part, key, "name")

    def organisation(self, slug: str, entry: Mapping[str, Any]) -> None:
        where = f"organisations.yaml: {slug}"
        _known(entry, _GROUP_FIELDS, where)
        kind = str(entry["kind"])
        key = organisation_key(slug, kind)
        names = [_split(name, where) for name in entry["names"]]
        sectors = list(entry.get("sectors") or _ORGANISATION_SECTORS[kind])
        self._add(
            key,
            names[0][0],
            "organisation",
            {"sectors": sectors, "country": entry.get("in"), **_extras(entry, where)},
        )
        for part in names:
            self._alias(part, key, "name")
        self._ties(key, entry, where)

    def group(self, slug: str, entry: Mapping[str, Any]) -> None:
        where = f"armed_groups.yaml: {slug}"
        _known(entry, _GROUP_FIELDS, where)
        key = f"group:{slug}"
        countries = list(entry["in"])
        self._add(
            key,
            str(entry["name"]),
            "armed_group",
            {
                "sectors": list(entry.get("sectors") or ["REB"]),
                "country": countries[0],
                "countries": countries,
                **_extras(entry, where),
            },
        )
        names = [_split(name, where) for name in entry.get("aliases", ())]
        main = re.sub(r" \([^)]*\)$", "", str(entry["name"]))
        if main not in {name for name, _, _ in names}:
            names.insert(0, (main, None, None))
        for part in names:
            self._alias(part, key, "name")
        self._ties(key, entry, where)

    def population(self, slug: str, entry: Mapping[str, Any]) -> None:
        key = f"population:{slug}"
        names = [_split(name, f"populations.yaml: {slug}") for name in entry["names"]]
        more = {"sectors": ["CVL"], "country": entry.get("in")}
        if entry.get("ucdp"):
            more["ucdp"] = entry["ucdp"]
        self._add(key, names[0][0], "population", more)
        for part in names:
            self._alias(part, key, "name")

    def person(self, name: str, entry: Mapping[str, Any]) -> None:
        where = f"people.yaml: {name}"
        _known(entry, _PERSON_FIELDS, where)
        key = person_key(name)
        more: dict[str, Any] = {
            "sectors": list(entry.get("sectors") or ["GOV"]),
            "country": entry.get("in"),
        }
        offices = [str(entry[f]) for f in ("office", "also") if entry.get(f)]
        more["office"] = [list(period(text, where)) for text in offices]
        self._add(key, name, "person", more)
        self._alias((name, None, None), key, "name")
        for alias in entry.get("aliases", ()):
            self._alias(_split(alias, where), key, "name")
        surnames = entry.get("surname") or []
        for surname in [surnames] if isinstance(surnames, str) else surnames:
            self._alias((str(surname), None, None), key, "surname")

    def leaders(self) -> None:
        """Give every person whom a tie names an entry, with the sectors of the group led."""
        for name, (country, sectors) in sorted(self._leaders.items()):
            key = person_key(name)
            if key not in self.actors:
                self._add(
                    key, name, "person", {"sectors": sectors, "country": country, "office": []}
                )
                self._alias((name, None, None), key, "name")

    def _add(self, key: str, name: str, kind: str, more: Mapping[str, Any]) -> None:
        if key in self.actors:
            raise RegistryError(f"registry: the key {key} is given twice")
        self.actors[key] = {"name": name, "kind": kind, **more}

    def _alias(self, part: tuple[str, str | None, str | None], key: str, role: str) -> None:
        name, start, end = part
        form = normal_form(name)
        if not form:
            raise RegistryError(f"registry: {key}: the alias {name!r} has no letters")
        row: list[Any] = [name, form, key, role, start, end]
        if row not in self.aliases:
            self.aliases.append(row)

    def _ties(self, key: str, entry: Mapping[str, Any], where: str) -> None:
        source = str(entry.get("source", PUBLIC_RECORD))
        for kind in TIES:
            for value in entry.get(kind, ()):
                name, start, end = _split(value, where)
                if kind == "led_by":
                    target = person_key(name)
                    actor = self.actors[key]
                    self._leaders.setdefault(name, (actor["country"], list(actor["sectors"])))
                else:
                    target = name
                self.ties.append([key, kind, target, start, end, source])


def organisation_key(slug: str, kind: str) -> str:
    """Give the key of an entry of organisations.yaml: ``igo:un``."""
    prefix = {"igo": "igo", "ngo": "ngo", "media": "media", "political": "org"}.get(kind, kind)
    return f"{prefix}:{slug}"


def resolve_tie_targets(ties: list[list[Any]], actors: Mapping[str, Any]) -> None:
    """Put full keys where a tie names its target by slug; unknown ones stay, for the lint."""
    prefixes = ("group:", "igo:", "ngo:", "org:", "media:", "business:", "population:")
    for tie in ties:
        if tie[2] in actors:
            continue
        for prefix in prefixes:
            if prefix + tie[2] in actors:
                tie[2] = prefix + tie[2]
                break


def _extras(entry: Mapping[str, Any], where: str) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if entry.get("active"):
        more["active"] = list(period(str(entry["active"]), where))
    for field in ("ucdp", "note", "now"):
        if entry.get(field):
            more[field] = str(entry[field])
    return more


def _split(value: Any, where: str) -> tuple[str, str | None, str | None]:
    if not isinstance(value, str):
        raise RegistryError(f"{where}: {value!r} is not text; put it in quotation marks")
    name, bar, span = value.partition(" | ")
    if not bar:
        return name.strip(), None, None
    start, end = period(span, where)
    return name.strip(), start, end


def _known(entry: Mapping[str, Any], fields: set[str], where: str) -> None:
    unknown = sorted(set(entry) - fields)
    if unknown:
        raise RegistryError(f"{where}: unknown field {unknown[0]!r}; known: {sorted(fields)}")


def _agents(data: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[str, list[str]] = {}
    for sector, terms in data["words"].items():
        for term in terms:
            sectors = words.setdefault(normal_form(str(term)), [])
            if sector not in sectors:
                sectors.append(str(sector))
    for term, first in (("security forces", "MIL"), ("security force", "MIL")):
        words[term] = [first, "COP"]
    return {
        "words": words,
        "generic": {normal_form(str(k)): str(v) for k, v in data["generic"].items()},
        "plurals": {normal_form(str(k)): normal_form(str(v)) for k, v in data["plurals"].items()},
        "modifiers": {normal_form(str(k)): str(v) for k, v in data["modifiers"].items()},
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise RegistryError(f"{path.name}: not valid YAML: {error}") from error
    return dict(data or {})


def compiled_text(folder: Path = SOURCE) -> str:
    """Give the compact form as the JSON text that ships."""
    data = compile_registry(folder)
    resolve_tie_targets(data["ties"], data["actors"])
    return canonical_json({"source_hash": source_hash(folder), **data}) + "\n"


def main() -> None:
    """Write the compact form beside the YAML files."""
    COMPILED.write_text(compiled_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
