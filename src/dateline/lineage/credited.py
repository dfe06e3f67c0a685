"""Whom a report credits for its text, and whose reports it says it follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lineage.facts import Text
from dateline.lineage.outlets import is_agency, names_outlet, outlet_key, printed_name, same_outlet

_HELPED = re.compile(
    r"\bcontributed\b|\b(?:photos?|images?|video)\b|additional reporting|материал подготовлен с",
    re.IGNORECASE,
)
"""A credit for help or pictures, not for the text."""

_NAME = r"(?P<name>[^\W\d_a-zа-яё][\w.&'’-]{0,40}(?:[ ](?:of|the|for|and|[^\W\d_a-zа-яё][\w.&'’-]{0,40})){0,6})"
_FOLLOWS = (
    re.compile(
        rf"\b(?:[Aa]ccording to|[Aa]s reported by|[Ff]irst reported by|[Cc]iting|[Qq]uoted by|"
        rf"[Rr]eported (?:first )?by|[Pp]ublished (?:first )?(?:by|in|on)|"
        rf"(?:[Rr]eport|[Aa]nalysis|[Ss]tory|[Aa]rticle|[Ii]nvestigation|[Dd]ispatch) "
        rf"(?:published )?(?:by|in|from|of))[ ](?:an? (?:report|analysis|article|story|"
        rf"investigation|dispatch) (?:published )?(?:by|in|from) )?(?:the )?{_NAME}"
    ),
    re.compile(rf"(?<![\w.&'’-])(?:The )?{_NAME} (?:first )?(?:reported|reports|wrote)\b"),
    re.compile(
        rf"(?:по (?:данным|сообщению|информации)|[Сс]ообщает|[Сс]о ссылкой на|[Кк]ак сообщ(?:ает|ил[аои]?)|"
        rf"[Пп]ишет|[Пп]ередает|[Пп]ередаёт) (?:агентств[оау]|газет[аы]|издани[ея])? ?[«\"“]?{_NAME}"
    ),
)
"""Words by which a report says that it follows another; names are matched with publishers after."""

_KINDS = {"agency": 0, "originally": 1, "source": 2, "publisher": 3, "via": 4}


@dataclass(frozen=True, slots=True)
class Credited:
    """An outlet or agency that a report credits for its text."""

    name: str
    key: str
    kind: str
    quote: str
    helped: bool
    """Credited for a part only: "contributed to this report"."""

    @property
    def wrote(self) -> bool:
        """Whether it is named as who wrote or first published the text: an agency does, or one
        where it "originally appeared"; an outlet that it came through need not."""
        return self.kind in {"agency", "originally"} or is_agency(self.key)


def credited(text: Text) -> tuple[Credited, ...]:
    """Give whom a report credits, most telling first, each once; never its own publisher.

    Where the text came through another outlet, the one that it is said to be by is a credit too.
    """
    own = outlet_key(text.publisher) if text.publisher else ""
    reposted = any(credit.kind == "via" for credit in text.credits)
    found: dict[str, Credited] = {}
    ranked = sorted(
        enumerate(text.credits), key=lambda each: (_KINDS.get(each[1].kind, 9), each[0])
    )
    for _, credit in ranked:
        if credit.kind not in _KINDS or not names_outlet(credit.name):
            continue
        key = outlet_key(credit.name)
        itself = _is_itself(key, own, credit.kind) and not (reposted and credit.kind == "publisher")
        if not key or itself:
            continue
        helped = _HELPED.search(credit.quote) is not None
        known = found.get(key)
        if known is None or (known.helped and not helped):
            found[key] = Credited(
                printed_name(credit.name, key), key, credit.kind, credit.quote, helped
            )
    return tuple(found.values())


def _is_itself(key: str, own: str, kind: str) -> bool:
    """Say whether a credit names the publisher itself: also "CBS Interactive Inc" on cbsnews.com."""
    holder = key.split(" ")[0]
    return same_outlet(key, own) or (
        kind == "publisher" and len(holder) > 2 and own.replace(" ", "").startswith(holder)
    )


def follows(text: str) -> dict[str, str]:
    """Give the names after words such as "according to" and "first reported by", with these words.

    Every beginning of a name counts, since a sentence may go on with a capital letter:
    "Highland Wire Monday" gives "highland wire monday", "highland wire" and "highland".
    """
    found: dict[str, str] = {}
    for form in _FOLLOWS:
        for match in form.finditer(text):
            words = match["name"].split(" ")
            for count in range(len(words), 0, -1):
                key = outlet_key(" ".join(words[:count]))
                if len(key) > 2:
                    found.setdefault(key, match[0][:120])
    return found


def credit_words(credits: tuple[Credited, ...]) -> str:
    """Give credits in words: "South Front through globalresearch.ca"; "" where there is none."""
    by = [credit.name for credit in credits if credit.kind != "via" and not credit.helped]
    through = [credit.name for credit in credits if credit.kind == "via"]
    helped = [credit.name for credit in credits if credit.helped and credit.kind != "via"]
    words = " and ".join(by)
    if through:
        words += f"{' ' if words else ''}through {' and '.join(through)}"
    if helped:
        words += f"{', ' if words else ''}with help of {' and '.join(helped)}"
    return words
