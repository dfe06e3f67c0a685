"""The offline gazetteer: places by name, in Latin and Cyrillic letters.

It ships as one compressed SQLite file (built by ``scripts/build_gazetteer.py``), which is
unpacked once into the user's cache: ``$DATELINE_CACHE``, else ``$XDG_CACHE_HOME/dateline``,
else ``~/.cache/dateline``.

**Disputed territory.** Of a place whose territory is disputed, :attr:`Place.dispute` says who
claims it, always; which state :attr:`Place.country` then names is a setting (``disputed=``):

- ``"un"`` (the setting where none is given): the state whose territory it is by resolutions of
  the United Nations or by membership; none where they leave it open, as for Kashmir;
- ``"controls"``: the state that administers it; none where that is divided or unclear;
- ``"unassigned"``: none.

Every label of such a place ends in "(disputed)", whatever the setting.
"""

from __future__ import annotations

import json
import lzma
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from dateline.identity import sha256_hex
from dateline.resolve.placenames import (
    loose_form,
    normal_form,
    romanised,
    without_generic,
)
from dateline.resolve.toponym_words import ARTICLES

DisputedPolicy = Literal["un", "controls", "unassigned"]

NAMES_KEPT = 65536
"""Looked-up names kept in memory: at a few hundred bytes each under 30 MB a process."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Who claims a territory, and what is said of it."""

    un: str | None
    """ISO 3166-1 alpha-3 code of the state whose it is to the United Nations, or None."""
    controls: str | None
    claimants: tuple[str, ...]
    """ISO codes of states, names of those that no code has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer."""

    id: str
    """``gn:`` GeoNames, ``adm:`` a division by its GeoNames code, ``ne:`` Natural Earth,
    ``country:`` ISO code, ``continent:``, ``dl:`` written by hand for dateline."""
    name: str
    kind: str
    """``city``, ``capital``, ``admin1``, ``admin2``, ``country``, ``continent``, ``region``,
    ``sea``, ``mountain``, ``river``, ``island``, ``desert``, ``lake``, ``strait``, ``border``,
    ``camp`` or ``locality`` (a base, a quarter, a village)."""
    lat: float
    lon: float
    country: str | None
    """ISO 3166-1 alpha-3 code; None where it spans several or is disputed (see the module)."""
    admin1: str | None
    """Name of the first-order division that it lies in."""
    admin1_code: str | None
    """GeoNames code of that division, for example ``RU.12``."""
    population: int
    dispute: Dispute | None = None
    note: str = ""


class Match(NamedTuple):
    """A place that a name may mean, and how well the name fits."""

    place: Place
    grade: int
    """0 the place's own name, 1 an alternate close to it, 2 another alternate, 3 a loose form."""
    said: str
    """Kind that a generic word of the name says ("province": admin1), or ""."""


class GazetteerMissing(RuntimeError):
    """The gazetteer cannot be unpacked or read; the message says what to do."""


def cache_folder() -> Path:
    """Give the folder of dateline's rebuildable files."""
    if chosen := os.environ.get("DATELINE_CACHE"):
        return Path(chosen)
    if shared := os.environ.get("XDG_CACHE_HOME"):
        return Path(shared) / "dateline"
    return Path.home() / ".cache" / "dateline"


def unpack(folder: Path) -> tuple[Path, str]:
    """Give the path of the unpacked gazetteer in ``folder`` and its SHA-256, unpacking it if needed.

    Safe with several processes at once: each writes a file of its own and renames it.
    A copy of the wrong size is replaced.
    """
    data = files("dateline") / "data"
    manifest = json.loads((data / "gazetteer.json").read_text(encoding="utf-8"))
    path = folder / f"gazetteer-{manifest['sha256'][:16]}.sqlite"
    try:
        if path.stat().st_size == manifest["bytes"]:
            return path, manifest["sha256"]
    except FileNotFoundError:
        pass
    plain = lzma.decompress((data / "gazetteer.sqlite.xz").read_bytes())
    if sha256_hex(plain) != manifest["sha256"]:
        raise GazetteerMissing(
            "gazetteer.sqlite.xz does not match gazetteer.json: install dateline again"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".gazetteer-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(plain)
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise GazetteerMissing(
            f"cannot unpack the gazetteer (45 MB) into {folder}: {error.strerror}; "
            "set DATELINE_CACHE to a folder that can be written"
        ) from error
    return path, manifest["sha256"]


class Gazetteer:
    """Places by name. Reads only; cheap to share within a process, reopened after a fork."""

    def __init__(self, path: Path, digest: str, disputed: DisputedPolicy = "un") -> None:
        self.path = path
        self.hash = digest
        """SHA-256 of the file, which names the gazetteer in a resolver's run."""
        self.disputed: DisputedPolicy = disputed
        self._process = -1
        self._open: sqlite3.Connection | None = None
        self._lookup = lru_cache(maxsize=NAMES_KEPT)(self._find)
        self._exactly = lru_cache(maxsize=NAMES_KEPT)(lambda normal: self._named((normal,), ""))
        self._place = lru_cache(maxsize=NAMES_KEPT)(self._read)
        self._divisions = lru_cache(maxsize=512)(self._read_divisions)
        self._admin: dict[int, tuple[str, str]] = {
            n: (code, name)
            for n, code, name in self._connection().execute("SELECT id, code, name FROM admin")
        }
        self._people: dict[str, tuple[Place, ...]] = {}
        for norm, n in self._connection().execute("SELECT norm, place FROM people ORDER BY 1, 2"):
            self._people[norm] = (*self._people.get(norm, ()), self._place(n))

    @classmethod
    def open(cls, disputed: DisputedPolicy = "un") -> Gazetteer:
        """Give the gazetteer that ships with dateline, unpacked on first use.

        Raises :class:`GazetteerMissing` where it cannot be unpacked.
        """
        path, digest = unpack(cache_folder())
        return cls(path, digest, disputed)

    def candidates(self, name: str) -> list[Place]:
        """Give the places that ``name`` may mean, most populous first; [] for an unknown name."""
        found = sorted(self.matches(name), key=lambda m: (-m.place.population, m.place.id))
        return [match.place for match in found]

    def matches(self, name: str) -> tuple[Match, ...]:
        """Give the places that ``name`` may mean with how well it fits, by id.

        Asked in turn, each only where the one before finds nothing: the normal form with and
        without the Arabic article, the name without its generic word ("province", "city of"),
        its Latin letters, its loose form.
        """
        return self._lookup(normal_form(name))

    def exactly(self, normal: str) -> tuple[Match, ...]:
        """Give the places that have the normal form ``normal`` as a name, as it stands."""
        return self._exactly(normal)

    def people(self, word: str) -> tuple[Place, ...]:
        """Give the places whose adjective or people ``word`` names: "Chechen", "Congolese"."""
        return self._people.get(normal_form(word), ())

    def by_id(self, place_id: str) -> Place | None:
        """Give the place of an id, or None."""
        row = self._connection().execute("SELECT n FROM place WHERE id = ?", (place_id,)).fetchone()
        return None if row is None else self._place(row[0])

    def divisions(self, country: str) -> tuple[Place, ...]:
        """Give the first-order divisions of a country (ISO alpha-3), by id."""
        return self._divisions(country)

    def _read_divisions(self, country: str) -> tuple[Place, ...]:
        rows = self._connection().execute(
            "SELECT n FROM place WHERE kind = 'admin1' AND country = ? ORDER BY id", (country,)
        )
        return tuple(self._place(n) for (n,) in rows)

    def _find(self, normal: str) -> tuple[Match, ...]:
        if not normal:
            return ()
        found = self._named(_with_articles(normal), "")
        bare = without_generic(normal)
        if bare is not None and bare[1]:
            found = tuple(
                match._replace(said=bare[1]) if said_of(match.place.kind, bare[1]) else match
                for match in found
            )
        if bare is not None and (not found or bare[1] in ("admin1", "admin2", "admin")):
            known = {match.place.id for match in found}
            found += tuple(
                match
                for match in self._named(_with_articles(bare[0]), bare[1])
                if match.place.id not in known
                and (not known or match.place.kind in ("admin1", "admin2", "region"))
            )
        if found:
            return found
        latin = romanised(normal)
        if latin != normal and (found := self._named(_with_articles(latin), "")):
            return found
        loose = [(loose_form(normal), "")]
        if bare is not None:
            loose.append((loose_form(bare[0]), bare[1]))
        for form, said in loose:
            if form and (found := self._named((form,), said)):
                return found
        return ()

    def _named(self, norms: Iterable[str], said: str) -> tuple[Match, ...]:
        best: dict[int, int] = {}
        for norm in norms:
            for place, grade in self._connection().execute(
                "SELECT place, grade FROM name WHERE norm = ?", (norm,)
            ):
                best[place] = min(grade, best.get(place, grade))
        return tuple(Match(self._place(n), best[n], said) for n in sorted(best))

    def _read(self, n: int) -> Place:
        row = (
            self._connection()
            .execute(
                "SELECT id, name, kind, lat, lon, country, admin, population, disputed, note "
                "FROM place WHERE n = ?",
                (n,),
            )
            .fetchone()
        )
        (place_id, name, kind, lat, lon, country, admin, population, disputed, note) = row
        code, admin1 = self._admin[admin] if admin is not None else (None, None)
        dispute = None
        if disputed:
            said = json.loads(disputed)
            dispute = Dispute(said["un"], said["controls"], tuple(said["claimants"]))
            country = {"un": dispute.un, "controls": dispute.controls}.get(self.disputed)
        return Place(
            *(place_id, name, kind, lat, lon, country or None, admin1, code, population),
            dispute=dispute,
            note=note or "",
        )

    def _connection(self) -> sqlite3.Connection:
        if self._open is None or self._process != os.getpid():
            self._open = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            self._open.execute("PRAGMA mmap_size = 67108864")
            self._process = os.getpid()
        return self._open


def said_of(kind: str, said: str) -> bool:
    """Tell whether a place of a kind is what a generic word says: a capital is a city."""
    if said in ("admin", "region"):
        return kind.startswith("admin") or kind == said
    return kind == said or (said == "city" and kind == "capital")


def _with_articles(normal: str) -> tuple[str, ...]:
    """Give a normal form, then without its Arabic article or with the commonest ones."""
    first, _, rest = normal.partition(" ")
    if rest and first in ARTICLES:
        return (normal, rest, f"al {rest}") if first != "al" else (normal, rest, f"el {rest}")
    return (normal,)
