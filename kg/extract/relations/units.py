"""«структурные подразделения» of nobody named: in a municipality's report they are its administration's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.relations.candidates import Candidate
from kg.lexicon import words
from kg.model import Entity, EntityType, Relation, Status

_STRUCTURES = tuple(sorted(words("labels.yaml", "structures")))


def of_office(
    entities: Sequence[Entity], office: Sequence[Entity], said: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Units named by a common noun alone are part of the municipality's administration.

    Departments with names of their own are not claimed: annotators write down only what a text says of them.

    Args:
        entities: Those of the document.
        office: The municipality's administration, where the document names it.
        said: What the rules proposed.
    """
    owned = {c.subject for c in said if c.relation in {Relation.PART_OF, Relation.ATTACHED_TO}}
    for entity in entities:
        bare = entity.type is EntityType.ADMINISTRATION and entity.label.lower().startswith(_STRUCTURES)
        if office and bare and entity.key not in owned and entity.key != office[0].key:
            first = entity.mentions[0].sentence
            pair = entity.key, Relation.PART_OF, office[0].key
            yield Candidate(*pair, Status.REALISED, "context", first, -1, ("frame=context.unit",))
