"""Whether a text is the whole of its report: cut marks, paywalls, and ends in the middle.

A text that is cut off says nothing by what it does not say. What is found stands among a reading's
warnings, with its evidence; the codes are :data:`CODES`. Every rule was read on real reports
(docs/versions.md has the numbers): marking a whole text costs an answer, missing a cut one costs a
wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

TRUNCATED = "truncated"
"""The text breaks off."""
PAYWALLED = "paywalled"
"""Only what is free of it was got."""
SUMMARY = "summary_only"
"""Somebody's summary of the report, or its title."""

CODES = (TRUNCATED, PAYWALLED, SUMMARY)

_MARK = re.compile(
    r"(?:\[\s*(?:…|\.{2,3})\s*\]|\(\s*(?:…|\.{3})\s*\)|(?:…|\.{3})?\s*\[\+?\s*\d+\s+chars?\]|"
    r"(?:…|\.{3})\s*\(?(?:read more|continue reading|read on|full story|читать далее|"
    r"читайте далее|далее|подробнее|weiterlesen|lire la suite|leer más)\)?\s*(?:»|→|>+|…|\.{3})?|"
    r"\[(?:more|read more|cut|truncated|далее)\])\W*$",
    re.IGNORECASE,
)
"""What content systems, feeds and interfaces put where they cut."""
_TRAILS = re.compile(r"[^\W\d_,]\s?(?:…|\.{3})$")
_BROKEN = re.compile(
    r"(?:[,;–—-]|(?<![\w'’])(?:the|a|an|of|and|or|to|in|on|by|with|from|for|that|which|who|whose|"
    r"was|were|is|are|has|had|its|their|his|her|as|than|into|и|в|на|с|по|что|который|из|от|для|о))$",
    re.IGNORECASE,
)
"""Ends of a line on which no sentence ends."""
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*[\s—–*#_-]*$|[\"”’»)\]]$")
_NO_TEXT = re.compile(
    r"@|https?:|www\.|pic\.twitter|\b(?:photos?|source|courtesy|tel|phone|call|(?:report|edit|writ)ing by|"
    r"copyright|contact|terms|facebook|twitter|web ?site|visit|follow|e-?mail|foto|bild|фото|источник)\b",
    re.IGNORECASE,
)
"""Words of a credit, an address or a note, which end without a full stop by custom."""
_ADDRESS_LOST = re.compile(r"\b(?:at|via)$")
"""A last sentence that ended in an address, which a page's cleaning took out."""
_LOWER = re.compile(r"(?<![\w'’])[a-zа-яё]{2,}")
_INSIDE = re.compile(r"[a-zа-яё0-9\"”’)][.!?][\"”’)]*\s+(?=[\"“‘«(—–A-ZА-ЯЁ])")
_CAPTION = re.compile(r"(?:…|\.{3}) more$")
"""A caption that a gallery cut."""
PROSE = 200
"""Characters of a last paragraph that has a full stop inside and none at its end, from which it is
taken to break off: shorter ones are mostly notes on authors, captions and lists."""

_PAYWALL = re.compile(
    r"(?:to|in order to) (?:continue|keep) reading\b|"
    r"subscribe (?:now |today )?to (?:continue|keep|read|unlock|access)\b|"
    r"(?:this|the full|full|our) (?:\w+ )?(?:article|story|content|text|report|page) is "
    r"(?:only |exclusively )?(?:for|available (?:only |exclusively )?(?:to|for)|reserved for|"
    r"exclusive to|limited to) (?:our |paid |paying |registered |\w+ )?(?:subscribers|members)|"
    r"(?:you have|you['’]ve) (?:reached|used|read) (?:your|all|the) [^.]{0,40}(?:limit|free "
    r"(?:articles|stories))|"
    r"(?:log|sign) in (?:or (?:subscribe|register) )?to (?:continue|keep|read|view|see) (?:reading|"
    r"(?:this|the) (?:full |rest|whole )?(?:article|story|of))|"
    r"(?:register|subscribe|log in|sign in) (?:for free )?to read (?:this|the|more|on)|"
    r"(?:subscribers|members) only\b|only (?:for )?subscribers|unlock this (?:article|story)|"
    r"чтобы (?:продолжить чтение|читать дальше|прочитать полностью)|"
    r"(?:только|доступ\w+) (?:для |по )?(?:подписчик\w+|подписке)|"
    r"оформите подписку,? чтобы",
    re.IGNORECASE,
)
"""Words of a barrier before the rest of a text."""
BARRIER = 240
"""Characters of a paragraph that is a barrier, at most."""
SHORT = 2_500
"""Characters of a body below which a barrier beside it is taken to hide the rest: pages also keep
such words in wait over texts that they give whole."""
OPENING = 1_500
"""Characters of a body below which a page that says of itself that it is not free shows its opening
alone; many say so and give the whole text."""
_GOES_ON = re.compile(
    r"\W*(?:more|read (?:more|on|full (?:story|article)|the (?:full|whole|rest of the) "
    r"(?:story|article|report)(?: here)?)|continue reading(?: .{0,60})?|read full article|"
    r"(?:to )?(?:read the )?full story|more at .{2,40}|читать (?:далее|полностью)|читайте далее|weiterlesen)\W*",
    re.IGNORECASE,
)
EXCERPT = 700
"""Characters of a body below which a link to go on directly behind it tells that it is the opening
of a longer text."""


def cut_warnings(
    kept: Sequence[str], below: Sequence[str], *, free: bool | None = None
) -> tuple[str, ...]:
    """Give the warnings, with evidence, that a text is not the whole of its report.

    ``kept`` are the body's paragraphs, ``below`` those cut as furniture that stood behind the last of
    them, ``free`` what the page states of its access (None where it states nothing).
    """
    body = [block for block in kept if block.strip()]
    if not body:
        return ()
    length = sum(map(len, body))
    found = []
    barrier = _barrier(body, below, length)
    if barrier is not None:
        found.append(f"{PAYWALLED}: {_short(barrier)}")
    elif free is False and length < OPENING:
        found.append(f"{PAYWALLED}: the page states that it is not free (isAccessibleForFree)")
    end = _breaks_off(body, below)
    if end is None and length < EXCERPT and below and _GOES_ON.fullmatch(below[0]):
        end = f"behind it stands {_short(below[0])}"
    if end is not None:
        found.append(f"{TRUNCATED}: {end}")
    return tuple(found)


def cut_code(warnings: Iterable[str]) -> str:
    """Give the code by which warnings say that a text is not whole; "" where it may be."""
    codes = {warning.partition(":")[0] for warning in warnings}
    return next((code for code in CODES if code in codes), "")


def _barrier(body: Sequence[str], below: Sequence[str], length: int) -> str | None:
    if length >= SHORT:
        return None
    for block in (*body[-3:], *below[:8]):
        if len(block) <= BARRIER and (match := _PAYWALL.search(block)) is not None:
            return match[0]
    return None


def _breaks_off(body: Sequence[str], below: Sequence[str]) -> str | None:
    """Give in words how the last paragraph breaks off, None where it ends."""
    last = body[-1].rstrip()
    mark = _MARK.search(last)
    if mark is not None:
        return f"it ends in {_short(mark[0])}"
    if len(last) < 40 or "\n" in last:
        return None
    goes_on = bool(below) and _GOES_ON.fullmatch(below[0]) is not None
    trails = _TRAILS.search(last)
    if trails is not None:
        broken = _BROKEN.search(last.rstrip("…. ")) or _LETTER.search(last)
        return f"it ends in {_short(last[-30:])}" if broken or goes_on else None
    if _ENDED.search(last):
        return None
    left = _INSIDE.split(last)[-1]
    if _NO_TEXT.search(left) or _CAPTION.search(last) or _ADDRESS_LOST.search(last):
        return None
    if _BROKEN.search(last) and len(last) >= 60:
        return f"it ends in the middle of a sentence ({_short(last[-30:])})"
    told = goes_on or (len(last) >= PROSE and _LOWER.search(left) is not None)
    if told and _INSIDE.search(last) and last[-1].isalnum():
        return f"it ends without the end of a sentence ({_short(last[-30:])})"
    return None


_LETTER = re.compile(r"\s(?![IaAoOyYиИвВсСкКоОуУяЯаА])[^\W\d_]…$")
"""A word of which one letter is left."""


def _short(words: str) -> str:
    told = " ".join(words.split())
    return f"“{told if len(told) <= 60 else told[:57] + '...'}”"
