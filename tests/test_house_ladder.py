"""The ladder is one list, and the running program keeps to it as the source does."""

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from django.apps import apps

from tests.house import ladder, shape

ROOT = Path(__file__).parent.parent


def test_the_contract_holds_the_ladder_that_the_package_tells():
    assert ladder.layers(ROOT) == ladder.layers_of_docstring(ROOT)


def test_a_rung_stands_in_brackets_exactly_while_it_is_not_built():
    for rung in ladder.layers(ROOT):
        for name in rung.strip("()").split(" | "):
            built = (ROOT / "tongjian" / name / "__init__.py").exists()
            assert built is not rung.startswith("("), (
                f"{name}: take its brackets off in .importlinter and tongjian/__init__.py"
            )


def test_the_rows_of_every_part_are_private_to_it():
    config = ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    protected = {
        section["protected_modules"].strip(): section["allowed_importers"].strip()
        for section in map(config.__getitem__, config.sections())
        if section.get("type") == "protected"
    }

    # trail.models holds the abstract rows that the parts above build on.
    for part in {path.name for path in shape.django_parts(ROOT)} - {"trail"}:
        assert protected.get(f"tongjian.{part}.models") == f"tongjian.{part}", (
            f"add [importlinter:contract:rows-{part}]"
        )


def test_keys_of_the_running_models_point_down():
    height = ladder.heights(ROOT)
    keys = [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if model.__module__.startswith("tongjian.") and field.many_to_one
    ]
    assert keys, "no key at all: this test would pass on nothing"

    for model, field in keys:
        here, there = (m.__module__.split(".")[1] for m in (model, field.related_model))
        assert here == there or height[here] > height[there], f"{model.__name__}.{field.name} points up, to {there}"


def test_reading_pages_loads_no_analytic_engine():
    faces = [f"tongjian.{part.name}.{face}" for part in shape.django_parts(ROOT) for face in ("acts", "queries")]
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import importlib, sys, django; django.setup()\n"
            f"for name in {faces!r}: importlib.import_module(name)\n"
            "print(*sorted({'duckdb', 'pyarrow'} & set(sys.modules)))",
        ],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tongjian.site.settings", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "", "import the lake inside the function that derives, not at the head of the module"
