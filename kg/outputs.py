"""What a build writes: the graph and the coverage report, put together from the parts of the documents."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from kg.evaluate.coverage import HEAD
from kg.graph.blocks import Pair, block_text, document, entity, turn
from kg.graph.entities import entity_pairs
from kg.graph.order import sort_bytes
from kg.graph.triples import dataset_text
from kg.graph.turtle import head
from kg.model import Node
from kg.parts import Part
from kg.rows import dump, parse
from kg.spill import Spill

_DOCUMENTS = sort_bytes("doc/")


class Outputs:
    """Collects nodes and parts on disk, then writes the files.

    Args:
        stack: Ends the temporary files.
        folder: Where they may stand, on the disk that the files are written to.
    """

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._entities = stack.enter_context(Spill())
        self._turtle, self._rows, self._gaps = (
            stack.enter_context((folder / f"{name}.part").open("w+b")) for name in ("turtle", "rows", "gaps")
        )
        self._ends = array("Q", [0])
        self.nodes = 0

    def add_node(self, node: Node) -> None:
        """Take a node."""
        self.nodes += 1
        self._entities.extend([(sort_bytes(entity(node.id)[1:-1]), 0, dump([node.id, entity_pairs(node)]))])

    def add_part(self, part: Part) -> None:
        """Take the part of the next document, in the order of their identifiers."""
        self._turtle.write(part.turtle)
        self._ends.append(self._turtle.tell())
        self._rows.write(part.row.encode("utf-8", "replace"))
        self._gaps.write(f"\n{part.gaps}".encode("utf-8", "replace"))
        self._entities.extend(
            (sort_bytes(entity(subject)[1:-1]), 1, dump(pairs)) for subject, pairs in part.edges.items()
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
                node, pairs = parse(held)
                said: list[Pair] = [(p, o) for p, o in pairs]
                said += ((p, o) for _, _, more in edges for p, o in parse(more))
                yield cast(bytes, key), block_text(entity(node), said).encode("utf-8")

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
