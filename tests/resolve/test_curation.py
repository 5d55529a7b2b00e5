"""A person's corrections: applied on every build, undone by deletion, reported where they match nothing."""

from __future__ import annotations

import pytest

from kg.errors import CurationError
from kg.model import Claim, Extraction, Relation, Status
from kg.resolve import join
from kg.resolve.curation import Kind, parse
from tests.resolve.pairs import document, entity, node_of

VETERANS = "{type: NGO, label: Совет ветеранов, municipality: Алейск}"
PENSIONERS = "{type: NGO, label: Совет пенсионеров, municipality: Алейск}"
REASON = "  reason: r"
WOMEN = "{type: NGO, label: Совет женщин, municipality: Алейск}"


def _reports() -> list[Extraction]:
    claim = Claim("e1", Relation.COOPERATES_WITH, "e2", Status.REALISED, 0.4, "test", 0)
    return [
        document(
            "2018.txt",
            "Алейск",
            2018,
            [entity("e1", "NGO", "Совет ветеранов"), entity("e2", "NGO", "Совет женщин")],
            text="Совет ветеранов помогал\nСовету женщин.",
            claims=(claim,),
        ),
        document("2019.txt", "Алейск", 2019, [entity("e1", "NGO", "Совет пенсионеров")]),
    ]


def test_same_joins_across_reports_and_deleting_it_undoes_it() -> None:
    said = f"- same: [{VETERANS}, {PENSIONERS}]\n  reason: переименован"
    joined = join(_reports(), parse(said)).resolution
    assert node_of(joined, "2018.txt") == node_of(joined, "2019.txt")
    plain = join(_reports(), parse("")).resolution
    assert node_of(plain, "2018.txt") != node_of(plain, "2019.txt")


def test_same_joins_two_entities_of_one_report() -> None:
    joined = join(_reports(), parse(f"- same: [{VETERANS}, {WOMEN}]\n  reason: одно и то же"))
    assert node_of(joined.resolution, "2018.txt") == node_of(joined.resolution, "2018.txt", "e2")
    assert not [one for one in joined.resolution.claims if one.claim.relation is Relation.COOPERATES_WITH]


def test_no_merge_by_transitivity_against_a_difference() -> None:
    said = f"""
- different: [{VETERANS}, {WOMEN}]
  reason: разные организации
- same: [{VETERANS}, {PENSIONERS}]
  reason: переименован
- same: [{PENSIONERS}, {WOMEN}]
  reason: ошибка
"""
    joined = join(_reports(), parse(said))
    assert node_of(joined.resolution, "2018.txt") != node_of(joined.resolution, "2018.txt", "e2")
    assert [(one.decision.kind, one.missing) for one in joined.unapplied] == [(Kind.SAME, ())]


def test_different_splits_equal_names_by_document() -> None:
    reports = [
        document(f"{y}.txt", "Алейск", y, [entity("e1", "NGO", "Клуб «Мир»")]) for y in (2018, 2019, 2020)
    ]
    thing = "{type: NGO, label: Клуб «Мир», municipality: Алейск, document: %s.txt}"
    said = f"- different: [{thing % 2018}, {thing % 2019}]\n  reason: новый клуб"
    found = join(reports, parse(said)).resolution
    assert node_of(found, "2018.txt") != node_of(found, "2019.txt")


def test_rename_and_retype() -> None:
    said = f"""
- rename: {VETERANS}
  to: Алейский совет ветеранов
  reason: полное имя
- retype: {PENSIONERS}
  to: Council
  reason: при главе города
"""
    found = join(_reports(), parse(said))
    nodes = {node.label: node for node in found.resolution.nodes}
    assert "Совет ветеранов" in nodes["Алейский совет ветеранов"].aliases
    assert nodes["Совет пенсионеров"].type == "Council"
    assert not found.unapplied


def test_a_place_that_is_none_can_be_retyped() -> None:
    report = document("a.txt", "Алейск", 2018, [entity("e1", "Place", "Маяк")])
    said = "- retype: {type: Place, label: Маяк, municipality: Алейск}\n  to: Enterprise\n  reason: завод"
    found = join([report], parse(said))
    assert {node.type for node in found.resolution.nodes if node.label == "Маяк"} == {"Enterprise"}
    assert not found.unapplied


def test_claims_are_rejected_and_added() -> None:
    said = f"""
- reject: {{subject: {VETERANS}, relation: cooperatesWith, object: {WOMEN}}}
  reason: помощь, не сотрудничество
- add: {{subject: {VETERANS}, relation: supports, object: {WOMEN}, document: 2018.txt, quote: помогал}}
  reason: так в тексте
"""
    found = join(_reports(), parse(said))
    relations = {one.claim.relation: one.claim for one in found.resolution.claims}
    assert Relation.COOPERATES_WITH not in relations
    assert (relations[Relation.SUPPORTS].rule, relations[Relation.SUPPORTS].sentence) == ("curation", 0)


@pytest.mark.parametrize(
    "said",
    [
        "- rename: {type: NGO, label: Совет отцов, municipality: Алейск}\n  to: x\n  reason: r",
        "- rename: {type: NGO, label: Совет ветеранов, municipality: Бийск}\n  to: x\n  reason: r",
        "- rename: {type: NGO, label: Совет ветеранов}\n  to: x\n  reason: r",
        f"- same: [{VETERANS}, {{type: NGO, label: Совет отцов, municipality: Алейск}}]\n  reason: r",
        f"- reject: {{subject: {VETERANS}, relation: funds, object: {WOMEN}}}\n  reason: r",
        f"- add: {{subject: {VETERANS}, relation: funds, object: {WOMEN}, document: x, quote: z}}\n" + REASON,
    ],
)
def test_decisions_that_match_nothing_are_reported(said: str) -> None:
    (one,) = join(_reports(), parse(said)).unapplied
    assert one.missing


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ("- same: [", 1, "YAML"),
        ("a: b", 1, "list"),
        ("\n- sam: []\n  reason: r", 2, "sam"),
        (f"- same: [{VETERANS}]\n  reason: r", 1, "two things"),
        (f"- same: [{VETERANS}, {WOMEN}]", 1, "reason"),
        (f"- rename: {VETERANS}\n  reason: r", 1, "to"),
        (f"- retype: {VETERANS}\n  to: Совет\n  reason: r", 1, "Council"),
        ("- rename:\n    label: x\n  to: y\n  reason: r", 2, "type"),
        (f"- reject: {{subject: {VETERANS}, relation: helps, object: {WOMEN}}}\n  reason: r", 1, "supports"),
        (f"- reject: {{subject: {VETERANS}, relation: targets, object: {WOMEN}}}\n  reason: r", 1, "group"),
        (
            f"- different: [{WOMEN}, {VETERANS}]\n  reason: r\n- same: [{VETERANS}, {WOMEN}]\n  reason: r",
            3,
            "both",
        ),
    ],
)
def test_mistakes_name_their_line_and_remedy(text: str, line: int, about: str) -> None:
    with pytest.raises(CurationError) as caught:
        parse(text, "c.yaml")
    assert str(caught.value).startswith(f"c.yaml:{line}: ")
    assert about in str(caught.value)
