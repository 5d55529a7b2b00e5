"""The picture of the read-me: ``graphs/index.html`` as a browser draws it, in few colours to stay small."""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "graphs" / "index.html"
PICTURE = ROOT / "docs" / "images" / "network.png"
SIZE = {"width": 1280, "height": 760}
COLOURS = 96


def shot() -> bytes:
    """What the page looks like when all is drawn."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        page.goto(PAGE.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        if page.locator("#hint").is_visible():
            page.locator("#hint button").click()
        page.wait_for_timeout(500)
        found = page.screenshot()
        browser.close()
    return found


def main() -> None:
    """Take the picture and keep it."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(shot())).convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
