"""A synthetic civic graph of any size, as N-Triples: shaped like a real one, the same bytes on every run.

    python benchmarks/synthetic.py --triples 2000000 --out /tmp/big.nt

Every quote stands in its document's text at the offsets given, so the graph passes validation as well.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

CIV: Final = "https://w3id.org/civic-kg/ontology#"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF: Final = "http://www.w3.org/2005/11/its/rdf#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
BASE: Final = "https://w3id.org/civic-kg/id/"

YEARS: Final = (2017, 2018, 2019, 2020)
GROUPS: Final = ("veterans", "elderly", "disabled", "children", "youth", "families", "hardship", "residents")
NAMES: Final = {
    "Administration": ("Администрация города {city}", "Отдел культуры города {city}"),
    "RepresentativeBody": ("Городская Дума",),
    "Council": ("Общественный совет", "Совет предпринимателей", "Общественная палата"),
    "NGO": ("Совет ветеранов", "Общество инвалидов", "Клуб «Общение {n}»", "Союз молодёжи «Вектор {n}»"),
    "TOS": ("ТОС «Надежда {n}»",),
    "TradeUnion": ("Профсоюз работников образования",),
    "MediaOutlet": ("Газета «Маяк {n}»", "Официальный сайт города"),
    "Institution": ("Краеведческий музей", "Школа № {n}"),
    "Enterprise": ("ООО «Водоканал {n}»",),
    "Post": ("Глава города",),
    "Person": ("И. И. Петров-{n}",),
    "Program": ("Программа «Поддержка инициатив {n}»",),
    "Project": ("Проект «Рука помощи {n}»",),
    "Event": ("Форум «Город {n}»", "Публичные слушания № {n}", "Конкурс «Доверие {n}»"),
    "Document": ("Положение № {n}",),
}
ACTORS: Final = ("Administration", "Council", "NGO", "TOS", "Institution", "Enterprise", "TradeUnion")
EDGES: Final = (
    # relation, classes of the subject, classes of the object, weight, how the sentence says it
    ("cooperatesWith", ACTORS, ACTORS, 16, "{s} взаимодействует: {o}"),
    (
        "supports",
        ("Administration", "Institution"),
        ("NGO", "TOS", "Event"),
        12,
        "{s} оказывает поддержку: {o}",
    ),
    ("funds", ("Administration", "Program"), ("NGO", "Event", "Project"), 8, "{s} выделяет деньги: {o}"),
    ("organizes", ACTORS, ("Event",), 14, "{s} проводит: {o}"),
    ("participatesIn", (*ACTORS, "Person", "Post"), ("Event", "Project"), 12, "{s} участвует: {o}"),
    ("memberOf", ("NGO", "TOS", "Person"), ("Council",), 7, "{s} входит в состав: {o}"),
    ("partOf", ("NGO", "Institution"), ("NGO", "Administration"), 4, "{s} — отделение: {o}"),
    ("attachedTo", ("Council",), ("Post", "Administration"), 4, "{s} действует при: {o}"),
    ("implements", ("Administration", "NGO"), ("Program", "Project"), 5, "{s} реализует: {o}"),
    ("covers", ("MediaOutlet",), ("Event", "NGO", "Council"), 7, "{s} рассказывает: {o}"),
    ("publishes", ("Administration", "NGO"), ("MediaOutlet", "Document"), 3, "{s} издаёт: {o}"),
    ("adopts", ("RepresentativeBody", "Administration"), ("Program", "Document"), 4, "{s} принимает: {o}"),
    ("governedBy", ("Council", "TOS"), ("Document",), 3, "{s} руководствуется: {o}"),
    ("holdsPost", ("Person",), ("Post",), 2, "{s} — должность: {o}"),
    ("postIn", ("Post",), ("Administration",), 1, "{s} возглавляет: {o}"),
    ("heldWithin", ("Event",), ("Program",), 3, "{s} проходит в рамках: {o}"),
    ("targets", ("NGO", "Program", "Event", "Institution"), (), 8, "{s} помогает: {o}"),
)
GROUP_WORDS: Final = dict(
    zip(
        GROUPS,
        ("ветераны", "пожилые", "инвалиды", "дети", "молодёжь", "семьи", "нуждающиеся", "жители"),
        strict=True,
    )
)
MEASURES: Final = (
    ("участники", "People"),
    ("заседания", "Count"),
    ("сумма гранта", "RUB"),
    ("члены", "People"),
)
SHARED: Final = (BASE + "ngo/red-cross", "Российский Красный Крест")
"""What acts in every city."""
SILENT: Final = "Партия «Рассвет»"
"""What every city has and nobody says anything of."""
STATUSES: Final = ("Realised", "Planned", "NotRealised")
SYLLABLES: Final = ("Бел", "Крас", "Нов", "Усть-", "Верх", "Сос", "Бор", "Там", "Чер", "Зел")
MIDDLES: Final = ("но", "ро", "ли", "ва", "то", "ма", "ре", "ду", "ки", "жа")
ENDINGS: Final = ("горск", "ейск", "льск", "речье", "во", "поль", "ровск", "нск", "уральск", "дольск")


@dataclass
class City:
    """A municipality with its entities: (IRI, label) by class."""

    iri: str
    name: str
    entities: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def iri(value: str) -> str:
    return f"<{value}>"


def text(value: str, language: str = "") -> str:
    quoted = json.dumps(value, ensure_ascii=False)
    return f"{quoted}@{language}" if language else quoted


def typed(value: object, datatype: str) -> str:
    return f'"{value}"^^<{XSD}{datatype}>'


def triple(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> {value} .\n"


def city_names() -> Iterator[str]:
    for number in itertools.count():
        for parts in itertools.product(SYLLABLES, MIDDLES, ENDINGS):
            yield "".join(parts) + (f"-{number + 1}" if number else "")


def write_entity(entity: str, kind: str, label: str) -> Iterator[str]:
    yield triple(entity, RDF + "type", iri(CIV + kind))
    yield triple(entity, RDFS + "label", text(label, "ru"))
    yield triple(entity, CIV + "collective", typed("false", "boolean"))


def make_city(number: int, name: str, scale: int) -> tuple[City, list[str]]:
    city = City(f"{BASE}place/{number}", name)
    lines = list(write_entity(city.iri, "Place", name))
    for kind, patterns in NAMES.items():
        names = [
            p.format(city=name, n=n) for n in range(1, scale + 1) for p in patterns if n == 1 or "{n}" in p
        ]
        if kind == "Council":
            # each city lacks one of the councils
            del names[number % len(names)]
        city.entities[kind] = [(f"{BASE}{kind.lower()}/{number}-{n}", label) for n, label in enumerate(names)]
        for entity, label in city.entities[kind]:
            lines += write_entity(entity, kind, label)
            lines.append(triple(entity, SKOS + "altLabel", text(f"{label} ({name})", "ru")))
    city.entities["NGO"].append(SHARED)
    return city, lines


class Writer:
    """Writes one document: its sentences, and what each sentence says."""

    def __init__(self, city: City, number: int, year: int, rng: random.Random) -> None:
        self.city, self.year, self.rng = city, year, rng
        self.iri = f"{BASE}document/{number}-{year}"
        self.identifier = f"{number:05d}_{year}.txt"
        self.parts = [f"Отчёт города {city.name} за {year} год.\n"]
        self.length = len(self.parts[0])
        self.lines: list[str] = []
        self.seen: set[tuple[str, str, str, str]] = set()
        self.located: set[str] = set()

    def sentence(self, words: str) -> tuple[str, int]:
        start, self.length = self.length, self.length + len(words) + 1
        self.parts.append(words + "\n")
        node = f"{self.iri}/s{start}"
        self.span(node, "Sentence", start, words)
        return node, start

    def span(self, node: str, kind: str, start: int, words: str) -> None:
        self.lines += [
            triple(node, RDF + "type", iri(NIF + kind)),
            triple(node, NIF + "referenceContext", iri(self.iri)),
            triple(node, NIF + "beginIndex", typed(start, "nonNegativeInteger")),
            triple(node, NIF + "endIndex", typed(start + len(words), "nonNegativeInteger")),
            triple(node, NIF + "anchorOf", text(words, "ru")),
        ]

    def mention(self, entity: str, start: int, words: str) -> None:
        node = f"{self.iri}/m{start}-{start + len(words)}"
        self.span(node, "Phrase", start, words)
        self.lines.append(triple(node, ITSRDF + "taIdentRef", iri(entity)))

    def claim(self, said: tuple[str, str, str, str], source: str, rule: str) -> None:
        if said in self.seen:
            return
        self.seen.add(said)
        subject, relation, value, status = said
        node = f"{self.iri}/c{len(self.seen)}"
        confidence = "0.6" if rule == "context" else f"{self.rng.uniform(0.5, 0.99):.2f}"
        self.lines += [
            triple(node, RDF + "type", iri(CIV + "Claim")),
            triple(node, RDF + "subject", iri(subject)),
            triple(node, RDF + "predicate", iri(CIV + relation)),
            triple(node, RDF + "object", iri(value)),
            triple(node, CIV + "status", iri(CIV + status)),
            triple(node, CIV + "confidence", typed(confidence, "decimal")),
            triple(node, CIV + "rule", text(rule)),
            triple(node, PROV + "wasDerivedFrom", iri(source)),
        ]
        if relation in {"organizes", "implements", "funds"}:
            self.lines.append(triple(node, CIV + "year", typed(self.year, "integer")))
        if relation == "implements":
            self.lines.append(triple(node, CIV + "validFrom", typed(self.year - 1, "integer")))
            self.lines.append(triple(node, CIV + "validUntil", typed(self.year + 2, "integer")))
        if status == "Realised":
            self.lines.append(triple(subject, CIV + relation, iri(value)))

    def figure(self, about: str, source: str, number: int) -> None:
        measure, unit = self.rng.choice(MEASURES)
        node = f"{self.iri}/f{number}"
        self.lines += [
            triple(node, RDF + "type", iri(CIV + "Figure")),
            triple(node, CIV + "about", iri(about)),
            triple(node, CIV + "measure", text(measure, "ru")),
            triple(node, CIV + "value", typed(self.rng.randrange(1, 5000), "integer")),
            triple(node, CIV + "unit", iri(CIV + unit)),
            triple(node, CIV + "year", typed(self.year, "integer")),
            triple(node, PROV + "wasDerivedFrom", iri(source)),
        ]
        if self.rng.random() < 0.2:
            self.lines.append(triple(node, CIV + "bound", iri(CIV + "AtLeast")))

    def say(self, number: int) -> None:
        """One sentence: a claim, the mentions in it, now and then a figure."""
        rng = self.rng
        relation, subjects, objects, _, pattern = rng.choices(EDGES, [edge[3] for edge in EDGES])[0]
        subject, label = rng.choice(self.city.entities[rng.choice(subjects)])
        if objects:
            target, other = rng.choice(self.city.entities[rng.choice(objects)])
        else:
            group = rng.choice(GROUPS)
            target, other = CIV + group, GROUP_WORDS[group]
        if subject == target or (relation == "partOf" and subject == SHARED[0]):
            # what acts everywhere is part of nothing local
            return
        words = pattern.format(s=label, o=other) + "."
        source, start = self.sentence(words)
        self.mention(subject, start, label)
        if objects:
            self.mention(target, start + words.rindex(other), other)
        status = rng.choices(STATUSES, (80, 15, 5))[0]
        self.claim((subject, relation, target, status), source, f"frame.{relation}")
        if subject not in self.located:
            self.located.add(subject)
            self.claim((subject, "locatedIn", self.city.iri, "Realised"), source, "context")
        if rng.random() < 0.4:
            self.figure(subject, source, number)

    def close(self) -> list[str]:
        self.lines += [
            triple(self.iri, RDF + "type", iri(CIV + "SourceDocument")),
            triple(self.iri, RDF + "type", iri(NIF + "Context")),
            triple(self.iri, DCTERMS + "identifier", text(self.identifier)),
            triple(self.iri, DCTERMS + "title", text(self.parts[0].strip(), "ru")),
            triple(self.iri, CIV + "municipality", iri(self.city.iri)),
            triple(self.iri, CIV + "reportYear", typed(self.year, "integer")),
            triple(self.iri, NIF + "isString", text("".join(self.parts))),
        ]
        return self.lines


def generate(triples: int, seed: int = 0, *, scale: int = 3, sentences: int = 60) -> Iterator[str]:
    """Lines of N-Triples, whole cities at a time, until there are at least so many.

    Args:
        triples: How many at least; one city gives some 6,000.
        seed: Another seed, another graph.
        scale: How many of each numbered kind of entity a city has.
        sentences: Sentences in each document.
    """
    rng = random.Random(seed)
    written = 0
    for number, name in enumerate(city_names()):
        city, lines = make_city(number, name, scale)
        silent = f"{BASE}party/{number}"
        lines += write_entity(silent, "PoliticalParty", SILENT)
        if number == 0:
            lines += write_entity(SHARED[0], "NGO", SHARED[1])
        for year in YEARS:
            writer = Writer(city, number, year, rng)
            first, start = writer.sentence(f"В {year} году город {name} продолжил работу.")
            writer.mention(city.iri, start + len(f"В {year} году город "), name)
            writer.mention(silent, writer.sentence(f"{SILENT}.")[1], SILENT)
            writer.figure(city.iri, first, 0)
            for sentence in range(1, sentences):
                writer.say(sentence)
            lines += writer.close()
        yield from lines
        written += len(lines)
        if written >= triples:
            return


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="standard output where it is missing")
    arguments = parser.parse_args()
    lines = generate(arguments.triples, arguments.seed)
    if arguments.out is None:
        sys.stdout.writelines(lines)
        return
    with arguments.out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
