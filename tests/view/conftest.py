from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import sample

LINE = "Администрация города Алейска 👍 поддерживает Совет ветеранов."


@pytest.fixture(scope="session")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated reports as one graph."""
    return sample.from_annotations().write(tmp_path_factory.mktemp("graph") / "civic.ttl")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two actors, one report, one claim, one figure."""
    built = sample.Builder()
    built.source("r.txt", f"Отчёт.\n{LINE} Членов 120.", "Алейск", 2018)
    built.entity("Алейск", "Place", "Алейск", at=(52.5, 82.8))
    built.entity("a", "Administration", "Администрация города Алейска", ("Администрация",))
    built.entity("v", "NGO", "Совет ветеранов")
    start = 7
    built.mention("r.txt", "a", start, start + 28)
    built.mention("r.txt", "Алейск", start + 21, start + 28)
    built.mention("r.txt", "v", start + 44, start + 59)
    built.claim("a", "supports", "v", ("r.txt", start, start + len(LINE)), confidence=0.83)
    built.claim("v", "targets", "G:veterans", ("r.txt", start, start + len(LINE)), "Planned")
    built.figure(
        "v", "члены", 120, "Count", ("r.txt", start + len(LINE) + 1, start + len(LINE) + 12), "AtLeast", 2018
    )
    return built.write(tmp_path / "civic.ttl")
