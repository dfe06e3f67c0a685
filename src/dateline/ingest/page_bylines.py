"""By-lines in a page's markup: elements marked as one, lines that read as one, links to people.

The tree is read once. What stands in comments, sidebars or lists of other reports is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dateline.ingest.credits import author_names
from dateline.ingest.names import is_bare_name, is_person, is_wire
from dateline.ingest.page_words import LABEL_ALONE, words_behind, words_of

ABOVE = 12
"""Elements before the headline among which it is looked for."""
HEAD = 90
"""Elements behind the headline among which a by-line without any mark is looked for."""
CHILDREN = 12
"""Child elements of a by-line; what has more is a part of the page."""

_MARKS = re.compile(
    r"(?:^|[\s_-])(?:(?:by-?(?:author|line)s?|(?:co-?)?authors?|autor(?:en|in|es|innen)?|auteurs?|autrice|"
    r"autore|auteurs?|verfasser(?:in)?|writers?|redakteur(?:in)?|journalist(?:e|a)?|reporters?|contributors?|"
    r"poster|creator|vcard|fn|firma|signature|credit|credits|reviewer|username)(?:name|link|s|block)?)(?:$|[\s_-])"
    r"|(?:^|[\s_-])\w*(?:byline|author(?:Name|Link|s)?|autor)(?:$|[\s_-])|(?:[a-z])(?:Byline|Author|Autor|Poster|Writer)(?:s|Name|Link)?(?:$|[\s_-])"
)
"""Classes and ids by which pages mark a by-line, in the languages of their makers."""
_WEAK = re.compile(
    r"(?:^|[\s_-])(?:credits?|fn|vcard|poster|creator|signature|username|reviewer)(?:$|[\s_-])"
)
"""Marks that stand on other things as well: on pictures, comments and posts of forums."""
_NOT_AUTHOR = re.compile(
    r"comment|reply|related|sidebar|bio\b|avatar|image|img|footer-|teaser|photo|foto|caption|"
    r"description|social|share|follow|ratings?|widget|menu|desc\b|count|url\b|box\b|info-?box|more\b",
    re.I,
)
_ASIDE = re.compile(
    r"comment|respond|sidebar|related|teaser|recommend|widget|popular|newsletter|(?:site|page|main|global)-?footer|(?:^|\s)footer|trending|"
    r"latest|carousel|slider|author-?bio|\bnav|menu|gallery|figure|caption|bildunter",
    re.I,
)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|staff|profil(?:e|es)?|contributors?|"
    r"journalist(?:en|es|s)?|redaktion|reporters?|writers?|firmas?|verfasser)/[^/?#]",
    re.I,
)
"""Addresses of pages about a person who writes."""

_WROTE = (
    r"(?:(?:written|reported|posted|published|story|article|text|words|report|analysis|interview|review) )?by|"
    r"(?:(?:ein |eine )?(?:geschrieben|verfasst|veröffentlicht|erstellt|gepostet|beitrag|artikel|text|gastbeitrag|kommentar|bericht|"
    r"interview|analyse|rezension|blog-?beitrag|blog beitrag|ein artikel|ein beitrag|reportage|fragen|protokoll) )?vo[nm]|(?:(?:publié|écrit|rédigé|propos recueillis|article|texte|entretien) )?par|"
    r"(?:(?:publicado|escrito|texto) )?por|(?:(?:scritto|pubblicato) )?da|(?:(?:geschreven|gepubliceerd) )?door|"
    r"(?:(?:skrevet|tekst) )?af|(?:tekst )?av"
)
_PRINTED = re.compile(rf"[^\w]{{0,4}}(?:{_WROTE})\s*:?\s+(?P<names>\S.*)$", re.I)
_LABELLED = re.compile(
    r"\W{0,3}(?:authors?|autor(?:en|in|innen|/in|:in|es)?|auteurs?|autore|verfasser(?:in)?|"
    r"(?:text|texte|texto)(?:\s*(?:&|\+|/|und|and|et)\s*(?:fotos?|photos?|bild(?:er)?))?|"
    r"tekst|redakteur(?:in)?|redaktion|redacteur|автор|words|verantwortlich)\s*:\s*(?P<names>\S.*)$",
    re.I,
)
LEAD_ONLY = re.compile(
    rf"^\W*(?:{_WROTE})\s*:?\W*$|^\W*(?:authors?|autor(?:en|in|/in|:in)?)\s*:?$", re.I
)


_BOX = re.compile(
    r"(?:author|autor(?:en|in)?|auteur)[\s_-]?(?:bio|box|info|card|profil|description|about|block|area)|"
    r"about[\s_-]?(?:the[\s_-]?)?author|saboxplugin|post-?author|entry-?author",
    re.I,
)
"""Boxes that tell of the author below a text."""
_NOTE_OF_DATE = re.compile(
    r"(?:^|.*?[\s|·•–—,(-])(?:by|von|par|por)\s+(?P<names>[^|·•,]{2,50}?)\s*(?:[|·•,–—-]|\b(?:on|am|at|le|el|um|vom)\b)\s*\D{0,14}\d",
    re.I,
)
"""A line of date, section and name, as templates write it: "Posted in News by Jane Doe on May 3"."""
_DATE_AND_NAME = re.compile(
    r"\W*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:\W+\d{1,2}[:.]\d{2}(?:\W*(?:Uhr|h|[ap]m)\b)?)?\W+"
    r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+(?P<names>[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]*){0,3})\W*"
)
"""A date and a name behind it and nothing else: "06.11.2023 13:30 von Jane"."""
_POSTED = re.compile(
    r"\b(?:posted|published|written|filed|submitted|verfasst|geschrieben|veröffentlicht|gepostet|publié|publicado|eingestellt)\b",
    re.I,
)
_CELLS = re.compile(r"\s*[|·•–—/,]\s*|\s+-\s+")
_SINCE = re.compile(
    r"[\s,|·•–—-]+(?:(?:on|am|at|le|el|il|op|den|vom|um|in)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:\w{3,9}\.?\s+)?(?:\d{1,2}(?:[.:/\s]|st|nd|rd|th|$)).*$"
    r"|\s+(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december)\b.*$",
    re.I | re.S,
)
"""A date behind a name."""


@dataclass(slots=True)
class Bylines:
    """What the markup says, by how sure it is; each list in the page's order."""

    head: list[list[str]] = field(default_factory=list)
    """Marked by-lines behind the headline and not in an aside."""
    above: list[list[str]] = field(default_factory=list)
    printed: list[list[str]] = field(default_factory=list)
    labelled: list[list[str]] = field(default_factory=list)
    profiles: list[list[str]] = field(default_factory=list)
    weak: list[list[str]] = field(default_factory=list)
    dated: list[list[str]] = field(default_factory=list)
    boxed: list[list[str]] = field(default_factory=list)


def bylines(tree: Any) -> Bylines:
    """Read the page's elements once, in order."""
    seen = Bylines()
    elements = list(tree.iter(*_TAGS))
    tops = [n for n, element in enumerate(elements) if element.tag == "h1"]
    tops = tops or [n for n, element in enumerate(elements) if element.tag == "h2"][:3]
    around = {above for n in tops for above in elements[n].iterancestors()}
    first = tops[0] if tops else len(elements)
    near = {m for n in tops for m in range(n - ABOVE, n + HEAD)}
    for n, element in enumerate(elements):
        tag = element.tag
        get = element.get
        strength, meta = 0, False
        if element.keys():
            marks = f"{get('class') or ''} {get('id') or ''}"
            if len(marks) > 1:
                strength, meta = _strength(marks), _is_meta(marks)
            if get("itemprop") == "author" or "author" in (get("rel") or "").split():
                strength = 2
        profile = tag == "a" and _PROFILE.search(get("href") or "") is not None
        near_head = n in near or meta
        own = element.text or ""
        label = ":" in own and tag in _LABEL_TAGS and LABEL_ALONE.fullmatch(own) is not None
        if label and not len(element):
            behind = names_of_line(words_behind(element))
            people = [name for name in behind if is_person(name) or is_wire(name)]
            if people and not _inside_aside(element, around):
                seen.labelled.append(people)
            continue
        by_words = tag in _LINES and (near_head or _opens_with_label(element))
        if not (strength or profile or by_words) or len(element) > CHILDREN:
            continue
        text = words_of(element)
        if len(text) < 2:
            continue
        names = _names_here(element, text, near_head, strength, profile)
        if names is None or _inside_aside(element, around) or _credits_a_picture(element, strength):
            continue
        kind, found = names
        if kind == "marked":
            (seen.head if n > first else seen.above).append(found)
        else:
            getattr(seen, kind).append(found)
    if not (seen.head or seen.above or seen.printed):
        _read_boxes(elements, seen)
    return seen


_META = re.compile(r"(?:^|[\s_-])(?:post|entry|article)-?meta(?:data)?(?:$|[\s_-])")
"""Classes of the line that tells of a post, above or below its text."""


@lru_cache(maxsize=4096)
def _is_meta(marks: str) -> bool:
    return _META.search(marks) is not None


_LABEL_TAGS = frozenset(
    ["strong", "b", "span", "h3", "h4", "h5", "h6", "em", "i", "td", "dt", "div"]
)
_PICTURES = re.compile(
    r"//(?:[\w-]+\.)*(?:creativecommons\.org|wikimedia\.org|flickr\.com|unsplash\.com|pixabay\.com|pexels\.com)/",
    re.I,
)
"""Addresses of licences and of collections of pictures."""


def _credits_a_picture(element: Any, strength: int) -> bool:
    """Whether a marked line names whose picture it is: a licence or a collection is linked beside."""
    if not strength:
        return False
    parent = element.getparent()
    near = element if parent is None or len(parent) > CHILDREN else parent
    return any(_PICTURES.search(link.get("href") or "") for link in near.iter("a"))


def _names_here(
    element: Any, text: str, near: bool, strength: int, profile: bool
) -> tuple[str, list[str]] | None:
    """Give how an element names somebody, and whom; None where it does not."""
    if strength:
        names = _names_of(element, text)
        if strength == 1:
            names = names if all(is_person(n) or is_wire(n) for n in names) else []
        if names:
            return ("marked" if strength == 2 else "weak"), names
        return None
    if profile:
        names = [n for n in names_of_line(text) if is_person(n)]
        return ("profiles", names) if names else None
    printed = _PRINTED.match(text) if near else None
    labelled = None if printed else _LABELLED.match(text)
    match = printed or labelled
    if match:
        names = (_linked_names(element) if printed else []) or _people_only(match["names"])
        return ("printed" if printed else "labelled", names) if names else None
    if near and any(c.isdigit() for c in text):
        dated = _NOTE_OF_DATE.match(text)
        if dated:
            names = list(names_of_line(dated["names"]))
            if names and (is_bare_name(names[0]) or _POSTED.search(text)):
                return "dated", names
        behind = _DATE_AND_NAME.fullmatch(text)
        if behind:
            return "dated", list(names_of_line(behind["names"]))
        cells = [cell for cell in _CELLS.split(text) if cell]
        people = [cell for cell in cells if is_bare_name(cell)]
        if (
            len(people) == 1
            and len(cells) > 1
            and all(c in people or c[0].isdigit() for c in cells)
        ):
            return "dated", people
    return None


def _read_boxes(elements: list[Any], seen: Bylines) -> None:
    """Note the first name in a box about the author."""
    for element in elements:
        if element.tag not in ("div", "section", "footer") or not _is_box(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        ):
            continue
        for inner in element.iter("h2", "h3", "h4", "h5", "a", "strong", "span"):
            names = [name for name in names_of_line(words_of(inner)) if is_bare_name(name)]
            if names:
                seen.boxed.append(names)
                return


@lru_cache(maxsize=4096)
def _is_box(marks: str) -> bool:
    return _BOX.search(marks) is not None and not re.search("comment", marks, re.I)


_LINES = frozenset(
    ("p", "div", "address", "em", "strong", "span", "li", "small", "td", "h4", "h5", "h6", "i", "b")
)
_TAGS = ("h1", "h2", "h3", "a", "cite", "dd", "footer", "section", *sorted(_LINES))


def names_of_line(value: str) -> tuple[str, ...]:
    """Give the names in a line of authors, without the date behind them."""
    return author_names(_SINCE.sub("", value))


_LABELS = frozenset(
    [
        "author",
        "authors",
        "autor",
        "autoren",
        "autorin",
        "autorinnen",
        "autores",
        "auteur",
        "auteurs",
        "autore",
        "verfasser",
        "verfasserin",
        "text",
        "texte",
        "texto",
        "tekst",
        "redakteur",
        "redakteurin",
        "redaktion",
        "redacteur",
        "автор",
        "words",
        "verantwortlich",
    ]
)


def _opens_with_label(element: Any) -> bool:
    """Whether the first word of an element can be the label of a by-line."""
    opening = element.text or ""
    if not opening.strip() and len(element):
        opening = element[0].text or ""
    word = _FIRST_WORD.match(opening)
    return word is not None and word[1].casefold() in _LABELS


_FIRST_WORD = re.compile(r"\W{0,40}(\w{4,14})\b")


def _people_only(value: str) -> list[str]:
    names = list(names_of_line(value))
    return names if names and all(is_person(n) or is_wire(n) for n in names) else []


@lru_cache(maxsize=4096)
def _strength(marks: str) -> int:
    """Give how clearly a class or id marks a by-line: 2, 1 or 0."""
    if not _MARKS.search(marks) or _NOT_AUTHOR.search(marks):
        return 0
    return 2 if _MARKS.search(_WEAK.sub(" ", _WEAK.sub(" ", marks))) else 1


def _names_of(element: Any, text: str) -> list[str]:
    """Give the names in a marked by-line: those of its links to people, else those in its words."""
    named = _linked_names(element)
    if named:
        return named
    match = _PRINTED.match(text) or _LABELLED.match(text)
    names = list(names_of_line(match["names"] if match else text))
    return [name for name in names if len(name.split()) <= 6]


def _linked_names(element: Any) -> list[str]:
    """Give the names in the links to people, and the parts marked as names, inside a by-line."""
    inner = [child for child in element.iter() if child is not element and _names_somebody(child)]
    inner = [child for child in inner if not any(above in inner for above in child.iterancestors())]
    named = [name for child in inner for name in names_of_line(words_of(child))]
    return list(dict.fromkeys(named))


def _names_somebody(element: Any) -> bool:
    """Whether an element inside a by-line holds one name: a link to a person, or marked as a name."""
    get = element.get
    return (
        get("rel") == "author"
        or get("itemprop") in ("author", "name")
        or "fn" in (get("class") or "").split()
        or (element.tag == "a" and _PROFILE.search(get("href") or "") is not None)
    )


@lru_cache(maxsize=4096)
def _aside_marks(marks: str) -> bool:
    return _ASIDE.search(marks) is not None


def _inside_aside(element: Any, around: set[Any]) -> bool:
    """Whether an element stands in comments, a sidebar or a list of other reports; what is
    ``around`` the headline is none, whatever its class says."""
    for above in element.iterancestors():
        if above in around:
            return False
        if above.tag in ("nav", "aside", "figure", "figcaption", "blockquote"):
            return True
        if _aside_marks(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False
