"""Finding the cues of a codebook in a sentence: which word tells an event of which type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.coding.codebook import Codebook, Cue
from dateline.coding.lexicon import CARRIERS, LIGHT_VERBS, OCCURRENCE_VERBS, is_person_noun
from dateline.coding.tree import Tree
from dateline.coding.voice import agents
from dateline.types import Token

_POS = {
    "VERB": ("verb", "adjective"),
    "AUX": ("verb",),
    "NOUN": ("noun", "verb"),
    "PROPN": ("noun",),
    "ADJ": ("adjective", "verb"),
    "ADV": ("adjective",),
}
_NAMES = frozenset({"PER", "ORG", "LOC"})
_PARTICIPATION = frozenset({"engage", "participate", "involve", "join", "take", "result", "kill"})


@dataclass(frozen=True, slots=True)
class Support:
    """The verb that carries an event noun, and how: it tells who does or undergoes the event."""

    verb: int
    how: str
    """``light`` (its object is the event), ``participle`` ("attack carried out by"),
    ``relative`` ("attack that X launched"), ``occurrence`` (its subject is the event) or
    ``setting`` ("killed in an attack")."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that tells an event, by which cue, with the verb that carries it."""

    type: str
    cue: Cue
    token: int
    consumed: tuple[int, ...] = ()
    """Tokens that belong to the cue itself: the object of "open fire"."""
    support: Support | None = None


class CueIndex:
    """The cues of a codebook by part of speech and lemma; built once per codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.lemmas: dict[str, dict[str, list[tuple[int, str, Cue]]]] = {}
        for order, (name, cue) in enumerate(codebook.cues):
            self.lemmas.setdefault(cue.lemma, {}).setdefault(cue.pos, []).append((order, name, cue))

    def has(self, token: Token) -> bool:
        """Say whether the token's lemma or form is that of any cue."""
        return token.lemma.lower() in self.lemmas or token.text.lower() in self.lemmas

    def candidates(self, token: Token) -> list[tuple[int, str, Cue]]:
        """Give the cues that the token's form allows, conditions unseen."""
        found: list[tuple[int, str, Cue]] = []
        kinds = _POS.get(token.upos, ())
        by_pos = self.lemmas.get(token.lemma.lower(), {})
        for pos in kinds:
            if (
                pos == "verb"
                and token.upos in ("NOUN", "ADJ")
                and token.xpos not in ("VBN", "VBG", "VBD")
            ):
                continue
            found += by_pos.get(pos, ())
        form = token.text.lower()
        if form != token.lemma.lower() and form in self.lemmas:
            for pos in ("adjective", "noun"):
                if pos in kinds or (pos == "noun" and token.xpos == "VBG"):
                    found += self.lemmas[form].get(pos, ())
        return found

    def find(self, tree: Tree) -> list[Anchor]:
        """Give the anchors of a sentence in text order: per word the most specific cue that holds."""
        anchors = []
        words: frozenset[str] | None = None
        for i in range(tree.first, tree.last):
            token = tree.tokens[i]
            if not self.has(token):
                continue
            candidates = self.candidates(token)
            if not candidates or _is_inside_name(tree, i):
                continue
            if words is None:
                words = frozenset(
                    form
                    for t in tree.tokens[tree.first : tree.last]
                    for form in (t.lemma.lower(), t.text.lower())
                )
            best = self._best(tree, i, candidates, words)
            if best is not None:
                anchors.append(best)
        return _without_doubles(tree, anchors)

    def _best(
        self, tree: Tree, i: int, candidates: list[tuple[int, str, Cue]], words: frozenset[str]
    ) -> Anchor | None:
        chosen: Anchor | None = None
        rank: tuple[float, ...] = ()
        support: Support | bool | None = False
        for order, name, cue in candidates:
            if cue.requires and not cue.requires & words:
                continue
            if cue.excludes & words:
                continue
            if cue.pos == "noun":
                if support is False:
                    if _is_mere_modifier(tree, i):
                        support = True
                    else:
                        support = None if is_person_noun(tree.lemma(i)) else find_support(tree, i)
                if support is True:
                    continue
            held = _CHECKS[cue.pos](tree, i, cue)
            if held is None:
                continue
            priority = self.codebook.types[name].priority
            this = (cue.specificity, cue.weight, priority, -order)
            if chosen is None or this > rank:
                carried = support if cue.pos == "noun" and isinstance(support, Support) else None
                chosen, rank = Anchor(name, cue, i, held, carried), this
        return chosen


_INDEXES: dict[str, CueIndex] = {}


def cue_index(codebook: Codebook) -> CueIndex:
    """Give the index of ``codebook``, built on first use and kept by its hash."""
    index = _INDEXES.get(codebook.hash)
    if index is None:
        index = _INDEXES[codebook.hash] = CueIndex(codebook)
    return index


# ------------------------------------------------------------------------- conditions


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
    if head is not None and ((relation in ("acl", "amod") and passive) or relation == "acl:relcl"):
        found.append(head)
    return [c for f in found for c in tree.nominal_conjuncts(f)]


def _with_carried(tree: Tree, nouns: list[int]) -> list[int]:
    found = list(nouns)
    for noun in nouns:
        if tree.lemma(noun) in CARRIERS or tree.tokens[noun].upos == "NUM":
            found += [c for c in tree.children(noun, "nmod") if tree.case(c) == "of"]
    return found


def _matching(tree: Tree, tokens: list[int], lemmas: frozenset[str]) -> list[int]:
    return [t for t in tokens if tree.lemma(t) in lemmas or tree.tokens[t].text.lower() in lemmas]


def _particles(tree: Tree, i: int) -> dict[str, int]:
    """Give the particles, prepositions and marks below ``i`` with the word each introduces."""
    found: dict[str, int] = {}
    for c in tree.children(i):
        token = tree.tokens[c]
        if token.deprel in ("compound:prt", "advmod", "mark", "case", "aux"):
            found.setdefault(token.text.lower(), c)
        elif token.deprel in ("obl", "nmod", "iobj", "obl:agent", "advcl", "xcomp", "ccomp", "acl"):
            for word in tree.case(c).split("_"):
                if word:
                    found.setdefault(word, c)
    return found


def _check_verb(tree: Tree, i: int, cue: Cue) -> tuple[int, ...] | None:
    consumed: list[int] = []
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
        if cue.not_objects and _matching(tree, objects, cue.not_objects):
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
            if not any(tree.kinds(o) & cue.object_kind for o in reach):
                return None
    if cue.complements:
        below = tree.children(i, "xcomp", "ccomp", "advcl", "acl")
        if not _matching(tree, below + _supported_nouns(tree, below), cue.complements):
            return None
    if cue.subject_kind or cue.subjects:
        doers = agents(tree, i)
        if cue.subject_kind and not any(tree.kinds(s) & cue.subject_kind for s in doers):
            return None
        if cue.subjects and not _doer_words(tree, doers) & cue.subjects:
            return None
    return tuple(consumed)


def _doer_words(tree: Tree, doers: list[int]) -> set[str]:
    """Give the lemmas and forms of doers and of what stands before them or after "of"."""
    found: set[str] = set()
    for doer in doers:
        of = [c for c in tree.children(doer, "nmod") if tree.case(c) == "of"]
        for word in (doer, *tree.children(doer, "compound", "amod", "nmod:poss", "flat"), *of):
            found |= {tree.lemma(word), tree.tokens[word].text.lower()}
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


_CHECKS: dict[str, Callable[[Tree, int, Cue], tuple[int, ...] | None]] = {
    "verb": _check_verb,
    "noun": _check_noun,
    "adjective": _check_adjective,
}


# ------------------------------------------------------------------------- event nouns


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


def _is_inside_name(tree: Tree, i: int) -> bool:
    entity = tree.entity(i)
    if entity is not None and entity.label in ("DATE", "TIME"):
        return True
    return (
        entity is not None
        and entity.label in _NAMES
        and (entity.last - entity.first > 1 or entity.label != "ORG")
        and tree.tokens[i].upos in ("PROPN", "NOUN", "ADJ")
    )


def _is_mere_modifier(tree: Tree, i: int) -> bool:
    """Say whether a noun only tells what kind another is: "attack helicopters"."""
    if tree.tokens[i].deprel != "compound":
        return False
    head = tree.head(i)
    if head is None or head < i:
        return False
    lemma = tree.lemma(head)
    return lemma not in CARRIERS or is_person_noun(lemma)


def _names_doer(tree: Tree, anchor: Anchor) -> bool:
    """Say whether a cue only names people by what they do: "gunmen", "protesters"."""
    return (
        anchor.cue.pos == "noun"
        and anchor.cue.frame != "relation"
        and is_person_noun(tree.lemma(anchor.token))
    )


def _without_doubles(tree: Tree, anchors: list[Anchor]) -> list[Anchor]:
    """Drop the anchors that another of them already takes in ("signed a deal")."""
    taken: dict[int, Anchor] = {}
    for anchor in anchors:
        for token in anchor.consumed:
            taken[token] = anchor
        for c in tree.children(anchor.token, "xcomp", "ccomp") if anchor.cue.complements else ():
            if tree.lemma(c) in anchor.cue.complements:
                taken[c] = anchor
    kept = []
    for anchor in anchors:
        by = taken.get(anchor.token)
        if by is not None and by is not anchor and anchor.cue.frame != "relation":
            continue
        kept.append(anchor)
    told = {a.type for a in kept if not _names_doer(tree, a)}
    final = []
    for anchor in kept:
        if _names_doer(tree, anchor) and anchor.type in told:
            continue
        carried = [
            a
            for a in kept
            if a.support is not None
            and a.support.verb == anchor.token
            and a.support.how == "light"
            and anchor.cue.pos == "verb"
            and not anchor.cue.objects
            and tree.lemma(anchor.token) in LIGHT_VERBS
            and a.type == anchor.type
        ]
        if carried:
            continue
        final.append(anchor)
    return final
