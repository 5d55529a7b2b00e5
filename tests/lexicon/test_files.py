"""Every data file of the lexicon can be read, says nothing twice, and names only what there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import kg.lexicon
from kg.lexicon import load
from kg.model import EntityType, SocialGroup

FOLDER = Path(kg.lexicon.__file__).parent
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
CASES = {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc", ""}


def _repeated(node: yaml.Node) -> Iterator[str]:
    """Keys that stand twice in a mapping: of those the parser silently keeps the last."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (key for key in sorted(set(keys)) if keys.count(key) > 1)
        for _, value in node.value:
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated(value)


def words_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from words_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from words_in(value)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_and_says_nothing_twice(name: str) -> None:
    assert load(name)
    assert list(_repeated(yaml.compose((FOLDER / name).read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("name", FILES)
def test_no_word_is_written_with_latin_letters_inside(name: str) -> None:
    """A Latin «o» in a Russian word looks right and never matches."""
    latin, russian = set("abcdefghijklmnopqrstuvwxyz"), set("абвгдежзийклмнопрстуфхцчшщъыьэюя")
    mixed = [
        part
        for text in words_in(load(name))
        for part in text.lower().replace("-", " ").split()
        if part.isalpha() and set(part) & latin and set(part) & russian
    ]
    assert mixed == []


def test_complements_are_of_known_classes_and_cases() -> None:
    complements = load("phrases.yaml")["complements"]
    assert complements.keys() <= EntityType._value2member_map_.keys()
    assert {case for given in complements.values() for case in given.values()} <= CASES


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        ("event_complements", "Event"),
        ("media_complements", "MediaOutlet"),
        ("institution_complements", "Institution"),
    ],
)
def test_limited_complements_are_complements(limits: str, kind: str) -> None:
    data = load("phrases.yaml")
    limited = {preposition for preposition, nouns in data[limits].items() if nouns}
    assert limited <= data["complements"][kind].keys()


def test_participles_are_of_known_classes() -> None:
    assert load("phrases.yaml")["tail_participles"].keys() <= EntityType._value2member_map_.keys()


def test_pointers_point_at_known_classes() -> None:
    pointed = {kind for kinds in load("coreference.yaml")["pointers"].values() for kind in kinds}
    assert pointed <= EntityType._value2member_map_.keys()


def test_a_noun_has_one_set_of_synonyms() -> None:
    nouns = [noun for line in load("coreference.yaml")["synonyms"] for noun in line]
    assert sorted(nouns) == sorted(set(nouns))


def test_cues_of_loose_names_give_known_classes() -> None:
    assert {cue["type"] for cue in load("loose.yaml")["cues"]} <= EntityType._value2member_map_.keys()


def test_social_groups_are_those_of_the_model() -> None:
    assert set(load("groups.yaml")) == {group.value for group in SocialGroup}


def test_places_are_whole() -> None:
    lines = (FOLDER / "places.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    header, places = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert header[:4] == ["kind", "geonames", "name", "region"]
    assert len({place["geonames"] for place in places}) == len(places)
    regions = {place["region"] for place in places if place["kind"] == "region"}
    for place in places:
        assert place["name"] == place["name"].strip() != ""
        if place["kind"] not in {"country", "region"}:
            assert place["region"] in regions
            assert 41 <= float(place["latitude"]) <= 82
            assert -180 <= float(place["longitude"]) <= 180
