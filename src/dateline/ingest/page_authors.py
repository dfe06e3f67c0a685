"""Whom a page names as its author: by its metadata, its markup or a printed by-line.

The sources are asked in an order; the first that names a person counts, and where none does the
first that names anybody. The order was set on `pages/dev` (`evaluation/pages.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.ingest.credits import author_names
from dateline.ingest.head import plain
from dateline.ingest.names import PARTICLES, is_person
from dateline.ingest.page_bylines import LEAD_ONLY, Bylines, bylines

NAME = 60
"""Characters of one author's name."""
_NO_AUTHOR = re.compile(
    r"^(?:admin\w*|editors?|author|autor|unknown|guest|name|user|webmaster|"
    r"wordpress\w*|root|test|follow|posted|posted by|written by|by|von|gastautor|contributor|"
    r"no author|publisher|publiziert am|human|zvg|redaktion|unbenannt|artikel von|staff|#.*|"
    r"(?:online-?|news-?|web-?)?(?:redaktion|redaction|rédaction|redacción|redazione|redactie|newsroom|desk)|"
    r"(?:la|die|unsere) (?:rédaction|redacción|redaktion)|anonymous|anonym|default|none|null|system|"
    r"red\.?|agenturen|agencies|agences|agencias|agenzie|(?:erstelle|create|start|powered|proudly|posted|published|gepostet|veröffentlicht|on|am|in|at|log in|sign)\b.*|"
    r".*\b(?:creative commons|cc[ -]by\S*|wordpress(?:\.com)?|posts|beiträge|articles)|"
    r"(?:about|über|zum|more from|mehr von|all posts|alle beiträge|view all|show all)\b.*|"
    r".* says|.* (?:said|schreibt|sagt|meint|wrote)|.*\bam|theme\b.*|"
    r".*\b(?:gmbh|ltd|inc|llc|ag|e\. ?v)\.?)$",
    re.I,
)
"""What content systems and templates write into author fields where there is no author."""

_COMPANY = re.compile(r"\b(?:gmbh|ltd|inc|llc|ag|s\.?a|s\.?r\.?l|e\. ?v)\b", re.I)
"""What is written behind the name of a company: its address may follow."""


def page_authors(
    tree: Any,
    metas: Mapping[str, Sequence[str]],
    linked: Sequence[str],
    is_site: Callable[[str], bool],
) -> tuple[str, ...]:
    """Give the authors of a page in the order printed; empty where it names nobody.

    ``linked`` are the names that its JSON-LD gives as the article's authors; ``is_site`` says
    whether a name is the site's own.
    """
    values = [
        value
        for key in (*_AUTHOR_KEYS, *_labelled_metas(metas))
        for value in metas.get(key, ())
        if not _COMPANY.search(value) and not ("," in value and is_site(value.partition(",")[0]))
    ]
    publishers = {plain(value) for key in _PUBLISHER_KEYS for value in metas.get(key, ())}
    stated = [n for v in values if plain(v) not in publishers for n in author_names(v)]
    own = [n for v in values if plain(v) in publishers for n in author_names(v)]
    seen = bylines(tree)
    sources = [
        linked,
        stated,
        _first(seen.head, is_site),
        _first(seen.printed, is_site),
        _first(seen.above, is_site),
        _first(seen.labelled, is_site),
        _first(seen.profiles, is_site),
        _first(seen.weak, is_site),
        _first(seen.dated, is_site),
        _first(seen.boxed, is_site),
        own,
    ]
    found = [_clean(names, is_site) for names in sources]
    sure, unsure = found[:SURE], found[SURE:]
    for names in (*sure, *(names for names in unsure if not any(sure))):
        if any(is_person(name) for name in names):
            return _fuller(names, found)
    return next((names for names in found if names), ()) or _own_name(seen)


_DESK = re.compile(r"\b(?:redaktion|rédaction|redacción|redazione|redactie|editors?|staff)\b", re.I)


def _own_name(seen: Bylines) -> tuple[str, ...]:
    """Give the site's own name where the by-line below the headline has no other."""
    return tuple(_first(seen.head or seen.printed, lambda name: _DESK.search(name) is not None))


def _labelled_metas(metas: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Give the keys of a card's data that are labelled as the author ("Written by", "Verfasst von")."""
    found = []
    for n in ("1", "2"):
        label = " ".join(metas.get(f"twitter:label{n}", ())).casefold()
        if LEAD_ONLY.match(label):
            found.append(f"twitter:data{n}")
    return tuple(found)


_AUTHOR_KEYS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
)  # fmt: skip
_PUBLISHER_KEYS = ("dc.publisher", "publisher", "copyright", "og:site_name")
"""Fields that name who publishes: an author field that says the same is asked last."""
SURE = 6
"""Sources that say outright who wrote; the others are asked where these name nobody."""


def can_be_author(name: str) -> bool:
    """Whether a value of an author field can name somebody, and is no label, address or template."""
    return 1 < len(name) <= NAME and "@" not in name and not _NO_AUTHOR.match(name)


def _clean(names: Iterable[str], is_site: Callable[[str], bool]) -> tuple[str, ...]:
    plausible = (_undoubled(name) for name in names)
    kept = (
        name for name in plausible if can_be_author(name) and _reads(name) and not is_site(name)
    )
    return tuple(dict.fromkeys(kept))


def _undoubled(name: str) -> str:
    """Give "Jane Doe" for "Jane Doe Jane Doe", which a picture's text and a link make together."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def _reads(name: str) -> bool:
    """Whether words can be a name or a handle, and are no sentence and no heading."""
    words = name.split()
    small = [word for word in words if word[0].islower() and word.casefold() not in PARTICLES]
    return (
        len(words) <= 6
        and not re.search(r"[!?…:{}<>=\[\]]", name)
        and (len(words) < 2 or (len(small) < 2 and not words[0][0].islower()) or is_person(name))
    )


def _first(lines: list[list[str]], is_site: Callable[[str], bool]) -> list[str]:
    """Give the first by-line that names somebody; a long list of single words is one of topics."""
    for line in lines:
        names = list(_clean(line, is_site))
        topics = len(names) > MANY and not all(map(is_person, names))
        if names and not topics:
            return names
    return []


MANY = 3
"""Names in one by-line from which each has to be a person's."""


def _fuller(names: tuple[str, ...], found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the source that names the same people and more."""
    best = names
    for other in found[:4]:
        if len(other) > len(best) and {plain(n) for n in best} <= {plain(n) for n in other} and all(
            map(is_person, other)
        ):  # fmt: skip
            best = other
    return best
