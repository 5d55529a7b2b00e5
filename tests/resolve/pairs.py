"""The pairs of ``pairs.yaml`` as small documents, and the score over them.

``python -m tests.resolve.pairs`` prints both halves' scores, and what is wrong in the half not held out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kg.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Entity,
    EntityType,
    Extraction,
    Figure,
    Mention,
    Resolution,
)
from kg.resolve import resolve

_SIDE = re.compile(r"(.+?) (\d{4})(?: \((.+)\))?$")


def entity(key: str, kind: str, *names: str, collective: bool = False) -> Entity:
    return Entity(
        key, EntityType(kind), names[0], names[1:], collective, (Mention(0, 1, 0, 0, 1, 0),), "test"
    )


def document(  # noqa: PLR0917
    identifier: str,
    city: str | None,
    year: int | None,
    entities: list[Entity],
    text: str = "",
    claims: tuple[Claim, ...] = (),
    figures: tuple[Figure, ...] = (),
) -> Extraction:
    body = text or "Текст отчёта."
    blocks = (Block(BlockKind.PARAGRAPH, body, tuple(range(len(body) + 1))),)
    report = Document(identifier, identifier, body, blocks, (), city, None, year)
    return Extraction(report, ((0, len(body)),), tuple(entities), claims, figures)


def node_of(resolution: Resolution, identifier: str, key: str = "e1") -> str:
    return next(node.id for node in resolution.nodes if (identifier, key) in node.members)


@dataclass(frozen=True)
class Pair:
    """Two names and whether they are one."""

    expected: str
    held_out: bool
    a: str
    b: str

    def __str__(self) -> str:
        return f"{self.a} / {self.b}"

    def sides(self) -> list[Extraction]:
        return [side("a.txt", self.a), side("b.txt", self.b)]

    def merged(self) -> bool:
        found = resolve(self.sides())
        return node_of(found, "a.txt") == node_of(found, "b.txt")


def side(identifier: str, line: str) -> Extraction:
    where, kind, names = (part.strip() for part in line.split("|"))
    match = _SIDE.match(where)
    assert match, line
    thing = entity("e1", kind, *(name.strip() for name in names.split("=")))
    text = f"Отчёт, {match[3]}." if match[3] else ""
    return document(identifier, match[1], int(match[2]), [thing], text)


@cache
def pairs() -> tuple[Pair, ...]:
    rows = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
    return tuple(Pair(row["is"], row["held_out"], row["a"], row["b"]) for row in rows)


@dataclass(frozen=True)
class Score:
    """How many of the pairs that are one were merged, and which of the others were."""

    one: int
    right: int
    two: int
    missed: list[str]
    wrong: list[str]


def score(held_out: bool) -> Score:
    half = [pair for pair in pairs() if pair.held_out is held_out]
    one = [pair for pair in half if pair.expected == "one"]
    missed = [str(pair) for pair in one if not pair.merged()]
    wrong = [str(pair) for pair in half if pair.expected != "one" and pair.merged()]
    return Score(len(one), len(one) - len(missed), len(half) - len(one), missed, wrong)


if __name__ == "__main__":
    for half in (False, True):
        found = score(half)
        print(
            f"held out: {half}; one: {found.right}/{found.one}; wrong merges: {len(found.wrong)}/{found.two}"
        )
        print("\n".join([] if half else ["missed", *found.missed, "wrong", *found.wrong]))
