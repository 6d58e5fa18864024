"""The ASGI application that ``siaga serve`` runs."""

import os

from django.core.asgi import get_asgi_application

from siaga.server.core.security.body_limit import BodyLimit
from siaga.server.ops.children import die_with_parent

if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):  # set by the supervisor, whose child we are
    die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.server.settings")

BODY_MAX_BYTES = 80 * 1024 * 1024
"""The largest upload (``UPLOAD_MAX_BYTES``) and the form around it."""

application = BodyLimit(get_asgi_application(), BODY_MAX_BYTES)

if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    from siaga.server.plan import warming

    warming.load_pages()
    warming.start()
