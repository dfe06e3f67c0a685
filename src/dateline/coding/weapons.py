"""With what a deed was done: weapons among the words around its anchor."""

from __future__ import annotations

from dateline.coding.lexicon import WEAPON_NOUNS
from dateline.coding.tree import Tree

_WITH = frozenset({"with", "by", "using", "in", "from"})
_IN_A_NAME = frozenset({"squad", "disposal", "expert", "factory", "maker", "attack", "strike"})


def weapons(tree: Tree, nodes: list[int]) -> list[int]:
    """Give the heads of the weapons that depend on ``nodes``: "with rifles", "a car bomb killed"."""
    found: list[int] = []
    for node in nodes:
        if tree.lemma(node) in WEAPON_NOUNS and tree.tokens[node].upos in ("NOUN", "PROPN"):
            found.append(node)
        for c in tree.children(node):
            token = tree.tokens[c]
            if token.upos not in ("NOUN", "PROPN") or tree.lemma(c) not in WEAPON_NOUNS:
                for inner in tree.children(c, "obj") if token.text.lower() == "using" else ():
                    if tree.lemma(inner) in WEAPON_NOUNS:
                        found += tree.nominal_conjuncts(inner)
                continue
            if token.deprel in ("compound", "amod", "nsubj", "obl:agent", "obl:npmod") or (
                token.deprel in ("obl", "nmod") and tree.case(c).split("_")[0] in _WITH
            ):
                found += [n for n in tree.nominal_conjuncts(c) if tree.lemma(n) in WEAPON_NOUNS]
    return list(dict.fromkeys(found))


def is_weapon(tree: Tree, i: int) -> bool:
    """Say whether ``i`` is a weapon and nothing that acts by itself."""
    return tree.lemma(i) in WEAPON_NOUNS and tree.kinds(i) <= {"weapon", "thing", "place"}
