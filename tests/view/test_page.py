from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from kg.errors import UsageError, WriteError
from kg.view.page import write_page


def data(page: Path, name: str) -> dict:
    found = re.search(rf'id="data-{name}">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    return json.loads(found[1])


def test_the_page_holds_the_graph_and_its_evidence(small: Path, tmp_path: Path):
    report = write_page(small, tmp_path / "out" / "index.html")
    graph, evidence = data(report.path, "graph"), data(report.path, "evidence")
    assert sorted(graph["nodes"]["label"])[1:3] == ["Администрация города Алейска", "Алейск"]
    assert graph["claims"]["confidence"][0] == 83
    sentence = evidence["sentences"][evidence["marks"].index([0, 0, 28, 1, 45, 60])]
    units = sentence[2].encode("utf-16-le")
    assert units[2 * 45 : 2 * 60].decode("utf-16-le") == "Совет ветеранов"
    assert (report.nodes, report.claims, report.heavy) == (4, 2, False)


def test_the_same_graph_gives_the_same_page(annotated: Path, tmp_path: Path):
    one = write_page(annotated, tmp_path / "1.html")
    other = write_page(annotated, tmp_path / "2.html")
    assert one.path.read_bytes() == other.path.read_bytes()


def test_at_most_three_hundred_nodes_are_shown_first(annotated: Path, tmp_path: Path):
    assert write_page(annotated, tmp_path / "p.html").shown == 300


def test_no_address_is_loaded_and_only_the_pages_own_scripts_may_run(small: Path, tmp_path: Path):
    text = write_page(small, tmp_path / "p.html").path.read_text(encoding="utf-8")
    head = html.unescape(text[: text.index("<style>")])
    assert "default-src 'none'" in head and "unsafe" not in head
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=\"?(https?:)?//", text)


def test_a_part_of_the_graph(annotated: Path, tmp_path: Path):
    whole = write_page(annotated, tmp_path / "w.html")
    city = write_page(annotated, tmp_path / "c.html", city="алейск")
    around = write_page(
        annotated, tmp_path / "a.html", around="Администрация города Алейска", relations=["supports"]
    )
    kinds = write_page(annotated, tmp_path / "k.html", types=["Council", "NGO"])
    assert 0 < city.nodes < whole.nodes and 0 < around.nodes < city.nodes
    assert set(data(kinds.path, "graph")["types"]) == {"Council", "NGO"}
    start = data(around.path, "graph")["start"]["node"]
    assert data(around.path, "graph")["nodes"]["label"][start] == "Администрация города Алейска"


@pytest.mark.parametrize(
    ("part", "named"),
    [({"city": "Москва"}, "Алейск"), ({"around": "нет такого"}, "kg find"), ({"types": ["Dog"]}, "NGO")],
)
def test_what_is_not_in_the_graph_is_said_with_a_remedy(
    annotated: Path, tmp_path: Path, part: dict, named: str
):
    with pytest.raises(UsageError, match=named):
        write_page(annotated, tmp_path / "p.html", **part)


def test_a_page_that_cannot_be_written_leaves_nothing_behind(small: Path, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WriteError):
        write_page(small, tmp_path / "file" / "index.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["civic.ttl", "file"]
