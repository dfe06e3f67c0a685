"""Safety: untrusted bytes are parsed in worker processes with limits."""

from __future__ import annotations

from dateline.safety.sandbox import Failure, Job, Limits, ParserPool, Result

__all__ = ["Failure", "Job", "Limits", "ParserPool", "Result"]
