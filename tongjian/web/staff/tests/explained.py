"""Clauses without which no probe complains, and why: a second lock behind one that is tried, or tried elsewhere."""

# Parts whose clauses say who may write what is not a duty, or who sits at the machine; their own tests take them up.
OF_OTHER_TESTS = {
    "access.acts.accounts": "tongjian/access/tests/test_accounts.py",
    "access.queries:mandates_at": "tongjian/access/tests/test_mandates.py",
    "access.queries:recusals_at": "tongjian/access/tests/test_recusals.py",
    "access.queries:name_behind": "tongjian/access/tests/test_mandates.py",
    "access.queries:_needs": "tongjian/access/tests/test_recusals.py",
    "duties.acts.adoption": "tongjian/duties/tests/test_adoption.py",
    "register.acts": "tongjian/register/tests/test_reach.py",
    "register.queries:path_of": "tongjian/register/tests/test_reach.py",
    "register.reach:reaches_sql": "tongjian/register/tests/test_reach.py",
    "site.command": "tongjian/site/tests/test_duties_command.py",
    "trail.queries": "tongjian/trail/tests",
}
ROW_FOUND = "the duty was looked up within reach before"
EXPLAINED = {
    "duties.acts.judgement:deliver_notice queries.proposals": ROW_FOUND,
    "duties.queries.handling:happened objections": "what is put forward was asked for before, within the same reach",
    "duties.queries.handling:settled_too _seen": "the other duties are asked for within reach all the same",
    "duties.queries.ledger:scope_sql open_sql(seen_by, alias)": "no mandate for the whole system has powers of content",
    "register.queries:descendants _true(PathSpan": "what is not seen is left out all the same",
    "register.queries:directly_below _true(Relation": "what is not seen is left out all the same",
    "register.queries:_organs _true(PathSpan": "the path of an organ that was found within reach before",
    "web.staff.desk.tour:_pair": "only which of the duties is offered first; its page and its form ask again",
    "web.staff.ledger.handling:_claim _place": "the act asks for the power at the same organ",
    "web.staff.ledger.handling:file_exhibit _place(request, row, 'file_exhibit')": "no office claims without filing",
    "web.staff.ledger.handling:answer queries.objections": ROW_FOUND,
    "web.staff.ledger.handling:verify queries.claim_row": ROW_FOUND,
    "web.staff.ledger.handling:_claim queries.duty(seen_by=request.by, key=one['key']": ROW_FOUND,
    "web.staff.ledger.views:duty queries.objections": ROW_FOUND,
    "web.staff.ledger.views:duty queries.proposals": ROW_FOUND,
    "web.staff.sentence:_named closed_to": "what is closed is refused as not there, before anything names it",
    "web.staff.organs.views:organs register.directly_below": "of the own organ everything below is seen",
}
