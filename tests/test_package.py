"""The wheel: what is in it, and that it works outside the project's folder."""

import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MINUTES = 600


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as ``pip install .`` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=MINUTES, check=False)
    if done.returncode and "hatchling" in done.stderr:
        pytest.skip("hatchling cannot be fetched here")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("civic_kg-*.whl"))


@pytest.fixture(scope="module")
def names(wheel):
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_all_modules_and_data_of_the_program_are_inside(names):
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kg").rglob("*") if path.is_file()}
    wanted = {name for name in here if "__pycache__" not in name}
    assert sorted(wanted - names) == []


def test_ontology_and_queries_are_inside(names):
    for folder in ("ontology", "queries"):
        wanted = {f"kg/data/{folder}/{path.name}" for path in (ROOT / folder).iterdir()}
        assert wanted
        assert sorted(wanted - names) == []


def test_nothing_else_is_inside(names):
    tops = {name.split("/")[0] for name in names}
    assert tops == {"kg", f"civic_kg-{PROJECT['version']}.dist-info"}
    assert [name for name in names if name.endswith((".pyc", ".tmp", ".log"))] == []


def test_it_is_typed_and_licensed(names):
    assert "kg/py.typed" in names
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "DATA-LICENSES.md"}


def test_the_command_works_from_another_folder(wheel, tmp_path):
    """In an environment of its own, with the libraries of this one: the program itself is the wheel's."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    library = next((home / "lib").glob("python*")) / "site-packages"
    with ZipFile(wheel) as archive:
        archive.extractall(library)
    others = [path for path in sys.path if path.endswith("site-packages")]
    (library / "others.pth").write_text("\n".join(others), encoding="utf-8")
    code = f"import sys; sys.path[:0] = [{str(library)!r}]; import kg; print(kg.__file__); from kg.cli import main; main()"

    def kg(*arguments):
        return subprocess.run(
            [home / "bin" / "python", "-c", code, *arguments],
            cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=MINUTES, check=False,
        )  # fmt: skip

    built = kg("build", ROOT / "seeds", "--out", "graphs", "--jobs", "1", "--no-cache")
    assert built.returncode == 0, built.stderr
    assert str(library) in built.stdout
    assert {path.name for path in (tmp_path / "graphs").iterdir()} == {
        "civic.ttl",
        "index.html",
        "coverage.md",
    }
    assert len(kg("query", "actors").stdout.splitlines()) > 20
    checked = kg("validate")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_changes_tell_of_this_version():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {PROJECT['version']}" in changes


def test_all_is_all_extras_for_users():
    extras = PROJECT["optional-dependencies"]
    named = extras["all"][0].removeprefix("civic-kg[").removesuffix("]").split(",")
    assert set(named) == set(extras) - {"all", "dev"}
