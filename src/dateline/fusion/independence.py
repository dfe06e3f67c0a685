"""On how many independent sources an event rests, in this ledger: lower and upper bound, and why.

A **text** is what is left of an event's reports when proven copies of the sentences that carry its
claims are taken as one. **high** counts texts. **low** counts what is left after also joining texts
that cite the same source, that credit the same origin outside the ledger, that may be rewrites of
each other, or that share a part of the claim-carrying sentences. What the claims rest on is counted,
not what else the reports say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.fusion import words
from dateline.fusion.carried import SAME, carried
from dateline.fusion.copied import QUOTATION, covered, mapped
from dateline.fusion.facts import Bounds, ClaimFacts
from dateline.fusion.index import Index, Joined
from dateline.fusion.sentences import is_headline
from dateline.fusion.sources import may_be_one, outlet, sources_of
from dateline.lineage.facts import Link, Run
from dateline.types import Span

WHOLLY = 0.67
"""Of a report's claim-carrying characters that must stand in another's for it to be a copy for the
upper bound: two sentences of three. A report that says more by itself counts for itself."""

TOUCHED = 0.6
"""Of one claim's sentence that must be copied for the lower bound."""


@dataclass(frozen=True, slots=True)
class Support:
    """What an event rests on, each with lower and upper bound."""

    sources: Bounds
    families: Bounds
    cited_sources: Bounds
    first_hand: Bounds
    texts: Mapping[str, int]
    """By version, the number of its text: copies have one number."""


def support(claims: Sequence[ClaimFacts], index: Index) -> Support:
    """Give what claims of one event rest on: those that affirm it (or all, where none does)."""
    by_version: dict[str, list[ClaimFacts]] = {}
    for claim in claims:
        by_version.setdefault(claim.version, []).append(claim)
    versions = sorted(by_version)
    texts, partly = Joined(versions), Joined(versions)
    links = index.links_among(versions)
    for link in links:
        wholly, touched = _copied(link, by_version[link.a], by_version[link.b])
        if wholly:
            texts.join(link.a, link.b)
        if touched or wholly:
            partly.join(link.a, link.b)
    rewritten = [pair for pair in index.rewrites_among(versions) if partly.join(*pair)]
    lowest = partly.copy()
    origins = _join_shared(lowest, {v: index.origins(v) for v in versions})
    retold = _join_retold(lowest, versions, index)
    cited, quoted = _join_cited(lowest, by_version, links, index.wholes)
    numbers = {root: n for n, root in enumerate(sorted({texts.find(v) for v in versions}))}
    high, low = texts.parts(), lowest.parts()
    repeating = {v for v in versions if all(c.repeats_retracted for c in by_version[v])}
    if repeating:  # their text was withdrawn where it came from: they are no proof of themselves
        low = len({lowest.find(v) for v in versions if v not in repeating})
    families = Bounds(
        partly.parts(), high, _texts_why(len(versions), high, partly.parts(), len(rewritten))
    )
    named = _sources(by_version, index.wholes)
    return Support(
        sources=Bounds(
            low,
            high,
            _number(len(versions), "report")
            + f", {_number(high, 'text')}"
            + _carrying(versions, texts, index)
            + _joined_why((low, high), origins, retold, (cited, quoted)),
        ),
        families=families,
        cited_sources=named,
        first_hand=_first_hand(by_version, texts),
        texts={version: numbers[texts.find(version)] for version in versions},
    )


def withdrawn(claims: Sequence[ClaimFacts]) -> Support:
    """Give the support of claims that their publishers have all withdrawn: none."""
    nothing = Bounds(0, 0, "every report that told it was retracted by its publisher")
    texts = {version: n for n, version in enumerate(sorted({c.version for c in claims}))}
    return Support(nothing, nothing, nothing, nothing, texts)


# --------------------------------------------------------------------------- copies


def _copied(
    link: Link, ours: Sequence[ClaimFacts], theirs: Sequence[ClaimFacts]
) -> tuple[bool, bool]:
    """Say whether most of one side's claim-carrying text stands in the other's, and whether some."""
    runs = [run for run in link.runs if run.kind != QUOTATION]
    quotes_a, quotes_b = ({claim.quote for claim in side} for side in (ours, theirs))
    heads_a, heads_b = (
        {claim.quote for claim in side if is_headline(claim)} for side in (ours, theirs)
    )
    kept = [
        run
        for run in runs
        if any(_meets(run.a_start, run.a_end, quote) for quote in quotes_a)
        and any(_meets(run.b_start, run.b_end, quote) for quote in quotes_b)
        and _meet_there(run, quotes_a, quotes_b)
    ]
    shorter_a, shorter_b = _abridged(ours, theirs), _abridged(theirs, ours)
    if not kept and not shorter_a and not shorter_b:
        return False, False
    spans_a = [*(Span(run.a_start, run.a_end) for run in kept), *shorter_a]
    spans_b = [*(Span(run.b_start, run.b_end) for run in kept), *shorter_b]
    shares = [_share(quotes_a, spans_a, heads_a), _share(quotes_b, spans_b, heads_b)]
    touched = any(covered(q, spans_a) >= TOUCHED for q in quotes_a) or any(
        covered(q, spans_b) >= TOUCHED for q in quotes_b
    )
    return max(shares) >= WHOLLY, touched


TELLING_WORDS = 4
"""Words beyond the common ones that a sentence must have in another to be its abridged copy, all that
it has: "X was appointed governor of the province" beside "Y said that X had been appointed ..."."""


def _abridged(ours: Sequence[ClaimFacts], theirs: Sequence[ClaimFacts]) -> list[Span]:
    """Give our sentences that say nothing which a sentence of theirs on the same does not say, in its
    words. Asked of texts that share more than that: a run in common is too short to be one."""
    found = []
    for claim in ours:
        own = words.content_words(claim.quote_text)
        if len(own) >= TELLING_WORDS and any(
            claim.type == other.type and own <= words.content_words(other.quote_text)
            for other in theirs
        ):
            found.append(claim.quote)
    return sorted(set(found))


def _meets(start: int, end: int, quote: Span) -> bool:
    return start < quote.end and quote.start < end


def _meet_there(run: Run, quotes_a: Iterable[Span], quotes_b: Iterable[Span]) -> bool:
    """Say whether the copied part of a quote of ``a`` lies in a quote of ``b``."""
    for quote in quotes_a:
        start, end = max(quote.start, run.a_start), min(quote.end, run.a_end)
        if start < end:
            there = mapped(run, Span(start, end))
            if any(_meets(there.start, there.end, other) for other in quotes_b):
                return True
    return False


def _share(quotes: Collection[Span], runs: Sequence[Span], headlines: Collection[Span]) -> float:
    total = inside = 0.0
    for quote in sorted(quotes):
        length = quote.end - quote.start
        share = covered(quote, runs)
        if quote in headlines and share < TOUCHED and len(quotes) > 1:
            continue  # a headline: every desk writes its own over the same text
        total += length
        inside += share * length
    return inside / total if total else 0.0


def _join_shared(partition: Joined, by_version: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Join versions that share a key; give the keys that joined something."""
    first: dict[str, str] = {}
    joined: set[str] = set()
    for version in sorted(by_version):
        for key in by_version[version]:
            if key in first and partition.join(first[key], version):
                joined.add(key)
            first.setdefault(key, version)
    return tuple(sorted(joined))


def _join_retold(partition: Joined, versions: Sequence[str], index: Index) -> tuple[str, ...]:
    """Join reports with those whose outlets they credit; give the outlets."""
    joined = {
        index.outlets[other]
        for version in versions
        for other in versions
        if index.goes_by(version, other) and partition.join(version, other)
    }
    return tuple(sorted(joined))


# --------------------------------------------------------------------------- cited sources


def _join_cited(
    partition: Joined,
    by_version: Mapping[str, Sequence[ClaimFacts]],
    links: Sequence[Link],
    wholes: Mapping[str, frozenset[str]],
) -> tuple[tuple[str, ...], int]:
    """Join versions that cite what may be one source, or quote the same words; say which."""
    holders: dict[frozenset[str], list[str]] = {}
    for version in sorted(by_version):
        for found in sources_of(by_version[version]):
            holders.setdefault(found, []).append(version)
    joined: set[str] = set()
    told = (claim for claims in by_version.values() for claim in claims)
    names = {p.key: p.name for claim in told for p in claim.actors if p.key is not None}
    known = sorted(holders, key=lambda source: (len(source), sorted(source)))
    for n, source in enumerate(known):
        for other in known[n:]:
            if not may_be_one(source, other, wholes):
                continue
            for version in holders[source][:1] + holders[other]:
                if partition.join(holders[source][0], version):
                    joined.add(_called(source, names))
    quoted = 0
    for link in links:
        runs = [run for run in link.runs if run.kind == QUOTATION]
        if any(
            _meets(run.a_start, run.a_end, a.quote) for run in runs for a in by_version[link.a]
        ) and any(
            _meets(run.b_start, run.b_end, b.quote) for run in runs for b in by_version[link.b]
        ):
            quoted += partition.join(link.a, link.b)
    return tuple(sorted(joined)), quoted


def _called(source: frozenset[str], names: Mapping[str, str]) -> str:
    """Give a source for a reader: the name of its actor where it has one, else its words."""
    actors = sorted(names[key] for key in source & names.keys())
    return actors[0] if actors else " ".join(sorted(source))


def _sources(
    by_version: Mapping[str, Sequence[ClaimFacts]], wholes: Mapping[str, frozenset[str]]
) -> Bounds:
    found = sorted(
        {source for claims in by_version.values() for source in sources_of(claims)}, key=sorted
    )
    part = Joined(" ".join(sorted(source)) for source in found)
    for n, source in enumerate(found):
        for other in found[n + 1 :]:
            if may_be_one(source, other, wholes):
                part.join(" ".join(sorted(source)), " ".join(sorted(other)))
    unnamed = any(
        cited.words == ""
        for claims in by_version.values()
        for claim in claims
        for cited in claim.cited
    )
    low, high = part.parts(), len(found)
    if not found:
        why = "none is named" + ("; some claims are hedged with nobody named" if unnamed else "")
    else:
        why = f"{_number(high, 'source')} named" + (
            f", of which some may be the same: {low} at least" if low < high else ""
        )
    return Bounds(low, high, why)


_OWN = re.compile(
    r"\b(?:our (?:correspondent|reporter|own)|(?:this|the) (?:newspaper|reporter|correspondent)|"
    r"(?:a|an|another) [\w.' -]{0,40}?(?:correspondent|reporter|photographer|journalist)s? "
    r"(?:saw|heard|counted|visited|at the scene|on the scene|in the)|"
    r"(?:correspondent|reporter|photographer|journalist)s?\b[^.]{0,40}? "
    r"(?:(?:at|on) the (?:scene|spot)|saw|counted|witnessed))\b",
    re.IGNORECASE,
)
"""A reporter of the outlet's own saw it."""


def _first_hand(by_version: Mapping[str, Sequence[ClaimFacts]], texts: Joined) -> Bounds:
    """Count texts that say it on their own word (high), and those that name their own reporter,
    or were told it themselves (low)."""
    own, seen = set(), set()
    for version, claims in by_version.items():
        if any(not claim.cited for claim in claims):
            own.add(texts.find(version))
        if any(_OWN.search(claim.quote_text) or _told_it(claim) for claim in claims):
            seen.add(texts.find(version))
    high = len(own | seen)
    if not high:
        return Bounds(0, 0, "every claim hangs on somebody else's word")
    why = f"{_number(high, 'text')} of {texts.parts()} {'says' if high == 1 else 'say'} it without citing anybody"
    why += (
        f"; {len(seen)} name{'s' if len(seen) == 1 else ''} a reporter of {'its' if len(seen) == 1 else 'their'} own"
        if seen
        else "; none names a reporter of its own"
    )
    return Bounds(len(seen), high, why)


def _told_it(claim: ClaimFacts) -> bool:
    """Say whether somebody told it to the publisher by name: "told the Southern Ledger"."""
    name = outlet(claim.publisher)
    if not name:
        return False
    quote = " ".join(words.WORD.findall(claim.quote_text.lower()))
    return f"told {name}" in quote or f"told the {name}" in quote


# --------------------------------------------------------------------------- in words


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _texts_why(reports: int, high: int, low: int, rewrites: int) -> str:
    why = f"{_number(reports, 'report')}, {_number(high, 'text')}"
    if low < high:
        parts = ["parts of them are shared"] if high - low > rewrites else []
        parts += ["some may be rewrites"] if rewrites else []
        why += f"; {' and '.join(parts)}, so {low} at least"
    return why


_GROUPS = 2
"""Texts that several reports carry and that are told of, the most carried first."""


def _carrying(versions: Sequence[str], texts: Joined, index: Index) -> str:
    """Give what is carried by more than one report, with who credits it."""
    groups: dict[str, list[str]] = {}
    for version in versions:
        groups.setdefault(texts.find(version), []).append(version)
    shared = sorted((g for g in groups.values() if len(g) > 1), key=lambda g: (-len(g), g[0]))
    told = [(group, *carried(group, index)) for group in shared[:_GROUPS]]
    if len(groups) == 1 and told:
        ((_, what, credits),) = told
        return f": all carry {what}" + (f"; {credits}" if credits else "")
    told = [each for each in told if each[1] != SAME]
    if not told:
        return ": the others are copies of these" if shared else ""
    return ": " + "; ".join(
        f"{len(group)} carry {what}" + (f" ({credits})" if credits else "")
        for group, what, credits in told
    )


def _joined_why(
    bounds: tuple[int, int],
    origins: Sequence[str],
    retold: Sequence[str],
    cited_and_quoted: tuple[Sequence[str], int],
) -> str:
    (low, high), (cited, quoted) = bounds, cited_and_quoted
    why = ""
    if low < high:
        reasons = []
        if origins:
            reasons.append(f"credit the same origin ({', '.join(origins[:3])})")
        if retold:
            reasons.append(f"credit another of them ({', '.join(retold[:3])})")
        if cited:
            reasons.append(f"cite the same source ({', '.join(cited[:3])})")
        if quoted:
            reasons.append("quote the same words")
        if not reasons:
            reasons.append("share parts of the sentences that tell it, or may be rewrites")
        why += f"; some of them {' and '.join(reasons)}, so {low} at least"
    return why + ", in this ledger"
