"""The grammar of temporal expressions: patterns over the classes of :mod:`timex_words`.

A text becomes a string with one letter a token; a pattern is a regular expression over
that string, without unbounded repetition, so that matching is linear in the text. Named
groups become the fields of the expression; a trailing underscore only tells two groups
of one pattern apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Pattern(NamedTuple):
    """One way to tell time: ``form`` says how it is to be valued."""

    form: str
    kind: str
    """DATE, TIME, DURATION or SET."""
    regex: re.Pattern[str]


_MOD = "(?:d?(?P<mod>E)-?|d?(?P<mod_>e)Fd?|(?P<mod__>r))?"
_APPROX = r"(?P<approx>n|&<|%?x>|\^z)?"
_OVER_APPROX = _APPROX.replace("n|", r"n|\+|")
_OR_SO = "(?P<or_so>A=)?"
_QUANTITY = "(?:(?P<halves>H)a|a?(?P<few>f)F?|a?(?P<n>[NDY])(?P<half>AaH|D/D)?|(?P<n_>a))"
"""Before a unit in the plural, or "a" before one in the singular."""
_YEAR = ",?(?P<year>[Y9])"
_OF_YEAR = "(?:,?F?(?P<year>[Y9])|F?d?(?P<rel>[tLXCh])(?P<unit>U))"
_MONTH_DAY = (
    "(?:[tLX]{0,2}(?P<weekday>W),?)?"
    "(?:(?P<month>[MB])d?(?P<day>[DO])|d?(?P<day_>[DO])F?(?P<month_>[MB]))"
    f"(?:{_YEAR})?"
)
_RANGE = (
    "(?:(?P<day>[DO])(?:-|z|A|/)d?(?P<day2>[DO])F?(?P<month>[MB])"
    "|(?P<month_>[MB])(?P<day_>D)(?:-|z|/)(?P<day2_>D))"
    f"(?:{_YEAR})?"
)
_NIGHT_OF = "(?:d?(?P<mod>E)?(?P<part>P)(?:F|(?P<eve>k)|)d?)"

_TABLE: tuple[tuple[str, str, str], ...] = (
    ("iso", "DATE", "(?P<iso>I)"),
    ("figures", "DATE", "(?P<figures>#)"),
    ("date", "DATE", "(?P<mod>n)?" + _MONTH_DAY),
    ("date", "DATE", "(?P<mod>E)" + _MONTH_DAY),
    ("date", "TIME", _NIGHT_OF + _MONTH_DAY),
    ("date", "TIME", _MONTH_DAY + "(?P<part>P)"),
    ("date", "DATE", "(?P<day>D)-(?P<month>[MB])-(?P<year>[Y9])"),
    ("days", "DATE", _RANGE),
    ("days", "TIME", _NIGHT_OF + _RANGE),
    ("weekof", "DATE", "d(?P<unit>U)F" + _MONTH_DAY),
    ("nthof", "DATE", "d(?P<nth>[OL])(?P<unit>[Uu])F(?P<month>[MB])(?:,?(?P<year>[Y9]))?"),
    ("date", "DATE", _MOD + "(?P<month>[MB])" + _OF_YEAR),
    ("date", "DATE", _MOD + "(?P<month>[MB])"),
    ("date", "DATE", _MOD + "(?P<rel>tL|[tLX])(?P<month>[MB])"),
    ("months", "DATE", "(?P<month>[MB])(?:-|z)(?P<month2>[MB])(?:" + _YEAR + ")?"),
    ("date", "DATE", _MOD + "(?:d?U)?(?P<year>Y)"),
    ("date", "DATE", "(?P<year>9)"),
    ("era", "DATE", "(?P<approx>n)?(?:(?P<number>[YDN])(?P<era>3)|(?P<era_>3)(?P<number_>[YDN]))"),
    ("era", "DATE", _MOD + "d?(?P<nth>O)-?K(?P<era>3)"),
    ("hijri", "DATE", "(?P<hijri>5)"),
    ("fiscal", "DATE", "(?P<year>8)"),
    ("part", "DATE", "(?P<quarter>7)(?:,?F?(?P<year>[Y9]))?"),
    ("part", "DATE", "(?P<year>[Y9])(?P<quarter>7)"),
    ("fiscal", "DATE", _MOD + "d?y(?:-?U)?(?P<year>Y)"),
    ("date", "DATE", "dU(?P<year>N)"),
    ("years", "DATE", "(?P<year>Y)(?:-|/)(?P<year2>[YDN])"),
    ("monthday", "DATE", "d(?P<day>O)(?:FdU)?"),
    ("decade", "DATE", "d?" + _MOD + "(?P<decade>G)"),
    ("century", "DATE", _MOD + "d?(?P<nth>O)-?K"),
    ("part", "DATE", "(?P<nth>O)-(?P<part>[QH])"),
    ("part", "DATE", "(?:d|t)?y?-?(?P<nth>O)y?(?P<part>[QH])(?:" + _OF_YEAR + ")?"),
    ("part", "DATE", "y(?P<nth>O)-(?P<part>[QH])"),
    ("part", "DATE", "d?(?P<nth>L)(?P<part>H)" + _OF_YEAR),
    ("part", "DATE", "d?(?P<year>Y)s?y?-?(?P<nth>O)-?(?P<part>[QH])"),
    ("part", "DATE", "(?P<rel>[tLX])(?P<unit>U)sy?(?P<nth>O)-?(?P<part>[QH])"),
    ("season", "DATE", _MOD + "(?:d(?P<rel__>[LX])|d|(?P<rel_>tL|[tLXh]))?(?P<season>S)(?:" + _OF_YEAR + ")?"),
    ("season", "DATE", _MOD + "d?(?P<season>S)F?(?P<year>Y)(?:-|/)(?P<year2>[YDN])"),
    ("season", "DATE", "d" + _MOD + "(?P<season>S)(?:" + _OF_YEAR + ")?"),
    ("weekday", "DATE", _MOD + "(?P<weekday>W)"),
    ("weekday", "DATE", "(?P<rel>dL|dX|tX|[tLX])(?P<weekday>W)"),
    ("weekday", "TIME", _MOD + "(?P<rel>[tLX])?(?P<weekday>W)-?(?P<part>P)"),
    ("weekday", "TIME", "(?:d?(?P<mod>E)?-?(?P<part>P)(?:F|k)?)(?P<weekday>W)P?"),
    ("weekday", "DATE", "(?P<weekday>W)(?:F|k)?(?P<rel>[tLX])(?P<unit>U)"),
    ("dayword", "DATE", _MOD + "(?P<dayword>T)"),
    ("dayword", "DATE", "d(?P<twice>U)b(?P<dayword>T)"),
    ("dayword", "TIME", _MOD + "(?P<dayword>T)(?P<part>P)"),
    ("dayword", "TIME", "d?(?P<mod>E)?-?(?P<part>P)(?P<dayword>T)"),
    ("daypart", "TIME", _MOD + "(?P<rel>dL|dX|d6|h6|[tLXdh])?(?P<part>P)"),
    ("daypart", "TIME", "d?(?P<mod>E)-?(?P<part>P)"),
    ("daypart", "TIME", "d?(?P<part>P)F(?P<rel>t)P"),
    ("unit", "DATE", _MOD + "(?P<rel>dL|dX|dC|dl|tX|tL|[tLXCh])y?-?(?P<unit>[UQc])"),
    ("unit", "DATE", _MOD + "(?P<rel>d6|h6)(?P<unit>[UQ])"),
    ("unit", "DATE", _MOD + "(?P<rel>d)y?-?(?P<full>x)?(?P<unit>[UQ])"),
    ("unit", "DATE", "(?P<mod>r)id(?P<unit>U)"),
    ("yearend", "DATE", "n?d?(?P<unit>U)s?-?(?P<mod>e)"),
    ("yearpart", "DATE", "d?(?P<year>Y)(?P<part>[Qc])"),
    ("yearago", "DATE", "(?P<unit>[UQ])-(?P<dir>[gr])"),
    ("yearago", "DATE", "(?:d|a)?(?P<unit>[UQ])-(?P<dir>[gr])(?:(?P<nth>O)-?)?(?P<part>[Qc])"),
    ("ago", "DATE", _OVER_APPROX + _QUANTITY + "x?(?P<unit>[UuQqK])" + _OR_SO + "(?P<dir>[gr])"),
    ("ago", "DATE", _APPROX + _QUANTITY + "(?P<unit>[UuQq])i(?P<dir>R)"),
    ("ago", "DATE", "(?P<unit>u)(?P<dir>[gr])"),
    ("ago", "DATE", "(?P<one>U)(?P<dir>g)"),
    ("window", "DURATION", _APPROX + "(?:d|t)?(?P<rel>[LXC])" + _QUANTITY + "x?(?P<unit>[UuQq])" + _OR_SO),
    ("unit", "DATE", "d?(?P<rel>X)(?P<unit>U)(?P<or_so>A=)"),
    ("window", "DURATION", "d?(?P<rel>[LX])(?P<unit>[uq])"),
    ("recent", "DATE", r"d?(?P<rel>\*)(?P<unit>[uq])(?:Au)?"),
    ("duration", "DURATION", "d?O" + _QUANTITY + "(?P<unit>[uq])"),
    ("duration", "DURATION", "(?:dl|dU-[gr])" + _QUANTITY + "(?P<unit>[uq])"),
    ("duration", "DURATION", _APPROX + "d?" + _QUANTITY + "x?(?P<unit>[uq])" + _OR_SO),
    ("duration", "DURATION", _APPROX + "(?:(?P<halves>H)?(?P<n>a)|(?P<halves_>H)-?)x?(?P<unit>[UQK])" + _OR_SO),
    ("duration", "DURATION", r"(?P<approx>\+)(?P<n>a)(?P<unit>U)"),
    ("duration", "DURATION", _APPROX + "(?P<n>[ND])(?P<unit>U)(?:-j)?"),
    ("duration", "DURATION", "(?:(?P<few>f)|(?P<n>[NDY]))-(?P<unit>U)(?:-j)?"),
    ("duration", "DURATION", _APPROX + "(?P<n>a)(?P<unit>U)(?P<half>AaH)"),
    ("duration", "DURATION", "(?P<n>[ND])(?:z|-|A)(?P<n2>[ND])-?(?P<unit>[Uu])"),
    ("duration", "DURATION", "(?P<n>a)x(?P<unit>U)"),
    ("duration", "DURATION", "(?P<unit>u)"),
    ("duration", "DURATION", "d(?P<unit>u)"),
    ("set", "SET", "v(?P<n>[NDO])?(?P<unit>[UuWMBSPQqJ])"),
    ("set", "SET", "v(?P<other>4)(?P<unit>[UWMB])"),
    ("set", "SET", "(?:1|[ND]2|f2)(?:a|v|0)(?P<unit>[UQ])"),
    ("set", "SET", "v(?P<weekday>W)(?P<part>P)"),
    ("set", "SET", "(?P<weekday>W)(?P<part>p)"),
    ("set", "SET", "(?P<unit>w)"),
    ("set", "SET", "(?P<set>V)"),
    ("reference", "DATE", "(?P<ref>R)"),
    ("reference", "DATE", "dx?(?P<ref>R)"),
    ("reference", "DATE", "(?P<these>t)(?P<unit>u)"),
    ("reference", "DATE", "d(?P<otherday>4)(?P<unit>U)"),
    ("reference", "DATE", "(?P<ref>C)"),
    ("reference", "DATE", r"(?P<ref>\*)"),
    ("reference", "DATE", "d(?P<past>L)"),
    ("clock", "TIME", "n?(?P<clock>@)(?P<ampm>m)?Z?"),
    ("clock", "TIME", "n?(?P<hour>D)(?P<ampm>m),?Z?"),
    ("clock", "TIME", "n?(?:(?P<clock>@)(?P<ampm>m)?|(?P<hour>D)(?P<ampm_>m)),?Z?,?k?(?P<weekday>W)"),
    ("clock", "TIME", "n?(?:(?P<clock>@)(?P<ampm>m)?|(?P<hour>D)(?P<ampm_>m)),?Z?,?k?(?P<dayword>T)"),
    ("clock", "TIME", "n?(?:(?P<clock>@)(?P<ampm>m)?|(?P<hour>D)(?P<ampm_>m)),?Z?,?k?" + _MONTH_DAY),
    ("holiday", "DATE", "(?P<rel>[tLX])?(?P<holiday>J)(?:,?(?P<year>Y))?"),
)  # fmt: skip

PATTERNS = tuple(Pattern(form, kind, re.compile(regex)) for form, kind, regex in _TABLE)
LONGEST = 24
"""No pattern spans more tokens; how far a match may look."""
CORE = frozenset("MBWwYGKQqUuSPpTJVR*I#@OfDNLHcC35789")
"""Classes one of which any expression has; runs without are skipped."""
