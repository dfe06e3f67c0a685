"""Whom a report credits: its authors, agencies, outlets and those it came through."""

from __future__ import annotations

import re

from dateline.ingest.names import (
    AGENCIES,
    OUTLETS,
    agency_of,
    is_bare_name,
    is_organisation,
    is_person,
)
from dateline.ingest.source_key import host_of
from dateline.types import Credit, Span

BYLINE_LENGTH = 220
"""Characters; the longest by-lines of `reports/` (six authors and their outlet) have 190."""

_BY = re.compile(
    r"^[\s\-–—•|*]*(?P<lead>(?:(?:written|reported|posted|published|submitted|analysis|story|article|"
    r"text|words|this post (?:was )?authored|post(?:ed)? authored|opinion|commentary|edited)\s+)?"
    r"by|von|par|por|автор|авторы|from)\s*:?\s+(?P<names>\S.*)$",
    re.I | re.S,
)
_VIA = re.compile(r"[\s,;|(]+(?:via|h/t|through)\s+(?P<via>[^,;()]+)\)?", re.I)
_TAIL = re.compile(
    r"\s+(?:for|of|at|in)\s+(?P<outlet>(?:the\s+)?[A-Z][\w.&'’-]*(?:\s+[A-Z&][\w.&'’-]*){0,4})$"
)
_SPLIT = re.compile(
    r"\s*(?:,|;|/|\||•|·| & |&|\band\b|\bAND\b|\bund\b|\bet\b|\sy\s|\s[–—-]\s|\n)\s*"
)
_HONORIFIC = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|dame|rev|lt|col|gen|capt|maj|sgt)\.?\s+", re.I)
_ROLE = re.compile(
    r"^(?:(?:senior|chief|staff|political|foreign|diplomatic|national|white house|contributing|"
    r"special|associate|managing|deputy|breaking news)\s+)*(?:writers?|reporters?|correspondents?|"
    r"editors?|columnists?|contributors?|opinion contributor|producers?|staff|jr|sr|phd|md|ma)\.?$",
    re.I,
)
_WHEN = re.compile(
    r"(?:\s+|\s*[|•·,–—-]\s*)(?:(?:published|posted|updated)\b.*|(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*"
    r"|(?:on\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*|(?:on\s+)?\d{1,2}[:/.]\d.*)$",
    re.I,
)
_AGENCY_NAMES = "|".join(
    sorted((re.escape(k) for k in AGENCIES if len(k) > 4), key=lambda k: (-len(k), k))
)
_AGENCY_SHORT = "|".join(sorted(re.escape(k.upper()) for k in AGENCIES if len(k) <= 4))
_CALLED_AGENCY = r"(?:[A-ZÀ-Ý][\w'’-]+ ){1,3}(?:News Agency|News Service|Press Agency|Press Association|Newswire|Wire Service)"
"""An agency that no list has to know, because it calls itself one."""
_AGENCY = rf"(?:(?i:{_AGENCY_NAMES})|{_AGENCY_SHORT}|dpa|{_CALLED_AGENCY})"

DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-ÝА-ЯЁ][\w.,'’/ &-]{{1,60}}?)?[\s,]*(?P<day>(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+[A-Z][a-z]{{2,8}})\.?,?\s*(?:\d{{4}},?\s*)?)?"
    rf"[(/](?P<agency>{_AGENCY}(?:/{_AGENCY})?)[)/]\s*[-–—:]*\s*"
)
"""An agency's dateline at the head of a paragraph: place, day, agency in brackets."""

_DATELINE_BARE = re.compile(
    rf"^(?P<place>[A-ZÀ-ÝА-ЯЁ][\w.'’ -]{{2,40}}),\s+(?P<day>(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+\w{{3,9}}))\.?,?\s*[-–—]*\s*(?P<agency>{_AGENCY})\s*[-–—.:]+\s"
)
_IN_TEXT = (
    ("source", re.compile(r"^\W*(?:source|sources|quelle|fuente|источник)\s*[:–—-]\s*(?P<name>[^\n.]{2,80})\.?\W*$", re.I)),
    ("originally", re.compile(
        r"(?:originally|first) (?:appeared|published|posted|ran|reported)(?: \w+ \d{1,2}, \d{4})? "
        r"(?:on|in|by|at|with)\s+(?P<name>(?:the )?[^\s.,;:()][^\n,;:()]{1,60}?)(?=[\n,;:()]|\.(?:\s|$)|$| on \w+ \d| and (?:is|was|has)\b| under\b| as\b)", re.I)),
    ("agency", re.compile(
        rf"\bThe\s+(?P<name>{_AGENCY})\s+contributed\s+to\s+this\s+(?:report|story|article)")),
    ("agency", re.compile(
        rf"(?P<name>{_AGENCY})\s+(?:(?:news )?(?:writers?|reporters?|correspondents?|staff)\b[^\n]{{0,300}}?)?contributed\s+to\s+this\s+(?:report|story|article)")),
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

_KNOWN = "|".join(
    sorted(
        (re.escape(n) for n in (*OUTLETS, "Associated Press", "Reuters")),
        key=lambda n: (-len(n), n),
    )
)
_LEADS = re.compile(
    r"^\s*(?:(?:[^\W\d_]+\s+){0,3}?(?:by|von|par|por)\s*:?\s+|(?:author|autor(?:in)?|auteur|text|texto|interview|"
    r"words|foto|verfasser|redacción)\s*:\s*|(?:auteur|autor|interview)\s+(?=[A-Z]))",
    re.I,
)
_GLUED = re.compile(
    rf"(?<![Tt]he)(?:(?<=[a-zà-ÿ.])\s*(?:\b|(?<=[a-zà-ÿ]))|(?<=[^\W\d_]{{2}})\s+)(?:[Tt]he )?(?P<outlet>{_KNOWN})$"
)
"""An outlet run together with the name before it: "JANE DOE Associated Press", "Jane DoeReuters"."""
_POSTED_BY = re.compile(
    r"^posted\b[^a-z]*(?:[a-z]{1,9}\b[^a-z]+){0,6}?by\s+(?P<names>\S.*?)\s*(?:,\s*updated\b.*)?$",
    re.I,
)
"""A line with the date before the name: "Posted 5:57 am, July 16, 2018, by Jane Doe, Updated ..."."""
_OUTLET_FIRST = re.compile(rf"^(?:The\s+)?(?:{_KNOWN})\s+[-–—|]\s+(?=by\s)", re.I)
_BRACKETED = re.compile(
    r"^\((?P<name>[A-Z][\w.&'’]*[a-z][\w.&'’]*(?: [A-Z][\w.&'’]*){0,4})\)\s*[-–—:]*\s*[A-Z\"“‘]"
)


def byline(line: str) -> tuple[Credit, ...]:
    """Give the credits of a line that is a by-line; empty where it is none.

    "By JANE DOE and JOHN SMITH, Associated Press" credits two authors and an agency;
    "by A, via http://b.example/" an author or publisher A, and b.example as the one it came
    through. A line that goes on as a sentence is no by-line.
    """
    if len(line) > BYLINE_LENGTH:
        return ()
    stripped = _OUTLET_FIRST.sub("", line.strip())
    posted = _POSTED_BY.match(stripped)
    match = _BY.match(f"by {posted['names']}" if posted else stripped)
    if match is None:
        return ()
    names = match["names"].strip()
    credits: list[Credit] = []
    via = _VIA.search(" " + names)
    if via is None and match["lead"].casefold() == "from" and not _from_outlet(names):
        return ()
    if via is not None:
        names = (" " + names)[: via.start()].strip() + " " + (" " + names)[via.end() :]
        credits.append(Credit("via", _outlet(via["via"]), line.strip()))
    people = _people(names, line.strip(), "publisher" if via else "author")
    if people is None:
        return ()
    return (*people, *credits)


def bare_byline(line: str) -> tuple[Credit, ...]:
    """Give the credits of a short line that is nothing but names ("AP", "Los Angeles Times (TNS)").

    Only for lines between title and body: elsewhere a name alone is a heading.
    """
    stripped = line.strip().strip("•·|").strip()
    agency = agency_of(_WHEN.sub("", stripped).strip(" ,|-–—"))
    if agency and len(stripped) <= 80:
        return (Credit("agency", agency, line.strip()),)
    if not stripped or len(stripped) > 80 or stripped.endswith((".", ":", "?", "!")):
        return ()
    match = re.fullmatch(rf"(?P<name>[^()]{{2,50}}?)\s*\((?P<agency>{_AGENCY})\)", stripped)
    if match:
        kind = "author" if is_person(match["name"]) else "source"
        name = agency_of(match["agency"]) or match["agency"]
        return (Credit(kind, match["name"], line.strip()), Credit("agency", name, line.strip()))
    if stripped.removeprefix("The ") in OUTLETS or stripped in OUTLETS:
        return (Credit("source", _outlet(stripped), line.strip()),)
    if line.strip().endswith(("•", "·")) and len(stripped.split()) <= 6:
        kind = "author" if is_person(stripped) else "source"
        return (Credit(kind, stripped, line.strip()),)
    return ()


def name_line(line: str) -> tuple[Credit, ...]:
    """Give the credits of a line of names without "by" ("Jane Doe, Associated Press").

    Only for the lines next to a title, and only where every part is a name: a person with the
    outlet or the role behind, or with the date.
    """
    stripped = line.strip()
    if len(stripped) > 120 or stripped.endswith((".", ":", "?", "!")) or stripped[:1].islower():
        return ()
    bare = _WHEN.sub("", stripped).strip(" ,|-–—")
    parts = [part for part in _SPLIT.split(_GLUED.sub(r", \g<outlet>", bare)) if part]
    if not parts or not all(
        is_bare_name(part) or _ROLE.match(part) or part.removeprefix("The ") in OUTLETS or agency_of(part)
        or re.search(r"\b(?:[Rr]eporter|[Ww]riter|[Cc]orrespondent|[Ee]ditor|[Ss]taff)$", part)
        for part in parts
    ):  # fmt: skip
        return ()
    if not is_bare_name(parts[0]):
        return ()
    credits = []
    for part in parts:
        agency = agency_of(part)
        if agency:
            credits.append(Credit("agency", agency, stripped))
        elif part.removeprefix("The ") in OUTLETS:
            credits.append(Credit("publisher", _outlet(part), stripped))
        elif is_bare_name(part):
            credits.append(Credit("author", _case(part), stripped))
    return tuple(credits)


def source_in_brackets(block: str) -> Credit | None:
    """Give the source that opens a body in brackets ("(Daily Wire) An animated ...")."""
    match = _BRACKETED.match(block)
    if match is None or agency_of(match["name"]) or len(block) < 60:
        return None
    return Credit("source", _outlet(match["name"]), f"({match['name']})")


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
        name = match["name"].strip(" \"'“”‘’.")
        if (
            not name
            or len(name.split()) > 9
            or not (name[0].isupper() or "." in name or name[0].isdigit())
        ):
            continue
        agency = agency_of(name)
        credit = Credit(kind, agency or _outlet(name), match[0].strip())
        if all((c.kind, c.name) != (credit.kind, credit.name) for c in found):
            found.append(credit)
    contributors = _CONTRIBUTORS.search(block)
    if contributors:
        for name in _names_without_places(contributors["names"]):
            found.append(Credit("author", name, contributors[0].strip()))
    for match in _WRITERS.finditer(block):
        for name in _names_without_places(match["names"]):
            found.append(Credit("author", name, match[0].strip("(). ")))
    return tuple(found)


def copyright_note(block: str) -> tuple[Credit, ...]:
    """Give the holder named by a copyright line, as agency or publisher."""
    match = _COPYRIGHT.match(block)
    if match is None:
        return ()
    name = re.split(r"\s*(?:,| all rights| - |/|\bvia\b)", match["name"], maxsplit=1, flags=re.I)[
        0
    ].strip()
    name = re.sub(r"^(?:the|by|\d{4})\s+(?=[A-Z])", "", name).strip(" .-–")
    name = re.sub(r"\s+(?:19|20)\d\d$", "", name)
    if not name or not name[0].isalpha() or len(name.split()) > 7:
        return ()
    agency = agency_of(name)
    kind = "agency" if agency else "publisher"
    return (Credit(kind, agency or name, block.strip()[:200]),)


def dateline(block: str) -> tuple[Credit, Span] | None:
    """Give the agency credit of a paragraph's dateline and the dateline's span in the paragraph."""
    match = DATELINE.match(block) or _DATELINE_BARE.match(block)
    if match is None:
        return None
    if len(block) - match.end() < 20 or not (
        match["place"] or match["day"] or match.start("agency") < 3
    ):
        return None
    place = (match["place"] or "").split(",")[0]
    if place and not place.isupper() and not re.search(r"[-–—:]\s*$", match[0]):
        return None  # "The agency (AP) was told" goes on as a sentence
    quote = match[0].rstrip(" -–—:")
    name = "/".join(agency_of(part) or part for part in match["agency"].split("/"))
    return Credit("agency", name, quote), Span(0, len(quote))


def agency_in_brackets(block: str) -> tuple[Credit, Span] | None:
    """Give the agency that ends a paragraph in brackets ("... he said. (Reuters)"), and its span."""
    match = re.search(rf"\((?P<agency>{_AGENCY})\)\s*$", block)
    if match is None or not re.search(r"[.!?\"'”’]\s*$", block[: match.start()]):
        return None
    quote = match[0].rstrip()
    name = agency_of(match["agency"]) or match["agency"]
    return Credit("agency", name, quote), Span(match.start(), match.start() + len(quote))


def author_names(value: str) -> tuple[str, ...]:
    """Give the names in an author field ("By Jane Doe and John Smith, Reuters")."""
    value = _LEADS.sub("", value.strip())
    if "://" in value or "www." in value:
        return ()
    value = _WHEN.sub("", value)
    names = [_bare_part(part) for part in _SPLIT.split(_TALKING.sub(", ", value))]
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if name
            and not _ROLE.match(name)
            and not re.search(r"^\W*\d|\s\S*\d{4}|^\w{0,3}\d{4}", name)
        )
    )


_TALKING = re.compile(
    r"\s+(?:im (?:gespräch|interview) mit|in conversation with|en conversation avec)\s+", re.I
)
"""What stands between two who talk: each is an author of the interview."""
_ENDS_SHORT = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|Jr|Sr)\.$")
"""A name whose last word is an initial or a suffix keeps its dot."""


def _bare_part(part: str) -> str:
    """Give a name without what is printed around it: marks, and a remark in brackets behind it."""
    part = re.sub(r"(?<=\w)\.?\s+\([^()]*\)?\s*$", "", part)
    part = part.strip(" -–—():").lstrip(".").strip()
    return part if _ENDS_SHORT.search(part) else part.rstrip(" .-–—")


def _names_without_places(names: str) -> list[str]:
    """Give the persons of "A and B in London, C in Kyiv"."""
    bare = re.sub(r"\s+in\s+[A-ZÀ-Ý][\w. ]*?(?=\s*(?:,|\band\b|$))", "", names)
    return [name for name in _SPLIT.split(bare) if is_person(name)]


def _from_outlet(names: str) -> bool:
    """Whether "from ..." names an outlet or an outlet's reporter, and not a place one comes from."""
    holder = names.replace("’", "'").partition("'s ")[0]
    return is_organisation(holder) and len(names.split()) <= 6


def _people(names: str, quote: str, outlet_kind: str) -> list[Credit] | None:
    """Credit each name of a by-line; None where what stands there is no list of names."""
    names = _WHEN.sub("", names.strip(" .,|()–—-") + (" " if not names else "")).strip(" ,|")
    names = re.sub(r"\s*\([^()]*\)\s*$", lambda m: ", " + m[0].strip(" ()"), names)
    names = _GLUED.sub(r", \g<outlet>", re.sub(r"\S+@\S+", "", names).strip())
    credits: list[Credit] = []
    for part in _SPLIT.split(names):
        part = _HONORIFIC.sub("", part.strip(" .:()|-–—"))
        part += ")" * (part.count("(") - part.count(")"))
        if not part or _ROLE.match(part) or part.startswith("@"):
            continue
        outlet = _TAIL.search(part)
        if outlet and is_person(part[: outlet.start()]):
            credits.append(Credit("author", part[: outlet.start()], quote))
            part = outlet["outlet"]
        possessive = re.match(r"(?P<outlet>[\w .]+?)['’]s\s+(?P<name>.+)$", part)
        if possessive and is_person(possessive["name"]):
            credits.append(Credit("author", possessive["name"], quote))
            part = possessive["outlet"]
        agency = agency_of(part)
        if agency:
            credits.append(Credit("agency", agency, quote))
        elif is_person(part) or (part.istitle() and " " not in part and len(names) < 40):
            kind = "author"
            credits.append(Credit(kind, _case(part), quote))
        elif (
            len(part.split()) <= 6
            and (part[0].isupper() or is_organisation(part))
            and not _sentence(part)
        ):
            credits.append(Credit("publisher", _outlet(part), quote))
        else:
            return None
    return credits or None


def _sentence(part: str) -> bool:
    """Whether lower-case words other than particles show that a phrase is no name."""
    small = [
        w
        for w in part.split()
        if w[0].islower() and w not in ("of", "the", "and", "for", "de", "la")
    ]
    return len(small) > 1


def _case(name: str) -> str:
    """Give "JANE DOE" as "Jane Doe"; mixed case stays."""
    if not name.isupper() or len(name) < 5:
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)


def _outlet(name: str) -> str:
    """Give an outlet's name: a URL's host, else the name without quotes and articles."""
    name = name.strip(" \"'“”‘’.,;")
    if re.match(r"(?:https?://|www\.)", name, re.I):
        return host_of(name) or name
    agency = agency_of(name)
    return agency or name.removeprefix("the ")
