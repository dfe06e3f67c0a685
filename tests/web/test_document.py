"""The file: nothing in it can run but its own script, and nothing in it is fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from page_for_tests import record

from dateline.web.data import page_data
from dateline.web.document import document, embedded_json

ATTACKS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "\u2028alert(1)\u2029",
    "' onload='alert(1)",
    '"><svg/onload=alert(1)>',
    "]]>",
    "\ud800 lone",
)


@pytest.fixture(scope="module")
def page() -> str:
    """The record's page."""
    return document(page_data(record()))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_ends_the_data_or_begins_markup(attack: str) -> None:
    data = {**page_data(record()), "title": attack}
    page = document(data)
    page.encode("utf-8")
    tree = html.document_fromstring(page.encode("utf-8"))
    scripts = tree.xpath("//script")
    assert [script.get("type") for script in scripts] == ["application/json", None]
    assert not tree.xpath("//img | //svg | //iframe | //link | //object | //base | //form")
    assert json.loads(scripts[0].text)["title"] == attack


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_json_is_the_same_data_without_dangerous_letters(data: object) -> None:
    text = embedded_json(data)
    assert json.loads(text) == data
    assert not set(text) & set("<>&\u2028\u2029")
    text.encode("utf-8")


def test_the_policy_names_the_script_and_style_by_their_bytes(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    said = policy[1].replace("&#x27;", "'")
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in said
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
        assert rule in said
    assert "unsafe" not in said
    assert "http" not in said


def test_nothing_is_fetched_and_nothing_is_inline_that_the_policy_would_stop(page: str) -> None:
    tree = html.document_fromstring(page.encode("utf-8"))
    assert not tree.xpath("//@src | //@href | //@style | //@*[starts-with(name(), 'on')]")


def test_the_script_never_parses_markup(page: str) -> None:
    script = re.findall(r"<script>(.*?)</script>", page, re.S)[0]
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "srcdoc",
    ):
        assert sink not in script
    assert "<!--" not in script


def test_the_same_record_gives_the_same_bytes(page: str) -> None:
    assert document(page_data(record())) == page


def test_the_page_of_a_small_record_is_small(page: str) -> None:
    assert len(page.encode("utf-8")) < 400_000
