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
