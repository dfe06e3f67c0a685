"""The whole path on the sample: same ledger in any order, with any workers, after interruptions."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks, workers
from dateline.pipeline.add import RunsChanged, Summary, add
from dateline.pipeline.connect import connect
from dateline.pipeline.recode import recode
from dateline.pipeline.report import Setup
from dateline.review import decide, standings
from dateline.store import Ledger, open_ledger
from dateline.store.bundle import ReportBundle

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "reports"
FILES = sorted(SAMPLE.iterdir())


def filled(folder: Path, files: list[Path | Given], workers: int = 1) -> tuple[Ledger, Summary]:
    """A new ledger in ``folder`` with these files added and connected, as the command does."""
    ledger = open_ledger(folder, create=True)
    setup = Setup(codebooks.keep(folder, ["plover", "organisations"]))
    summary = add(ledger, files, setup, IngestOptions(), workers)
    connect(ledger)
    return ledger, summary


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The sample, added in order by one worker."""
    return filled(tmp_path_factory.mktemp("sample") / "ledger", list(FILES))[0]


def test_every_report_is_in_and_every_span_quotes(sample: Ledger) -> None:
    assert sample.reports().count() == 28
    claims = list(sample.claims())
    assert len(claims) > 40
    for row in claims:
        text = sample.reading(row.version).text
        claim = sample.claim(row.id)
        assert row.quote == text[row.quote_start : row.quote_end]
        for slot in claim.slots:
            assert text[slot.span.start : slot.span.end].strip()
            assert slot.span.start <= slot.head.start < slot.head.end <= slot.span.end
        for link in claim.attribution:
            assert text[link.cue.start : link.cue.end].strip()


@pytest.mark.deep
def test_shuffled_files_and_more_workers_give_the_same_dump(sample: Ledger, tmp_path: Path) -> None:
    files: list[Path | Given] = list(FILES)
    random.Random(7).shuffle(files)
    other, _ = filled(tmp_path / "ledger", files, workers=2)
    assert list(other.dump()) == list(sample.dump())


def test_adding_again_does_nothing_and_says_so(tmp_path: Path) -> None:
    ledger, first = filled(tmp_path / "ledger", list(FILES))
    assert (first.new, first.known, first.files_known) == (28, 0, 0)
    before = list(ledger.dump())
    setup = Setup(codebooks.kept(tmp_path / "ledger"))
    again = add(ledger, list(FILES), setup, IngestOptions())
    assert (again.new, again.claims, again.files_known) == (0, 0, len(FILES))
    assert list(ledger.dump()) == before


def test_the_same_report_in_another_file_is_known(tmp_path: Path) -> None:
    text = SAMPLE / "grozny-attack.txt"
    data = (SAMPLE / "highland-wire.jsonl").read_bytes()
    again = data.splitlines(keepends=True)[0]
    ledger, summary = filled(
        tmp_path / "ledger", [text, Given("a.jsonl", data), Given("b.jsonl", again)]
    )
    assert (summary.new, summary.known) == (4, 1)
    assert ledger.reports().count() == 4


def test_a_report_read_again_is_dated_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report written, and its file not yet marked as read, is what a kill leaves behind."""
    text = b"Shells hit Tal\n\nThe army shelled the town of Tal on 3 March 2015, police said."
    with monkeypatch.context() as killed:
        killed.setattr(Ledger, "mark_ingested", lambda *_: None)
        ledger, _ = filled(tmp_path / "ledger", [Given("tal.txt", text)])
    before = [line for line in ledger.dump() if json.loads(line)["kind"] != "ingested"]
    add(ledger, [Given("tal.txt", text)], Setup(codebooks.kept(ledger.path)), IngestOptions())
    after = [line for line in ledger.dump() if json.loads(line)["kind"] != "ingested"]
    assert after == before
    assert next(iter(ledger.reports())).published_from == "2015-03-03"


@pytest.mark.deep
def test_a_failure_that_did_not_happen_again_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory was short, say: the same file added later is as if it had been read at once."""
    files: list[Path | Given] = [FILES[0], Given("tal.txt", b"The army shelled Tal on Monday.")]
    at_once, _ = filled(tmp_path / "at-once", files)
    with monkeypatch.context() as short:
        short.setattr(workers, "code_one", lambda _, reading: (ReportBundle(reading), DIED))
        later, summary = filled(tmp_path / "later", files)
    assert summary.failed > 0
    assert {row.code for row in later.unreadable()} == {"coder_died"}
    add(later, files, Setup(codebooks.kept(later.path)), IngestOptions())
    connect(later)
    assert list(later.dump()) == list(at_once.dump())


DIED = workers.CodingFailure("coder_died", "the coding process died on this report")


def test_what_cannot_be_read_is_listed_and_stops_nothing(tmp_path: Path) -> None:
    broken: list[Path | Given] = [
        Given("empty.txt", b""),
        Given(
            "rows.jsonl", b'{"id": "1", "text": "Rebels shelled the town of Tal on Monday."}\n{"id'
        ),
        tmp_path / "missing.txt",
        FILES[0],
    ]
    ledger, summary = filled(tmp_path / "ledger", broken)
    listed = {Path(row.location).name: row for row in ledger.unreadable()}
    assert set(listed) == {"empty.txt", "rows.jsonl", "missing.txt"}
    assert all(row.code and row.reason for row in listed.values())
    assert summary.unreadable == 3
    assert summary.new >= 2


def test_originals_are_kept_byte_for_byte(sample: Ledger) -> None:
    for path in FILES:
        data = path.read_bytes()
        import hashlib

        assert sample.original(hashlib.sha256(data).hexdigest()) == data


def test_a_report_in_a_language_not_coded_yet_is_listed_without_claims(tmp_path: Path) -> None:
    russian = (
        "Взрыв в Махачкале\n\nВ центре города произошёл взрыв, сообщили в полиции. "
        "Два человека погибли, ещё пять получили ранения."
    )
    ledger, summary = filled(tmp_path / "ledger", [Given("ru.txt", russian.encode())])
    row = next(iter(ledger.reports()))
    assert (row.language, row.claims) == ("ru", 0)
    assert dict(summary.not_coded) == {"ru": 1}


ADD = """
import sys
from pathlib import Path
from dateline.cli import main
sys.argv = ["dateline", "add", *sys.argv[1:]]
main()
"""


def members_of(session: int) -> list[int]:
    """The running processes of a session."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.deep
def test_interrupted_or_killed_it_says_how_to_go_on_and_leaves_no_process(
    tmp_path: Path, how: signal.Signals
) -> None:
    script = (
        f"""
import os
import dateline.store.ledger as store
whole = store.Ledger.write_report
def write_report(self, bundle, *more):
    os.kill(os.getpid(), {int(how)})
    return whole(self, bundle, *more)
store.Ledger.write_report = write_report
"""
        + ADD
    )
    main = tmp_path / "main.py"
    main.write_text(script.replace("main()\n", 'if __name__ == "__main__":\n    main()\n'))
    stopped = subprocess.Popen(
        [sys.executable, str(main), str(SAMPLE), "-l", str(tmp_path / "ledger"), "-w", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    # Reading to the end waits for every process that holds the pipe, as the coders do.
    said = stopped.communicate(timeout=60)[1]
    if how == signal.SIGINT:
        assert stopped.returncode == 130
        assert "run the same command to go on" in said
        assert "Traceback" not in said
    else:
        assert stopped.returncode == -signal.SIGKILL
    end = time.monotonic() + 10
    while members_of(stopped.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert members_of(stopped.pid) == []


@pytest.mark.deep
def test_ctrl_c_while_coders_start_is_heard_by_the_parent_alone(tmp_path: Path) -> None:
    """A terminal sends it to every process; a coder that is still importing must not answer."""
    main = tmp_path / "main.py"
    main.write_text(
        """
import os, signal, time
from concurrent.futures import ProcessPoolExecutor
whole = ProcessPoolExecutor.submit
def submit(self, *args):
    future = whole(self, *args)
    for process in self._processes.values():
        os.kill(process.pid, signal.SIGINT)
    return future
if __name__ == "__main__":
    ProcessPoolExecutor.submit = submit
"""
        + ADD.replace("\n", "\n    ")
    )
    done = subprocess.run(
        [sys.executable, str(main), str(FILES[0]), "-l", str(tmp_path / "ledger"), "-w", "2"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(8))
def test_interrupted_and_resumed_it_is_as_if_it_was_not(
    sample: Ledger, tmp_path: Path, seed: int
) -> None:
    """Ctrl-C (or a kill) at a seeded report, then the same command: the same dump."""
    stop_after = random.Random(seed).randrange(1, 9)
    how = signal.SIGINT if seed % 2 else signal.SIGKILL
    script = (
        f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
import dateline.store.ledger as store
written = 0
whole = store.Ledger.write_report
def write_report(self, bundle, *more):
    global written
    if written == {stop_after}:
        os.kill(os.getpid(), {int(how)})
    written += 1
    return whole(self, bundle, *more)
store.Ledger.write_report = write_report
"""
        + ADD
    )
    ledger = tmp_path / "ledger"
    given = [str(SAMPLE), "--ledger", str(ledger), "--no-gate"]
    command = [sys.executable, "-c", script, *given, "--quiet"]
    stopped = subprocess.run(command, check=False, capture_output=True, text=True)
    if how == signal.SIGINT:
        assert stopped.returncode == 130
        assert "run the same command to go on" in stopped.stderr
        assert "Traceback" not in stopped.stderr
    else:
        assert stopped.returncode == -signal.SIGKILL
    resumed = subprocess.run(
        [sys.executable, "-c", ADD, *given],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert resumed.returncode == 0, resumed.stderr
    assert list(open_ledger(ledger).dump()) == list(sample.dump())


@pytest.mark.deep
def test_four_workers_give_the_dump_of_one(sample: Ledger, tmp_path: Path) -> None:
    other, _ = filled(tmp_path / "ledger", list(FILES), workers=4)
    assert list(other.dump()) == list(sample.dump())


PAGE = """<html><head><title>Shells hit Tal market</title></head><body><article>
<h1>Shells hit Tal market</h1><p>The army shelled a market in the town of Tal on Monday, residents
said. {toll} people were killed in the attack, a doctor at the hospital said.</p>
<p>Rebels fired rockets at the airport on Sunday. The government condemned the attack and promised
to send more troops to the region before the end of the month.</p></article></body></html>"""


def page(toll: str) -> Given:
    """A page as it was fetched, with one number that changes."""
    saved = "<!-- saved from url=(0032)https://news.example/2015/tal-market -->\n"
    return Given("tal.html", (saved + PAGE.format(toll=toll)).encode())


def test_a_changed_page_is_a_new_version_and_keeps_its_decisions(tmp_path: Path) -> None:
    ledger, _ = filled(tmp_path / "ledger", [page("Six")])
    rockets = next(row for row in ledger.claims() if "rockets" in row.quote)
    toll = next(row for row in ledger.claims() if "Six" in row.quote and row.killed == 6)
    decide(ledger, rockets.mention, "accept", author="ana")
    decide(ledger, toll.mention, "accept", author="ana")
    setup = Setup(codebooks.kept(tmp_path / "ledger"))
    changed = add(ledger, [page("Nine")], setup, IngestOptions())
    assert (changed.new, changed.new_versions) == (0, 1)
    status = {s.decision.subject: s.status for s in standings(ledger)}
    assert status[rockets.mention] == "holds"
    assert status[toll.mention] != "holds"
    now = next(row for row in ledger.claims() if "rockets" in row.quote)
    assert now.version != rockets.version
    assert now.coded_by == "ana"


def test_recoding_keeps_decisions_and_leaves_old_claims(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger, _ = filled(folder, [FILES[0], page("Six")])
    rockets = next(row for row in ledger.claims(codebook="plover") if "rockets" in row.quote)
    decide(ledger, rockets.mention, "accept", author="ana")
    changed = tmp_path / "plover.yaml"
    text = codebooks.source("plover").read_text(encoding="utf-8")
    changed.write_text(
        text.replace("codebook: plover", "codebook: plover\ntitle_note: own"), "utf-8"
    )
    with pytest.raises(RunsChanged, match="dateline recode"):
        add(ledger, [FILES[1]], Setup((str(changed), "organisations")), IngestOptions())
    done = recode(ledger, Setup((str(changed), "organisations")))
    assert done.reports > 0
    now = next(row for row in ledger.claims(codebook="plover") if "rockets" in row.quote)
    assert now.run != rockets.run
    assert (now.mention, now.coded_by, now.verdict) == (rockets.mention, "ana", "accept")
    assert ledger.claim(rockets.id).run == rockets.run
    again = recode(ledger, Setup((str(changed), "organisations")))
    assert (again.reports, again.claims) == (0, 0)


def test_a_codebook_that_a_recoding_drops_stands_for_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger, _ = filled(folder, [FILES[0]])
    recode(ledger, Setup(codebooks.keep(folder, ["plover"])))
    assert {row.codebook for row in ledger.claims()} == {"plover"}
    more = add(ledger, [FILES[1]], Setup(codebooks.kept(folder)), IngestOptions())
    assert more.new >= 1
    recode(ledger, Setup(codebooks.keep(folder, ["plover", "organisations"])))
    assert {row.codebook for row in ledger.claims()} == {"plover", "organisations"}


def test_the_dump_has_no_clock_and_no_path(sample: Ledger) -> None:
    for line in sample.dump():
        thing = json.loads(line)
        assert not {"arrived_at", "at", "location"} & set(thing)
        assert str(SAMPLE) not in line


def test_two_texts_of_one_page_in_one_batch_give_the_same_dump_in_any_order(
    tmp_path: Path,
) -> None:
    pages: list[Path | Given] = [page("Six"), page("Nine"), FILES[0]]
    first, _ = filled(tmp_path / "one", pages)
    second, _ = filled(tmp_path / "two", pages[::-1])
    assert list(first.dump()) == list(second.dump())
