"""Whether two places of a sentence are told as of one time, by the dependency parse.

A day given for one part of a sentence holds for what is told together with it ("attacked the
post on Thursday, killing ten"), not across a report ("said on Monday that"), a relative clause
("the man who was killed in May"), or a word that orders two happenings ("after several
militants pledged allegiance").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dateline.types import Annotation, Span

APART = frozenset({"acl:relcl", "ccomp", "parataxis", "csubj", "csubj:pass"})
"""Relations across which a time does not carry over."""

ORDERING = frozenset(
    {"after", "before", "since", "until", "till", "following", "once", "amid", "despite"}
)
"""Markers and prepositions that set two happenings apart in time."""


_OWNING = frozenset({"claim", "admit", "deny", "condemn", "denounce", "boast", "own"})
"""Verbs whose object is a deed that was done before."""


def token_at(annotation: Annotation, offset: int) -> int | None:
    """Give the index of the token that covers ``offset``, else of the one before; None before all."""
    at = bisect_right(annotation.tokens, offset, key=lambda token: token.start) - 1
    return at if at >= 0 else None


def told_together(annotation: Annotation, one: Span, other: Span) -> bool:
    """Say whether a time given at ``other`` holds for what is told at ``one``."""
    first, second = token_at(annotation, one.start), token_at(annotation, _last(other))
    if first is None or second is None:
        return False
    up_first, up_second = list(_up(annotation, first)), list(_up(annotation, second))
    common = next((token for token in up_first if token in set(up_second)), None)
    if common is None:
        return False
    left = up_first[: up_first.index(common)]
    right = up_second[: up_second.index(common)]
    if annotation.tokens[common].lemma in _OWNING and (
        (left and _is_object(annotation, left[-1])) != (right and _is_object(annotation, right[-1]))
    ):
        return False  # "claimed on Thursday the attack": that day is the claim's alone
    if _is_present_perfect(annotation, first) and any(
        annotation.tokens[token].upos == "VERB" for token in [*right, common] if token != first
    ):
        return False  # "bought it in 2012 and has invested since"
    under = _without_own_case(right)
    if any(_is_participle_clause(annotation, token) for token in [*left, *under]):
        return False
    return not any(_sets_apart(annotation, token) for token in [*left, *under])


def _is_participle_clause(annotation: Annotation, token: int) -> bool:
    """Say whether a token heads "(the deal) signed in May" or "(the point) that people are killed"."""
    own = annotation.tokens[token]
    if own.deprel != "acl":
        return False
    return own.xpos == "VBN" or any(
        annotation.tokens[i].head == token and annotation.tokens[i].lemma == "that"
        for i in range(max(0, token - 12), token)
    )


def _is_present_perfect(annotation: Annotation, token: int) -> bool:
    return annotation.tokens[token].xpos == "VBN" and any(
        annotation.tokens[i].head == token
        and annotation.tokens[i].lemma == "have"
        and annotation.tokens[i].xpos in ("VBZ", "VBP")
        for i in range(max(0, token - 6), token)
    )


def tells_more_of(annotation: Annotation, one: Span, other: Span) -> bool:
    """Say whether ``one`` stands in a relative clause and the time at ``other`` right before it.

    "A crash early on Thursday that took a life": what the clause tells more of has the time.
    """
    first, second = token_at(annotation, one.start), token_at(annotation, _last(other))
    if first is None or second is None or second >= first:
        return False
    for at in _up(annotation, first):
        token = annotation.tokens[at]
        if token.deprel == "acl:relcl":
            between = range(token.head + 1, second + 1)
            verb_between = any(annotation.tokens[n].upos == "VERB" for n in between)
            return token.head < second and not verb_between
        if token.deprel not in ("conj", "obj", "nsubj", "obl", "nmod", "xcomp"):
            return False
    return False


def _is_object(annotation: Annotation, token: int) -> bool:
    """Say whether ``token`` is what is claimed or denied: "the attack", "responsibility for the attack"."""
    own = annotation.tokens[token]
    if own.deprel in ("obj", "nsubj:pass"):
        return own.lemma != "responsibility"
    return own.deprel == "obl" and any(
        annotation.tokens[i].head == token and annotation.tokens[i].lemma == "for"
        for i in range(max(0, token - 6), token)
    )


def _last(span: Span) -> int:
    return max(span.start, span.end - 1)


def _without_own_case(path: list[int]) -> list[int]:
    """Leave out the time expression itself: its own preposition ("since May") orders nothing."""
    return path[1:]


def _up(annotation: Annotation, token: int) -> Iterator[int]:
    seen = 0
    while token >= 0 and seen < 200:
        yield token
        token = annotation.tokens[token].head
        seen += 1


def _sets_apart(annotation: Annotation, token: int) -> bool:
    if annotation.tokens[token].deprel in APART:
        return True
    sentence = range(max(0, token - 12), token)
    return any(
        annotation.tokens[i].head == token
        and annotation.tokens[i].deprel in {"mark", "case", "advmod"}
        and annotation.tokens[i].lemma in ORDERING
        for i in sentence
    )


SAYING = frozenset(
    {"say", "claim", "announce", "state", "report", "declare", "admit", "boast", "confirm"}
)
"""Verbs of telling what has happened already."""


def clause_above(annotation: Annotation, token: int) -> int | None:
    """Give the verb of saying whose complement holds ``token``, or None: "said that rebels had
    attacked", "claimed responsibility for the attack"."""
    for at in _up(annotation, token):
        head = annotation.tokens[at].head
        if _is_object(annotation, at) and head >= 0 and annotation.tokens[head].lemma in _OWNING:
            return head
        if annotation.tokens[at].deprel == "ccomp" and head >= 0:
            return head if annotation.tokens[head].lemma in SAYING else None
        if annotation.tokens[at].deprel in APART:
            return None
    return None


def governing_verb(annotation: Annotation, token: int) -> int | None:
    """Give the first verb above ``token``, or None."""
    for at in list(_up(annotation, token))[1:]:
        if annotation.tokens[at].upos in ("VERB", "AUX"):
            return at
    return None
