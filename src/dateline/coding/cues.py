"""Finding the cues of a codebook in a sentence: which word tells an event of which type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.coding.codebook import Codebook, Cue
from dateline.coding.conditions import CHECKS
from dateline.coding.lexicon import CARRIERS, LIGHT_VERBS, is_person_noun
from dateline.coding.support import Support, find_support
from dateline.coding.tree import Tree
from dateline.types import Token

_POS = {
    "VERB": ("verb", "adjective"),
    "AUX": ("verb",),
    "NOUN": ("noun", "verb"),
    "PROPN": ("noun",),
    "ADJ": ("adjective", "verb"),
    "ADV": ("adjective",),
}
_NAMES = frozenset({"PER", "ORG", "LOC"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that tells an event, by which cue, with the verb that carries it."""

    type: str
    cue: Cue
    token: int
    consumed: tuple[int, ...] = ()
    """Tokens that belong to the cue itself: the object of "open fire"."""
    support: Support | None = None
    projected: str = ""
    """``promised``, ``intended``, ``refused`` or ``demanded`` where ``type`` is what the cue's type becomes
    while its deed is not done (see :mod:`dateline.coding.projected`)."""


class CueIndex:
    """The cues of a codebook by part of speech and lemma; built once per codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.lemmas: dict[str, dict[str, list[tuple[int, str, Cue]]]] = {}
        for order, (name, cue) in enumerate(codebook.cues):
            self.lemmas.setdefault(cue.lemma, {}).setdefault(cue.pos, []).append((order, name, cue))
        told: dict[tuple[str, str], Counter[str]] = {}
        for name, cue in codebook.cues:
            told.setdefault((name, cue.pos), Counter())[cue.frame] += 1
        self.frames: Mapping[tuple[str, str], str] = {
            key: count.most_common(1)[0][0] for key, count in told.items()
        }
        """The frame that most cues of a type have, by type and part of speech."""

    def has(self, token: Token) -> bool:
        """Say whether the token's lemma or form is that of any cue."""
        return token.lemma.lower() in self.lemmas or token.text.lower() in self.lemmas

    def candidates(self, token: Token) -> list[tuple[int, str, Cue]]:
        """Give the cues that the token's form allows, conditions unseen."""
        found: list[tuple[int, str, Cue]] = []
        kinds = _POS.get(token.upos, ())
        by_pos = self.lemmas.get(token.lemma.lower(), {})
        for pos in kinds:
            if (
                pos == "verb"
                and token.upos in ("NOUN", "ADJ")
                and token.xpos not in ("VBN", "VBG", "VBD")
            ):
                continue
            found += by_pos.get(pos, ())
        form = token.text.lower()
        if form != token.lemma.lower() and form in self.lemmas:
            for pos in ("adjective", "noun"):
                if pos in kinds or (pos == "noun" and token.xpos == "VBG"):
                    found += self.lemmas[form].get(pos, ())
        return found

    def find(self, tree: Tree) -> list[Anchor]:
        """Give the anchors of a sentence in text order: per word the most specific cue that holds."""
        anchors = []
        words: frozenset[str] | None = None
        for i in range(tree.first, tree.last):
            token = tree.tokens[i]
            if not self.has(token):
                continue
            candidates = self.candidates(token)
            if not candidates or _is_inside_name(tree, i):
                continue
            if words is None:
                words = frozenset(
                    form
                    for t in tree.tokens[tree.first : tree.last]
                    for form in (t.lemma.lower(), t.text.lower())
                )
            best = self._best(tree, i, candidates, words)
            if best is not None:
                anchors.append(best)
        return _without_doubles(tree, anchors)

    def _best(
        self, tree: Tree, i: int, candidates: list[tuple[int, str, Cue]], words: frozenset[str]
    ) -> Anchor | None:
        chosen: Anchor | None = None
        rank: tuple[float, ...] = ()
        support: Support | bool | None = False
        for order, name, cue in candidates:
            if cue.requires and not cue.requires & words:
                continue
            if cue.excludes & words:
                continue
            if cue.pos == "noun":
                if support is False:
                    if _is_mere_modifier(tree, i):
                        support = True
                    else:
                        support = None if is_person_noun(tree.lemma(i)) else find_support(tree, i)
                if support is True:
                    continue
            held = CHECKS[cue.pos](tree, i, cue)
            if held is None:
                continue
            priority = self.codebook.types[name].priority
            this = (cue.specificity, cue.weight, priority, -order)
            if chosen is None or this > rank:
                carried = support if cue.pos == "noun" and isinstance(support, Support) else None
                chosen, rank = Anchor(name, cue, i, held, carried), this
        return chosen


_INDEXES: dict[str, CueIndex] = {}


def cue_index(codebook: Codebook) -> CueIndex:
    """Give the index of ``codebook``, built on first use and kept by its hash."""
    index = _INDEXES.get(codebook.hash)
    if index is None:
        index = _INDEXES[codebook.hash] = CueIndex(codebook)
    return index


def _is_inside_name(tree: Tree, i: int) -> bool:
    entity = tree.entity(i)
    if entity is not None and entity.label in ("DATE", "TIME"):
        return True
    return (
        entity is not None
        and entity.label in _NAMES
        and (entity.last - entity.first > 1 or entity.label != "ORG")
        and tree.tokens[i].upos in ("PROPN", "NOUN", "ADJ")
    )


_PANELS = frozenset(
    ["board", "commission", "committee", "court", "panel", "office", "ministry", "department"]
)
"""Bodies that are named by what they do: "a commission of inquiry"."""


def _is_mere_modifier(tree: Tree, i: int) -> bool:
    """Say whether a noun only tells what kind another is: "attack helicopters", "board of inquiry"."""
    head = tree.head(i)
    if tree.tokens[i].deprel == "nmod" and head is not None and head == i - 2:
        return tree.case(i) == "of" and tree.lemma(head).lower() in _PANELS
    if tree.tokens[i].deprel != "compound":
        return False
    if head is None or head < i:
        return False
    lemma = tree.lemma(head)
    return lemma not in CARRIERS or is_person_noun(lemma)


def _names_doer(tree: Tree, anchor: Anchor) -> bool:
    """Say whether a cue only names people by what they do: "gunmen", "protesters"."""
    return (
        anchor.cue.pos == "noun"
        and anchor.cue.frame != "relation"
        and is_person_noun(tree.lemma(anchor.token))
    )


def _without_doubles(tree: Tree, anchors: list[Anchor]) -> list[Anchor]:
    """Drop the anchors that another of them already takes in ("signed a deal")."""
    taken: dict[int, Anchor] = {}
    for anchor in anchors:
        for token in anchor.consumed:
            taken[token] = anchor
        for c in tree.children(anchor.token, "xcomp", "ccomp") if anchor.cue.complements else ():
            if tree.lemma(c) in anchor.cue.complements:
                taken[c] = anchor
    kept = []
    for anchor in anchors:
        by = taken.get(anchor.token)
        if by is not None and by is not anchor and anchor.cue.frame != "relation":
            continue
        kept.append(anchor)
    told = {a.type for a in kept if not _names_doer(tree, a)}
    final = []
    for anchor in kept:
        if _names_doer(tree, anchor) and anchor.type in told:
            continue
        carried = [
            a
            for a in kept
            if a.support is not None
            and a.support.verb == anchor.token
            and a.support.how == "light"
            and anchor.cue.pos == "verb"
            and not anchor.cue.objects
            and tree.lemma(anchor.token) in LIGHT_VERBS
            and a.type == anchor.type
            and a.cue.weight >= anchor.cue.weight
        ]
        if carried or _is_said_by_verb(tree, anchor, kept):
            continue
        final.append(anchor)
    return final


def _is_said_by_verb(tree: Tree, anchor: Anchor, others: list[Anchor]) -> bool:
    """Say whether a noun only repeats what its light verb tells more surely: "agreed a deal"."""
    return anchor.support is not None and any(
        other.token == anchor.support.verb
        and other.cue.pos == "verb"
        and other.type == anchor.type
        and not other.cue.objects
        and other.cue.weight > anchor.cue.weight
        for other in others
        if anchor.support.how == "light"
    )
