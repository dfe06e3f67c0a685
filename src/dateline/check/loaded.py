"""Loaded wording of a headline: named with its category, never scored as true or false.

The categories follow Recasens, Danescu-Niculescu-Mizil and Jurafsky, "Linguistic models for
analyzing and detecting biased language" (ACL 2013: one-sided terms, subjective intensifiers);
that "terrorist" and its like are labels to attribute, the editorial guidelines of the BBC
("War, terror and emergencies") and of Reuters. The words were chosen for dateline.
"""

from __future__ import annotations

import re

from dateline.check.facts import Loaded
from dateline.types import Annotation, Span

_WORDS = {
    "label": """terrorist terrorists terrorism terror regime regimes thug thugs thuggish henchman henchmen
        puppet puppets stooge stooges mercenary mercenaries warlord warlords fanatic fanatics
        barbarian barbarians barbaric savage savages butcher butchers tyrant tyrants dictator
        dictators cultist cultists infidel infidels crusader crusaders traitor traitors radical
        radicals extremist extremists mob hordes martyr martyrs cronies junta gang gangs
        strongman hardliner hardliners evil monster monsters illegals elites""",
    "insinuation": """undeclared so-called secretly secret covert covertly proxy mysterious
        mysteriously suspicious suspiciously shadowy hidden cover-up coverup conspiracy plot
        allegedly supposedly supposed behind-the-scenes unreported untold really exposed busted
        orchestrated staged false-flag mastermind masterminds puppet-master""",
    "intensifier": """slams slammed slam blasts blasted rips ripped destroys destroyed shocking
        stunning stunned bombshell explosive devastating horrific horrifying brutal brutally
        outrageous outrage disgusting disgraceful chilling terrifying nightmare unbelievable
        incredible massive huge epic furious fury meltdown chaos humiliating humiliates
        skewers eviscerates obliterates unhinged insane crazy bizarre absurd vicious hellish
        unprecedented""",
    "superlative": """worst best biggest largest deadliest bloodiest greatest ever""",
}
_CATEGORY = {word: category for category, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
LONGEST_SCARE = 4
"""Words between quotation marks; what is longer is quoted speech."""
_SPEECH = frozenset({"say", "tell", "call", "ask", "declare", "claim", "warn", "vow", "urge"})


def loaded(annotation: Annotation) -> tuple[Loaded, ...]:
    """Give the loaded wording of the headline, in its order."""
    title = annotation.text[: annotation.title_end]
    body = annotation.text[annotation.title_end :]
    in_body = {word.group().lower() for word in _WORD.finditer(body)}
    quoted = {
        annotation.text[q.start : q.end].lower().strip(" .,")
        for q in annotation.quotations
        if q.start >= annotation.title_end
    }
    found: dict[Span, Loaded] = {}
    for word in _WORD.finditer(title):
        for start, end in _parts(word):
            text = title[start:end]
            category = _CATEGORY.get(text.lower())
            if category is not None:
                span = Span(start, end)
                found[span] = Loaded(text, span, category, text.lower() in in_body)
                break
    for quotation in annotation.quotations:
        span = Span(quotation.start, quotation.end)
        words = span.of(annotation.text).strip(" .,")
        if span.end <= annotation.title_end and _is_scare(annotation, span, words):
            found[span] = Loaded(words, span, "scare quotes", words.lower() in quoted)
    for sentence in annotation.sentences:
        if sentence.start >= annotation.title_end:
            break
        span = Span(sentence.start, min(sentence.end, annotation.title_end))
        words = span.of(annotation.text).strip()
        if words.rstrip("\"'”’ ").endswith("?"):
            found.setdefault(span, Loaded(words, span, "question", words in body))
    return tuple(found[span] for span in sorted(found))


def _parts(word: re.Match[str]) -> list[tuple[int, int]]:
    """Give the whole word first, then its parts between hyphens."""
    parts = [(word.start(), word.end())]
    at = word.start()
    pieces = re.split("[-‐‑]", word.group())
    if len(pieces) > 1:
        for piece in pieces:
            parts.append((at, at + len(piece)))
            at += len(piece) + 1
    return parts


def _is_scare(annotation: Annotation, span: Span, words: str) -> bool:
    """Say whether quotation marks keep a distance: few words, and nobody there who says them."""
    if not words or len(words.split()) > LONGEST_SCARE:
        return False
    return not any(
        token.lemma.lower() in _SPEECH
        for token in annotation.tokens
        if token.end <= annotation.title_end
    )
