"""Claims of group structure put by hand, as facts that answers about actors are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.fusion.facts import Cited, ClaimFacts, Party, When, Where
from dateline.resolve.names import normal_form
from dateline.ties.facts import Facts, Headline
from dateline.types import Relation, Span, relation_id

KINDS = {
    ("organisations", type): kind
    for type, kind in {
        "DECLARE": "declared_by",
        "PLEDGE_ALLEGIANCE": "pledged_to",
        "JOIN": "part_of",
        "SPLIT": "split_from",
        "PART_OF": "part_of",
        "LED_BY": "led_by",
        "SUPPORTS_GROUP": "supports",
    }.items()
}

NAMES = {
    "group:front": "Reed Front",
    "group:coast": "Coast Wing",
    "group:league": "Red League",
    "group:delta": "Delta Province",
    "person:holm": "Anders Holm",
    "person:ilves": "Kaja Ilves",
    "SUD": "Sudmark",
}
FRONT, COAST, LEAGUE, DELTA, HOLM, ILVES, SUDMARK = (
    Party(key, name, name) for key, name in NAMES.items()
)


def people(raw: str, key: str | None = None) -> Party:
    return Party(key, raw, raw)


def place(raw: str) -> Where:
    return Where(None, raw, raw, None, None, None, None, None)


def on(day: str) -> When:
    return When(day, day, 1, "stated in full")


def during(first: str | None, last: str | None) -> When:
    return When(first, last, 4, "stated in full")


@dataclass(frozen=True)
class Said:
    """What one claim says, in which report."""

    type: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None = None
    report: str = "r1"
    published: tuple[str | None, str | None] = ("2020-06-10", "2020-06-10")
    places: tuple[Where, ...] = ()
    slots: Mapping[str, tuple[Party, ...]] | None = None
    polarity: str = "affirmed"
    modality: str = "actual"
    background: bool = False
    headline: bool = False
    quote: str = ""
    cited: tuple[str, ...] = ()
    codebook: str = "organisations"


def claim(n: int, said: Said) -> ClaimFacts:
    start = 0 if said.headline else 1000 * (n + 1)
    quote = said.quote or f"sentence {n}"
    return ClaimFacts(
        claim=f"K{said.report}-{n}",
        mention=f"M{n}",
        group=f"G{n}",
        version=f"T{said.report}",
        report=said.report,
        publisher=f"Courier {said.report}",
        published=said.published,
        codebook=said.codebook,
        type=said.type,
        mode=None,
        actors=said.actors,
        recipients=said.recipients,
        places=said.places,
        when=said.when,
        counts={},
        weapons=(),
        polarity=said.polarity,
        modality=said.modality,
        background=said.background,
        cited=tuple(Cited(words, "said") for words in said.cited),
        anchor=Span(start, start + 5),
        anchor_text="word",
        quote=Span(start, start + len(quote)),
        quote_text=quote,
        salience=1.0,
        coded_by="machine",
    )


def seed(a: str, kind: str, b: str, start: str | None, end: str | None, how: str) -> Relation:
    basis = (f"seed:{a}",)
    return Relation(
        relation_id(a, kind, b, (start, end), basis), a, kind, b, start, end, how, basis
    )


def facts(
    *said: Said,
    seeds: Sequence[Relation] = (),
    families: Mapping[str, str] | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Facts:
    claims = tuple(claim(n, each) for n, each in enumerate(said))
    slots = {made.claim: each.slots for made, each in zip(claims, said, strict=True) if each.slots}
    more = aliases or {}
    return Facts(
        claims=claims,
        slots=slots,
        kinds=KINDS,
        seeds=tuple(seeds),
        names=NAMES,
        forms={
            key: tuple(normal_form(each) for each in (name, *more.get(key, ())))
            for key, name in NAMES.items()
        },
        headlines={f"T{each.report}": Headline(Span(0, 50), "Who did it?") for each in said},
        families=families or {},
        compared=families is not None,
    )
