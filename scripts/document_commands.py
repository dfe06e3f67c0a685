"""Write docs/commands.md, the reference of every command and option, from the program itself.

Run it after changing an option: ``python scripts/document_commands.py``. With ``--check``
nothing is written; the exit status is 1 where the page is not current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from dateline.cli import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Every command and option, as `--help` gives them (this page is made from the program by
`scripts/document_commands.py`). Usage errors and files that cannot be used end with status 2,
"nothing could be done" with 1, Ctrl-C with 130. Results go to standard output, remarks and
progress to standard error.

| environment variable | does |
| --- | --- |
| `DATELINE_LEDGER` | the ledger where `--ledger` is not given |
| `DATELINE_AUTHOR` | who decides where `--author` is not given |
| `DATELINE_CACHE` | folder for the unpacked gazetteer; else `$XDG_CACHE_HOME/dateline`, else `~/.cache/dateline` |
| `DATELINE_CONTACT` | address or page that requests name, so that a site can reach you (`--contact`) |
| `DATELINE_ENGLISH_MODEL` | another installed spaCy pipeline for English |
| `DATELINE_ENCODER` | `off`: claims by the rules alone, which is another run ([models](models.md)) |
| `DATELINE_DATA` | folder with gold data for `dateline evaluate` |
| `DATELINE_DEBUG` | any value: a failing command shows where it failed |
| `DATELINE_ISOLATION` | `limits`: parsers are held to time and memory and not shut off from network, files and programs ([safety](safety.md)) |

`dateline --version` gives the version; `--help` (`-h`) after any command gives its help.
"""


def commands(group: Any = None, name: str = "dateline") -> Iterator[tuple[str, Any]]:
    """Give every command with its full name, subcommands behind the command they belong to."""
    chosen = typer.main.get_command(app) if group is None else group
    for word, command in chosen.commands.items():
        yield f"{name} {word}", command
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} {word}")


def options(command: Any) -> list[Any]:
    """Give the options of a command but ``--help``."""
    return [p for p in command.params if p.param_type_name == "option" and p.name != "help"]


def page() -> str:
    """Give the whole page."""
    parts = [HEAD]
    for name, command in commands():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        usage = " ".join([name, *(_usage(p) for p in arguments)])
        parts.append(f"\n## `{usage}`\n\n{_prose(command.help)}\n")
        rows = [(f"`{p.name}`", p.help) for p in arguments]
        rows += [(", ".join(f"`{opt}`" for opt in p.opts), p.help) for p in options(command)]
        if rows:
            lines = [
                f"| {left} | {_prose(right).replace('|', chr(92) + '|')} |" for left, right in rows
            ]
            parts.append("\n| | |\n| --- | --- |\n" + "\n".join(lines) + "\n")
    return "".join(parts)


def _usage(argument: Any) -> str:
    word = str(argument.name).upper() + ("..." if argument.nargs == -1 else "")
    return word if argument.required else f"[{word}]"


def _prose(text: str | None) -> str:
    """Give help without its examples and markup, a paragraph a line."""
    plain = re.sub(r"\[/?bold\]", "", (text or "").split("Examples:")[0].split("Example:")[0])
    paragraphs = [" ".join(part.split()) for part in plain.split("\n\n")]
    return "\n\n".join(part for part in paragraphs if part)


def main() -> int:
    """Write the page, or with ``--check`` say whether it is current."""
    made = page()
    if "--check" in sys.argv[1:]:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
