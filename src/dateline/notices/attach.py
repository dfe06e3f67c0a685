"""Which reports notices concern: the one that they stand in, or another, by evidence in words.

A report is **attached** where the notice links to it, names it by its title, is its text anew, or tells
its number on its day, and both are of one publisher; else it is **possible**, which changes nothing and
is listed for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from dateline.fusion.days import day_number
from dateline.ingest.source_key import normalise_url
from dateline.lineage.facts import Copy, Text
from dateline.lineage.outlets import outlet_key, same_outlet
from dateline.notices.facts import (
    CERTAIN,
    CORRECTING,
    POSSIBLE,
    WITHDRAWING,
    Notice,
    NoticeTarget,
)

WITHIN = 30
"""Days after its publication within which a report is taken to be corrected by another one."""
LISTED = 3
"""Reports that are listed as possible for one notice, the likeliest first."""
ANEW = 0.5
"""Share of the shorter text that two reports of one publisher have in common where one is the other's
text anew."""
TITLE_WORDS = 4
"""Words of a title that is named for itself; shorter ones ("Attack in Dorva") come in any text."""
ALIKE = 88.0
"""Least likeness (rapidfuzz ratio, 0 to 100) of two headlines of one report."""

_PREFIX = re.compile(
    r"^\W*(?:(?:REFILE-)?(?:CORRECTED|CORRECTION|CLARIFICATION|RETRACTED|RETRACTION|WITHDRAWN|KILL|"
    r"UPDATE(?: ?\d+)?|WRAPUP(?: ?\d+)?|Correction|Retraction|Clarification|Исправлено|Опровержение)"
    r"\s*[-–—:.]?\s*)+",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'()\[\]]{4,400}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_STOCK = frozenset(
    [
        "story",
        "article",
        "report",
        "item",
        "about",
        "the",
        "and",
        "for",
        "from",
        "that",
        "with",
        "its",
        "has",
        "was",
        "been",
        "correction",
        "news",
        "retraction",
        "version",
        "advisory",
        "kill",
        "editors",
        "please",
        "withdrawn",
    ]
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A report's current version, with what is compared."""

    text: Text
    publisher: str
    title: str
    bare: str
    """The title without "CORRECTED-" and the like."""
    folded: str
    """The same whatever its case."""
    address: str | None
    words: frozenset[str]
    day: int | None


class _Quoted(NamedTuple):
    """A notice with what every other report is weighed by."""

    notice: Notice
    quote: str
    folded: str
    addresses: frozenset[str | None]
    alone: bool


def attach(
    texts: Mapping[str, Text],
    notices: Mapping[str, Sequence[Notice]],
    copies: Iterable[Copy],
    numbers: Mapping[str, frozenset[tuple[str, int]]],
) -> tuple[NoticeTarget, ...]:
    """Give what notices concern, by version, span and report.

    ``texts`` are all versions, ``notices`` those found in each, ``numbers`` the counts (role, number)
    that the claims of each version tell.
    """
    attaching = _Attaching(texts, copies, numbers)
    found: list[NoticeTarget] = []
    for version in sorted(notices):
        for notice in notices[version]:
            if notice.kind in CORRECTING | WITHDRAWING:
                found += attaching.targets(version, notice)
    return tuple(sorted(found, key=lambda t: (t.version, t.span, t.report)))


class _Attaching:
    def __init__(
        self,
        texts: Mapping[str, Text],
        copies: Iterable[Copy],
        numbers: Mapping[str, frozenset[tuple[str, int]]],
    ) -> None:
        self.texts = texts
        self.numbers = numbers
        self.known = [_known(text) for _, text in sorted(texts.items()) if text.current]
        self.shared: dict[tuple[str, str], int] = {}
        for copy in copies:
            length = sum(run.a_end - run.a_start for run in copy.runs)
            self.shared[copy.a, copy.b] = self.shared[copy.b, copy.a] = length

    def targets(self, version: str, notice: Notice) -> list[NoticeTarget]:
        text = self.texts[version]
        quote = notice.span.of(text.text)
        alone = len(quote) >= 0.9 * len(text.text.strip())
        if not alone and not _retracts_another(notice, quote):
            made = [NoticeTarget(version, notice.span, text.report, CERTAIN, "stands in its text")]
        else:
            made = []
        if not notice.elsewhere:
            return made
        here = _known(text)
        addresses = frozenset(normalise_url(url.rstrip(".,;")) for url in _URL.findall(quote))
        quoted = _Quoted(notice, quote, quote.casefold(), addresses, alone)
        sure: list[NoticeTarget] = []
        maybe: list[tuple[float, NoticeTarget]] = []
        for other in self.known:
            if other.text.report == text.report or _too_late(here, other):
                continue
            weighed = self._weigh(here, other, quoted)
            if weighed is None:
                continue
            score, certain, why = weighed
            target = NoticeTarget(
                version, notice.span, other.text.report, CERTAIN if certain else POSSIBLE, why
            )
            if certain:
                sure.append(target)
            else:
                maybe.append((score, target))
        if not sure:
            maybe.sort(key=lambda pair: (-pair[0], pair[1].report))
            sure = [target for _, target in maybe[:LISTED]]
        return [*made, *sure]

    def _weigh(
        self, here: _Known, other: _Known, quoted: _Quoted
    ) -> tuple[float, bool, str] | None:
        """Give how likely another report is meant (0 to 1), whether that is sure, and why."""
        same = bool(here.publisher) and same_outlet(here.publisher, other.publisher)
        by = "of the same publisher" if same else "of another publisher"
        if other.address is not None and other.address in quoted.addresses:
            return 1.0, same, f"it links to it ({by})"
        if other.folded in quoted.folded and len(other.bare.split()) >= TITLE_WORDS:
            return 0.95, same, f"it names its title ({by})"
        if not same:
            return None
        likeness = fuzz.ratio(here.folded, other.folded) if here.bare != here.title else 0.0
        if likeness >= ALIKE and len(here.bare.split()) >= TITLE_WORDS:
            return 0.9, True, f"its headline is the same but for its prefix ({by})"
        length = min(len(here.text.text), len(other.text.text))
        share = self.shared.get((here.text.version, other.text.version), 0) / max(1, length)
        if not quoted.alone and share >= ANEW and _opens(quoted.notice, here.text):
            return 0.9, True, f"it is its text anew, {min(share, 1.0):.0%} of the shorter ({by})"
        return self._by_what_it_tells(here, other, quoted.notice, quoted.quote)

    def _by_what_it_tells(
        self, here: _Known, other: _Known, notice: Notice, quote: str
    ) -> tuple[float, bool, str] | None:
        told = self.numbers.get(other.text.version, frozenset())
        wrong = [n for n in notice.numbers if n.wrong is not None and (n.role, n.wrong) in told]
        named = {w.casefold() for w in _WORD.findall(quote)} - _STOCK
        common = {word for word in named if word in other.words and word not in _STOCK}
        about = len(common) / max(1, len(named))
        if wrong and len(common) >= 2:
            number = wrong[0]
            near = here.day is not None and other.day is not None and here.day - other.day <= 7
            why = f"it is of the same publisher and says {number.role} {number.wrong}, as the notice has it"
            return 0.5 + about / 2, near and len(common) >= 3, why
        slug = {w.casefold() for w in _WORD.findall(here.bare)} - _STOCK
        if _opens(notice, here.text) and len(slug) >= 2 and slug <= other.words:
            return (
                about,
                False,
                "it is of the same publisher and has the words of the notice's title",
            )
        return None


def _known(text: Text) -> _Known:
    title = text.title.of(text.text) if text.title else ""
    lead = text.text[: 600 if text.title is None else text.title.end + 600]
    published = text.published.earliest or text.published.latest
    title = " ".join(title.split())
    bare = _PREFIX.sub("", title)
    return _Known(
        text,
        outlet_key(text.publisher) if text.publisher else "",
        title,
        bare,
        bare.casefold(),
        normalise_url(text.url) if text.url else None,
        frozenset(word.casefold() for word in _WORD.findall(lead)),
        day_number(published),
    )


def _too_late(here: _Known, other: _Known) -> bool:
    """Say whether a report cannot be what a notice of that day corrects."""
    if here.day is None or other.day is None:
        return False
    return other.day > here.day or here.day - other.day > WITHIN


def _opens(notice: Notice, text: Text) -> bool:
    return notice.span.start <= (text.title.end if text.title else 0) + 400


def _retracts_another(notice: Notice, quote: str) -> bool:
    """Say whether a notice withdraws a text other than the one that it stands in."""
    if notice.kind not in WITHDRAWING:
        return False
    return notice.elsewhere and re.search(r"\b(?:this|эт\w+|данн\w+)\b", quote, re.I) is None
