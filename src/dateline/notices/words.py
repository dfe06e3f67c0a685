"""The words that notices open with, in English and Russian.

A form counts only where it opens a sentence, a bracket or a title: "the ministry issued a
correction" and "he later retracted his testimony" are news.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.notices.facts import CLARIFICATION, CORRECTION, KILL, NOTE, RETRACTION, UPDATE


class Form(NamedTuple):
    """One way to open a notice."""

    kind: str
    pattern: re.Pattern[str]
    extent: str
    """``sentence``: this one; ``following``: and what follows in its paragraph; ``paragraph``:
    also the next where nothing else stands in its own; ``bracket``: to the bracket's end."""


_TEXT = (
    r"(?:story|stories|article|report|post|item|dispatch|piece|column|transcript|blog(?: post)?|"
    r"(?:web ?)?page|entry|headline|caption|photo caption|map|chart|graphic|video|summary|version|"
    r"press release|news release|release|statement)"
)
_THIS = rf"(?:this|the|our) (?:news |online |wire |live )?{_TEXT}"
_OURS = rf"(?:this|our) (?:news |online |wire |live )?{_TEXT}"
_WRONGLY = (
    r"(?:misstated|misidentified|misspelled|mischaracterized|mischaracterised|misquoted|"
    r"misattributed|misreported|incorrectly|inaccurately|imprecisely|erroneously|mistakenly|"
    r"wrongly|in error|gave (?:an? )?(?:incorrect|inaccurate|wrong)|"
    r"(?:an? )?(?:incorrect|inaccurate|erroneous|wrong) \w+)"
)
_SAME = r"(?:[^.\n]|(?<=\b[A-Z])\.|\.(?!\s+[A-Z]))"
"""A character of the same sentence: no full stop but that of an initial or an abbreviation."""
_RU_TEXT = r"(?:материал\w*|текст\w*|стать\w+|новост\w+|заметк\w+|публикаци\w+|сообщени\w+)"


def _form(kind: str, extent: str, pattern: str, flags: int = re.IGNORECASE) -> Form:
    return Form(kind, re.compile(pattern, flags), extent)


FORMS = (
    # withdrawn as a whole
    _form(
        KILL,
        "paragraph",
        r"(?:(?:BULLETIN|MANDATORY|STORY|NEWS|PHOTO) KILL\b|KILL(?: ADVISORY)?\s*[:—–-]|"
        r"ADVISORY\s*[-—–:]+\s*(?:\w+ ){0,3}(?:story|item|report)s? (?:is |has been |was )?"
        r"(?:withdrawn|killed)\b|STORY (?:REMOVED|WITHDRAWN|KILLED)\b|WITHDRAWAL\s*[:—–-])",
        0,
    ),
    _form(
        KILL,
        "following",
        r"(?:editors?,? )?(?:please )?(?:kill|withdraw|disregard) (?:and do not use )?"
        rf"(?:the|our|this) (?:\S+ ){{0,4}}?{_TEXT}\b",
    ),
    _form(
        RETRACTION,
        "following",
        rf"{_OURS} (?:has been|was|is|is being|has now been) (?:retracted|withdrawn)\b",
    ),
    _form(
        RETRACTION,
        "following",
        r"we (?:hereby )?(?:retract|withdraw|are retracting|are withdrawing|have retracted|"
        rf"have withdrawn) (?:the|this|our) (?:\w+ ){{0,2}}?{_TEXT}\b",
    ),
    _form(RETRACTION, "paragraph", r"(?:retraction|retracted|withdrawn)\s*(?:[:—–]|(?=\n|\Z))"),
    _form(
        RETRACTION,
        "following",
        rf"(?:эт\w+ |данн\w+ )?{_RU_TEXT} (?:был\w? )?(?:отозван|аннулирован|снят с публикации)\w*",
    ),
    _form(RETRACTION, "following", rf"редакция (?:отзывает|аннулирует) (?:\w+ ){{0,2}}?{_RU_TEXT}"),
    _form(
        RETRACTION, "paragraph", r"(?:опровержение|отозвано|аннулировано)\s*(?:[:.—–]|(?=\n|\Z))"
    ),
    _form(KILL, "following", r"(?:просим|просьба) (?:\w+ ){0,2}?аннулировать"),
    # a part of it was wrong
    _form(CORRECTION, "sentence", r"corrections? appended\b"),
    _form(
        CORRECTION,
        "paragraph",
        r"corrections?(?: to this \w+| and clarifications?)?\s*(?:[:—–]|(?=\n|\Z))",
    ),
    _form(CORRECTION, "prefix", r"(?:REFILE-)?CORRECTED\s*[-—–:]\s*|CORRECTION\s*-\s*", 0),
    _form(
        CORRECTION,
        "following",
        r"(?:in )?(?:an?|the|some) (?:earlier|previous|original|prior|initial)(?: online)? versions?"
        rf" of {_THIS}",
    ),
    _form(
        CORRECTION,
        "following",
        rf"(?:{_THIS} )?(?:in )?earlier versions of {_THIS}",
    ),
    _form(
        CORRECTION,
        "following",
        rf"{_OURS} (?:(?:has|have) (?:since )?been|was|is) (?:corrected|amended to correct|"
        r"(?:updated|edited|revised|changed|amended|modified) to (?:correct|fix|reflect the following "
        r"correction|remove (?:an? )?"
        r"(?:incorrect|erroneous|inaccurate)))\b",
    ),
    _form(
        CORRECTION,
        "following",
        rf"(?:this (?:{_TEXT} )?corrects|story corrected|corrects? (?:paragraph|the|number|spelling|"
        r"name|headline|dateline|day|date|toll)\b)",
    ),
    _form(
        CORRECTION,
        "bracket",
        r"\((?:this (?:version|story) )?(?:correct(?:s|ed|ing)\b(?! (?:him|her|it|them|my|your)self|"
        r" themselves)|fixes|removes (?:incorrect|"
        r"erroneous|extraneous)\b|refiles to\b)",
    ),
    _form(
        CORRECTION,
        "following",
        r"(?:because of (?:an? )?(?:editing|reporting|production|typographical|translation) error,? )"
        rf"{_SAME}{{0,400}}?\b{_WRONGLY}\b",
    ),
    _form(
        CORRECTION,
        "following",
        r"(?:due to (?:an? )?(?:editing|reporting|production|typographical|translation) error,? )",
    ),
    _form(
        CORRECTION,
        "following",
        r"an? (?:(?:earlier|front-page|news|picture|photo) )?(?:article|caption|headline|map|chart|"
        r"obituary|editorial|report|story) (?:on|in|about|last|published|that|of|yesterday)\b"
        rf"{_SAME}{{0,400}}?\b{_WRONGLY}\b",
    ),
    _form(
        CORRECTION,
        "following",
        r"[Ii]n (?:an? |some )?(?:\w+ )?(?:story|stories|article)s? "
        rf"{_SAME}{{0,250}}?, (?:The )?[A-Z][^.\n]{{1,60}}? "
        rf"(?:reported (?:erroneously|incorrectly|mistakenly)|{_WRONGLY})\b",
        0,
    ),
    _form(
        CORRECTION,
        "following",
        r"we (?:incorrectly|wrongly|erroneously|mistakenly) (?:reported|said|stated|wrote|identified)",
    ),
    _form(
        CORRECTION,
        "paragraph",
        r"(?:исправлено|исправление|исправления|поправка)\s*(?:[:.—–]|(?=\n|\Z))",
    ),
    _form(
        CORRECTION,
        "following",
        r"(?:ранее )?в (?:более )?(?:ранней|предыдущей|первоначальной|прежней|первой) верси\w+ "
        rf"(?:\w+ ){{0,2}}?{_RU_TEXT}",
    ),
    _form(
        CORRECTION,
        "following",
        rf"(?:ранее )?в (?:эт\w+ |данн\w+ |наш\w+ )?{_RU_TEXT} (?:была? )?(?:ошибочно|неверно|"
        r"допущена (?:ошибка|неточность))",
    ),
    _form(
        CORRECTION,
        "following",
        rf"{_RU_TEXT} (?:был\w? )?(?:исправлен|скорректирован)\w*",
    ),
    _form(CORRECTION, "bracket", r"\((?:исправл|исправляет)\w*"),
    # made plainer
    _form(CLARIFICATION, "paragraph", r"clarifications?\s*(?:[:—–]|(?=\n|\Z))"),
    _form(
        CLARIFICATION,
        "following",
        rf"{_OURS} (?:(?:has|have) (?:since )?been|was) (?:clarified|(?:updated|edited|revised|"
        r"changed|amended) to (?:clarify|make clear|better reflect|more accurately))\b",
    ),
    _form(CLARIFICATION, "bracket", r"\((?:clarifies|clarifying)\b"),
    _form(CLARIFICATION, "paragraph", r"уточнени[ея]\s*[:.—–]|уточнено\s*[:.—–]"),
    _form(CLARIFICATION, "following", rf"{_RU_TEXT} (?:был\w? )?уточнен\w*"),
    _form(CLARIFICATION, "bracket", r"\(уточн\w+"),
    # gone on
    _form(
        UPDATE,
        "sentence",
        rf"{_OURS} (?:(?:has|have) (?:since )?been|was) (?:updated|amended|edited|revised|expanded) "
        r"(?:to|with|throughout|since|following|after)\b",
    ),
    _form(
        UPDATE,
        "sentence",
        rf"{_OURS} was (?:first|originally) published [^.\n]{{0,80}}?(?:has been|was) updated\b",
    ),
    _form(UPDATE, "sentence", rf"{_OURS} (?:has been|was) updated\s*(?=[.)\]]|$)"),
    _form(
        UPDATE,
        "bracket",
        r"\((?:updates?|adds?|recasts?|updating|adding|refiles?|rewrites?|releads?)\b"
        r"(?= (?:with|to|throughout|toll|quotes?|details?|background|comments?|byline|lead|lede|"
        r"death|casualt\w+|paragraphs?|headline|first|new|dropped|more|and|\w+ing\b)|,)",
    ),
    _form(UPDATE, "paragraph", r"EDs?:|Eds:|EDS:|EDITORS:", 0),
    _form(UPDATE, "sentence", rf"{_RU_TEXT} (?:был\w? )?(?:обновлен|обновлён|дополнен)\w*"),
    _form(UPDATE, "bracket", r"\((?:обновлено|добавлен\w+|дополнен\w*)\b(?=[:,. ])"),
    # said by the editors
    _form(NOTE, "paragraph", r"(?:editor|editors|eds)['’]?s?['’]? note\s*[:.—–]"),
    _form(NOTE, "paragraph", r"(?:от редакции|примечание редакции)\s*[:.—–]"),
)

HINTS = (
    "correct",
    "retract",
    "withdr",
    "earlier version",
    "previous version",
    "original version",
    "prior version",
    "initial version",
    "clarif",
    "kill",
    "disregard",
    "updat",
    "amend",
    "editor",
    "eds:",
    "misstate",
    "misidentif",
    "misspel",
    "erroneous",
    "mistaken",
    "wrongly",
    "incorrect",
    "inaccurat",
    "(adds",
    "(add ",
    "(recasts",
    "refile",
    "fixes",
    "advisory",
    "removed",
    "error",
    "исправ",
    "уточн",
    "опроверж",
    "отозван",
    "отзыв",
    "аннулир",
    "верси",
    "обновл",
    "дополн",
    "добавл",
    "поправк",
    "редакци",
    "ошибочно",
    "неверно",
    "скорректир",
    "снят",
)
"""One of these stands in every notice, whatever its case; the look for them is cheaper than the forms."""


def hinted(text: str) -> bool:
    """Say whether one of :data:`HINTS` stands in a text."""
    folded = text.casefold().replace("ı", "i").replace("i\u0307", "i")
    return any(hint in folded for hint in HINTS)


TURNS = (
    (RETRACTION, re.compile(r"\b(?:retract|withdraw)(?:ed|n|s|ing)?\b|\bотозван|\bопроверж", re.I)),
    (
        CORRECTION,
        re.compile(
            rf"\b(?:earlier|previous|original) version|\bcorrect(?:s|ed|ion)\b|\b{_WRONGLY}\b|"
            r"\bисправ|ошибочно",
            re.I,
        ),
    ),
    (CLARIFICATION, re.compile(r"\bclarif|\bуточн", re.I)),
    (UPDATE, re.compile(r"\bupdated\b|\bобновл", re.I)),
)
"""What an editors' note, or an advisory to editors, is where its words say more."""

ERROR = re.compile(rf"\b{_WRONGLY}\b", re.IGNORECASE)
