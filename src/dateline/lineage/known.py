"""What is known of each current report before reports are weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.lineage.credited import Credited, credited, follows
from dateline.lineage.facts import Text
from dateline.lineage.outlets import outlet_key, same_outlet
from dateline.lineage.stretches import Left
from dateline.types import Span

QUOTE_HEAVY = 0.25
"""Share of a body that must be its own words for quotations to be left out of account: of a speech
printed whole, the speech is the text."""


@dataclass(frozen=True, slots=True)
class Known:
    """A report: whose it is, whom it credits, and which of its characters are its own words."""

    text: Text
    publisher: str
    """Comparable; "" where not known."""
    body: Span
    furniture: tuple[Span, ...]
    quoted: Left
    """Counts what is outside quotations, in the whole text."""
    own: Left
    """Counts the body without furniture and, unless it is mostly these, without quotations."""
    credits: tuple[Credited, ...]
    follows: Mapping[str, str]
    """Names that it says it follows, comparable, with its words; the longest names first."""

    @property
    def version(self) -> str:
        """Its version."""
        return self.text.version

    @property
    def name(self) -> str:
        """Its publisher, for a reader."""
        return self.text.publisher or "a publisher not known"

    def credits_for_text(self) -> tuple[Credited, ...]:
        """Give the credits that are for the text, not for help with it."""
        return tuple(credit for credit in self.credits if not credit.helped)

    def credits_publisher_of(self, other: Known) -> Credited | None:
        """Give the credit that names another report's publisher, None where none does."""
        for credit in self.credits_for_text():
            if same_outlet(credit.key, other.publisher):
                return credit
        return None

    def follows_publisher_of(self, other: Known) -> str | None:
        """Give the words by which it says that it follows another report's publisher."""
        for key, words in self.follows.items():
            if same_outlet(key, other.publisher):
                return words
        if other.text.url and other.text.url in self.text.text:
            return other.text.url
        return None


def know(text: Text, furniture: Sequence[Span], quotes: Sequence[Span]) -> Known:
    """Give what is known of one report."""
    body = body_of(text)
    head = [(0, body.start), *furniture]
    own = Left(len(text.text), [*head, *quotes])
    with_quotes = Left(len(text.text), head)
    if own.total < QUOTE_HEAVY * with_quotes.total:
        own = with_quotes
    return Known(
        text,
        outlet_key(text.publisher) if text.publisher else "",
        body,
        tuple(furniture),
        Left(len(text.text), quotes),
        own,
        credited(text),
        dict(sorted(follows(text.text).items(), key=lambda each: (-len(each[0]), each[0]))),
    )


def body_of(text: Text) -> Span:
    """Give the span behind the title."""
    start = 0 if text.title is None else text.title.end
    while start < len(text.text) and text.text[start].isspace():
        start += 1
    return Span(start, len(text.text))


def earlier(a: Known, b: Known) -> str | None:
    """Give in words that ``a`` was published before ``b``; None where the dates do not say so.

    What a text merely mentions bounds nothing here, and a page that was updated has lost its day.
    """
    first, second = a.text.published, b.text.published
    loose = {"inferred", "unknown"}
    if first.how in loose or second.how in loose or "updated" in (first.note, second.note):
        return None
    if first.latest is None or second.earliest is None:
        return None
    if first.latest < second.earliest:
        return f"published {first.latest}, the other {second.earliest}"
    moments = _moment(first.stated), _moment(second.stated)
    if moments[0] is not None and moments[1] is not None and moments[0] < moments[1]:
        return f"published {first.stated}, the other {second.stated}"
    return None


def _moment(stated: str | None) -> datetime | None:
    """Give a full time with its zone; None for anything less."""
    try:
        moment = datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
