"""How much of copies of known kind and extent lineage finds, and how exactly.

    python evaluation/planted.py [--reports 1000] [--seed 11] [--show KIND]

Copies are planted into real reports (the train and dev texts of the data folder, those that share a
twentieth of their five-word shingles with an earlier one left out), at run time and by a seed. Kinds:
exact; with furniture; abridged; merged of two; with 10, 25 or 40% of the words changed (of the changes
70% replaced, 15% left out, 15% put in); a quotation of 70 to 160 or of 160 to 600 characters in a
report of its own, with marks and without; and chains: a copy of an abridged and reworded copy.

Printed: for each kind the pairs that are found (as a copy; as a link once furniture is set aside), with
95% intervals (bootstrap over pairs) and what five-word shingles contained by half find of them; the
precision of links that share text; and the ends of verbatim stretches within five characters.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dateline.evaluate.lineage import contained
from dateline.lineage import compare, derive
from dateline.lineage.facts import Copy, Run, Text

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = (
    "polnear/train.jsonl.gz",
    "polnear/dev.jsonl.gz",
    "geo_trnews/dev.jsonl",
    "geo_lgl/dev.jsonl.gz",
    "muc4/train.jsonl",
    "muc4/dev.jsonl",
    "india_police_docs/train.jsonl.gz",
    "timex/timebank_dev.jsonl.gz",
    "reports/re3d.jsonl",
)
SHORTEST, LONGEST = 700, 5_000
"""Characters of a report into or from which copies are made."""
UNLIKE = 0.05
"""Containment over which the later of two real reports is left out: else real copies count as errors."""
WORDS = {"10% reworded": 0.10, "25% reworded": 0.25, "40% reworded": 0.40}
QUOTES = {"quote of 70 to 160": (70, 160), "quote of 160 to 600": (160, 600)}
KINDS = ("exact", "furniture", "abridged", "merged", *WORDS, *QUOTES, "chain")
SLACK = 5
"""Characters by which an end may miss."""
MEETS = 20
"""Characters of a stretch that a run must have to be a finding of it."""
OVERLAP = 50
"""Characters of an original that two reports must both have to be a true pair."""


class Piece(NamedTuple):
    """A stretch of a report that goes back to an original."""

    start: int
    end: int
    origin: str
    o_start: int
    o_end: int
    verbatim: bool


@dataclass(slots=True)
class Report:
    """A report with what of it goes back to where; an original goes back to itself."""

    id: str
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    publisher: str = ""

    def add(self, words: str, source: Report | None, start: int = 0, end: int = 0) -> None:
        """Put words at the end; with a source they stand for its ``start`` to ``end``."""
        at = len(self.text)
        self.text += words
        if source is None:
            return
        verbatim = words == source.text[start:end]
        for piece in source.pieces:
            low, high = max(start, piece.start), min(end, piece.end)
            if high - low < 1:
                continue
            same = verbatim and piece.verbatim
            shift = piece.o_start - piece.start
            here = (at + low - start, at + high - start) if same else (at, len(self.text))
            there = (low + shift, high + shift) if piece.verbatim else (piece.o_start, piece.o_end)
            last = self.pieces[-1] if self.pieces else None
            if (
                last is not None
                and same
                and last.verbatim
                and last.origin == piece.origin
                and 0 <= there[0] - last.o_end <= 3
                and here[0] - last.end <= 3
            ):
                self.pieces[-1] = last._replace(end=here[1], o_end=there[1])
            else:
                self.pieces.append(Piece(*here, piece.origin, *there, same))


class Pair(NamedTuple):
    """A report and the copy that was planted of it."""

    source: str
    copy: str
    kind: str


# --------------------------------------------------------------------------- planting


def real_texts() -> list[str]:
    """Give real reports, no two of which share much."""
    texts = {}
    for name in SETS:
        opened = gzip.open if name.endswith(".gz") else open
        with opened(DATA / name, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                text = (row.get("text") or row["doctext"]).strip()
                if len(text) > LONGEST:
                    text = text[: text.rfind(" ", 0, LONGEST)]
                if len(text) >= SHORTEST:
                    texts[f"{len(texts):06}"] = text
    later = {b for _, b in contained(texts, UNLIKE)}
    return [text for key, text in texts.items() if key not in later]


def planted(texts: Sequence[str], count: int, seed: int) -> tuple[list[Report], list[Pair]]:
    """Give so many reports and the pairs planted among them; the same for a seed."""
    choose = random.Random(seed)
    texts = choose.sample(texts, len(texts))
    hosts = min(count // 10, len(texts) // 3)
    originals = min(count * 2 // 5, len(texts) - hosts)
    outlets = [f"Outlet {n}" for n in range(max(10, count // 40))]
    furnished = outlets[: len(outlets) // 3]
    reports: list[Report] = []

    def new(among: Sequence[str]) -> Report:
        made = Report(f"T{len(reports):06}", publisher=choose.choice(among))
        reports.append(made)
        return made

    sources = []
    for text in texts[:originals]:
        made = new(outlets)
        original = Report(made.id, text, [Piece(0, len(text), made.id, 0, len(text), True)])
        if made.publisher in furnished:
            _with_furniture(made, original, choose)
        else:
            made.add(text, original, 0, len(text))
        sources.append(original)
    words = sorted({w for text in texts[:300] for w in text.split() if w.isalpha()})
    own = iter(texts[originals : originals + hosts])
    pairs = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        if len(reports) + (kind == "chain") >= count:
            break
        host = next(own, None) if kind in QUOTES else ""
        if host is None:
            continue
        source = choose.choice(sources)
        copy = new(furnished if kind == "furniture" else outlets[len(furnished) :])
        pairs.append(Pair(source.id, copy.id, kind))
        if kind == "chain":
            _abridge(copy, source, choose, words, 0.05)
            last = new(furnished)
            _with_furniture(last, copy, choose)
            pairs += [Pair(copy.id, last.id, kind), Pair(source.id, last.id, kind)]
        elif kind == "merged":
            other = choose.choice([s for s in sources if s is not source])
            _merge(copy, source, other)
            pairs.append(Pair(other.id, copy.id, kind))
        elif kind in QUOTES:
            _quote(copy, source, host, choose, QUOTES[kind])
        elif kind in WORDS:
            for start, end in _sentences(source.text):
                told = _reworded(source.text[start:end], words, choose, WORDS[kind])
                copy.add(told, source, start, end)
        elif kind == "abridged":
            _abridge(copy, source, choose, words, 0.0)
        elif kind == "furniture":
            _with_furniture(copy, source, choose)
        else:
            copy.add(source.text, source, 0, len(source.text))
    return reports, pairs


def _sentences(text: str) -> list[tuple[int, int]]:
    """Give the sentences with the white space behind them."""
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’')]*\s+|\n\s*", text)]
    cuts = [0, *(end for end in ends if end < len(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def _reworded(words: str, others: Sequence[str], choose: random.Random, rate: float) -> str:
    told = []
    for part in re.findall(r"\s+|\S+", words):
        if part.isspace() or choose.random() >= rate:
            told.append(part)
            continue
        how = choose.random()
        other = choose.choice(others)
        if how < 0.70:
            told.append(other)
        elif how < 0.85:
            told += [part, " ", other]
    return "".join(told)


def _abridge(
    copy: Report, source: Report, choose: random.Random, others: Sequence[str], rate: float
) -> None:
    """Keep the lead and about half of the other sentences."""
    for number, (start, end) in enumerate(_sentences(source.text)):
        if number < 2 or choose.random() < 0.5:
            words = source.text[start:end]
            told = _reworded(words, others, choose, rate) if rate else words
            copy.add(told, source, start, end)


def _with_furniture(copy: Report, source: Report, choose: random.Random) -> None:
    """Put the furniture of its outlet around a text, as on each page of that outlet."""
    name = copy.publisher
    before = [
        f"Sign up for the {name} newsletter and get the stories of the day every morning.\n\n",
        f"You are reading {name}, the paper of your region. Log in to read all we publish.\n\n",
    ]
    behind = [
        f"\n\nFollow us on Facebook and Twitter for more stories from the newsroom of {name}.",
        f"\n\nCopyright {name}. All rights reserved. This material may not be published or "
        "redistributed without permission of the editors.",
    ]
    for words in choose.sample(before, 1 + (choose.random() < 0.5)):
        copy.add(words, None)
    copy.add(source.text, source, 0, len(source.text))
    for words in choose.sample(behind, 1 + (choose.random() < 0.5)):
        copy.add(words, None)


def _merge(copy: Report, one: Report, other: Report) -> None:
    """Take the first half of one, then the first half of the other."""
    for source in (one, other):
        half = [s for s in _sentences(source.text) if s[0] < len(source.text) // 2]
        copy.add(source.text[: half[-1][1]].rstrip(), source, 0, len(source.text[: half[-1][1]].rstrip()))  # fmt: skip
        copy.add("\n\n", None)


def _quote(
    copy: Report, source: Report, host: str, choose: random.Random, extent: tuple[int, int]
) -> None:
    """Put a passage of whole words into a report of its own, half of the time between marks."""
    want = choose.randint(*extent)
    low = choose.randrange(len(source.text) - extent[1] - 1)
    starts = [m.start() for m in re.finditer(r"\b\w", source.text) if m.start() >= low]
    start = starts[0] if starts and len(source.text) - starts[0] > want else 0
    ends = [m.end() for m in re.finditer(r"\w\b", source.text[start : start + want])]
    end = start + ends[-1]
    words = source.text[start:end].replace('"', "'")
    sentences = _sentences(host)
    at = sentences[choose.randrange(len(sentences))][0]
    marks = ("\u201c", "\u201d") if choose.random() < 0.5 else ("", "")
    copy.add(host[:at] + marks[0], None)
    copy.add(words, source, start, end)
    copy.add(marks[1] + ". " + host[at:], None)


# --------------------------------------------------------------------------- measuring


def true_pairs(reports: Sequence[Report]) -> set[tuple[str, str]]:
    """Give all pairs that have the same stretch of an original, planted or come about so."""
    holders: dict[str, list[tuple[str, Piece]]] = defaultdict(list)
    for report in reports:
        for piece in report.pieces:
            holders[piece.origin].append((report.id, piece))
    found = set()
    for held in holders.values():
        for n, (a, one) in enumerate(held):
            for b, other in held[n + 1 :]:
                both = min(one.o_end, other.o_end) - max(one.o_start, other.o_start)
                if a != b and both >= OVERLAP:
                    found.add((min(a, b), max(a, b)))
    return found


def ends_within(pairs: Sequence[Pair], reports: dict[str, Report], copies: dict[tuple[str, str], Copy]) -> Iterator[tuple[str, int]]:  # fmt: skip
    """Give for each end of a verbatim stretch of a copy by how many characters it is missed."""
    for pair in pairs:
        if pair.kind in WORDS or pair.kind == "chain":
            continue
        copy = copies.get((min(pair.source, pair.copy), max(pair.source, pair.copy)))
        runs: Sequence[Run] = () if copy is None else copy.runs
        if copy is not None and copy.a == pair.copy:
            spans = [(run.a_start, run.a_end) for run in runs]
        else:
            spans = [(run.b_start, run.b_end) for run in runs]
        text = reports[pair.copy].text
        for piece in reports[pair.copy].pieces:
            words = text[piece.start : piece.end]
            start = piece.start + len(words) - len(words.lstrip())
            end = piece.end - (len(words) - len(words.rstrip()))
            if piece.origin != pair.source or end - start < OVERLAP:
                continue
            near = [s for s in spans if min(s[1], end) - max(s[0], start) >= MEETS]
            if near:
                yield pair.kind, abs(min(s[0] for s in near) - start)
                yield pair.kind, abs(max(s[1] for s in near) - end)


def interval(hits: Sequence[bool], seed: int = 7) -> str:
    """Give a share with its 95% bootstrap interval."""
    choose = random.Random(seed)
    size = len(hits)
    drawn = sorted(sum(choose.choices(hits, k=size)) / size for _ in range(500))
    return f"{sum(hits) / size:.3f} [{drawn[12]:.3f}, {drawn[487]:.3f}]"


def main() -> None:
    """Plant, compare, derive, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--show", help="a kind whose missed pairs are shown, or 'wrong' for links")
    options = parser.parse_args()
    reports, pairs = planted(real_texts(), options.reports, options.seed)
    by_id = {report.id: report for report in reports}
    texts = [Text(version=r.id, report=r.id, text=r.text, publisher=r.publisher) for r in reports]
    start = time.perf_counter()
    found = compare(texts)
    middle = time.perf_counter()
    lineage = derive(texts, found)
    end = time.perf_counter()
    print(
        f"{len(reports)} reports, {sum(len(r.text) for r in reports):,} characters; compared in "
        f"{middle - start:.1f} s, derived in {end - middle:.1f} s"
    )
    copies = {(copy.a, copy.b): copy for copy in found}
    links = {(link.a, link.b): link for link in lineage.links}
    peer = set(contained({r.id: r.text for r in reports})) if len(reports) <= 2_000 else None
    home = {version: family.id for family in lineage.families for version in family.members}
    print(f"{'kind':<22} {'n':>5}  {'found':<22} {'linked':<22} one family  contained by half")
    missed = defaultdict(list)
    for kind in KINDS:
        of = [(min(p[:2]), max(p[:2])) for p in pairs if p.kind == kind]
        hits = [pair in copies for pair in of]
        missed[kind] = [pair for pair in of if pair not in copies]
        one = sum(a in home and home[a] == home.get(b) for a, b in of) / len(of)
        half = "" if peer is None else f"{sum(p in peer for p in of) / len(of):.3f}"
        print(f"{kind:<22} {len(of):>5}  {interval(hits):<22} {interval([p in links for p in of]):<22} {one:<11.3f} {half}")  # fmt: skip
    true = true_pairs(reports)
    told = [(pair, pair in true) for pair, link in links.items() if link.characters]
    print(f"links that share text: {len(told)}; precision {interval([right for _, right in told])}")
    missed["wrong"] = [pair for pair, right in told if not right]
    ends = list(ends_within(pairs, by_id, copies))
    print(f"ends within {SLACK} characters: {len(ends)}; {interval([off <= SLACK for _, off in ends])}")  # fmt: skip
    worst = Counter(kind for kind, off in ends if off > SLACK)
    print(f"  missed by kind: {dict(worst)}")
    for pair in missed.get(options.show or "", ())[:12]:
        print("---", pair)
        if pair in links:
            for run in links[pair].runs:
                print("   ", run.kind, repr(by_id[pair[0]].text[run.a_start : run.a_end][:300]))


if __name__ == "__main__":
    main()
