"""Fit what claims score by, on claims that were judged by hand, and say how well it does.

    python training/scores.py --work runs/scores

``claims/judged.jsonl`` holds the verdicts and no text: file and id of the report, codebook, type and
anchor of the claim, whether the type is right, and the actor's and recipient's verdicts. The reports
are read, parsed (kept in the work folder) and coded anew; a judged claim that the coder no longer
makes is counted and left out. Figures are of reports left out of the fit, a tenth at a time.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.coding import code
from dateline.coding.scores import WEIGHTS, Seen
from dateline.identity import text_hash
from dateline.ingest.files import read_files, walk
from dateline.language import annotate, pack, unpack
from dateline.pipeline.report import Coders, Setup
from dateline.resolve.timex import find_timexes
from dateline.safety import ParserPool
from dateline.types import Annotation, Claim, Unreadable

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
JUDGED = Path(__file__).with_name("claims") / "judged.jsonl"
FILES = {
    "polnear/train": "polnear/train.jsonl.gz",
    "reports/re3d": "reports/re3d.jsonl",
    "muc4/train": "muc4/train.jsonl",
    "india_police_docs/train": "india_police_docs/train.jsonl.gz",
}
LEAST = {"plover": 0.5, "organisations": 0.0}
"""Below this chance a claim of a report is not made. What groups are to each other is told seldom, and
every telling counts: such claims are kept, whatever their score. See docs/scores.md."""
PENALTY = {"claims": 4.0, "alone": 7.0, "fillers": 4.0}
"""Of half the squares of the weights, for the sum of the losses; chosen by the figures below."""
FEWEST = 3
"""Claims that a sign must have to get a weight."""
PARTS = 10
STEPS = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A judged claim as the coder makes it now."""

    group: str
    even: bool
    """Drawn with the same chance as every other claim of its reports."""
    right: bool
    verdicts: Mapping[str, str]
    claim: Claim
    signs: tuple[str, ...]
    fillers: tuple[tuple[str, ...], ...]
    seen: tuple[float, ...]


def rows(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the reports of a file of shared/data by id, as rows that ``dateline add`` reads."""
    data = (DATA / FILES[name]).read_bytes()
    text = (gzip.decompress(data) if FILES[name].endswith(".gz") else data).decode("utf-8")
    for number, line in enumerate(one for one in text.split("\n") if one):
        row = json.loads(line)
        identity = str(row.get("id") or row.get("docid") or number)
        kept = {k: row[k] for k in ("publisher", "published", "title") if row.get(k)}
        yield identity, {"id": identity, "text": row.get("text") or row["doctext"], **kept}


def annotations(
    judged: Sequence[Mapping[str, Any]], work: Path
) -> Iterator[tuple[str, str, Annotation]]:
    """Give set, id and annotation of every report with judged claims, parsed once."""
    for name in FILES:
        wanted = {one["id"] for one in judged if one["set"] == name}
        folder = work / name.replace("/", "-")
        folder.mkdir(parents=True, exist_ok=True)
        chosen = [row for identity, row in rows(name) if identity in wanted]
        (folder / "reports.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in chosen), encoding="utf-8"
        )
        with ParserPool(1) as pool:
            for received in read_files(pool, walk([folder / "reports.jsonl"])):
                reading = received.item
                if isinstance(reading, Unreadable):
                    continue
                kept = folder / f"{text_hash(reading.text)[:16]}.parse"
                if not kept.is_file():
                    title_end = reading.title.end if reading.title else 0
                    made = annotate(reading.text, "en", "T", title_end)
                    kept.write_bytes(base64.b85encode(pack(made)))
                annotation = unpack(base64.b85decode(kept.read_bytes()), reading.text, "T")
                yield name, reading.source_key.split(":")[-1], annotation


def examples(judged: Sequence[Mapping[str, Any]], work: Path) -> list[Judged]:
    """Give the judged claims that the coder still makes, with their signs."""
    keyed = {
        (one["set"], one["id"], one["codebook"], one["type"], one["start"], one["end"]): one
        for one in judged
    }
    texts = {(one["set"], one["id"]): one["text"] for one in judged}
    coders = Coders(Setup())
    seen = {book.name: Seen(book) for book in coders.codebooks}
    found: list[Judged] = []
    for name, identity, annotation in annotations(judged, work):
        if text_hash(annotation.text)[:12] != texts.get((name, identity)):
            print(f"{name} {identity}: the text is read otherwise now; left out")
            continue

        def keep(
            claim: Claim,
            signs: Sequence[str],
            fillers: Sequence[Sequence[str]],
            text: str,
            at: tuple[str, str] = (name, identity),
        ) -> Claim:
            one = keyed.pop((*at, claim.codebook, claim.type, *claim.anchor), None)
            if one is not None:
                read = tuple(seen[claim.codebook](claim, text))
                slots = tuple(tuple(signs_of) for signs_of in fillers)
                verdicts = {role: one[role] for role in ("actor", "recipient")}
                group = f"{at[0]} {at[1]}"
                found.append(
                    Judged(
                        group, one["even"], one["right"], verdicts, claim, tuple(signs), slots, read
                    )
                )
            return claim

        coded(coders, annotation, keep)
    print(f"{len(found)} of {len(judged)} judged claims are still made")
    return sorted(found, key=lambda one: (one.group, one.claim.anchor, one.claim.id))


def coded(coders: Coders, annotation: Annotation, keep: Callable[..., Claim]) -> None:
    """Code as the pipeline does, each claim handed to ``keep``."""
    toponyms = coders.place_resolver.toponyms(annotation)
    timexes = [t.span for t in find_timexes(annotation.text, "en") if t.tells_when]
    joined = coders.actor_resolver.joined_names(annotation)
    for book, run in zip(coders.codebooks, coders.runs, strict=True):
        code(annotation, book, run.id, toponyms, timexes, joined, score=keep)


# --------------------------------------------------------------------------- fitting


def matrix(signs: Sequence[Sequence[str]], names: Mapping[str, int]) -> Floats:
    """Give a row for each set of signs, 1 where a sign of ``names`` holds."""
    made = np.zeros((len(signs), len(names)))
    for row, found in enumerate(signs):
        for sign in found:
            if sign in names:
                made[row, names[sign]] = 1.0
    return made


def logistic(values: Floats, wanted: Floats, penalty: float) -> Floats:
    """Give bias and weights of a logistic regression by Newton's method; the bias is not penalised."""
    inputs = np.hstack([np.ones((len(values), 1)), values])
    weights = np.zeros(inputs.shape[1])
    ridge = np.full(inputs.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(inputs @ weights)))
        slope = inputs.T @ (chance - wanted) + ridge * weights
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def vocabulary(signs: Sequence[Sequence[str]]) -> dict[str, int]:
    """Give a number to every sign that stands often enough."""
    counts = Counter(sign for found in signs for sign in set(found))
    return {s: n for n, s in enumerate(sorted(s for s, c in counts.items() if c >= FEWEST))}


def left_out(
    signs: Sequence[Sequence[str]],
    dense: Floats,
    wanted: Floats,
    groups: Sequence[str],
    penalty: float,
) -> Floats:
    """Give each claim's chance by a fit without its report."""
    part = np.array([int(hashlib.sha256(g.encode()).hexdigest(), 16) % PARTS for g in groups])
    chances = np.zeros(len(wanted))
    for number in range(PARTS):
        rest, held = np.flatnonzero(part != number), np.flatnonzero(part == number)
        names = vocabulary([signs[i] for i in rest])
        values = np.hstack([matrix(signs, names), dense])
        weights = logistic(values[rest], wanted[rest], penalty)
        chances[held] = 1.0 / (1.0 + np.exp(-(weights[0] + values[held] @ weights[1:])))
    return chances


def fitted(
    signs: Sequence[Sequence[str]], dense: Floats, wanted: Floats, penalty: float
) -> dict[str, Any]:
    """Give the weights of a fit on all, rounded as they ship."""
    names = vocabulary(signs)
    weights = logistic(np.hstack([matrix(signs, names), dense]), wanted, penalty)
    own = {s: round(float(weights[1 + n]), 4) for s, n in names.items()}
    made: dict[str, Any] = {"bias": round(float(weights[0]), 4)}
    made["signs"] = {s: w for s, w in own.items() if w}
    if dense.shape[1]:
        made["dense"] = [round(float(w), 4) for w in weights[1 + len(names) :]]
    return made


# --------------------------------------------------------------------------- figures


def area(chances: Floats, wanted: Floats) -> float:
    """Give the area under the ROC curve: how often a right one scores over a wrong one."""
    right, wrong = chances[wanted == 1], chances[wanted == 0]
    above = (right[:, None] > wrong).sum() + 0.5 * (right[:, None] == wrong).sum()
    return float(above / max(len(right) * len(wrong), 1))


def calibration_error(chances: Floats, wanted: Floats) -> float:
    """Give the expected calibration error over ten bins of equal width."""
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = [
        abs(float(chances[bins == b].mean() - wanted[bins == b].mean())) * int((bins == b).sum())
        for b in sorted(set(bins.tolist()))
    ]
    return sum(gaps) / len(chances)


def told(name: str, chances: Floats, wanted: Floats) -> None:
    """Print figures of some claims: area, calibration, and what stays from a chance on."""
    base = float(wanted.mean())
    squares = float(((chances - wanted) ** 2).mean())
    print(
        f"{name}: n {len(wanted)}, right {base:.3f}; area {area(chances, wanted):.3f} (trivial .5), "
        f"Brier {squares:.3f} (trivial {base * (1 - base):.3f}), "
        f"calibration error {calibration_error(chances, wanted):.3f}"
    )
    for least in (0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = chances >= least
        if kept.any():
            print(
                f"    from {least:.2f}: {kept.mean():.2f} kept, {wanted[kept].mean():.3f} of them right, "
                f"{wanted[kept].sum() / wanted.sum():.3f} of the right ones"
            )


def reliability(chances: Floats, wanted: Floats) -> None:
    """Print how many claims of each tenth of chances are right."""
    tenths = np.minimum((chances * 10).astype(int), 9)
    for tenth in range(10):
        own = wanted[tenths == tenth]
        if len(own):
            print(
                f"    {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: n {len(own)}, {own.mean():.2f} right"
            )


def claims_by_source(found: Sequence[Judged], chances: Floats, wanted: Floats) -> None:
    """Print the figures of the claims drawn evenly, all and by source."""
    even = np.array([one.even for one in found])
    told("all, drawn evenly", chances[even], wanted[even])
    reliability(chances[even], wanted[even])
    for name in FILES:
        own = even & np.array([one.group.startswith(name + " ") for one in found])
        if own.any():
            told(name, chances[own], wanted[own])


def fillers_of(found: Sequence[Judged]) -> tuple[list[tuple[str, ...]], Floats, list[str]]:
    """Give signs and verdicts of the fillers of claims of the right type; of several only where all are right or one."""
    signs, wanted, groups = [], [], []
    for one in found:
        if not one.right:
            continue
        for slot, own in zip(one.claim.slots, one.fillers, strict=True):
            verdict = one.verdicts.get(slot.role, "")
            several = len(one.claim.slot(slot.role)) > 1
            if own and verdict in ("+", "-", "~", "p") and not (several and verdict != "+"):
                signs.append(own)
                wanted.append(float(verdict == "+"))
                groups.append(one.group)
    return signs, np.array(wanted), groups


def main() -> None:
    """Read, parse, code, fit, print and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    judged = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    found = examples(judged, work)
    groups, signs = [one.group for one in found], [one.signs for one in found]
    wanted = np.array([float(one.right) for one in found])
    none = np.zeros((len(found), 0))
    made: dict[str, Any] = {"least": LEAST}
    for name, dense in (("claims", np.array([one.seen for one in found])), ("alone", none)):
        print(f"== {name}")
        chances = left_out(signs, dense, wanted, groups, PENALTY[name])
        claims_by_source(found, chances, wanted)
        made[name] = fitted(signs, dense, wanted, PENALTY[name])
    print("== fillers")
    own, right, of = fillers_of(found)
    nothing = np.zeros((len(own), 0))
    chances = left_out(own, nothing, right, of, PENALTY["fillers"])
    told("actors and recipients", chances, right)
    reliability(chances, right)
    made["fillers"] = fitted(own, nothing, right, PENALTY["fillers"])
    WEIGHTS.write_text(json.dumps(made, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"written: {WEIGHTS.name}, {WEIGHTS.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
