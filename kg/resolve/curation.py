"""A person's corrections: ``curation.yaml``, read and checked.

The file is a list of decisions, each with a reason; to undo one is to delete it::

    - same:
        - {type: NGO, label: Совет ветеранов, municipality: Алейск}
        - {type: NGO, label: Совет ветеранов (пенсионеров), municipality: Алейск}
      reason: переименован в 2019 году
    - different: [{…}, {…}]
      reason: …
    - rename: {type: NGO, label: ДНД, municipality: Алейск}
      to: Народная дружина
      reason: …
    - retype: {type: Council, label: Совет отцов, municipality: Алейск}
      to: NGO
      reason: …
    - reject: {subject: {…}, relation: supports, object: {…}}
      reason: …
    - add: {subject: {…}, relation: targets, group: veterans, document: 2018.txt, quote: дословно}
      reason: …

A thing is named by class, name and municipality, never by an id, so that decisions survive new documents.
A body of the region or the country is named without a municipality; what is generic («Председатель») by its
document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kg.errors import CurationError, Said, reason
from kg.model import EntityType, Relation, SocialGroup, Status

_LINE = "\0line"
Choice = TypeVar("Choice", bound=StrEnum)


class Kind(StrEnum):
    """What a decision says."""

    SAME = "same"
    DIFFERENT = "different"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Target:
    """How a decision names a thing.

    Attributes:
        type: Class.
        label: One of its names, as some report has it.
        municipality: The municipality whose it is; none for a body of a region or the country.
        document: Identifier of the one report meant; none for all of them.
    """

    type: EntityType
    label: str
    municipality: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimTarget:
    """How a decision names a claim.

    Attributes:
        subject: Whose claim it is.
        relation: Which relation.
        object: The other thing, or a social group for ``targets``.
        status: Its status; none for any (an added claim is realised).
        document: Identifier of the report; none for any (needed for an added claim).
        quote: Words of the report that an added claim rests on.
    """

    subject: Target
    relation: Relation
    object: Target | SocialGroup
    status: Status | None = None
    document: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the file.

    Attributes:
        kind: What it says.
        line: Where it stands, from 1.
        reason: Why.
        targets: The things that it is about.
        to: New name or class.
        claim: The claim that it rejects or adds.
    """

    kind: Kind
    line: int
    reason: str
    targets: tuple[Target, ...] = ()
    to: str = ""
    claim: ClaimTarget | None = None


@dataclass(frozen=True, slots=True)
class Curation:
    """All decisions of a file, in its order."""

    decisions: tuple[Decision, ...] = ()
    path: str = ""

    def of(self, *kinds: Kind) -> Iterator[Decision]:
        """The decisions of some kinds."""
        return (decision for decision in self.decisions if decision.kind in kinds)


class _Loader(yaml.SafeLoader):
    """Keeps the line of each mapping, for messages."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        found[_LINE] = node.start_mark.line + 1
        return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns rows into decisions; knows the file's name for messages."""

    path: str

    def fail(self, line: int, key: str, **values: object) -> CurationError:
        return CurationError(key, path=self.path, line=line, **values)

    def row(self, value: object, line: int, allowed: set[str], needed: set[str]) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(line, "curation_no_fields", value=value, known=", ".join(sorted(allowed)))
        here = value.get(_LINE, line)
        keys = {str(key) for key in value} - {_LINE}
        if keys - allowed:
            unknown, known = ", ".join(sorted(keys - allowed)), ", ".join(sorted(allowed))
            raise self.fail(here, "curation_unknown_field", unknown=unknown, known=known)
        if missing := sorted(key for key in needed if not str(value.get(key) or "").strip()):
            raise self.fail(here, "curation_missing_field", missing=", ".join(missing))
        return value

    def one_of(self, kind: type[Choice], value: object, line: int) -> Choice:
        try:
            return kind(str(value))
        except ValueError:
            known = ", ".join(kind)
            raise self.fail(line, "curation_unknown_value", value=value, known=known) from None

    def target(self, value: object, line: int) -> Target:
        fields = {"type", "label", "municipality", "document"}
        row = self.row(value, line, fields, {"type", "label"})
        here = row.get(_LINE, line)
        place, document = row.get("municipality"), row.get("document")
        return Target(
            self.one_of(EntityType, row["type"], here),
            str(row["label"]).strip(),
            str(place) if place else None,
            str(document) if document else None,
        )

    def claim(self, value: object, line: int, *, added: bool) -> ClaimTarget:
        fields = {"subject", "relation", "object", "group", "status", "document"} | (
            {"quote"} if added else set()
        )
        needed = {"subject", "relation"} | ({"document", "quote"} if added else set())
        row = self.row(value, line, fields, needed)
        here = row.get(_LINE, line)
        if ("object" in row) == ("group" in row):
            raise self.fail(here, "curation_one_object")
        relation = self.one_of(Relation, row["relation"], here)
        if (relation is Relation.TARGETS) != ("group" in row):
            raise self.fail(here, "curation_wrong_object", relation=relation)
        group = self.one_of(SocialGroup, row["group"], here) if "group" in row else None
        return ClaimTarget(
            self.target(row["subject"], here),
            relation,
            group or self.target(row["object"], here),
            self.one_of(Status, row["status"], here) if row.get("status") else None,
            str(row["document"]) if row.get("document") else None,
            str(row.get("quote") or ""),
        )

    def targets(self, value: object, line: int) -> tuple[Target, ...]:
        if not isinstance(value, list) or len(value) < 2:
            raise self.fail(line, "curation_two_things")
        return tuple(self.target(item, line) for item in value)

    def decision(self, value: object, line: int) -> Decision:
        kinds = {str(kind) for kind in Kind}
        row = self.row(value, line, kinds | {"to", "reason"}, set())
        here = row[_LINE]
        said = sorted(kinds & set(row))
        if len(said) != 1:
            raise self.fail(here, "curation_one_decision", known=", ".join(sorted(kinds)))
        if not str(row.get("reason") or "").strip():
            raise self.fail(here, "curation_no_reason")
        kind = Kind(said[0])
        changed = kind in (Kind.RENAME, Kind.RETYPE)
        if changed != bool(str(row.get("to") or "").strip()):
            raise self.fail(here, "curation_no_to")
        return self._made(kind, row, here)

    def _made(self, kind: Kind, row: Mapping[str, Any], line: int) -> Decision:
        value, reason, to = row[kind], str(row["reason"]).strip(), str(row.get("to") or "").strip()
        if kind in (Kind.SAME, Kind.DIFFERENT):
            return Decision(kind, line, reason, self.targets(value, line))
        if kind in (Kind.REJECT, Kind.ADD):
            return Decision(kind, line, reason, claim=self.claim(value, line, added=kind is Kind.ADD))
        if kind is Kind.RETYPE:
            to = str(self.one_of(EntityType, to, line))
        return Decision(kind, line, reason, (self.target(value, line),), to)


def parse(text: str, path: str = "curation.yaml") -> Curation:
    """Read decisions.

    Args:
        text: The file's text.
        path: Its name, for messages.

    Raises:
        CurationError: With the line and what to do.
    """
    try:
        rows = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CurationError("curation_no_yaml", path=path, line=line) from error
    if rows is None:
        return Curation((), path)
    if not isinstance(rows, list):
        raise CurationError("curation_no_list", path=path, line=1)
    reader = _Reader(path)
    found = tuple(reader.decision(row, 1) for row in rows)
    _check(found, reader)
    return Curation(found, path)


def _check(decisions: tuple[Decision, ...], reader: _Reader) -> None:
    """No pair may be both the same and different."""
    apart = {
        frozenset(pair)
        for decision in decisions
        if decision.kind is Kind.DIFFERENT
        for pair in _pairs(decision)
    }
    for decision in decisions:
        if decision.kind is Kind.SAME and any(frozenset(pair) in apart for pair in _pairs(decision)):
            raise reader.fail(decision.line, "curation_contradiction")


def _pairs(decision: Decision) -> Iterator[tuple[Target, Target]]:
    return combinations(decision.targets, 2)


def load(path: Path) -> Curation:
    """Read a file of decisions.

    Raises:
        CurationError: It cannot be read, or is wrong; with the line and what to do.
    """
    try:
        return parse(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise CurationError("curation_unread", path=path, reason=reason(error)) from error
    except UnicodeDecodeError as error:
        raise CurationError("curation_unread", path=path, reason=Said("not_utf8")) from error
