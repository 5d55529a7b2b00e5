"""A name is recognised in every case, and called by its nominative."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.annotate.lemmas import parses
from kg.extract.lexicon import heads
from kg.model import EntityType
from tests.extract.entities.marked import cases, find

HERE = Path(__file__).parent
NAMES = cases(HERE / "names.yaml")
FORMS = yaml.safe_load((HERE / "forms.yaml").read_text(encoding="utf-8"))
FRAMES = {
    "nomn": "В прошлом году {} не раз менялось к лучшему.",
    "gent": "Жители ждали от {} только хорошего.",
    "datv": "Жители всегда благодарны {} и рады этому.",
    "ablt": "Жители очень довольны {} и рады этому.",
    "loct": "Жители много знают о {} и рады этому.",
}
FLOOR = 0.95
"""The share of names in a case that must be read right; the rest is what the tagger cannot tell."""
SPOKEN = {
    "places": ("Place", ("Много гостей приехало из {} летом.", "Об этом знают и в {} тоже."), 0.8),
    "people": (
        "Person",
        ("Работа {} видна всем.", "Все благодарны {} за это.", "Все довольны {} и рады этому."),
        0.7,
    ),
}
"""Class, sentences to stand in, and the share that must be read right."""


def declined(words: str, case: str) -> str:
    """Adjectives and the noun after them in another case of the singular; abbreviations stay."""
    *adjectives, noun = words.split()
    if noun.isupper():
        return words
    reading = next(
        p for p in parses(noun) if p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.tag.number == "sing"
    )
    forms = [_form(noun, reading.inflect({case}).word)]
    forms += [_adjective(adjective, case, reading.tag.gender) for adjective in reversed(adjectives)]
    return " ".join(reversed(forms))


def _adjective(word: str, case: str, gender: str) -> str:
    base = next((p for p in parses(word) if p.tag.POS in {"ADJF", "PRTF"} and p.tag.case == "nomn"), None)
    if base is not None:
        return _form(word, base.inflect({case, gender, "sing"}).word)
    endings = {
        "gent": "ого",
        "datv": "ому",
        "ablt": "им",
        "loct": "ом",
    }  # «каменский» is no word of the dictionary
    return word if case == "nomn" else word[:-2] + ("ой" if gender == "femn" else endings[case])


def _form(like: str, word: str) -> str:
    """The letter case and the «ё» of the nominative, which the dictionary does without."""
    kept = "".join(old if old in "ёЁ" and new == "е" else new for old, new in zip(like, word, strict=False))
    kept += word[len(kept) :]
    return kept[:1].upper() + kept[1:] if like[:1].isupper() else kept


def wrong(kind: str, name: str, case: str) -> str:
    """What is wrong with a name in a case; empty where it is read right."""
    changed, kept = (part.strip() for part in name.split("|"))
    label = f"{changed} {kept}".strip()
    spoken = f"{declined(changed, case)} {kept}".strip()
    text = FRAMES[case].format(spoken)
    return _judged(text, spoken, kind, label)


def _judged(text: str, spoken: str, kind: str, label: str) -> str:
    start = text.index(spoken)
    for entity in find(text).entities:
        if any((m.start, m.stop) == (start, start + len(spoken)) for m in entity.mentions):
            right = entity.type is EntityType(kind) and entity.label == label
            return "" if right else f"«{spoken}» is {entity.type} «{entity.label}»"
    return f"«{spoken}» is missed"


@pytest.mark.parametrize("case", FRAMES)
def test_names_are_read_in_every_case(case: str) -> None:
    failures = [problem for kind, name in NAMES if (problem := wrong(kind, name, case))]
    assert len(failures) <= (1 - FLOOR) * len(NAMES), "\n".join(failures)


@pytest.mark.parametrize("what", SPOKEN)
def test_places_and_people_are_called_by_the_nominative(what: str) -> None:
    kind, frames, floor = SPOKEN[what]
    rows = [
        (form, label, frame) for label, forms in FORMS[what].items() for form, frame in _framed(forms, frames)
    ]
    failures = [
        problem for form, label, frame in rows if (problem := _judged(frame.format(form), form, kind, label))
    ]
    assert len(failures) <= (1 - floor) * len(rows), "\n".join(failures)


def _framed(forms: list[str], frames: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each form in the sentences whose case it may be: of as many sentences as forms each in its own, else in all."""
    return (
        list(zip(forms, frames, strict=True))
        if len(forms) == len(frames)
        else [(f, s) for f in forms for s in frames]
    )


def test_names_are_declined() -> None:
    assert declined("Городской совет", "ablt") == "Городским советом"
    assert declined("Военно-спортивная игра", "datv") == "Военно-спортивной игре"
    assert declined("Партия", "gent") == "Партии"
    assert declined("МБУ", "gent") == "МБУ"


def test_all_classes_of_declinable_names_are_there() -> None:
    assert {kind for kind, _ in NAMES} == {kind.value for kind in EntityType} - {"Person", "Place"}
    assert heads()
