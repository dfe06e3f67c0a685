"""The people of a whole ledger: who is private in some report, and who is public in any."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from dateline.export.people import People
from dateline.export.replacing import PERSON, Private, Replacing, Words, keys_of, words_of
from dateline.language import annotate, annotator, languages, unpack
from dateline.resolve.registry import Registry

if TYPE_CHECKING:
    from dateline.store import Ledger
    from dateline.types import Annotation, Reading


class Named(NamedTuple):
    """The people of one version."""

    private: tuple[Private, ...]
    public: frozenset[str]


class Everybody:
    """The people of every report, read once: some 2 kB a report."""

    def __init__(self, ledger: Ledger, progress: Callable[[int, int], None] | None = None) -> None:
        self._ledger = ledger
        self._registry = Registry.open()
        self._versions: dict[str, Named | None] = {}
        versions = ledger.versions()
        for number, version in enumerate(versions, 1):
            self._versions[version] = self._read(version)
            if progress:
                progress(number, len(versions))
        found = [named for _, named in sorted(self._versions.items()) if named is not None]
        self.public = frozenset(name for named in found for name in named.public)
        """Names of those who are public in some report: they are so in all."""
        private = by_role(person for named in found for person in named.private)
        self.replacing = Replacing(map(_in_full, private), self.public)
        """Replaces, wherever they stand, the names of more than one word."""
        self._public = {words_of(name) for name in self.public}
        self._alone = {
            words_of(form)
            for person in private
            if words_of(person.name) not in self._public
            for form in person.forms
        }
        self._by_full: dict[Words, list[Private]] = {}
        for person in private:
            for form in _in_full(person).forms:
                for key in keys_of(form):
                    self._by_full.setdefault(key, []).append(person)

    def of(self, version: str) -> Named | None:
        """Give the people of a version; None for one whose language is not read yet."""
        if version not in self._versions:
            self._versions[version] = self._read(version)
        return self._versions[version]

    def keeps(self, name: str) -> bool:
        """Say whether a name is that of a public person."""
        return words_of(name) in self._public

    def named(self, name: str) -> bool:
        """Say whether a name, or a surname, is that of a private person of any report."""
        return words_of(name) in self._alone

    def named_in(self, version: str, text: str) -> tuple[Private, ...]:
        """Give the private persons of other reports who stand in a text with their full names."""
        own = self.of(version)
        kept = {word for name in (own.public if own else ()) for word in words_of(name)}
        found: dict[Private, None] = {}
        for _, _, key in self.replacing.matches(text):
            for person in self._by_full.get(key, ()):
                forms = tuple(f for f in person.forms if kept.isdisjoint(words_of(f)) or " " in f)
                found.setdefault(Private(person.name, forms, person.role))
        return tuple(found)

    def _read(self, version: str) -> Named | None:
        reading = self._ledger.reading(version)
        if reading.language not in languages():
            return None
        claims = [
            claim
            for run in self._ledger.current_runs().values()
            for claim in self._ledger.claims_of_version(version, run)
        ]
        annotation = self._annotation(version, reading)
        people = People(annotation, self._registry, claims, reading.authors)
        return Named(people.private, people.public)

    def _annotation(self, version: str, reading: Reading) -> Annotation:
        data = self._ledger.annotation(version, annotator(reading.language))
        if data is not None:
            try:
                return unpack(data, reading.text, version)
            except ValueError:
                pass  # another format: it is made anew
        title_end = reading.title.end if reading.title else 0
        return annotate(reading.text, reading.language, version, title_end)


def by_role(private: Iterable[Private]) -> list[Private]:
    """Give those with a role of their own before those of whom only the name is known."""
    return sorted(private, key=lambda person: (person.role == PERSON, person.name, person.role))


def _in_full(person: Private) -> Private:
    """Give a person by the forms of more than one word: those that mean nobody else elsewhere."""
    forms = tuple(form for form in person.forms if len(words_of(form)) > 1)
    return Private(person.name, forms, person.role)
