"""Commands that extract nothing load nothing that extraction needs."""

import json
import os
import subprocess
import sys

import pytest

HEAVY = {"natasha", "slovnet", "navec", "razdel", "pymorphy3", "numpy", "distributed", "pebble"}
SEEN = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
RUN = f"""
import atexit, sys
def told():
    {SEEN}
atexit.register(told)
sys.argv[0] = "kg"
from kg.cli import main
main()
"""
GRAPH = """
@prefix civ: <https://w3id.org/civic-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/civic-kg/id/ngo/x> a civ:NGO ; rdfs:label "Совет ветеранов"@ru ; civ:collective false .
"""


def modules(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help"), ("queries",)], ids=" ".join)
def test_help_is_light(arguments):
    assert not modules(*arguments) & {*HEAVY, "rdflib", "pyoxigraph", "networkx"}


def test_a_question_loads_no_language_models(tmp_path):
    graph, question = tmp_path / "graph.ttl", tmp_path / "names.rq"
    graph.write_text(GRAPH, encoding="utf-8")
    question.write_text("SELECT ?s ?o WHERE { ?s ?p ?o }", encoding="utf-8")
    loaded = modules("query", str(question), "--graph", str(graph), "--format", "tsv")
    assert not loaded & HEAVY
