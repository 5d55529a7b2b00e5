"""The command ``kg``: its groups of commands, its errors, its exit codes."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import Any

import typer

from kg.cli.console import err
from kg.cli.help import MISUSE, App, Group, in_words
from kg.cli.messages import language, set_language, tr
from kg.errors import KgError, Said, UsageError, reason

GROUPS = ("build", "query", "view", "stats", "review", "export", "validate", "evaluate", "serve")
"""Modules of this package, in the order that ``kg --help`` lists them."""

WIDTH = 100
INTERRUPTED = 130
TERMINATED = 143


class Commands(Group):
    """The commands; what stops one is told here, before typer ends the process without a word."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401 - a class of click, or of the copy of it in typer
        """Run the command that was given, up to the last byte of its output."""
        try:
            found: object = super().invoke(ctx)
            sys.stdout.flush()
        except (KeyboardInterrupt, OSError) as stop:
            raise typer.Exit(_ended(stop)) from stop
        return found


def _ended(stop: KeyboardInterrupt | OSError) -> int:
    """Say what stopped a command; the exit code."""
    if isinstance(stop, KeyboardInterrupt):
        err().print(tr("app.interrupted"), markup=False)
        return INTERRUPTED
    # what is left in the buffer has nowhere to go
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(stop, BrokenPipeError):
        return 0  # the reader of our output went away (kg query | head); nothing more to say to it
    where = stop.filename or "stdout"
    _tell(f"{where}: {_in_words(reason(stop))}")
    return 1


def _in_words(why: Said | str) -> str:
    return why.text(language()) if isinstance(why, Said) else why


def _misused(error: Any) -> int:  # noqa: ANN401 - a class of click, or of the copy of it in typer
    """Say what is wrong with a command line; the exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        err().print(error.message, markup=False)
    else:
        command = error.ctx.command_path if error.ctx else "kg"
        _tell(f"{command}: {in_words(error.format_message())}")
        err().print(tr("app.see_help", command=command), markup=False)
    return UsageError.exit_code


def _tell(text: str) -> None:
    err().print(tr("app.error", text=text), style="bold red", markup=False, highlight=False)


def make_app() -> typer.Typer:
    """Put the command line together."""
    app = App(
        name="kg",
        cls=Commands,
        help=tr("app.help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH},
    )
    app.callback()(options)
    for group in GROUPS:
        import_module(f"kg.cli.{group}").register(app)
    return app


def options(
    lang: str = typer.Option("", "--lang", help=tr("app.lang"), metavar="ru|en"),
) -> None:
    """Options before the command; the language itself is read before the help texts are made."""


def _language(arguments: list[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return os.environ.get("KG_LANG", "")


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    """Leave in order, so that worker processes and temporary files go too."""
    sys.exit(TERMINATED)


def main() -> None:
    """Run the command line and leave with its exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    set_language(_language(sys.argv[1:]))
    try:
        # typer's own way to say what is wrong would be in English
        sys.exit(make_app()(prog_name="kg", standalone_mode=False) or 0)
    except MISUSE as error:
        sys.exit(_misused(error))
    except KgError as error:
        _tell(error.text(language()))
        sys.exit(error.exit_code)
    except KeyboardInterrupt as stop:
        sys.exit(_ended(stop))
