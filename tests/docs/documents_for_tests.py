"""Reading the documents: fenced blocks, commands in them, links, and output to be compared."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"), *(ROOT / "samples").glob("*.md")]
)


class Block(NamedTuple):
    """A fenced block: its language word, its lines and where it begins."""

    document: Path
    line: int
    language: str
    text: str


class Command(NamedTuple):
    """A command line that a document shows, with where it stands."""

    where: str
    words: tuple[str, ...]


class Step(NamedTuple):
    """A command of a ``console`` block and the output that the document shows for it."""

    where: str
    command: str
    output: str


def blocks(document: Path) -> Iterator[Block]:
    """Give the fenced blocks of a document in order."""
    opened: tuple[int, str] | None = None
    held: list[str] = []
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            if opened is None:
                opened, held = (number, line[3:].strip()), []
            else:
                yield Block(document, opened[0], opened[1], "\n".join(held))
                opened = None
        elif opened is not None:
            held.append(line)


def commands(document: Path) -> Iterator[Command]:
    """Give every ``dateline ...`` of a document: in blocks of commands and in `code` of the prose."""
    shown = [
        (block.line + number, line)
        for block in blocks(document)
        if block.language in ("", "sh", "console")
        for number, line in enumerate(block.text.splitlines(), 1)
    ]
    shown += [
        (number, code)
        for number, line in enumerate(prose(document).splitlines(), 1)
        for code in re.findall(r"`([^`]+)`", line)
    ]
    for number, line in shown:
        for part in re.split(r"\s\|\s|&&|;\s", line):
            found = re.match(r"\s*(?:\$ )?(?:\S*/)?dateline (?=[a-z-])(.*)", part)
            if found:
                where = f"{document.name}:{number}"
                yield Command(where, tuple(shlex.split(found[1], comments=True)))


def steps(document: Path) -> Iterator[Step]:
    """Give the commands of a document's ``console`` blocks with their output."""
    for block in blocks(document):
        if block.language != "console":
            continue
        parts = re.split(r"^\$ ", block.text, flags=re.M)
        line = block.line + 1 + parts[0].count("\n")
        for part in parts[1:]:
            command, _, output = part.partition("\n")
            yield Step(f"{document.name}:{line}", command, output.rstrip("\n"))
            line += part.count("\n")


def links(document: Path) -> Iterator[tuple[str, str]]:
    """Give the relative links of a document, path and heading apart."""
    for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", prose(document)):
        if not re.match(r"[a-z]+:", target):
            path, _, heading = target.partition("#")
            yield path, heading


def headings(document: Path) -> set[str]:
    """Give the anchors that a renderer makes of a document's headings."""
    found = re.findall(r"^#+ (.+)$", _text(document), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in found}


_MASKS = (
    (re.compile(r"\b([RCTNMKGALXSED])[0-9a-hjkmnp-tv-z]{16}\b"), r"\1ID"),
    (re.compile(r"^  \d+(?=\. )", re.M), "  N"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SHA256"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+Z\b"), "CLOCK"),
    (re.compile(r"\b\d+(?= (?:new )?claims?\b)"), "N"),
)


def masked(output: str) -> str:
    """Give output without what may differ from run to run or change with every rule of the coder."""
    for pattern, stands in _MASKS:
        output = pattern.sub(stands, output)
    return "\n".join(line.rstrip() for line in output.strip("\n").splitlines())


def agrees(shown: str, real: str) -> bool:
    """Say whether real output is what a document shows; ``...`` there stands for anything."""
    pattern = ".*?".join(re.escape(part) for part in masked(shown).split("..."))
    return re.fullmatch(pattern, masked(real), flags=re.S) is not None


def prose(document: Path) -> str:
    """Give a document with its fenced blocks emptied, lines kept."""
    fenced = re.compile(r"^```.*?^```", flags=re.M | re.S)
    return fenced.sub(lambda block: "\n" * block[0].count("\n"), _text(document))


def _text(document: Path) -> str:
    return document.read_text(encoding="utf-8")
