"""What the lake refuses, each with the exact place."""


class LakeError(ValueError):
    """The analytic store cannot do what was asked; the message names the file, table or setting."""


class ScannerMissing(LakeError):
    """The scanner extension is not installed, or is of another version than DuckDB."""


class NotASnapshot(LakeError):
    """The SQLite file carries no snapshot mark, so it may be the live database."""


class NoGeneration(LakeError):
    """No whole generation of that name (or number, or table) is there."""
