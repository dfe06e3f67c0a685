"""From the head of a noun phrase to a filler: measure words, names in apposition, antecedents."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.anaphora import Discourse
from dateline.coding.lexicon import NAMING, NEGATIVE, NEUTER, PLURAL, PRONOUNS, words
from dateline.coding.tree import Tree
from dateline.coding.voice import owners
from dateline.types import Span

_MEASURES = words(
    """dozen hundred thousand score million number group majority handful couple pair ten
    most some many lot rest part bunch series two three four five several half
    kind type total maximum minimum percent"""
)

_MEMBERS = words("fighter militant member gunman force troop soldier man combatant mujahideen")
"""Those through whom a group acts."""

_NEAR = 3
"""Tokens between a noun and the "called" that names it: a comma, an adverb."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: where it stands, its words, its head, and the sentence it stands in."""

    span: Span
    value: str
    head: Span
    sentence: int
    token: int


def fillers(discourse: Discourse, number: int, i: int) -> list[Filler]:
    """Give the fillers that the noun phrase headed by ``i`` in sentence ``number`` stands for.

    A list where it points at one ("these areas"); one otherwise, none for what refers to nobody.
    """
    tree = discourse.tree(number)
    i = behind_measure(tree, i)
    pointed = discourse.listed(number, i) or discourse.identified(number, i)
    if pointed:
        return [_plain(discourse.tree(at), at, token) for at, token in pointed]
    found = _whose(discourse, number, i) or discourse.antecedent(number, i)
    if found is not None:
        # "The branch said that it had attacked": it is the branch, and the branch the Front's.
        found = discourse.antecedent(*found) or found
        at, token = found
        before = discourse.tree(at)
        many = tree.tokens[i].text.lower() in PLURAL
        return [
            _plain(before, at, t) for t in (before.nominal_conjuncts(token) if many else [token])
        ]
    if tree.tokens[i].upos == "PRON" and tree.tokens[i].text.lower() not in PRONOUNS | NEGATIVE:
        return []
    return [_plain(tree, number, i)]


def _whose(discourse: Discourse, number: int, i: int) -> tuple[int, int] | None:
    """Give the group whose members do it: "the Front said its fighters had attacked": the Front."""
    tree = discourse.tree(number)
    if tree.lemma(i) not in _MEMBERS:
        return None
    for c in tree.children(i, "nmod:poss"):
        if tree.tokens[c].text.lower() in NEUTER:
            found = discourse.antecedent(number, c)
            if found is not None and discourse.tree(found[0]).label(found[1]) in ("ORG", "NORP"):
                return found
    return None


def behind_measure(tree: Tree, i: int) -> int:
    """Give the head behind a measure: "dozens of soldiers", "a group of militants"."""
    for _ in range(3):
        token = tree.tokens[i]
        if token.upos == "PROPN" or not (
            tree.lemma(i) in _MEASURES
            or tree.tokens[i].text.lower().rstrip("s") in _MEASURES
            or token.upos in ("NUM", "DET")
        ):
            break
        inner = [c for c in tree.children(i, "nmod") if tree.case(c) == "of"]
        if not inner:
            break
        i = inner[0]
    return i


def doer_of(tree: Tree, i: int) -> list[int]:
    """Give who acts where a thing is said to act: "the offices of X", "Haiti's efforts"."""
    if tree.is_actor(i) or any(
        tree.label(c) in ("ORG", "NORP", "LOC") for c in tree.children(i, "amod", "compound")
    ):
        return [i]
    bodies = [c for c in tree.children(i, "compound") if "organisation" in tree.kinds(c)]
    return bodies[-1:] or [o for o in owners(tree, i, 0) if tree.is_actor(o)]


def called(tree: Tree, i: int) -> list[int]:
    """Give the name behind "called", "named", "dubbed" or "known as" that follows ``i``."""
    verbs = [*tree.children(i, "acl", "acl:relcl", "amod")]
    head = tree.head(i)
    for above in (head, tree.head(head) if head is not None else None):
        if above is not None:
            verbs += [c for c in tree.children(above, "advcl", "acl") if 0 < c - i <= _NEAR]
    for verb in verbs:
        if tree.lemma(verb) in NAMING and verb > i:
            names = [
                c
                for c in tree.children(verb, "xcomp", "obj", "obl")
                if tree.tokens[c].upos == "PROPN" and tree.case(c) in ("", "as") and c > verb
            ]
            if names:
                return names[:1]
    return []


def _plain(tree: Tree, number: int, i: int) -> Filler:
    text = tree.annotation.text
    phrase = tree.phrase(i)
    if tree.tokens[i].upos != "PROPN" or not tree.label(i):
        for c in [*tree.children(i, "appos"), *called(tree, i)]:
            if tree.tokens[c].upos == "PROPN":
                name = tree.phrase(c)
                return Filler(
                    Span(min(phrase.start, name.start), max(phrase.end, name.end)),
                    name.of(text),
                    tree.word(c),
                    number,
                    i,
                )
    return Filler(phrase, phrase.of(text), tree.word(i), number, i)
