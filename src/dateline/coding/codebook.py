"""Codebooks: what a coder looks for, with definitions, examples, cues and roles, as YAML files.

A codebook is data. The three that ship (``plover``, ``organisations``, ``acled``) and a
team's own are read by the same loader; an error names the file, the type and the field.

Cues are written compactly. The first word is the cue's own lemma; what follows narrows it:

=====================  ==================================================================
``kill``               the lemma ``kill``
``open fire``          ``open`` with the object ``fire``
``sign deal|treaty``   ``sign`` with one of these objects
``call +for``          ``call`` with the particle or preposition ``for``
``agree ~cooperate``   ``agree`` with a complement clause or infinitive headed by ``cooperate``
``tell ~*``            ``tell`` with an infinitive of what somebody else is to do
=====================  ==================================================================

The mapping form adds ``frame``, ``mode``, ``context``, ``object_kind``, ``subject_kind``,
``subjects``, ``not_objects``, ``requires``, ``excludes`` and ``weight`` (see :class:`Cue`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dateline.identity import canonical_json, sha256_hex

BUILT_IN = Path(__file__).resolve().parent.parent / "codebooks"

PARTS_OF_SPEECH = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}

FRAMES: Mapping[str, str] = {
    "agentive": "subject or by-agent is the actor, object the recipient; else on/against/at/to/with",
    "mutual": "all subjects are actors, those behind 'with' recipients; of 'between' the first acts",
    "undergo": "subject is the recipient ('died', 'came under fire'); by/from/in gives the actor",
    "ascribe": "object is the actor to whom the deed is ascribed ('blamed X for'); subject accuses",
    "relation": "subject is the part or follower, object or 'to/of' the whole or leader",
}

KINDS = ("person", "organisation", "place", "weapon", "thing")


ANY = "*"
PARTY = "party"
"""What a type may need instead of a role: an actor or a recipient, whichever is told."""
EVIDENCE = ("ends", "none")
PROMISED, INTENDED, REFUSED, DEMANDED = "promised", "intended", "refused", "demanded"
NOT_DONE = (PROMISED, INTENDED, REFUSED, DEMANDED)
"""How a deed may be told that is not done; see :attr:`EventType.not_done`."""
UNCUED = 0.7
"""What a type without cues is claimed at where the codebook does not say (``uncued``)."""


class CodebookError(ValueError):
    """A codebook that cannot be used; the message says file, type, field and what to do."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that signal a type."""

    lemma: str
    pos: str
    """``verb``, ``noun`` or ``adjective``."""
    objects: frozenset[str] = frozenset()
    """Lemmas one of which must be the object's (for a noun: a compound's or of-phrase's) head."""
    particles: frozenset[str] = frozenset()
    """Particles, prepositions, auxiliaries or negations one of which must depend on the cue."""
    complements: frozenset[str] = frozenset()
    """Lemmas one of which must head a complement clause or infinitive."""
    not_objects: frozenset[str] = frozenset()
    """Lemmas none of which may head the object or infinitive; ``"*"``: a verb must have no object."""
    object_kind: frozenset[str] = frozenset()
    """Kinds (see ``KINDS``) one of which the object must be."""
    subject_kind: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """Lemmas one of which must be the doer's head or stand before it ("government forces")."""
    requires: frozenset[str] = frozenset()
    """Lemmas one of which must stand in the same sentence."""
    excludes: frozenset[str] = frozenset()
    """Lemmas none of which may stand in the same sentence."""
    frame: str = "agentive"
    mode: str | None = None
    context: str | None = None
    weight: float = 1.0
    """0 to 1: how often the cue means the type; ambiguous words get less."""

    @property
    def specificity(self) -> int:
        """How many conditions the cue states; of two that match, the more specific wins."""
        return sum(
            bool(part)
            for part in (
                self.objects,
                self.particles,
                self.complements,
                self.object_kind,
                self.subject_kind,
                self.subjects,
                self.requires,
            )
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that we wrote, with what should be coded from it."""

    text: str
    mode: str | None = None
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mode:
    """A manner of a type (PLOVER's word), with its own cues."""

    name: str
    definition: str
    words: frozenset[str] = frozenset()
    """Lemmas that, near the cue of the type, decide for this mode."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event or relation."""

    name: str
    definition: str
    examples: tuple[Example, ...]
    roles: tuple[str, ...]
    modes: tuple[Mode, ...] = ()
    cameo: tuple[str, ...] = ()
    relation: str | None = None
    """Kind of :class:`~dateline.types.Relation` that an affirmed actual claim of this type states."""
    priority: float = 0.5
    """0 to 1: which type wins where one anchor fits several equally."""
    needs: tuple[str, ...] = ()
    """Roles without which nothing of this type is claimed: a tie needs both its ends."""
    not_done: Mapping[str, str] = field(default_factory=dict)
    """What type a deed is while it is only ``promised``, ``intended``, ``refused`` or ``demanded``."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Types with definitions, cues, roles, contexts and the unit of analysis."""

    name: str
    title: str
    version: str
    source: str
    unit_of_analysis: Mapping[str, Any]
    roles: Mapping[str, str]
    """Role name to definition."""
    contexts: Mapping[str, frozenset[str]]
    """PLOVER context name to the lemmas that signal it."""
    types: Mapping[str, EventType]
    cues: tuple[tuple[str, Cue], ...]
    """(type name, cue) in file order."""
    evidence: str
    """What a cue needs to be a claim: ``ends`` (somebody who acts or undergoes, see
    :mod:`dateline.coding.evidence`) or ``none``, for notes that tell one event each."""
    uncued: float | None
    """The share that the encoder must give a type before a sentence without a cue is a claim of it;
    ``None``: only types that have no cues are claimed so, at :data:`UNCUED`."""
    overrule: float | None
    """The share from which the encoder's type stands instead of the cues' where it gives those next
    to nothing; ``None``: never."""
    hash: str
    """SHA-256 of the canonical JSON of the whole file: a changed codebook is another coder run."""

    @property
    def of_notes(self) -> bool:
        """Whether it is for texts that tell one event each (``uncued: 0``)."""
        return self.uncued == 0


def load_codebook(name_or_path: str) -> Codebook:
    """Give a built-in codebook by name (``plover``) or one of your own by path.

    Raises :class:`CodebookError`.
    """
    path = Path(name_or_path)
    if path.suffix not in {".yaml", ".yml"}:
        path = BUILT_IN / f"{name_or_path}.yaml"
        if not path.is_file():
            known = ", ".join(sorted(p.stem for p in BUILT_IN.glob("*.yaml")))
            raise CodebookError(
                f"no codebook named {name_or_path!r}; built in are {known}. "
                "For a codebook of your own give the path of its .yaml file"
            )
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read: {error.strerror}") from error
    return _parse(text, path.name)


@lru_cache(maxsize=16)
def _parse(text: str, where: str) -> Codebook:
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise CodebookError(f"{where}: not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise CodebookError(f"{where}: expected a mapping with 'codebook', 'roles' and 'types'")
    for key in ("codebook", "version", "roles", "types"):
        if key not in data:
            raise CodebookError(f"{where}: the field {key!r} is missing")
    roles = {str(k): str(v) for k, v in data["roles"].items()}
    evidence = str(data.get("evidence", "ends"))
    if evidence not in EVIDENCE:
        raise CodebookError(f"{where}: evidence {evidence!r} is not one of {', '.join(EVIDENCE)}")
    uncued, overrule = (_share(data, field, where) for field in ("uncued", "overrule"))
    types: dict[str, EventType] = {}
    cues: list[tuple[str, Cue]] = []
    for name, entry in data["types"].items():
        place = f"{where}: types: {name}"
        if not isinstance(entry, dict) or not entry.get("definition"):
            raise CodebookError(f"{place}: a type needs a 'definition'")
        modes = []
        for mode_name, mode in (entry.get("modes") or {}).items():
            mode_place = f"{place}: modes: {mode_name}"
            modes.append(
                Mode(str(mode_name), str(mode.get("definition", "")), _lemmas(mode.get("words")))
            )
            cues += [
                (name, cue)
                for cue in _cues(mode.get("cues"), mode_place, str(mode_name), entry.get("frame"))
            ]
        type_roles = tuple(entry.get("roles") or ("actor", "recipient"))
        for role in type_roles:
            if role not in roles:
                raise CodebookError(f"{place}: roles: {role!r} is not among the codebook's roles")
        needs = tuple(entry.get("needs") or ())
        for role in needs:
            if role == PARTY:
                continue
            if role not in type_roles:
                raise CodebookError(f"{place}: needs: {role!r} is not among the type's roles")
        types[name] = EventType(
            name=name,
            definition=" ".join(str(entry["definition"]).split()),
            examples=tuple(_example(example, place) for example in entry.get("examples") or ()),
            roles=type_roles,
            modes=tuple(modes),
            cameo=tuple(str(code) for code in entry.get("cameo") or ()),
            relation=entry.get("relation"),
            priority=float(entry.get("priority", 0.5)),
            needs=needs,
            not_done=_not_done(entry, data["types"], place),
        )
        cues += [(name, cue) for cue in _cues(entry.get("cues"), place, None, entry.get("frame"))]
    unit = data.get("unit_of_analysis") or {}
    for name in unit.get("states") or ():
        if name not in types:
            raise CodebookError(
                f"{where}: unit_of_analysis: states: {name!r} is not among the codebook's types"
            )
    return Codebook(
        name=str(data["codebook"]),
        title=str(data.get("title", data["codebook"])),
        version=str(data["version"]),
        source=str(data.get("source", "")),
        unit_of_analysis=dict(unit),
        roles=roles,
        contexts={str(k): _lemmas(v) for k, v in (data.get("contexts") or {}).items()},
        types=types,
        cues=tuple(cues),
        evidence=evidence,
        uncued=uncued,
        overrule=overrule,
        hash=sha256_hex(canonical_json(data).encode()),
    )


def _not_done(entry: Mapping[str, Any], types: Mapping[str, Any], place: str) -> Mapping[str, str]:
    given = entry.get("not_done") or {}
    if not isinstance(given, dict):
        raise CodebookError(f"{place}: not_done: expected a mapping such as {{promised: TYPE}}")
    for how, name in given.items():
        if how not in NOT_DONE:
            raise CodebookError(f"{place}: not_done: {how!r} is not one of {', '.join(NOT_DONE)}")
        if name not in types:
            raise CodebookError(f"{place}: not_done: {name!r} is not among the codebook's types")
    return {str(how): str(name) for how, name in given.items()}


def _share(data: Mapping[str, Any], field: str, where: str) -> float | None:
    value = data.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise CodebookError(f"{where}: {field}: {value!r} is not a share from 0 to 1")
    return float(value)


def _lemmas(value: Any) -> frozenset[str]:
    if value is None:
        return frozenset()
    if isinstance(value, str):
        value = value.split("|") if "|" in value else value.split()
    return frozenset(str(word).strip().lower() for word in value)


def _example(value: Any, where: str) -> Example:
    if isinstance(value, str):
        return Example(value)
    if not isinstance(value, dict) or "text" not in value:
        raise CodebookError(f"{where}: examples: each is a sentence or a mapping with 'text'")
    slots = tuple((str(k), str(v)) for k, v in value.items() if k not in {"text", "mode"})
    return Example(str(value["text"]), value.get("mode"), slots)


def _cues(value: Any, where: str, mode: str | None, frame: str | None) -> list[Cue]:
    cues = []
    for group, entries in (value or {}).items():
        if group not in PARTS_OF_SPEECH:
            raise CodebookError(
                f"{where}: cues: {group!r} is not one of {', '.join(PARTS_OF_SPEECH)}"
            )
        for entry in entries or ():
            cues.append(_cue(entry, PARTS_OF_SPEECH[group], f"{where}: cues: {group}", mode, frame))
    return cues


_CUE_FIELDS = {
    "cue",
    "frame",
    "mode",
    "context",
    "object_kind",
    "subject_kind",
    "subjects",
    "not_objects",
    "requires",
    "excludes",
    "weight",
}


def _cue(entry: Any, pos: str, where: str, mode: str | None, frame: str | None) -> Cue:
    fields: dict[str, Any] = {"cue": entry} if isinstance(entry, str) else dict(entry)
    unknown = sorted(set(fields) - _CUE_FIELDS)
    if unknown or "cue" not in fields:
        raise CodebookError(
            f"{where}: {entry!r}: "
            + (f"unknown field {unknown[0]!r}" if unknown else "the field 'cue' is missing")
            + f"; a cue has {', '.join(sorted(_CUE_FIELDS))}"
        )
    lemma, *rest = str(fields["cue"]).lower().split()
    parts: dict[str, frozenset[str]] = {}
    for word in rest:
        key = {"+": "particles", "~": "complements"}.get(word[0], "objects")
        if key in parts:
            raise CodebookError(
                f"{where}: {fields['cue']!r}: two {key}; use 'a|b' for alternatives"
            )
        parts[key] = frozenset(word.lstrip("+~").split("|"))
    chosen = str(fields.get("frame") or frame or "agentive")
    if chosen not in FRAMES:
        raise CodebookError(f"{where}: frame {chosen!r} is not one of {', '.join(FRAMES)}")
    kinds = {key: _lemmas(fields.get(key)) for key in ("object_kind", "subject_kind")}
    for key, value in kinds.items():
        if value - set(KINDS):
            raise CodebookError(f"{where}: {key} {sorted(value)} must be of {', '.join(KINDS)}")
    return Cue(
        lemma=lemma,
        pos=pos,
        objects=parts.get("objects", frozenset()),
        particles=parts.get("particles", frozenset()),
        complements=parts.get("complements", frozenset()),
        not_objects=_lemmas(fields.get("not_objects")),
        object_kind=kinds["object_kind"],
        subject_kind=kinds["subject_kind"],
        subjects=_lemmas(fields.get("subjects")),
        requires=_lemmas(fields.get("requires")),
        excludes=_lemmas(fields.get("excludes")),
        frame=chosen,
        mode=fields.get("mode") or mode,
        context=fields.get("context"),
        weight=float(fields.get("weight", 1.0)),
    )
