"""Actor and recipient of an event: the frames of the codebook, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.coding.cues import Anchor, Support
from dateline.coding.lexicon import LIGHT_VERBS, UNDERGOING_VERBS, is_person_noun, words
from dateline.coding.tree import Tree
from dateline.coding.voice import agents, patients, subjects

_AGAINST = ("against", "on", "upon", "at", "toward", "towards", "into")
_TOWARDS = (*_AGAINST, "to", "with", "from", "over", "for", "about", "between", "in")
_AIMED = ("against", "on", "upon", "toward", "towards", "to", "with", "into", "for", "at")
_SOURCE = ("by", "from", "against", "at", "under")
_SENDING = words(
    """send dispatch deploy withdraw pull move mobilize mobilise station recall provide
    contribute supply lend ship airlift offer redeploy commit"""
)
"""Verbs whose unnamed object is the actor's own means, not the recipient."""
_PURPOSE = ("to", "of", "for", "that")
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


@dataclass(slots=True)
class Roles:
    """Heads of the fillers of an anchor, in order."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)

    def settle(self) -> Roles:
        """Drop doubles, and recipients that already act."""
        self.actors = list(dict.fromkeys(self.actors))
        self.recipients = [r for r in dict.fromkeys(self.recipients) if r not in self.actors]
        return self


def roles(tree: Tree, anchor: Anchor) -> Roles:
    """Give who acts and who receives at ``anchor`` by its cue's frame."""
    cue = anchor.cue
    if cue.pos == "verb":
        found = _VERB_FRAMES[cue.frame](tree, anchor)
        event = _event_in(tree, anchor)
        if event is not None:
            told = _noun_agentive(tree, event)
            if not found.recipients or any(tree.is_actor(r) for r in told.recipients):
                found.recipients = told.recipients or found.recipients
            found.actors = found.actors or told.actors
    elif cue.pos == "noun":
        found = _NOUN_FRAMES[cue.frame](tree, anchor)
    else:
        found = _adjective(tree, anchor)
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


# ------------------------------------------------------------------------- verbs


def _verb_agentive(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    found = Roles(agents(tree, verb))
    own = set(found.actors)
    consumed = {c for c in anchor.consumed if not tree.is_actor(c)}
    given = _spread(tree, tree.children(verb, "iobj")) + patients(tree, verb)
    things = [p for p in given if p not in consumed and tree.label(p) not in ("DATE", "TIME")]
    acting = [t for t in things if tree.is_actor(t) and not _is_own(tree, t)]
    means = [t for t in acting if _is_sent(tree, verb, t)]
    acting = [t for t in acting if t not in means]
    if acting:
        found.recipients = acting
        return found
    towards = _addressees(tree, anchor, consumed)
    named = [t for t in towards if tree.is_actor(t)]
    involved = [
        x for t in [*things, *anchor.consumed] if t not in means for x in _involved(tree, t)
    ]
    held = [x for t in [*towards] if not named for x in _involved(tree, t)]
    told = [t for source in [verb, *things, *anchor.consumed] for t in _clause_ends(tree, source)]
    located = [x for t in [*things, *anchor.consumed, *towards] for x in _located(tree, t)]
    if means:
        located += [c for c in tree.obliques(verb, frozenset({"in"})) if tree.label(c) == "LOC"]
    for ends in (named, involved, held, told, located, means):
        ends = [e for e in ends if e not in own]
        if ends:
            found.recipients = ends
            return found
    found.recipients = [t for t in things if not consumed and not _is_own(tree, t)]
    return found


def _addressees(tree: Tree, anchor: Anchor, consumed: set[int]) -> list[int]:
    """Give whom a verb's prepositions point at, those of its cue first."""
    found: list[int] = []
    preferred = tuple(sorted(anchor.cue.particles))
    for preposition in (*preferred, *_AGAINST, *_TOWARDS):
        if any(tree.is_actor(f) for f in found):
            break
        for c in tree.obliques(anchor.token, frozenset({preposition})):
            if c in consumed or c in found or _is_time_or_place(tree, c, preposition):
                continue
            if preposition == "in" and tree.label(c) == "LOC":
                continue
            found += _spread(tree, [c])
    return found


def _is_sent(tree: Tree, verb: int, i: int) -> bool:
    """Say whether ``i`` is whom the actor sends or takes back: "sent 21 observers to Bosnia"."""
    return (
        tree.lemma(verb) in _SENDING
        and not tree.label(i)
        and not tree.is_passive(verb)
        and tree.tokens[i].upos == "NOUN"
    )


def _located(tree: Tree, thing: int) -> list[int]:
    """Give the place in which a thing lies that is acted on: "a curfew in Algiers"."""
    for c in tree.obliques(thing, frozenset({"in"})):
        if tree.label(c) == "LOC":
            return _spread(tree, [c])
    return []


def _verb_mutual(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    doing = agents(tree, verb)
    if tree.is_passive(verb) and not doing:
        things = subjects(tree, verb)
        doing = [t for t in things if tree.is_actor(t)]
        for thing in things:
            doing += _spread(tree, tree.obliques(thing, frozenset(_SHARED)))
    others: list[int] = []
    for c in tree.obliques(verb, frozenset(_SHARED)):
        others += _spread(tree, [c])
    objects = [p for p in patients(tree, verb) if not tree.is_passive(verb)]
    for thing in [*objects, *anchor.consumed]:
        if thing not in anchor.consumed and tree.is_actor(thing):
            others.append(thing)
        others += _spread(tree, tree.obliques(thing, frozenset(_SHARED)))
    others = [o for o in others if tree.is_actor(o) or tree.tokens[o].upos == "PROPN"]
    if not others and len(doing) == 1:
        aims = tree.obliques(verb, frozenset({"to", "on", "upon"}))
        others = [x for aim in aims for x in _involved(tree, aim)]
        others = others or _clause_ends(tree, verb)
        others = others or [x for aim in aims for x in _located(tree, aim)]
        others = [o for o in others if tree.is_actor(o)]
    return _share(doing, others)


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
                and not _is_time_or_place(tree, c, "at")
            ):
                found.actors += _spread(tree, [c])
    return found


def _verb_ascribe(tree: Tree, anchor: Anchor) -> Roles:
    return Roles([p for p in patients(tree, anchor.token) if p not in anchor.consumed])


def _verb_relation(tree: Tree, anchor: Anchor) -> Roles:
    verb = anchor.token
    consumed = set(anchor.consumed)
    found = Roles(subjects(tree, verb))
    reach = [
        c for c in tree.children(verb, "obj", "obl:agent", "xcomp") if tree.tokens[c].upos != "VERB"
    ]
    reach += _names(tree, tree.children(verb, "obl:npmod", "compound"))
    reach = [r for r in reach if r not in consumed]
    if not any(tree.is_actor(r) for r in reach):
        particles = anchor.cue.particles or frozenset(
            {"to", "of", "with", "from", "under", "into", "by", "in", "as"}
        )
        for source in [verb, *anchor.consumed]:
            for c in tree.obliques(source, particles):
                if c not in consumed and tree.label(c) not in ("DATE", "TIME"):
                    reach.append(c)
    found.recipients = _spread(tree, reach)
    return found


# ------------------------------------------------------------------------- nouns


def _noun_agentive(tree: Tree, anchor: Anchor) -> Roles:
    noun = anchor.token
    if is_person_noun(tree.lemma(noun)):
        return Roles(tree.nominal_conjuncts(noun))
    found = _carried(tree, anchor)
    nodes = [noun, tree.through_carrier(noun)]
    by = [c for n in dict.fromkeys(nodes) for c in tree.obliques(n, frozenset({"by"}))]
    of = [
        c
        for c in tree.obliques(noun, frozenset({"of"}))
        if tree.label(c) not in ("DATE", "TIME") and c not in anchor.consumed
    ]
    towards: list[int] = []
    for preposition in _AIMED:
        if any(tree.is_actor(t) for t in towards):
            break
        aimed = "to" if preposition in ("on", "upon") else preposition
        for n in dict.fromkeys(nodes):
            towards += [
                c
                for c in tree.obliques(n, frozenset({preposition}))
                if not _is_time_or_place(tree, c, aimed)
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
        if patientive and not undergoing and not towards and tree.label(modifiers[0]) != "NORP":
            undergoing = modifiers
        else:
            doers = modifiers
    if not found.actors:
        origin = tree.obliques(noun, frozenset({"from"})) if not doers else []
        found.actors = _spread(tree, doers or [o for o in origin if tree.is_actor(o)])
    reach = _spread(tree, [*undergoing, *towards])
    if not any(tree.is_actor(r) for r in reach):
        kept = reach if patientive or towards else []
        reach = [x for r in reach for x in _involved(tree, r)] or kept
    found.recipients += reach
    if not found.recipients and anchor.support is not None:
        found.recipients += _support_targets(tree, anchor)
    if not found.recipients:
        found.recipients += _clause_ends(tree, noun)
    return found


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
                others += _spread(tree, [c])
    possessors = _spread(tree, tree.children(noun, "nmod:poss"))
    of = [c for c in tree.obliques(noun, frozenset({"of", "by"})) if tree.is_actor(c)]
    if not doing:
        doing = possessors or _spread(tree, of)
    if not doing and not others:
        doing = _modifiers(tree, noun, anchor)
    if not doing or (not others and len(doing) < 2):
        for c in tree.obliques(noun, frozenset({"by", "of"})):
            others += _spread(tree, [c]) if tree.is_actor(c) and c not in doing else []
    return _share(doing, [o for o in others if tree.is_actor(o)])


def _noun_undergo(tree: Tree, anchor: Anchor) -> Roles:
    noun = anchor.token
    found = Roles()
    for c in tree.obliques(noun, frozenset({"of", "among", "for"})):
        found.recipients += _spread(tree, [c])
    found.recipients += _spread(tree, tree.children(noun, "nmod:poss"))
    if not found.recipients:
        found.recipients += _modifiers(tree, noun, anchor)
    for c in tree.obliques(noun, frozenset({"by", "from", "at"})):
        found.actors += _spread(tree, [c]) if tree.is_actor(c) else []
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
        found += _spread(tree, [c])
    return Roles(found)


def _noun_relation(tree: Tree, anchor: Anchor) -> Roles:
    """Give the ends of a relation told by a noun: "the IEC's leader, K.", "a branch of al-Qaeda"."""
    noun = anchor.token
    owners = _spread(tree, tree.children(noun, "nmod:poss"))
    for c in tree.obliques(
        noun, anchor.cue.particles or frozenset({"of", "for", "within", "in", "to"})
    ):
        owners += _spread(tree, [c]) if tree.is_actor(c) else []
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
    found = _spread(tree, found)
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
            return _spread(tree, [head])
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


# ------------------------------------------------------------------------- adjectives


def _adjective(tree: Tree, anchor: Anchor) -> Roles:
    word = anchor.token
    holders = subjects(tree, word)
    head = tree.head(word)
    if not holders and head is not None and tree.tokens[word].deprel in ("amod", "acl", "xcomp"):
        holders = (
            _spread(tree, [head]) if tree.tokens[head].upos != "VERB" else subjects(tree, head)
        )
    prepositions = anchor.cue.particles or frozenset({"to", "with", "against", "of", "for", "by"})
    reach: list[int] = []
    for c in tree.obliques(word, prepositions):
        reach += _spread(tree, [c])
    reach += _names(tree, tree.children(word, "obl:npmod", "compound"))
    if anchor.cue.frame == "undergo":
        return Roles(reach, holders)
    if not any(tree.is_actor(r) for r in reach):
        reach = [x for r in reach for x in _involved(tree, r)] or reach
    return Roles(holders, reach or _clause_ends(tree, word))


# ------------------------------------------------------------------------- shared


def _carried(tree: Tree, anchor: Anchor) -> Roles:
    """Give what the verb that carries an event noun says about its ends."""
    support = anchor.support
    found = Roles()
    if support is None:
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
    found.actors = doing
    found.recipients = _spread(tree, tree.children(verb, "iobj"))
    return found


def _support_targets(tree: Tree, anchor: Anchor) -> list[int]:
    assert anchor.support is not None
    found: list[int] = []
    for preposition in (*_AGAINST, "to", "with"):
        for c in tree.obliques(anchor.support.verb, frozenset({preposition})):
            if c != anchor.token and not _is_time_or_place(tree, c, preposition):
                found += _spread(tree, [c])
    return [f for f in found if tree.is_actor(f)] or found


def _modifiers(tree: Tree, noun: int, anchor: Anchor) -> list[int]:
    """Give those among the words before a noun that can act: "rebel attack", "Israeli raid"."""
    found = [
        c
        for c in tree.children(noun, "compound", "amod", "nmod")
        if c < noun
        and c not in anchor.consumed
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
    return _names(tree, found)


def _names(tree: Tree, tokens: list[int]) -> list[int]:
    """Give one token a name: the last of those that stand in one entity."""
    last: dict[int, int] = {}
    for t in tokens:
        number = tree.tokens[t].entity
        last[number if number >= 0 else -1 - t] = t
    return sorted(t for t in last.values() if tree.tokens[t].upos != "PUNCT")


def _involved(tree: Tree, thing: int, event: bool = False, depth: int = 3) -> list[int]:
    """Give those whom a thing concerns: "sanctions against Nigeria", "Haiti's efforts".

    A thing with a name before it stands for itself ("Danish web sites"), an ``event`` for
    that name ("Israeli sanctions").
    """
    for preposition in ("against", "on", "with"):
        found = _named_behind(tree, thing, preposition)
        if found:
            return found
    possessors = [c for c in tree.children(thing, "nmod:poss") if tree.is_actor(c)]
    possessors = [p for p in possessors if tree.tokens[p].upos != "PRON"]
    if possessors:
        return _spread(tree, possessors)
    modifiers = [
        c
        for c in tree.children(thing, "compound", "amod")
        if tree.label(c) in ("ORG", "NORP", "LOC", "PER")
    ]
    if modifiers:
        return _names(tree, modifiers) if event else [thing]
    for preposition in ("to", "from", "between", "by", "of", "for"):
        found = _named_behind(tree, thing, preposition)
        if found:
            return found
    for clause in tree.children(thing, "acl", "acl:relcl"):
        if tree.is_passive(clause):
            doers = [a for a in agents(tree, clause) if tree.is_actor(a)]
            if doers:
                return doers
    below = [c for c in tree.children(thing, "nmod") if not tree.is_actor(c)]
    return [x for c in below[:1] if depth > 0 for x in _involved(tree, c, event, depth - 1)]


def _named_behind(tree: Tree, thing: int, preposition: str) -> list[int]:
    found = [
        c
        for c in tree.obliques(thing, frozenset({preposition}))
        if tree.is_actor(c) and tree.label(c) not in ("DATE", "TIME")
    ]
    return _spread(tree, found)


def _clause_ends(tree: Tree, word: int, depth: int = 3) -> list[int]:
    """Give whom a complement clause is about: its own subject, else its object or addressee.

    "demanded that Mugabe resign", "offered to send troops to Uganda", "its pledge to help Chad".
    """
    for clause in tree.children(word, "ccomp", "xcomp", "acl", "advcl") if depth > 0 else ():
        relation = tree.tokens[clause].deprel
        own = tree.children(clause, "nsubj", "nsubj:pass")
        if relation in ("acl", "advcl") and (
            own or tree.case(clause).split("_")[0] not in _PURPOSE
        ):
            continue
        named = [
            s for s in _spread(tree, own) if tree.is_actor(s) and tree.tokens[s].upos != "PRON"
        ]
        if named:
            return named
        if own:
            continue
        ends = _spread(tree, tree.children(clause, "iobj")) + patients(tree, clause)
        things = [e for e in ends if not tree.is_actor(e)]
        ends = [e for e in ends if tree.is_actor(e) and not _is_own(tree, e)]
        for c in tree.obliques(clause, frozenset({"to", "with", "for", "against", "from", "on"})):
            if not _is_time_or_place(tree, c, tree.case(c)) and tree.is_actor(c):
                ends = ends if ends and tree.case(c) != "to" else _spread(tree, [c])
        ends = ends or [x for thing in things for x in _involved(tree, thing)]
        ends = [e for e in ends if not _is_sent(tree, clause, e)]
        ends = (
            ends
            or _clause_ends(tree, clause, depth - 1)
            or [x for t in things for x in _located(tree, t)]
        )
        if not ends:
            for c in tree.obliques(clause, frozenset({"from", "to", "in"})):
                if tree.label(c) == "LOC":
                    ends = _spread(tree, [c])
                    break
        if ends:
            return ends
    return []


def _is_own(tree: Tree, i: int) -> bool:
    """Say whether ``i`` is the actor's own means: "withdrew its troops"."""
    possessor = tree.child(i, "nmod:poss")
    if any(
        tree.label(c) in ("ORG", "NORP", "LOC", "PER") for c in tree.children(i, "compound", "amod")
    ):
        return False
    return possessor is not None and tree.tokens[possessor].upos == "PRON"


def _is_time_or_place(tree: Tree, i: int, preposition: str) -> bool:
    label = tree.label(i)
    if label in ("DATE", "TIME", "MONEY") or tree.tokens[i].deprel == "obl:tmod":
        return True
    if tree.tokens[i].text.lower() in ("which", "whom", "that", "what"):
        return True
    return preposition in ("at", "in", "on", "for", "over", "about") and not tree.is_actor(i)


def _share(doing: list[int], others: list[int]) -> Roles:
    others = [o for o in dict.fromkeys(others) if o not in doing]
    doing = list(dict.fromkeys(doing))
    if others and doing:
        return Roles(doing, others)
    if doing:
        return Roles(doing)
    return Roles(others[:1], others[1:])


def _spread(tree: Tree, heads: list[int]) -> list[int]:
    found: list[int] = []
    for head in heads:
        found += [c for c in tree.nominal_conjuncts(head) if c not in found]
    return found


_VERB_FRAMES: dict[str, Callable[[Tree, Anchor], Roles]] = {
    "agentive": _verb_agentive,
    "mutual": _verb_mutual,
    "undergo": _verb_undergo,
    "ascribe": _verb_ascribe,
    "relation": _verb_relation,
}
_NOUN_FRAMES: dict[str, Callable[[Tree, Anchor], Roles]] = {
    "agentive": _noun_agentive,
    "mutual": _noun_mutual,
    "undergo": _noun_undergo,
    "ascribe": _noun_ascribe,
    "relation": _noun_relation,
}
