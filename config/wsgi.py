"""The WSGI entry point: `config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
application = get_wsgi_application()

from essaim.kernel.memory import settle  # noqa: E402
from essaim.search.organizations import ORGANIZATIONS  # noqa: E402  once the apps are ready
from essaim.search.warming import warm_up  # noqa: E402

warm_up(ORGANIZATIONS)
settle()
