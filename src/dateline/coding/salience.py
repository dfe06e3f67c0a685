"""How likely a claim is what its sentence, and its report, is about."""

from __future__ import annotations

from dateline.coding.cues import Anchor
from dateline.coding.lexicon import REPORTING_VERBS, is_person_noun
from dateline.coding.tree import Tree
from dateline.types import Claim, Coding

_LEAD_SENTENCES = 2


def salience(
    tree: Tree, anchor: Anchor, order: int, priority: float, told: frozenset[int] = frozenset()
) -> float:
    """Give 0 to 1 for an anchor in the ``order``-th sentence; the parts are summed by hand.

    Main clauses before subordinate ones, told events before mentioned ones, the lead before
    what follows, sure cues before ambiguous ones; what another event takes as its content
    ("urged to withdraw") after that event. ``told``: the verbs of the sentence's other events.
    """
    verb = anchor.support.verb if anchor.support is not None else anchor.token
    score = 0.35 * anchor.cue.weight + 0.1 * priority + 0.03 * min(anchor.cue.specificity, 3)
    score += 0.25 * mainness(tree, verb)
    if anchor.cue.pos == "noun" and anchor.support is None:
        score -= 0.12
    naming = anchor.cue.pos == "noun" and anchor.cue.frame != "relation"
    if naming and is_person_noun(tree.lemma(anchor.token)):
        score -= 0.15
    if _is_content(tree, verb, told):
        score -= 0.25
    score += {0: 0.25, 1: 0.1}.get(order, 0.0)
    return round(max(0.0, min(1.0, score)), 4)


def _is_content(tree: Tree, i: int, told: frozenset[int]) -> bool:
    at = i
    for head in tree.ancestors(i):
        if tree.tokens[at].deprel not in ("xcomp", "ccomp", "conj", "advcl", "acl"):
            return False
        if head in told and tree.tokens[at].deprel in ("xcomp", "ccomp"):
            return True
        at = head
    return False


def mainness(tree: Tree, i: int) -> float:
    """Give 1 for the main clause, or what a mere "said" reports, less the deeper a clause lies."""
    value = 1.0
    at = i
    for head in tree.ancestors(i):
        relation = tree.tokens[at].deprel
        if relation in ("ccomp", "parataxis") and tree.lemma(head) in REPORTING_VERBS:
            value *= 1.0
        elif relation == "conj":
            value *= 0.9
        elif relation in ("xcomp", "ccomp"):
            value *= 0.8
        elif relation in ("obj", "nsubj", "nsubj:pass"):
            value *= 0.75
        elif relation in ("advcl", "obl"):
            value *= 0.55
        else:
            value *= 0.4
        at = head
    return value


def primary(coding: Coding) -> Claim | None:
    """Give the claim that says what a text is mainly about, or None where nothing is claimed.

    The most salient, told history ranking lower; of equals the first. A plan or a denial may
    well be what a text is about, so polarity and modality do not count.
    """
    if not coding.claims:
        return None

    def rank(claim: Claim) -> tuple[float, int, int]:
        score = claim.salience
        if claim.background:
            score -= 0.1
        return (-score, claim.anchor.start, claim.anchor.end)

    return min(coding.claims, key=rank)
