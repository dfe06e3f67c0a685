"""A small PDF file from lines of text, written by hand so that the tests need no other package."""

from __future__ import annotations


def make_pdf(pages: list[list[str | tuple[str, int, bool]]]) -> bytes:
    """Give a PDF with one page for each list of lines, in the characters of cp1252.

    A line is its words, or its words, the size of their type in points and whether it is bold;
    an empty one leaves a gap.
    """
    return _file([f"BT 50 780 Td 14 TL\n{''.join(map(_shown, lines))}ET" for lines in pages])


def make_placed_pdf(pages: list[list[tuple[float, float, str]]]) -> bytes:
    """Give a PDF whose pages are pieces of text at places: x and y in points, then the words."""
    return _file(
        [
            "".join(f"BT /F1 9 Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in placed)
            for placed in pages
        ]
    )


def show(x: float, y: float, text: str, size: float = 10, look: str = "", font: int = 1) -> str:
    """Give the drawing of a line of text at a place; ``look`` is set before it ("3 Tr", "1 g")."""
    return f"q BT {look} /F{font} {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET Q\n"


def make_drawn_pdf(streams: list[str], encoding: str = "cp1252", about: str = "") -> bytes:
    """Give a PDF of the pages that some drawings make (see :func:`show`), its letters in a code page;
    ``about`` is put into the file's description ("/Title (...)")."""
    return _file(streams, encoding, about)


def _cmap(encoding: str) -> bytes:
    """Give the map of a code page's bytes to characters, as PDF writes it."""
    rows = [
        f"<{code:02X}> <{bytes([code]).decode(encoding).encode('utf-16-be').hex().upper()}>"
        for code in range(32, 256)
        if bytes([code]).decode(encoding, "ignore")
    ]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(p)} beginbfchar\n" + "\n".join(p) + "\nendbfchar" for p in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /A def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _file(streams: list[str], encoding: str = "cp1252", about: str = "") -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    bold = font.replace(b"/Helvetica", b"/Helvetica-Bold")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font, bold]
    pictured = any("/Im1 Do" in shown for shown in streams)
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    if pictured:
        objects.append(picture + b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream")
    if encoding != "cp1252":
        cmap = _cmap(encoding)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap))
        objects[2:4] = [f[:-2] + b"/ToUnicode %d 0 R >>" % len(objects) for f in (font, bold)]
    kids = []
    for shown in streams:
        stream = shown.encode(encoding)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >>%s >> >>"
            % (len(objects), b" /XObject << /Im1 5 0 R >>" if pictured else b"")
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    if about:
        objects.append(f"<< {about} >>".encode("latin-1"))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    information = b" /Info %d 0 R" % len(objects) if about else b""
    tail = b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + tail % (len(objects) + 1, information, len(out))


def _shown(line: str | tuple[str, int, bool]) -> str:
    text, size, bold = (line, 11, False) if isinstance(line, str) else line
    return f"/F{2 if bold else 1} {size} Tf ({_escaped(text)}) Tj T*\n"


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
