"""Writes src/dateline/data/columns.json from the tables of docs/views.md and docs/exports.md.

What a column means is written once, in the documents; the data dictionaries that exports bring
along are made from it. Run it after changing a column's description; a test compares.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "dateline" / "data" / "columns.json"
PAGES = ("docs/views.md", "docs/exports.md")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def current() -> str:
    """Give the file as it must be: view to column to description."""
    found: dict[str, dict[str, str]] = {}
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for section in re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]:
            name = section.split("\n", 1)[0].strip().removeprefix("Table ").strip("`")
            rows = re.findall(r"^\| ([a-z_0-9]+) \| (.+) \|$", section, flags=re.MULTILINE)
            if rows and not name[0].isupper():
                plain = {c: _LINK.sub(r"\1", words).replace("`", "") for c, words in rows}
                plain.pop("column", None)
                found[name] = plain
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(current(), encoding="utf-8")
