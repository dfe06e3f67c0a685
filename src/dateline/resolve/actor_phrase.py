"""The noun phrase that fills an actor's slot: its head and the words that belong to it."""

from __future__ import annotations

from bisect import bisect_left

from dateline.types import Annotation, Entity, Span, Token

_OUTSIDE = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp", "xcomp", "punct", "dep"})
"""Relations whose dependants tell something about the noun but do not name it."""
_NAMING = frozenset({"appos", "flat", "compound", "flat:name", "nsubj", "dep"})
_PREMODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "PART", "DET"})
_STAYING = frozenset({"base", "operate", "live", "locate", "station", "deploy", "reside", "flee"})
"""Verbs behind a noun that say where somebody is."""
_CALLED = frozenset({"called", "named", "dubbed", "known"})
_MEASURE_WORDS = """hundred thousand million dozen score number majority handful couple pair ten most
some many lot rest part bunch series half tens all each several group few section"""
_MEASURES = frozenset(_MEASURE_WORDS.split())


class Phrase:
    """A filler's tokens, read as a noun phrase."""

    def __init__(self, annotation: Annotation, span: Span) -> None:
        self.annotation = annotation
        self.span = span
        tokens = annotation.tokens
        first = bisect_left(tokens, span.start, key=lambda token: token.end - 1)
        last = first
        while last < len(tokens) and tokens[last].start < span.end:
            last += 1
        self.first, self.last = first, last
        self.head = self._head()
        self.core: frozenset[int] = self._core()

    def __bool__(self) -> bool:
        return self.last > self.first

    def token(self, i: int) -> Token:
        """Give token ``i`` of the annotation."""
        return self.annotation.tokens[i]

    @property
    def words(self) -> list[str]:
        """The words of the filler."""
        return [token.text for token in self.annotation.tokens[self.first : self.last]]

    @property
    def text(self) -> str:
        """The filler's words as they stand."""
        return self.annotation.text[self.span.start : self.span.end]

    def _head(self) -> int:
        tokens = self.annotation.tokens
        inside = range(self.first, self.last)
        tops = [
            i
            for i in inside
            if tokens[i].upos not in {"PUNCT", "ADP", "DET", "SPACE"}
            and not self.first <= tokens[i].head < self.last
        ]
        head = next((i for i in tops if tokens[i].upos in {"NOUN", "PROPN", "PRON", "NUM"}), None)
        if head is None:
            head = tops[0] if tops else self.first
        for _ in range(3):
            inner = self._behind_measure(head)
            if inner is None:
                break
            head = inner
        return head

    def _behind_measure(self, head: int) -> int | None:
        tokens = self.annotation.tokens
        if not self or tokens[head].upos == "PROPN":
            return None
        word = tokens[head].text.lower()
        if (
            word.rstrip("s") not in _MEASURES
            and word not in _MEASURES
            and tokens[head].upos != "NUM"
        ):
            return None
        for i in range(head + 1, self.last):
            if tokens[i].head == head and tokens[i].deprel.startswith("nmod"):
                of = any(
                    tokens[j].head == i and tokens[j].text.lower() == "of"
                    for j in range(head + 1, i)
                )
                return i if of else None
        return None

    def _core(self) -> frozenset[int]:
        tokens = self.annotation.tokens
        core = set()
        for i in range(self.first, self.last):
            at = i
            for _ in range(12):
                if at == self.head:
                    core.add(i)
                    break
                outside = tokens[at].deprel in _OUTSIDE and not (
                    at == i and tokens[at].deprel == "punct"
                )
                if outside or not self.first <= tokens[at].head < self.last:
                    break
                at = tokens[at].head
        core.add(self.head)
        before = self.head - 1
        while before >= self.first and tokens[before].upos in _PREMODIFIERS:
            core.add(before)
            before -= 1
        return frozenset(core)

    def behind(self, start: int) -> bool:
        """Say whether a position behind the head is reached without another happening between:
        "villages near Macedonia", "a group based in Trinidad"."""
        for i in range(self.head + 1, self.last):
            token = self.annotation.tokens[i]
            if token.start >= start:
                return True
            if token.upos == "VERB" and token.lemma.lower() not in _STAYING:
                return False
        return False

    def covers_head(self, start: int, end: int) -> bool:
        """Say whether the range of characters holds the head."""
        token = self.annotation.tokens[self.head]
        return start < token.end and end > token.start

    def in_core(self, start: int, end: int) -> bool:
        """Say whether a token of the range of characters belongs to the noun phrase."""
        return any(
            self.annotation.tokens[i].start < end and self.annotation.tokens[i].end > start
            for i in self.core
        )

    def entity_at_head(self) -> Entity | None:
        """Give the name that the head belongs to, or None."""
        number = self.annotation.tokens[self.head].entity
        return self.annotation.entities[number] if number >= 0 else None

    def person(self) -> Entity | None:
        """Give the person that the phrase names: its head, or a name in apposition to it."""
        at_head = self.entity_at_head()
        if at_head is not None and at_head.label == "PER":
            return at_head
        tokens = self.annotation.tokens
        for i in sorted(self.core):
            entity = self.annotation.entities[tokens[i].entity] if tokens[i].entity >= 0 else None
            if entity is None or entity.label != "PER":
                continue
            at = i
            while entity.first <= tokens[at].head < entity.last:
                at = tokens[at].head
            if tokens[at].head == self.head and tokens[at].deprel in _NAMING and at > self.head:
                return entity
        return None

    def before_head(self, start: int) -> bool:
        """Say whether a position stands before the head."""
        return start < self.annotation.tokens[self.head].start

    def word_before(self, start: int) -> str:
        """Give the word or hyphened part of the filler right before a position, lower-case."""
        text = self.annotation.text[max(self.span.start, start - 20) : start]
        parts = text.replace("-", " ").split()
        return parts[-1].lower() if parts else ""

    def suffix_after(self, end: int) -> str:
        """Give the part hyphened to a name: "backed" of "US-backed"."""
        text = self.annotation.text[end : end + 16]
        if not text or text[0] not in "-‐‑–":
            return ""
        return text[1:].split()[0].lower().strip(".,") if len(text) > 1 else ""

    def proper_name(self) -> str:
        """Give the run of proper nouns around the head."""
        tokens = self.annotation.tokens
        first = last = self.head
        while first > self.first and tokens[first - 1].upos == "PROPN":
            first -= 1
        while last + 1 < self.last and tokens[last + 1].upos == "PROPN":
            last += 1
        return self.annotation.text[tokens[first].start : tokens[last].end]

    def called(self) -> Span | None:
        """Give the name behind "called", "named" or "known as" in the filler, or None."""
        tokens = self.annotation.tokens
        for i in range(self.first + 1, self.last - 1):
            if tokens[i].text.lower() in _CALLED and i > self.head:
                after = i + 2 if tokens[i + 1].text.lower() == "as" else i + 1
                if after < self.last and tokens[after].text[:1].isupper():
                    return Span(tokens[after].start, self.span.end)
        return None

    def governor(self) -> int | None:
        """Give the noun that the filler modifies from outside ("Hungarian" in "Hungarian and
        Romanian officials"), or None."""
        tokens = self.annotation.tokens
        at = self.head
        for _ in range(4):
            parent = tokens[at].head
            if parent < 0 or tokens[at].deprel not in {"amod", "conj", "compound", "nmod:poss"}:
                return None
            if tokens[parent].upos in {"NOUN", "PROPN"} and tokens[at].deprel != "conj":
                return parent
            at = parent
        return None
