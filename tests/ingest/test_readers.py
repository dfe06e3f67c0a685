"""What each format gives, and that one bad row costs one row."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_for_tests import ARTICLE, body_of, read_all, read_one, title_of

from dateline.types import Reading, Unreadable

TITLE = "Mine wounds two soldiers near Arkhon"
PAGE = f"""<!DOCTYPE html><html><head><title>{TITLE} | Example Post</title>
<meta property="og:site_name" content="Example Post">
<meta property="article:published_time" content="2015-06-23T10:00:00+03:00">
<link rel="canonical" href="https://example.org/canonical">
</head><body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1><span class="kicker">North Ossetia</span> {TITLE}</h1>
<p class="byline">By Jane Doe</p>{"".join(f"<p>{p}</p>" for p in ARTICLE)}</article>
<footer>Copyright Example Post</footer></body></html>"""


def test_html_gives_title_author_date_and_text():
    reading = read_one(PAGE, "page.html")
    assert title_of(reading) == TITLE
    assert reading.authors == ("Jane Doe",)
    assert reading.publisher == "Example Post"
    assert (reading.published.earliest, reading.published.how) == ("2015-06-23", "metadata")
    assert [p for p in body_of(reading) if p in ARTICLE] == list(ARTICLE)
    assert "Home" not in reading.text


def test_canonical_is_evidence_and_never_identity():
    reading = read_one(PAGE, "page.html")
    assert reading.url == "https://example.org/canonical"
    assert reading.source_key == f"original:{reading.original}#"


def test_the_url_a_page_was_saved_from_is_its_identity():
    page = PAGE.replace(
        "<html>", "<html>\n<!-- saved from url=(0030)https://Example.org/a?utm_source=x&b=1#top -->"
    )
    assert read_one(page, "page.html").source_key == "url:https://example.org/a?b=1"
    assert read_one(PAGE, "page.html", url="https://e.org/").source_key == "url:https://e.org/"


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_content_goes_before_the_extension(name):
    assert read_one(PAGE, name).reader == "html/1"


def test_a_list_stays_one_paragraph():
    items = "".join(
        f"<li>{word} was hit in the night and burnt down</li>" for word in ("Mill", "Barn")
    )
    page = PAGE.replace("</article>", f"<ul>{items}</ul></article>")
    lists = [p for p in body_of(read_one(page, "page.html")) if "Mill was hit" in p]
    assert len(lists) == 1
    assert lists[0].count("\n") == 1


def test_markdown_front_matter_headings_and_links():
    text = (
        "---\ntitle: Mine wounds two soldiers near Arkhon\nauthor: Jane Doe\ndate: 2015-06-23\n"
        "url: https://example.org/a\n---\n# Mine wounds two soldiers near Arkhon\n\n"
        f"{ARTICLE[0]}\n\n## Sappers\n\nSee the [ministry's **statement**](https://example.org/b) of noon.\n"
    )
    reading = read_one(text, "report.md")
    assert title_of(reading) == TITLE
    assert reading.authors == ("Jane Doe",)
    assert reading.published.earliest == "2015-06-23"
    assert reading.source_key == "url:https://example.org/a"
    assert body_of(reading) == [ARTICLE[0], "Sappers", "See the ministry's statement of noon."]


def rows():
    """Give three rows as a list of objects."""
    return [
        {
            "id": str(n),
            "headline": TITLE,
            "body": text,
            "outlet": "Example Post",
            "pub_date": "2015-06-23",
        }
        for n, text in enumerate(ARTICLE, 1)
    ]


def as_csv(delimiter):
    """Give the rows as CSV."""
    lines = [delimiter.join(rows()[0])]
    lines += [delimiter.join(f'"{cell}"' for cell in row.values()) for row in rows()]
    return "\r\n".join(lines)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("\n".join(map(json.dumps, rows())), "rows.jsonl"),
        ("\n".join(map(json.dumps, rows())), "rows"),
        (json.dumps(rows(), indent=1), "rows.json"),
        (json.dumps({"status": "ok", "articles": rows()}), "rows.json"),
        ("\n".join(json.dumps(row, indent=2) for row in rows()), "rows.json"),
        (as_csv(","), "rows.csv"),
        (as_csv(";"), "rows.csv"),
        (as_csv("\t"), "rows.tsv"),
        (gzip.compress("\n".join(map(json.dumps, rows())).encode(), mtime=0), "rows.jsonl.gz"),
    ],
)
def test_rows_are_reports_in_every_row_format(data, name):
    items = read_all(data, name)
    assert [body_of(item) for item in items] == [[text] for text in ARTICLE]
    assert [item.source_key for item in items] == ["id:rows:1", "id:rows:2", "id:rows:3"]
    assert [item.publisher for item in items] == ["Example Post"] * 3
    assert {item.published.earliest for item in items} == {"2015-06-23"}
    assert title_of(items[0]) == TITLE


def test_a_bad_row_is_unreadable_and_the_rest_goes_on():
    lines = [json.dumps(row) for row in rows()]
    lines[1:1] = ['{"id": "broken', "17", json.dumps({"id": "x", "body": ""})]
    items = read_all("\n".join(lines), "rows.jsonl")
    assert [type(i) for i in items] == [
        Reading,
        Unreadable,
        Unreadable,
        Unreadable,
        Reading,
        Reading,
    ]
    assert [i.member for i in items] == ["1", "2", "3", "4", "5", "6"]
    assert all(i.reason for i in items if isinstance(i, Unreadable))


def test_columns_are_named_by_option():
    row = json.dumps({"Meldung": ARTICLE[0], "Kopf": TITLE})
    (item,) = read_all(row, "a.jsonl")
    assert item.code == "no_text"
    assert "Kopf, Meldung" in item.reason
    reading = read_one(row, "a.jsonl", columns=(("text", "Meldung"), ("title", "Kopf")))
    assert (title_of(reading), body_of(reading)) == (TITLE, [ARTICLE[0]])


def test_a_csv_row_with_too_many_cells_is_unreadable():
    items = read_all("title,text\nA mine,one,two,three\nA mine,more of it\n", "a.csv")
    assert [type(item) for item in items] == [Unreadable, Reading]
    assert "line 2" in items[0].reason


def test_a_row_with_html_is_read_as_a_page():
    reading = read_one(json.dumps({"url": "https://e.org/1", "html": PAGE}), "a.jsonl")
    assert title_of(reading) == TITLE
    assert reading.source_key == "url:https://e.org/1"


def test_blocks_joined_by_hashes_are_paragraphs():
    text = " ### ".join([TITLE, "By Reuters", "June 23, 2015", *ARTICLE, "Advertisement"])
    reading = read_one(json.dumps({"text": text}), "a.jsonl")
    assert title_of(reading) == TITLE
    assert body_of(reading) == list(ARTICLE)
    assert [c.name for c in reading.credits] == ["Reuters"]


def test_a_dateline_day_gets_its_year_from_the_capture():
    text = f"GROZNY, June 23 (Reuters) - {ARTICLE[0]}"
    row = {"text": text, "scrape_time": "2015-06-24T10:00:00Z"}
    known = read_one(json.dumps(row), "a.jsonl").published
    assert (known.earliest, known.how) == ("2015-06-23", "dateline")
    assert read_one(text).published.how == "unknown"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "unsupported"),
        (b"PK\x03\x04....", "damaged"),
        (b"\xd0\xcf\x11\xe0....", "unsupported"),
        (b"<?xml version='1.0'?><urlset></urlset>", "unsupported"),
        (b"%PDF-1.4\nbroken", "damaged"),
        (bytes(range(256)) * 20, "binary"),
        (gzip.compress(b"hello" * 1000, mtime=0)[:-9], "truncated"),
        (gzip.compress(gzip.compress(gzip.compress(b"a", mtime=0), mtime=0), mtime=0), "bomb"),
    ],
)
def test_what_is_not_read_says_why(data, code):
    (item,) = read_all(data, "thing")
    assert isinstance(item, Unreadable)
    assert item.code == code
    assert len(item.reason) > 10


def test_a_gzip_bomb_is_refused_before_it_is_unpacked():
    (item,) = read_all(gzip.compress(bytes(40_000_000), mtime=0), "bomb.gz")
    assert item.code == "bomb"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-r", "utf-16-le"])
def test_russian_in_its_encodings(encoding):
    text = "Двое военных ранены при взрыве мины у села Архон, сообщил глава района. Дорогу открыли."
    assert read_one((text * 3).encode(encoding)).text == text * 3


def test_a_declared_encoding_is_used():
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Arkhon", "Arkhón")
    assert title_of(read_one(page.encode("latin-1"), "a.html")).endswith("Arkhón")


def test_damage_is_removed_with_a_warning():
    text = json.dumps({"text": f"\x00{ARTICLE[0]} \ud800\u202e\n\n{ARTICLE[1]}"})
    reading = read_one(text, "a.jsonl")
    assert body_of(reading) == [ARTICLE[0], ARTICLE[1]]
    assert len(reading.warnings) == 3


WORDS = st.lists(
    st.sampled_from(
        [
            "convoy",
            "village",
            "shelling",
            "bridge",
            "army",
            "rebels",
            "ceasefire",
            "Дагестан",
            "mines",
            "1,200",
        ]
    ),
    min_size=16,
    max_size=40,
).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPHS = st.lists(WORDS, min_size=2, max_size=5, unique=True)


@pytest.mark.parametrize("form", ["txt", "md", "html", "jsonl", "csv"])
@settings(max_examples=15, deadline=None)
@given(blocks=PARAGRAPHS)
def test_every_text_round_trips_in_every_format(form, blocks):
    body = "\n\n".join(blocks)
    data = {
        "txt": body,
        "md": f"# {TITLE}\n\n{body}",
        "html": f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
        + "".join(f"<p>{b}</p>" for b in blocks)
        + "</article></body></html>",
        "jsonl": json.dumps({"title": TITLE, "text": body}),
        "csv": f'title,text\n{TITLE},"{body}"\n',
    }[form]
    assert body_of(read_one(data, f"a.{form}")) == blocks


@settings(max_examples=120, deadline=None)
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["a.txt", "a.html", "a.md", "a.csv", "a.json", "a.jsonl", "a.gz", "a"]),
    head=st.sampled_from(
        [b"", b"<html><p>", b"%PDF-1.7\n", b"[{", b'{"text": "', b"\xff\xfe", b"\x1f\x8b\x08"]
    ),
)
def test_random_bytes_give_a_reading_or_a_reason(data, name, head):
    for item in read_all(head + data, name):
        assert isinstance(item, (Reading, Unreadable))
        if isinstance(item, Reading):
            assert "\x00" not in item.text and "\r" not in item.text
            item.text.encode()


@pytest.mark.parametrize("cut", range(0, len(PAGE), 97))
def test_a_truncated_page_gives_a_reading_or_a_reason(cut):
    assert len(read_all(PAGE[:cut], "a.html")) == 1


@pytest.mark.parametrize("tag", ["div", "b", "table"])
def test_deep_nesting_loses_no_text(tag):
    page = f"<html><body>{f'<{tag}>' * 100_000}{ARTICLE[0]}</body></html>"
    assert ARTICLE[0] in read_one(page, "a.html").text


def test_one_report_of_one_long_line_is_refused_with_advice():
    (item,) = read_all(b"word " * 10_000_000, "a.txt")
    assert item.code == "too_long"


def test_deep_json_is_unreadable():
    (item,) = read_all('{"text": ' + "[" * 100_000, "a.jsonl")
    assert isinstance(item, Unreadable)


def test_title_byline_and_date_need_no_empty_lines_between_them():
    head = "Mine wounds two soldiers near Arkhon, governor says\nBy Jane Doe, Example Agency"
    reading = read_one(f"{head}\nAugust 3, 2015\n\n" + "\n\n".join(ARTICLE), "a.txt")
    assert title_of(reading) == "Mine wounds two soldiers near Arkhon, governor says"
    assert reading.authors == ("Jane Doe",)
    assert reading.published.earliest == "2015-08-03"
    assert body_of(reading) == list(ARTICLE)
