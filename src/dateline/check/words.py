"""Words that tell the same: verb and noun of one stem, and families of near-synonyms.

The families were written for dateline from dictionaries of synonyms and from the cues of its
codebooks, before any headline of the evaluation was looked at. They are wide on purpose: a
family decides only whether the body *may* state what the headline says; who does it to whom is
compared apart.
"""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (
    *("ization", "isation", "ational", "fulness", "ments", "ations", "ities"),
    *("ation", "ition", "ional", "ances", "ences", "ment", "ance", "ence", "ions", "ings"),
    *("ion", "ing", "ers", "ors", "ies", "ied", "ive", "ism", "ist", "ency", "ency", "ent", "ant"),
    *("ed", "er", "or", "es", "al", "ly", "y", "e", "s"),
)
SHORTEST_STEM = 4
"""Letters: with fewer, "rate" and "ration" would be one."""

_EVENTS = """
kill die death dead slay murder assassinate assassination massacre execute behead fatality slaughter perish casualty toll lethal
attack assault raid strike bomb bombard bombardment bombing shell shelling airstrike blast explode explosion ambush storm shoot shooting hit target invade incursion offensive battle clash fight fighting gunfight insurgency war
wound injure injury hurt maim
arrest detain detention seize capture hold jail imprison custody apprehend nab
free release liberate
abduct kidnap hostage kidnapping
extend expand expansion spread grow growth advance establish establishment create creation develop development presence foothold rise rising enter
seize capture take retake recapture overrun liberate control fall
withdraw withdrawal retreat pull leave evacuate
meet meeting talk discuss discussion summit negotiate negotiation confer visit hold travel
agree agreement accord deal pact sign treaty ceasefire truce
announce announcement declare declaration proclaim unveil launch
say tell state claim assert remark comment statement note
accuse blame allege charge accusation fault
condemn condemnation denounce criticise criticize criticism slam blast decry attack rebuke deplore
praise welcome applaud hail commend laud
deny denial refuse reject rejection dismiss refute
urge call appeal demand press ask request seek want
help aid assist assistance support supply provide provision give deliver donate fund send train
sanction embargo ban penalty restrict bar block prohibit
threaten threat warn warning vow
protest demonstrate demonstration march rally riot strike
deploy deployment send mobilize mobilise dispatch move
plan intend prepare consider mull propose proposal
win victory defeat beat triumph lead
lose loss defeat trail
elect election vote ballot
appoint name nominate nomination choose pick select tap
resign resignation quit step oust remove fire
investigate investigation probe inquiry
increase rise climb surge raise grow boost up
decrease fall decline drop cut reduce slash down
begin start launch open kick commence onset
end finish stop halt close cease suspend
destroy destruction demolish damage ruin
pledge promise vow commit commitment swear
back endorse endorsement support
reveal disclose leak expose show
continue remain keep
help train
"""

_AGENTS = """
militant fighter gunman rebel insurgent terrorist extremist jihadist jihadi guerrilla attacker assailant
police policeman officer cop
soldier troop army military force serviceman
protester demonstrator marcher activist
people civilian resident villager citizen local
child kid boy girl youth teen teenager
leader head chief commander
official minister government authority administration
voter electorate
migrant refugee
lawmaker senator congressman legislator
woman man suspect victim
journalist reporter
candidate nominee contender
"""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give what verb and noun of one root share: "announc" for "announce" and "announcement"."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    if word.endswith("i") and len(word) > 3:
        word = word[:-1] + "y"
    return word.removesuffix("e") if len(word) > SHORTEST_STEM else word


def _families(text: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(text.strip().split("\n")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_EVENT_FAMILIES = _families(_EVENTS)
_AGENT_FAMILIES = {
    word: frozenset(n for n, line in enumerate(_AGENTS.strip().split("\n")) if word in line.split())
    for word in _AGENTS.split()
}


def event_families(stem_: str) -> frozenset[int]:
    """Give the families of near-synonyms that a stem tells events of."""
    return _EVENT_FAMILIES.get(stem_, frozenset())


def agent_families(lemma: str) -> frozenset[int]:
    """Give the families of people that a noun is a word for; by lemma, as the attacker is not
    the attack."""
    return _AGENT_FAMILIES.get(lemma, frozenset())
