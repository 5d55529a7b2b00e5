# ruff: noqa: E501, PLR0917
"""Graphs by the contract for tests: written as Turtle by hand, from annotations, or made up."""

from __future__ import annotations

import json
import random
from pathlib import Path
from urllib.parse import quote

BASE = "https://w3id.org/civic-kg/id/"
PREFIXES = """@prefix civ: <https://w3id.org/civic-kg/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOLD = Path(__file__).parents[1] / "gold"
STATUS = {"realised": "Realised", "planned": "Planned", "notRealised": "NotRealised"}
PLACES = {
    "Алейск": (52.4922, 82.7794),
    "Саяногорск": (53.0894, 91.4004),
    "Анжеро-Судженск": (56.081, 86.0285),
}


def iri(kind: str, name: str) -> str:
    return f"<{BASE}{kind}/{quote(name, safe='')}>"


def text(value: str, lang: str = "") -> str:
    quoted = json.dumps(value, ensure_ascii=False)
    return quoted + (f"@{lang}" if lang else "")


class Builder:
    """Collects lines of Turtle; entities are named by plain keys."""

    def __init__(self) -> None:
        self.lines: list[str] = [PREFIXES]
        self.texts: dict[str, str] = {}
        self.quotes: set[tuple[str, int, int]] = set()
        self.count = 0

    def add(self, *statements: str) -> None:
        self.lines.extend(f"{statement} ." for statement in statements)

    def source(self, name: str, body: str, city: str | None = None, year: int | None = None) -> None:
        self.texts[name] = body
        extra = f" ; civ:municipality {iri('entity', city)}" if city else ""
        extra += f" ; civ:reportYear {year}" if year else ""
        self.add(
            f"{iri('document', name)} a civ:SourceDocument, nif:Context ; dcterms:identifier {text(name)} ; "
            f"dcterms:title {text(name)} ; nif:isString {text(body)}{extra}"
        )

    def entity(
        self, key: str, kind: str, label: str, aliases: tuple[str, ...] = (), collective: bool = False,
        at: tuple[float, float] | None = None,
    ) -> None:  # fmt: skip
        names = "".join(f" ; skos:altLabel {text(alias, 'ru')}" for alias in aliases)
        place = f" ; geo:lat {at[0]} ; geo:long {at[1]}" if at else ""
        self.add(
            f"{iri('entity', key)} a civ:{kind} ; rdfs:label {text(label, 'ru')} ; "
            f"civ:collective {str(collective).lower()}{names}{place}"
        )

    def mention(self, source: str, key: str, begin: int, end: int) -> None:
        anchor = self.texts[source][begin:end]
        self.add(
            f"{iri('mention', f'{source}-{key}-{begin}')} a nif:Phrase ; nif:referenceContext {iri('document', source)} ; "
            f"nif:beginIndex {begin} ; nif:endIndex {end} ; nif:anchorOf {text(anchor)} ; itsrdf:taIdentRef {iri('entity', key)}"
        )

    def quote(self, source: str, begin: int, end: int) -> str:
        name = iri("sentence", f"{source}-{begin}")
        if (source, begin, end) not in self.quotes:
            self.quotes.add((source, begin, end))
            self.add(
                f"{name} a nif:Sentence ; nif:referenceContext {iri('document', source)} ; nif:beginIndex {begin} ; "
                f"nif:endIndex {end} ; nif:anchorOf {text(self.texts[source][begin:end])}"
            )
        return name

    def claim(
        self, subject: str, relation: str, target: str, where: tuple[str, int, int], status: str = "Realised",
        confidence: float = 0.9, rule: str = "test", extra: str = "",
    ) -> None:  # fmt: skip
        self.count += 1
        end = f"civ:{target[2:]}" if target.startswith("G:") else iri("entity", target)
        self.add(
            f"{iri('claim', f'{self.count:06}')} a civ:Claim ; rdf:subject {iri('entity', subject)} ; "
            f"rdf:predicate civ:{relation} ; rdf:object {end} ; civ:status civ:{status} ; "
            f"civ:confidence {confidence} ; civ:rule {text(rule)} ; prov:wasDerivedFrom {self.quote(*where)}{extra}"
        )

    def figure(
        self, about: str, measure: str, value: float, unit: str, where: tuple[str, int, int],
        bound: str = "", year: int | None = None,
    ) -> None:  # fmt: skip
        self.count += 1
        extra = (f" ; civ:bound civ:{bound}" if bound else "") + (f" ; civ:year {year}" if year else "")
        self.add(
            f"{iri('figure', f'{self.count:06}')} a civ:Figure ; civ:about {iri('entity', about)} ; "
            f"civ:measure {text(measure, 'ru')} ; civ:value {value} ; civ:unit civ:{unit} ; "
            f"prov:wasDerivedFrom {self.quote(*where)}{extra}"
        )

    def turtle(self) -> str:
        return "\n".join(self.lines) + "\n"

    def write(self, path: Path) -> Path:
        path.write_text(self.turtle(), encoding="utf-8")
        return path


def from_annotations(folder: Path = GOLD) -> Builder:
    """All annotated reports in one graph; places of the same name are one node, all else stays apart."""
    built = Builder()
    places: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        _annotated(built, path, places)
    return built


def _annotated(built: Builder, path: Path, places: set[str]) -> None:
    row = json.loads(path.read_text(encoding="utf-8"))
    name = f"{path.stem}.txt"
    body = (path.parent / "texts" / name).read_text(encoding="utf-8")
    built.source(name, body, row["city"], row["report_year"])
    keys = {
        e["id"]: e["name"] if e["type"] == "Place" else f"{path.stem[:3]}-{e['id']}" for e in row["entities"]
    }
    keys["CITY"] = row["city"]
    _places(built, row["city"], places, ())
    for entity in row["entities"]:
        key = keys[entity["id"]]
        if entity["type"] == "Place":
            _places(built, key, places, tuple(entity["alt_names"]))
        else:
            built.entity(
                key, entity["type"], entity["name"], tuple(entity["alt_names"]), entity["collective"]
            )
        for begin, end in entity["mentions"]:
            built.mention(name, key, begin, end)
        if entity["type"] not in ("Place", "Document", "Program") and not entity["collective"]:
            built.claim(
                key, "locatedIn", row["city"], (name, *_line(body, entity["mentions"][0])), rule="context"
            )
    for relation in row["relations"]:
        target = relation["o"] if relation["o"].startswith("G:") else keys[relation["o"]]
        where = (name, *relation["ev"][0])
        built.claim(keys[relation["s"]], relation["p"], target, where, STATUS[relation["status"]])
    for figure in row["observations"]:
        bound = "AtLeast" if figure.get("min") else "AtMost" if figure.get("max") else ""
        unit = {"count": "Count", "percent": "Percent", "people": "People"}.get(
            figure["unit"], figure["unit"]
        )
        value = float(str(figure["value"]).replace(" ", "").replace(",", "."))
        built.figure(
            keys[figure["about"]],
            figure["what"],
            value,
            unit,
            (name, *figure["ev"][0]),
            bound,
            figure.get("year"),
        )


def _line(body: str, span: list[int]) -> tuple[int, int]:
    begin = body.rfind("\n", 0, span[0]) + 1
    end = body.find("\n", span[1])
    return begin, end if end >= 0 else len(body)


def _places(built: Builder, key: str, places: set[str], aliases: tuple[str, ...]) -> None:
    if key not in places:
        places.add(key)
        spread = sum(map(ord, key))
        at = PLACES.get(key, (51 + spread % 13, 60 + spread * 7 % 70))
        built.entity(key, "Place", key, aliases, at=at)


KINDS = ("Administration", "Council", "NGO", "NGO", "NGO", "TOS", "Institution", "Institution", "Event", "Event",
         "Event", "Program", "Project", "MediaOutlet", "Enterprise", "Post", "Foundation", "Document")  # fmt: skip
WORDS = ("Совет ветеранов", "Центр молодёжи", "Фонд развития", "Клуб краеведов", "Союз предпринимателей",
         "Общество инвалидов", "Форум добровольцев", "Дом культуры", "Газета", "Конкурс", "Дружина")  # fmt: skip
VERBS = (
    "cooperatesWith",
    "supports",
    "funds",
    "organizes",
    "participatesIn",
    "implements",
    "partOf",
    "covers",
)


def made_up(nodes: int, claims_per_node: float = 2.5, seed: int = 1) -> Builder:
    """A graph of about so many nodes in cities of some 50, with hubs, for measuring; not one word of it is real."""
    chance = random.Random(seed)
    built = Builder()
    cities = max(2, nodes // 50)
    for c in range(cities):
        city = f"Город-{c}"
        built.entity(city, "Place", city, at=(50 + chance.random() * 15, 38 + chance.random() * 90))
        _made_up_city(built, chance, city, nodes // cities - 1, claims_per_node)
    return built


def _made_up_city(built: Builder, chance: random.Random, city: str, size: int, density: float) -> None:
    names = [f"{chance.choice(WORDS)} «{chance.choice(WORDS)} № {i}» города {city}" for i in range(size)]
    keys = [f"{city}-{i}" for i in range(size)]
    lines, claims = [], []
    at = 0
    for _ in range(int(size * density)):
        s, o = int(size * chance.random() ** 2), chance.randrange(size)
        line = f"{names[s]} в отчётном году работал вместе со многими, среди них {names[o]}."
        claims.append((s, o, at, at + len(line), at + line.rindex(names[o])))
        lines.append(line)
        at += len(line) + 1
    name = f"{city}.txt"
    built.source(name, "\n".join(lines), city, 2015 + chance.randrange(8))
    for key, label in zip(keys, names, strict=True):
        built.entity(key, chance.choice(KINDS), label)
    for s, o, begin, end, other in claims:
        built.mention(name, keys[s], begin, begin + len(names[s]))
        built.mention(name, keys[o], other, other + len(names[o]))
        status = chance.choice(("Realised",) * 8 + ("Planned", "NotRealised"))
        built.claim(
            keys[s],
            chance.choice(VERBS),
            keys[o],
            (name, begin, end),
            status,
            round(chance.uniform(0.5, 1), 2),
        )
