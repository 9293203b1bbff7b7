"""``docs/reference.md``: every command, setting and act, told by the program itself.

``python -m tongjian.site.documents`` writes it with the other pages that the program tells; a house test compares.
"""

import inspect
import os
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference.md"
HEAD = """# 参考 Reference

本页由程序生成（`make reference`），请勿手改。This page is generated; do not edit it.
"""


def page() -> str:
    """The whole page as Markdown."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
    django.setup()
    return "\n".join([HEAD, *commands(), *settings(), *acts()]) + "\n"


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    from typer.main import get_command

    from tongjian.site.command import application

    yield "## 命令 Commands\n"
    yield "| 命令 command | 说明 what it does |\n|---|---|"
    yield from _below(get_command(application()), "tongjian")
    yield ""


def _below(command: Any, path: str) -> Iterator[str]:
    children = getattr(command, "commands", {})
    if not children or command.invoke_without_command:
        told = " ".join(filter(None, (_usage(parameter) for parameter in command.params)))
        yield f"| `{path}{' ' + told if told else ''}` | {_sentence(command.help)} |"
    for name in sorted(children):
        yield from _below(children[name], f"{path} {name}")


def _usage(parameter: Any) -> str:
    if parameter.name == "help":
        return ""
    if parameter.param_type_name == "argument":
        name = parameter.name.upper()
        return name if parameter.required else f"[{name}]"
    longest = max(parameter.opts, key=len)
    value = "" if parameter.is_flag else f" {parameter.name.upper()}"
    return f"{longest}{value}" if parameter.required else f"[{longest}{value}]"


def settings() -> Iterator[str]:
    """Every name that is read from the environment."""
    from tongjian.site import settings as told

    yield "## 环境变量 Settings\n"
    yield "| 名称 name | 默认 default | 说明 what it is |\n|---|---|---|"
    said = dict(re.findall(r"``([A-Z_]+)`` (.+?)[;.](?=\n|$)", inspect.getdoc(told) or "", flags=re.DOTALL))
    for name, field in told.Environment.model_fields.items():
        default = f"`{field.default}`" if str(field.default) else "–"
        yield f"| `{name.upper()}` | {default} | {_sentence(said.get(name.upper(), ''))} |"
    yield ""


def catalogue() -> dict[str, Any]:
    """Every act of the product by name; acts that tests made for themselves are none of it."""
    from django.apps import apps

    from tongjian.trail.acts import CATALOGUE

    places = [part.name for part in apps.get_app_configs() if part.name.startswith("tongjian.")]
    for place in (*places, "tongjian.site.demo"):
        if find_spec(f"{place}.acts"):
            import_module(f"{place}.acts")
    return {
        name: act
        for name, act in sorted(CATALOGUE.items())
        if act.__module__.startswith("tongjian.") and ".tests" not in act.__module__
    }


def acts() -> Iterator[str]:
    """Every act by which anything is ever written, with the power it needs."""
    yield "## 留痕事项 Acts\n"
    yield "| 事项 act | 所需权限 power | 说明 what happens |\n|---|---|---|"
    for name, act in catalogue().items():
        power = f"`{act.needs}`" if act.needs else "–"
        yield f"| `{name}` | {power} | {_sentence(act.__doc__)} |"
    yield ""


def _sentence(text: str | None) -> str:
    """The first paragraph in one line, safe inside a table."""
    return " ".join((text or "").strip().split("\n\n")[0].split()).replace("|", "\\|")
