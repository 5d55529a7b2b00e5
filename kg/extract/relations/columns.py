"""Rows of tables with titles: whose a project is, who holds an event, who got money in which contest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.rounds import PAYERS, Round, seen
from kg.extract.relations.rows import DOES
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.extract.relations.winners import GETTERS
from kg.extract.tables import Cell, Table
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation, Status

_BEFORE = 6
"""Sentences above a table that say what it is of."""
_MEANT = {
    "recipient": GETTERS - {EntityType.PROJECT},
    "doer": ACTORS | {EntityType.PERSON},
    "project": frozenset({EntityType.PROJECT}),
    "event": frozenset({EntityType.EVENT}),
    "source": PAYERS | {EntityType.PROGRAM, EntityType.POST},
}
Played = Sequence[tuple[Scene, Setting]]
Row = Mapping[str, Sequence[tuple[Entity, tuple[int, int], Status]]]
"""For each column what its cell names, with sentence and token, and its status."""


def told(tables: Sequence[Table], played: Played) -> Iterator[Candidate]:
    """What the rows of tables say."""
    for table in tables:
        first = sum(scene.sentence.start < table.start for scene, _ in played)
        above = played[max(0, first - _BEFORE) : first]
        titles = [pair for pair in played[first:] if pair[0].sentence.start < table.stop]
        now, paid = _spoken_of(above), _gives(table, above, titles)
        for row in table.rows:
            named = _named(row, played)
            yield from _deeds(named)
            yield from _grants(named, now, paid)


def _spoken_of(above: Played) -> Round:
    now = Round()
    for scene, setting in above:
        now = seen(scene, setting, now)
    return now


def _gives(table: Table, above: Played, titles: Played) -> bool:
    """Whether the sums of a table are given to whoever stands in its rows: its titles or the lines above say so."""
    sums = any(cell.column == "sum" for cell in table.rows[0])
    said = (token.lemma for scene, _ in (*above[-2:], *titles) for token in scene.tokens)
    return sums and not words("tables.yaml", "given").isdisjoint(said)


def _named(row: Sequence[Cell], played: Played) -> Row:
    """What the cells of a row name, outermost names only."""
    found: dict[str, list[tuple[Entity, tuple[int, int], Status]]] = {}
    for cell in row:
        fit = _MEANT.get(cell.column, frozenset())
        for scene, setting in (pair for pair in played if fit and _overlaps(pair[0], cell)):
            found.setdefault(cell.column, []).extend(
                (p.entity, (scene.index, p.first), clause_status(scene, p.first, setting))
                for p in scene.phrases
                if p.entity.type in fit
                and not (p.proxy or p.paren)
                and cell.start <= scene.tokens[p.first].start < cell.stop
            )
    return found


def _overlaps(scene: Scene, cell: Cell) -> bool:
    return scene.sentence.start < cell.stop and cell.start < scene.sentence.stop


def _deeds(row: Row) -> Iterator[Candidate]:
    """Whose the project of a row is, and who holds its event."""
    for deed, place, status in [*row.get("project", ()), *row.get("event", ())]:
        for doer, _, _ in (*row.get("recipient", ()), *row.get("doer", ())):
            yield from propose((doer, deed), DOES[deed.type], status, "table.deed", place)


def _grants(row: Row, now: Round, paid: bool) -> Iterator[Candidate]:
    """Who gave the money of a row, and the contest it was won in."""
    for getter, place, status in row.get("recipient", ()):
        if now.contest is not None:
            yield from propose(
                (getter, now.contest), Relation.PARTICIPATES_IN, status, "table.contest", place
            )
    sources = row.get("source", ())
    for getter, place, status in (*row.get("recipient", ()), *row.get("project", ()), *row.get("event", ())):
        for giver, _, _ in sources:
            yield from propose((giver, getter), Relation.FUNDS, status, "table.source", place)
    for getter, place, status in (*row.get("recipient", ()), *row.get("project", ())):
        if now.purse is not None and paid and not sources:
            yield from propose(
                (now.purse, getter), Relation.FUNDS, status, "table.grant", place, f"purse={now.rank}"
            )
