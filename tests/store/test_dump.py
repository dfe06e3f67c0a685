"""Dumps: equal for any order of arrival, whoever wrote, and after being cut off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.review import carry_pending, carry_report, decide
from dateline.store import Ledger, ReportBundle, open_ledger, schema
from dateline.store.dump import _KINDS
from dateline.types import Actor, Unreadable
from ledger_factories import Telling, add, bundle, original_bytes, prepare

TELLINGS = st.lists(
    st.builds(
        Telling,
        actor=st.sampled_from(["Northern Front", "Blue Brigade"]),
        verb=st.sampled_from(["shelled", "raided"]),
        place=st.sampled_from(["Dorva", "Kesh"]),
        source=st.sampled_from(["police", None]),
        killed=st.sampled_from(["4", "1,200", None]),
    ),
    max_size=3,
)
BUNDLES = st.lists(
    st.builds(
        lambda key, day, tellings: bundle(
            key, ["It was quiet before.", *tellings], captured_at=f"2015-06-{day:02}"
        ),
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 28),
        TELLINGS,
    ),
    min_size=1,
    max_size=6,
    # Two captures of one report on one day in one text would be one capture.
    unique_by=lambda made: (made.report, made.reading.captured_at),
)
# A ledger is made for each example; the fixture only gives the template that it is copied from.
EXAMPLES = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _filled(
    make: Callable[[str], Ledger], bundles: Iterable[ReportBundle], others: int = 0
) -> Sequence[str]:
    """Write through one or two programs by turns, then carry, and give the dump."""
    first = make(os.urandom(8).hex())
    prepare(first)
    writers = [first, open_ledger(first.path)]
    for n, each in enumerate(bundles):
        add(writers[n * others % 2], each)
    carry_pending(first)
    writers[1].close()
    return list(first.dump())


@EXAMPLES
@given(made=BUNDLES, data=st.data())
def test_any_order_and_two_writers_give_one_dump(
    new_ledger: Callable[[str], Ledger], made: list[ReportBundle], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(made))
    expected = _filled(new_ledger, made)
    assert _filled(new_ledger, shuffled) == expected
    assert _filled(new_ledger, shuffled + made, others=1) == expected


@EXAMPLES
@given(made=BUNDLES, data=st.data())
def test_carrying_after_each_report_gives_the_same_as_carrying_at_the_end(
    new_ledger: Callable[[str], Ledger], made: list[ReportBundle], data: st.DataObject
) -> None:
    by_turns = new_ledger(os.urandom(8).hex())
    prepare(by_turns)
    for each in data.draw(st.permutations(made)):
        add(by_turns, each)
        carry_report(by_turns, each.report)
    assert list(by_turns.dump()) == _filled(new_ledger, made)


def test_forms_of_an_actor_do_not_depend_on_which_came_first(
    new_ledger: Callable[[str], Ledger],
) -> None:
    dumps = []
    for name, order in (
        ("x", ("Al-Nur Front", "al-Nur front")),
        ("y", ("al-Nur front", "Al-Nur Front")),
    ):
        ledger = new_ledger(name)
        for written in order:
            ledger.write_relations([], [Actor("A1", written, "armed_group", (), None, False)])
        dumps.append((list(ledger.dump()), ledger.actor("A1").name))
    assert dumps[0] == dumps[1]


def test_a_dump_is_canonical_and_sorted(ledger: Ledger) -> None:
    prepare(ledger)
    for key in ("b", "a"):
        add(ledger, bundle(key, [Telling(), Telling(actor="Фронт")]))
    lines = list(ledger.dump())
    things = [json.loads(line) for line in lines]
    order = [(thing["kind"], thing["id"]) for thing in things]
    assert order == sorted(set(order))
    for line, thing in zip(lines, things, strict=True):
        same = json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert line == same


def test_a_dump_has_no_clocks_and_paths(ledger: Ledger, tmp_path: Path) -> None:
    prepare(ledger)
    made = bundle("a", [Telling()])
    add(ledger, made)
    decide(ledger, made.codings[0].mentions[0].id, "accept", author="Ann")
    where = str(tmp_path / "report.pdf")
    ledger.write_unreadable(Unreadable(None, "", where, "missing", f"{where}: not found"))
    (decision,) = ledger.decisions()
    text = "\n".join(ledger.dump())
    assert decision.at not in text
    assert str(tmp_path) not in text
    with ledger.read() as connection:
        arrived = connection.exec_driver_sql("SELECT arrived_at FROM capture").scalar_one()
    assert arrived not in text
    assert '"reason":"...: not found"' in text


def test_every_table_is_dumped_or_a_cache() -> None:
    inside_others = {
        "original_media",
        "claim_slot",
        "claim_attribution",
        "claim_group_member",
        "relation_basis",
    }
    assert set(_KINDS) | inside_others | schema.CACHES == set(schema.metadata.tables)


def test_annotations_are_a_cache(new_ledger: Callable[[str], Ledger]) -> None:
    made = bundle("a", [Telling()])
    bare = replace(made, annotation_blob=None)
    assert _filled(new_ledger, [made]) == _filled(new_ledger, [bare])


# --------------------------------------------------------------------------- being cut off

CHILD = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from ledger_factories import Telling, add, bundle, prepare
from dateline.store import findings, ledger as ledger_module, open_ledger, originals, writing
from dateline.types import Mention

point = sys.argv[2]
left = int(sys.argv[3])

def die_before(module, name, when=lambda *a, **k: True):
    real = getattr(module, name)
    def wrapped(*args, **kwargs):
        global left
        if when(*args, **kwargs):
            left -= 1
            if left == 0:
                os._exit(9)
        return real(*args, **kwargs)
    setattr(module, name, wrapped)

if point == "fsync":
    die_before(originals.os, "fsync")
if point == "rename":
    die_before(Path, "replace")
if point == "original stored":
    die_before(ledger_module, "append_one", lambda c, table, row: table.name == "original")
if point == "claims written":
    die_before(findings, "append", lambda c, table, rows: table.name == "claim_slot")
if point == "before commit":
    from sqlalchemy.engine.default import DefaultDialect
    die_before(DefaultDialect, "do_commit")

ledger = open_ledger(sys.argv[1], create=True)
prepare(ledger)
for key in "abcd":
    add(ledger, bundle(key, [Telling(), Telling(verb="raided", actor=f"Group {{key}}")]))
print("done")
"""

POINTS = [
    ("fsync", 2),
    ("rename", 2),
    ("original stored", 3),
    ("claims written", 2),
    ("before commit", 8),
    ("before commit", 9),
]


def _run_child(ledger: Path, point: str, left: int) -> subprocess.CompletedProcess[str]:
    program = CHILD.format(tests=str(Path(__file__).resolve().parents[1]))
    command = [sys.executable, "-c", program, str(ledger), point, str(left)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("point", "left"), POINTS)
def test_a_program_killed_anywhere_leaves_a_ledger_that_goes_on(
    new_ledger: Callable[[str], Ledger], point: str, left: int
) -> None:
    bundles = [
        bundle(key, [Telling(), Telling(verb="raided", actor=f"Group {key}")]) for key in "abcd"
    ]
    expected = _filled(new_ledger, bundles)
    ledger = new_ledger("killed")
    killed = _run_child(ledger.path, point, left)
    assert (killed.returncode, killed.stdout) == (9, ""), killed.stderr
    with open_ledger(ledger.path) as reopened, reopened.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        # A report is there whole or not at all.
        whole = connection.exec_driver_sql("SELECT count(*) FROM claims").scalar_one()
        assert whole == 2 * len(reopened.versions())
        assert len(reopened.versions()) < len(bundles)
    finished = _run_child(ledger.path, "nowhere", 0)
    assert finished.stdout == "done\n", finished.stderr
    assert list(ledger.dump()) == expected
    for each in bundles:
        key = each.reading.source_key.rpartition("/")[2]
        assert ledger.original(each.reading.original) == original_bytes(key, each.reading.text)
