"""A small invented record for the tests of the page: reports, claims, events, families by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dateline.check.facts import ABSENT, CAVEAT, SUPPORTED, HeadlineCheck, Item, Loaded
from dateline.fusion.facts import (
    Bounds,
    Cited,
    ClaimFacts,
    Conflict,
    Count,
    Event,
    Fusion,
    Party,
    Said,
    Unsure,
    When,
    Where,
    event_id,
)
from dateline.identity import content_id
from dateline.lineage.facts import Family, Lineage, Link, Standing, Text, family_id
from dateline.resolve.explained import Explained
from dateline.types import Credit, Dating, Span, version_id
from dateline.web.source import Marked, PageSource, Placed, Unread

GROZNY = Where(
    "gn:558418", "Grozny, Chechnya, Russia", "Grozny", 43.3126, 45.6889, "RUS", "Chechnya", 1
)
MAGARAMKENT = Where(
    "gn:530000",
    "Magaramkent, Dagestan, Russia",
    "Magaramkent",
    41.6186,
    48.3467,
    "RUS",
    "Dagestan",
    2,
)
DAGESTAN = Where("gn:567293", "Dagestan, Russia", "Dagestan", 42.98, 47.0, "RUS", "Dagestan", 4)
NORTH_CAUCASUS = Where(
    "dl:north-caucasus", "North Caucasus", "the North Caucasus", 43.3, 44.7, "RUS", None, 5
)
RUSSIA = Where("country:RUS", "Russia", "Russia", 60.0, 100.0, "RUS", None, 6)

POLICE = Party("RUS/COP", "Russia: police", "police officers")
GUNMEN = Party(None, "gunmen", "gunmen")
QAWQAZ = Party("group:is-caucasus", "Islamic State - Caucasus Province", "Wilayat Qawqaz")
ARMY = Party("RUS/MIL", "Russia: military", "Russian army barracks")
FORCES = Party("RUS/MIL", "Russia: military", "Russian security forces")

HIGHLAND = (
    "Gunmen storm media building in Grozny, ten police officers killed\n"
    "GROZNY, 4 December 2014 (Highland Wire, fictional) - Gunmen attacked a traffic police post in "
    "the Chechen capital Grozny early on Thursday and seized a media building.\n"
    "Ten police officers were killed and 20 were wounded in the fighting, the ministry said. "
    "Residents said shooting went on until noon.\n"
    "It was the heaviest fighting in the city for years.\n"
)
VALLEY = (
    "Clash in Chechen capital leaves police dead\n"
    "Gunmen attacked a traffic police post in the Chechen capital Grozny early on Thursday and "
    "seized a media building.\n"
    "At least 14 police officers were killed, a hospital official told this newspaper. "
    "The building burned for hours.\n"
)
REPOST = (
    "TERROR IN THE HEART OF RUSSIA: who is behind it?\n"
    "Gunmen attacked a traffic police post in the Chechen capital Grozny early on Thursday. "
    "Ten police officers were killed and 20 were wounded in the fighting, the ministry said.\n"
)
BARRACKS = (
    "Militants claim attack on army barracks\n"
    "Wilayat Qawqaz claimed responsibility for an attack on Russian army barracks in Magaramkent in "
    "southern Dagestan on Wednesday. The group said it killed several soldiers.\n"
    "No soldiers were killed or injured, a ministry official said.\n"
)
PLEDGE = (
    "Commanders pledge to Islamic State\n"
    "In June 2015 commanders in Dagestan, Chechnya, Ingushetia and Kabarda pledged allegiance to "
    "the Islamic State in an audio statement. Security forces will probably step up operations in "
    "the North Caucasus, analysts said.\n"
)
RUSSIAN = "Бой в Грозном\nВ Грозном идёт бой, сообщили очевидцы.\n"


def text(name: str, body: str, publisher: str, published: Dating, **more: Any) -> Text:
    """Give a text whose first line is its title."""
    report = content_id("R", name)
    return Text(
        version=version_id(report, content_id("x", body)),
        report=report,
        text=body,
        title=Span(0, body.index("\n")) if "\n" in body else None,
        publisher=publisher,
        published=published,
        **more,
    )


def day(value: str, how: str = "metadata") -> Dating:
    """Give a publication day."""
    return Dating(value, value, how)


@dataclass
class Told:
    """What the tests say of a claim; the spans are found in the text."""

    text: Text
    quote: str
    anchor: str
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Where | None = None
    when: When | None = None
    killed: tuple[int, str] | None = None
    cited: tuple[Cited, ...] = ()
    type: str = "ASSAULT"
    polarity: str = "affirmed"
    modality: str = "actual"


def claim(told: Told) -> ClaimFacts:
    """Give the claim."""
    start = told.text.text.index(told.quote)
    anchor = told.text.text.index(told.anchor, start)
    key = [told.text.version, start, told.anchor, told.type, told.polarity]
    published = told.text.published
    return ClaimFacts(
        claim=content_id("K", key),
        mention=content_id("M", key),
        group=content_id("G", key),
        version=told.text.version,
        report=told.text.report,
        publisher=told.text.publisher,
        published=(published.earliest, published.latest),
        codebook="organisations" if told.type == "PLEDGE_ALLEGIANCE" else "plover",
        type=told.type,
        mode=None,
        actors=told.actors,
        recipients=told.recipients,
        places=(told.place,) if told.place else (),
        when=told.when,
        counts={"killed": told.killed} if told.killed else {},
        weapons=(),
        polarity=told.polarity,
        modality=told.modality,
        background=False,
        cited=told.cited,
        anchor=Span(anchor, anchor + len(told.anchor)),
        anchor_text=told.anchor,
        quote=Span(start, start + len(told.quote)),
        quote_text=told.quote,
        salience=1.0,
        coded_by="machine",
    )


def marks(facts: ClaimFacts, body: str) -> tuple[Marked, ...]:
    """Give the slots of a claim, found by their words."""
    found = []
    parties = (("actor", facts.actors), ("recipient", facts.recipients))
    words = [(role, party.raw) for role, held in parties for party in held]
    words += [("location", place.raw) for place in facts.places]
    words += [(role, said) for role, (_, said) in facts.counts.items()]
    words += [("source", link.words) for link in facts.cited if link.words]
    for role, said in words:
        at = body.lower().find(said.lower(), facts.quote.start, facts.quote.end)
        if at >= 0:
            found.append(Marked(role, Span(at, at + len(said))))
    return tuple(found)


def event(claims: list[ClaimFacts], **said: Any) -> Event:
    """Give an event of these claims; ``said`` replaces what is plain from the first one."""
    first = claims[0]
    anchor = min(c.mention for c in claims)
    reports = len({c.report for c in claims})
    denials = tuple(c.claim for c in claims if c.polarity == "denied")
    made = Event(
        id=event_id(anchor, first.codebook),
        anchor=anchor,
        codebook=first.codebook,
        type=first.type,
        mode=first.mode,
        kind="single",
        actors=first.actors,
        recipients=first.recipients,
        place=first.places[0] if first.places else None,
        when=first.when,
        counts=(),
        weapons=(),
        groups=tuple(sorted({c.group for c in claims})),
        claims=tuple(c.claim for c in claims),
        denials=denials,
        conflicts=(),
        n_reports=reports,
        families=Bounds(reports, reports, "no text is shared"),
        cited_sources=Bounds(1, 1, "one cited source"),
        first_hand=Bounds(0, reports, "no report names its own correspondent"),
        sources=Bounds(1, reports, "one report, one source"),
        grade="single report",
        reasons=("one report in this ledger tells it",),
    )
    return replace(made, **said)


def said_by(facts: ClaimFacts, role: str = "killed") -> Said:
    """Give who says a number."""
    number, words = facts.counts[role]
    cited = facts.cited[0].words if facts.cited else "the report itself"
    return Said(
        *(str(number), words, facts.claim, facts.version, facts.publisher, facts.published[0]),
        cited,
    )


def record() -> PageSource:
    """Give the record: five events of six reports, one family of three, one report not coded."""
    wire = text(
        "wire",
        HIGHLAND,
        "Highland Wire (fictional)",
        day("2014-12-04"),
        url="https://highland-wire.example/grozny",
        credits=(Credit("author", "A. Writer", "By A. Writer"),),
    )
    valley = text("valley", VALLEY, "Valley Courier (fictional)", day("2014-12-05"))
    repost = text(
        "repost",
        REPOST,
        "Truth Desk (fictional)",
        Dating("2014-12-04", None, "inferred", note="not before 4 December 2014"),
    )
    barracks = text("barracks", BARRACKS, "Highland Wire (fictional)", day("2015-09-03"))
    pledge = text("pledge", PLEDGE, "Delta Monitor (fictional)", day("2015-06-24", "dateline"))
    russian = text(
        "russian", RUSSIAN, "Горный вестник (fictional)", day("2014-12-04"), language="ru"
    )
    texts = [wire, valley, repost, barracks, pledge, russian]

    on_4_december = When("2014-12-04", "2014-12-04", 1, "weekday before publication")
    ministry = (Cited("the ministry", "said"),)
    attack = "Gunmen attacked a traffic police post in the Chechen capital Grozny early on Thursday"
    told = [
        Told(wire, attack, "attacked", (GUNMEN,), (POLICE,), GROZNY, on_4_december),
        Told(
            wire,
            "Ten police officers were killed and 20 were wounded in the fighting, the ministry said.",
            "killed",
            (),
            (POLICE,),
            GROZNY,
            on_4_december,
            (10, "Ten"),
            ministry,
        ),
        Told(valley, attack, "attacked", (GUNMEN,), (POLICE,), GROZNY, on_4_december),
        Told(
            valley,
            "At least 14 police officers were killed, a hospital official told this newspaper.",
            "killed",
            (),
            (POLICE,),
            GROZNY,
            on_4_december,
            (14, "At least 14"),
            (Cited("a hospital official", "told"),),
        ),
        Told(repost, attack, "attacked", (GUNMEN,), (POLICE,), GROZNY, on_4_december),
        Told(
            repost,
            "Ten police officers were killed and 20 were wounded in the fighting, the ministry said.",
            "killed",
            (),
            (POLICE,),
            GROZNY,
            on_4_december,
            (10, "Ten"),
            ministry,
        ),
    ]
    grozny = [claim(t) for t in told]
    on_2_september = When("2015-09-02", "2015-09-02", 1, "weekday before publication")
    claimed = claim(
        Told(
            barracks,
            "Wilayat Qawqaz claimed responsibility for an attack on Russian army barracks in "
            "Magaramkent in southern Dagestan on Wednesday.",
            "attack",
            (QAWQAZ,),
            (ARMY,),
            MAGARAMKENT,
            on_2_september,
            None,
            (Cited("Wilayat Qawqaz", "claimed"),),
        )
    )
    denied = claim(
        Told(
            barracks,
            "No soldiers were killed or injured, a ministry official said.",
            "killed",
            (),
            (ARMY,),
            MAGARAMKENT,
            on_2_september,
            None,
            (Cited("a ministry official", "said"),),
            polarity="denied",
        )
    )
    pledged = claim(
        Told(
            pledge,
            "In June 2015 commanders in Dagestan, Chechnya, Ingushetia and Kabarda pledged "
            "allegiance to the Islamic State in an audio statement.",
            "pledged",
            (Party(None, "commanders in Dagestan", "commanders in Dagestan"),),
            (Party("group:islamic-state", "Islamic State", "the Islamic State"),),
            DAGESTAN,
            When("2015-06-01", "2015-06-30", 4, "date in the same sentence"),
            type="PLEDGE_ALLEGIANCE",
        )
    )
    operations = claim(
        Told(
            pledge,
            "Security forces will probably step up operations in the North Caucasus, analysts said.",
            "step up",
            (FORCES,),
            (),
            NORTH_CAUCASUS,
            None,
            None,
            (Cited("analysts", "said"),),
            type="MOBILIZE",
            modality="predicted",
        )
    )
    fighting = claim(
        Told(
            wire,
            "It was the heaviest fighting in the city for years.",
            "fighting",
            (),
            (),
            RUSSIA,
            When(None, "2014-12-04", 5, "before publication"),
        )
    )
    tolls = tuple(said_by(c) for c in grozny if c.counts)
    events = (
        event(
            grozny,
            counts=(
                Count("killed", 10, 10, 14, tolls, "what most independent sources say"),
                Count("injured", 20, 20, 20, tolls[:1], "the only figure"),
            ),
            conflicts=(Conflict("killed", tolls),),
            families=Bounds(1, 2, "two reports share their text"),
            cited_sources=Bounds(2, 2, "the ministry, a hospital official"),
            sources=Bounds(
                1, 2, "three reports; all share text, one also quotes a source of its own"
            ),
            grade="several sources",
            reasons=("two cited sources", "figures of the dead differ: 10 and 14"),
        ),
        event([claimed, denied], grade="contested", reasons=("the ministry denies it",)),
        event([pledged]),
        event([operations], grade="single report", reasons=("a prediction, not a happening",)),
        event([fighting]),
    )
    members = tuple(sorted(t.version for t in (wire, valley, repost)))
    family = Family(
        id=family_id(members[0]),
        members=members,
        origin=wire.version,
        outside=None,
        why="the earliest of them, and another credits it",
        parents={valley.version: wire.version, repost.version: wire.version},
    )
    outside = Family(
        id=family_id(barracks.version),
        members=(barracks.version,),
        origin=None,
        outside="Northern Press Agency (fictional)",
        why="credited to an agency that is not in this ledger",
    )
    links = (
        _link(wire, valley, "b from a", "the later one, by a day"),
        _link(wire, repost, "unknown", "nothing says which was first"),
    )
    return PageSource(
        title="North Caucasus, 2014 to 2015",
        fusion=Fusion(
            events=events,
            unsure=(Unsure(*sorted((grozny[0].group, fighting.group)), 0.4, "same city; no day"),),
        ),
        lineage=Lineage(
            links=links,
            families=(family, outside),
            reports={
                **{
                    m: Standing(m, family.id, True, (), (), (), why="shares text with two reports")
                    for m in members
                },
                barracks.version: Standing(
                    barracks.version, outside.id, True, ("Northern Press Agency",), (), ()
                ),
                pledge.version: Standing(
                    pledge.version,
                    None,
                    False,
                    (),
                    (),
                    ("commanders in Dagestan, Chechnya, Ingushetia and Kabarda",),
                    why="not assessable: no other report in this ledger shares its text",
                ),
            },
        ),
        claims={c.claim: c for c in [*grozny, claimed, denied, pledged, operations, fighting]},
        texts={t.version: t for t in texts},
        marks={
            c.claim: marks(c, t.text)
            for t in texts
            for c in [*grozny, claimed, denied, pledged, operations, fighting]
            if c.version == t.version
        },
        placed={
            grozny[0].claim: (
                Placed(
                    str(GROZNY.key),
                    "Grozny",
                    "… a traffic police post in the Chechen capital Grozny early on Thursday …",
                    Explained(
                        GROZNY.label,
                        "told with it",
                        "",
                        1,
                        0.97,
                        "gazetteer name",
                        "population, nearness",
                        "far alternate",
                        (("Groznyy, Rostov, RUS (city)", 0.02), ("Grozny, Lviv, UKR (city)", 0.01)),
                    ),
                ),
            ),
            claimed.claim: (
                Placed(
                    str(MAGARAMKENT.key),
                    "Magaramkent",
                    "… barracks in Magaramkent …",
                    Explained(
                        MAGARAMKENT.label,
                        "not told with it; told just before",
                        "5 km north of",
                        2,
                        0.48,
                        "gazetteer name",
                        "population",
                        "",
                        (),
                    ),
                ),
            ),
        },
        definitions={("plover", "ASSAULT"): "Force is used against people or things."},
        checks={repost.version: _check(repost)},
        uncoded={russian.version: "ru: read and listed; not coded yet"},
        unreadable=(Unread("scan.pdf", "holds pictures of pages, no text; run it through OCR"),),
    )


def _link(a: Text, b: Text, direction: str, reason: str) -> Link:
    first, second = sorted((a, b), key=lambda t: t.version)
    if first is not a and direction != "unknown":
        direction = "a from b" if direction == "b from a" else "b from a"
    return Link(first.version, second.version, (), 140, 0.62, 0.71, direction, (reason,))


def _check(repost: Text) -> HeadlineCheck:
    sentence = "Gunmen attacked a traffic police post"
    at = repost.text.index(sentence)
    attack = Span(at, at + len(sentence))
    return HeadlineCheck(
        repost.version,
        "TERROR IN THE HEART OF RUSSIA: who is behind it?",
        (
            Item("event", "TERROR", Span(0, 6), SUPPORTED, "the body tells an attack", (attack,)),
            Item("question", "who is behind it?", Span(31, 48), ABSENT, "the body names nobody"),
        ),
        (Loaded("TERROR", Span(0, 6), "label", False),),
        CAVEAT,
    )
