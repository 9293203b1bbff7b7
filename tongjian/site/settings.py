"""Settings: a few names from the environment, everything else decided here.

``TONGJIAN_HOME`` the data folder (default ``var/`` where the command is run, never inside the package);
``TONGJIAN_BOOKS`` further shelves of books, searched before the shipped one (after ``books/`` of the data folder),
separated like ``PATH``;
``DATABASE_URL`` a PostgreSQL database instead of the embedded one;
``TONGJIAN_SECRET`` the key of this installation, to be set wherever others than the demo are served.
"""
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore")

    tongjian_home: Path = Path("var")
    tongjian_books: str = ""
    database_url: str = ""
    tongjian_secret: str = "only-for-the-embedded-demo"


ENVIRONMENT = Environment()
HOME = ENVIRONMENT.tongjian_home.resolve()
SHELVES = tuple(Path(part) for part in ENVIRONMENT.tongjian_books.split(":") if part)
# Editions that were signed in this installation stand before everything else; see docs/decisions/0009.
BOOKS = (HOME / "books", *SHELVES)

SECRET_KEY = ENVIRONMENT.tongjian_secret
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

INSTALLED_APPS = [
    "tongjian.trail",
    "tongjian.register",
    "tongjian.access",
    "tongjian.evidence",
    "tongjian.duties",
]

EMBEDDED: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "tongjian.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA cache_size=-65536; PRAGMA recursive_triggers=ON;"
        ),
    },
}
DATABASES = {
    "default": dj_database_url.parse(ENVIRONMENT.database_url) if ENVIRONMENT.database_url else EMBEDDED,
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Compiling the derivation to machine code took PostgreSQL ten times as long as running it (six organs, 2026-11-23).
    # Whoever needs other options, or none, says so in the address: ?options=…
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
