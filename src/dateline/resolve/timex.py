"""Temporal expressions in running text: where they stand and what they are made of.

``find_timexes`` needs the text alone, no parse. What an expression comes to is said by
:mod:`dateline.resolve.timex_values`, against an anchor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from dateline.resolve.timex_grammar import CORE, PATTERNS
from dateline.resolve.timex_tokens import Tokens, Value, tokens_of_time
from dateline.resolve.timex_words import NAMED_DAYS
from dateline.types import Span

_LONGEST_RUN = 64
"""Longer runs of words of time (no text has them) are cut, so that work stays linear."""
_OPENERS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "before": "before",
    "after": "after",
    "by": "by",
    "from": "from",
    "between": "from",
    "through": "to",
    "to": "to",
    "during": "during",
    "within": "within",
}


_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time in a text, found but not yet valued."""

    span: Span
    kind: str
    """DATE, TIME, DURATION or SET, as in TIMEX3."""
    form: str
    """Which pattern of the grammar it fits; says how its fields are to be read."""
    fields: Mapping[str, Value]
    mod: str | None = None
    """TIMEX3 modifier: START, MID, END, APPROX, LESS_THAN, EQUAL_OR_MORE, ..."""
    signal: str | None = None
    """``since``, ``until``, ``before``, ``after``, ``by``, ``from``, ``to``, ``during`` or
    ``within``, where such a word stands in front; not in the span."""
    outer: Span = _NOWHERE
    """The span with its signal: "since at least January"."""

    @property
    def ambiguous(self) -> bool:
        """True where day and month could be exchanged ("03/06/2015", read day first)."""
        return bool(self.fields.get("ambiguous"))

    @property
    def tells_when(self) -> bool:
        """True where it places a happening in time: no duration, no set, no "now" or "recent"."""
        return self.form not in ("duration", "set", "reference", "recent")


def find_timexes(text: str, language: str = "en") -> tuple[Timex, ...]:
    """Give the temporal expressions of a text in order, none overlapping.

    A language without a table gives none. Never raises; time is linear in the text.
    """
    tokens = tokens_of_time(text, language)
    if tokens is None:
        return ()
    found: list[Timex] = []
    for first, last in _runs(tokens.classes):
        start = first
        while start < last:
            resume = last
            for number, a, b, groups in _parse_run(tokens.classes[start:last]):
                match = _Match(PATTERNS[number].form, start, start + a, start + b, groups)
                timex = _build(text, tokens, match, PATTERNS[number].kind)
                if timex is None:
                    resume = start + a + 1
                    break
                found.append(timex)
            start = resume
    return _paired(text, found)


def _runs(classes: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(classes):
        first, last = match.span()
        if CORE.isdisjoint(match.group()):
            continue
        for start in range(first, last, _LONGEST_RUN):
            yield start, min(start + _LONGEST_RUN, last)


_RUN = re.compile("[^o]+")
Groups = tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=20_000)
def _parse_run(run: str) -> tuple[tuple[int, int, int, Groups], ...]:
    """Give the longest match at each place of a run, left to right; the earlier pattern wins ties."""
    matches: list[tuple[int, int, int, Groups]] = []
    start = 0
    while start < len(run):
        best: re.Match[str] | None = None
        number = 0
        for n, pattern in enumerate(PATTERNS):
            match = pattern.regex.match(run, start)
            if match and (best is None or match.end() > best.end()):
                best, number = match, n
        if best is None or best.end() == start:
            start += 1
            continue
        groups = tuple(
            (name.rstrip("_"), *best.span(name)) for name, got in best.groupdict().items() if got
        )
        matches.append((number, start, best.end(), groups))
        start = best.end()
    return tuple(matches)


# ------------------------------------------------------------------------- expressions

_APPROX = {
    "at least": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "more than": "MORE_THAN",
    "less than": "LESS_THAN",
    "no more than": "EQUAL_OR_LESS",
    "no less than": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS",
    "over": "MORE_THAN",
}
_ORDINAL_MODS = {"earlier": "START", "later": "END"}


class _Match(NamedTuple):
    form: str
    base: int
    """Token at which the run begins that the groups count from."""
    first: int
    last: int
    groups: Groups


def _build(text: str, tokens: Tokens, match: _Match, kind: str) -> Timex | None:
    """Give the expression of a match, None where its surroundings speak against it."""
    form = match.form
    fields: dict[str, Value] = {}
    for name, a, b in match.groups:
        if name == "approx":
            words = [str(tokens.values[match.base + n]) for n in range(a, b)]
            fields[name] = _APPROX.get(" ".join(words), words[0])
        elif name in ("half", "full", "halves") and b > a:
            fields[name] = tokens.values[match.base + a] if name == "full" else 1
        else:
            value = tokens.values[match.base + b - 1]
            fields[name] = 1 if value in ("a", "an") else value
            if name == "rel" and b - a > 1 and tokens.classes[match.base + a] in "dh":
                fields["the"] = 1
            if match.form == "set" and name in ("unit", "weekday"):
                fields["of"] = tokens.classes[match.base + a]
    span = Span(tokens.spans[match.first].start, tokens.spans[match.last - 1].end)
    if "quarter" in fields:
        fields["part"], fields["nth"] = "Q", fields.pop("quarter")
    if "one" in fields:
        fields["unit"], fields["n"] = fields.pop("one"), 1
    if fields.get("eve") != "eve":
        fields.pop("eve", None)
    if fields.pop("other", None):
        fields["n"] = 2
    if "twice" in fields:
        if fields.pop("twice") != "D" or fields["dayword"] not in (-1, 1):
            return None
        fields["dayword"] = 2 * int(fields["dayword"])
    if _unlikely(text, tokens, match, fields):
        return None
    mod = fields.pop("mod", None) or fields.pop("approx", None)
    if fields.pop("or_so", None):
        mod = "APPROX"
    if match.form == "figures":
        first, second = re.split("[/.]", str(fields["figures"]))[:2]
        fields["ambiguous"] = int(int(first) <= 12 and int(second) <= 12 and first != second)
    if mod in _ORDINAL_MODS:
        fields["edge"] = str(mod)
        mod = _ORDINAL_MODS[str(mod)]
    signal, outer = _signal(text, tokens, match.first, span)
    if form == "date" and "year" not in fields:
        year = _named_year(text, span.end, fields)
        if year:
            fields["year"] = year
    if outer.start < span.start and form == "date" and tokens.classes[match.first - 1] == "d":
        # "after the 2003 war": the date belongs to the war, which was within it
        signal = {"after": "since", "before": "until"}.get(signal or "", signal)
    if match.form in ("days", "months", "years") and signal in ("from", "since"):
        signal = None
    if match.form == "reference" and signal in ("to", "from"):
        signal, outer = None, span
    if kind == "DATE" and fields.get("dayword") == "NI":
        kind = "TIME"
    if match.form == "unit" and fields["unit"] == "Y" and _ENDED.match(text, span.end):
        kind, form, fields = "DURATION", "duration", {"n": 1, "unit": "Y"}
    return Timex(span, kind, form, fields, str(mod) if mod else None, signal, outer)


def _named_year(text: str, end: int, fields: Mapping[str, Value]) -> int | None:
    """Give the year of a day that names an event ("the Sept. 11 attacks"), else None."""
    key = fields.get("month"), fields.get("day")
    year, words = next((v for k, v in NAMED_DAYS.items() if k == key), (None, ()))
    following = text[end : end + 30].lower().lstrip(" ,").split(" ")[:3]
    return year if any(word.startswith(words) for word in following) and words else None


_AS_OF = re.compile(r"\b(as of)\s(?:the\s)?$", re.IGNORECASE)


def _signal(text: str, tokens: Tokens, first: int, span: Span) -> tuple[str | None, Span]:
    """Give the word in front that opens or bounds the interval ("since at least"), and the outer span."""
    before = first - 1
    if before >= 1 and tokens.classes[before - 1 : before + 1] == "&<":
        before -= 2
    elif before >= 0 and tokens.classes[before] in "dE":
        before -= 1
    if before < 0 or tokens.classes[before] not in "ibz":
        as_of = _AS_OF.search(text, max(span.start - 12, 0), span.start)
        return ("by", Span(as_of.start(1), span.end)) if as_of else (None, span)
    opener = _OPENERS.get(str(tokens.values[before]))
    if opener is None:
        return None, span
    return opener, Span(tokens.spans[before].start, span.end)


_JOINS_RANGE = re.compile(r"\s*(?:-|–|—|and|to|until|till|through)\s*(?:the\s+)?")


def _paired(text: str, found: list[Timex]) -> tuple[Timex, ...]:
    """Join the ends of ranges: "between X and Y"; "28 June – 3 July 1942" has one year for both."""
    for n in range(1, len(found)):
        one, two = found[n - 1], found[n]
        between = text[one.span.end : two.span.start]
        if len(between) > 12:
            continue
        if one.signal == "from" and between.strip() in ("and", "to"):
            found[n] = replace(two, signal="to")
        if not _JOINS_RANGE.fullmatch(between) or "year" not in two.fields:
            continue
        if one.form == two.form == "date" and "month" in one.fields and "month" in two.fields:
            found[n - 1] = _with_year_of(one, two)
    return tuple(found)


def _with_year_of(one: Timex, two: Timex) -> Timex:
    if {"year", "rel", "unit"} & one.fields.keys():
        return one
    later = int(one.fields["month"]) > int(two.fields["month"])
    return replace(one, fields={**one.fields, "year": int(two.fields["year"]) - later})


_MONEY_OR_COUNT = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|[a-z]{2,}(?:men|women|ers|ors|ies|ees|ians|ists|les|cks|nts))\b"
)
_ENDED = re.compile(r"\s+end(?:ed|ing)\b")
_NUMBERED = re.compile(
    r"(?:\b(?!AD|BC|CE|IN|ON|OF|BY|THE|AND|TO|FROM|SINCE)[A-Z]{2,6}|\b[Nn]o\.|\b(?:[Rr]esolution|[Ff]light|Route|Highway|"
    r"Bill|Section|Article|Room|Channel|Order|Decree|Law|Act|Proposition|Paragraph))\s$"
)
"""Before a figure that numbers something: "Resolution 1973", "HB 1523", "Flight 1907"."""
_SUBJECT = re.compile(r"\s(?:the|an?|he|she|it|they|we|his|her|its|their)\b")
_CLOSING = re.compile(r"\s*(?:[.,;:)\]?!\"'”’\n-]|$|and\b|in\b|at\b|when\b|to\b|by\b|that\b|but\b)")


def _unlikely(text: str, tokens: Tokens, match: _Match, fields: Mapping[str, Value]) -> bool:
    """Say whether an expression that fits the grammar tells no time where it stands."""
    form, first, last = match.form, match.first, match.last
    classes = tokens.classes[first:last]
    before = tokens.classes[first - 1] if first else "o"
    end = tokens.spans[last - 1].end
    start = tokens.spans[first].start
    if form in ("unit", "duration") and re.match(r"-(?:ago|earlier)\b", text[end : end + 9]):
        return True
    if form == "date" and classes == "B":
        return before not in "iFbzr" or not text[start].isupper()
    if "year2" in fields and not _ends_a_span(fields):
        return True
    if form == "date" and classes == "9":
        return before not in "iFbtd"
    if form in ("date", "years") and classes[0] == "Y" and int(fields["year"]) < 1500:
        return before not in "ib" or not _CLOSING.match(text, end)
    if form == "era":
        return fields["era"] not in ("AD", "BC", "BCE") and "number" in fields and classes[0] == "3"
    if form == "date" and classes == "Y":
        return (
            bool(_NUMBERED.search(text, max(start - 14, 0), start))
            or before in "ODN"
            or text[max(start - 1, 0) : start] in ("#", "/", "-", ".")
            or text[end : end + 1] in ("/", "-")
            or bool(_MONEY_OR_COUNT.match(text, end))
        )
    if form == "monthday":
        numeric = text[end - 3 : end - 2].isdecimal() and _SUBJECT.match(text, end)
        closed = numeric or _CLOSING.match(text, end)
        return before != "k" or not text[start:end][-1].islower() or not closed
    if form == "season" and classes in ("S", "dS"):
        word = text[tokens.spans[last - 1].start : end].lower()
        if text.startswith(" of ", end):
            return True
        return word in ("fall", "spring") and before != "i"
    if form == "daypart" and classes == "P":
        early_hours = text[start:end].lower().endswith(" hours")
        return str(fields["part"]) not in ("12:00", "24:00") and not early_hours
    if form == "daypart" and fields.get("rel") == "the":
        return before not in "io"
    if form in ("weekday", "dayword", "unit", "daypart") and _is_title(text, start, end):
        return True
    if form == "dayword" and classes == "T" and text[start:end].isupper():
        return text[max(start - 4, 0) : start] == "USA "
    if form == "unit":
        return _unlikely_unit(tokens, match, fields)
    if form == "ago" and fields["dir"] == "PRESENT_REF":
        return tokens.values[last - 2] != "from"
    if form == "window" and classes[0] == "L" and before == "z":
        return str(fields["rel"]) == "last"
    if form == "duration":
        share = fields["unit"] == "Q" and fields.get("n") in (1, 3) and text.startswith(" of ", end)
        return (
            share
            or text.startswith((" old", " of age"), end)
            or _unlikely_duration(text, tokens, match, fields)
        )
    if form in ("date", "season", "part") and "rel" in fields and fields.get("unit", "Y") != "Y":
        return True
    if form == "reference" and "otherday" in fields:
        return fields["otherday"] != "D"
    if form == "reference" and "these" in fields:
        return fields["these"] != "these" or fields["unit"] != "D"
    if form == "reference" and classes not in ("R", "*", "C") and "ref" in fields:
        return fields["ref"] != "FUTURE_REF" or text[end - 6].isupper()
    if form == "reference" and classes == "C":
        return tokens.values[first] != "current"
    if form == "reference" and fields.get("ref") == "FUTURE_REF" and classes == "R":
        return text.startswith((" as ", " after"), end) or (
            text[start:end].lower() == "future" and before != "i"
        )
    if form == "reference" and "past" in fields:
        return fields["past"] != "past" or before != "i" or not _CLOSING.match(text, end)
    if form == "yearend":
        return fields["unit"] != "Y" or fields["mod"] != "END"
    if form == "yearago":
        return fields["unit"] != "Y"
    if form == "fiscal":
        return False
    return form in ("part",) and fields.get("part") == "H" and "year" not in fields


def _ends_a_span(fields: Mapping[str, Value]) -> bool:
    """Say whether a second number ends a span of years: "1939-45", "1939-1945"."""
    first, last = int(fields["year"]), fields["year2"]
    return isinstance(last, int) and (0 < last < 100 or first < last <= 2100)


_QUOTES = ('"', "“", "”", "‘", "’", "'")
_TITLE = re.compile(r"[^\W\d_]+ (?:Night|Morning|Evening)")
_CAPITAL_AFTER = re.compile(r"\s[A-Z][a-z]")


def _is_title(text: str, start: int, end: int) -> bool:
    """Say whether words of time are a name: "Saturday Night Live", NBC's "Today"."""
    quoted = text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
    if start and quoted and text[start:end].istitle():
        return True
    return bool(_TITLE.fullmatch(text, start, end)) and bool(_CAPITAL_AFTER.match(text, end))


def _is_name(text: str, start: int) -> bool:
    """Say whether a word is a name by its capital within a sentence: "Councilman Richard Days"."""
    before = text[max(start - 30, 0) : start]
    return text[start : start + 1].isupper() and bool(re.search(r"[a-z,]\s$", before))


def _unlikely_unit(tokens: Tokens, match: _Match, fields: Mapping[str, Value]) -> bool:
    unit, rel = str(fields["unit"]), str(fields.get("rel", ""))
    if unit in ("S", "TM", "H"):
        return True
    if unit == "period":
        return rel != "latest"
    if rel == "the":
        return unit not in ("Q", "Y", "WE") and "mod" not in fields
    return False


def _unlikely_duration(
    text: str, tokens: Tokens, match: _Match, fields: Mapping[str, Value]
) -> bool:
    classes = tokens.classes[match.first : match.last]
    unit = str(fields["unit"])
    if "halves" in fields and "n" not in fields:
        return unit == "K" or classes[-2] != "-"
    if classes == "u" and _is_name(text, tokens.spans[match.first].start):
        return True
    if classes in ("u", "du"):
        return unit in ("S", "TM", "WE") or classes == "du"
    return unit == "S"
