"""A build from what the last one kept: the same bytes, and only what changed is made anew."""

from __future__ import annotations

from concurrent.futures import Future
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

import kg.composing
import kg.pipeline
import kg.view.page
import kg.workers
from kg.cache import Cache, document_key
from kg.errors import KgError
from kg.evaluate.coverage import coverage_gaps, coverage_report, coverage_row
from kg.graph.triples import graph_text
from kg.model import CITY, Claim, Extraction, Figure, Gap, Relation, Status
from kg.pipeline import Request, build
from kg.resolve.curation import parse
from kg.resolve.join import join
from kg.resolve.packed import pack
from tests.resolve.pairs import document, entity

CURATION = """
- same:
    - {type: NGO, label: Совет ветеранов, municipality: Алейск}
    - {type: NGO, label: Совет пенсионеров, municipality: Алейск}
  reason: переименован
- different:
    - {type: NGO, label: Совет женщин, municipality: Алейск}
    - {type: NGO, label: Совет ветеранов, municipality: Алейск}
  reason: разные
- rename: {type: NGO, label: Совет женщин, municipality: Алейск}
  to: Женсовет
  reason: так короче
- retype: {type: NGO, label: Совет женщин, municipality: Бийск}
  to: Council
  reason: при главе
- reject:
    subject: {type: NGO, label: Совет ветеранов, municipality: Бийск}
    relation: cooperatesWith
    object: {type: NGO, label: Совет женщин, municipality: Бийск}
  reason: ошибка
- add:
    subject: {type: NGO, label: Совет ветеранов, municipality: Алейск}
    relation: locatedIn
    object: {type: Place, label: Алейск}
    document: a/2018.txt
    quote: помогал
  reason: так сказано
- rename: {type: NGO, label: Совет отцов, municipality: Елец}
  to: Отцы
  reason: нет такого
"""


def claim(status: Status = Status.REALISED, **more: object) -> Claim:
    return replace(Claim("e1", Relation.COOPERATES_WITH, "e2", status, 0.4, "test", 0), **more)


def report(identifier: str, city: str | None, year: int, *more: tuple[str, str]) -> Extraction:
    """A report of a city's veterans, women, administration and of a party, with what else it names."""
    names = (
        ("NGO", "Совет ветеранов"),
        ("NGO", "Совет женщин"),
        ("Administration", "Администрация города"),
        ("PoliticalParty", "«Единая Россия»"),
        ("Place", "Алтайский край"),
        *more,
    )
    things = [entity(f"e{number}", *name) for number, name in enumerate(names, 1)]
    text = f"Совет ветеранов помогал\nСовету женщин: {identifier}, {city}, {year}, {len(more)}."
    figure = Figure(CITY, "члены", 25.0, "People", None, year, 0, "test")
    plans = (claim(), claim(Status.PLANNED), claim(relation=Relation.TARGETS, object="veterans"))
    found = document(identifier, city, year, things, text, plans, (figure,))
    return replace(found, gaps=(Gap(0, "помогал"),))


REPORTS = (
    report("a/2018.txt", "Алейск", 2018),
    report("a/2019.txt", "Алейск", 2019, ("NGO", "Совет пенсионеров")),
    report(
        "b/2018.txt", "Бийск", 2018, ("RepresentativeBody", "Алейская городская Дума"), ("Place", "Бийск")
    ),
    report("b/2019.txt", "Бийск", 2019),
    report("без города.txt", None, 2018),
)


class Folder:
    """Reports whose extractions are known: no language models are needed."""

    def __init__(self, root: Path) -> None:
        self.root, self.cache, self.reports = root, Cache(root / "cache"), {}
        self.built = 0

    def write(self, extraction: Extraction) -> None:
        path = self.root / "in" / extraction.document.identifier
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(extraction.document.text, encoding="utf-8")
        self.reports[extraction.document.identifier] = extraction
        key = self.key(extraction)
        self.cache.put(key, extraction)
        self.cache.readings.put(key, pack(extraction))

    @staticmethod
    def key(extraction: Extraction) -> str:
        return document_key(extraction.document.identifier, extraction.document.text.encode())

    def delete(self, identifier: str) -> None:
        (self.root / "in" / identifier).unlink()
        del self.reports[identifier]

    def build(self, curation: str = "", **more: object) -> Path:
        self.built += 1
        said, out = self.root / "curation.yaml", self.root / str(self.built)
        said.write_text(curation, encoding="utf-8")
        folder = str(self.root / "in")
        build(Request([folder], out, cache=self.cache.folder, curation=said, page=False, **more))
        return out

    def whole(self, curation: str = "") -> str:
        """The graph as it is without a cache, all in memory."""
        return "".join(graph_text(join(self.reports.values(), parse(curation)).resolution))


@pytest.fixture
def folder(tmp_path):
    found = Folder(tmp_path)
    for one in REPORTS:
        found.write(one)
    return found


@pytest.fixture
def made(monkeypatch):
    """Identifiers of the documents whose part was made."""
    found: list[str] = []
    compose = kg.composing.compose

    def noted(extraction, *rest):
        found.append(extraction.document.identifier)
        return compose(extraction, *rest)

    monkeypatch.setattr(kg.composing, "compose", noted)
    return found


def graph(out: Path) -> str:
    return (out / "civic.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("curation", ["", CURATION], ids=["plain", "curated"])
def test_scope_by_scope_is_the_same_as_all_at_once(folder, curation):
    once, again = folder.build(curation), folder.build(curation)
    assert graph(once) == graph(again) == folder.whole(curation)
    ordered = [folder.reports[name] for name in sorted(folder.reports)]
    told = "".join(coverage_report(map(coverage_row, ordered), map(coverage_gaps, ordered)))
    assert (once / "coverage.md").read_text(encoding="utf-8") == told


def test_decisions_without_effect_are_the_same_ones(folder, tmp_path):
    (tmp_path / "c.yaml").write_text(CURATION, encoding="utf-8")
    request = Request(
        [str(folder.root / "in")], tmp_path / "out", cache=folder.cache.folder, curation=tmp_path / "c.yaml"
    )
    first, second = build(request), build(request)
    expected = join(folder.reports.values(), parse(CURATION)).unapplied
    assert expected
    assert [one.decision for one in first.unapplied] == [one.decision for one in expected]
    assert replace(first, written=()) == replace(second, written=())


def test_nothing_changed_makes_nothing(folder, made):
    folder.build()
    assert sorted(made) == sorted(folder.reports)
    made.clear()
    folder.build()
    assert made == []


def test_a_changed_document_makes_its_own_part(folder, made):
    folder.build()
    made.clear()
    folder.write(report("b/2019.txt", "Бийск", 2019, ("NGO", "Совет отцов")))
    assert graph(folder.build()) == folder.whole()
    assert made == ["b/2019.txt"]


def test_a_changed_resolution_makes_the_parts_that_it_touches(folder, made):
    folder.build()
    made.clear()
    # an earlier report gives the party the name that its id is made of, but only the party
    folder.write(
        document("c/2001.txt", "Елец", 2001, [entity("e1", "PoliticalParty", "Партия «Единая Россия»")])
    )
    assert graph(folder.build()) == folder.whole()
    assert sorted(made) == sorted(folder.reports)
    made.clear()
    # a decision on one city's body
    folder.build(
        "- rename: {type: NGO, label: Совет женщин, municipality: Бийск}\n  to: Женсовет\n  reason: r"
    )
    assert made == []  # its name stands in its own block, not in the documents'
    folder.build(
        "- same:\n    - {type: NGO, label: Совет женщин, municipality: Бийск}\n"
        "    - {type: NGO, label: Совет ветеранов, municipality: Бийск}\n  reason: r"
    )
    assert made == ["b/2018.txt", "b/2019.txt"]


def test_a_new_town_is_seen_in_the_names_of_old_reports(folder):
    folder.delete("a/2018.txt")
    folder.delete("a/2019.txt")
    assert "actor/biysk/aley" in graph(folder.build())  # nobody else's, as far as is known
    folder.write(REPORTS[0])
    found = graph(folder.build())
    assert found == folder.whole()
    assert "actor/biysk/aley" not in found


def test_a_deleted_document_takes_its_part_along(folder):
    folder.build()
    folder.delete("b/2018.txt")
    found = graph(folder.build())
    assert found == folder.whole()
    assert "b/2018.txt" not in found


@pytest.mark.parametrize("kind", ["part", "scope", "reading"])
@pytest.mark.parametrize("damage", [lambda d: d[:-3], lambda d: d[:90] + b"#" + d[91:], lambda _: b""])
def test_what_is_broken_is_made_again(folder, kind, damage):
    whole = graph(folder.build())
    paths = sorted(folder.cache.folder.rglob(f"*.{kind}"))
    assert paths
    for path in paths:
        path.write_bytes(damage(path.read_bytes()))
    assert graph(folder.build()) == whole


def test_a_broken_extraction_is_made_again_when_it_is_needed(folder, monkeypatch):
    folder.build()
    monkeypatch.setattr(kg.workers, "understand", lambda source: folder.reports[source.identifier])
    for path in (*folder.cache.folder.rglob("*.json"), *folder.cache.folder.rglob("*.part")):
        path.write_bytes(b"gone")
    assert graph(folder.build()) == folder.whole()
    assert all(folder.cache.get(folder.key(one)) == one for one in folder.reports.values())


def test_a_file_that_changes_while_it_is_read_stops_the_build(folder, monkeypatch):
    folder.build()
    for path in (*folder.cache.folder.rglob("*.json"), *folder.cache.folder.rglob("*.part")):
        path.write_bytes(b"gone")
    monkeypatch.setattr(
        kg.workers, "_content", lambda source: folder.reports[source.identifier].document.text.encode()
    )
    contents = iter(
        [one.document.text.encode() for one in map(folder.reports.get, sorted(folder.reports))] + [b"new"]
    )
    monkeypatch.setattr(kg.workers, "_content", lambda _: next(contents))
    with pytest.raises(KgError, match="changed while it was read"):
        folder.build()


def test_texts_can_be_left_out_after_they_were_in(folder):
    folder.build()
    assert "nif:isString" not in graph(folder.build(with_text=False))


def test_another_base_needs_no_new_parts(folder, made):
    folder.build()
    made.clear()
    found = graph(folder.build(base="https://example.org/data/"))
    assert found == folder.whole().replace(
        "@base <https://w3id.org/civic-kg/id/>", "@base <https://example.org/data/>"
    )
    assert made == []


def test_where_the_page_fails_the_old_files_stay(folder, monkeypatch, tmp_path):
    out = tmp_path / "out"
    request = Request([str(folder.root / "in")], out, cache=folder.cache.folder)
    build(request)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(before) == {"civic.ttl", "index.html", "coverage.md"}

    def broken(*_given, **_more):
        raise KgError("no_models")

    monkeypatch.setattr(kg.view.page, "write_page", broken)
    folder.delete("b/2018.txt")
    with pytest.raises(KgError):
        build(request)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_page_that_no_browser_would_show_is_not_written(folder, monkeypatch, tmp_path):
    out = tmp_path / "out"
    request = Request([str(folder.root / "in")], out, cache=folder.cache.folder)
    small = build(request)
    assert out / "index.html" in small.written
    assert not small.no_page
    monkeypatch.setattr(kg.pipeline, "MANY_CLAIMS", small.claims.total() + small.context - 1)
    large = build(request)
    assert large.no_page
    assert {path.name for path in out.iterdir()} == {"civic.ttl", "coverage.md"}


def test_derived_versions_of_the_past_are_dropped(folder):
    old = folder.cache.folder / "derived-0000000000000000"
    old.mkdir(parents=True)
    (old / "x.part").write_bytes(b"")
    folder.build()
    assert not old.exists()


def test_a_part_is_the_same_after_its_way_to_a_worker(folder, monkeypatch):
    monkeypatch.setattr(
        kg.composing.Workers, "call", lambda _self, work, *given: _done(work, *deepcopy(given))
    )
    assert graph(folder.build()) == folder.whole()


def _done(work, *given) -> Future[None]:
    future: Future[None] = Future()
    future.set_result(work(*given))
    return future
