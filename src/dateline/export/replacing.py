"""Roles in place of names, wherever and however the names are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

PERSON = "[person]"

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s.'’‘ʼ`_+\-‐‑–]{1,4}")
"""What may stand between the words of a name: "J. R. Novak", "Abu-Laban", "peter_novak"."""
_APOSTROPHES = frozenset("'’‘ʼ`")
_PLURAL = 4
"""Characters of the shortest surname whose plural is replaced too: "the Novaks"."""

PARTICLES = frozenset(
    """al el bin bint ibn abu abou umm ul de del della da dos di du van von der den ter la le bat ben
    zu af y e""".split()  # noqa: SIM905
)
"""Words of names that are written small."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """A private person of a text: the ways the text writes the name, and the role instead."""

    name: str
    forms: tuple[str, ...]
    role: str


def words_of(name: str) -> Words:
    """Give the words of a name in the form in which spellings are compared: no case, no accents."""
    return tuple(_folded(match[0]) for match in _WORD.finditer(name))


def _folded(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in split if not unicodedata.combining(c)) or word.casefold()


class Replacing:
    """Replaces the names of private persons in any words of the texts that they stand in.

    Accents, kinds of hyphens and apostrophes, line breaks within a name, capitals, the plural of a
    surname and a name run together in an address make no difference. ``kept`` are the full names of
    people who are public all the same.
    """

    def __init__(self, people: Iterable[Private], kept: Iterable[str] = ()) -> None:
        public = {words_of(name) for name in kept}
        self._roles: dict[Words, str] = {}
        for person in people:
            if words_of(person.name) not in public:
                for form in person.forms:
                    self._add(words_of(form), person.role)
        self._by_first: dict[str, list[Words]] = {}
        for words in sorted(self._roles, key=lambda words: (-len(words), words)):
            self._by_first.setdefault(words[0], []).append(words)

    def _add(self, form: Words, role: str) -> None:
        if not form:
            return
        self._roles.setdefault(form, role)
        if len(form) > 1:
            self._roles.setdefault(("".join(form),), role)  # a handle, part of an address
        elif len(form[0]) >= _PLURAL:
            for ending in ("s", "es"):
                self._roles.setdefault((form[0] + ending,), role)

    def __call__(self, words: str) -> str:
        """Give the words with roles in place of names."""
        pieces, at = [], 0
        for start, end, role in self.found(words):
            pieces += [words[at:start], role]
            at = end
        return "".join([*pieces, words[at:]]) if pieces else words

    def found(self, words: str, address: bool = False) -> Iterator[tuple[int, int, str]]:
        """Give where names stand that are replaced, each with its start, its end and its role.

        In an address letters are small, so that case tells nothing there.
        """
        if not self._roles:
            return
        tokens = [(match.start(), match.end()) for match in _WORD.finditer(words)]
        at = 0
        while at < len(tokens):
            length = self._length(words, tokens, at, address)
            if length:
                start, end = tokens[at][0], tokens[at + length - 1][1]
                yield start, end, self._roles[words_of(words[start:end])]
            at += length or 1

    def _length(self, words: str, tokens: Sequence[tuple[int, int]], at: int, address: bool) -> int:
        """Give how many words from one on are a name; 0 for none."""
        start, end = tokens[at]
        for form in self._by_first.get(_folded(words[start:end]), ()):
            span = tokens[at : at + len(form)]
            if len(span) < len(form):
                continue
            if any(_folded(words[s:e]) != own for (s, e), own in zip(span, form, strict=True)):
                continue
            gaps = [words[a[1] : b[0]] for a, b in pairwise(span)]
            if all(map(_GAP.fullmatch, gaps)) and (address or self._named(words, span, gaps)):
                return len(form)
        return 0

    @staticmethod
    def _named(words: str, span: Sequence[tuple[int, int]], gaps: Sequence[str]) -> bool:
        """Say whether words are written as a name is: "Peter Novak" and "peter-novak", not "will do"."""
        if gaps and not any(" " in gap or gap.isspace() for gap in gaps):
            return True
        around = words[max(0, span[0][0] - 1) : span[0][0]] + words[span[0][1] : span[0][1] + 1]
        if len(span) == 1 and any(mark in around for mark in "@/_"):
            return True  # a handle
        before = ["", *gaps]
        return not any(
            words[start].islower() and words[start:end] not in PARTICLES and gap not in _APOSTROPHES
            for (start, end), gap in zip(span, before, strict=True)
        )

    def hides(self, name: str) -> bool:
        """Say whether a name is one that is replaced."""
        return words_of(name) in self._roles

    def in_address(self, address: str) -> bool:
        """Say whether an address names one of them: ``https://example.org/novak-shot-at-home``."""
        return next(self.found(unquote(address), address=True), None) is not None
