from datetime import date

from tongjian.trail.identifiers import identifiers, new_id


def test_identifiers_are_32_hex_digits_that_only_grow():
    made = [new_id() for _ in range(5000)]

    assert made == sorted(set(made))
    assert all(len(name) == 32 and int(name, 16) and name[12] == "7" and name[16] in "89ab" for name in made)


def test_the_same_seed_gives_the_same_identifiers_and_another_seed_others():
    with identifiers(1):
        first = [new_id() for _ in range(20_000)]
    with identifiers(1):
        again = [new_id() for _ in range(20_000)]
    with identifiers(2):
        others = [new_id() for _ in range(20_000)]

    assert first == again
    assert not set(first) & set(others)
    assert first == sorted(set(first))
    assert all(len(name) == 32 and name[12] == "7" and name[16] in "89ab" for name in first)


def test_identifiers_carry_the_day_they_are_given_and_keep_their_order_when_it_goes_back():
    days = iter([date(2022, 1, 1), date(2024, 5, 6), date(2023, 1, 1), date(2024, 5, 7)])

    with identifiers(1, at=lambda: next(days)):
        made = [new_id() for _ in range(4)]

    assert made == sorted(made)
    assert int(made[0][:12], 16) == (date(2022, 1, 1) - date(1970, 1, 1)).days * 86_400_000


def test_outside_the_block_identifiers_are_random_again():
    with identifiers(1):
        inside = new_id()

    assert new_id() != inside
    assert new_id() > inside
