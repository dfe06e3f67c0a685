"""Cut and added words: marks without colour, escape codes of our own with it, widths that hold."""

from __future__ import annotations

import re

from rich.cells import cell_len

from dateline.cli.marked import ADDED, CUT, SAME, Piece, columns, wrapped

_CODE = re.compile("\x1b\\[[0-9;]*m")


def test_marks_stand_at_the_ends_of_what_was_cut_and_added():
    lines = wrapped(
        [Piece("They "), Piece("saw two", CUT), Piece(" "), Piece("met", ADDED), Piece(".")],
        60,
        False,
    )
    assert lines == ["They [-saw two-] {+met+}."]


def test_colour_is_closed_on_every_line_and_does_not_change_the_words():
    pieces = [Piece("one "), Piece("two three four five six", CUT), Piece(", seven eight")]
    lines = wrapped(pieces, 12, True)
    assert all(line.count("\x1b[31;9m") == line.count("\x1b[0m") for line in lines)
    assert (
        " ".join(_CODE.sub("", line) for line in lines)
        == "one two three four five six, seven eight"
    )
    assert all(cell_len(_CODE.sub("", line)) <= 12 for line in lines)


def test_a_text_cannot_bring_codes_of_its_own():
    (line,) = wrapped([Piece("red \x1b[31m \x9b0m \u202e end", SAME)], 80, True)
    assert "\x1b" not in line
    assert "\x9b" not in line
    assert "\u202e" not in line


def test_columns_stand_under_each_other_also_with_wide_letters_and_long_words():
    left = [Piece("新华社 报道 说 两 名 士兵 受伤 " + "x" * 50, ADDED)]
    for colour in (False, True):
        lines = [
            _CODE.sub("", line)
            for line in columns(left, [Piece("right side " * 5)], 24, "=", colour)
        ]
        assert all(cell_len(line.split(" = ")[0]) <= 24 for line in lines if " = " in line)
        assert (
            len({cell_len(line[: line.index("right")]) for line in lines if "right" in line}) == 1
        )
