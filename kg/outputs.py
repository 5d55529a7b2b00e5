"""What a build writes: the graph and the coverage report, put together from the parts of the documents."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from kg.evaluate.coverage import HEAD
from kg.graph.blocks import block, document, entity, lines, merged, turn
from kg.graph.entities import entity_pairs
from kg.graph.order import sort_bytes
from kg.graph.triples import dataset_text
from kg.graph.turtle import head
from kg.graph.vocabulary import entity_path
from kg.model import Node
from kg.parts import Part
from kg.resolve.scopes import Rendered
from kg.rows import dump, parse
from kg.spill import Spill

_DOCUMENTS = sort_bytes("doc/")


def rendered(node: Node) -> Rendered:
    """An entity without the edges that begin at it: where it stands, its name and its lines."""
    text = "\n".join((entity(node.id), *lines(entity_pairs(node))))
    return sort_bytes(entity_path(node.id)), text.encode("utf-8")


class Outputs:
    """Collects nodes and parts on disk, then writes the files.

    Args:
        folder: Where they may stand, on the disk that the files are written to.
    """

    def __init__(self, folder: Path) -> None:
        self._entities = Spill()
        self._turtle, self._rows, self._gaps = (
            (folder / f"{name}.part").open("w+b") for name in ("turtle", "rows", "gaps")
        )
        self._ends = array("Q", [0])
        self.entities = 0

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in (self._turtle, self._rows, self._gaps, self._entities):
            one.close()

    def add_entities(self, rows: Iterable[Rendered]) -> None:
        """Take entities that :func:`rendered` made."""
        lot = [(key, 0, text) for key, text in rows]
        self.entities += len(lot)
        self._entities.extend(lot)

    def add_part(self, part: Part) -> None:
        """Take the part of the next document, in the order of their identifiers."""
        self._turtle.write(part.turtle)
        self._ends.append(self._turtle.tell())
        self._rows.write(part.row.encode("utf-8", "replace"))
        self._gaps.write(f"\n{part.gaps}".encode("utf-8", "replace"))
        self._entities.extend(
            (sort_bytes(entity_path(subject)), 1, dump(pairs)) for subject, pairs in part.edges.items()
        )

    def write_graph(self, path: Path, base: str, identifiers: Sequence[str]) -> None:
        """Write the graph.

        Args:
            path: The file.
            base: IRI under which the data's names stand.
            identifiers: The documents', in the order in which their parts were added.
        """
        blocks = self._blocks()
        with path.open("wb") as stream:
            stream.write((head(base) + dataset_text()).encode("utf-8"))
            later: list[bytes] = []
            for key, text in blocks:
                if key > _DOCUMENTS:
                    later.append(text)
                    break
                stream.write(text)
            self._copy_documents(stream, identifiers)
            stream.writelines(later)
            stream.writelines(text for _, text in blocks)

    def _blocks(self) -> Iterator[tuple[bytes, bytes]]:
        """The entities with their edges, in the order of writing."""
        for key, rows in self._entities:
            (_, rank, held), *edges = rows
            # an edge that begins at no entity is of no use to anybody
            if rank == 0:
                subject, *said = held.decode("utf-8").split("\n")
                if edges:
                    more = ((p, o) for _, _, one in edges for p, o in parse(one))
                    said = merged(said, lines(more))
                yield cast(bytes, key), block(subject, said).encode("utf-8")

    def _copy_documents(self, stream: IO[bytes], identifiers: Sequence[str]) -> None:
        order = sorted(range(len(identifiers)), key=lambda number: turn(document(identifiers[number])))
        for number in order:
            first, last = self._ends[number], self._ends[number + 1]
            self._turtle.seek(first)
            stream.write(self._turtle.read(last - first))

    def write_coverage(self, path: Path) -> None:
        """Write the coverage report."""
        with path.open("wb") as stream:
            stream.write(HEAD.encode("utf-8"))
            for part in (self._rows, self._gaps):
                part.seek(0)
                shutil.copyfileobj(part, stream)
