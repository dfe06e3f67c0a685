"""What a name or its lack comes to: an entry of the registry, chosen by period and country, a
misspelt one, or a new actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dateline.resolve.names import normal_form, script_of
from dateline.resolve.registry import IN, Alias, Registry
from dateline.resolve.report_names import ReportNames
from dateline.types import Actor, Candidate, Dating, Entity, Span, new_actor_id

# How sure each step is. Set by hand so that the order of trust is kept; the shares of right
# answers measured on PLOVER's dev records stand in the tests of this package.
NAME = 0.95
SEAT = 0.75
REGION = 0.6
AGENT = 0.85
FULL_NAME = 0.7
ONE_WORD = 0.5
TYPO = 0.6
BELONGING = 0.5
BRANCH = 0.6
WORDS_ONLY = 0.3

_TYPO_RATIO = 92.0
"""rapidfuzz ratio from which a name of nine letters or more counts as a misspelt registry name:
one letter wrong in nine to twelve."""
_TYPO_LENGTH = 9
_PLACE_ROLES = frozenset({"name", "adj", "people", "seat", "seats", "region"})


@dataclass(slots=True)
class Found:
    """What a filler was resolved to, before it becomes a record."""

    value: str | None
    label: str
    score: float
    how: str
    sectors: Sequence[str] = ()
    country: str | None = None
    candidates: tuple[Candidate, ...] = ()


class ActorChoice:
    """Chooses among registry entries, and makes new actors; remembers those that it made."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._new: dict[str, Actor] = {}
        self._long_forms: dict[str, dict[str, str]] = {}
        for alias in registry.aliases:
            if alias.role == "name" and len(alias.form) >= _TYPO_LENGTH:
                self._long_forms.setdefault(alias.form[0], {}).setdefault(alias.form, alias.key)

    def actor(self, key: str) -> Actor | None:
        """Give the actor of a key: of the registry, or new and made by this instance."""
        return self.registry.actor(key) or self._new.get(key)

    def forget(self) -> None:
        """Forget the new actors made so far."""
        self._new = {}

    def from_names(
        self, names: ReportNames, aliases: Sequence[Alias], published: Dating
    ) -> Found | None:
        """Choose among the actors that a name can mean: by period, then by the report's countries."""
        dated = [a for a in aliases if a.covers(published.earliest, published.latest)]
        how = ""
        score = NAME
        pool = dated
        if not pool:
            pool, how, score = list(aliases), "; the name's period excludes the report's date", 0.5
        keys = list(dict.fromkeys(a.key for a in first_roles(pool)))
        chosen = keys[0]
        if len(keys) > 1:
            declared = names.registry.shared.get(pool[0].text, {}).get("means", keys)
            keys = sorted(keys, key=lambda k: declared.index(k) if k in declared else 99)
            counts = {k: self.in_countries(names, k) for k in keys}
            chosen = max(keys, key=lambda k: (counts[k], -keys.index(k)))
            if counts[chosen] > 0 and sum(1 for k in keys if counts[k] == counts[chosen]) == 1:
                how += "; chosen by the report's countries"
                score *= 0.9
            else:
                how += "; ambiguous"
                score *= 0.6
        alias = next(a for a in first_roles(pool) if a.key == chosen)
        if len(keys) == 1 and self.far(names, alias):
            score, how = score * 0.7, f"{how}; none of its countries is named in the report"
        start = names.registry.entries[chosen].get("active", (None, None))[0]
        if start and published.latest and start > published.latest:
            score, how = score * 0.6, f"{how}; not yet active on the report's date"
        others = tuple(Candidate(k, 0.3, "same name") for k in keys if k != chosen)
        return self.named(alias, score, how, others)

    def far(self, names: ReportNames, alias: Alias) -> bool:
        """Say whether an abbreviation is that of a body or group of none of the report's countries."""
        if not (alias.text.isupper() and len(alias.text) <= 5 and names.countries):
            return False
        return bool(names.registry.entries[alias.key]["country"]) and not self.in_countries(
            names, alias.key
        )

    def named(self, alias: Alias, score: float, how: str, others: tuple[Candidate, ...]) -> Found:
        """Turn an alias into what it stands for: a capital for its government, people for nationals."""
        entry = self.registry.entries[alias.key]
        country = entry["country"]
        if alias.role in {"seat", "seats"}:
            key = f"{alias.key}/GOV"
            what = "capital" if alias.role == "seat" else "seat of power"
            label = self.label(key)
            return Found(key, label, min(score, SEAT), f"metonymy: {what}{how}", ("GOV",), country)
        if alias.role == "people":
            key = f"{alias.key}/CVL"
            return Found(
                key, self.label(key), score, f"registry: nationals{how}", ("CVL",), country
            )
        if alias.role == "region":
            score = min(score, REGION)
            key = f"{alias.key}{IN}{alias.form.replace(' ', '-')}"
            how = f"registry: part of a state{how}"
            return Found(key, self.label(key), score, how, (), country)
        sectors = entry["sectors"]
        if alias.role == "surname":
            score, how = min(score, FULL_NAME), f" (surname only){how}"
        role = {"adj": "registry adjective"}.get(alias.role, "registry alias")
        return Found(alias.key, entry["name"], score, f"{role}{how}", sectors, country, others)

    def label(self, key: str) -> str:
        """Give an actor's name for readers."""
        actor = self.registry.actor(key)
        return actor.name if actor is not None else key

    def in_countries(self, names: ReportNames, key: str) -> int:
        """Count how often the report names the countries of ``key``."""
        entry = names.registry.entries[key]
        return sum(
            names.countries.get(country, 0)
            for country in entry.get("countries", [entry["country"]])
            if country
        )

    def misspelt(self, name: str) -> Found | None:
        """Give the registry's actor whose long name differs by about one letter."""
        form = normal_form(name)
        if len(form) < _TYPO_LENGTH or any(c.isdigit() for c in form):
            return None
        known = self._long_forms.get(form[0], {})
        best = process.extractOne(form, known.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_RATIO)
        if best is None:
            return None
        key = known[best[0]]
        entry = self.registry.entries[key]
        plural = best[0] in (f"{form}s", form.removesuffix("s"))
        how = "registry alias" if plural else f"registry alias, misspelt ({best[0]})"
        return Found(key, entry["name"], TYPO, how, entry["sectors"], entry["country"])

    def create(
        self, name: str, kind: str, sectors: Sequence[str], country: str | None, how: str
    ) -> Found | None:
        """Make a new actor of a name; None where it is no name of anybody."""
        shown = " ".join(name.split()).strip(" .,;:'\"’“”-()")
        form = normal_form(shown)
        if kind == "person":
            form = " ".join(p for p in form.split() if len(p) > 1) or form
        if " " not in form and (form in self.registry.words or form in self.registry.generic):
            return None
        if form in self.registry.not_actors or not any(c.isalpha() for c in form):
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
        score = FULL_NAME if " " in form else ONE_WORD
        if kind == "unknown":
            score -= 0.1
        return Found(key, shown, score, f"new actor: {how}", sectors, country)

    def long_form(self, names: ReportNames, span: Span, published: Dating) -> Found | None:
        """Resolve the words that an abbreviation stands for."""
        whole = [m for m in names.matches_in(span) if m.end >= span.end - 1]
        for match in whole:
            words = normal_form(names.annotation.text[span.start : span.end])
            if normal_form(names.annotation.text[match.start : match.end]) == words:
                return self.from_names(names, match.aliases, published)
        name = names.annotation.text[span.start : span.end]
        country = next(
            (a.key for m in names.matches_in(span) for a in m.aliases if self.is_state(a)), None
        )
        return self.create(name, "organisation", (), country, "name in the report")

    def organisation(
        self,
        names: ReportNames,
        entity: Entity,
        sectors: Sequence[str],
        country: str | None = None,
        kind: str = "organisation",
    ) -> Found | None:
        """Resolve a name of an organisation that the registry does not hold as it stands."""
        name = names.annotation.text[entity.start : entity.end]
        named = self.registry.named(name)
        if named:
            return self.from_names(names, named, Dating(None, None, "unknown"))
        expansion = names.expansion(name)
        if expansion is not None:
            found = self.long_form(names, expansion, Dating(None, None, "unknown"))
            if found is not None:
                found.how = f"abbreviation in the report: {found.how}"
                return found
        return self.misspelt(name) or self.create(
            name, kind, sectors, country, "name in the report"
        )

    def is_state(self, alias: Alias) -> bool:
        """Say whether a name is a state's, or its people's, capital's or part's."""
        return alias.role in _PLACE_ROLES and self.registry.kind(alias.key) == "state"


def first_roles(aliases: Sequence[Alias]) -> list[Alias]:
    """Give names and adjectives before parts of states and surnames that read the same."""
    first = [a for a in aliases if a.role not in {"region", "surname"}]
    return first or list(aliases)
