"""The verdict on each thing that a headline says.

Each verdict asks for its own proof: *absent* that no part of a name and no word of the same
meaning stands in the body; *contradicted* that the body tells the same event of the same people
and denies it, turns it round or counts otherwise, and nowhere states it; *supported* that a
sentence tells it of the same actor. What is left is *mentioned only*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.check.body import Body, Referent
from dateline.check.counts import judge_numbers
from dateline.check.events import evidence, judge_event
from dateline.check.facts import ABSENT, CONTRADICTED, MENTIONED, NOT_ASSESSED, SUPPORTED, Item
from dateline.check.headline import Headline, Named
from dateline.check.told import Told, told
from dateline.check.words import agent_families
from dateline.language.headlines import is_headline

LONGEST_ABBREVIATION = 5
"""Letters of an abbreviation unknown to the registry: the body may spell it out ("Dems", "Pa.")."""

_BRANCH = re.compile(
    r"\b(?:branch|affiliate|offshoot|arm|wing|province|franchise|cell)(?:es|s)? (?:of (?:the )?)?\N{BULLET}"
    r"|\N{BULLET}(?:['’]s?)? ?(?:branch|affiliate|offshoot|arm|wing|province|franchise|cell)(?:es|s)?\b"
    r"|\N{BULLET} ?[-–]?(?:affiliated|linked|aligned)\b",
    re.IGNORECASE,
)
"""Words beside a group's name, which stands as a bullet, that make it a branch of the group."""


class Judge:
    """Judges the items of one headline against one body."""

    def __init__(self, body: Body, headline: Headline) -> None:
        self.body = body
        self.headline = headline
        self.named = headline.named()
        self.events = tuple(judge_event(body, one) for one in told(headline, self.named))

    def items(self) -> tuple[Item, ...]:
        """Give all items but the questions."""
        found = [event.item for event in self.events]
        found += [self._actor(n) if n.kind == "actor" else self._place(n) for n in self.named]
        found += judge_numbers(self.body, self.events, self.headline.claims)
        return tuple(found)

    def _actor(self, named: Named) -> Item:
        where = sorted(self.body.naming(named.who))
        if not where:
            return self._not_named(named, "mentions")
        own = [event for event in self.events if concerns(named.who, event.told)]
        stating = [sentence for event in own for sentence in event.sentences]
        if stating:
            first = [sentence for sentence in stating if sentence in where]
            why = "the body states what the headline says of it"
            return self._item(named, SUPPORTED, why, first or stating)
        if not own:
            return self._item(named, SUPPORTED, "the body names it", where)
        if any(event.item.verdict in (MENTIONED, CONTRADICTED) for event in own):
            why = "the body names it, but does not state what the headline says of it"
            return self._item(named, MENTIONED, why, where)
        why = "the body names it; whether it states what the headline says of it was not seen"
        return self._item(named, NOT_ASSESSED, why, where)

    def _place(self, named: Named) -> Item:
        where = sorted(self.body.naming(named.who))
        if not where:
            return self._not_named(named, "names")
        stating = [n for event in self.events for n in event.sentences if n in where]
        why = "the body tells it there" if stating else "the body names the place"
        return self._item(named, SUPPORTED, why, stating or where)

    def _not_named(self, named: Named, verb: str) -> Item:
        who = named.who
        branches = self.body.naming_branches(who)
        if branches:
            return self._by_branch(named, branches)
        partly = sorted(self.body.partly(who))
        if partly:
            return self._item(named, MENTIONED, "the body has only a part of the name", partly)
        if who.generic and not agent_families(who.generic):
            return self._item(named, NOT_ASSESSED, "the body may say it in other words", ())
        if who.generic:
            why = "no sentence of the body has the word or one like it"
            return self._item(named, ABSENT, why, ())
        words = named.span.of(self.body.annotation.text)
        short = " " not in words and len(words) <= LONGEST_ABBREVIATION
        if short and not who.keys:
            why = "the body does not have the word, but may spell it out"
            return self._item(named, NOT_ASSESSED, why, ())
        first = any(named.span.start == s.start for s in self.headline.sentences)
        if not who.keys and " " not in words and (first or is_headline(self.headline.text)):
            why = "it may be no name: it is written large for its place in the headline"
            return self._item(named, NOT_ASSESSED, why, ())
        return self._item(named, ABSENT, f"no sentence of the body {verb} it", ())

    def _by_branch(self, named: Named, branches: Mapping[str, frozenset[int]]) -> Item:
        """Give the item of a group that the body names by its branches alone: "Islamic State branch"
        is named by them, "Islamic State" is not."""
        several = len(branches) > 1
        names = ", ".join(branches)
        where = sorted(frozenset().union(*branches.values()))
        if _BRANCH.search(self._around(named)):
            why = f"the body names its branch{'es' if several else ''}: {names}"
            return self._item(named, SUPPORTED, why, where)
        why = f"the body names only {'branches' if several else 'a branch'} of it: {names}"
        return self._item(named, MENTIONED, why, where)

    def _around(self, named: Named) -> str:
        """Give the words of the headline beside a name: two on each side."""
        text = self.body.annotation.text
        before = text[: named.span.start].split()[-2:]
        behind = text[named.span.end : self.headline.end].split()[:2]
        return " ".join([*before, "\N{BULLET}", *behind])

    def _item(self, named: Named, verdict: str, why: str, sentences: Iterable[int]) -> Item:
        words = " ".join(named.span.of(self.body.annotation.text).split())
        meaning = named.who.label if named.who.label != words else ""
        shown = evidence(self.body, sentences)
        return Item(named.kind, words, named.span, verdict, why, shown, meaning)


def concerns(who: Referent, event: Told) -> bool:
    """Say whether an event of the headline is told of somebody."""
    return any(
        (who.keys & other.keys)
        or (who.pieces and who.pieces == other.pieces)
        or (who.person and other.person and who.pieces[-1:] == other.pieces[-1:])
        or (who.generic and who.generic == other.generic)
        for other in (*event.actors, *event.recipients)
    )
