"""Text families as SVG and GraphML: well-formed, whole, safe, the same every time."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dateline.export.stemmata import families_of, write_graph
from dateline.lineage import compare, derive
from dateline.lineage.facts import Lineage, Text
from dateline.types import Credit, Dating, Span

STORY = (
    "Two soldiers were wounded when a mine exploded under their car near the village of Arkhon. The "
    "road had been searched in the morning, the governor said, and nobody claimed the attack. Sappers "
    "found a second mine beside the bridge and blew it up before the buses came back."
)
EVIL = 'Post <script>alert(1)</script> & "\x00\x0b" \ufffe'
SVG = "{http://www.w3.org/2000/svg}"
ML = "{http://graphml.graphdrawing.org/xmlns}"


def report(n: int, publisher: str, day: str | None, agency: str | None = None) -> Text:
    head = f"Mine <b>{n}</b> & more"
    return Text(
        f"T{n:016d}", f"R{n:016d}", f"{head}\n\n{STORY}", title=Span(0, len(head)), publisher=publisher,
        published=Dating(day, day, "metadata") if day else Dating(None, None, "unknown"),
        credits=(Credit("agency", agency, f"({agency})"),) if agency else (),
    )  # fmt: skip


def derived(*texts: Text) -> tuple[Lineage, dict[str, Text]]:
    return derive(texts, compare(texts)), {text.version: text for text in texts}


@pytest.fixture
def outside() -> tuple[Lineage, dict[str, Text]]:
    return derived(
        report(1, "Valley Post", "2020-03-05", "Associated Press"),
        report(2, EVIL, "2020-03-06", "Associated Press"),
        report(3, "Harbour Times", None),
    )


def test_graphml_has_every_report_the_origin_elsewhere_and_where_each_came_from(
    outside: tuple[Lineage, dict[str, Text]], tmp_path: Path
) -> None:
    lineage, texts = outside
    out = tmp_path / "all.graphml"
    write_graph(out, families_of(lineage, ()), lineage, texts)
    graph = ET.parse(out).getroot().find(f"{ML}graph")
    assert graph is not None
    nodes = {node.get("id"): node for node in graph.iter(f"{ML}node")}
    (family,) = lineage.families
    assert set(nodes) == {*texts, f"{family.id}:outside"}
    edges = {edge.get("target"): edge for edge in graph.iter(f"{ML}edge")}
    assert set(edges) == set(texts)
    assert {edge.get("source") for edge in edges.values()} == {f"{family.id}:outside"}
    declared = {key.get("id") for key in ET.parse(out).getroot().iter(f"{ML}key")}
    assert {data.get("key") for data in graph.iter(f"{ML}data")} <= declared
    lacks = {d.get("key"): d.text for d in edges["T0000000000000003"].iter(f"{ML}data")}
    assert lacks["edge_credit"] == "no credit"
    assert lacks["edge_known"] == "false"


def test_svg_draws_one_family_and_texts_stay_texts(
    outside: tuple[Lineage, dict[str, Text]], tmp_path: Path
) -> None:
    lineage, texts = outside
    out = tmp_path / "one.svg"
    write_graph(out, families_of(lineage, ["T0000000000000002"]), lineage, texts)
    root = ET.parse(out).getroot()
    assert len(list(root.iter(f"{SVG}circle"))) == 4
    assert len(list(root.iter(f"{SVG}path"))) == 3
    assert not list(root.iter(f"{SVG}script"))
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "Post <script>alert(1)</script>" in words
    assert "no credit" in words
    assert b"<script" not in out.read_bytes()
    before = out.read_bytes()
    write_graph(out, families_of(lineage, ()), lineage, texts)
    assert out.read_bytes() == before


def test_what_cannot_be_written_is_said(
    outside: tuple[Lineage, dict[str, Text]], tmp_path: Path
) -> None:
    lineage, texts = outside
    with pytest.raises(ValueError, match=r"\.svg or \.graphml"):
        write_graph(tmp_path / "all.png", lineage.families, lineage, texts)
    with pytest.raises(ValueError, match="there are 0"):
        write_graph(tmp_path / "none.svg", (), lineage, texts)
    with pytest.raises(LookupError, match="of no text family"):
        families_of(lineage, ["T9999999999999999"])
    assert list(tmp_path.iterdir()) == []


def test_networkx_reads_the_graph(outside: tuple[Lineage, dict[str, Text]], tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    lineage, texts = outside
    out = tmp_path / "all.graphml"
    write_graph(out, families_of(lineage, ()), lineage, texts)
    held = networkx.read_graphml(out)
    assert held.number_of_nodes() == 4
    assert held.number_of_edges() == 3
