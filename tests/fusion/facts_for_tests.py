"""Reports with claims put by hand, and the lineage of those that share sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.fusion.facts import Cited, ClaimFacts, Fusion, Party, Ruling, Unit, When, Where
from dateline.fusion.fuse import fuse
from dateline.identity import content_id
from dateline.lineage.facts import Lineage, Link, Run, Standing
from dateline.types import Span

UNITS = {
    "plover": Unit("plover", 1, "locality", same_actors=True, same_recipients=True),
    "organisations": Unit(
        "organisations", 7, "country", True, True, frozenset({"PART_OF", "LED_BY"})
    ),
}

DORVA = Where("gn:1", "Dorva, Northland", "Dorva", 10.0, 20.0, "NRL", "Coast", 1)
MIRA = Where("gn:2", "Mira, Northland", "Mira", 10.0, 21.0, "NRL", "Coast", 1)
COAST = Where("adm:NRL.1", "Coast, Northland", "Coast province", 10.1, 20.4, "NRL", "Coast", 4)
HILLS = Where("adm:NRL.2", "Hills, Northland", "Hills province", 12.0, 22.0, "NRL", "Hills", 4)
NORTHLAND = Where("country:NRL", "Northland", "Northland", 11.0, 21.0, "NRL", None, 6)
SOUTHLAND = Where("country:SUD", "Southland", "Southland", 1.0, 1.0, "SUD", None, 6)

FRONT = Party("group:northern-front", "Northern Front", "the Northern Front")
BRANCH = Party("group:front-coast", "Northern Front - Coast", "the Front's coast branch")
LEAGUE = Party("group:red-league", "Red League", "the Red League")
ARMY = Party("NRL/MIL", "Northland: military", "the army")
STATE = Party("NRL", "Northland", "Northland")
SOUTH = Party("SUD/MIL", "Southland: military", "Southland's army")
BARAN = Party("person:baran", "Ilir Baran", "Baran")
KELM = Party("person:kelm", "Oto Kelm", "Kelm")
MILITANTS = Party(None, "militants", "militants")
GUNMEN = Party(None, "gunmen", "gunmen")
OFFICERS = Party(None, "police officers", "police officers")
WHOLES = {"group:front-coast": frozenset({"group:northern-front"})}


def day(iso: str) -> When:
    return When(iso, iso, 1, "stated in full")


def days(first: str | None, last: str | None, precision: int, how: str = "stated in full") -> When:
    return When(first, last, precision, how)


@dataclass(frozen=True)
class Told:
    """A sentence, and what a coder makes of it; ``anchor`` must stand in it."""

    text: str
    anchor: str = "attacked"
    type: str | None = "ASSAULT"
    when: When | None = None
    places: tuple[Where, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    words: str | None = None
    """Of the counts."""
    cited: tuple[str, ...] = ()
    cue: str = "said"
    mode: str | None = None
    polarity: str = "affirmed"
    modality: str = "actual"
    background: bool = False
    group: str | None = None
    codebook: str = "plover"
    weapons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """One report: its sentences, some of them with a claim."""

    key: str
    told: tuple[Told, ...]
    published: str | None = "2020-03-05"
    publisher: str | None = None
    credits: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        return content_id("T", self.key)

    @property
    def text(self) -> str:
        return " ".join(told.text for told in self.told)

    def spans(self) -> list[Span]:
        spans, at = [], 0
        for told in self.told:
            spans.append(Span(at, at + len(told.text)))
            at += len(told.text) + 1
        return spans

    def claims(self) -> list[ClaimFacts]:
        made = []
        for n, (told, span) in enumerate(zip(self.told, self.spans(), strict=True)):
            if told.type is None:
                continue
            at = span.start + told.text.index(told.anchor)
            anchor = Span(at, at + len(told.anchor))
            mention = content_id("M", self.version, list(anchor), list(told.cited))
            made.append(
                ClaimFacts(
                    claim=content_id("K", mention, told.codebook, told.type),
                    mention=mention,
                    group=content_id("G", self.version, told.codebook, told.group or n),
                    version=self.version,
                    report=content_id("R", self.key),
                    publisher=self.publisher,
                    published=(self.published, self.published),
                    codebook=told.codebook,
                    type=told.type,
                    mode=told.mode,
                    actors=told.actors,
                    recipients=told.recipients,
                    places=told.places,
                    when=told.when,
                    counts={
                        role: (number, told.words or str(number))
                        for role, number in told.counts.items()
                    },
                    weapons=told.weapons,
                    polarity=told.polarity,
                    modality=told.modality,
                    background=told.background,
                    cited=tuple(Cited(words, told.cue) for words in told.cited),
                    anchor=anchor,
                    anchor_text=told.anchor,
                    quote=span,
                    quote_text=told.text,
                    salience=1.0,
                    coded_by="machine",
                )
            )
        return made


def one(key: str, told: Told | Sequence[Told], published: str | None = "2020-03-05") -> Piece:
    return Piece(key, (told,) if isinstance(told, Told) else tuple(told), published)


def claims_of(pieces: Sequence[Piece]) -> list[ClaimFacts]:
    return [claim for piece in pieces for claim in piece.claims()]


def lineage_of(pieces: Sequence[Piece], kind: str = "verbatim") -> Lineage:
    """Link every two reports that share whole sentences of at least 50 characters."""
    links = []
    ordered = sorted(pieces, key=lambda piece: piece.version)
    for n, a in enumerate(ordered):
        for b in ordered[n + 1 :]:
            theirs = {told.text: span for told, span in zip(b.told, b.spans(), strict=True)}
            runs = tuple(
                Run(*span, *theirs[told.text], kind)
                for told, span in zip(a.told, a.spans(), strict=True)
                if told.text in theirs and len(told.text) >= 50
            )
            if runs:
                shared = sum(run.a_end - run.a_start for run in runs)
                links.append(
                    Link(
                        a.version,
                        b.version,
                        runs,
                        shared,
                        shared / len(a.text),
                        shared / len(b.text),
                        "unknown",
                        (),
                    )
                )
    reports = {
        piece.version: Standing(piece.version, None, True, piece.credits, piece.credits, ())
        for piece in pieces
    }
    return Lineage(links=tuple(links), reports=reports)


def fused(
    pieces: Sequence[Piece], rulings: Sequence[Ruling] = (), lineage: Lineage | None = None
) -> Fusion:
    return fuse(
        claims_of(pieces),
        lineage_of(pieces) if lineage is None else lineage,
        UNITS,
        rulings,
        WHOLES,
    )


def reports_together(pieces: Sequence[Piece], result: Fusion) -> set[frozenset[str]]:
    """Give the keys of the reports of each event."""
    key = {claim.claim: piece.key for piece in pieces for claim in piece.claims()}
    return {frozenset(key[claim] for claim in event.claims) for event in result.events}


def told_again(told: Told, **changes: object) -> Told:
    return replace(told, **changes)  # type: ignore[arg-type]
