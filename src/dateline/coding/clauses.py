"""Walking an annotation's dependency forest: children, subtrees, subjects, verb groups.

Made per text for attribution, per sentence for assertion; knows Universal Dependencies
only, no parser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.types import Annotation, Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "root"})

MAX_CLIMB = 60
"""Steps up a tree before giving up; deeper trees in news are broken parses."""


class Clauses:
    """The forest of one annotation, or of one of its sentences, as the coding rules ask for it."""

    __slots__ = ("_edges", "annotation", "children", "tokens")

    def __init__(self, annotation: Annotation, sentence: Sentence | None = None) -> None:
        self.annotation = annotation
        self.tokens = annotation.tokens
        self.children: defaultdict[int, list[int]] = defaultdict(list)
        first, last = (0, len(self.tokens)) if sentence is None else sentence[:2]
        for index in range(first, last):
            head = self.tokens[index].head
            if head >= 0:
                self.children[head].append(index)
        self._edges: dict[int, tuple[int, int]] = {}

    def edges(self, index: int) -> tuple[int, int]:
        """Give first and last token (inclusive) of the subtree of ``index``."""
        known = self._edges.get(index)
        if known is not None:
            return known
        first = last = index
        stack = [index]
        children = self.children
        left = len(self.tokens)
        while stack and left > 0:  # in a tree no node comes twice; a cyclic parse must end too
            for child in children.get(stack.pop(), ()):
                left -= 1
                if child < first:
                    first = child
                elif child > last:
                    last = child
                if child in children:
                    stack.append(child)
        self._edges[index] = (first, last)
        return first, last

    def span(self, first: int, last: int) -> Span:
        """Give the characters from token ``first`` to token ``last`` (inclusive)."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def child(self, index: int, *relations: str) -> int | None:
        """Give the first child with one of ``relations``, or None."""
        tokens = self.tokens
        for child in self.children[index]:
            if tokens[child].deprel in relations:
                return child
        return None

    def all(self, index: int, *relations: str) -> list[int]:
        """Give the children with one of ``relations``, in order."""
        tokens = self.tokens
        return [child for child in self.children[index] if tokens[child].deprel in relations]

    def lemmas(self, index: int, *relations: str) -> list[str]:
        """Give the lower-case lemmas of the children with one of ``relations``."""
        return [self.tokens[child].lemma.lower() for child in self.all(index, *relations)]

    def subject(self, index: int) -> int | None:
        """Give the subject's head: its own, else that of the verb it is conjoined with."""
        for _ in range(MAX_CLIMB):
            own = self.child(index, "nsubj", "nsubj:pass")
            if own is not None:
                return own
            token = self.tokens[index]
            if token.deprel != "conj" or token.head < 0:
                return None
            index = token.head
        return None

    def climb(self, index: int) -> Iterator[tuple[int, Token]]:
        """Give (index, token) from a token up to the root, itself first."""
        for _ in range(MAX_CLIMB):
            if index < 0:
                return
            token = self.tokens[index]
            yield index, token
            index = token.head

    def preposition(self, index: int) -> int | None:
        """Give the case marker of a nominal or the marker of a clause it governs, or None."""
        tokens = self.tokens
        for child in self.children[index]:
            if tokens[child].deprel in {"case", "mark"} and tokens[child].upos in {"ADP", "SCONJ"}:
                return child
        return None
