"""How well some characters read as a language: tells a code page that fits from one that does not.

Each character beyond ASCII is scored by the letters around it: in Cyrillic by how common it is in
Russian and Ukrainian, in Latin script by whether one language's alphabet holds all of them, in other
scripts by its script. Signs inside words and capitals behind small letters count against. Words in a
wrong code page ("Äâîå", "дБНЕ", "³ódŸ") score below zero, words in the right one near one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log2

SAMPLE = 20_000
"""Characters of a text that are scored: its first ones."""
FITS = 0.5
"""Score from which characters read as a language; measured by ``evaluation/misread.py``."""
MISFITS = 0.15
"""Score below which they read as none."""
BETTER = 0.5
"""By how much another code page must score above the stated one to go before it."""

_FREQUENCIES = (
    # Letters of running Russian and Ukrainian news by hundredths of a percent, both together.
    "о1020е800а800и750н660т600с530р480в450л420к350м310д300п280у270я190ы120ь160г170з165б165ч140"
    "й120х97ж90ш70ю64ц50щ36э22ф30ъ4ё6і300ї60є40ґ2"
)
_ICELANDIC = "áéíóúýðþæö"
_VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
RARE = 0.25
"""Times the score of two alphabets: the ý, ð and þ of Icelandic are far more often a Turkish ı, ğ and ş that was
misread, and Vietnamese has most letters of all others."""
_ALPHABETS = (
    "äöüß", "éèêëàâîïôûùüçœæ", "áéíóúüñ", "áâãàçéêíóôõú", "àèéìíòóù", "ąćęłńóśźż", "çğıöşüâî",
    "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "åäöé", "æøåé", _ICELANDIC, "čćđšž",
    "ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž", "éëïóöü", "çëâ", "əçğıöşü", "ʻāīū",
    _VIETNAMESE,
)  # fmt: skip
"""Letters beyond ASCII of German, French, Spanish, Portuguese, Italian, Polish, Turkish, Czech, Slovak,
Hungarian, Romanian, Swedish and Finnish, Danish and Norwegian, Icelandic, Croatian, Lithuanian, Latvian,
Estonian, Dutch, Albanian, Azerbaijani, transliterated Arabic and Vietnamese."""
_SIGNS = frozenset("“”„‟‘’‚‛«»‹›–—―…•·§°€£№©®™¡¿×‰′″→½¼¾ªº²³")
_APOSTROPHES = frozenset("’ʼ‘·°-‐")
_COMMON_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通"
    "這個國時來們對會為過說種後學經進電現實體機當點從業開還應關間與樣綫線內數質氣報記長東軍請車無兩發動產總統議員戰爭警方"
    "报记者长东车总统议员战争爆炸袭击士兵死亡伤据警方政府村庄地区周二星期雷区官员称没有任何组织"
)
"""Characters that make up half of running Chinese text, in both forms."""


def _weights() -> dict[str, float]:
    found: dict[str, int] = {}
    letter, digits = "", ""
    for character in _FREQUENCIES + " ":
        if character.isdigit():
            digits += character
            continue
        if letter:
            found[letter] = int(digits)
        letter, digits = character, ""
    total = sum(found.values())
    return {c: max(-2.0, min(1.6, 0.3 + log2(n / total * len(found)))) for c, n in found.items()}


_CYRILLIC = _weights()


_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def fit(text: str) -> tuple[float, int]:
    """Give how well the characters beyond ASCII of a text read as one language, and their number.

    The score is a mean: near 1 where they do, below 0 where a wrong code page made them, 0 where
    there are none.
    """
    text = text[:SAMPLE]
    if text.isascii():
        return 0.0, 0
    fixed = 0.0
    latin: Counter[str] = Counter()
    count = 0
    run = 0
    last = len(text) - 1
    for match in _BEYOND_ASCII.finditer(text):
        at, character = match.start(), match[0]
        before = text[at - 1] if at else " "
        count += 1
        if character.isalpha():
            if before.islower() and character.isupper():
                fixed -= 1.5
            small = character.lower()
            if small in _CYRILLIC:
                fixed += _CYRILLIC[small] if not _latin(before) else -1.5
            elif _latin(character):
                latin[small] += 1
                run = run + 1 if before > "\x7f" and before.isalpha() else 1
                fixed -= 1.2 if run > 2 else 0.0
            else:
                fixed += _other(character)
        else:
            after = text[at + 1] if at < last else " "
            fixed += _sign(character, before, after)
    if latin:
        fixed += max(
            _alphabet(latin, alphabet) * (RARE if alphabet in (_ICELANDIC, _VIETNAMESE) else 1.0)
            for alphabet in _ALPHABETS
        )
    return fixed / count, count


def _alphabet(letters: Counter[str], alphabet: str) -> float:
    return sum(n if c in alphabet else -0.7 * n for c, n in letters.items())


def _sign(character: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha() and ord(before) < 0x2E80
    if character in _SIGNS:
        return -1.0 if inside and character not in _APOSTROPHES and character not in "–—" else 1.0
    if character.isspace() or unicodedata.category(character) in ("Mn", "Mc", "Cf", "Nd"):
        return 0.3
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef":
        return 0.8
    return -2.0 if inside or character < "\xa0" or character == "\ufffd" else -1.0


@lru_cache(4096)
def _latin(character: str) -> bool:
    return character.isalpha() and (
        character < "\x80" or unicodedata.name(character, "").startswith("LATIN ")
    )


@lru_cache(8192)
def _other(character: str) -> float:
    """Give the score of a letter that is neither Latin nor of Russian and Ukrainian."""
    if character in _COMMON_HAN:
        return 1.3
    if "\u4e00" <= character <= "\u9fff":
        return 0.3
    if "\u0400" <= character <= "\u04ff":
        return -0.6
    if "\u3400" <= character <= "\u4dbf" or character > "\U0001ffff" or character in "ªº":
        return -1.0
    name = unicodedata.name(character, "")
    if not name or "PRESENTATION FORM" in name or "HALFWIDTH" in name:
        return -1.5
    return 0.6


def best_of(data: bytes, encodings: Iterable[str]) -> tuple[str, float]:
    """Give which of some encodings reads best, the first of equals, and its score; what an encoding
    cannot decode counts as two errors a byte."""
    best, best_score = "", float("-inf")
    for encoding in encodings:
        text = data.decode(encoding, "replace")
        score, count = fit(text)
        lost = text.count("\ufffd")
        score -= 4.0 * lost / max(1, count)
        if score > best_score + 1e-9:
            best, best_score = encoding, score
    return best, best_score
