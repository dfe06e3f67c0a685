"""Annotations as compact bytes, for the ledger's cache."""

from __future__ import annotations

import json
import zlib
from array import array

from dateline.types import Annotation, Entity, Quotation, Sentence, Token

FORMAT = 1


def pack(annotation: Annotation) -> bytes:
    """Give the bytes of an annotation, without its text (the ledger holds that once)."""
    strings: dict[str, int] = {}

    def number(word: str) -> int:
        return strings.setdefault(word, len(strings))

    columns: list[list[int]] = [[] for _ in range(8)]
    for token in annotation.tokens:
        row = (
            token.start,
            token.end,
            number(token.lemma),
            number(token.upos),
            number(token.xpos),
            token.head,
            number(token.deprel),
            token.entity,
        )
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    head = {
        "format": FORMAT,
        "language": annotation.language,
        "annotator": annotation.annotator,
        "title_end": annotation.title_end,
        "tokens": len(annotation.tokens),
        "sentences": [list(s) for s in annotation.sentences],
        "entities": [list(e) for e in annotation.entities],
        "quotations": [list(q) for q in annotation.quotations],
        "strings": list(strings),
    }
    header = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    body = b"".join(_little(array("i", column)) for column in columns)
    return zlib.compress(len(header).to_bytes(4, "little") + header + body, 3)


def unpack(data: bytes, text: str, version: str = "") -> Annotation:
    """Give the annotation that :func:`pack` packed, for the same ``text``.

    Raises ``ValueError`` where the bytes are of another format or another text.
    """
    try:
        raw = zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(f"a damaged annotation ({error}); it is made anew") from error
    size = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + size].decode("utf-8", "surrogatepass"))
    if head.get("format") != FORMAT:
        raise ValueError("an annotation of another format; it is made anew")
    count = head["tokens"]
    columns = []
    at = 4 + size
    for _ in range(8):
        column = array("i")
        column.frombytes(raw[at : at + 4 * count])
        columns.append(_little_array(column))
        at += 4 * count
    strings = head["strings"]
    if count and columns[1][-1] > len(text):
        raise ValueError("an annotation of another text")
    tokens = tuple(
        Token(s, e, text[s:e], strings[lemma], strings[u], strings[x], h, strings[d], n)
        for s, e, lemma, u, x, h, d, n in zip(*columns, strict=True)
    )
    return Annotation(
        version=version,
        text=text,
        language=head["language"],
        annotator=head["annotator"],
        tokens=tokens,
        sentences=tuple(Sentence(*s) for s in head["sentences"]),
        entities=tuple(Entity(*e) for e in head["entities"]),
        quotations=tuple(Quotation(*q) for q in head["quotations"]),
        title_end=head["title_end"],
    )


def _little(column: array[int]) -> bytes:
    return _little_array(column).tobytes()


def _little_array(column: array[int]) -> array[int]:
    import sys

    if sys.byteorder == "big":
        column.byteswap()
    return column
