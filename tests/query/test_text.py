"""Full-text search in names and sentences, and what an edge rests on."""

import pytest

from kg.errors import UsageError
from kg.query import text as text_module
from kg.query.explain import explain
from kg.query.stems import stems
from kg.query.text import in_memory, open_index


@pytest.mark.parametrize(
    "forms",
    [
        "ветеран ветераны ветеранов ветеранами",
        "администрация администрации администрацией",
        "молодёжь молодежи",
        "дружина дружин дружины",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len(set(stems(forms))) == 1


def test_words_are_found_in_any_form(oxigraph):
    hits = in_memory(oxigraph).find("советами ветеранам")
    assert {hit.text for hit in hits if hit.kind == "entity"} >= {"Совет ветеранов"}
    sentences = [hit for hit in hits if hit.kind == "sentence"]
    assert sentences
    assert all("Совет ветеранов" in hit.text and hit.stop - hit.start == len(hit.text) for hit in sentences)


@pytest.mark.parametrize("words", ['"', "NEAR(", "a OR", "*", "дом:культуры", "-", "", "«»", "' OR 1=1 --"])
def test_signs_of_the_index_language_are_only_text(oxigraph, words):
    assert isinstance(in_memory(oxigraph).find(words), list)


def test_any_word_where_none_has_all(oxigraph):
    assert {hit.text for hit in in_memory(oxigraph).find("форум небывалый", 200)} >= {"Форум «Город 1»"}


def test_the_index_of_a_large_graph_is_kept(graph_file, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(text_module, "LARGE", 1)
    first = open_index(str(graph_file)).find("совет ветеранов")
    kept = list(tmp_path.rglob("*"))
    monkeypatch.setattr(text_module, "open_engine", None)
    assert open_index(str(graph_file)).find("совет ветеранов") == first
    assert [path.suffix for path in kept if path.is_file()] == [".sqlite"]


def test_an_entity_is_explained_by_its_sentences(oxigraph):
    found = explain(oxigraph, "совет ветеранов")
    assert len(found.iris) == 2
    assert found.claims and found.figures
    for claim in found.claims:
        assert int(claim.text("end")) - int(claim.text("begin")) == len(claim.text("sentence"))
        assert claim.text("rule") and 0 < float(claim.text("confidence")) <= 1
        assert "Совет ветеранов" in (claim.text("actor"), claim.text("other"))


def test_what_is_not_there_gets_the_nearest(oxigraph):
    with pytest.raises(UsageError, match="Общественная палата"):
        explain(oxigraph, "Общиственая палата")
    with pytest.raises(UsageError, match="no such claim"):
        explain(oxigraph, "https://w3id.org/civic-kg/id/doc/x#claim=supports-0")
