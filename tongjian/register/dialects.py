"""The few words in which SQLite, PostgreSQL and DuckDB differ, and phrases that every fact needs. Pure."""

from dataclasses import dataclass

DIALECTS = {
    "sqlite": ("max", "min", "'{}'"),
    "postgresql": ("greatest", "least", "DATE '{}'"),
    "duckdb": ("greatest", "least", "DATE '{}'"),
}


@dataclass(frozen=True)
class Words:
    """How to write the later day, the earlier day, and "known on K" in one dialect."""

    greatest: str
    least: str
    known_on: str

    def seen(self, *aliases: str) -> str:
        return " AND ".join(
            f"{alias}.recorded_from <= {self.known_on} AND {self.known_on} < {alias}.recorded_to"
            for alias in aliases
        )

    def common(self, *aliases: str) -> str:
        """The days common to two or three rows, as the last two columns."""
        starts, ends = (", ".join(f"{alias}.valid_{end}" for alias in aliases) for end in ("from", "to"))
        return f"{self.greatest}({starts}) AS valid_from, {self.least}({ends}) AS valid_to"

    @staticmethod
    def meet(left: str, right: str) -> str:
        return f"{left}.valid_from < {right}.valid_to AND {right}.valid_from < {left}.valid_to"
