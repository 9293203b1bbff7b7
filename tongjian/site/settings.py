"""Settings: a few names from the environment, everything else decided here.

``TONGJIAN_HOME`` the data folder (default ``var/`` where the command is run, never inside the package);
``TONGJIAN_BOOKS`` further shelves of books, searched before the shipped one (after ``books/`` of the data folder),
separated like ``PATH``;
``DATABASE_URL`` a PostgreSQL database instead of the embedded one;
``TONGJIAN_SECRET`` the key that signs the cookies (32 characters or more); without it one is made and kept in the data
folder;
``TONGJIAN_NUMBER_KEY`` the key by which identity numbers are recognised (32 characters or more), the same wherever the
database is used; without it one is made and kept in the data folder;
``TONGJIAN_TODAY`` an office day that stands still, as the demo has one (2026-11-23).
"""
import secrets
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _
from pydantic_settings import BaseSettings, SettingsConfigDict

from tongjian.site.demo.roles import PASSWORD, DemoRole
from tongjian.site.keys import LENGTH, number_key


class Environment(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore")

    tongjian_home: Path = Path("var")
    tongjian_books: str = ""
    database_url: str = ""
    tongjian_secret: str = ""
    tongjian_number_key: str = ""
    tongjian_today: date | None = None


ENVIRONMENT = Environment()
HOME = ENVIRONMENT.tongjian_home.resolve()
SHELVES = tuple(Path(part) for part in ENVIRONMENT.tongjian_books.split(":") if part)
# Editions that were signed in this installation stand before everything else; see docs/decisions/0009.
BOOKS = (HOME / "books", *SHELVES)

# Good for one process; whoever serves pages takes the key of the installation (site/opening.py).
SECRET_KEY = ENVIRONMENT.tongjian_secret or secrets.token_urlsafe(LENGTH)
# Asked for when a number is entered, not before: most commands need no key, and so make none.
NUMBER_KEY = partial(number_key, HOME, ENVIRONMENT.tongjian_number_key)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
# The office day: of the demo the one on which its history ends; otherwise the calendar day of the office.
OFFICE_DAY = ENVIRONMENT.tongjian_today
# Offered where the database is the demo (site/opening.py).
DEMO_ROLES: list[DemoRole] = []
DEMO_PASSWORD = PASSWORD

INSTALLED_APPS = [
    "tongjian.web.staff",
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

ROOT_URLCONF = "tongjian.site.urls"
WSGI_APPLICATION = "tongjian.site.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tongjian.web.staff.who.Who",
]
STAFF = Path(__file__).parent.parent / "web" / "staff"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(STAFF.glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "tongjian.web.staff.frame.frame",
            ],
        },
    }
]
# Who is logged in stands in the signed cookie; mandate and account are asked again at every request.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "tongjian.web.staff.refused.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
STATIC_URL = "/static/"
# Files are served from where they are installed: nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 50 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
