"""Which files are read, and under what names."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.corpus.failures import ReadFailure

SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".docx",
        ".docm",
        ".doc",
        ".odt",
        ".rtf",
        ".pdf",
    ]
)
"""Endings of the files that are read. What a user names by itself is read whatever its ending."""

STDIN = "stdin"
"""Identifier of what is read from standard input (``-``)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Attributes:
        identifier: Its name in the graph: the path below the input folder, with forward slashes.
        path: The file; None for standard input.
    """

    identifier: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was found.

    Attributes:
        sources: The files to read, sorted by identifier, no file twice.
        skipped: Files left out on purpose (hidden, of unknown format), sorted.
        failures: Paths that are not there, or folders that cannot be listed, sorted.
    """

    sources: tuple[Source, ...]
    skipped: tuple[ReadFailure, ...] = ()
    failures: tuple[ReadFailure, ...] = ()


@dataclass(slots=True)
class _Found:
    """A file with the folder it was found below."""

    root: Path
    path: Path
    parents: int = 0  # how many folders above the root its name takes in

    @property
    def identifier(self) -> str:
        below = self.path.relative_to(self.root).parts
        above = self.root.resolve().parts[1:]
        return readable("/".join((*above[max(0, len(above) - self.parents) :], *below)))

    @property
    def is_whole(self) -> bool:
        return self.parents >= len(self.root.resolve().parts) - 1


def readable(name: str) -> str:
    """A file's name as it can be written anywhere: composed letters, no bytes that are no text."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace")).replace("\n", " ")


class _Walk:
    """Collects files below folders; a folder that links back to one above is entered once."""

    def __init__(self, exclude: Collection[Path]) -> None:
        self.found: list[_Found] = []
        self.skipped: list[ReadFailure] = []
        self.failures: list[ReadFailure] = []
        self._excluded = {path.resolve() for path in exclude}

    def add(self, given: Path) -> None:
        """Take in what a user named."""
        if given.is_dir():
            for path in self._files(given):
                self._take(given, path)
        elif given.exists():
            self.found.append(_Found(given.parent, given))
        else:
            self.failures.append(ReadFailure(readable(str(given)), "missing"))

    def _files(self, root: Path) -> Iterator[Path]:
        entered: set[Path] = set()
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            real = folder.resolve()
            if real in entered or real in self._excluded:
                continue
            entered.add(real)
            inside = self._listed(root, folder)
            waiting += [path for path in inside if path.is_dir() and not self._hidden(root, path)]
            yield from (path for path in inside if not path.is_dir())

    def _listed(self, root: Path, folder: Path) -> Sequence[Path]:
        try:
            return sorted(folder.iterdir())
        except OSError as error:
            name = folder.relative_to(root).as_posix() if folder != root else str(folder)
            code = "no_permission" if isinstance(error, PermissionError) else "io_error"
            self.failures.append(ReadFailure(readable(name), code, error.strerror or ""))
            return ()

    def _hidden(self, root: Path, path: Path) -> bool:
        hidden = path.name.startswith((".", "~$"))
        if hidden:
            self.skipped.append(ReadFailure(readable(path.relative_to(root).as_posix()), "hidden"))
        return hidden

    def _take(self, root: Path, path: Path) -> None:
        if self._hidden(root, path):
            return
        if path.suffix.lower() in SUFFIXES:
            self.found.append(_Found(root, path))
        else:
            self.skipped.append(ReadFailure(readable(path.relative_to(root).as_posix()), "unknown_suffix"))


def _once(found: Iterable[_Found]) -> list[_Found]:
    """Each file once: under the shortest name it was found by."""
    by_file: dict[Path, _Found] = {}
    for each in sorted(found, key=lambda one: (len(one.path.relative_to(one.root).parts), str(one.path))):
        by_file.setdefault(each.path.resolve(), each)
    return list(by_file.values())


def _named_apart(found: Sequence[_Found]) -> list[Source]:
    """Sources with names that are unique: of equal ones, each takes in folders above until they differ."""
    while True:
        groups: defaultdict[str, list[_Found]] = defaultdict(list)
        for each in found:
            groups[each.identifier].append(each)
        clashing = [
            each for group in groups.values() if len(group) > 1 for each in group if not each.is_whole
        ]
        if not clashing:
            break
        for each in clashing:
            each.parents += 1
    sources = [Source(name, each.path) for name, group in groups.items() for each in group]
    return _numbered(sorted(sources, key=lambda source: (source.identifier, os.fsencode(source.path or ""))))


def _numbered(sources: Sequence[Source]) -> list[Source]:
    """Names that differ only in bytes that are no text get a number."""
    seen: defaultdict[str, int] = defaultdict(int)
    named = []
    for source in sources:
        seen[source.identifier] += 1
        count = seen[source.identifier]
        named.append(replace(source, identifier=f"{source.identifier}~{count}") if count > 1 else source)
    return named


def find(paths: Iterable[str | Path], exclude: Collection[Path] = ()) -> Inputs:
    """The input files of a run.

    Args:
        paths: Files, folders (with all below them), ``-`` for standard input. Their order does not matter.
        exclude: Folders that are not entered, such as the output's.

    Returns:
        What was found. A file reached by two paths is taken once; files of the same name below different
        folders get the folders' names before theirs.
    """
    walk = _Walk(exclude)
    given = sorted({str(path) for path in paths})
    for name in given:
        if name != "-":
            walk.add(Path(name))
    sources = _named_apart(_once(walk.found))
    if "-" in given:
        sources.append(Source(STDIN, None))
    sources.sort(key=lambda source: source.identifier)
    return Inputs(tuple(sources), tuple(sorted(set(walk.skipped))), tuple(sorted(set(walk.failures))))
