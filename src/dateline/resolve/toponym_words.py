"""Words that speak for or against a name being a place's, in English news."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLACE_PREPOSITIONS = _words(
    """in at near from to into outside around across throughout through toward towards inside
    within via outskirts between along over above beyond of off"""
)

BODIES_OF = _words(
    """party front council movement union league congress alliance association federation
    committee bank army forces guard police organisation organization assembly parliament"""
)
"""Words for bodies whose name ends with "of" and a country: "the Communist Party of Ustria"."""

BELIEF = _words(
    "believe belief trust confidence faith interest interested confide hope disappointed"
)
"""What takes "in" with a person: "believe in Holm"."""

NO_PLACES = _words(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday police university mayor church
    president general state city county town village north south east west central northern
    southern eastern western american english god islam army government street road
    minister prime national international federal department college school center
    centre hospital airport court house office mr mrs ms dr sir lord lady king queen prince
    wadi arab camp of the and man island lake river mount mountain bay park valley most many
    union battle best more normal young love independence liberty congress senate parliament
    pentagon treasury"""
)
"""Capitalised words that are also names of places somewhere, and in news nearly never those."""

DEEDS = _words("attack assault raid strike offensive advance march siege airstrike bombing")
"""Nouns behind which "on" names the place that is hit."""

SETTLEMENTS = _words("village town city hamlet settlement township suburb district")
"""Kinds of places whose name follows behind "of"."""

FACILITIES = _words(
    """street st road rd avenue ave boulevard blvd lane drive highway route interstate exit
    school hospital center centre church university college hotel museum stadium park bridge
    plaza mall hall house jail prison court building tower library theatre theater embassy
    station parkway way turnpike creek"""
)
"""Last words of names of streets and buildings, which the gazetteer does not have."""

TITLES = _words(
    """mayor sheriff police county city fire district council court clerk attorney resident
    residents native state area school high university airport hospital representative
    councillor mp mla governor"""
)
"""Words behind a place's name that make it the place of an office or a body."""

INSIDE_NAMES = _words(
    "of de del la le al el az es the - . and du des do da ez ad ar as on upon ’ ' ‘"
)
"""What may stand small between the words of a name."""

TAILS = _words(
    """steppe valley peninsula mountains desert forest strip plains basin islands island sea
    river lake border gorge delta heights crossing"""
)
"""Common nouns that close a name and may be written small: "Nogay steppe", "Gaza strip"."""

BEHIND_DATELINE = frozenset({",", "-", "–", "—", "--", ":", "("})

BEFORE_CONTAINED = _words(
    """city town village capital province governorate district region republic area suburb
    stronghold port camp neighborhood neighbourhood countryside of northern southern
    eastern western central northeastern northwestern southeastern southwestern north south
    east west border rebel-held besieged coastal the second largest second-largest"""
)
"""Words that may stand between what contains a place and its name: "the Chechen capital of"."""

ARTICLES = _words("al el ar as ash at ath az an ad adh ed es er et ech ez esh")
"""The Arabic article as romanised before the letters that assimilate it."""
