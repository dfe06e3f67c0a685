"""A ledger's events as a file in another dataset's columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.export import acled, ged
from dateline.export.dataset import Dataset, Written, write_dataset
from dateline.export.evidence import evidence
from dateline.export.files import whole
from dateline.export.profile import Full, Profile
from dateline.export.progress import Progress
from dateline.export.sides import Sides

if TYPE_CHECKING:
    from dateline.store import Ledger

DATASETS: Mapping[str, Dataset] = {"ged": ged.DATASET, "acled": acled.DATASET}

_PREFERRED = {"ged": ("plover", "acled"), "acled": ("acled", "plover")}
"""The codebook that tells more of a dataset's columns comes first; one alone is exported, since
two codebooks each make an event of one happening."""


def export_events_as(
    ledger: Ledger,
    name: str,
    out: Path,
    profile: Profile | None = None,
    filters: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write the events of one codebook in the columns of ``ged`` or ``acled``.

    ``filters`` are those of events; ``codebook`` among them chooses the codebook. Raises
    ``ValueError`` where the ledger has none that can be mapped.
    """
    dataset = DATASETS[name]
    asked = dict(filters or {})
    asked["codebook"] = chosen_codebook(name, ledger.current_runs(), asked.get("codebook"))
    events, sides = evidence(ledger, progress, **asked), Sides(ledger.actor)
    with whole(out) as partial:
        return write_dataset(partial, dataset, events, sides, profile or Full())


def chosen_codebook(name: str, current: Iterable[str], wanted: str | None) -> str:
    """Give the codebook whose events are exported; raises ``ValueError`` where there is none."""
    may, here = _PREFERRED[name], set(current)
    if wanted is not None and wanted not in may:
        raise ValueError(
            f"--format {name}: types of codebook {wanted!r} have no mapping; "
            f"there is one for {' and '.join(sorted(may))}"
        )
    for codebook in (wanted,) if wanted else may:
        if codebook in here:
            return codebook
    raise ValueError(
        f"--format {name} needs events of codebook {wanted or ' or '.join(may)}, and this ledger is "
        f"coded with {', '.join(sorted(here)) or 'none'}; code it with: dateline recode --codebook "
        f"{wanted or may[0]} and the others that it has"
    )
