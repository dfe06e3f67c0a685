"""What waits between parsers and the caller is bounded in bytes, and nothing stands still."""

from __future__ import annotations

import random
import threading

import pytest

from dateline.safety.stream import Job, Stopped, Stream


def run(
    sizes: list[list[int]], workers: int, ahead_bytes: int
) -> tuple[Stream, list[tuple[int, int]]]:
    """Stream jobs whose results have these sizes; give the stream and the results in order."""
    jobs = [Job(b"", {}, key=n) for n in range(len(sizes))]
    stream = Stream(
        iter(jobs), threading.Event(), threading.Semaphore(4 * workers), ahead_bytes=ahead_bytes
    )

    def work() -> None:
        while (found := stream.next_job()) is not None:
            job, lane = found
            for number, size in enumerate(sizes[job.key]):
                stream.put(lane, (job.key, number), size)
            stream.put(lane, None)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    taken = []
    while (lane := stream.lanes.get()) is not None:
        taken.extend(stream.take(lane))
        stream.slots.release()
    for thread in threads:
        thread.join()
    return stream, taken


@pytest.mark.parametrize("seed", range(10))
def test_results_keep_their_order_and_their_bytes_are_bounded(seed: int) -> None:
    chance = random.Random(seed)
    sizes = [[chance.randrange(1, 40) for _ in range(chance.randrange(9))] for _ in range(60)]
    stream, taken = run(sizes, workers=3, ahead_bytes=100)
    assert taken == [(n, m) for n, row in enumerate(sizes) for m in range(len(row))]
    assert stream.held == 0
    # What the caller waits for passes whatever waits elsewhere: one result more than the budget.
    assert stream.most_held < 100 + 40


def test_results_larger_than_the_budget_pass_one_by_one() -> None:
    stream, taken = run([[500, 500], [], [500]], workers=2, ahead_bytes=100)
    assert taken == [(0, 0), (0, 1), (2, 0)]
    assert stream.most_held == 500


def test_who_waits_for_room_hears_that_the_caller_left() -> None:
    stream = Stream(iter([Job(b"", {})]), threading.Event(), threading.Semaphore(1), ahead_bytes=10)
    found = stream.next_job()
    assert found is not None
    stream.put(found[1], "first", 10)
    stream.stop.set()
    with pytest.raises(Stopped):
        stream.put(found[1], "second", 10)
