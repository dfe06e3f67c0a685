"""What can be seen of a claim that says how far to trust it: the signs that its score is summed from.

A sign is a name that holds or does not: ``actor: pronoun``, ``deprel conj``, ``about sport``. The
weights of signs are fitted on claims that people judged (``training/scores.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.coding.drafts import Draft
from dateline.coding.lexicon import words
from dateline.coding.salience import mainness
from dateline.coding.tree import Tree
from dateline.types import Annotation, Claim, Slot, Token

ABOUT: Mapping[str, frozenset[str]] = {
    "sport": words(
        """athlete ball baseball basketball batsman batting bout boxer bowl championship club coach cricket
        defender fan field football footballer game goal goalkeeper golf hockey inning league match
        medal midfielder olympic penalty pitch pitcher player playoff quarterback race referee rugby
        score season semifinal soccer sport squad stadium striker team tennis title tournament trainer
        trophy win wicket winner"""
    ),
    "weather": words(
        """avalanche blizzard cloud cyclone degree drought earthquake eruption flood flooding fog forecast
        gale gust hail heat hurricane ice inch lava lightning magnitude mudslide quake rain rainfall
        snow snowfall storm temperature thunder thunderstorm tide tornado tsunami typhoon volcano
        weather wildfire wind"""
    ),
    "medicine": words(
        """allergy antibiotic asthma bacteria blood brain breast cancer cell clinic clinical dementia
        diabetes diagnosis disease doctor dose drug flu gene health heart hospital illness infection
        kidney lung medication medicine nurse obesity outbreak pain patient physician pill pregnancy
        prescription skin stroke surgeon surgery symptom therapy treatment tumor tumour vaccine virus"""
    ),
    "business": words(
        """acquisition analyst asset bank bond brand business buyer cent chain client commodity company
        consumer corporation customer deal debt dividend earning employee executive factory firm fund
        growth index industry inflation interest investment investor loan manufacturer market merger
        mortgage percent price product profit quarter rate retail retailer revenue sale sales seller
        share shareholder shop startup stock store supplier tax trader yield"""
    ),
    "culture": words(
        """actor actress album art artist audience author band book celebrity character cinema comedian
        comedy concert dance director drama fan festival fiction film gallery guitar hollywood movie
        museum music musical novel opera painting play poem poet producer scene script singer song
        stage star story theater theatre tv viewer writer"""
    ),
    "technology": words(
        """algorithm android app browser chip computer cyber data device digital download email engineer
        gadget google hardware internet iphone laptop microsoft network online password phone privacy
        robot screen server smartphone software tech technology user video web website wifi"""
    ),
    "learning": words(
        """academic campus class classroom college course curriculum degree education exam graduate kid
        lecture parent professor pupil research researcher scholar school science scientist student
        study teach teacher test tuition university"""
    ),
    "courts": words(
        """appeal attorney case charge conviction court defendant defense felony hearing judge jail jury
        justice lawsuit lawyer plaintiff plea prison prosecutor ruling sentence sheriff sue trial
        verdict witness"""
    ),
    "elections": words(
        """ballot campaign candidate caucus congress debate delegate democrat democratic election
        electoral governor lawmaker legislature nominee nomination parliament party politician poll
        presidential primary reelection republican senate senator vote voter"""
    ),
    "conflict": words(
        """airstrike ambush armed army attack battle bomb bombing border captive ceasefire civilian clash
        commander convoy coup explosion fighter forces front gunman guerrilla hostage insurgent
        insurgency jihadist kidnap kill militant military militia missile mortar offensive peace
        peacekeeper rebel refugee rocket separatist shell shelling soldier strike terrorism terrorist
        troop troops truce war weapon"""
    ),
}
"""Words by what a text with several of them is about; written from general knowledge."""

SCORED = frozenset({"actor", "recipient"})
"""Roles whose fillers were judged."""

_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_SECOND = frozenset({"you", "your"})
_LONG = 40


_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    word: tuple(name for name, known in ABOUT.items() if word in known)
    for word in sorted(frozenset().union(*ABOUT.values()))
}


def subjects(tokens: Iterable[Token]) -> Mapping[str, int]:
    """Give how many of the words belong to each subject of :data:`ABOUT`."""
    counts = dict.fromkeys(ABOUT, 0)
    for token in tokens:
        for name in _SUBJECTS.get(token.lemma.lower(), ()):
            counts[name] += 1
    return counts


def subject_shares(annotation: Annotation) -> Mapping[str, float]:
    """Give the share of a report's words that belong to each subject of :data:`ABOUT`."""
    whole = max(len(annotation.tokens), 1)
    return {name: count / whole for name, count in subjects(annotation.tokens).items()}


def claim_signs(
    tree: Tree, draft: Draft, claim: Claim, order: int, told: Mapping[str, float]
) -> list[str]:
    """Give the signs of a claim, sorted.

    ``order``: 0 in the title, then the number of the sentence in the body. ``told``: the share of
    the report's words by subject of :data:`ABOUT`.
    """
    return sorted(set(_signs(tree, draft, claim, order, told)))


def _signs(
    tree: Tree, draft: Draft, claim: Claim, order: int, told: Mapping[str, float]
) -> Iterator[str]:
    anchor = draft.happening.anchor
    cue, token = anchor.cue, tree.tokens[anchor.token]
    kind = f"{claim.codebook} {claim.type}"
    yield kind
    yield f"{kind}: {cue.lemma} {cue.pos}"
    yield f"cue {cue.pos}"
    yield f"frame {cue.frame}"
    yield f"conditions {min(cue.specificity, 2)}"
    if cue.weight < 1:
        yield "ambiguous cue"
    if anchor.projected:
        yield f"not done: {anchor.projected}"
    if claim.mode is not None:
        yield "has a mode"
        yield f"{kind} {claim.mode}"
    yield f"support {anchor.support.how if anchor.support is not None else 'none'}"
    yield f"form {token.xpos}"
    yield f"relation {token.deprel}"
    verb = anchor.support.verb if anchor.support is not None else anchor.token
    depth = mainness(tree, verb)
    yield f"main {'1' if depth >= 0.99 else 'near' if depth >= 0.7 else 'far' if depth >= 0.4 else 'deep'}"
    yield f"place {'title' if order == 0 else 'lead' if order <= 2 else 'body'}"
    yield claim.polarity
    yield claim.modality
    if claim.background:
        yield "background"
    yield f"sources {min(len(claim.attribution), 2)}"
    if draft.happening.added:
        yield "told by several words"
    if anchor.token > tree.first and token.text[:1].isupper():
        yield "capital"
    yield from _sentence_signs(tree, told)
    for role in ("actor", "recipient"):
        yield from _filler_signs(tree, claim, role, kind)
    for role in sorted({s.role for s in claim.slots} - {"actor", "recipient"}):
        yield f"has {role}"


def _sentence_signs(tree: Tree, told: Mapping[str, float]) -> Iterator[str]:
    tokens = tree.tokens[tree.first : tree.last]
    forms = {t.text.lower() for t in tokens}
    if forms & _FIRST:
        yield "first person"
    if forms & _SECOND:
        yield "second person"
    if "?" in forms:
        yield "question"
    if len(tokens) >= _LONG:
        yield "long sentence"
    for name, count in subjects(tokens).items():
        if count:
            yield f"about {name}"
        if count > 1:
            yield f"much about {name}"
        if told.get(name, 0.0) > 0.04:
            yield f"report about {name}"


def _filler_signs(tree: Tree, claim: Claim, role: str, kind: str) -> Iterator[str]:
    slots = claim.slot(role)
    if not slots:
        yield f"{role}: none"
        yield f"{kind} {role}: none"
        return
    if len(slots) > 1:
        yield f"{role}: several"
    yield f"{role}: by {slots[0].how}"
    for sort in _sorts(tree, slots[0]):
        yield f"{role}: {sort}"
        yield f"{kind} {role}: {sort}"


def slot_signs(tree: Tree, claim: Claim, slot: Slot) -> list[str]:
    """Give the signs of an actor or recipient, sorted; none for what else fills a claim."""
    if slot.role not in SCORED:
        return []
    kind = f"{claim.codebook} {claim.type}"
    found = {slot.role, f"{slot.role}: by {slot.how}", f"{kind} {slot.role}"}
    for sort in _sorts(tree, slot):
        found |= {f"{slot.role}: {sort}", f"{slot.role}: {sort} by {slot.how}"}
    if len(claim.slot(slot.role)) > 1:
        found.add(f"{slot.role}: several")
    if slot.ordinal:
        found.add(f"{slot.role}: a further one")
    return sorted(found)


def _sorts(tree: Tree, slot: Slot) -> list[str]:
    at = next(
        (i for i in range(tree.first, tree.last) if tree.tokens[i].start == slot.head.start), None
    )
    if at is None:
        return ["elsewhere"]
    token, label = tree.tokens[at], tree.label(at)
    if token.upos == "PRON":
        return ["pronoun"]
    if label:
        return [f"name {label}"]
    return [f"{'named' if token.upos == 'PROPN' else 'noun'} {k}" for k in sorted(tree.kinds(at))]
