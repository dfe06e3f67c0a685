"""The heads of an event's actors and recipients."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Roles:
    """Heads of the fillers of an anchor, in order."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    rules: dict[int, str] = field(default_factory=dict)
    """Which rule found a head, where more than one looks for it; see docs/coding.md."""

    def note(self, heads: list[int], rule: str, again: bool = False) -> None:
        """Say that ``rule`` found ``heads``; the first to find one stays, unless found ``again``."""
        for head in heads:
            if again or head not in self.rules:
                self.rules[head] = rule

    def settle(self) -> Roles:
        """Drop doubles, and recipients that already act."""
        self.actors = list(dict.fromkeys(self.actors))
        self.recipients = [r for r in dict.fromkeys(self.recipients) if r not in self.actors]
        return self


def share(doing: list[int], others: list[int]) -> Roles:
    others = [o for o in dict.fromkeys(others) if o not in doing]
    doing = list(dict.fromkeys(doing))
    if others and doing:
        return Roles(doing, others)
    if doing:
        return Roles(doing)
    return Roles(others[:1], others[1:])
