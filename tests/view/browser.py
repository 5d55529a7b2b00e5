"""A page in headless Chromium: everything it asks the net for, and everything it complains of, is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP, PHONE = (1440, 900), (390, 844)


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROMIUM") or next((found for found in map(shutil.which, names) if found), None)


@contextmanager
def launched() -> Iterator:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if chromium() is None:
        pytest.skip("no Chromium is installed: put it on the PATH or name it in CHROMIUM")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium(), args=list(SWITCHES))
        yield browser
        browser.close()


class View:
    """One opened page."""

    def __init__(self, browser, size=DESKTOP, touch=False) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=touch,
            is_mobile=touch,
            accept_downloads=True,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        self.page.on("request", lambda asked: self.requests.append(asked.url))

    def open(self, path: Path, part: str = "", hint: bool = False) -> View:
        self.page.goto(path.resolve().as_uri() + part)
        self.page.wait_for_function("document.documentElement.dataset.drawn")
        if not hint and self.page.locator("#hint").is_visible():
            self.page.locator("#hint button").click()
        return self

    @property
    def outside(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def shown(self) -> list[str]:
        return self.page.evaluate("civic.shown()")

    def click_node(self, label: str, times: int = 1) -> None:
        x, y = self.page.evaluate("(name) => civic.place(name)", label)
        box = self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y, click_count=times)
        self.page.wait_for_timeout(350)

    def find(self, text: str) -> None:
        self.page.fill("#search", text)
        self.page.keyboard.press("Enter")

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()
