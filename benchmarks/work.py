"""What is measured, each in a process of its own: ``python -m benchmarks.work build|natasha|slovnet|stages …``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import tell


def build(  # noqa: PLR0917
    folder: str, out: str, jobs: str = "1", cache: str = "", engine: str = "local", page: str = ""
) -> None:
    """The whole of ``kg build`` from files to Turtle."""
    from kg.pipeline import GRAPH, Request
    from kg.pipeline import build as run

    kept = Path(cache) if cache else None
    summary = run(Request([folder], Path(out), int(jobs), engine=engine, cache=kept, page=bool(page)))
    graph = Path(out) / GRAPH
    tell(
        documents=summary.documents,
        entities=summary.entities,
        claims=sum(summary.claims.values()) + summary.context,
        failures=len(summary.failures),
        megabytes=graph.stat().st_size / 1e6,
    )


def texts(folder: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.txt"))]


def natasha(folder: str) -> None:
    """natasha's own pipeline as its documentation has it; loading its models is not counted."""
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    embedding = NewsEmbedding()
    segmenter, morph = Segmenter(), NewsMorphTagger(embedding)
    syntax, ner = NewsSyntaxParser(embedding), NewsNERTagger(embedding)
    began, tokens = time.process_time(), 0
    for text in texts(folder):
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(ner)
        tokens += len(doc.tokens)
    tell(seconds=time.process_time() - began, tokens=tokens)


def stages(folder: str, out: str) -> None:
    """Where the time of a build goes; one process, CPU seconds a stage."""
    from kg.annotate import models, pipeline
    from kg.cache import encode
    from kg.corpus import ReadFailure, find, read
    from kg.extract.document import extract
    from kg.graph.triples import graph_text
    from kg.model import AnnotatedDocument, Extraction
    from kg.resolve.curation import Curation
    from kg.resolve.join import join

    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        found = work()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - began
        return found

    timed("load the models", models.load)
    found: list[Extraction] = []
    for source in find([folder]).sources:
        document = timed("read", lambda s=source: read(s))
        if isinstance(document, ReadFailure):
            continue
        pieces = timed("sentences, words", lambda d=document: list(pipeline._pieces(d.blocks)))
        words = [[word for _, _, word in piece.words] for piece in pieces]
        tags = timed("models", lambda w=words: models.tag(w))
        pairs = list(zip(pieces, tags, strict=True))
        sentences = timed(
            "dictionary forms",
            lambda d=document, p=pairs: tuple(pipeline._sentence(d.blocks, *pair) for pair in p),
        )
        extraction = timed("extract", lambda d=document, s=sentences: extract(AnnotatedDocument(d, s)))
        found.append(replace(extraction, document=replace(document, blocks=(), sections=())))
        timed("keep", lambda e=found[-1]: encode(e))
    joined = timed("identity", lambda: join(found, Curation()))
    timed("Turtle", lambda: Path(out).write_text("".join(graph_text(joined.resolution)), encoding="utf-8"))
    tell(spent=spent)


if __name__ == "__main__":
    {"build": build, "natasha": natasha, "stages": stages}[sys.argv[1]](*sys.argv[2:])
