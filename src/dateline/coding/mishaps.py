"""Harm that nobody did: accidents, disasters, illness, games, and verbs of violence used of things.

"Killed" and "died" tell of violence only where somebody, a weapon or a fight did it. What a crash,
an earthquake or an illness did is no event of a type that counts the harmed; nor is the goal that
beats a side, or the bill that a vote kills.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dateline.coding.evidence import WEAK
from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.coding.voice import subjects
from dateline.types import Slot

if TYPE_CHECKING:
    from dateline.coding.drafts import Draft

HARM = words(
    """kill wound injure hurt die perish dead death destroy damage leave lose claim hit strike suffer
    sustain devastate ravage fatality casualty injury deceased drown toll"""
)
"""What tells that somebody was harmed, not what harmed him."""
DYING = words("die perish dead death deceased")
"""What everybody does once, mostly of nothing that anybody did."""
MISHAPS = words(
    """crash collision wreck accident mishap derailment earthquake quake aftershock tremor landslide
    mudslide rockslide avalanche flood flooding storm thunderstorm snowstorm cyclone hurricane typhoon
    tornado twister tsunami eruption lightning heatwave wildfire bushfire blizzard drought famine
    epidemic pandemic outbreak cholera ebola malaria influenza flu measles tuberculosis covid-19
    coronavirus hiv aids cancer leukemia leukaemia emphysema pneumonia disease illness sickness stroke
    diabetes dementia alzheimer overdose stampede drowning capsizing shipwreck pileup"""
)
"""What harms and kills without anybody's meaning to."""
_MISHAPPENING = words("crash collide derail capsize drown overturn skid sicken")
_ROAD = words(
    """car suv truck lorry van bus train tram motorcycle motorbike bike taxi automobile minivan vehicle
    pickup tractor trailer locomotive"""
)
_BURNING = words("fire blaze inferno")
_SET = words("set arson torch arsonist firebomb petrol molotov shell rocket gunfire")
_PLAYING = words(
    """midfielder goalkeeper quarterback touchdown inning playoff linebacker halftime wicket batsman
    homer shortstop"""
)
_GAMES = words(
    """coach game match league season tournament cup semifinal championship player referee score scorer
    kickoff rugby football soccer basketball baseball hockey tennis cricket title medal trophy award"""
)
_BODILY = words(
    "kill murder execute fight conquer beat slay wound injure hurt assassinate eliminate defeat slaughter"
)
"""Verbs that take people for their object, or whoever holds a place; of others they say something else."""
_ABSTRACT = words(
    """deal bill law plan project proposal warrant order trade market economy job hope dream idea mood
    tax budget reform measure policy treaty accord pact rule regulation tradition habit culture siesta
    career chance opportunity momentum growth fashion industry business price cost demand interest
    debate conversation story rumour rumor joke time pain appetite bacterium virus germ weed tumour
    tumor cell"""
)
_ABSTRACT_ENDINGS = ("tion", "sion", "ment", "ness", "ism", "ship", "ance", "ence", "ity")


_OF_GAMES = 2
"""Words of games in a sentence that make it one about a game."""


class Mishaps:
    """Which drafts of one type tell harm that nobody did."""

    def __init__(self, drafts: Sequence[Draft], trees: Callable[[int], Tree]) -> None:
        """``drafts``: all of one report and type; ``trees`` gives the tree of a sentence."""
        self._tree = trees
        self._violent = {d.sentence for d in drafts if not self._is_bare(d)}

    def is_mishap(self, draft: Draft) -> bool:
        """Say whether a draft tells an accident, a disaster, an illness, a game or a figure of speech."""
        tree = self._tree(draft.sentence)
        if not self._is_bare(draft):
            return _is_of_a_thing(tree, draft) or _is_of_a_game(tree, draft)
        if draft.sentence in self._violent:
            return False
        nodes = [n for token in draft.happening.tokens for n in _joined(tree, token)]
        if _tells_mishap(tree) or _is_of_traffic(tree, nodes) or _is_of_a_fire(tree, nodes):
            return True
        weak = draft.happening.anchor.cue.weight < WEAK
        dying = all(tree.lemma(token) in DYING for token in draft.happening.tokens)
        return weak and dying and not self._violent

    def _is_bare(self, draft: Draft) -> bool:
        """Say whether nothing tells who or what did the harm, and that anybody did."""
        tree = self._tree(draft.sentence)
        anchors = (draft.happening.anchor, *draft.happening.added)
        if any(tree.lemma(a.token) not in HARM or a.cue.mode for a in anchors):
            return False
        if draft.acting.get("actor", 0):
            return False
        return not any(_is_arm(slot) for slot in draft.slots if slot.role == "weapon")


def _joined(tree: Tree, i: int) -> list[int]:
    """Give a verb and the one that it is coordinated to: "was hit by a car and killed"."""
    head = tree.head(i)
    return [i, head] if head is not None and tree.tokens[i].deprel == "conj" else [i]


def _is_arm(slot: Slot) -> bool:
    return slot.value.lower().split()[-1].removesuffix("s") not in _ROAD | {"plane", "aircraft"}


def _tells_mishap(tree: Tree) -> bool:
    for i in range(tree.first, tree.last):
        lemma, part = tree.lemma(i), tree.tokens[i].upos
        if lemma in MISHAPS and part in ("NOUN", "PROPN"):
            return True
        if lemma in _MISHAPPENING and part == "VERB":
            return True
    return False


def _is_of_traffic(tree: Tree, nodes: Sequence[int]) -> bool:
    """Say whether a vehicle did it: "was hit by a car"."""
    return any(
        tree.lemma(c) in _ROAD
        for node in nodes
        for c in (*subjects(tree, node), *tree.obliques(node, frozenset({"by", "under"})))
    )


def _is_of_a_fire(tree: Tree, nodes: Sequence[int]) -> bool:
    """Say whether a fire did it that nobody is said to have set."""
    if any(tree.lemma(i) in _SET for i in range(tree.first, tree.last)):
        return False
    return any(
        tree.lemma(c) in _BURNING
        for node in nodes
        for c in (*subjects(tree, node), *tree.obliques(node, frozenset({"in", "by"})))
    )


def _is_of_a_thing(tree: Tree, draft: Draft) -> bool:
    """Say whether a verb of violence on people has a thing for its object: "killed the trade deal"."""
    anchor = draft.happening.anchor
    if anchor.cue.pos != "verb" or tree.lemma(anchor.token) not in _BODILY:
        return False
    objects = tree.children(anchor.token, "obj", "nsubj:pass")
    return bool(objects) and all(_is_abstract(tree, c) for c in objects)


def _is_abstract(tree: Tree, i: int) -> bool:
    lemma = tree.lemma(i)
    return (
        tree.kinds(i) == {"thing"}
        and tree.tokens[i].upos == "NOUN"
        and (lemma in _ABSTRACT or (len(lemma) > 7 and lemma.endswith(_ABSTRACT_ENDINGS)))
    )


def _is_of_a_game(tree: Tree, draft: Draft) -> bool:
    """Say whether a sentence is about a game: "beat the side in the final"."""
    if any(slot.role in ("killed", "injured", "weapon") for slot in draft.slots):
        return False
    if draft.happening.anchor.cue.mode not in (None, "beat"):
        return False
    lemmas = {tree.lemma(i) for i in range(tree.first, tree.last)}
    return bool(lemmas & _PLAYING) or len(lemmas & _GAMES) >= _OF_GAMES
