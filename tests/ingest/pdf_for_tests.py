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


def _file(streams: list[str]) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    bold = font.replace(b"/Helvetica", b"/Helvetica-Bold")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font, bold]
    kids = []
    for shown in streams:
        stream = shown.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + tail % (len(objects) + 1, len(out))


def _shown(line: str | tuple[str, int, bool]) -> str:
    text, size, bold = (line, 11, False) if isinstance(line, str) else line
    return f"/F{2 if bold else 1} {size} Tf ({_escaped(text)}) Tj T*\n"


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
