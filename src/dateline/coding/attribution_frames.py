"""Candidates: every place of a text where the grammar would allow an attribution.

A *frame* names the grammar that ties the cue to what is said: ``ccomp`` ("said that"),
``paren`` ("X, he said, Y"), ``raise`` ("is believed to"), ``noun`` ("the claim that"), ...
Spans follow from the frame alone; whether a candidate is believed is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.coding import attribution_words as words
from dateline.coding.attribution_spans import (
    content_spans,
    merged,
    noun_phrase,
    trimmed,
    verb_group,
    without,
)
from dateline.coding.attribution_verbs import Candidate, Range, VerbFrames
from dateline.types import Span

__all__ = ["Candidate", "Frames"]


class Frames(VerbFrames):
    """Finds the candidates of one text."""

    def candidates(self) -> Iterator[Candidate]:
        """Give the candidates in the order of their cue heads; one for each cue head."""
        lemmas = self.lemmas
        for index, token in enumerate(self.tokens):
            found: Candidate | None = None
            if token.deprel == "amod" and token.text.lower() in words.HEARSAY_ADJECTIVES:
                found = self._hearsay(index)
            elif token.upos == "VERB":
                if token.lemma == "accord":
                    found = self._according(index)
                elif token.deprel != "amod":
                    found = self.verb(index)
            elif token.upos == "NOUN":
                if token.lemma in lemmas:
                    found = self._noun(index)
            elif token.upos == "ADJ":
                if token.lemma in lemmas:
                    found = self._adjective(index)
            elif token.upos == "ADV":
                if token.lemma in words.HEARSAY or token.text.lower() in words.HEARSAY:
                    found = self._hearsay(index)
            elif token.text == ":":
                found = self._colon(index)
            if found is not None and found.content:
                inside = self.quotes.around(token.start) is not None
                yield found._replace(quoted=True) if inside else found

    # ------------------------------------------------------------------ nouns, adjectives

    def _noun(self, noun: int) -> Candidate | None:
        tree, tokens = self.tree, self.tokens
        clause = tree.child(noun, "acl", "ccomp")
        cue_last = noun
        frame = ""
        if clause is not None and clause > noun:
            mark = tree.child(clause, "mark")
            if mark is not None and tokens[mark].upos == "ADP":
                clause_range = (mark + 1, tree.edges(clause)[1])
                frame, cue_last = "noun:prep", mark
            elif tree.child(clause, "mark", "nsubj", "nsubj:pass") is not None:
                clause_range, frame = tree.edges(clause), "noun:clause"
        if not frame:
            for child in tree.all(noun, "nmod", "acl", "obl"):
                case = tree.preposition(child)
                if case is None or child < noun or case > noun + 4:
                    continue
                if tokens[case].lemma in words.NOUN_PREPOSITIONS:
                    clause, cue_last, frame = child, case, "noun:prep"
                    clause_range = (case + 1, tree.edges(child)[1])
                    break
        if not frame or clause is None:
            return None
        source_head = tree.child(noun, "nmod:poss")
        first = noun
        while (
            first > 0
            and tokens[first - 1].head == noun
            and tokens[first - 1].deprel
            in {
                "amod",
                "compound",
            }
        ):
            first -= 1
        source = None if source_head is None else tree.edges(source_head)
        verb = tokens[noun].head
        if source is None and verb >= 0 and tokens[noun].deprel == "obj":
            source_head = self.source_head(verb, {"nsubj": tree.all(verb, "nsubj")}, False)
            source = None if source_head is None else self.source(source_head, verb)
            if source is not None and tokens[verb].lemma in words.LIGHT_VERBS and verb < noun:
                first = verb_group(tree, verb)[0]
                frame = frame.replace("noun", "light")
        if source is None:
            for child in tree.all(noun, "nmod"):
                case = tree.preposition(child)
                if case is not None and tokens[case].lemma in {"by", "from", "among"}:
                    source_head, source = child, noun_phrase(tree, child, noun)
                    break
        ranges = without(clause_range, [] if source is None else [source])
        content = content_spans(tree, self.quotes, ranges, noun)
        return Candidate(
            noun, frame, source, source_head, (first, cue_last), tuple(content), clause
        )

    def _adjective(self, adjective: int) -> Candidate | None:
        tree, tokens = self.tree, self.tokens
        first, last = verb_group(tree, adjective)
        source_head = tree.child(adjective, "nsubj")
        source = None if source_head is None else self.source(source_head, adjective)
        if source_head is not None and tokens[source_head].text.lower() == "it":
            source, source_head = None, None
        clause = tree.child(adjective, "ccomp", "xcomp")
        if clause is not None and clause > adjective:
            frame, ranges = "adj:clause", [tree.edges(clause)]
        else:
            frame, ranges, clause, last = self.oblique_content(
                adjective, {"obl": tree.all(adjective, "obl", "advcl")}, last
            )
            frame = "adj:obl" if frame else ""
        if not frame:
            return None
        content = content_spans(tree, self.quotes, ranges, adjective)
        return Candidate(
            adjective, frame, source, source_head, (first, last), tuple(content), clause
        )

    # ------------------------------------------------------------------ fixed forms

    def _according(self, index: int) -> Candidate | None:
        tree, tokens = self.tree, self.tokens
        if index + 1 >= len(tokens) or tokens[index + 1].text.lower() != "to":
            return None
        head = tree.child(index, "obl")
        if head is None:
            return None
        source = self.source(head, index)
        if source is None:
            return None
        first, last = tree.edges(index)
        governor = tokens[index].head
        if governor < 0:
            sentence = self.sentences[self.sentence_of[index]]
            whole: Range = (sentence.first, sentence.last - 1)
        else:
            if self._closes(index, max(last, source[1])):
                governor = self._first_conjunct(governor)
            whole = self.around(governor, index)
        ranges = without(whole, [(min(first, index), max(last, source[1]))])
        content = content_spans(tree, self.quotes, ranges, index)
        return Candidate(
            index, "according", source, head, (index, index + 1), tuple(content), governor
        )

    def _closes(self, first: int, last: int) -> bool:
        """Say whether a phrase ends its sentence behind a comma: it then speaks of all of it."""
        sentence = self.sentences[self.sentence_of[first]]
        rest = self.tokens[last + 1 : sentence.last]
        behind_comma = first > sentence.first and self.tokens[first - 1].text == ","
        return behind_comma and all(token.upos == "PUNCT" for token in rest)

    def _first_conjunct(self, clause: int) -> int:
        """Give the first of the clauses that a clause stands beside ("A burned, B killed")."""
        tokens = self.tokens
        while tokens[clause].deprel in {"conj", "parataxis"} and tokens[clause].head >= 0:
            clause = tokens[clause].head
        return clause

    def _hearsay(self, index: int) -> Candidate | None:
        governor = self.tokens[index].head
        if governor < 0:
            return None
        whole = self.around(governor, index)
        if self.tokens[index].deprel == "amod":
            whole = (index + 1, self.object_phrase(governor)[1])
        ranges = without(whole, [(index, index)])
        content = content_spans(self.tree, self.quotes, ranges, index)
        return Candidate(index, "hearsay", None, None, (index, index), tuple(content), governor)

    def _named(self, index: int) -> bool:
        """Say whether a token can be part of a name or title before a colon."""
        token = self.tokens[index]
        return token.upos in {"PROPN", "NOUN", "ADJ", "CCONJ", "DET", "PART"} or token.text in {
            ".",
            ",",
            "(",
            ")",
        }

    def _colon(self, index: int) -> Candidate | None:
        """Give a candidate for "Name: what Name says": a paragraph, or a quotation behind it."""
        text, tokens = self.tree.annotation.text, self.tokens
        sentence = self.sentences[self.sentence_of[index]]
        first = index
        while first > sentence.first and index - first < 10 and self._named(first - 1):
            first -= 1
        marks = [tokens[i].text for i in range(first, index)]
        if marks.count("(") != marks.count(")"):
            return None
        if first == index or tokens[index - 1].upos not in {"PROPN", "NOUN"}:
            return None
        start = tokens[index].end
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        quotation = self.quotes.starting(start, start + 1)
        before = text[: tokens[first].start].rstrip(" ")
        if quotation is not None:
            start, end = self.quotes.outer[quotation]
        elif before and before[-1] != "\n":
            return None
        source = trimmed(self.tree, first, index - 1)
        content = merged(text, [Span(start, end)])
        return Candidate(index, "colon", source, index - 1, (index, index), tuple(content), -1)
