"""A misbehaving parser costs one member, and the pool goes on."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from dateline.safety.sandbox import MOST_FAILURES, Failure, Job, Limits, ParserPool

MIB = 1024 * 1024
QUICK = Limits(seconds=0.4, memory_bytes=512 * MIB, output_bytes=MIB)


@pytest.fixture
def make_pool(monkeypatch):
    """Give a maker of pools whose workers can import the parsers of this folder."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    pools = []

    def make(workers=1, limits=QUICK, parser="parsers_for_tests:parse"):
        pools.append(ParserPool(workers, limits, parser))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def words(results):
    """Give words and failure codes in the order they came."""
    return [r.value.code if isinstance(r.value, Failure) else r.value[0] for r in results]


def test_results_come_in_the_order_of_jobs_whatever_the_workers(make_pool):
    jobs = [Job(f"a{n} b{n} c{n}".encode(), {}, n) for n in range(40)]
    results = list(make_pool(3).stream(jobs))
    assert words(results) == [f"{letter}{n}" for n in range(40) for letter in "abc"]
    assert [r.job.key for r in results] == [n for n in range(40) for _ in range(3)]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("hang", "timeout"),
        ("loop", "timeout"),
        ("crash", "crash"),
        ("exit", "crash"),
        ("eat", "memory"),
        ("flood", "output"),
        ("raise", "error"),
    ],
)
def test_a_bad_member_costs_itself_only(make_pool, word, code):
    pool = make_pool()
    results = list(pool.stream([Job(f"a {word} b".encode(), {}), Job(b"c", {})]))
    assert words(results) == ["a", code, "b", "c"]
    failure = results[1].value
    assert failure.member == "2"
    assert failure.reason


def test_two_bad_members_in_a_row(make_pool):
    assert words(make_pool().stream([Job(b"crash raise exit a raise", {})])) == [
        "crash",
        "error",
        "crash",
        "a",
        "error",
    ]


def test_a_member_whose_worker_was_killed_from_outside_is_read_again(make_pool):
    results = make_pool().stream([Job(b"a b hang c", {})])
    seen = [next(results), next(results)]
    os.kill(seen[1].value[1], signal.SIGKILL)
    seen += results
    assert words(seen) == ["a", "b", "timeout", "c"]


def test_a_worker_that_is_killed_while_it_waits_costs_nothing(make_pool):
    pool = make_pool()
    (first,) = pool.stream([Job(b"a", {})])
    os.kill(first.value[1], signal.SIGKILL)
    assert words(pool.stream([Job(b"b c", {})])) == ["b", "c"]


def test_a_member_whose_workers_were_killed_twice_from_outside_is_read(
    make_pool, tmp_path, monkeypatch
):
    monkeypatch.setenv("DATELINE_ISOLATION", "limits")  # the parser counts in a folder
    job = Job(b"a kill-twice b", {"folder": str(tmp_path)})
    assert words(make_pool().stream([job])) == ["a", "kill-twice", "b"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_member_that_is_killed_every_time_costs_itself(make_pool):
    assert words(make_pool().stream([Job(b"a kill b", {})])) == ["a", "crash", "b"]


def test_a_crash_between_members_ends_the_job_and_blames_none(make_pool):
    pool = make_pool(parser="parsers_for_tests:between")
    values = [r.value for r in pool.stream([Job(b"", {}), Job(b"", {})])]
    assert values[0] == "first"
    assert (values[1].code, values[1].member) == ("crash", "")
    assert values[2] == "first"
    assert len(values) == 4


def test_a_job_that_only_fails_is_given_up(make_pool):
    data = b"raise " * (MOST_FAILURES + 20)
    values = [r.value for r in make_pool().stream([Job(data, {})])]
    assert len(values) == MOST_FAILURES + 1
    assert "given up" in values[-1].reason


def test_prints_of_a_parser_do_not_enter_the_frames(make_pool):
    assert words(make_pool().stream([Job(b"a print b", {})])) == ["a", "print", "b"]


def test_a_worker_inherits_no_secret(make_pool, monkeypatch):
    monkeypatch.setenv("SOME_SERVICE_TOKEN", "secret")
    names = next(iter(make_pool().stream([Job(b"environment", {})]))).value
    assert "SOME_SERVICE_TOKEN" not in names
    assert not [n for n in names if "TOKEN" in n or "KEY" in n or "SECRET" in n]


def test_a_worker_lives_from_job_to_job_and_from_stream_to_stream(make_pool):
    pool = make_pool()
    first = {r.value[1] for r in pool.stream([Job(b"a b", {}), Job(b"c", {})])}
    second = {r.value[1] for r in pool.stream([Job(b"d", {})])}
    assert len(first | second) == 1
    assert os.getpid() not in first


def test_leaving_early_ends_what_is_under_way(make_pool):
    pool = make_pool(2, Limits(seconds=600))
    stream = pool.stream([Job(b"a b hang", {}), Job(b"hang", {})])
    assert next(stream).value[0] == "a"
    stream.close()
    assert words(pool.stream([Job(b"again", {})])) == ["again"]


def test_a_known_answer_needs_no_worker_and_keeps_its_place(make_pool):
    jobs = [Job(b"a", {}), Job(b"", {}, answer=["known"]), Job(b"b", {})]
    assert words(make_pool(2).stream(jobs)) == ["a", "known", "b"]


def test_an_error_of_the_job_maker_reaches_the_caller(make_pool):
    def jobs():
        yield Job(b"a", {})
        raise OSError("disk gone")

    stream = make_pool().stream(jobs())
    assert next(stream).value[0] == "a"
    with pytest.raises(OSError, match="disk gone"):
        next(stream)


def test_jobs_are_taken_as_results_are(make_pool):
    taken = []

    def jobs():
        for n in range(1000):
            taken.append(n)
            yield Job(b"a", {})

    stream = make_pool(1).stream(jobs())
    next(stream)
    stream.close()
    assert len(taken) < 20


def test_one_stream_at_a_time(make_pool):
    pool = make_pool()
    stream = pool.stream([Job(b"a b", {})])
    next(stream)
    with pytest.raises(RuntimeError, match="another pool"):
        next(pool.stream([Job(b"c", {})]))
    stream.close()


def test_a_large_file_and_a_large_result_pass_the_pipes(make_pool):
    pool = make_pool(limits=Limits(output_bytes=8 * MIB))
    long_word = "w" * (5 * MIB)
    assert words(pool.stream([Job(long_word.encode(), {})])) == [long_word]


def test_no_workers_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        ParserPool(0)
