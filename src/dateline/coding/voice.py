"""Who does and who undergoes what a verb says, through voice, control and relative clauses."""

from __future__ import annotations

from dateline.coding.lexicon import OBJECT_CONTROL
from dateline.coding.tree import Tree

_DEPTH = 6
"""Clauses that subjects are looked for upwards: longer chains are parse errors."""
_RELATIVE_SUBJECTS = frozenset({"who", "which", "that", "whom"})
_NEAR = 3
"""Tokens between coordinated verbs that share one object: "attacked and killed soldiers"."""


def agents(tree: Tree, verb: int, depth: int = _DEPTH) -> list[int]:
    """Give the heads of those who do what ``verb`` says, coordination spread out."""
    if tree.is_passive(verb):
        by = tree.children(verb, "obl:agent") or [
            c for c in tree.children(verb, "obl") if tree.case(c) == "by"
        ]
        if not by and tree.tokens[verb].deprel == "conj":
            head = tree.head(verb)
            if head is not None and tree.is_passive(head):
                by = tree.children(head, "obl:agent")
        return _spread(tree, by)
    return subjects(tree, verb, depth)


def patients(tree: Tree, verb: int) -> list[int]:
    """Give the heads of what ``verb`` acts on, coordination spread out."""
    if _counted(tree, verb):
        return [verb - 1]
    if tree.is_passive(verb):
        return subjects(tree, verb)
    found = tree.children(verb, "obj")
    head = tree.head(verb)
    relation = tree.tokens[verb].deprel
    pronouns = [f for f in found if tree.tokens[f].text.lower() in _RELATIVE_SUBJECTS]
    if relation == "acl:relcl" and head is not None:
        if pronouns:
            found = [head if f in pronouns else f for f in found]
        elif not found and not _relative_word(tree, verb):
            subject = tree.child(verb, "nsubj")
            if subject is not None and tree.tokens[subject].text.lower() not in _RELATIVE_SUBJECTS:
                found = [head]
    if not found:
        for c in tree.children(verb, "conj"):
            if c - verb <= _NEAR and tree.tokens[c].upos == "VERB" and not tree.is_passive(c):
                found = tree.children(c, "obj")
                break
    return _spread(tree, found)


def subjects(tree: Tree, verb: int, depth: int = _DEPTH) -> list[int]:
    """Give the grammatical subjects of ``verb``, its own, shared, controlled or relative."""
    if _counted(tree, verb):
        return [verb - 1]
    own = tree.children(verb, "nsubj", "nsubj:pass")
    if own:
        return _spread(tree, [_antecedent(tree, verb, s) for s in own[:1]])
    head = tree.head(verb)
    if head is None or depth <= 0:
        return []
    relation = tree.tokens[verb].deprel
    if relation == "conj":
        return subjects(tree, head, depth - 1)
    if relation in ("xcomp", "advcl", "ccomp", "obl", "dep", "parataxis"):
        if relation == "advcl" and tree.case(verb).split("_")[0] in ("with",):
            return []
        if relation == "parataxis" and tree.tokens[verb].xpos in ("VBD", "VBZ", "VBP"):
            return []
        if relation == "ccomp" and verb < head:
            return []  # "has claimed the attack, reports the Courier": who tells it does nothing
        return _controller(tree, verb, head, depth)
    if relation == "acl:relcl":
        return _spread(tree, [head])
    if relation == "amod":
        return _spread(tree, [head])
    if relation == "acl":
        if tree.child(verb, "mark", "case") is not None or tree.tokens[verb].xpos == "VB":
            return owners(tree, head, depth - 1)
        told = tree.tokens[head].deprel == "obj" and not tree.is_actor(head)
        if tree.tokens[verb].xpos == "VBG" and told:
            return owners(tree, head, depth - 1)  # "issued a statement calling on": who issued it
        return _spread(tree, [head])
    return []


def owners(tree: Tree, noun: int, depth: int = _DEPTH) -> list[int]:
    """Give those whose plan, order or ability ``noun`` is: its possessor, else who carries it."""
    possessors = tree.children(noun, "nmod:poss")
    if possessors:
        return _spread(tree, possessors)
    of = [c for c in tree.children(noun, "nmod") if tree.case(c) in ("of", "by", "from")]
    named = [c for c in of if tree.is_actor(c)]
    if named:
        return _spread(tree, named)
    modifiers = [c for c in tree.children(noun, "compound", "amod") if tree.label(c)]
    if modifiers:
        return modifiers[-1:]
    head = tree.head(noun)
    if head is None or depth <= 0:
        return []
    if tree.tokens[head].upos in ("VERB", "AUX"):
        receiving = tree.children(head, "iobj")
        if receiving:
            return _spread(tree, receiving)
        if tree.tokens[noun].deprel in ("obj", "obl", "xcomp"):
            return (
                subjects(tree, head, depth - 1)
                if not tree.is_passive(head)
                else agents(tree, head, depth - 1)
            )
        if tree.tokens[noun].deprel == "nsubj:pass":
            return agents(tree, head, depth - 1)
    return []


def _controller(tree: Tree, verb: int, head: int, depth: int) -> list[int]:
    """Give the understood subject of a clause without one."""
    if tree.lemma(head) in OBJECT_CONTROL and tree.tokens[verb].deprel in (
        "xcomp",
        "advcl",
        "ccomp",
    ):
        mark = tree.case(verb).split("_")[0]
        bound = tree.tokens[verb].deprel == "xcomp" or mark in ("of", "for", "from", "to", "into")
        if bound:
            if tree.is_passive(head):
                return subjects(tree, head, depth - 1)
            objects = tree.children(head, "obj", "iobj")
            if objects:
                return _spread(tree, objects)
    asked = _CALLS.get(tree.lemma(head))
    if asked and tree.tokens[verb].deprel in ("xcomp", "advcl", "ccomp"):
        asking = [
            c for c in tree.children(head, "obl", "nmod") if tree.case(c) in asked and c < verb
        ]
        if asking and tree.child(verb, "mark") is not None:
            return _spread(tree, asking)  # "called on Holm to resign"
    if tree.is_passive(head) and tree.tokens[verb].deprel == "advcl":
        doers = agents(tree, head, depth - 1)
        if doers and tree.tokens[verb].xpos == "VBG":
            return doers
    return subjects(tree, head, depth - 1)


_CALLS = {
    "call": ("on", "upon", "for"),
    "appeal": ("to",),
    "prevail": ("on", "upon"),
    "wait": ("for",),
    "rely": ("on", "upon"),
    "count": ("on", "upon"),
}
"""Verbs that name by a preposition who is to act, with those prepositions."""


def _antecedent(tree: Tree, verb: int, subject: int) -> int:
    """Give what a relative pronoun stands for; any other subject itself."""
    if tree.tokens[subject].text.lower() not in _RELATIVE_SUBJECTS:
        return subject
    if tree.tokens[subject].upos not in ("PRON", "DET", "SCONJ"):
        return subject
    at: int | None = verb
    if tree.tokens[verb].deprel == "conj":
        at = tree.head(verb)
    for _ in range(3):
        if at is None:
            return subject
        if tree.tokens[at].deprel in ("acl:relcl", "acl"):
            head = tree.head(at)
            return subject if head is None else head
        if tree.tokens[at].deprel not in ("xcomp", "ccomp"):
            return subject
        at = tree.head(at)
    return subject


def _counted(tree: Tree, verb: int) -> bool:
    """Say whether a participle tells the state of the number before it: "treat 12 wounded"."""
    token = tree.tokens[verb]
    before = tree.tokens[verb - 1] if verb > tree.first else None
    return (
        before is not None
        and token.xpos == "VBN"
        and before.upos == "NUM"
        and before.deprel != "nummod"
        and tree.label(verb - 1) in ("", "NUM")
        and token.deprel in ("acl", "advcl", "dep", "amod", "xcomp")
        and tree.child(verb, "aux", "aux:pass", "mark", "nsubj", "nsubj:pass") is None
    )


def _relative_word(tree: Tree, verb: int) -> bool:
    """Say whether a relative adverb or preposition takes the antecedent: "where they fought"."""
    for c in tree.children(verb):
        if tree.tokens[c].text.lower() in ("where", "when", "why", "how"):
            return True
        if tree.tokens[c].text.lower() in ("which", "whom") and tree.case(c):
            return True
    return False


def _spread(tree: Tree, heads: list[int]) -> list[int]:
    found: list[int] = []
    for head in heads:
        found += [c for c in tree.nominal_conjuncts(head) if c not in found]
    return found
