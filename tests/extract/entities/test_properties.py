"""What holds of the entities of any text whatever."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.annotate import annotate
from kg.corpus import parse
from kg.extract.document import extract
from kg.extract.entities import find_candidates, find_names
from kg.model import CITY, AnnotatedDocument, Entity, Relation
from tests.extract.entities.marked import cases, strip

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
GOLD = sorted((ROOT / "tests" / "gold" / "texts").glob("*.txt"))

WORDS = [
    "администрация", "совет", "Совет ветеранов", "города", "Каменска", "Томской области", "газеты", "ТОС", "им.",
    "А. П. Иванов", "ДНД", "ВОИ", "конкурс", "на 2018 год", "№", "3", "и", "или", ",", ":", ";", ".", "(", ")", "далее –",
    "«", "»", '"', "“", "”", "„", "''", "`", "‹", "›", "–", "-", "г.", "при", "по", "делам", "в", "IV", "ООО", "отдел",
    "Управление", "культуры", "общество", "инвалидов", "глава", "его", "заместители", "#МЫВМЕСТЕ", "DOBRO.RU", "5 000",
    "😀", "👨‍👩‍👧", "مجلس", "\u202eтекст\u202c", "\x00", "\ufeff", "\u00ad", "\u200b", "ё" * 400, "ЫЪ", "й",
    "\n", "\n\n", "\t", "•", "провела", "реализует", "поддерживает", "создан", "планируется", "не", "входит", "в состав",
    "15 млн рублей", "более 20 %", "совместно с", "для ветеранов", "председатель", "в рамках", "проекта", "«Мосты»",
]  # fmt: skip
# a letter that Unicode has given no name (Tangut, new CJK) is more than the dictionary of word forms can bear
letters = st.characters(exclude_categories=["Cs"]).filter(
    lambda c: not c.isalpha() or unicodedata.name(c, "")
)
anything = st.text(letters, max_size=200)
soup = st.lists(st.one_of(st.sampled_from(WORDS), st.text(letters, max_size=6)), max_size=25).map(" ".join)
quotes = st.lists(st.sampled_from([*"«»\"“”„'`‹›()", "Клуб", "Заря", " ", ",", "и"]), max_size=40).map(
    "".join
)


@cache
def annotated(text: str) -> AnnotatedDocument:
    return annotate(parse("text.txt", text))


def entities(text: str) -> Sequence[Entity]:
    return [candidate.entity for candidate in find_candidates(find_names(annotated(text)))]


def check(document: AnnotatedDocument, found: Sequence[Entity]) -> None:
    """What must hold of every entity and its mentions."""
    text = document.document.text
    assert len({entity.key for entity in found}) == len(found)
    spans = Counter((entity.type, m.start, m.stop) for entity in found for m in entity.mentions)
    assert [span for span, times in spans.items() if times > 1] == []
    for entity in found:
        assert entity.mentions
        assert list(entity.mentions) == sorted(entity.mentions)
        assert entity.label.strip()
        assert entity.label not in entity.aliases
        assert len(set(entity.aliases)) == len(entity.aliases)
        assert 0 <= entity.confidence <= 1
        for mention in entity.mentions:
            sentence = document.sentences[mention.sentence]
            assert 0 <= mention.first <= mention.head < mention.last <= len(sentence.tokens)
            assert sentence.start <= mention.start < mention.stop <= sentence.stop
            assert mention.start == sentence.tokens[mention.first].start
            assert mention.stop == sentence.tokens[mention.last - 1].stop
            assert text[mention.start : mention.stop].strip()
    assert [entity.mentions[0] for entity in found] == sorted(entity.mentions[0] for entity in found)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_reports(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    check(annotated(text), entities(text))
    extraction = extract(annotated(text))
    check(annotated(text), extraction.entities)
    assert {e.key for e in extraction.entities} <= {e.key for e in entities(text)}


def test_marked_texts() -> None:
    for case in [*cases(HERE / "cases.yaml")[::4], *cases(HERE / "wanted.yaml")]:
        text, _ = strip(case["text"])
        check(annotated(text), entities(text))


@given(st.one_of(soup, quotes, anything))
@example("«" * 100 + "Клуб" + "»" * 100)
@example('"Клуб" "' * 60)
@example("(((ДНД)))) (далее –) (далее – ) ()")
@example("Совет " * 300)
@example("им. им. имени им.")
@example("А" * 10_000)
@example("ГАЗЕТА «ЗАРЯ")
@example("г. г. № № 5 №")
@example("\x00Совет\x00 ветеранов\x00")
@settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
def test_no_text_breaks_it(text: str) -> None:
    check(annotated(text), entities(text))
    assert len(entities(text)) <= len(text)


@given(soup)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
def test_what_is_extracted_fits_together(text: str) -> None:
    found = extract(annotated(text))
    check(annotated(text), found.entities)
    keys = {entity.key for entity in found.entities}
    for claim in found.claims:
        assert claim.subject in keys
        assert claim.object in keys or claim.relation is Relation.TARGETS
        assert 0 <= claim.sentence < len(found.sentences)
    assert {figure.about for figure in found.figures} <= keys | {CITY}


def test_a_text_without_words_has_no_entities() -> None:
    for text in ["", " ", "\n\n", "«»", "– – –", "😀😀", "123 456"]:
        assert entities(text) == []


def test_the_same_text_gives_the_same_entities() -> None:
    text = GOLD[3].read_text(encoding="utf-8")
    first = extract(annotate(parse("text.txt", text)))
    extract(annotate(parse("other.txt", GOLD[4].read_text(encoding="utf-8"))))
    assert extract(annotate(parse("text.txt", text))) == first


_PRINT = """
import hashlib, sys
from pathlib import Path
from kg.annotate import annotate
from kg.corpus import parse
from kg.extract.document import extract
for path in sys.argv[1:]:
    found = extract(annotate(parse(Path(path).name, Path(path).read_text(encoding="utf-8"))))
    told = repr((found.entities, found.claims, found.figures, found.gaps))
    print(Path(path).name, hashlib.sha256(told.encode()).hexdigest())
"""


def _digests(seed: str, paths: Sequence[Path]) -> set[str]:
    command = [sys.executable, "-c", _PRINT, *map(str, paths)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


def test_neither_the_hash_seed_nor_the_order_of_reading_changes_anything() -> None:
    paths = GOLD[3:6]
    found = [_digests("0", paths), _digests("1", paths[::-1]), _digests("4242", paths)]
    assert len(found[0]) == len(paths)
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("times", [2, 7])
def test_mentions_grow_with_the_text_and_entities_do_not(times: int) -> None:
    paragraph = (
        "Администрация города Каменска и клуб «Исток» провели фестиваль «Весна». Газета «Заря» рассказала о "
        "волонтёрском отряде «Искра». ТОС «Рассвет» получил помещение.\n\n"
    )
    once, often = entities(paragraph), entities(paragraph * times)
    assert [(e.type, e.label) for e in often] == [(e.type, e.label) for e in once]
    assert [len(e.mentions) for e in often] == [times * len(e.mentions) for e in once]


def test_offsets_count_the_whole_text() -> None:
    lead = "Преамбула без имён.\n\n"
    text = "Совет ветеранов и клуб «Исток» помогают школе № 5 города Каменска."
    moved = [(m.start - len(lead), m.stop - len(lead)) for e in entities(lead + text) for m in e.mentions]
    assert moved == [(m.start, m.stop) for e in entities(text) for m in e.mentions]
