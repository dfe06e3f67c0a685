"""Markdown: front matter becomes metadata, the first heading the title, links their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from dateline.ingest.clean import clean_characters, paragraphs
from dateline.ingest.columns import guess_columns
from dateline.ingest.credits import author_names
from dateline.ingest.decode import decode
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.published import from_value
from dateline.ingest.readers import Member, Source

VERSION = "markdown/2"
FRONT_MATTER_CHARACTERS = 20_000
"""YAML is parsed up to this size only; its aliases are refused."""

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)[^\n]*$", re.M)
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,500}\")?\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,500}\")?\)|\[[^\[\]\n]{0,200}\])"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:\s+\S+[^\n]*$", re.M)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(
    r"(?<![\w*_\\])(\*\*\*|\*\*|__|\*|_)(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?![\w*_])"
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^(=+|-+)[ \t]*$")
_QUOTE_MARK = re.compile(r"^ {0,3}>[ ]?", re.M)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def members(source: Source) -> Iterator[Member]:
    """Give the one report of a Markdown file."""
    yield Member("", lambda: read(source.data, source.options))


def read(data: bytes, options: IngestOptions) -> Draft:
    """Give the draft of a Markdown file's bytes."""
    text, warnings = decode(data)
    most = options.limits.report_characters
    if len(text) > most:
        raise ReadingError(
            "too_long", f"one report of more than {most:,} characters; split the file"
        )
    text, damage = clean_characters(text)
    front, text, trouble = _front_matter(text)
    title, body = _title(_plain(text))
    columns = guess_columns(front, options.columns)
    value = {name: _as_text(front.get(column)) for name, column in columns.items()}
    stated = value.get("title")
    if stated and title and stated != title:
        body = f"{title}\n\n{body}"
    return Draft(
        blocks=tuple(paragraphs(body)),
        reader=VERSION,
        title=stated or title,
        url=value.get("url"),
        url_is_fetched=bool(value.get("url")),
        row_id=None,
        publisher=value.get("publisher"),
        publisher_how="metadata" if value.get("publisher") else "unknown",
        authors=author_names(value.get("author") or ""),
        published=from_value(value.get("date") or ""),
        language=(value.get("language") or "")[:2].lower() or None,
        captured_at=value.get("captured"),
        warnings=(*warnings, *damage, *trouble),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    match = _FRONT.match(text.lstrip("\n"))
    if match is None or len(match["yaml"]) > FRONT_MATTER_CHARACTERS:
        return {}, text, ()
    try:
        if any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(match["yaml"])):
            return {}, text, ("front matter with aliases left as text",)
        value = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        kind = type(error).__name__
        return {}, text, (f"front matter that is no YAML ({kind}) left as text",)
    if not isinstance(value, dict):
        return {}, text, ()
    front = {str(key): item for key, item in value.items()}
    return front, text.lstrip("\n")[match.end() :], ()


def _as_text(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    return str(value).strip() or None if value is not None else None


def _plain(text: str) -> str:
    """Give the words of Markdown: links, emphasis, fences, comments and quote marks undone."""
    text = _without_comments(text)
    text = _FENCE.sub("", text)
    text = _DEFINITION.sub("", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _QUOTE_MARK.sub("", text)
    for _ in range(2):  # emphasis inside emphasis
        text = _STRONG.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def _without_comments(text: str) -> str:
    """Cut comments; one that is never closed stays. A pattern would look to the end from each."""
    kept, at = [], 0
    while (opened := text.find("<!--", at)) >= 0:
        closed = text.find("-->", opened + 4)
        if closed < 0:
            break
        kept.append(text[at:opened])
        at = closed + 3
    return "".join((*kept, text[at:]))


def _title(text: str) -> tuple[str | None, str]:
    """Give the first heading, where no paragraph of text precedes it, and the rest as paragraphs."""
    title = None
    lines: list[str] = []
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        words = heading[2] if heading else None
        underline = _UNDERLINE.match(line)
        if underline and lines and lines[-1].strip() and (len(lines) < 2 or not lines[-2].strip()):
            words = lines.pop().strip()
        if words is None:
            lines.append(line)
        elif title is None and not any(line.strip() for line in lines):
            title = words
        else:
            lines += ["", words, ""]
    return title or None, "\n".join(lines)
