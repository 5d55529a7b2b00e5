"""The shape of the program: which way imports go, what may be imported where, how large things are."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the ground up: a part may import those before it, and itself.
LAYERS = (
    ("structs",),
    ("model", "errors", "files", "lookahead", "resources", "rows", "spill"),
    ("lexicon",),
    ("corpus",),
    ("annotate",),
    ("extract",),
    ("cache",),
    ("resolve",),
    ("understand", "engines", "workers"),
    ("graph",),
    ("evaluate",),
    ("parts", "composing", "outputs", "joining"),
    ("query",),
    ("view",),
    ("serve",),
    ("pipeline",),
    ("cli", "__main__"),
)
HEIGHT = {part: height for height, parts in enumerate(LAYERS) for part in parts}
LANGUAGE_MODELS = {"natasha", "slovnet", "navec", "razdel", "pymorphy2", "pymorphy3", "yargy"}
ALONE = {  # what only one part may import
    "pyoxigraph": {"graph", "query", "serve", "evaluate", "view"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "typer": {"cli"},
    "pyvis": {"view"},
    "docx": {"corpus"},
    "odfdo": {"corpus"},
    "pdfminer": {"corpus"},
    "striprtf": {"corpus"},
    "pyshacl": {"graph"},
}
LARGEST_MODULE = 380  # lines
TYPES = "kg/model.py"  # all types in one place, half of it documentation
BOUNDARY = "kg/engines/job.py"  # what goes wrong inside one document costs that document only
LONGEST_FUNCTION = 45  # lines, its docstring left out
SHORT, MOST = 15, 0.85  # share of functions that are no longer than SHORT


def part(path: Path) -> str:
    """The part of the program that a module belongs to: its first folder, or its name."""
    below = path.relative_to(PACKAGE).parts
    return below[0] if len(below) > 1 else path.stem


def imported(path: Path, *, running: bool = False) -> Iterator[str]:
    """Full names of all that a module imports, inside functions too; ``running`` leaves out what only types need."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(_without_types(tree) if running else tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _without_types(tree: ast.Module) -> ast.Module:
    def only_types(node: ast.stmt) -> bool:
        return (
            isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        )

    return ast.Module([node for node in tree.body if not only_types(node)], [])


def named(paths) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_every_part_has_its_height():
    assert sorted({part(path) for path in MODULES} - set(HEIGHT) - {"__init__"}) == []


def test_imports_go_one_way():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in MODULES
        for name in imported(path)
        if name.startswith("kg.") and part(path) != "__init__"
        and HEIGHT[name.split(".")[1]] > HEIGHT[part(path)]
    ]  # fmt: skip
    assert wrong == []


def test_only_annotate_knows_the_language_models():
    wrong = [path for path in MODULES if LANGUAGE_MODELS & {n.split(".")[0] for n in imported(path)}]
    assert {part(path) for path in wrong} == {"annotate"}, named(wrong)


def test_nothing_imports_natasha_itself():
    # its import needs pkg_resources, which new environments lack; what it stands on needs none
    assert named(path for path in MODULES if any(n.split(".")[0] == "natasha" for n in imported(path))) == []


@pytest.mark.parametrize("library", ALONE)
def test_a_library_is_used_where_it_belongs(library):
    users = {
        part(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imported(path, running=True))
    }
    assert users
    assert users <= ALONE[library]


def test_every_module_says_what_it_is():
    assert (
        named(path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))
        == []
    )


def functions() -> Iterator[tuple[str, int]]:
    """Each function with its length in lines, docstring left out."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                text = node.body[0]
                said = isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
                lines = (node.end_lineno or 0) - node.lineno + 1
                yield (
                    f"{path.relative_to(ROOT)}:{node.name}",
                    lines - (text.end_lineno - text.lineno + 1 if said else 0),
                )


def test_modules_stay_readable():
    sizes = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in named(MODULES)}
    assert {name: size for name, size in sizes.items() if size > LARGEST_MODULE and name != TYPES} == {}


def test_functions_stay_short():
    lengths = dict(functions())
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert sum(length <= SHORT for length in lengths.values()) >= MOST * len(lengths)


def test_everything_is_caught_in_one_place_only():
    wrong = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    }
    assert wrong <= {BOUNDARY}


def test_nothing_runs_what_it_reads():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec")
    ]
    assert wrong == []
    assert (
        named(
            path for path in MODULES if any(n.split(".")[0] in ("pickle", "marshal") for n in imported(path))
        )
        == []
    )
