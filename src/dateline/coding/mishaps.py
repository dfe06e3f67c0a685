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
    """midfielder goalkeeper quarterback touchdown inning playoff linebacker substitution striker
    halftime wicket batsman bowler homer shortstop forward defender"""
)
_GAMES = words(
    """coach team game match league season tournament cup final semifinal championship player goal
    referee score scorer half kickoff stadium club rugby football soccer basketball baseball hockey
    tennis cricket side defeat win victory title fan medal race ballon award trophy"""
)
_BODILY = words(
    "kill murder execute fight conquer beat slay wound injure hurt assassinate eliminate defeat slaughter"
)
"""Verbs that take people for their object, or whoever holds a place; of others they say something else."""


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
        nodes = draft.happening.tokens
        if _tells_mishap(tree) or _is_of_traffic(tree, nodes) or _is_of_a_fire(tree, nodes):
            return True
        weak = draft.happening.anchor.cue.weight < WEAK
        dying = all(tree.lemma(node) in DYING for node in nodes)
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
    if draft.acting.get("recipient", 0) or draft.happening.added:
        return False
    objects = tree.children(anchor.token, "obj", "nsubj:pass")
    return bool(objects) and all(
        tree.kinds(c) == {"thing"}
        and tree.tokens[c].upos == "NOUN"
        and tree.child(c, "nummod") is None
        for c in objects
    )


def _is_of_a_game(tree: Tree, draft: Draft) -> bool:
    """Say whether a sentence is about a game: "beat the side in the final"."""
    if any(slot.role in ("killed", "injured", "weapon") for slot in draft.slots):
        return False
    if draft.happening.anchor.cue.mode not in (None, "beat"):
        return False
    lemmas = {tree.lemma(i) for i in range(tree.first, tree.last)}
    return bool(lemmas & _PLAYING) or len(lemmas & _GAMES) >= _OF_GAMES
