"""Credits in the words of a text: sources, first publication, contributors, rights."""

from __future__ import annotations

import re

from dateline.ingest.credits import AGENCY_FORM, SPLIT_NAMES, outlet_name
from dateline.ingest.names import agency_of, is_person
from dateline.types import Credit

_IN_TEXT = (
    ("source", re.compile(r"^\W*(?:source|sources|quelle|fuente|источник)\s*[:–—-]\s*(?P<name>[^\n.]{2,80})\.?\W*$", re.I)),
    ("originally", re.compile(
        r"(?:originally|first) (?:appeared|published|posted|ran|reported)(?: \w+ \d{1,2}, \d{4})? "
        r"(?:on|in|by|at|with)\s+(?P<name>(?:the )?[^\s.,;:()][^\n,;:()]{1,60}?)(?=[\n,;:()]|\.(?:\s|$)|$| on \w+ \d| and (?:is|was|has)\b| under\b| as\b)", re.I)),
    ("agency", re.compile(
        rf"\bThe\s+(?P<name>{AGENCY_FORM})\s+contributed\s+to\s+this\s+(?:report|story|article)")),
    ("agency", re.compile(
        rf"(?P<name>{AGENCY_FORM})\s+(?:(?:news )?(?:writers?|reporters?|correspondents?|staff)\b[^\n]{{0,300}}?)?contributed\s+to\s+this\s+(?:report|story|article)")),
    ("via", re.compile(r"^\W*via\s*:?\s+(?P<name>\S[^\n,;]{1,60})\W*$", re.I)),
    ("originally", re.compile(r"^\W*(?:reprinted|republished|reposted|cross-?posted|syndicated)\s+(?:\w+\s+){0,2}?from\s+(?P<name>[^\n,;:]{2,60}?)(?:\s+with\b.*|\s+under\b.*)?\.?\s*$", re.I)),
)  # fmt: skip
_NOTE_WORDS = (
    "source", "quelle", "fuente", "источник", "appeared", "published", "posted", "first ran",
    "reported on", "reported by", "first reported", "originally", "contributed", "via", "printed",
    "syndicated", "reporting by", "writing by", "text by", "words by",
)  # fmt: skip
"""One of these stands in every note of credit; the look for them is cheaper than the patterns."""
_COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)|copyright\b)[\s©(c)]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,]*(?:by\s+)?(?P<name>[^\n.©|]{2,60})",
    re.I,
)
_WRITERS = re.compile(
    r"\(?(?P<role>(?:additional )?(?:reporting|writing|text|words)) by (?P<names>[^;)\n]{3,300}?)(?=[;)]|\.?$|\. )",
    re.I,
)
_CONTRIBUTORS = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|journalists?)\s+(?P<names>[A-ZÀ-Ý][^\n.]{3,300}?)\s+"
    r"(?:also )?contributed\b"
)
_CONTRIBUTED = re.compile(
    r"(?:^|[.:] )(?P<names>[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý][^\n;:]{2,200}?)\s+(?:also )?"
    r"contributed (?:reporting\b|research\b|to (?:this|the) (?:report|reporting|story|article|newsletter|column|post)\b)"
)

_CONTRIBUTED_SHORT = re.compile(
    r"(?P<names>[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý][^\n.;:]{2,150}?)\s+contributed\."
)
_FROM = re.compile(r"\((?:[Ff]rom|[Vv]ia|[Ss]ource:)\s+(?P<name>[A-Z][\w.&'’ ]{1,40})\)")
"""A line of its own: "(From The Hill)"."""
_BRACKETED = re.compile(
    r"^\((?P<name>[A-Z][\w.&'’]*[a-z][\w.&'’]*(?: [A-Z][\w.&'’]*){0,4})\)\s*[-–—:]*\s*[A-Z\"“‘]"
)


def source_in_brackets(block: str) -> Credit | None:
    """Give the source that opens a body in brackets ("(Daily Wire) An animated ...")."""
    alone = _FROM.fullmatch(block)
    if alone is not None:
        name = alone["name"]
        return Credit(
            "agency" if agency_of(name) else "source", agency_of(name) or outlet_name(name), block
        )
    match = _BRACKETED.match(block)
    if match is None or agency_of(match["name"]) or len(block) < 60:
        return None
    return Credit("source", outlet_name(match["name"]), f"({match['name']})")


def source_note(block: str) -> tuple[Credit, ...]:
    """Give the credits that a paragraph states as such: source, first publication, contribution."""
    found: list[Credit] = []
    if len(block) > 700:
        return ()
    folded = block.casefold()
    if not any(word in folded for word in _NOTE_WORDS):
        return ()
    for kind, form in _IN_TEXT:
        match = form.search(block)
        if match is None:
            continue
        name = re.sub(r"^the +(?=[A-Z])", "", match["name"].strip(" \"'“”‘’."))
        if (
            not name
            or len(name.split()) > 9
            or not (name[0].isupper() or "." in name or name[0].isdigit())
        ):
            continue
        agency = agency_of(name)
        credit = Credit(kind, agency or outlet_name(name), match[0].strip())
        if all((c.kind, c.name) != (credit.kind, credit.name) for c in found):
            found.append(credit)
    contributors = _CONTRIBUTORS.search(block)
    if contributors:
        for name in _names_without_places(contributors["names"]):
            found.append(Credit("author", name, contributors[0].strip()))
    contributed = _CONTRIBUTED.search(block)
    if contributed and not contributors:
        names = re.split(r"(?<=\w\w)[.!] |\) ?[.] ", contributed["names"])[-1]
        names = re.sub(r"(?:[Tt]he )?[A-Z][\w ]{1,40}?(?:['’]s|s['’]) (?=[A-Z])", "", names)
        for name in _names_without_places(re.sub(r"\s*\([^()]*\)\s*", " ", names).strip()):
            found.append(Credit("author", name, contributed[0].strip(".: ")))
    short = _CONTRIBUTED_SHORT.fullmatch(block)
    if short:
        for name in _names_without_places(short["names"]):
            found.append(Credit("author", name, block.rstrip(".")))
    for match in _WRITERS.finditer(block):
        for name in _names_without_places(match["names"]):
            found.append(Credit("author", name, match[0].strip("(). ")))
    return tuple(found)


def copyright_note(block: str) -> tuple[Credit, ...]:
    """Give the holder named by a copyright line, as agency or publisher."""
    match = _COPYRIGHT.match(block)
    if match is None:
        return ()
    name = re.split(r"\s*(?:,| all rights| - |\bvia\b)", match["name"], maxsplit=1, flags=re.I)[0]
    joined = [part.strip() for part in name.split("/")]
    name = next((part for part in joined if agency_of(part)), joined[0])  # "Thomson/Reuters"
    name = re.sub(r"^(?:the|by|\d{4})\s+(?=[A-Z])", "", name).strip(" .-–")
    name = re.sub(r"\s+(?:19|20)\d\d$", "", name)
    if not name or not name[0].isalpha() or len(name.split()) > 7:
        return ()
    agency = agency_of(name)
    kind = "agency" if agency else "publisher"
    return (Credit(kind, agency or name, block.strip()[:200]),)


def _names_without_places(names: str) -> list[str]:
    """Give the persons of "A and B in London, C in Kyiv"."""
    bare = re.sub(r"\s+in\s+[A-ZÀ-Ý][\w. ]*?(?=\s*(?:,|\band\b|$))", "", names)
    return [name for name in SPLIT_NAMES.split(bare) if is_person(name)]
