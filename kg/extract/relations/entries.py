"""Who has which project in a contest: «победили: ТОС «А» с проектом «Б», ТОС «В» – «Г»»."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from kg.extract.relations.candidates import Candidate
from kg.extract.relations.coordination import annexed
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, EntityType, Relation

_CONTEST = words("arguments.yaml", "contest")
_GIFTS = words("arguments.yaml", "gifts")
_OWNERS = ACTORS - {EntityType.FOUNDATION, EntityType.MEDIA} | {EntityType.PERSON}


def projects(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """Whoever stands right before a project in a sentence about a contest or a grant carries it out."""
    if _CONTEST.isdisjoint(scene.lemmas):
        return
    own = [p for p in scene.phrases if not p.proxy and not p.paren]
    for owner, project in itertools.pairwise(own):
        giver = owner.chain and scene.tokens[owner.chain[0]].lemma in _GIFTS  # «грант министерства на проект»
        if owner.entity.type in _OWNERS and not giver and annexed(scene.tokens, owner.last, project):
            yield _claim(scene, setting, owner, project)


def _claim(scene: Scene, setting: Setting, owner: Phrase, project: Phrase) -> Candidate:
    status = clause_status(scene, project.first, setting)
    marks = ("frame=entry", f"types={owner.entity.type}>Project", f"entry={project.preps}")
    return Candidate(
        owner.entity.key,
        Relation.IMPLEMENTS,
        project.entity.key,
        status,
        "entry",
        scene.index,
        project.first,
        marks,
    )
