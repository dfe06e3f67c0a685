"""Roles in place of names, wherever and however the names are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from dateline.export.name_forms import across, is_cyrillic, stem

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

_LEAST = 4
"""Letters, endings aside, of the shortest name that is looked for in other letters."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """A private person of a text: the ways the text writes the name, and the role instead."""

    name: str
    forms: tuple[str, ...]
    role: str


def words_of(name: str) -> Words:
    """Give the words of a name in the form in which spellings are compared: no case, no accents, and
    of Slavic names in Cyrillic letters no ending."""
    return tuple(_folded(match[0]) for match in _WORD.finditer(name))


def _folded(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold())
    return stem("".join(c for c in split if not unicodedata.combining(c)) or word.casefold())


def keys_of(name: str) -> tuple[Words, ...]:
    """Give what a name is found by: its words, then those of its spellings in the other letters."""
    form, cyrillic = words_of(name), is_cyrillic(name)
    other = _across(_WORD.findall(name.casefold()), cyrillic=not cyrillic)
    return tuple(key for key in (form, other) if key)


def _across(words: Iterable[str], *, cyrillic: bool) -> Words:
    """Give the words as texts in the other letters are compared, () where that tells too little.

    ``cyrillic`` says which letters those texts have.
    """
    found = tuple(across(word) for word in words)
    if not all(found) or sum(map(len, found)) < _LEAST:
        return ()
    return tuple(f"{'c' if cyrillic else 'l'}:{word}" for word in found)


class Replacing:
    """Replaces the names of private persons in any words of the texts that they stand in.

    Accents, kinds of hyphens and apostrophes, line breaks within a name, capitals, the plural of a
    surname and a name run together in an address make no difference, nor do the cases of a Slavic name,
    and whether it stands in Latin or Cyrillic letters. ``kept`` are the full names of people who are
    public all the same.
    """

    def __init__(self, people: Iterable[Private], kept: Iterable[str] = ()) -> None:
        public = {words_of(name) for name in kept}
        self._roles: dict[Words, str] = {}
        self._other: set[bool] = set()
        """Whether names in other letters are looked for in Latin words, in Cyrillic ones."""
        for person in people:
            if words_of(person.name) not in public:
                for form in person.forms:
                    self._add(form, person.role)
        self._by_first: dict[str, list[Words]] = {}
        for words in sorted(self._roles, key=lambda words: (-len(words), words)):
            self._by_first.setdefault(words[0], []).append(words)

    def _add(self, written: str, role: str) -> None:
        plain = _WORD.findall(written.casefold())
        form, *others = keys_of(written) or ((),)
        if not form:
            return
        self._roles.setdefault(form, role)
        for other in others:
            self._roles.setdefault(other, role)
            self._other.add(not is_cyrillic(written))
        if len(form) > 1:
            self._roles.setdefault(words_of("".join(plain)), role)  # a handle, part of an address
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
        for start, end, form in self.matches(words, address):
            yield start, end, self._roles[form]

    def matches(self, words: str, address: bool = False) -> Iterator[tuple[int, int, Words]]:
        """Give where such names stand, each with the key (:func:`keys_of`) that it was found by."""
        if not self._roles:
            return
        tokens = [(match.start(), match.end()) for match in _WORD.finditer(words)]
        at = 0
        while at < len(tokens):
            form = self._form(words, tokens, at, address)
            if form:
                yield tokens[at][0], tokens[at + len(form) - 1][1], form
            at += len(form) or 1

    def _form(self, words: str, tokens: Sequence[tuple[int, int]], at: int, address: bool) -> Words:
        """Give the form of a name that the words from one on have; () for none."""
        start, end = tokens[at]
        for first in self._keys(words[start:end]):
            for form in self._by_first.get(first, ()):
                span = tokens[at : at + len(form)]
                if len(span) < len(form):
                    continue
                if any(
                    own not in self._keys(words[s:e])
                    for (s, e), own in zip(span, form, strict=True)
                ):
                    continue
                gaps = [words[a[1] : b[0]] for a, b in pairwise(span)]
                if all(map(_GAP.fullmatch, gaps)) and (address or self._named(words, span, gaps)):
                    return form
        return ()

    def _keys(self, word: str) -> Words:
        """Give the forms by which a word of a text is looked up."""
        cyrillic = is_cyrillic(word)
        other = across(word.casefold()) if cyrillic in self._other else ""
        return (_folded(word), f"{'c' if cyrillic else 'l'}:{other}") if other else (_folded(word),)

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
