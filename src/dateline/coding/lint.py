"""Checks of a codebook that its loader does not make: what is legal but looks unfinished."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.codebook import FRAMES, Codebook, Cue, EventType
from dateline.coding.engine import COUNTED
from dateline.coding.near_definitions import near_definitions

MIN_EXAMPLES = 2
"""Fewer do not show a coder both a plain case and one with other roles or modes."""
FILLED = frozenset(
    {"actor", "recipient", "organisation", "leader", "goal", "place", "date", "weapon"}
)
FILLED |= frozenset(COUNTED)
"""Roles that the coder fills; a role of another name stays empty until a person fills it."""
ENDS = frozenset({"actor", "recipient", "organisation", "leader"})
"""Roles that a cue's frame gives: who does it, and to whom."""


def lint(codebook: Codebook) -> list[str]:
    """Give warnings in file order, each naming type and field and saying what to do; [] is clean.

    When to use it: after editing a codebook, before coding with it. A codebook with warnings
    still works.
    """
    warnings: list[str] = []
    with_cues = {name for name, _ in codebook.cues}
    for role, definition in codebook.roles.items():
        if not definition.strip():
            warnings.append(f"roles: {role}: has no definition; say what fills it")
        if role not in FILLED:
            warnings.append(
                f"roles: {role}: the coder does not know this role and leaves it empty; it fills "
                f"{', '.join(sorted(FILLED))}. Use one of these, or keep it for people to fill"
            )
    for name, type_ in codebook.types.items():
        if name not in with_cues:
            warnings.append(f"types: {name}: has no cues, so rules never code it; add cues")
        warnings += _examples(type_, codebook)
        warnings += _modes(type_, codebook)
        warnings += [
            f"types: {name}: not_done: {how} is {name} itself; name another type or drop it"
            for how, other in type_.not_done.items()
            if other == name
        ]
        if name in with_cues and not ENDS & set(type_.roles):
            warnings.append(
                f"types: {name}: roles: a cue's frame gives who does it and to whom, and the type "
                "takes neither; add actor or recipient"
            )
    warnings += _alike(codebook)
    return warnings + _unused_roles(codebook) + _repeated_cues(codebook)


def _alike(codebook: Codebook) -> list[str]:
    return [
        f"types: {second}: definition: says nearly the same as that of {first} ({share:.0%} of "
        "their words are in both); say what tells the two apart, or join them"
        for first, second, share in near_definitions(codebook)
    ]


def _examples(type_: EventType, codebook: Codebook) -> list[str]:
    warnings = []
    place = f"types: {type_.name}: examples"
    if not type_.examples:
        warnings.append(
            f"{place}: has none, so the type is known by its definition alone; write at least "
            f"{MIN_EXAMPLES} sentences of your own"
        )
    elif len(type_.examples) < MIN_EXAMPLES:
        warnings.append(f"{place}: has {len(type_.examples)}; write at least {MIN_EXAMPLES}")
    modes = {mode.name for mode in type_.modes}
    for example in type_.examples:
        quoted = f"{place}: {example.text!r}"
        if example.mode is not None and example.mode not in modes:
            warnings.append(
                f"{quoted}: mode {example.mode!r} is not a mode of the type; add it under modes or "
                "mend its name"
            )
        for role, value in example.slots:
            if role not in type_.roles:
                known = "of the type" if role in codebook.roles else "of the codebook"
                warnings.append(
                    f"{quoted}: {role!r} is not a role {known}; add it to roles or mend its name"
                )
            if value not in example.text:
                warnings.append(
                    f"{quoted}: {role} {value!r} does not stand in the sentence; copy it from there"
                )
    return warnings


def _modes(type_: EventType, codebook: Codebook) -> list[str]:
    warnings = []
    told = {cue.mode for name, cue in codebook.cues if name == type_.name}
    for mode in type_.modes:
        place = f"types: {type_.name}: modes: {mode.name}"
        if not mode.definition.strip():
            warnings.append(f"{place}: has no definition; say what it means")
        if not mode.words and mode.name not in told:
            warnings.append(
                f"{place}: has neither words nor cues, so nothing is coded with it; add some"
            )
    known = {mode.name for mode in type_.modes}
    for mode_name in sorted(m for m in told if m is not None and m not in known):
        warnings.append(
            f"types: {type_.name}: cues: mode {mode_name!r} is not a mode of the type; add it under "
            "modes or mend its name"
        )
    contexts = {cue.context for name, cue in codebook.cues if name == type_.name and cue.context}
    for context in sorted(contexts - set(codebook.contexts)):
        warnings.append(
            f"types: {type_.name}: cues: context {context!r} is not among the codebook's contexts; "
            "add it under contexts or mend its name"
        )
    return warnings


def _unused_roles(codebook: Codebook) -> list[str]:
    used = {role for type_ in codebook.types.values() for role in type_.roles}
    return [
        f"roles: {role}: no type has it; give it to a type or drop it"
        for role in codebook.roles
        if role not in used
    ]


def _repeated_cues(codebook: Codebook) -> list[str]:
    """Warn where two cues match the same words; the order of the file would decide then."""
    seen: dict[Cue, tuple[str, Cue]] = {}
    warnings = []
    for name, cue in codebook.cues:
        conditions = replace(cue, frame=next(iter(FRAMES)), mode=None, context=None, weight=1.0)
        first = seen.setdefault(conditions, (name, cue))
        if first[1] is cue:
            continue
        same_strength = (
            first[1].weight == cue.weight
            and codebook.types[first[0]].priority == codebook.types[name].priority
        )
        if first[0] == name:
            warnings.append(f"types: {name}: cues: {described(cue)} stands twice; drop one")
        elif same_strength:
            warnings.append(
                f"types: {name}: cues: {described(cue)} means {first[0]} with equal conditions "
                "and weight; narrow one or give them different weights"
            )
    return warnings


def described(cue: Cue) -> str:
    """Give a cue as it is written in a codebook, with its part of speech."""
    parts = [cue.lemma]
    for mark, words in (("", cue.objects), ("+", cue.particles), ("~", cue.complements)):
        if words:
            parts.append(mark + "|".join(sorted(words)))
    return f"{' '.join(parts)!r} ({cue.pos})"
