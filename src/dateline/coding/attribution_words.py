"""Words that attribution rules know, and the weights that say which candidates to believe.

The word lists are ours. The weights (``data/attribution_cues.json``) are learnt by
``training/attribution_cues.py`` from the train half of the PolNeAR corpus: they hold words
with numbers, no sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from dateline.identity import canonical_json, sha256_hex

WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "attribution_cues.json"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


STATEMENT_VERBS = _words(
    """accuse acknowledge add admit admonish advise affirm agree allege announce answer argue ask
    assert assess assume assure attest attribute aver believe blame boast call caution charge cite
    claim clarify comment complain concede conclude condemn confess confirm contend continue
    contradict counter credit declare decry denounce deny deplore describe detail determine
    disclose dismiss dispute document emphasise emphasize estimate exclaim explain express fear
    find forecast hint identify imply indicate inform insist joke know lament learn list maintain
    mention muse name narrate note notify observe opine peg point portray post praise predict
    proclaim project protest publish put question quip quote read reason rebut recall recount
    refer refute reiterate relate relay remark remember remind repeat reply report respond retort
    reveal say show shout signal speculate state stress suggest suspect swear tell testify think
    tout tweet underline underscore understand urge verify view voice vow warn whisper witness
    wonder worry write yell"""
)
"""Verbs whose subject says, shows or believes that something is so (PolNeAR also counts
wanting, planning and supporting; those are not "according to")."""

REPORTING_VERBS = _words(
    """acknowledge admit allege announce believe claim confirm declare deny describe estimate
    reiterate report say state suspect tell think warn"""
)
"""Statement verbs that hardly mean anything else, whatever they govern."""

CLAUSE_THRESHOLD = -4.0
"""Log odds from which a statement verb or noun with a clause is believed. PolNeAR leaves many
nested statements unmarked ("police said witnesses reported ..."), so its weights understate
them; -4 keeps all of the sentences in tests/coding/test_attribution.py."""

CLAUSE_ONLY = _words(
    """agree answer blame call condemn credit decry define denounce deplore detail dismiss document dub
    find identify know lament learn list name portray praise protest put question read refer remember
    remind show understand verify view voice witness write"""
)
"""Statement verbs that report only with a clause: "condemned the attack" takes it for granted,
"found a body" and "also known as" are no statements."""

UNTOLD = _words("decline refuse fail")
"""Governors under which nothing is said ("declined to say whether")."""

STATEMENT_NOUNS = _words(
    """accusation account admission allegation announcement argument assertion assessment belief
    charge claim comment complaint conclusion confirmation contention declaration denial
    description estimate evidence explanation fear finding idea indication information message
    news notion observation opinion prediction reminder report revelation rumor rumour saying
    sign speculation statement story suggestion suspicion testimony theory view warning word"""
)

HEARSAY = _words("reportedly allegedly purportedly supposedly apparently seemingly ostensibly")
"""Adverbs that attribute their clause to an unnamed source."""

HEARSAY_ADJECTIVES = frozenset({"alleged", "purported", "supposed", "reported", "rumored"})
"""Adjectives that do the same for their noun phrase."""

SEEMING = frozenset({"seem", "appear", "look", "sound", "happen"})
RAISING_CUES = frozenset({"try", "go", "continue", "begin", "start", "attempt", "seem", "use"})
"""Verbs that join the cue of the infinitive they govern ("tried to explain")."""

LIGHT_VERBS = _words(
    """make have express give offer issue deliver take voice raise release hold get send put
    reject dismiss share cast pay"""
)

MEDIUM_NOUNS = frozenset({"statement", "email", "e-mail", "letter", "tweet"})
"""Nouns that belong to the cue in "said in a statement"."""

CONTENT_PREPOSITIONS = _words(
    "of for about on against to over with that as into around toward towards regarding"
)

NOUN_PREPOSITIONS = _words(
    "of for about on against to over that in as from toward towards regarding"
)

CIRCUMSTANCE = _words(
    "in on at during after before when while since until by near outside inside amid"
)
"""Prepositions of phrases that say where and when the speaking took place."""

QUESTION_ADVERBS = frozenset({"when", "how", "where", "why", "whenever", "as", "so", "thus"})

PROSECUTION = frozenset({"accuse", "charge", "convict", "suspect", "blame", "criticize"})


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Give the learnt weight of every feature; the threshold is under ``"threshold"``."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {str(key): float(value) for key, value in data["weights"].items()} | {
        "threshold": float(data["threshold"])
    }


@lru_cache(maxsize=1)
def cue_lemmas() -> frozenset[str]:
    """Give the noun and adjective lemmas that were a cue often enough to be looked at."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return frozenset(data["lemmas"])


@lru_cache(maxsize=1)
def weights_hash() -> str:
    """Give the SHA-256 of the weights: changed weights are another coder run."""
    return sha256_hex(canonical_json(json.loads(WEIGHTS.read_text(encoding="utf-8"))).encode())


def belief(features: Iterable[str], weight: Mapping[str, float]) -> float:
    """Give the log odds that a candidate with these features is an attribution."""
    get = weight.get
    return sum([get(feature, 0.0) for feature in features])
