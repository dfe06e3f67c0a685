"""What an event's claim is filled with: ends, offices, counts, weapons, places and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.coding.anaphora import Discourse
from dateline.coding.arguments import claimed_by, roles
from dateline.coding.assertion import is_known_deed
from dateline.coding.casualties import casualties, dead_beside, tolls
from dateline.coding.codebook import DEMANDED, Codebook, EventType
from dateline.coding.evidence import COUNTED, is_told
from dateline.coding.fillers import Filler, doer_of, fillers
from dateline.coding.gapping import gapped
from dateline.coding.happenings import Happening, is_again, is_definite
from dateline.coding.lexicon import NEGATIVE, NEUTER, PLACE_NOUNS, PLACE_PREPOSITIONS, words
from dateline.coding.offices import goals, led_by, office_given, organisations_of
from dateline.coding.projected import demanding
from dateline.coding.roles import Roles
from dateline.coding.settings import (
    MEDIA,
    Settings,
    bound_dates,
    bound_places,
    date_span,
    published_on,
)
from dateline.coding.tree import Tree
from dateline.coding.weapons import is_weapon, weapons
from dateline.types import Annotation, Slot, Span


@dataclass(slots=True)
class Draft:
    """A claim in the making."""

    happening: Happening
    sentence: int
    slots: list[Slot] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    acting: dict[str, int] = field(default_factory=dict)
    """How many fillers of a role can act; under "several" those that are more than one."""
    part: int = 0
    """Which happening of its anchor it is, where one verb tells several."""
    how: str = ""
    """Who found it to tell its type, where that was not a cue."""


class Drafting:
    """Fills the drafts of one annotation by one codebook."""

    def __init__(
        self,
        annotation: Annotation,
        codebook: Codebook,
        discourse: Discourse,
        toponyms: Sequence[Span] | None = None,
        timexes: Sequence[Span] | None = None,
    ) -> None:
        self.annotation = annotation
        self.codebook = codebook
        self.discourse = discourse
        self._given = (toponyms, timexes)
        self._settings: Settings | None = None

    def says_something(self, draft: Draft) -> bool:
        """Say whether a draft tells enough to be a claim."""
        type_ = self.codebook.types[draft.happening.anchor.type]
        tree = self.discourse.tree(draft.sentence)
        if _are_several_claimed(tree, draft.happening) or _is_only_counted(tree, draft.happening):
            return False
        filled = (draft.slots, draft.acting)
        return is_told(tree, draft.happening, filled, type_, self.codebook.evidence)

    def draft(self, tree: Tree, number: int, happening: Happening) -> Draft:
        draft = Draft(happening, number, sentences={number})
        type_ = self.codebook.types[happening.anchor.type]
        found = self._ends(tree, happening, type_)
        if happening.anchor.projected == DEMANDED:
            asked = found.actors or found.recipients
            found = Roles(demanding(tree, happening.anchor.token), asked, found.rules)
            found.note(found.actors, "who demands", again=True)
        offices = self._offices(tree, happening, found, type_)
        self._fill(draft, tree, "actor", found.actors, found.rules)
        self._fill(draft, tree, "recipient", found.recipients, found.rules)
        for role in ("organisation", "leader"):
            self._fill(draft, tree, role, offices.get(role, []), {})
        if "goal" in type_.roles:
            for n, (span, token) in enumerate(goals(tree, happening.anchor)):
                value = span.of(self.annotation.text)
                draft.slots.append(Slot("goal", n, span, value, tree.word(token)))
        nodes = self._nodes(tree, happening)
        self._count(draft, tree, nodes, type_)
        draft.slots = _harmed_are_recipients(draft.slots)
        self._arm(draft, tree, nodes, type_)
        self._settle(draft, tree, nodes | set(found.actors) | set(found.recipients), found)
        order = {role: n for n, role in enumerate(type_.roles)}
        draft.slots = [s if s.how else s._replace(how=f"rules: {s.role}") for s in draft.slots]
        draft.slots.sort(key=lambda s: (order.get(s.role, 99), s.ordinal))
        return draft

    def again(self, draft: Draft) -> list[Draft]:
        """Give what the verb of a draft tells of others besides; see :func:`gapped`."""
        if self._settings is None:
            return []
        tree = self.discourse.tree(draft.sentence)
        places, dates = self._settings.places(tree), self._settings.dates(tree)
        order = {r: n for n, r in enumerate(self.codebook.types[draft.happening.anchor.type].roles)}
        found = gapped(draft, self.discourse, places, dates)
        for more in found:
            more.slots = [s for s in more.slots if s.role in order]
            more.slots = [s if s.how else s._replace(how="rules: told again") for s in more.slots]
            more.slots.sort(key=lambda s: (order[s.role], s.ordinal))
        return found

    def _ends(self, tree: Tree, happening: Happening, type_: EventType) -> Roles:
        found = roles(tree, happening.anchor)
        for anchor in happening.added:
            more = roles(tree, anchor)
            if not found.actors:
                found.actors = more.actors
            if anchor.cue.pos == "verb" or not found.recipients:
                found.recipients += more.recipients
            found.rules = more.rules | found.rules
        if not found.actors and "killed" in type_.roles and happening.anchor.cue.pos == "noun":
            found.actors = claimed_by(tree, happening.anchor.token)
            found.note(found.actors, "claimed by")
        if _is_reciprocal(tree, happening.anchor.token):
            found.recipients = []
        anchor = happening.anchor
        if anchor.cue.pos == "noun" and is_known_deed(self.annotation, anchor.token):
            found.actors = []
        events = set(happening.tokens) if happening.anchor.cue.frame != "relation" else set()
        for end in (found.actors, found.recipients):
            end[:] = [e for e in end if e not in events]
        if "weapon" in type_.roles and tree.lemma(anchor.token) in _SENDING:
            found.recipients = [r for r in found.recipients if not is_weapon(tree, r)]
        if type_.relation is None:
            doers = []
            for actor in found.actors:
                behind = doer_of(tree, actor)
                found.note(behind, found.rules.get(actor, "subject"))
                doers += behind
            found.actors = [d for d in doers if not is_weapon(tree, d) or _is_whose(tree, d)]
            found.actors = [d for d in found.actors if not self._is_deed(tree, d, type_)]
            if tree.lemma(anchor.token) in _GOING_OFF:
                found.actors = [
                    a for a in found.actors if tree.tokens[a].text.lower() not in NEUTER
                ]
        return found.settle()

    def _is_deed(self, tree: Tree, i: int, type_: EventType) -> bool:
        """Say whether a noun is a deed of the type, which does nothing itself: "Airstrikes destroy"."""
        if tree.tokens[i].upos != "NOUN" or tree.is_actor(i):
            return False
        lemma = tree.lemma(i)
        return any(
            name == type_.name and cue.pos == "noun" and cue.lemma == lemma and not cue.objects
            for name, cue in self.codebook.cues
        )

    def _offices(
        self, tree: Tree, happening: Happening, found: Roles, type_: EventType
    ) -> dict[str, list[int]]:
        """Give organisation and leader; a pledge to a leader goes to what he leads."""
        if "organisation" not in type_.roles and "leader" not in type_.roles:
            return {}
        led: list[int] = []
        leaders: list[int] = []
        for person in found.recipients:
            owned = led_by(tree, person)
            if owned:
                leaders.append(person)
                led += owned
        for office in office_given(tree, happening.anchor):
            led += organisations_of(tree, office)
            found.recipients = [r for r in found.recipients if r != office]
        led = list(dict.fromkeys(led))
        if type_.relation is not None and "leader" in type_.roles and led:
            found.recipients = [r for r in found.recipients if r not in leaders] + led
            return {"leader": leaders}
        return {"organisation": led}

    def _fill(
        self, draft: Draft, tree: Tree, role: str, tokens: list[int], rules: Mapping[int, str]
    ) -> None:
        type_ = self.codebook.types[draft.happening.anchor.type]
        if role not in type_.roles:
            return
        seen: set[Span] = {s.span for s in draft.slots}
        named = {s.value for s in draft.slots}
        ordinal = 0
        for token in tokens:
            if tree.opens_with_preposition(token):
                continue
            if role != "recipient" and tree.tokens[token].text.lower() in NEGATIVE:
                continue
            for filler in fillers(self.discourse, draft.sentence, token):
                if filler.span in seen:
                    continue
                if filler.sentence != draft.sentence and filler.value in named:
                    continue  # "he became head of the group": the group is not he
                seen.add(filler.span)
                how = f"rules: {rules.get(token, role)}"
                draft.slots.append(_slot(role, ordinal, filler)._replace(how=how))
                draft.sentences.add(filler.sentence)
                ordinal += 1
                self._weigh(draft, role, filler, type_)

    def _weigh(self, draft: Draft, role: str, filler: Filler, type_: EventType) -> None:
        """Note whether a filler can act, and whether it is more than one."""
        tree = self.discourse.tree(filler.sentence)
        i = filler.token
        if tree.tokens[i].text.lower() in NEUTER:
            return
        if not tree.is_actor(i) and (type_.relation is not None or not tree.bears_name(i)):
            return
        draft.acting[role] = draft.acting.get(role, 0) + 1
        plural = tree.tokens[i].xpos in ("NNS", "NNPS", "CD") or tree.tokens[i].upos == "PRON"
        if plural or tree.kinds(i) - {"person"} or tree.child(i, "nummod") is not None:
            draft.acting["several"] = draft.acting.get("several", 0) + 1

    def _nodes(self, tree: Tree, happening: Happening) -> set[int]:
        """Give the words that tell the happening: triggers, carrying verbs, outcomes."""
        nodes: list[int] = []
        for anchor in (happening.anchor, *happening.added):
            nodes += [anchor.token, *anchor.consumed]
            if anchor.cue.pos == "noun":
                nodes.append(tree.through_carrier(anchor.token))
            if anchor.support is not None:
                nodes.append(anchor.support.verb)
        for node in list(nodes):
            nodes += dead_beside(tree, node)
        return set(nodes)

    # ------------------------------------------------------------------ counts, weapons

    def _count(self, draft: Draft, tree: Tree, nodes: set[int], type_: EventType) -> None:
        wanted = [role for role in COUNTED if role in type_.roles]
        if not wanted:
            return
        filled: set[str] = set()
        stated = tolls(tree, nodes) + [s for n in sorted(nodes) for s in casualties(tree, n)]
        for statement in stated:
            if statement.role in wanted and statement.role not in filled:
                filled.add(statement.role)
                count = statement.count
                draft.slots.append(Slot(statement.role, 0, count.span, count.value, count.head))

    def _arm(self, draft: Draft, tree: Tree, nodes: set[int], type_: EventType) -> None:
        if "weapon" not in type_.roles:
            return
        text = self.annotation.text
        held = {tree.phrase(token): token for token in weapons(tree, sorted(nodes))}
        outer = [s for s in held if not any(s != o and o.start <= s.start < o.end for o in held)]
        for ordinal, span in enumerate(outer):
            token = held[span]
            draft.slots.append(Slot("weapon", ordinal, span, span.of(text), tree.word(token)))

    # ------------------------------------------------------------------ where and when

    def _settle(self, draft: Draft, tree: Tree, nodes: set[int], found: Roles) -> None:
        type_ = self.codebook.types[draft.happening.anchor.type]
        if self._settings is None:
            self._settings = Settings(self.annotation, *self._given)
        text = self.annotation.text
        cue = draft.happening.anchor.cue
        if cue.frame == "relation" and cue.pos == "noun":
            return
        again = {a.token for a in (draft.happening.anchor, *draft.happening.added)}
        again = {token for token in again if is_again(tree, token)}
        if "place" in type_.roles and again != set(draft.happening.tokens):
            places = self._settings.places(tree)
            acting = set(found.actors) | set(found.recipients)
            # "It was the second attack near X": near X lie both, each somewhere else.
            if again:
                places = {p: s for p, s in places.items() if not _hangs_on(tree, p, again, nodes)}
                nodes = nodes - again
            bound = bound_places(tree, places, nodes, acting) if places else []
            bound = [t for t in bound if tree.label(t) not in ("DATE", "TIME")]
            spans = [places.get(t) or tree.phrase(t) for t in bound]
            slots = [
                Slot("place", n, span, span.of(text), tree.word(t))
                for n, (t, span) in enumerate(zip(bound, spans, strict=True))
            ]
            if not slots:
                slots = (
                    self._relative_places(draft, tree)
                    or self._listed_places(draft, tree, nodes)
                    or self._pointed_places(draft, tree, nodes)
                )
            if not slots and "killed" in type_.roles:
                aimed = [r for a in draft.happening.added for r in roles(tree, a).recipients]
                aimed = [*found.recipients, *aimed]
                named = [self._named_kind(tree, r) for r in aimed]
                targets = [r for r in aimed if r in places]
                targets += [t for r in named if r is not None for t in tree.nominal_conjuncts(r)]
                targets = [t for t in targets if t in places]
                targets = list(dict.fromkeys(targets))
                slots = [
                    Slot("place", n, places[t], places[t].of(text), tree.word(t))
                    for n, t in enumerate(targets)
                ]
            draft.slots += slots
        if "date" in type_.roles:
            dates = self._settings.dates(tree)
            triggers = self._nodes(tree, draft.happening)
            if type_.relation == "declared_by":
                triggers |= _announcing(tree, draft.happening.anchor.token)
            bound = bound_dates(tree, dates, triggers)
            for n, token in enumerate(bound):
                span = date_span(tree, dates[token])
                draft.slots.append(Slot("date", n, span, span.of(text), tree.word(token)))
            if not bound and type_.relation in ("pledged_to", "declared_by"):
                self._date_by_medium(draft, tree, triggers)

    def _date_by_medium(self, draft: Draft, tree: Tree, nodes: set[int]) -> None:
        """Date what is said in a recording by when that came out: "pledged allegiance in a video
        that was posted on May 3", "A video was posted on May 3. In it, fighters pledged ..."."""
        assert self._settings is not None
        for node in sorted(nodes):
            for c in tree.obliques(node, frozenset({"in", "by", "through", "via"})):
                number, medium = draft.sentence, c
                if tree.tokens[c].text.lower() in ("it", "this") and number > 0:
                    number, found = number - 1, self.discourse.tree(number - 1)
                    medium = next(
                        (
                            i
                            for i in range(found.first, found.last)
                            if found.lemma(i) in MEDIA
                            and found.tokens[i].upos == "NOUN"
                            and found.tokens[i].deprel != "compound"
                        ),
                        -1,
                    )
                within = self.discourse.tree(number)
                if medium < 0 or within.lemma(medium) not in MEDIA:
                    continue
                dates = self._settings.dates(within)
                for token in published_on(within, medium, sorted(dates)):
                    span = date_span(within, dates[token])
                    value = span.of(self.annotation.text)
                    draft.slots.append(Slot("date", 0, span, value, within.word(token)))
                    draft.sentences.add(number)
                    return

    def _relative_places(self, draft: Draft, tree: Tree) -> list[Slot]:
        """Read "the two branches where supporters pledged are A and B": places A and B."""
        verb = draft.happening.anchor.token
        verbs = [verb]
        if tree.tokens[verb].deprel == "conj" and (first := tree.head(verb)) is not None:
            verbs.append(first)  # "the town which was attacked and where ten were killed"
        verbs += [a.token for a in draft.happening.added]
        if not any(tree.tokens[c].text.lower() == "where" for v in verbs for c in tree.children(v)):
            return []
        clause = next((v for v in verbs if tree.tokens[v].deprel == "acl:relcl"), None)
        head = tree.head(clause) if clause is not None else None
        if head is None:
            return []
        named = self._named_kind(tree, head)
        if named is not None:
            span = self._settings.places(tree)[named] if self._settings else tree.phrase(named)
            return [Slot("place", 0, span, span.of(self.annotation.text), tree.word(named))]
        slots: list[Slot] = []
        for filler in fillers(self.discourse, draft.sentence, head):
            dated = tree.label(head) in ("DATE", "TIME")
            if dated or (filler.token == head and tree.tokens[head].upos != "PROPN"):
                continue
            draft.sentences.add(filler.sentence)
            slots.append(_slot("place", len(slots), filler))
        return slots

    def _named_kind(self, tree: Tree, i: int) -> int | None:
        """Give the name that a kind of place has behind it: Tokai of "the city of Tokai"."""
        if self._settings is None or tree.lemma(i) not in PLACE_NOUNS:
            return None
        places = self._settings.places(tree)
        own = [c for c in tree.children(i, "nmod", "appos") if c in places]
        return next((c for c in own if tree.case(c) in ("of", "")), None)

    def _pointed_places(self, draft: Draft, tree: Tree, nodes: set[int]) -> list[Slot]:
        """Read "the city" and "at the fortress" where one before said which: "the fortress of Tokai"."""
        assert self._settings is not None
        for node in sorted(nodes):
            for c in tree.obliques(node, PLACE_PREPOSITIONS | {"to", "on"}):
                for at in [*tree.children(c, "nmod:poss"), c]:
                    found = self._place_meant(draft.sentence, tree, at)
                    if found is not None:
                        span, word, number = found
                        draft.sentences.add(number)
                        return [Slot("place", 0, span, span.of(self.annotation.text), word)]
        return []

    def _place_meant(self, number: int, tree: Tree, i: int) -> tuple[Span, Span, int] | None:
        """Give the name, its word and sentence that a bare definite kind of place goes back to."""
        assert self._settings is not None
        lemma = tree.lemma(i)
        if lemma not in PLACE_NOUNS or not is_definite(tree, i) or tree.label(i):
            return None
        if tree.child(i, "compound", "nmod", "amod", "appos") is not None:
            return None
        for at in range(number, max(-1, number - _PLACE_REACH - 1), -1):
            before = self.discourse.tree(at)
            places = self._settings.places(before)
            if lemma in _TOWNS:
                if at < number and len(places) == 1:
                    ((token, span),) = places.items()
                    return span, before.word(token), at
                if at < number and places:
                    return None
                continue
            for token, span in sorted(places.items()):
                head = before.head(token)
                own = head is not None and before.lemma(head) == lemma and head != i
                if own and before.tokens[token].deprel in ("nmod", "compound", "nmod:poss"):
                    return span, before.word(token), at
        return None

    def _listed_places(self, draft: Draft, tree: Tree, nodes: set[int]) -> list[Slot]:
        """Read "militants in these four attacked": the places listed before."""
        slots: list[Slot] = []
        for node in sorted(nodes):
            for c in tree.obliques(node, PLACE_PREPOSITIONS):
                if slots:
                    break
                for at, token in self.discourse.listed(draft.sentence, c):
                    span = self.discourse.tree(at).phrase(token)
                    word = self.discourse.tree(at).word(token)
                    slots.append(
                        Slot("place", len(slots), span, span.of(self.annotation.text), word)
                    )
                    draft.sentences.add(at)
        return slots


_ANNOUNCING = frozenset({"announce", "declare", "proclaim", "say"})


def _announcing(tree: Tree, verb: int) -> set[int]:
    """Give the verb with which somebody declares what he founded: "announced that it had founded":
    the day of the announcement is that of the declaration."""
    head = tree.head(verb)
    if head is None or tree.tokens[verb].deprel != "ccomp" or tree.lemma(head) not in _ANNOUNCING:
        return set()
    own = tree.child(verb, "nsubj")
    return {head} if own is not None and tree.tokens[own].upos == "PRON" else set()


def _hangs_on(tree: Tree, place: int, again: set[int], nodes: set[int]) -> bool:
    """Say whether the nearest word of the happening above a place is one of ``again``."""
    for ancestor in tree.ancestors(place):
        if ancestor in again:
            return True
        if ancestor in nodes:
            return False
    return False


_RANKS = words(
    """first second third fourth fifth sixth seventh eighth ninth tenth latest last worst
    deadliest biggest largest bloodiest"""
)


def _is_only_counted(tree: Tree, happening: Happening) -> bool:
    """Say whether a deed is only put in a row: "It was the second attack in two days". That it
    happened is told elsewhere, and the row's places and targets are not its own."""
    tokens = [happening.anchor.token, *(a.token for a in happening.added)]
    head = tree.head(happening.anchor.token)
    if head is not None and tree.tokens[happening.anchor.token].deprel in ("acl:relcl", "acl"):
        tokens.append(head)  # "the second attack that the group has claimed"
    return any(
        is_again(tree, token)
        and any(tree.tokens[c].text.lower() in _RANKS for c in tree.children(token, "amod", "det"))
        for token in tokens
    )


def _are_several_claimed(tree: Tree, happening: Happening) -> bool:
    """Say whether several deeds are claimed at once: "claimed both attacks". Each is told
    elsewhere, and what is told of all is told of none."""
    anchor = happening.anchor
    return (
        anchor.cue.pos == "noun"
        and tree.tokens[anchor.token].xpos == "NNS"
        and bool(claimed_by(tree, anchor.token))
    )


_PLACE_REACH = 4
"""Sentences back in which a bare "the fortress" or "the city" is looked for."""
_TOWNS = frozenset({"city", "town", "village"})
_GOING_OFF = frozenset({"explode", "detonate", "burst", "blow", "go", "crash"})
"""Verbs whose "it" is the bomb or the car, not who set it off."""

_SENDING = words("detonate explode plant lay throw hurl lob launch fire drop set blow")
"""Verbs whose object is the weapon itself: "detonating a car bomb"."""

HARMED = frozenset({"killed", "injured", "detained", "abducted", "displaced"})


def _harmed_are_recipients(slots: list[Slot]) -> list[Slot]:
    """Make who is counted as harmed a recipient: "clashes leave dozens dead"."""
    harmed = [slot.head for slot in slots if slot.role in HARMED]
    turned = [s for s in slots if s.role == "actor" and s.head in harmed]
    if not turned:
        return slots
    kept = [s for s in slots if s not in turned]
    held = [s.head for s in kept if s.role == "recipient"]
    ordinal = len(held)
    for slot in turned:
        if slot.head not in held:
            how = "rules: whose harm is counted"
            kept.append(slot._replace(role="recipient", ordinal=ordinal, how=how))
            ordinal += 1
    actors = [s for s in kept if s.role == "actor"]
    return [s._replace(ordinal=actors.index(s)) if s.role == "actor" else s for s in kept]


def _is_reciprocal(tree: Tree, verb: int) -> bool:
    """Say whether those who act undergo it too: "accused each other"."""
    text = tree.annotation.text
    for c in tree.children(verb, "obj"):
        token = tree.tokens[c]
        around = text[max(0, token.start - 5) : token.end + 8].lower()
        if token.text.lower() in ("other", "one", "another") and (
            "each other" in around or "one another" in around
        ):
            return True
    return False


def _is_whose(tree: Tree, weapon: int) -> bool:
    """Say whether a weapon says whose it is: "Israeli tanks", "NATO aircraft"."""
    heads = tree.conjuncts(weapon)
    head = tree.head(weapon)
    if tree.tokens[weapon].deprel == "conj" and head is not None:
        heads.append(head)
    return any(
        tree.label(c) in ("ORG", "NORP", "LOC")
        for h in heads
        for c in tree.children(h, "amod", "compound", "nmod:poss")
    )


def _slot(role: str, ordinal: int, filler: Filler) -> Slot:
    return Slot(role, ordinal, filler.span, filler.value, filler.head)
