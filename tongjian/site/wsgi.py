"""The staff site as a WSGI application, for any server that speaks it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.site.settings")
application = get_wsgi_application()

from tongjian.site.opening import open_site  # noqa: E402 - reads rows, so the parts must be there

open_site()
