"""Whom a report credits for its text, and whose reports it says it follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.ingest.names import agency_of
from dateline.lineage.facts import Text
from dateline.lineage.outlets import is_agency, names_outlet, outlet_key, printed_name, same_outlet
from dateline.types import Credit

_HELPED = re.compile(
    r"\bcontributed\b|\b(?:photos?|images?|video)\b|additional reporting|материал подготовлен с",
    re.IGNORECASE,
)
"""A credit for help or pictures, not for the text."""

_NAME = r"(?P<name>[^\W\d_a-zа-яё][\w.&'’-]{0,40}(?:[ ](?:of|the|for|and|[^\W\d_a-zа-яё][\w.&'’-]{0,40})){0,6})"
_NAMED_AFTER = re.compile(
    rf"\b(?:[Aa]ccording to|[Aa]s reported by|[Ff]irst reported by|[Cc]iting|[Qq]uoted by|"
    rf"[Rr]eported (?:first )?by|[Pp]ublished (?:first )?(?:by|in|on)|"
    rf"(?:[Rr]eport|[Aa]nalysis|[Ss]tory|[Aa]rticle|[Ii]nvestigation|[Dd]ispatch) "
    rf"(?:published )?(?:by|in|from|of))[ ](?:an? (?:report|analysis|article|story|"
    rf"investigation|dispatch) (?:published )?(?:by|in|from) )?(?:the )?{_NAME}"
)
_NAMED_BEFORE = re.compile(
    rf"(?<![\w.&'’-])(?:The )?{_NAME} (?:first )?(?:reported|reports|wrote)\b"
)
_NAMED_AFTER_IN_RUSSIAN = re.compile(
    rf"(?:по (?:данным|сообщению|информации)|[Сс]ообщает|[Сс]о ссылкой на|[Кк]ак сообщ(?:ает|ил[аои]?)|"
    rf"[Пп]ишет|[Пп]ередает|[Пп]ередаёт) (?:агентств[оау]|газет[аы]|издани[ея])? ?[«\"“]?{_NAME}"
)
"""Words by which a report says that it follows another; names are matched with publishers after."""

_OPENINGS = (
    "ccording to ",
    "s reported by ",
    "irst reported by ",
    "iting ",
    "uoted by ",
    "eported ",
    "ublished ",
    "eport ",
    "nalysis ",
    "tory ",
    "rticle ",
    "nvestigation ",
    "ispatch ",
)
_OPENINGS_IN_RUSSIAN = (
    "о данным ",
    "о сообщению ",
    "о информации ",
    "ообщает ",
    "о ссылкой на ",
    "ак сообщ",
    "ишет ",
    "ередает ",
    "ередаёт ",
)
"""What stands one letter behind the beginning of every match, to find the few places at which a
pattern is worth trying: trying it everywhere took most of the time of this module."""
_ENDINGS = (" reported", " reports", " wrote")
_REACH = 320
"""Characters of the longest match of ``_NAMED_BEFORE``: seven words of 41 with what stands around."""
_CAPITAL = re.compile(r"[^\W\d_a-zа-яё]")
_DATELINE = re.compile(
    r"^[ \t]*[A-ZА-ЯЁ][A-ZА-ЯЁ.'’ -]{2,30}(?:, [^\W\d_][\w.'’ -]{1,30}){0,2}(?:, [A-Za-z]{3,9}\.? \d{1,2})? "
    r"\((?P<name>[^()\n]{2,40})\)[ ]?[—–-]",
    re.MULTILINE,
)
"""A dateline with its agency: "HELSINKI (AP) —", "GLASGOW, Scotland (Reuters) -"."""
_SIGNED = re.compile(
    r"^[ \t]*(?:By )?(?P<name>[^\W\d_][\w'’ .-]{4,40}?)[ \t]*\n\s*"
    r"(?=(?:[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2}\.? [^\W\d_]{3,9} (?:19|20)\d\d)\b)",
    re.MULTILINE,
)
"""An agency's name as a line of its own above a line that begins with a date."""
_FAR = 0.5
"""Share of a text within which such a line is for the whole: farther on it is for one item of many."""

_KINDS = {"agency": 0, "originally": 1, "source": 2, "publisher": 3, "via": 4}


@dataclass(frozen=True, slots=True)
class Credited:
    """An outlet or agency that a report credits for its text."""

    name: str
    key: str
    kind: str
    quote: str
    helped: bool
    """Credited for a part only: "contributed to this report"."""

    @property
    def wrote(self) -> bool:
        """Whether it is named as who wrote or first published the text: an agency does, or one
        where it "originally appeared"; an outlet that it came through need not."""
        return self.kind in {"agency", "originally"} or is_agency(self.key)


def credited(text: Text) -> tuple[Credited, ...]:
    """Give whom a report credits, most telling first, each once; never its own publisher.

    Where the text came through another outlet, the one that it is said to be by is a credit too.
    """
    own = outlet_key(text.publisher) if text.publisher else ""
    reposted = any(credit.kind == "via" for credit in text.credits)
    found: dict[str, Credited] = {}
    stated = [*text.credits, *_agency_lines(text.text)]
    ranked = sorted(enumerate(stated), key=lambda each: (_KINDS.get(each[1].kind, 9), each[0]))
    for _, credit in ranked:
        if credit.kind not in _KINDS or not names_outlet(credit.name):
            continue
        key = outlet_key(credit.name)
        itself = _is_itself(key, own, credit.kind) and not (reposted and credit.kind == "publisher")
        if not key or itself:
            continue
        helped = _HELPED.search(credit.quote) is not None
        known = found.get(key)
        if known is None or (known.helped and not helped):
            found[key] = Credited(
                printed_name(credit.name, key), key, credit.kind, credit.quote, helped
            )
    return tuple(found.values())


def _agency_lines(text: str) -> list[Credit]:
    """Give the agencies of datelines and by-lines that stand below captions and the like."""
    found = []
    for form in (_DATELINE, _SIGNED):
        match = form.search(text, 0, int(_FAR * len(text)))
        agency = None if match is None else agency_of(match["name"].strip())
        if match is not None and agency is not None:
            found.append(Credit("agency", agency, " ".join(match[0].split())))
    return found


def _is_itself(key: str, own: str, kind: str) -> bool:
    """Say whether a credit names the publisher itself: also "CBS Interactive Inc" on cbsnews.com."""
    holder = key.split(" ")[0]
    return same_outlet(key, own) or (
        kind == "publisher" and len(holder) > 2 and own.replace(" ", "").startswith(holder)
    )


def follows(text: str) -> dict[str, str]:
    """Give the names after words such as "according to" and "first reported by", with these words.

    Every beginning of a name counts, since a sentence may go on with a capital letter:
    "Highland Wire Monday" gives "highland wire monday", "highland wire" and "highland".
    """
    found: dict[str, str] = {}
    for match in (
        *_opened(_NAMED_AFTER, _OPENINGS, text),
        *_before(text),
        *_opened(_NAMED_AFTER_IN_RUSSIAN, _OPENINGS_IN_RUSSIAN, text),
    ):
        words = match["name"].split(" ")
        for count in range(len(words), 0, -1):
            key = outlet_key(" ".join(words[:count]))
            if len(key) > 2:
                found.setdefault(key, match[0][:120])
    return found


def _opened(form: re.Pattern[str], openings: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Give what ``form.finditer(text)`` gives, where each match begins a letter before an opening."""
    at = 0
    for start in sorted({place - 1 for opening in openings for place in _places(opening, text)}):
        if start >= at and (match := form.match(text, start)) is not None:
            at = match.end()
            yield match


def _before(text: str) -> Iterator[re.Match[str]]:
    """Give what ``_NAMED_BEFORE.finditer(text)`` gives: no name goes on beyond one of its endings."""
    at = 0
    for place in sorted({place for ending in _ENDINGS for place in _places(ending, text)}):
        if not _may_end_name(text, place):
            continue
        low, high = max(at, place - _REACH), place + max(map(len, _ENDINGS)) + 1
        match = _NAMED_BEFORE.search(text, low, high)
        if match is not None:
            at = match.end()
            yield match


def _may_end_name(text: str, at: int) -> bool:
    """Say whether the word before a place, "first" passed over, can be the last of a name."""
    word = text[text.rfind(" ", 0, at) + 1 : at]
    if word == "first":
        at = text.rfind(" ", 0, at)
        word = text[text.rfind(" ", 0, at) + 1 : at]
    return word in {"of", "the", "for", "and"} or _CAPITAL.search(word) is not None


def _places(words: str, text: str) -> Iterator[int]:
    """Give where words stand in a text; at its very beginning, nothing can stand before them."""
    place = text.find(words, 1)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def credit_words(credits: tuple[Credited, ...]) -> str:
    """Give credits in words: "South Front through globalresearch.ca"; "" where there is none."""
    by = [credit.name for credit in credits if credit.kind != "via" and not credit.helped]
    through = [credit.name for credit in credits if credit.kind == "via"]
    helped = [credit.name for credit in credits if credit.helped and credit.kind != "via"]
    words = " and ".join(by)
    if through:
        words += f"{' ' if words else ''}through {' and '.join(through)}"
    if helped:
        words += f"{', ' if words else ''}with help of {' and '.join(helped)}"
    return words
