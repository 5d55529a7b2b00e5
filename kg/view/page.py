"""One page that opens offline by double click: the network, its evidence, all its views."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pyvis
from markupsafe import Markup
from pyvis.network import Network

from kg.files import write_atomic
from kg.view.limits import MANY_CLAIMS
from kg.view.look import look
from kg.view.measures import Measures, measure
from kg.view.network import read_network
from kg.view.payload import Payload
from kg.view.plan import Plan
from kg.view.records import CivicNetwork
from kg.view.scenes import overview
from kg.view.selection import Selection, select
from kg.view.sketch import Sketch
from kg.view.words import ASSETS, LANGUAGES, counted, words

VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
ARRIVED = "window.civicBoot.arrived();"
"""Said in the page where all that the live network needs has been read; the evidence may still be on its way."""


@dataclass(frozen=True, slots=True)
class PageReport:
    """What was written.

    Attributes:
        path: The page.
        nodes: Nodes that it holds.
        claims: Claims that it holds.
        shown: Nodes drawn at first.
        size: Bytes.
    """

    path: Path
    nodes: int
    claims: int
    shown: int
    size: int

    @property
    def heavy(self) -> bool:
        """Whether the graph is better looked at with `kg serve`."""
        return self.claims > MANY_CLAIMS


class CivicPage(Network):  # type: ignore[misc]
    """A pyvis network with a page of its own: vis-network inside, everything inlined, nothing fetched."""

    def __init__(
        self, network: CivicNetwork, measures: Measures, lang: str = "ru", start: str | None = None
    ) -> None:
        """Take over the nodes and edges of the overview; the whole network goes along as data."""
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.template_dir = str(ASSETS)
        self.templateEnv = jinja2.Environment(loader=jinja2.FileSystemLoader(ASSETS), autoescape=True)
        self.options.physics.enabled = False
        self.lang, self.start = lang, start
        scene = overview(network, measures)
        self.payload = Payload(network, measures, scene)
        # a page around an actor opens on another picture than the overview
        drawn = scene.positions and start is None
        self.sketch = Sketch(Plan(network, measures, scene, self.payload.index, lang)) if drawn else None
        for iri, (x, y) in sorted(scene.positions.items()):
            node = network.node(iri)
            self.add_node(self.payload.index[iri], label=node.label, x=x, y=y, group=node.type)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:  # noqa: ARG002
        """The page as text; the arguments of pyvis have no meaning here."""
        graph = {
            **self.payload.graph(),
            "start": self._start(),
            "many": MANY_CLAIMS,
            "shown": len(self.nodes),
            "names": self.sketch.places() if self.sketch else [],
        }
        vis, style = _inline(VIS.read_text(encoding="utf-8")), _style()
        scripts = {"boot": _boot(), "vis": vis, "own": _script(), "arrived": ARRIVED}
        self.html = self.templateEnv.get_template(self.path).render(
            lang=self.lang,
            words=words(self.lang),
            policy=_policy(list(scripts.values()), style),
            style=Markup(style),
            scripts={name: Markup(text) for name, text in scripts.items()},
            sketch=Markup(self.sketch.markup() if self.sketch else ""),
            summary=_summary(self.payload, self.lang),
            i18n=_json({lang: words(lang) for lang in LANGUAGES}),
            look=_json(look()),
            graph=_json(graph),
            evidence=_json(self.payload.evidence()),
        )
        return str(self.html)

    def _start(self) -> dict[str, Any]:
        return {"lang": self.lang, "node": self.payload.index.get(self.start or "", -1)}


def write_page(
    graph_path: Path,
    out: Path,
    *,
    city: str | None = None,
    around: str | None = None,
    types: Sequence[str] = (),
    relations: Sequence[str] = (),
    lang: str = "ru",
) -> PageReport:
    """Write the page of a graph, or of a part of it.

    Args:
        graph_path: The graph, or the folder that holds ``civic.ttl``.
        out: The page to write; written whole or not at all.
        city: Name of a municipality: only what its reports say.
        around: Name of an actor: only what lies within two steps, the page opens on it.
        types: Only nodes of these classes (local names).
        relations: Only these relations (local names).
        lang: Language that the page opens in, ``ru`` or ``en``.

    Raises:
        GraphError: There is no graph, or it cannot be read.
        UsageError: No city, actor, class or relation is called so.
        WriteError: The page cannot be written.
    """
    whole = read_network(graph_path)
    selection = select(whole, city=city, around=around, types=types, relations=relations)
    return write_selection(selection, out, lang=lang)


def write_selection(selection: Selection, out: Path, *, lang: str = "ru") -> PageReport:
    """Write the page of a network that was read and selected before."""
    network = selection.network
    page = CivicPage(network, measure(network), lang if lang in LANGUAGES else "ru", selection.focus)
    size = _write(out, page.generate_html())
    return PageReport(out, len(network.graph), network.graph.number_of_edges(), len(page.nodes), size)


def _write(out: Path, text: str) -> int:
    data = text.encode("utf-8")
    write_atomic(out, [data])
    return len(data)


def _json(value: object) -> Markup:
    """JSON that may stand inside a script element: no «<», so nothing in it can close the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(safe)


def _inline(script: str) -> str:
    """A script that may stand inside a script element."""
    return script.replace("</script", "<\\/script")


def _parts(folder: str, ending: str) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ASSETS / folder).glob(f"*{ending}"))
    )


@cache
def _script() -> str:
    return _inline("(function () {\n'use strict';\n" + _parts("js", ".js") + "\n})();\n")


@cache
def _boot() -> str:
    return _inline(_parts("boot", ".js"))


@cache
def _style() -> str:
    return _parts("css", ".css")


def _summary(payload: Payload, lang: str) -> str:
    """How much the page holds."""
    told = sum(not claim.implied for claim in payload.claims)
    counts = {
        "documents": counted("documents", len(payload.sources), lang),
        "cities": counted("citiesN", len(payload.cities), lang),
        "nodes": counted("nodesN", len(payload.order), lang),
        "claims": counted("claimsN", told, lang),
    }
    return str(words(lang)["ui"]["summary"].format_map(counts))


def _policy(scripts: Sequence[str], style: str) -> str:
    """The page may run its own scripts and nothing else, and may ask the net for nothing."""
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_digest(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
