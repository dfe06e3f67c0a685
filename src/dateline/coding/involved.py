"""Whom a deed concerns beyond its plain object: through things, places and clauses."""

from __future__ import annotations

from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.coding.voice import agents, patients

_SENDING = words(
    """send dispatch deploy withdraw pull move mobilize mobilise station recall provide
    contribute supply lend ship airlift offer redeploy commit"""
)
"""Verbs whose unnamed object is the actor's own means, not the recipient."""
_DEEDS = words(
    """attack bombing blast explosion killing murder massacre shooting assault raid strike
    airstrike violence bloodshed abduction kidnapping assassination atrocity"""
)
_PURPOSE = ("to", "of", "for", "that")


def involved(tree: Tree, thing: int, event: bool = False, depth: int = 3) -> list[int]:
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
        return spread(tree, possessors)
    modifiers = [
        c
        for c in tree.children(thing, "compound", "amod")
        if tree.label(c) in ("ORG", "NORP", "LOC", "PER")
    ]
    if modifiers:
        return names_once(tree, modifiers) if event else [thing]
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
    return [x for c in below[:1] if depth > 0 for x in involved(tree, c, event, depth - 1)]


def _named_behind(tree: Tree, thing: int, preposition: str) -> list[int]:
    found = [
        c
        for c in tree.obliques(thing, frozenset({preposition}))
        if tree.is_actor(c) and tree.label(c) not in ("DATE", "TIME")
    ]
    return spread(tree, found)


def clause_ends(tree: Tree, word: int, depth: int = 3) -> list[int]:
    """Give whom a complement clause is about: its own subject, else its object or addressee.

    "demanded that Mugabe resign", "offered to send troops to Uganda", "its pledge to help Chad".
    """
    for clause in tree.children(word, "ccomp", "xcomp", "acl", "advcl") if depth > 0 else ():
        relation = tree.tokens[clause].deprel
        own = tree.children(clause, "nsubj", "nsubj:pass")
        mark = tree.case(clause).split("_")[0]
        if relation in ("acl", "advcl") and mark not in (("for",) if own else _PURPOSE):
            continue  # with a subject of its own only "called for all sides to stop"
        named = [s for s in spread(tree, own) if tree.is_actor(s) and tree.tokens[s].upos != "PRON"]
        if named:
            return named
        if own:
            continue
        ends = spread(tree, tree.children(clause, "iobj")) + patients(tree, clause)
        things = [e for e in ends if not tree.is_actor(e)]
        ends = [e for e in ends if tree.is_actor(e) and not is_own(tree, e)]
        for c in tree.obliques(clause, frozenset({"to", "with", "for", "against", "from", "on"})):
            if not is_time_or_place(tree, c, tree.case(c)) and tree.is_actor(c):
                ends = ends if ends and tree.case(c) != "to" else spread(tree, [c])
        ends = ends or [x for thing in things for x in involved(tree, thing)]
        ends = [e for e in ends if not is_sent(tree, clause, e)]
        ends = (
            ends
            or clause_ends(tree, clause, depth - 1)
            or [x for t in things for x in located_in(tree, t)]
        )
        if not ends:
            for c in tree.obliques(clause, frozenset({"from", "to", "in"})):
                if tree.label(c) == "LOC":
                    ends = spread(tree, [c])
                    break
        if ends:
            return ends
    return []


def located_in(tree: Tree, thing: int) -> list[int]:
    """Give the place in which a thing lies that is acted on: "a curfew in Algiers".

    Not where a deed was done: who condemns an attack in Algiers does not condemn Algiers.
    """
    if tree.lemma(thing) in _DEEDS:
        return []
    for c in tree.obliques(thing, frozenset({"in"})):
        if tree.label(c) == "LOC":
            return spread(tree, [c])
    return []


def is_sent(tree: Tree, verb: int, i: int) -> bool:
    """Say whether ``i`` is whom the actor sends or takes back: "sent 21 observers to Bosnia"."""
    return (
        tree.lemma(verb) in _SENDING
        and not tree.label(i)
        and not tree.is_passive(verb)
        and tree.tokens[i].upos == "NOUN"
    )


def is_own(tree: Tree, i: int) -> bool:
    """Say whether ``i`` is the actor's own means: "withdrew its troops"."""
    possessor = tree.child(i, "nmod:poss")
    if any(
        tree.label(c) in ("ORG", "NORP", "LOC", "PER") for c in tree.children(i, "compound", "amod")
    ):
        return False
    return possessor is not None and tree.tokens[possessor].upos == "PRON"


def is_time_or_place(tree: Tree, i: int, preposition: str) -> bool:
    label = tree.label(i)
    if preposition == "to" and tree.lemma(i) == "date":
        return True
    if label in ("DATE", "TIME", "MONEY") or tree.tokens[i].deprel == "obl:tmod":
        return True
    if tree.tokens[i].text.lower() in ("which", "whom", "that", "what"):
        return True
    return preposition in ("at", "in", "on", "for", "over", "about") and not tree.is_actor(i)


def names_once(tree: Tree, tokens: list[int]) -> list[int]:
    """Give one token a name: the last of those that stand in one entity."""
    last: dict[int, int] = {}
    for t in tokens:
        number = tree.tokens[t].entity
        last[number if number >= 0 else -1 - t] = t
    return sorted(t for t in last.values() if tree.tokens[t].upos != "PUNCT")


def spread(tree: Tree, heads: list[int]) -> list[int]:
    found: list[int] = []
    for head in heads:
        found += [c for c in tree.nominal_conjuncts(head) if c not in found]
    return found
