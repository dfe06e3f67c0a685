"""The plain reference: what two texts share, by looking at every pair of places."""

from __future__ import annotations

import unicodedata

from dateline.lineage.facts import Text

MIN_LETTERS, MIN_CHARACTERS = 35, 50


def letters_of(text):
    """Give (letter, offset) of each letter and digit, by base form in lower case."""
    found = []
    for offset, character in enumerate(text):
        if character.isalnum():
            parts = unicodedata.normalize("NFKD", character)
            marked = all(unicodedata.category(part)[0] == "M" for part in parts[1:])
            base = parts[0] if len(parts) == 1 or marked else character
            lower = base.lower()
            found.append((lower if len(lower) == 1 else base, offset))
    return found


def edges(text):
    """Say for each letter whether a word begins there and whether one ends there."""
    letters = letters_of(text)
    here = []
    for n, (letter, offset) in enumerate(letters):
        alone = "⺀" <= letter < "ꀀ"
        before = letters[n - 1] if n else None
        after = letters[n + 1] if n + 1 < len(letters) else None
        starts = before is None or before[1] != offset - 1 or alone or "⺀" <= before[0] < "ꀀ"
        ends = after is None or after[1] != offset + 1 or alone or "⺀" <= after[0] < "ꀀ"
        here.append((starts, ends))
    return here


def shared(a, b):
    """Give every maximal shared stretch of whole words, as spans (a_start, a_end, b_start, b_end)."""
    x, y = letters_of(a), letters_of(b)
    x_edges, y_edges = edges(a), edges(b)
    found = set()
    for diagonal in range(-len(y) + 1, len(x)):
        i = max(diagonal, 0)
        while i < len(x) and i - diagonal < len(y):
            start = i
            while i < len(x) and i - diagonal < len(y) and x[i][0] == y[i - diagonal][0]:
                i += 1
            first, last = start, i - 1
            while first < last and not (x_edges[first][0] and y_edges[first - diagonal][0]):
                first += 1
            while last > first and not (x_edges[last][1] and y_edges[last - diagonal][1]):
                last -= 1
            span = (x[first][1], x[last][1] + 1, y[first - diagonal][1], y[last - diagonal][1] + 1) if i > start else None  # fmt: skip
            if (
                span
                and last - first + 1 >= MIN_LETTERS
                and min(span[1] - span[0], span[3] - span[2]) >= MIN_CHARACTERS
            ):
                found.add(span)
            i += 1
    return found


def text(version, words, report=None, **fields):
    """Give a version with a text."""
    return Text(version=version, report=report or f"R{version}", text=words, **fields)


def common(ours, theirs):
    """Give the length of the longest common subsequence, by the textbook table."""
    table = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i, x in enumerate(ours):
        for j, y in enumerate(theirs):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])  # fmt: skip
    return table[-1][-1]


def followed(ours, theirs, window=32, kept=0.5, least=5, different=4):
    """Give how many words of each can be followed, every place of every window looked at."""
    at = (0, 0)
    while True:
        a, b = ours[at[0] : at[0] + window], theirs[at[1] : at[1] + window]
        places = [
            (i + j, n, i, j)
            for i in range(1, len(a) + 1)
            for j in range(1, len(b) + 1)
            if a[i - 1] == b[j - 1]
            and (n := common(a[:i], b[:j])) >= least
            and n >= kept * max(i, j)
        ]
        if not places or len(set(a) & set(b)) < different:
            return at
        _, _, i, j = max(places)
        at = (at[0] + i, at[1] + j)
