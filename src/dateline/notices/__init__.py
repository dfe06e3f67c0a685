"""Correction and retraction notices: found in texts, attached to reports, and what they flag.

What is found, how notices are attached and what the flags change: docs/versions.md.
"""

from __future__ import annotations

from dateline.notices.facts import Notice, NoticeTarget
from dateline.notices.find import FINDER, find_notices

__all__ = ["FINDER", "Notice", "NoticeTarget", "find_notices"]
