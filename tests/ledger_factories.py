"""Small made-up reports with their codings and resolutions, for tests of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.identity import sha256_hex
from dateline.store import Ledger, ReportBundle, ResolverRun, resolver_run
from dateline.types import (
    Actor,
    Attribution,
    Candidate,
    Claim,
    ClaimGroup,
    CoderRun,
    Coding,
    Credit,
    Dating,
    Mention,
    Reading,
    Relation,
    Resolution,
    Slot,
    Span,
    claim_content,
    claim_id,
    group_id,
    mention_id,
    new_actor_id,
    relation_id,
    run_id,
)

PUBLISHED = Dating("2015-06-23", "2015-06-23", "metadata", "2015-06-23T10:00:00Z")


@dataclass(frozen=True)
class Telling:
    """One sentence that tells one attack."""

    actor: str = "Northern Front"
    verb: str = "shelled"
    recipient: str = "army posts"
    place: str = "Dorva"
    date: str = "2015-06-21"
    source: str | None = "police"
    killed: str | None = "4"
    after: str = ""
    """Words put before the full stop."""

    @property
    def sentence(self) -> str:
        told = f"{self.actor} {self.verb} {self.recipient} in {self.place} on {self.date}"
        if self.killed:
            told += f", killing {self.killed}"
        if self.source:
            told += f", {self.source} said"
        return told + self.after + "."


def coder_run(configuration: str = "first", codebook: str = "plover") -> CoderRun:
    fields = ("rules", "1", codebook, sha256_hex(codebook.encode()), "", configuration)
    return CoderRun(run_id(*fields), *fields)


RUN = coder_run()
RESOLVER = resolver_run("names", "1", "registry-1")

Recode = Callable[[Claim], Claim | None]
"""Changes what a coder makes of a claim; None: it makes nothing of it."""


def text_of(tellings: Sequence[Telling | str], title: str = "Attack on the coast") -> str:
    sentences = [t if isinstance(t, str) else t.sentence for t in tellings]
    return title + "\n\n" + " ".join(sentences)


def bundle(
    key: str,
    tellings: Sequence[Telling | str],
    *,
    captured_at: str | None = None,
    run: CoderRun = RUN,
    recode: Recode | None = None,
    member: str = "",
) -> ReportBundle:
    """A report of these sentences, read, coded and resolved; strings are sentences without claims."""
    text = text_of(tellings)
    title = text.index("\n")
    reading = Reading(
        source_key=f"url:https://example.org/{key}",
        original=sha256_hex(original_bytes(key, text, captured_at)),
        member=member,
        text=text,
        title=Span(0, title),
        language="en",
        language_score=0.98,
        url=f"https://example.org/{key}",
        publisher="The Coast Courier",
        publisher_how="metadata",
        authors=("A. Writer",),
        credits=(Credit("via", "Wire One", "via Wire One"),),
        published=PUBLISHED,
        captured_at=captured_at,
        furniture=("Read more",),
        reader="text/2",
    )
    empty = ReportBundle(reading)
    coding = code(empty.version, text, tellings, run, recode)
    resolutions, actors = resolve(coding.claims, RESOLVER, text)
    return replace(
        empty,
        annotation_blob=b"annotated " + key.encode(),
        annotator="spacy-en/1",
        codings=(coding,),
        resolutions=resolutions,
        actors=actors,
        relations=relations(coding.claims, resolutions),
    )


def original_bytes(key: str, text: str, captured_at: str | None = None) -> bytes:
    return f"{key} {captured_at}\n{text}".encode()


def code(
    version: str,
    text: str,
    tellings: Sequence[Telling | str],
    run: CoderRun = RUN,
    recode: Recode | None = None,
) -> Coding:
    mentions, claims, groups = [], [], []
    at = 0
    for telling in tellings:
        sentence = telling if isinstance(telling, str) else telling.sentence
        start = text.index(sentence, at)
        at = start + len(sentence)
        if isinstance(telling, str):
            continue
        mention, claim = _tell(version, run, telling, Span(start, at), text)
        mentions.append(mention)
        changed = claim if recode is None else recode(claim)
        if changed is not None:
            claims.append(replace(changed, id=claim_id(mention.id, run.id, claim_content(changed))))
            groups.append(
                ClaimGroup(group_id(version, run.id, mention.id), version, run.id, (claims[-1].id,))
            )
    return Coding(version, run.id, tuple(mentions), tuple(claims), tuple(groups))


def _tell(
    version: str, run: CoderRun, telling: Telling, quote: Span, text: str
) -> tuple[Mention, Claim]:
    def words(of: str, after: int = quote.start) -> Span:
        start = text.index(of, after, quote.end)
        return Span(start, start + len(of))

    anchor = words(telling.verb)
    source = words(telling.source) if telling.source else None
    mention = Mention(mention_id(version, anchor, source, 0), version, anchor, source, 0)
    slots = [
        Slot(role, 0, words(value), value, words(value.split()[-1]))
        for role, value in (
            ("actor", telling.actor),
            ("recipient", telling.recipient),
            ("place", telling.place),
            ("date", telling.date),
        )
    ]
    if telling.killed:
        said = words("killing " + telling.killed)
        span = Span(said.end - len(telling.killed), said.end)
        slots.append(Slot("killed", 0, span, telling.killed, span))
    chain = ()
    if source is not None:
        content = Span(quote.start, source.start - 2)
        chain = (Attribution(source, words("said", source.end), content),)
    claim = Claim(
        id="",
        mention=mention.id,
        run=run.id,
        version=version,
        codebook=run.codebook,
        type="ASSAULT",
        mode="bombard",
        contexts=("military",),
        anchor=anchor,
        quote=quote,
        slots=tuple(sorted(slots)),
        attribution=chain,
        polarity="affirmed",
        modality="actual",
        background=False,
        salience=0.9,
        how=f'rules: cue "{telling.verb}" (verb)',
    )
    return mention, claim


def resolve(
    claims: Sequence[Claim], run: ResolverRun, text: str
) -> tuple[tuple[Resolution, ...], tuple[Actor, ...]]:
    resolutions, actors = [], {}
    for claim in claims:
        for slot in claim.slots:
            values: tuple[str, str, str, int | None, dict[str, object]] | None = None
            if slot.role in ("actor", "recipient"):
                key = new_actor_id(slot.value.lower(), "latin")
                values = ("actor", key, f"The {slot.value}", None, {"sectors": ["REB"]})
                actors[key] = Actor(
                    key,
                    f"The {slot.value}",
                    "armed_group",
                    ("REB",),
                    "XYZ",
                    False,
                    (slot.value[:2],),
                )
            elif slot.role == "place":
                where = {"latitude": 12.5, "longitude": 33.25, "country": "XYZ", "admin1": "Coast"}
                values = ("place", f"G{slot.value}", f"{slot.value}, Coast, Xyzland", 1, where)
            elif slot.role == "date":
                values = (
                    "date",
                    f"{slot.value}/{slot.value}",
                    slot.value,
                    1,
                    {"timex": slot.value},
                )
            if values is not None:
                kind, value, label, precision, extra = values
                resolutions.append(
                    Resolution(
                        subject=claim.id,
                        role=slot.role,
                        ordinal=slot.ordinal,
                        run=run.id,
                        kind=kind,
                        value=value,
                        label=label,
                        precision=precision,
                        score=0.75,
                        how="made up",
                        span=slot.span,
                        candidates=(Candidate(value, 0.75, "only one"),),
                        extra=extra,
                    )
                )
    return tuple(resolutions), tuple(actors[key] for key in sorted(actors))


def relations(claims: Sequence[Claim], found: Sequence[Resolution]) -> tuple[Relation, ...]:
    made = []
    for claim in claims:
        keys = {r.role: r.value or "" for r in found if r.subject == claim.id and r.kind == "actor"}
        fields = (keys["actor"], "fights", keys["recipient"], ("2015-06-21", None), (claim.id,))
        a, kind, b, (earliest, latest), basis = fields
        made.append(Relation(relation_id(*fields), a, kind, b, earliest, latest, "told", basis))
    return tuple(made)


def prepare(ledger: Ledger, *runs: CoderRun) -> None:
    """Register the runs (the last one of a codebook becomes current) and the resolver."""
    for run in runs or (RUN,):
        ledger.register_run(run)
        ledger.set_current_run(run.id)
    ledger.register_resolver(RESOLVER)
    ledger.set_current_resolver(RESOLVER.id)


def add(ledger: Ledger, made: ReportBundle) -> str:
    """Store the original and the report; give the version's id."""
    key = made.reading.source_key.rpartition("/")[2]
    data = original_bytes(key, made.reading.text, made.reading.captured_at)
    ledger.put_original(data, "text/plain")
    return ledger.write_report(made).version
