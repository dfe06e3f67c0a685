"""Who leads what, and what is aimed at: the roles ``organisation``, ``leader`` and ``goal``."""

from __future__ import annotations

from dateline.coding.cues import Anchor
from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.types import Span

TITLES = words(
    """leader head commander chief emir amir founder chairman chairwoman president caliph
    governor minister premier director secretary general spokesman warlord boss ringleader
    king sheikh successor deputy"""
)
"""Nouns for the holder of an office, whose possessor or of-phrase is what is led."""

_AFTER_GOAL = frozenset({"conj", "cc", "advcl", "punct", "parataxis", "obl:tmod"})


def led_by(tree: Tree, person: int) -> list[int]:
    """Give what a titled person leads: "the IEC's leader, K.", "ISIS leader B.", "K., head of X"."""
    for title in _titles(tree, person):
        found = organisations_of(tree, title)
        if found:
            return found
    return []


def organisations_of(tree: Tree, title: int) -> list[int]:
    """Give what the office ``title`` is held in."""
    owners = [
        c
        for c in tree.children(title, "nmod:poss", "nmod")
        if (tree.tokens[c].deprel == "nmod:poss" or tree.case(c) in ("of", "for"))
        and tree.is_actor(c)
        and tree.label(c) != "PER"
    ]
    if not owners:
        owners = [
            c
            for c in tree.children(title, "compound", "amod")
            if tree.label(c) in ("ORG", "NORP", "LOC")
        ][-1:]
    if not owners:
        owners = [
            c
            for c in tree.children(title, "compound")
            if tree.tokens[c].upos == "PROPN" and tree.label(c) in ("", "MISC")
        ][-1:]
    head = tree.head(title)
    if not owners and head is not None and tree.tokens[title].deprel == "compound":
        owners = [
            c
            for c in tree.children(head, "compound", "amod", "nmod:poss")
            if c < title and tree.label(c) in ("ORG", "NORP", "LOC")
        ][-1:]
    return [m for o in owners for m in tree.nominal_conjuncts(o)]


def office_given(tree: Tree, anchor: Anchor) -> list[int]:
    """Give the offices that a verb confers: "named head of", "appointed as commander of"."""
    found = []
    for c in tree.children(anchor.token, "xcomp", "obl"):
        if tree.lemma(c) in TITLES and (tree.tokens[c].deprel != "obl" or tree.case(c) == "as"):
            found.append(c)
    return found


def goals(tree: Tree, anchor: Anchor) -> list[tuple[Span, int]]:
    """Give what is aimed at as spans with their head token: "to establish a state"."""
    heads: list[int] = []
    for node in (anchor.token, *anchor.consumed):
        heads += tree.children(node, "xcomp")
        heads += [
            c for c in tree.children(node, "acl") if tree.child(c, "mark", "case") is not None
        ]
        if not heads:
            heads += [
                c
                for c in tree.children(node, "nmod", "obl")
                if tree.case(c) in ("of", "for", "at") and tree.label(c) not in ("DATE", "TIME")
            ]
        if not heads and anchor.cue.pos == "verb":
            heads += [c for c in tree.children(node, "advcl") if _is_infinitive(tree, c)]
    spread = [c for h in dict.fromkeys(heads) for c in tree.conjuncts(h)]
    return [(_extent(tree, h), h) for h in dict.fromkeys(spread)]


def _is_infinitive(tree: Tree, clause: int) -> bool:
    return tree.tokens[clause].xpos == "VB" and tree.case(clause) == "to"


def _extent(tree: Tree, head: int) -> Span:
    if tree.tokens[head].upos not in ("VERB", "AUX"):
        return tree.phrase(head)
    below = [t for t in tree.subtree(head, _AFTER_GOAL) if t >= head]
    last = head
    for t in below:
        if t > last + 1 and any(tree.tokens[x].upos == "PUNCT" for x in range(last + 1, t)):
            break
        last = t
    return Span(tree.tokens[head].start, tree.tokens[last].end)


def _titles(tree: Tree, person: int) -> list[int]:
    found = [person] if tree.lemma(person) in TITLES else []
    found += [
        c for c in tree.children(person, "appos", "compound", "amod") if tree.lemma(c) in TITLES
    ]
    head = tree.head(person)
    if tree.tokens[person].deprel == "appos" and head is not None and tree.lemma(head) in TITLES:
        found.append(head)
    return found
