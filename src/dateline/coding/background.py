"""Whether something is told as history: past perfect, bare years, "two decades ago"."""

from __future__ import annotations

import re

from dateline.coding import assertion_words as words
from dateline.coding.clauses import Clauses

_YEAR = re.compile(r"(1[5-9]|20)\d\d(s|['’]s)?$")
_REMOTE = re.compile(r"\b(ago|decades?|centur(y|ies)|last year|years? (before|earlier))\b")
_RECENT = re.compile(r"\b(minutes?|hours?|days?|weeks?|moments?) ago\b")
_TIMES = frozenset({"obl", "obl:tmod", "obl:npmod", "advmod", "nmod"})

LONGEST_TIME = 6
"""Tokens; a longer phrase with a year in it is not only a time."""


def is_background(tree: Clauses, index: int, reported: bool) -> bool:
    """Say whether a predicate or event noun is told as history.

    ``reported`` says that it stands in what somebody said in the past, where the past perfect
    is only shifted back ("said that rebels had attacked").
    """
    tokens = tree.tokens
    auxiliaries = [tokens[c] for c in tree.all(index, "aux", "aux:pass")]
    had = any(t.lemma == "have" and t.xpos in {"VBD", "VBN"} for t in auxiliaries)
    modal = any(t.xpos == "MD" for t in auxiliaries)
    conditional = any(lemma in words.CONDITIONS for lemma in tree.lemmas(index, "mark"))
    if had and not modal and not reported and not conditional:
        return True
    if dated_long_ago(tree, index):
        return True
    perfect = any(t.lemma == "have" for t in auxiliaries)
    for child in tree.children.get(index, ()):
        token = tokens[child]
        if token.deprel in {"nummod", "compound", "amod", "obl:tmod"} and _YEAR.match(token.text):
            return True
        alone = words.PAST_ADVERBS if perfect else words.PAST_ADVERBS_ALONE
        if token.deprel == "advmod" and token.lemma in alone:
            return True
        if token.deprel == "acl:relcl" and began_long_ago(tree, child):
            return True
    return False


def began_long_ago(tree: Clauses, verb: int) -> bool:
    """Say whether a relative clause dates a beginning far back ("which began in 2011")."""
    return tree.tokens[verb].lemma in words.BEGINNINGS and dated_long_ago(tree, verb)


def dated_long_ago(tree: Clauses, index: int) -> bool:
    """Say whether a predicate's time is a bare year, "last year", "decades ago" or alike.

    A year with a month or day is no sign: that is how dated news is told.
    """
    tokens = tree.tokens
    for child in tree.children.get(index, ()):
        token = tokens[child]
        if token.deprel not in _TIMES:
            continue
        first, last = tree.edges(child)
        if last - first > LONGEST_TIME:
            continue
        if _YEAR.match(token.text):
            if not any(t.upos == "PROPN" for t in tokens[first:last]):
                return True
            continue
        phrase = tree.span(first, last).of(tree.annotation.text).lower()
        if _REMOTE.search(phrase) and not _RECENT.search(phrase):
            return True
    return False
