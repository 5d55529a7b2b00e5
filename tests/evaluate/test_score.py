"""Scores of a graph and of extractions against the annotated reports of ``tests/gold``.

``fixture/expected.json`` holds the figures that the reference scorer gave for ``fixture/graph.ttl``.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.annotate import annotate
from kg.errors import GraphError, ReadError
from kg.evaluate.coverage import coverage_gaps, coverage_report, coverage_row
from kg.evaluate.gold import read_gold
from kg.evaluate.graphview import view_of_graph
from kg.evaluate.score import score_extractions, score_graph
from kg.extract.gaps import find_gaps
from kg.model import Block, BlockKind, Document, Status

GOLD = Path(__file__).parents[1] / "gold"
FIXTURE = Path(__file__).with_name("fixture")


def assert_near(ours, reference, where=""):
    """Equal in structure, numbers to the third decimal."""
    if isinstance(reference, dict):
        assert ours.keys() == reference.keys(), where
        for key in reference:
            assert_near(ours[key], reference[key], f"{where}/{key}")
    elif isinstance(reference, float):
        assert ours == pytest.approx(reference, abs=0.0005), where
    else:
        assert ours == reference, where


def test_figures_agree_with_the_reference_scorer():
    reference = json.loads((FIXTURE / "expected.json").read_text(encoding="utf-8"))
    assert reference["documents"] == [2, 9]
    assert_near(score_graph(FIXTURE / "graph.ttl", GOLD).as_dict(), reference)


def test_a_subclass_counts_as_its_class():
    assert "MediaOutlet" in {
        kind for entity, kind in view_of_graph(FIXTURE / "graph.ttl").types.items() if "mayak-truda" in entity
    }


def test_detail_lists_all_that_differs():
    scores = score_graph(FIXTURE / "graph.ttl", GOLD, detail=True)
    count = {
        kind: sum(f.kind == kind and f.what == "entity" for f in scores.findings)
        for kind in ("missed", "spurious")
    }
    tally = scores["entities"]
    assert count == {"missed": tally.gold - tally.tp, "spurious": tally.system - tally.tp}
    assert all(f.context for f in scores.findings if f.what == "relation")


def report(name):
    text = (GOLD / "texts" / f"{name}.txt").read_bytes().decode().replace("\r\n", "\n")
    lines, at, blocks = text.split("\n"), 0, []
    for line in lines:
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, line, tuple(range(at, at + len(line) + 1))))
        at += len(line) + 1
    return annotate(Document(f"{name}.txt", name, text, tuple(blocks), (), "Тогурма", None, 2016))


@pytest.fixture(scope="module")
def togurma():
    annotated = report("x1_togurma")
    return annotated, read_gold(GOLD / "x1_togurma.json", annotated)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in ("x1_togurma.json", "texts/x1_togurma.txt"):
        (tmp_path / name).write_bytes((GOLD / name).read_bytes())
    return tmp_path


def test_the_annotation_itself_is_perfect(togurma, folder):
    scores = score_extractions([togurma[1]], folder, detail=True)
    assert scores.documents == (1, 1)
    assert [scores[n].f1 for n in ("mentions_exact", "entities", "relations", "figures")] == [1.0] * 4
    assert scores["names"].recall == 1.0
    assert scores.findings == ()


def test_a_claim_of_another_status_is_wrong(togurma, folder):
    extraction = togurma[1]
    index, claim = next((i, c) for i, c in enumerate(extraction.claims) if c.status is Status.REALISED)
    claims = list(extraction.claims)
    claims[index] = replace(claim, status=Status.PLANNED)
    scores = score_extractions([replace(extraction, claims=tuple(claims))], folder, detail=True)
    assert {(f.kind, f.what) for f in scores.findings} == {("missed", "relation"), ("spurious", "relation")}


def test_a_figure_about_another_entity_is_right_in_value_only(togurma, folder):
    extraction = togurma[1]
    other = next(e.key for e in extraction.entities if e.key != extraction.figures[1].about)
    figures = (extraction.figures[0], replace(extraction.figures[1], about=other), *extraction.figures[2:])
    scores = score_extractions([replace(extraction, figures=figures)], folder)
    assert scores["figures_value_only"].f1 == 1.0
    assert scores["figures"].tp == len(figures) - 1


def test_documents_that_were_not_extracted_count_as_missed(folder):
    scores = score_extractions([], folder)
    assert scores.documents == (0, 1)
    assert scores["entities"].tp == 0
    assert scores["entities"].gold > 0


def test_a_folder_without_annotations_is_an_error(tmp_path):
    with pytest.raises(ReadError, match="no annotations"):
        score_extractions([], tmp_path)


def test_a_graph_without_documents_is_an_error(tmp_path):
    path = tmp_path / "other.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(GraphError, match="no source documents"):
        score_graph(path, GOLD)


def test_gaps_are_sentences_with_cues_that_gave_nothing(togurma):
    annotated, extraction = togurma
    everything = find_gaps(annotated, (), ())
    some = find_gaps(annotated, extraction.claims, extraction.figures)
    told = {claim.sentence for claim in extraction.claims}
    assert set(some) < set(everything)
    assert not told & {gap.sentence for gap in some}
    for gap in everything:
        start, stop = extraction.sentences[gap.sentence]
        assert gap.cue in " ".join(annotated.document.text[start:stop].split())


def test_headings_are_no_gaps():
    text = "Поддержка общественных объединений"
    blocks = tuple(Block(kind, text, tuple(range(len(text) + 1))) for kind in (BlockKind.HEADING,))
    assert find_gaps(annotate(Document("a.txt", "a", text, blocks)), (), ()) == ()


def test_coverage_report_lists_gaps_and_reads_nothing_from_the_text_as_markup(togurma):
    annotated, extraction = togurma
    document = replace(annotated.document, title="<b>Отчёт</b> | *2016*")
    gaps = find_gaps(annotated, (), ())
    bare = replace(extraction, document=document, claims=(), figures=(), gaps=gaps)
    text = "".join(coverage_report([coverage_row(bare)], [coverage_gaps(bare)]))
    assert f"| x1\\_togurma.txt | {len(extraction.sentences)} | 0 | 0 % | {len(gaps)} |" in text
    assert "\\<b\\>Отчёт\\</b\\> \\| \\*2016\\*" in text
    assert sum(line.startswith("- **") for line in text.splitlines()) == len(gaps)
