"""Who a claim's words name: an entry of the registry, or a new actor of this report.

The cascade, each step engaging only where the one before gave nothing:

1. a pronoun or "the group" that the coder traced: the words it goes back to;
2. a registry name that holds the filler's head (longest first), an abbreviation of the
   report's own first; a capital or a palace stands for its government;
3. a person: the registry's by full name, else by a surname that no other name of the report
   explains, else a new actor; country and sector from the words before ("Iraqi President");
4. a word for people or bodies ("security forces") with a country, group or body beside it:
   that country's sector (``RUS/MIL``), or the group or body itself ("ISIS fighters");
5. an unknown organisation: a new actor, one for all its spellings in the report;
6. a word for people or bodies alone: no value, its sectors in ``extra``;
7. nothing: no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from dateline.identity import content_id
from dateline.resolve.actor_phrase import Phrase
from dateline.resolve.agents import Agent, AgentWords
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.names import normal_form, script_of
from dateline.resolve.registry import Alias, Match, Registry
from dateline.resolve.report_names import ReportNames
from dateline.types import (
    Actor,
    Annotation,
    Candidate,
    Dating,
    Entity,
    Relation,
    Resolution,
    Span,
    new_actor_id,
)

VERSION = "1"

ACTOR_ROLES = frozenset({"actor", "recipient", "organisation", "leader", "parent", "source"})
"""Roles of the codebooks that actors fill."""

# How sure each step is. Set by hand so that order of trust is kept; measured shares of right
# answers on PLOVER's dev records are in evaluation/.
_NAME = 0.95
_SEAT = 0.75
_REGION = 0.6
_AGENT = 0.85
_FULL_NAME = 0.7
_ONE_WORD = 0.5
_TYPO = 0.6
_WORDS_ONLY = 0.3

_TYPO_RATIO = 92.0
"""rapidfuzz ratio from which a name of nine letters or more counts as a misspelt registry name:
one letter wrong in nine to twelve."""
_TYPO_LENGTH = 9

_NOT_MEMBERS = frozenset(
    {"backed", "linked", "allied", "affiliated", "aligned", "trained", "inspired"}
)
_NOT_MEMBERS |= {"held", "controlled", "funded", "supported", "sponsored", "armed", "occupied"}
_OPPOSED = frozenset({"anti", "counter", "non", "pro", "against"})
_PLACE_ROLES = frozenset({"name", "adj", "people", "seat", "seats", "region"})


class _Found:
    """What a filler was resolved to, before it becomes a record."""

    def __init__(
        self,
        value: str | None,
        label: str,
        score: float,
        how: str,
        sectors: Sequence[str] = (),
        country: str | None = None,
        candidates: tuple[Candidate, ...] = (),
    ) -> None:
        self.value = value
        self.label = label
        self.score = score
        self.how = how
        self.sectors = tuple(sectors)
        self.country = country
        self.candidates = candidates


class ActorResolver:
    """Resolves the actors of claims; one instance serves any number of reports."""

    def __init__(self, registry: Registry | None = None) -> None:
        self.registry = registry if registry is not None else Registry.open()
        self.run = content_id("N", "actors", VERSION, self.registry.hash)
        """Resolver run id: code version and registry."""
        self._agents = AgentWords(self.registry)
        self._names: ReportNames | None = None
        self._new: dict[str, Actor] = {}
        self._long_forms: dict[str, str] | None = None

    # ------------------------------------------------------------------ public

    def resolve(
        self, annotation: Annotation, slots: Iterable[SlotReference], context: ReportContext
    ) -> list[Resolution]:
        """Give one resolution for each slot, in order; ``value`` is None for "no match".

        ``extra`` holds ``sectors`` (PLOVER codes, most specific first) and ``country``
        (ISO 3166-1 alpha-3 or None), also where there is no value.
        """
        names = self._report(annotation)
        return [self._resolution(names, slot, context.published) for slot in slots]

    def actors_of(self, annotation: Annotation) -> list[tuple[Span, Actor]]:
        """Give the organisations, groups and people that a report names, each once, where first
        named. States and peoples are left out."""
        names = self._report(annotation)
        named: list[tuple[Span, Actor]] = []
        for match in names.matches:
            found = self._from_names(names, match.aliases, Dating(None, None, "unknown"))
            key = found.value if found else None
            if found is None or key is None or not self._is_organisation(match, key):
                continue
            actor = self.actor(key)
            if actor is not None:
                named.append((Span(match.start, match.end), actor))
        for entity in annotation.entities:
            span = Span(entity.start, entity.end)
            if entity.label == "PER":
                found = self._person(names, entity, Dating(None, None, "unknown"), None)
            elif entity.label == "ORG" and not names.matches_in(span):
                found = self._organisation(names, entity, ())
            else:
                continue
            actor = self.actor(found.value) if found is not None and found.value else None
            if actor is not None:
                named.append((span, actor))
        seen: dict[str, tuple[Span, Actor]] = {}
        for span, actor in sorted(named, key=lambda pair: pair[0]):
            seen.setdefault(actor.id, (span, actor))
        return list(seen.values())

    def actor(self, key: str) -> Actor | None:
        """Give the actor of a key: of the registry, or new in a report resolved by this instance."""
        return self.registry.actor(key) or self._new.get(key)

    def registry_relations(self) -> tuple[Relation, ...]:
        """Give the registry's dated ties, each with basis ``seed:KEY``."""
        return self.registry.relations()

    # ------------------------------------------------------------------ one slot

    def _report(self, annotation: Annotation) -> ReportNames:
        if self._names is None or self._names.annotation is not annotation:
            self._names = ReportNames(annotation, self.registry)
        return self._names

    def _resolution(self, names: ReportNames, slot: SlotReference, published: Dating) -> Resolution:
        text = names.annotation.text
        span, traced = _words_meant(text, slot)
        phrase = Phrase(names.annotation, span)
        found = self._phrase(names, phrase, published) if phrase else None
        if found is None:
            found = _Found(None, slot.value, 0.0, "no name and no word for an agent")
        score, how = found.score, found.how
        if traced:
            score, how = score * 0.7, f"coreference: {how}"
        return Resolution(
            subject=slot.subject,
            role=slot.role,
            ordinal=slot.ordinal,
            run=self.run,
            kind="actor",
            value=found.value,
            label=found.label,
            precision=None,
            score=round(score, 3),
            how=how,
            span=span if traced else None,
            candidates=found.candidates,
            extra=self._extra(found),
        )

    def _extra(self, found: _Found) -> dict[str, Any]:
        sectors, country = list(found.sectors), found.country
        actor = self.actor(found.value) if found.value else None
        if actor is not None:
            sectors = sectors or list(actor.sectors)
            country = country or actor.country
        return {"sectors": sectors, "country": country}

    def _phrase(self, names: ReportNames, phrase: Phrase, published: Dating) -> _Found | None:
        inside = [
            m
            for m in names.matches
            if m.start < phrase.span.end
            and m.end > phrase.span.start
            and phrase.in_core(m.start, m.end)
        ]
        at_head = next((m for m in inside if phrase.covers_head(m.start, m.end)), None)
        beside = [m for m in inside if m is not at_head and self._qualifies(phrase, m)]
        called = phrase.called()
        if called is not None:
            found = self._phrase(names, Phrase(names.annotation, called), published)
            if found is not None and found.value is not None:
                return found
        short = self._abbreviation(names, phrase, published)
        if short is not None:
            return short
        if at_head is not None:
            found = self._at_head(names, phrase, at_head, beside, published)
            if found is not None:
                return found
        person = phrase.person()
        if person is not None:
            return self._person(names, person, published, self._titles(phrase, person, beside))
        agent = self._agent(phrase, phrase.head)
        entity = phrase.entity_at_head()
        if agent is not None and not self._own_name(phrase, entity, agent, inside):
            return self._agent_beside(names, agent, beside, phrase, published)
        if entity is not None and entity.label in {"ORG", "MISC", "NORP"}:
            country = self._country(beside, phrase)
            sectors = agent.sectors if agent is not None else ()
            return self._organisation(names, entity, sectors, country)
        if phrase.token(phrase.head).upos == "PROPN" and entity is None:
            return self._misspelt(phrase.annotation.text[phrase.span.start : phrase.span.end])
        if beside and (country := self._country(beside, phrase)):
            return _Found(None, _text(phrase), _WORDS_ONLY, "country named beside", (), country)
        return None

    # ------------------------------------------------------------------ 2. registry names

    def _from_names(
        self, names: ReportNames, aliases: Sequence[Alias], published: Dating
    ) -> _Found | None:
        """Choose among the actors that a name can mean: by period, then by the report's countries."""
        dated = [a for a in aliases if a.covers(published.earliest, published.latest)]
        how = ""
        score = _NAME
        pool = dated
        if not pool:
            pool, how, score = list(aliases), "; the name's period excludes the report's date", 0.5
        keys = list(dict.fromkeys(a.key for a in _first_roles(pool)))
        chosen = keys[0]
        if len(keys) > 1:
            declared = names.registry.shared.get(pool[0].text, {}).get("means", keys)
            keys = sorted(keys, key=lambda k: declared.index(k) if k in declared else 99)
            counts = {k: self._in_countries(names, k) for k in keys}
            chosen = max(keys, key=lambda k: (counts[k], -keys.index(k)))
            if counts[chosen] > 0 and sum(1 for k in keys if counts[k] == counts[chosen]) == 1:
                how += "; chosen by the report's countries"
                score *= 0.9
            else:
                how += "; ambiguous"
                score *= 0.6
        alias = next(a for a in _first_roles(pool) if a.key == chosen)
        start = names.registry.entries[chosen].get("active", (None, None))[0]
        if start and published.latest and start > published.latest:
            score, how = score * 0.6, f"{how}; not yet active on the report's date"
        others = tuple(Candidate(k, 0.3, "same name") for k in keys if k != chosen)
        return self._named(alias, score, how, others)

    def _named(self, alias: Alias, score: float, how: str, others: tuple[Candidate, ...]) -> _Found:
        entry = self.registry.entries[alias.key]
        country = entry["country"]
        if alias.role in {"seat", "seats"}:
            key = f"{alias.key}/GOV"
            what = "capital" if alias.role == "seat" else "seat of power"
            label = self._label(key)
            return _Found(
                key, label, min(score, _SEAT), f"metonymy: {what}{how}", ("GOV",), country
            )
        if alias.role == "people":
            key = f"{alias.key}/CVL"
            return _Found(
                key, self._label(key), score, f"registry: nationals{how}", ("CVL",), country
            )
        if alias.role == "region":
            score = min(score, _REGION)
            return _Found(
                alias.key, entry["name"], score, f"registry: part of a state{how}", (), country
            )
        sectors = entry["sectors"]
        if alias.role == "surname":
            score, how = min(score, _FULL_NAME), f" (surname only){how}"
        role = {"adj": "registry adjective"}.get(alias.role, "registry alias")
        return _Found(alias.key, entry["name"], score, f"{role}{how}", sectors, country, others)

    def _label(self, key: str) -> str:
        actor = self.registry.actor(key)
        return actor.name if actor is not None else key

    def _in_countries(self, names: ReportNames, key: str) -> int:
        entry = names.registry.entries[key]
        return sum(
            names.countries.get(country, 0)
            for country in entry.get("countries", [entry["country"]])
            if country
        )

    def _at_head(
        self,
        names: ReportNames,
        phrase: Phrase,
        match: Match,
        beside: Sequence[Match],
        published: Dating,
    ) -> _Found | None:
        aliases = match.aliases
        if all(a.role == "surname" for a in aliases) or all(
            a.key.startswith("person:") for a in aliases
        ):
            person = phrase.person()
            if person is not None:
                return self._person(names, person, published, self._titles(phrase, person, beside))
        entity = phrase.entity_at_head()
        if entity is not None and self._longer_name(phrase, entity, match):
            return None
        found = self._from_names(names, aliases, published)
        if found is None or found.value is None:
            return found
        country = self._country([m for m in beside if phrase.before_head(m.start)], phrase)
        named_body = "/" in found.value and found.how.startswith("registry alias")
        if named_body and country and found.country and country != found.country:
            return None
        if found.how.startswith("registry adjective"):
            return self._adjective(phrase, found)
        return found

    def _adjective(self, phrase: Phrase, found: _Found) -> _Found:
        """ "Hungarian" of "Hungarian and Romanian officials": the sector of the noun it shares."""
        governor = phrase.governor()
        agent = self._agent(phrase, governor, outside=True) if governor is not None else None
        if agent is None or found.value is None or "/" in found.value or ":" in found.value:
            return found
        key = f"{found.value}/{agent.sectors[0]}"
        label = self._label(key)
        return _Found(
            key, label, _AGENT, "adjective of a shared noun", agent.sectors, found.country
        )

    def _longer_name(self, phrase: Phrase, entity: Entity, match: Match) -> bool:
        """Say whether a found name is only part of a longer, different one."""
        if entity.label not in {"ORG", "PER"}:
            return False
        text = phrase.annotation.text
        whole = normal_form(text[entity.start : entity.end])
        part = normal_form(text[match.start : match.end])
        if len(part) >= len(whole):
            return False
        outside = [w for w in whole.split() if w not in part.split()]
        return not all(self.registry.words.get(w) or w in self.registry.generic for w in outside)

    def _abbreviation(self, names: ReportNames, phrase: Phrase, published: Dating) -> _Found | None:
        token = phrase.token(phrase.head)
        span = names.expansion(token.text.rstrip("s") if token.text[-1:] == "s" else token.text)
        if span is None or (span.start <= token.start and token.end <= span.end):
            return None
        found = self._long_form(names, span, published)
        if found is not None:
            found.how = f"abbreviation in the report: {found.how}"
        return found

    def _long_form(self, names: ReportNames, span: Span, published: Dating) -> _Found | None:
        whole = [m for m in names.matches_in(span) if m.end >= span.end - 1]
        for match in whole:
            words = normal_form(names.annotation.text[span.start : span.end])
            if normal_form(names.annotation.text[match.start : match.end]) == words:
                return self._from_names(names, match.aliases, published)
        name = names.annotation.text[span.start : span.end]
        country = next(
            (a.key for m in names.matches_in(span) for a in m.aliases if self._is_state(a)), None
        )
        return self._create(name, "organisation", (), country, "name in the report")

    # ------------------------------------------------------------------ 3. people

    def _titles(
        self, phrase: Phrase, person: Entity, beside: Sequence[Match]
    ) -> tuple[str | None, tuple[str, ...], bool]:
        """Give the country and sectors that the words around a person's name say, and whether
        the sectors are only what a word like "leader" usually means."""
        tokens = phrase.annotation.tokens
        sectors: tuple[str, ...] = ()
        generic = False
        before = [i for i in range(phrase.first, person.last) if i < person.first]
        heads = [i for i in before if tokens[i].upos in {"NOUN", "PROPN", "ADJ"}]
        if phrase.head not in range(person.first, person.last):
            heads.append(phrase.head)
        for i in reversed(heads):
            agent = self._agent(phrase, i)
            if agent is not None:
                sectors, generic = agent.sectors, agent.generic
                break
        if not sectors:
            for i in range(person.first, min(person.last - 1, person.first + 3)):
                agent = self._agent(phrase, i)
                if agent is not None:
                    sectors, generic = agent.sectors, agent.generic
        outside = [m for m in beside if m.end <= person.start or m.start >= person.end]
        country = self._country(outside, phrase)
        group = next((k for m in outside if (k := self._body(m)) is not None), None)
        if group is not None:
            entry = self.registry.entries[group]
            country = country or entry["country"]
            if generic or not sectors:
                sectors, generic = tuple(entry["sectors"]), False
        return country, sectors, generic

    def _person(
        self,
        names: ReportNames,
        entity: Entity,
        published: Dating,
        titles: tuple[str | None, tuple[str, ...], bool] | None,
    ) -> _Found | None:
        words = names.annotation.text[entity.start : entity.end]
        name, how = names.full_name(names.person_name(words))
        if not normal_form(name):
            return None
        country, sectors, generic = titles if titles is not None else (None, (), False)
        known = [a for a in self.registry.named(name) if a.key.startswith("person:")]
        if known:
            alias = known[0]
            entry = self.registry.entries[alias.key]
            fits = self._in_office(entry, published)
            if alias.role == "name" or (fits and country in (None, entry["country"])):
                score = _NAME if alias.role == "name" else _FULL_NAME
                own = tuple(entry["sectors"])
                if entry["office"] and not fits and own == ("GOV",):
                    own = ("ELI",)
                how = "registry person" + ("" if alias.role == "name" else " (surname only)")
                said = own if generic or not sectors else sectors
                return _Found(alias.key, entry["name"], score, how, said, entry["country"])
        others = [a for a in self.registry.named(name) if not a.key.startswith("person:")]
        if others:
            return self._from_names(names, others, published)
        return self._create(name, "person", sectors, country, how)

    def _in_office(self, entry: Any, published: Dating) -> bool:
        spans = entry["office"]
        if not spans:
            return True
        return any(
            Alias("", "", "", "", start, end).covers(published.earliest, published.latest)
            for start, end in spans
        )

    # ------------------------------------------------------------------ 4. agents beside names

    def _agent(self, phrase: Phrase, i: int, outside: bool = False) -> Agent | None:
        tokens = phrase.annotation.tokens
        first = max(0, i - 5) if outside else phrase.first
        last = min(len(tokens), i + 5) if outside else phrase.last
        if not first <= i < last:
            return None
        words = [token.text for token in tokens[first:last]]
        return self._agents.agent(words, i - first)

    def _agent_beside(
        self,
        names: ReportNames,
        agent: Agent,
        beside: Sequence[Match],
        phrase: Phrase,
        published: Dating,
    ) -> _Found:
        sectors = agent.sectors
        of = self._sector_of(phrase) if agent.generic else None
        if of is not None:
            sectors = (of, *(s for s in sectors if s != of))
        body = next((k for m in beside if (k := self._body(m)) is not None), None)
        country = self._country(beside, phrase)
        if body is not None and self._members(phrase, beside, body):
            entry = self.registry.entries[body]
            own = tuple(entry["sectors"])
            if agent.generic or body.startswith(("group:", "igo:")):
                sectors = own if agent.generic else sectors
            label = str(entry["name"])
            place = country if body.startswith("igo:") else entry["country"]
            return _Found(
                body, label, _AGENT, "registry alias with a word for members", sectors, place
            )
        if country is not None:
            key = f"{country}/{sectors[0]}"
            score = _AGENT - (0.15 if agent.generic and of is None else 0.0)
            return _Found(
                key, self._label(key), score, "country with a word for agents", sectors, country
            )
        likely = names.countries.most_common(1)
        candidates: tuple[Candidate, ...] = ()
        if likely:
            most = min(k for k, n in names.countries.items() if n == likely[0][1])
            candidates = (
                Candidate(f"{most}/{sectors[0]}", 0.3, "country that the report names most"),
            )
        how = "word for agents alone" + (" (usual sector)" if agent.generic and not of else "")
        return _Found(None, _text(phrase), _WORDS_ONLY, how, sectors, None, candidates)

    def _sector_of(self, phrase: Phrase) -> str | None:
        """Give the sector of what an agent belongs to: "leader of the opposition"."""
        tokens = phrase.annotation.tokens
        for i in range(phrase.head + 1, phrase.last):
            if tokens[i].head == phrase.head and tokens[i].deprel == "nmod":
                inner = self._agent(phrase, i)
                if inner is not None and not inner.generic:
                    return inner.sectors[0]
        return None

    def _qualifies(self, phrase: Phrase, match: Match) -> bool:
        """Say whether a name beside the head says whose it is: not "US-backed", "anti-Syria"."""
        suffix = phrase.suffix_after(match.end)
        return suffix not in _NOT_MEMBERS and phrase.word_before(match.start) not in _OPPOSED

    def _body(self, match: Match) -> str | None:
        for alias in match.aliases:
            kind = self.registry.kind(alias.key)
            if alias.role == "name" and kind in {
                "armed_group",
                "organisation",
                "force",
                "government",
            }:
                return alias.key
        return None

    def _members(self, phrase: Phrase, beside: Sequence[Match], body: str) -> bool:
        """Say whether a body beside the head is what the agents belong to, not where they are."""
        match = next(m for m in beside if self._body(m) == body)
        return phrase.suffix_after(match.end) in {"", "led"} and phrase.word_before(
            match.start
        ) not in {"against", "from", "by", "near", "fleeing", "fighting"}

    def _country(self, beside: Sequence[Match], phrase: Phrase) -> str | None:
        """Give the country that the words beside the head name: nearest before it, else behind."""
        before = [m for m in beside if phrase.before_head(m.start)]
        behind = [m for m in beside if not phrase.before_head(m.start)]
        for match in [*reversed(before), *behind]:
            for alias in _first_roles(match.aliases):
                if self._is_state(alias):
                    return alias.key
                entry = self.registry.entries[alias.key]
                if entry["kind"] in {"population", "person"} and entry["country"]:
                    return str(entry["country"])
        return None

    def _is_state(self, alias: Alias) -> bool:
        return alias.role in _PLACE_ROLES and self.registry.kind(alias.key) == "state"

    # ------------------------------------------------------------------ 5. new organisations

    def _own_name(
        self, phrase: Phrase, entity: Entity | None, agent: Agent, inside: Sequence[Match]
    ) -> bool:
        """Say whether an agent's word only closes a name of its own: "Nigerian Union of Teachers"."""
        if entity is None or entity.label != "ORG":
            return False
        covered = set(range(phrase.first + agent.first, phrase.first + agent.last))
        for i in range(entity.first, entity.last):
            token = phrase.token(i)
            if i in covered or token.upos in {"DET", "ADP", "PUNCT", "CCONJ", "PART"}:
                continue
            if any(m.start <= token.start and token.end <= m.end for m in inside):
                continue
            if token.text[:1].isupper():
                return True
        return False

    def _organisation(
        self,
        names: ReportNames,
        entity: Entity,
        sectors: Sequence[str],
        country: str | None = None,
    ) -> _Found | None:
        name = names.annotation.text[entity.start : entity.end]
        expansion = names.expansion(name)
        if expansion is not None:
            found = self._long_form(names, expansion, Dating(None, None, "unknown"))
            if found is not None:
                found.how = f"abbreviation in the report: {found.how}"
                return found
        return self._misspelt(name) or self._create(
            name, "organisation", sectors, country, "name in the report"
        )

    def _create(
        self, name: str, kind: str, sectors: Sequence[str], country: str | None, how: str
    ) -> _Found | None:
        shown = " ".join(name.split()).strip(" .,;:'\"’“”-()")
        form = normal_form(shown)
        if not form or not any(c.isalpha() for c in form):
            return None
        if shown[:4].lower() == "the " and len(form.split()) > 0:
            shown = shown[4:]
        key = new_actor_id(form, script_of(shown))
        made = Actor(key, shown, kind, tuple(sectors), country, False)
        old = self._new.get(key)
        if old is None or (len(made.sectors), made.country or "") > (
            len(old.sectors),
            old.country or "",
        ):
            self._new[key] = made
        score = _FULL_NAME if " " in form else _ONE_WORD
        return _Found(key, shown, score, f"new actor: {how}", sectors, country)

    def _misspelt(self, name: str) -> _Found | None:
        """Give the registry's actor whose long name differs by about one letter."""
        form = normal_form(name)
        if len(form) < _TYPO_LENGTH:
            return None
        if self._long_forms is None:
            self._long_forms = {
                alias.form: alias.key
                for alias in self.registry.aliases
                if alias.role == "name" and len(alias.form) >= _TYPO_LENGTH
            }
        best = process.extractOne(
            form, self._long_forms.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_RATIO
        )
        if best is None or best[0][0] != form[0]:
            return None
        key = self._long_forms[best[0]]
        entry = self.registry.entries[key]
        how = f"registry alias, misspelt ({best[0]})"
        return _Found(key, entry["name"], _TYPO, how, entry["sectors"], entry["country"])

    def _is_organisation(self, match: Match, key: str) -> bool:
        if "/" in key and key not in self.registry.entries:
            return False
        return any(a.key == key and a.role == "name" for a in match.aliases) and self.registry.kind(
            key
        ) not in {"state", "population", "person"}


def _first_roles(aliases: Sequence[Alias]) -> list[Alias]:
    """Names and adjectives come before parts of states and surnames that read the same."""
    first = [a for a in aliases if a.role not in {"region", "surname"}]
    return first or list(aliases)


def _text(phrase: Phrase) -> str:
    return phrase.annotation.text[phrase.span.start : phrase.span.end]


def _words_meant(text: str, slot: SlotReference) -> tuple[Span, bool]:
    """Give the words that a slot stands for: its own, or those that the coder traced it to."""
    own = text[slot.span.start : slot.span.end]
    value = slot.value.strip()
    if not value or value == own.strip() or value in own:
        return slot.span, False
    at = text.rfind(value, 0, slot.span.start)
    if at < 0:
        at = text.find(value, slot.span.end)
    return (Span(at, at + len(value)), True) if at >= 0 else (slot.span, False)
