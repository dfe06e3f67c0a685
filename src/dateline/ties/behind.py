"""Who is behind an actor: who declared it, leads it, whom it follows, who backs it, who is accused.

Only what reports state as a fact is a finding. Denials, questions, forecasts, suppositions and
headlines are listed apart, and so is what the registry says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dateline.fusion.facts import ClaimFacts, Party
from dateline.ties.chains import chains
from dateline.ties.days import dated_words
from dateline.ties.facts import REGISTRY, REPORTS, Basis, Behind, Facts, Finding, Tie
from dateline.ties.parties import Parties
from dateline.ties.pledges import BELONGING
from dateline.ties.statements import basis_of, counts, ties
from dateline.ties.tally import origin, tally

OWN = {
    "declared_by": "declared it",
    "led_by": "leads or led it",
    "part_of": "it is told as part of",
    "pledged_to": "it pledged to",
    "merged_into": "it merged into",
    "successor_of": "it came after",
    "split_from": "it split from",
}
"""Ties that run from the actor, and what its other end is to it; in the order of an answer."""

TOWARDS = {"supports": "supports it"}
"""Ties that run to it."""

_BACKING = re.compile(
    r"\b(?:behind|back(?:s|ed|ing)?|support(?:s|ed|ing)?|fund(?:s|ed|ing)?|financ(?:e|es|ed|ing)|"
    r"arm(?:s|ed|ing)|train(?:s|ed|ing)?|creat(?:e|es|ed|ing)|sponsor(?:s|ed|ing)?|"
    r"harbou?r(?:s|ed|ing)?|aid(?:s|ed|ing)?|found(?:ed|ing)|suppl(?:y|ies|ied|ying))\b",
    re.IGNORECASE,
)
"""What somebody must be accused of, in the same sentence, to be accused of being behind a group."""


def behind_actor(key: str, facts: Facts) -> Behind:
    """Give who is behind an actor, each answer with what it rests on."""
    every = ties(facts)
    parties = Parties(facts)
    near = [
        *((OWN[t.kind], t.b, t) for t in every if t.a.key == key and t.kind in OWN),
        *((TOWARDS[t.kind], t.a, t) for t in every if t.b.key == key and t.kind in TOWARDS),
    ]
    order = {how: n for n, how in enumerate((*OWN.values(), *TOWARDS.values()))}
    near.sort(key=lambda row: (order[row[0]], row[1].name, row[1].key or ""))
    told = _from_ties(near, lambda b: b.source == REPORTS, facts)
    findings = (*told, *_pledges_beside(key, near, facts), *_appointed(key, facts, parties))
    others = _from_others(near, facts)
    accused = _accused(key, facts, parties)
    bases = [basis for found in (*findings, *accused) for basis in found.bases]
    asked = tuple(f for f in others if f.bases[0].polarity != "denied")
    return Behind(
        of=key,
        what=parties.name(key),
        findings=findings,
        accused=tuple(f for f in accused if counts(f.bases[0])),
        denied=tuple(f for f in (*others, *accused) if f.bases[0].polarity == "denied"),
        asked=(
            *asked,
            *(f for f in accused if f.bases[0].polarity != "denied" and not counts(f.bases[0])),
            *questions(bases, facts),
        ),
        registry=_from_ties(near, lambda b: b.source == REGISTRY, facts),
        chains=chains(key, every),
        tally=tally(bases, facts),
        origin=origin(bases, facts),
    )


def questions(bases: Iterable[Basis], facts: Facts) -> tuple[Finding, ...]:
    """Give what the headlines of these reports ask."""
    found = []
    by_version = {basis.version: basis for basis in bases if basis.source == REPORTS}
    for version in sorted(by_version):
        title = facts.headlines.get(version)
        for sentence in re.findall(r"[^.!?]*\?", title.words if title else ""):
            basis = by_version[version]
            asked = Basis(
                id=version,
                source=REPORTS,
                quote=sentence.strip(),
                report=basis.report,
                version=version,
                publisher=basis.publisher,
                published=basis.published,
                headline=True,
                modality="hypothetical",
            )
            found.append(Finding("", None, "the headline asks", (asked,), tally([asked], facts)))
    return tuple(found)


def grouped(
    rows: Iterable[tuple[str, Party, Basis]], facts: Facts, parties: Parties
) -> tuple[Finding, ...]:
    """Give one finding for each way of being behind and party, in the order they come."""
    found: dict[tuple[str, str], tuple[Party, list[Basis]]] = {}
    for how, who, basis in rows:
        name = parties.words_of(who)
        found.setdefault((how, who.key if name == who.name and who.key else name), (who, []))[
            1
        ].append(basis)
    return tuple(
        Finding(
            who=parties.words_of(who),
            key=who.key if parties.is_whole(who) else None,
            how=how,
            bases=_sorted(bases),
            tally=tally(bases, facts),
        )
        for (how, _), (who, bases) in found.items()
    )


def _from_ties(
    near: Sequence[tuple[str, Party, Tie]], wanted: Callable[[Basis], bool], facts: Facts
) -> tuple[Finding, ...]:
    found = []
    for how, who, tie in near:
        told = [s for s in tie.statements if wanted(s.basis)]
        bases = _sorted(s.basis for s in told)
        if bases:
            dated = dated_words(told)
            found.append(Finding(who.name, who.key, how, bases, tally(bases, facts), dated))
    return tuple(found)


def _from_others(near: Sequence[tuple[str, Party, Tie]], facts: Facts) -> tuple[Finding, ...]:
    found = []
    for how, who, tie in near:
        for statement in tie.others:
            bases = (statement.basis,)
            found.append(Finding(who.name, who.key, how, bases, tally(bases, facts)))
    return tuple(found)


def _pledges_beside(
    key: str, near: Sequence[tuple[str, Party, Tie]], facts: Facts
) -> tuple[Finding, ...]:
    """Give who pledged to those whom the actor belongs to, in a sentence that names the actor."""
    parties = Parties(facts)
    bodies = {who.key for _, who, tie in near if tie.kind in BELONGING}
    rows = []
    for claim in facts.claims:
        if facts.kinds.get((claim.codebook, claim.type)) != "pledged_to":
            continue
        basis = basis_of(claim, facts)
        if not counts(basis) or not parties.named_in(key, claim.quote_text):
            continue
        who = ", ".join(dict.fromkeys(parties.words_of(a) for a in claim.actors)) or "somebody"
        leaders = facts.slots.get(claim.claim, {}).get("leader", ())
        through = f" ({leaders[0].name})" if leaders else ""
        for to in claim.recipients:
            if to.key in bodies and key not in {a.key for a in claim.actors}:
                how = f"{who} pledged to it{through}, in a sentence that names {parties.name(key)}"
                rows.append((how, to, basis))
    return grouped(rows, facts, parties)


def _appointed(key: str, facts: Facts, parties: Parties) -> tuple[Finding, ...]:
    rows = []
    for claim in facts.claims:
        led = facts.slots.get(claim.claim, {}).get("organisation", ())
        if claim.type != "APPOINT_LEADER" or key not in {party.key for party in led}:
            continue
        basis = basis_of(claim, facts)
        if counts(basis):
            rows += [("appointed its leader", party, basis) for party in claim.actors]
    return grouped(rows, facts, parties)


def _accused(key: str, facts: Facts, parties: Parties) -> tuple[Finding, ...]:
    """Give who is accused of backing an actor, in a sentence that names it, and by whom."""
    found: list[Finding] = []
    for claim in facts.claims:
        if not is_accusation(claim):
            continue
        if not parties.named_in(key, claim.quote_text) or not _BACKING.search(claim.quote_text):
            continue
        rows = [
            (f"accused by {accusers(claim, parties)}", party, basis_of(claim, facts))
            for party in claim.recipients
            if party.key is not None and party.key != key
        ]
        found += grouped(rows, facts, parties)
    return tuple(found)


def is_accusation(claim: ClaimFacts) -> bool:
    """Say whether a claim accuses; condemning and looking into something do not."""
    return claim.type == "ACCUSE" and claim.mode not in {"disapprove", "investigate"}


def accusers(claim: ClaimFacts, parties: Parties) -> str:
    """Give who accuses, with the chain of those who are cited for it."""
    names = ", ".join(dict.fromkeys(parties.words_of(a) for a in claim.actors))
    cited = [link.words or "somebody unnamed" for link in claim.cited]
    by = names or (cited[-1] if cited else "somebody unnamed")
    chain = [words for words in cited if words != by]
    return by + (f", according to {', citing '.join(chain)}" if chain else "")


def _sorted(bases: Iterable[Basis]) -> tuple[Basis, ...]:
    def order(basis: Basis) -> tuple[str, str, str, str]:
        first, last = basis.published
        return basis.source, first or last or "9", basis.report, basis.id

    return tuple(sorted(set(bases), key=order))
