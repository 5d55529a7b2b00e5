"""The help of each command, and what is wrong with a command line, in the language in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typer
import yaml
from typer.core import TyperCommand, TyperGroup

from kg.cli.messages import language, tr

Row = tuple[str, str]
MISUSE: type[Exception] = typer.BadParameter.__bases__[0]
"""What a wrong command line raises; typer has its own copy of click or not, as its version goes."""


class Command(TyperCommand):
    """A command whose help is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - classes of click, or of typer's copy
        """Write usage, what the command does, what it takes, and examples."""
        _write(self, ctx, formatter)


class Group(TyperGroup):
    """Commands whose help is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write usage, what the program does, and its commands."""
        _write(self, ctx, formatter)


class App(typer.Typer):
    """A command line whose commands have our help."""

    def command(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401
        """See :class:`typer.Typer`."""
        return super().command(*args, **{"cls": Command, **settings})


def _write(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    keys = [each for each in command.params if each.param_type_name == "option"]
    names = [_named(each) for each in arguments]
    names += [tr("app.command")] if isinstance(command, Group) else []
    formatter.write_usage(ctx.command_path, " ".join([tr("app.options_short"), *names]), tr("app.usage"))
    formatter.write_paragraph()
    formatter.write_text(command.help)
    sections = {
        "arguments": [(_named(each), each.help or "") for each in arguments],
        "options": [*map(_key, keys), ("-h, --help", tr("app.help_option"))],
        "commands": list(_commands(command, ctx)),
    }
    for title, rows in sections.items():
        if rows:
            with formatter.section(tr(f"app.{title}")):
                formatter.write_dl(rows, col_max=34)
    with formatter.section(tr("app.examples")):
        for line in tr(f"examples.{ctx.info_name}").splitlines():
            formatter.write(f"  {line}\n")


def _commands(command: Any, ctx: Any) -> Iterator[Row]:  # noqa: ANN401
    for name in command.list_commands(ctx) if isinstance(command, Group) else ():
        yield name, command.get_command(ctx, name).help.partition(". ")[0].rstrip(".")


def _named(argument: Any) -> str:  # noqa: ANN401
    name = (argument.metavar or argument.name.upper()).strip("[].{}")
    name += "..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


def _key(option: Any) -> Row:  # noqa: ANN401
    names = ", ".join(sorted(option.opts, key=len))
    if option.is_flag:
        return names, option.help or ""
    known = option.default not in (None, "", []) and not callable(option.default)
    shown = f"{option.default:g}" if isinstance(option.default, float) else option.default
    default = f" {tr('app.default', value=shown)}" if known else ""
    return f"{names} {option.metavar or option.name.upper()}", f"{option.help or ''}{default}"


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    path = Path(__file__).with_name("messages") / "usage.yaml"
    rows: list[tuple[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(re.compile(english), russian) for english, russian in rows]


def in_words(message: str) -> str:
    """What typer says of a command line, in the language in force; unknown sentences stay as they are."""
    for pattern, russian in _patterns() if language() == "ru" else ():
        if match := pattern.fullmatch(message):
            return russian.format(*(in_words(part or "") for part in match.groups()))
    return message
