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
SETS = {"scores": ROOT / "tests" / "gold", "unseen": ROOT / "tests" / "unseen"}
"""What the tables tell of: reports that rules were written with, and reports that nothing was fitted on."""
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


def measured(out: Path) -> dict[str, Scores]:
    """The scores of each set of annotated reports, as kg build makes their graphs."""
    return {name: score_graph(build(gold / "texts", out / name), gold) for name, gold in SETS.items()}


def fresh_pages(found: dict[str, Scores]) -> Iterator[tuple[Path, str]]:
    """Each page with today's tables in it."""
    for language, page in PAGES.items():
        text = page.read_text(encoding="utf-8")
        for name, scores in found.items():
            place = re.compile(rf"(<!-- {name}:{language} -->\n).*?(<!-- end -->)", re.DOTALL)
            before, said, after = place.split(text)[0], table(scores, language), place.split(text)[-1]
            text = f"{before}<!-- {name}:{language} -->\n{said}\n<!-- end -->{after}"
        yield page, text


def stale(folder: Path) -> list[Path]:
    """The committed files that a fresh build would change."""
    fresh = build(ROOT / "seeds", folder / "seeds")
    committed = ROOT / "graphs" / "civic.ttl"
    found = [] if committed.exists() and committed.read_bytes() == fresh.read_bytes() else [committed]
    return found + [
        page for page, text in fresh_pages(measured(folder)) if page.read_text(encoding="utf-8") != text
    ]


def write(folder: Path) -> None:
    """Make the committed files what they should be."""
    build(ROOT / "seeds", ROOT / "graphs")
    for page, text in fresh_pages(measured(folder)):
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
