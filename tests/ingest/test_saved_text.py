"""Pages saved as text, without marks: what stands above, amid and below the report."""

from __future__ import annotations

import pytest
from reading_for_tests import ARTICLE, body_of, read_one, title_of

from dateline.ingest.asides import asides
from dateline.ingest.author_notes import noted_name
from dateline.ingest.credit_notes import source_note
from dateline.ingest.credits import bare_byline, byline, name_line

TITLE = "Mine wounds two soldiers near Arkhon"
SENTENCE = (
    "The governor said on Tuesday that the road to Arkhon would stay closed until engineers had "
    "searched both of its shoulders, which may take a week."
)


def page(*blocks: str) -> str:
    return " ### ".join(blocks)


def pairs(credits):
    return [(credit.kind, credit.name) for credit in credits]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jane Doe Contact Reporter", [("author", "Jane Doe")]),
        ("Jane Doe About | Email | Archive", [("author", "Jane Doe")]),
        ("Jane Doe | Associated Press", [("author", "Jane Doe"), ("agency", "Associated Press")]),
        ("desk@paper.example (Jane Doe)", [("author", "Jane Doe")]),
        (
            "Jane Doe , Valley Republic Published 7:05 a.m. MT June 16, 2014",
            [("author", "Jane Doe"), ("publisher", "Valley Republic")],
        ),
        ("Wireline — Jane Doe", [("source", "Wireline"), ("author", "Jane Doe")]),
        ("Jane Doe / AP", []),
        ("Jane Doe | AP", []),
        ("Jane Doe / Valley Post", []),
        ("Menu Toggle", []),
        ("Channel Two", []),
        ("Popular Stories", []),
        ("Ardon County", []),
    ],
)
def test_names_alone_and_what_took_a_picture(line, expected):
    assert pairs(name_line(line)) == expected


def test_offices_behind_an_agency_are_no_part_of_its_name():
    expected = [("author", "Jane Doe"), ("agency", "Associated Press")]
    assert pairs(byline("By JANE DOE AP National Security Writer")) == expected
    assert pairs(byline("Analysis by Jane Doe , CNN Editor-at-large")) == [
        ("author", "Jane Doe"),
        ("agency", "CNN"),
    ]
    assert pairs(bare_byline("Jane Doe, The Associated Press •")) == expected


@pytest.mark.parametrize(
    ("note", "names"),
    [
        (
            "Write to me. Ann Lee ( ann@p.example / @ann ) contributed to the newsletter.",
            ["Ann Lee"],
        ),
        ("Valley News' Ann Lee contributed to this report.", ["Ann Lee"]),
        ("The army contributed to this report of the ministry.", []),
    ],
)
def test_contributors(note, names):
    assert [c.name for c in source_note(note) if c.kind == "author"] == names


def test_a_note_names_who_wrote_it_by_work():
    assert noted_name("Ann Lee is a freelance journalist based in Riga.") == "Ann Lee"
    assert noted_name("Ann B. Lee, PhD, is the author of two books.") == "Ann B. Lee"
    assert noted_name("Ann Lee is a suspect in two bombings.") is None
    assert noted_name("The governor is a lawyer in Riga.") is None


def test_the_closing_note_credits_the_author_that_no_byline_names():
    note = "Ann Lee is a lawyer in Riga. She writes about mines."
    reading = read_one(page(TITLE, *ARTICLE, note))
    assert reading.authors == ("Ann Lee",)
    assert body_of(reading) == list(ARTICLE)
    assert note in reading.furniture


def test_a_closing_paragraph_about_somebody_of_the_report_stays():
    last = "Ann Lee is a lawyer in Riga."
    reading = read_one(page(TITLE, *ARTICLE, "The road is safe, Ms Lee said.", last))
    assert reading.authors == ()
    assert body_of(reading)[-1] == last


def test_what_stands_above_the_title_is_cut_and_prompts_do_not_hide_it():
    text = page(
        "You can change the location of the weather at any time, or not.",
        "Opinion",
        TITLE,
        "Get the Valley's app for free. Then choose your town.",
        *ARTICLE,
    )
    reading = read_one(text)
    assert title_of(reading) == TITLE
    assert body_of(reading) == list(ARTICLE)


def test_a_title_right_above_its_date_needs_no_word_of_the_text():
    reading = read_one(
        page("Letters for Tuesday, Sept. 30", "September 29, 2014 — 5:45pm", *ARTICLE)
    )
    assert title_of(reading) == "Letters for Tuesday, Sept. 30"
    assert reading.published.earliest == "2014-09-29"


def test_a_link_below_the_byline_is_no_title_though_it_is_printed_twice():
    link = "Two soldiers charged over mine that wounded a road crew"
    reading = read_one(page(TITLE, "By Jane Doe", link, link, *ARTICLE))
    assert title_of(reading) == TITLE
    assert reading.authors == ("Jane Doe",)


def test_a_byline_below_a_long_caption_is_found_and_a_bare_name_above_it_is_not():
    reading = read_one(page(TITLE, "Evan Roe", SENTENCE * 2, "By JANE DOE", *ARTICLE))
    assert reading.authors == ("Jane Doe",)


def test_a_byline_at_the_foot_is_found():
    reading = read_one(page(TITLE, *ARTICLE, "By Jane Doe jane.doe@valley.example"))
    assert reading.authors == ("Jane Doe",)
    assert body_of(reading) == list(ARTICLE)


def test_the_site_beside_a_date_is_credited():
    row = page(TITLE, "Valley News June 16, 2014, 7:29 AM", *ARTICLE)
    reading = read_one(row, publisher="valleynews.com")
    assert ("publisher", "Valley News") in pairs(reading.credits)
    assert reading.published.earliest == "2014-06-16"


def test_a_pull_quote_and_its_speaker_are_beside_the_text():
    pulled = "We found two more mines under the same bridge in June"
    whole = f'"{pulled}, and nobody had told us," said Ann Lee, who leads the engineers of the district.'
    texts = [SENTENCE, whole, pulled, "Ann Lee, engineer", SENTENCE.replace("Tuesday", "Friday")]
    assert asides(texts) == {2, 3}
    assert asides([*texts, f"{SENTENCE} " * 2_000]) == set()  # no page is that long


def test_a_passage_that_is_quoted_twice_stays():
    long = " ".join(
        [SENTENCE, "He said that twice, in the same words, and would not say it again."]
    )
    assert len(long) > 200
    assert (
        asides([SENTENCE.replace("road", "path"), long * 2, f"{long * 2} Then he left."]) == set()
    )


def test_an_open_line_amid_sentences_is_a_caption_and_a_subheading_is_not():
    caption = "The road to Arkhon was closed to all traffic but the army on Tuesday morning"
    texts = [SENTENCE.replace("week", f"week or {n}") for n in range(8)]
    texts[3:3] = [caption]
    texts[6:6] = ["What the engineers found"]
    assert asides(texts) == {3}


def test_headings_and_lists_of_open_lines_stay():
    line = "The bridge that was mined in the spring of last year, number {}"
    headings = [
        t for n in range(5) for t in (line.format(n), SENTENCE.replace("week", f"week, {n}"))
    ]
    assert asides(headings) == set()
    listed = [SENTENCE.replace("week", f"week {chr(97 + n)}") for n in range(20)]
    listed[5:5] = [line.format(n) for n in range(4)]
    assert asides(listed) == set()


def test_a_caption_cut_short_gives_way_to_the_whole():
    cut = f"{SENTENCE[:60]} ... more"
    assert asides(["A", f"{SENTENCE} less", cut, SENTENCE.upper()]) == {2}


def test_numbers_and_addresses_on_lines_of_their_own_stay_and_share_bars_go():
    kept = ("2014", "030 5683 8000", "https://valley.example/reports/2014")
    reading = read_one(
        page(TITLE, ARTICLE[0], *kept, "CONNECT TWEET LINKEDIN 4 COMMENTEMAILMORE", SENTENCE)
    )
    assert body_of(reading) == [ARTICLE[0], *kept, SENTENCE]
