"""A codebook's unit of analysis as fusion uses it."""

from __future__ import annotations

from typing import Any

from dateline.coding.codebook import Codebook, CodebookError
from dateline.fusion.facts import Unit

PLACE_LEVELS = ("locality", "admin1", "country")


def default_unit(codebook: str) -> Unit:
    """Give the unit of a codebook that states none: the same people in one place on one day."""
    return Unit(codebook, 1, "locality", same_actors=True, same_recipients=True)


def unit_of(codebook: Codebook) -> Unit:
    """Give the unit of analysis that a codebook declares; what it leaves out is as by default.

    Raises :class:`~dateline.coding.codebook.CodebookError` naming the field and what it may hold.
    """
    stated = codebook.unit_of_analysis
    usual = default_unit(codebook.name)
    window = stated.get("time_window_days", usual.time_window_days)
    if isinstance(window, bool) or not isinstance(window, int) or window < 1:
        raise _wrong(codebook, "time_window_days", window, "a whole number of days, 1 or more")
    level = stated.get("place_level", usual.place_level)
    if level not in PLACE_LEVELS:
        raise _wrong(codebook, "place_level", level, f"one of {', '.join(PLACE_LEVELS)}")
    return Unit(
        codebook=codebook.name,
        time_window_days=window,
        place_level=level,
        same_actors=_flag(codebook, "same_actors"),
        same_recipients=_flag(codebook, "same_recipients"),
        states=frozenset(str(name) for name in stated.get("states") or ()),
    )


def _flag(codebook: Codebook, field: str) -> bool:
    value = codebook.unit_of_analysis.get(field, True)
    if not isinstance(value, bool):
        raise _wrong(codebook, field, value, "true or false")
    return value


def _wrong(codebook: Codebook, field: str, value: Any, may: str) -> CodebookError:
    return CodebookError(
        f"codebook {codebook.name}: unit_of_analysis: {field}: {value!r} is not {may}"
    )
