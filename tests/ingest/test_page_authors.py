"""Whom pages name as their authors, in the ways that publishers write it."""

from __future__ import annotations

import pytest
from reading_for_tests import read_one

BODY = (
    "<p>The bridge over the river was closed on Monday after inspectors found cracks in two of "
    "its piers, the regional office for roads said in a statement.</p><p>Lorries are led through "
    "the old town until the repair is finished, which the office expects in spring.</p>"
)


def page(head: str = "", below: str = "", after: str = "", title: str = "Bridge closed") -> str:
    return (
        f"<html><head><title>{title} | River Post</title>"
        f'<meta property="og:site_name" content="River Post">'
        f'<meta property="og:url" content="https://www.riverpost.example/bridge">{head}</head>'
        f"<body><main><article><h1>{title}</h1>{below}{BODY}{after}</article></main></body></html>"
    )


def linked(author: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge closed",'
        f' "author": {author}}}</script>'
    )


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        (page(linked('{"@type": "Person", "name": "Ada Quill"}')), ("Ada Quill",)),
        (page(linked('[{"name": "Ada Quill"}, {"name": "Ben Roe"}]')), ("Ada Quill", "Ben Roe")),
        (page('<meta name="author" content="Ada Quill and Ben Roe">'), ("Ada Quill", "Ben Roe")),
        (
            page('<meta name="twitter:label1" content="Verfasst von">'
                 '<meta name="twitter:data1" content="Ada Quill">'),
            ("Ada Quill",),
        ),
        (page(below='<a rel="author" href="/author/aq/">Ada Quill</a>'), ("Ada Quill",)),
        (page(below='<a class="fn" rel="nofollow author" href="/u/1">aquill</a>'), ("aquill",)),
        (page(below='<span itemprop="author"><span itemprop="name">Ada Quill</span></span>'), ("Ada Quill",)),
        (page(below='<p class="story-meta__authors">By <a href="/staff/aq">Ada Quill</a></p>'), ("Ada Quill",)),
        (page(below='<div class="articleByline">Von Ada Quill und Ben Roe</div>'), ("Ada Quill", "Ben Roe")),
        (page(below="<p>Par Ada Quill</p>"), ("Ada Quill",)),
        (page(below="<address>By <a href='/author/aq'>Ada Quill</a></address>"), ("Ada Quill",)),
        (page(below="<div>Ein Gastbeitrag von Ada Quill</div>"), ("Ada Quill",)),
        (page(below="<small>04.02.2022 | 13:10 Uhr | Ada Quill</small>"), ("Ada Quill",)),
        (page(below="<div class=meta>Posted in Roads by aquill on May 3, 2019</div>"), ("aquill",)),
        (page(after="<p>Autor: Ada Quill</p>"), ("Ada Quill",)),
        (page(after='<div class="author-box"><h4>Ada Quill</h4><p>Ada writes on roads.</p></div>'), ("Ada Quill",)),
        (
            page(below='<p class="byline">Posted on <time>May 3</time> by <a rel="author" href="/author/x">Ada Quill</a> '
                       '| <a href="#c">No comments</a></p>'),
            ("Ada Quill",),
        ),
        (page(below='<p class="byline">Ada Quill am 29.12.2010, 13:36 Uhr</p>'), ("Ada Quill",)),
        (page(below='<p class="byline">By Ada Quill Jr.</p>'), ("Ada Quill Jr.",)),
        (page(below='<p class="byline">By Ada Quill C.</p>'), ("Ada Quill C.",)),
        (page(below='<p class="author">Ada Quill im Gespräch mit Ben Roe</p>'), ("Ada Quill", "Ben Roe")),
        (page(below="<p>05.02.2020 <span>- Redaktion: Ada Quill (Head of Press)</span></p>"), ("Ada Quill",)),
        (page(below="<span>06.11.2023 13:30 von Ada </span>"), ("Ada",)),
        (page(after="<div><h5>Date: </h5>03.11.2021<br><h5>Autor: </h5>Ada Quill/RX-X</div>"), ("Ada Quill",)),
        (page(after="<div><b>Author:</b> <span>Ada Quill</span></div>"), ("Ada Quill",)),
        (
            page(below='<a href="/autoren/aq"><span class="photo-copyright">© Ada Quill</span>'
                       "<span>Ada Quill</span></a>"),
            ("Ada Quill",),
        ),
        (
            page('<meta name="author" content="Lake Weekly"><meta name="publisher" content="Lake Weekly">',
                 below="<td>Text & Fotos: Ada Quill</td>"),
            ("Ada Quill",),
        ),
    ],
)  # fmt: skip
def test_an_author_is_read_from_metadata_markup_or_a_printed_by_line(
    html: str, authors: tuple[str, ...]
) -> None:
    assert read_one(html, "page.html").authors == authors


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page('<meta name="author" content="River Post">'),
        page('<meta name="author" content="River Post Redaktion">'),
        page('<meta name="author" content="Example Press GmbH, Lakeside, Country">'),
        page(linked('{"@type": "Organization", "name": "River Post"}')),
        page(linked('{"@type": "Organization", "name": "Lakeside Bank"}')),
        page(below='<p class="author">admin</p>'),
        page(below='<p class="byline">Posted on May 3, 2019</p>'),
        page(after='<aside><p class="author">Ada Quill</p></aside>'),
        page('<meta name="author" content="River Post, Lakeside, Country">'),
        page(
            below='<div><a href="https://commons.wikimedia.org/wiki/File:B.jpg">The bridge</a>'
            '<p class="credit author">Ada Quill</p></div>'
        ),
        page(after='<div class="comments"><cite class="fn">Ada Quill</cite> says:</div>'),
        page(after='<div class="related-stories"><span class="author">Ada Quill</span></div>'),
        page(below='<figure><figcaption class="credit">Ada Quill</figcaption></figure>'),
        page(below="<p>By the time the inspectors came, the cracks were a metre long.</p>"),
    ],
)
def test_nobody_is_made_an_author_who_is_not_named_as_one(html: str) -> None:
    assert read_one(html, "page.html").authors == ()


def test_the_source_that_names_all_the_authors_is_taken() -> None:
    head = linked('{"@type": "Person", "name": "Ada Quill"}')
    html = page(head, below='<p class="byline">By Ada Quill and Ben Roe</p>')
    assert read_one(html, "page.html").authors == ("Ada Quill", "Ben Roe")


def test_a_sidebar_class_around_the_headline_hides_no_by_line() -> None:
    html = page(below='<p class="byline">By Ada Quill</p>').replace(
        "<main>", '<main class="with-sidebar">'
    )
    assert read_one(html, "page.html").authors == ("Ada Quill",)


def test_an_agency_named_as_author_is_credited_as_one() -> None:
    body = linked('{"@type": "Organization", "name": "Harbour News Agency"}')
    reading = read_one(page(body), "page.html")
    assert reading.authors == ("Harbour News Agency",)
    assert [(c.kind, c.name) for c in reading.credits] == [("agency", "Harbour News Agency")]


def test_a_dateline_names_an_agency_that_no_list_knows() -> None:
    html = page().replace("<p>The bridge", "<p>LAKESIDE, May 3 (Harbour News Agency) - The bridge")
    credits = read_one(html, "page.html").credits
    assert [(c.kind, c.name) for c in credits] == [("agency", "Harbour News Agency")]
    assert credits[0].quote == "LAKESIDE, May 3 (Harbour News Agency)"


def test_an_agency_named_twice_is_credited_once_by_its_dateline() -> None:
    html = page(linked('{"@type": "Organization", "name": "Harbour News Agency"}')).replace(
        "<p>The bridge", "<p>LAKESIDE, May 3 (Harbour News Agency) - The bridge"
    )
    credits = read_one(html, "page.html").credits
    assert [c.quote for c in credits] == ["LAKESIDE, May 3 (Harbour News Agency)"]
