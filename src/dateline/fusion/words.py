"""The words that fusion looks for in quotes: totals of a period, another event, who is meant.

English only, as coding is. Every pattern is a list of alternatives without nested repetition, so
that matching takes time in proportion to the quote's length.
"""

from __future__ import annotations

import re
from functools import lru_cache


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

_TIME = (
    r"(?:after|before|since|earlier|later|ago|hours?|days?|weeks?|months?|years?|people|dead|killed|"
    r"wounded|injured|in|and|when|as|by|from)"
)
"""What ends the reach of a number: "eleven weeks after similar clashes" tells no eleven clashes."""

SEVERAL = re.compile(
    rf"\b(?:{_NUMBER}|series of|wave of|string of|spate of|number of|total of)\s+"
    rf"(?:of\s+)?(?:(?!{_TIME}\b)[\w'’-]+\s+){{0,3}}?{_HAPPENINGS}\b",
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
    r"|(?:in|during|throughout)\s+(?:19|20)\d\d)\b(?!['’]s\b)",
    re.IGNORECASE,
)
"""A stretch of time that a total may be of."""

TOTAL = re.compile(
    r"\b(?:total|altogether|in all|overall|cumulative|combined|bringing|brought|brings|taking the|"
    r"tally|at least|more than|have been|has killed|have killed|have died|have fallen)\b",
    re.IGNORECASE,
)
"""Words that, beside a stretch of time, make a number a running total."""

SINGLE = re.compile(
    r"\b(?:a|an|the|one|that)\s+(?:[\w'’-]+\s+){0,2}?(?:attack|bombing|explosion|blast|strike|"
    r"airstrike|raid|clash|shooting|ambush|assault|massacre|battle|abduction|kidnapping)\b",
    re.IGNORECASE,
)
"""One happening, whatever period stands beside it."""

ANOTHER = re.compile(
    r"\b(?:another|second|third|fourth|separate|separately|further|different|new|similar|"
    r"subsequent|follow-?up|follow-?on|later|earlier|previous|fresh|other)\s+"
    r"(?:[\w'’-]+\s+){0,2}?$",
    re.IGNORECASE,
)
"""Stands in front of an event word that is not the one told before."""

TOLD_APART = re.compile(
    r"\b(?:(?:hours?|days?|weeks?|months?|years?)\s+(?:after|before|since|earlier|later)|a day after|"
    r"in\s+(?:\w+\s+)?(?:revenge|retaliation|reprisal|response)|to avenge|the first (?:such )?\w+ since|"
    r"similar to|unlike|as (?:was|were|in) the)\b",
    re.IGNORECASE,
)
"""Between two event words of one sentence: the second is an earlier happening."""

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

DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|"
    r"august|september|october|november|december)\b|\b\d{1,2} may\b|\bmay \d{1,2}\b",
    re.IGNORECASE,
)
"""Names a day of the week or a month."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
DAY_OF_MONTH = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b",
    re.IGNORECASE,
)
"""A day by month and number, whatever the year: "Jan. 8", "8 January"."""


def day_of_year(match: re.Match[str]) -> tuple[int, int]:
    """Give month and day of what :data:`DAY_OF_MONTH` found."""
    month = (match.group(1) or match.group(4)).lower()
    return _MONTHS.index(month) + 1, int(match.group(2) or match.group(3))


ARMED = listed(
    "assailant assailants attacker attackers bandit bandits bomber bombers extremist extremists "
    "fighter fighters gunman gunmen guerrilla guerrillas insurgent insurgents jihadist jihadists "
    "militant militants rebel rebels terrorist terrorists"
)
"""Who a nameless attacker or fighter is said to be."""

_ORDINAL = r"(?:new|another|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|last)"
HABIT = re.compile(
    r"\b(?:regularly|often|always|usually|frequently|routinely|repeatedly|sometimes|in the past|"
    r"(?:every|each) (?:day|week|month|year))\b",
    re.IGNORECASE,
)
"""What is told as happening again and again is not the one happening of another report."""

ONE_OF_MANY = re.compile(rf"\b{_ORDINAL}\s+(?:[\w'’-]+\s+){{0,2}}?[\w'’-]+$", re.IGNORECASE)
"""An event word that is one of a row: "a new attack", "its sixth attack"."""

DEED_TAKEN = re.compile(r"abduct|kidnap|hostage|disappear|seiz|captur", re.IGNORECASE)
DEED_KILLED = re.compile(
    r"kill|murder|assassin|massacre|execut|dead|death|die[ds]?\b|slain|slay", re.IGNORECASE
)
"""Event words of an abduction, and of a death: of one person they are two happenings."""

FIGHTERS = ARMED | listed(
    "army attacker force guard guerrilla individual jet men military militia plane police policeman "
    "soldier somebody squad suspect troop unit warplane youth bomb bomber blast car mine missile rocket"
)
"""The same with words for troops, and for what strikes by itself."""

PEOPLE = listed(
    "bystander bystanders child children civilian civilians dozens girl girls boy boys hundreds man "
    "men people person persons passer-by passers-by resident residents victim victims villager "
    "villagers woman women worshippers dead wounded injured others casualties"
)
"""Words for people who suffer, that tell no two happenings apart."""

EMPTY = listed(
    "a an and around about after again all also although among and any are as at back because been "
    "before being between both but by could day days did do does down during each early earlier even "
    "every few first for from further had has have having he her here him his how if in into is it "
    "its just last late later least less like made make many may might more morning most much near "
    "nearly never new next night no nor not now of off on once one only or other others our out over "
    "own people per said same say saying says she should since so some still such than that the their "
    "them then there these they this those though through time to told today two under until up upon "
    "very was week were what when where whether which while who whom whose will with within without "
    "would year years yesterday evening afternoon according three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
    "fifty hundred hundreds thousand thousands dozens dozen second third monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october "
    "november december month months weeks hours hour minutes another"
)
"""Words that say nothing of what is told."""

COMMON = listed(
    "kill killed killing kills die died dead death deaths wound wounded wounding injure injured "
    "injuring injury hurt attack attacked attacking attacks attacker attackers assault bomb bombing "
    "bombings explosion exploded blast blasts shot shooting shoot fire fired gunfire fight fighting "
    "fighter fighters clash clashes battle raid raided ambush ambushed murder murdered assassination "
    "assassinated massacre arrest arrested detained "
    "captured soldier soldiers troop troops army military force forces police policeman policemen "
    "officer officers official officials security gunman gunmen militant militants rebel rebels "
    "insurgent insurgents terrorist terrorists terrorism guerrilla guerrillas armed men man woman "
    "women child children civilian civilians resident residents victim victims person persons "
    "government state country city town village area district province region local national group "
    "groups member members leader leaders spokesman minister ministry president report reported "
    "reports source sources statement claimed responsibility responsible accused blamed unidentified "
    "unknown suspected took place carried against incident operation control announced added stated "
    "confirmed denied condemned asserted admitted warned called asked noted revealed investigation "
    "according news press radio agency following result occurred happened"
)
"""Words of most reports on violence: shared, they say little of which happening is meant."""

DIGITS = re.compile(r"\d+")

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


OWNING_UP = re.compile(
    r"claim|(?:take|took|taken|taking|assume|accept)\w* responsib", re.IGNORECASE
)
"""What cites somebody for his own deed. "Said" cites him too, but for anything."""

OTHERS = re.compile(
    rf"^(?:(?:at least|some|about)\s+)?(?:another\b|(?:{_NUMBER}|an?|one)\s+(?:others?|more|further|additional)\b)",
    re.IGNORECASE,
)
"""Opens the words of a number that counts people beside those told before: "three other militants"."""

ALSO = re.compile(r"\balso\s+(?:been\s+)?$", re.IGNORECASE)
"""Stands in front of an event word that befell others before: "were also killed"."""

_OFFICE = (
    r"(?:leader|head|chief|commander|emir|amir|chieftain|successor|predecessor|founder|deputy|"
    r"governor|spokesman|spokeswoman|chairman|boss|general|number two|second-in-command)"
)
BRANCH = re.compile(r"\b(?:branch|wing|arm|affiliate|chapter|cell|province)$", re.IGNORECASE)
"""Ends the words for a part of a group that are read as the group: "the Front's branch"."""

BY_OFFICE = re.compile(
    rf"^(?:(?:the|a|an|its|their|his|her)\s+)?(?:[\w'’-]+\s+){{0,3}}?{_OFFICE}(?:\s+(?:of|in|for)\b.*)?$",
    re.IGNORECASE,
)
"""Somebody told by what he is, not by name: "Leader of the Front", "Coast commander"."""

BOTH_DEEDS = re.compile(
    r"^[^.;]{0,40}?\b(?:both|(?:the|these) two|each of the(?: two)?)\b", re.IGNORECASE
)
THE_DEED = re.compile(r"^(?:\w+\s+){0,3}?(?:the|this|that)\s+\w+\b(?! of\b)", re.IGNORECASE)
"""Behind "claimed": the deeds, or the deed, that were told before."""

WHICH_DEED = re.compile(r"\bthe (first|second|former|latter)\b", re.IGNORECASE)
"""Names one of two deeds that were told before."""

DEED = re.compile(
    r"abduct|ambush|assassin|assault|attack|blast|blew|blown|bomb|burn|destroy|deton|explo|fire|hit|"
    r"hostage|kidnap|kill|massacre|murder|raid|rocket|seiz|shell|shoot|shot|stab|storm|strike|struck|suicide",
    re.IGNORECASE,
)
"""Event words of what somebody takes responsibility for."""

COUNTS_ONE = re.compile(r"\b(?:1|a|an|one|another|single)\b", re.IGNORECASE)
"""Words that count one person; a name counts nobody."""

SEVERAL_PEOPLE = re.compile(
    rf"\b(?:(?!1\b){_NUMBER}|some|both|groups? of)\s+(?:of\s+)?(?:[\w'’-]+\s+){{0,3}}?[\w'’-]+(?:s|men|women|people)\b",
    re.IGNORECASE,
)
"""More than one of those whom a filler names: "several commanders", "two of its leaders"."""

UNCOUNTED = listed(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty hundred thousand dozen several "
    "other another few many some least unknown unidentified"
)
"""Words of a filler that count, or say that nothing is known: they tell nobody apart."""


@lru_cache(maxsize=1 << 16)
def content_words(text: str) -> frozenset[str]:
    """Give the lower-cased words of a text that may say which happening is meant, in the singular."""
    return frozenset(
        _singular(word)
        for word in (match.group().lower() for match in WORD.finditer(text))
        if len(word) > 2 and not word.isdigit() and word not in EMPTY and word not in COMMON
    )


_TOLD = re.compile(r"\b(?:told|according to|reported by)(?:\s+the)?(?:\s+[A-Z][\w’'-]*){1,4}")
"""To whom it was told, or by whom: a name that says nothing of the happening."""

_PLACED = re.compile(r"\b(?:in|at|near|outside|around|from|to|of|on)\s+(?:the\s+)?([^\W\d_]{3,})")


def names_in(text: str) -> frozenset[str]:
    """Give the lower-cased words of a text that look like names: capitals within a sentence; where
    a text has none at all, uncommon words behind a preposition ("in chirilagua")."""
    text = _TOLD.sub(" ", text)
    found = {
        match.group().lower()
        for match in WORD.finditer(text)
        if match.group()[0].isupper() and not _opens(text, match.start())
    }
    if text == text.lower():
        found = {match.group(1) for match in _PLACED.finditer(text)}
    return frozenset(_singular(word) for word in found) & content_words(text)


def _opens(text: str, at: int) -> bool:
    """Say whether a sentence begins there."""
    before = text[:at].rstrip(" \n\"'“”‘’(")
    return not before or before[-1] in ".!?:;\n"


@lru_cache(maxsize=1 << 16)
def head_words(words: str) -> frozenset[str]:
    """Give the lower-cased words of a filler, plural and singular taken as one."""
    return frozenset(
        _singular(match.group().lower())
        for match in WORD.finditer(words)
        if len(match.group()) > 2
        and not match.group().isdigit()
        and match.group().lower() not in EMPTY
    )


_SAME = {"policeman": "police", "policemen": "police", "policewoman": "police", "cop": "police"}
_SAME |= {"serviceman": "soldier", "servicemen": "soldier", "troop": "soldier"}


def _singular(word: str) -> str:
    """Give a word's singular, and one word for those that mean one."""
    single = _without_s(word)
    return _SAME.get(single, single)


def _without_s(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


BUILDINGS = listed(
    "airport bank barracks base building cathedral centre center checkpoint church citadel court "
    "courthouse embassy factory fortress hospital hotel house market mosque museum palace prison "
    "restaurant school shop station temple theatre theater tower university"
)
"""What a named building is, by the last word of its name or the one before "of"."""
