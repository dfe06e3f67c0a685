"""What was fetched into a ledger: which original each address gave.

Kept beside the ledger's database, in ``fetched/``: it says what need not be fetched again and is no
part of the record, so that no dump holds it. Addresses are named by hashes, so that a report's
address goes with the report when it is purged.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.identity import content_id

FOLDER = "fetched"
GIVEN_UP = 3
"""Failures of a feed's page after which it is not asked for again."""


class Journal:
    """The addresses that were fetched into the ledger in ``root``; lines are only ever appended."""

    def __init__(self, root: Path) -> None:
        self._path = root / FOLDER / "addresses.jsonl"
        self._original: dict[str, str] = {}
        self._failed: dict[str, int] = {}
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            lines = []
        for line in lines:
            entry = _plain(line)
            key = str(entry.get("address", ""))
            if isinstance(entry.get("original"), str):
                self._original[key] = entry["original"]
                self._failed.pop(key, None)
            elif isinstance(entry.get("failed"), int):
                self._failed[key] = entry["failed"]

    def original(self, url: str) -> str | None:
        """Give the SHA-256 of the archive that an address gave last."""
        return self._original.get(_key(url))

    def failures(self, url: str) -> int:
        """Give how often an address has failed since it was last read."""
        return self._failed.get(_key(url), 0)

    def note(self, url: str, original: str) -> None:
        """Note what an address gave."""
        self._original[_key(url)] = original
        self._failed.pop(_key(url), None)
        self._append({"address": _key(url), "original": original})

    def note_failure(self, url: str, *, final: bool) -> None:
        """Note that an address gave nothing; ``final``: nothing will come of asking again."""
        count = GIVEN_UP if final else self.failures(url) + 1
        self._failed[_key(url)] = count
        self._append({"address": _key(url), "failed": count})

    def _append(self, entry: dict[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(entry, sort_keys=True).encode("ascii")
        with self._path.open("ab") as file:
            # A line that an earlier run was stopped in is ended first, and then passed over.
            file.write(b"\n" + line + b"\n")


def _key(url: str) -> str:
    return content_id("U", url)


def _plain(data: bytes) -> dict[str, Any]:
    """Give what JSON holds; {} where it is cut off or no object."""
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
