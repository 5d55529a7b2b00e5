"""Departments, told by the first words of their names."""

from __future__ import annotations

from kg.model import Entity

_DEPARTMENTS = ("отдел", "комитет", "управлени", "сектор", "департамент", "пресс-служб")


def is_department(entity: Entity) -> bool:
    """Whether an authority is a department of another, by its name."""
    return any(word.startswith(_DEPARTMENTS) for word in entity.label.lower().split()[:2])
