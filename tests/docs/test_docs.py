"""The documents say what the program does: commands exist, examples run, nothing is left out."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from documents_for_tests import (
    DOCUMENTS,
    ROOT,
    Step,
    agrees,
    blocks,
    commands,
    headings,
    links,
    masked,
    prose,
    steps,
)

from dateline.cli import app, main

sys.path.insert(0, str(ROOT / "scripts"))
import document_codebooks
import document_commands

RUN = (
    "README.md",
    "docs/first-five-minutes.md",
    "docs/ledger.md",
    "docs/codebooks.md",
    "docs/troubleshooting.md",
    "docs/tutorial.md",
    "docs/actors-in-time.md",
)
"""Documents whose ``console`` blocks are run from top to bottom."""


def program() -> Any:
    return typer.main.get_command(app)


def parse(words: tuple[str, ...]) -> None:
    """Parse a command line as the program would, running nothing; raises on what it refuses."""
    command: Any = program()
    rest = _plain(list(words))
    while rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest.pop(0)]
    if not rest:
        return
    if hasattr(command, "commands") and not rest[0].startswith("-"):
        raise ValueError(f"no command {rest[0]!r}")
    command.make_context("dateline", rest, resilient_parsing=False)


def _plain(words: list[str]) -> list[str]:
    """Leave out what belongs to the shell or asks for help."""
    plain = []
    for word in words:
        if word in (">", "|", "<", "2>"):
            break
        if word not in ("--help", "-h", "--version"):
            plain.append(word)
    return plain


SHOWN = [
    command
    for document in DOCUMENTS
    if document.name != "commands.md"  # made from the program itself
    for command in commands(document)
]


@pytest.mark.parametrize("command", SHOWN, ids=lambda c: f"{c.where} {' '.join(c.words)}"[:70])
def test_commands_in_documents_are_understood(command: Any) -> None:
    parse(command.words)


def test_a_command_that_does_not_exist_is_found_out() -> None:
    with pytest.raises(Exception, match="limt"):
        parse(("claims", "--limt", "3"))
    with pytest.raises(ValueError, match="reed"):
        parse(("reed", "file"))


def test_every_command_and_option_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = reference.split("\n## `")
    for name, command in document_commands.commands():
        section = [s for s in sections if s.startswith((f"{name} ", f"{name}`"))]
        assert section, f"docs/commands.md has no section {name}"
        for option in document_commands.options(command):
            assert f"`{option.opts[0]}`" in section[0], f"{name} {option.opts[0]}"


def test_the_reference_is_current() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == document_commands.page(), "run scripts/document_commands.py"


def test_every_command_is_shown_at_work_outside_the_reference() -> None:
    shown = {" ".join(["dateline", *command.words]) + " " for command in SHOWN}
    for name, _ in document_commands.commands():
        assert any(line.startswith(f"{name} ") for line in shown), f"{name} is shown nowhere"


def test_the_tables_of_types_are_current() -> None:
    page = document_codebooks.PAGE.read_text(encoding="utf-8")
    assert page == document_codebooks.current(page), "run scripts/document_codebooks.py"


def test_every_type_of_every_codebook_is_listed() -> None:
    from dateline.coding.codebook import BUILT_IN, load_codebook

    page = document_codebooks.PAGE.read_text(encoding="utf-8")
    for path in sorted(BUILT_IN.glob("*.yaml")):
        for name in load_codebook(path.stem).types:
            assert f"| `{name}` |" in page, f"{path.stem}: {name}"


def named_in(document: str, *words: str) -> None:
    codes = " ".join(re.findall(r"`([^`]+)`", prose(ROOT / "docs" / document)))
    for word in words:
        assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", codes), f"{document}: `{word}`"


def test_the_notation_of_codebooks_is_explained() -> None:
    from dateline.coding import codebook
    from dateline.pipeline.report import ACTOR_ROLES
    from dateline.resolve.registry_source import TIES
    from dateline.store.views import COUNTS

    named_in("codebooks.md", *codebook.FRAMES, *codebook.KINDS, *codebook.PARTS_OF_SPEECH)
    named_in("codebooks.md", *(codebook._CUE_FIELDS - {"cue"}), *COUNTS)
    named_in("codebooks.md", *(ACTOR_ROLES - {"parent"}), *TIES)


def test_every_filter_of_selections_is_explained() -> None:
    from dataclasses import fields

    from dateline.store.queries import ClaimFilter, EventFilter, NameFilter, ReportFilter

    for kind in (ClaimFilter, EventFilter, ReportFilter, NameFilter):
        named_in("python.md", *(field.name for field in fields(kind)))


def test_every_column_of_an_export_is_explained() -> None:
    from dateline.export import acled, ged
    from dateline.export.dataset import BACK

    named_in("exports.md", *ged.COLUMNS, *acled.COLUMNS, *BACK)


def test_every_status_of_a_decision_is_explained() -> None:
    from dateline.review.rules import STATUSES

    page = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    for status in STATUSES:
        assert f"| {status} | " in page, status


def test_every_environment_variable_is_explained() -> None:
    read = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(
            r"""(?:environ(?:\.get)?[\[(]|envvar=)["'](DATELINE_\w+)""",
            path.read_text(encoding="utf-8"),
        )
    }
    assert "DATELINE_LEDGER" in read
    named_in("commands.md", *sorted(read))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_relative_links_resolve(document: Path) -> None:
    for path, heading in links(document):
        target = (document.parent / path) if path else document
        assert target.exists(), f"{document.name}: {path}"
        if heading:
            assert heading in headings(target), f"{document.name}: {path}#{heading}"


# ------------------------------------------------------------------- worked examples


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Path]:
    """A folder with the samples, and ``dateline`` and ``python`` of this environment first on PATH."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "bin").mkdir()
    for name, more in (("dateline", " -m dateline"), ("python", "")):
        shim = tmp_path / "bin" / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}"{more} "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    yield tmp_path


def environment(folder: Path) -> dict[str, str]:
    """Give what the examples run with: no ledger or author of the person who runs the tests."""
    held = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DATELINE_") or name == "DATELINE_CACHE"
    }
    held.pop("COLUMNS", None)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return held | {"PATH": path, "NO_COLOR": "1", "TERM": "dumb"}


def shell(command: str, folder: Path) -> str:
    """Give what a command prints, standard error included."""
    words = shlex.split(command)
    if words[0] == "dateline" and not set(words) & {"|", "&&", ">", "<"}:
        return _here(words, folder)
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


def _here(words: list[str], folder: Path) -> str:
    """Run the program in this process, where its models are loaded once for all examples."""
    out = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        patch.chdir(folder)
        patch.setattr(sys, "argv", words)
        patch.setattr(os, "environ", environment(folder))
        with contextlib.suppress(SystemExit):
            main()
    return out.getvalue()


def check(step: Step, folder: Path) -> None:
    real = shell(step.command, folder)
    assert "Traceback" not in real, real
    assert agrees(step.output, real), (
        f"{step.where}: $ {step.command}\n--- shown\n{masked(step.output)}\n--- real\n{masked(real)}"
    )


@pytest.mark.parametrize("name", RUN)
def test_worked_examples_give_what_is_shown(name: str, workplace: Path) -> None:
    shown = list(steps(ROOT / name))
    assert shown
    for step in shown:
        check(step, workplace)


def test_python_examples_give_what_is_shown(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = ROOT / "docs" / "python.md"
    for step in steps(document):
        check(step, workplace)
    monkeypatch.chdir(workplace)
    names: dict[str, Any] = {}
    printed = ""
    for block in blocks(document):
        where = f"{document.name}:{block.line}"
        if block.language == "python":
            assert not printed, f"{where}: what the block before printed is not shown"
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block.text, where, "exec"), names)
            printed = out.getvalue()
        elif block.language == "text":
            assert agrees(block.text, printed), f"{where}:\n{masked(printed)}"
            printed = ""
    assert not printed


def test_a_wrong_output_is_found_out() -> None:
    assert agrees("9 new reports; 3 new claims; ...", "9 new reports; 76 new claims; ledger x/")
    assert not agrees("8 new reports; ...", "9 new reports; 76 new claims; ledger x/")


def test_no_two_test_files_have_one_name() -> None:
    """pytest imports them by name alone, so a second one would stop the whole run."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py")]
    twice = {name for name in names if names.count(name) > 1} - {"conftest.py", "__init__.py"}
    assert not twice
