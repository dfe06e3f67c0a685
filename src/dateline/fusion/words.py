"""The words that fusion looks for in quotes: totals of a period, another event, who is meant.

English only, as coding is. Every pattern is a list of alternatives without nested repetition, so
that matching takes time in proportion to the quote's length.
"""

from __future__ import annotations

import re


def listed(words: str) -> frozenset[str]:
    """Give the words of a list that spaces part."""
    return frozenset(words.split())


_NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|"
    r"thousands|several|numerous|many|multiple|various)"
)
_HAPPENINGS = (
    r"(?:attacks|bombings|explosions|blasts|strikes|airstrikes|air ?strikes|raids|clashes|shootings|"
    r"incidents|operations|killings|assaults|ambushes|abductions|kidnappings|protests|"
    r"demonstrations|battles|massacres|engagements|sorties|arrests)"
)
_PERIOD = r"(?:days?|weeks?|weekends?|months?|years?|decades?|hours|quarters?|fortnight|summers?|winters?)"

SEVERAL = re.compile(
    rf"\b(?:{_NUMBER}|series of|wave of|string of|spate of|number of|total of)\s+"
    rf"(?:of\s+)?(?:[\w'’-]+\s+){{0,3}}?{_HAPPENINGS}\b",
    re.IGNORECASE,
)
"""Several happenings told as one: "five attacks", "a wave of car bombings"."""

ONE_TOGETHER = re.compile(r"\b(?:twin|double|dual|coordinated|simultaneous)\b", re.IGNORECASE)
"""Several strokes that are told as one attack; as ``two attacks`` alone are not."""

PERIOD = re.compile(
    rf"\b(?:(?:this|last|past|previous|each|every|entire|whole)\s+(?:[\w-]+\s+){{0,2}}?{_PERIOD}"
    rf"|(?:in|over|during|within|for)\s+(?:the\s+)?(?:[\w-]+\s+){{0,2}}?(?:past|last|previous|recent)"
    rf"\s+(?:[\w-]+\s+){{0,2}}?{_PERIOD}"
    r"|so far(?:\s+this)?|to date|in recent (?:days|weeks|months|years)"
    r"|since\s+(?:the\s+(?:start|beginning|onset|outbreak|end)|last|early|late|mid|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|then|(?:19|20)\d\d)"
    r"|(?:between|from)\s+\w+(?:\s+\d+)?(?:\s+\d{4})?\s+(?:and|to|until)\s+\w+"
    r"|(?:in|during|throughout)\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A stretch of time that a total may be of."""

TOTAL = re.compile(
    r"\b(?:total|altogether|in all|overall|cumulative|combined|bringing|brought|brings|taking the|"
    r"tally|at least|more than|have been|has killed|have killed|have died|have fallen)\b",
    re.IGNORECASE,
)
"""Words that, beside a stretch of time, make a number a running total."""

ANOTHER = re.compile(
    r"\b(?:another|second|third|fourth|separate|separately|further|different|new|similar|"
    r"subsequent|follow-?up|follow-?on|later|earlier|previous|fresh|other)\s+"
    r"(?:[\w'’-]+\s+){0,2}?$",
    re.IGNORECASE,
)
"""Stands in front of an event word that is not the one told before."""

ELSEWHERE = re.compile(
    r"^\W*(?:elsewhere|separately|meanwhile|in (?:a|an|another)\s+(?:separate|second|third|"
    r"different|similar|other|unrelated|related)?\s*(?:incident|attack|attacks|development|"
    r"village|town|city|district|province|blast|bombing)|also (?:on|in|yesterday|today)|"
    r"(?:a|one|two|three|several)\s+(?:day|days|week|weeks|month|months|year|years|hours?)\s+"
    r"(?:earlier|later|before|ago)|hours\s+(?:earlier|later|before|after)|"
    r"the (?:day|week|month|year) before|the previous (?:day|week|month|year)|"
    r"days (?:earlier|later|before)|weeks (?:earlier|later|before)|earlier (?:on|in|this)|"
    r"later (?:on|in|that))\b",
    re.IGNORECASE,
)
"""Opens a sentence that turns to another happening."""

DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w'’-]+\s+){0,2}?$", re.IGNORECASE)
"""Stands in front of an event word that goes back to one told before: "the attack"."""

ARMED = listed(
    "assailant assailants attacker attackers bandit bandits bomber bombers extremist extremists "
    "fighter fighters gunman gunmen guerrilla guerrillas insurgent insurgents jihadist jihadists "
    "militant militants rebel rebels terrorist terrorists"
)
"""Who a nameless attacker or fighter is said to be."""

PEOPLE = listed(
    "bystander bystanders child children civilian civilians dozens girl girls boy boys hundreds man "
    "men people person persons passer-by passers-by resident residents victim victims villager "
    "villagers woman women worshippers dead wounded injured others casualties"
)
"""Words for people who suffer, that tell no two happenings apart."""

EMPTY = listed(
    "a an and around about after all also as at been being by during from had has have her his in "
    "into is it its killed least more near nearly not of on one or over said say says some than that "
    "the their them then there they this those to up was were when where which while who with would "
    "attack attacked attacks wounded injured people according reported"
)
"""Words that say nothing of which happening is meant."""

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def content_words(text: str) -> frozenset[str]:
    """Give the lower-cased words of a text that say which happening is meant; numbers too."""
    return frozenset(
        word
        for word in (match.group().lower() for match in WORD.finditer(text))
        if (len(word) > 3 or word.isdigit()) and word not in EMPTY
    )


def head_words(words: str) -> frozenset[str]:
    """Give the lower-cased words of a filler, plural and singular taken as one."""
    return frozenset(
        _singular(match.group().lower())
        for match in WORD.finditer(words)
        if len(match.group()) > 2 and match.group().lower() not in EMPTY
    )


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
