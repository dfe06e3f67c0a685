"""Checks of a codebook that its loader does not make: what is legal but looks unfinished."""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.codebook import FRAMES, Codebook, Cue, EventType

MIN_EXAMPLES = 2
"""Fewer do not show a coder both a plain case and one with other roles or modes."""


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
    for name, type_ in codebook.types.items():
        if name not in with_cues:
            warnings.append(f"types: {name}: has no cues, so rules never code it; add cues")
        warnings += _examples(type_)
        warnings += _modes(type_, codebook)
    return warnings + _unused_roles(codebook) + _repeated_cues(codebook)


def _examples(type_: EventType) -> list[str]:
    warnings = []
    place = f"types: {type_.name}: examples"
    if len(type_.examples) < MIN_EXAMPLES:
        warnings.append(f"{place}: has {len(type_.examples)}; write at least {MIN_EXAMPLES}")
    modes = {mode.name for mode in type_.modes}
    for example in type_.examples:
        quoted = f"{place}: {example.text!r}"
        if example.mode is not None and example.mode not in modes:
            warnings.append(f"{quoted}: mode {example.mode!r} is not a mode of the type")
        for role, value in example.slots:
            if role not in type_.roles:
                warnings.append(f"{quoted}: {role!r} is not a role of the type")
            if value not in example.text:
                warnings.append(f"{quoted}: {role} {value!r} does not stand in the sentence")
    return warnings


def _modes(type_: EventType, codebook: Codebook) -> list[str]:
    warnings = []
    told = {cue.mode for name, cue in codebook.cues if name == type_.name}
    for mode in type_.modes:
        place = f"types: {type_.name}: modes: {mode.name}"
        if not mode.definition.strip():
            warnings.append(f"{place}: has no definition")
        if not mode.words and mode.name not in told:
            warnings.append(f"{place}: has neither words nor cues, so nothing is coded with it")
    known = {mode.name for mode in type_.modes}
    for mode_name in sorted(m for m in told if m is not None and m not in known):
        warnings.append(f"types: {type_.name}: cues: mode {mode_name!r} is not a mode of the type")
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
