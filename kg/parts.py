"""What one document gives to the outputs, once it is known who is who: its Turtle, its edges, its coverage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b

from kg.evaluate.coverage import coverage_gaps, coverage_row
from kg.graph.documents import document_text
from kg.graph.entities import realised
from kg.graph.report import report_of
from kg.model import Extraction, Status
from kg.resolve.settle import Rulings, Settled, settle
from kg.resolve.stream import unpack_owners
from kg.resolve.towns import NOWHERE, Town
from kg.rows import dump, parse, rows


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a document says.

    Attributes:
        realised: Claims that sentences state as done.
        planned: Those that they state as planned.
        not_realised: Those that they state as not done.
        context: Claims that context implies.
        figures: Figures.
        gaps: Sentences with civic cues that gave nothing.
        rejected: Indices of the rejecting decisions that had an effect.
        added: Indices of the adding ones.
    """

    realised: int
    planned: int
    not_realised: int
    context: int
    figures: int
    gaps: int
    rejected: tuple[int, ...]
    added: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One document's part of all outputs.

    Attributes:
        counts: How much it says.
        edges: Node id → predicates and objects of the plain edges that begin there, as Turtle writes them.
        row: Its line in the coverage report.
        gaps: Its section there.
        turtle: All that the graph says of it and its parts.
    """

    counts: Counts
    edges: dict[str, list[tuple[str, str]]]
    row: str
    gaps: str
    turtle: bytes


@dataclass(frozen=True, slots=True)
class Terms:
    """What a part depends on besides its document and the nodes of its entities.

    Attributes:
        decided: What a person decided on claims.
        with_text: Whether the graph holds the documents' texts.
    """

    decided: Rulings
    with_text: bool

    def digest(self, key: str, owners: bytes, town: Town) -> bytes:
        """What all that a part is made of comes to: equal for two parts that are equal.

        Args:
            key: Key of the document's content.
            owners: What became of its entities, packed.
            town: Its municipality.
        """
        found = blake2b(owners, digest_size=16)
        found.update(repr((key, town.id, town == NOWHERE, self.with_text)).encode())
        for ruling in (*self.decided.rejected, *self.decided.added):
            ends = sorted(ruling.subjects), sorted(ruling.objects)
            found.update(repr((ruling.decision.kind, ruling.claim, ends)).encode("utf-8", "surrogatepass"))
        return found.hexdigest().encode()


def compose(extraction: Extraction, owners: bytes, town: Town, terms: Terms) -> Part:
    """Make a document's part.

    Args:
        extraction: What was found in it.
        owners: What became of its entities, packed.
        town: Its municipality.
        terms: What else it depends on.
    """
    known = unpack_owners(owners)
    settled = settle(extraction, known, town, terms.decided)
    municipality = None if town == NOWHERE else town.id
    report = report_of(extraction, municipality, known.ids, settled.claims, settled.figures)
    edges: dict[str, list[tuple[str, str]]] = {}
    for subject, predicate, thing in dict.fromkeys(realised(report)):
        edges.setdefault(subject, []).append((predicate, thing))
    turtle = document_text(report, with_text=terms.with_text).encode("utf-8")
    counts = _counts(extraction, settled)
    return Part(counts, edges, coverage_row(extraction), coverage_gaps(extraction), turtle)


def _counts(extraction: Extraction, settled: Settled) -> Counts:
    stated = [one.claim for one in settled.claims if one.claim.rule != "context"]
    statuses = Counter(claim.status for claim in stated)
    return Counts(
        statuses[Status.REALISED],
        statuses[Status.PLANNED],
        statuses[Status.NOT_REALISED],
        len(settled.claims) - len(stated),
        len(settled.figures),
        len(extraction.gaps),
        tuple(sorted(settled.rejected)),
        tuple(sorted(settled.added)),
    )


_write, _read = rows(Counts)


def pack_part(part: Part, digest: bytes) -> bytes:
    """A part as bytes, with what it was made of."""
    head = dump([_write(part.counts), part.edges, part.row, part.gaps])
    return b"\n".join((digest, head, part.turtle))


def unpack_part(data: bytes | None, digest: bytes) -> Part | None:
    """The part; None where there is none, or one that was made of something else."""
    if data is None or not data.startswith(digest + b"\n"):
        return None
    _, head, turtle = data.split(b"\n", 2)
    counts, edges, row, gaps = parse(head)
    return Part(_read(counts), edges, row, gaps, turtle)
