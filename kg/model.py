"""The types every stage speaks: documents, tokens, mentions, entities, claims and figures.

Offsets (``start``, ``stop``) always count Unicode code points of :attr:`Document.text`; ``stop`` is exclusive,
so ``document.text[x.start:x.stop]`` is what stands in the source, line breaks included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from kg.structs import struct


class EntityType(StrEnum):
    """The nineteen classes of the graph; the values are the local names in the ontology."""

    ADMINISTRATION = "Administration"
    REPRESENTATIVE_BODY = "RepresentativeBody"
    COUNCIL = "Council"
    NGO = "NGO"
    TOS = "TOS"
    PARTY = "PoliticalParty"
    TRADE_UNION = "TradeUnion"
    RELIGIOUS = "ReligiousOrganization"
    FOUNDATION = "Foundation"
    MEDIA = "MediaOutlet"
    INSTITUTION = "Institution"
    ENTERPRISE = "Enterprise"
    POST = "Post"
    PERSON = "Person"
    PLACE = "Place"
    PROGRAM = "Program"
    PROJECT = "Project"
    EVENT = "Event"
    DOCUMENT = "Document"


ACTORS = frozenset(EntityType) - {
    EntityType.POST, EntityType.PERSON, EntityType.PLACE, EntityType.PROGRAM,
    EntityType.PROJECT, EntityType.EVENT, EntityType.DOCUMENT,
}  # fmt: skip
"""The types that the guidelines call actors (a Post may stand in for one as a subject)."""


class Relation(StrEnum):
    """The eighteen relations; the values are the local names in the ontology."""

    PART_OF = "partOf"
    ATTACHED_TO = "attachedTo"
    MEMBER_OF = "memberOf"
    COOPERATES_WITH = "cooperatesWith"
    SUPPORTS = "supports"
    FUNDS = "funds"
    ORGANIZES = "organizes"
    PARTICIPATES_IN = "participatesIn"
    IMPLEMENTS = "implements"
    ADOPTS = "adopts"
    PUBLISHES = "publishes"
    COVERS = "covers"
    LOCATED_IN = "locatedIn"
    HOLDS_POST = "holdsPost"
    POST_IN = "postIn"
    TARGETS = "targets"
    GOVERNED_BY = "governedBy"
    HELD_WITHIN = "heldWithin"


class Status(StrEnum):
    """Whether the text reports a claim as fact, as intention or as something that did not happen."""

    REALISED = "Realised"
    PLANNED = "Planned"
    NOT_REALISED = "NotRealised"


class Bound(StrEnum):
    """How a figure's value limits the true one; no bound means exact."""

    AT_LEAST = "AtLeast"
    AT_MOST = "AtMost"


class SocialGroup(StrEnum):
    """The closed list of beneficiaries that ``targets`` may point at; values are SKOS local names."""

    VETERANS = "veterans"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    CHILDREN = "children"
    ORPHANS = "orphans"
    YOUTH = "youth"
    STUDENTS = "students"
    FAMILIES = "families"
    WOMEN = "women"
    HARDSHIP = "hardship"
    ENTREPRENEURS = "entrepreneurs"
    VOLUNTEERS = "volunteers"
    ETHNIC_COMMUNITIES = "ethnicCommunities"
    RELIGIOUS_COMMUNITIES = "religiousCommunities"
    ACTIVISTS = "activists"
    RESIDENTS = "residents"
    MEDICS = "medics"
    WORKERS = "workers"
    NONPROFITS = "nonprofits"


class BlockKind(StrEnum):
    """What a block of text is in the layout."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


class SectionKind(StrEnum):
    """What a section speaks of: the past year, tasks ahead, or things that failed."""

    REPORT = "report"
    TASKS = "tasks"
    FAILURES = "failures"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item after the layout was repaired.

    Attributes:
        kind: What it is.
        text: Its text in one line: hard wraps joined, hyphenation undone, list marker left out.
        offsets: For each character of ``text`` its offset in the source, plus one past the last: a slice
            ``text[i:j]`` comes from ``source[offsets[i]:offsets[j - 1] + 1]``.
        marker: The list marker as it stands («1.», «–»), empty where there is none.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    marker: str = ""

    @property
    def start(self) -> int:
        """Offset in the source of the first character."""
        return self.offsets[0]

    @property
    def stop(self) -> int:
        """Offset in the source after the last character."""
        return self.offsets[-1]


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under one heading (the first may have none).

    Attributes:
        kind: What the heading announces.
        first: Index of the first block (the heading itself, where there is one).
        last: Index after the last block.
        heading: The heading's text, empty where there is none.
        year: The year that the heading names, if any.
    """

    kind: SectionKind
    first: int
    last: int
    heading: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Document:
    """One report as read: its text, its layout, and what its heading says.

    Attributes:
        identifier: The file's path below the input folder, with forward slashes.
        title: A line that names the report to a person.
        text: The source text that all offsets count in; a line break of two characters is read as one.
        blocks: Headings, paragraphs and list items in order.
        sections: Runs of blocks; together they cover all blocks.
        municipality: The municipality the report is about, in the nominative («Алейск»), if it is known.
        topic: What the report is about («взаимодействие с общественностью»), if the heading says.
        year: The year reported on, if it is known.
    """

    identifier: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    municipality: str | None = None
    topic: str | None = None
    year: int | None = None


@struct(frozen=True, slots=True)
class Token:
    """A word or sign with its morphology, its place in the dependency tree and its NER tag.

    Attributes:
        start: Offset in the source.
        stop: Offset in the source after the last character.
        text: The word as read (hyphenation undone).
        lemma: Dictionary form, lower case, «ё» written «е».
        pos: Universal part of speech (NOUN, ADJ, VERB, PROPN, ADP …).
        feats: Universal features (``Case``: Nom Gen Dat Acc Ins Loc; ``Number``: Sing Plur; ``Gender`` …).
        head: Index in the sentence of the syntactic head, -1 for the root.
        rel: Universal dependency relation to the head (nsubj, obj, obl, nmod, amod, conj …).
        ner: Named-entity tag: ``O``, ``B-PER``, ``I-LOC`` …
        low: The word in lower case.
        word: The same, «ё» written «е».
        case: Grammatical case, empty where there is none.
        number: Grammatical number, empty where there is none.
        gender: Grammatical gender, empty where there is none.
    """

    start: int
    stop: int
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str
    ner: str
    low: str = field(init=False, repr=False, compare=False)
    word: str = field(init=False, repr=False, compare=False)
    case: str = field(init=False, repr=False, compare=False)
    number: str = field(init=False, repr=False, compare=False)
    gender: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # rules ask for these many times a token; set directly, since a report has so many tokens
        find = self.feats.get
        self.low, self.word = _lowered(self.text)  # type: ignore[misc]
        self.case = find("Case", "")  # type: ignore[misc]
        self.number = find("Number", "")  # type: ignore[misc]
        self.gender = find("Gender", "")  # type: ignore[misc]


@lru_cache(maxsize=8_192)
def _lowered(text: str) -> tuple[str, str]:
    """A word in lower case, and the same with «ё» written «е»."""
    low = text.lower()
    return low, low.replace("ё", "е")


@struct(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; ``block`` is the index of the block it stands in."""

    start: int
    stop: int
    tokens: tuple[Token, ...]
    block: int


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document with its sentences in order of the text."""

    document: Document
    sentences: tuple[Sentence, ...]

    @cached_property
    def section_of(self) -> tuple[Section, ...]:
        """The section of each block, by block index."""
        default = Section(SectionKind.REPORT, 0, len(self.document.blocks))
        found = [default] * len(self.document.blocks)
        for section in self.document.sections:
            found[section.first : section.last] = [section] * (section.last - section.first)
        return tuple(found)

    def section(self, sentence: Sentence) -> Section:
        """The section that a sentence stands in."""
        return self.section_of[sentence.block]


@struct(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of the source that refers to an entity.

    Attributes:
        start: Offset in the source.
        stop: Offset in the source after the last character.
        sentence: Index of the sentence it stands in.
        first: Index in the sentence of its first token.
        last: Index in the sentence after its last token.
        head: Index in the sentence of its head noun.
    """

    start: int
    stop: int
    sentence: int
    first: int
    last: int
    head: int


@struct(frozen=True, slots=True)
class Entity:
    """One thing in the world as one document speaks of it.

    Attributes:
        key: Name of the entity inside its document («e12»).
        type: Its class.
        label: The fullest name, in the nominative, quotation marks « ».
        aliases: Other nominative names, abbreviations included.
        collective: A plural with no list of names («профсоюзы»).
        mentions: Where the document speaks of it, in order; never empty.
        rule: Which rule typed it.
        confidence: How sure the rule is, 0 to 1.
    """

    key: str
    type: EntityType
    label: str
    aliases: tuple[str, ...]
    collective: bool
    mentions: tuple[Mention, ...]
    rule: str = ""
    confidence: float = 1.0

    def sure(self, confidence: float) -> Entity:
        """The same entity with another confidence."""
        return Entity(
            self.key,
            self.type,
            self.label,
            self.aliases,
            self.collective,
            self.mentions,
            self.rule,
            confidence,
        )


@struct(frozen=True, slots=True)
class Claim:
    """A relation that a sentence states.

    Attributes:
        subject: Key of the entity that the claim is about.
        relation: Which relation.
        object: Key of the other entity; for ``targets`` the name of a :class:`SocialGroup`.
        status: Done, planned or not done.
        confidence: How sure the rule is, 0 to 1 (calibrated on annotated reports).
        rule: Which rule said it; ``context`` where only the context implies it.
        sentence: Index of the sentence that states it.
        year: The year it speaks of, where the text says.
        valid_from: First year of a stated period.
        valid_until: Last year of a stated period.
        cue: Offsets in the source of the word that carries the relation, where there is one.
    """

    subject: str
    relation: Relation
    object: str
    status: Status
    confidence: float
    rule: str
    sentence: int
    year: int | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    cue: tuple[int, int] | None = None


CITY = "CITY"
"""What a figure is about when it is about the report's own municipality."""


@struct(frozen=True, slots=True)
class Figure:
    """A number that a sentence reports.

    Attributes:
        about: Key of an entity, or :data:`CITY`.
        measure: What is counted, a short nominative phrase («участники шествия»).
        value: The number, scaled («4,6 млн» is 4600000).
        unit: ``Count``, ``RUB``, ``Percent``, ``People``, ``Days`` …
        bound: ``None`` where the number is exact.
        year: The year it holds for.
        sentence: Index of the sentence that states it.
        rule: Which rule read it.
        confidence: How sure the rule is, 0 to 1.
        span: Offsets in the source of the number's own words.
    """

    about: str
    measure: str
    value: float
    unit: str
    bound: Bound | None
    year: int | None
    sentence: int
    rule: str
    confidence: float = 1.0
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence with a civic cue that gave no claim: what a person may want to read."""

    sentence: int
    cue: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave: a pure function of its text.

    Attributes:
        document: The document; workers leave its layout out once it was extracted.
        sentences: Offsets of each sentence in the source, by sentence index.
        entities: Entities in order of their first mention.
        claims: Claims in order of the text.
        figures: Figures in order of the text.
        gaps: Sentences with civic cues that gave nothing.
    """

    document: Document
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Node:
    """One entity of the graph, in whatever documents it stands.

    Attributes:
        id: Local part of its IRI: readable, minted from content, the same on every run.
        type: Its class.
        label: The name shown.
        aliases: Other names.
        collective: A plural with no list of names.
        members: The (document identifier, entity key) pairs that are this entity, sorted.
        scope: Id of the municipality's node that a local name belongs to, if any.
        geonames: GeoNames id of a known place.
        latitude: Degrees north, of a known place.
        longitude: Degrees east, of a known place.
        region: Id of the node of the region that a known settlement lies in.
    """

    id: str
    type: EntityType
    label: str
    aliases: tuple[str, ...]
    collective: bool
    members: tuple[tuple[str, str], ...]
    scope: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim whose subject and object are node ids, with the document that states it."""

    document: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class ResolvedFigure:
    """A figure whose ``about`` is a node id, with the document that states it."""

    document: str
    figure: Figure


@dataclass(frozen=True)
class Resolution:
    """All documents joined: what the graph is written from.

    Attributes:
        extractions: The documents, sorted by identifier.
        nodes: All nodes, sorted by id.
        municipalities: Document identifier → id of its municipality's node.
        claims: One for each subject, relation, object, status and document; sorted.
        figures: Sorted.
    """

    extractions: tuple[Extraction, ...]
    nodes: tuple[Node, ...]
    municipalities: Mapping[str, str]
    claims: tuple[ResolvedClaim, ...]
    figures: tuple[ResolvedFigure, ...]
