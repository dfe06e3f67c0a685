"""Whom a deed is done to, as the encoder tags it, bound to the claim whose words hold the span.

The encoder's head ``roles`` says who acts and who is acted on in a sentence, not in which of its
deeds. A span is taken for a claim only where, going up the parse from it, the first word that
tells any claim tells this one; and only for a recipient that the rules left open. Actors are left
to the rules: of those that the encoder adds most do what another verb says (measured, see
``evaluation/roles_errors.md``), and a false actor is the worst row there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from dateline.coding.fillers import fillers
from dateline.coding.involved import spread
from dateline.coding.lexicon import words
from dateline.coding.tree import NOMINAL, Tree
from dateline.types import Slot, Span

if TYPE_CHECKING:
    from dateline.coding.anaphora import Discourse
    from dateline.coding.codebook import Codebook
    from dateline.coding.cues import Anchor
    from dateline.coding.drafts import Draft

HEAD = "roles/1"
"""Name and version of the encoder's head, as the slots say that were made by it."""
ROLE = "recipient"
LEAST = 0.6
"""Score under which a span is not taken: of 46 judged on news, none of six below was right but one."""
GUESSED = frozenset({"rules: thing", "rules: sent"})
"""Rules that are a last resort: right in one of four on ``cameo_ner/train``, the encoder in three."""
_STEPS = 3
"""Words from a span's head to the word that tells its deed; what lies further is another's."""
_TOWARDS = words("against on upon to toward towards into with for between among from of off")
_WITH = words("with between among against")
_RECIPROCAL = words("one other another each")
_BELOW = frozenset({"obj", "iobj", "appos", "conj", "compound", "amod", "nmod:poss"})
_WHERE = frozenset({"in", "at", "near", "around", "inside", "outside", "across", "over"})


class RoleSpan(NamedTuple):
    """A tagged run of characters of a sentence."""

    start: int
    end: int
    kind: str
    """``source``, ``target`` or ``both``."""
    score: float


RoleReader = Callable[[str], Sequence[RoleSpan]]
"""Reads a sentence's text; spans are offsets into it."""


class Tagging:
    """Gives drafts the recipients that the rules did not find."""

    def __init__(self, codebook: Codebook, discourse: Discourse, read: RoleReader) -> None:
        self.codebook = codebook
        self.discourse = discourse
        self.read = read

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Fill the open recipients of the drafts of one sentence.

        The sentence is read only where a draft has one open. In notes that tell one event each, open
        actors are filled too, and no way in the parse is asked for.
        """
        if self.codebook.of_notes:
            for draft in drafts:
                self._fill_note(draft)
            return
        wanting = {id(draft) for draft in drafts if self._is_open(draft)}
        if not wanting:
            return
        tree = self.discourse.tree(drafts[0].sentence)
        start = tree.sentence.start
        owners = _owners(drafts)
        for one in self.read(tree.annotation.text[start : tree.sentence.end]):
            if one.kind == "source" or one.score < LEAST:
                continue
            span = Span(start + one.start, start + one.end)
            head = _head(tree, span)
            if head is None or head in owners:
                continue
            owner = _owner(tree, head, owners)
            if owner is not None and id(owner) in wanting:
                self._fill(owner, span, head, f"encoder {HEAD} {one.score:.2f}")

    def _fill_note(self, draft: Draft) -> None:
        roles = self.codebook.types[draft.happening.anchor.type].roles
        told = {slot.role for slot in draft.slots}
        wanted = [role for role in ("actor", ROLE) if role in roles and role not in told]
        if not wanted:
            return
        tree = self.discourse.tree(draft.sentence)
        start = tree.sentence.start
        held = [slot.span for slot in draft.slots if slot.role in ("actor", ROLE)]
        for one in self.read(tree.annotation.text[start : tree.sentence.end]):
            span = Span(start + one.start, start + one.end)
            role = _role_in_note(one.kind, {slot.role for slot in draft.slots})
            head = _head(tree, span)
            if role not in wanted or head is None or any(_meet(span, other) for other in held):
                continue
            ordinal = sum(slot.role == role for slot in draft.slots)
            how = f"encoder {HEAD} {one.score:.2f}"
            value = span.of(tree.annotation.text)
            draft.slots.append(Slot(role, ordinal, span, value, tree.word(head), how))
            held.append(span)
        draft.slots.sort(key=lambda slot: (roles.index(slot.role), slot.ordinal))

    def _is_open(self, draft: Draft) -> bool:
        type_ = self.codebook.types[draft.happening.anchor.type]
        if type_.relation is not None or ROLE not in type_.roles:
            return False
        return all(slot.how in GUESSED for slot in draft.slots if slot.role == ROLE)

    def _fill(self, draft: Draft, span: Span, head: int, how: str) -> None:
        tree = self.discourse.tree(draft.sentence)
        anchor = draft.happening.anchor
        material = "killed" in self.codebook.types[anchor.type].roles
        heads = [
            i
            for i in spread(tree, [head])
            if span.start <= tree.tokens[i].start < span.end
            and (tree.is_actor(i) or tree.bears_name(i))
            and tree.lemma(i) not in _RECIPROCAL
            and not (_is_setting(tree, i) and material)
            and (anchor.cue.frame != "mutual" or tree.case(i).split("_")[0] in ("", *_WITH))
        ]
        guessed = [slot for slot in draft.slots if slot.role == ROLE and slot.how in GUESSED]
        if not heads or any(_meet(slot.span, span) for slot in guessed):
            return
        draft.slots = [slot for slot in draft.slots if slot not in guessed]
        held = [slot.span for slot in draft.slots if slot.role in ("actor", ROLE)]
        for i in heads:
            for filler in fillers(self.discourse, draft.sentence, i):
                if any(_meet(one, filler.span) for one in held):
                    continue
                ordinal = sum(slot.role == ROLE for slot in draft.slots)
                draft.slots.append(Slot(ROLE, ordinal, filler.span, filler.value, filler.head, how))
                draft.sentences.add(filler.sentence)
                held.append(filler.span)
        order = self.codebook.types[anchor.type].roles
        draft.slots.sort(key=lambda slot: (order.index(slot.role), slot.ordinal))


def _role_in_note(kind: str, filled: Set[str]) -> str:
    """Give the role of a tagged span; of those who act together the first is the actor."""
    if kind == "both":
        return ROLE if "actor" in filled else "actor"
    return "actor" if kind == "source" else ROLE


def _owners(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Give the draft of each word that tells one; the first where several share it."""
    owners: dict[int, Draft] = {}
    for draft in drafts:
        happening = draft.happening
        for anchor in (happening.anchor, *happening.added):
            for token in _telling(anchor):
                owners.setdefault(token, draft)
    return owners


def _owner(tree: Tree, head: int, owners: Mapping[int, Draft]) -> Draft | None:
    """Give the draft that a span's head hangs on, on the side of those it is done to."""
    path = [head]
    for above in tree.ancestors(head):
        if above in owners:
            return owners[above] if _reaches(tree, path) else None
        path.append(above)
    return None


def _reaches(tree: Tree, path: Sequence[int]) -> bool:
    """Say whether the way from a noun to the word that tells the deed is one of being acted on:
    objects and prepositional phrases alone, or the subject of "for X to do"."""
    if len(path) > _STEPS:
        return False
    first, last = path[0], path[-1]
    if len(path) == 2 and tree.tokens[first].deprel in ("nsubj", "nsubj:pass"):
        return tree.case(last).split("_")[0] == "for"
    named_place = len(path) <= 2 and tree.label(first) == "LOC"
    for i in path:
        token, case = tree.tokens[i], tree.case(i).split("_")[0]
        if token.upos not in NOMINAL:
            return False
        if token.deprel in ("obl", "nmod", "xcomp"):
            aimed = case in _TOWARDS or (case == "at" and "person" in tree.kinds(i))
            if not aimed and not (named_place and i == first and case in _WHERE):
                return False
        elif token.deprel not in _BELOW:
            return False
    return True


def _telling(anchor: Anchor) -> tuple[int, ...]:
    return (anchor.token,) if anchor.support is None else (anchor.token, anchor.support.verb)


def _head(tree: Tree, span: Span) -> int | None:
    """Give the first nominal of a span that hangs on a word outside it."""
    inside = [
        i
        for i in range(tree.first, tree.last)
        if span.start <= tree.tokens[i].start and tree.tokens[i].end <= span.end
    ]
    tops = (i for i in inside if tree.head(i) not in inside)
    return next((i for i in tops if tree.tokens[i].upos in NOMINAL), None)


def _is_setting(tree: Tree, i: int) -> bool:
    """Say whether a place only says where: who is attacked in a town is not the town."""
    return "place" in tree.kinds(i) and tree.case(i).split("_")[0] in _WHERE


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
