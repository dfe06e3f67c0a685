"""From an annotation to claims: cues, fillers, settings, counts, attribution, assertion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from dateline.coding.anaphora import Discourse
from dateline.coding.assertion import assertion, is_known_deed
from dateline.coding.assertion_words import NEGATIONS
from dateline.coding.attribution import chain, cited_through, find_attributions
from dateline.coding.codebook import Codebook, Cue, EventType
from dateline.coding.cues import CueIndex, cue_index
from dateline.coding.drafts import Draft, Drafting
from dateline.coding.grouping import Told, groups
from dateline.coding.happenings import Happening, happenings
from dateline.coding.joined import as_one_name
from dateline.coding.lexicon import FEMININE, MASCULINE, RELATIVE
from dateline.coding.mishaps import Mishaps
from dateline.coding.projected import as_told
from dateline.coding.repairs import repaired
from dateline.coding.salience import salience
from dateline.coding.signs import claim_signs, slot_signs, subject_shares
from dateline.coding.tagged import RoleReader, Tagging
from dateline.coding.telling import telling_of
from dateline.coding.tree import Tree
from dateline.coding.typed import HEAD, TypeReader, Typing
from dateline.types import (
    Annotation,
    Attribution,
    Claim,
    Coding,
    Mention,
    Span,
    claim_content,
    claim_id,
    mention_id,
)

COUNTED = ("killed", "injured", "detained", "abducted", "displaced", "participants")
_HARMED = frozenset({"killed", "injured"})
_CONSTRUCTION = 6
"""Tokens that a cue of several words may span: "carried out a series of raids"."""
_NEAR = 4
"""Tokens from the anchor within which a mode's words decide."""


SPEAKERS = MASCULINE | FEMININE | RELATIVE
"""Pronouns that a source may be told by."""


Scorer = Callable[[Claim, Sequence[str], Sequence[Sequence[str]], str], Claim]
"""Gives a claim with its scores, by its signs, those of its slots, and the text."""


class Coder:
    """Codes one annotation with one codebook."""

    def __init__(
        self,
        annotation: Annotation,
        codebook: Codebook,
        run: str,
        toponyms: Sequence[Span] | None = None,
        timexes: Sequence[Span] | None = None,
        joined: Sequence[Span] = (),
        read: RoleReader | None = None,
        types: TypeReader | None = None,
        score: Scorer | None = None,
        least: float = 0.0,
    ) -> None:
        if toponyms is not None:
            toponyms = [t for t in toponyms if not any(n.start <= t.start < n.end for n in joined)]
        annotation = repaired(as_one_name(annotation, joined), toponyms)
        self.annotation = annotation
        self.codebook = codebook
        self.run = run
        self.index: CueIndex = cue_index(codebook)
        self.discourse = Discourse(annotation)
        self.drafting = Drafting(annotation, codebook, self.discourse, toponyms, timexes)
        self.tagging = Tagging(codebook, self.discourse, read) if read is not None else None
        self.typing = Typing(codebook, self.discourse, types) if types is not None else None
        self.score = score
        self.least = least
        self._about: Mapping[str, float] | None = None
        self._told: dict[int, frozenset[int]] = {}
        self._attributions: tuple[Attribution, ...] | None = None
        self._through: dict[Attribution, tuple[Attribution, ...]] = {}

    def coding(self) -> Coding:
        """Give mentions, claims and groups of the annotation."""
        mentions: dict[str, Mention] = {}
        claims: list[Claim] = []
        told: dict[str, Told] = {}
        clauses = self._clauses()
        for draft in self._completed(self._drafts()):
            mention = self._mention(draft)
            claim = self._claim(draft, mention)
            if claim.id in told or (claim.score is not None and claim.score < self.least):
                continue
            mentions[mention.id] = mention
            claims.append(claim)
            tree = self.discourse.tree(draft.sentence)
            told[claim.id] = telling_of(tree, draft, clauses[draft.sentence])
        return Coding(
            self.annotation.version,
            self.run,
            tuple(sorted(mentions.values(), key=lambda m: (m.anchor, m.id))),
            tuple(claims),
            groups(claims, told),
        )

    def _clauses(self) -> list[int]:
        """Give for each sentence how many sentences with a verb stand before it."""
        tokens, counts, seen = self.annotation.tokens, [], 0
        for sentence in self.annotation.sentences:
            counts.append(seen)
            seen += any(t.upos in ("VERB", "AUX") for t in tokens[sentence.first : sentence.last])
        return counts

    # ------------------------------------------------------------------ drafts

    def _drafts(self) -> list[Draft]:
        drafts = []
        tokens = self.annotation.tokens
        has = self.index.has
        for number, sentence in enumerate(self.annotation.sentences):
            if not any(has(t) for t in tokens[sentence.first : sentence.last]):
                continue
            tree = self.discourse.tree(number)
            found = happenings(tree, self.index.find(tree))
            found = as_told(tree, found, self.codebook.types)
            told = {h.anchor.token for h in found if h.anchor.cue.pos != "noun"}
            told |= {h.anchor.support.verb for h in found if h.anchor.support is not None}
            self._told[number] = frozenset(told)
            for happening in found:
                draft = self.drafting.draft(tree, number, happening)
                if self.drafting.says_something(draft):
                    drafts += [draft, *self.drafting.again(draft)]
        return self._with_uncued(self._without_mishaps(drafts))

    def _with_uncued(self, drafts: list[Draft]) -> list[Draft]:
        """Give the drafts with those of sentences that only the encoder finds to tell something."""
        if self.typing is None:
            return drafts
        told: dict[int, dict[str, float]] = {}
        for draft in drafts:
            types = told.setdefault(draft.sentence, {})
            name = draft.happening.anchor.type
            types[name] = max(types.get(name, 0.0), self._salience(draft))
        added = []
        for number in range(len(self.annotation.sentences)):
            if number in told and not self.typing.overrules(number, told[number]):
                continue
            happening = self.typing.unsaid(number)
            if happening is None:
                continue
            self._told.setdefault(number, frozenset())
            draft = self.drafting.draft(self.discourse.tree(number), number, happening)
            if self.drafting.says_something(draft):
                draft.how = f"encoder {HEAD} {happening.anchor.cue.weight:.2f}"
                added.append(draft)
        instead = {draft.sentence for draft in added}
        kept = [draft for draft in drafts if draft.sentence not in instead]
        return sorted([*kept, *added], key=lambda draft: draft.sentence)

    def _without_mishaps(self, drafts: list[Draft]) -> list[Draft]:
        """Leave out harm that nobody did, in codebooks that ask for evidence of a deed."""
        if self.codebook.evidence == "none":
            return drafts
        harming = {n for n, type_ in self.codebook.types.items() if _HARMED & set(type_.roles)}
        mishaps = {
            name: Mishaps(
                [d for d in drafts if d.happening.anchor.type == name], self.discourse.tree
            )
            for name in sorted(harming)
        }
        return [
            d
            for d in drafts
            if d.happening.anchor.type not in harming
            or not mishaps[d.happening.anchor.type].is_mishap(d)
        ]

    def _completed(self, drafts: list[Draft]) -> list[Draft]:
        """Give the drafts with the recipients that the encoder found where the rules did not."""
        if self.tagging is None:
            return drafts
        for _, together in groupby(drafts, key=lambda draft: draft.sentence):
            self.tagging.complete(list(together))
        return drafts

    # ------------------------------------------------------------------ claims

    def _mention(self, draft: Draft) -> Mention:
        anchor = self._anchor_span(draft)
        links = self._chain(anchor)
        hangs_on = None
        if links:
            hangs_on = links[-1].source if links[-1].source is not None else links[-1].cue
        version = self.annotation.version
        part = draft.part
        return Mention(mention_id(version, anchor, hangs_on, part), version, anchor, hangs_on, part)

    def _anchor_span(self, draft: Draft) -> Span:
        tree = self.discourse.tree(draft.sentence)
        anchor = draft.happening.anchor
        span = tree.word(anchor.token)
        for token in anchor.consumed:
            if 0 < token - anchor.token <= _CONSTRUCTION:
                span = Span(span.start, max(span.end, tree.tokens[token].end))
        return span

    def _chain(self, span: Span) -> tuple[Attribution, ...]:
        if self._attributions is None:
            self._attributions = tuple(
                self._named(link) for link in find_attributions(self.annotation)
            )
            self._through = cited_through(self.annotation, self._attributions)
        links: list[Attribution] = []
        for link in chain(self._attributions, span):
            links += [link, *self._through.get(link, ())]
        return tuple(links)

    def _named(self, link: Attribution) -> Attribution:
        """Give an attribution whose source, if a pronoun, is whom it surely stands for."""
        source = link.source
        if source is None or source.of(self.annotation.text).lower() not in SPEAKERS:
            return link
        sentences = self.annotation.sentences
        number = bisect_right(sentences, source.start, key=lambda s: s.start) - 1
        tree = self.discourse.tree(number)
        for i in range(tree.first, tree.last):
            if tree.tokens[i].start == source.start:
                found = self.discourse.referent(number, i)
                if found is not None:
                    return link._replace(source=self.discourse.tree(found[0]).phrase(found[1]))
        return link

    def _claim(self, draft: Draft, mention: Mention) -> Claim:
        happening = draft.happening
        anchor = happening.anchor
        tree = self.discourse.tree(draft.sentence)
        type_ = self.codebook.types[anchor.type]
        told_by = anchor.token
        if (
            anchor.cue.frame != "relation"
            and anchor.support is not None
            and anchor.support.how in ("light", "participle", "relative")
        ):
            told_by = anchor.support.verb
        polarity, modality, background = assertion(self.annotation, told_by)
        if anchor.cue.pos == "noun" and is_known_deed(self.annotation, anchor.token):
            modality = "actual"
        if anchor.cue.pos == "verb" and anchor.cue.particles & NEGATIONS:
            # The negation makes the cue ("did not accept" is a refusal): it denies nothing.
            polarity = "affirmed" if polarity == "denied" else "denied"
        if anchor.projected:
            # What is claimed is the promise, refusal or demand, and that was made.
            polarity, modality = "affirmed", "actual"
        sentences = [self.annotation.sentences[n] for n in sorted(draft.sentences)]
        score = self._salience(draft)
        if self.typing is not None:
            score = round(min(1.0, score + self.typing.vote(draft.sentence, anchor.type)), 4)
        claim = Claim(
            id="",
            mention=mention.id,
            run=self.run,
            version=self.annotation.version,
            codebook=self.codebook.name,
            type=anchor.type,
            mode=self._mode(tree, happening, type_),
            contexts=self._contexts(tree, happening),
            anchor=mention.anchor,
            quote=Span(sentences[0].start, sentences[-1].end),
            slots=tuple(draft.slots),
            attribution=self._chain(mention.anchor),
            polarity=polarity,
            modality=modality,
            background=background,
            salience=score,
            how=draft.how
            or f'rules: cue "{_named(anchor.cue)}" ({anchor.cue.pos})'
            + (f", {anchor.projected}" if anchor.projected else ""),
        )
        claim = _with_id(claim, claim_id(mention.id, self.run, claim_content(claim)))
        return claim if self.score is None else self._scored(draft, claim)

    def _scored(self, draft: Draft, claim: Claim) -> Claim:
        assert self.score is not None
        if self._about is None:
            self._about = subject_shares(self.annotation)
        in_title = claim.anchor.end <= self.annotation.title_end
        order = 0 if in_title else 1 + self._order(draft.sentence)
        tree = self.discourse.tree(draft.sentence)
        signs = claim_signs(tree, draft, claim, order, self._about)
        fillers = [slot_signs(tree, claim, slot) for slot in claim.slots]
        return self.score(claim, signs, fillers, self.annotation.text)

    def _salience(self, draft: Draft) -> float:
        tree, anchor = self.discourse.tree(draft.sentence), draft.happening.anchor
        in_title = self._anchor_span(draft).end <= self.annotation.title_end
        order = 0 if in_title else self._order(draft.sentence)
        priority = self.codebook.types[anchor.type].priority
        return salience(tree, anchor, order, priority, self._told[draft.sentence])

    def _order(self, number: int) -> int:
        """Give the place of a sentence among those of the body."""
        title_end = self.annotation.title_end
        before = 0
        for sentence in self.annotation.sentences[:number]:
            if sentence.start >= title_end:
                before += 1
            if before > 2:
                break
        return before

    def _mode(self, tree: Tree, happening: Happening, type_: EventType) -> str | None:
        for anchor in (happening.anchor, *happening.added):
            if anchor.cue.mode:
                return anchor.cue.mode
        if not any(mode.words for mode in type_.modes):
            return None
        at = happening.anchor.token
        near = set(range(max(tree.first, at - _NEAR), min(tree.last, at + _NEAR + 1)))
        near.update(c for token in happening.tokens for c in tree.children(token))
        ranked = sorted(near, key=lambda i: (abs(i - at), i))
        for i in ranked:
            for mode in type_.modes:
                if tree.lemma(i) in mode.words or tree.tokens[i].text.lower() in mode.words:
                    return mode.name
        return None

    def _contexts(self, tree: Tree, happening: Happening) -> tuple[str, ...]:
        lemmas = {t.lemma.lower() for t in tree.tokens[tree.first : tree.last]}
        told = {a.cue.context for a in (happening.anchor, *happening.added)}
        return tuple(
            name
            for name, words in self.codebook.contexts.items()
            if name in told or not words.isdisjoint(lemmas)
        )


def _named(cue: Cue) -> str:
    parts = [cue.lemma]
    for mark, words in (("", cue.objects), ("+", cue.particles), ("~", cue.complements)):
        if words:
            parts.append(mark + "|".join(sorted(words)))
    return " ".join(parts)


def _with_id(claim: Claim, identity: str) -> Claim:
    return replace(claim, id=identity)
