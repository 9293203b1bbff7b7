"""The house rules that import contracts cannot show; each takes the root of a checkout and gives findings."""

from tests.house.ladder import foreign_keys_point_down, oracle_shares_no_code
from tests.house.shape import (
    every_module_says_what_it_is_for,
    every_part_is_whole,
    files_and_functions_are_short,
    migrations_are_named,
    no_drawers,
    nothing_is_left_undone,
)
from tests.house.words import (
    no_machine_path,
    no_real_name_outside_source_texts,
    no_registry_host,
    nothing_of_the_workshop,
)
from tests.house.writes import (
    acts_read_as_facts,
    every_writing_function_is_an_act,
    no_signals_and_no_overrides,
    rows_are_written_only_in_acts,
)

RULES = (
    rows_are_written_only_in_acts,
    every_writing_function_is_an_act,
    acts_read_as_facts,
    no_signals_and_no_overrides,
    foreign_keys_point_down,
    oracle_shares_no_code,
    files_and_functions_are_short,
    no_drawers,
    every_part_is_whole,
    every_module_says_what_it_is_for,
    migrations_are_named,
    nothing_is_left_undone,
    no_machine_path,
    no_registry_host,
    nothing_of_the_workshop,
    no_real_name_outside_source_texts,
)
