"""Plans of one year held against the next report of the same municipality; who appears and who vanishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import Said, UsageError
from kg.model import ACTORS, Claim, EntityType, Extraction, Node, Relation, Resolution, Status
from kg.resolve.lexicon import lexicon
from kg.resolve.report import Quote, sentence_text
from kg.resolve.towns import bare
from kg.resolve.words import telling

_SHARED = 0.6
_TOLD = frozenset({*ACTORS, EntityType.PROGRAM, EntityType.PROJECT})


class Outcome(StrEnum):
    """What the next report says of a plan."""

    DONE = "done"
    REPEATED = "repeated"
    FAILED = "failed"
    SILENT = "silent"
    OPEN = "open"


_BY_STATUS = {
    Status.REALISED: Outcome.DONE,
    Status.PLANNED: Outcome.REPEATED,
    Status.NOT_REALISED: Outcome.FAILED,
}
_ORDER = (Outcome.FAILED, Outcome.DONE, Outcome.REPEATED)
"""Which answer counts where a report gives several: that it failed, then that it was done."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A plan and what came of it.

    Attributes:
        subject: Name of who planned.
        relation: What: a relation.
        object: Name of with or for whom, or a social group.
        outcome: What the next report says; ``OPEN`` where there is none yet.
        plan: The sentence that states the plan.
        answer: The sentence of the next report that speaks of it, if any.
    """

    subject: str
    relation: Relation
    object: str
    outcome: Outcome
    plan: Quote
    answer: Quote | None


@dataclass(frozen=True, slots=True)
class Change:
    """An actor or programme that one report names and the next does not, or the other way round.

    Attributes:
        node: The node.
        year: The year of the report in which it is new, or no longer named.
        appeared: Whether it is new.
        quote: The sentence that names it.
    """

    node: Node
    year: int
    appeared: bool
    quote: Quote


class History:
    """The reports of one municipality by year.

    Args:
        resolution: All documents joined.
        city: Its name, in the nominative, or its node's id.

    Raises:
        UsageError: No report is about it.
    """

    def __init__(self, resolution: Resolution, city: str) -> None:
        self._nodes = {node.id: node for node in resolution.nodes}
        self.place = self._place(resolution, city)
        own = {name for name, place in resolution.municipalities.items() if place == self.place.id}
        self._reports = {
            one.document.identifier: one for one in resolution.extractions if one.document.identifier in own
        }
        self._claims: dict[int, list[tuple[str, Claim]]] = {}
        self._named: dict[int, dict[str, tuple[str, int]]] = {}
        for year in {report.document.year for report in self._reports.values()} - {None}:
            assert year is not None
            self._claims[year], self._named[year] = [], {}
        for one in resolution.claims:
            year = self._year(one.document)
            if year is not None:
                self._claims[year].append((one.document, one.claim))
        self._collect_names()

    def _place(self, resolution: Resolution, city: str) -> Node:
        wanted = telling(bare(city))
        places = [self._nodes[name] for name in sorted(set(resolution.municipalities.values()))]
        found = [place for place in places if city == place.id or telling(bare(place.label)) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError("many_cities", city=city, names=", ".join(place.id for place in found))
        names = ", ".join(place.label for place in places)
        raise UsageError("no_city", city=city, near=Said("there_are", names=names))

    def _year(self, document: str) -> int | None:
        report = self._reports.get(document)
        return report.document.year if report else None

    def _collect_names(self) -> None:
        for node in self._nodes.values():
            for document, key in node.members if node.type in _TOLD and not node.collective else ():
                year = self._year(document)
                if year is not None:
                    sentence = self._first(self._reports[document], key)
                    self._named[year].setdefault(node.id, (document, sentence))

    @staticmethod
    def _first(report: Extraction, key: str) -> int:
        entity = next(entity for entity in report.entities if entity.key == key)
        return min(entity.mentions).sentence

    @property
    def years(self) -> tuple[int, ...]:
        """The years reported on, in order."""
        return tuple(sorted(self._claims))

    def _quote(self, document: str, sentence: int) -> Quote:
        report = self._reports[document]
        return Quote(document, report.document.year, sentence_text(report, sentence))

    def _label(self, name: str) -> str:
        return self._nodes[name].label if name in self._nodes else name

    def promises(self) -> Iterator[Promise]:
        """All plans, by year, with what the next report says of them."""
        following = dict(zip(self.years, self.years[1:], strict=False))
        for year in self.years:
            answers = self._claims[following[year]] if year in following else None
            for document, claim in self._claims[year]:
                if claim.status is Status.PLANNED:
                    yield self._held(document, claim, answers)

    def _held(self, document: str, plan: Claim, later: Sequence[tuple[str, Claim]] | None) -> Promise:
        outcome, answer = self._answer(plan, later) if later is not None else (Outcome.OPEN, None)
        return Promise(
            self._label(plan.subject),
            plan.relation,
            self._label(plan.object),
            outcome,
            self._quote(document, plan.sentence),
            self._quote(answer[0], answer[1].sentence) if answer else None,
        )

    def _answer(
        self, plan: Claim, later: Iterable[tuple[str, Claim]]
    ) -> tuple[Outcome, tuple[str, Claim] | None]:
        fitting: dict[Outcome, tuple[str, Claim]] = {}
        for document, claim in later:
            if claim.relation is plan.relation and self._same(plan, claim):
                fitting.setdefault(_BY_STATUS[claim.status], (document, claim))
        best = next((outcome for outcome in _ORDER if outcome in fitting), Outcome.SILENT)
        return best, fitting.get(best)

    def _same(self, plan: Claim, claim: Claim) -> bool:
        """Whether two claims speak of one deed.

        A named event, programme or project is the same whoever did it in the end. What is only planned rarely
        has a name of its own yet («план по созданию сайта»): there its words decide, and who it is.
        """
        one, other = self._nodes.get(plan.object), self._nodes.get(claim.object)
        if plan.object == claim.object:
            return plan.subject == claim.subject or (one is not None and one.type not in ACTORS)
        if plan.subject != claim.subject or one is None or other is None:
            return False
        return one.type is other.type and one.type not in ACTORS and _alike(one.label, other.label)

    def changes(self) -> Iterator[Change]:
        """Actors, programmes and projects that appear or vanish from one report to the next."""
        for before, after in zip(self.years, self.years[1:], strict=False):
            old, new = self._named[before], self._named[after]
            for name in sorted(new.keys() - old.keys()):
                yield Change(self._nodes[name], after, True, self._quote(*new[name]))
            for name in sorted(old.keys() - new.keys()):
                yield Change(self._nodes[name], after, False, self._quote(*old[name]))


def _alike(one: str, other: str) -> bool:
    """Whether most telling words of the shorter of two names stand in the longer."""
    a, b = (set(telling(label)) - lexicon().weak for label in (one, other))
    numbers = [{stem for stem in stems if stem.isdigit()} for stems in (a, b)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return False
    return min(len(a), len(b)) > 1 and len(a & b) >= _SHARED * max(len(a), len(b))


def outcomes(found: Iterable[Promise]) -> Mapping[Outcome, int]:
    """How many plans had each outcome."""
    count = dict.fromkeys(Outcome, 0)
    for promise in found:
        count[promise.outcome] += 1
    return count
