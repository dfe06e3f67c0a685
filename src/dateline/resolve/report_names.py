"""The names of one report: its people and organisations, its abbreviations, its countries.

Within a report the same name means the same actor: a surname goes back to the full name that
stands elsewhere, an abbreviation to the words that it was made from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from dateline.resolve.names import Piece, normal_form, pieces
from dateline.resolve.registry import Alias, Match, Registry
from dateline.types import Annotation, Entity, Span

_BRACKETED = re.compile(r"\(\s*[\"“']?([A-Z][A-Za-z&/.\-]{1,9})[\"”']?\s*[),;]?")
_SMALL = frozenset(
    {"of", "the", "for", "and", "in", "to", "on", "a", "an", "de", "la", "del", "et"}
)
_TITLE_WORDS = """mr mrs ms dr sir lord lady president prime minister general gen lt col colonel major capt
    captain king queen prince princess emir sheikh sheik ayatollah senator rep gov sen judge
    chancellor mullah pope bishop archbishop admiral sgt sergeant lieutenant foreign secretary
    imam maulana vice deputy chairman ambassador dictator leader the commander cardinal reverend
    mayor chief spokesman spokeswoman brigadier marshal"""
_TITLES = frozenset(_TITLE_WORDS.split())
_NO_TITLE = frozenset(
    {"the", "foreign", "commander", "chief", "leader", "prime", "general", "king"}
)
"""Titles that names of bodies begin with too: "Foreign Office", "General Assembly"."""
_BEFORE_PLACES = frozenset({"near", "in", "at", "around", "outside", "from", "navy", "army", "air"})
_PLACES = frozenset({"name", "adj", "people", "seat", "seats", "region"})
_SHOUTED = frozenset({"IS", "WHO", "US", "CAR", "CARE", "TIP", "MEND", "AA", "AU", "ISI", "MIT"})
"""Abbreviations that are also words when a headline is set in capitals."""


class ReportNames:
    """What the names of one annotation refer to, computed when first asked for."""

    def __init__(self, annotation: Annotation, registry: Registry) -> None:
        self.annotation = annotation
        self.registry = registry
        self.lowered = not any(c.isupper() for c in annotation.text)
        self.pieces: list[Piece] = pieces(annotation.text)
        self._starts = [piece.start for piece in self.pieces]

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """All registry names in the text, longest first come, none inside a person's name."""
        people = [e for e in self.annotation.entities if e.label == "PER"]
        found = []
        for match in self.registry.find(self.pieces, self.lowered):
            if self._shouted(match) or self._inside_person(match, people):
                continue
            found.append(match)
        return tuple(found)

    def matches_in(self, span: Span) -> list[Match]:
        """Give the registry names that lie within ``span``."""
        return [m for m in self.matches if m.start >= span.start and m.end <= span.end]

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the report names each country, its people, capital or parts."""
        counted: Counter[str] = Counter()
        for match in self.matches:
            for country in sorted({c for a in match.aliases for c in self._countries(a)}):
                counted[country] += 1
        return counted

    def _countries(self, alias: Alias) -> Iterator[str]:
        if alias.role in _PLACES and self.registry.kind(alias.key) == "state":
            yield alias.key

    def _shouted(self, match: Match) -> bool:
        raw = self.pieces[match.first].raw
        if match.last - match.first > 1 or raw not in _SHOUTED:
            return False
        around = self.pieces[max(0, match.first - 2) : match.first]
        around += self.pieces[match.last : match.last + 2]
        words = [p.raw for p in around if len(p.raw) > 2 and p.raw.isalpha()]
        return len(words) > 1 and all(word.isupper() for word in words)

    def _inside_person(self, match: Match, people: Sequence[Entity]) -> bool:
        for entity in people:
            if entity.start <= match.start and match.end <= entity.end:
                name = pieces(self.annotation.text[entity.start : entity.end])
                last = max((i for i, p in enumerate(name[:-1]) if _is_title(p.raw)), default=-1)
                if last >= 0 and match.end <= name[last].end:
                    return False
                rest = name[last + 1 :]
                inner = match.last - match.first
                if len(rest) > inner and any(
                    a.role != "name" or a.key[:6] != "person" for a in match.aliases
                ):
                    return True
        return False

    # ------------------------------------------------------------------ people

    @cached_property
    def _full_names(self) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for entity in self.annotation.entities:
            if entity.label == "PER":
                name = self.person_name(self.annotation.text[entity.start : entity.end])
                if " " in name:
                    names.setdefault(name)
        return tuple(names)

    @staticmethod
    def person_name(words: str) -> str:
        """Give a person's name without titles, possessive and line breaks."""
        parts = re.sub(r"['’]s$", "", " ".join(words.split())).split(" ")
        titles = [i for i, part in enumerate(parts[:-1]) if _is_title(part)]
        if titles and (titles[0] == 0 or titles[-1] < len(parts) - 2):
            parts = parts[titles[-1] + 1 :]
        return " ".join(parts).strip(" .,;:'\"’“”-")

    def titled(self, entity: Entity) -> bool:
        """Say whether a name begins with a title ("Vice-President"), and so is a person's."""
        words = self.annotation.text[entity.start : entity.end].split()
        return len(words) > 1 and _is_title(words[0]) and words[0].lower() not in _NO_TITLE

    def no_person(self, name: str) -> bool:
        """Say whether what a name finder took for a person cannot be one: "Near Raqqa", "Capt"."""
        words = name.lower().replace(".", "").split()
        return words[0] in _BEFORE_PLACES or all(word in _TITLES for word in words)

    def full_name(self, name: str) -> tuple[str, str]:
        """Give the full name that a surname goes back to in this report, and how."""
        form = normal_form(name)
        if " " in form:
            longer = [f for f in self._full_names if _contains(normal_form(f), form)]
            longest = max(longer, key=len, default=name)
            return (longest, "longer name in the report") if longest != name else (name, "name")
        fitting = sorted(
            {
                normal_form(full): full
                for full in self._full_names
                if normal_form(full).split(" ")[-1] == form
                or normal_form(full).split(" ")[0] == form
            }.values()
        )
        if len({normal_form(full) for full in fitting}) == 1:
            return fitting[0], "surname of a full name in the report"
        return name, "name"

    # ------------------------------------------------------------------ abbreviations

    @cached_property
    def abbreviations(self) -> dict[str, Span]:
        """Abbreviation to the words it stands for, where the report introduces it in brackets."""
        text = self.annotation.text
        found: dict[str, Span] = {}
        for match in _BRACKETED.finditer(text):
            short = match.group(1).replace(".", "").rstrip("-/")
            if sum(c.isupper() for c in short) < 2 or short in found:
                continue
            long = _long_form(text, match.start(), short)
            if long is not None:
                found[short] = long
        return found

    def introduced(self, start: int, end: int) -> Span | None:
        """Give the name with an abbreviation in brackets behind it that holds the characters."""
        for span in self.abbreviations.values():
            if span.start <= start and end <= span.end:
                return span
        return None

    def expansion(self, short: str) -> Span | None:
        """Give the words in this report that ``short`` abbreviates, or None.

        Introduced in brackets, else the one name of several words whose initials it is.
        """
        plain = short.replace(".", "")
        if len(plain) < 2 or not plain.isupper():
            return None
        if plain in self.abbreviations:
            return self.abbreviations[plain]
        fitting: dict[str, Span] = {}
        for span in self._long_names:
            words = self.annotation.text[span.start : span.end]
            if plain in _initials(words):
                fitting.setdefault(normal_form(words), span)
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    @cached_property
    def _long_names(self) -> tuple[Span, ...]:
        spans = {
            Span(e.start, e.end)
            for e in self.annotation.entities
            if e.label in {"ORG", "MISC", "NORP"}
        }
        spans |= {
            Span(m.start, m.end)
            for m in self.matches
            if any(a.role == "name" and not a.key.startswith("person:") for a in m.aliases)
        }
        text = self.annotation.text
        return tuple(s for s in sorted(spans) if " " in text[s.start : s.end])


def _is_title(word: str) -> bool:
    return word.lower().strip(".,").rpartition("-")[2] in _TITLES


def _contains(longer: str, shorter: str) -> bool:
    return f" {shorter} " in f" {longer} "


def _initials(words: str) -> set[str]:
    parts = [p for p in re.split(r"[\s\-–/]+", words) if p and p[0].isalnum()]
    every = "".join(p[0] for p in parts)
    large = "".join(p[0] for p in parts if p.lower() not in _SMALL)
    return {every.upper(), large.upper()} if len(large) > 1 else set()


def _long_form(text: str, bracket: int, short: str) -> Span | None:
    """Give the words before ``bracket`` that ``short`` abbreviates (Schwartz and Hearst, 2003)."""
    window = text[max(0, bracket - 120) : bracket].rstrip()
    cut = max(window.rfind(mark) for mark in ".;:(\n")
    base = max(0, bracket - 120) + cut + 1
    window = window[cut + 1 :]
    i = len(window) - 1
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].lower()
        while i >= 0 and (
            window[i].lower() != letter or (position == 0 and i > 0 and window[i - 1].isalnum())
        ):
            i -= 1
        if i < 0:
            return None
        i -= 1
    start = i + 1
    words = window[start:]
    limit = min(len(short) + 5, len(short) * 2)
    if not words or not words[0].isupper() or len(words.split()) > limit or " " not in words:
        return None
    return Span(base + start, base + len(window))
