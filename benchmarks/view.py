"""Pages of growing graphs in headless Chromium, beside plain pyvis: until drawn, search, filter, click, pan.

    python benchmarks/view.py [SIZE …] [--pyvis-limit SECONDS]

Graphs are made up (tests/view/sample.py); each page is opened in a new browser context. Times in seconds, medians
of three where the page answers within ten seconds. «pyvis» is `Network.from_nx` with its own settings and its own
template, «pyvis, placed» the same with our positions and physics off; both get the whole graph, as pyvis has no overview.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "view")]

import sample  # noqa: E402
from browser import DESKTOP, launched  # noqa: E402
from playwright.sync_api import Error as BrowserError  # noqa: E402
from pyvis.network import Network  # noqa: E402

from kg.view.layout import layout  # noqa: E402
from kg.view.measures import measure, ties  # noqa: E402
from kg.view.network import read_network  # noqa: E402
from kg.view.page import write_page  # noqa: E402
from kg.view.records import CivicNetwork  # noqa: E402

SIZES = (200, 1_000, 5_000, 20_000)
ROUNDS = 3
# two frames after the first picture: what was asked for is on the screen
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


class Times(NamedTuple):
    """Seconds; a dash where the page cannot do it, or did not come."""

    drawn: float | None
    search: float | None = None
    filter: float | None = None
    click: float | None = None
    pan: float | None = None


def ours(browser, page: Path) -> Times:
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    view = context.new_page()
    view.goto(page.as_uri())
    view.wait_for_function("document.documentElement.dataset.drawn", timeout=60_000)
    drawn = float(view.evaluate("document.documentElement.dataset.drawn")) / 1000
    view.locator("#hint button").click()
    act = lambda code: view.evaluate(  # noqa: E731
        f"async () => {{ const begun = performance.now(); {code}; await ({SETTLED})(); return performance.now() - begun; }}"
    )
    search = act("const box = document.getElementById('search'); box.value = 'совет вет'; box.dispatchEvent(new Event('input'))")
    view.evaluate("document.getElementById('search').value = ''; document.getElementById('results').hidden = true")
    chosen = act("document.querySelector('#f-type-Event').click()")
    act("document.querySelector('#f-type-Event').click()")
    clicked = act("document.querySelector('.ranked .node-link').click()")
    pan = act("document.getElementById('canvas').focus(); document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }))")
    context.close()
    return Times(drawn, *(value / 1000 for value in (search, chosen, clicked, pan)))


def plain(browser, page: Path, limit: float) -> Times:
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    view = context.new_page()
    # the net is not there: what plain pyvis fetches from it fails at once
    view.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    begun = time.perf_counter()
    try:
        view.goto(page.as_uri(), timeout=limit * 1000, wait_until="commit")
        view.wait_for_function("window.__drawn", timeout=limit * 1000)
        drawn = float(view.evaluate("window.__drawn")) / 1000
        moved = view.evaluate(
            f"async () => {{ const begun = performance.now(); network.moveTo({{ position: {{ x: 50, y: 50 }} }});"
            f" await ({SETTLED})(); return performance.now() - begun; }}"
        )
        return Times(drawn, pan=moved / 1000)
    except BrowserError:
        return Times(None if time.perf_counter() - begun >= limit * 0.9 else None)
    finally:
        context.close()


def plain_page(network: CivicNetwork, out: Path, placed: bool) -> Path:
    """The page that pyvis writes by itself, with a note of when it has drawn."""
    page = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    places = {}
    if placed:
        islands = {"": measure(network).ranked()}
        places = layout(islands, ties(network))
        page.toggle_physics(False)
    for node in network.nodes:
        x, y = places.get(node.iri, (None, None))
        page.add_node(node.iri, label=node.label, title=node.type, **({"x": x, "y": y} if placed else {}))
    for claim in network.claims:
        page.add_edge(claim.subject, claim.object, title=claim.relation)
    html = page.generate_html()
    event = "afterDrawing" if placed else "stabilizationIterationsDone"
    note = f"network.once('{event}', () => requestAnimationFrame(() => {{ window.__drawn = performance.now(); }}));"
    html = re.sub(r"(network = new vis\.Network\(container, data, options\);)", rf"\1 {note}", html)
    out.write_text(html, encoding="utf-8")
    return out


def median(times: list[Times]) -> Times:
    columns = zip(*times, strict=True)
    return Times(*(statistics.median(c) if None not in c else None for c in map(list, columns)))


def told(times: Times) -> str:
    return "".join(f"{'—' if value is None else f'{value:.2f}':>9}" for value in times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--pyvis-limit", type=float, default=60.0, help="seconds that plain pyvis may take (60)")
    asked = parser.parse_args()
    print(f"{'nodes':>6} {'claims':>7} {'build s':>8} {'MB':>6}  page           {'drawn':>9}{'search':>9}{'filter':>9}{'click':>9}{'pan':>9}")
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        for size in asked.sizes:
            graph = sample.made_up(size).write(Path(folder) / f"{size}.ttl")
            begun = time.perf_counter()
            report = write_page(graph, Path(folder) / f"{size}.html")
            built = time.perf_counter() - begun
            head = f"{report.nodes:>6} {report.claims:>7} {built:>8.1f} {report.size / 1e6:>6.1f}"
            print(f"{head}  ours          {told(median([ours(browser, report.path) for _ in range(ROUNDS)]))}", flush=True)
            network = read_network(graph)
            for name, placed in (("pyvis, placed", True), ("pyvis", False)):
                page = plain_page(network, Path(folder) / "plain.html", placed)
                print(f"{'':>{len(head)}}  {name:<14}{told(plain(browser, page, asked.pyvis_limit))}", flush=True)


if __name__ == "__main__":
    main()
