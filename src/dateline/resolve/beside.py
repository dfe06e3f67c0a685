"""Words for people and bodies with a name beside them: "Russian security forces", "ISIS fighters"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.resolve.actor_choice import (
    AGENT,
    BELONGING,
    REGION,
    WORDS_ONLY,
    ActorChoice,
    Found,
    first_roles,
)
from dateline.resolve.actor_phrase import Phrase
from dateline.resolve.agents import Agent, AgentWords
from dateline.resolve.registry import Match
from dateline.resolve.report_names import ReportNames
from dateline.types import Candidate

_NOT_MEMBER_WORDS = """backed linked allied affiliated aligned trained inspired held controlled
funded supported sponsored armed occupied"""
_NOT_MEMBERS = frozenset(_NOT_MEMBER_WORDS.split())
_OPPOSED = frozenset({"anti", "counter", "non", "pro", "against"})
_FOLLOWERS = frozenset({"supporter", "sympathizer", "sympathiser", "follower", "backer"})
_BRANCHES = frozenset(
    {"subdivision", "branch", "wing", "province", "affiliat", "franchis", "chapter", "branche"}
)
_ELSEWHERE = frozenset({"against", "from", "by", "near", "fleeing", "fighting"})


class Beside:
    """Reads agents' words together with the registry names beside them."""

    def __init__(self, choice: ActorChoice) -> None:
        self.choice = choice
        self.registry = choice.registry
        self._agents = AgentWords(choice.registry)

    def qualifies(self, phrase: Phrase, match: Match) -> bool:
        """Say whether a name beside the head says whose it is: not "US-backed", "anti-Syria"."""
        suffix = phrase.suffix_after(match.end)
        return suffix not in _NOT_MEMBERS and phrase.word_before(match.start) not in _OPPOSED

    def agent(self, phrase: Phrase, i: int, outside: bool = False) -> Agent | None:
        """Give the agent that token ``i`` names within the filler, or around it (``outside``)."""
        tokens = phrase.annotation.tokens
        first = max(0, i - 5) if outside else phrase.first
        last = min(len(tokens), i + 5) if outside else phrase.last
        if not first <= i < last:
            return None
        words = [token.text for token in tokens[first:last]]
        return self._agents.agent(words, i - first)

    def resolved(
        self,
        names: ReportNames,
        agent: Agent,
        beside: Sequence[Match],
        phrase: Phrase,
    ) -> Found | None:
        """Give the body or group that the agent belongs to, else the country's sector, else the
        agent's sectors alone."""
        sectors = agent.sectors
        of = self.sector_of(phrase) if agent.generic else None
        if of is not None:
            sectors = (of, *(s for s in sectors if s != of))
        body = next((k for m in beside if (k := self.body(m)) is not None), None)
        country = self.country(beside, phrase)
        word = phrase.token(phrase.head).text.lower()
        if body is not None and word.removesuffix("s") in _FOLLOWERS:
            name = f"supporters of {self.registry.entries[body]['name']}"
            return self.choice.create(name, "group", sectors, country, "supporters, not members")
        if body is not None and word.removesuffix("s").removesuffix("e") in _BRANCHES:
            branch = self._branch(body, beside)
            if branch is not None:
                return branch
        if body is not None and self.members(phrase, beside, body):
            entry = self.registry.entries[body]
            own = tuple(entry["sectors"])
            if agent.generic or body.startswith(("group:", "igo:")):
                sectors = (
                    own if agent.generic else (*sectors, *(s for s in own if s not in sectors))
                )
            label = str(entry["name"])
            place = country if body.startswith("igo:") else entry["country"]
            return Found(
                body, label, AGENT, "registry alias with a word for members", sectors, place
            )
        if agent.generic and of is None and sectors[0] == "GOV" and self._of_people(beside):
            sectors = ("CVL", *(s for s in sectors if s != "CVL"))  # "Yoruba leaders"
        if country is not None:
            key = f"{country}/{sectors[0]}"
            score = AGENT - (0.15 if agent.generic and of is None else 0.0)
            return Found(
                key,
                self.choice.label(key),
                score,
                "country with a word for agents",
                sectors,
                country,
            )
        likely = names.countries.most_common(1)
        candidates: tuple[Candidate, ...] = ()
        if likely:
            most = min(k for k, n in names.countries.items() if n == likely[0][1])
            candidates = (
                Candidate(f"{most}/{sectors[0]}", 0.3, "country that the report names most"),
            )
        how = "word for agents alone" + (" (usual sector)" if agent.generic and not of else "")
        return Found(None, phrase.text, WORDS_ONLY, how, sectors, None, candidates)

    def _of_people(self, beside: Sequence[Match]) -> bool:
        """Say whether the names beside are only those of a people or a faith."""
        return bool(beside) and all(
            self.registry.kind(alias.key) == "population" for m in beside for alias in m.aliases
        )

    def _branch(self, body: str, beside: Sequence[Match]) -> Found | None:
        """Give the part of a group that a place names: "the IEC's Dagestan subdivision"."""
        parts = self.registry.parts.get(body, ())
        for match in beside:
            states = [a for a in match.aliases if self.choice.is_state(a)]
            if not states:
                continue
            by_name = [part for a in states if (part := self.registry.part(body, a.form))]
            wholes = [a for a in states if a.role in {"name", "adj"}]
            by_country = [
                part
                for part in parts
                if any(self.registry.entries[part]["country"] == a.key for a in wholes)
            ]
            for found in (sorted(set(by_name)), by_country):
                if len(found) == 1:
                    entry = self.registry.entries[found[0]]
                    return Found(
                        found[0],
                        str(entry["name"]),
                        REGION,
                        "part of a group, by its place",
                        entry["sectors"],
                        entry["country"],
                    )
        return None

    def owner(self, phrase: Phrase, inside: Sequence[Match]) -> Found | None:
        """Give the group or body named in front of a thing that is its own: "ISIL vehicles",
        "an ISIL-held building"; None where there is none."""
        for match in reversed(inside):
            body = self.body(match)
            suffix = phrase.suffix_after(match.end)
            if body is None or not phrase.before_head(match.start):
                continue
            if suffix in {"", "held", "controlled", "occupied", "led"} and (
                phrase.word_before(match.start) not in _OPPOSED
            ):
                entry = self.registry.entries[body]
                return Found(
                    body,
                    str(entry["name"]),
                    BELONGING,
                    "registry alias before what belongs to it",
                    entry["sectors"],
                    entry["country"],
                )
        return None

    def sector_of(self, phrase: Phrase) -> str | None:
        """Give the sector of what an agent belongs to: "leader of the opposition"."""
        tokens = phrase.annotation.tokens
        for i in range(phrase.head + 1, phrase.last):
            if tokens[i].head == phrase.head and tokens[i].deprel == "nmod":
                inner = self.agent(phrase, i)
                if inner is not None and not inner.generic:
                    return inner.sectors[0]
        return None

    def body(self, match: Match) -> str | None:
        """Give the key of the group, organisation or state body that a name means, or None."""
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

    def members(self, phrase: Phrase, beside: Sequence[Match], body: str) -> bool:
        """Say whether a body beside the head is what the agents belong to, not where they are."""
        match = next(m for m in beside if self.body(m) == body)
        return (
            phrase.suffix_after(match.end) in {"", "led"}
            and phrase.word_before(match.start) not in _ELSEWHERE
        )

    def country(self, beside: Sequence[Match], phrase: Phrase) -> str | None:
        """Give the country that the words beside the head name: nearest before it, else behind."""
        before = [m for m in beside if phrase.before_head(m.start)]
        behind = [m for m in beside if not phrase.before_head(m.start)]
        for match in [*reversed(before), *behind]:
            for alias in first_roles(match.aliases):
                if self.choice.is_state(alias):
                    return alias.key
                entry = self.registry.entries[alias.key]
                if entry["kind"] in {"population", "person"} and entry["country"]:
                    return str(entry["country"])
        return None
