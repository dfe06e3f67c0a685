"""What reports of one text carry, in words: whose report or dispatch, and how many credit it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dateline.fusion.index import Index
from dateline.lineage.goes_back import CREDITED, CUT, MISSING, NAMED

SAME = "the same words"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def carried(versions: Sequence[str], index: Index) -> tuple[str, str]:
    """Give what all of these reports carry, and who credits it, "" where nobody need or can be told.

    "the text of Associated Press, which is not in this ledger" and "3 credit it, 6 do not".
    """
    family = index.families.get(versions[0])
    if family is None or any(index.families.get(version) is not family for version in versions):
        return SAME, ""
    if family.outside is not None:
        what = f"the text of {family.outside}, whose own report is not here"
    elif family.origin is not None and index.names.get(family.origin):
        what = (
            f"the report of {index.names[family.origin]}{_of_day(index.published[family.origin])}"
        )
    else:
        return SAME, ""
    standings = (index.lineage.reports.get(v) for v in versions if v != family.origin)
    return what, _credits(Counter(each.credit for each in standings if each is not None))


def _credits(tally: Counter[str]) -> str:
    credit, lack, cut = tally[CREDITED] + tally[NAMED], tally[MISSING], tally[CUT]
    parts = []
    if credit:
        parts.append(f"{credit} {'credits' if credit == 1 else 'credit'} it")
    if lack:
        parts.append(f"{lack} {'does' if lack == 1 else 'do'} not{'' if credit else ' credit it'}")
    if cut:
        parts.append(f"{cut} {'is' if cut == 1 else 'are'} cut off before saying")
    return ", ".join(parts)


def _of_day(published: tuple[str | None, str | None]) -> str:
    first, last = published
    if first is None or first != last:
        return ""
    day = date.fromisoformat(first)
    return f" of {day.day} {_MONTHS[day.month - 1]} {day.year}"
