"""Phrases that say where something lies relative to a named place, told by their words.

"5 km north of Mosul", "on the outskirts of Donetsk", "between Aleppo and Idlib", "on the
Damascus-Aleppo highway". Parsers hang such phrases in many ways, so the words decide what
belongs to one; what the phrase as a whole hangs on is the parse's.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.types import Span

LONGEST = 12
"""Words looked back from a name to where its phrase begins."""

DIRECTIONS = words(
    """north south east west northeast northwest southeast southwest north-east north-west
    south-east south-west"""
)
_UNITS = words("km kms kilometer kilometers kilometre kilometres mile miles metres meters m mi")
_EDGES = words(
    """outskirts outskirt edge edges suburbs suburb periphery vicinity environs countryside coast
    shore shores coastline banks bank island islands slopes foothills mountains hills area areas
    part parts side sides entrance gates center centre heart"""
)
"""What lies in, at or beside the place named behind its "of"."""
_LINES = words("border frontier highway road motorway expressway route railway")
"""What runs along or between places."""
_OPENERS = words("in at on near along off outside around across to from over beyond towards")
_BEFORE_LINES = words("the a main busy strategic international coastal desert old new common")
_ABOUT = words("some about around roughly nearly just only approximately almost")


def opening(tree: Tree, place: int, span: Span) -> int | None:
    """Give the first token of the phrase that places something relative to the name at ``span``.

    None where the name stands without one ("in Mosul"). ``place`` is the name's head token.
    """
    first = place
    while first > tree.first and tree.tokens[first - 1].start >= span.start:
        first -= 1
    said = [tree.tokens[i].text.lower() for i in range(max(tree.first, first - LONGEST), first)]
    if tree.tokens[first].text.lower() in ("between", "from"):
        return first - (said[-1:] in (["halfway"], ["midway"]) or _line(said[::-1]))
    for reader in (_between, _away, _beside_line, _edge):
        taken = reader(said)
        if taken:
            return first - taken
    last = first
    while last < tree.last and tree.tokens[last].start < span.end:
        last += 1
    return _line_named(tree, said, first, last)


def top_of(tree: Tree, first: int, last: int) -> int:
    """Give the token of ``first`` to ``last`` (exclusive) on which the others hang: the one whose
    head lies outside; the first of several."""
    inside = range(first, last)
    return next(
        (i for i in inside if tree.head(i) not in inside and tree.tokens[i].deprel != "punct"),
        last - 1,
    )


def pairs(tree: Tree, places: Mapping[int, Span]) -> dict[int, Span]:
    """Give ``places`` with two that one phrase joins as one: "between Aleppo and Idlib".

    The first of the two is kept. Its span goes from "between" to the second's end; of "the highway
    from Kabul to Kandahar", from "from"; of "the Damascus-Aleppo highway", from the first name to
    "highway".
    """
    found = dict(places)
    order = sorted(places)
    text = tree.annotation.text
    for one, other in pairwise(order):
        if one not in found:
            continue
        a, b = places[one], places[other]
        between = text[a.end : b.start].strip().lower()
        if between in ("-", "–", "and") and (end := _line_behind(tree, b)) is not None:
            found[one] = Span(a.start, end)
            del found[other]
            continue
        start = opening(tree, one, a)
        if start is None:
            continue
        said = [tree.tokens[i].text.lower() for i in range(start, one)]
        joined = next((w for w in ("between", "from") if w in said), "")
        if (joined, between) in (("between", "and"), ("between", "and the"), ("from", "to")):
            token = start + said.index(joined)
            found[one] = Span(tree.tokens[token].start, b.end)
            del found[other]
    return found


def _line_behind(tree: Tree, span: Span) -> int | None:
    """Give where the "highway" or "border" ends that stands right behind a name, or None."""
    behind = next(
        (i for i in range(tree.first, tree.last) if tree.tokens[i].start >= span.end), None
    )
    if behind is None or tree.tokens[behind].text.lower() not in _LINES:
        return None
    return tree.tokens[behind].end


def _between(said: list[str]) -> int:
    """Read "(on the road | halfway) between", "on the road from": how many words it has, else 0."""
    back = list(reversed(said))
    at = 1 if back[:1] == ["the"] else 0
    if back[at : at + 1] == ["from"]:
        line = _line(back[at + 1 :])
        return at + 1 + line if line else 0
    if back[at : at + 1] != ["between"]:
        return 0
    at += 1
    if back[at : at + 1] in (["halfway"], ["midway"]):
        return at + 1
    return at + _line(back[at:])


def _line(back: list[str]) -> int:
    """Count the words of "on the main road", read backwards."""
    if not back or back[0] not in _LINES:
        return 0
    at = 1
    while at < len(back) and back[at] in _BEFORE_LINES:
        at += 1
    return at + 1 if at < len(back) and back[at] in _OPENERS else at


def _away(said: list[str]) -> int:
    """Read "(about 5 km) north of", "5 km from"."""
    back = list(reversed(said))
    at = 1 if back[:1] == ["the"] else 0
    if back[at : at + 2] == ["from", "away"]:
        at += 2
        return _distance(back, at)
    if back[at : at + 1] in (["from"], ["outside"]):
        return _distance(back, at + 1)
    if back[at : at + 1] != ["of"]:
        return 0
    at += 1
    turned = 0
    while at < len(back) and (back[at] in DIRECTIONS or back[at] in ("-", "/")) and turned < 3:
        at += 1
        turned += 1
    if not turned:
        return 0
    at += back[at : at + 2] == ["the", "to"] and 2
    at += at < len(back) and back[at] in ("just", "directly", "due", "immediately", "to")
    return _distance(back, at) or at


def _distance(back: list[str], at: int) -> int:
    """Count the words up to and with a distance at ``at``, read backwards; 0 where there is none."""
    if at < len(back) and back[at] == ")":  # "20 kilometers (12 miles) from"
        closing = next((n for n in range(at + 1, min(at + 6, len(back))) if back[n] == "("), None)
        at = at + 1 if closing is None else closing + 1
    if at + 1 >= len(back) or back[at] not in _UNITS:
        return 0
    at += 1
    if back[at] == "-":
        at += 1
    at += 1  # the number
    while at < len(back) and back[at] in _ABOUT:
        at += 1
    return at


def _edge(said: list[str]) -> int:
    """Read "on the northern outskirts of", "off the coast of"."""
    back = list(reversed(said))
    at = 1 if back[:1] == ["the"] else 0
    if back[at : at + 1] != ["of"] or back[at + 1 : at + 2][0:1] == []:
        return 0
    if back[at + 1] not in _EDGES:
        return 0
    at += 2
    while at < len(back) and (
        back[at] == "the" or back[at].endswith("ern") or back[at] in DIRECTIONS
    ):
        at += 1
    if at < len(back) and back[at] in _OPENERS:
        return at + 1
    return 0


def _beside_line(said: list[str]) -> int:
    """Read "on the border with"."""
    back = list(reversed(said))
    at = 1 if back[:1] == ["the"] else 0
    if back[at : at + 1] != ["with"]:
        return 0
    taken = _line(back[at + 1 :])
    return at + 1 + taken if taken and back[at + 1] in ("border", "frontier") else 0


def _line_named(tree: Tree, said: list[str], first: int, last: int) -> int | None:
    """Read "on the Damascus-Aleppo highway" and "on the Turkish-Syrian border", from a name in it."""
    ahead = [tree.tokens[i].text.lower() for i in range(last, min(last + 4, tree.last))]
    if tree.tokens[last - 1].text.lower() in _LINES:
        ahead = [tree.tokens[last - 1].text.lower()]
    if ahead[:1] and ahead[0] in ("-", "–"):
        ahead = ahead[2:]
    if not ahead or ahead[0] not in _LINES:
        return None
    back = list(reversed(said))
    at = 2 if back[:1] and back[0] in ("-", "–") else 0
    while at < len(back) and back[at] in _BEFORE_LINES:
        at += 1
    if at < len(back) and back[at] in _OPENERS:
        return first - at - 1
    return None
