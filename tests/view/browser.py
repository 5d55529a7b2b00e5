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
# what waits for a frame, and what would do without one, is kept back
HELD = """{
  const [raf, later, held] = [requestAnimationFrame, setTimeout, []];
  window.requestAnimationFrame = (f) => held.push(f);
  window.setTimeout = (f, wait, ...rest) => wait >= 1000 ? 0 : later(f, wait, ...rest);
  window.release = () => {
    Object.assign(window, { requestAnimationFrame: raf, setTimeout: later });
    held.forEach((f) => raf(f));
  };
}"""
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

    def __init__(self, browser, size=DESKTOP, touch=False, scripts=True) -> None:
        self.context = browser.new_context(
            java_script_enabled=scripts,
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
        self.page.wait_for_selector("html[data-ready]", state="attached")
        if not hint and self.page.locator("#hint").is_visible():
            self.page.locator("#hint button").click()
        return self

    def open_held(self, path: Path) -> View:
        """Open a page that does not go live before :meth:`release`: only the drawing is there."""
        self.page.add_init_script(HELD)
        self.page.goto(path.resolve().as_uri())
        self.page.wait_for_selector("#data-evidence", state="attached")
        return self

    def release(self) -> None:
        self.page.evaluate("release()")
        self.page.wait_for_selector("html[data-ready]", state="attached")

    @property
    def outside(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def shown(self) -> list[str]:
        return self.page.evaluate("civic.shown()")

    def click_node(self, label: str, times: int = 1) -> None:
        x, y = self.page.evaluate("(name) => civic.place(name)", label)
        box = self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y, click_count=times)
        self.page.wait_for_selector("body.has-choice", state="attached")

    def find(self, text: str) -> None:
        self.page.fill("#search", text)
        self.page.keyboard.press("Enter")

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()
