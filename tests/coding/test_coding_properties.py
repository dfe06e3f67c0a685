"""What holds of any annotation, however broken its parse, and of real reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding import code, load_codebook
from dateline.language import annotate
from dateline.types import Annotation, Coding, Entity, Sentence, Token

SHARED = Path(__file__).resolve().parents[3] / "shared"
WORDS = [
    "rebels",
    "killed",
    "attack",
    "carried",
    "out",
    "the",
    "of",
    "by",
    "in",
    "Mali",
    "talks",
    "with",
    "two",
    "dozen",
    "who",
    "it",
    "these",
    "areas",
    "leader",
    "called",
    "pledged",
    "allegiance",
    "to",
    "were",
    "protesters",
    "demand",
    "killing",
    "and",
    ",",
    "Monday",
    "wounded",
    "set",
]
UPOS = ("NOUN", "VERB", "PROPN", "PRON", "ADP", "NUM", "ADJ", "DET", "PUNCT", "AUX")
XPOS = ("NN", "NNS", "VBD", "VBN", "VBG", "VB", "IN", "CD", "")
DEPRELS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "case",
    "cop",
    "aux",
    "aux:pass",
    "mark",
    "acl",
    "acl:relcl",
    "advcl",
    "xcomp",
    "ccomp",
    "appos",
    "conj",
    "cc",
    "compound",
    "compound:prt",
    "amod",
    "nummod",
    "det",
    "root",
]
LABELS = ("PER", "ORG", "LOC", "NORP", "DATE", "NUM")


@st.composite
def broken_annotations(draw: st.DrawFn) -> Annotation:
    """Tokens in an arbitrary forest (also across sentences), with any relations and entities."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
    count = len(words)
    entities: list[Entity] = []
    tokens: list[Token] = []
    at = 0
    starts = []
    for word in words:
        starts.append(at)
        at += len(word) + 1
    text = " ".join(words)
    owner = [-1] * count
    for first in draw(st.lists(st.integers(0, count - 1), max_size=3, unique=True)):
        owner[first] = len(entities)
        end = starts[first] + len(words[first])
        entities.append(Entity(first, first + 1, starts[first], end, draw(st.sampled_from(LABELS))))
    order = draw(st.permutations(range(count)))
    head_of = {
        i: -1 if at == 0 else order[draw(st.integers(0, at - 1))] for at, i in enumerate(order)
    }
    for i, word in enumerate(words):
        tokens.append(
            Token(
                starts[i],
                starts[i] + len(word),
                word,
                draw(st.sampled_from(["kill", "attack", "carry", "rebel", word])),
                draw(st.sampled_from(UPOS)),
                draw(st.sampled_from(XPOS)),
                head_of[i] if draw(st.integers(0, 9)) else -1,
                draw(st.sampled_from(DEPRELS)),
                owner[i],
            )
        )
    cut = draw(st.integers(0, count))
    bounds = [(0, cut), (cut, count)] if 0 < cut < count else [(0, count)]
    sentences = tuple(Sentence(a, b, tokens[a].start, tokens[b - 1].end) for a, b in bounds)
    return Annotation("", text, "en", "test", tuple(tokens), sentences, tuple(entities), ())


def assert_well_formed(annotation: Annotation, coding: Coding) -> None:
    """Spans quote the text, ids are unique, every claim has its mention and one group."""
    text = annotation.text
    mentions = {m.id for m in coding.mentions}
    for claim in coding.claims:
        assert claim.mention in mentions
        assert 0 <= claim.quote.start < claim.quote.end <= len(text)
        assert claim.quote.start <= claim.anchor.start < claim.anchor.end <= claim.quote.end
        assert 0.0 <= claim.salience <= 1.0
        for slot in claim.slots:
            for span in (slot.span, slot.head):
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text).strip()
            assert slot.value
        for role in {slot.role for slot in claim.slots}:
            assert [s.ordinal for s in claim.slot(role)] == list(range(len(claim.slot(role))))
    ids = [claim.id for claim in coding.claims]
    assert len(ids) == len(set(ids))
    grouped = [claim for group in coding.groups for claim in group.claims]
    assert sorted(grouped) == sorted(ids)
    assert len({group.id for group in coding.groups}) == len(coding.groups)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(broken_annotations(), st.sampled_from(["plover", "organisations"]))
def test_any_annotation_is_coded(annotation: Annotation, codebook: str) -> None:
    coding = code(annotation, load_codebook(codebook))
    assert_well_formed(annotation, coding)
    assert code(annotation, load_codebook(codebook)) == coding


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared with its reports")
def test_real_reports_are_well_formed() -> None:
    with (SHARED / "data/reports/re3d.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:12]
    for text in texts:
        annotation = annotate(text[:3000])
        for name in ("plover", "organisations"):
            assert_well_formed(annotation, code(annotation, load_codebook(name)))
