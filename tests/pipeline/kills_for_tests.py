"""Adds that are killed at seeded moments, and what must hold of their ledgers afterwards.

The killed program is the command itself in a process of its own. A moment is a point of its progress,
not of the clock: the n-th SQL statement, file or folder that it makes, moves or deletes; a size of the
database's log (which grows in the middle of a commit); a number of stored originals.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dateline.cli.application import app
from dateline.store import open_ledger
from dateline.verify import Found, verify

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ingest"))
from pdf_for_tests import make_pdf

WHOLE_RUN = 180
"""Seconds after which a run that was to be killed, or to end, is given up: far more than any takes."""

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{text}</p><p>The governor condemned the attack and promised to send more police to the town before
the end of the month, a spokesman told reporters.</p></article></body></html>"""

RAID = (
    "Gunmen raided a bus station in Karsk on Monday and killed two guards, the interior ministry "
    "said. Police arrested four suspects after the raid."
)
SHELLING = (
    "The army shelled the village of Olm on 3 March 2015, residents said. Three civilians were "
    "wounded in the shelling, a doctor at the hospital told reporters."
)


def write_reports(folder: Path) -> Path:
    """Write a set of files as people have them: pages, texts, rows, an archive, a PDF, a broken one."""
    folder.mkdir(parents=True)
    saved = "<!-- saved from url=(0032)https://news.example/2015/raid -->\n"
    (folder / "a-page.html").write_text(saved + PAGE.format(title="Raid in Karsk", text=RAID))
    again = RAID.replace("two guards", "three guards")  # the same address, fetched later
    (folder / "b-page.html").write_text(saved + PAGE.format(title="Raid in Karsk", text=again))
    (folder / "copy.txt").write_text(f"Guards killed in Karsk\n\n{RAID}\n")
    (folder / "shelling.md").write_text(f"# Shells hit Olm\n\n{SHELLING}\n")
    rows = [
        {"id": str(n), "title": f"Rockets hit {town}", "date": f"2015-03-0{n}", "text": text}
        for n, town, text in (
            (1, "Dorva", "Rebels fired rockets at the airport of Dorva on Sunday, the army said."),
            (2, "Olm", SHELLING),
            (3, "Karsk", "Protesters marched through Karsk on Tuesday and demanded new elections."),
        )
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in (
            ("one.txt", "Clashes in Dorva\n\nRebels attacked an army post in Dorva on Friday.\n"),
            ("two.html", PAGE.format(title="Blast in Olm", text="A bomb killed a judge in Olm.")),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2015, 3, 1, 0, 0, 0)), text)
    (folder / "saved.zip").write_bytes(packed.getvalue())
    lines = ["Truce near Dorva", "", "The government and the rebels signed a truce on Thursday,"]
    (folder / "scan.pdf").write_bytes(make_pdf([[*lines, "state television said."]]))
    (folder / "empty.txt").write_bytes(b"")
    return folder


# --------------------------------------------------------------------------- the killed program

_COUNTING = """
import os, signal, sqlite3, sys
_count = 0
def _point(*_):
    global _count
    _count += 1
    if _count == _stop:
        os.kill(os.getpid(), signal.SIGKILL)
def _hook(event, given):
    if event in ("os.rename", "os.remove", "os.mkdir") and _here in str(given[0]):
        _point()
    elif event == "open" and _here in str(given[0]) and set("wx") & set(given[1] or ""):
        _point()
def _connect(*given, **more):
    connection = _whole(*given, **more)
    connection.set_trace_callback(_point)
    return connection
if __name__ == "__main__":
    _stop, _log, _here = int(sys.argv.pop(1)), sys.argv.pop(1), sys.argv.pop(1)
    _whole, sqlite3.connect = sqlite3.connect, _connect
    sys.addaudithook(_hook)
    from dateline.cli import main
    try:
        main()
    finally:
        if _log:
            with open(_log, "w") as file:
                file.write(str(_count))
"""
"""The command with its points counted; in the file of a script, since coders import it again."""


def start(ledger: Path, *words: str, stop: int = -1, log: Path | None = None) -> subprocess.Popen:
    """Start ``dateline`` with some words, to be killed at its ``stop``-th point where one is given."""
    environment = {**os.environ, "NO_COLOR": "1"}
    if stop < 0:
        command = [sys.executable, "-m", "dateline", *words]
    else:
        script = ledger.parent / "main.py"
        script.write_text(_COUNTING)
        command = [sys.executable, str(script), str(stop), str(log or ""), str(ledger), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )


def add_words(reports: Path, ledger: Path, workers: int) -> list[str]:
    return ["add", str(reports), "-l", str(ledger), "-w", str(workers), "-q"]


def here(*words: str) -> None:
    """Run the command in this process, where models are loaded already."""
    code = app(list(words), standalone_mode=False)
    assert code in (None, 0), (words, code)


# --------------------------------------------------------------------------- what a whole run gives


@dataclass(frozen=True)
class Whole:
    """What adding the reports without any interruption gives."""

    reports: Path
    dump: list[str]
    points: dict[int, int]
    """By number of workers: the points of progress of a run."""
    originals: int
    log: int
    """Bytes of the database's log at its largest."""
    rows: int


def dump(ledger: Path) -> list[str]:
    with open_ledger(ledger) as held:
        return list(held.dump())


def problems(found: Found) -> list[str]:
    return [f"{p.check}: {p.where}: {p.what}" for p in found.problems if not p.note]


def whole_run(folder: Path, workers: tuple[int, ...]) -> Whole:
    """Add the reports without interruption, counting; the dumps of all workers are one."""
    reports = write_reports(folder / "reports")
    points, dumps, log = {}, [], 0
    for number in workers:
        ledger, counted = folder / f"whole-{number}" / "ledger", folder / f"points-{number}"
        ledger.parent.mkdir()
        run = start(ledger, *add_words(reports, ledger, number), stop=0, log=counted)
        while run.poll() is None:
            log = max(log, size(ledger / "ledger.sqlite-wal"))
            time.sleep(0.001)
        assert run.returncode == 0, run.communicate()[0]
        points[number] = int(counted.read_text())
        assert problems(verify(ledger)) == []
        dumps.append(dump(ledger))
    assert all(lines == dumps[0] for lines in dumps)
    stored = len(list(ledger.glob("originals/*/*")))
    rows = sum(1 for line in dumps[0] if '"kind":"reading"' in line)
    return Whole(reports, dumps[0], points, stored, log, rows)


def size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


# --------------------------------------------------------------------------- moments


class Moment(NamedTuple):
    """When a run is killed: after ``number`` of ``what``."""

    what: str
    number: int


def moment(seed: str, whole: Whole, workers: int) -> Moment:
    """Give a moment by its seed: half of them points, the rest sizes of the log and originals."""
    chance = random.Random(seed)
    what = chance.choice(("point", "point", "point", "log", "log", "originals"))
    most = {"point": whole.points[workers], "log": whole.log, "originals": whole.originals}[what]
    return Moment(what, chance.randint(1, most))


def killed_at(ledger: Path, words: list[str], at: Moment) -> bool:
    """Run the command until its moment, kill it, and say whether it had not ended before."""
    stop = at.number if at.what == "point" else -1
    run = start(ledger, *words, stop=stop)
    reached: Callable[[], bool] = {
        "point": lambda: False,
        "log": lambda: size(ledger / "ledger.sqlite-wal") >= at.number,
        "originals": lambda: len(list(ledger.glob("originals/*/*"))) >= at.number,
    }[at.what]
    until(run, reached)
    run.kill()
    said = run.communicate()[0]
    assert run.returncode in (0, -signal.SIGKILL), said
    return run.returncode == -signal.SIGKILL


def until(run: subprocess.Popen, reached: Callable[[], bool]) -> None:
    end = time.monotonic() + WHOLE_RUN
    while run.poll() is None and not reached():
        assert time.monotonic() < end, "it neither ends nor gets there"
        time.sleep(0.0005)


def children_of(process: int) -> list[int]:
    """The running processes that a process started."""
    try:
        threads = Path(f"/proc/{process}/task").iterdir()
        listed = [n for t in threads for n in (t / "children").read_text().split()]
    except OSError:
        return []
    return sorted(int(n) for n in listed)


def bereaved_at(ledger: Path, words: list[str], seed: str, whole: Whole) -> int:
    """Run the command, kill two of its children at seeded moments, and give how many were killed."""
    chance = random.Random(seed)
    run = start(ledger, *words)
    killed = 0
    for number in sorted(chance.sample(range(1, whole.originals + 1), 2)):
        until(run, lambda n=number: len(list(ledger.glob("originals/*/*"))) >= n)
        if own := children_of(run.pid):
            try:
                os.kill(chance.choice(own), signal.SIGKILL)
                killed += 1
            except ProcessLookupError:  # it has ended by itself
                continue
    said = run.communicate(timeout=WHOLE_RUN)[0]
    assert run.returncode == 0, said
    return killed


# --------------------------------------------------------------------------- what must hold


def check_mended(ledger: Path, words: list[str], whole: Whole) -> None:
    """What is there after a kill is whole; the same command makes it what a whole run gives."""
    if (ledger / "ledger.sqlite").exists():
        assert problems(verify(ledger)) == []
    here(*words)
    assert problems(verify(ledger)) == []
    assert dump(ledger) == whole.dump


def kill_and_mend(seed: str, whole: Whole, workers: int) -> tuple[Moment, bool]:
    """Kill an ``add`` at the moment of a seed and check all that must hold; say what was done."""
    at = moment(seed, whole, workers)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger"
        killed = killed_at(ledger, add_words(whole.reports, ledger, workers), at)
        # However many workers go on with it: one has its models in memory already.
        check_mended(ledger, add_words(whole.reports, ledger, 1), whole)
    return at, killed
