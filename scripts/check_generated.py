"""Fail where a committed file is not what the program makes today; with ``--write``, make it so.

Builds the seeds and compares the Turtle byte for byte with ``graphs/civic.ttl``; measures the annotated reports
and compares the tables of scores in the read-me files.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.cli.messages import set_language, tr
from kg.evaluate.measures import Scores, Tally
from kg.evaluate.score import score_graph

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"ru": ROOT / "README.md", "en": ROOT / "README.en.md"}
SCORES = ("mentions_overlap", "mentions_exact", "entities", "relations", "figures", "figures_value_only")


def build(reports: Path, out: Path) -> Path:
    """The graph of a folder of reports; nothing kept from earlier builds is used."""
    command = [sys.executable, "-m", "kg", "build", str(reports), "--out", str(out), "-q", "--no-cache"]
    subprocess.run(command, check=True, cwd=ROOT)
    return out / "civic.ttl"


def _row(language: str, name: str, tally: Tally) -> str:
    shares = [f"{share:.2f}" for share in (tally.precision, tally.recall, tally.f1)]
    if language == "ru":
        shares = [share.replace(".", ",") for share in shares]
    return f"| {tr(f'evaluate.{name}')} | {' | '.join(shares)} | {tally.gold} |"


def table(scores: Scores, language: str) -> str:
    """The scores as a Markdown table."""
    set_language(language)
    columns = [tr(f"evaluate.{name}") for name in ("what", "precision", "recall")]
    head = f"| {' | '.join((*columns, 'F1', tr('evaluate.annotated')))} |\n|---|---:|---:|---:|---:|"
    return "\n".join((head, *(_row(language, name, scores[name]) for name in SCORES)))


def fresh_pages(scores: Scores) -> Iterator[tuple[Path, str]]:
    """Each page with today's table in it."""
    for language, page in PAGES.items():
        place = re.compile(rf"(<!-- scores:{language} -->\n).*?(<!-- end -->)", re.DOTALL)
        said = table(scores, language)
        yield (
            page,
            place.sub(
                lambda found, said=said: f"{found[1]}{said}\n{found[2]}", page.read_text(encoding="utf-8")
            ),
        )


def stale(folder: Path) -> list[Path]:
    """The committed files that a fresh build would change."""
    fresh = build(ROOT / "seeds", folder / "seeds")
    committed = ROOT / "graphs" / "civic.ttl"
    found = [] if committed.exists() and committed.read_bytes() == fresh.read_bytes() else [committed]
    scores = score_graph(build(ROOT / "tests/gold/texts", folder / "gold"), ROOT / "tests/gold")
    return found + [page for page, text in fresh_pages(scores) if page.read_text(encoding="utf-8") != text]


def write(folder: Path) -> None:
    """Make the committed files what they should be."""
    build(ROOT / "seeds", ROOT / "graphs")
    scores = score_graph(build(ROOT / "tests/gold/texts", folder), ROOT / "tests/gold")
    for page, text in fresh_pages(scores):
        page.write_text(text, encoding="utf-8")


def main() -> int:
    """Check, or write."""
    with tempfile.TemporaryDirectory() as name:
        if "--write" in sys.argv[1:]:
            write(Path(name))
            return 0
        found = stale(Path(name))
    for path in found:
        print(
            f"{path.relative_to(ROOT)} is out of date: run `make generated-update` and commit",
            file=sys.stderr,
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
