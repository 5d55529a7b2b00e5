"""Every command that the read-me shows does what it says, in a copy of the project; every link leads somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.en.md")
DOCUMENTS = [ROOT / name for name in (*PAGES, "CHANGELOG.md", "DATA-LICENSES.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
COPIED = ("kg", "ontology", "queries", "seeds", "pyproject.toml", "Makefile", "README.md", "LICENSE")
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")

# What would fetch packages (test_package.py does that), wait for ever, or run these tests again.
STAND_INS = {
    "kg": 'if [ "$1" = serve ]; then exec "{python}" "{probe}"; fi\nexec "{python}" -m kg "$@"',
    "pip": "exec true",
    "make": 'if [ "$1" = run ]; then exec "{make}" "$@"; fi\nexec "{make}" -n "$@" > /dev/null',
}
PROBE = """
import subprocess, sys, urllib.request
server = subprocess.Popen([sys.executable, "-m", "kg", "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
try:
    address = next(word for line in server.stderr for word in line.split() if word.startswith("http://"))
    urllib.request.urlopen(address.rstrip(".,"), timeout=30).close()
    print(address)
finally:
    server.terminate()
    server.communicate()
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project as it is downloaded, with its environment as ``make`` would have left it."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(ROOT / "tests" / "gold", folder / "tests" / "gold")
    tools = folder / ".venv" / "bin"
    tools.mkdir(parents=True)
    probe = tools / "probe.py"
    probe.write_text(PROBE, encoding="utf-8")
    for name, text in STAND_INS.items():
        script = text.format(python=sys.executable, probe=probe, make=shutil.which("make"))
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    (tools / "python").symlink_to(sys.executable)
    (tools.parent / ".installed").touch()
    return folder


def blocks(page: str) -> list[str]:
    return FENCE.findall((ROOT / page).read_text(encoding="utf-8"))


def shell(block: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": f"{folder / '.venv/bin'}:{os.environ['PATH']}",
        "HOME": str(folder),
        "PYTHONPATH": str(folder),
        "LANG": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block], cwd=folder, env=environment, capture_output=True, text=True,
        encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip


@pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("make")), reason="the commands are for bash and make"
)
@pytest.mark.parametrize("page", PAGES)
def test_every_command_works(copy, page):
    shutil.rmtree(copy / "graphs", ignore_errors=True)
    for block in blocks(page):
        done = shell(block, copy)
        assert done.returncode == 0, f"{block}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        asks = block.startswith("kg") and " > " not in block
        assert not asks or done.stdout or done.stderr, f"{block}\nsaid nothing"
        if "--curation" in block:
            assert "ничего не изменило" not in done.stderr
            assert "changed nothing" not in done.stderr


def test_what_the_commands_write_is_there(copy):
    shell(
        "make run; kg query figures -p city=Алейск -f csv > показатели.csv; kg view --city Алейск -o a.html",
        copy,
    )
    figures = (copy / "показатели.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(figures) >= 2
    for name in ("graphs/civic.ttl", "graphs/index.html", "graphs/coverage.md", "a.html"):
        assert (copy / name).stat().st_size > 1000


def test_both_pages_show_the_same_commands():
    def commands(page):
        text = "\n".join(blocks(page)).replace("--lang en ", "")
        found = re.findall(r"^(?:kg \w+|make [\w-]+|pip install)", text, re.MULTILINE)
        return sorted(set(found))

    russian, english = map(commands, PAGES)
    assert russian == english
    assert len(russian) > 10


def test_extras_that_are_named_exist():
    import tomllib

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        named = {
            name for group in re.findall(r"pip install '\.\[([\w,]+)\]'", text) for name in group.split(",")
        }
        assert named
        assert named <= set(extras)
        assert all(f"`{name}`" in text for name in ("office", "pdf", "layout", "serve"))
        assert {"office", "pdf", "layout", "serve"} <= set(extras)


def test_the_number_of_questions_is_right():
    assert len(list((ROOT / "queries").glob("*.rq"))) == 28
    for page, word in zip(PAGES, ("двадцать восемь", "twenty-eight"), strict=True):
        assert word in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document):
    targets = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in targets if not (document.parent / link).exists()] == []


def test_every_document_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert sorted(name for name in names if f"({name})" not in index) == []
