"""Small DOCX, ODT and RTF files from paragraphs, written by hand so that the tests need no package."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def zipped(entries):
    """Give a ZIP file with the entries (name to text or bytes), in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, (2015, 6, 23, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def make_docx(paragraphs, title=None, created=None, extra=None):
    """Give a DOCX file; pages and links as Word writes them."""
    links = list(dict.fromkeys(p.link for p in paragraphs if p.link))
    rows = []
    in_table = False
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            if paragraph.cell == 0:
                rows.append("</w:tr><w:tr>" if in_table else "<w:tbl><w:tr>")
                in_table = True
            rows.append(f"<w:tc>{_docx_paragraph(paragraph, links)}</w:tc>")
            continue
        if in_table:
            rows.append("</w:tr></w:tbl>")
            in_table = False
        rows.append(_docx_paragraph(paragraph, links))
    if in_table:
        rows.append("</w:tr></w:tbl>")
    styles = dict.fromkeys(p.style for p in paragraphs if p.style)
    entries = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(rows)}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{"".join(_docx_style(s) for s in styles)}</w:styles>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" TargetMode="External" Target={quoteattr(link)}/>'
            for n, link in enumerate(links)
        )
        + "</Relationships>",
        "docProps/core.xml": '<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title or '')}</dc:title><dcterms:created>{created or ''}</dcterms:created></c:coreProperties>",
    }
    return zipped(entries | (extra or {}))


def _docx_style(name):
    return f"<w:style w:styleId={quoteattr(name.replace(' ', ''))}><w:name w:val={quoteattr(name)}/></w:style>"


def _docx_paragraph(paragraph, links):
    form = f'<w:pStyle w:val="{paragraph.style.replace(" ", "")}"/>' if paragraph.style else ""
    form += "<w:pageBreakBefore/>" if paragraph.new_page else ""
    look = "<w:rPr><w:b/></w:rPr>" if paragraph.bold else ""
    pieces = []
    for number, line in enumerate(paragraph.text.split("\n")):
        pieces.append("<w:br/>" if number else "")
        pieces.append(
            "<w:tab/>".join(
                f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t")
            )
        )
    run = f"<w:r>{look}{''.join(pieces)}</w:r>"
    if paragraph.link:
        run = f'<w:hyperlink r:id="r{links.index(paragraph.link)}">{run}</w:hyperlink>'
    return f"<w:p><w:pPr>{form}</w:pPr>{run}</w:p>"


def make_odt(paragraphs, title=None, created=None):
    """Give an ODT file."""
    shown = []
    styles = []
    in_table = False
    for number, paragraph in enumerate(paragraphs):
        if paragraph.cell is not None and paragraph.cell == 0:
            shown.append(
                "</table:table-row><table:table-row>"
                if in_table
                else "<table:table><table:table-row>"
            )
            in_table = True
        elif paragraph.cell is None and in_table:
            shown.append("</table:table-row></table:table>")
            in_table = False
        styles.append(
            f'<style:style style:name="P{number}" style:family="paragraph" style:parent-style-name={quoteattr(paragraph.style.replace(" ", "_20_"))}>'
            + ('<style:paragraph-properties fo:break-before="page"/>' if paragraph.new_page else "")
            + ('<style:text-properties fo:font-weight="bold"/>' if paragraph.bold else "")
            + "</style:style>"
        )
        text = escape(paragraph.text).replace("\n", "<text:line-break/>")
        text = text.replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>')
        if paragraph.link:
            text = f"<text:a xlink:href={quoteattr(paragraph.link)}>{text}</text:a>"
        text = f'<text:p text:style-name="P{number}">{text}</text:p>'
        shown.append(
            text if paragraph.cell is None else f"<table:table-cell>{text}</table:table-cell>"
        )
    if in_table:
        shown.append("</table:table-row></table:table>")
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}{rest}"'
        for name, rest in (
            ("office", "office:1.0"),
            ("text", "text:1.0"),
            ("table", "table:1.0"),
            ("style", "style:1.0"),
            ("fo", "xsl-fo-compatible:1.0"),
            ("meta", "meta:1.0"),
        )
    )
    spaces += (
        ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype", (2015, 6, 23, 0, 0, 0)),
            "application/vnd.oasis.opendocument.text",
        )
        content = f"<office:document-content {spaces}><office:automatic-styles>{''.join(styles)}</office:automatic-styles><office:body><office:text>{''.join(shown)}</office:text></office:body></office:document-content>"
        archive.writestr(zipfile.ZipInfo("content.xml", (2015, 6, 23, 0, 0, 0)), content)
        meta = f"<office:document-meta {spaces}><office:meta><dc:title>{escape(title or '')}</dc:title><meta:creation-date>{created or ''}</meta:creation-date></office:meta></office:document-meta>"
        archive.writestr(zipfile.ZipInfo("meta.xml", (2015, 6, 23, 0, 0, 0)), meta)
    return out.getvalue()


def make_rtf(paragraphs, code_page=1252, title=None):
    """Give an RTF file whose letters beyond ASCII are bytes of a code page, else ``\\u`` characters."""
    charset = {1252: 0, 1251: 204, 1250: 238, 936: 134, 932: 128}[code_page]
    encoding = {936: "gbk"}.get(code_page, f"cp{code_page}")
    styles = list(dict.fromkeys(p.style for p in paragraphs if p.style))
    out = [
        f"{{\\rtf1\\ansi\\ansicpg{code_page}\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset{charset} Arial;}}}}",
        "{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\ql Normal;}",
        "".join(f"{{\\s{n} {style};}}" for n, style in enumerate(styles, 1)),
        f"}}{{\\*\\generator Test;}}{{\\info{{\\title {_rtf(title or '', encoding)}}}{{\\author Nobody}}{{\\creatim\\yr2015\\mo6\\dy23}}}}\n",
    ]
    in_row = False
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            if paragraph.cell == 0:
                out.append(("\\row\n" if in_row else "") + "\\trowd\\cellx1000\\cellx9000\n")
                in_row = True
            look = "\\b " if paragraph.bold else ""
            out.append(f"\\pard\\plain\\intbl {{{look}{_rtf(paragraph.text, encoding)}}}\\cell\n")
            continue
        if in_row:
            out.append("\\row\n")
            in_row = False
        form = "\\page " if paragraph.new_page else ""
        form += "\\pard\\plain "
        form += f"\\s{styles.index(paragraph.style) + 1} " if paragraph.style else ""
        text = _rtf(paragraph.text, encoding)
        text = f"{{\\b {text}}}" if paragraph.bold else text
        if paragraph.link:
            text = (
                f'{{\\field{{\\*\\fldinst{{HYPERLINK "{paragraph.link}"}}}}{{\\fldrslt {text}}}}}'
            )
        out.append(f"{form}{text}\\par\n")
    if in_row:
        out.append("\\row\n")
    out.append("}")
    return "".join(out).encode("ascii")


def _rtf(text, encoding):
    pieces = []
    for character in text:
        if character in "\\{}":
            pieces.append("\\" + character)
        elif character == "\n":
            pieces.append("\\line ")
        elif character == "\t":
            pieces.append("\\tab ")
        elif character < "\x7f":
            pieces.append(character)
        else:
            try:
                data = character.encode(encoding)
            except UnicodeEncodeError:
                units = character.encode("utf-16-le")
                for at in range(0, len(units), 2):
                    unit = int.from_bytes(units[at : at + 2], "little")
                    pieces.append(f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?")
            else:
                pieces.extend(f"\\'{byte:02x}" for byte in data)
    return "".join(pieces)
