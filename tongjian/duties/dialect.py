"""The few words in which SQLite, PostgreSQL and DuckDB differ. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dialect:
    """How one database says what the others say otherwise."""

    name: str
    greatest: str
    least: str
    position: str
    key: str
    quoted_date: str

    def date(self, day: date) -> str:
        """A literal date.

        >>> SQLITE.date(date(2024, 1, 1)), POSTGRESQL.date(date(2024, 1, 1))
        ("'2024-01-01'", "DATE '2024-01-01'")
        """
        return self.quoted_date.format(day.isoformat())

    @property
    def words(self) -> dict[str, str]:
        return {
            "greatest": self.greatest,
            "least": self.least,
            "position": self.position,
            "key": self.key,
            "open": self.date(date(9999, 12, 31)),
        }


# SQLite has no digest of its own; whoever opens the connection registers `duty_key` (see `duty_key` below).
SQLITE = Dialect("sqlite", "max", "min", "instr", "duty_key({})", "'{}'")
POSTGRESQL = Dialect(
    "postgresql",
    "greatest",
    "least",
    "strpos",
    "left(encode(sha256(convert_to({}, 'UTF8')), 'hex'), 32)",
    "DATE '{}'",
)
DUCKDB = Dialect("duckdb", "greatest", "least", "strpos", "left(sha256({}), 32)", "DATE '{}'")
DIALECTS = {dialect.name: dialect for dialect in (SQLITE, POSTGRESQL, DUCKDB)}


def duty_key(natural: str) -> str:
    """The key of a duty from ``measure|subject|marker``: 32 hexadecimal digits.

    >>> duty_key("b/1/talk|p|2025")
    '07449e6876bcf6adf79a2e0ca64623c4'
    """
    from hashlib import sha256

    return sha256(natural.encode()).hexdigest()[:32]
