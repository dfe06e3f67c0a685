"""Text families for other tools: a drawing as SVG, and a graph as GraphML (Gephi, yEd, networkx).

SVG 1.1 (W3C), one family, no script and nothing fetched; GraphML (graphml.graphdrawing.org), all
families or one, with the reports as nodes and where each text came from as edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from dateline.export.files import whole
from dateline.lineage.facts import Family, Lineage, Link, Text
from dateline.lineage.stemma import Drawn, Stemma, coverage, share_of, stemma, within_families

FORMATS = (".svg", ".graphml")

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""


def write_graph(
    path: Path, families: Sequence[Family], lineage: Lineage, texts: Mapping[str, Text]
) -> None:
    """Write families as a file of :data:`FORMATS`, by its ending; an SVG file holds one.

    Raises ``ValueError`` for another ending, and for an SVG file of no family or of several.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ValueError(f"{path}: a graph is written as {' or '.join(FORMATS)}; name the file so")
    if ending == ".svg" and len(families) != 1:
        raise ValueError(
            f"{path}: an SVG file shows one text family, and there are {len(families)}; give the id of a "
            "report of the one that you want, or write .graphml, which holds all"
        )
    links = within_families(lineage)
    laid_out = [stemma(f, links[f.id], lineage, texts) for f in families]
    tree = (
        _svg(laid_out[0], texts)
        if ending == ".svg"
        else _graphml(laid_out, [links[f.id] for f in families], texts)
    )
    ET.indent(tree)
    with whole(path) as partial:
        partial.write_bytes(ET.tostring(tree, encoding="utf-8", xml_declaration=True) + b"\n")


def _clean(words: str | None) -> str:
    return _NOT_XML.sub("\ufffd", " ".join((words or "").split()))


def _title(text: Text) -> str:
    return _clean(text.title.of(text.text) if text.title is not None else "")


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _name(text: Text) -> str:
    return _clean(text.publisher) or _title(text) or text.report


# --------------------------------------------------------------------------- GraphML

_NODE = {
    "label": "string", "report": "string", "publisher": "string", "title": "string",
    "published_from": "string", "published_to": "string", "url": "string", "language": "string",
    "family": "string", "origin": "boolean", "outside": "boolean", "coverage": "double",
}  # fmt: skip
_EDGE = {
    "label": "string", "known": "boolean", "share": "double", "share_of_other": "double",
    "credit": "string", "basis": "string", "reasons": "string",
}  # fmt: skip


def _graphml(
    families: Sequence[Stemma], links: Sequence[Sequence[Link]], texts: Mapping[str, Text]
) -> ET.Element:
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for domain, names in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in names.items():
            key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"id": "lineage", "edgedefault": "directed"})
    for laid_out, within in zip(families, links, strict=True):
        family, covered = laid_out.family, coverage(within)
        elsewhere = f"{family.id}:outside"
        if family.outside is not None:
            outside = {"label": _clean(family.outside), "family": family.id, "origin": True}
            _element(graph, "node", {"id": elsewhere}, {**outside, "outside": True})
        for row in laid_out.rows:
            text = texts[row.version]
            values = {
                "label": _name(text),
                "report": text.report,
                "publisher": _clean(text.publisher),
                "title": _title(text),
                "published_from": text.published.earliest,
                "published_to": text.published.latest,
                "url": _clean(text.url),
                "language": text.language,
                "family": family.id,
                "origin": row.version == family.origin,
                "outside": False,
                "coverage": share_of(text, covered.get(row.version, ())),
            }
            _element(graph, "node", {"id": row.version}, values)
        for row in laid_out.rows:
            if (tie := row.tie) is None:
                continue
            ends = {"source": tie.other or elsewhere, "target": row.version}
            values = {
                "label": tie.edit,
                "known": tie.known,
                "share": tie.share,
                "share_of_other": tie.share_of_other,
                "credit": tie.credit,
                "basis": tie.basis,
                "reasons": _clean("; ".join(tie.reasons)),
            }
            _element(graph, "edge", ends, values)
    return root


def _element(
    graph: ET.Element, name: str, attributes: dict[str, str], values: Mapping[str, object]
) -> None:
    made = ET.SubElement(graph, name, attributes)
    for key, value in values.items():
        if value is not None and value != "":
            told = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(made, "data", {"key": f"{name}_{key}"}).text = told


# --------------------------------------------------------------------------- SVG

_WIDE, _ROW, _HEAD, _WORDS, _ASIDE = 1160, 46, 70, 480, 60
"""The drawing's width, height of a row and of what stands above, room for words and for no date."""

_STYLE = (
    "text{font:13px sans-serif;fill:#1a1c1f}.soft{fill:#595e66;font-size:11px}.lacks{fill:#a8201a}"
    ".head{font-size:15px;font-weight:bold}.grid{stroke:#dcd7cf}.tie{fill:none;stroke:#1a1c1f}"
    ".unsure{stroke-dasharray:4 4;stroke:#595e66}.time{stroke:#595e66;stroke-width:3;stroke-opacity:.45}"
    ".open{stroke-dasharray:2 3}circle{fill:#fff;stroke:#1a1c1f;stroke-width:2}"
    ".origin{fill:#a8201a;stroke:#a8201a}.outside{stroke-dasharray:3 2}"
)


def _svg(laid_out: Stemma, texts: Mapping[str, Text]) -> ET.Element:
    family = laid_out.family
    offset = 0 if family.outside is None else 1
    high = _HEAD + _ROW * (len(laid_out.rows) + offset) + 10
    size = {"width": str(_WIDE), "height": str(high), "viewBox": f"0 0 {_WIDE} {high}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size})
    many = f"One text, {len(laid_out.rows)} reports"
    ET.SubElement(root, "title").text = many
    ET.SubElement(root, "desc").text = _clean(family.why)
    ET.SubElement(root, "style").text = _STYLE
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    _text(root, 12, 22, many, "head")
    _text(root, 12, 40, _short(_clean(family.why), 170), "soft")
    for at, words in laid_out.ticks:
        _line(root, "grid", _x(at), _HEAD - 6, _x(at), high - 6)
        _text(root, _x(at), _HEAD - 10, words, "soft", "start" if at == 0 else "middle")
    if offset or any(row.first is None and row.last is None for row in laid_out.rows):
        _text(root, _WORDS + _ASIDE / 2, _HEAD - 10, "no date", "soft", "middle")
    places: dict[str | None, tuple[float, float]] = {}
    if offset:
        places[None] = (_WORDS + _ASIDE / 2, _HEAD + _ROW / 2)
        _text(root, 12, places[None][1], _clean(family.outside))
        _text(root, 12, places[None][1] + 14, "outside this ledger", "soft")
    for n, row in enumerate(laid_out.rows):
        y = _HEAD + _ROW * (n + offset + 0.5)
        places[row.version] = (_place(row), y)
        _row(root, row, y, texts)
    for row in laid_out.rows:
        _tie(root, row, places)
    for version, (x, y) in places.items():
        kind = "outside" if version is None else "origin" if version == family.origin else "text"
        ET.SubElement(root, "circle", {"class": kind, "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "5"})
    return root


def _row(root: ET.Element, row: Drawn, y: float, texts: Mapping[str, Text]) -> None:
    text, tie = texts[row.version], row.tie
    _text(root, 12, y, _short(_name(text), 54))
    bounds = filter(None, (text.published.earliest, text.published.latest))
    words = [" to ".join(dict.fromkeys(bounds)) or "date not known"]
    if tie is not None:
        if tie.edit is not None:
            to = texts[tie.other or tie.near or row.version]
            shared = "" if tie.share is None else f", {tie.share:.0%} of it"
            way = "from" if tie.known and tie.other else "beside"
            words.append(f"{tie.edit} {way} {_short(_name(to), 26)}{shared}")
        words += [each for each in (tie.basis, tie.credit) if each]
    kind = "soft lacks" if tie is not None and tie.credit == "no credit" else "soft"
    _text(root, 12, y + 14, "; ".join(words), kind)
    if (row.first, row.last) != (None, None) and row.first != row.last:
        first, last = (
            _x(0 if row.first is None else row.first),
            _x(1 if row.last is None else row.last),
        )
        _line(root, "time open" if None in (row.first, row.last) else "time", first, y, last, y)


def _tie(root: ET.Element, row: Drawn, places: Mapping[str | None, tuple[float, float]]) -> None:
    if row.tie is None or row.tie.other not in places:
        return
    (x, y), (to_x, to_y) = places[row.tie.other], places[row.version]
    kind = "tie" if row.tie.known else "tie unsure"
    ET.SubElement(root, "path", {"class": kind, "d": f"M{x:.1f},{y:.1f}V{to_y:.1f}H{to_x:.1f}"})


def _place(row: Drawn) -> float:
    known = [at for at in (row.first, row.last) if at is not None]
    return _x(sum(known) / len(known)) if known else _WORDS + _ASIDE / 2


def _x(at: float) -> float:
    left, right = _WORDS + _ASIDE + 10, _WIDE - 50
    return left + at * (right - left)


def _line(root: ET.Element, kind: str, *ends: float) -> None:
    named = zip(("x1", "y1", "x2", "y2"), (f"{end:.1f}" for end in ends), strict=True)
    ET.SubElement(root, "line", {"class": kind, **dict(named)})


def _text(
    root: ET.Element, x: float, y: float, words: str, kind: str = "", anchor: str = "start"
) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    ET.SubElement(root, "text", {**place, **({"class": kind} if kind else {})}).text = words


def families_of(lineage: Lineage, versions: Iterable[str]) -> list[Family]:
    """Give the families of some versions, all where none is named; raises ``LookupError``."""
    wanted = list(versions)
    if not wanted:
        return list(lineage.families)
    found = [f for f in lineage.families if any(version in f.members for version in wanted)]
    if not found:
        raise LookupError(f"{', '.join(wanted)}: of no text family, so there is no graph to write")
    return found
