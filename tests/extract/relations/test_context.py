"""What only the context implies is marked by one rule, so that every count of claims leaves out the same ones."""

from pathlib import Path

from kg.annotate import annotate
from kg.corpus import parse
from kg.extract.document import extract

SEEDS = Path(__file__).parents[3] / "seeds"


def test_what_the_context_implies_has_one_rule():
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    rules = {
        claim.rule for name, text in texts.items() for claim in extract(annotate(parse(name, text))).claims
    }
    assert {rule for rule in rules if rule.startswith("context")} == {"context"}
