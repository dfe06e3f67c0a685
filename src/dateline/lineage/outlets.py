"""Names of outlets and agencies, made comparable: "AP", "(AP)" and "apnews.com" are one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.ingest.names import AGENCIES, OUTLETS, agency_of, is_organisation

_HOSTS = {
    "apnews": "associated press",
    "ap": "associated press",
    "trust": "thomson reuters foundation",
    "xinhuanet": "xinhua",
    "ria": "ria novosti",
    "interfaxru": "interfax",
    "aa": "anadolu",
    "wam": "wam",
    "kyodonews": "kyodo",
}
"""Hosts of agencies whose name they do not spell out (their own sites)."""

_HOST = re.compile(
    r"^(?:https?://)?(?:www\d?\.|news\.|edition\.|m\.|feeds\.)*(?P<core>[\w-]+(?:\.[\w-]+)*?)"
    r"\.(?:co\.uk|com\.\w\w|org\.\w\w|co\.\w\w|[a-z]{2,6})(?:[/:].*)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONG_AGENCIES = re.compile(
    r"\b(?:"
    + "|".join(sorted((re.escape(k) for k in AGENCIES if len(k) > 5), key=lambda k: (-len(k), k)))
    + r")\b",
    re.IGNORECASE,
)
_SHORT_AGENCIES = re.compile(r"\b(?:AP|AFP|CNN|UPI|TASS|ТАСС|EFE|PTI|dpa)\b")
_PLAIN = frozenset(("the", "a", "of", "and", "news", "online", "agency", "com", "press"))


@lru_cache(maxsize=20_000)
def outlet_key(name: str) -> str:
    """Give a comparable form of an outlet's name: an agency's full name, a host's core, else its words.

    "by A, B" and roles stay out: "JANE DOE Associated Press" is the Associated Press. Empty where
    nothing is left.
    """
    name = re.sub(r"\([^()]*\)", " ", name).strip(" .,;:-–—\"'“”«»") or name.strip(" ()")
    agency = agency_of(name)
    if agency is not None:
        return agency.casefold()
    host = _HOST.match(name)
    if host is not None and " " not in name:
        core = host["core"].casefold().split(".")[-1]
        return _HOSTS.get(core) or (agency_of(core) or agency_of(core.upper()) or core).casefold()
    for form in (_LONG_AGENCIES, _SHORT_AGENCIES):
        found = form.search(name)
        if found is not None:
            return (agency_of(found[0]) or found[0]).casefold()
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(name)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=200_000)
def same_outlet(a: str, b: str) -> bool:
    """Say whether two keys name one outlet: "new york times" and "nytimes", "bbc news" and "bbc"."""
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    if short == long:
        return True
    for key, other in ((a, b), (b, a)):
        words = other.split()
        if (
            " " not in key
            and len(words) > 1
            and len(key) > 2
            and any(_spells(key, form) for form in _forms(words))
        ):
            return True
    return False


def _spells(key: str, words: tuple[str, ...]) -> bool:
    """Say whether a host spells a name, each word whole or by its initial: "nytimes", "wsj"."""
    if not words:
        return key == ""
    first, rest = words[0], words[1:]
    return (key.startswith(first) and _spells(key[len(first) :], rest)) or (
        key[:1] == first[:1] and _spells(key[1:], rest)
    )


class Hosts:
    """The keys of one word among those of publishers, to be found by a name that they spell."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._hosts = frozenset(key for key in keys if " " not in key)
        self._sorted = sorted(key for key in self._hosts if len(key) > 2)
        self._found: dict[str, frozenset[str]] = {}

    def of(self, name: str) -> frozenset[str]:
        """Give those of which :func:`same_outlet` says that they are the same as a key of several
        words; none for a key of one word."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = frozenset(self._spelled(name))
        return found

    def _spelled(self, name: str) -> Iterator[str]:
        words = name.split()
        if " " not in name or len(words) < 2:
            return
        for form in _forms(words):
            yield from self._going_on("", form)
        if name.replace(" ", "") in self._hosts:
            yield name.replace(" ", "")

    def _going_on(self, beginning: str, words: tuple[str, ...]) -> Iterator[str]:
        """Give the keys that go on with words after a beginning, each whole or by its initial."""
        at = bisect_left(self._sorted, beginning)
        if at == len(self._sorted) or not self._sorted[at].startswith(beginning):
            return
        if not words:
            if self._sorted[at] == beginning:
                yield beginning
            return
        for part in {words[0], words[0][:1]}:
            yield from self._going_on(beginning + part, words[1:])


def _forms(words: list[str]) -> tuple[tuple[str, ...], ...]:
    """Give the words of a name that a host may spell: all, the telling ones, these with "news"."""
    telling = [word for word in words if word not in _PLAIN] or words
    return tuple(words), tuple(telling), (*telling, "news")


def names_outlet(name: str) -> bool:
    """Say whether a credited name can be an outlet's: not a person, a place or a scrap of one word."""
    bare = name.strip()
    if agency_of(bare) is not None or bare.removeprefix("The ") in OUTLETS:
        return True
    if len(bare) < 3 or not any(c.isalpha() for c in bare):
        return False
    key = outlet_key(bare)
    return is_organisation(bare) or key in _AGENCY_KEYS or _HOST.match(bare) is not None


def is_agency(key: str) -> bool:
    """Say whether a key is that of an agency."""
    return key in _AGENCY_KEYS


def printed_name(name: str, key: str) -> str:
    """Give an outlet's name for a reader: an agency's own, else the name as it was printed."""
    return _AGENCY_KEYS.get(key, name)


@lru_cache(maxsize=1_000)
def spelled(key: str) -> re.Pattern[str]:
    """Give the form by which a text is searched for an outlet under any of its names; short ones of
    agencies in capitals only."""
    names = [name for name, full in AGENCIES.items() if full.casefold() == key]
    long = [re.escape(name) for name in names if len(name) > 4] or [re.escape(key)]
    short = [re.escape(name.upper()) for name in names if len(name) <= 4]
    return re.compile(
        rf"\b(?:{'|'.join([f'(?i:{word})' for word in sorted(long)] + sorted(short))})\b"
    )


_AGENCY_KEYS = {name.casefold(): name for name in AGENCIES.values()}
