"""Django's settings for the tests: the product's own, with a private folder and quick passwords.

``SIAGA_TEST_DATABASE=postgresql`` runs the tests on a real PostgreSQL that the session starts.
"""

import atexit
import os
import shutil
import tempfile

if "SIAGA_DATA_DIR" not in os.environ:
    os.environ["SIAGA_DATA_DIR"] = tempfile.mkdtemp(prefix="siaga-tests-")
    atexit.register(shutil.rmtree, os.environ["SIAGA_DATA_DIR"], ignore_errors=True)
os.environ.setdefault("SIAGA_SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests")
if os.environ.get("SIAGA_TEST_DATABASE") == "postgresql":
    from support.postgres import session_url

    os.environ["DATABASE_URL"] = session_url()

from siaga.server.settings import *  # noqa: F403
from siaga.server.settings import DATA_DIR, DATABASES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in use, and not Django's database in memory: that one has no WAL and locks whole
    # tables. It does not outlive the session, so it need not wait for the disk.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Argon2 is slow on purpose; the tests of signing in set it back."""

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
