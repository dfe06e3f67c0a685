"""Sixteen made-up reports of one attack: fourteen reprints of a dispatch, and two of their own.

The place is real, everything else is invented. Reprints have their own headlines, are trimmed from
the end or within, carry the agency's credit or not, and have lines of their publishers between.
"""

from __future__ import annotations

import json
from pathlib import Path

DISPATCH = (
    "Gunmen attacked a police checkpoint on the northern edge of Buynaksk late on Tuesday, killing "
    "six officers, the interior ministry of Dagestan said.",
    "The attackers opened fire with automatic rifles from two cars and threw hand grenades at the "
    "guardhouse before they drove off towards the mountains, a ministry spokesman told Terek Press.",
    "Roads out of the town were closed until the morning, and schools stayed shut on Wednesday.",
    "Shopkeepers in the bazaar said that they had lain on the floor for a quarter of an hour.",
)

HEADLINES = (
    "Six officers killed at Dagestan checkpoint",
    "Gunmen kill six police in Buynaksk",
    "Deadly night in Buynaksk",
    "Checkpoint attack: six dead",
    "Police post attacked in Russia's south",
    "Attackers kill officers in Dagestan, flee to the mountains",
    "Buynaksk in shock",
)


def reprint(n: int) -> dict[str, str]:
    """The n-th reprint: whole, without its end, or its first sentences alone."""
    body = list(DISPATCH)
    if n % 3 == 1:
        body = body[:2]
    elif n % 3 == 2:
        body = [body[0], body[1], body[3]]
    if n % 4 == 3:
        body.insert(
            1, f"Read all our stories from the Caspian coast on page {n} of the weekend part."
        )
    if n % 5 == 0:
        body.append("(Terek Press)")
    else:
        body[0] = f"BUYNAKSK (Terek Press) - {body[0]}"
    return {
        "id": f"reprint-{n:02d}",
        "title": HEADLINES[n % len(HEADLINES)],
        "publisher": f"Town Paper {n} (fictional)",
        "published": "2019-03-06" if n % 2 else "2019-03-07",
        "url": f"https://town-paper-{n}.example/2019/03/checkpoint",
        "text": "\n\n".join(body),
    }


OWN = (
    {
        "id": "own-hospital",
        "title": "Surgeon counts the dead of Buynaksk",
        "publisher": "Caspian Gazette (fictional)",
        "published": "2019-03-06",
        "url": "https://caspian-gazette.example/2019/03/surgeon",
        "text": "Five policemen were killed in Buynaksk on Tuesday when their checkpoint was attacked, "
        "the chief surgeon of the town's hospital told the Caspian Gazette.\n\nTwo more were on the "
        "operating table all night, he added, and donors had queued for blood since dawn.",
    },
    {
        "id": "own-correspondent",
        "title": "A burnt guardhouse and no answers",
        "publisher": "Southern Observer (fictional)",
        "published": "2019-03-07",
        "url": "https://southern-observer.example/2019/03/guardhouse",
        "text": "A correspondent of the Southern Observer saw six coffins carried from the mosque of "
        "Buynaksk.\n\nUnknown gunmen killed the six police officers at a checkpoint in Buynaksk on "
        "Tuesday night.\n\nNobody has said who sent them.",
    },
)

REPORTS = (*(reprint(n) for n in range(14)), *OWN)


def write_lines(folder: Path) -> list[Path]:
    """Write each report as a file of its own."""
    paths = []
    for report in REPORTS:
        path = folder / f"{report['id']}.jsonl"
        path.write_text(json.dumps(report) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
