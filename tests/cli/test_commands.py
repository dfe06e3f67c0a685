"""The commands as a user types them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "reports"


def dateline(*words: str, data: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command and give its output as text."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "TERM": "dumb"},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with the sample."""
    folder = tmp_path_factory.mktemp("cli") / "ledger"
    done = dateline("add", str(SAMPLE), "--ledger", str(folder))
    assert done.returncode == 0, done.stderr
    assert "28 new reports" in done.stdout
    return str(folder)


def test_help_teaches_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['dateline', '--help']\n"
        "from dateline.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'pandas', 'sqlalchemy', 'trafilatura', 'pyarrow', 'numpy'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in done.stdout
    assert "dateline read FILE" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "read",
        "add",
        "recode",
        "reports",
        "claims",
        "actors",
        "places",
        "show",
        "export",
        "dump",
        "decide",
        "decisions",
        "evaluate",
    ],
)
def test_every_command_explains_itself(command: str) -> None:
    done = dateline(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 300


def test_read_shows_claims_with_quotes_and_makes_no_ledger(tmp_path: Path) -> None:
    done = dateline("read", str(SAMPLE / "grozny-attack.txt"))
    assert done.returncode == 0
    assert "on word of" in done.stdout
    assert "“Gunmen attacked a traffic police post" in done.stdout
    assert not list(tmp_path.iterdir())


def test_read_from_standard_input_as_json() -> None:
    text = b"Rebels killed three soldiers in Aleppo on 3 May 2015, state television said."
    done = dateline("read", "-", "--json", data=text)
    report = json.loads(done.stdout)
    claim = next(c for c in report["claims"] if c["type"] == "ASSAULT")
    for slot in claim["slots"]:
        assert report["text"][slot["start"] : slot["end"]] == slot["quote"]
    assert {s["role"] for s in claim["slots"]} >= {"actor", "recipient", "place", "date"}


def test_lists_filter(ledger: str) -> None:
    done = dateline(
        "claims", "--ledger", ledger, "--type", "ASSAULT", "--place", "Grozny", "--json"
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows
    assert {row["type"] for row in rows} == {"ASSAULT"}
    assert all("Grozny" in row["place"] for row in rows)
    lower = dateline("claims", "-l", ledger, "--type", "assault", "--place", "Grozny", "--json")
    assert lower.stdout == done.stdout
    of_report = dateline("claims", "-l", ledger, "--report", rows[0]["report"][:6], "--json")
    assert {json.loads(x)["report"] for x in of_report.stdout.splitlines()} == {rows[0]["report"]}
    assert "no claim matches" in dateline("claims", "-l", ledger, "--type", "AID").stderr
    assert "Highland Wire" in dateline("reports", "-l", ledger).stdout
    assert "could be read" in dateline("reports", "-l", ledger, "--unreadable").stderr
    assert "group:islamic-state" in dateline("actors", "-l", ledger).stdout
    assert "Dagestan" in dateline("places", "-l", ledger).stdout


def test_show_takes_the_beginning_of_an_id(ledger: str) -> None:
    first = json.loads(dateline("claims", "-l", ledger, "--json").stdout.splitlines()[0])
    shown = dateline("show", first["id"][:9], "-l", ledger)
    assert shown.returncode == 0
    assert first["id"] in shown.stdout
    assert "anchor" in shown.stdout
    report = dateline("show", first["report"], "-l", ledger, "--json")
    assert json.loads(report.stdout)["claims"]


@pytest.mark.deep
def test_decide_is_shown_beside_the_machine(tmp_path: Path) -> None:
    folder = str(tmp_path / "ledger")
    dateline("add", str(SAMPLE / "grozny-toll.md"), "--ledger", folder)
    rows = [json.loads(x) for x in dateline("claims", "-l", folder, "--json").stdout.splitlines()]
    row = next(r for r in rows if r["type"] == "ASSAULT")
    done = dateline(
        "decide",
        row["mention"],
        "edit",
        "-l",
        folder,
        "--author",
        "ana",
        "--set",
        "killed=15",
        "--set",
        "place=Vedeno",
        "--set",
        "actor=Somebody",
        "--set",
        "codebook=plover",
        "--why",
        "corrected",
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(x) for x in dateline("claims", "-l", folder, "--json").stdout.splitlines()]
    now = next(r for r in rows if r["id"] == row["id"])
    assert (now["killed"], now["machine_killed"], now["coded_by"]) == (15, row["killed"], "ana")
    words = dateline("claims", "-l", folder, "--type", row["type"]).stdout
    assert f"where       Vedeno (the machine: {row['place'] or 'none'})" in words
    assert f"who         Somebody (the machine: {row['actor'] or 'none'})" in words
    out = tmp_path / "decisions.jsonl"
    assert dateline("decisions", "export", "-l", folder, "--out", str(out)).returncode == 0
    assert "0 new, " in dateline("decisions", "import", str(out), "-l", folder).stdout
    assert "holds" in dateline("decisions", "-l", folder).stdout


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_exports_hold_every_claim(ledger: str, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"claims.{ending}"
    done = dateline("export", "-l", ledger, "--out", str(out))
    assert done.returncode == 0, done.stderr
    count = len(dateline("claims", "-l", ledger, "--json").stdout.splitlines())
    if ending == "csv":
        with out.open(encoding="utf-8", newline="") as lines:
            assert len(list(csv.DictReader(lines))) == count
    elif ending == "jsonl":
        assert len(out.read_text(encoding="utf-8").splitlines()) == count
    else:
        duckdb = pytest.importorskip("duckdb")
        found = duckdb.sql("select count(*) from read_parquet($path)", params={"path": str(out)})
        assert found.fetchall() == [(count,)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claims", "--ledger", "/nowhere/at/all"), "there is no ledger here"),
        (("read", "no-such-file.txt"), "there is no such file"),
        (("evaluate", "nonsense"), "no suite named 'nonsense'"),
        (("add", ".", "--codebook", "nonsense"), "no codebook named"),
        (("add", "no-such-folder"), "there is no such file or folder"),
        (("read", "http://127.0.0.1:9/a"), "not public (loopback)"),
        (("read", "ftp://news.example/a"), "only http and https are fetched"),
        (("add", "http://2130706433/"), "four decimal numbers"),
        (("add",), "nothing to add"),
        (("add", ".", "--url", "https://news.example/a"), "give one file with it"),
        (("add", ".", "--language", "English"), "write an ISO 639-1 code"),
        (("read", ".", "--column", "text"), "write FIELD=NAME"),
        (("read", ".", "--column", "body=text"), "no field 'body'"),
    ],
)
def test_errors_say_what_and_what_to_do(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = dateline(*words)
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claims", "--modality", "sometimes"), "'actual'"),
        (("claims", "--report", "Rzzzz"), "nothing in this ledger has an id that begins"),
        (("decisions", "--review", "bogus"), "ask again"),
        (("recode", "--codebook", "nonsense"), "built in are"),
        (("export", "--out", "no/such/folder/x.csv"), "make it first"),
        (("export", "--out", "no-ending"), "csv, jsonl, parquet"),
    ],
)
def test_wrong_values_are_refused_with_what_there_is(
    words: tuple[str, ...], said: str, ledger: str
) -> None:
    done = dateline(*words, "--ledger", ledger)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_mistyped_folder_makes_no_ledger(tmp_path: Path) -> None:
    made = tmp_path / "ledger"
    assert dateline("add", str(tmp_path / "none"), "--ledger", str(made)).returncode == 2
    assert not made.exists()


def test_adding_what_cannot_be_read_fails(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(99))
    done = dateline("add", str(tmp_path / "a.jpg"), "--ledger", str(tmp_path / "ledger"))
    assert done.returncode == 1
    assert "JPEG" in done.stderr


def test_adding_the_folder_that_the_ledger_lies_in_leaves_it_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((SAMPLE / "grozny-attack.txt").read_bytes())
    done = dateline("add", str(tmp_path), "--ledger", str(tmp_path / "ledger"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 new report;" in done.stdout
    asked = dateline("add", str(tmp_path / "ledger"), "--ledger", str(tmp_path / "ledger"))
    assert asked.returncode == 1
    assert "this is a ledger, not reports" in asked.stderr


def test_text_cannot_give_orders_to_the_terminal() -> None:
    text = "Rebels killed \x1b[31mthree\x1b[0m soldiers in \u202eoppelA on Monday.".encode()
    done = dateline("read", "-", data=text)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_file_names_cannot_give_orders_to_the_terminal(tmp_path: Path) -> None:
    made = str(tmp_path / "ledger")
    for name in ("\x1b[31mred\u202e.jpg", "two\nlines.jpg"):
        (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0" + name.encode())
    for done in (
        dateline("add", str(tmp_path), "--ledger", made),
        dateline("reports", "--unreadable", "--ledger", made),
    ):
        shown = done.stdout + done.stderr
        assert "\\u001b[31mred\\u202e.jpg" in shown
        assert "two lines.jpg" in shown
        assert "\x1b" not in shown


def test_pipes_get_utf8_whatever_the_locale(ledger: str) -> None:
    command = [sys.executable, "-m", "dateline", "claims", "-l", ledger, "--place", "Grozny"]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, capture_output=True, check=False, env=plain)
    assert done.returncode == 0, done.stderr
    assert "→ Grozny" in done.stdout.decode("utf-8")


def test_output_can_be_cut_off(ledger: str) -> None:
    command = f"{sys.executable} -m dateline dump -l {ledger} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert json.loads(done.stdout)


def test_codebook_check_lists_what_is_unfinished(tmp_path: Path) -> None:
    book = tmp_path / "mine.yaml"
    book.write_text(
        'codebook: mine\nversion: "1"\nroles: {actor: who}\n'
        "types:\n  TAKE: {definition: Somebody takes something., roles: [actor]}\n",
        encoding="utf-8",
    )
    done = dateline("codebook", "check", str(book))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{book}: types: TAKE: has no cues, so rules never code it; add cues",
        f"{book}: types: TAKE: examples: has none, so the type is known by its definition alone; "
        "write at least 2 sentences of your own",
    ]
    (first, _) = dateline("codebook", "check", "--json", str(book)).stdout.splitlines()
    assert json.loads(first)["codebook"] == str(book)


def test_codebook_check_of_shipped_codebooks_is_clean() -> None:
    done = dateline("codebook", "check", "plover", "organisations", "acled")
    assert (done.returncode, done.stdout) == (0, "")
    assert "plover: 16 types, nothing to mend" in done.stderr


def test_codebook_check_names_what_cannot_be_used(tmp_path: Path) -> None:
    book = tmp_path / "mine.yaml"
    book.write_text(
        'codebook: mine\nversion: "1"\nroles: {actor: who}\n'
        "types:\n  TAKE: {definition: Somebody takes., roles: [actor, victim]}\n",
        encoding="utf-8",
    )
    done = dateline("codebook", "check", str(book))
    assert done.returncode == 2
    assert "types: TAKE: roles: 'victim' is not among the codebook's roles" in done.stderr


def test_a_gate_needs_reports_to_be_made_from(tmp_path: Path) -> None:
    book = tmp_path / "mine.yaml"
    book.write_bytes((SAMPLE.parent / "codebook.yaml").read_bytes())
    report = SAMPLE / "grozny-attack.txt"
    done = dateline("codebook", "gate", str(book), "--on", str(report))
    assert done.returncode == 2
    assert "1 reports that can be coded are too few; give at least 30" in done.stderr
    done = dateline("codebook", "gate", "plover", "--on", str(report))
    assert "give a .yaml file of your own" in done.stderr


@pytest.mark.deep
def test_a_gate_says_what_it_keeps_and_that_too_few_claims_do_not_suffice(tmp_path: Path) -> None:
    book = tmp_path / "mine.yaml"
    book.write_bytes((SAMPLE.parent / "codebook.yaml").read_bytes())
    told = "Shells hit the clinic in Karsk on day {n} and wounded two nurses. "
    other = "The roses like water, and number {n} likes light. " * 8
    rows = [
        json.dumps({"id": str(n), "text": (told if n % 2 else "").format(n=n) + other.format(n=n)})
        for n in range(40)
    ]
    reports = tmp_path / "reports.jsonl"
    reports.write_text("\n".join(rows), encoding="utf-8")
    done = dateline("codebook", "gate", str(book), "--on", str(reports))
    assert done.returncode == 1, done.stderr
    assert "claims in" in done.stdout
    assert "it will not be used" in done.stderr
    assert json.loads((tmp_path / "mine.gate.json").read_text())["measured"]["civilian_sites"]
