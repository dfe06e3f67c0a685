"""The linguistic reading of a text, made once and shared by coding and resolution.

Every language gives the same scheme - sentences, tokens with Universal Dependencies,
names, quotations - so that coding rules are written once.
"""

from __future__ import annotations

from dateline.language.packing import pack, unpack
from dateline.types import Annotation

__all__ = ["UnsupportedLanguage", "annotate", "annotator", "languages", "pack", "unpack"]

_LANGUAGES = ("en",)


class UnsupportedLanguage(ValueError):
    """A language that can be read and listed, but not coded yet."""


def languages() -> tuple[str, ...]:
    """Give the ISO 639-1 codes of the languages that can be annotated."""
    return _LANGUAGES


def annotator(language: str = "en") -> str:
    """Give name and version of what annotates ``language``; an annotation cache hangs on it.

    Raises :class:`UnsupportedLanguage`.
    """
    _check(language)
    from dateline.language import english

    return english.annotator()


def annotate(text: str, language: str = "en", version: str = "", title_end: int = 0) -> Annotation:
    """Give sentences, tokens, Universal Dependencies, entities and quotations of ``text``.

    ``title_end`` is the offset at which the title ends (0: no title); ``version`` the id of
    the version that the text belongs to. The same text gives the same annotation in any
    process: one report is one batch. Raises :class:`UnsupportedLanguage`.
    """
    _check(language)
    from dateline.language import english

    return english.annotate(text, version, title_end)


def _check(language: str) -> None:
    if language not in _LANGUAGES:
        raise UnsupportedLanguage(
            f"language {language!r} is not coded yet; it is read and listed. "
            f"Coded are: {', '.join(_LANGUAGES)}"
        )
