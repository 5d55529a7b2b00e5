"""What our taggers say is what slovnet's own, unmodified inference says, word for word."""

from functools import cache
from pathlib import Path

import pytest
from navec import Navec
from slovnet import NER, Morph, Syntax

from kg.annotate.models import Tags, tag
from kg.annotate.pipeline import _pieces
from kg.annotate.vectors import WordTable
from kg.annotate.weights import folder, load
from kg.corpus import find, read

ROOT = Path(__file__).parents[2]
SOURCES = find([ROOT / "seeds", ROOT / "tests" / "gold" / "texts"]).sources


@cache
def slovnet():
    data = folder()
    navec = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    kinds = {"morph": Morph, "syntax": Syntax, "ner": NER}
    return {
        name: kind.load(str(data / "model" / f"slovnet_{name}_news_v1.tar")).navec(navec).infer
        for name, kind in kinds.items()
    }


def inferred(name, sentences):
    infer = slovnet()[name]
    return list(infer.decoder(infer.process(infer.encoder(sentences))))


def theirs(sentences):
    rows = zip(*(inferred(name, sentences) for name in ("morph", "syntax", "ner")), strict=True)
    return [
        Tags(list(morph), [int(head) - 1 for head in heads], list(rels), list(ner))
        for morph, (_, heads, rels), ner in rows
    ]


def words_of(source):
    return [[word for _, _, word in piece.words] for piece in _pieces(read(source).blocks)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.identifier)
def test_same_tags_as_slovnet(source):
    sentences = words_of(source)
    assert tag(sentences) == theirs(sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        [["Да"]],
        [["."], ["Совет"], ["№", "3"]],
        [["щщъ-Ъ", "☃", "…", "СИЗО-6", "2011-2020", "e-mail", "Ёлка", "?!"]],
        [["слово"] * 3000, ["Конец", "."]],  # longer than what is laid out at once
        [["Город", str(number)] for number in range(2000)],
    ],
    ids=["one word", "very short", "odd words", "very long", "many"],
)
def test_same_tags_at_the_edges(sentences):
    assert tag(sentences) == theirs(sentences)


def test_nothing_to_tag():
    assert tag([]) == []


def test_tags_do_not_depend_on_company():
    sentences = words_of(SOURCES[0])
    alone = [tag([words])[0] for words in sentences]
    assert tag(sentences) == alone


def test_full_table_starts_afresh():
    weights = load()
    taggers = [weights.morph, weights.syntax, weights.ner]
    small, large = WordTable(weights.words, taggers, capacity=3), WordTable(weights.words, taggers)
    for words in (["Совет", "города"], ["города", "Алейска", "и"], ["а", "б", "в", "г", "д"], ["Совет", "и"]):
        few, many = small.rows(words), large.rows(words)
        assert (small.first_layer(0, few) == large.first_layer(0, many)).all()
