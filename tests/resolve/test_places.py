"""Known places, municipalities, homonyms."""

from __future__ import annotations

import pytest

from kg.model import Node
from kg.resolve import resolve
from kg.resolve.places import gazetteer
from kg.resolve.words import phrase
from tests.resolve.pairs import document, entity


def _places(city: str | None, *names: str, text: str = "", year: int = 2018) -> dict[str, Node]:
    things = [entity(f"e{i}", "Place", *name.split("=")) for i, name in enumerate(names)]
    found = resolve([document("a.txt", city, year, things, text)])
    return {key: node for node in found.nodes for _, key in node.members}


@pytest.mark.parametrize("name", ["Ленинск-Кузнецкий", "Ленинске-Кузнецком", "Ленинска-Кузнецкого"])
def test_settlements_are_found_in_any_case(name: str) -> None:
    found = gazetteer().settlement(name, frozenset())
    assert found is not None
    assert (found.geonames, found.region, found.name) == (1500665, "29", "Ленинск-Кузнецкий")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Алтайского края", "04"),
        ("Республики Хакасия", "31"),
        ("Хакасии", "31"),
        ("ХМАО", "32"),
        ("Кузбассе", "29"),
    ],
)
def test_regions_are_found_in_any_case(name: str, code: str) -> None:
    assert gazetteer().regions_in(f"отчёт ({name})") == {code}


def test_every_region_of_the_table_has_an_id_and_settlements_lie_in_regions() -> None:
    table = gazetteer()
    assert len(table.by_code) == 84
    assert len({place.geonames for place in table.by_code.values()}) == 84
    assert all(town.region in table.by_code for town in table.homonyms("Киров"))


def test_a_known_place_has_id_coordinates_and_region() -> None:
    node = _places("Бийск", "Барнаул")["e0"]
    assert (node.id, node.geonames, node.region) == ("place/barnaul", 1510853, "place/altayskiy-kray")
    assert node.latitude == pytest.approx(53.36, abs=0.1)
    assert node.longitude == pytest.approx(83.76, abs=0.1)


def test_homonyms_are_told_apart_by_the_region_of_the_report() -> None:
    assert _places("Саяногорск", "Майна")["e0"].geonames == 1499158
    assert _places("Ульяновск", "Майна")["e0"].geonames == 528278
    assert _places("Бийск", "Майна")["e0"].geonames is None


def test_a_village_far_away_is_not_guessed() -> None:
    assert _places("Бийск", "Заречный")["e0"].geonames is None
    assert _places("Бийск", "Лысьва")["e0"].geonames == 532675
    assert _places("Пенза", "Лысьва=микрорайон Лысьва")["e0"].geonames is None


def test_unknown_places_stay_local_and_without_id() -> None:
    node = _places("Бийск", "Сухая Падь")["e0"]
    assert (node.id, node.geonames, node.region) == ("place/biysk/sukhaya-pad", None, None)


def test_the_municipality_in_any_wording_is_one_place() -> None:
    found = _places(
        "Анжеро-Судженск", "Анжеро-Судженск", "г. Анжеро-Судженск", "Анжеро-Судженский городской округ"
    )
    assert {node.id for node in found.values()} == {"place/anzhero-sudzhensk"}


def test_town_and_district_of_one_name_are_two() -> None:
    found = _places("Томск", "Томск", "Томский район", "Томская область")
    assert len({node.id for node in found.values()}) == 3


@pytest.mark.parametrize(
    "heading", ["Алейск", "Алейска", "город Алейск", "г. Алейск", "МО «Город Алейск»", "АЛЕЙСК"]
)
def test_a_municipality_is_read_from_any_form_of_its_name(heading: str) -> None:
    found = resolve([document("a.txt", heading, 2018, [])])
    assert found.municipalities == {"a.txt": "place/aleysk"}


def test_an_unknown_municipality_takes_its_nominative_from_the_report() -> None:
    found = resolve([document("a.txt", "Тогурмы", 2018, [entity("e1", "Place", "Тогурма")])])
    assert found.municipalities == {"a.txt": "place/togurma"}


def test_a_namesake_without_a_region_is_left_open() -> None:
    (node,) = resolve([document("a.txt", "Железногорск", 2018, [])]).nodes
    assert (node.geonames, node.region) == (None, None)


def test_a_village_of_the_name_in_another_region_is_not_the_municipality() -> None:
    region = entity("e1", "Place", "Приморский край")
    found = resolve(
        [document("a.txt", "Лысьва", 2018, []), document("b.txt", "Парижская Коммуна", 2018, [region])]
    )
    assert {node.geonames for node in found.nodes if node.id.startswith("place/parizh")} == {None}


def test_common_district_names_are_told_apart_by_region() -> None:
    reports = [
        document("a.txt", "Октябрьский район", 2018, [], "Отчёт, Томская область."),
        document("b.txt", "Октябрьский район", 2018, [], "Отчёт, Псковская область."),
    ]
    assert len(set(resolve(reports).municipalities.values())) == 2


def test_every_place_is_found_by_the_stems_of_its_name() -> None:
    table = gazetteer()
    lost = [place for place in table.by_number.values() if place.kind == "settlement"]
    assert [place for place in lost if place not in table.homonyms(phrase(place.name))] == []
