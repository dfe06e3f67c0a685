"""Write samples/reports/institute-analysis.pdf: the sample's PDF, by hand, so that no package is needed.

Run it from anywhere: ``python scripts/make_sample_pdf.py``. The same words give the same bytes.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "ingest"))
from pdf_for_tests import make_pdf  # noqa: E402  (the tests' writer, so that there is one)

TARGET = ROOT / "samples" / "reports" / "institute-analysis.pdf"
LINE = 88
"""Characters of Helvetica 11 that fit between the margins of an A4 page."""

HEAD = (
    "Islamic State declares a governorate in the North Caucasus",
    "",
    "Black Sea Institute for Conflict Studies (fictional)",
    "By Elena Vasile",
    "24 June 2015",
    "",
)
PARAGRAPHS = (
    "The Islamic State announced on June 23 that it had founded a governorate, called Wilayat "
    "Qawqaz, in Russia's North Caucasus. Its spokesman, Abu Mohammad al-Adnani, named Rustam "
    "Asildarov as the governor of the new province.",
    "The announcement followed an audio recording in Russian that was circulated on Twitter on "
    "June 21. In it, militants from Dagestan, Chechnya, Ingushetia and Kabardino-Balkaria pledged "
    "allegiance to the leader of the Islamic State, Abu Bakr al-Baghdadi. Most of these militants "
    "had belonged to the Caucasus Emirate, an armed group that is allied with al-Qaeda.",
    "The Caucasus Emirate has been weakened over the past year. Russian security forces killed its "
    "leader, Aliaskhab Kebekov, in the town of Buynaksk in April 2015. The group had already lost "
    "its commander in Dagestan, Asildarov, who went over to the Islamic State in December 2014. "
    "Its districts in Cherkessia and in the Nogay steppe have not pledged allegiance to "
    "al-Baghdadi.",
    "The pledges change little on the ground for the time being. The number of attacks in the "
    "region fell by more than half in the first months of this year, partly because many fighters "
    "have left for Syria and Iraq. Neither group has controlled a town since the second war in "
    "Chechnya.",
    "The governorate will probably try to carry out attacks on Russian forces in the summer, to "
    "show that it exists. It is less likely that it can hold territory. What remains of the "
    "Caucasus Emirate may choose a new leader in the coming weeks.",
)


def lines() -> list[str]:
    """Give the page line by line."""
    shown = list(HEAD)
    for paragraph in PARAGRAPHS:
        shown += [*textwrap.wrap(paragraph, LINE), ""]
    return shown


if __name__ == "__main__":
    TARGET.write_bytes(make_pdf([lines()]))
