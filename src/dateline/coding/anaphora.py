"""What a pronoun, "the group" or "these areas" refers back to, by simple salience.

Salience as in Lappin and Leass (1994), reduced to what pays on news: subjects before objects,
names before nouns, near before far, agreement in number and animacy.
"""

from __future__ import annotations

from dateline.coding.lexicon import (
    AREA_NOUNS,
    FEMININE,
    GROUP_NOUNS,
    MASCULINE,
    NEUTER,
    PLURAL,
    PRONOUNS,
    words,
)
from dateline.coding.tree import Tree
from dateline.types import Annotation

_REACH = 3
"""Sentences back in which an antecedent is looked for."""
_MARGIN = 1.0
"""Points of prominence by which an antecedent must lead another person: a subject leads an object
by 1.5, an object leads nothing."""
_IDENTIFYING = frozenset({"represent", "constitute", "comprise", "form", "include", "be", "become"})
_PART = frozenset({"part", "one", "some", "most"})
_DEMONSTRATIVE = frozenset({"these", "those", "both"})
_DEFINITE = frozenset({"the", "this", "that"})
_PARTS = frozenset({"branch", "wing", "faction", "network"})
_AGAIN = frozenset({"also", "too", "likewise"})
_OF_A_GROUP = words(
    """leader commander emir amir head fighter militant member supporter spokesman spokeswoman
    branch wing cell gunman rank affiliate founder amir ringleader"""
)
"""Nouns whose "its" is a group's or a body's, hardly ever a place's."""
_SUBJECTS = ("nsubj", "nsubj:pass")
_INSIDE_NAME = ("compound", "flat", "amod")


class Discourse:
    """The sentences of one annotation, read as trees when they are first asked for."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self._trees: dict[int, Tree] = {}

    def tree(self, number: int) -> Tree:
        """Give the tree of sentence ``number``."""
        tree = self._trees.get(number)
        if tree is None:
            tree = self._trees[number] = Tree(self.annotation, self.annotation.sentences[number])
        return tree

    # ------------------------------------------------------------------ single referents

    def antecedent(self, number: int, i: int) -> tuple[int, int] | None:
        """Give sentence and token that the pronoun or bare group noun ``i`` refers to, or None."""
        tree = self.tree(number)
        word = tree.tokens[i].text.lower()
        if word in PRONOUNS:
            wanted = _wanted(word)
            if word in NEUTER and _is_of_a_group(tree, i):
                found = self._look_back(number, i, "group")
                if found is not None:
                    return found
        elif _is_bare_group(tree, i):
            wanted = "group"
            found = self._parallel(number, i) or self._fuller(number, i)
            if found is not None:
                return found
        else:
            return None
        return self._look_back(number, i, wanted)

    def _look_back(self, number: int, i: int, wanted: str) -> tuple[int, int] | None:
        for back in range(_REACH + 1):
            at = number - back
            if at < 0:
                break
            found = self._best_in(at, wanted, i if back == 0 else None)
            if found is not None:
                return at, found
        return None

    def referent(self, number: int, i: int) -> tuple[int, int] | None:
        """Give sentence and token that a pronoun surely refers to, or None.

        "who" and "which" by the clause they open; "he" and "she" where the sentences that
        are looked at name one person only, as a subject. Anything else is left open.
        """
        tree = self.tree(number)
        word = tree.tokens[i].text.lower()
        if word in ("who", "which", "that", "whom"):
            for ancestor in tree.ancestors(i):
                if tree.tokens[ancestor].deprel == "acl:relcl":
                    head = tree.head(ancestor)
                    return None if head is None else (number, head)
            return None
        if word not in MASCULINE | FEMININE:
            return None
        found = self.antecedent(number, i)
        if found is None:
            return None
        at, token = found
        before = self.tree(at)
        if before.label(token) != "PER" or before.tokens[token].deprel not in _SUBJECTS:
            return None
        named = {
            before.phrase(o).of(self.annotation.text).split()[-1].rstrip("'’s")
            for n in range(at, number + 1)
            for before in (self.tree(n),)
            for o in range(before.first, before.last if n < number else i)
            if before.label(o) == "PER" and before.tokens[o].deprel not in _INSIDE_NAME
        }
        return found if len(named) == 1 else None

    def _fuller(self, number: int, i: int) -> tuple[int, int] | None:
        """Give the same noun where it was told whose: "the Front's branch in Karsk ... the branch"."""
        lemma = self.tree(number).lemma(i)
        if lemma not in _PARTS:
            return None
        for at in range(number - 1, max(-1, number - 1 - _REACH), -1):
            before = self.tree(at)
            for c in range(before.first, before.last):
                if before.lemma(c) == lemma and before.child(c, "nmod:poss", "compound", "nmod"):
                    return at, c
        return None

    def _parallel(self, number: int, i: int) -> tuple[int, int] | None:
        """Give what stood where ``i`` stands when the same was told before: "K. joined the Front.
        L. also joined the group": the Front, whatever else was named."""
        tree = self.tree(number)
        verb = next((a for a in tree.ancestors(i) if tree.tokens[a].upos == "VERB"), None)
        if verb is None or not any(tree.lemma(c) in _AGAIN for c in tree.children(verb, "advmod")):
            return None
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        if subject is not None and i in tree.subtree(subject):
            return None
        for at in range(number - 1, max(-1, number - 1 - _REACH), -1):
            before = self.tree(at)
            for v in range(before.first, before.last):
                if before.tokens[v].upos != "VERB" or before.lemma(v) != tree.lemma(verb):
                    continue
                doing = before.child(v, "nsubj", "nsubj:pass")
                own = set(before.subtree(doing)) if doing is not None else set()
                for c in before.subtree(v):
                    if c not in own and _agrees(before, c, "group"):
                        return at, c
        return None

    def _best_in(self, number: int, wanted: str, before: int | None) -> int | None:
        tree = self.tree(number)
        best: tuple[float, int] | None = None
        names: dict[str, float] = {}
        governors = set(tree.ancestors(before)) if before is not None else set()
        for i in range(tree.first, tree.last if before is None else min(before, tree.last)):
            if i in governors or not _agrees(tree, i, wanted):
                continue
            score = _prominence(tree, i)
            if before is not None:
                if tree.tokens[i].head in governors and tree.tokens[before].deprel != "nmod:poss":
                    same = tree.tokens[i].head == tree.tokens[before].head
                    score -= 1.5 if same else 0.0
                if score < 1.0:
                    continue
            if tree.label(i) == "PER":
                name = tree.phrase(i).of(self.annotation.text).split()[-1]
                names[name] = max(score, names.get(name, 0.0))
            if best is None or score > best[0]:
                best = (score, i)
        if best is None or (wanted == "person" and _is_close(names)):
            return None
        return best[1]

    # ------------------------------------------------------------------ lists

    def listed(self, number: int, i: int) -> list[tuple[int, int]]:
        """Give the names that "these areas", "both groups" or "these four" point back at.

        As (sentence, token); empty where ``i`` is no such phrase or no list came before.
        """
        tree = self.tree(number)
        if not _is_demonstrative(tree, i):
            return []
        for at in range(number - 1, max(-1, number - 1 - _REACH), -1):
            before = self.tree(at)
            names = _longest_list(before)
            if names:
                return [(at, name) for name in names]
            again = self._pointed_in(at)
            if again:
                return again
        return []

    def _pointed_in(self, number: int) -> list[tuple[int, int]]:
        tree = self.tree(number)
        for i in range(tree.first, tree.last):
            if _is_demonstrative(tree, i):
                return self.listed(number, i)
        return []

    def identified(self, number: int, i: int) -> list[tuple[int, int]]:
        """Give the members of a class noun that its sentence identifies.

        "The two branches that left are A and B", "These areas represent four of the six
        branches": A and B; the areas named before. As (sentence, token); empty where the
        sentence names none.
        """
        tree = self.tree(number)
        at = i
        head = tree.head(at)
        of = tree.tokens[at].deprel == "nmod" and tree.case(at) == "of"
        if (
            head is not None
            and of
            and (tree.tokens[head].upos == "NUM" or tree.lemma(head) in _PART)
        ):
            at, head = head, tree.head(head)
        if head is None:
            if tree.child(at, "cop") is not None:
                return self._members(number, tree.child(at, "nsubj"))
            return []
        relation = tree.tokens[at].deprel
        if relation in ("nsubj", "nsubj:pass"):
            if tree.child(head, "cop") is not None and tree.tokens[head].upos in ("PROPN", "NOUN"):
                names = [c for c in tree.nominal_conjuncts(head) if tree.tokens[c].upos == "PROPN"]
                return [(number, c) for c in names]
            if tree.lemma(head) in ("include", "comprise"):
                members = [c for o in tree.children(head, "obj") for c in tree.nominal_conjuncts(o)]
                return [(number, m) for m in members if tree.tokens[m].upos == "PROPN"]
        if relation in ("obj", "xcomp") and tree.lemma(head) in _IDENTIFYING:
            return self._members(number, tree.child(head, "nsubj"))
        return []

    def _members(self, number: int, subject: int | None) -> list[tuple[int, int]]:
        if subject is None:
            return []
        pointed = self.listed(number, subject)
        if pointed:
            return pointed
        tree = self.tree(number)
        names = [c for c in tree.nominal_conjuncts(subject) if tree.tokens[c].upos == "PROPN"]
        return [(number, c) for c in names]


def _is_close(names: dict[str, float]) -> bool:
    """Say whether two persons named in one sentence are about as prominent: then neither is meant
    surely enough to be put in a pronoun's place."""
    scores = sorted(names.values(), reverse=True)
    return len(scores) > 1 and scores[0] - scores[1] < _MARGIN


def _wanted(word: str) -> str:
    if word in MASCULINE or word in FEMININE:
        return "person"
    if word in PLURAL:
        return "plural"
    return "thing" if word in NEUTER else "group"


def _is_of_a_group(tree: Tree, i: int) -> bool:
    head = tree.head(i)
    return (
        head is not None
        and tree.tokens[i].deprel == "nmod:poss"
        and tree.lemma(head) in _OF_A_GROUP
    )


def _is_bare_group(tree: Tree, i: int) -> bool:
    if tree.lemma(i) not in GROUP_NOUNS or tree.tokens[i].xpos == "NNS":
        return False
    below = tree.children(i)
    modifiers = ("amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl", "appos", "nummod")
    if any(tree.tokens[c].deprel in modifiers for c in below):
        return False
    return any(tree.tokens[c].text.lower() in _DEFINITE for c in below)


def _is_demonstrative(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.upos != "NUM" and tree.lemma(i) not in AREA_NOUNS:
        return False
    return any(
        tree.tokens[c].text.lower() in _DEMONSTRATIVE
        and tree.tokens[c].deprel.startswith(("det", "amod"))
        for c in tree.children(i)
    ) and not tree.children(i, "nmod", "acl:relcl")


def _agrees(tree: Tree, i: int, wanted: str) -> bool:
    token = tree.tokens[i]
    if token.upos not in ("NOUN", "PROPN") or token.deprel in (
        "compound",
        "amod",
        "flat",
        "obl:tmod",
    ):
        return False
    label = tree.label(i)
    if label in ("DATE", "TIME", "MONEY", "NUM"):
        return False
    if wanted == "person":
        return label == "PER" or (
            token.upos == "NOUN" and token.xpos == "NN" and "person" in tree.kinds(i)
        )
    if wanted == "plural":
        plural = token.xpos in ("NNS", "NNPS") or tree.children(i, "conj")
        if label == "PER":
            return bool(tree.children(i, "conj"))
        return bool(
            (bool(plural) and tree.is_actor(i))
            or label in ("NORP",)
            or ("organisation" in tree.kinds(i) and token.upos == "NOUN")
        )
    if wanted == "group":
        return label == "ORG" or _is_body_named_by_faith(tree, i)
    if token.xpos in ("NNS", "NNPS") or (tree.lemma(i) == "side" and tree.child(i, "nmod")):
        return False
    return label in ("ORG", "LOC") or "organisation" in tree.kinds(i)


def _is_body_named_by_faith(tree: Tree, i: int) -> bool:
    """Say whether a name is a body's that the name finder takes for a people: "Islamic State"."""
    entity = tree.entity(i)
    return (
        entity is not None
        and entity.label == "NORP"
        and entity.last - entity.first > 1
        and tree.tokens[i].xpos == "NNP"
    )


def _prominence(tree: Tree, i: int) -> float:
    token = tree.tokens[i]
    score = {"nsubj": 3.0, "nsubj:pass": 2.5, "obj": 1.5, "obl:agent": 1.5}.get(token.deprel, 1.0)
    if tree.label(i):
        score += 0.75
    head = tree.head(i)
    if head is not None and tree.tokens[head].deprel == "root":
        score += 0.5
    if token.deprel == "nmod":
        score -= 0.25
    return score


def _longest_list(tree: Tree) -> list[int]:
    best: list[int] = []
    for i in range(tree.first, tree.last):
        if tree.tokens[i].upos != "PROPN" or tree.tokens[i].deprel == "conj":
            continue
        names = [c for c in tree.conjuncts(i) if tree.tokens[c].upos == "PROPN"]
        if len(names) > max(1, len(best)):
            best = names
    return best
