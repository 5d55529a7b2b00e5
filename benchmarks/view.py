"""Pages of growing graphs in headless Chromium, beside plain pyvis: until drawn, search, filter, click, pan.

    python benchmarks/view.py [SIZE …] [--pyvis-limit SECONDS] [--rounds N]

The graphs are made up (tests/view/sample.py); each page is opened in a new browser context; medians of some
rounds, in seconds. «pyvis» is its own page with its own settings, «pyvis, placed» the same with positions from
our layout and no physics; both draw the whole graph, as pyvis has no overview. «—»: the page cannot do it,
or did not come to it within the limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
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
# two frames after an action what was asked for is on the screen
TIMED = """async () => {
  const begun = performance.now();
  %s;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return (performance.now() - begun) / 1000;
}"""
SEARCH = (
    "const box = document.getElementById('search');"
    "box.value = 'совет вет'; box.dispatchEvent(new Event('input'))"
)
FILTER = "document.querySelector('#f-type-Event').click()"
CLICK = "document.querySelector('.ranked .node-link').click()"
PAN = (
    "document.getElementById('canvas').focus();"
    "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }))"
)
PYVIS_PAN = "network.moveTo({ position: { x: 50, y: 50 } })"
DRAWN = "document.documentElement.dataset.drawn"
CREATED = "network = new vis.Network(container, data, options);"


class Times(NamedTuple):
    """Seconds; none where the page cannot do it, or did not come to it."""

    drawn: float | None
    search: float | None = None
    filter: float | None = None
    click: float | None = None
    pan: float | None = None


def new_page(browser):
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    return context, context.new_page()


def ours(browser, page: Path) -> Times:
    context, view = new_page(browser)
    view.goto(page.as_uri())
    view.wait_for_function(DRAWN, timeout=60_000)
    drawn = float(view.evaluate(DRAWN)) / 1000
    view.locator("#hint button").click()
    search = view.evaluate(TIMED % SEARCH)
    view.evaluate(
        "document.getElementById('search').value = ''; document.getElementById('results').hidden = true"
    )
    chosen = view.evaluate(TIMED % FILTER)
    view.evaluate(TIMED % FILTER)
    times = Times(drawn, search, chosen, view.evaluate(TIMED % CLICK), view.evaluate(TIMED % PAN))
    context.close()
    return times


def plain(browser, page: Path, limit: float) -> Times:
    context, view = new_page(browser)
    # the net is not there: what plain pyvis wants of it fails at once
    view.route("http*://**", lambda route: route.abort())
    try:
        view.goto(page.as_uri(), timeout=limit * 1000, wait_until="commit")
        view.wait_for_function(DRAWN, timeout=limit * 1000)
        return Times(float(view.evaluate(DRAWN)) / 1000, pan=view.evaluate(TIMED % PYVIS_PAN))
    except BrowserError:
        return Times(None)
    finally:
        context.close()


def plain_page(network: CivicNetwork, out: Path, *, placed: bool) -> Path:
    """The page that pyvis writes by itself, with a note of when it has drawn."""
    page = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    places = layout({"": measure(network).ranked()}, ties(network)) if placed else {}
    for node in network.nodes:
        x, y = places.get(node.iri, (0, 0))
        page.add_node(node.iri, label=node.label, title=node.type, **({"x": x, "y": y} if placed else {}))
    for claim in network.claims:
        page.add_edge(claim.subject, claim.object, title=claim.relation)
    if placed:
        page.toggle_physics(False)
    event = "afterDrawing" if placed else "stabilizationIterationsDone"
    note = f"network.once('{event}', () => requestAnimationFrame(() => {{ {DRAWN} = performance.now(); }}));"
    out.write_text(page.generate_html().replace(CREATED, CREATED + note), encoding="utf-8")
    return out


def median(times: Iterable[Times]) -> Times:
    columns = [[value for value in column if value is not None] for column in zip(*times, strict=True)]
    return Times(*(statistics.median(column) if column else None for column in columns))


def told(times: Times) -> str:
    return "".join(f"{'—' if value is None else f'{value:.2f}':>9}" for value in times)


def measured(browser, folder: Path, size: int, limit: float, rounds: int) -> Iterable[str]:
    graph = sample.made_up(size).write(folder / f"{size}.ttl")
    begun = time.perf_counter()
    report = write_page(graph, folder / f"{size}.html")
    built = time.perf_counter() - begun
    head = f"{report.nodes:>6}{report.claims:>8}{built:>9.1f}{report.size / 1e6:>7.1f}  "
    yield f"{head}{'ours':<14}{told(median([ours(browser, report.path) for _ in range(rounds)]))}"
    network = read_network(graph)
    for name, placed in (("pyvis, placed", True), ("pyvis", False)):
        page = plain_page(network, folder / "plain.html", placed=placed)
        yield f"{'':>{len(head)}}{name:<14}{told(plain(browser, page, limit))}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--pyvis-limit", type=float, default=60.0, help="seconds that a pyvis page may take")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    columns = "".join(f"{name:>9}" for name in Times._fields)
    print(f"{'nodes':>6}{'claims':>8}{'build s':>9}{'MB':>7}  {'page':<14}{columns}")
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        for size in asked.sizes:
            for line in measured(browser, Path(folder), size, asked.pyvis_limit, asked.rounds):
                print(line, flush=True)


if __name__ == "__main__":
    main()
