"""Deeds that are told as not yet done: promised, intended, refused or demanded.

A codebook may say what a type is while its deed is only promised ("will release two guards":
agreement, not a release), intended ("is ready to"), refused ("will not lift the ban") or demanded
("must disarm, the minister said"): the field ``not_done`` of the type. What governs the deed decides, whatever the
verb: future auxiliaries, verbs and adjectives of intent, duty auxiliaries under a speaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.coding.assertion_words import CONDITIONS, FUTURE, LIKELY_ADVERBS, NEGATIONS
from dateline.coding.codebook import DEMANDED, INTENDED, PROMISED, REFUSED, EventType
from dateline.coding.cues import Anchor
from dateline.coding.happenings import Happening
from dateline.coding.lexicon import REPORTING_VERBS, words
from dateline.coding.tree import Tree
from dateline.coding.voice import subjects

_SHIFTED = frozenset({"would", "'d"})
_DUTY = frozenset({"must", "should", "ought"})
_INTENDING = words(
    """plan intend aim ready willing prepared eager keen happy set poised due readiness willingness
    intention plan determined disposed minded inclined about"""
)
"""Governors of an infinitive or gerund by which somebody means to do what it tells."""
_WANTING = words("want wish expect prefer like need")
"""Governors by which somebody else is to do what the clause tells."""
_TELLING = REPORTING_VERBS | words("warn urge demand tweet post stress reiterate repeat")
_STEPS = 4
"""Clauses between a deed and the verb that reports it."""


def as_told(tree: Tree, found: list[Happening], types: Mapping[str, EventType]) -> list[Happening]:
    """Give happenings, those not done under the type that theirs then becomes.

    What one will or demand joins ("will free the crew and return the ship") is one happening.
    """
    told: list[Happening] = []
    demands = {h.anchor.token: h.anchor.type for h in found}
    leading: dict[int, str] = {}
    for happening in found:
        anchor = happening.anchor
        instead = types[anchor.type].not_done
        how = projection(tree, anchor) if instead else ""
        if how not in instead:
            told.append(happening)
            continue
        verb = _verb_of(anchor)
        if any(demands.get(head) == instead[how] for head in _above(tree, verb)[:2]):
            continue  # "urged that they must leave": who urges tells it
        joined = tree.tokens[verb].deprel == "conj"
        if joined and leading.get(tree.tokens[verb].head) == instead[how]:
            leading[verb] = instead[how]
            continue
        leading[verb] = instead[how]
        cue = replace(anchor.cue, mode=None) if anchor.cue.mode else anchor.cue
        told.append(Happening(replace(anchor, type=instead[how], cue=cue, projected=how)))
    return told


def _verb_of(anchor: Anchor) -> int:
    return anchor.token if anchor.support is None else anchor.support.verb


def projection(tree: Tree, anchor: Anchor) -> str:
    """Give ``promised``, ``intended``, ``refused`` or ``demanded`` for a deed told as not done, else ""."""
    verb = anchor.token
    if anchor.cue.pos == "noun":
        support = anchor.support
        if support is None or support.how not in ("light", "occurrence"):
            return ""
        verb = support.verb
    elif anchor.cue.pos == "adjective":
        return ""
    return _told_as(tree, verb, negated=False)


def demanding(tree: Tree, verb: int) -> list[int]:
    """Give those who demand what ``verb`` tells: the subject of what reports or wants it."""
    at = verb
    for head in _above(tree, verb):
        relation = tree.tokens[at].deprel
        speaks = tree.lemma(head) in _TELLING and relation in ("ccomp", "parataxis")
        if speaks or tree.lemma(head) in _WANTING:
            return subjects(tree, head)
        at = head
    for c in tree.children(verb, "parataxis", "ccomp"):
        if tree.lemma(c) in _TELLING:
            return subjects(tree, c)
    return []


def _above(tree: Tree, verb: int) -> list[int]:
    return [head for _, head in zip(range(_STEPS), tree.ancestors(verb), strict=False)]


def _told_as(tree: Tree, verb: int, negated: bool, depth: int = 3) -> str:
    if depth <= 0 or _is_conditional(tree, verb):
        return ""
    negated ^= _is_negated(tree, verb)
    auxiliaries = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux")}
    first = auxiliaries & (FUTURE | _SHIFTED)
    if first:
        if "have" in auxiliaries or (first <= _SHIFTED and not _is_reported(tree, verb)):
            return ""
        return _meant(tree, verb, negated)
    if auxiliaries & _DUTY:
        return DEMANDED if not negated and _is_demand(tree, verb) else ""
    head = tree.head(verb)
    if head is None:
        return _meant(tree, verb, negated) if _is_headline_future(tree, verb) else ""
    relation, lemma = tree.tokens[verb].deprel, tree.lemma(head)
    infinitive = _is_infinitive(tree, verb)
    if relation == "conj":
        if tree.child(verb, "nsubj", "nsubj:pass", "aux", "mark") is not None:
            return ""
        same = tree.tokens[verb].xpos == tree.tokens[head].xpos
        return _told_as(tree, head, negated, depth - 1) if same else ""
    if relation not in ("xcomp", "ccomp", "acl", "advcl"):
        return ""
    if infinitive and relation != "advcl" and lemma == "go" and tree.tokens[head].xpos == "VBG":
        return _meant(tree, head, negated ^ _is_negated(tree, head))
    if infinitive and lemma == "be" and relation in ("xcomp", "ccomp"):
        if not any(tree.is_actor(w) for w in subjects(tree, head)):
            return ""  # "the plan is to", "the aim is to"
        return _meant(tree, head, negated ^ _is_negated(tree, head))
    if infinitive and lemma in ("have", "need") and relation in ("xcomp", "ccomp"):
        against = negated or _is_negated(tree, head)
        return DEMANDED if not against and _is_demand(tree, head) else ""
    if infinitive and lemma in _WANTING and _has_own_subject(tree, verb, head):
        against = negated or _is_negated(tree, head)
        return "" if against or lemma == "need" else DEMANDED
    if infinitive and lemma in _INTENDING:
        meant = _meant(tree, head, negated ^ _is_negated(tree, head))
        return INTENDED if meant == PROMISED else meant
    return ""


def _meant(tree: Tree, verb: int, negated: bool) -> str:
    """Give what an intention is, where somebody who can act has it."""
    if any(tree.lemma(c) in LIKELY_ADVERBS for c in tree.children(verb, "advmod")):
        return ""
    who = subjects(tree, verb)
    passive = tree.is_passive(verb)
    if who and not passive and not any(tree.is_actor(w) or tree.bears_name(w) for w in who):
        return ""
    return REFUSED if negated else PROMISED


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].xpos == "VB" and any(
        tree.tokens[c].xpos == "TO" for c in tree.children(verb, "mark", "aux")
    )


def _is_headline_future(tree: Tree, verb: int) -> bool:
    """Say whether an infinitive is the whole predicate: "Norland to free nine sailors"."""
    subject = tree.child(verb, "nsubj", "nsubj:pass")
    return _is_infinitive(tree, verb) and subject is not None and subject < verb


def _is_negated(tree: Tree, verb: int) -> bool:
    return any(
        tree.lemma(c) in NEGATIONS or tree.tokens[c].text.lower() in NEGATIONS
        for c in tree.children(verb, "advmod", "det")
    ) or any(
        tree.tokens[d].text.lower() == "no"
        for c in tree.children(verb, "obj", "nsubj", "nsubj:pass")
        for d in tree.children(c, "det")
    )


def _is_conditional(tree: Tree, verb: int) -> bool:
    marks = tree.children(verb, "mark")
    return any(tree.lemma(c) in CONDITIONS or tree.lemma(c) == "whether" for c in marks)


def _is_reported(tree: Tree, verb: int) -> bool:
    """Say whether a clause is what somebody said: "said it would"."""
    at = verb
    for head in _above(tree, verb):
        relation = tree.tokens[at].deprel
        if relation in ("ccomp", "parataxis") and tree.lemma(head) in _TELLING | _PROMISING:
            return True
        if relation not in ("conj", "xcomp", "ccomp"):
            return False
        at = head
    return any(tree.lemma(c) in _TELLING for c in tree.children(verb, "parataxis", "ccomp"))


_PROMISING = words("promise pledge vow agree assure decide swear guarantee hint signal inform")


def _is_demand(tree: Tree, verb: int) -> bool:
    """Say whether a duty is laid on somebody by another: not what the speaker himself must do."""
    who = subjects(tree, verb)
    if not who or not all(tree.is_actor(w) for w in who):
        return False
    if any(tree.tokens[w].text.lower() in _SELF for w in who):
        return False
    speakers = demanding(tree, verb)
    return bool(speakers) and not set(speakers) & set(who)


_SELF = frozenset({"i", "we", "it"})


def _has_own_subject(tree: Tree, verb: int, head: int) -> bool:
    """Say whether somebody else than he who wants is to act: "wants them to leave"."""
    if tree.child(verb, "nsubj", "nsubj:pass") is not None:
        return True
    objects = tree.children(head, "obj", "iobj")
    return any(head < o < verb for o in objects)
