"""One report from its reading to what the ledger holds of it: annotate, code, resolve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.coding import code, coder_run
from dateline.coding.codebook import Codebook, load_codebook
from dateline.fusion.units import unit_of
from dateline.identity import text_hash
from dateline.language import annotate, annotator, languages, pack
from dateline.notices import find_notices
from dateline.notices.coding import without_notices
from dateline.pipeline import gating
from dateline.pipeline.days import History, dates_of_groups
from dateline.pipeline.headlines import named_by_text
from dateline.resolve.actors import VERSION as ACTORS_VERSION
from dateline.resolve.actors import ActorResolver
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.dates import VERSION as DATES_VERSION
from dateline.resolve.dates import DateResolver, bound_publication
from dateline.resolve.places import VERSION as PLACES_VERSION
from dateline.resolve.places import PlaceResolver
from dateline.resolve.surroundings import Surroundings
from dateline.resolve.timex import find_timexes
from dateline.store.bundle import Recoding, ReportBundle, ResolverRun
from dateline.types import (
    Actor,
    Annotation,
    Claim,
    CoderRun,
    Coding,
    Dating,
    Reading,
    Relation,
    Resolution,
    Span,
    relation_id,
    report_id,
    version_id,
)

DEFAULT_CODEBOOKS = ("plover", "organisations")

ACTOR_ROLES = frozenset({"actor", "recipient", "organisation", "parent", "leader"})
PLACE_ROLE = "place"
DATE_ROLE = "date"


FROM_RECIPIENT = frozenset({"led_by", "declared_by"})
"""Relations that run from the recipient: the claim's actor leads, or declares, the other."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a ledger is coded with: names of built-in codebooks, or paths of one's own."""

    codebooks: tuple[str, ...] = DEFAULT_CODEBOOKS
    gate: bool = False
    """Pass over reports by the gates of the codebooks, where each has one that suffices."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the resolvers say of the claims of one report."""

    resolutions: tuple[Resolution, ...]
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]


class Coders:
    """The loaded coders and resolvers of one process; the same input gives the same output.

    Loading is lazy: what a report in an unsupported language does not need is not loaded.
    """

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.codebooks: tuple[Codebook, ...] = tuple(
            load_codebook(name) for name in setup.codebooks
        )
        self.runs: tuple[CoderRun, ...] = tuple(coder_run(book) for book in self.codebooks)
        self.gates = gating.gates_of(self.codebooks, setup.codebooks) if setup.gate else None
        self.gate_run: CoderRun | None = None
        if self.gates is not None:
            self.gate_run = gating.gate_run(self.gates, self.codebooks)
            self.runs = tuple(gating.behind(run, self.gate_run) for run in self.runs)

    @cached_property
    def actor_resolver(self) -> ActorResolver:
        """The resolver of actors, with the registry."""
        return ActorResolver()

    @cached_property
    def place_resolver(self) -> PlaceResolver:
        """The resolver of places, with the gazetteer."""
        return PlaceResolver()

    @cached_property
    def date_resolver(self) -> DateResolver:
        """The resolver of dates."""
        return DateResolver()

    @property
    def resolver_runs(self) -> dict[str, ResolverRun]:
        """The configuration of the resolver of each kind: actor, place, date."""
        actors, places, dates = self.actor_resolver, self.place_resolver, self.date_resolver
        return {
            "actor": ResolverRun(actors.run, "actors", ACTORS_VERSION, actors.registry.hash),
            "place": ResolverRun(places.run, "places", PLACES_VERSION, places.gazetteer.hash),
            "date": ResolverRun(dates.run, "dates", DATES_VERSION, ""),
        }

    def bundle(self, reading: Reading) -> ReportBundle:
        """Give all that is known of a report; in a language not coded yet, its reading alone."""
        if reading.language not in languages():
            return ReportBundle(reading=reading)
        if self.passes_over(reading):
            return ReportBundle(
                reading=reading,
                codings=self.without_claims(_version(reading)),
                published=bound_publication(reading.text, reading.published),
            )
        annotation = self.annotate(reading)
        published = bound_publication(annotation, reading.published)
        codings = self.code(annotation)
        context = ReportContext(
            published=published,
            publisher=reading.publisher,
            url=reading.url,
            language=reading.language,
            title_end=annotation.title_end,
        )
        resolved = self.resolve(annotation, codings, context)
        return ReportBundle(
            reading=reading,
            annotation_blob=pack(annotation),
            annotator=annotator(reading.language),
            codings=codings,
            resolutions=resolved.resolutions,
            actors=resolved.actors,
            relations=resolved.relations,
            published=published,
        )

    def passes_over(self, reading: Reading) -> bool:
        """Say whether the gate keeps a report from being parsed."""
        return self.gates is not None and not self.gates.lets_through(reading.text)

    def without_claims(self, version: str) -> tuple[Coding, ...]:
        """Give the codings of a version that the gate passed over."""
        assert self.gate_run is not None
        return gating.passed_over(version, self.runs, self.gate_run)

    def annotate(self, reading: Reading) -> Annotation:
        """Give the annotation of a reading, under the id that its version will have."""
        title_end = reading.title.end if reading.title else 0
        return annotate(reading.text, reading.language, _version(reading), title_end)

    def code(self, annotation: Annotation) -> tuple[Coding, ...]:
        """Give one coding for each codebook."""
        toponyms = self.place_resolver.toponyms(annotation)
        timexes = [
            timex.span
            for timex in find_timexes(annotation.text, annotation.language)
            if timex.tells_when
        ]
        joined = self.actor_resolver.joined_names(annotation)
        title = Span(0, annotation.title_end) if annotation.title_end else None
        notices = [notice.span for notice in find_notices(annotation.text, title)]
        return tuple(
            without_notices(code(annotation, book, run.id, toponyms, timexes, joined), notices)
            for book, run in zip(self.codebooks, self.runs, strict=True)
        )

    def recode(
        self, annotation: Annotation, context: ReportContext, keep_annotation: bool
    ) -> Recoding:
        """Give what the present codebooks and resolvers say of a text that was read before."""
        codings = self.code(annotation)
        resolved = self.resolve(annotation, codings, context)
        return Recoding(
            version=annotation.version,
            codings=codings,
            resolutions=resolved.resolutions,
            actors=resolved.actors,
            relations=resolved.relations,
            annotation_blob=pack(annotation) if keep_annotation else None,
            annotator=annotation.annotator,
        )

    def resolve(
        self, annotation: Annotation, codings: Sequence[Coding], context: ReportContext
    ) -> Resolved:
        """Give actors, places and dates of all slots, and the relations that claims state."""
        claims = [claim for coding in codings for claim in coding.claims]
        slots = [
            SlotReference(claim.id, slot.role, slot.ordinal, slot.span, slot.value, claim.quote)
            for claim in claims
            for slot in claim.slots
        ]
        actor_slots = [slot for slot in slots if slot.role in ACTOR_ROLES]
        found = self._actors(annotation, codings, actor_slots, context)
        places = self.place_resolver.resolve(
            annotation, [slot for slot in slots if slot.role == PLACE_ROLE], context
        )
        dates = self.date_resolver.resolve(
            annotation, [slot for slot in slots if slot.role == DATE_ROLE], context
        )
        places += self._surrounding_places(annotation, codings, places, context)
        shared = dates_of_groups(codings, dates)
        history = History(annotation, claims, dates)
        states = self._states()
        for claim in claims:
            # Only what happened has a day that its surroundings may tell: a state, a plan or a
            # forecast told on a day is not of that day.
            happened = claim.modality == "actual" and (claim.codebook, claim.type) not in states
            if happened and not claim.slot(DATE_ROLE):
                undated = shared.get(claim.id) or self.date_resolver.undated(
                    claim.id, annotation, claim.anchor, context
                )
                if undated is not None:
                    dates.append(history.bounded(claim, undated))
        actors = self._named(annotation)
        for resolution in found:
            actor = self.actor_resolver.actor(resolution.value) if resolution.value else None
            if actor is not None:
                actors.setdefault(actor.id, actor)
        resolutions = (*found, *places, *dates)
        return Resolved(
            resolutions=resolutions,
            actors=tuple(actors[key] for key in sorted(actors)),
            relations=self._relations(claims, resolutions),
        )

    def _surrounding_places(
        self,
        annotation: Annotation,
        codings: Sequence[Coding],
        told: Sequence[Resolution],
        context: ReportContext,
    ) -> list[Resolution]:
        """Give the places of claims that tell none, from what stands around them.

        Only of what happened: a plan or a forecast is not where its report plays. By codebooks of
        ties (pledges, leaders) none: those have a place only where one is told with them.
        """
        of_ties = {book for book, _ in self._relation_kinds()}
        placed = {
            (book.name, name)
            for book in self.codebooks
            if book.name not in of_ties
            for name, event_type in book.types.items()
            if PLACE_ROLE in event_type.roles
        }
        wanted = [
            claim
            for coding in codings
            for claim in coding.claims
            if (claim.codebook, claim.type) in placed
            and claim.modality == "actual"
            and not claim.slot(PLACE_ROLE)
        ]
        if not wanted:
            return []
        resolver = self.place_resolver
        around = Surroundings(
            annotation,
            resolver.named(annotation, context),
            resolver.dateline(annotation, annotation.version, context),
            [claim for coding in codings for claim in coding.claims],
            [group for coding in codings for group in coding.groups],
            told,
        )
        found = (around.place_of(claim, resolver.run) for claim in wanted)
        return [place for place in found if place is not None]

    def _actors(
        self,
        annotation: Annotation,
        codings: Sequence[Coding],
        slots: Sequence[SlotReference],
        context: ReportContext,
    ) -> list[Resolution]:
        """Give whom the slots mean, headlines' descriptions by whom their text names."""
        found = self.actor_resolver.resolve(annotation, slots, context)
        kinds = {}
        for value in {r.value for r in found if r.value}:
            actor = self.actor_resolver.actor(value)
            if actor is not None:
                kinds[value] = actor.kind
        named = named_by_text(annotation, codings, found, kinds)
        return [named.get((r.subject, r.role, r.ordinal), r) for r in found]

    def seeds(self) -> tuple[tuple[Relation, ...], tuple[Actor, ...]]:
        """Give the registry's cited ties, and the actors that they tie."""
        relations = self.actor_resolver.registry_relations()
        keys = sorted({key for relation in relations for key in (relation.a, relation.b)})
        actors = (self.actor_resolver.registry.actor(key) for key in keys)
        return relations, tuple(actor for actor in actors if actor is not None)

    def _named(self, annotation: Annotation) -> dict[str, Actor]:
        """Give the organisations and people that a report names, by id.

        What the name finder takes for one and the gazetteer for a place is a place, unless the
        registry knows it.
        """
        places = self.place_resolver.toponyms(annotation)
        return {
            actor.id: actor
            for span, actor in self.actor_resolver.actors_of(annotation)
            if actor.in_registry
            or not any(place.start < span.end and span.start < place.end for place in places)
        }

    def _states(self) -> frozenset[tuple[str, str]]:
        """Give the types (codebook, name) that state a tie or an attitude and have no day: those
        that the codebook names; of a codebook that names none, all that state a relation."""
        named = {(book.name, name) for book in self.codebooks for name in unit_of(book).states}
        books = {book for book, _ in named}
        return frozenset(named | {kind for kind in self._relation_kinds() if kind[0] not in books})

    def _relation_kinds(self) -> dict[tuple[str, str], str]:
        """Give the kind of relation that each (codebook, type) states, where it states one."""
        return {
            (book.name, name): event_type.relation
            for book in self.codebooks
            for name, event_type in book.types.items()
            if event_type.relation
        }

    def _relations(
        self, claims: Sequence[Claim], resolutions: Sequence[Resolution]
    ) -> tuple[Relation, ...]:
        """Give the dated ties that affirmed, actual claims of group structure state."""
        kinds = self._relation_kinds()
        by_claim: dict[str, list[Resolution]] = {}
        for resolution in resolutions:
            by_claim.setdefault(resolution.subject, []).append(resolution)
        found: dict[str, Relation] = {}
        for claim in claims:
            kind = kinds.get((claim.codebook, claim.type))
            if kind is None or claim.polarity != "affirmed" or claim.modality != "actual":
                continue
            own = by_claim.get(claim.id, [])
            interval = _interval(own)
            doers = [r.value for r in own if r.role == "actor" and r.value]
            others = [r.value for r in own if r.role == "recipient" and r.value]
            firsts, seconds = (others, doers) if kind in FROM_RECIPIENT else (doers, others)
            for a in firsts:
                for b in seconds:
                    if a == b:
                        continue
                    made = Relation(
                        id=relation_id(
                            a, kind, b, (interval.earliest, interval.latest), (claim.id,)
                        ),
                        a=a,
                        kind=kind,
                        b=b,
                        earliest=interval.earliest,
                        latest=interval.latest,
                        interval_how=interval.how,
                        basis=(claim.id,),
                    )
                    found[made.id] = made
        return tuple(found[key] for key in sorted(found))


def _version(reading: Reading) -> str:
    return version_id(report_id(reading.source_key), text_hash(reading.text))


def _interval(resolutions: Sequence[Resolution]) -> Dating:
    """Give the interval that a claim's own date slot states; a tie told without one has none."""
    for resolution in resolutions:
        if resolution.kind == "date" and resolution.ordinal >= 0 and resolution.value:
            earliest, _, latest = resolution.value.partition("/")
            return Dating(earliest or None, latest or None, "text")
    return Dating(None, None, "not stated")
