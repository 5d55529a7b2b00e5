"""A large graph goes into one store for all workers, which is gone afterwards."""

import json

from .conftest import serving


def test_workers_share_a_store_of_a_large_graph_and_leave_nothing(graph_file, tmp_path):
    with serving(graph_file, large=1, environment={"TMPDIR": str(tmp_path)}) as server:
        answer = json.loads(server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)
        lines = set(graph_file.read_text(encoding="utf-8").splitlines())
        assert answer["results"]["bindings"][0]["n"]["value"] == str(len(lines))
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
    assert server.process.returncode == 0
