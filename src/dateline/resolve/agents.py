"""Sectors of words for people and bodies without a proper name: "rebel commander" is REB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.resolve.names import normal
from dateline.resolve.registry import Registry

_LONGEST = 4
"""Words of the longest phrase of agents.yaml that matters, counted from its head either way."""
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "exiled", "onetime"})
_UNARMED = frozenset({"REL", "CVL", "PTY"})
"""Sectors that do not make forces their own: "Muslim forces" are no clergy."""
_OFFICES = frozenset({"GOV", "LEG"})


class Agent(NamedTuple):
    """The words that name an agent, as a range of the words given, and their PLOVER sectors."""

    first: int
    last: int
    sectors: tuple[str, ...]
    generic: bool
    """The words say nothing of the sector; what is given is only the usual one."""


class AgentWords:
    """Finds agents among words."""

    def __init__(self, registry: Registry) -> None:
        self._words = registry.words
        self._generic = registry.generic
        self._plurals = registry.plurals
        self._modifiers = registry.modifiers

    def agent(self, words: Sequence[str], head: int) -> Agent | None:
        """Give the agent that the word at ``head`` names, with the words before it, or None."""
        plain = [normal(word).replace(".", "").replace("-", " ").strip() for word in words]
        phrase = self._phrase(plain, head)
        if phrase is None:
            return None
        first, last, form = phrase
        if form in self._generic and (last - first == 1 or form not in self._words):
            before = self._before(plain, first)
            armed = self._generic[form] in {"MIL", "UAF"}
            if before is not None and not (armed and before[1] in _UNARMED):
                return self._dated(plain, Agent(before[0], last, (before[1],), False))
            usual = self._generic[form]
            known = tuple(self._words.get(form, ()))
            sectors = (usual, *(s for s in known if s != usual))
            return self._dated(plain, Agent(first, last, sectors, True))
        sectors = tuple(self._words[form])
        before = self._before(plain, first)
        if (
            before is not None
            and before[1] in {"REB", "OPP"}
            and sectors[0] in {"MIL", "UAF", "LEG"}
        ):
            sectors = (before[1], *(s for s in sectors if s != before[1]))
        return self._dated(plain, Agent(first, last, sectors, False))

    def _phrase(self, plain: Sequence[str], head: int) -> tuple[int, int, str] | None:
        best: tuple[int, int, str] | None = None
        for first in range(max(0, head - _LONGEST + 1), head + 1):
            for last in range(min(len(plain), head + _LONGEST), head, -1):
                if best is not None and last - first <= best[1] - best[0]:
                    break
                for form in self._singulars(plain, first, last, head):
                    if form in self._words or form in self._generic:
                        best = (first, last, form)
                        break
        return best

    def _singulars(self, plain: Sequence[str], first: int, last: int, head: int) -> list[str]:
        words = list(plain[first:last])
        form = " ".join(word for word in words if word)
        forms = [form]
        if form in self._plurals:
            forms.append(self._plurals[form])
        for singular in _without_plural(words[head - first], self._plurals):
            parts = [*words[: head - first], singular, *words[head - first + 1 :]]
            forms.append(" ".join(word for word in parts if word))
        return forms

    def _before(self, plain: Sequence[str], first: int) -> tuple[int, str] | None:
        """Give the nearest word before ``first`` that decides a sector, and the sector."""
        for i in range(first - 1, max(-1, first - 4), -1):
            for word in (plain[i], *_without_plural(plain[i], self._plurals)):
                if word in self._modifiers:
                    return i, self._modifiers[word]
                if word in self._words and word not in self._generic:
                    return i, self._words[word][0]
        return None

    def _dated(self, plain: Sequence[str], agent: Agent) -> Agent:
        """Former office holders are ELI, PLOVER's former elites."""
        before = plain[max(0, agent.first - 2) : agent.first]
        if agent.sectors[0] in _OFFICES and _FORMER.intersection(before):
            return agent._replace(sectors=("ELI", *agent.sectors))
        return agent


def _without_plural(word: str, plurals: dict[str, str] | object) -> tuple[str, ...]:
    known = plurals.get(word) if isinstance(plurals, dict) else None
    if known:
        return (known,)
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return ()
    forms = [word[:-1]]
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    elif word.endswith("es"):
        forms.append(word[:-2])
    return tuple(forms)
