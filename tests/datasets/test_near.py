"""Looking events up by day and latitude finds what looking at each of them finds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.datasets.rows import DAYS, KILOMETRES, _days, _kilometres, _Mine, _Near, _Point

DAY = date(2015, 6, 21)


def points() -> st.SearchStrategy[_Point]:
    def one(offset: int, length: int, latitude: float | None, longitude: float | None) -> _Point:
        first = DAY + timedelta(days=offset)
        return _Point(first, first + timedelta(days=length), latitude, longitude)

    return st.builds(
        one,
        st.integers(-12, 12),
        st.sampled_from([0, 0, 0, 1, 7, 8, 30, 130, 400, 700_000]),
        st.one_of(st.none(), st.floats(-0.6, 0.6), st.sampled_from([90.0, 89.9, -90.0, -89.8])),
        st.one_of(st.none(), st.floats(-0.3, 0.3), st.sampled_from([180.0, -180.0, 179.9])),
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(points(), st.lists(points(), max_size=25))
def test_what_is_near_is_among_what_is_looked_at(row: _Point, others: list[_Point]) -> None:
    events = [_Mine(str(n), point, None) for n, point in enumerate(others)]
    index = _Near()
    for event in events:
        index.add(event)
    near = set()
    for event in events:
        far = _kilometres(row, event.point)
        if _days(row, event.point) <= DAYS and far is not None and far <= KILOMETRES:
            near.add(event.id)
    assert near <= {event.id for event in index.around(row)}


def test_what_is_far_is_not_looked_at() -> None:
    index = _Near()
    for n in range(100):
        day = DAY + timedelta(days=20 * n)
        index.add(_Mine(str(n), _Point(day, day, 1.0 * (n % 5), 0.0), None))
    assert [event.id for event in index.around(_Point(DAY, DAY, 0.0, 0.0))] == ["0"]
