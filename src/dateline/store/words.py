"""How filters compare words: without regard to case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def matching_words(text: str | None) -> str | None:
    """Give the words of ``text`` for comparison, a space before and after each.

    " ivory coast " is found in matching_words("Côte d'Ivoire (Ivory Coast)"), and "isis" is
    not found in that of "Tunisia". None stays None. Known to our own connections as an SQL
    function; the views do not use it.
    """
    if text is None:
        return None
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return f" {' '.join(_WORD.findall(plain))} "
