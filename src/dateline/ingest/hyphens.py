"""Words parted at the end of a line: which hyphen the typesetter set, and which one the writer wrote.

``govern-/ment`` is one word, ``pro-/government`` has its hyphen in any line. The text itself is asked
first (does it write the word elsewhere, with or without?), then parts of words that take a hyphen in
English, German and Russian; a hyphen before a capital letter or behind a figure is the writer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HYPHENS = "-\u2010\u00ad"
_LISTS = """
anti non self semi vice quasi two three five twenty thirty forty fifty sixty
юго северо военно общественно социально американо российско русско украинско вице кое
/
pro ex pre post mid counter cross co
/
government democracy independence opposition regime peace reform war dawn election coup conflict trial
president minister soldier soldiers fighter fighters rebel rebels leader leaders chief head general
official officials commander commanders combatant combatants policeman militant militants prisoner
wife husband king century border offensive founder ordinated
/
backed held owned led based controlled run related aligned affiliated linked sponsored trained supported
occupied style wing range ranking profile scale term level intensity speed old known minister president
chief general wide long speaking making like rich poor torn hit stricken born
/
кто кого кому кем что чего чему чем где как куда откуда когда почему зачем чей чья чьё чьи
/
то либо нибудь
/
and or to und oder bis et ou и или y o
"""
_FIRST, _BEFORE_NOUNS, _NOUNS, _SECOND, _ASKING, _PARTICLES, _SUSPENDED = (
    frozenset(words.split()) for words in _LISTS.split("/")
)
"""First parts that keep their hyphen before any word, and before the nouns that follow only ("pro-test"
is parted, "pro-government" written); second parts that keep it behind :data:`LONG` letters; words that
ask, with the particles behind them; words before which a hyphen stands for what follows later ("two-
and three-day"). What is in neither list is parted: by far the most hyphens at a line's end are."""
LONG = 4
"""Letters: "un-related" and "re-run" are parted, "clan-related" is written."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """Give the words that stand inside lines, with their hyphens, in lower case: not the last word
    of a line that ends in a hyphen."""
    found: set[str] = set()
    for line in lines:
        end = len(line.rstrip())
        for match in _WORD.finditer(line):
            if match.end() < end - 1 or line[end - 1 : end] not in HYPHENS:
                found.add(match[0].casefold())
    return frozenset(found)


def joined(block: str, line: str, words: frozenset[str] = frozenset()) -> str:
    """Give ``line`` put to ``block``, the lines before it; a word parted between them is made whole.

    ``words`` are those of the whole text, see :func:`words_of`.
    """
    if not block or not line:
        return block or line
    if len(block) < 2 or block[-1] not in HYPHENS or not block[-2].isalnum():
        return f"{block} {line}"
    first = re.search(r"[^\W_]*$", block[:-1])
    second = re.match(r"[^\W_]*", line)
    left = first[0] if first else ""
    right = second[0] if second else ""
    if not right:
        return f"{block} {line}"
    if block[-1] == "\u00ad":
        return block[:-1] + line
    if right.casefold() in _SUSPENDED and right.islower():
        return f"{block} {line}"
    keep = not left.isalpha() or not right[0].islower() or _keeps(left, right, words)
    return (block if keep else block[:-1]) + line


def _keeps(left: str, right: str, words: frozenset[str]) -> bool:
    left, right = left.casefold(), right.casefold()
    if f"{left}-{right}" in words:
        return True
    if left + right in words:
        return False
    if left == "из":
        return right in ("за", "под")
    if right in _PARTICLES:
        return left in _ASKING or re.fullmatch(r"как(?:ой|ая|ое|ие|ого|ому|им|их|ую|ом)", left) is not None  # fmt: skip
    if left in _BEFORE_NOUNS:
        return right in _NOUNS
    return left in _FIRST or (right in _SECOND and len(left) >= LONG)
