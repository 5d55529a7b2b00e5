"""The command ``kg``: its groups of commands, its errors, its exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import typer

from kg.cli.console import err
from kg.cli.messages import set_language, tr
from kg.errors import KgError

GROUPS = ("build", "query", "view", "stats", "review", "export", "validate", "evaluate", "serve")
"""Modules of this package, in the order that ``kg --help`` lists them."""

INTERRUPTED = 130


def make_app() -> typer.Typer:
    """Put the command line together."""
    app = typer.Typer(
        name="kg",
        help=tr("app.help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
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


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    set_language(_language(sys.argv[1:]))
    try:
        make_app()()
    except KgError as error:
        err().print(tr("app.error", text=str(error)), style="bold red", markup=False, highlight=False)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        err().print(tr("app.interrupted"), markup=False)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output went away (kg query | head); nothing more to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
