"""How often text in an old encoding is recovered: languages by encodings by what is stated.

    python evaluation/misread.py

Every text of ``TEXTS`` is cut to several lengths and written in each encoding of its language; it is
recovered where the characters come back as they were. Stated: nothing; the right encoding; a wrong
one; or the text was read in a wrong one before and comes as UTF-8 ("mojibake"). Only cuts whose
characters the encoding has, and with some beyond ASCII, are counted. Beside the rate recovered stands
the share of the rest that carries a warning.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dateline.ingest.clean import clean_characters
from dateline.ingest.decode import decode
from dateline.ingest.draft import ReadingError
from dateline.ingest.mojibake import repair

TEXTS = {
    "en": "The governor’s office said — without giving details — that “two soldiers” were wounded near the village on Tuesday. “We don’t know who laid the mine,” a spokesman said; the road wasn’t open until the evening. A café owner said he’d heard “one loud bang” and nothing more.",
    "de": "Bei der Explosion einer Mine sind am Dienstag zwei Soldaten schwer verletzt worden, erklärte die Behörde für öffentliche Sicherheit. Die Straße wurde für mehrere Stunden gesperrt, während Pioniere die Böschung überprüften. Über die Täter ist nichts bekannt; größere Schäden gab es nach Angaben des Bürgermeisters nicht.",
    "fr": "Deux soldats ont été blessés mardi par l’explosion d’une mine près du village, a annoncé le préfet de la région. La route a été fermée à la circulation pendant plusieurs heures, où les démineurs ont trouvé un deuxième engin. Aucun groupe n’a revendiqué l’attaque, la troisième depuis le début de l’été, a-t-il précisé à la presse.",
    "pl": "Dwóch żołnierzy zostało rannych we wtorek, gdy pod ich samochodem wybuchła mina w pobliżu wsi, poinformował gubernator. Według niego drogę sprawdzano rano, a do zamachu nikt się jeszcze nie przyznał. Saperzy znaleźli drugą minę i zdetonowali ją; ruch przywrócono późnym wieczorem, jak podało ministerstwo łączności.",
    "tr": "Salı günü köyün yakınlarında yola döşenen mayının patlaması sonucu iki asker yaralandı, dedi vali. Yolun sabah arandığını, saldırıyı şimdiye kadar kimsenin üstlenmediğini söyledi. İstihkâmcılar ikinci bir mayın buldu ve imha etti; bakanlığa göre yol akşam saatlerinde yeniden ulaşıma açıldı.",
    "ru": "Двое военнослужащих получили ранения во вторник, когда под их машиной взорвалась мина недалеко от села, сообщил глава региона. По его словам, дорогу утром проверяли, ответственность за взрыв никто на себя не взял. Сапёры нашли вторую мину и обезвредили её; движение открыли вечером, заявили в министерстве.",
    "uk": "Двоє військовослужбовців дістали поранення у вівторок, коли під їхньою машиною вибухнула міна неподалік від села, повідомив голова області. За його словами, дорогу вранці перевіряли, відповідальність за вибух ніхто на себе не взяв. Сапери знайшли ще одну міну і знешкодили її; рух відкрили ввечері, заявили в міністерстві.",
    "zh": "据地区政府官员称，星期二一辆军车在村庄附近触雷爆炸，两名士兵受伤。他说，这条道路早上已经检查过，到目前为止没有任何组织对爆炸事件负责。工兵在路边发现了第二枚地雷并将其引爆，道路于当天晚上重新开放。记者没有得到国防部的回应。",
}
ENCODINGS = {
    "en": ["cp1252", "mac_roman"],
    "de": ["cp1252", "iso8859-15", "cp850", "mac_roman"],
    "fr": ["cp1252", "iso8859-15", "cp850", "mac_roman"],
    "pl": ["cp1250", "iso8859-2", "cp852"],
    "tr": ["cp1254", "iso8859-9", "cp857"],
    "ru": ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"],
    "uk": ["cp1251", "koi8-u", "cp1125", "iso8859-5"],
    "zh": ["gb18030", "gbk", "big5"],
}
WRONG = {"zh": "latin-1", "ru": "latin-1", "uk": "latin-1", "pl": "latin-1", "tr": "latin-1"}
LENGTHS = (40, 80, 160, 320)
TRADITIONAL = str.maketrans("区员称军车庄爆两伤说条经检过为没组织对负责边发现并将晚开记国应", "區員稱軍車莊爆兩傷說條經檢過為沒組織對負責邊發現並將晚開記國應")  # fmt: skip


class Case(NamedTuple):
    """A text, in bytes or misread, and how it is stated."""

    language: str
    encoding: str
    stated: str
    text: str
    data: bytes
    declared: str | None


def cases() -> Iterator[Case]:
    """Give every case of the table."""
    for language, whole in TEXTS.items():
        for encoding in ENCODINGS[language]:
            source = whole.translate(TRADITIONAL) if encoding == "big5" else whole
            for length in LENGTHS:
                for start in range(0, max(1, len(source) - length // 2), max(20, length // 2)):
                    text = source[start : start + length].strip()
                    try:
                        data = text.encode(encoding)
                    except UnicodeEncodeError:
                        text = "".join(c for c in text if _has(c, encoding))
                        data = text.encode(encoding)
                    if text.isascii():
                        continue
                    yield Case(language, encoding, "nothing", text, data, None)
                    yield Case(language, encoding, "right", text, data, encoding)
                    for wrong in ("utf-8", WRONG.get(language, "cp1251")):
                        yield Case(language, encoding, "wrong", text, data, wrong)
                    if encoding in ("cp1251", "koi8-r", "cp1250", "cp1254", "gbk"):
                        misread = data.decode("latin-1").encode()
                        yield Case(language, encoding, "mojibake", text, misread, None)
        for length in LENGTHS:
            for start in range(0, max(1, len(whole) - length // 2), max(20, length // 2)):
                text = whole[start : start + length].strip()
                if text.isascii():
                    continue
                for wrong in ("latin-1", "cp1252"):
                    misread = text.encode().decode(wrong, "ignore")
                    if misread.encode(wrong) == text.encode():
                        yield Case(language, "utf-8", "mojibake", text, misread.encode(), None)


def _has(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


def recovered(case: Case) -> tuple[bool, bool]:
    """Give whether a case comes back as it was, and whether there is a warning."""
    try:
        text, warnings = decode(case.data, case.declared)
    except ReadingError:
        return False, True
    text, found = repair(text)
    same = clean_characters(text)[0] == clean_characters(case.text)[0]
    return same, bool(warnings or found)


def measure() -> dict[tuple[str, str, str], Counter[str]]:
    """Give counts of all, right and warned of, by language, encoding and what is stated."""
    table: dict[tuple[str, str, str], Counter[str]] = {}
    for case in cases():
        right, warned = recovered(case)
        row = table.setdefault((case.language, case.encoding, case.stated), Counter())
        row.update(n=1, right=right, warned=not right and warned)
    return table


def main() -> int:
    """Print the table."""
    table = measure()
    print(
        "| language | encoding | stated | n | recovered | else warned of |\n| --- | --- | --- | --- | --- | --- |"
    )
    sums: dict[str, Counter[str]] = {}
    for (language, encoding, stated), row in table.items():
        wrong = row["n"] - row["right"]
        print(f"| {language} | {encoding} | {stated} | {row['n']} | {row['right'] / row['n']:.3f} | {row['warned']} of {wrong} |")  # fmt: skip
        sums.setdefault(stated, Counter()).update(row)
    for stated, row in sums.items():
        wrong = row["n"] - row["right"]
        print(
            f"| all | all | {stated} | {row['n']} | {row['right'] / row['n']:.3f} | {row['warned']} of {wrong} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
