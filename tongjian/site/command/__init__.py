"""``tongjian``: one module of this folder is one group of the command line; each offers ``app``.

A command translates its arguments, makes one call and prints the answer. Parts that keep rows are imported
inside the command, not at the head of its module: their models need ``setup()``, and ``--help`` shall need no
database.
"""

import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import typer
from typer.main import get_command

from tongjian.site.command._screen import complain, sentence_of

INTERRUPTED = 130


def application() -> typer.Typer:
    """The whole command line, put together from the modules of this folder."""
    app = typer.Typer(
        help="通鉴：对“一把手”和领导班子的监督。Supervision of those who hold power, derived from the rules.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for found in iter_modules(__path__):
        if not found.name.startswith("_"):
            app.add_typer(import_module(f"{__name__}.{found.name}").app, name=found.name.replace("_", "-"))
    return app


def setup() -> None:
    """Make the parts that keep rows importable; opens no database."""
    import django

    django.setup()


def main(arguments: list[str] | None = None) -> None:
    """The console command: answers on standard output, complaints on standard error.

    Exit codes: 0 done; 1 refused, with the reason; 2 not understood; 130 interrupted, nothing written.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
    try:
        get_command(application()).main(args=arguments, prog_name="tongjian")
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            complain("已中断，未写入任何内容。")
        raise
    except Exception as refused:
        sentence = sentence_of(refused)
        if sentence is None:
            raise
        complain(sentence)
        sys.exit(1)
