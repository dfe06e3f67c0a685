"""The clause that closes a sentence and names its source: "..., reports the Courier".

A parser often hangs it on the nearest verb. It is told of the whole sentence, however many clauses
stand before it.
"""

from __future__ import annotations

from dateline.types import Token

_TELLING = frozenset({"report", "say", "add", "state", "write", "tell", "announce", "quote"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_IN_NAMES = frozenset({"the", "of", "and", "&", "for"})
_LONGEST_NAME = 7
"""Tokens of a source's name, at most."""
_CLAUSES = frozenset({"ccomp", "conj", "advcl", "parataxis"})


def closing_source(tokens: list[Token], first: int, last: int) -> None:
    """Make the closing clause of a sentence, where there is one, the verb that all of it hangs on.

    ``tokens[first:last]`` are the sentence. Only a finite verb of telling behind a comma counts, with
    nothing behind it but a name.
    """
    verb = _closing_verb(tokens, first, last)
    if verb is None:
        return
    below = [i for i in range(first, last) if tokens[i].head == verb]
    for i in below:
        if i > verb and tokens[i].deprel in ("obj", "obl", "dep"):
            tokens[i] = tokens[i]._replace(deprel="nsubj")
    above = tokens[verb].head
    if not first <= above < verb or tokens[verb].deprel not in _CLAUSES:
        return
    top = _top(tokens, above, first, last)
    if top is None or top == verb:
        return
    told = [i for i in below if i < verb and tokens[i].deprel == "ccomp"]
    relation = tokens[verb].deprel
    for clause in told:
        tokens[clause] = tokens[clause]._replace(head=above, deprel=relation)
    for i in below:
        if tokens[i].deprel in ("cc", "mark") and told:
            tokens[i] = tokens[i]._replace(head=told[0])
    tokens[verb] = tokens[verb]._replace(head=tokens[top].head, deprel=tokens[top].deprel)
    tokens[top] = tokens[top]._replace(head=verb, deprel="ccomp")


def _closing_verb(tokens: list[Token], first: int, last: int) -> int | None:
    end = last
    while end > first and tokens[end - 1].upos == "PUNCT":
        end -= 1
    at = end
    while at > first and end - at < _LONGEST_NAME and _in_name(tokens[at - 1]):
        at -= 1
    verb = at - 1
    if at == end or verb - 1 <= first or tokens[verb - 1].text != ",":
        return None
    token = tokens[verb]
    if token.upos != "VERB" or token.xpos not in _FINITE or token.lemma.lower() not in _TELLING:
        return None
    return verb if tokens[end - 1].upos in ("PROPN", "NOUN") else None


def _in_name(token: Token) -> bool:
    if token.text.lower() in _IN_NAMES:
        return True
    return token.text[0].isupper() and token.upos in ("PROPN", "NOUN", "ADJ")


def _top(tokens: list[Token], i: int, first: int, last: int) -> int | None:
    """Give the word of the sentence that all above ``i`` hang on."""
    for _ in range(last - first):
        head = tokens[i].head
        if not first <= head < last:
            return i
        i = head
    return None
