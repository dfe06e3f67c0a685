"""Claims of responsibility and the deeds that they claim.

A claim of responsibility is not before its deed, and claims of one deed by one group are one act.
What is known of the deed comes from fusion itself, so it is looked up once deeds are joined, and
the claims are joined after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.fusion import words
from dateline.fusion.clusters import Clusters
from dateline.fusion.days import Days, day_number, iso, precision
from dateline.fusion.facts import ClaimFacts, When
from dateline.fusion.sentences import days_of, owned_up, owns_up, words_before
from dateline.fusion.sources import cites_doers
from dateline.fusion.tellings import Telling, telling_of

NOT_BEFORE = "not before the deed that it claims"


ACCOUNT = 300
"""Characters behind a claim of responsibility within which a report tells what the claimants say of
the deed: about two sentences."""


def join_own_accounts(clusters: Clusters) -> None:
    """Join what a group says of its deed to the deed that its report has it claim just before.

    "The Front claimed both attacks. Of the second it said that its fighters had burned a mill": of
    two deeds the one that the account names by its order of days, or in the text.
    """
    by_version = _by_version(clusters)
    for beside in by_version.values():
        claiming = [
            claim for n in beside for claim in clusters.tellings[n].claims if owns_up(claim)
        ]
        for claim in sorted(claiming, key=lambda claim: (claim.anchor, claim.claim)):
            deeds = _deeds(claim, clusters, beside)
            for n in beside:
                account = clusters.tellings[n]
                if deeds and _is_account(account, claim):
                    deed = _meant(account, deeds, clusters)
                    if deed is not None and not clusters.against(n, deed, -ACCOUNT):
                        clusters.merge(n, deed)


def _is_account(telling: Telling, claim: ClaimFacts) -> bool:
    first = telling.claims[0]
    return (
        0 < first.anchor.start - claim.anchor.end <= ACCOUNT
        and not telling.denied
        and not telling.summary
        and not telling.another
        and bool(words.DEED.search(first.anchor_text))
        and bool({party.key for party in claim.actors if party.key} & {p.key for p in first.actors})
        and all(cites_doers(told) for told in telling.claims)
    )


def _meant(account: Telling, deeds: Sequence[int], clusters: Clusters) -> int | None:
    """Give the deed that an account is of; None where it may be of several."""
    own = [deed for deed in deeds if clusters.tellings[deed].type == account.type]
    own = [deed for deed in own if clusters.tellings[deed].codebook == account.codebook]
    if len(own) == 1:
        return own[0]
    named = words.WHICH_DEED.search(words_before(account.claims[0]))
    starts = {deed: _days(clusters, deed).first for deed in own}
    if named is None or len(own) != 2 or None in starts.values():
        return None
    word = named.group(1).lower()
    if word in ("first", "second"):
        own.sort(key=lambda deed: starts[deed] or 0)
        if starts[own[0]] == starts[own[1]]:
            return None
    else:
        own.sort(key=lambda deed: clusters.tellings[deed].claims[0].anchor)
    return own[0] if word in ("first", "former") else own[1]


def with_deeds(clusters: Clusters) -> dict[int, Telling]:
    """Give for the positions of tellings that claim deeds the same tellings with the deeds' names,
    and with days that are not before them."""
    by_version = _by_version(clusters)
    found: dict[int, Telling] = {}
    for n, telling in enumerate(clusters.tellings):
        claiming = [claim for claim in telling.claims if owns_up(claim)]
        if claiming and not telling.denied:
            deeds = _deeds(claiming[0], clusters, by_version[telling.version])
            if deeds:
                found[n] = _not_before(telling, deeds, clusters)
    return found


def _by_version(clusters: Clusters) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n, telling in enumerate(clusters.tellings):
        found.setdefault(telling.version, []).append(n)
    return found


def _deeds(claim: ClaimFacts, clusters: Clusters, beside: Sequence[int]) -> list[int]:
    """Give the happenings that a claim of responsibility is of, by the smallest telling of each.

    The deed that its own sentence owns up to; else, for "both attacks", the last two that its report
    told before; for "the attack" the one, if it is the only one.
    """
    owned = {
        clusters.find(n)
        for n in beside
        for deed in clusters.tellings[n].claims
        if owned_up(deed)
        and deed.quote.start < claim.quote.end
        and claim.quote.start < deed.quote.end
    }
    if owned:
        return sorted(owned)
    behind = claim.quote_text[claim.anchor.start - claim.quote.start :]
    both = words.BOTH_DEEDS.search(behind)
    if not both and not words.THE_DEED.search(behind):
        return []
    before: list[int] = []
    for n in sorted(beside, key=lambda n: (clusters.tellings[n].claims[0].anchor, n)):
        telling = clusters.tellings[n]
        first = telling.claims[0]
        if (
            first.anchor < claim.anchor
            and not telling.summary
            and not telling.denied
            and words.DEED.search(first.anchor_text)
            and clusters.find(n) not in before
        ):
            before.append(clusters.find(n))
    if both:
        return sorted(before[-2:])
    return before if len(before) == 1 else []


def _not_before(telling: Telling, deeds: Sequence[int], clusters: Clusters) -> Telling:
    starts = [days.first for deed in deeds if (days := _days(clusters, deed)).first is not None]
    if starts:
        first = max(start for start in starts if start is not None)
        telling = telling_of([_since(claim, first) for claim in telling.claims])
    return replace(telling, deeds_of=frozenset(clusters.tellings[deed].id for deed in deeds))


def _days(clusters: Clusters, deed: int) -> Days:
    """Give the days of a deed: those that are sure, else those that all its tellings leave."""
    cluster = clusters.clusters[deed]
    if cluster.days.first is not None:
        return cluster.days
    met = Days(None, None)
    for n in cluster.members:
        if clusters.tellings[n].dated:
            met = met.meet(clusters.tellings[n].days)
    return met


def _since(claim: ClaimFacts, first: int) -> ClaimFacts:
    """Give a claim with a date that begins with its deed's day, if it may be as early."""
    told = days_of(claim)
    last = told.last if told.last is not None else day_number(claim.published[1])
    if last is None or last < first or (told.first or 0) >= first:
        return claim
    days = Days(first, last)
    how = f"{NOT_BEFORE}; {claim.when.how}" if claim.when and claim.when.how else NOT_BEFORE
    return replace(claim, when=When(iso(first), iso(last), precision(days), how))


def when_of_several(parts: Sequence[Telling]) -> When | None:
    """Give the days of an event whose tellings claim one deed here and several there: those of all
    acts; None for any other event, whose tellings tell one thing."""
    several = [part for part in parts if len(part.deeds_of) > 1]
    single = [part for part in parts if len(part.deeds_of) == 1 and part.dated]
    if not several or not single:
        return None
    days = several[0].days
    for part in several[1:]:
        days = days.meet(part.days)
    ends = [days, *(part.days for part in single)]
    firsts = [end.first for end in ends if end.first is not None]
    lasts = [end.last for end in ends if end.last is not None]
    if len(firsts) < len(ends) or len(lasts) < len(ends):
        return None
    found = Days(min(firsts), max(lasts))
    return When(iso(found.first), iso(found.last), precision(found), "all that are claimed")
