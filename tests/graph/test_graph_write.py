"""The graph as it is written: what the contract promises, the same bytes every time."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from kg.errors import UsageError, WriteError
from kg.files import write_atomic
from kg.graph.order import subject_key
from kg.graph.triples import triples
from kg.graph.turtle import write


def _quads(path, rdf):
    return {quad.triple for quad in parse(path=path, format=rdf)}


def test_turtle_and_ntriples_hold_the_same_graph(gold, tmp_path):
    write(triples(gold), tmp_path / "a.ttl")
    write(triples(gold), tmp_path / "a.nt")
    turtle = _quads(tmp_path / "a.ttl", RdfFormat.TURTLE)
    assert turtle == _quads(tmp_path / "a.nt", RdfFormat.N_TRIPLES) == set(triples(gold))
    assert len(turtle) > 1000


def test_rdflib_reads_what_is_written(small, tmp_path):
    write(triples(small), tmp_path / "a.ttl")
    write(triples(small), tmp_path / "a.nt")
    turtle = rdflib.Graph().parse(tmp_path / "a.ttl", format="turtle")
    assert set(turtle) == set(rdflib.Graph().parse(tmp_path / "a.nt", format="nt"))
    assert not [term for triple in turtle for term in triple if isinstance(term, rdflib.BNode)]


def test_same_bytes_whatever_the_order_of_the_parts(gold, tmp_path):
    from dataclasses import replace

    turned = replace(
        gold,
        extractions=gold.extractions[::-1],
        nodes=gold.nodes[::-1],
        claims=gold.claims[::-1],
        figures=gold.figures[::-1],
    )
    write(triples(gold), tmp_path / "a.ttl")
    write(triples(turned), tmp_path / "b.ttl")
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_subjects_stand_in_order_and_together(gold):
    subjects = [triple.subject.value for triple in triples(gold)]
    assert subjects == sorted(subjects, key=subject_key)


def test_base_is_the_users(small):
    base = "https://example.org/data/"
    subjects = {triple.subject.value for triple in triples(small, base)}
    assert all(subject.startswith(base) for subject in subjects)


@pytest.mark.parametrize(
    "base", ["data/", "https://example.org/x", "https://example.org/#/", "https://a b/", "urn:kg/"]
)
def test_wrong_base_is_refused(small, base):
    with pytest.raises(UsageError):
        list(triples(small, base))


def test_text_can_be_left_out(small):
    def texts(**options):
        return [t for t in triples(small, **options) if t.predicate.value.endswith("#isString")]

    assert len(texts()) == 1
    assert texts(with_text=False) == []


def test_unknown_ending_is_refused(small, tmp_path):
    with pytest.raises(UsageError):
        write(triples(small), tmp_path / "a.xyz")


def test_failure_leaves_the_old_file(tmp_path):
    def broken():
        yield b"half"
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    with pytest.raises(WriteError, match="No space left"):
        write_atomic(path, broken())
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]


def test_interruption_leaves_the_old_file(small, tmp_path):
    def interrupted():
        yield from list(triples(small))[:10]
        raise KeyboardInterrupt

    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write(interrupted(), path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.ttl"]


def test_a_folder_in_the_way_is_reported(tmp_path):
    (tmp_path / "a.ttl").mkdir()
    with pytest.raises(WriteError):
        write_atomic(tmp_path / "a.ttl", [b"x"])


def test_a_file_in_place_of_the_folder_is_reported(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(WriteError):
        write_atomic(tmp_path / "out" / "a.ttl", [b"x"])


def test_permissions_of_the_old_file_stay(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomic(path, [b"new"])
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
