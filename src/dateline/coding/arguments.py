"""Actor and recipient of an event: the frames of the codebook, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Callable

from dateline.coding.casualties import CASUALTY_VERBS
from dateline.coding.cues import Anchor
from dateline.coding.involved import (
    clause_ends,
    involved,
    is_own,
    is_sent,
    is_time_or_place,
    located_in,
    names_once,
    spread,
)
from dateline.coding.lexicon import LIGHT_VERBS, PLACE_NOUNS, words
from dateline.coding.nominal import NOUN_FRAMES, noun_agentive
from dateline.coding.roles import Roles, share
from dateline.coding.support import Support
from dateline.coding.tree import Tree
from dateline.coding.voice import agents, patients, subjects

_AGAINST = ("against", "on", "upon", "at", "toward", "towards", "into")
_TOWARDS = (*_AGAINST, "to", "with", "from", "over", "for", "about", "between", "in")
_SOURCE = ("by", "from", "against", "at", "under")
_SETTINGS = frozenset({"in", "during", "due", "under"})
_SHARED = ("with", "between", "against", "among", "amongst", "and")


def roles(tree: Tree, anchor: Anchor) -> Roles:
    """Give who acts and who receives at ``anchor`` by its cue's frame."""
    cue = anchor.cue
    if cue.pos == "verb":
        found = _VERB_FRAMES[cue.frame](tree, anchor)
        event = _event_in(tree, anchor)
        if event is not None:
            told = noun_agentive(tree, event)
            if told.recipients and (
                not found.recipients or any(tree.is_actor(r) for r in told.recipients)
            ):
                found.recipients = told.recipients
                found.note(told.recipients, "noun phrase", again=True)
            if not found.actors:
                found.actors = told.actors
                found.note(told.actors, "noun phrase")
    elif cue.pos == "noun":
        found = NOUN_FRAMES[cue.frame](tree, anchor)
    else:
        found = _adjective(tree, anchor)
    verb = cue.pos == "verb"
    found.note(found.actors, "subject" if verb else f"{cue.pos} phrase")
    found.note(found.recipients, "object" if verb else f"{cue.pos} phrase")
    return found.settle()


def _event_in(tree: Tree, anchor: Anchor) -> Anchor | None:
    """Give the event noun that a cue like "carry out attack" takes in, with its verb."""
    verb = anchor.token
    if anchor.cue.frame != "agentive" or tree.lemma(verb) not in LIGHT_VERBS:
        return None
    for noun in anchor.consumed:
        if tree.tokens[noun].deprel in ("obj", "nsubj:pass") and not tree.is_actor(noun):
            return Anchor(anchor.type, anchor.cue, noun, (), Support(verb, "light"))
    return None


def _verb_agentive(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    found = Roles(agents(tree, verb))
    if not found.actors and tree.is_passive(verb) and tree.lemma(verb) in CASUALTY_VERBS:
        found.actors = _doers_of_setting(tree, verb)
    own = set(found.actors)
    consumed = {c for c in anchor.consumed if not tree.is_actor(c)}
    given = spread(tree, tree.children(verb, "iobj")) + patients(tree, verb)
    things = [p for p in given if p not in consumed and tree.label(p) not in ("DATE", "TIME")]
    acting = [t for t in things if tree.is_actor(t) and not is_own(tree, t)]
    means = [t for t in acting if is_sent(tree, verb, t)]
    acting = [t for t in acting if t not in means]
    if acting:
        found.recipients = acting
        return found
    sites = [t for t in things if "place" in tree.kinds(t) and not tree.label(t)]
    owned = any("place" not in tree.kinds(x) for t in sites for x in involved(tree, t) if x != t)
    if sites and not owned and tree.lemma(verb) in _STRIKING:
        found.recipients = sites
        found.note(sites, "site")
        return found
    towards = _addressees(tree, anchor, consumed)
    named = [t for t in towards if tree.is_actor(t)]
    concerned = [
        x for t in [*things, *anchor.consumed] if t not in means for x in involved(tree, t)
    ]
    held = [x for t in [*towards] if not named for x in involved(tree, t)]
    told = [t for source in [verb, *things, *anchor.consumed] for t in clause_ends(tree, source)]
    located = [x for t in [*things, *anchor.consumed, *towards] for x in located_in(tree, t)]
    if means:
        located += [c for c in tree.obliques(verb, frozenset({"in"})) if tree.label(c) == "LOC"]
    for rule, ends in (
        ("addressee", named),
        ("behind the object", concerned),
        ("behind the addressee", held),
        ("complement clause", told),
        ("place of the object", located),
        ("sent", means),
    ):
        ends = [e for e in ends if e not in own]
        if ends:
            found.recipients = ends
            found.note(ends, rule)
            return found
    found.recipients = [t for t in things if not consumed and not is_own(tree, t)]
    found.note(found.recipients, "thing")
    return found


_STRIKING = words(
    """attack storm seize raid hit bomb shell strike target assault burn destroy ambush besiege
    occupy capture overrun torch fire blow demolish"""
)
"""Verbs that are done to a building or a post itself, wherever it lies and whosever it is."""


def _addressees(tree: Tree, anchor: Anchor, consumed: set[int]) -> list[int]:
    """Give whom a verb's prepositions point at, those of its cue first."""
    found: list[int] = []
    preferred = tuple(sorted(anchor.cue.particles))
    for preposition in (*preferred, *_AGAINST, *_TOWARDS):
        if any(tree.is_actor(f) for f in found):
            break
        for c in tree.obliques(anchor.token, frozenset({preposition})):
            if c in consumed or c in found or is_time_or_place(tree, c, preposition):
                continue
            if preposition == "in" and tree.label(c) == "LOC":
                continue
            found += spread(tree, [c])
    return found


def _verb_mutual(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    doing = agents(tree, verb)
    if tree.is_passive(verb) and not doing:
        things = subjects(tree, verb)
        doing = [t for t in things if tree.is_actor(t)]
        for thing in things:
            doing += spread(tree, tree.obliques(thing, frozenset(_SHARED)))
    others: list[int] = []
    for c in tree.obliques(verb, frozenset(_SHARED)):
        others += spread(tree, [c])
    objects = [p for p in patients(tree, verb) if not tree.is_passive(verb)]
    for thing in [*objects, *anchor.consumed]:
        if thing not in anchor.consumed and tree.is_actor(thing):
            others.append(thing)
        others += spread(tree, tree.obliques(thing, frozenset(_SHARED)))
    others = [o for o in others if tree.is_actor(o) or tree.tokens[o].upos == "PROPN"]
    if not others and len(doing) == 1:
        aims = tree.obliques(verb, frozenset({"to", "on", "upon"}))
        others = [x for aim in aims for x in involved(tree, aim)]
        others = others or clause_ends(tree, verb)
        others = others or [x for aim in aims for x in located_in(tree, aim)]
        others = [o for o in others if tree.is_actor(o)]
    return share(doing, others)


def _verb_undergo(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    found = Roles(recipients=subjects(tree, verb))
    if not tree.is_passive(verb) and anchor.cue.pos == "verb":
        things = [p for p in patients(tree, verb) if p not in anchor.consumed]
        found.actors += [p for p in things if tree.is_actor(p)]
    for source in [verb, *anchor.consumed]:
        for c in tree.obliques(source, frozenset(_SOURCE)):
            if (
                c not in anchor.consumed
                and tree.is_actor(c)
                and not is_time_or_place(tree, c, "at")
            ):
                found.actors += spread(tree, [c])
    found.actors = found.actors or _doers_of_setting(tree, verb)
    return found


def _doers_of_setting(tree: Tree, verb: int) -> list[int]:
    """Give who acts in the deed that a death is set in: "died in police firing"."""
    for c in tree.obliques(verb, _SETTINGS):
        if any(tree.tokens[a].xpos == "VBG" for a in tree.children(c, "acl")):
            if tree.is_actor(c) and "place" not in tree.kinds(c):
                return [c]
            continue
        if tree.is_actor(c) or tree.label(c):
            continue
        before = [
            m
            for m in tree.children(c, "compound", "amod")
            if tree.label(m) in ("ORG", "NORP")
            or (
                tree.tokens[m].deprel == "compound"
                and "organisation" in tree.kinds(m)
                and (tree.label(m) != "LOC" or tree.tokens[m].text.isupper())
            )
        ]
        if before and tree.tokens[c].xpos != "NNS" and tree.lemma(c) not in PLACE_NOUNS:
            return names_once(tree, before)
    return []


def _verb_ascribe(tree: Tree, anchor: Anchor) -> Roles:
    return Roles([p for p in patients(tree, anchor.token) if p not in anchor.consumed])


def _verb_relation(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    consumed = set(anchor.consumed)
    found = Roles(subjects(tree, verb))
    reach = [
        c for c in tree.children(verb, "obj", "obl:agent", "xcomp") if tree.tokens[c].upos != "VERB"
    ]
    reach += names_once(tree, tree.children(verb, "obl:npmod", "compound"))
    reach = [r for r in reach if r not in consumed]
    if not any(tree.is_actor(r) for r in reach):
        particles = anchor.cue.particles or frozenset(
            {"to", "of", "with", "from", "under", "into", "by", "in", "as"}
        )
        for source in [verb, *anchor.consumed]:
            for c in tree.obliques(source, particles):
                if c not in consumed and tree.label(c) not in ("DATE", "TIME"):
                    reach.append(c)
    found.recipients = spread(tree, reach)
    return found


def _adjective(tree: Tree, anchor: Anchor) -> Roles:
    word = anchor.token
    holders = subjects(tree, word)
    head = tree.head(word)
    if not holders and head is not None and tree.tokens[word].deprel in ("amod", "acl", "xcomp"):
        holders = spread(tree, [head]) if tree.tokens[head].upos != "VERB" else subjects(tree, head)
    prepositions = anchor.cue.particles or frozenset({"to", "with", "against", "of", "for", "by"})
    reach: list[int] = []
    for c in tree.obliques(word, prepositions):
        reach += spread(tree, [c])
    reach += names_once(tree, tree.children(word, "obl:npmod", "compound"))
    if anchor.cue.frame == "undergo":
        return Roles(reach, holders)
    if not any(tree.is_actor(r) for r in reach):
        reach = [x for r in reach for x in involved(tree, r)] or reach
    return Roles(holders, reach or clause_ends(tree, word))


_VERB_FRAMES: dict[str, Callable[[Tree, Anchor], Roles]] = {
    "agentive": _verb_agentive,
    "mutual": _verb_mutual,
    "undergo": _verb_undergo,
    "ascribe": _verb_ascribe,
    "relation": _verb_relation,
}


def claimed_by(tree: Tree, noun: int) -> list[int]:
    """Give who says that a deed was his: "claimed (responsibility for) the attack".

    That he did it hangs on his own word, as the claim's attribution says.
    """
    verb = tree.head(noun)
    if verb is not None and tree.lemma(verb) in ("responsibility", "credit"):
        if tree.case(noun) != "for":
            return []
        verb = tree.head(verb)
    elif tree.tokens[noun].deprel != "obj":
        return []
    if verb is None or tree.lemma(verb) not in ("claim", "take", "accept"):
        return []
    if tree.tokens[noun].deprel == "obj" and tree.lemma(verb) != "claim":
        return []
    return subjects(tree, verb)
