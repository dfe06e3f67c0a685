"""Whether a word meets the conditions of a cue: objects, particles, complements, kinds of ends."""

from __future__ import annotations

from collections.abc import Callable

from dateline.coding.assertion_words import DUTY_AUXILIARIES
from dateline.coding.codebook import ANY, Cue
from dateline.coding.lexicon import CARRIERS, LIGHT_VERBS, words
from dateline.coding.support import find_support
from dateline.coding.tree import Tree
from dateline.coding.voice import agents, patients

_SAME_VERB = frozenset({"back", "down", "off", "together", "along", "ahead"})
"""Particles that mostly leave a verb its sense: "shot down", "killed off"."""


_SHARES = words(
    """percent percentage half third quarter rest bulk remainder batch load ton tonne dozen
    hundred thousand million billion crate shipment delivery consignment stockpile amount"""
)
"""Nouns of a part or an amount: what it is of is what the verb acts on."""


def _object_words(tree: Tree, verb: int) -> list[int]:
    """Give what a verb acts on: objects, passive subjects, what a relative clause hangs on."""
    found: list[int] = []
    passive = tree.is_passive(verb)
    for c in tree.children(verb):
        relation = tree.tokens[c].deprel
        if relation in ("obj", "iobj", "nsubj:pass") or (relation == "nsubj" and passive):
            found.append(c)
    relation = tree.tokens[verb].deprel
    head = tree.head(verb)
    if head is not None and relation in ("acl", "amod") and passive:
        found.append(head)
    if head is not None and relation == "acl:relcl" and head in patients(tree, verb):
        found.append(head)
    return [c for f in found for c in tree.nominal_conjuncts(f)]


def _with_carried(tree: Tree, nouns: list[int]) -> list[int]:
    found = list(nouns)
    for noun in nouns:
        if tree.lemma(noun) in CARRIERS | _SHARES or tree.tokens[noun].upos == "NUM":
            found += [c for c in tree.children(noun, "nmod") if tree.case(c) == "of"]
    return found


def _matching(tree: Tree, tokens: list[int], lemmas: frozenset[str]) -> list[int]:
    return [t for t in tokens if tree.lemma(t) in lemmas or tree.tokens[t].text.lower() in lemmas]


def _particles(tree: Tree, i: int) -> dict[str, int]:
    """Give the particles, prepositions and marks below ``i`` with the word each introduces."""
    found: dict[str, int] = {}
    for c in tree.children(i):
        token = tree.tokens[c]
        if c < i and token.deprel == "mark" and token.text.lower() == "to":
            continue  # the infinitive's own: "to commit fraud" is not "commit to"
        if token.deprel in ("compound:prt", "advmod", "mark", "case", "aux"):
            found.setdefault(token.text.lower(), c)
        elif tree.label(c) in ("DATE", "TIME"):
            continue  # "fired at 7 a.m." is not "fired at"
        elif token.deprel in ("obl", "nmod", "iobj", "obl:agent", "advcl", "xcomp", "ccomp", "acl"):
            for word in tree.case(c).split("_"):
                if word:
                    found.setdefault(word, c)
    return found


def _check_verb(tree: Tree, i: int, cue: Cue) -> tuple[int, ...] | None:
    consumed: list[int] = []
    if ANY in cue.not_objects and tree.child(i, "obj", "ccomp") is not None:
        return None
    particles = _particles(tree, i) if cue.particles else {}
    if cue.particles:
        hits = [p for p in sorted(cue.particles) if p in particles]
        if not hits:
            return None
        consumed += [
            particles[p] for p in hits if tree.tokens[particles[p]].deprel == "compound:prt"
        ]
    if cue.objects or cue.not_objects or cue.object_kind:
        objects = _with_carried(tree, _object_words(tree, i))
        refused = objects + tree.children(i, "xcomp")
        if cue.not_objects and _matching(tree, refused, cue.not_objects):
            return None
        if cue.objects:
            reach = objects + [particles[p] for p in sorted(cue.particles & set(particles))]
            reach += tree.children(i, "xcomp")
            hits_ = _matching(tree, reach, cue.objects)
            if not hits_:
                return None
            consumed += hits_
        if cue.object_kind:
            reach = objects + [particles[p] for p in sorted(cue.particles & set(particles))]
            reach = [o for o in reach if tree.tokens[o].upos != "VERB" or tree.label(o)]
            if not any(tree.kinds(o) & cue.object_kind for o in reach):
                return None
    if not cue.objects and _is_phrasal(tree, i, cue):
        return None
    if cue.complements:
        below = tree.children(i, "xcomp", "ccomp", "advcl", "acl")
        if ANY in cue.complements:
            if not any(_is_for_another(tree, i, c) for c in below):
                return None
        elif not _matching(
            tree, below + _supported_nouns(tree, below) + _duties(tree, below), cue.complements
        ):
            return None
    if cue.subject_kind or cue.subjects:
        doers = agents(tree, i)
        if cue.subject_kind and not any(tree.kinds(s) & cue.subject_kind for s in doers):
            return None
        if cue.subjects and not _doer_words(tree, doers) & cue.subjects:
            return None
    return tuple(consumed)


def _is_for_another(tree: Tree, verb: int, below: int) -> bool:
    """Say whether an infinitive tells what somebody else is to do: "told them to leave"."""
    marks = [c for c in tree.children(below, "mark", "aux") if tree.tokens[c].xpos == "TO"]
    if tree.tokens[below].xpos != "VB" or not marks or below < verb:
        return False
    if tree.child(below, "nsubj", "nsubj:pass") is not None or tree.is_passive(verb):
        return True
    return any(verb < o < below for o in tree.children(verb, "obj", "iobj"))


def _is_phrasal(tree: Tree, i: int, cue: Cue) -> bool:
    """Say whether a particle makes another verb of ``i`` than the cue's: "wound up"."""
    words = [tree.tokens[c].text.lower() for c in tree.children(i, "compound:prt")]
    return any(word not in cue.particles and word not in _SAME_VERB for word in words)


def _doer_words(tree: Tree, doers: list[int]) -> set[str]:
    """Give the lemmas and forms of doers and of what stands before them or after "of"."""
    found: set[str] = set()
    for doer in doers:
        of = [c for c in tree.children(doer, "nmod") if tree.case(c) == "of"]
        for word in (doer, *tree.children(doer, "compound", "amod", "nmod:poss", "flat"), *of):
            found |= {tree.lemma(word), tree.tokens[word].text.lower()}
    return found


def _duties(tree: Tree, verbs: list[int]) -> list[int]:
    """Give the auxiliaries by which clauses lay a duty on somebody named: "the army must leave"."""
    found = []
    for verb in verbs:
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        if subject is None or tree.tokens[subject].upos == "PRON" or not tree.is_actor(subject):
            continue
        found += [c for c in tree.children(verb, "aux") if tree.lemma(c) in DUTY_AUXILIARIES]
    return found


def _supported_nouns(tree: Tree, verbs: list[int]) -> list[int]:
    return [o for v in verbs if tree.lemma(v) in LIGHT_VERBS for o in tree.children(v, "obj")]


def _check_noun(tree: Tree, i: int, cue: Cue) -> tuple[int, ...] | None:
    consumed: list[int] = []
    below = tree.children(i, "compound", "amod", "nmod", "nmod:poss", "acl")
    of = [c for c in below if tree.tokens[c].deprel == "nmod" and tree.case(c) == "of"]
    near = [c for c in below if tree.tokens[c].deprel in ("compound", "amod", "nmod:poss")] + of
    head = tree.head(i)
    if head is not None and tree.tokens[i].deprel == "compound":
        near.append(head)
    if cue.not_objects and _matching(tree, near, cue.not_objects):
        return None
    if cue.objects:
        hits = _matching(tree, near, cue.objects)
        if not hits:
            return None
        consumed += hits
    if cue.particles and not cue.particles & set(_particles(tree, i)):
        return None
    if cue.complements and not _matching(
        tree, tree.children(i, "acl", "xcomp", "ccomp"), cue.complements
    ):
        return None
    if cue.object_kind and not any(tree.kinds(o) & cue.object_kind for o in near):
        return None
    if cue.subject_kind or cue.subjects:
        doers = [c for c in below if tree.case(c) == "by"] + near
        support = find_support(tree, i)
        if support is not None:
            doers += agents(tree, support.verb)
        if cue.subject_kind and not any(tree.kinds(o) & cue.subject_kind for o in doers):
            return None
        if cue.subjects and not _doer_words(tree, doers) & cue.subjects:
            return None
    return tuple(consumed)


def _check_adjective(tree: Tree, i: int, cue: Cue) -> tuple[int, ...] | None:
    head = tree.head(i)
    nouns = list(tree.children(i, "nsubj", "nsubj:pass"))
    if head is not None and tree.tokens[i].deprel in ("amod", "acl"):
        nouns.append(head)
    particles = _particles(tree, i) if cue.particles else {}
    if cue.particles and not cue.particles & set(particles):
        return None
    reach = nouns + [particles[p] for p in sorted(cue.particles & set(particles))]
    if cue.objects and not _matching(tree, reach, cue.objects):
        return None
    if cue.not_objects and _matching(tree, reach, cue.not_objects):
        return None
    if cue.complements and not _matching(
        tree, tree.children(i, "xcomp", "ccomp", "advcl"), cue.complements
    ):
        return None
    if cue.object_kind and not any(tree.kinds(o) & cue.object_kind for o in reach):
        return None
    if cue.subject_kind and not any(tree.kinds(o) & cue.subject_kind for o in nouns):
        return None
    if cue.subjects and not _doer_words(tree, nouns) & cue.subjects:
        return None
    return ()


CHECKS: dict[str, Callable[[Tree, int, Cue], tuple[int, ...] | None]] = {
    "verb": _check_verb,
    "noun": _check_noun,
    "adjective": _check_adjective,
}
