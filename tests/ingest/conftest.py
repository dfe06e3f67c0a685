"""What the tests of this folder share: a package with a reader, installed for one test."""

from __future__ import annotations

import sys

import pytest

from dateline.ingest import installed

POINTS = "[dateline.readers]\ntelex = telex_reader\n"


def forget():
    """Have what is installed looked up again."""
    installed.installed.cache_clear()
    installed.module.cache_clear()
    sys.modules.pop("telex_reader", None)


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Give what installs a package: the source of its module, which reads the format "telex"."""

    def installs(source):
        (tmp_path / "telex_reader.py").write_text(source)
        about = tmp_path / "telex_reader-1.2.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: telex-reader\nVersion: 1.2\n")
        (about / "entry_points.txt").write_text(POINTS)
        monkeypatch.syspath_prepend(tmp_path)
        forget()

    forget()
    yield installs
    monkeypatch.undo()
    forget()
