"""Where and when: places and dates of a sentence bound to the events they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.coding.lexicon import (
    NAMING,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    REPORTING_VERBS,
    TOPIC_VERBS,
    words,
)
from dateline.coding.place_phrases import opening, pairs, top_of
from dateline.coding.tree import Tree
from dateline.types import Annotation, Span

_STEPS = 7
"""Heads climbed from a place or date to an event; longer ways are another clause's."""
_DATE_OPENERS = frozenset(
    {"since", "by", "before", "after", "until", "till", "from", "between", "during", "within"}
)
_DATE_MODIFIERS = frozenset(
    {
        "at",
        "least",
        "early",
        "late",
        "mid",
        "about",
        "around",
        "more",
        "than",
        "over",
        "nearly",
        "some",
    }
)
_SEQUENCE = frozenset({"follow", "precede", "prompt", "trigger", "spark", "mark"})
"""Verbs between two events: a date beside them is not the one's or the other's for sure."""
_PARTS_OF_BODIES = words("faction wing branch group party brigade battalion regiment cell chapter")
"""What a name before it names, and does not locate: "the Tokai faction"."""
_OF_PLACE = frozenset({"of", "called", "named"})


_DURATION = re.compile(
    r"(?:(?:at least|more than|less than|just|about|nearly|over|some|the|an?) )*"
    r"(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|many|couple of)?"
    r"[ -]?(?:second|minute|hour|day|week|month|year|decade)s?(?:[ -](?:old|long))?"
)
"""Lengths of time ("30-minute", "three years old"), which date nothing."""


class Settings:
    """The places and dates of one annotation by token: given by the resolvers, else its names."""

    def __init__(
        self,
        annotation: Annotation,
        toponyms: Sequence[Span] | None,
        timexes: Sequence[Span] | None,
    ) -> None:
        self.annotation = annotation
        if toponyms is None:
            toponyms = [Span(e.start, e.end) for e in annotation.entities if e.label == "LOC"]
        if timexes is None:
            timexes = [
                Span(e.start, e.end) for e in annotation.entities if e.label in ("DATE", "TIME")
            ]
        self.toponyms = sorted(set(toponyms))
        text = annotation.text
        self.timexes = sorted(
            {t for t in timexes if not _DURATION.fullmatch(text[t.start : t.end].lower())}
        )
        self._place_starts = [s.start for s in self.toponyms]
        self._time_starts = [s.start for s in self.timexes]

    def places(self, tree: Tree) -> dict[int, Span]:
        """Give the place names of a sentence: head token to span; two that one phrase joins
        ("between Aleppo and Idlib") as one."""
        return pairs(tree, _headed(tree, self.toponyms, self._place_starts))

    def dates(self, tree: Tree) -> dict[int, Span]:
        """Give the expressions of time of a sentence: head token to span."""
        return _headed(tree, self.timexes, self._time_starts)


def _headed(tree: Tree, spans: list[Span], starts: list[int]) -> dict[int, Span]:
    found: dict[int, Span] = {}
    sentence = tree.sentence
    at = bisect_left(starts, sentence.start)
    while at < len(spans) and spans[at].start < sentence.end:
        span = spans[at]
        at += 1
        inside = _tokens_in(tree, span)
        if not inside:
            continue
        top = next((i for i in inside if tree.head(i) not in inside), inside[-1])
        found.setdefault(top, span)
    return found


def _tokens_in(tree: Tree, span: Span) -> list[int]:
    low, high = tree.first, tree.last
    while low < high:
        middle = (low + high) // 2
        if tree.tokens[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < tree.last and tree.tokens[low].start < span.end:
        found.append(low)
        low += 1
    return found


# ------------------------------------------------------------------------- places


def bound_places(
    tree: Tree, places: dict[int, Span], nodes: set[int], acting: set[int]
) -> list[int]:
    """Give the head tokens of the places of an event.

    ``nodes``: its trigger, the verb that carries it, its fillers and consequences;
    ``acting``: fillers that act or are acted on, whose own names are no places of it.
    """
    bound: list[tuple[int, int]] = []
    for place in sorted(places):
        if place in acting or _acts(tree, place, acting):
            continue
        way = _way(tree, place, nodes, places[place])
        if way is not None:
            bound.append((way, place))
    if not bound:
        free = [p for p in sorted(places) if p not in acting and not _acts(tree, p, acting)]
        free = [
            p
            for p in free
            if (_is_locative(tree, p) or opening(tree, p, places[p]) is not None)
            and not is_origin(tree, p)
            and _lies_around(tree, p, nodes)
        ]
        return free if len(free) == 1 and len(places) == 1 else []
    tokens = [p for _, p in bound]
    inner = [p for p in tokens if not any(a in tokens for a in _containers(tree, p))]
    trigger_side = [p for p in inner if min(nodes) <= p]
    chosen = trigger_side[0] if trigger_side else inner[0] if inner else tokens[0]
    group = {chosen}
    head = tree.head(chosen) if tree.tokens[chosen].deprel == "conj" else chosen
    for p in tokens:
        own = tree.head(p) if tree.tokens[p].deprel == "conj" else p
        if own == head or _same_list(tree, p, chosen):
            group.add(p)
    for p in sorted(group):
        top = tree.head(p) if tree.tokens[p].deprel == "conj" else p
        if top is not None:
            group.update(
                c
                for c in tree.children(top, "conj")
                if tree.tokens[c].upos == "PROPN"
                and not any(
                    places[h].end > tree.tokens[c].start > places[h].start
                    for h in group & places.keys()
                )
            )
    return sorted(group)


def _lies_around(tree: Tree, place: int, nodes: set[int]) -> bool:
    """Say whether a place belongs to a clause that holds the event: not to its topic or an aside."""
    above = {a for node in nodes for a in tree.ancestors(node)} | nodes
    for ancestor in tree.ancestors(place):
        if _is_topic(tree, ancestor, nodes):
            return False
        if tree.tokens[ancestor].upos == "VERB":
            told = any(s in nodes for s in tree.children(ancestor, "nsubj:pass"))
            return ancestor in above and (told or tree.lemma(ancestor) not in REPORTING_VERBS)
    return True


def _containers(tree: Tree, place: int) -> list[int]:
    """Give the words above a place by nmod or apposition: it is where they lie."""
    found = []
    at = place
    for _ in range(_STEPS):
        if tree.tokens[at].deprel not in ("nmod", "appos", "nmod:poss", "compound"):
            break
        head = tree.head(at)
        if head is None:
            break
        found.append(head)
        at = head
    return found


def _same_list(tree: Tree, a: int, b: int) -> bool:
    if tree.case(a) != tree.case(b):
        return False  # "the fortress of Tokai in Ustria"
    heads = []
    for place in (a, b):
        at = place
        head = tree.head(at)
        if (
            head is not None
            and tree.tokens[at].deprel == "nmod"
            and tree.lemma(head) in PLACE_NOUNS
        ):
            at = head
        if tree.tokens[at].deprel == "conj":
            head = tree.head(at)
            at = head if head is not None else at
        heads.append(at)
    return heads[0] == heads[1] and a != b


def _acts(tree: Tree, place: int, acting: set[int]) -> bool:
    """Say whether a place name only tells whose: "Russia's forces", "the government of Syria"."""
    relation = tree.tokens[place].deprel
    head = tree.head(place)
    if relation == "conj" and head is not None:
        relation = tree.tokens[head].deprel
        head = tree.head(head)
    if head is None:
        return False
    if (
        relation == "compound"
        and head not in acting
        and not tree.tokens[place].text.isupper()
        and tree.lemma(head) not in _PARTS_OF_BODIES
    ):
        return False
    if relation in ("nmod:poss", "compound", "amod"):
        return tree.lemma(head) not in PLACE_NOUNS
    return head in acting and relation == "nmod" and tree.case(place) == "of"


def _is_locative(tree: Tree, place: int) -> bool:
    preposition = tree.case(place).split("_")[0]
    if preposition in PLACE_PREPOSITIONS:
        return True
    head = tree.head(place)
    if head is None:
        return False
    if preposition in _OF_PLACE or tree.tokens[place].deprel in ("appos", "compound", "nmod:poss"):
        return (
            tree.lemma(head) in PLACE_NOUNS and tree.case(head).split("_")[0] in PLACE_PREPOSITIONS
        )
    return False


_TAKEN_FROM = words(
    """kidnap abduct snatch seize take grab expel evict displace flee withdraw retreat pull drive
    free rescue escape deport remove drag loot steal disappear vanish evacuate"""
)
"""What happens where it is told "from": the rest happens elsewhere to people from there."""


def is_origin(tree: Tree, place: int) -> bool:
    """Say whether a place is only where somebody or something comes from: "a man from Tokai",
    "came from Tokai", "fired from Tokai"; not "kidnapped from Tokai"."""
    at = place
    while tree.tokens[at].deprel in ("conj", "compound", "appos", "flat"):
        head = tree.head(at)
        if head is None:
            return False
        at = head
    if tree.case(at).split("_")[0] != "from":
        return False
    if at > tree.first and tree.tokens[at - 1].text.lower() == "away":
        return False
    head = tree.head(at)
    return head is None or tree.lemma(head) not in _TAKEN_FROM


def _way(tree: Tree, place: int, nodes: set[int], span: Span) -> int | None:
    """Give how many heads lie between a place and the event, or None where it is not its place."""
    at = place
    located = False
    start = opening(tree, place, span)
    if start is not None:
        last = next((i for i in range(place, tree.last) if tree.tokens[i].start >= span.end), None)
        phrase = range(start, tree.last if last is None else last)
        at = top_of(tree, start, phrase.stop)
        located = True
        if at in nodes:
            return 0
        head = tree.head(at)
        if head is None or head in phrase:
            return None
        if head in nodes:
            return None if _is_topic(tree, head, nodes) else 1
        if tree.tokens[head].upos == "VERB" and tree.lemma(head) not in NAMING:
            return None
        at = head
    elif is_origin(tree, place):
        return None
    for step in range(_STEPS):
        relation = tree.tokens[at].deprel
        preposition = tree.case(at).split("_")[0]
        head = tree.head(at)
        if head is None:
            return None
        if relation in ("obl", "nmod", "conj", "obl:npmod", "obl:tmod"):
            if preposition in PLACE_PREPOSITIONS:
                located = True
            elif preposition in _OF_PLACE and (
                tree.lemma(head) in PLACE_NOUNS or head in nodes or located
            ):
                located = located or (head in nodes and tree.tokens[place].upos == "PROPN")
            elif relation != "conj" and not located:
                return None
        elif relation not in ("appos", "compound", "nmod:poss", "flat", "amod") and not (
            located and relation in ("obj", "nsubj", "nsubj:pass", "xcomp", "advcl", "acl")
        ):
            return None
        if _is_topic(tree, head, nodes) or (relation == "obj" and _is_topic(tree, at, nodes)):
            return None
        if located and head in nodes:
            return step
        if head in nodes and relation == "appos":
            return step
        if head in nodes and relation == "compound" and at == place and _tells_event(tree, head):
            return step
        if (
            tree.tokens[head].upos == "VERB"
            and head not in nodes
            and tree.lemma(head) not in NAMING
        ):
            return None
        at = head
    return None


def _is_topic(tree: Tree, i: int, nodes: set[int]) -> bool:
    """Say whether ``i`` is what an event of speaking is about: "discussed the crisis in Yemen"."""
    verb = tree.head(i)
    return (
        verb is not None
        and verb in nodes
        and tree.tokens[i].deprel == "obj"
        and not tree.is_actor(i)
        and tree.lemma(verb) in TOPIC_VERBS
    )


def _tells_event(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].upos == "NOUN" and not tree.is_actor(noun)


# ------------------------------------------------------------------------- dates


def governor(tree: Tree, date: int) -> int | None:
    """Give the verb or event noun that an expression of time depends on."""
    at = date
    for _ in range(_STEPS):
        head = tree.head(at)
        if head is None:
            return None
        if tree.lemma(head) in _SEQUENCE:
            behind = tree.child(head, "obj", "obl")
            return behind if behind is not None and head < behind < date else head
        if tree.tokens[head].upos == "ADV":
            at = head  # "late on Tuesday"
            continue
        if tree.tokens[head].upos in ("VERB", "AUX") or tree.tokens[at].deprel in (
            "nmod",
            "obl",
            "obl:tmod",
        ):
            return head
        at = head
    return None


def bound_dates(tree: Tree, dates: dict[int, Span], nodes: set[int]) -> list[int]:
    """Give the head tokens of the dates of an event (see :func:`bound_places` for ``nodes``)."""
    if not dates:
        return []
    governed = {d: governor(tree, d) for d in sorted(dates)}
    direct = [
        d
        for d, g in governed.items()
        if tree.head(d) in nodes or (g in nodes and _modifies_no_other(tree, d, nodes))
    ]
    if direct:
        return _nearest(direct, nodes)
    above = {a for node in sorted(nodes) for a in _told_with(tree, node)}
    near = [d for d, g in governed.items() if g in above and _modifies_no_other(tree, d, nodes)]
    if near:
        return _nearest(near, nodes)
    below = {c for n in nodes for c in tree.subtree(n)}
    near = [d for d in governed if d in below and _dates_only(tree, d, nodes)]
    if near:
        return _nearest(near, nodes)
    free = [d for d, g in governed.items() if g is None]
    return free if len(free) == 1 and len(dates) == 1 and free[0] not in below else []


_WITHIN_NOUN = ("nummod", "compound", "amod", "nmod:poss")
_SAME_TIME = ("conj", "advcl", "xcomp", "ccomp", "nsubj", "nsubj:pass", "obl")


def _told_with(tree: Tree, node: int) -> list[int]:
    """Give the verbs above an event whose time is its own: not what reports or describes it."""
    found: list[int] = []
    at = node
    for ancestor in tree.ancestors(node):
        verb = tree.tokens[ancestor].upos in ("VERB", "AUX")
        if tree.tokens[at].deprel == "acl:relcl" and not tree.is_actor(ancestor):
            found.append(ancestor)  # "the raid on Friday in which soldiers fired"
        if tree.tokens[at].deprel not in _SAME_TIME or not verb:
            break
        told = tree.tokens[at].deprel == "nsubj:pass"  # "an attack was reported on Monday"
        if tree.lemma(ancestor) in (REPORTING_VERBS | _SEQUENCE) and not told:
            break
        if tree.tokens[at].deprel == "advcl" and tree.case(at).split("_")[0] in _CLAUSE_TIMES:
            break
        if tree.tokens[at].deprel == "obl" and tree.case(at).split("_")[0] in _ORDERED:
            break  # "came on Friday, a week after the attack"
        found.append(ancestor)
        at = ancestor
    return found


_ORDERED = ("before", "after", "since", "until", "following")


_CLAUSE_TIMES = ("before", "after", "since", "when", "as", "while", "until", "if", "because")
"""Words that open a clause with a time of its own: "fled before the army came on Monday"."""

_CLAUSES_APART = (*_CLAUSE_TIMES, "of", "for")
"""The same, seen from the date: "charged with having attacked Karsk on Monday" does not say when
the charge was brought."""


def _modifies_no_other(tree: Tree, date: int, nodes: set[int]) -> bool:
    """Say whether a date is no part of another noun's name: "the 2016 election"."""
    head = tree.head(date)
    if tree.tokens[date].deprel not in _WITHIN_NOUN or head is None:
        return True
    return head in nodes or tree.label(head) in ("DATE", "TIME", "PER", "ORG")


def _dates_only(tree: Tree, date: int, nodes: set[int]) -> bool:
    """Say whether a date below an event dates that event, not a noun or clause between."""
    at = date
    lasting = tree.case(date).startswith("since")  # hardly ever said of a noun
    for ancestor in tree.ancestors(date):
        if not _modifies_no_other(tree, at, nodes):
            return False
        if ancestor in nodes:
            return True
        relation = tree.tokens[ancestor].deprel
        if tree.tokens[ancestor].upos in ("VERB", "AUX"):
            if relation not in ("xcomp", "conj", "advcl") and not (lasting and relation == "acl"):
                return False
            if relation == "advcl" and tree.case(ancestor).split("_")[0] in _CLAUSES_APART:
                return False
        elif not lasting and not (
            tree.label(ancestor) in ("LOC", "DATE", "TIME")
            or tree.kinds(ancestor) & {"person", "place", "organisation", "weapon"}
        ):
            return False
        at = ancestor
    return False


def _nearest(tokens: list[int], nodes: set[int]) -> list[int]:
    return [min(tokens, key=lambda t: (min(abs(t - n) for n in nodes), t))]


MEDIA = words("video audio recording statement message tape footage letter clip communique speech")
_COMING_OUT = words(
    "post circulate release publish distribute upload broadcast air share issue appear"
)


def published_on(tree: Tree, medium: int, dates: Sequence[int]) -> list[int]:
    """Give the dates on which a recording or statement came out, by the clauses about it."""
    verbs = tree.children(medium, "acl:relcl", "acl")
    head = tree.head(medium)
    if head is not None and tree.tokens[medium].deprel in ("nsubj", "nsubj:pass"):
        verbs.append(head)
    verbs = [v for v in verbs if tree.lemma(v) in _COMING_OUT]
    return [d for d in dates if governor(tree, d) in verbs]


def date_span(tree: Tree, span: Span) -> Span:
    """Give an expression of time with its modifiers: "since at least January 2015"."""
    inside = _tokens_in(tree, span)
    if not inside:
        return span
    first = inside[0]
    start = span.start
    while first - 1 >= tree.first:
        word = tree.tokens[first - 1].text.lower()
        if word in _DATE_OPENERS:
            if tree.tokens[first - 1].head > inside[-1]:
                break  # "hurt by Monday's blast": by the blast
            return Span(tree.tokens[first - 1].start, span.end)
        if word not in _DATE_MODIFIERS:
            break
        first -= 1
        if word != "at" or tree.tokens[first + 1].text.lower() == "least":
            start = tree.tokens[first].start
    return Span(start, span.end)
