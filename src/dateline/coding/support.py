"""The verb that carries an event noun: "launched an attack", "an attack took place"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.lexicon import LIGHT_VERBS, OCCURRENCE_VERBS
from dateline.coding.tree import Tree

_PARTICIPATION = frozenset({"engage", "participate", "involve", "join", "take", "result", "kill"})


@dataclass(frozen=True, slots=True)
class Support:
    """The verb that carries an event noun, and how: it tells who does or undergoes the event."""

    verb: int
    how: str
    """``light`` (its object is the event), ``participle`` ("attack carried out by"),
    ``relative`` ("attack that X launched"), ``occurrence`` (its subject is the event) or
    ``setting`` ("killed in an attack")."""


def find_support(tree: Tree, noun: int) -> Support | None:
    """Give the verb that carries the event noun ``noun``, or None where it stands alone."""
    place = tree.through_carrier(noun)
    head = tree.head(place)
    if head is not None and tree.tokens[place].deprel == "conj":
        place = head
        head = tree.head(place)
    relation = tree.tokens[place].deprel
    if head is not None and tree.tokens[head].upos in ("VERB", "AUX"):
        lemma = tree.lemma(head)
        if relation in ("obj", "nsubj:pass") and lemma in LIGHT_VERBS:
            return Support(head, "light")
        if relation == "obl" and lemma in _PARTICIPATION and tree.case(place) in ("in", "to"):
            return Support(head, "light")
        if relation == "nsubj" and lemma in OCCURRENCE_VERBS and not tree.is_passive(head):
            return Support(head, "occurrence")
        if (
            relation == "obl"
            and tree.case(place) in ("in", "by", "during")
            and tree.is_passive(head)
        ):
            return Support(head, "setting")
    for c in tree.children(place, "acl", "acl:relcl"):
        lemma = tree.lemma(c)
        subject = tree.child(c, "nsubj", "nsubj:pass")
        if tree.tokens[c].deprel == "acl:relcl" and subject is not None:
            if tree.tokens[subject].text.lower() in ("that", "which"):
                if tree.is_passive(c) and lemma in LIGHT_VERBS:
                    return Support(c, "participle")
                if lemma in OCCURRENCE_VERBS:
                    return Support(c, "occurrence")
            elif lemma in LIGHT_VERBS and not any(
                tree.tokens[x].text.lower() in ("where", "when", "which", "whom")
                for x in tree.children(c, "advmod", "obl", "mark")
            ):
                return Support(c, "relative")
        elif lemma in LIGHT_VERBS and tree.is_passive(c):
            return Support(c, "participle")
        elif lemma in OCCURRENCE_VERBS and not tree.is_passive(c):
            return Support(c, "occurrence")
    return None
