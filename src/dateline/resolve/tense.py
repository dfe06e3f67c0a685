"""Tense of the clause around a span, by its Universal Dependencies."""

from __future__ import annotations

from bisect import bisect_right

from dateline.types import Annotation, Span, Token

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_PROSPECTIVE = frozenset(
    [
        "plan",
        "expect",
        "intend",
        "hope",
        "schedule",
        "slate",
        "propose",
        "prepare",
        "due",
        "set",
        "aim",
        "vow",
        "threaten",
        "promise",
        "pledge",
        "want",
        "ask",
        "urge",
        "order",
        "demand",
        "agree",
        "decide",
        "go",
    ]
)
"""Heads whose infinitive has not happened yet."""
_STEPS = 12
"""Longest way up the tree; deeper trees are parse errors."""


def clause_tense(annotation: Annotation, span: Span) -> str | None:
    """Give ``past`` or ``future`` of the clause that holds ``span``; None for the present or no verb."""
    sentence = _sentence_of(annotation, span)
    if sentence is None:
        return None
    first, last = sentence
    tokens = annotation.tokens
    index = bisect_right(tokens, span.start, first, last, key=lambda token: token.start) - 1
    index = max(index, first)
    while index + 1 < last and tokens[index].end < span.end:
        index += 1
    for _ in range(_STEPS):
        token = tokens[index]
        if token.upos in ("VERB", "AUX") or _has_copula(tokens, index, first, last):
            tense = _tense_of_verb(tokens, index, first, last)
            if tense is not None or not _dependent_form(token):
                return tense
        if token.head < 0 or not first <= token.head < last:
            return None
        index = token.head
    return None


def _sentence_of(annotation: Annotation, span: Span) -> tuple[int, int] | None:
    at = bisect_right(annotation.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at < 0 or annotation.sentences[at].first >= annotation.sentences[at].last:
        return None
    return annotation.sentences[at].first, annotation.sentences[at].last


def _dependent_form(token: Token) -> bool:
    """Participles and infinitives take the tense of what they hang on."""
    return token.xpos in ("VBG", "VB", "VBN")


def _has_copula(tokens: tuple[Token, ...], index: int, first: int, last: int) -> bool:
    return any(
        tokens[n].head == index and tokens[n].deprel == "cop"
        for n in range(max(first, index - 12), min(last, index + 4))
    )


def _tense_of_verb(tokens: tuple[Token, ...], index: int, first: int, last: int) -> str | None:
    verb = tokens[index]
    helpers = [
        tokens[n]
        for n in range(max(first, index - 12), min(last, index + 4))
        if tokens[n].head == index and tokens[n].deprel.startswith(("aux", "cop"))
    ]
    if any(token.lemma.lower() in _WILL or token.text.lower() in _WILL for token in helpers):
        return "future"
    if verb.xpos == "VBD" or any(
        token.xpos == "VBD" or token.lemma == "have" for token in helpers if token.xpos != "MD"
    ):
        if verb.xpos == "VB" and not helpers:
            return None
        return "past"
    infinitive = any(tokens[n].head == index and tokens[n].text.lower() == "to"
                     for n in range(max(first, index - 4), index))  # fmt: skip
    if infinitive and 0 <= verb.head < len(tokens):
        head = tokens[verb.head].lemma.lower()
        if (
            head == "be"
            or head in _PROSPECTIVE
            or tokens[verb.head].text.lower() in ("scheduled", "expected")
        ):
            return "future"
    if verb.xpos == "VBN" and not helpers:
        return "past" if verb.deprel.startswith("acl") else None
    return None
