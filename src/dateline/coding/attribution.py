"""Who says it: the attributions of a text, as source, cue and content."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dateline.coding import attribution_words as words
from dateline.coding.attribution_frames import Candidate, Frames
from dateline.coding.clauses import Clauses
from dateline.coding.lexicon import ORGANISATION_NOUNS, is_person_noun
from dateline.types import Annotation, Attribution, Span

__all__ = ["chain", "cited_through", "find_attributions"]


_CLAUSAL = frozenset({"ccomp", "ccomp:pass", "paren", "as"})


def find_attributions(
    annotation: Annotation, statements_only: bool = True
) -> tuple[Attribution, ...]:
    """Give the attributions of a text, by the position of their cues.

    An attribution whose content stands in several pieces ("We lost," he said. "We go on.")
    gives one :class:`Attribution` for each piece, with the same source and cue. ``source`` is
    None where the text names none. A source may be a pronoun or a relative pronoun ("who"):
    the words that stand there.

    These are statements: somebody says, reports, shows or believes that something is so. With
    ``statements_only=False`` all that the PolNeAR corpus counts: wishes, plans, support,
    criticism too, at the bar that scores best there. The bar for statements is lower, for
    missing one would turn somebody's word into the report's own.
    """
    threshold = words.weights()["threshold"]
    found = []
    for candidate, score in scored(annotation):
        if is_statement(annotation, candidate, score) if statements_only else score >= threshold:
            found += _attributions(annotation, candidate)
    return tuple(found)


def scored(annotation: Annotation) -> list[tuple[Candidate, float]]:
    """Give every candidate of a text with the log odds that it is an attribution."""
    tree = Clauses(annotation)
    weight = words.weights()
    return [
        (candidate, words.belief(features(tree, candidate), weight))
        for candidate in Frames(tree, words.cue_lemmas()).candidates()
    ]


def is_statement(annotation: Annotation, candidate: Candidate, score: float) -> bool:
    """Say whether a candidate tells that something is so (not that it is wanted or liked)."""
    frame, likely = candidate.frame, score >= words.weights()["threshold"]
    if frame in {"according", "hearsay"}:
        return True
    if frame in {"colon", "quote"}:
        return likely
    lemma = annotation.tokens[candidate.head].lemma.lower()
    if frame.startswith(("noun", "light")):
        clause = frame.endswith("clause") and score >= words.CLAUSE_THRESHOLD
        return lemma in words.STATEMENT_NOUNS and (likely or clause)
    if frame.startswith("adj"):
        return likely and candidate.source is not None and frame == "adj:clause"
    if lemma not in {"believe", "deny", "think"} and _untold(annotation, candidate):
        return False
    if lemma in words.REPORTING_VERBS:
        return score >= words.CLAUSE_THRESHOLD
    if lemma not in words.STATEMENT_VERBS and frame != "paren":
        return False
    if lemma in words.CLAUSE_ONLY and frame not in _CLAUSAL:
        return False
    return likely or (frame in _CLAUSAL and score >= words.CLAUSE_THRESHOLD)


def _untold(annotation: Annotation, candidate: Candidate) -> bool:
    """Say whether the cue is negated: what somebody did not say is not on his word."""
    tokens = annotation.tokens
    first, last = candidate.cue
    if any(tokens[i].lemma in {"not", "never"} for i in range(first, last + 1)):
        return True
    head = tokens[candidate.head]
    return head.deprel == "xcomp" and tokens[head.head].lemma in words.UNTOLD


def chain(attributions: Iterable[Attribution], span: Span) -> tuple[Attribution, ...]:
    """Give the attributions whose content covers ``span``, outermost first."""
    covering = [
        attribution
        for attribution in attributions
        if attribution.content.start <= span.start and span.end <= attribution.content.end
    ]
    return tuple(
        sorted(
            covering,
            key=lambda a: (a.content.start - a.content.end, a.cue.start, a.cue.end),
        )
    )


_CITING = frozenset({"citing", "quoting"})


def cited_through(
    annotation: Annotation, attributions: Iterable[Attribution]
) -> dict[Attribution, tuple[Attribution, ...]]:
    """Give for each attribution what its source cites for the same content: "the agency reported,
    citing the ministry" is the agency's, and within it the ministry's.

    The second link has the ministry as source, "citing" as cue and the report's content.
    """
    links = list(attributions)
    found: dict[Attribution, tuple[Attribution, ...]] = {}
    for citing in links:
        if citing.cue.of(annotation.text).lower() not in _CITING or citing.source is None:
            continue
        told = [
            link
            for link in links
            if link.source == citing.source
            and link.cue != citing.cue
            and not (link.content.start <= citing.cue.start < link.content.end)
        ]
        if not told or not _may_be_source(annotation, citing.content):
            continue
        near = min(told, key=lambda link: (abs(link.cue.start - citing.cue.start), link.cue))
        for link in told:
            if link.cue == near.cue:
                inner = Attribution(citing.content, citing.cue, link.content)
                found[link] = (*found.get(link, ()), inner)
    return found


_SOURCES = frozenset({"source", "report", "statement", "document", "website", "figure", "data"})


def _may_be_source(annotation: Annotation, span: Span) -> bool:
    """Say whether words name somebody or something that can tell: not "citing security reasons"."""
    inside = [
        n for n, t in enumerate(annotation.tokens) if span.start <= t.start and t.end <= span.end
    ]
    tops = [n for n in inside if annotation.tokens[n].head not in inside]
    if len(tops) != 1:
        return False
    top = annotation.tokens[tops[0]]
    if top.entity >= 0 and annotation.entities[top.entity].label in ("ORG", "PER", "NORP"):
        return True
    lemma = top.lemma.lower()
    return is_person_noun(lemma) or lemma in ORGANISATION_NOUNS or lemma in _SOURCES


def features(tree: Clauses, candidate: Candidate) -> list[str]:
    """Give the names of what speaks for or against a candidate; weights are learnt for them."""
    tokens = tree.tokens
    head = tokens[candidate.head]
    lemma, frame = head.lemma.lower(), candidate.frame
    who = _kind_of_source(tree, candidate)
    last = tokens[candidate.cue[1]]
    text = tree.annotation.text
    start = candidate.content[0].start
    quoted = "q" if text[start] in "\"“'‘" else "n"
    result = [
        "bias",
        f"f={frame}",
        f"l={lemma}",
        f"lf={lemma} {frame}",
        f"s={who}",
        f"fs={frame} {who}",
        f"ls={lemma} {who[:3]}",
        f"fq={frame} {quoted}",
        f"x={head.xpos} {frame}",
        f"d={head.deprel} {frame}",
    ]
    if last is not head:
        result.append(f"p={lemma} {last.lemma.lower()}")
        result.append(f"pf={last.lemma.lower()} {frame}")
    if candidate.content_head >= 0:
        said = tokens[candidate.content_head]
        result.append(f"c={said.upos} {frame}")
        if frame == "obj" or frame.startswith("noun"):
            result.append(f"o={said.lemma.lower()}")
        entity = said.entity
        if entity >= 0:
            result.append(f"e={tree.annotation.entities[entity].label} {frame}")
        mark = tree.child(candidate.content_head, "mark", "advmod")
        if mark is not None and mark < candidate.content_head:
            result.append(f"m={tokens[mark].lemma.lower()} {frame}")
        if frame in {"obj", "light:prep", "obl"}:
            result.append(f"lo={lemma} {said.lemma.lower()}")
    opening = text[start : start + 24].split(None, 1)
    result.append(f"w={opening[0].lower() if opening else ''} {frame[:4]}")
    inside = "in" if candidate.quoted else "out"
    result += [f"i={inside} {frame}", f"li={inside} {lemma}", f"si={inside} {who}"]
    first = tokens[candidate.cue[0]]
    if first is not head:
        result += [f"a={first.lemma.lower()} {frame}", f"al={first.lemma.lower()} {lemma}"]
    coarse = "none" if who == "none" else who if who[0].isupper() else who.split()[0]
    result += [f"lx={lemma} {head.xpos}", f"ld={lemma} {head.deprel}", f"lq={lemma} {quoted}"]
    result += [f"xs={head.xpos} {frame} {coarse}", f"ds={head.deprel} {frame} {coarse}"]
    ending = lemma[-4:]
    result += [f"end={ending} {frame}"]
    result += [f"lfs={lemma} {frame} {coarse}"]
    length = sum(span.end - span.start for span in candidate.content)
    result.append(f"n={int(math.log2(length + 1))} {frame[:4]}")
    negated = any(tokens[c].lemma in {"not", "never"} for c in tree.children[candidate.head])
    if negated:
        result.append(f"not {frame}")
    if head.head >= 0:
        result.append(f"g={tokens[head.head].lemma.lower()} {head.deprel}")
    if text[max(0, start - 3) : start].rstrip().endswith(":"):
        result.append("colon before content")
    if frame == "colon":
        result.append("caps" if tokens[candidate.head - 1].text.isupper() else "lower")
        result.append(f"colon len {candidate.cue[0] - (candidate.source or (0, 0))[0]}")
    return result


def _kind_of_source(tree: Clauses, candidate: Candidate) -> str:
    if candidate.source is None or candidate.source_head is None:
        return "none"
    token = tree.tokens[candidate.source_head]
    own = "" if token.head == candidate.head else "~"
    if token.entity >= 0:
        return tree.annotation.entities[token.entity].label + own
    if token.upos == "PRON":
        return token.text.lower() + own
    if token.upos == "PROPN":
        return "name" + own
    return f"noun {token.lemma.lower()}" + own


def _attributions(annotation: Annotation, candidate: Candidate) -> list[Attribution]:
    tokens = annotation.tokens
    source = None
    if candidate.source is not None:
        first, last = candidate.source
        source = Span(tokens[first].start, tokens[last].end)
    first, last = candidate.cue
    end = tokens[last].end
    if annotation.text[end : end + 1] == ":":
        end += 1
    cue = Span(tokens[first].start, end)
    return [Attribution(source, cue, part) for part in candidate.content]
