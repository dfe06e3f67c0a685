"""Actor and recipient of an event that a noun tells: "the killing of X by Y", "talks between"."""

from __future__ import annotations

from collections.abc import Callable

from dateline.coding.cues import Anchor
from dateline.coding.involved import clause_ends, involved, is_time_or_place, names_once, spread
from dateline.coding.lexicon import UNDERGOING_VERBS, is_person_noun, words
from dateline.coding.roles import Roles, share
from dateline.coding.tree import Tree
from dateline.coding.voice import agents, patients, subjects

_AIMED = ("against", "on", "upon", "toward", "towards", "to", "with", "into", "for", "at")
_SHARED = ("with", "between", "against", "among", "amongst", "and")
PATIENTIVE = words(
    """killing murder assassination death execution arrest detention capture abduction
    kidnapping kidnap beheading slaying release expulsion eviction deportation destruction
    displacement torture rape wounding imprisonment conviction trial prosecution sentencing
    nomination appointment election removal ouster dismissal bombing shelling siege seizure
    occupation invasion bombardment condemnation criticism massacre ambush persecution
    extradition overthrow demolition confiscation blockade hanging lynching stabbing shooting
    disappearance harassment intimidation recognition creation establishment formation
    declaration dissolution circulation beating burning looting rescue liberation evacuation
    annexation hijacking poisoning jailing sacking targeting repatriation return"""
)
"""Event nouns whose of-phrase (and bare possessor) undergoes: "Lumumba's assassination"."""

_DOING = words(
    """withdrawal visit resignation protest march rally demonstration retreat departure arrival
    advance surrender defection pullout exit meeting talk strike offensive pledge statement
    announcement speech riot uprising revolt mutiny mobilization mobilisation deployment trip
    summit session gathering vow promise threat failure refusal decision claim"""
)
"""Event nouns whose of-phrase acts: "the withdrawal of the troops"."""


def noun_agentive(tree: Tree, anchor: Anchor) -> Roles:
    noun = anchor.token
    if is_person_noun(tree.lemma(noun)):
        return Roles(tree.nominal_conjuncts(noun))
    found = _carried(tree, anchor)
    nodes = [noun, tree.through_carrier(noun)]
    by = [c for n in dict.fromkeys(nodes) for c in tree.obliques(n, frozenset({"by"}))]
    of = [c for c in _of_phrases(tree, noun) if c not in anchor.consumed]
    towards: list[int] = []
    for preposition in _AIMED:
        if any(tree.is_actor(t) for t in towards):
            break
        aimed = "to" if preposition in ("on", "upon") else preposition
        for n in dict.fromkeys(nodes):
            towards += [
                c
                for c in tree.obliques(n, frozenset({preposition}))
                if not is_time_or_place(tree, c, aimed)
            ]
    possessors = [
        p for p in tree.children(noun, "nmod:poss") if tree.label(p) not in ("DATE", "TIME")
    ]
    modifiers = _modifiers(tree, noun, anchor)
    patientive = tree.lemma(noun) in PATIENTIVE or tree.tokens[noun].text.lower() in PATIENTIVE
    doers = by
    if tree.lemma(noun) in _DOING and not by:
        doers, of = by + [c for c in of if tree.is_actor(c)], []
    undergoing = of if not towards or patientive else []
    if possessors:
        if patientive and not undergoing and not towards:
            undergoing = possessors
        else:
            doers = doers + possessors
    if modifiers and not doers and not found.actors:
        suffering = tree.label(modifiers[0]) not in ("NORP", "ORG") and not _is_body(
            tree, modifiers[0]
        )
        hit = _is_site(tree, modifiers[0])
        if (hit or (patientive and suffering)) and not undergoing and not towards:
            undergoing = modifiers
        else:
            doers = modifiers
    if not found.actors:
        origin = tree.obliques(noun, frozenset({"from"})) if not doers else []
        found.actors = spread(tree, doers or [o for o in origin if tree.is_actor(o)])
    reach = spread(tree, [*undergoing, *towards])
    if not any(tree.is_actor(r) for r in reach):
        kept = reach if patientive or towards else []
        reach = [x for r in reach for x in involved(tree, r)] or kept
    found.recipients += reach
    if not found.recipients and anchor.support is not None:
        found.recipients += _support_targets(tree, anchor)
    if not found.recipients:
        found.recipients += clause_ends(tree, noun)
    return found


def _is_body(tree: Tree, i: int) -> bool:
    """Say whether a modifier is a body that acts: "regime bombardment"."""
    return not tree.label(i) and "organisation" in tree.kinds(i) and not _is_site(tree, i)


def _is_site(tree: Tree, i: int) -> bool:
    """Say whether a modifier is a kind of place, which is hit and does not hit: "mosque attack"."""
    return not tree.label(i) and "place" in tree.kinds(i)


def _of_phrases(tree: Tree, noun: int) -> list[int]:
    """Give the of-phrases of an event noun, shared in "the abduction and murder of X"."""
    nodes = [noun]
    head = tree.head(noun)
    if tree.tokens[noun].deprel == "conj" and head is not None:
        nodes.append(head)
    nodes += tree.children(noun, "conj")
    for node in nodes:
        of = tree.obliques(node, frozenset({"of"})) if tree.tokens[node].upos == "NOUN" else []
        of = [c for c in of if tree.label(c) not in ("DATE", "TIME")]
        if of:
            return of
    return []


def _noun_mutual(tree: Tree, anchor: Anchor) -> Roles:
    noun = anchor.token
    nodes = [noun, tree.through_carrier(noun)]
    if anchor.support is not None and anchor.support.how != "occurrence":
        nodes.append(anchor.support.verb)
    carried = _carried(tree, anchor)
    doing = list(carried.actors)
    others: list[int] = list(carried.recipients)
    for node in dict.fromkeys(nodes):
        for c in tree.obliques(node, frozenset(_SHARED)):
            if tree.label(c) not in ("DATE", "TIME"):
                others += spread(tree, [c])
    possessors = spread(tree, tree.children(noun, "nmod:poss"))
    of = [c for c in tree.obliques(noun, frozenset({"of", "by"})) if tree.is_actor(c)]
    if not doing:
        doing = possessors or spread(tree, of)
    if not doing and not others:
        doing = _modifiers(tree, noun, anchor)
    if not doing or (not others and len(doing) < 2):
        for c in tree.obliques(noun, frozenset({"by", "of"})):
            others += spread(tree, [c]) if tree.is_actor(c) and c not in doing else []
    return share(doing, [o for o in others if tree.is_actor(o) or tree.bears_name(o)])


def _noun_undergo(tree: Tree, anchor: Anchor) -> Roles:
    noun = anchor.token
    found = Roles()
    for c in tree.obliques(noun, frozenset({"of", "among", "for"})):
        found.recipients += spread(tree, [c])
    found.recipients += spread(tree, tree.children(noun, "nmod:poss"))
    if not found.recipients:
        found.recipients += _modifiers(tree, noun, anchor)
    for c in tree.obliques(noun, frozenset({"by", "from", "at"})):
        found.actors += spread(tree, [c]) if tree.is_actor(c) else []
    if anchor.support is not None and anchor.support.how != "occurrence":
        doing = agents(tree, anchor.support.verb)
        if not found.recipients:
            found.recipients += doing
        elif not found.actors:
            found.actors += doing
    return found


def _noun_ascribe(tree: Tree, anchor: Anchor) -> Roles:
    found: list[int] = []
    for c in tree.obliques(anchor.token, frozenset({"against", "on", "to", "of"})):
        found += spread(tree, [c])
    return Roles(found)


def _noun_relation(tree: Tree, anchor: Anchor) -> Roles:
    """Give the ends of a relation told by a noun: "the IEC's leader, K.", "a branch of al-Qaeda"."""
    noun = anchor.token
    owners = spread(tree, tree.children(noun, "nmod:poss"))
    for c in tree.obliques(
        noun, anchor.cue.particles or frozenset({"of", "for", "within", "in", "to"})
    ):
        where = tree.case(c) == "in" and tree.label(c) == "LOC" and is_person_noun(tree.lemma(noun))
        owners += spread(tree, [c]) if tree.is_actor(c) and not where else []
    if not owners:
        owners = [m for m in _modifiers(tree, noun, anchor) if tree.label(m) != "PER"]
    named = _named_by(tree, noun)
    if not owners and (entity := _name_around(tree, noun)) is not None:
        owners = entity
    if not named:
        named = [noun]
    return Roles(named, owners)


def _named_by(tree: Tree, noun: int) -> list[int]:
    """Give the names of what ``noun`` describes: by apposition, copula, or as its own modifier."""
    found = [c for c in tree.children(noun, "appos") if tree.tokens[c].upos == "PROPN"]
    found = spread(tree, found)
    if found:
        return found
    if tree.child(noun, "cop") is not None:
        return subjects(tree, noun)
    head = tree.head(noun)
    if head is not None:
        relation = tree.tokens[noun].deprel
        if relation == "appos":
            return [head]
        if relation in ("nsubj", "nsubj:pass") and tree.child(head, "cop") is not None:
            return spread(tree, [head])
        if relation in ("compound", "amod") and tree.tokens[head].upos == "PROPN":
            return [head]
        predicative = relation in ("xcomp", "obl") and tree.case(noun) in ("", "as")
        if predicative and tree.tokens[head].upos == "VERB":
            return patients(tree, head) or subjects(tree, head)
    return []


def _name_around(tree: Tree, noun: int) -> list[int] | None:
    """Give the organisations that stand before a title inside a name: "ISIS leader Baghdadi"."""
    head = tree.head(noun)
    if head is None or tree.tokens[noun].deprel not in ("compound", "amod", "appos"):
        return None
    before = [
        c
        for c in tree.children(head, "compound", "amod", "nmod:poss")
        if c < noun and tree.label(c) in ("ORG", "NORP", "LOC")
    ]
    return before[-1:] or None


def _carried(tree: Tree, anchor: Anchor) -> Roles:
    """Give what the verb that carries an event noun says about its ends."""
    support = anchor.support
    found = Roles()
    if support is None:
        head = tree.head(anchor.token)
        state = tree.tokens[anchor.token].deprel == "obl" and tree.case(anchor.token) in (
            "at",
            "in",
        )
        if head is not None and state and tree.lemma(head) == "be":  # "is at war with"
            found.actors = subjects(tree, head)
        return found
    verb = support.verb
    if support.how == "occurrence":
        found.recipients = [p for p in patients(tree, verb) if tree.is_actor(p)]
        return found
    if support.how == "setting":
        if tree.lemma(verb) not in ("carry", "launch"):
            found.recipients = [s for s in subjects(tree, verb) if tree.is_actor(s)]
            found.actors = [
                a for a in agents(tree, verb) if a != tree.through_carrier(anchor.token)
            ]
            found.actors = [a for a in found.actors if tree.is_actor(a) and a != anchor.token]
        return found
    doing = agents(tree, verb)
    if support.how == "light" and tree.lemma(verb) in UNDERGOING_VERBS:
        found.recipients = doing
        return found
    if tree.lemma(verb) in _ENDING and _is_given(tree, anchor.token):
        return found  # who ends the bloodshed did not shed it
    found.actors = doing
    found.recipients = spread(tree, tree.children(verb, "iobj"))
    return found


_ENDING = frozenset({"end", "halt", "stop", "foil", "repel", "suspend", "face"})


def _is_given(tree: Tree, noun: int) -> bool:
    """Say whether a noun is told as known: "the bloodshed", "this attack"."""
    determiner = tree.child(noun, "det")
    return determiner is not None and tree.tokens[determiner].text.lower() in (
        "the",
        "this",
        "that",
    )


def _support_targets(tree: Tree, anchor: Anchor) -> list[int]:
    assert anchor.support is not None
    found: list[int] = []
    for preposition in _AIMED[:8]:
        for c in tree.obliques(anchor.support.verb, frozenset({preposition})):
            if c != anchor.token and not is_time_or_place(tree, c, preposition):
                found += spread(tree, [c])
    return [f for f in found if tree.is_actor(f)] or found


def _is_town(tree: Tree, i: int) -> bool:
    """Say whether a place before an event noun tells where, not who: "the Mosul offensive".

    States so placed are written as adjectives or abbreviated ("Israeli raid", "US raid").
    """
    token = tree.tokens[i]
    return token.deprel == "compound" and tree.label(i) == "LOC" and not token.text.isupper()


def _modifiers(tree: Tree, noun: int, anchor: Anchor) -> list[int]:
    """Give those among the words before a noun that can act: "rebel attack", "Israeli raid"."""
    found = [
        c
        for c in tree.children(noun, "compound", "amod", "nmod")
        if c < noun
        and c not in anchor.consumed
        and not _is_town(tree, c)
        and (
            tree.label(c) in ("ORG", "NORP", "LOC", "PER")
            or (
                tree.tokens[c].deprel == "compound"
                and tree.kinds(c) & {"person", "organisation"}
                and not tree.kinds(c) & {"weapon"}
                and tree.tokens[c].upos != "NUM"
            )
        )
    ]
    return names_once(tree, found)


NOUN_FRAMES: dict[str, Callable[[Tree, Anchor], Roles]] = {
    "agentive": noun_agentive,
    "mutual": _noun_mutual,
    "undergo": _noun_undergo,
    "ascribe": _noun_ascribe,
    "relation": _noun_relation,
}
