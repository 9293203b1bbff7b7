"""The house rules on this checkout. Each failure says which file, which line and what to do."""

from pathlib import Path

import pytest

from tests.house.rules import RULES

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_checkout_keeps(rule):
    findings = rule(ROOT)

    assert not findings, f"{rule.__doc__}\n" + "\n".join(map(str, findings))
