"""What the rules propose of a document: sentences made ready, then every rule in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.relations import (
    agreements,
    audiences,
    awards,
    belonging,
    beneficiaries,
    bids,
    brackets,
    budgets,
    charges,
    columns,
    companions,
    decisions,
    entries,
    examples,
    followups,
    frames,
    gapping,
    grants,
    headings,
    helped,
    holders,
    instances,
    intended,
    itemised,
    labels,
    lists,
    making,
    media,
    meetings,
    members,
    mutual,
    names,
    occasions,
    outlets,
    owners,
    partners,
    payments,
    places,
    posts,
    printing,
    programmes,
    regulations,
    roles,
    rows,
    shares,
    sittings,
    standings,
    units,
)
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.lexicon import load
from kg.extract.relations.salience import Focus, office, own_city, reporter
from kg.extract.relations.scene import Scene, build
from kg.extract.relations.setting import Setting
from kg.extract.relations.titles import speaker
from kg.extract.status import section_kinds
from kg.extract.tables import tables
from kg.model import (
    AnnotatedDocument,
    Entity,
    EntityType,
    Mention,
    Relation,
    SectionKind,
    Status,
)

Mentions = dict[int, list[tuple[Mention, Entity]]]
_BACK = 12
"""Sentences that a body may be named before who joined it."""
_WITH_MEASURES = (
    "bracket",
    "target.for",
    "target.guests",
    "target.meant",
    "target.help",
    "target.serve",
    "audience",
)
_MEASURED = frozenset(
    {
        Relation.ORGANIZES,
        Relation.PARTICIPATES_IN,
        Relation.HELD_WITHIN,
        Relation.COVERS,
        Relation.FUNDS,
        Relation.SUPPORTS,
        Relation.PUBLISHES,
        Relation.ADOPTS,
    }
)
_LASTING = ("role", "name", "label")
"""Rules that say what holds whether or not a measure is taken."""
_ROWS = 15
"""Lines that may stand below a role that is a line of its own."""


def _mentions(entities: Sequence[Entity]) -> Mentions:
    found: Mentions = {}
    for entity in entities:
        for mention in entity.mentions:
            found.setdefault(mention.sentence, []).append((mention, entity))
    return found


def scenes(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[tuple[Scene, Setting]]:
    """Each sentence made ready, with what it stands in."""
    kinds = section_kinds(annotated)
    home = own_city(annotated, entities)
    focus = Focus(reporter(entities, annotated), speaker(entities, annotated), home)
    mentions, payer = _mentions(entities), office(entities)
    below = headings.subjects(annotated, mentions)
    for index, sentence in enumerate(annotated.sentences):
        entry = below.get(index)
        scene = build(index, sentence, mentions.get(index, []), load(), focus.light(sentence, entry))
        recent = focus.recent(index)
        yield (
            scene,
            Setting(
                kinds[index],
                focus.acting(),
                focus.reporting,
                payer,
                recent=recent,
                latest=tuple(focus.latest.values()),
                entry=entry,
                firsthand=any(e.type is not EntityType.ADMINISTRATION for e in focus.reporting),
            ),
        )
        focus.see(scene)


def candidates(annotated: AnnotatedDocument, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """Everything that any rule proposes, in order of the text; not yet weighed, and with doubles."""
    rules = Rules(annotated, entities)
    said = [
        *_of_sentences(rules),
        *awards.awards(rules.played, rules.listed),
        *(rules.due(claim) for claim in columns.told(tables(annotated), rules.played)),
    ]
    ahead = grants.awaited(rules.alone)
    said = [grants.dated(claim, ahead) for claim in grants.sourced(said)]
    yield from said
    yield from grants.shared(entities, said)
    yield from labels.carried(entities)
    yield from units.of_office(entities, office(entities), said)
    for post, city in posts.of_city(entities, own_city(annotated, entities)):
        first, marks = post.mentions[0].sentence, ("frame=context.post",)
        yield Candidate(post.key, Relation.POST_IN, city.key, Status.REALISED, "context", first, -1, marks)


def _of_sentences(rules: Rules) -> Iterator[Candidate]:
    yield from places.title(rules.alone)
    for scene, setting in rules.played:
        yield from rules.of_sentence(scene, setting)


class Rules:
    """The rules at work on the sentences of one document, in their order.

    Attributes:
        played: Each sentence made ready, with what it stands in.
        alone: The sentences without it.
        listed: The sentences that open the items of each list, by the sentence that opens it.
    """

    def __init__(self, annotated: AnnotatedDocument, entities: Sequence[Entity]) -> None:
        played = list(scenes(annotated, entities))
        self.alone = [scene for scene, _ in played]
        self._ahead = _ahead([setting.section for _, setting in played], entities)
        listings = lists.listings(annotated)
        self.listed = {listing.lead: [self.alone[i] for i in listing.items] for listing in listings}
        self._under = {i.index: self.alone[lead] for lead, items in self.listed.items() for i in items}
        passport = programmes.subject_of(self.alone)
        self.played = [
            (scene, replace(setting, passport=passport, before=next(iter(self._earlier(scene)[-1:]), None)))
            for scene, setting in played
        ]
        self._measures = frozenset[int]() if passport is None else programmes.measures(self.alone, annotated)
        self._said: tuple[Candidate, ...] = ()

    def of_sentence(self, scene: Scene, own: Setting) -> Iterator[Candidate]:
        """What the rules propose of one sentence; sentences are asked for in order."""
        lead, measure = self._under.get(scene.index), scene.index in self._measures
        setting = charges.ruled(lead, scene, own)
        if measure:
            setting = replace(setting, focus=(), reporter=(), measure=True)
            yield from programmes.tasks(scene, setting)
        said = self._of_text(scene, setting)
        yield from map(_to_come, said) if measure and not scene.says else said
        yield from self._of_lists(scene, setting, lead)
        fates = making.unmade(scene, setting)
        yield from intended.housed(scene, setting, fates)
        named = (_dated(c, self._ahead, fates) for c in _named(scene))
        yield from map(_to_come, named) if measure else named

    def due(self, claim: Candidate) -> Candidate:
        """A claim that a row of a table makes; planned where the rows are what a programme is to do."""
        measure = claim.sentence in self._measures and not self.alone[claim.sentence].says
        return _to_come(claim) if measure else claim

    def _of_text(self, scene: Scene, setting: Setting) -> Iterator[Candidate]:
        items = self.listed.get(scene.index, [])
        further = items or (self._continuation(scene) if roles.roles_in(scene) else [])
        before, self._said = (
            self._said,
            tuple(_all_stated(lists.extended(scene, further) if further else scene, setting)),
        )
        full = lists.extended(scene, items) if items else scene
        yield from self._said
        if roles.labels(scene):
            yield from roles.handed_out(scene, setting, self.alone[scene.index + 1 : scene.index + 1 + _ROWS])
        yield from payments.given(scene, setting, before)
        yield from instances.carried(full, self.alone[scene.index - 1] if scene.index else None, before)
        earlier = self._earlier(scene)
        yield from holders.in_person(scene, members.entered(full, earlier, setting))
        yield from sittings.owned(scene, self.alone[max(0, scene.index - _BACK) : scene.index], setting)
        yield from partners.with_all(scene, self.alone[scene.index - 1] if scene.index else None, setting)
        yield from members.told(scene, full, earlier, setting)
        yield from holders.in_person(scene, members.composed(full, setting))
        yield from grants.refused(scene, earlier, setting.office)

    def _of_lists(self, scene: Scene, setting: Setting, lead: Scene | None) -> Iterator[Candidate]:
        items = self.listed.get(scene.index, [])
        rows = lists.barred(scene, self.alone)
        yield from lists.subordinates(scene, rows or items or self._continuation(scene))
        yield from lists.record(scene, setting, lead)
        yield from lists.contestants(scene, items, setting)

    def _earlier(self, scene: Scene) -> list[Scene]:
        """The last sentences before one in its block."""
        near = self.alone[max(0, scene.index - _BACK) : scene.index]
        return [before for before in near if before.sentence.block == scene.sentence.block]

    def _continuation(self, scene: Scene) -> list[Scene]:
        """The sentences that go on with a list after a semicolon."""
        last = scene.index
        while (
            last + 1 < len(self.alone)
            and self.alone[last].tokens[-1].text == ";"
            and self.alone[last + 1].sentence.block == scene.sentence.block
        ):
            last += 1
        return self.alone[scene.index + 1 : last + 1]


def _ahead(kinds: Sequence[SectionKind | None], entities: Sequence[Entity]) -> frozenset[str]:
    """Entities that only sections on tasks speak of: what their names say is planned with them."""
    made = {EntityType.PLACE, EntityType.PERSON, EntityType.POST}
    found = (
        e
        for e in entities
        if e.type not in made and all(kinds[m.sentence] is SectionKind.TASKS for m in e.mentions)
    )
    return frozenset(e.key for e in found)


_STANDING = frozenset(
    {
        Relation.PART_OF,
        Relation.ATTACHED_TO,
        Relation.MEMBER_OF,
        Relation.POST_IN,
        Relation.LOCATED_IN,
        Relation.PUBLISHES,
        Relation.ADOPTS,
    }
)
"""Relations that hold of what exists, whatever is planned with it."""
_DOING = frozenset({Relation.ORGANIZES, Relation.PARTICIPATES_IN, Relation.IMPLEMENTS})
"""Relations that are of the deed that is their object, and come about with it."""


def _dated(candidate: Candidate, ahead: frozenset[str], unmade: Mapping[str, Status]) -> Candidate:
    """What a name says of something that is yet to be is planned with it, or did not come about."""
    if candidate.status is not Status.REALISED:
        return candidate
    if candidate.relation in _STANDING:
        return replace(candidate, status=unmade.get(candidate.subject, Status.REALISED))
    new = candidate.subject in ahead or candidate.object in ahead
    fate = unmade.get(candidate.subject) or (
        unmade.get(candidate.object) if candidate.relation in _DOING else None
    )
    return replace(candidate, status=fate or Status.PLANNED) if new or fate else candidate


def _to_come(candidate: Candidate) -> Candidate:
    """What brackets say of a measure, and for whom it is, is planned with it."""
    meant = candidate.rule.startswith(_WITH_MEASURES) or (
        candidate.relation in _MEASURED and not candidate.rule.startswith(_LASTING)
    )
    ahead = meant and candidate.status is Status.REALISED
    return replace(candidate, status=Status.PLANNED) if ahead else candidate


def _all_stated(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    stated = partners.settled(tuple(_stated(scene, setting)))
    said = shares.cleared(scene, tuple(holders.in_person(scene, stated)))
    yield from gapping.gapped(scene, said)
    yield from partners.also(scene, setting, said)
    yield from companions.shared(scene, said)
    yield from examples.shown(scene, setting, said)
    yield from itemised.each(scene, said)
    if not scene.lemmas.isdisjoint(shares.SIGNS):
        yield from shares.borne(scene, setting, said)


def _stated(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    yield from frames.claims_of(scene, setting, load())
    yield from agreements.parties(scene, setting)
    yield from mutual.pairs(scene, setting)
    yield from partners.together(scene, setting)
    yield from meetings.sides(scene, setting)
    yield from audiences.invited(scene, setting)
    yield from owners.owned(scene, setting)
    yield from owners.whose(scene, setting)
    yield from occasions.held(scene, setting)
    yield from media.told(scene, setting)
    yield from belonging.parts(scene, setting)
    yield from printing.printed(scene, setting)
    yield from entries.projects(scene, setting)
    yield from beneficiaries.spoken(scene, setting)
    yield from places.behind(scene, setting)
    yield from places.listed(scene, setting)
    yield from places.gapped(scene, setting)
    yield from places.addressed(scene, setting)
    yield from places.fronted(scene, setting)
    yield from roles.handed_out(scene, setting)
    yield from rows.doers(scene, setting)
    yield from holders.elected(scene, setting)
    yield from regulations.ruled(scene, setting)
    yield from regulations.founded(scene, setting)
    yield from followups.said(scene, setting)
    yield from standings.placed(scene, setting)
    yield from headings.founded(scene, setting)
    yield from budgets.paid(scene, setting)
    yield from budgets.bought(scene, setting)
    yield from budgets.backed(scene, setting)
    yield from budgets.financed(scene, setting)
    yield from bids.planned(scene, setting)
    yield from helped.own(scene, setting)
    yield from decisions.made(scene, setting)
    yield from decisions.awaited(scene)
    yield from outlets.own(scene, setting)


def _named(scene: Scene) -> Iterator[Candidate]:
    for rule in (
        names.inside,
        names.shared,
        names.beside,
        places.centre,
        places.regions,
        posts.holders,
        regulations.about,
        posts.bracketed,
        posts.hosted,
        meetings.hosted,
        audiences.named,
        intended.named,
        intended.receiving,
        brackets.in_brackets,
        brackets.enacted,
        brackets.alone,
    ):
        yield from rule(scene)
