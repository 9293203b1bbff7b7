"""Clauses without which no probe complains, and why: a second lock behind one that is tried, or a matter of elsewhere."""

# Modules whose clauses say who may write what is not a duty; their own tests take them up.
OF_OTHER_TESTS = {
    "tongjian.access.acts.accounts": "tongjian/access/tests/test_accounts.py",
    "tongjian.access.queries": "tongjian/access/tests/test_recusals.py",
    "tongjian.duties.acts.adoption": "tongjian/duties/tests/test_adoption.py",
    "tongjian.register.acts.imports": "tongjian/register/tests/test_imports.py",
    "tongjian.register.acts.organs": "tongjian/register/tests/test_organs.py",
    "tongjian.register.acts.relations": "tongjian/register/tests/test_relations.py",
    "tongjian.trail.queries": "tongjian/trail/tests/test_acts.py",
    # Who sits at the machine reads the whole database anyhow.
    "tongjian.site.command.duties": "tongjian/site/tests/test_duties_command.py",
}
EXPLAINED: dict[str, str] = {}
