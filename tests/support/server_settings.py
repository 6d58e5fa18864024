"""Django's settings for the tests: the product's own, with a private folder and quick passwords."""

import os
import tempfile

os.environ.setdefault("SIAGA_DATA_DIR", tempfile.mkdtemp(prefix="siaga-tests-"))
os.environ.setdefault("SIAGA_SECRET_KEY", "only-for-tests-only-for-tests-only-for-tests")

from siaga.server.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Argon2 is slow on purpose; the tests of signing in set it back."""

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
