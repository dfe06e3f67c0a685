"""Second happenings of one verb: "killed six nurses in Goma and two farmers in Beni"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.coding.fillers import fillers
from dateline.coding.quantities import count_of
from dateline.coding.settings import date_span
from dateline.types import Slot, Span

if TYPE_CHECKING:
    from dateline.coding.anaphora import Discourse
    from dateline.coding.drafts import Draft

_MARKED = 12
"""Tokens behind the noun in which its own place or day stands."""


def gapped(
    draft: Draft,
    discourse: Discourse,
    places: Mapping[int, Span],
    dates: Mapping[int, Span],
) -> list[Draft]:
    """Give the drafts of what the verb of ``draft`` tells again of others, elsewhere or on other days.

    A person or number that is joined to the verb, or to where or when it happened, and has a place or
    day of its own where the verb has one: "A was killed in May, and B in August". Who did it is
    the same; the rest is its own.
    """
    tree = discourse.tree(draft.sentence)
    anchor = draft.happening.anchor
    told = {slot.role for slot in draft.slots}
    if anchor.cue.pos != "verb" or "recipient" not in told or not told & {"place", "date"}:
        return []
    verb = anchor.token
    held = [slot.head for slot in draft.slots]
    bound = [verb, *(t for t in (*places, *dates) if tree.word(t) in held)]
    counted = [r for r in ("killed", "injured", "detained", "abducted") if r in told]
    found: list[Draft] = []
    for i in range(verb + 1, tree.last):
        if tree.tokens[i].deprel != "conj" or tree.head(i) not in bound or tree.word(i) in held:
            continue
        if tree.tokens[i].upos not in ("NOUN", "PROPN", "NUM") or i in places or i in dates:
            continue
        if "person" not in tree.kinds(i):
            continue
        beside = tree.children(verb, "obl", "obl:tmod")  # "and B in August", hung on the verb
        own = [c for c in (*tree.subtree(i), *beside) if i < c < i + _MARKED]
        where = [c for c in own if c in places]
        when = [c for c in own if c in dates]
        if not (where and "place" in told) and not (when and "date" in told):
            continue
        slots = [slot for slot in draft.slots if slot.role == "actor"]
        sentences = {draft.sentence}
        for n, filler in enumerate(fillers(discourse, draft.sentence, i)):
            slots.append(Slot("recipient", n, filler.span, filler.value, filler.head))
            sentences.add(filler.sentence)
        text = tree.annotation.text
        for token in where[:1]:
            slots.append(Slot("place", 0, places[token], places[token].of(text), tree.word(token)))
        for token in when[:1]:
            span = date_span(tree, dates[token])
            slots.append(Slot("date", 0, span, span.of(text), tree.word(token)))
        count = count_of(tree, [i])
        if count is not None and len(counted) == 1:
            slots.append(Slot(counted[0], 0, count.span, count.value, count.head))
        if not any(slot.role == "recipient" for slot in slots):
            continue
        found.append(
            replace(
                draft,
                slots=slots,
                sentences=sentences,
                acting={**draft.acting, "recipient": 1},
                part=len(found) + 1,
            )
        )
    return found
