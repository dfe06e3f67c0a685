"""SQL over Arrow tables: results ordered, memory bounded, nothing read or written elsewhere."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from dateline.store.joins import Joins

LETTERS = pa.table({"letter": ["c", "a", "b"], "n": [3, 1, 2]})


def test_named_statements_build_on_each_other():
    with Joins() as joins:
        joins.put("letters", LETTERS)
        joins.make("few", "SELECT * FROM letters WHERE n <= $most", {"most": 2})
        found = joins.rows("SELECT letter FROM few WHERE n > $least ORDER BY n", {"least": 0})
        assert found.to_pylist() == [{"letter": "a"}, {"letter": "b"}]
        joins.put("few", LETTERS)
        assert len(joins.rows("SELECT n FROM few ORDER BY n")) == 3
        joins.drop("few")
        with pytest.raises(Exception, match="few"):
            joins.rows("SELECT n FROM few ORDER BY n")


def test_rows_must_be_ordered():
    with Joins() as joins, pytest.raises(ValueError, match="add ORDER BY"):
        joins.rows("SELECT 1")


def test_names_are_names():
    with Joins() as joins, pytest.raises(ValueError, match="no name for a table"):
        joins.put('x"; DROP TABLE y; --', LETTERS)


def test_nothing_outside_is_read_or_written(tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with Joins() as joins:
        for sql in (
            "SELECT * FROM read_csv($path) ORDER BY 1",
            "SELECT * FROM read_text($path) ORDER BY 1",
        ):
            with pytest.raises(Exception, match="disabled"):
                joins.rows(sql, {"path": str(tmp_path / "secret.csv")})


def test_what_exceeds_the_memory_limit_goes_to_disk():
    numbers = np.random.default_rng(5).integers(0, 1 << 60, 3_000_000)
    with Joins(memory_limit_mib=48) as joins:
        joins.put("number", pa.table({"n": numbers}))
        found = joins.rows("SELECT n FROM number ORDER BY n")["n"].to_numpy()
    assert (found == np.sort(numbers)).all()
