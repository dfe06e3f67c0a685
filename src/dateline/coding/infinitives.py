"""Infinitives in a list: "wants them to lift sanctions, pull back and restore trade".

The parser often hangs the second or third on the finite verb above, or on a participle between:
they then read as deeds done by whoever wants them. A bare infinitive has no tense, so it can only go
on the list of the infinitive before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.types import Token

_HUNG = frozenset({"advcl", "conj", "dep"})
_OPENED = frozenset({"mark", "aux", "aux:pass", "nsubj", "nsubj:pass", "case", "cop"})
_BACK = 30
"""Tokens back to which the infinitive that opens the list is looked for."""


def infinitive_in_a_list(tokens: list[Token], first: int, i: int) -> None:
    """Hang the bare infinitive ``i`` of a sentence that begins at ``first`` on the one before it."""
    verb = tokens[i]
    if verb.xpos != "VB" or verb.upos != "VERB" or verb.deprel not in _HUNG or verb.head < 0:
        return
    if tokens[verb.head].xpos == "VB" or not _goes_on(tokens, first, i):
        return
    if any(t.head == i and t.deprel in _OPENED for t in tokens[max(first, i - _BACK) : i]):
        return
    if any(t.head == verb.head and t.deprel == "aux" for t in tokens[first:i]):
        return  # "will come and go": the auxiliary serves both
    for before in range(i - 1, max(first, i - _BACK) - 1, -1):
        other = tokens[before]
        if other.xpos == "VB" and other.upos == "VERB" and _opens_list(tokens, first, before):
            tokens[i] = verb._replace(head=before, deprel="conj")
            return


def _goes_on(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Say whether a comma or a conjunction stands right before a verb, an adverb aside."""
    at = i - 1
    while at > first and tokens[at].upos == "ADV":
        at -= 1
    return at > first and tokens[at].text.lower() in (",", ";", "and", "or")


def _opens_list(tokens: Sequence[Token], first: int, verb: int) -> bool:
    """Say whether an infinitive has its "to", or goes on a list itself."""
    if tokens[verb].deprel == "conj":
        return True
    return any(
        t.head == verb and t.deprel == "mark" and t.text.lower() == "to"
        for t in tokens[max(first, verb - _BACK) : verb]
    )
