"""Carrying mentions from one version of a report into the next, so that decisions follow.

For each mention, a numbered cascade; each step engages only if the one before found nothing:

1. the sentence stands in the new text exactly once: the same offsets within it ("unique quote");
   where it stands several times, the words around it must tell which;
2. one sentence of the new text is at least 90 of 100 alike and has the anchor's words
   ("fuzzy quote");
3. a sentence is that much alike, but without the anchor's words, or several are alike: what
   became of the mention cannot be said ("orphaned");
4. no sentence is alike: the publisher withdrew it ("withdrawn"), unless the new text is only
   the beginning of the old one, as behind a paywall, or is marked as cut off and ends before
   the place ("orphaned"): a text says nothing by what it was cut before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from sqlalchemy import Connection

from dateline.review.standing import refresh
from dateline.store import judgements
from dateline.store.errors import LedgerError
from dateline.store.findings import mention_row
from dateline.store.recall import recall_mention
from dateline.store.schema import mention as mention_table
from dateline.store.writing import append
from dateline.types import Mention, Span, Succession, mention_id

if TYPE_CHECKING:
    from dateline.store.ledger import Ledger

ALIKE = 90.0
"""Least rapidfuzz ratio (0 to 100) at which two sentences are taken for one reworded. At 90 a
sentence of 20 words may change about two of them; a changed number or name stays within it,
which is why claims of a fuzzily carried mention are compared again."""

CUT_SHORT = 0.95
"""A new text shorter than this share of the old, and its beginning, was cut, not corrected."""

_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?![\s\"'”’)\]])[^\n.!?]*)*[.!?]*[\"'”’)\]]*")


def sentences(text: str) -> list[Span]:
    """Give the spans of a text's sentences by punctuation and line breaks alone.

    Rough (it splits behind "Mr."), but the same for both versions, which is all that
    comparing them needs; it asks for no language.
    """
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return found


def carry(ledger: Ledger, old_version: str, new_version: str) -> tuple[Succession, ...]:
    """Give how each mention of ``old_version`` goes on in ``new_version``, once that is kept.

    A mention found in the new text exists there as a row, whether or not the new coding has
    a claim at it. Doing it again adds what is new only. Both must be versions of one report.
    """
    with ledger.write() as connection:
        report = judgements.report_of(connection, old_version)
        if judgements.report_of(connection, new_version) != report or old_version == new_version:
            raise LedgerError(f"{old_version} and {new_version} are not two versions of a report")
        made = _carry(connection, old_version, new_version)
        refresh(connection, [report])
    return made


def carry_report(ledger: Ledger, report: str) -> tuple[Succession, ...]:
    """Carry a report's mentions through all of its versions, from the oldest to the newest.

    What is carried is carried from each version into the very next, so that the outcome does
    not depend on the order in which the versions arrived, as long as they say when they were
    captured. Call it after a version of a known report is written.
    """
    with ledger.write() as connection:
        made = _carry_through(connection, report)
        refresh(connection, [report])
    return made


def carry_pending(ledger: Ledger) -> int:
    """Carry whatever is not carried yet, in any report; give how many successions are new.

    For the end of an ``add``, and the beginning of the next one after an interruption.
    """
    made = 0
    with ledger.read() as connection:
        reports = judgements.reports_with_versions(connection)
    for report in reports:
        with ledger.read() as connection:
            versions = judgements.order_of_versions(connection, report)
            pending = any(
                {m.id for m in judgements.mentions_of(connection, old)}
                - judgements.carried_into(connection, old, new)
                for new, old in pairwise(versions)
            )
        if pending:
            made += len(carry_report(ledger, report))
    return made


def successor(ledger: Ledger, mention: str) -> str | None:
    """Give the mention of the current version that ``mention`` goes on as; None where none does."""
    with ledger.read() as connection:
        where = judgements.whereabouts(connection, recall_mention(connection, mention))
    return None if where.mention is None else where.mention.id


def _carry_through(connection: Connection, report: str) -> tuple[Succession, ...]:
    versions = judgements.order_of_versions(connection, report)[::-1]
    made: list[Succession] = []
    for old, new in pairwise(versions):
        made += _carry(connection, old, new)
    return tuple(made)


def _carry(connection: Connection, old: str, new: str) -> tuple[Succession, ...]:
    done = judgements.carried_into(connection, old, new)
    waiting = [m for m in judgements.mentions_of(connection, old) if m.id not in done]
    if not waiting:
        return ()
    texts = _Texts(
        judgements.version_text(connection, old),
        judgements.version_text(connection, new),
        cut=bool(judgements.cut_of(connection, new)),
    )
    quotes = {m: Span(*span) for m, span in judgements.quotes_of(connection, old).items()}
    there = judgements.mentions_of(connection, new)
    made: list[Succession] = []
    carried: list[Mention] = []
    for mention in waiting:
        found = find_again(mention, quotes.get(mention.id), texts)
        if found.anchor is None:
            made.append(Succession(mention.id, None, new, found.how))
            continue
        heir = _heir(mention, found.anchor, new, texts, there)
        carried.append(heir)
        made.append(Succession(mention.id, heir.id, new, found.how))
    append(connection, mention_table, [mention_row(m) for m in carried])
    judgements.append_successions(connection, made)
    return tuple(made)


# --------------------------------------------------------------------------- finding it again


class _Texts:
    """The two texts with their sentences, worked out once."""

    def __init__(self, old: str, new: str, *, cut: bool = False) -> None:
        self.old = old
        self.new = new
        self.old_sentences = sentences(old)
        self.new_sentences = sentences(new)
        kept = new.rstrip().rstrip(".… ")
        beginning = len(kept) < CUT_SHORT * len(old) and old.startswith(kept)
        self.reach = self._reach() if cut or beginning else len(old)
        """Where in the old text the new one ends; a whole one reaches its end."""

    def _reach(self) -> int:
        """Give the end of the last sentence of the old text that stands in the new one, too."""
        told = {span.of(self.new) for span in self.new_sentences}
        reached = [s.end for s in self.old_sentences if s.of(self.old) in told]
        return max(reached, default=0)


@dataclass(frozen=True, slots=True)
class _Found:
    anchor: Span | None
    how: str


def find_again(mention: Mention, quote: Span | None, texts: _Texts) -> _Found:
    """Give where a mention's anchor stands in the new text, and how that was found."""
    anchor = mention.anchor
    sentence = _sentence_of(anchor, texts.old_sentences)
    for told in (quote, sentence):
        if told is None or not told.start <= anchor.start <= anchor.end <= told.end:
            continue
        places = _occurrences(told.of(texts.old), texts.new)
        if places:
            at = _same_place(told, places, texts)
            if at is None:
                return _Found(None, "orphaned")
            moved = at - told.start
            return _Found(Span(anchor.start + moved, anchor.end + moved), "unique quote")
    if sentence is None:
        return _Found(None, "orphaned")
    return _find_alike(anchor, sentence, texts)


def _sentence_of(anchor: Span, found: Sequence[Span]) -> Span | None:
    covering = [s for s in found if s.start <= anchor.start and anchor.end <= s.end]
    return covering[0] if covering else None


def _same_place(told: Span, places: Sequence[int], texts: _Texts) -> int | None:
    """Give the one of ``places`` that must be meant, None where that cannot be told."""
    if len(places) == 1 and len(_occurrences(told.of(texts.old), texts.old)) == 1:
        return places[0]
    fitting = [at for at in places if _same_around(told, at, texts)]
    return fitting[0] if len(fitting) == 1 else None


def _same_around(told: Span, at: int, texts: _Texts) -> bool:
    """Say whether the sentence before or the one behind is the same in both texts."""
    before, behind = _neighbours(told, texts.old_sentences, texts.old)
    new_span = Span(at, at + told.end - told.start)
    new_before, new_behind = _neighbours(new_span, texts.new_sentences, texts.new)
    return bool(before and before == new_before) or bool(behind and behind == new_behind)


def _neighbours(told: Span, found: Sequence[Span], text: str) -> tuple[str, str]:
    before = [s for s in found if s.end <= told.start]
    behind = [s for s in found if s.start >= told.end]
    return (
        before[-1].of(text) if before else "",
        behind[0].of(text) if behind else "",
    )


def _occurrences(words: str, text: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _find_alike(anchor: Span, sentence: Span, texts: _Texts) -> _Found:
    words = sentence.of(texts.old)
    alike = []
    for candidate in texts.new_sentences:
        score = fuzz.ratio(words, candidate.of(texts.new), score_cutoff=ALIKE)
        if score >= ALIKE:
            alike.append((score, candidate))
    if not alike:
        return _Found(None, "withdrawn" if sentence.end <= texts.reach else "orphaned")
    with_anchor = [
        (score, at)
        for score, candidate in alike
        if (at := _anchor_in(anchor, sentence, candidate, texts)) is not None
    ]
    if not with_anchor:
        return _Found(None, "orphaned")
    best = max(score for score, _ in with_anchor)
    winners = [at for score, at in with_anchor if score == best]
    return _Found(winners[0], "fuzzy quote") if len(winners) == 1 else _Found(None, "orphaned")


def _anchor_in(anchor: Span, sentence: Span, candidate: Span, texts: _Texts) -> Span | None:
    """Give the anchor's words in a sentence of the new text: of several, the one least moved."""
    word = re.compile(r"(?<!\w)" + re.escape(anchor.of(texts.old)) + r"(?!\w)", re.IGNORECASE)
    said = candidate.of(texts.new)
    starts = [match.start() for match in word.finditer(said)]
    if not starts:
        return None
    offset = anchor.start - sentence.start
    start = candidate.start + min(starts, key=lambda at: (abs(at - offset), at))
    return Span(start, start + anchor.end - anchor.start)


def _heir(
    mention: Mention, anchor: Span, version: str, texts: _Texts, there: Sequence[Mention]
) -> Mention:
    """Give the mention at ``anchor``: one that the new coding made, else the old one moved."""
    same_words = [m for m in there if m.anchor == anchor]
    attribution = _moved_attribution(mention, anchor, texts)
    for fits in (
        [m for m in same_words if m.attribution == attribution and m.ordinal == mention.ordinal],
        [m for m in same_words if m.ordinal == mention.ordinal],
        same_words,
    ):
        if fits:
            return min(fits, key=lambda m: (m.ordinal, m.id))
    return Mention(
        mention_id(version, anchor, attribution, mention.ordinal),
        version,
        anchor,
        attribution,
        mention.ordinal,
    )


def _moved_attribution(mention: Mention, anchor: Span, texts: _Texts) -> Span | None:
    """Give the attribution's words in the new text: the nearest to where they would have moved."""
    if mention.attribution is None:
        return None
    words = mention.attribution.of(texts.old)
    expected = mention.attribution.start + anchor.start - mention.anchor.start
    places = _occurrences(words, texts.new)
    if not places:
        return None
    start = min(places, key=lambda at: (abs(at - expected), at))
    return Span(start, start + len(words))
