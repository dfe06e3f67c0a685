"""Possible translations: an invented report, its Russian translation, and another Russian report."""

from __future__ import annotations

import random

import pytest
from reports_for_tests import report

from dateline.lineage import compare, derive

ENGLISH = (
    "Two barges with 340 tonnes of grain sank on Monday near the village of Orlinka, the district head "
    "Pavel Zarubin said. They had left the port of Verkhovsk at 04:15 for the lock of Sosnogor. Rescuers "
    "from Talitsa reached the place with 26 divers. According to the captain, Timofei Ledenev, the first "
    "barge struck a pier of the old Marushin bridge, which was closed in 1987. Grain traders in Belorechye "
    "put the loss at 51 million roubles. The inspector of inland waters, Gulnara Abzalova, opened an "
    "inquiry and asked the shipyard of Krutoyar for drawings."
)
RUSSIAN = (
    "Две баржи с 340 тоннами зерна затонули в понедельник у деревни Орлинка, сообщил глава района Павел "
    "Зарубин. Они вышли из порта Верховска в 04:15 и шли к шлюзу Сосногора. Спасатели из Талицы прибыли "
    "на место с 26 водолазами. По словам капитана Тимофея Леденева, первая баржа ударилась об опору "
    "старого моста Марушина, закрытого в 1987 году. Торговцы зерном в Белоречье оценивают ущерб в 51 "
    "миллион рублей. Инспектор внутренних вод Гульнара Абзалова начала проверку и запросила чертежи у "
    "верфи в Крутояре."
)
OWN = (
    "У деревни Орлинка весь вторник толпились рыбаки. Зерно с баржи плыло по реке, и утки слетались со "
    "всей округи. Павел Зарубин приехал на берег к полудню и уехал через час. Старик Ефим Кожемякин "
    "помнит, как в 1962 году здесь же сел на мель пароход Невельской. Он показал снимок, сделанный его "
    "братом Никитой, и сказал, что мост давно пора разобрать. В магазине на улице Гоголя свечи кончились "
    "к вечеру, а 18 домов стояли без света до утра."
)


def derived(*texts):
    return derive(texts, compare(texts))


def english(day="2020-03-03", version="T0"):
    return report(version, ENGLISH, "River Post", day)


def russian(day="2020-03-04", version="T1", words=RUSSIAN):
    return report(version, words, "Речной вестник", day, language="ru")


def test_a_translation_is_found_with_its_names():
    lineage = derived(english(), russian())
    (found,) = lineage.rewrites
    assert (found.earlier, found.later, found.kind) == ("T0", "T1", "translation")
    assert "in another language" in found.why
    assert "Orlinka, Pavel, Zarubin" in found.why
    assert lineage.reports["T1"].translation_of == ("T0",)
    assert "a possible translation of T0, published by River Post" in lineage.reports["T1"].why


def test_the_other_way_round_and_on_one_day():
    (found,) = derived(english("2020-03-05"), russian()).rewrites
    assert (found.earlier, found.later) == ("T1", "T0")
    (found,) = derived(english("2020-03-04"), russian()).rewrites
    assert "which is the translation is not known" in found.why


@pytest.mark.parametrize(
    "other",
    [
        russian(words=OWN),  # another report on the same
        russian(day="2020-03-20"),  # too late
        russian(day=None),  # of no known day
    ],
)
def test_what_is_none(other):
    assert derived(english(), other).rewrites == ()


def test_the_order_of_names_counts():
    sentences = RUSSIAN.split(". ")
    shuffled = ". ".join(reversed(sentences))
    assert derived(english(), russian(words=shuffled)).rewrites == ()


def test_any_order_of_texts_gives_the_same():
    texts = [english(), russian(), russian(version="T2", words=OWN), english(version="T3")]
    expected = derived(*texts)
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        assert derived(*texts) == expected


def test_a_translation_that_names_its_source_is_told_once():
    named = russian(words=f"{RUSSIAN} Об этом сообщает River Post.")
    (found,) = derived(english(), named).rewrites
    assert found.kind == "translation"
