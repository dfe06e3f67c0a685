"""Text cells that no spreadsheet runs as a formula, and the way back to the text.

Articles are written by people whom nobody vetted, and a spreadsheet runs a cell that begins with
``=``, ``+``, ``-``, ``@``, a tab or a line end (OWASP, "CSV Injection", which also names the
full-width forms). Such a text gets one apostrophe in front. The rule can be undone: text that
begins with apostrophes and then one of these characters gets one more, so that taking one
apostrophe from every such cell gives the text as it was. Numbers are written as numbers and
never marked.
"""

from __future__ import annotations

import re
from typing import Any

STARTERS = "=+-@\t\r\n＝＋－＠"
"""Characters with which a formula begins in one spreadsheet or another."""

_TO_MARK = re.compile(f"'*[{re.escape(STARTERS)}]")
_MARKED = re.compile(f"'+[{re.escape(STARTERS)}]")


def cell(value: Any) -> Any:
    """Give a value as a CSV cell that no spreadsheet takes for a formula; None is an empty cell."""
    if isinstance(value, str) and _TO_MARK.match(value):
        return "'" + value
    return "" if value is None else value


def text_of(cell: str) -> str:
    """Give the text that :func:`cell` wrote: the way back, for whoever reads the file."""
    return cell[1:] if _MARKED.match(cell) else cell
