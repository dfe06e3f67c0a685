"""RTF (Rich Text Format 1.9.1) as paragraphs: one pass, no recursion, groups on a bounded stack.

Read: the text with its tables and links, legacy code pages by the document, the font and the
bytes, ``\\u`` characters. Left out: headers, footers, notes, pictures, objects, hidden text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from dateline.ingest.documents.paragraph import Document, Open, Paragraphs
from dateline.ingest.draft import ReadingError

DEPTH = 1_000
"""Groups in groups; Word nests below 40."""

_TOKEN = re.compile(
    r"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\x20?|(?P<sign>[^a-zA-Z]))"
    r"|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<stray>\\)",
    re.S,
)
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""``\\fcharset`` to the code page of a font's bytes; 0 and 1 leave it to the document's."""
_CODE_PAGES = {
    936: "gbk", 1361: "johab", 10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8",
    20866: "koi8_r", 21866: "koi8_u", 28591: "latin_1", 28595: "iso8859_5", 708: "iso8859_6",
}  # fmt: skip
_SKIPPED = frozenset(
    [
        "annotation", "atnauthor", "atnid", "atrfend", "atrfstart", "background", "bkmkend",
        "bkmkstart", "colortbl", "comment", "datafield", "datastore", "do", "falt", "filetbl",
        "footer", "footerf", "footerl", "footerr", "footnote", "fontemb", "formfield", "ftncn",
        "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl", "headerr",
        "latentstyles", "listoverridetable", "listpicture", "listtable", "mmathPr",
        "nonshppict", "objclass", "objdata", "objname", "panose", "pgdsctbl", "pict", "pntext",
        "pntxta", "pntxtb", "private", "revtbl", "rsidtbl", "rxe", "tc", "template", "themedata",
        "colorschememapping", "txe", "userprops", "wgrffmtfilter", "xe", "xmlnstbl", "defchp",
        "defpap", "sp", "shppict",
    ]
)  # fmt: skip
"""Destinations whose text is no part of the document's."""
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "\u2014", "endash": "\u2013",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
    "bullet": "\u2022", "emspace": " ", "enspace": " ", "qmspace": " ", "zwnj": "\u200c",
    "zwj": "\u200d", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
_LINK = re.compile(r'HYPERLINK\s+"?(https?://[^"\s]+)', re.I)
MOST_INSTRUCTION = 4_000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back at its end."""

    into: str = "body"
    """What the text goes into: ``body``, ``fonts``, ``styles``, ``title``, ``field`` or ``none``."""
    font: int = -1
    bold: bool = False
    hidden: bool = False
    skip: int = 1
    """``\\uc``: characters that stand for a ``\\u`` in readers that do not know it."""
    alternative: bool = False
    """Inside ``\\upr``, whose text is given again as Unicode."""
    link: str | None = None
    """Target of the field that the group belongs to."""


def open_rtf(data: bytes) -> Document:
    """Give the paragraphs of an RTF file; raises :class:`ReadingError` (``damaged``, ``too_deep``,
    ``too_large``)."""
    start = data.find(b"{\\rtf")
    if start < 0:
        raise ReadingError("damaged", "there is no RTF in it; save the document anew")
    return _Reader(data[start:].decode("latin-1")).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.state = _State()
        self.stack: list[_State] = []
        self.found = Paragraphs()
        self.open = Open()
        self.document_page = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.styles: dict[int, str] = {}
        self.style = 0
        self.style_name = ""
        self.title: list[str] = []
        self.created: dict[str, int] = {}
        self.instruction = ""
        self.default_font = 0
        self.decoder = codecs.getincrementaldecoder("cp1252")("replace")
        self.page = "cp1252"
        self.to_skip = 0
        self.half = ""
        self.star = False
        self.in_table = False
        self.cell = 0
        self.ended = False

    def read(self) -> Document:
        """Give the document."""
        at, end = 0, len(self.text)
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                break
            at = match.end()
            kind = match.lastgroup
            if kind == "text":
                self._take_text(match[0])
            elif kind == "brace":
                if not self._brace(match[0]):
                    self.ended = True
                    break
            elif kind == "hex":
                self._take_bytes(bytes([int(match["hex"], 16)]))
            elif kind == "sign":
                self._sign(match["sign"])
            elif kind in ("word", "number"):
                number = match["number"]
                word, value = match["word"], None if number is None else int(number)
                if word == "bin":
                    at += min(max(value or 0, 0), end - at)
                else:
                    self._word(word, value)
        self._flush()
        if self.open.pieces:
            self._close_paragraph()
        title = "".join(self.title).strip() or None
        warnings = () if self.ended else ("the document breaks off before its end",)
        return Document(tuple(self.found.closed), title, self._created(), warnings)

    # ------------------------------------------------------------------ groups

    def _brace(self, brace: str) -> bool:
        """Open or close a group; say whether the document goes on."""
        self._flush()
        self.to_skip = 0
        self.star = False
        if brace == "{":
            if len(self.stack) >= DEPTH:
                raise ReadingError(
                    "too_deep", f"groups nested more than {DEPTH} deep; save its text"
                )
            self.stack.append(self.state)
            return True
        if not self.stack:
            return False
        ended, self.state = self.state, self.stack.pop()
        if ended.into == "field" and self.state.into != "field":
            match = _LINK.search(self.instruction)
            self.state = replace(self.state, link=match[1] if match else None)
            self.instruction = ""
        if ended.into == "styles":
            if self.style_name:
                self.styles.setdefault(self.style, self.style_name.rstrip("; ").strip().lower())
            self.style, self.style_name = 0, ""
        return bool(self.stack)

    # ------------------------------------------------------------------ characters

    def _take_text(self, text: str) -> None:
        if self.state.into == "none":
            return
        if self.to_skip:
            skipped = min(self.to_skip, len(text))
            self.to_skip -= skipped
            text = text[skipped:]
        if text:
            self._decode(text.encode("latin-1"))

    def _take_bytes(self, data: bytes) -> None:
        if self.state.into == "none":
            return
        if self.to_skip:
            self.to_skip -= 1
            return
        self._decode(data)

    def _decode(self, data: bytes) -> None:
        page = self._page()
        if self.half:
            self._flush()
        if page != self.page:
            self._flush()
            self.page = page
            self.decoder = codecs.getincrementaldecoder(page)("replace")
        self._put(self.decoder.decode(data))

    def _page(self) -> str:
        font = self.font if self.state.into == "fonts" else self.state.font
        return self.fonts.get(font if font >= 0 else self.default_font, self.document_page)

    def _flush(self) -> None:
        """End a character that was begun: half a double byte, half a surrogate pair."""
        rest = self.decoder.decode(b"", final=True)
        self.decoder.reset()
        if self.half:
            self.half = ""
            rest += "\ufffd"
        if rest:
            self._put(rest)

    def _put(self, text: str) -> None:
        into = self.state.into
        if not text or self.state.hidden or self.state.alternative:
            return
        if into == "body":
            if self.state.link and not self.open.link:
                self.open.link = self.state.link
            self.open.add(text, bold=self.state.bold)
        elif into == "title":
            self.title.append(text[:1000])
        elif into == "field":
            self.instruction = (self.instruction + text)[:MOST_INSTRUCTION]
        elif into == "styles":
            self.style_name = (self.style_name + text)[:200]

    def _unicode(self, value: int) -> None:
        code = value + 0x10000 if value < 0 else value
        self.to_skip = self.state.skip
        if self.state.into == "none":
            return
        if self.half and 0xDC00 <= code <= 0xDFFF:
            pair = 0x10000 + ((ord(self.half) - 0xD800) << 10) + (code - 0xDC00)
            self.half = ""
            self._put(chr(pair))
            return
        skip = self.to_skip
        self._flush()
        self.to_skip = skip
        if 0xD800 <= code <= 0xDBFF:
            self.half = chr(code)
        elif 0xDC00 <= code <= 0xDFFF or not 0 < code <= 0x10FFFF:
            self._put("\ufffd")
        else:
            self._put(chr(code))

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.star = True
        elif sign in "\r\n":
            self._word("par", None)
        elif sign in _SIGNS:
            if self.to_skip:
                self.to_skip -= 1
            else:
                self._flush()
                self._put(_SIGNS[sign])

    # ------------------------------------------------------------------ control words

    def _word(self, word: str, value: int | None) -> None:
        star, self.star = self.star, False
        if word == "u":
            self._unicode(value or 0)
            return
        self._flush()
        if self.to_skip and word in _CHARACTERS:
            self.to_skip -= 1
            return
        self.to_skip = 0
        if self._destination(word, star):
            return
        if self.state.into == "fonts":
            self._font_table(word, value)
        elif self.state.into == "styles":
            if word == "s":
                self.style = value or 0
        elif self.state.into == "created":
            if word in ("yr", "mo", "dy"):
                self.created.setdefault(word, value or 0)
        else:
            self._form(word, value)

    def _destination(self, word: str, star: bool) -> bool:
        """Turn to another destination; say whether the word named one."""
        if self.state.into == "none":
            return True
        into = {
            "fonttbl": "fonts", "stylesheet": "styles", "fldinst": "field", "creatim": "created",
        }.get(word)  # fmt: skip
        if into:
            self.state = replace(self.state, into=into, skip=1)
        elif word == "info":
            self.state = replace(self.state, into="info")
        elif word == "title" and self.state.into == "info":
            self.state = replace(self.state, into="title")
        elif word == "upr":
            self.state = replace(self.state, alternative=True)
        elif word == "ud":
            self.state = replace(self.state, alternative=False)
        elif word in _SKIPPED or (star and word not in _KNOWN):
            self.state = replace(self.state, into="none")
        else:
            return False
        return True

    def _font_table(self, word: str, value: int | None) -> None:
        if word == "f":
            self.font = value or 0
        elif word == "fcharset" and value in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[value]
        elif word == "cpg" and value:
            self.fonts[self.font] = _code_page(value)

    def _form(self, word: str, value: int | None) -> None:
        if word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word in ("par", "sect", "page", "cell", "nestcell", "row", "nestrow"):
            self._break(word)
        elif word == "b":
            self.state = replace(self.state, bold=value != 0)
        elif word in ("v", "deleted"):
            self.state = replace(self.state, hidden=value != 0)
        elif word == "plain":
            self.state = replace(self.state, bold=False, hidden=False, font=-1)
        elif word == "f":
            self.state = replace(self.state, font=value or 0)
        elif word == "uc":
            self.state = replace(self.state, skip=min(max(value or 0, 0), 16))
        elif word == "pard":
            self.in_table, self.style = False, 0
        elif word == "intbl":
            self.in_table = True
        elif word == "trowd":
            self.cell = 0
        elif word == "s":
            self.style = value or 0
        elif word == "pagebb":
            self.open.new_page = True
        elif word == "deff":
            self.default_font = value or 0
        elif word == "ansicpg" and value:
            self.document_page = _code_page(value)
        elif word in _DOCUMENT_PAGES:
            self.document_page = _DOCUMENT_PAGES[word]

    def _break(self, word: str) -> None:
        if self.state.into != "body" or self.state.hidden:
            return
        if word in ("row", "nestrow"):
            self.cell = 0
            return
        in_cell = word in ("cell", "nestcell")
        if word in ("sect", "page"):
            if any(piece.strip() for piece in self.open.pieces):
                self._close_paragraph()
            self.open.new_page = True
            return
        self._close_paragraph(in_cell=in_cell)
        if in_cell:
            self.cell += 1

    def _close_paragraph(self, *, in_cell: bool = False) -> None:
        self.open.style = self.styles.get(self.style, "") if self.style else ""
        if in_cell or self.in_table:
            self.open.cell = self.cell
        self.found.add(self.open.close())
        self.open = Open()

    def _created(self) -> str | None:
        try:
            return f"{self.created['yr']:04}-{self.created['mo']:02}-{self.created['dy']:02}"
        except KeyError:
            return None


_KNOWN = frozenset({"fldinst", "ud", "shpinst", "shptxt", "nesttableprops"})
"""Destinations that are marked as new ones and still hold text of the document."""
_DOCUMENT_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def _code_page(number: int) -> str:
    """Give Python's name of a Windows code page; the commonest one where it has none."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
