"""Names of one body that hold an "and", which a parse takes for two: one name, one word's phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.types import Annotation, Entity, Span


def as_one_name(annotation: Annotation, names: Sequence[Span]) -> Annotation:
    """Give the annotation with each of ``names`` one ORG whose words hang on its first noun.

    ``names`` are spans of the text, none inside another; one that does not begin and end with a
    token, that crosses a sentence, or that holds names of places alone ("Trinidad and Tobago") is
    passed over.
    """
    tokens = list(annotation.tokens)
    entities = list(annotation.entities)
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    dropped: set[int] = set()
    for name in names:
        first, last = starts.get(name.start), ends.get(name.end)
        if first is None or last is None or last - first < 3:
            continue
        outside = [i for i in range(first, last) if not first <= tokens[i].head < last]
        inside = sorted({t.entity for t in tokens[first:last] if t.entity >= 0})
        if sum(tokens[i].head < 0 for i in outside) > 1 or not outside:
            continue
        if all(entities[n].label == "LOC" for n in inside):
            continue
        kept = inside[0]
        entities[kept] = Entity(first, last, name.start, name.end, "ORG")
        dropped |= set(inside[1:])
        for i in range(first, last):
            tokens[i] = tokens[i]._replace(entity=kept)
            if i != outside[0] and (i in outside or tokens[i].deprel in ("conj", "cc")):
                tokens[i] = tokens[i]._replace(head=outside[0], deprel="flat")
        for i, token in enumerate(tokens[last:], last):
            if first <= token.head < last:  # what follows hangs on the whole name
                tokens[i] = token._replace(head=outside[0])
    if tokens == list(annotation.tokens):
        return annotation
    number = {n: new for new, n in enumerate(n for n in range(len(entities)) if n not in dropped)}
    return replace(
        annotation,
        tokens=tuple(t._replace(entity=number.get(t.entity, -1)) for t in tokens),
        entities=tuple(e for n, e in enumerate(entities) if n not in dropped),
    )
