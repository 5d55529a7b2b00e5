"""A small synthetic graph, the same in every run, open on both engines."""

import importlib.util
import sys
from pathlib import Path

import pytest

from kg.query.engine import Engine, open_engine

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load_synthetic():
    if "synthetic" not in sys.modules:
        spec = importlib.util.spec_from_file_location("synthetic", BENCHMARKS / "synthetic.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["synthetic"] = module
        spec.loader.exec_module(module)
    return sys.modules["synthetic"]


@pytest.fixture(scope="session")
def synthetic():
    return load_synthetic()


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory, synthetic) -> Path:
    path = tmp_path_factory.mktemp("graph") / "synthetic.nt"
    lines = synthetic.generate(5500, scale=2, sentences=30)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def oxigraph(graph_file) -> Engine:
    return open_engine(str(graph_file))


@pytest.fixture(scope="session")
def rdflib_engine(graph_file) -> Engine:
    return open_engine(str(graph_file), "rdflib")
