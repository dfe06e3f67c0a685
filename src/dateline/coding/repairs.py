"""Corrections of a parse, made once before coding, where its own words show that it is wrong.

Each undoes an attachment that cannot be meant, so that every rule behind reads the same tree:

* a person in apposition to the organisation that he leads: "the leader of the Reed Front, A. Holm,
  was dead" is about the leader;
* a sentence without a verb, whose participle has an object: "Its spokesman, A. Holm, named B. as
  the governor" is a clause with its subject;
* the day of a claim, hung on what is claimed: "claimed responsibility for the attack on Monday";
* where and when of what is condemned, hung on the condemning: "condemns the attacks in Tokai" is about
  attacks there;
* a subject taken for a phrase: "as volleys of shells rained down" is a clause with its subject;
* a verb behind a preposition and with a compound before it: "a series of drone airstrikes";
* a body named by a faith: "Islamic" is no people in "the Islamic State";
* a clause that closes a sentence and names the source of it, hung on a part (:mod:`.closing`);
* an outcome hung on the place of the deed or on whom it met (:mod:`.hung`);
* an infinitive that goes on a list, hung on what stands above the list (:mod:`.infinitives`);
* a town that the name finder takes for a person or a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.closing import closing_source
from dateline.coding.hung import dead_behind_shot, outcome_beside_where, outcome_beside_whom
from dateline.coding.infinitives import infinitive_in_a_list
from dateline.coding.lexicon import ORGANISATION_NOUNS, is_person_noun
from dateline.types import Annotation, Entity, Span, Token

_DETERMINED = 5
"""Tokens between a determiner and its noun, at most: "the latest car bomb attack"."""
_OBJECTS = frozenset({"obj", "xcomp"})
_CLAUSE = frozenset({"nsubj", "nsubj:pass", "cop"})


def repaired(annotation: Annotation, toponyms: Sequence[Span] | None = None) -> Annotation:
    """Give the annotation with its certain mistakes corrected; the same object where there are none.

    ``toponyms`` are the names of places as resolved; the name finder is unsure of towns that it has
    seldom seen ("the Tokai attack") and takes them for people or bodies.
    """
    known = set(toponyms or ())
    entities = [
        entity._replace(label="LOC")
        if entity.label in ("PER", "ORG") and Span(entity.start, entity.end) in known
        else entity
        for entity in annotation.entities
    ]
    tokens = list(annotation.tokens)
    for number, entity in enumerate(entities):
        if entity.label in ("PER", "MISC"):
            entities[number] = _body_by_its_first_word(tokens, number, entity)
    for number, entity in enumerate(entities):
        if entity.label == "NORP" and entity.last < len(tokens):
            entities[number] = _body_named_by_faith(tokens, number, entity)
    for sentence in annotation.sentences:
        for i in range(sentence.first, sentence.last):
            _people_beside_bodies(annotation, tokens, i)
            _day_of_a_claim(annotation, tokens, i)
            _noun_taken_for_a_verb(tokens, i)
            infinitive_in_a_list(tokens, sentence.first, i)
            _setting_of_the_condemned(tokens, i)
            _subject_behind_as(tokens, i)
            outcome_beside_whom(tokens, i)
            outcome_beside_where(tokens, entities, i)
            dead_behind_shot(tokens, i)
        _clause_without_verb(tokens, sentence.first, sentence.last)
        closing_source(tokens, sentence.first, sentence.last)
    if tuple(entities) == annotation.entities and tuple(tokens) == annotation.tokens:
        return annotation
    return replace(annotation, entities=tuple(entities), tokens=tuple(tokens))


_BODIES = frozenset(
    [
        "wilayat",
        "wilayah",
        "vilayat",
        "jamaat",
        "jama'at",
        "ansar",
        "jaish",
        "jaysh",
        "harakat",
        "hizb",
        "jabhat",
        "liwa",
        "katibat",
        "lashkar",
        "ahrar",
        "jund",
        "tehreek",
        "tehrik",
        "imarat",
    ]
)
"""First words of the names of armed groups in Arabic, Turkic and Urdu: province, community,
supporters, army, movement, party, front, brigade, and so on."""


def _body_by_its_first_word(tokens: list[Token], number: int, entity: Entity) -> Entity:
    """Give a name that begins as those of groups do as a body's: "Wilayat Qawqaz" is no person."""
    first = entity.first
    if entity.last - first > 1 and tokens[first].text.lower() in _BODIES:
        return entity._replace(label="ORG")
    before = tokens[first - 1] if first > 0 else None
    if (
        before is None
        or before.text.lower() not in _BODIES
        or before.entity >= 0
        or not first <= before.head < entity.last
    ):
        return entity
    tokens[first - 1] = before._replace(entity=number)
    return entity._replace(first=first - 1, start=before.start, label="ORG")


def _body_named_by_faith(tokens: list[Token], number: int, entity: Entity) -> Entity:
    """Give a faith or people with the body that it names: "Islamic" before "State", "Front"."""
    behind = tokens[entity.last]
    inside = tokens[entity.last - 1]
    if not (
        behind.entity < 0
        and behind.upos == "PROPN"
        and inside.head == entity.last
        and inside.deprel in ("compound", "amod")
        and behind.lemma.lower() in ORGANISATION_NOUNS
    ):
        return entity
    tokens[entity.last] = behind._replace(entity=number)
    return entity._replace(last=entity.last + 1, end=behind.end, label="ORG")


def _people_beside_bodies(annotation: Annotation, tokens: list[Token], i: int) -> None:
    """Move a person's name from the body that he leads to the word for him."""
    token = tokens[i]
    if token.deprel != "appos" or _label(annotation, i) != "PER" or token.head < 0:
        return
    body = tokens[token.head]
    if _label(annotation, token.head) not in ("ORG", "NORP", "LOC") or body.head < 0:
        return
    title = tokens[body.head]
    if body.deprel == "nmod" and title.upos == "NOUN" and is_person_noun(title.lemma.lower()):
        tokens[i] = token._replace(head=body.head)


def _day_of_a_claim(annotation: Annotation, tokens: list[Token], i: int) -> None:
    """Hang a day behind a claimed deed on the deed where it is news, on the claim where it is known.

    "Claimed responsibility for the bombing on Monday" tells when it was claimed, "for a bombing
    in Tokai on Monday" when it was done.
    """
    token = tokens[i]
    if token.head < 0 or _label(annotation, i) not in ("DATE", "TIME"):
        return
    deed = token.head
    if token.deprel == "nmod" and _is_claimed(tokens, deed) and _determined(tokens, deed, "the"):
        tokens[i] = token._replace(head=tokens[tokens[deed].head].head, deprel="obl")
        return
    if token.deprel != "obl":
        return
    for deed in range(token.head + 1, i):
        claimed = _is_claimed(tokens, deed) and tokens[tokens[deed].head].head == token.head
        if claimed and _determined(tokens, deed, "a", "an"):
            tokens[i] = token._replace(head=deed, deprel="nmod")
            return


def _noun_taken_for_a_verb(tokens: list[Token], i: int) -> None:
    """Make a noun of what stands behind a preposition, with a compound or adjective of its own."""
    token = tokens[i]
    if token.xpos not in ("VBZ", "VBP", "VB") or token.deprel not in ("nmod", "obl"):
        return
    before = [t for t in tokens[max(0, i - _DETERMINED) : i] if t.head == i]
    if not any(t.deprel == "case" for t in before):
        return
    if not any(t.deprel in ("compound", "amod") for t in before):
        return
    tokens[i] = token._replace(upos="NOUN", xpos="NNS" if token.text.endswith("s") else "NN")
    for c in range(i + 1, min(len(tokens), i + _BEHIND)):
        if tokens[c].head == i and tokens[c].deprel == "obl":
            tokens[c] = tokens[c]._replace(deprel="nmod")


_OPENING = frozenset({"as", "after", "before", "until", "since", "while", "when"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _subject_behind_as(tokens: list[Token], i: int) -> None:
    """Give a finite clause without a subject the phrase that ends right before it: "as shells rained"."""
    verb = tokens[i]
    if verb.deprel != "advcl" or verb.xpos not in _FINITE or verb.upos != "VERB":
        return
    first = max(0, i - _BEHIND)
    if any(
        tokens[c].head == i
        and tokens[c].deprel in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark")
        for c in range(first, i)
    ):
        return
    for noun in range(first, i):
        token = tokens[noun]
        if token.head != verb.head or token.deprel != "obl" or token.upos not in ("NOUN", "PROPN"):
            continue
        marks = [c for c in range(first, noun) if tokens[c].head == noun]
        marks = [c for c in marks if tokens[c].deprel == "case" and tokens[c].lemma in _OPENING]
        if len(marks) == 1 and all(_is_below(tokens, c, noun) for c in range(noun, i)):
            tokens[noun] = token._replace(head=i, deprel="nsubj")
            tokens[marks[0]] = tokens[marks[0]]._replace(head=i, deprel="mark", upos="SCONJ")
            return


def _is_below(tokens: list[Token], i: int, top: int) -> bool:
    for _ in range(_BEHIND):
        if i == top:
            return True
        i = tokens[i].head
        if i < 0:
            return False
    return False


_CONDEMNING = frozenset({"condemn", "denounce", "deplore", "decry", "mourn", "lament"})
_BEHIND = 20
"""Tokens behind a noun in which what hangs on it is looked for."""
_WHERE = frozenset({"in", "at", "near", "on", "outside"})


def _setting_of_the_condemned(tokens: list[Token], i: int) -> None:
    """Hang "in Tokai" and "today" behind a condemned deed on the deed."""
    token = tokens[i]
    verb = token.head
    if verb < 0 or token.deprel not in ("obl", "obl:tmod") or i < verb:
        return
    if tokens[verb].lemma not in _CONDEMNING or tokens[verb].upos != "VERB":
        return
    cases = [t.lemma for t in tokens[max(0, i - 6) : i] if t.head == i and t.deprel == "case"]
    if token.deprel == "obl" and not set(cases) & _WHERE:
        return
    for deed in range(i - 1, verb, -1):
        if tokens[deed].head == verb and tokens[deed].deprel == "obj":
            tokens[i] = token._replace(head=deed, deprel="nmod")
            return


def _is_claimed(tokens: list[Token], deed: int) -> bool:
    """Say whether a noun is what somebody claims responsibility for."""
    above = tokens[deed].head
    return above >= 0 and tokens[deed].deprel == "nmod" and tokens[above].lemma == "responsibility"


def _determined(tokens: list[Token], noun: int, *determiners: str) -> bool:
    around = range(max(0, noun - _DETERMINED), noun)
    return any(tokens[d].head == noun and tokens[d].text.lower() in determiners for d in around)


def _clause_without_verb(tokens: list[Token], first: int, last: int) -> None:
    """Make the participle behind a root noun the verb of its sentence, if it has an object."""
    roots = [i for i in range(first, last) if not first <= tokens[i].head < last]
    if len(roots) != 1 or tokens[roots[0]].upos not in ("NOUN", "PROPN"):
        return
    noun = roots[0]
    below = [i for i in range(first, last) if tokens[i].head == noun]
    if any(tokens[i].deprel in _CLAUSE for i in below):
        return
    for verb in below:
        token = tokens[verb]
        if token.deprel != "acl" or token.xpos != "VBN" or verb < noun:
            continue
        objects = [
            i
            for i in range(verb + 1, last)
            if tokens[i].head == verb and tokens[i].deprel in _OBJECTS
        ]
        objects = [i for i in objects if tokens[i].upos in ("NOUN", "PROPN")]
        if not objects or any(
            tokens[i].head == verb and tokens[i].deprel in ("aux:pass", "obl:agent")
            for i in range(first, last)
        ):
            continue
        tokens[verb] = token._replace(head=tokens[noun].head, deprel="root", xpos="VBD")
        tokens[noun] = tokens[noun]._replace(head=verb, deprel="nsubj")
        tokens[objects[0]] = tokens[objects[0]]._replace(deprel="obj")
        for i in below:
            if i > verb and tokens[i].deprel == "punct":
                tokens[i] = tokens[i]._replace(head=verb)
        return


def _label(annotation: Annotation, i: int) -> str:
    number = annotation.tokens[i].entity
    return annotation.entities[number].label if number >= 0 else ""
