"""Which media types hold reports, as servers and archives state them."""

from __future__ import annotations

import re

_READ = re.compile(
    r"text/(?:html|plain|xml|markdown|csv)|application/(?:xhtml\+xml|pdf|rtf|msword|rss\+xml|atom\+xml|"
    r"rdf\+xml|xml|vnd\.openxmlformats-officedocument\.wordprocessingml\.document|"
    r"vnd\.oasis\.opendocument\.text)",
    re.I,
)
_UNSAID = re.compile(r"(?:application|binary)/(?:octet-stream|force-download|download)", re.I)
_DOCUMENT = re.compile(
    rb"(?:\xef\xbb\xbf|\s)*(?:%PDF-|\{\\rtf|<!doctype\s+html|<html[\s>]|<rss[\s>]|<feed[\s>])", re.I
)


def holds_report(media: str) -> bool:
    """Say whether a media type is one of pages, text, PDF, office files or feeds."""
    return _READ.match(media.strip()) is not None


def may_hold_report(media: str) -> bool:
    """Say so of types too that say nothing, under which servers give PDFs for saving."""
    return holds_report(media) or _UNSAID.match(media.strip()) is not None


def is_report(media: str, beginning: bytes) -> bool:
    """Say whether what a type stands on is a report: where it says nothing, by its first bytes."""
    if holds_report(media):
        return True
    return may_hold_report(media) and _DOCUMENT.match(beginning[:1024]) is not None
