"""What each kind of evidence weighs in fusion, and the thresholds.

Set on the development half of ``evaluation/gold/fusion`` and on joins read by hand
(``evaluation/fusion_errors.md``): precision first.
"""

from __future__ import annotations

JOIN = 3.5
"""Evidence that joins: one named town and one day, with nothing against it."""

UNSURE = 2.5
"""Evidence from which a pair that stays apart is listed."""

SAME_PLACE = 2.0
SAME_DISTRICT = 1.0
SAME_PROVINCE = 0.5
SAME_COUNTRY = 0.2
SAME_DAY = 2.0
SAME_WEEK = 1.0
SAME_MONTH = 0.5
NEWS_OF_ONE_DAY = 1.0
"""Two undated tellings, both as news, published within a day of each other."""
SAME_NAMED = 1.0
SAME_WORDS = 0.5
SAME_PERSON = 1.5
"""A named person who is killed is killed once; added to ``SAME_NAMED``."""
RELATED = 0.3
"""Whole and part, or two bodies of one state."""
SEVERAL_DOERS = -2.0
"""One named person here, several people there: what one does is not what several do."""
OTHER_ACTORS = -1.0
"""Where neither is nameless fighters, whom the other report may name."""
ONE_DEED = 2.5
"""Two claims of responsibility for what fusion made one happening."""
OTHER_DEEDS = -3.0
SAME_NUMBER = 1.0
NEAR_NUMBER = 1.3
"""Tolls of one happening differ by as much as this, as a ratio, without speaking against it."""
OTHER_NUMBER = -0.4
FAR_NUMBER = -1.0
SAME_MODE = 0.4
OTHER_MODE = -0.5
SAME_WEAPON = 0.3
OTHER_VICTIMS = -0.4
SHARED_WORD = 0.7
"""For each content word that both quotes have, times its rarity; :data:`MOST_WORDS` at most."""
MOST_WORDS = 2.8
TELLING = 0.3
"""Words in common that say which happening is meant: less is one word that many reports have."""
FORMULA = 0.5
"""What words in common count where no day is known and all numbers are others: a release's formula."""
SMALL_LEDGER = 50
"""Added to the number of reports: in a small ledger every word is rare."""
NAMED_PLACE = 2.0
"""One tells the place, the other's sentence names it otherwise: "the post of X", "the X bombing"."""
OFF_BY = 2
OFF_BY_A_DAY = -1.5
"""Days of which one is inferred and that lie apart by less than :data:`OFF_BY` beyond the window."""
UNTIMED = -1.0
"""Releases with one wording come daily; without days they cannot be told apart."""
LATE_AFTER = 10
LATE = -1.0
"""The report is published more than :data:`LATE_AFTER` days behind the day that the other one tells, as news."""
LONG_AFTER = -2.5
"""The same by more than :data:`LONG` days: news of that age is told as history, or dated."""
LONG = 45

NEAR_KM = 30.0
"""How far "near X" may lie from X's neighbour: 25 km of UCDP's where_prec 2, and the town itself."""
ONE_TOWN_KM = 8.0
"""Two named points as near as this may be a town and its quarter; neither for nor against."""
DISTRICT_KM = 80.0
"""How far the point that stands for a district may lie from a place in it."""
