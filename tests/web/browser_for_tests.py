"""A browser for the tests of the page, where this machine has one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dateline.web.data import page_data
from dateline.web.document import document
from dateline.web.source import PageSource

SCREENSHOTS = "DATELINE_SCREENSHOTS"
"""Environment variable: the folder that screenshots are written to."""

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
});
"""


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a running Chromium; the test is skipped, with the reason, where there is none."""
    driver = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    path = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if path is None:
        pytest.skip("no Chromium: sh scripts/chromium.sh installs it, or set CHROMIUM to its path")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def written(source: PageSource, folder: Path, name: str = "page.html") -> str:
    """Write the page of a record and give its address."""
    path = folder / name
    path.write_text(document(page_data(source)), encoding="utf-8")
    return path.as_uri()


class Opened:
    """A page in a browser, with all that it did that it should not."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.dialogs: list[str] = []
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.add_init_script(WATCH)
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.goto(address)
        self.page.wait_for_selector("#page h1")

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def found(self) -> str:
        """Give what the page says of how many events match."""
        return str(self.page.inner_text(".found"))

    def rows(self) -> int:
        """Give how many rows the table shows."""
        return int(self.page.locator(".events tbody tr:not(.none)").count())

    def open_event(self, words: str) -> None:
        """Open the first event whose row has these words."""
        row = self.page.locator(".events tbody tr", has_text=words).first
        row.locator("button.open").click()
        self.page.wait_for_selector("dialog[open]")

    def settle(self) -> None:
        """Wait until nothing moves."""
        self.page.wait_for_timeout(250)

    def behaved(self) -> None:
        """Fail where it asked the network, showed a dialog, broke its policy or had an error."""
        assert self.errors == []
        assert self.dialogs == []
        assert [url for url in self.requests if not url.startswith("file:")] == []
        assert len(self.requests) == 1
        assert self.page.evaluate("window.violations") == []

    def screenshot(self, name: str, of: str = "", **options: Any) -> None:
        """Write a screenshot, of one element or of the window, where a folder for them is named."""
        folder = os.environ.get(SCREENSHOTS)
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.settle()
            shown = self.page.locator(of) if of else self.page
            shown.screenshot(path=str(Path(folder) / f"{name}.png"), **options)

    def close(self) -> None:
        """Close it."""
        self.context.close()
