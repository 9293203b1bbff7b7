"""The staff site as a WSGI application, for any server that speaks it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
application = get_wsgi_application()

from django.db import connection  # noqa: E402 - the parts must be there

from tongjian.site.opening import open_site  # noqa: E402

# A worker holds a connection for each of its threads: little is kept in each, the system keeps the file for all.
PAGES_KEPT = 6 * 1024  # KiB
if connection.vendor == "sqlite":
    connection.settings_dict["OPTIONS"]["init_command"] += f" PRAGMA cache_size=-{PAGES_KEPT};"
open_site()
