"""How many: counts told with a noun, as value strings.

=================  ==========================================================
``12``             exactly, as told
``>=12``           at least, more than (``more than 11``), over, no fewer than
``<=12``           up to, at most, as many as
``~12``            about, around, nearly, some
``10-15``          between 10 and 15; 10 to 15
``>=24``           dozens: the plural of a word means at least two of it
=================  ==========================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.types import Span

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|no less than|not less than|upwards of|in excess of"
    r"|a minimum of)\b"
)
_AT_MOST = re.compile(
    r"\b(?:up to|at most|as many as|as much as|fewer than|less than|under|a maximum of)\b"
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|approximately|roughly|an estimated|close to|circa|or so)\b"
)
_RANGE = re.compile(r"(?:\bto\b|-|–|\bor\b|\band\b)")
_BEFORE_A_NUMBER = words(
    """at least more than over about around some nearly almost to up as many approximately
    roughly estimated an no fewer less between under another"""
)
_COLLECTIVE = words("people police crowd family crew personnel staff youth")
_SINGLE = frozenset({"a", "an", "another", "one", "this", "that", "the"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number told in a text: its canonical value and where it stands."""

    value: str
    span: Span
    head: Span


def number_value(phrase: str) -> str | None:
    """Give the value string of a number phrase in words or digits, or None where there is none.

    >>> number_value("at least twenty-two"), number_value("dozens of"), number_value("10 to 15")
    ('>=22', '>=24', '10-15')
    """
    text = phrase.lower().strip()
    numbers = _numbers(text)
    if not numbers:
        return None
    plural = re.search(r"\b(?:dozens|scores|hundreds|thousands|millions)\b", text) is not None
    if len(numbers) >= 2 and _RANGE.search(text):
        low, high = numbers[0], numbers[1]
        if low < high:
            return f"{low}-{high}"
    value = numbers[0]
    if _AT_LEAST.search(text):
        exact = re.search(r"\b(?:more than|over|in excess of)\b", text) is not None
        return f">={value + 1 if exact and not plural else value}"
    if _AT_MOST.search(text):
        below = re.search(r"\b(?:fewer than|less than|under)\b", text) is not None
        return f"<={value - 1 if below else value}"
    if plural:
        return f">={value}"
    return f"~{value}" if _ABOUT.search(text) else str(value)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    current: int | None = None
    total = 0
    for word in re.findall(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[a-z]+", text):
        singular = word[:-1] if word.endswith("s") and word[:-1] in _SCALES else word
        if _NUMBER.fullmatch(word):
            if current is not None:
                found.append(total + current)
                total = 0
            current = int(float(word.replace(",", "")))
        elif word in _UNITS:
            current = (current or 0) + _UNITS[word]
        elif word in _TENS:
            current = (current or 0) + _TENS[word]
        elif singular in _SCALES:
            scale = _SCALES[singular]
            if scale == 100 and word != singular and current is None:
                current = 200
                continue
            times = current if current is not None else (2 if word != singular else 1)
            if scale >= 1000:
                total += times * scale
                current = None
            else:
                current = times * scale
        elif (
            (
                word == "of"
                and current is not None
                and re.search(r"s of (thous|mill)", text) is not None
            )
            or word == "a"
            or (word == "and" and (total or (current or 0) >= 100))
        ):
            continue
        else:
            if current is not None or total:
                found.append(total + (current or 0))
                current, total = None, 0
    if current is not None or total:
        found.append(total + (current or 0))
    return found


def count_of(tree: Tree, heads: list[int]) -> Count | None:
    """Give how many the coordinated noun phrases ``heads`` tell together.

    "a woman and two children" is 3, "two cooks and some guards" ``>=2``. None where none of them
    tells a number ("soldiers").
    """
    counts = [single_count(tree, head) or _one_named(tree, head, heads) for head in heads]
    if not counts or any(c is None for c in counts):
        told = [c for c in counts if c is not None]
        if not told:
            return None
        low = sum(_low(c.value) for c in told)
        return Count(f">={low}", Span(told[0].span.start, told[-1].span.end), told[0].head)
    known = [c for c in counts if c is not None]
    if len(known) == 1:
        return known[0]
    if all(c.value.isdigit() for c in known):
        total = str(sum(int(c.value) for c in known))
    else:
        low = sum(_low(c.value) for c in known)
        total = f">={low}"
    return Count(total, Span(known[0].span.start, known[-1].span.end), known[0].head)


def _one_named(tree: Tree, head: int, heads: list[int]) -> Count | None:
    """Give 1 for a name beside "others", whatever the tagger makes of it: "K. and four others"."""
    token = tree.tokens[head]
    if len(heads) < 2 or not token.text[:1].isupper():
        return None
    if tree.child(head, "det", "nummod", "amod") is not None:
        return None
    others = any(
        tree.lemma(h) == "other" or any(tree.lemma(c) == "other" for c in tree.children(h, "amod"))
        for h in heads
        if h != head
    )
    if not others and (head == tree.first or tree.label(head) not in ("", "PER")):
        return None
    return Count("1", tree.phrase(head), tree.word(head))


def _low(value: str) -> int:
    digits = re.search(r"\d+", value)
    return 0 if digits is None or value.startswith("<=") else int(digits.group())


def single_count(tree: Tree, head: int) -> Count | None:
    """Give how many one noun phrase tells: its numeral, else 1 for "a woman" or a person's name."""
    token = tree.tokens[head]
    if token.deprel == "obl:tmod" or tree.label(head) in ("DATE", "TIME", "MONEY"):
        return None
    numeral = next(
        (c for c in tree.children(head, "nummod", "compound", "amod") if _is_numeral(tree, c)), None
    )
    if numeral is None and _is_numeral(tree, head):
        numeral = head
    if numeral is not None:
        below = tree.subtree(
            numeral, frozenset({"nmod", "acl", "acl:relcl", "conj", "appos", "cc"})
        )
        low, high = min(below), max(below) if numeral != head else numeral
        start = low
        while start > tree.first and tree.tokens[start - 1].text.lower() in _BEFORE_A_NUMBER:
            start -= 1
        phrase = tree.annotation.text[tree.tokens[start].start : tree.tokens[high].end]
        value = number_value(phrase)
        if value is not None and not re.fullmatch(r"(?:1[5-9]|20)\d\d", value):
            span = Span(tree.tokens[low].start, max(tree.tokens[high].end, token.end))
            return Count(value, span, tree.word(numeral))
        return None
    if token.xpos in ("NNS", "NNPS"):
        return None
    if token.text.lower() == "another" and token.deprel in ("obj", "nsubj:pass"):
        return Count("1", tree.word(head), tree.word(head))
    if tree.label(head) == "PER":
        return Count("1", tree.phrase(head), tree.word(head))
    determiner = tree.child(head, "det")
    if (
        token.upos == "NOUN"
        and "person" in tree.kinds(head)
        and determiner is not None
        and tree.tokens[determiner].text.lower() in _SINGLE
        and tree.lemma(head) not in _COLLECTIVE
    ):
        return Count("1", tree.phrase(head), tree.word(head))
    return None


def _is_numeral(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    lemma = token.lemma.lower()
    if lemma in _SCALES or (lemma.endswith("s") and lemma[:-1] in _SCALES):
        return True
    counts = token.deprel in ("nummod", "amod") and (lemma in _UNITS or lemma in _TENS)
    return (counts or token.upos == "NUM") and tree.label(i) not in ("DATE", "TIME", "MONEY")
