"""Check digits of citizen numbers (GB 11643) and social credit codes (GB 32100). Pure but for the key.

Numbers that begin with 99 belong to no area: they are the ones to use in fixtures and demonstrations.
"""

import hmac
from datetime import date
from hashlib import sha256

from django.conf import settings

MARK = 8  # digits
_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def citizen_check_digit(first_seventeen: str) -> str:
    """The eighteenth character of a citizen number.

    >>> citizen_check_digit("11010519491231002")
    'X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _CITIZEN_WEIGHTS, strict=True))
    return _CITIZEN_CHECKS[total % 11]


def citizen_number_is_valid(number: str) -> bool:
    """Eighteen characters, a date that exists, and the right check digit.

    >>> citizen_number_is_valid("11010519491231002X"), citizen_number_is_valid("110105194912310021")
    (True, False)
    """
    number = number.upper()
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return citizen_check_digit(number[:17]) == number[17]


def credit_code_is_valid(code: str) -> bool:
    """Eighteen characters of the alphabet of GB 32100 and the right check character.

    >>> credit_code_is_valid("91350100M000100Y43"), credit_code_is_valid("91350100M000100Y44")
    (True, False)
    """
    if len(code) != 18 or any(letter not in _CREDIT_ALPHABET for letter in code):
        return False
    total = sum(
        _CREDIT_ALPHABET.index(letter) * weight
        for letter, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True)
    )
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def masked(number: str) -> str:
    """A citizen number as it may be shown.

    >>> masked("11010519491231002X")
    '110***********002X'
    """
    return f"{number[:3]}{'*' * 11}{number[14:].upper()}"


def birth_month(number: str) -> str:
    """Year and month of birth, by which officials tell persons of the same name apart.

    >>> birth_month("11010519491231002X")
    '1949-12'
    """
    return f"{number[6:10]}-{number[10:12]}"


def names_nobody(number: str) -> bool:
    """Whether a number belongs to no area, and so to no person.

    >>> names_nobody("990101194912310023"), names_nobody("11010519491231002X")
    (True, False)
    """
    return number.startswith("99")


def commitment(number: str) -> str:
    """A keyed digest that recognises the number again; useless without the key, of which its first digits tell.

    A number that names nobody needs no secret: fixtures and demonstrations are the same on every installation.
    """
    key = "" if names_nobody(number) else settings.NUMBER_KEY()
    made = hmac.new(sha256(f"tongjian.register.number:{key}".encode()).digest(), number.upper().encode(), sha256)
    return key_mark(key) + made.hexdigest()[MARK:]


def key_mark(key: str = "") -> str:
    """The first digits of every commitment made with a key, by which those made with another are found."""
    return sha256(f"tongjian.register.key:{key}".encode()).hexdigest()[:MARK]
