"""Hostile files cost themselves alone: good reports among them are in, and each gets its reason."""

from __future__ import annotations

import hashlib
import os
import re

import pytest
from hostile_for_tests import SLOW, hostile, news
from hostile_texts_for_tests import encoded
from typer.testing import CliRunner

from dateline.cli import app
from dateline.ingest.files import Given, read_files
from dateline.ingest.options import IngestOptions
from dateline.ingest.original import read_original
from dateline.safety.sandbox import MIB, Limits, ParserPool
from dateline.types import Reading, Unreadable

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
EVERY = 10
"""A good report stands behind every tenth hostile one."""


def judged(cases, pool):
    """Give what is wrong with the reading of the cases and of good reports among them, as lines."""
    wrong, good, case, found = [], 0, None, []
    for name, data in _mixed(cases):
        found = [received.item for received in read_files(pool, [Given(name, data)])]
        case = name
        if name.startswith("good-"):
            good += 1
            text = data.decode().split(",")[0]
            if not any(isinstance(item, Reading) and text in item.text for item in found):
                wrong.append(f"{name}: a good report is not in: {found}")
            continue
        wrong.extend(_told(case, found))
    return wrong, good


def _mixed(cases):
    for number, case in enumerate(cases):
        yield case.name, case.data()
        EXPECTED[case.name] = case.expected
        if number % EVERY == 0:
            yield f"good-{number}.txt", news(number)


EXPECTED: dict[str, str] = {}


def _told(name, found):
    """Give what is wrong with what became of a hostile file."""
    expected = EXPECTED.get(name, "any")
    unreadable = [item for item in found if isinstance(item, Unreadable)]
    readings = [item for item in found if isinstance(item, Reading)]
    if not found:
        yield f"{name}: nothing was said of it"
    if expected == "read" and not readings:
        yield f"{name}: not read: {unreadable[:1]}"
    if expected == "refused" and readings:
        yield f"{name}: read: {readings[0].text[:80]!r}"
    for item in unreadable[:100]:
        if item.code in ("error", "crash"):
            yield f"{name}: {item.code}: {item.reason}"
        if ";" not in item.reason or len(item.reason) > 1000:
            yield f"{name}: {item.code} without a next step, or too long: {item.reason[:200]}"
        if INVISIBLE.search(f"{item.member}{item.reason}"):
            yield f"{name}: control characters in {item.member[:50]!r} or {item.reason[:200]!r}"
    for item in readings[:100]:
        names = (item.member, item.publisher or "", *item.authors, item.url or "")
        if INVISIBLE.search(item.text) or any(map(INVISIBLE.search, names)):
            yield f"{name}: control characters in the reading"


def test_hostile_files_cost_themselves_alone():
    with ParserPool(1, Limits(memory_bytes=1024 * MIB)) as pool:
        wrong, good = judged(hostile_quick(), pool)
    assert wrong == []
    assert good >= 20  # behind every tenth of more than 200 cases


def hostile_quick():
    """Give the cases that take a moment."""
    return (case for case in hostile() if case.name not in SLOW)


@pytest.mark.deep
@pytest.mark.skipif(
    not os.environ.get("DATELINE_LAB"), reason="takes minutes: run with make lab (DATELINE_LAB=1)"
)
def test_large_hostile_files_cost_themselves_alone():
    """Whatever they unpack to, their parsers stay within a gibibyte."""
    slow = [case.name for case in hostile() if case.name in SLOW]
    assert sorted(slow) == sorted(SLOW)
    with ParserPool(1, Limits(seconds=20.0, memory_bytes=1024 * MIB)) as pool:
        wrong, good = judged((case for case in hostile() if case.name in SLOW), pool)
    assert wrong == []
    assert good > 5


@pytest.mark.deep
def test_one_add_of_all_of_them(tmp_path):
    """The ledger has every good report and the reason of every bad one; the list shows no controls."""
    folder = tmp_path / "in"
    folder.mkdir()
    named = {}
    for number, case in enumerate(hostile_quick()):
        named[f"{number:03}-{case.name}"] = case.expected
        (folder / f"{number:03}-{case.name}").write_bytes(case.data())
        if number % EVERY == 0:
            (folder / f"{number:03}-good.txt").write_bytes(news(number))
    ledger = str(tmp_path / "ledger")
    runner = CliRunner()
    added = runner.invoke(app, ["add", str(folder), "--ledger", ledger])
    assert added.exit_code in (0, 1), added.output[-2000:]
    listed = runner.invoke(app, ["reports", "--ledger", ledger, "--json", "--limit", "100000"])
    text = listed.output
    for number in range(0, len(named), EVERY):
        assert f"original:{hashlib.sha256(news(number)).hexdigest()}" in text, number
    unreadable = runner.invoke(app, ["reports", "--ledger", ledger, "--unreadable", "--json"])
    for name, expected in named.items():
        if expected == "refused":
            assert name in unreadable.output, name
    for output in (added.output, text, unreadable.output):
        assert not INVISIBLE.search(output.replace("\n", ""))


@pytest.mark.parametrize("codec", sorted({name.split(".")[0] for name, *_ in encoded()}))
def test_legacy_encodings_are_read_right_or_flagged(codec):
    for name, data, sentence, certain in encoded():
        if name.split(".")[0] != codec:
            continue
        items = list(read_original(data, name, IngestOptions()))
        right = any(isinstance(item, Reading) and sentence in item.text for item in items)
        flagged = any(
            "encoding" in warning or "stated as" in warning or "no utf-8" in warning
            for item in items
            if isinstance(item, Reading)
            for warning in item.warnings
        )
        assert right or (flagged and not certain), (name, items)


def test_other_scripts_are_not_taken_for_cyrillic():
    for text, codec in (
        ("Οι αντάρτες επιτέθηκαν στην πόλη τη Δευτέρα και σκότωσαν τέσσερις στρατιώτες", "cp1253"),
        ("המורדים תקפו את העיירה ביום שני והרגו ארבעה חיילים", "cp1255"),
        ("هاجم المتمردون بلدة حمص يوم الاثنين وقتلوا أربعة جنود", "cp1256"),
        ("叛军周一袭击了霍姆斯镇并杀死了四名士兵警方说这次袭击", "gb18030"),
    ):
        (item,) = read_original((text + "\n").encode(codec) * 4, "a.txt", IngestOptions())
        assert not any("1251" in w or "koi8" in w for w in item.warnings), (codec, item.warnings)


def test_sums_and_telephone_numbers_are_no_utf_7():
    text = "Call +442071234567 or +12025550143-22; 2+2- is 4, C++ and a+b+c+d too, said Rebels in Homs."
    (item,) = read_original(text.encode() * 3, "a.txt", IngestOptions())
    assert "+442071234567 or +12025550143-22; 2+2- is 4, C++ and a+b+c+d" in item.text
    assert item.warnings == ()
