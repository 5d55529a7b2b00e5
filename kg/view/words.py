"""The words of the page in Russian and English: names of classes, relations, groups, statuses."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).with_name("assets")
LANGUAGES = ("ru", "en")


@cache
def words(lang: str) -> dict[str, Any]:
    """All words of a language, as the page carries them."""
    found: dict[str, Any] = json.loads((ASSETS / "i18n" / f"{lang}.json").read_text(encoding="utf-8"))
    return found


def type_name(kind: str, lang: str) -> str:
    """The name of a class for people."""
    return str(words(lang)["types"].get(kind, kind))


def relation_name(relation: str, lang: str) -> str:
    """The name of a relation for people."""
    return str(words(lang)["relations"].get(relation, relation))


def group_name(group: str, lang: str) -> str:
    """The name of a social group for people."""
    return str(words(lang)["groups"].get(group, [group])[0])


def counted(key: str, count: int, lang: str) -> str:
    """A number with its noun: «262 узла», "1 node"."""
    one, few, many = words(lang)["ui"][key]
    number = f"{count:,}".replace(",", "\u00a0" if lang == "ru" else ",")
    if lang == "en":
        return f"{number} {one if count == 1 else many}"
    if count % 100 in range(11, 15) or count % 10 not in range(1, 5):
        return f"{number} {many}"
    return f"{number} {one if count % 10 == 1 else few}"
