"""Outcomes that a parser hung on a word beside the deed: the place of it, or whom it met."""

from __future__ import annotations

from dateline.coding.lexicon import PLACE_NOUNS
from dateline.types import Entity, Token

_OUTCOMES = frozenset({"kill", "wound", "injure", "hurt", "maim", "destroy", "damage", "leave"})
_PERCEIVING = frozenset(
    {"see", "find", "catch", "film", "watch", "show", "arrest", "stop", "accuse", "spot", "hear"}
)
"""Verbs behind which a participle tells what their object did: "filmed men killing a dog"."""
_SHOOTING = frozenset({"shoot", "gun", "hack", "beat", "stab", "club", "strike"})
_BEHIND = 20
_CLIMB = 6


def outcome_beside_whom(tokens: list[Token], i: int) -> None:
    """Hang "killing a man" on the deed: "hurled a grenade at people in Tokai, killing a man"."""
    token = tokens[i]
    if token.deprel != "acl" or token.xpos != "VBG" or token.lemma not in _OUTCOMES:
        return
    noun = token.head
    if not 0 <= noun < i or _child(tokens, i, "case", "mark") is not None:
        return
    verb = _verb_over(tokens, noun)
    if verb is None or verb > noun or tokens[verb].lemma in _PERCEIVING:
        return
    if _child(tokens, i, "obj", "nsubj") is not None:
        tokens[i] = token._replace(head=verb, deprel="advcl")


def outcome_beside_where(tokens: list[Token], entities: list[Entity], i: int) -> None:
    """Hang "that killed a guard" on the deed: "the blast in the city of Tokai that killed a guard"."""
    token = tokens[i]
    if token.deprel != "acl:relcl" or token.lemma not in _OUTCOMES or token.upos != "VERB":
        return
    subject = _child(tokens, i, "nsubj")
    if subject is None or tokens[subject].text.lower() not in ("that", "which"):
        return
    at = token.head
    for _ in range(_CLIMB):
        if at < 0 or not _is_where(tokens, entities, at):
            break
        at = tokens[at].head
    if 0 <= at < i and at != token.head and tokens[at].upos == "NOUN":
        tokens[i] = token._replace(head=at)


def dead_behind_shot(tokens: list[Token], i: int) -> None:
    """Hang "dead" on the shooting: "shot dead one Holm", "shot dead a guard"."""
    token = tokens[i]
    if token.text.lower() != "dead" or token.deprel != "amod" or token.head < i or i == 0:
        return
    verb = tokens[i - 1]
    if verb.lemma in _SHOOTING and verb.upos == "VERB":
        tokens[i] = token._replace(head=i - 1, deprel="xcomp")


def _verb_over(tokens: list[Token], noun: int) -> int | None:
    """Give the verb whose object or setting a noun is, or a part of."""
    at = noun
    for _ in range(_CLIMB):
        relation, head = tokens[at].deprel, tokens[at].head
        if head < 0 or relation not in ("obj", "obl", "nmod", "conj", "appos", "compound"):
            return None
        if tokens[head].upos == "VERB":
            return head if relation in ("obj", "obl") else None
        at = head
    return None


def _is_where(tokens: list[Token], entities: list[Entity], i: int) -> bool:
    token = tokens[i]
    located = token.deprel in ("nmod", "obl", "appos") or token.deprel == "compound"
    named = token.entity >= 0 and entities[token.entity].label == "LOC"
    return located and (named or token.lemma.lower() in PLACE_NOUNS)


def _child(tokens: list[Token], i: int, *relations: str) -> int | None:
    around = range(max(0, i - _BEHIND), min(len(tokens), i + _BEHIND))
    return next((c for c in around if tokens[c].head == i and tokens[c].deprel in relations), None)
