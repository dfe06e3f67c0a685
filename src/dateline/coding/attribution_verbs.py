"""Candidates whose cue is a verb: what it governs, who its subject is, which quotation it tags."""

from __future__ import annotations

from typing import NamedTuple

from dateline.coding import attribution_words as words
from dateline.coding.attribution_spans import (
    Quotes,
    content_spans,
    merged,
    noun_phrase,
    verb_group,
    with_medium,
    without,
)
from dateline.coding.clauses import MAX_CLIMB, Clauses
from dateline.types import Span


class Candidate(NamedTuple):
    """A possible attribution, tokens where rules still look at them, characters where not."""

    head: int
    frame: str
    source: tuple[int, int] | None
    source_head: int | None
    cue: tuple[int, int]
    content: tuple[Span, ...]
    content_head: int
    quoted: bool = False
    """Whether the cue itself stands in a quotation."""


Range = tuple[int, int]
"""First and last token, inclusive."""


class VerbFrames:
    """Finds the candidates of one text whose cues are verbs."""

    def __init__(self, tree: Clauses, lemmas: frozenset[str]) -> None:
        self.tree = tree
        self.lemmas = lemmas
        self.tokens = tree.tokens
        self.quotes = Quotes(tree.annotation)
        self.sentences = tree.annotation.sentences
        self.sentence_of = [0] * len(self.tokens)
        for number, sentence in enumerate(self.sentences):
            for index in range(sentence.first, sentence.last):
                self.sentence_of[index] = number

    # ------------------------------------------------------------------ verbs

    def verb(self, verb: int) -> Candidate | None:
        tree, tokens = self.tree, self.tokens
        kids: dict[str, list[int]] = {}
        for child in tree.children[verb]:
            kids.setdefault(tokens[child].deprel, []).append(child)
        token = tokens[verb]
        if (
            any(c > verb and self._quoted_as(c) for c in kids.get("advcl", ()))
            and "obj" not in kids
        ):
            return None
        passive = "aux:pass" in kids or "nsubj:pass" in kids
        if not passive and token.xpos == "VBN" and token.deprel == "acl":
            passive = True
        source_head = self.source_head(verb, kids, passive)
        source = None if source_head is None else self.source(source_head, verb)
        first, last = verb_group(tree, verb)
        if self._quoted_as(verb) and tree.child(token.head, "obj") is None:
            first = verb_group(tree, token.head)[0]
        frame, ranges, content_head, last = self._verb_content(verb, kids, passive, last)
        if not frame:
            return self._quote(verb, (source, source_head), (first, last))
        if frame == "as":
            ranges = [part for whole in ranges for part in without(whole, [tree.edges(verb)])]
        if source is not None and not passive:
            ranges = [part for whole in ranges for part in without(whole, [source])]
        if frame not in {"obj", "obl", "pass", "rel"}:
            last = with_medium(tree, verb, last)
        ranges = [part for whole in ranges for part in without(whole, [(first, last)])]
        content = content_spans(tree, self.quotes, ranges, verb)
        begins = tokens[first if source is None else min(first, source[0])].start
        content = self._continued(verb, (first, last), content, begins)
        return Candidate(
            verb, frame, source, source_head, (first, last), tuple(content), content_head
        )

    def _verb_content(
        self, verb: int, kids: dict[str, list[int]], passive: bool, last: int
    ) -> tuple[str, list[Range], int, int]:
        """Give frame, token ranges and head of what the verb says, and the cue's last token."""
        tree, tokens = self.tree, self.tokens
        token = tokens[verb]
        if "ccomp" in kids:
            clause = max(kids["ccomp"], key=lambda c: tree.edges(c)[1] - tree.edges(c)[0])
            frame = "ccomp:pass" if passive else "ccomp"
            beside = tokens[clause].start < token.start and {"xcomp", "obj", "obl"} & kids.keys()
            if not (beside and self._ends_apart(clause)):
                return frame, [tree.edges(clause)], clause, last
        subject = kids.get("nsubj:pass") or kids.get("nsubj") or []
        if "xcomp" in kids:
            clause = kids["xcomp"][-1]
            edges = tree.edges(clause)
            if passive or token.lemma in words.SEEMING:
                ranges = [tree.edges(subject[0])] if subject else []
                return "raise", [*ranges, edges], clause, last
            objects = kids.get("obj", [])
            if objects and objects[0] < clause and tokens[objects[0]].upos != "PRON":
                edges = (tree.edges(objects[0])[0], edges[1])
                return "obj+xcomp", [edges], clause, last
            return "xcomp", [edges], clause, last
        if token.deprel == "parataxis" and token.head >= 0:
            return "paren", [self.around(token.head, verb)], token.head, last
        mark = kids.get("mark", [])
        if (
            token.deprel == "advcl"
            and mark
            and tokens[mark[0]].lemma == "as"
            and not passive
            and "obj" not in kids
            and token.head >= 0
        ):
            return "as", [self.around(token.head, verb)], token.head, last
        if passive:
            return self._passive_content(verb, kids, last)
        if "obj" in kids:
            thing = kids["obj"][-1]
            low, high = self.object_phrase(thing)
            for child in kids.get("obl", []) + kids.get("advcl", []):
                case = tree.preposition(child)
                if case is None or case != high + 1 or self._circumstance(child, case):
                    continue
                high = tree.edges(child)[1]
            return "obj", [(low, high)], thing, last
        if (
            token.deprel == "acl:relcl"
            and token.head >= 0
            and "nsubj" in kids
            and "obl" not in kids
        ):
            return "rel", [(tree.edges(token.head)[0], kids["nsubj"][0] - 1)], token.head, last
        return self.oblique_content(verb, kids, last)

    def _ends_apart(self, clause: int) -> bool:
        """Say whether a clause before a verb ends in a mark that parts it from what follows."""
        last = self.tree.edges(clause)[1]
        marks = {self.tokens[i].text for i in (last, last + 1) if i < len(self.tokens)}
        return bool(marks & {";", "-", "--", "–", "—", "."})

    def object_phrase(self, thing: int) -> Range:
        """Give an object's noun phrase without verbs that the parse conjoined with it."""
        first, last = self.tree.edges(thing)
        for child in self.tree.all(thing, "conj"):
            if self.tokens[child].upos == "VERB":
                last = min(last, self.tree.edges(child)[0] - 1)
        while last > thing and self.tokens[last].upos in {"CCONJ", "PUNCT"}:
            last -= 1
        return first, max(last, thing)

    def _passive_content(
        self, verb: int, kids: dict[str, list[int]], last: int
    ) -> tuple[str, list[Range], int, int]:
        tree, tokens = self.tree, self.tokens
        subject = kids.get("nsubj:pass") or kids.get("nsubj") or []
        ranges = [tree.edges(subject[0])] if subject else []
        governor = tokens[verb].head
        if not subject and tokens[verb].deprel == "acl" and governor >= 0:
            ranges = [(tree.edges(governor)[0], verb - 1)]
        for child in kids.get("advcl", []) + kids.get("obl", []):
            case = tree.preposition(child)
            if case is None or child < verb:
                continue
            lemma = tokens[case].lemma
            if lemma in words.CONTENT_PREPOSITIONS and not self._circumstance(child, case):
                end = tree.edges(child)[1]
                if (
                    "aux:pass" in kids
                    and case == last + 1
                    and lemma in {"as", "for"}
                    and case < end
                ):
                    return "pass+" + lemma, [*ranges, (case + 1, end)], child, case
                return "pass+" + lemma, [*ranges, tree.edges(child)], child, last
        if not ranges:
            return "", [], -1, last
        return "pass", ranges, subject[0] if subject else governor, last

    def oblique_content(
        self, verb: int, kids: dict[str, list[int]], last: int
    ) -> tuple[str, list[Range], int, int]:
        tree = self.tree
        for child in sorted(kids.get("obl", []) + kids.get("advcl", [])):
            case = tree.preposition(child)
            if case is None or child < verb or case > last + 6 or case < last:
                continue
            if self._circumstance(child, case):
                continue
            end = tree.edges(child)[1]
            if case > last + 1:
                return "obl", [(case, end)], child, last
            if case + 1 <= end:
                return "obl", [(case + 1, end)], child, case
        return "", [], -1, last

    def _circumstance(self, child: int, case: int) -> bool:
        """Say whether a phrase tells when or where the speaking was, not what was said."""
        token, entity = self.tokens[child], self.tokens[child].entity
        if entity >= 0 and self.tree.annotation.entities[entity].label in {"DATE", "TIME"}:
            return True
        lemma = self.tokens[case].lemma
        if token.upos == "VERB" and lemma in {"after", "before", "when", "while", "since", "by"}:
            return True
        return lemma in words.CIRCUMSTANCE and lemma not in words.CONTENT_PREPOSITIONS

    def around(self, head: int, verb: int) -> Range:
        """Give the clause of ``head`` for a cue inside or beside it; holes are cut later."""
        sentence = self.sentences[self.sentence_of[verb]]
        low, high = self.tree.edges(head)
        return max(low, sentence.first), min(high, sentence.last - 1)

    # ------------------------------------------------------------------ sources

    def source_head(self, verb: int, kids: dict[str, list[int]], passive: bool) -> int | None:
        if passive:
            agents = kids.get("obl:agent")
            return agents[0] if agents else None
        if self.tokens[verb].lemma in words.SEEMING and "xcomp" in kids:
            return None
        own = kids.get("nsubj")
        if own:
            return own[0]
        return self._inherited(verb)

    def _inherited(self, verb: int) -> int | None:
        """Give the understood subject of a verb without one of its own."""
        tree, tokens = self.tree, self.tokens
        at = verb
        for _ in range(MAX_CLIMB):
            token = tokens[at]
            if token.head < 0:
                return None
            relation, above = token.deprel, token.head
            if relation in {"acl", "acl:relcl"}:
                return above if relation == "acl" and token.xpos == "VBG" else None
            if relation not in {"conj", "xcomp", "advcl", "parataxis"}:
                return None
            if relation == "xcomp" or self._quoted_as(at):
                persuaded = tree.child(above, "obj")
                if persuaded is not None and persuaded < at:
                    return persuaded
            subject = tree.child(above, "nsubj")
            if subject is None and relation in {"advcl", "xcomp"}:
                subject = tree.child(above, "nsubj:pass")
            if subject is not None:
                return subject
            at = above
        return None

    def _quoted_as(self, verb: int) -> bool:
        """Say whether ``verb`` is the "saying" of "quoted X as saying"."""
        token = self.tokens[verb]
        if token.deprel != "advcl" or token.head < 0 or token.head > verb:
            return False
        mark = self.tree.child(verb, "mark")
        return (
            mark is not None
            and self.tokens[mark].lemma == "as"
            and token.xpos == "VBG"
            and self.tokens[token.head].lemma in {"quote", "cite", "report"}
        )

    def source(self, head: int, verb: int) -> Range | None:
        return noun_phrase(self.tree, head, verb)

    # ------------------------------------------------------------------ quotations

    def _quote(
        self, verb: int, source: tuple[Range | None, int | None], cue: Range
    ) -> Candidate | None:
        """Give a candidate for a verb beside a quotation that the parse does not tie to it."""
        tokens = self.tokens
        sentence = self.sentences[self.sentence_of[verb]]
        at = tokens[verb].start
        if self.quotes.around(at) is not None:
            return None
        last = with_medium(self.tree, verb, cue[1])
        chosen: list[Span] = []
        for number in self.quotes.overlapping(sentence.start - 4, sentence.end + 3):
            outer = self.quotes.outer[number]
            gap = at - outer.end if outer.end <= at else outer.start - tokens[last].end
            if 0 <= gap <= 60 and outer.end - outer.start > 12:
                chosen.append(outer)
        content = self._continued(verb, (cue[0], last), chosen[:2], at)
        if not content:
            return None
        return Candidate(verb, "quote", source[0], source[1], (cue[0], last), tuple(content), -1)

    def _opening_quotation(self, before: int) -> list[Span]:
        """Give the quotation that ends with a comma right before the source or cue."""
        for number in self.quotes.overlapping(before - 3, before):
            outer = self.quotes.outer[number]
            inner = self.tree.annotation.text[outer.start : outer.end].rstrip("\"”'")
            if outer.end <= before and inner.endswith(","):
                return [outer]
        return []

    def _continued(self, verb: int, cue: Range, content: list[Span], before: int) -> list[Span]:
        """Add the quotations that go with the content.

        They stand before the source (which begins at ``before``), behind the cue's sentence
        or in the next paragraph.
        """
        text, tokens, outer = self.tree.annotation.text, self.tokens, self.quotes.outer
        sentence = self.sentences[self.sentence_of[verb]]
        if self.quotes.around(tokens[verb].start) is not None:
            return content
        behind = text[tokens[cue[1]].end : tokens[cue[1]].end + 60]
        if not content and not behind.lstrip().startswith(":"):
            return content
        quoted = any(text[span.start] in "\"“'" for span in content)
        ends = max([sentence.end, *(span.end for span in content)])
        found = list(content)
        if quoted and content[-1].end <= tokens[cue[0]].start:
            second = self.quotes.starting(tokens[cue[1]].end, sentence.end)
            if second is not None and text[: outer[second].start].rstrip()[-1:] in ",:":
                found.append(outer[second])
                ends = max(ends, outer[second].end)
        if quoted and content[0].start >= tokens[cue[1]].end:
            found += self._opening_quotation(min(tokens[cue[0]].start, before))
        number = None
        if quoted or text[:ends].endswith(":") or text[ends : ends + 2].strip() == ":":
            low = max(ends - 3, tokens[cue[1]].end, *(span.end for span in found), 0)
            number = self.quotes.starting(low, ends + 4)
            if number is not None and "\n" in text[ends : outer[number].start]:
                colon = text[:ends].rstrip().endswith(":")
                number = number if colon else None
            if number is not None and self._spoken_by_other(outer[number]):
                number = None
        if number is not None:
            found.append(outer[number])
        while found:
            tail = self.quotes.around(max(found[-1].end - 1, 0))
            if tail is None or self.quotes.closed[tail]:
                break
            following = self.quotes.starting(outer[tail].end, outer[tail].end + 4)
            if following is None or following == tail:
                break
            found.append(outer[following])
        return merged(text, found)

    def _spoken_by_other(self, quotation: Span) -> bool:
        """Say whether words follow a quotation in its sentence: probably its own cue."""
        text = self.tree.annotation.text
        rest = text[quotation.end : quotation.end + 3]
        inside = text[quotation.start : quotation.end].rstrip("\"”'")
        return inside.endswith((",", "?", "!")) and rest[:1] == " " and rest[1:2].islower()
