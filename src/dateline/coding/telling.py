"""How a claim is told: by a definite noun, or as what was told before."""

from __future__ import annotations

from dateline.coding.casualties import CONSEQUENCES
from dateline.coding.drafts import Draft
from dateline.coding.grouping import Told
from dateline.coding.happenings import is_again, is_definite
from dateline.coding.lexicon import words
from dateline.coding.tree import Tree
from dateline.coding.voice import subjects

_DOERS = words("attacker assailant bomber killer assassin kidnapper raider hijacker")
_ELSEWHERE = words("separate separately elsewhere different meanwhile")


def telling_of(tree: Tree, draft: Draft, clauses: int) -> Told:
    """Give how the claim of ``draft`` is told, for :func:`~dateline.coding.grouping.groups`.

    ``clauses``: how many sentences with a verb stand before its own. Datelines and headings
    ("MAKHACHKALA, April 20 (Highland Wire) -") tell nothing and put no distance between a
    headline and its lead.
    """
    anchors = (draft.happening.anchor, *draft.happening.added)
    nouns = [a.token for a in anchors if a.cue.pos == "noun"]
    return Told(
        sentence=clauses,
        title=tree.sentence.end <= tree.annotation.title_end,
        definite=any(is_definite(tree, n) for n in nouns),
        again=any(is_again(tree, n) for n in nouns),
        those=any(
            tree.lemma(s) in _DOERS and is_definite(tree, s)
            for s in subjects(tree, draft.happening.anchor.token)
        ),
        outcome=draft.happening.anchor.cue.pos == "verb"
        and tree.lemma(draft.happening.anchor.token) in CONSEQUENCES,
        elsewhere=any(
            tree.tokens[i].text.lower() in _ELSEWHERE for i in range(tree.first, tree.last)
        ),
    )
