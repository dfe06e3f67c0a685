"""The day of a deed that is told twice: without its day in the lead, with it further down.

Of days found by the same word alone one in six was right (political news, judged by hand); so both
must tell of the past and name one and the same doer, patient or thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.resolve.clauses import SAYING, governing_verb, token_at
from dateline.resolve.date_binding import dated, sentence_at, within
from dateline.resolve.timeline import Moment
from dateline.types import Annotation, Span

_LEAD = 700
"""Characters after the title in which news tells what it then tells again with its circumstances."""
_PAST = ("VBD", "VBN")
_ROLES = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "compound", "conj", "appos", "acl:relcl")
_SEVERAL = SAYING | frozenset(
    [
        "be",
        "have",
        "do",
        "make",
        "take",
        "get",
        "go",
        "come",
        "give",
        "see",
        "hold",
        "keep",
        "put",
        "tell",
        "know",
        "think",
        "want",
        "use",
        "find",
        "call",
        "try",
        "ask",
        "need",
        "work",
        "become",
        "leave",
        "begin",
        "start",
        "continue",
        "be",
        "meet",
        "visit",
        "speak",
    ]
)
"""Verbs of which a report tells many doings: the same word does not make the same deed."""

Deeds = Mapping[str, Sequence[int]]
"""Lemma of a verb to its tokens, in the order of the text."""


def deeds_of(annotation: Annotation) -> Deeds:
    """Give the tokens of every verb that tells of the past, by lemma."""
    found: dict[str, list[int]] = {}
    for number, token in enumerate(annotation.tokens):
        if token.upos == "VERB" and token.xpos in _PAST:
            found.setdefault(token.lemma.lower(), []).append(number)
    return found


def told_again(
    annotation: Annotation, deeds: Deeds, moments: Sequence[Moment], anchor: Span
) -> Moment | None:
    """Give the day with which another sentence tells the same deed, None where there are several.

    "A man was jailed for ten years. ... He was jailed on Friday". One of both must stand in the
    title or the lead; a report of several deeds of one kind gives several days, and none counts.
    """
    head = _head(annotation, anchor)
    if head is None:
        return None
    own_sentence = sentence_at(annotation, anchor)
    lead = annotation.title_end + _LEAD
    found: dict[tuple[str | None, str | None], Moment] = {}
    own_words = _people_and_things(annotation, head)
    for number in deeds.get(annotation.tokens[head].lemma.lower(), ()):
        token = annotation.tokens[number]
        span = Span(token.start, token.end)
        sentence = sentence_at(annotation, span)
        if sentence is None or sentence == own_sentence:
            continue
        if anchor.start >= lead and token.start >= lead:
            continue
        if not own_words & _people_and_things(annotation, number):
            continue
        whole = annotation.sentences[sentence]
        for moment in within(moments, Span(whole.start, whole.end)):
            if _is_day(moment) and _dates(annotation, number, moment):
                found[moment.own.earliest, moment.own.latest] = moment
    return next(iter(found.values())) if len(found) == 1 else None


def _is_day(moment: Moment) -> bool:
    return (
        dated(moment)
        and moment.own.earliest == moment.own.latest
        and moment.timex.signal is None
        and moment.tense != "future"
    )


def _dates(annotation: Annotation, verb: int, moment: Moment) -> bool:
    at = token_at(annotation, moment.timex.span.end - 1)
    return at is not None and governing_verb(annotation, at) == verb


def _head(annotation: Annotation, anchor: Span) -> int | None:
    """Give the verb of an anchor, told as past; None for a verb of many doings."""
    for number, token in enumerate(annotation.tokens):
        if token.start >= anchor.end:
            return None
        if token.end <= anchor.start or token.upos != "VERB" or token.xpos not in _PAST:
            continue
        return None if token.lemma.lower() in _SEVERAL else number
    return None


def _people_and_things(annotation: Annotation, verb: int) -> frozenset[str]:
    """Give the nouns and names among what hangs on a verb, two steps down, and what it tells more of."""
    tokens = annotation.tokens
    near = range(max(0, verb - 40), min(len(tokens), verb + 40))
    under = {n for n in near if tokens[n].head == verb and tokens[n].deprel in _ROLES}
    under |= {n for n in near if tokens[n].head in under and tokens[n].deprel in _ROLES}
    if tokens[verb].deprel in ("acl:relcl", "acl") and tokens[verb].head >= 0:
        under.add(tokens[verb].head)
    words = (tokens[n] for n in under)
    return frozenset(
        token.lemma.lower()
        for token in words
        if token.upos in ("NOUN", "PROPN") and len(token.lemma) > 2
    )
