"""How long each question takes: our engine (a process that can be stopped), bare pyoxigraph, rdflib.

    python benchmarks/queries.py --graph graphs/civic.ttl
    python benchmarks/queries.py --triples 2000000 --no-rdflib
    python benchmarks/queries.py --graph graphs/civic.ttl --endpoint

All give the answer as SPARQL-results JSON (triples as N-Triples); medians in milliseconds. Leaves with 1
if a question takes our engine longer than 1.2 times bare pyoxigraph plus 20 ms.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import io
import multiprocessing
import re
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
from synthetic import generate

from kg.errors import KgError
from kg.graph.vocabulary import PREFIXES
from kg.query.answering import answer_request
from kg.query.catalogue import Kind, NamedQuery, catalogue
from kg.query.engine import OxigraphEngine, open_engine, open_store
from kg.query.formats import value_of
from kg.query.names import prepare
from kg.query.process import Worker
from kg.query.worker import Request

FORM = "application/sparql-results+json application/n-triples"
FACTOR, CONSTANT = 1.2, 20.0
BUSIEST = """
SELECT ?node (COUNT(*) AS ?n) WHERE { ?claim rdf:subject ?node ; rdf:predicate civ:cooperatesWith }
GROUP BY ?node ORDER BY DESC(?n) ?node LIMIT 2
"""
CITIES = "SELECT DISTINCT ?node WHERE { ?report civ:municipality ?node } ORDER BY ?node LIMIT 2"


def median(repeat: int, act: Callable[[], object]) -> float:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def nodes(store: ox.Store, text: str) -> list[str]:
    answer = OxigraphEngine(store).query(text)
    return [value_of(row["node"]) for row in answer]


def required(query: NamedQuery, cities: list[str], actors: list[str]) -> dict[str, str]:
    """Values for what a question cannot do without: two cities, the two busiest actors."""
    of_kind = {Kind.CITY: iter(cities), Kind.ENTITY: iter(actors)}
    return {p.name: next(of_kind[p.kind]) for p in query.parameters if p.required}


def bare(store: ox.Store, text: str) -> int:
    answer = store.query(text, prefixes=dict(PREFIXES))
    stream = io.BytesIO()
    if isinstance(answer, ox.QueryTriples):
        ox.serialize(answer, stream, ox.RdfFormat.N_TRIPLES)
    else:
        answer.serialize(stream, ox.QueryResultsFormat.JSON)
    return len(stream.getvalue())


def answer_bare(graph: Path, pipe: Connection) -> None:
    """Answer with nothing but pyoxigraph until the pipe ends: how large an answer is, and how long it took."""
    store = open_store(graph)
    pipe.send(True)
    while asked := pipe.recv():
        text, repeat = asked
        pipe.send((bare(store, text), median(repeat, lambda text=text: bare(store, text))))


class Bare:
    """pyoxigraph alone, in a process of its own as our engine is."""

    def __init__(self, graph: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        context.Process(target=answer_bare, args=(graph, theirs), daemon=True).start()
        self._pipe.recv()

    def time(self, text: str, repeat: int) -> tuple[int, float]:
        """Bytes of the answer, and the median."""
        self._pipe.send((text, repeat))
        size, spent = self._pipe.recv()
        return size, spent

    def close(self) -> None:
        """End the process."""
        self._pipe.send(None)


class Rdflib:
    """rdflib's own engine: the graph is read once, every question runs in a copy of the process."""

    def __init__(self, graph: Path, limit: float) -> None:
        self._engine, self._limit = open_engine(str(graph), "rdflib"), limit
        # what is read stays out of the collector's way, so that a copy does not touch its pages
        gc.freeze()

    def time(self, text: str, repeat: int) -> float | None:
        """The median; nothing where one question takes longer than the limit."""
        context = multiprocessing.get_context("fork")
        receiving, sending = context.Pipe(duplex=False)
        asking = context.Process(target=self._ask, args=(text, repeat, sending))
        asking.start()
        found: float | None = receiving.recv() if receiving.poll(self._limit) else None
        asking.kill()
        asking.join()
        return found

    def _ask(self, text: str, repeat: int, sending: Connection) -> None:
        request = Request(text, form=FORM)
        sending.send(median(repeat, lambda: answer_request(self._engine, request, io.BytesIO())))


def compare(graph: Path, names: Sequence[str], repeat: int, limit: float, *, with_rdflib: bool) -> int:
    store = open_store(graph)
    cities, actors = nodes(store, CITIES), nodes(store, BUSIEST)
    ours, plain = Worker(str(graph)), Bare(graph)
    ours.open()
    rdflib = Rdflib(graph, limit) if with_rdflib else None
    worse = 0
    print(f"{len(store)} triples, median of {repeat}, ms")
    print(f"{'question':20} {'KB':>7} {'bare':>9} {'ours':>9} {'rdflib':>10}  rdflib/ours")
    for query in (query for query in catalogue() if not names or query.name in names):
        text = prepare(OxigraphEngine(store), query, required(query, cities, actors))
        size, base = plain.time(text, repeat)
        mine = median(repeat, lambda text=text: list(ours.ask(Request(text, form=FORM), None)))
        theirs = rdflib.time(text, 1 if base > 10 else repeat) if rdflib else None
        slow = mine > FACTOR * base + CONSTANT
        worse += slow
        told = (
            f"{theirs:10.1f}  {theirs / mine:.0f}×"
            if theirs
            else f"{f'>{limit:.0f} s' if rdflib else '–':>10}"
        )
        print(
            f"{query.name:20} {size / 1024:7.0f} {base:9.1f} {mine:9.1f} {told}{'  WORSE' if slow else ''}",
            flush=True,
        )
    ours.kill()
    plain.close()
    print(f"worse than {FACTOR} × bare + {CONSTANT:.0f} ms: {worse}")
    return 1 if worse else 0


@contextmanager
def process(*arguments: str) -> Iterator[int]:
    """A server process, by the port that it says on stderr."""
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) as started:
        assert started.stderr is not None
        for line in started.stderr:
            found = re.search(r"http://(?:127\.0\.0\.1|localhost):(\d+)", line)
            if found:
                threading.Thread(target=started.stderr.read, daemon=True).start()
                yield int(found[1])
                break
        started.terminate()


def requests_per_second(port: int, path: str, text: str, seconds: float, clients: int = 4) -> float:
    body = urllib.parse.urlencode({"query": text})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/sparql-results+json, application/n-triples",
    }
    counts = [0] * clients
    stop = time.monotonic() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < stop:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise KgError(path, f"answered {response.status}")
            counts[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def endpoint(graph: Path, seconds: float) -> int:
    store = open_store(graph)
    cities, actors = nodes(store, CITIES), nodes(store, BUSIEST)
    asked = {"(ASK)": "ASK { ?s ?p ?o }"} | {
        query.name: prepare(OxigraphEngine(store), query, required(query, cities, actors))
        for query in catalogue()
        if query.name in {"actors", "councils", "events", "dossier", "coverage", "chain"}
    }
    prefixes = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    with tempfile.TemporaryDirectory() as folder:
        lasting = ox.Store(folder)
        lasting.bulk_extend(store)
        lasting.flush()
        lasting.optimize()
        del lasting
        oxigraph = str(Path(sysconfig.get_path("scripts")) / "oxigraph")
        port = "7979"
        with (
            process(sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0") as ours,
            process(
                oxigraph, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"
            ) as theirs,
        ):
            print(f"{len(store)} triples, 4 clients, requests/s")
            print(f"{'question':20} {'kg serve':>9} {'oxigraph serve-read-only':>25}")
            for name, text in asked.items():
                rates = [
                    requests_per_second(number, path, f"{prefixes} {text}", seconds)
                    for number, path in ((ours, "/sparql"), (theirs, "/query"))
                ]
                print(f"{name:20} {rates[0]:9.0f} {rates[1]:25.0f}", flush=True)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", nargs="*", help="names of questions; all, where none is named")
    parser.add_argument("--graph", type=Path, default=Path("graphs/civic.ttl"))
    parser.add_argument("--triples", type=int, help="a synthetic graph of that size instead")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--rdflib-limit", type=float, default=60.0, help="seconds for one question")
    parser.add_argument("--endpoint", action="store_true", help="requests/s beside oxigraph serve-read-only")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each question of --endpoint")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        graph = given.graph
        if given.triples:
            graph = Path(folder) / "synthetic.nt"
            with graph.open("w", encoding="utf-8") as file:
                file.writelines(generate(given.triples))
        if given.endpoint:
            return endpoint(graph, given.seconds)
        return compare(
            graph, given.questions, given.repeat, given.rdflib_limit, with_rdflib=not given.no_rdflib
        )


if __name__ == "__main__":
    sys.exit(main())
