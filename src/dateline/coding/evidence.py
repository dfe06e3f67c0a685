"""Whether a draft tells a happening or only touches a topic: what must be filled for a claim.

A wrong row with a confident face harms more than a missing one, so a cue alone is no claim:

* a noun ("attack", "talks", "sanctions") needs somebody named with it, a count, a place, or a
  verb that says it took place; a weapon ("bomb") or a kind of person ("gunman") needs more;
* a verb needs somebody who does or undergoes it; "clashed" or "met" more than one;
* a cue that is as often something else (low weight) needs both its ends;
* a type may name the roles that it needs (``needs`` in the codebook).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.coding.assertion_words import DENIALS, NEGATIONS
from dateline.coding.codebook import PARTY, Cue, EventType
from dateline.coding.cues import Anchor
from dateline.coding.happenings import Happening, is_definite
from dateline.coding.lexicon import (
    ABSTRACT,
    OCCURRENCE_VERBS,
    WEAPON_NOUNS,
    is_person_noun,
    words,
)
from dateline.coding.tree import Tree
from dateline.coding.voice import subjects
from dateline.types import Slot

COUNTED = ("killed", "injured", "detained", "abducted", "displaced", "participants")

WEAK = 0.6
"""Cues of less weight name their type less than about six times in ten and need both ends."""

_HAPPENED = OCCURRENCE_VERBS | words(
    "follow report confirm record register witness see hear hold near precede loom"
)
_MODALS = frozenset({"will", "would", "'ll", "shall"})
_MATERIAL = frozenset({"killed", "injured", "weapon"})
_ONE = words("a an another one this")
_DOING = frozenset({"light", "participle", "relative"})


def is_told(
    tree: Tree,
    happening: Happening,
    filled: tuple[Sequence[Slot], Mapping[str, int]],
    type_: EventType,
    evidence: str = "ends",
) -> bool:
    """Say whether there is enough for a claim; ``evidence`` as in the codebook.

    ``filled``: the slots and, by role, how many fillers can act (persons, bodies, names).
    """
    slots, acting = filled
    anchor = happening.anchor
    if evidence == "none" and anchor.cue.frame != "relation":
        return True
    if _MATERIAL & set(type_.roles) and _is_denied(tree, anchor):
        return True
    if not slots:
        return False
    roles = {slot.role for slot in slots}
    for role in type_.needs:
        if role == PARTY:
            if not roles & {"actor", "recipient"}:
                return False  # "the Geneva talks": whose, is told elsewhere or nowhere
            continue
        if role == "recipient" and anchor.cue.frame == "mutual" and acting.get("actor", 0):
            continue  # those who take part together are all actors
        if not (acting.get(role, 0) if role in ("actor", "recipient") else role in roles):
            return False
    if _MATERIAL & set(type_.roles) and _hits_no_body(tree, anchor):
        return False
    word = tree.word(anchor.token)
    own = sum(slot.head == word for slot in slots if slot.role in ("actor", "recipient"))
    if anchor.cue.frame == "relation":
        named = all(slot.head != word for slot in slots if slot.role == "actor")
        return {"actor", "recipient"} <= roles and named
    if any(slot.role in COUNTED and slot.head != word for slot in slots):
        return True
    if {"actor", "goal"} <= roles:
        return True
    ends = acting.get("actor", 0) + acting.get("recipient", 0) - own
    if anchor.cue.pos == "noun":
        return _noun_is_told(tree, anchor, roles, ends, type_)
    return _verb_is_told(tree, happening, roles, acting, type_)


def _hits_no_body(tree: Tree, anchor: Anchor) -> bool:
    """Say whether what is attacked is an idea or an institution: "an attack on the free press"."""
    at = anchor.token
    if anchor.cue.pos == "noun":
        hit = _aims(tree, at)
    else:
        hit = tree.children(at, "obj", "nsubj:pass")
        consumed = set(anchor.consumed)
        hit = [aim for o in hit for aim in (_aims(tree, o) if o in consumed else [o])]
    return bool(hit) and all(_is_idea(tree, i) for i in hit)


def _aims(tree: Tree, noun: int) -> list[int]:
    """Give what a noun's deed is aimed at: "an attack on X"."""
    return [c for c in tree.children(noun, "nmod") if tree.case(c) in _AT]


_AT = frozenset(["on", "against", "upon", "toward", "towards", "of"])


def _is_idea(tree: Tree, i: int) -> bool:
    if tree.lemma(i).lower() in ABSTRACT:
        return True
    before = tree.children(i, "compound", "amod")
    return any(tree.lemma(c).lower() in _OF_VOTING for c in before)


_OF_VOTING = frozenset(["election", "electoral", "voting"])
"""What stands before "system", "infrastructure" and the like."""


def _noun_is_told(tree: Tree, anchor: Anchor, roles: set[str], ends: int, type_: EventType) -> bool:
    noun = anchor.token
    lemma = tree.lemma(noun)
    if is_person_noun(lemma):
        return "place" in roles
    if lemma in WEAPON_NOUNS:
        return _took_place(tree, anchor)
    if _is_weak(anchor.cue):
        return ends >= 2
    if ends >= 1 or "place" in roles:
        return True
    if "recipient" in roles and _MATERIAL & set(type_.roles):
        return True
    if _took_place(tree, anchor) and tree.tokens[noun].xpos == "NNS" and _is_past(tree, anchor):
        return True
    if _is_single(tree, noun):
        carried = anchor.support is not None and anchor.support.how in _DOING
        return "date" in roles or (_took_place(tree, anchor) and not carried)
    return "date" in roles and tree.child(noun, "det", "nummod", "nmod:poss") is not None


def _verb_is_told(
    tree: Tree,
    happening: Happening,
    roles: set[str],
    acting: Mapping[str, int],
    type_: EventType,
) -> bool:
    cue = happening.anchor.cue
    objects = [tree.tokens[c].text.lower() for c in tree.children(happening.anchor.token, "obj")]
    if _is_weak(cue) and any(word.endswith(("self", "selves")) for word in objects):
        return False
    if _only_describes(tree, happening.anchor.token):
        return False
    doing, undergoing = acting.get("actor", 0), acting.get("recipient", 0)
    if cue.frame == "mutual":
        told = subjects(tree, happening.anchor.token)
        if told and not any(tree.is_actor(s) or tree.bears_name(s) for s in told):
            return False  # "the rise of one clashes with the fall of the other"
        one = acting.get("several", 0) or _has_content(tree, happening.anchor.token)
        return doing + undergoing >= (1 if one else 2)
    if _is_weak(cue) and not (cue.particles & NEGATIONS and _is_future(tree, happening)):
        return bool(doing and undergoing)
    if doing or undergoing:
        return True
    if not _MATERIAL & set(type_.roles):
        return False
    settled = bool(roles & {"place", "date"})
    if "weapon" in roles and settled:
        return True  # "a bomb exploded near a school in Tokai"
    return "recipient" in roles and (settled or "weapon" in roles)


def _is_past(tree: Tree, anchor: Anchor) -> bool:
    """Say whether the verb that tells of the noun's event stands in the past: "protests began"."""
    head = tree.head(tree.through_carrier(anchor.token))
    return head is not None and tree.tokens[head].xpos == "VBD"


def _only_describes(tree: Tree, i: int) -> bool:
    """Say whether a participle only describes a noun: "elected officials", "shelling range"."""
    token = tree.tokens[i]
    head = tree.head(i)
    return head is not None and head > i and token.deprel in ("amod", "compound")


def _is_weak(cue: Cue) -> bool:
    auxiliary = cue.particles & (_MODALS | NEGATIONS)
    return cue.weight < WEAK or bool(auxiliary and not cue.objects)


def _has_content(tree: Tree, verb: int) -> bool:
    """Say whether an infinitive or clause tells what is agreed or discussed: "agreed to resign"."""
    return any(c > verb for c in tree.children(verb, "xcomp", "ccomp"))


def _is_future(tree: Tree, happening: Happening) -> bool:
    auxiliaries = tree.children(happening.anchor.token, "aux")
    return any(tree.tokens[c].text.lower() in _MODALS | {"wo"} for c in auxiliaries)


def _is_single(tree: Tree, noun: int) -> bool:
    """Say whether a noun tells of one or a number: "an attack", "three attacks"."""
    if tree.child(noun, "nummod") is not None:
        return True
    determiner = tree.child(noun, "det")
    return determiner is not None and tree.tokens[determiner].text.lower() in _ONE


def _is_denied(tree: Tree, anchor: Anchor) -> bool:
    """Say whether somebody denies that the deed, told as known, took place at all."""
    noun = anchor.token
    if anchor.cue.pos != "noun" or not is_definite(tree, noun) or not _took_place(tree, anchor):
        return False
    return any(tree.lemma(a) in DENIALS for a in tree.ancestors(noun))


def _took_place(tree: Tree, anchor: Anchor) -> bool:
    """Say whether a verb tells that the noun's event happened."""
    if anchor.support is not None:
        return True
    place = tree.through_carrier(anchor.token)
    head = tree.head(place)
    if head is None or tree.tokens[head].upos not in ("VERB", "AUX"):
        return False
    if tree.tokens[place].deprel not in ("nsubj", "nsubj:pass"):
        return False
    taking = tree.lemma(head) == "take" and any(
        tree.lemma(c) == "place" for c in tree.children(head)
    )
    return taking or tree.lemma(head) in _HAPPENED
