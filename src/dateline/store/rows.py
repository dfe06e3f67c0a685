"""What selections give: one frozen row type a view or list, fields named as the columns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row of the view ``claims_all``; docs/views.md says what each field means."""

    id: str
    mention: str
    report: str
    version: str
    codebook: str
    run: str
    publisher: str | None
    published_from: str | None
    published_to: str | None
    type: str
    mode: str | None
    contexts: str
    actor: str | None
    actor_key: str | None
    actor_raw: str | None
    recipient: str | None
    recipient_key: str | None
    recipient_raw: str | None
    place: str | None
    place_key: str | None
    place_raw: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    where_prec: int | None
    place_how: str | None
    date_from: str | None
    date_to: str | None
    date_prec: int | None
    date_raw: str | None
    date_how: str | None
    killed: int | None
    injured: int | None
    detained: int | None
    abducted: int | None
    displaced: int | None
    participants: int | None
    weapon: str | None
    polarity: str
    modality: str
    background: int
    attributed_to: str | None
    salience: float
    score: float | None
    anchor: str
    quote_start: int
    quote_end: int
    quote: str
    how: str
    machine_type: str | None
    machine_mode: str | None
    machine_polarity: str | None
    machine_modality: str | None
    machine_background: int | None
    machine_actor: str | None
    machine_recipient: str | None
    machine_place: str | None
    machine_date_from: str | None
    machine_date_to: str | None
    machine_killed: int | None
    verdict: str
    review: str
    coded_by: str
    flags: str | None
    """What notices say of it: "corrected", "retracted", ..., joined with "; "."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of the view ``reports``; docs/views.md says what each field means."""

    id: str
    version: str
    source_key: str
    title: str | None
    publisher: str | None
    publisher_how: str
    credits: str
    url: str | None
    language: str
    published_from: str | None
    published_to: str | None
    published_how: str
    published_stated: str | None
    published_note: str
    captured_at: str | None
    reader: str
    characters: int
    versions: int
    captures: int
    claims: int
    passed_over: int
    warnings: str
    catalogue: str
    """JSON list of [name, value]: what a database or archive states beside the text."""
    notices: str | None
    """Kinds of the notices that are attached to it, joined with "; "."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor that claims of the current versions and runs name."""

    key: str
    name: str
    kind: str | None
    sectors: str | None
    """PLOVER sector codes joined with "; ", most specific first."""
    country: str | None
    """ISO 3166-1 alpha-3 code."""
    in_registry: int
    claims: int
    """How many claims name it in any role."""
    as_actor: int
    as_recipient: int
    reports: int
    first_date: str | None
    """The earliest day that a claim naming it is dated to, and the latest."""
    last_date: str | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that claims of the current versions and runs are located at."""

    key: str
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    where_prec: int | None
    """The most precise UCDP ``where_prec`` (1 exact, 7 international) that a claim has here."""
    claims: int
    reports: int
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """Something that was given to the ledger and could not be read, and has not been since."""

    original: str | None
    member: str
    location: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    """A claim that the next version of its report no longer makes."""

    id: str
    mention: str
    report: str
    version: str
    withdrawn_in: str
    codebook: str
    type: str
    quote: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of the view ``events``; docs/views.md says what each field means."""

    id: str
    anchor: str
    codebook: str
    type: str
    mode: str | None
    kind: str
    actor: str | None
    actor_key: str | None
    recipient: str | None
    recipient_key: str | None
    place: str | None
    place_key: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    where_prec: int | None
    date_from: str | None
    date_to: str | None
    date_prec: int | None
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    weapon: str | None
    n_reports: int
    n_sources_low: int
    n_sources_high: int
    sources_why: str
    n_families_low: int
    n_families_high: int
    families_why: str
    n_cited_low: int
    n_cited_high: int
    cited_why: str
    n_first_hand_low: int
    n_first_hand_high: int
    first_hand_why: str
    n_claims: int
    n_denials: int
    contested: str
    grade: str
    reasons: str
    snapshot: str
    flags: str | None
    """What notices say of its claims, and "text cut" where a report of it is not whole; joined with "; "."""


@dataclass(frozen=True, slots=True)
class EventClaimRow:
    """A claim of a current event with the words that carry it: the way from a row to its text."""

    event: str
    claim: str
    mention: str
    denies: int
    report: str
    version: str
    publisher: str | None
    title: str | None
    url: str | None
    published_from: str | None
    published_to: str | None
    attributed_to: str | None
    anchor: str
    quote_start: int
    quote_end: int
    quote: str
