"""The nouns of dateline, as plain frozen types that every stage takes in and gives out.

Offsets are Unicode code points into a version's clean text; a span is half-open
(``text[start:end]`` is the quote). Ids are content (see :mod:`dateline.identity`);
the ``*_id`` functions here are the only places that say what defines a thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dateline.identity import content_id


class Span(NamedTuple):
    """A half-open range of code points of a version's clean text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the quote: the characters of ``text`` that this span covers."""
        return text[self.start : self.end]


# --------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody whom a report credits: its author, agency, outlet, or the one it came through."""

    kind: str
    """``author``, ``publisher``, ``agency``, ``source`` (said to be the source), ``via``
    (came through), ``originally`` (said to have published first)."""
    name: str
    quote: str
    """The words of the original that carry the credit."""
    span: Span | None = None
    """Where the quote stands in the clean text; None where it stood in furniture or metadata."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When something happened or was published, as a closed interval of days, and how that is known.

    ``earliest`` and ``latest`` are ISO days or None (open). ``how`` is one of ``metadata``,
    ``text``, ``url``, ``dateline``, ``inferred``, ``unknown``.
    """

    earliest: str | None
    latest: str | None
    how: str
    stated: str | None = None
    """The full value as given, with its time and zone where there was one."""
    note: str = ""
    """In words, where ``how`` does not say enough: "not before the latest date mentioned"."""


UNDATED = Dating(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as a reader gives it: clean text, title once, credits, dates, language."""

    source_key: str
    """What makes it this report: ``url:...``, ``id:COLLECTION:...`` or ``original:SHA256#MEMBER``."""
    original: str
    """SHA-256 of the bytes it was read from."""
    member: str
    """Which part of the original: "" for the whole, else a row number or archive member."""
    text: str
    title: Span | None
    """The title's span in ``text``; the body follows it."""
    language: str
    """ISO 639-1 code, or "und"."""
    language_score: float = 0.0
    url: str | None = None
    publisher: str | None = None
    publisher_how: str = "unknown"
    """``stated`` (in the text), ``metadata``, ``url`` or ``unknown``."""
    authors: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: Dating = UNDATED
    captured_at: str | None = None
    """When the publisher's page was fetched, ISO 8601, where the input says so."""
    furniture: tuple[str, ...] = ()
    """What was cut from the text as not the report's own, in order of appearance."""
    warnings: tuple[str, ...] = ()
    """What a reader must know of it. One that begins with ``truncated:``, ``paywalled:`` or
    ``summary_only:`` says that the text is not the whole report, and by what that shows."""
    reader: str = ""
    """Name and version of the reader, for example ``html/1``."""
    catalogue: tuple[tuple[str, str], ...] = ()
    """What a database or an archive states of the report beside its text, as pairs of name and
    value: ``database``, ``query``, ``exported``, ``document``, ``section``, ``length``, ..."""

    @property
    def body(self) -> Span:
        """The span of the text behind the title."""
        if self.title is None:
            return Span(0, len(self.text))
        start = self.title.end
        while start < len(self.text) and self.text[start].isspace():
            start += 1
        return Span(start, len(self.text))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that could not be read: where it is, what was wrong and what to do."""

    original: str | None
    """SHA-256 of the bytes, or None where not even those could be read."""
    member: str
    location: str
    """The file as the user named it; for messages, never part of an identity or a dump."""
    code: str
    """A stable name for the reason: ``empty``, ``timeout``, ``memory``, ``encrypted``, ..."""
    reason: str
    """What was wrong and what to do, in a sentence."""


# --------------------------------------------------------------------------- language


class Token(NamedTuple):
    """A word with its Universal Dependencies annotation; ``head`` is -1 for the root of a sentence."""

    start: int
    end: int
    text: str
    lemma: str
    """Lower-case except for proper nouns."""
    upos: str
    xpos: str
    """Penn tag (VBD, VBN, NNS, ...) for English; "" where the language has none."""
    head: int
    """Index into ``Annotation.tokens``."""
    deprel: str
    """Universal Dependencies relation: nsubj, nsubj:pass, obj, obl, obl:agent, nmod, nmod:poss,
    case, aux, aux:pass, cop, mark, advcl, acl, acl:relcl, appos, conj, cc, compound, ..."""
    entity: int
    """Index into ``Annotation.entities``, or -1."""


class Sentence(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) and the span they cover."""

    first: int
    last: int
    start: int
    end: int


class Entity(NamedTuple):
    """A name. ``label`` is PER, ORG, LOC (GPE, LOC and FAC), NORP (nationalities, faiths,
    parties), DATE, TIME, NUM, MONEY or MISC."""

    first: int
    last: int
    start: int
    end: int
    label: str


class Quotation(NamedTuple):
    """What stands between quotation marks, marks excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The linguistic reading of one text, made once and shared by coding and resolution."""

    version: str
    """Id of the version; "" for a text outside a ledger."""
    text: str
    language: str
    annotator: str
    """Name and version of what made it, for example ``spacy-en/1 core_web_sm-3.8.0``."""
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    title_end: int = 0
    """Offset at which the title ends; 0 where there is none."""


# --------------------------------------------------------------------------- coding


class Slot(NamedTuple):
    """A filler of a role. ``value`` is the raw words, or what the coder made of them
    (a number for a count); ``head`` is the span of the filler's head word."""

    role: str
    ordinal: int
    span: Span
    value: str
    head: Span
    how: str = ""
    """Which part of the coder found it: ``rules: subject``, ``encoder roles/1 0.93`` (a score); ""
    where that was not kept. Enters no id: who found the same words says nothing else."""
    score: float | None = None
    """0 to 1: the chance that it is the right filler, given that the type is right; None where that
    was not estimated. Enters no id."""


class Attribution(NamedTuple):
    """One link of the chain of cited sources: outermost first.

    "Police said witnesses reported an attack": police/said, then witnesses/reported.
    ``source`` is None where the text gives none ("reportedly").
    """

    source: Span | None
    cue: Span
    content: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a happening or a relation is told; no coder in it."""

    id: str
    version: str
    anchor: Span
    """The words that tell it: the trigger."""
    attribution: Span | None
    """The span of the innermost cited source or its cue, or None where the report says it itself."""
    ordinal: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of a mention: type, mode, slots with spans, attribution, polarity, modality."""

    id: str
    mention: str
    run: str
    version: str
    codebook: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    anchor: Span
    quote: Span
    """The sentence (or sentences) that the claim stands on; every slot lies in the same text."""
    slots: tuple[Slot, ...]
    attribution: tuple[Attribution, ...]
    polarity: str
    """``affirmed`` or ``denied``."""
    modality: str
    """``actual``, ``planned``, ``threatened``, ``predicted``, ``possible`` or ``hypothetical``."""
    background: bool
    """Told as history, not as the news of this report."""
    salience: float
    """0 to 1: how likely this is what its sentence is about; orders claims, enters no id."""
    how: str
    """Which part of the coder made it, for example ``rules: cue "kill" (verb)``."""
    score: float | None = None
    """0 to 1: the chance that a trained coder would give this type (:mod:`dateline.coding.scores`);
    None where that was not estimated: in short notes, and by codebooks that nobody judged."""

    def slot(self, role: str) -> tuple[Slot, ...]:
        """Give the fillers of ``role`` in order; empty where there is none."""
        return tuple(slot for slot in self.slots if slot.role == role)


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims of one report about one happening."""

    id: str
    version: str
    run: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoderRun:
    """One configuration of a coder; what a claim names as its maker."""

    id: str
    coder: str
    version: str
    codebook: str
    codebook_hash: str
    weights_hash: str
    configuration_hash: str


@dataclass(frozen=True, slots=True)
class Coding:
    """All that one coder run says of one version."""

    version: str
    run: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    groups: tuple[ClaimGroup, ...]


# --------------------------------------------------------------------------- resolution


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible value of a resolution with its score (0 to 1) and why it scored so."""

    value: str
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a slot refers to: an actor, a place or an interval. Apart from the claim, which stays untouched."""

    subject: str
    """Claim id; or version id, for what is resolved about a report (role ``published``)."""
    role: str
    ordinal: int
    """The slot's; -1 where the claim has no such slot and the value comes from its surroundings."""
    run: str
    """Resolver run id."""
    kind: str
    """``actor``, ``place`` or ``date``."""
    value: str | None
    """Actor key, place id or ``EARLIEST/LATEST`` (ISO days, "" for open); None for "no match"."""
    label: str
    """The value for a reader: the actor's name, "Grozny, Chechnya, Russia", "2014-12"."""
    precision: int | None
    """UCDP ``where_prec`` 1-7 or ``date_prec`` 1-5; None for actors and for "no match"."""
    score: float
    how: str
    """How it is known, in a few words: "registry alias", "dateline", "publication date, weekday before"."""
    span: Span | None = None
    """The words it was resolved from, where not the slot's own."""
    candidates: tuple[Candidate, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    """Kind-specific facts: latitude, longitude, country, admin1; sectors; timex value."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, group, office or person."""

    id: str
    name: str
    kind: str
    """``state``, ``government``, ``force``, ``organisation``, ``armed_group``, ``group``,
    ``population``, ``person``, ``office``, ``place_as_actor`` or ``unknown``."""
    sectors: tuple[str, ...]
    """PLOVER sector codes (GOV, MIL, REB, ...), most specific first."""
    country: str | None
    """ISO 3166-1 alpha-3 code."""
    in_registry: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated tie between two actors, resting on claims or on a cited seed."""

    id: str
    a: str
    kind: str
    """``part_of``, ``pledged_to``, ``allied_with``, ``led_by``, ``split_from``, ``merged_into``,
    ``fights``, ``supports``, ``declared_by``, ``successor_of``."""
    b: str
    earliest: str | None
    latest: str | None
    interval_how: str
    basis: tuple[str, ...]
    """Ids of claims, or ``seed:KEY`` of a cited registry entry."""


# --------------------------------------------------------------------------- review


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement; it supersedes, never overwrites."""

    id: str
    author: str
    n: int
    """The author's own counter, from 1."""
    subject: str
    """A mention id (later also an event's anchor mention, or a pair)."""
    verdict: str
    """``accept``, ``reject`` or ``edit``; ``same`` and ``different`` for pairs."""
    value: dict[str, Any]
    """What the person says it is: fields that replace the machine's; {} where nothing is changed."""
    why: str
    at: str
    """ISO 8601 time; kept, but outside identity and dumps."""
    saw: dict[str, Any]
    """What the author saw: quote, and the reading of each claim of the mention."""
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """How a mention of an old version goes on in a new one; ``new`` is None where orphaned."""

    old: str
    new: str | None
    version: str
    """The version that it was carried into."""
    how: str
    """``unique quote``, ``fuzzy quote``, ``withdrawn`` or ``orphaned``."""


# --------------------------------------------------------------------------- identities


def report_id(source_key: str) -> str:
    """R: a report is its source key."""
    return content_id("R", source_key)


def capture_id(report: str, original: str, member: str) -> str:
    """C: a report as got in one original."""
    return content_id("C", report, original, member)


def version_id(report: str, sha256_of_text: str) -> str:
    """T: one state of a report's clean text."""
    return content_id("T", report, sha256_of_text)


def run_id(
    coder: str, version: str, codebook: str, codebook_hash: str, weights: str, configuration: str
) -> str:
    """N: one configuration of a coder."""
    return content_id("N", coder, version, codebook, codebook_hash, weights, configuration)


def mention_id(version: str, anchor: Span, attribution: Span | None, ordinal: int) -> str:
    """M: where something is told, and on whose word; ordinal tells twins apart."""
    hangs_on = "report" if attribution is None else list(attribution)
    return content_id("M", version, list(anchor), hangs_on, ordinal)


def claim_content(claim: Claim) -> dict[str, Any]:
    """Give what a claim says, without ids and scores: the part that two coders can agree on."""
    return {
        "codebook": claim.codebook,
        "type": claim.type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        "anchor": list(claim.anchor),
        "slots": [[s.role, s.ordinal, list(s.span), s.value] for s in claim.slots],
        "attribution": [
            [None if a.source is None else list(a.source), list(a.cue), list(a.content)]
            for a in claim.attribution
        ],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "background": claim.background,
    }


def claim_id(mention: str, run: str, content: dict[str, Any]) -> str:
    """K: one reading of a mention by one run."""
    return content_id("K", mention, run, content)


def group_id(version: str, run: str, smallest_mention: str) -> str:
    """G: claims of one report about one happening, named by their smallest mention."""
    return content_id("G", version, run, smallest_mention)


def new_actor_id(normal_form: str, script: str) -> str:
    """A: an actor outside the registry is its normal form and script."""
    return content_id("A", normal_form, script)


def relation_id(
    a: str, kind: str, b: str, interval: tuple[str | None, str | None], basis: tuple[str, ...]
) -> str:
    """L: a dated tie and what it rests on."""
    return content_id("L", a, kind, b, list(interval), sorted(basis))


def decision_id(author: str, n: int) -> str:
    """D: the author's n-th decision."""
    return content_id("D", author, n)
