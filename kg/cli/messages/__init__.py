"""All words that a user of the command line reads, in Russian and English.

``tr("build.done", n=3)`` looks up ``done`` in ``build.yaml`` of this folder, in the language in force.
"""

from __future__ import annotations

import locale
import os
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("ru", "en")
_chosen: list[str] = []


def set_language(language: str) -> None:
    """Choose the language; anything but ``ru`` and ``en`` means the locale's (Russian unless it is English)."""
    _chosen[:] = [language if language in LANGUAGES else _from_locale()]


def _from_locale() -> str:
    name = locale.setlocale(locale.LC_CTYPE, None) or ""
    # the environment says more than the C locale that Python starts with
    name = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), name)
    return "en" if name.lower().startswith("en") else "ru"


def language() -> str:
    """The language in force: ``ru`` or ``en``."""
    if not _chosen:
        set_language("")
    return _chosen[0]


@cache
def _group(name: str) -> dict[str, dict[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = Path(__file__).with_name(f"{name}.yaml")
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))


def tr(key: str, **values: object) -> str:
    """The text of a message with its fields filled in.

    Args:
        key: ``group.name``.
        values: The fields of the text, by ``str.format``.

    Raises:
        KeyError: There is no such message.
    """
    group, _, name = key.partition(".")
    text = _group(group)[name][language()]
    return text.format(**values) if values else text
