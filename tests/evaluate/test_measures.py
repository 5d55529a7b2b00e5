import pytest

from kg.evaluate.matching import normal, one_to_one, overlap
from kg.evaluate.measures import Scores, Tally


def test_tally_of_nothing_is_zero_not_an_error():
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


def test_tally_shares():
    tally = Tally(tp=6, system=8, gold=12)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, pytest.approx(0.6))


def test_scores_of_documents_add_up_micro_averaged():
    one = Scores((1, 1), {"figures": Tally(1, 1, 1)})
    two = Scores((0, 1), {"figures": Tally(0, 0, 3), "entities": Tally(1, 2, 3)})
    assert (one + two).documents == (1, 2)
    assert (one + two)["figures"] == Tally(1, 1, 4)
    assert (one + two)["entities"] == Tally(1, 2, 3)


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [((0, 10), (0, 10), 1.0), ((0, 10), (5, 10), 0.5), ((0, 4), (4, 8), 0.0), ((0, 4), (6, 8), 0.0)],
)
def test_overlap_is_intersection_over_union(a, b, share):
    assert overlap(a, b) == share


def test_one_to_one_takes_the_best_pair_first_and_nothing_twice():
    assert one_to_one([(0.6, "a", 1), (0.9, "b", 1), (0.5, "a", 2)]) == [("b", 1), ("a", 2)]


def test_one_to_one_settles_ties_by_id():
    assert one_to_one([(1.0, "b", "x"), (1.0, "a", "x"), (1.0, "b", "y")]) == [("a", "x"), ("b", "y")]


def test_names_are_compared_without_case_quotes_and_kinds_of_dash():
    assert normal("Ёлочный  «Клуб» – “Друг”.") == normal('елочный "клуб" - друг')
