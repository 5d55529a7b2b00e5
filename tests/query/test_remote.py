"""Asking and loading a real SPARQL 1.1 server of others: the command ``oxigraph``."""

import socket
import subprocess
import sysconfig
import time
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, QueryError, UsageError
from kg.query import load as loading
from kg.query.catalogue import catalogue
from kg.query.engine import Triples, open_engine
from kg.query.load import load, target
from kg.query.names import prepare
from kg.query.remote import with_prefixes

from .test_catalogue import example, rows_of

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def oxigraph_server(folder, port):
    arguments = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert time.monotonic() < deadline, "oxigraph did not start"
                time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    port = free_port()
    with oxigraph_server(tmp_path_factory.mktemp("store"), port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(loading, "TRIES", 1)


def count(url, query=COUNT):
    return int(next(iter(open_engine(f"{url}/query").query(query)))["n"].value)


def triples_in(path):
    return len(set(ox.parse(path=str(path), format=ox.RdfFormat.N_TRIPLES)))


def silent(done, total):
    pass


@pytest.mark.parametrize("path", ["store", "update"])
def test_a_graph_is_loaded_in_batches(url, graph_file, path):
    told = []
    where = target(f"{url}/{path}", replace=True)
    sent = load(graph_file, where, lambda done, total: told.append((done, total)), batch=1000)
    assert sent == len(graph_file.read_text(encoding="utf-8").splitlines())
    assert told[0] == (0, sent) and told[-1] == (sent, sent) and len(told) > 5
    assert count(url) == triples_in(graph_file)


@pytest.mark.parametrize("path", ["store", "update"])
def test_a_graph_may_have_a_name(url, graph_file, path):
    name = f"http://example.org/{path}"
    for _ in range(2):
        load(graph_file, target(f"{url}/{path}", graph=name, replace=True), silent)
    inside = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
    assert count(url, inside) == triples_in(graph_file)


def test_every_question_has_the_same_answer_there_and_here(url, graph_file, oxigraph):
    load(graph_file, target(f"{url}/store", replace=True), silent)
    remote = open_engine(f"{url}/query")
    for query in catalogue():
        text = prepare(remote, query, example(query))
        assert text == prepare(oxigraph, query, example(query))
        there, here = remote.query(text), oxigraph.query(text)
        assert isinstance(there, Triples) == isinstance(here, Triples)
        assert rows_of(there) == rows_of(here), query.name


def test_loading_goes_on_where_it_stopped(graph_file, tmp_path):
    port = free_port()
    where = target(f"http://127.0.0.1:{port}/store")
    seen = []
    with oxigraph_server(tmp_path / "store", port) as process:

        def stop(done, total):
            seen.append((done, total))
            if done == 2000:
                process.kill()
                process.wait()

        with pytest.raises(GraphError, match=r"it has 2000 of .* goes on from there"):
            load(graph_file, where, stop, batch=1000)
    with oxigraph_server(tmp_path / "store", port):
        total = seen[0][1]
        assert load(graph_file, where, silent, batch=1000) == total - 2000
        assert count(f"http://127.0.0.1:{port}") == triples_in(graph_file)
        # all is done, so another run begins anew
        assert load(graph_file, where, silent, batch=1000) == total


def test_another_file_does_not_go_on(graph_file, tmp_path, url):
    where = target(f"{url}/store", graph="http://example.org/other")
    bookmark = loading.Bookmark(graph_file, where, 1000)
    bookmark.write(3)
    other = tmp_path / "other.nt"
    other.write_text(graph_file.read_text(encoding="utf-8") + "<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    total = len(other.read_text(encoding="utf-8").splitlines())
    assert load(other, where, silent, batch=1000) == total
    assert load(graph_file, where, silent, batch=1000) == total - 1 - 3000
    bookmark.write(3)
    assert load(graph_file, where, silent, batch=1000, restart=True) == total - 1


def test_what_cannot_be_loaded_is_named(url, tmp_path, graph_file):
    blank = tmp_path / "blank.ttl"
    blank.write_text("[] <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(GraphError, match="blank nodes"):
        load(blank, target(f"{url}/store"), silent)
    with pytest.raises(GraphError, match=r"none\.ttl"):
        load(tmp_path / "none.ttl", target(f"{url}/store"), silent)
    with pytest.raises(GraphError, match="answered 404"):
        load(graph_file, target(f"{url}/nothing"), silent)
    with pytest.raises(GraphError, match="does not answer"):
        load(graph_file, target(f"http://127.0.0.1:{free_port()}/store"), silent)


@pytest.mark.parametrize(
    ("address", "protocol", "graph"),
    [("ftp://x/", "auto", ""), ("http://x/", "post", ""), ("http://x/", "auto", "a b")],
)
def test_a_wrong_target_is_refused(address, protocol, graph):
    with pytest.raises(UsageError):
        target(address, protocol, graph)


def test_a_remote_error_is_told(url):
    with pytest.raises(QueryError, match="answered 400"):
        open_engine(f"{url}/query").query("SELEKT")
    with pytest.raises(GraphError, match="answered 404"):
        open_engine(f"{url}/nothing").query("ASK {}")
    with pytest.raises(GraphError, match="does not answer") as caught:
        open_engine(f"http://me:secret@127.0.0.1:{free_port()}/query").query("ASK {}")
    assert "secret" not in str(caught.value)


def test_prefixes_are_declared_where_they_are_used():
    assert with_prefixes("ASK { ?s a civ:Council }").startswith(
        "PREFIX civ: <https://w3id.org/civic-kg/ontology#> ASK"
    )
    assert with_prefixes("prefix civ: <urn:x> ASK { ?s a civ:C }").count("<") == 1
    assert with_prefixes("ASK { ?s ?p ?o }") == "ASK { ?s ?p ?o }"
