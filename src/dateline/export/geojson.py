"""Events as GeoJSON (RFC 7946), for maps: one feature an event, point geometry in WGS 84.

An event without a place has a null geometry, which the format allows: it is in the file and says
so, instead of being left out. Coordinates of a province or country are its centre; ``where_prec``
says how near that is.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.export.files import text_file

if TYPE_CHECKING:
    from dateline.export.tables import Rows

_DIGITS = 6
"""Decimal places of degrees: about 0.1 m, which RFC 7946 section 11.2 gives as enough."""


def write_geojson(path: Path, selection: Rows) -> int:
    """Write a FeatureCollection, one feature a line; give the number of features.

    Raises ``ValueError`` where the rows have no coordinates.
    """
    if not {"latitude", "longitude", "id"} <= set(selection.columns):
        raise ValueError("GeoJSON holds what has a place: events or claims")
    count = 0
    with text_file(path) as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for row in selection:
            out.write("\n" if count == 0 else ",\n")
            out.write(json.dumps(feature(asdict(row)), ensure_ascii=False))
            count += 1
        out.write("\n]}\n")
    return count


def feature(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row as a feature; its columns are the properties, its id the feature's."""
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    geometry = None
    if latitude is not None and longitude is not None:
        point = [round(float(longitude), _DIGITS), round(float(latitude), _DIGITS)]
        geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
