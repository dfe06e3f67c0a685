"""The ``lineage`` suite: which reports go back to one text, whose it is, and what pairs share.

The gold (``evaluation/gold/lineage``) is about `summit_2018`: families of pages that were read, and
pairs. Lineage runs on all 612 pages together, as in a ledger.

How a prediction is scored
--------------------------
1. ``families.bcubed``: for each member of a gold family, the share of its system family that is of the
   gold family, and the reverse, averaged over members (Bagga and Baldwin 1998). Only pages that were
   read for a family count on either side. Pages that stand alone are families of one.
2. ``origin``: of the gold families of two and more, the share whose system family, the one with most of
   its members, has the gold's origin: the outsider by name, the member, or that it is unknown.
3. ``containment``: of all pairs of pages whose five-word shingles are contained by more than half, the
   share that is found to share text (``containment.recall``) or is still linked once furniture is set
   aside (``containment.linked``).
4. ``pairs``: ``text`` (is text shared that is neither quotation nor furniture; precision, recall, F1),
   ``kind`` and ``direction`` (accuracy; direction of pairs that share text).
5. Intervals draw families, pairs and pages with replacement.

The baseline of a figure is the best of three trivial methods: no page is of any family, by unknown; all
that were read for a page are one family, by the agency that most families have; pages with the same
title are one family and share text, by that agency. Pairs: the most frequent kind and direction.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluate.suite import Counts, Measured, Row, precision_recall_f1, read_rows
from dateline.ingest import Given, IngestOptions, read_files
from dateline.lineage import compare, derive
from dateline.lineage.facts import Copy, Family, Lineage, Link, Text
from dateline.lineage.links import edit
from dateline.lineage.outlets import outlet_key, same_outlet
from dateline.safety.sandbox import ParserPool
from dateline.types import Reading

PAGES = "reports/summit_2018.jsonl.gz"
FIELDS = ("seeds", "members", "read", "origin", "by")
SHINGLE = 5
HALF = 0.5
Pair = tuple[str, str]
ONE = 1_000_000
"""B-cubed shares are summed as millionths, since counts are whole numbers."""
WITHOUT_TEXT = frozenset(("none", "furniture only", "quoted passage only"))


@dataclass(frozen=True, slots=True)
class Found:
    """What lineage finds of all pages; versions are the pages' ids."""

    texts: Mapping[str, Text]
    copies: Sequence[Copy]
    lineage: Lineage

    def family_of(self) -> dict[str, Family]:
        """Give the family of each page that has one."""
        return {v: family for family in self.lineage.families for v in family.members}


class LineageSuite:
    """Lineage over the coverage of one summit."""

    name = "lineage"
    gold = "evaluation/gold/lineage/families.jsonl"
    about = (
        "Families of pages that go back to one text, their origin, and pairs: pages of one summit's "
        "coverage, labelled by hand (B-cubed, accuracy, recall)."
    )
    fields: tuple[str, ...] = FIELDS
    headline: tuple[str, ...] = (
        "families.bcubed.f1",
        "origin",
        "containment.recall",
        "pairs.text.f1",
    )

    def measure(
        self, rows: Sequence[Row], gold: Path, progress: Callable[[int, int], None] | None
    ) -> Measured:
        """Give the counts of all families, pairs and pages."""
        pairs = read_rows(gold.with_name("pairs.jsonl"))
        found = find(read_pages(progress))
        families = score_families(rows, found)
        titles = _titles(found)
        clean = contained({page: text.text for page, text in found.texts.items()})
        copied = {(copy.a, copy.b) for copy in found.copies}
        linked = {(link.a, link.b) for link in found.lineage.links}
        pages = score_containment(clean, copied, linked)
        same = {(a, b) for a, b in clean if titles[a] == titles[b]}
        usual = [*_usual(pairs), *score_containment(clean, same, same)]
        return Measured(
            documents=[*families, *score_pairs(pairs, told(pairs, found)), *pages],
            baselines=[[*trivial, *usual] for trivial in _trivial(rows, titles)],
            predicted=[_predicted(row, found) for row in rows],
            errors=error_classes(rows, pairs, found),
        )

    def figures(self, counts: Counts) -> dict[str, float]:
        """Give all figures of summed counts."""
        size = counts["members"] * ONE
        precision = _ratio(counts["bcubed.precision"], size)
        recall = _ratio(counts["bcubed.recall"], size)
        made = {
            "families.bcubed.precision": precision,
            "families.bcubed.recall": recall,
            "families.bcubed.f1": _ratio(2 * precision * recall, precision + recall),
            "origin": _ratio(counts["origin.right"], counts["origin"]),
            "containment.recall": _ratio(counts["contained.copied"], counts["contained"]),
            "containment.linked": _ratio(counts["contained.linked"], counts["contained"]),
            "pairs.kind": _ratio(counts["pairs.kind.right"], counts["pairs"]),
            "pairs.direction": _ratio(counts["pairs.way.right"], counts["pairs.way"]),
        }
        scored = precision_recall_f1(
            counts["text.both"], counts["text.system"], counts["text.gold"]
        )
        for part, value in zip(("precision", "recall", "f1"), scored, strict=True):
            made[f"pairs.text.{part}"] = value
        return made


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


# --------------------------------------------------------------------------- the system


def read_pages(progress: Callable[[int, int], None] | None = None) -> list[Text]:
    """Give the pages as a ledger holds them; versions are their ids. Raises ``FileNotFoundError``."""
    from dateline.evaluate import data_folder

    path = data_folder() / PAGES
    if not path.is_file():
        raise FileNotFoundError(
            f"no {PAGES}: the gold of lineage has labels alone; give the folder with the pages in "
            "DATELINE_DATA"
        )
    raw = gzip.decompress(path.read_bytes())
    ids = [str(json.loads(line)["id"]) for line in raw.decode().splitlines()]
    texts = []
    with ParserPool(1) as pool:
        for received in read_files(pool, iter([Given("summit_2018.jsonl", raw)]), IngestOptions()):
            if not isinstance(received.item, Reading):
                raise ValueError(f"{PAGES}: {received.item.reason}")
            texts.append(_text(received.item, ids[int(received.item.member) - 1]))
            if progress:
                progress(len(texts), len(ids))
    return texts


def _text(reading: Reading, page: str) -> Text:
    return Text(
        version=page,
        report=page,
        text=reading.text,
        title=reading.title,
        publisher=reading.publisher,
        url=reading.url,
        language=reading.language,
        authors=reading.authors,
        credits=reading.credits,
        published=reading.published,
    )


def find(texts: Iterable[Text]) -> Found:
    """Give what lineage finds."""
    texts = list(texts)
    copies = compare(texts)
    return Found({text.version: text for text in texts}, copies, derive(texts, copies))


# --------------------------------------------------------------------------- families


def score_families(rows: Sequence[Row], found: Found) -> list[Counts]:
    """Give the counts of each gold family."""
    of = found.family_of()
    return [
        family_counts(
            row,
            {page: of[page].id for page in row["read"] if page in of},
            origin_is_right(row, _matching(row, of)),
        )
        for row in rows
    ]


def family_counts(row: Row, home: Mapping[str, str], origin: bool) -> Counts:
    """Give the counts of one family, given the system's family of each page that was read."""
    gold = set(row["members"])
    together: dict[str, set[str]] = defaultdict(set)
    for page, family in home.items():
        together[family].add(page)
    counts: Counts = Counter()
    for page in row["members"]:
        system = together[home[page]] if page in home else {page}
        both = len(system & gold)
        counts["members"] += 1
        counts["bcubed.precision"] += round(ONE * both / len(system))
        counts["bcubed.recall"] += round(ONE * both / len(gold))
    if len(gold) > 1:
        counts["origin"] += 1
        counts["origin.right"] += origin
    return counts


def _matching(row: Row, of: Mapping[str, Family]) -> Family | None:
    """Give the system family with most of a gold family's members; of several the first by id."""
    votes = Counter(of[page].id for page in row["members"] if page in of)
    if not votes:
        return None
    best = min(votes, key=lambda family: (-votes[family], family))
    return next(of[page] for page in row["members"] if page in of and of[page].id == best)


def origin_is_right(row: Row, family: Family | None) -> bool:
    """Say whether a system family has the gold's origin."""
    if family is None:
        return False
    if row["origin"] == "member":
        return family.origin == str(row["by"])
    if row["origin"] == "unknown":
        return family.origin is None and family.outside is None
    return family.outside is not None and same_outlet(
        outlet_key(family.outside), outlet_key(str(row["by"]))
    )


def _titles(found: Found) -> dict[str, str]:
    """Give the title of each page, or its id where it has none."""
    return {
        page: " ".join(text.title.of(text.text).casefold().split()) if text.title else page
        for page, text in found.texts.items()
    }


def _trivial(rows: Sequence[Row], titles: Mapping[str, str]) -> list[list[Counts]]:
    usual = Counter(str(row["by"]) for row in rows if row["origin"] == "outside")
    agency = min(usual, key=lambda name: (-usual[name], name)) if usual else None
    made = []
    for homes, by in (
        ({}, None),
        (dict.fromkeys(titles, "all"), agency),
        (titles, agency),
    ):
        counts = []
        for row in rows:
            home = {page: homes[page] for page in row["read"] if page in homes}
            right = row["by"] == by if row["origin"] != "unknown" else by is None
            counts.append(family_counts(row, home, right))
        made.append(counts)
    return made


def _predicted(row: Row, found: Found) -> dict[str, Any]:
    family = _matching(row, found.family_of())
    return {
        "members": [] if family is None else [p for p in row["read"] if p in family.members],
        "origin": None if family is None else family.origin,
        "outside": None if family is None else family.outside,
        "why": "" if family is None else family.why,
    }


# --------------------------------------------------------------------------- containment


def shingles(text: str) -> frozenset[int]:
    """Give the five-word shingles of a text, as hashes that hold within one process."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(hash(tuple(words[n : n + SHINGLE])) for n in range(len(words) - SHINGLE + 1))


def contained(texts: Mapping[str, str], least: float = HALF) -> list[tuple[str, str]]:
    """Give the pairs whose shingles are contained by more than ``least``, by counting all of them."""
    holders: dict[int, list[str]] = defaultdict(list)
    size = {}
    for page in sorted(texts):
        found = shingles(texts[page])
        size[page] = len(found)
        for shingle in found:
            holders[shingle].append(page)
    shared: Counter[tuple[str, str]] = Counter()
    for pages in holders.values():
        shared.update((a, b) for n, a in enumerate(pages) for b in pages[n + 1 :])
    return sorted(p for p, count in shared.items() if count > least * min(size[p[0]], size[p[1]]))


def score_containment(
    pairs: Iterable[tuple[str, str]], copied: Collection[Pair], linked: Collection[Pair]
) -> list[Counts]:
    """Give the counts of pairs that are contained, by their first page."""
    by_page: dict[str, Counts] = defaultdict(Counter)
    for pair in pairs:
        counts = by_page[pair[0]]
        counts["contained"] += 1
        counts["contained.copied"] += pair in copied
        counts["contained.linked"] += pair in linked
    return [by_page[page] for page in sorted(by_page)]


# --------------------------------------------------------------------------- pairs


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a pair."""

    kind: str
    direction: str | None


def told(pairs: Sequence[Row], found: Found) -> list[Told]:
    """Give what lineage says of each gold pair, in the words of the gold."""
    links = {(link.a, link.b): link for link in found.lineage.links}
    copied = {(copy.a, copy.b) for copy in found.copies}
    made = []
    for pair in pairs:
        a, b = pair["a"], pair["b"]
        first, second = sorted((a, b))
        link = links.get((first, second))
        if link is None:
            made.append(Told("furniture only" if (first, second) in copied else "none", None))
        else:
            made.append(_told(link, turned=first != a))
    return made


def _told(link: Link, turned: bool) -> Told:
    kind = edit(link)
    if turned:
        kind = {"abridged": "expanded", "expanded": "abridged"}.get(kind, kind)
    if kind in WITHOUT_TEXT:
        return Told(kind, None)
    way = {"b from a": "a→b", "a from b": "b→a"}
    direction = way.get(link.direction, link.direction)
    if turned:
        direction = {"a→b": "b→a", "b→a": "a→b"}.get(direction, direction)
    return Told(kind, direction)


def score_pairs(pairs: Sequence[Row], said: Sequence[Told]) -> list[Counts]:
    """Give the counts of each pair."""
    scored = []
    for pair, one in zip(pairs, said, strict=True):
        gold, system = pair["kind"] not in WITHOUT_TEXT, one.kind not in WITHOUT_TEXT
        counts: Counts = Counter({"pairs": 1})
        counts["pairs.kind.right"] += one.kind == pair["kind"]
        counts["text.gold"] += gold
        counts["text.system"] += system
        counts["text.both"] += gold and system
        counts["pairs.way"] += gold
        counts["pairs.way.right"] += gold and one.direction == pair["direction"]
        scored.append(counts)
    return scored


def _usual(pairs: Sequence[Row]) -> list[Counts]:
    kinds = Counter(str(p["kind"]) for p in pairs if p["kind"] not in WITHOUT_TEXT)
    ways = Counter(str(p["direction"]) for p in pairs if p["direction"] is not None)
    usual = Told(max(sorted(kinds), key=kinds.__getitem__), max(sorted(ways), key=ways.__getitem__))
    return score_pairs(pairs, [usual] * len(pairs))


# --------------------------------------------------------------------------- errors


def error_classes(rows: Sequence[Row], pairs: Sequence[Row], found: Found) -> dict[str, int]:
    """Count what is wrong, by what kind of error it is."""
    errors: Counter[str] = Counter()
    of = found.family_of()
    for row in rows:
        best = _matching(row, of)
        gold = set(row["members"])
        if len(gold) > 1 and not origin_is_right(row, best):
            errors[f"origin: gold {row['origin']}"] += 1
        system = set() if best is None else set(best.members) & set(row["read"])
        if len(gold) > 1:
            errors["family: member missed"] += len(gold - system)
        errors["family: stranger joined"] += len(system - gold)
    for pair, one in zip(pairs, told(pairs, found), strict=True):
        if one.kind != pair["kind"]:
            errors[f"pair: {pair['kind']} taken for {one.kind}"] += 1
        elif one.direction != pair["direction"]:
            errors[f"pair: {pair['direction']} taken for {one.direction}"] += 1
    return {name: count for name, count in errors.items() if count}
