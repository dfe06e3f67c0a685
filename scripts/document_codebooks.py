"""Write the tables of types in docs/codebooks.md from the codebooks that ship.

Run it after editing a codebook: ``python scripts/document_codebooks.py``. With ``--check``
nothing is written; the exit status is 1 where the page is not current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from dateline.coding.codebook import BUILT_IN, Codebook, load_codebook

PAGE = Path(__file__).resolve().parents[1] / "docs" / "codebooks.md"
_MARKED = re.compile(r"(<!-- types of (\w+) -->\n).*?(<!-- end of \2 -->)", re.DOTALL)


def first_sentence(text: str) -> str:
    """Give a definition up to its first full stop or colon that ends a statement."""
    return re.split(r"(?<=[.:])\s", text, maxsplit=1)[0].rstrip(":.")


def table(codebook: Codebook) -> str:
    """Give the types of a codebook as a Markdown table, a line a type."""
    raw = yaml.safe_load((BUILT_IN / f"{codebook.name}.yaml").read_text(encoding="utf-8"))
    extra, column = _extra(codebook, raw["types"])
    modes = any(kind.modes for kind in codebook.types.values())
    heads = ["type", "what is coded", *([column] if column else []), *(["modes"] if modes else [])]
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    for name, kind in codebook.types.items():
        cells = [f"`{name}`", first_sentence(kind.definition)]
        if column:
            cells.append(extra[name])
        if modes:
            cells.append(", ".join(mode.name for mode in kind.modes))
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def _extra(codebook: Codebook, raw: dict[str, Any]) -> tuple[dict[str, str], str]:
    """Give what else is worth a column, by type, and the column's name; "" where nothing is."""
    kinds = codebook.types
    if any(kind.relation for kind in kinds.values()):
        return {n: f"`{k.relation}`" if k.relation else "" for n, k in kinds.items()}, "tie"
    if any(kind.cameo for kind in kinds.values()):
        return {name: ", ".join(kind.cameo) for name, kind in kinds.items()}, "CAMEO"
    if any("event_type" in entry for entry in raw.values()):
        return {name: str(raw[name].get("event_type", "")) for name in kinds}, "event type"
    return {}, ""


def current(page: str) -> str:
    """Give the page with every table between its markers as the codebooks are now."""
    return _MARKED.sub(
        lambda found: f"{found[1]}\n{table(load_codebook(found[2]))}\n\n{found[3]}", page
    )


def main() -> int:
    """Write the page, or with ``--check`` say whether it is current."""
    page = PAGE.read_text(encoding="utf-8")
    made = current(page)
    if "--check" in sys.argv[1:]:
        return int(made != page)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
