"""What a claim carries besides its relation: confidence, rule, cue, time; and that the same text gives the same claims."""

from __future__ import annotations

import pytest

from kg.extract.relations import candidates, find_claims, settle
from kg.extract.relations.confidence import Model, features, model
from kg.extract.relations.groups import groups_in
from kg.extract.relations.lexicon import SUBJECTS, data, load
from kg.extract.time import Time, time_of
from kg.model import Relation, SocialGroup

from .marked import read

TEXT = "В 2019 году [администрация города|Administration a] провела [форум «Старт»|Event e] для молодёжи."


def test_claim_names_rule_cue_time_and_confidence() -> None:
    marked = read(TEXT)
    claim = next(
        c for c in find_claims(marked.annotated, marked.entities) if c.relation is Relation.ORGANIZES
    )
    assert claim.cue is not None
    assert marked.annotated.document.text[slice(*claim.cue)] == "провела"
    assert claim.rule == "organise.active"
    assert claim.year == 2019
    assert model().threshold <= claim.confidence <= 1


def test_same_text_gives_the_same_claims_in_whatever_order_entities_come() -> None:
    marked = read(TEXT)
    assert find_claims(marked.annotated, marked.entities) == find_claims(
        marked.annotated, marked.entities[::-1]
    )


def test_no_entities_no_claims() -> None:
    assert find_claims(read(TEXT).annotated, ()) == ()


def test_threshold_drops_what_is_less_sure() -> None:
    marked = read(TEXT)
    proposed = list(candidates(marked.annotated, marked.entities))
    everything = list(settle(marked.annotated, marked.entities, proposed, Model(0.0, {}, 0.5)))
    nothing = list(settle(marked.annotated, marked.entities, proposed, Model(0.0, {}, 0.51)))
    assert everything
    assert not nothing


def test_probability_is_logistic_in_the_weights() -> None:
    known = Model(0.0, {"a": 2.0, "b": -2.0}, 0.5)
    assert known.probability(("a", "b", "unknown")) == pytest.approx(0.5)
    assert known.probability(("a",)) > 0.85


def test_model_weighs_relations_it_was_fitted_on() -> None:
    marked = read(TEXT)
    best = max(candidates(marked.annotated, marked.entities), key=lambda c: model().probability(features(c)))
    assert model().probability(features(best)) > 0.8


def test_candidate_is_as_sure_as_its_features_spelled_out() -> None:
    marked, known = read(TEXT), model()
    proposed = list(candidates(marked.annotated, marked.entities))
    assert proposed
    for candidate in proposed:
        assert known.sure(candidate) == known.probability(features(candidate))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("на 2015-2019 годы", Time(None, 2015, 2019)),
        ("на 2018–2023 годы", Time(None, 2018, 2023)),
        ("с 2014 по 2018 год", Time(None, 2014, 2018)),
        ("с марта 2020 года", Time(None, 2020, None)),
        ("до конца 2024 года", Time(None, None, 2024)),
        ("В 2018 году проведено", Time(2018)),
        ("больше, чем в 2008 году", Time(2010)),
        ("Проведён форум", Time(2010)),
    ],
)
def test_time(text: str, expected: Time) -> None:
    assert time_of(text, 2010) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("помощь ветеранам и инвалидам", {"veterans", "disabled"}),
        ("для детей-сирот", {"orphans"}),
        ("малоимущим гражданам", {"hardship"}),
        ("с жителями", {"residents"}),
        ("молодых семей", {"youth", "families"}),
    ],
)
def test_groups(text: str, expected: set[str]) -> None:
    tokens = read(text + ".").annotated.sentences[0].tokens
    assert {g.group.value for g in groups_in(tokens, 0, len(tokens))} == expected


def test_every_pattern_of_the_frames_can_fire() -> None:
    for frame in load().frames:
        for pattern in frame.claims:
            assert pattern.subjects, (frame.name, pattern.relation)
            assert pattern.subjects <= SUBJECTS[pattern.relation]


def test_every_social_group_has_words() -> None:
    rows = data("groups.yaml")
    assert set(rows) == {group.value for group in SocialGroup}
    assert all(row["words"] for row in rows.values())
