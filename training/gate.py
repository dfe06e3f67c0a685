"""Make the gates that ship: fit on `train` texts, threshold and recall on two halves of others.

    python training/gate.py plover organisations --work runs/gate
    python training/gate.py acled --work runs/gate

Claims are the coder's own. Fitted on ``polnear/train`` and ``muc4/train``; texts of ``geo_lgl``,
``geo_trnews``, ``timex`` and ``re3d`` alternately set the threshold and are measured on;
``polnear/dev`` and ``muc4/dev`` are only measured on. Parses are kept in the work folder, so that
a run that was stopped goes on, and one after a change to a codebook or the coder only codes.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from dateline.coding import CODER, VERSION
from dateline.gate import SHIPPED, SUFFIX
from dateline.gate.fit import Example
from dateline.gate.making import make_gate
from dateline.language import annotate, pack, unpack
from dateline.pipeline.report import Coders, Setup
from dateline.types import Annotation

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEED = 7
FIT = {"polnear/train.jsonl.gz": 200, "muc4/train.jsonl": 300}
HALVED = {
    "geo_lgl/dev.jsonl.gz": 300,
    "timex/timebank_dev.jsonl.gz": 183,
    "reports/re3d.jsonl": 98,
    "geo_trnews/dev.jsonl": 118,
}
UNSEEN = {"polnear/dev.jsonl.gz": 50, "muc4/dev.jsonl": 80}


def rows(name: str, count: int) -> list[dict[str, str]]:
    """Give some rows of a file of shared/data, drawn by the seed."""
    data = (DATA / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    found = [json.loads(line) for line in text.split("\n") if line]
    random.Random(SEED).shuffle(found)
    return found[:count]


def parsed(name: str, count: int, work: Path) -> Iterator[Annotation]:
    """Give the annotations of the rows, made once and kept in the work folder."""
    kept = work / f"{name.replace('/', '-').split('.')[0]}.jsonl"
    done = kept.read_text(encoding="utf-8").split("\n")[:-1] if kept.is_file() else []
    for line in done:
        one = json.loads(line)
        yield unpack(base64.b85decode(one["annotation"]), one["text"], "T")
    with kept.open("a", encoding="utf-8") as out:
        for row in rows(name, count)[len(done) :]:
            body, title = row.get("text") or row["doctext"], row.get("title") or ""
            text = f"{title}\n\n{body}" if title else body
            annotation = annotate(text, "en", "T", len(title))
            packed = base64.b85encode(pack(annotation)).decode()
            out.write(json.dumps({"text": text, "annotation": packed}) + "\n")
            out.flush()
            yield annotation


def example(coders: Coders, annotation: Annotation) -> Example:
    """Give a text with what the coder claims of it."""
    claims = ((c.codebook, c.anchor.start) for one in coders.code(annotation) for c in one.claims)
    return Example(annotation.text, tuple(claims))


def main() -> None:
    """Parse what is not parsed yet, code, make the gate, write it and say what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("codebooks", nargs="+")
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    coders = Coders(Setup(tuple(arguments.codebooks)))
    material = {
        name: [example(coders, one) for one in parsed(name, count, arguments.work)]
        for name, count in {**FIT, **HALVED, **UNSEEN}.items()
    }
    fit = [one for name in FIT for one in material[name]]
    tune = [one for name in HALVED for one in material[name][::2]]
    halves = {name: material[name][1::2] for name in HALVED}
    unseen = {**halves, **{name: material[name] for name in UNSEEN}}
    made = make_gate(
        coders.codebooks,
        f"{CODER}/{VERSION}",
        fit,
        tune,
        (
            "half of " + ", ".join(HALVED) + "; " + ", ".join(UNSEEN),
            [one for examples in unseen.values() for one in examples],
        ),
    )
    out = SHIPPED / ("+".join(sorted(arguments.codebooks)) + SUFFIX)
    out.parent.mkdir(exist_ok=True)
    out.write_text(made.to_json(), encoding="utf-8")
    for book, found in made.measured.items():
        print(
            f"{book}: {found.kept} of {found.claims} claims kept, {found.recall:.3f} "
            f"({found.low:.3f} to {found.high:.3f}); {found.passed_over} of {found.reports} reports"
        )
    for name, examples in unseen.items():
        through = [made.lets_through(one.text) for one in examples]
        claims = [len(one.claims) for one in examples]
        empty = [passed for passed, count in zip(through, claims, strict=True) if not count]
        kept = sum(count for passed, count in zip(through, claims, strict=True) if passed)
        print(
            f"  {name}: {kept} of {sum(claims)} claims kept; passed over {through.count(False)} of "
            f"{len(through)} reports, {empty.count(False)} of {len(empty)} without claims"
        )


if __name__ == "__main__":
    main()
