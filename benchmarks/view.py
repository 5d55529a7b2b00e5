"""Pages of growing graphs in headless Chromium, beside plain pyvis: until seen, until live, and what one does then.

    python benchmarks/view.py [SIZE …] [--pyvis-limit SECONDS] [--rounds N] [--beside FOLDER]

The graphs are made up (tests/view/sample.py); each page is opened in a new browser context; medians of some
rounds, in seconds from the opening of the page:

picture  the network is on the screen; in our page a drawing made when the page was built
live     vis-network has drawn it and takes the mouse
answer   what is said of a node is shown after a click on it, made at the first paint and again until it is answered

and in seconds from an action until it is on the screen: search (a keystroke), filter (a type hidden), click, pan.

«pyvis» is its own page with its own settings, «pyvis, placed» the same with positions from our layout and no
physics; both draw the whole graph, as pyvis has no overview. «—»: the page cannot do it, or did not come to it
within the limit. Pages of the same graphs from another state of the program, ``FOLDER/SIZE.html``, are opened in
turn with ours under ``--beside``: on a busy machine only figures of one run can be held against each other.
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


LIVE = "html[data-drawn]"
# from the first paint on a point is clicked until the panel of a node is there; no hint lies over it
CLICKING = """(() => {
  try { localStorage.setItem('kg-seen', '1'); } catch { /* shown again */ }
  const [clientX, clientY] = %s;
  const at = { clientX, clientY, bubbles: true, pointerId: 1, pointerType: 'mouse', isPrimary: true };
  const tap = () => {
    if (document.getElementById('panel-title')) {
      clearInterval(again);
      requestAnimationFrame(() => { window.answered = performance.now() / 1000; });
      return;
    }
    const target = document.elementFromPoint(clientX, clientY);
    target.dispatchEvent(new PointerEvent('pointerdown', { ...at, buttons: 1 }));
    target.dispatchEvent(new PointerEvent('pointerup', at));
    target.dispatchEvent(new MouseEvent('click', at));
  };
  let again = 0;
  const paints = new PerformanceObserver(() => {
    if (again) return;
    again = setInterval(tap, 20);
    tap();
  });
  paints.observe({ type: 'paint', buffered: true });
})()"""
PAINTED = "(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"
NODE = """() => {
  const { left, top } = document.getElementById('canvas').getBoundingClientRect();
  const places = civic.shown().map((name) => civic.place(name)).filter(([x, y]) => x > 150 && x < 600 && y > 150 && y < 650);
  return [left + places[0][0], top + places[0][1]];
}"""


class Times(NamedTuple):
    """Seconds; none where the page cannot do it, or did not come to it."""

    picture: float | None
    live: float | None = None
    answer: float | None = None
    search: float | None = None
    filter: float | None = None
    click: float | None = None
    pan: float | None = None


def new_page(browser):
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    return context, context.new_page()


def some_node(browser, page: Path) -> list[float]:
    """Where a node stands on the screen."""
    context, view = new_page(browser)
    view.goto(page.as_uri())
    view.wait_for_selector(LIVE, state="attached", timeout=60_000)
    found = view.evaluate(NODE)
    context.close()
    return found


def opened(browser, page: Path, at: list[float]) -> Times:
    """From the opening of a page until it answers a click."""
    context, view = new_page(browser)
    view.add_init_script(CLICKING % at)
    view.goto(page.as_uri())
    view.wait_for_selector(LIVE, state="attached")
    while not (answer := view.evaluate("window.answered")):
        view.wait_for_timeout(50)
    live = float(view.evaluate(DRAWN)) / 1000
    seen = view.evaluate("document.documentElement.dataset.pictured")
    picture = max(float(seen), view.evaluate(PAINTED)) / 1000 if seen else live
    context.close()
    return Times(picture, live, answer)


def ours(browser, page: Path, at: list[float]) -> Times:
    times = opened(browser, page, at)
    context, view = new_page(browser)
    view.goto(page.as_uri())
    view.wait_for_selector(LIVE, state="attached", timeout=60_000)
    view.locator("#hint button").click()
    search = view.evaluate(TIMED % SEARCH)
    view.evaluate(
        "document.getElementById('search').value = ''; document.getElementById('results').hidden = true"
    )
    chosen = view.evaluate(TIMED % FILTER)
    view.evaluate(TIMED % FILTER)
    times = times._replace(search=search, filter=chosen)
    times = times._replace(click=view.evaluate(TIMED % CLICK), pan=view.evaluate(TIMED % PAN))
    context.close()
    return times


def plain(browser, page: Path, limit: float) -> Times:
    context, view = new_page(browser)
    # the net is not there: what plain pyvis wants of it fails at once
    view.route("http*://**", lambda route: route.abort())
    try:
        view.goto(page.as_uri(), timeout=limit * 1000, wait_until="commit")
        view.wait_for_function(DRAWN, timeout=limit * 1000)
        drawn = float(view.evaluate(DRAWN)) / 1000
        return Times(drawn, drawn, pan=view.evaluate(TIMED % PYVIS_PAN))
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


def measured(browser, folder: Path, size: int, asked: argparse.Namespace) -> Iterable[str]:
    graph = sample.made_up(size).write(folder / f"{size}.ttl")
    begun = time.perf_counter()
    report = write_page(graph, folder / f"{size}.html")
    built = time.perf_counter() - begun
    head = f"{report.nodes:>6}{report.claims:>8}{built:>9.1f}{report.size / 1e6:>7.1f}  "
    pages = {"ours": report.path}
    if asked.beside and (asked.beside / f"{size}.html").exists():
        pages[asked.beside.name] = asked.beside / f"{size}.html"
    nodes = {name: some_node(browser, page) for name, page in pages.items()}
    found = [
        {name: ours(browser, page, nodes[name]) for name, page in pages.items()} for _ in range(asked.rounds)
    ]
    for name in pages:
        yield f"{head if name == 'ours' else '':<{len(head)}}{name:<14}{told(median([one[name] for one in found]))}"
    network = read_network(graph)
    for name, placed in (("pyvis, placed", True), ("pyvis", False)):
        page = plain_page(network, folder / "plain.html", placed=placed)
        yield f"{'':>{len(head)}}{name:<14}{told(plain(browser, page, asked.pyvis_limit))}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--pyvis-limit", type=float, default=60.0, help="seconds that a pyvis page may take")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="folder of pages to open in turn with ours")
    asked = parser.parse_args()
    columns = "".join(f"{name:>9}" for name in Times._fields)
    print(f"{'nodes':>6}{'claims':>8}{'build s':>9}{'MB':>7}  {'page':<14}{columns}")
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        for size in asked.sizes:
            for line in measured(browser, Path(folder), size, asked):
                print(line, flush=True)


if __name__ == "__main__":
    main()
