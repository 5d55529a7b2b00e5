"""A real server process on a loopback port, with a graph that tries to break out of pages."""

import importlib.util
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
EVIL = "<script>alert(1)</script>\"'&"
ID = "https://w3id.org/civic-kg/id/"


def lowered(headers):
    return {name.lower(): value for name, value in headers.items()}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen

    def get(self, path, accept="*/*", method="GET", data=None, **headers):
        request = urllib.request.Request(self.url + path, data, {"Accept": accept, **headers}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return Reply(response.status, lowered(response.headers), response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, lowered(error.headers), error.read())

    def ask(self, query, accept="*/*"):
        return self.get("/sparql?" + urllib.parse.urlencode({"query": query}), accept)

    def post(self, body, kind, accept="*/*"):
        data = body if isinstance(body, bytes) else body.encode()
        return self.get("/sparql", accept, "POST", data, **{"Content-Type": kind})


def lines_of(synthetic):
    yield from synthetic.generate(5500, scale=2, sentences=30)
    yield from synthetic.write_entity(ID + "ngo/evil", "NGO", EVIL)


@contextmanager
def serving(graph, *, large=None, environment=None, **limits):
    code = (
        f"import kg.serve.server; kg.serve.server.LARGE = {large or 'kg.serve.server.LARGE'}; "
        "import sys; from kg.serve.app import Settings; from kg.serve.pool import Limits; "
        "from kg.serve.server import serve; "
        f"settings = Settings(sys.argv[1], workers=2, limits=Limits(**{limits!r})); "
        "serve(settings, port=0, begun=lambda at: print(at, file=sys.stderr, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(graph)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    try:
        for line in process.stderr:
            found = re.search(r"(http://127\.0\.0\.1:\d+)", line)
            if found:
                yield Server(found[1], process)
                return
        raise AssertionError("the server did not start")
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("synthetic", BENCHMARKS / "synthetic.py")
    synthetic = sys.modules.get("synthetic")
    if synthetic is None:
        synthetic = importlib.util.module_from_spec(spec)
        sys.modules["synthetic"] = synthetic
        spec.loader.exec_module(synthetic)
    path = tmp_path_factory.mktemp("served") / "graph.nt"
    path.write_text("".join(lines_of(synthetic)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def server(graph_file):
    with serving(graph_file, seconds=20.0) as found:
        yield found


@pytest.fixture(scope="session")
def strict_server(graph_file):
    """One whose limits are soon reached."""
    with serving(graph_file, seconds=1.0, answer=200_000, body=100_000, idle=1.0) as found:
        yield found
