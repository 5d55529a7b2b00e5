"""Documents joined: scope, places, claims, and independence of order."""

from __future__ import annotations

from itertools import permutations

from kg.model import CITY, Claim, Figure, Relation, Status
from kg.resolve import resolve
from tests.resolve.pairs import document, entity, node_of


def _claim(
    subject: str, relation: Relation, thing: str, rule: str = "test", confidence: float = 0.9
) -> Claim:
    return Claim(subject, relation, thing, Status.REALISED, confidence, rule, 0)


def test_order_of_the_input_makes_no_difference() -> None:
    reports = [
        document(
            f"{i}.txt", city, 2018 + i, [entity("e1", "NGO", "Совет ветеранов"), entity("e2", "Place", city)]
        )
        for i, city in enumerate(("Алейск", "Бийск", "Алейск"))
    ]
    first = resolve(reports)
    assert all(resolve(order) == first for order in permutations(reports))


def test_the_municipality_has_a_node_even_where_no_entity_names_it() -> None:
    found = resolve([document("a.txt", "Алейск", 2018, [entity("e1", "NGO", "Совет ветеранов")])])
    (place,) = [node for node in found.nodes if node.id == found.municipalities["a.txt"]]
    assert (place.label, place.geonames, place.members) == ("Алейск", 1511783, ())
    assert place.region in {node.id for node in found.nodes}


def test_local_actors_are_located_in_their_municipality_once() -> None:
    people = [entity("e1", "NGO", "Совет ветеранов"), entity("e2", "NGO", "Российский Красный Крест")]
    own = entity("e3", "Place", "Алейск")
    claims = (_claim("e1", Relation.LOCATED_IN, "e3"), _claim("e1", Relation.TARGETS, "veterans"))
    found = resolve([document("a.txt", "Алейск", 2018, [*people, own], claims=claims)])
    located = [one.claim for one in found.claims if one.claim.relation is Relation.LOCATED_IN]
    assert [(claim.subject, claim.object, claim.rule) for claim in located] == [
        (node_of(found, "a.txt"), "place/aleysk", "test")
    ]
    assert any(one.claim.object == "veterans" for one in found.claims)


def test_context_claims_stand_on_the_first_mention() -> None:
    found = resolve([document("a.txt", "Алейск", 2018, [entity("e1", "NGO", "Совет ветеранов")])])
    (one,) = found.claims
    assert (one.claim.rule, one.claim.object, one.claim.sentence) == ("context", "place/aleysk", 0)


def test_a_claim_said_twice_is_one_with_the_surer_rule() -> None:
    two = [entity("e1", "NGO", "Совет ветеранов"), entity("e2", "Event", "Конкурс «Весна»")]
    claims = (
        _claim("e1", Relation.ORGANIZES, "e2", "weak", 0.5),
        _claim("e1", Relation.ORGANIZES, "e2", "sure", 0.9),
    )
    found = resolve([document("a.txt", "Алейск", 2018, two, claims=claims)])
    assert [one.claim.rule for one in found.claims if one.claim.relation is Relation.ORGANIZES] == ["sure"]


def test_figures_about_the_city_are_about_its_node() -> None:
    figure = Figure(CITY, "объединения", 47.0, "Count", None, 2018, 0, "test")
    found = resolve(
        [document("a.txt", "Алейск", 2018, [entity("e1", "NGO", "Клуб «Мир»")], figures=(figure,))]
    )
    assert [one.figure.about for one in found.figures] == ["place/aleysk"]


def test_a_report_without_a_municipality_keeps_its_local_names_to_itself() -> None:
    reports = [document(f"{i}.txt", None, 2018, [entity("e1", "NGO", "Совет ветеранов")]) for i in range(2)]
    found = resolve(reports)
    assert node_of(found, "0.txt") != node_of(found, "1.txt")
    assert found.municipalities == {}


def test_ids_are_safe_in_urls_and_readable() -> None:
    names = ("Совет ветеранов", "Клуб «Ёж»", "«#МыВместе»", "Клуб 'Ω'", "A" * 200)
    things = [entity(f"e{i}", "NGO", name) for i, name in enumerate(names)]
    found = resolve([document("отчёт 1.txt", "Алейск", 2018, things)])
    assert all(set(node.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/") for node in found.nodes)
    assert node_of(found, "отчёт 1.txt", "e0") == "actor/aleysk/sovet-veteranov"


def test_ids_stay_when_later_reports_come() -> None:
    early = [document("2018.txt", "Бийск", 2018, [entity("e1", "NGO", "Клуб «Мир»", "Клуб мира «Мир»")])]
    later = [
        *early,
        document("2019.txt", "Бийск", 2019, [entity("e1", "NGO", "Клуб мира «Мир»")]),
        document("x.txt", "Алейск", 2019, [entity("e1", "NGO", "Клуб «Мир»")]),
    ]
    assert node_of(resolve(early), "2018.txt") == node_of(resolve(later), "2018.txt")


def test_two_entities_of_one_report_are_not_merged_by_an_alias() -> None:
    first = [entity("e1", "Council", "Совет отцов при школе"), entity("e2", "Council", "Совет отцов города")]
    second = [entity("e1", "Council", "Совет отцов города", "Совет отцов при школе")]
    found = resolve([document("a.txt", "Бийск", 2018, first), document("b.txt", "Бийск", 2019, second)])
    assert node_of(found, "a.txt", "e1") != node_of(found, "a.txt", "e2")


def test_the_class_of_one_thing_is_put_to_the_vote() -> None:
    kinds = ("NGO", "Council", "NGO")
    reports = [
        document(f"{i}.txt", "Бийск", 2018, [entity("e1", k, "Совет отцов")]) for i, k in enumerate(kinds)
    ]
    (node,) = [node for node in resolve(reports).nodes if node.members]
    assert (node.type, len(node.members)) == ("NGO", 3)


def test_two_reports_of_one_city_share_administration_and_newspaper() -> None:
    names = (("Administration", "Администрация города", "e1"), ("MediaOutlet", "Газета «Маяк труда»", "e2"))
    fuller = (
        ("Administration", "Администрация города Алейска"),
        ("MediaOutlet", "Местная газета «Маяк труда»"),
    )
    first = [entity(key, kind, name) for kind, name, key in names]
    second = [entity(f"x{i}", kind, name) for i, (kind, name) in enumerate(fuller)]
    found = resolve([document("a.txt", "Алейск", 2018, first), document("b.txt", "Алейск", 2018, second)])
    assert sorted(len(node.members) for node in found.nodes if node.type != "Place") == [2, 2]
