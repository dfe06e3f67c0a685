"""What a sentence tells as the encoder sees it: a vote beside the cues, and claims where none stands.

The encoder scores a sentence against the definitions and examples of the codebook's types, so a
type needs no cue and a codebook no training (:class:`dateline.encoder.TypeScorer`). Its shares

* lift the claims whose type it sees, and lower the others, where a text tells several things;
* make a claim of a sentence of which the rules make none, told by its main word, where the best
  type's share is at least what the codebook says (``uncued``). Such a claim says how it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dateline.coding.codebook import UNCUED, Codebook, Cue
from dateline.coding.cues import Anchor, cue_index
from dateline.coding.happenings import Happening
from dateline.coding.lexicon import REPORTING_VERBS

if TYPE_CHECKING:
    from dateline.coding.anaphora import Discourse
    from dateline.coding.tree import Tree

HEAD = "types/2"
"""Name and version of the encoder's head, as the claims say that were made by it."""
VOTE = 0.1
"""How much a share of 1 lifts a claim's salience above one of 0."""

UNLIKELY = 0.1
"""A type of a smaller share may be overruled."""
SURE = 0.8
"""Claims of this salience or more are never overruled: of such the cues' type is right in seven of
ten on sentences that no cue was written for, of others in four (``evaluation/types_errors.md``)."""

TypeReader = Callable[[str], Mapping[str, float]]
"""Reads a sentence's text; gives the share of every type of the codebook, summing to 1."""

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


_READERS: dict[str, TypeReader] = {}


def reader(codebook: Codebook) -> TypeReader:
    """Give the reader that ships, for one codebook; its types are read on first use and kept.

    Raises :class:`dateline.encoder.NoEncoder` where the weights are not installed.
    """
    from dateline.encoder import TypeScorer, words_in

    if codebook.hash not in _READERS:
        scorer = TypeScorer(codebook)
        _READERS[codebook.hash] = lambda text: scorer.scores(words_in(text))
    return _READERS[codebook.hash]


class Typing:
    """The encoder's shares for the sentences of one annotation, read when asked for."""

    def __init__(self, codebook: Codebook, discourse: Discourse, read: TypeReader) -> None:
        self.codebook = codebook
        self.discourse = discourse
        self.read = read
        self._shares: dict[int, Mapping[str, float]] = {}
        self._least = least_shares(codebook)

    def shares(self, number: int) -> Mapping[str, float]:
        """Give the share of every type for a sentence."""
        if number not in self._shares:
            sentence = self.discourse.annotation.sentences[number]
            text = self.discourse.annotation.text[sentence.start : sentence.end]
            self._shares[number] = self.read(text)
        return self._shares[number]

    def vote(self, number: int, name: str) -> float:
        """Give what a claim's salience gains by its type's share, at most :data:`VOTE`."""
        return VOTE * self.shares(number).get(name, 0.0)

    def overrules(self, number: int, told: Mapping[str, float]) -> bool:
        """Say whether the encoder's type stands instead of those ``told``, each with its salience."""
        if self.codebook.overrule is None or max(told.values()) >= SURE:
            return False
        shares = self.shares(number)
        likely = max(shares.values()) >= self.codebook.overrule
        return likely and all(shares.get(name, 1.0) < UNLIKELY for name in told)

    def unsaid(self, number: int) -> Happening | None:
        """Give what a sentence without a claim tells, or None: no main word, or no sure type."""
        if not self._least:
            return None
        shares = self.shares(number)
        best = max(shares, key=lambda name: (shares[name], name))
        if shares[best] < self._least.get(best, 2.0):
            return None
        tree = self.discourse.tree(number)
        token = main_word(tree)
        if token is None:
            return None
        pos = _POS[tree.tokens[token].upos]
        frame = cue_index(self.codebook).frames.get((best, pos), "agentive")
        cue = Cue(tree.lemma(token), pos, frame=frame, weight=round(shares[best], 4))
        return Happening(Anchor(best, cue, token))


def least_shares(codebook: Codebook) -> dict[str, float]:
    """Give the share from which the encoder alone claims a type; types that it never claims lack.

    Ties between actors are never claimed so: both their ends must be told by words that say it.
    """
    cued = {name for name, _ in codebook.cues}
    least = codebook.uncued
    return {
        name: UNCUED if least is None else least
        for name, kind in codebook.types.items()
        if kind.relation is None and (least is not None or name not in cued)
    }


def main_word(tree: Tree) -> int | None:
    """Give the word that tells what a sentence is about: its main verb, under a mere "said" what is
    said, of a headline without a verb its first noun."""
    root = next((i for i in range(tree.first, tree.last) if tree.tokens[i].deprel == "root"), None)
    seen: set[int] = set()
    while root is not None and root not in seen:
        seen.add(root)
        if tree.lemma(root) not in REPORTING_VERBS:
            break
        told = tree.child(root, "ccomp", "parataxis")
        if told is None:
            break
        root = told
    if root is None or tree.tokens[root].upos not in _POS:
        return None
    return root
