"""The words of the register are those of the rulebook, and everything in it has a Chinese name."""

import doctest
import importlib
import re

import pytest
from django.apps import apps

from tongjian.register import vocabulary
from tongjian.rulebook import schema


def test_the_words_are_those_of_the_rulebook():
    assert tuple(vocabulary.ORGAN_CLASSES) == schema.OrganClass.__args__
    assert tuple(vocabulary.LEVELS) == schema.Level.__args__
    assert tuple(vocabulary.ROLES) == schema.Role.__args__
    assert tuple(vocabulary.TENURE_KINDS) == (*schema.TenureKind.__args__, "vacant")


def test_every_table_and_column_has_a_chinese_name():
    for model in apps.get_app_config("register").get_models():
        for named in (model._meta, *model._meta.local_fields):
            assert re.search("[\u4e00-\u9fff]", str(named.verbose_name)), named


def test_names_in_the_database_fit_every_database():
    for model in apps.get_app_config("register").get_models():
        names = [
            model._meta.db_table,
            *(one.name for one in (*model._meta.constraints, *model._meta.indexes)),
        ]
        assert max(map(len, names)) <= 30


@pytest.mark.parametrize(
    "module", ["numbers", "paths", "reach", "spans", "workbook.cells", "workbook.template", "written_dates"]
)
def test_the_examples_in_the_text_run(module):
    result = doctest.testmod(importlib.import_module(f"tongjian.register.{module}"))

    assert result.attempted
    assert not result.failed
