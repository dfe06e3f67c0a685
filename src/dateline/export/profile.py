"""What an export may say: of people, and of the texts' own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from dateline.fusion.facts import Party
from dateline.store.rows import EventClaimRow


class Profile(Protocol):
    """Decides what of a ledger an export shows."""

    @property
    def says(self) -> str:
        """In words, for the description of a file: what is left out and why; "" for nothing."""

    def row(self, row: Any) -> Any:
        """Give a row of a ledger's table as it is shown, of the same type; None: not at all."""

    def shows(self, party: Party, tellings: Sequence[EventClaimRow]) -> bool:
        """Say whether a party of an event that these claims tell is shown under its own name."""

    def name(self, party: Party, tellings: Sequence[EventClaimRow]) -> str:
        """Give the name under which a party of an event that these claims tell is shown."""

    def quote(self, telling: EventClaimRow) -> str:
        """Give the words of a claim's sentence that are shown; "" for none."""

    def title(self, telling: EventClaimRow) -> str | None:
        """Give the title of a claim's report as it is shown."""

    def anchor(self, telling: EventClaimRow) -> str:
        """Give the words that tell it, as they are shown."""

    def sources(self, telling: EventClaimRow) -> str | None:
        """Give whom a claim cites, as it is shown."""

    def address(self, telling: EventClaimRow) -> str | None:
        """Give the address of a claim's report as it is shown; None where it is not."""

    def words(self, words: str, tellings: Sequence[EventClaimRow] = ()) -> str:
        """Give any other words, of the texts of these claims or of none, as they are shown."""


class Full:
    """Everything as the ledger has it: for the people who keep the ledger."""

    says = ""

    def row(self, row: Any) -> Any:
        """Give the row."""
        return row

    def shows(self, party: Party, tellings: Sequence[EventClaimRow]) -> bool:
        """Give True."""
        return True

    def name(self, party: Party, tellings: Sequence[EventClaimRow]) -> str:
        """Give the party's name."""
        return party.name or party.raw

    def quote(self, telling: EventClaimRow) -> str:
        """Give the whole sentence."""
        return telling.quote

    def title(self, telling: EventClaimRow) -> str | None:
        """Give the title."""
        return telling.title

    def anchor(self, telling: EventClaimRow) -> str:
        """Give the words that tell it."""
        return telling.anchor

    def sources(self, telling: EventClaimRow) -> str | None:
        """Give whom the claim cites."""
        return telling.attributed_to

    def address(self, telling: EventClaimRow) -> str | None:
        """Give the address."""
        return telling.url

    def words(self, words: str, tellings: Sequence[EventClaimRow] = ()) -> str:
        """Give the words."""
        return words
