"""How the gold of the taggers bounds its spans, kept where tags are read one word at a time.

The taggers score each word by itself, so some spans come out as no annotator bounds them: an
article alone, a comma at the end, half a name beside its other half. What is mended here was
counted in the gold of ``train`` (2,162 spans of roles, 2,021 of entities), never in predictions:

- spans end with an article, preposition, conjunction or comma in 5 of 4,183, and begin with a
  conjunction, preposition, comma or stop in 3;
- two spans of one kind without a word between them: 9 pairs, in 3 of which the later is a pronoun;
- two spans of one role with a preposition between them: none (303 spans hold one), nor two mutual
  ones with "and" (45 hold it);
- a person's span holds "and": 1 of 290.

What this gains is in ``evaluation/encoder_errors.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.encoder.tags import TaggedSpan

ARTICLES = frozenset({"the", "a", "an"})
PREPOSITIONS = frozenset(
    {"in", "of", "from", "at", "to", "on", "with", "for", "by", "against", "near", "as"}
)
"""Those that roles hold in the gold."""
_MARKS = frozenset({",", "&", "'", "’", "`", "-", "–", "(", "“", '"'})
NEVER_LAST = PREPOSITIONS | _MARKS | {"and", "or"}
NEVER_FIRST = frozenset(
    {"of", "and", "or", "by", "with", "from", "for", "'s", "s"}
    | {",", ".", ";", ":", ")", "-", "–", "&", "'", "’", "?", "!"}
)
PERSONAL = frozenset({"i", "we", "he", "she", "it", "they", "me", "us", "him", "them", "you"})


def mended_roles(found: Sequence[TaggedSpan], words: Sequence[str]) -> list[TaggedSpan]:
    """Give the spans of roles, bounded as in the gold; in order."""
    lower = _small(words)
    whole = _joined(_trimmed(found, lower, NEVER_LAST), lower, _held_by_role)
    return _trimmed(whole, lower, NEVER_LAST | ARTICLES)


def mended_entities(found: Sequence[TaggedSpan], words: Sequence[str]) -> list[TaggedSpan]:
    """Give the spans of entities, bounded as in the gold; in order."""
    lower = _small(words)
    whole = _joined(_trimmed(found, lower, NEVER_LAST), lower, lambda kind, word: False)
    parted = [part for one in whole for part in _persons_parted(one, lower)]
    return _trimmed(parted, lower, NEVER_LAST | ARTICLES)


def _small(words: Sequence[str]) -> list[str]:
    """Give the words in small letters, but those all in capitals as they are: "US" is no "us"."""
    return [word if len(word) > 1 and word.isupper() else word.lower() for word in words]


def _trimmed(
    found: Sequence[TaggedSpan], lower: Sequence[str], never_last: frozenset[str]
) -> list[TaggedSpan]:
    """Give the spans without the words that none begins or ends with; none where nothing is left."""
    kept = []
    for start, end, kind in found:
        while end > start and lower[end - 1] in never_last:
            end -= 1
        while start < end and lower[start] in NEVER_FIRST:
            start += 1
        if start < end:
            kept.append((start, end, kind))
    return kept


def _joined(
    found: Sequence[TaggedSpan], lower: Sequence[str], held: Callable[[str, str], bool]
) -> list[TaggedSpan]:
    """Join spans of one kind side by side, or with a word between them that spans hold."""
    whole: list[TaggedSpan] = []
    for start, end, kind in sorted(found):
        if whole and whole[-1][2] == kind and not _pronoun((start, end, kind), lower):
            before, last, _ = whole[-1]
            if start == last or (start == last + 1 and held(kind, lower[last])):
                whole[-1] = (before, end, kind)
                continue
        whole.append((start, end, kind))
    return whole


def _held_by_role(kind: str, word: str) -> bool:
    return word in PREPOSITIONS or (kind == "R" and word == "and")


def _pronoun(one: TaggedSpan, lower: Sequence[str]) -> bool:
    start, end, _ = one
    return end == start + 1 and lower[start] in PERSONAL


def _persons_parted(one: TaggedSpan, lower: Sequence[str]) -> list[TaggedSpan]:
    start, end, kind = one
    if kind != "Person" or "and" not in lower[start:end]:
        return [one]
    at = start + lower[start:end].index("and")
    return [(start, at, kind), *_persons_parted((at + 1, end, kind), lower)]
