"""Which anchors of one sentence tell the same happening: the deed and its outcome are one claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.coding.casualties import CASUALTY_VERBS, CONSEQUENCES
from dateline.coding.cues import Anchor
from dateline.coding.lexicon import words
from dateline.coding.tree import Tree

_GOING_ON = words("seize storm occupy burn loot ransack torch overrun capture")
"""Verbs that, joined to an attack with its subject, go on with it."""
_DEFINITE = frozenset({"the", "this", "that"})
_POINTING = frozenset({"it", "this", "that"})


@dataclass(slots=True)
class Happening:
    """An anchor with the anchors of the same type that only add to it."""

    anchor: Anchor
    added: list[Anchor] = field(default_factory=list)

    @property
    def tokens(self) -> list[int]:
        """Give the anchor tokens, the main one first."""
        return [self.anchor.token, *(a.token for a in self.added)]


def happenings(tree: Tree, anchors: list[Anchor]) -> list[Happening]:
    """Give the happenings of a sentence in text order, outcomes absorbed into their deeds.

    "A bombing killed four" (noun and its verb), "attacked a village, killing 12" (verb and its
    participle), "killed two and wounded six" (two casualty verbs), "was killed in a raid"
    (verb and its setting).
    """
    by_token = {a.token: a for a in anchors}
    into: dict[int, int] = {}
    for anchor in anchors:
        target = _absorber(tree, anchor, by_token)
        if target is not None and target != anchor.token:
            into[anchor.token] = target
    found: dict[int, Happening] = {}
    for anchor in anchors:
        top = _top(anchor.token, into)
        if top == anchor.token:
            found[top] = Happening(anchor)
    for anchor in anchors:
        top = _top(anchor.token, into)
        if top != anchor.token and top in found:
            found[top].added.append(anchor)
    return [found[token] for token in sorted(found)]


def _top(token: int, into: dict[int, int]) -> int:
    seen = {token}
    while token in into and into[token] not in seen:
        token = into[token]
        seen.add(token)
    return token if token not in into else min(seen)


def _absorber(tree: Tree, anchor: Anchor, by_token: dict[int, Anchor]) -> int | None:
    """Give the token of the anchor that takes ``anchor`` in, or None."""
    i = anchor.token
    if anchor.cue.pos == "noun":
        support = anchor.support
        if support is not None and support.how == "setting":
            told = _same(by_token, support.verb, anchor.type)
            above = tree.head(support.verb)
            beside = tree.tokens[support.verb].deprel == "conj" and above is not None
            if told is None and beside and above is not None and tree.lemma(above) in CONSEQUENCES:
                return _same(by_token, above, anchor.type)  # "one was killed, two hurt in a blast"
            return told
        place = tree.through_carrier(i)
        if tree.tokens[place].deprel == "appos" and tree.head(place) is not None:
            place = tree.head(place) or place  # "an explosive device (IED) went off"
            verb = tree.head(place)
            if verb is not None and tree.tokens[place].deprel in ("nsubj", "nsubj:pass", "obj"):
                return _same(by_token, verb, anchor.type)
        head = tree.head(place)
        if (
            head is not None
            and tree.lemma(head) == "toll"
            and tree.case(place) in ("in", "from", "of", "after")
        ):
            return _same(by_token, head, anchor.type)  # "the death toll from the blast"
        if (
            head is not None
            and tree.tokens[place].deprel in ("obl", "obl:agent")
            and tree.case(place) in ("in", "by", "during")
            and tree.lemma(head) in CASUALTY_VERBS
        ):
            return _same(by_token, head, anchor.type)
        subject = tree.child(i, "nsubj")
        if subject is not None and is_again(tree, i):
            return _same(by_token, subject, anchor.type)  # "the blast was the second attack"
        return None
    lemma = tree.lemma(i)
    head = tree.head(i)
    if head is not None and tree.tokens[i].upos == "ADJ" and tree.tokens[i].deprel == "xcomp":
        return _same(by_token, head, anchor.type)  # "two were shot dead"
    if (
        head is not None
        and tree.tokens[i].xpos == "VBG"
        and tree.tokens[i].deprel in ("advcl", "acl")
        and tree.case(i) in ("in", "during")
        and tree.lemma(head) in CASUALTY_VERBS
    ):
        return _same(by_token, head, anchor.type)  # "wounded in shooting", taken for a verb
    for other in by_token.values():
        support = other.support
        if support is None or other.type != anchor.type or other.token == i:
            continue
        if support.verb == i and support.how == "occurrence":
            return other.token
        outcome = lemma in CONSEQUENCES and tree.tokens[i].deprel in ("advcl", "conj")
        if outcome and head == support.verb and support.how != "occurrence":
            return other.token
        if head == support.verb and support.how == "occurrence" and tree.tokens[i].deprel == "conj":
            return other.token
    if (
        head is not None
        and tree.tokens[i].deprel == "conj"
        and lemma in _GOING_ON
        and tree.tokens[head].upos == "VERB"
        and tree.child(i, "nsubj", "nsubj:pass") is None
        and not tree.is_passive(i)
    ):
        return _same(by_token, head, anchor.type)  # "attacked a post and seized a building"
    if head is None or lemma not in CONSEQUENCES:
        return None
    relation = tree.tokens[i].deprel
    own = tree.child(i, "nsubj", "nsubj:pass")
    if relation == "advcl" and tree.tokens[i].xpos == "VBG" and own is None:
        return _same(by_token, head, anchor.type)
    if relation == "conj" and tree.lemma(head) in CONSEQUENCES:
        return _same(by_token, head, anchor.type)
    if tree.tokens[head].upos == "NUM" and tree.tokens[head].deprel in ("appos", "conj"):
        # "One killed, 11 wounded": two states, each behind its number.
        for c in tree.children(tree.tokens[head].head, "acl", "amod"):
            if tree.lemma(c) in CONSEQUENCES:
                return _same(by_token, c, anchor.type)
    if (
        relation == "acl:relcl"
        and own is not None
        and tree.tokens[own].text.lower() in ("that", "which")
    ):
        return _same(by_token, head, anchor.type)
    return None


def _same(by_token: dict[int, Anchor], token: int, name: str) -> int | None:
    other = by_token.get(token)
    return token if other is not None and other.type == name else None


def is_definite(tree: Tree, noun: int) -> bool:
    """Say whether a noun is told as known: "the attack", "that attack"."""
    determiner = tree.child(noun, "det")
    return determiner is not None and tree.tokens[determiner].text.lower() in _DEFINITE


def is_again(tree: Tree, noun: int) -> bool:
    """Say whether a noun classes what was told before: "It was the second attack in a week"."""
    if tree.child(noun, "cop") is None:
        return False
    subject = tree.child(noun, "nsubj")
    if subject is None:
        return False
    return tree.tokens[subject].text.lower() in _POINTING or is_definite(tree, subject)
