"""Words that decide polarity, modality and background, and where a word's reach ends.

Grouped after Karttunen's implicatives and factives ("Simple and phrasal implicatives", 2012)
and FactBank's source-introducing predicates; the words are ours.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEGATIONS = _words("not never no nor neither n't hardly scarcely nowhere")
NEGATIVE_DETERMINERS = _words("no neither zero")
NEGATIVE_PRONOUNS = _words("nobody none nothing no-one noone")
NOT_NEGATING = _words("only just least merely simply solely less")
"""Words that after "not" make it no negation ("not only attacked")."""

NEGATING_MARKS = _words("without")

NEGATIVE_IMPLICATIVES = _words(
    """fail refuse decline avoid prevent refrain neglect forget abstain shun thwart foil avert
    abort cancel block dissuade discourage stop deter desist forgo
    failure refusal inability unable lack absence"""
)
"""Governors under which the embedded event did not happen."""

PROHIBITIONS = _words("forbid prohibit ban bar outlaw")
"""Governors under which it is not known whether the embedded event happened or will."""

HALTING = frozenset({"stop", "block", "cancel"})
"""Of these, those that with a plain object end something real ("stopped the fighting")."""

DENIALS = _words(
    "deny denial reject rejection refute refutation rebut dismiss disprove disclaim disavow debunk"
)

UNREAL_ADJECTIVES = _words(
    "foiled thwarted averted aborted prevented cancelled canceled nonexistent"
)
"""Of an event noun: it did not happen."""

PLANS = _words(
    """plan intend want seek aim hope vow pledge promise prepare agree decide propose schedule
    consider mull weigh offer commit swear aspire mean wish resolve strive plot conspire envisage
    contemplate ready set due poised willing determined intent eager prepared committed
    intention goal objective ambition preparation proposal desire readiness willingness
    determination plotting bid goalpost aspiration blueprint scheme"""
)

PERFORMED = _words("allegiance loyalty fealty obedience oath condolence thanks")
"""What is done by being pledged or offered: no plan for later."""

REQUESTS = _words(
    """urge ask order call demand request appeal instruct tell command require encourage beg press
    recommend advise suggest insist need invite authorise authorize allow permit enable empower let
    permission authority mandate right order appeal recommendation instruction"""
)
"""Governors whose complement somebody else is to do: neither planned nor known to happen."""

ACCUSING = _words("suspect suspicion")
"""Governors that leave open who did something, not whether it was done."""

THREATS = _words("threaten threat menace")

PREDICTIONS = _words(
    """expect predict forecast anticipate fear worry project foresee likely bound certain
    prediction expectation prospect likelihood warn warning unlikely risk danger concern afraid about"""
)

POSSIBILITIES = _words(
    "suspect seem appear possible possibility chance potential suspicion speculate speculation"
)

TRANSPARENT = _words(
    """begin start continue resume manage force help cause make have get keep proceed try attempt
    effort series wave string spate campaign number round act kind type case launch carry conduct
    stage mount commit perpetrate undertake execute perform wage occur happen take hold see suffer
    face come go able use dare serve happen say lead result involve include mark witness sustain
    rash flurry barrage threat"""
)
"""Governors through which everything passes: as they are negated or modal, so is what they
carry ("will carry out an attack", "did not manage to leave", "a wave of attacks")."""

REPORTS = _words(
    """say report tell claim allege announce state confirm believe think know reveal declare
    describe add note insist admit acknowledge argue maintain show suggest estimate assert
    statement report claim allegation news announcement"""
)

NO_EVIDENCE = _words("evidence proof indication sign confirmation record trace")
"""Nouns whose negation denies what they are evidence of ("no evidence that")."""

FUTURE = _words("will shall wo 'll ll")
POSSIBLE_AUXILIARIES = _words("may might could can")
DUTY_AUXILIARIES = _words("should must ought")

LIKELY_ADVERBS = _words("probably likely presumably inevitably surely undoubtedly")
POSSIBLE_ADVERBS = _words("perhaps maybe possibly potentially conceivably")

CONDITIONS = _words("if unless lest provided supposing assuming")
DOUBTS = _words("whether")
INSTEAD = _words("instead rather")

PLANNED_ADJECTIVES = _words(
    "planned scheduled intended proposed upcoming forthcoming impending imminent"
)
THREATENED_ADJECTIVES = _words("threatened")
POSSIBLE_ADJECTIVES = _words("possible potential suspected apparent")
PREDICTED_ADJECTIVES = _words("expected likely predicted anticipated feared future probable")
HYPOTHETICAL_ADJECTIVES = _words("hypothetical would-be imaginary")

ARRANGED = _words("hold sign deploy release send convene withdraw launch host transfer hand build")
"""Verbs that in the passive future tell an arrangement ("talks will be held")."""

PERSONAL_PRONOUNS = _words("i we you he she they who")

PAST_ADVERBS = _words("previously formerly historically earlier once originally ago long")
PAST_ADVERBS_ALONE = PAST_ADVERBS - {"long", "earlier", "once", "ago"}
"""Of these, those that mean history without "have" too ("has long", but "earlier on Monday")."""

REMEMBERING = _words(
    """anniversary commemorate commemoration memory memorial remember remembrance veteran history
    survivor aftermath legacy mark"""
)
BEGINNINGS = _words("begin start erupt break")

PERSON_ENDINGS = ("man", "men", "ist", "ant", "ian", "er", "or")
"""Endings of nouns for people, for whom "will" is an intention."""

ACTING_NOUNS = _words(
    """army police government troop force group rebel militant ministry military militia party
    parliament president minister official court council coalition alliance authority union nation
    country state community student farmer worker people resident navy opposition regime
    administration committee congress senate cabinet crowd protester jihadist insurgent guerrilla
    faction separatist delegation side guard unit team"""
)
