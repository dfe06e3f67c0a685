"""Attributions in sentences that we wrote, one for each kind of grammar."""

from __future__ import annotations

import pytest

from dateline.coding.attribution import chain, cited_through, find_attributions
from dateline.language import annotate
from dateline.types import Attribution, Span


def read(text: str, statements_only: bool = True) -> list[tuple[str | None, str, str]]:
    """Give source, cue and content as words; content in pieces joined by " | "."""
    grouped: dict[tuple[str | None, str], list[str]] = {}
    for item in find_attributions(annotate(text), statements_only):
        source = None if item.source is None else item.source.of(text)
        grouped.setdefault((source, item.cue.of(text)), []).append(item.content.of(text))
    return [(source, cue, " | ".join(parts)) for (source, cue), parts in grouped.items()]


CASES = [
    (
        "Gunmen burned a market in Karsk, and a bomb hurt a nurse in Olm, according to the mayor.",
        (
            "the mayor",
            "according to",
            "Gunmen burned a market in Karsk, and a bomb hurt a nurse in Olm",
        ),
    ),
    (
        "Police said that gunmen attacked the convoy.",
        ("Police", "said", "that gunmen attacked the convoy"),
    ),
    (
        '"The bridge is gone," said Maria Keller, the mayor of the town.',
        ("Maria Keller, the mayor of the town", "said", '"The bridge is gone,"'),
    ),
    (
        "The army, the minister said, will leave the valley.",
        ("the minister", "said", "The army | will leave the valley"),
    ),
    (
        "Rebels seized the airport, according to a local official.",
        ("a local official", "according to", "Rebels seized the airport"),
    ),
    (
        "The general told reporters that the city had fallen.",
        ("The general", "told", "that the city had fallen"),
    ),
    (
        '"We lost the hill," the captain said. "We will take it back."',
        ("the captain", "said", '"We lost the hill," | "We will take it back."'),
    ),
    (
        "The president rejected the governor's claim that troops had fired first.",
        ("the governor's", "claim", "that troops had fired first"),
    ),
    (
        "The group has denied that it planted the bomb.",
        ("The group", "has denied", "that it planted the bomb"),
    ),
    (
        '"The road is cut," the driver said, "and nobody can pass."',
        ("the driver", "said", '"The road is cut," | "and nobody can pass."'),
    ),
    (
        'The ministry\'s spokesman said:\n\n"The border is closed."',
        ("The ministry's spokesman", "said:", '"The border is closed."'),
    ),
    (
        "As the governor reported, troops entered the valley.",
        ("the governor", "reported", "troops entered the valley"),
    ),
    (
        "Villagers fled the area, saying they feared more shelling.",
        ("Villagers", "saying", "they feared more shelling"),
    ),
    (
        "The commander is believed to be hiding in the mountains.",
        (None, "is believed", "The commander | to be hiding in the mountains"),
    ),
    (
        "Militants reportedly captured two villages.",
        (None, "reportedly", "Militants | captured two villages"),
    ),
    (
        "He was quoted as saying that the troops had left.",
        ("He", "was quoted as saying", "that the troops had left"),
    ),
    (
        "The agency quoted a military source as saying that jets hit the base.",
        ("a military source", "saying", "that jets hit the base"),
    ),
    (
        "There were reports that fighters had entered the town.",
        (None, "reports", "that fighters had entered the town"),
    ),
    (
        "The group is suspected of planting the mine.",
        (None, "is suspected", "The group | of planting the mine"),
    ),
    (
        'The minister wrote on Twitter: "We will respond to this."',
        ("The minister", "wrote", '"We will respond to this."'),
    ),
    (
        "The alleged attack on the depot took place in May.",
        (None, "alleged", "attack on the depot"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_reads_source_cue_and_content(text: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in read(text)


def test_a_quotation_is_whole_with_its_marks() -> None:
    text = 'The envoy said: "The talks failed. Nobody is to blame. We start again."'
    assert read(text)[0][2] == '"The talks failed. Nobody is to blame. We start again."'


def test_plain_report_has_no_attribution() -> None:
    assert read("Gunmen attacked a convoy near the river. Four soldiers died.") == []


def test_chain_gives_the_outermost_source_first() -> None:
    text = "Police said on Monday that witnesses reported an explosion."
    found = find_attributions(annotate(text))
    start = text.index("explosion")
    links = chain(found, Span(start, start + len("explosion")))
    assert [link.cue.of(text) for link in links] == ["said", "reported"]


def test_chain_leaves_out_what_the_content_does_not_cover() -> None:
    inner = Attribution(None, Span(20, 24), Span(25, 40))
    outer = Attribution(None, Span(0, 4), Span(5, 40))
    beside = Attribution(None, Span(50, 54), Span(55, 70))
    assert chain([inner, beside, outer], Span(30, 35)) == (outer, inner)
    assert chain([inner, outer], Span(38, 45)) == ()


def test_wishes_are_stances_and_not_statements() -> None:
    text = "Critics oppose the vote. Officials said the vote is safe."
    assert [cue for _, cue, _ in read(text)] == ["said"]
    assert [cue for _, cue, _ in read(text, statements_only=False)] == ["oppose", "said"]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to say whether troops had left.",
        "The army did not say that rebels had attacked.",
        "The minister condemned the attack on the school.",
        "Police found a body near the river.",
        "The two sides agreed to exchange prisoners.",
    ],
)
def test_what_nobody_stated_is_no_statement(text: str) -> None:
    assert read(text) == []


def test_spans_lie_in_the_text_and_cue_stays_out_of_content() -> None:
    text = " ".join(text for text, _ in CASES)
    for item in find_attributions(annotate(text)):
        for span in (item.source, item.cue, item.content):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert item.cue.end <= item.content.start or item.content.end <= item.cue.start


def test_empty_and_broken_texts_give_nothing() -> None:
    for text in ("", "\n\n", ":", '"', "said", "according to", '": "'):
        assert find_attributions(annotate(text)) == ()


def through(text: str) -> list[tuple[str, str, str]]:
    annotation = annotate(text)
    found = cited_through(annotation, find_attributions(annotation))
    return [
        (inner.source.of(text), inner.cue.of(text), inner.content.of(text))
        for links in found.values()
        for inner in links
        if inner.source is not None
    ]


def test_whom_a_source_cites_is_a_source_of_the_same() -> None:
    text = "Gunmen opened fire on visitors, the Reed News Agency reported, citing the ministry."
    assert through(text) == [("the ministry", "citing", "Gunmen opened fire on visitors")]


def test_a_reason_that_is_cited_tells_nothing() -> None:
    assert not through("The talks will be moved, the ministry said, citing security reasons.")
