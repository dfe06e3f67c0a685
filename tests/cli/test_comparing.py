"""``dateline compare FILE --against DIR``: the text of a file with other files, without a ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_lineage import OWN, ROWS, STORY
from typer.testing import CliRunner, Result

from dateline.cli.application import app
from dateline.ingest import IngestOptions, walk
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import open_ledger

RUNNER = CliRunner()

PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="{publisher}">
<meta property="article:published_time" content="{day}T08:00:00Z"></head>
<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"""


def run(*words: object) -> Result:
    return RUNNER.invoke(app, ["compare", *map(str, words)])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shortened copy, and a folder of three formats: where it came from, a table, a broken file."""
    path = tmp_path_factory.mktemp("compare")
    folder = path / "saved"
    (folder / "deeper").mkdir(parents=True)
    title = "Two soldiers wounded by a mine near Arkhon"
    page = PAGE.format(
        title=title, publisher="Highland Wire", day="2020-03-05", body=" ".join((*STORY, OWN))
    )
    (folder / "deeper" / "dispatch.html").write_text(page, encoding="utf-8")
    rows = [
        {"id": i, "title": f"About the {i}", "publisher": p, "date": d, "text": t}
        for i, p, d, t in ROWS
        if i == "stranger"
    ]
    (folder / "rows.jsonl").write_text(
        "".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8"
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n%nothing that a reader could use\n")
    copy = PAGE.format(
        title="Mine hurts soldiers",
        publisher="Valley Post",
        day="2020-03-06",
        body=" ".join(STORY[:3]).replace("wounded", "hurt") + " The bridge is open again.",
    )
    (path / "copy.html").write_text(copy, encoding="utf-8")
    return path


def plain(*words: object) -> list[dict[str, Any]]:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_file_it_came_from_is_named_with_edit_direction_and_words(files: Path) -> None:
    done = run(files / "copy.html", "--against", files / "saved")
    assert done.exit_code == 0, done.output
    words = " ".join(done.stdout.split())
    name = str(Path("deeper") / "dispatch.html")
    assert f"Shared with {name}, Highland Wire" in words
    assert "abridged" in words
    assert "its text came from there" in words
    assert "by date of publication alone" in words
    assert "[-wounded-] {+hurt+}" in words
    assert "1 of 2 other reports share something with it; 1 item could not be read" in words
    assert "ledger" not in words
    assert "broken.pdf: not read:" in done.stderr


def test_json_has_quotes_with_offsets_the_files_and_what_was_not_read(files: Path) -> None:
    (told,) = plain(files / "copy.html", "--against", files / "saved")
    assert told["file"].endswith("copy.html")
    assert [share["report"] for share in told["shares"]] == [str(Path("deeper") / "dispatch.html")]
    assert told["compared_with"] == 2
    (failed,) = told["unreadable"]
    assert failed["file"].endswith("broken.pdf")
    rows = told["side_by_side"]["rows"]
    assert [
        edit
        for row in rows
        for edit in row["edits"]
        if edit["b"] and edit["b"]["quote"] == "wounded"
    ]


def test_nothing_is_written(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(files.rglob("*"))
    assert run(files / "copy.html", "--against", files / "saved").exit_code == 0
    assert list(tmp_path.iterdir()) == []
    assert sorted(files.rglob("*")) == before


def test_it_is_the_answer_of_a_ledger_with_the_same_reports(files: Path, tmp_path: Path) -> None:
    (told,) = plain(files / "copy.html", "--against", files / "saved")
    with open_ledger(tmp_path / "ledger", create=True) as held:
        add(held, walk([files / "copy.html", files / "saved"]), Setup(), IngestOptions())
        version = next(r.version for r in held.reports() if r.publisher == "Valley Post")
    done = RUNNER.invoke(app, ["lineage", version, "-l", str(tmp_path / "ledger"), "--json"])
    (ledger,) = [json.loads(line) for line in done.stdout.splitlines()]
    for name in ("version", "why", "assessable", "credited", "phrases", "furniture", "parent"):
        assert told[name] == ledger[name], name
    both = [
        [{k: v for k, v in share.items() if k != "report"} for share in each["shares"]]
        for each in (told, ledger)
    ]
    assert both[0] == both[1]
    assert [(s["kind"], s["start"], s["end"]) for s in told["spans"]] == [
        (s["kind"], s["start"], s["end"]) for s in ledger["spans"]
    ]


def test_a_stranger_is_not_assessable_and_has_phrases(files: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.txt"
    alone.write_text(
        "Fishermen want ice\n\nThe harbour master refused on Friday to lower the price of ice, and the boats of the "
        "northern quay stayed at their moorings until the evening tide had gone.",
        encoding="utf-8",
    )
    done = run(alone, "--against", files / "saved" / "deeper")
    assert done.exit_code == 0
    words = " ".join(done.stdout.split())
    assert "no other report among these files shares its text: not assessable" in words
    assert "Phrases to search for" in words
    assert "0 of 1 other report share" in words


def test_the_same_file_in_the_folder_is_said_and_not_compared_with_itself(
    files: Path, tmp_path: Path
) -> None:
    page = (files / "copy.html").read_bytes()
    (tmp_path / "again.html").write_bytes(page)
    (told,) = plain(files / "copy.html", "--against", tmp_path)
    assert told["same"] == ["again.html"]
    assert told["shares"] == []
    assert told["compared_with"] == 0


def test_another_state_of_the_same_address_is_set_beside_it_and_is_no_other_report(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for path, words in ((tmp_path / "now.jsonl", "hurt"), (folder / "then.jsonl", "wounded")):
        row = {
            "url": "https://example.org/story",
            "title": "A mine at Arkhon",
            "text": " ".join(STORY).replace("wounded", words),
        }
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (told,) = plain(tmp_path / "now.jsonl", "--against", folder)
    assert told["compared_with"] == 0
    assert len(told["other_versions"]) == 1
    edits = [edit for row in told["side_by_side"]["rows"] for edit in row["edits"]]
    assert [(e["a"]["quote"], e["b"]["quote"]) for e in edits] == [("hurt", "wounded")]


def test_top_bounds_what_is_told_and_says_how_many_more(files: Path, tmp_path: Path) -> None:
    for n in range(3):
        page = PAGE.format(
            title=f"Mine number {n}",
            publisher=f"Paper {n}",
            day=f"2020-03-0{n + 7}",
            body=" ".join(STORY),
        )
        (tmp_path / f"{n}.html").write_text(page, encoding="utf-8")
    done = run(files / "copy.html", "--against", tmp_path, "--top", 1)
    assert "and 2 more share passages with it" in done.stdout
    assert done.stdout.count("Shared with") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("copy.html",), "--against FOLDER"),
        (("nothing.html", "--against", "saved"), "no such file"),
        (("copy.html", "--against", "nowhere"), "no such file"),
        (("saved", "--against", "saved"), "is a folder"),
        (("https://example.org/a", "--against", "saved"), "is an address"),
        (("copy.html", "--against", "saved", "--out", "x.csv"), "--out belong"),
        (("ged", "--json"), "no --json"),
    ],
)
def test_mistakes_are_explained(
    files: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(files)
    done = run(*words)
    assert isinstance(done.exception, ValueError | OSError)
    assert said in str(done.exception)


def test_where_the_file_or_all_others_cannot_be_read_the_status_is_1(
    files: Path, tmp_path: Path
) -> None:
    assert run(files / "saved" / "broken.pdf", "--against", files / "saved").exit_code == 1
    done = run(files / "copy.html", "--against", files / "saved" / "broken.pdf")
    assert done.exit_code == 1
    assert "no report could be read in" in done.stderr


def test_a_ledger_is_no_folder_of_files(files: Path, tmp_path: Path) -> None:
    open_ledger(tmp_path / "ledger", create=True).close()
    done = run(files / "copy.html", "--against", tmp_path / "ledger")
    assert "dateline lineage" in str(done.exception)


def test_imported_rows_are_still_compared_with_events(tmp_path: Path) -> None:
    open_ledger(tmp_path / "ledger", create=True).close()
    done = run("ged", "--ledger", tmp_path / "ledger")
    assert isinstance(done.exception, ValueError)
    assert "holds no rows of ged; dateline import brings them" in str(done.exception)


def test_names_and_texts_cannot_give_the_terminal_orders(files: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil\x1b[31m.txt"
    evil.write_text("Title \x1b[2J\n\n" + " ".join(STORY), encoding="utf-8")
    done = run(files / "copy.html", "--against", tmp_path)
    assert done.exit_code == 0
    assert "\x1b" not in done.output
