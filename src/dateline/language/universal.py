"""From the dependency labels of spaCy's English models (CLEAR style) to Universal Dependencies.

What differs: prepositions head their objects in CLEAR and depend on them in UD; the copula
heads its predicate in CLEAR and depends on it in UD; conjuncts form a chain in CLEAR and all
hang on the first in UD; and most labels have other names.
Source: the Universal Dependencies v2 guidelines; the ClearNLP label set.
"""

from __future__ import annotations

_RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "intj": "discourse",
    "meta": "dep",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "pobj": "obl",
    "pcomp": "advcl",
    "agent": "obl:agent",
    "prep": "advmod",
    "nmod": "compound",
}

_PREPOSITIONS = {"prep", "agent", "dative"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"}
_VERBAL = {"VERB", "AUX"}

_Heads = list[int]
_Labels = list[str]


def to_universal(
    heads: _Heads, deps: _Labels, upos: list[str], lemmas: list[str], dated: list[bool]
) -> tuple[_Heads, _Labels]:
    """Give heads (-1 for roots) and UD relations for one parsed block.

    ``dated`` says which tokens stand in a date or time (bare noun phrases of time are
    ``obl:tmod``). The result is a forest over the same tokens, without cycles.
    """
    heads, deps = list(heads), list(deps)
    children: list[list[int]] = [[] for _ in heads]
    for index, head in enumerate(heads):
        if head >= 0:
            children[head].append(index)
    conjunct_of = _first_conjuncts(heads, deps)
    _lift_copulas(heads, deps, children, lemmas)
    governor = _lower_prepositions(heads, deps, upos, children)
    for index, dep in enumerate(deps):
        deps[index] = _label(index, dep, heads, upos, dated)
    _flatten_conjuncts(heads, deps, conjunct_of, governor)
    _break_cycles(heads, deps)
    _repair_reports(heads, deps, upos, lemmas)
    return heads, deps


_REPORTING = frozenset({"say", "report", "add", "announce", "write", "confirm", "state"})
_MISTAKEN = frozenset({"appos", "conj", "dep"})


def _repair_reports(heads: _Heads, deps: _Labels, upos: list[str], lemmas: list[str]) -> None:
    """Mend "..., in the town of Tal, the border committee said on Monday".

    A small parser often takes who says it for an apposition of the name before the comma, and
    what stands before that comma for a part of the report instead of what is reported.
    """
    for verb, lemma in enumerate(lemmas):
        if lemma not in _REPORTING or upos[verb] != "VERB":
            continue
        below = [i for i in range(len(heads)) if heads[i] == verb]
        told = [i for i in below if i < verb and deps[i] in {"ccomp", "parataxis"}]
        if not told:
            continue
        subject = next((i for i in below if deps[i].startswith("nsubj")), None)
        if subject is None:
            subject = _speaker(verb, heads, deps, upos, lemmas)
            if subject is None or subject <= told[-1]:
                continue
            heads[subject], deps[subject] = verb, "nsubj"
        first = _leftmost(subject, heads)
        for i in below:
            if deps[i].startswith("obl") and told[-1] < i < first:
                heads[i] = told[-1]


def _speaker(
    verb: int, heads: _Heads, deps: _Labels, upos: list[str], lemmas: list[str]
) -> int | None:
    """Give the noun right before a verb of saying that a comma parts from what it hangs on."""
    noun = verb - 1
    while noun > 0 and upos[noun] == "ADV":
        noun -= 1
    if noun < 1 or upos[noun] not in {"NOUN", "PROPN"} or deps[noun] not in _MISTAKEN:
        return None
    if any(heads[i] == noun and deps[i] in {"case", "cc"} for i in range(len(heads))):
        return None
    first = _leftmost(noun, heads)
    return noun if first > 0 and lemmas[first - 1] == "," else None


def _leftmost(top: int, heads: _Heads) -> int:
    """Give the first token of the unbroken stretch that hangs on ``top`` and ends with it."""
    first = top
    while first > 0:
        at, steps = first - 1, 0
        while at >= 0 and at != top and steps < 50:
            at, steps = heads[at], steps + 1
        if at != top:
            break
        first -= 1
    return first


def _first_conjuncts(heads: _Heads, deps: _Labels) -> dict[int, int]:
    """Give for every conjunct the first of its coordination."""
    first: dict[int, int] = {}
    for index, dep in enumerate(deps):
        if dep != "conj":
            continue
        at, steps = heads[index], 0
        while at >= 0 and deps[at] == "conj" and heads[at] >= 0 and steps < len(deps):
            at, steps = heads[at], steps + 1
        if at >= 0:
            first[index] = at
    return first


def _lift_copulas(
    heads: _Heads, deps: _Labels, children: list[list[int]], lemmas: list[str]
) -> None:
    """Make the predicate of "be" the head of its clause and "be" its copula."""
    for verb in range(len(heads)):
        if lemmas[verb] != "be" or deps[verb] in {"aux", "auxpass", "cop"}:
            continue
        predicates = [c for c in children[verb] if deps[c] in {"attr", "acomp"} and c > verb]
        if not predicates:
            predicates = [c for c in children[verb] if deps[c] in {"attr", "acomp"}]
        if not predicates:
            continue
        predicate = predicates[0]
        heads[predicate], deps[predicate] = heads[verb], deps[verb]
        for child in children[verb]:
            if child != predicate:
                heads[child] = predicate
                children[predicate].append(child)
        if heads[verb] >= 0:
            siblings = children[heads[verb]]
            siblings[siblings.index(verb)] = predicate
        heads[verb], deps[verb] = predicate, "cop"
        children[verb] = []
        children[predicate] = sorted({*children[predicate], verb} - {predicate})


def _lower_prepositions(
    heads: _Heads, deps: _Labels, upos: list[str], children: list[list[int]]
) -> dict[int, int]:
    """Make prepositions depend on their objects; give preposition -> object."""
    governor: dict[int, int] = {}
    for index in range(len(heads) - 1, -1, -1):
        if upos[index] not in {"ADP", "SCONJ", "ADV", "PART", "VERB"}:
            continue
        if deps[index] not in _PREPOSITIONS and deps[index] != "conj" and deps[index] != "pcomp":
            continue
        objects = [c for c in children[index] if deps[c] in {"pobj", "pcomp"}]
        nested = [c for c in children[index] if deps[c] == "case" and c in governor]
        if objects:
            thing = objects[0]
        elif nested:
            continue
        else:
            inner = [governor[c] for c in children[index] if c in governor]
            if not inner:
                continue
            thing = inner[0]
        if upos[index] == "VERB" and deps[index] != "prep":
            continue
        above, relation = heads[index], deps[index]
        clausal = upos[thing] in _VERBAL and deps[thing] == "pcomp"
        heads[thing] = above
        if relation == "conj":
            deps[thing] = "conj"
            governor_above = governor.get(above, above)
            heads[thing] = governor_above
        elif relation == "agent":
            deps[thing] = "obl:agent"
        elif clausal:
            deps[thing] = "acl" if above >= 0 and upos[above] in _NOMINAL else "advcl"
        else:
            deps[thing] = "nmod" if above >= 0 and upos[above] in _NOMINAL else "obl"
        governor[index] = thing
        if above >= 0:
            children[above] = sorted({*children[above], thing} - {index})
        for child in children[index]:
            if child != thing:
                heads[child] = thing
                children[thing].append(child)
        children[index] = []
        children[thing] = sorted({*children[thing], index} - {thing})
        heads[index] = thing
        deps[index] = "mark" if clausal else "case"
    return governor


def _label(index: int, dep: str, heads: _Heads, upos: list[str], dated: list[bool]) -> str:
    if dep == "aux" and upos[index] == "PART":
        return "mark"
    if dep == "npadvmod":
        return "obl:tmod" if dated[index] else "obl:npmod"
    if dep in {"nmod", "compound"} and heads[index] >= 0 and index > heads[index]:
        return "nmod" if dep == "nmod" else "compound"
    if dep == "prep" and heads[index] >= 0 and upos[index] == "VERB":
        return "advcl"
    return _RENAMED.get(dep, dep)


def _flatten_conjuncts(
    heads: _Heads, deps: _Labels, conjunct_of: dict[int, int], governor: dict[int, int]
) -> None:
    """Hang every conjunct on the first; hang "and" on the conjunct that follows it."""
    predicate = {index: heads[index] for index, dep in enumerate(deps) if dep == "cop"}
    for conjunct, first in conjunct_of.items():
        target = governor.get(first, predicate.get(first, first))
        source = governor.get(conjunct, predicate.get(conjunct, conjunct))
        if source != target and deps[source] == "conj":
            heads[source] = target
    following: dict[int, list[int]] = {}
    for index, dep in enumerate(deps):
        if dep == "conj":
            following.setdefault(heads[index], []).append(index)
    for index, dep in enumerate(deps):
        if dep == "cc":
            base = heads[index]
            base = heads[base] if base >= 0 and deps[base] == "conj" else base
            after = [c for c in following.get(base, ()) if c > index]
            if after:
                heads[index] = after[0]


def _break_cycles(heads: _Heads, deps: _Labels) -> None:
    """Cut any cycle that a broken parse left, so that climbing heads always ends."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1:
            heads[at], deps[at] = -1, "root"
        for index in path:
            state[index] = 2
