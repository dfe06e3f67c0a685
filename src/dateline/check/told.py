"""What a headline tells: the claims anchored in it, and its verbs that no codebook has a type for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.check.body import Referent
from dateline.check.headline import Headline, Named
from dateline.check.words import stem
from dateline.coding.assertion import assertion
from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.types import Claim, Span

_LIGHT = words(
    """be have do make take get go say tell see let come give put know think want need face keep use
    find look hold become seem try work feel show call set turn bring run leave begin start"""
)
"""Verbs that tell too little to be looked for by themselves."""
_NOT = frozenset({"not", "n't", "never", "no"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_OBJECTS = ("obj", "iobj", "obl:agent")


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a headline tells or asks about."""

    span: Span
    anchor: Span
    stems: frozenset[str]
    claims: tuple[Claim, ...]
    """Empty for a verb that no codebook has a type for."""
    actors: tuple[Referent, ...]
    recipients: tuple[Referent, ...]
    places: tuple[Referent, ...]
    denied: bool
    """Whether the headline denies it."""
    plain: bool
    """Whether that denial is its own word for it ("did not meet"), no wish, need or source's."""
    actual: bool
    """Whether the headline states it as a fact."""
    asked: bool
    attributed: bool

    @property
    def types(self) -> frozenset[tuple[str, str]]:
        """Codebook and type of its claims."""
        return frozenset((claim.codebook, claim.type) for claim in self.claims)


def told(headline: Headline, named: Sequence[Named]) -> tuple[Told, ...]:
    """Give the events of a headline in its order, one for each anchor."""
    by_anchor: dict[Span, list[Claim]] = {}
    for claim in headline.claims:
        by_anchor.setdefault(claim.anchor, []).append(claim)
    found = [_claimed(headline, named, anchor, by_anchor[anchor]) for anchor in by_anchor]
    found += _uncoded(headline, named, list(by_anchor))
    return tuple(sorted(found, key=lambda one: one.anchor))


def _claimed(
    headline: Headline, named: Sequence[Named], anchor: Span, claims: Sequence[Claim]
) -> Told:
    slots = [slot for claim in claims for slot in claim.slots if slot.span.end <= headline.end]
    spans = [anchor, *(slot.span for slot in slots)]
    asked = _is_asked(headline, anchor)
    where = [slot.span for slot in slots if slot.role == "place"]
    return Told(
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        anchor=anchor,
        stems=_stems(headline, anchor),
        claims=tuple(claims),
        actors=_fillers(headline, claims, "actor"),
        recipients=_fillers(headline, claims, "recipient"),
        places=tuple(
            n.who
            for n in named
            if n.kind == "place" and any(s.start <= n.span.start < s.end for s in where)
        ),
        denied=all(claim.polarity == "denied" for claim in claims),
        plain=_is_plain(headline, anchor) and not any(claim.attribution for claim in claims),
        actual=any(claim.modality == "actual" for claim in claims) and not asked,
        asked=asked,
        attributed=any(claim.attribution for claim in claims),
    )


def _uncoded(headline: Headline, named: Sequence[Named], taken: Sequence[Span]) -> list[Told]:
    """Give the verbs with a named subject or object that no claim is anchored at."""
    found = []
    for sentence in headline.sentences:
        tree = Tree(headline.annotation, sentence)
        for i in range(tree.first, tree.last):
            token = tree.tokens[i]
            if token.upos != "VERB" or token.start >= headline.end or tree.lemma(i) in _LIGHT:
                continue
            anchor = Span(token.start, token.end)
            parts = [anchor, *(tree.word(c) for c in tree.children(i, *_SUBJECTS, *_OBJECTS))]
            if any(s.start < part.end and part.start < s.end for s in taken for part in parts):
                continue  # told by the claim: at the verb itself, or at the noun that it goes with
            actors, first = _below(tree, i, _SUBJECTS, named)
            others, last = _below(tree, i, _OBJECTS, named)
            if not actors:
                continue
            read = assertion(headline.annotation, i)
            asked = _is_asked(headline, anchor)
            found.append(
                Told(
                    span=Span(min(first, token.start), min(max(last, token.end), headline.end)),
                    anchor=anchor,
                    stems=frozenset({stem(tree.lemma(i))}),
                    claims=(),
                    actors=actors,
                    recipients=others,
                    places=(),
                    denied=read.polarity == "denied",
                    plain=_is_plain(headline, anchor),
                    actual=read.modality == "actual" and not asked,
                    asked=asked,
                    attributed=False,
                )
            )
    return found


def _below(
    tree: Tree, verb: int, relations: tuple[str, ...], named: Sequence[Named]
) -> tuple[tuple[Referent, ...], int]:
    """Give the actors named in a verb's subjects or objects, and where these begin or end."""
    found: dict[Referent, None] = {}
    edge = tree.tokens[verb].start if relations is _SUBJECTS else tree.tokens[verb].end
    for child in tree.children(verb, *relations):
        span = tree.phrase(child)
        edge = min(edge, span.start) if relations is _SUBJECTS else max(edge, span.end)
        for one in named:
            if one.kind == "actor" and span.start <= one.span.start < span.end:
                found.setdefault(one.who)
    return tuple(found), edge


def _is_asked(headline: Headline, anchor: Span) -> bool:
    return any(q.start <= anchor.start < q.end for q in headline.questions())


def _is_plain(headline: Headline, anchor: Span) -> bool:
    tree, i = headline.at(anchor.start)
    return tree is not None and any(tree.lemma(c) in _NOT for c in tree.children(i))


def _stems(headline: Headline, anchor: Span) -> frozenset[str]:
    """Give the stems of the anchor and, where it is a noun, of the verb that it stands to."""
    tree, i = headline.at(anchor.start)
    if tree is None:
        return frozenset({stem(anchor.of(headline.annotation.text))})
    found = {stem(tree.tokens[i].lemma)}
    head = tree.head(i)
    if tree.tokens[i].upos in {"NOUN", "PROPN"} and head is not None:
        verb = tree.tokens[head].upos == "VERB" and tree.lemma(head) not in _LIGHT
        if verb and tree.tokens[i].deprel in {"nsubj", "nsubj:pass", "obj"}:
            found.add(stem(tree.tokens[head].lemma))
    return frozenset(found)


def _fillers(headline: Headline, claims: Sequence[Claim], role: str) -> tuple[Referent, ...]:
    found: dict[Referent, None] = {}
    for claim in claims:
        for slot in claim.slot(role):
            tree, i = headline.at(slot.head.start)
            if tree is not None and tree.tokens[i].upos in {"NUM", "PRON"}:
                continue  # "kills 12": the number is judged by itself
            found.setdefault(headline.referent(claim, slot))
    return tuple(found)
