"""The body of a report as the check looks things up in it: who is named in which sentence, and
which words tell of what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.check.words import agent_families, event_families, stem
from dateline.coding.assertion import assertion
from dateline.resolve.names import pieces
from dateline.resolve.report_names import ReportNames
from dateline.types import Annotation, Claim, Resolution, Sentence, Span

NAMING = frozenset({"actor", "recipient", "organisation", "parent", "leader"})
"""Roles that actors fill."""
BRANCH_TIES = frozenset({"part_of", "pledged_to"})
"""Relations of the registry by which a group is a branch of another."""
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "who"}
)
_SMALL = frozenset({"the", "of", "and", "for", "in", "a", "an", "on", "to", "de", "al", "s"})
_ACTS_FOR_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
MOST_TELLINGS = 60
"""Words of the body that are read for one event; texts that repeat a word more often are lists."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Who or what words of the headline mean, as it is looked for in the body."""

    label: str
    keys: frozenset[str] = frozenset()
    """Keys of the registry, states for all their bodies; empty where unknown to it."""
    pieces: tuple[str, ...] = ()
    """The parts of the name, comparable."""
    person: bool = False
    generic: str = ""
    """The lemma of the head word, where there is no name: "militant"."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A word of the body that may tell an event of the headline."""

    sentence: int
    same_word: bool
    """Of the same stem as the headline's."""
    same_family: bool
    """Of a near-synonym's; neither: a claim of the same type in other words."""
    polarity: str
    modality: str
    source: str | None
    """Whom the body cites for it; None where it says it itself."""
    claims: tuple[Claim, ...] = ()


def keys_of(key: str) -> frozenset[str]:
    """Give the keys under which an actor is looked for: ``RUS`` for ``RUS/MIL``, and the state
    beside a body of its own name where that acts for the state (``SYR/MIL/saa``)."""
    parts = key.split("/")
    if ":" in key or len(parts) < 2 or parts[1] == "in":
        return frozenset({key})
    if len(parts) == 2:
        return frozenset({parts[0]})
    return frozenset({key, parts[0]} if parts[1] in _ACTS_FOR_STATE else {key})


class Body:
    """Look-ups in one report's body, made from what is known of the report."""

    def __init__(
        self,
        annotation: Annotation,
        names: ReportNames,
        claims: Sequence[Claim],
        resolutions: Iterable[Resolution],
    ) -> None:
        self.annotation = annotation
        self.names = names
        self._title = _plain(annotation.text[: annotation.title_end])
        self.numbers = [
            number
            for number, sentence in enumerate(annotation.sentences)
            if sentence.start >= annotation.title_end and not self._repeats_title(sentence)
        ]
        self._inside = frozenset(self.numbers)
        self.claims = tuple(c for c in claims if self.sentence_at(c.anchor.start) in self._inside)
        self.resolved: dict[tuple[str, str, int], Resolution] = {
            (r.subject, r.role, r.ordinal): r for r in resolutions
        }

    def _repeats_title(self, sentence: Sentence) -> bool:
        return _plain(self.annotation.text[sentence.start : sentence.end]) == self._title

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence at an offset."""
        return max(0, bisect_right(self.annotation.sentences, offset, key=lambda s: s.start) - 1)

    def span(self, number: int) -> Span:
        """Give the span of a sentence, without the white space around it."""
        sentence = self.annotation.sentences[number]
        text = self.annotation.text[sentence.start : sentence.end]
        start = sentence.start + len(text) - len(text.lstrip())
        return Span(start, sentence.start + len(text.rstrip()))

    # ------------------------------------------------------------------ who is named where

    @cached_property
    def _keys(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for match in self.names.matches:
            number = self.sentence_at(match.start)
            if number in self._inside:
                for alias in match.aliases:
                    for key in keys_of(alias.key):
                        found.setdefault(key, set()).add(number)
        for claim in self.claims:
            for slot in claim.slots:
                resolution = self.resolved.get((claim.id, slot.role, slot.ordinal))
                number = self.sentence_at(slot.span.start)
                if slot.role in NAMING and resolution and resolution.value:
                    for key in keys_of(resolution.value):
                        found.setdefault(key, set()).add(number)
        return found

    @cached_property
    def _sequences(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {number: [] for number in self.numbers}
        for piece in self.names.pieces:
            number = self.sentence_at(piece.start)
            if number in self._inside:
                found[number].append(piece.norm)
        return found

    @cached_property
    def _pieces(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for number, norms in self._sequences.items():
            for norm in norms:
                found.setdefault(norm, set()).add(number)
        return found

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        """Stem to the tokens of the body that have it."""
        found: dict[str, list[int]] = {}
        for number in self.numbers:
            sentence = self.annotation.sentences[number]
            for i in range(sentence.first, sentence.last):
                token = self.annotation.tokens[i]
                if token.upos in _TELLING:
                    found.setdefault(stem(token.lemma), []).append(i)
        return found

    @cached_property
    def _nouns(self) -> dict[str, list[int]]:
        """Lemma to the nouns of the body that have it."""
        found: dict[str, list[int]] = {}
        for tokens in self._stems.values():
            for i in tokens:
                if self.annotation.tokens[i].upos in {"NOUN", "PROPN"}:
                    found.setdefault(self.annotation.tokens[i].lemma.lower(), []).append(i)
        return found

    def naming(self, who: Referent) -> frozenset[int]:
        """Give the sentences of the body that name somebody or something."""
        found: set[int] = set()
        for key in who.keys:
            found |= self._keys.get(key, set())
        if who.person and who.pieces:
            found |= self._pieces.get(who.pieces[-1], set())
        elif who.pieces:
            found |= self._holding(who.pieces)
            for form in self._other_forms(who.pieces):
                found |= self._holding(form)
        if who.generic:
            found |= self._with_word_for(who.generic)
        return frozenset(found)

    def naming_branches(self, who: Referent) -> dict[str, frozenset[int]]:
        """Give the branches of a group that the body names, by name, each with its sentences: those
        that the registry has as a part of it, or as pledged to it, at any time."""
        registry = self.names.registry
        groups = {key for key in who.keys if ":" in key}  # a state's bodies go by the state's key
        ties = (tie for tie in registry.ties if tie[1] in BRANCH_TIES and tie[2] in groups)
        branches = {str(tie[0]) for tie in ties}
        named = branches & self._keys.keys()
        return {
            str(registry.entries[key]["name"]): frozenset(self._keys[key]) for key in sorted(named)
        }

    def partly(self, who: Referent) -> frozenset[int]:
        """Give the sentences that hold a telling part of a name, or name a branch of a group: enough
        not to call it absent."""
        found: set[int] = set().union(*self.naming_branches(who).values())
        for piece in who.pieces:
            if len(piece) < 3 or piece in _SMALL:
                continue
            for norm, numbers in self._pieces.items():
                if norm == piece or (len(piece) > 4 and _begins_alike(norm, piece)):
                    found |= numbers
        return frozenset(found)

    def _holding(self, wanted: tuple[str, ...]) -> set[int]:
        parts = tuple(p for p in wanted if p not in _SMALL) or wanted
        candidates = set.intersection(*(self._pieces.get(part, set()) for part in parts))
        found = set()
        for number in candidates:
            norms = [n for n in self._sequences[number] if n not in _SMALL] or []
            last = len(norms) - len(parts)
            if any(tuple(norms[i : i + len(parts)]) == parts for i in range(last + 1)):
                found.add(number)
        return found

    def _other_forms(self, wanted: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Give the long form of an abbreviation and the abbreviation of a long form."""
        text = self.annotation.text
        forms = []
        joined = " ".join(wanted)
        for short, span in self.names.abbreviations.items():
            long = tuple(piece.norm for piece in pieces(span.of(text)))
            if short.lower() == joined:
                forms.append(long)
            elif " ".join(long) == joined:
                forms.append((short.lower(),))
        if len(wanted) == 1:
            expanded = self.names.expansion(wanted[0].upper())
            if expanded is not None:
                forms.append(tuple(piece.norm for piece in pieces(expanded.of(text))))
        return forms

    def _with_word_for(self, generic: str) -> set[int]:
        families = agent_families(generic)
        return {
            self.sentence_at(self.annotation.tokens[i].start)
            for word, tokens in self._nouns.items()
            if word == generic or (families & agent_families(word))
            for i in tokens
        }

    def goes_on(self, number: int) -> bool:
        """Say whether a sentence speaks on of whom the one before named: by a pronoun."""
        sentence = self.annotation.sentences[number]
        tokens = self.annotation.tokens[sentence.first : sentence.last]
        return any(token.text.lower() in _PRONOUNS for token in tokens)

    # ------------------------------------------------------------------ what is told where

    def holding_stem(self, word: str) -> frozenset[int]:
        """Give the sentences that hold a word of this stem."""
        tokens = self._stems.get(word, ())
        return frozenset(self.sentence_at(self.annotation.tokens[i].start) for i in tokens)

    def tellings(
        self, stems: frozenset[str], types: frozenset[tuple[str, str]]
    ) -> tuple[Telling, ...]:
        """Give the words of the body that tell an event of these stems, their families or types."""
        families = frozenset().union(*(event_families(word) for word in stems))
        tokens: dict[int, tuple[bool, bool]] = {}
        for word, found in self._stems.items():
            if word in stems or (families & event_families(word)):
                for i in found:
                    tokens[i] = (word in stems, bool(families & event_families(word)))
        by_anchor: dict[int, list[Claim]] = {}
        for claim in self.claims:
            at = self._token_at(claim.anchor.start)
            if (claim.codebook, claim.type) in types:
                tokens.setdefault(at, (False, False))
            by_anchor.setdefault(at, []).append(claim)
        chosen = sorted(tokens, key=lambda i: (not tokens[i][0], i))[:MOST_TELLINGS]
        return tuple(self._telling(i, *tokens[i], by_anchor.get(i, [])) for i in sorted(chosen))

    def _token_at(self, offset: int) -> int:
        return max(0, bisect_right(self.annotation.tokens, offset, key=lambda t: t.start) - 1)

    def _telling(self, i: int, same_word: bool, same_family: bool, claims: list[Claim]) -> Telling:
        start = self.annotation.tokens[i].start
        number = self.sentence_at(start)
        if claims:
            polarity = "denied" if all(c.polarity == "denied" for c in claims) else "affirmed"
            modality = _firmest(c.modality for c in claims)
            chains = [c.attribution for c in claims]
        else:
            read = assertion(self.annotation, i)
            polarity, modality = read.polarity, read.modality
            chains = [
                tuple(a for a in c.attribution if a.content.start <= start < a.content.end)
                for c in self._claims_in(number)
            ]
            chains = [chain for chain in chains if chain]
        source = None
        if chains and all(chains):
            first = chains[0][0]
            source = (first.source or first.cue).of(self.annotation.text)
        return Telling(number, same_word, same_family, polarity, modality, source, tuple(claims))

    def _claims_in(self, number: int) -> list[Claim]:
        return [c for c in self.claims if self.sentence_at(c.anchor.start) == number]


def _begins_alike(one: str, other: str) -> bool:
    """Say whether two words share a beginning: "Iowans" and "Iowa"."""
    return one.startswith(other[: max(4, len(other) - 2)])


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


_FIRM = ("actual", "planned", "threatened", "predicted", "possible", "hypothetical")


def _firmest(modalities: Iterable[str]) -> str:
    return min(modalities, key=_FIRM.index)
