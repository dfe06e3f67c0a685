"""JSON as news APIs give it: which key is what, and what is only a summary."""

from __future__ import annotations

import json

import pytest
from reading_for_tests import ARTICLE, body_of, read_all, title_of

TITLE = "Mine wounds two soldiers near Arkhon"
BODY = "\n\n".join(ARTICLE)
GUARDIAN = {"response": {"status": "ok", "results": [{
    "id": "world/2015/jun/23/mine", "webTitle": "Mine - live", "webUrl": "https://e.org/1",
    "webPublicationDate": "2015-06-23T10:00:00Z", "sectionName": "World",
    "fields": {"headline": TITLE, "byline": "Jane Doe", "bodyText": BODY, "publication": "Post"}}]}}  # fmt: skip
TIMES = {"status": "OK", "response": {"docs": [{
    "_id": "nyt://1", "web_url": "https://e.org/1", "headline": {"main": TITLE, "kicker": None},
    "lead_paragraph": ARTICLE[0], "pub_date": "2015-06-23T10:00:00+0000", "source": "Post",
    "byline": {"original": "By Jane Doe"}, "snippet": "x"}]}}  # fmt: skip
GDELT = {"articles": [{
    "url": "https://e.org/1", "url_mobile": "", "title": TITLE, "seendate": "20150624T120000Z",
    "socialimage": "", "domain": "e.org", "language": "English", "sourcecountry": "Russia"}]}  # fmt: skip
MEDIA_CLOUD = [{
    "id": "abc", "indexed_date": "2015-06-24T01:00:00", "language": "en", "media_name": "Post",
    "media_url": "e.org", "publish_date": "2015-06-23", "title": TITLE, "url": "https://e.org/1", "text": BODY}]  # fmt: skip
EVENT_REGISTRY = {"articles": {"results": [{
    "uri": "77", "lang": "eng", "dateTime": "2015-06-23T11:00:00Z", "dateTimePub": "2015-06-23T10:00:00Z",
    "url": "https://e.org/1", "title": TITLE, "body": BODY, "source": {"uri": "e.org", "title": "Post"},
    "authors": [{"name": "Jane Doe", "uri": "x"}]}], "totalResults": 1}}  # fmt: skip
NEWS_API = {"status": "ok", "totalResults": 1, "articles": [{
    "source": {"id": None, "name": "Post"}, "author": "Jane Doe", "title": TITLE, "description": ARTICLE[0],
    "url": "https://e.org/1", "urlToImage": "", "publishedAt": "2015-06-23T10:00:00Z",
    "content": f"{ARTICLE[0]}… [+1234 chars]"}]}  # fmt: skip
NEWS_CATCHER = {"status": "ok", "articles": [{
    "title": TITLE, "author": "Jane Doe", "published_date": "2015-06-23 10:00:00", "link": "https://e.org/1",
    "clean_url": "e.org", "rights": "Post", "language": "en", "summary": BODY, "_id": "9"}]}  # fmt: skip

WHOLE = "url:https://e.org/1"


@pytest.mark.parametrize(
    ("answer", "blocks", "key", "told"),
    [
        (GUARDIAN, ARTICLE, WHOLE, None),
        (TIMES, ARTICLE[:1], "id:answer:nyt://1", "summary"),
        (MEDIA_CLOUD, ARTICLE, WHOLE, None),
        (EVENT_REGISTRY, ARTICLE, WHOLE, None),
        (NEWS_API, ARTICLE[:1], "id:answer:https://e.org/1", "cut the text"),
        (NEWS_CATCHER, ARTICLE, WHOLE, None),
    ],
    ids=["guardian", "times", "media cloud", "event registry", "newsapi", "newscatcher"],
)
def test_each_api_gives_its_reports(answer, blocks, key, told):
    (reading,) = read_all(json.dumps(answer), "answer.json")
    assert (title_of(reading), reading.url, reading.publisher) == (TITLE, "https://e.org/1", "Post")
    assert body_of(reading) == list(blocks)
    assert reading.published.earliest == "2015-06-23"
    assert reading.source_key == key
    assert any(told in warning for warning in reading.warnings) if told else not reading.warnings


def test_gdelt_gives_titles_and_the_day_it_saw_them():
    (reading,) = read_all(json.dumps(GDELT), "answer.json")
    assert (reading.text, reading.publisher) == (TITLE, "e.org")
    assert reading.captured_at == "2015-06-24T12:00:00Z"
    assert (reading.published.earliest, reading.published.latest) == (None, "2015-06-24")
    assert reading.source_key == "id:answer:https://e.org/1"
    assert any("GDELT gives no text" in warning for warning in reading.warnings)


def test_an_answer_is_read_line_by_line_too():
    line = json.dumps(GUARDIAN["response"]["results"][0])
    (reading,) = read_all(line + "\n" + line, "rows.jsonl")[:1]
    assert body_of(reading) == list(ARTICLE)


def test_named_columns_go_before_what_an_api_means():
    row = EVENT_REGISTRY["articles"]["results"][0]
    (reading,) = read_all(json.dumps(row), "a.jsonl", columns=(("title", "uri"),))
    assert title_of(reading) == "77"
