"""Checking a made-up report, for the tests of the headline check."""

from __future__ import annotations

from functools import cache

from dateline.check import HeadlineCheck, Item, check
from dateline.identity import sha256_hex
from dateline.language import unpack
from dateline.pipeline.report import Coders, Setup
from dateline.types import Reading, Span


@cache
def coders() -> Coders:
    """The coders, loaded once a test run."""
    return Coders(Setup())


def reading(title: str, body: str, language: str = "en") -> Reading:
    """Give a report with this headline over this body."""
    text = f"{title}\n\n{body}" if title else body
    return Reading(
        source_key="id:test:1",
        original=sha256_hex(text.encode()),
        member="1",
        text=text,
        title=Span(0, len(title)) if title else None,
        language=language,
    )


@cache
def checked(title: str, body: str, language: str = "en") -> HeadlineCheck:
    """Give the check of a report with this headline over this body."""
    given = reading(title, body, language)
    bundle = coders().bundle(given)
    annotation = None
    if bundle.annotation_blob is not None:
        annotation = unpack(bundle.annotation_blob, given.text, bundle.version)
    return check(given, annotation, bundle.codings, bundle.resolutions)


def item(found: HeadlineCheck, kind: str, words: str) -> Item:
    """Give the one item of a kind that holds these words."""
    fitting = [i for i in found.items if i.kind == kind and words in i.words]
    assert len(fitting) == 1, [(i.kind, i.words) for i in found.items]
    return fitting[0]
