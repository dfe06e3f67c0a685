"""How many were killed, hurt, held, taken, driven out, or took part: statements in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.lexicon import words
from dateline.coding.quantities import Count, count_of, single_count
from dateline.coding.tree import Tree
from dateline.coding.voice import agents, patients, subjects

_ROLE_OF_OBJECT = {
    role: words(lemmas)
    for role, lemmas in {
        "killed": "kill massacre murder assassinate execute behead slay slaughter gun lynch hang",
        "injured": "wound injure hurt maim",
        "detained": "arrest detain jail imprison apprehend intern capture",
        "abducted": "kidnap abduct hijack",
        "displaced": "displace evacuate uproot expel deport evict",
    }.items()
}
_ROLE_OF_SUBJECT = {
    "killed": frozenset({"die", "perish", "drown"}),
    "displaced": frozenset({"flee", "evacuate"}),
    "participants": words("""protest march demonstrate rally riot strike gather take join chant picket walk clash
        rampage mass assemble"""),
}
_ROLE_OF_NOUN = {
    "killed": words("killing death murder massacre assassination execution toll"),
    "detained": words("arrest detention imprisonment"),
    "abducted": words("kidnapping abduction"),
    "injured": words("injury"),
    "participants": words("protest demonstration march rally strike riot crowd procession sit-in"),
}
_STATES = {
    "dead": "killed",
    "wounded": "injured",
    "injured": "injured",
    "missing": "abducted",
    "homeless": "displaced",
}
CASUALTY_VERBS = frozenset().union(
    *_ROLE_OF_OBJECT.values(), {"die", "perish", "destroy", "damage", "leave", "claim", "shoot"}
)
"""Verbs that tell the outcome of a deed rather than another deed."""
CONSEQUENCES = frozenset(
    {"kill", "wound", "injure", "hurt", "die", "destroy", "damage", "leave", "maim", "perish"}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A count with the role it fills and the word that states it."""

    role: str
    count: Count
    token: int


def casualties(tree: Tree, i: int) -> list[Statement]:
    """Give the counts that the word ``i`` states."""
    lemma = tree.lemma(i)
    upos = tree.tokens[i].upos
    found: list[Statement] = []
    if upos in ("VERB", "AUX"):
        for role, lemmas in _ROLE_OF_OBJECT.items():
            if lemma in lemmas:
                found += _state(tree, role, patients(tree, i), i)
        for role, lemmas in _ROLE_OF_SUBJECT.items():
            if lemma in lemmas and not tree.is_passive(i):
                found += _state(tree, role, agents(tree, i), i)
        if lemma == "shoot" and any(tree.lemma(c) == "dead" for c in tree.children(i)):
            found += _state(tree, "killed", patients(tree, i), i)
        if lemma in ("leave", "claim", "lose"):
            found += _left(tree, i)
        if lemma == "take" and any(tree.lemma(c) == "hostage" for c in tree.children(i)):
            found += _state(
                tree, "abducted", [p for p in patients(tree, i) if tree.lemma(p) != "hostage"], i
            )
    elif upos in ("NOUN", "PROPN"):
        for role, lemmas in _ROLE_OF_NOUN.items():
            if lemma in lemmas:
                of = [c for c in tree.children(i, "nmod") if tree.case(c) in ("of", "by")]
                heads = [h for c in of for h in tree.nominal_conjuncts(c)]
                own = single_count(tree, i) if role in ("killed", "injured") and not heads else None
                if own is not None and own.value != "1":
                    found.append(Statement(role, own, i))
                found += _state(tree, role, heads, i)
    return found


_TOLLS = words("number toll count total tally figure")
_RISING = words("rise climb grow increase jump go stand reach mount fall drop come pass")
_TOLL_STEPS = 5
_NOUN_ROLES = {
    "death": "killed",
    "fatality": "killed",
    "victim": "killed",
    "dead": "killed",
    "casualty": "killed",
    "arrest": "detained",
    "detainee": "detained",
}


def tolls(tree: Tree, nodes: set[int]) -> list[Statement]:
    """Give the numbers that a running toll of the happening stands at.

    "The number of villagers killed in the raid has risen to 14", "the raid's death toll rose from
    ten to 12": 14 and 12; the earlier number is history.
    """
    found: list[Statement] = []
    for node in sorted(nodes):
        for toll in [node, *tree.ancestors(node)][: _TOLL_STEPS + 1]:
            if tree.lemma(toll) not in _TOLLS or any(s.token == toll for s in found):
                continue
            role = _role_of_toll(tree, toll)
            verb = tree.head(toll)
            if role is None or verb is None or tree.lemma(verb) not in _RISING:
                continue
            if tree.tokens[toll].deprel not in ("nsubj", "nsubj:pass"):
                continue
            reached = list(tree.obliques(verb, frozenset({"to", "at"})))
            reached += tree.children(verb, "obj")
            for c in reached:
                count = single_count(tree, c)
                if count is not None:
                    found.append(Statement(role, count, toll))
                    break
    return found


def _role_of_toll(tree: Tree, toll: int) -> str | None:
    """Give what a toll counts: "death toll", "number of injured", "number of people killed in"."""
    for c in tree.subtree(toll):
        if c == toll:
            continue
        lemma, word = tree.lemma(c), tree.tokens[c].text.lower()
        if word in _STATES:
            return _STATES[word]
        if lemma in _NOUN_ROLES:
            return _NOUN_ROLES[lemma]
        for role, lemmas in _ROLE_OF_OBJECT.items():
            if lemma in lemmas:
                return role
        if lemma in _ROLE_OF_SUBJECT["killed"]:
            return "killed"
    return "killed" if tree.lemma(toll) == "toll" else None


def _state(tree: Tree, role: str, heads: list[int], i: int) -> list[Statement]:
    """Give the count of those who suffered it, and what a following state adds: "12, four dead"."""
    count = count_of(tree, heads)
    return [] if count is None else [Statement(role, count, i)]


def _left(tree: Tree, verb: int) -> list[Statement]:
    """Read "left four dead and six wounded", "claimed 12 lives"."""
    found: list[Statement] = []
    lives = [c for c in patients(tree, verb) if tree.lemma(c) == "life"]
    found += _state(tree, "killed", lives, verb)
    for c in tree.subtree(verb, frozenset({"advcl", "acl:relcl", "ccomp"})):
        role = _STATES.get(tree.tokens[c].text.lower())
        if role is None:
            continue
        holders = tree.children(c, "nsubj", "nummod")
        head = tree.head(c)
        if not holders and head is not None and tree.tokens[c].deprel in ("amod", "acl"):
            holders = [head]
        if not holders and tree.tokens[c].deprel in ("xcomp", "advmod", "ccomp"):
            holders = patients(tree, verb)
        if not holders:
            holders = [c]
        found += _state(tree, role, holders, verb)
    return found


def dead_beside(tree: Tree, node: int) -> list[int]:
    """Give the verbs below ``node`` that tell its outcome: "attacked a village, killing 12"."""
    found = []
    for c in tree.children(node, "advcl", "conj", "acl:relcl", "xcomp", "parataxis"):
        if tree.lemma(c) in CONSEQUENCES and tree.tokens[c].upos == "VERB":
            own = tree.child(c, "nsubj")
            same = own is None or tree.tokens[own].text.lower() in ("that", "which", "who")
            if tree.tokens[c].deprel == "conj" and _elsewhere(tree, node, c):
                continue
            if same or tree.tokens[c].deprel == "acl:relcl" or not subjects(tree, c):
                found.append(c)
    return found


def _elsewhere(tree: Tree, deed: int, outcome: int) -> bool:
    """Say whether two deeds name a place each: "burned a market in A and killed a man in B"."""
    inner = set(tree.subtree(outcome))
    named = [
        i
        for i in tree.subtree(deed)
        if tree.tokens[i].upos == "PROPN" and tree.case(i) in ("in", "at", "near")
    ]
    return any(i in inner for i in named) and any(
        deed < i < outcome for i in named if i not in inner
    )
