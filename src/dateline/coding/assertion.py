"""Whether what a word tells is asserted as fact: polarity, modality, background."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from dateline.coding import assertion_words as words
from dateline.coding.background import began_long_ago, is_background
from dateline.coding.clauses import Clauses
from dateline.types import Annotation, Sentence

__all__ = ["Assertion", "assertion", "is_known_deed"]

MAX_STEPS = 12
"""Governors looked at above a word; more embeddings do not occur in news."""

_SUSPICION_STEPS = 5
"""Words between a deed and the suspicion: "suspected of having helped to organise the attack"."""

_ARGUMENTS = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "nmod:poss", "compound", "iobj"}
)
_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "csubj", "csubj:pass"})


class Assertion(NamedTuple):
    """How a word's event is told; the fields take the values of :class:`~dateline.types.Claim`."""

    polarity: str
    modality: str
    background: bool


def assertion(annotation: Annotation, token_index: int) -> Assertion:
    """Give polarity, modality and background of the event that a token tells.

    The rules read the token's own negation, auxiliaries and modifiers, then climb to what
    governs it: "managed to", "launched", "a wave of" pass everything on; "failed to", "denied
    that", "no evidence that" deny; "plan", "threat", "expect" set the modality; other
    governors ("condemned the attack") take the event for granted and end the climb.

    Decisions that a reader should know: an attempt ("tried to storm") is actual, for the
    attempt took place; what somebody is urged, ordered or allowed to do, and what a purpose
    clause names ("to free prisoners"), is hypothetical; "said it would" is planned where the
    subject can act and predicted where not; "reportedly" and "allegedly" are attribution, not
    modality; the past perfect is background unless it is only reported speech shifted back
    ("said that rebels had attacked"). A source's denial is polarity denied. What a question asks
    or an imperative orders is hypothetical.
    """
    sentences = annotation.sentences
    number = bisect_right(sentences, token_index, key=lambda sentence: sentence.first) - 1
    reading = _Reading(Clauses(annotation, sentences[number] if number >= 0 else None))
    reading.climb(token_index)
    if not reading.modality and reading.is_imperative(token_index):
        reading.modality = "hypothetical"
    if not reading.modality and number >= 0 and _asks(annotation, sentences[number]):
        reading.modality = "hypothetical"
    return Assertion(
        "denied" if reading.denied else "affirmed", reading.modality or "actual", reading.background
    )


def _asks(annotation: Annotation, sentence: Sentence) -> bool:
    """Say whether a sentence is a question, quotation marks and brackets behind it aside."""
    for token in reversed(annotation.tokens[sentence.first : sentence.last]):
        if token.text == "?":
            return True
        if token.upos != "PUNCT":
            return False
    return False


def is_known_deed(annotation: Annotation, noun: int) -> bool:
    """Say whether somebody is only suspected of a deed that is told as known.

    "Suspected of having organised the attack": who did it is open, not whether it happened.
    """
    sentences = annotation.sentences
    number = bisect_right(sentences, noun, key=lambda sentence: sentence.first) - 1
    tree = Clauses(annotation, sentences[number] if number >= 0 else None)
    tokens = annotation.tokens
    definite = any(lemma in {"the", "that", "this"} for lemma in tree.lemmas(noun, "det"))
    if tokens[noun].upos != "NOUN" or not definite:
        return False
    for _, (at, token) in zip(range(_SUSPICION_STEPS), tree.climb(noun), strict=False):
        if token.head >= 0 and tokens[token.head].lemma.lower() in words.ACCUSING:
            return at != noun or token.deprel in ("obl", "nmod")
    return False


class _Reading:
    """What has been learnt so far on the way up from a token."""

    def __init__(self, tree: Clauses) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.denied = False
        self.modality = ""
        self.background = False

    def climb(self, index: int) -> None:
        """Read a token's own operators, then those of its governors while they reach it."""
        seen: set[int] = set()
        self._operators(index)
        self._history(index)
        for _ in range(MAX_STEPS):
            seen.add(index)
            above = self.tokens[index].head
            if above < 0 or above in seen or not self._step(index, above):
                return
            index = above

    def is_imperative(self, index: int) -> bool:
        """Say whether a verb orders or asks: "Cancel the summit"."""
        token = self.tokens[index]
        if token.xpos != "VB" or token.deprel not in {"root", "ccomp", "parataxis"}:
            return False
        return self.tree.child(index, "nsubj", "nsubj:pass", "aux", "mark", "cop") is None

    def _set(self, modality: str) -> None:
        """Keep the innermost modality: it is the one closest to the event."""
        if not self.modality:
            self.modality = modality

    def _history(self, index: int) -> None:
        self.background |= is_background(self.tree, index, self._shifted(index))

    # ------------------------------------------------------------------ own operators

    def _operators(self, index: int, beneath: int = -1) -> None:
        """Read what negates, modifies and marks a predicate; ``beneath`` is already read."""
        tokens = self.tokens
        if self._negated(index, beneath):
            self.denied = not self.denied
        perfect = False
        for child in self.tree.children.get(index, ()):
            token = tokens[child]
            lemma = token.lemma.lower()
            if token.deprel in {"aux", "aux:pass"}:
                perfect = perfect or lemma == "have"
            elif token.deprel == "advmod":
                if lemma in words.LIKELY_ADVERBS:
                    future = any(t in words.FUTURE for t in self.tree.lemmas(index, "aux"))
                    self._set("predicted" if future else "possible")
                elif lemma in words.POSSIBLE_ADVERBS:
                    self._set("possible")
            elif token.deprel in {"amod", "compound"}:
                self._adjective(token.text.lower())
            elif token.deprel == "mark":
                self._mark(index, child)
            elif token.deprel == "case" and lemma in words.NEGATING_MARKS:
                self.denied = not self.denied
        for child in self.tree.all(index, "aux"):
            self._auxiliary(index, tokens[child].lemma.lower(), perfect)

    def _negated(self, index: int, beneath: int = -1) -> bool:
        tree, tokens = self.tree, self.tokens
        for child in tree.children.get(index, ()):
            if child == beneath:
                continue
            token = tokens[child]
            lemma = token.lemma.lower()
            if token.deprel in {"advmod", "det", "cc:preconj"} and lemma in words.NEGATIONS:
                if token.deprel == "det" and lemma not in words.NEGATIVE_DETERMINERS:
                    continue
                following = tokens[child + 1].text.lower() if child + 1 < len(tokens) else ""
                if following not in words.NOT_NEGATING:
                    return True
            if lemma in {"longer", "long"} and tokens[child - 1].text.lower() == "no":
                return True
            if token.deprel in {"nsubj", "nsubj:pass", "obj"} and token.head == index:
                if lemma in words.NEGATIVE_PRONOUNS:
                    return True
                if token.text.lower() == "one" and self._has_no(child):
                    return True
                if tokens[index].upos == "VERB" and self._has_no(child):
                    return True
        return False

    def _has_no(self, noun: int) -> bool:
        return any(
            lemma in words.NEGATIVE_DETERMINERS
            for lemma in self.tree.lemmas(noun, "det", "cc:preconj")
        )

    def _adjective(self, word: str) -> None:
        if word in words.UNREAL_ADJECTIVES:
            self.denied = True
        elif word in words.PLANNED_ADJECTIVES:
            self._set("planned")
        elif word in words.THREATENED_ADJECTIVES:
            self._set("threatened")
        elif word in words.PREDICTED_ADJECTIVES:
            self._set("predicted")
        elif word in words.POSSIBLE_ADJECTIVES:
            self._set("possible")
        elif word in words.HYPOTHETICAL_ADJECTIVES:
            self._set("hypothetical")

    def _mark(self, index: int, mark: int) -> None:
        lemma = self.tokens[mark].lemma.lower()
        relation = self.tokens[index].deprel
        if lemma in words.CONDITIONS:
            doubt = relation == "ccomp"
            self._set("possible" if doubt else "hypothetical")
        elif lemma in words.DOUBTS:
            self._set("possible")
        elif lemma in words.NEGATING_MARKS or (
            lemma in {"of", "than"} and self.tokens[mark - 1].text.lower() in words.INSTEAD
        ):
            self.denied = not self.denied

    def _auxiliary(self, index: int, lemma: str, perfect: bool) -> None:
        if lemma in words.FUTURE:
            self._set("planned" if self._can_act(index) else "predicted")
        elif lemma in {"would", "'d"}:
            if perfect or not self._shifted(index):
                self._set("hypothetical")
            else:
                self._set("planned" if self._can_act(index) else "predicted")
        elif lemma in words.POSSIBLE_AUXILIARIES:
            self._set("possible")
        elif lemma in words.DUTY_AUXILIARIES:
            self._set("hypothetical")

    def _can_act(self, index: int) -> bool:
        """Say whether the subject of a verb in the future can plan what the verb tells."""
        tree, tokens = self.tree, self.tokens
        if tokens[index].upos != "VERB":
            return False
        subject = tree.subject(index)
        if subject is None:
            return True
        if tokens[subject].deprel == "nsubj:pass":
            return tokens[index].lemma in words.ARRANGED
        token = tokens[subject]
        if token.entity >= 0:
            label = tree.annotation.entities[token.entity].label
            return label in {"PER", "ORG", "LOC", "NORP"}
        if token.text.lower() == "it":
            return self._shifted(index)
        if token.upos == "PRON":
            return token.text.lower() in words.PERSONAL_PRONOUNS
        return (
            token.upos == "PROPN"
            or token.lemma.endswith(words.PERSON_ENDINGS)
            or (token.lemma in words.ACTING_NOUNS)
        )

    def _shifted(self, index: int) -> bool:
        """Say whether a clause is what somebody said in the past ("said it would ...")."""
        tokens = self.tokens
        for _, token in self.tree.climb(index):
            if token.deprel in {"ccomp", "acl", "parataxis"} and token.head >= 0:
                above = tokens[token.head]
                if above.lemma in words.REPORTS | words.PLANS | words.THREATS | (
                    words.PREDICTIONS | words.DENIALS
                ):
                    return True
                return above.upos == "VERB" and above.xpos in {"VBD", "VBN", "VBG"}
            if token.deprel not in {"conj", "xcomp", "advcl", "acl:relcl"}:
                return any(
                    tokens[c].lemma in words.REPORTS for c in self.tree.all(index, "parataxis")
                )
        return False

    # ------------------------------------------------------------------ governors

    def _step(self, index: int, above: int) -> bool:
        """Read what governs ``index``; say whether the climb goes on from there."""
        token, governor = self.tokens[index], self.tokens[above]
        relation = token.deprel
        lemma = governor.lemma.lower()
        if relation == "conj":
            return self._conjunct(index, above)
        if relation in {"advcl", "obl"} and lemma in (
            words.NEGATIVE_IMPLICATIVES | words.PROHIBITIONS
        ):
            case = self.tree.preposition(index)
            if case is not None and self.tokens[case].lemma == "from":
                if lemma in words.PROHIBITIONS:
                    self._set("hypothetical")
                    return False
                self.denied = not self.denied
                return True
        if relation == "advcl":
            return self._adverbial(index, above)
        if relation == "acl:relcl":
            return self._relative(index)
        if relation not in _CLAUSAL | _ARGUMENTS:
            return False
        if relation == "compound" and governor.upos not in {"NOUN", "PROPN"}:
            return False
        return self._governor(index, above, lemma, relation in _CLAUSAL)

    def _governor(self, index: int, above: int, lemma: str, clausal: bool) -> bool:
        tokens = self.tokens
        subject = tokens[index].deprel in {"nsubj", "compound", "nmod:poss"}
        if lemma in words.DENIALS:
            if not clausal and lemma not in {"deny", "denial"}:
                return False
            self.denied = not self.denied
            self._negate_by(above)
            return False
        if lemma in words.NO_EVIDENCE and (clausal or tokens[index].deprel == "nmod"):
            if self._negated(above) or self._absent(above):
                self.denied = not self.denied
            return False
        if lemma in words.NEGATIVE_IMPLICATIVES:
            if subject or (not clausal and lemma in words.HALTING):
                return False
            self.denied = not self.denied
            self._operators(above, index)
            return True
        if lemma in words.PROHIBITIONS and clausal:
            self._set("hypothetical")
            return False
        if lemma == "be" and clausal and self._infinitive(index):
            self._set("planned" if self._can_act(index) else "predicted")
            self._negate_by(above)
            return False
        if lemma == "go" and clausal and tokens[above].xpos == "VBG":
            self._set("planned" if self._can_act(index) else "predicted")
            self._negate_by(above)
            return False
        for listed, modality in (
            (words.THREATS, "threatened"),
            (words.PREDICTIONS, "predicted"),
            (words.POSSIBILITIES, "possible"),
            (words.PLANS, "planned"),
            (words.REQUESTS, "hypothetical"),
        ):
            if lemma in listed and not (subject and modality != "possible"):
                if not self._embeds(index, above, lemma, clausal):
                    return False
                self._set(modality)
                if lemma == "unlikely":
                    self.denied = not self.denied
                self._negate_by(above)
                return False
        if lemma in words.TRANSPARENT and not (clausal and lemma in words.REPORTS):
            self._operators(above, index)
            self._history(above)
            return True
        if tokens[index].deprel == "acl" and self._infinitive(index):
            self._set("planned")
        if lemma in words.REMEMBERING and not clausal:
            self.background = True
        return False

    def _embeds(self, index: int, above: int, lemma: str, clausal: bool) -> bool:
        """Say whether a governor of a modal class really speaks of the event as not yet real."""
        token = self.tokens[index]
        if clausal:
            finite = token.xpos in {"VBD", "VBP", "VBZ"} and not self.tree.all(index, "aux")
            if finite and lemma in words.PLANS and lemma not in {"hope", "wish", "want"}:
                return False
            if token.deprel == "acl" and not self._infinitive(index) and token.xpos == "VBD":
                return lemma in words.POSSIBILITIES
            if lemma in {
                "fear",
                "worry",
                "suspect",
                "concern",
                "suggest",
                "insist",
                "appear",
                "seem",
            }:
                past = token.xpos == "VBD" or "have" in self.tree.lemmas(index, "aux")
                if past and lemma in {"suggest", "insist", "concern"}:
                    return False
            return not (lemma == "tell" and not self._infinitive(index))
        if token.lemma in words.PERFORMED:
            return False
        if self.tokens[above].upos == "ADJ" and lemma not in words.PREDICTIONS:
            return False
        if token.deprel == "nmod":
            return True
        case = self.tree.preposition(index)
        if token.deprel == "obl":
            return case is not None and self.tokens[case].lemma in {"for", "of", "to", "about"}
        if lemma in {"suspect", "suggest", "seem", "appear", "ask", "tell", "let", "press", "see"}:
            return False
        definite = any(
            lemma in {"the", "this", "that", "these", "those"}
            for lemma in self.tree.lemmas(index, "det")
        )
        return not (definite and lemma in words.PREDICTIONS | {"consider", "weigh", "mull"})

    def _negate_by(self, above: int) -> None:
        """Let a governor's own negation or condition reach the event ("does not plan to")."""
        if self._negated(above):
            self.denied = not self.denied
        for mark in self.tree.lemmas(above, "mark"):
            if mark in words.CONDITIONS:
                self.modality = "hypothetical"

    def _absent(self, noun: int) -> bool:
        """Say whether a noun is said to be lacking: "found no evidence", "no sign"."""
        head = self.tokens[noun].head
        if head < 0:
            return False
        lemma = self.tokens[head].lemma
        return lemma in {"lack", "absence"} or (
            self.tokens[noun].deprel in {"obj", "nsubj"} and self._negated(head)
        )

    def _conjunct(self, index: int, above: int) -> bool:
        """Let a second verb share the first one's auxiliary, negation and governor."""
        tree, tokens = self.tree, self.tokens
        if tokens[index].upos in {"NOUN", "PROPN"}:
            return tokens[above].upos in {"NOUN", "PROPN"} and tokens[above].deprel in _ARGUMENTS
        own = tree.child(index, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark")
        contrast = any(lemma in {"but", "yet"} for lemma in tree.lemmas(index, "cc"))
        if own is not None or tokens[index].xpos != tokens[above].xpos:
            return False
        if not contrast:
            self._operators(above)
        return not contrast

    def _adverbial(self, index: int, above: int) -> bool:
        lemma = self.tokens[above].lemma
        if lemma in words.PLANS | words.REQUESTS | words.THREATS and self._infinitive(index):
            return self._governor(index, above, lemma, True)
        case = self.tree.preposition(index)
        preposition = "" if case is None else self.tokens[case].lemma
        if preposition in {"of", "for"} and lemma in words.TRANSPARENT | words.POSSIBILITIES:
            return self._governor(index, above, lemma, True)
        if self._infinitive(index):
            self._set("hypothetical")
        return False

    def _relative(self, index: int) -> bool:
        self.background |= began_long_ago(self.tree, index)
        return False

    def _infinitive(self, index: int) -> bool:
        return any(
            self.tokens[child].text.lower() == "to" and self.tokens[child].xpos == "TO"
            for child in self.tree.all(index, "mark", "aux")
        )
