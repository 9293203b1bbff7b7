"""Every write of the register, one file per noun; each act needs the power `keep_register`."""

from tongjian.register.acts.divisions import import_divisions, record_divisions
from tongjian.register.acts.imports import import_workbook, record_workbook
from tongjian.register.acts.organs import (
    abolish_organ,
    correct_organ,
    establish_organ,
    merge_organs,
    reclassify_organ,
    rename_organ,
    split_organ,
)
from tongjian.register.acts.posts import (
    abolish_body,
    abolish_post,
    change_body,
    change_post,
    correct_body,
    correct_post,
    create_body,
    create_post,
)
from tongjian.register.acts.relations import correct_relation, end_relation, relate, withdraw_relation
from tongjian.register.acts.tenures import (
    correct_tenure,
    end_tenure,
    enter_holder,
    record_vacancy,
    start_tenure,
    withdraw_tenure,
)

__all__ = [
    "abolish_body",
    "abolish_organ",
    "abolish_post",
    "change_body",
    "change_post",
    "correct_body",
    "correct_organ",
    "correct_post",
    "correct_relation",
    "correct_tenure",
    "create_body",
    "create_post",
    "end_relation",
    "end_tenure",
    "enter_holder",
    "establish_organ",
    "import_divisions",
    "import_workbook",
    "merge_organs",
    "reclassify_organ",
    "record_divisions",
    "record_vacancy",
    "record_workbook",
    "relate",
    "rename_organ",
    "split_organ",
    "start_tenure",
    "withdraw_relation",
    "withdraw_tenure",
]
