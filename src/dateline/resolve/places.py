"""From the words for a place to a place of the gazetteer."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from dateline.identity import content_id
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.gazetteer import Gazetteer, Place
from dateline.resolve.placenames import normal_form
from dateline.resolve.placing import NamedPlace, Prior, Ranked, rank_places
from dateline.resolve.toponyms import Toponym, find_toponyms
from dateline.resolve.toponyms import toponyms as literal_toponyms
from dateline.resolve.where import DISTRICT, PROVINCE, Told, containers, is_joined, told_where
from dateline.types import Annotation, Candidate, Resolution, Span

VERSION = "5"

NO_MATCH_BELOW = 0.20
"""Probability under which no place is named: of what lies below, 34% is right on TR-News and
LGL dev; of 0.2 to 0.3, 46%; of over 0.9, 98% (suites ``geo_trnews``, ``geo_lgl``)."""

SAME_SPOT = 0.5
"""Degrees within which candidates count as one spot: 55 km, about a district."""

LEAST_SEAT = 0.04
"""Share of a division's people that the city named like it has at least; Idlib's is 5%."""

DIVISIONS_BEFORE_CITIES = frozenset({"USA", "CAN"})
"""Countries where a name that a division shares with its city is not taken for the city."""

SPOTS_ASKED = 5
"""Candidates that are compared with all that lie at their spot."""

KEPT_CANDIDATES = 5

PUBLISHER_VOTE = 0.5
"""What a publisher's national domain counts for beside the names of the report, 1 or more each."""


DATELINE_WITHIN = 20
"""Characters of the body's first sentence within which a dateline begins."""

_DATELINE_END = re.compile(r"^[^.;!?]*?(?:\)\s*)?(?:[-–—]{1,2}|:)(?:\s|$)")
"""What closes a dateline: a dash or a colon before the first full stop."""


class PlaceResolver:
    """Resolves the places of claims against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else Gazetteer.open()
        self.run = content_id(
            "N", "places", VERSION, self.gazetteer.hash, {"disputed": self.gazetteer.disputed}
        )
        """Id of this configuration: version, gazetteer and policy for disputed territory."""
        self._seen: tuple[Annotation, ReportContext, ReportPlaces] | None = None

    def _report(self, annotation: Annotation, context: ReportContext) -> ReportPlaces:
        """Give the names of a report, ranked together; those of the report seen last are kept."""
        if self._seen and self._seen[0] is annotation and self._seen[1] == context:
            return self._seen[2]
        report = ReportPlaces(annotation, self.gazetteer, context)
        self._seen = annotation, context, report
        return report

    def toponyms(self, annotation: Annotation) -> list[Span]:
        """Give the spans that name places as places: no persons, organisations or adjectives."""
        return literal_toponyms(annotation, self.gazetteer)

    def resolve(
        self,
        annotation: Annotation,
        slots: Sequence[SlotReference],
        context: ReportContext,
    ) -> list[Resolution]:
        """Give one resolution for each slot, in their order; its value is None for "no match".

        All names of the report are decided together, so pass all slots of a report at once.
        """
        if not slots:
            return []
        report = self._report(annotation, context)
        return [self._resolution(report, slot) for slot in slots]

    def named(
        self, annotation: Annotation, context: ReportContext
    ) -> list[tuple[Span, Resolution]]:
        """Give every name of a place with what it means, in reading order; no adjectives."""
        spans = [
            Span(name.start, name.end)
            for name in self._report(annotation, context).found
            if name.use != "adjective"
        ]
        starts = [sentence.start for sentence in annotation.sentences]
        slots = []
        for n, span in enumerate(spans):
            sentence = annotation.sentences[max(0, bisect_right(starts, span.start) - 1)]
            words = span.of(annotation.text)
            where = Span(sentence.start, sentence.end)
            slots.append(SlotReference("", "place", n, span, words, where))
        return list(zip(spans, self.resolve(annotation, slots, context), strict=True))

    def dateline(
        self, annotation: Annotation, subject: str, context: ReportContext
    ) -> Resolution | None:
        """Give the place that the report is datelined from ("GROZNY, Russia (Reuters) -"), or None.

        For claims that name no place: ordinal -1, ``span`` the words of the dateline.
        """
        body = next((s for s in annotation.sentences if s.start >= context.title_end), None)
        if body is None:
            return None
        for name in find_toponyms(annotation, self.gazetteer):
            if body.start <= name.start < body.start + DATELINE_WITHIN:
                words = annotation.text[name.start : name.end]
                behind = annotation.text[name.end : name.end + 60]
                if name.use == "literal" and words.isupper() and _DATELINE_END.search(behind):
                    span = Span(name.start, name.end)
                    where = Span(body.start, body.end)
                    slot = SlotReference(subject, "place", -1, span, words, where)
                    found = self.resolve(annotation, [slot], context)[0]
                    if found.value is not None:
                        return replace(found, how="dateline; " + found.how, span=span)
        return None

    def _resolution(self, report: ReportPlaces, slot: SlotReference) -> Resolution:
        found = report.name_in(slot)
        if found is None:
            return self._none(slot, "no name of a place in the words", None, ())
        span, ranked = found
        candidates = tuple(
            Candidate(r.match.place.id, round(r.probability, 4), _described(r))
            for r in ranked[:KEPT_CANDIDATES]
        )
        if not ranked:
            return self._none(slot, "the gazetteer does not know the name", span, ())
        around = report.words_around(span, slot)
        best = as_said(ranked, around[1])
        score = mass_near(best, ranked)
        if score < NO_MATCH_BELOW:
            return self._none(slot, "no candidate is probable enough", span, candidates)
        place = best.match.place
        second = report.joined_with(span, slot)
        told = told_where(place, around, self.gazetteer, second)
        named = label(place, self.gazetteer)
        if second is not None:
            named = f"between {place.name} and {label(second[0], self.gazetteer)}"
        return Resolution(
            subject=slot.subject,
            role=slot.role,
            ordinal=slot.ordinal,
            run=self.run,
            kind="place",
            value=place.id,
            label=named,
            precision=told.precision,
            score=round(score, 4),
            how=(f"{told.relation}; " if told.relation else "") + _how(best),
            span=None if span == slot.span else span,
            candidates=candidates,
            extra=facts(place, told),
        )

    def _none(
        self,
        slot: SlotReference,
        how: str,
        span: Span | None,
        candidates: tuple[Candidate, ...],
    ) -> Resolution:
        return Resolution(
            subject=slot.subject,
            role=slot.role,
            ordinal=slot.ordinal,
            run=self.run,
            kind="place",
            value=None,
            label="",
            precision=None,
            score=0.0,
            how=how,
            span=None if span == slot.span else span,
            candidates=candidates,
        )


class ReportPlaces:
    """The names of places of one report, ranked together."""

    def __init__(
        self, annotation: Annotation, gazetteer: Gazetteer, context: ReportContext
    ) -> None:
        self.annotation = annotation
        self.gazetteer = gazetteer
        self.prior = publisher_prior(context)
        self.found = list(find_toponyms(annotation, gazetteer))
        self.keys: list[tuple[str, tuple[str, ...]]] = []
        self.named: list[NamedPlace] = []
        self.ranked = self._rank([])

    def _rank(self, extra: Sequence[Span]) -> dict[tuple[str, tuple[str, ...]], tuple[Ranked, ...]]:
        """Rank all names once; ``extra`` are spans that the search did not take for names."""
        names = self.found + [Toponym(-1, -1, s.start, s.end, "literal") for s in extra]
        inside, loosely = containers(self.annotation, self.found)
        inside += [()] * len(extra)
        loosely += [()] * len(extra)
        text = self.annotation.text
        surfaces = [" ".join(text[name.start : name.end].split()) for name in names]
        keys = [(normal_form(s), held) for s, held in zip(surfaces, inside, strict=True)]
        held_by: dict[str, list[tuple[str, ...]]] = {}
        for normal, held in keys:
            if held and held not in held_by.setdefault(normal, []):
                held_by[normal].append(held)
        # A name that is once said to lie in one place lies there throughout the report.
        keys = [
            (normal, held_by[normal][0] if not held and len(held_by.get(normal, ())) == 1 else held)
            for normal, held in keys
        ]
        place_of = {n: at for at, n in enumerate(sorted(range(len(names)), key=_start(names)))}
        groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for n, key in enumerate(keys):
            groups.setdefault(key, []).append(n)
        named = []
        for (_, held), members in groups.items():
            near = sorted({word for n in members for word in loosely[n]})
            named.append(
                NamedPlace(
                    surfaces[members[0]],
                    len(members),
                    held,
                    tuple(near),
                    names[members[0]].use == "adjective",
                    tuple(place_of[n] for n in members),
                )
            )
        self.keys = keys
        self.named = named
        ranked = rank_places(named, self.gazetteer, self.prior)
        return dict(zip(groups, ranked, strict=True))

    def name_in(self, slot: SlotReference) -> tuple[Span, tuple[Ranked, ...]] | None:
        """Give the name that the slot is about, with its ranked candidates; None where it has none."""
        start, end = slot.span
        inside = [n for n, name in enumerate(self.found) if name.start < end and start < name.end]
        if inside and self._is_longer_name(slot, inside):
            inside = []
        inside = [n for n in inside if self.found[n].use == "literal"] or inside
        best = self._most_local(inside)
        if inside and is_joined(slot.span.of(self.annotation.text)):
            best = inside[0]
        if best is not None:
            name = self.found[best]
            return Span(name.start, name.end), self.ranked[self.keys[best]]
        surface = slot.span.of(self.annotation.text)
        if surface.islower() or not self.gazetteer.matches(surface):
            return None  # "the market" is no name, though places are called so
        ranked = self._rank([slot.span])[self.keys[-1]]
        self.keys.pop()
        return slot.span, ranked

    def _is_longer_name(self, slot: SlotReference, inside: Sequence[int]) -> bool:
        """Tell whether the slot's words are one name, longer than what was found in them:
        "Henderson County" in "the Henderson County jail"."""
        if len(inside) > 1 or slot.span.end - slot.span.start <= len(
            self.annotation.text[self.found[inside[0]].start : self.found[inside[0]].end]
        ):
            return False
        return bool(self.gazetteer.exactly(normal_form(slot.span.of(self.annotation.text))))

    def joined_with(self, span: Span, slot: SlotReference) -> tuple[Place, str] | None:
        """Give the other place of "between A and B" or "the A-B road", with the whole phrase; None
        where the slot joins no two, or the other is not resolved."""
        words = slot.span.of(self.annotation.text)
        if not is_joined(words):
            return None
        start, end = slot.span
        for name in self.found:
            if start <= name.start < end and not (name.start < span.end and span.start < name.end):
                ranked = self.ranked[self.keys[self.found.index(name)]]
                if ranked and mass_near(ranked[0], ranked) >= NO_MATCH_BELOW:
                    return as_said(ranked, "").match.place, words
        return None

    def _most_local(self, inside: Sequence[int]) -> int | None:
        """Give the name that says most closely where: the first that does not hold another one.

        "the Chechen capital of Grozny", "the village of X in Y district", "Mosul, Iraq".
        """
        if not inside:
            return None
        wide = ("country", "continent", "admin1")
        for n in inside:
            ranked = self.ranked[self.keys[n]]
            if self.found[n].use == "literal" and ranked and ranked[0].match.place.kind not in wide:
                return n
        return inside[0]

    def words_around(self, span: Span, slot: SlotReference) -> tuple[str, str]:
        """Give the words before a name, from the slot's start or ten words, and those after it.

        The words before end in a space.
        """
        text = self.annotation.text
        lead = text[max(slot.sentence.start, min(slot.span.start, span.start) - 80) : span.start]
        lead = re.split(r"[.;:!?]\s|,\s(?!\d)", lead)[-1]
        words = lead.split()[-10:]
        own = span.of(text).split()
        if len(own) > 1 and not self.gazetteer.exactly(normal_form(" ".join(own))):
            words += own[:-1]  # "Northern Iraq"
        after = text[span.end : min(slot.sentence.end, span.end + 24)]
        return "".join(f"{word} " for word in words), after


def _start(names: Sequence[Toponym]) -> Callable[[int], int]:
    return lambda n: names[n].start


def toponyms(annotation: Annotation) -> list[Span]:
    """Give the spans that name places as places, by the gazetteer that ships with dateline."""
    return literal_toponyms(annotation, shipped_gazetteer())


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """Give the gazetteer that ships, opened once a process."""
    return Gazetteer.open()


def as_said(ranked: Sequence[Ranked], after: str) -> Ranked:
    """Give the most probable candidate of the most probable spot, but of a division and its city
    of one name the one meant.

    "in Raqqa" is taken for the city, "in Raqqa province" for the province: a convention, for
    reports rarely say which. It holds where the city lies in the division and has the name too.
    """
    spot = max(ranked[:SPOTS_ASKED], key=lambda one: mass_near(one, ranked))
    best = next(one for one in ranked if at_one_spot(one, spot))
    for said, kind in ((PROVINCE, "admin1"), (DISTRICT, "admin2")):
        if said.match(after):
            code = best.match.place.admin1_code
            of_kind = [r for r in ranked if r.match.place.kind == kind]
            return next((r for r in of_kind if r.match.place.admin1_code == code), best)
    if best.match.said or best.match.place.kind not in ("admin1", "admin2"):
        return best
    for other in ranked:
        place = other.match.place
        if (
            place.kind in ("city", "capital")
            and place.admin1_code == best.match.place.admin1_code
            and other.match.grade <= max(1, best.match.grade)
            and place.population >= LEAST_SEAT * best.match.place.population
            and place.country not in DIVISIONS_BEFORE_CITIES
        ):
            return other
    return best


def mass_near(best: Ranked, ranked: Sequence[Ranked]) -> float:
    """Give the probability that the best candidate, or one at the same spot, is right: 0 to 1.

    A city and the division named after it share their names' probability; for the place
    on a map they are one.
    """
    return sum(other.probability for other in ranked if at_one_spot(other, best))


def at_one_spot(one: Ranked, other: Ranked) -> bool:
    """Tell whether two candidates lie within :data:`SAME_SPOT` of each other."""
    a, b = one.match.place, other.match.place
    return (
        abs(a.lat - b.lat) < SAME_SPOT
        and abs(a.lon - b.lon) * math.cos(math.radians(b.lat)) < SAME_SPOT
    )


def publisher_prior(context: ReportContext) -> Prior:
    """Give what the publisher's host says: a vote by its domain (``.ru``, ``.co.uk``), its letters."""
    host = (urlsplit(context.url).hostname or "") if context.url else ""
    iso3 = _NATIONAL_DOMAINS.get(host.rpartition(".")[2])
    letters = "".join(c for c in host.removeprefix("www.") if c.isalnum())
    return Prior({iso3: PUBLISHER_VOTE} if iso3 else {}, letters)


_NATIONAL_DOMAINS = dict(
    pair.split(":")
    for pair in [
        "uk:GBR",
        "ru:RUS",
        "ua:UKR",
        "in:IND",
        "pk:PAK",
        "au:AUS",
        "ca:CAN",
        "ie:IRL",
        "nz:NZL",
        "za:ZAF",
        "ng:NGA",
        "ke:KEN",
        "tr:TUR",
        "il:ISR",
        "eg:EGY",
        "iq:IRQ",
        "ir:IRN",
        "sy:SYR",
        "lb:LBN",
        "jo:JOR",
        "ph:PHL",
        "lk:LKA",
        "np:NPL",
        "bd:BGD",
        "de:DEU",
        "fr:FRA",
        "es:ESP",
        "it:ITA",
        "mx:MEX",
        "br:BRA",
        "cn:CHN",
        "jp:JPN",
        "kr:KOR",
        "ge:GEO",
        "az:AZE",
        "gov:USA",
        "mil:USA",
        "edu:USA",
    ]
)
"""Domains of newsrooms' countries; those sold to all the world (.tv, .co, .io, .me) are left out."""


def label(place: Place, gazetteer: Gazetteer) -> str:
    """Give the place for a reader: "Grozny, Chechnya, Russia"; "(disputed)" behind it where it is."""
    parts = [place.name]
    if place.admin1 and place.kind != "admin1" and place.admin1 != place.name:
        parts.append(place.admin1)
    if place.country and place.kind != "country":
        country = gazetteer.by_id(f"country:{place.country}")
        if country is not None and country.name != parts[-1]:
            parts.append(country.name)
    return ", ".join(parts) + (" (disputed)" if place.dispute is not None else "")


def facts(place: Place, told: Told | None = None) -> dict[str, Any]:
    """Give a resolution's ``extra``: coordinates in degrees, country, first-order division, kind.

    What is told relative to the place ("5 km north of") has its own coordinates, the words as
    ``relation``, and ``uncertainty_km`` where it is known.
    """
    spot = told.spot if told is not None else None
    given: dict[str, Any] = {
        "latitude": place.lat if spot is None else round(spot.latitude, 4),
        "longitude": place.lon if spot is None else round(spot.longitude, 4),
        "country": place.country,
        "admin1": place.admin1,
        "place_kind": place.kind,
    }
    if told is not None and told.relation:
        given["relation"] = told.relation
    if told is not None and told.uncertainty_km is not None:
        given["uncertainty_km"] = round(told.uncertainty_km, 1)
    if place.dispute is not None:
        given["disputed"] = {
            "un": place.dispute.un,
            "controls": place.dispute.controls,
            "claimants": list(place.dispute.claimants),
        }
    return given


def _described(ranked: Ranked) -> str:
    place = ranked.match.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return f"{where} ({place.kind}): {ranked.why}"


def _how(ranked: Ranked) -> str:
    fits = ("gazetteer name", "spelling of the name", "other name", "similar spelling")
    return f"{fits[ranked.match.grade]}; {ranked.why}"
