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
SPLIT_NAMES = re.compile(
    r"\s*(?:,|;|/|\||•|·| & |&|\band\b|\bAND\b|\bund\b|\bet\b|\sy\s|\s[–—-]\s|\n)\s*"
)
_HONORIFIC = re.compile(
    r"^(?:dr|prof|sen|rep|gov|mr|mrs|ms|sir|dame|rev|lt|col|gen|capt|maj|sgt)\.?\s+", re.I
)
_ROLE = re.compile(
    r"^(?:(?:senior|chief|staff|contact|political|foreign|diplomatic|national|white house|contributing|"
    r"special|associate|managing|deputy|breaking news)\s+)*(?:writers?|reporters?|correspondents?|"
    r"editors?|columnists?|contributors?|opinion contributor|producers?|fellows?|analysts?|strategists?|lecturers?|staff|jr|sr|phd|md|ma)\.?$",
    re.I,
)
_FIELD = (
    r"(?:senior|chief|staff|lead|political|politics|foreign|national|security|international|global|diplomatic|"
    r"diplomacy|white|house|business|economics|financial|sports|science|health|medical|legal|media|technology|"
    r"education|military|defen[cs]e|investigative|congressional|contributing|associate|deputy|managing|opinion|"
    r"general assignment|special|affairs|and|&|washington|environment|religion|breaking|news)"
)
_OFFICE = re.compile(
    rf",?\s+(?:{_FIELD}\s+){{0,5}}(?:writer|reporter|correspondent|editor(?:-at-large)?|columnist|analyst|"
    r"contributor|producer|bureau chief)$",
    re.I,
)
"""The office behind a name or an outlet: "AP National Security Writer"."""
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
AGENCY_FORM = rf"(?:(?i:{_AGENCY_NAMES})|{_AGENCY_SHORT}|dpa|{_CALLED_AGENCY})"

DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-ÝА-ЯЁ][\w.,'’/ &-]{{1,60}}?)?[\s,]*(?P<day>(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+[A-Z][a-z]{{2,8}})\.?,?\s*(?:\d{{4}},?\s*)?)?"
    rf"[(/](?P<agency>{AGENCY_FORM}(?:/{AGENCY_FORM})?)[)/]\s*[-–—:]*\s*"
)
"""An agency's dateline at the head of a paragraph: place, day, agency in brackets."""

_DATELINE_BARE = re.compile(
    rf"^(?P<place>[A-ZÀ-ÝА-ЯЁ][\w.'’ -]{{2,40}}),\s+(?P<day>(?:[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+\w{{3,9}}))\.?,?\s*[-–—]*\s*(?P<agency>{AGENCY_FORM})\s*[-–—.:]+\s"
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
_GLUED_SHORT = re.compile(rf"(?<=\w\w)\s+(?P<agency>{_AGENCY_SHORT})$")
"""The same with an agency's short form: "JANE DOE AP"."""
_POSTED_BY = re.compile(
    r"^posted\b[^a-z]*(?:[a-z]{1,9}\b[^a-z]+){0,6}?by\s+(?P<names>\S.*?)\s*(?:,\s*updated\b.*)?$",
    re.I,
)
"""A line with the date before the name: "Posted 5:57 am, July 16, 2018, by Jane Doe, Updated ..."."""
_POSTED_AT = re.compile(
    r"^(?P<names>[A-Z][^\n|:;]{1,50}?)\s*Posted (?:at|on) (?=[^\n]*\d)[\w:., ]{4,60}$"
)
"""A name before the date: "Jane Doe Posted at 8:41 am on July 16, 2018", with or without a space."""
_OUTLET_FIRST = re.compile(rf"^(?:The\s+)?(?:{_KNOWN})\s+[-–—|]\s+(?=by\s)", re.I)
_ADDRESSED = re.compile(r"\S+@\S+\.\w+\s*\((?P<name>[^()]{3,60})\)")
"""An author as feeds write one: "desk@paper.example (Jane Doe)"."""
_DESK = re.compile(
    r"\b(?:reporter|writer|correspondent|editor|staff|contributor|columnist)s?$", re.I
)
_PICTURED = re.compile(rf"[^/|]{{3,50}}(?:\s*/\s*.{{2,60}}|\s*\|\s*(?:{_AGENCY_SHORT}))$")
"""Who took a picture, and for whom: "Jane Doe / AP", "Jane Doe | AP"."""
_WIRED = re.compile(r"(?P<outlet>[A-Z][A-Za-z]{3,20}) [–—] (?P<name>[^,–—]{4,50})$")
"""What came over a wire of one word's name, and who wrote it: "Newswire — Jane Doe"."""
_AROUND = re.compile(
    r"(?:^|\s+)(?:about|e-?mail|archive|bio|contact|follow|profile|twitter|facebook|more|website|"
    r"contact reporter|staff (?:writer|reporter)|\|)$",
    re.I,
)
"""What stands behind a name beside the title: links and the office."""


def byline(line: str) -> tuple[Credit, ...]:
    """Give the credits of a line that is a by-line; empty where it is none.

    "By JANE DOE and JOHN SMITH, Associated Press" credits two authors and an agency;
    "by A, via http://b.example/" an author or publisher A, and b.example as the one it came
    through. A line that goes on as a sentence is no by-line.
    """
    if len(line) > BYLINE_LENGTH:
        return ()
    stripped = _OUTLET_FIRST.sub("", line.strip())
    at = _POSTED_AT.match(stripped)
    if at is not None and (poster := _poster(at["names"])):
        return (Credit(poster[0], poster[1], line.strip()),)
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
        credits.append(Credit("via", outlet_name(via["via"]), line.strip()))
    people = _people(names, line.strip(), "publisher" if via else "author")
    if people is None:
        return ()
    return (*people, *credits)


def _poster(name: str) -> tuple[str, str] | None:
    """Give kind and name of who stands before "Posted at", or None where it is no name."""
    agency = agency_of(name)
    if agency:
        return "agency", agency
    if is_person(name):
        return "author", name
    known = name.removeprefix("The ") in OUTLETS or name in OUTLETS
    return ("source", outlet_name(name)) if known or name.isupper() else None


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
    match = re.fullmatch(rf"(?P<name>[^()]{{2,50}}?)\s*\((?P<agency>{AGENCY_FORM})\)", stripped)
    if match:
        kind = "author" if is_person(match["name"]) else "source"
        name = agency_of(match["agency"]) or match["agency"]
        return (Credit(kind, match["name"], line.strip()), Credit("agency", name, line.strip()))
    outlet = without_date(stripped)
    if outlet.removeprefix("The ") in OUTLETS or outlet in OUTLETS:
        return (Credit("source", outlet_name(outlet), line.strip()),)
    if line.strip().endswith(("•", "·")) and len(stripped.split()) <= 6:
        if "," in stripped and name_line(stripped):
            return name_line(stripped)
        kind = "author" if is_person(stripped) else "source"
        return (Credit(kind, stripped, line.strip()),)
    return ()


def name_line(line: str) -> tuple[Credit, ...]:
    """Give the credits of a line of names without "by" ("Jane Doe, Associated Press").

    Only for the lines next to a title, and only where every part is a name: a person with the
    outlet or the role behind, or with the date.
    """
    stripped = line.strip()
    addressed = _ADDRESSED.fullmatch(stripped)
    if addressed:
        return name_line(addressed["name"])
    if len(stripped) > 120 or stripped.endswith((".", ":", "?", "!")) or stripped[:1].islower():
        return ()
    if _PICTURED.match(stripped):
        return ()
    bare = _OFFICE.sub("", _WHEN.sub("", stripped).strip(" ,|-–—"))
    outlet_first = _WIRED.match(bare)
    if outlet_first and is_bare_name(outlet_first["name"]):
        source = Credit("source", outlet_first["outlet"], stripped)
        return (source, Credit("author", _case(outlet_first["name"]), stripped))
    parts = [part for part in SPLIT_NAMES.split(_GLUED.sub(r", \g<outlet>", bare)) if part]
    parts = [part for one in parts if (part := _AROUND.sub("", one))]
    if not parts or not all(
        is_bare_name(part) or _ROLE.match(part) or part.removeprefix("The ") in OUTLETS or agency_of(part)
        or (part != parts[0] and len(part.split()) < 5 and part[0].isupper() and is_organisation(part))
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
        elif part.removeprefix("The ") in OUTLETS or (
            is_organisation(part) and not _ROLE.match(part) and not _DESK.search(part)
        ):
            credits.append(Credit("publisher", outlet_name(part), stripped))
        elif is_bare_name(part):
            credits.append(Credit("author", _case(part), stripped))
    return tuple(credits)


def without_date(line: str) -> str:
    """Give a line of names without the date behind it."""
    return _WHEN.sub("", line.strip()).strip(" ,|-–—")


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
    match = re.search(rf"\((?P<agency>{AGENCY_FORM})\)\s*$", block)
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
    names = [_bare_part(part) for part in SPLIT_NAMES.split(_TALKING.sub(", ", value))]
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


def _from_outlet(names: str) -> bool:
    """Whether "from ..." names an outlet or an outlet's reporter, and not a place one comes from."""
    holder = names.replace("’", "'").partition("'s ")[0]
    return is_organisation(holder) and len(names.split()) <= 6


def _people(names: str, quote: str, outlet_kind: str) -> list[Credit] | None:
    """Credit each name of a by-line; None where what stands there is no list of names."""
    names = _WHEN.sub("", names.strip(" .,|()–—-") + (" " if not names else "")).strip(" ,|")
    names = re.sub(r"\s*\([^()]*\)\s*$", lambda m: ", " + m[0].strip(" ()"), names)
    names = _OFFICE.sub("", re.sub(r"\S+@\S+", "", names).strip())
    names = _GLUED.sub(r", \g<outlet>", names)
    names = _GLUED_SHORT.sub(r", \g<agency>", names)
    credits: list[Credit] = []
    for part in SPLIT_NAMES.split(names):
        part = _HONORIFIC.sub("", part.strip(" .:()|-–—"))
        part = part if _ROLE.match(part) else _OFFICE.sub("", part)
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
            credits.append(Credit("publisher", outlet_name(part), quote))
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


def outlet_name(name: str) -> str:
    """Give an outlet's name: a URL's host, else the name without quotes and articles."""
    name = name.strip(" \"'“”‘’.,;")
    if re.match(r"(?:https?://|www\.)", name, re.I):
        return host_of(name) or name
    agency = agency_of(name)
    return agency or name.removeprefix("the ")
