"""Django's settings. What an operator may set comes from :mod:`siaga.server.environment`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF

from siaga.server.environment import read_environment
from siaga.server.oidc_environment import read_oidc
from siaga.server.ops.logs import logging_settings

ENVIRONMENT: Final = read_environment()
BASE_DIR: Final = Path(__file__).parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DEMO = ENVIRONMENT.demo
DATA_DIR = ENVIRONMENT.data_dir
BASEMAP = ENVIRONMENT.basemap

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "siaga.server.core",
    "siaga.server.plan",
    "siaga.server.api",
]

MIDDLEWARE = [
    "siaga.server.ops.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "siaga.server.core.security.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "siaga.server.ops.compression.CompressionMiddleware",
    "siaga.server.api.middleware.RefusalsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "siaga.server.core.middleware.LanguageMiddleware",
    "siaga.server.core.security.middleware.AccountMiddleware",
    "siaga.server.api.middleware.ApiMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "siaga.server.urls"
ASGI_APPLICATION = "siaga.server.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "siaga.server.core.context.shell",
            ],
        },
    }
]

DATABASES = {"default": dict(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["siaga.server.core.security.passwords.PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 48 * 3600
"""How long a one-time link works."""
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "name")}},
]  # fmt: skip
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
OIDC = read_oidc(os.environ)
OTP_TOTP_ISSUER = "Siaga"
OTP_TOTP_THROTTLE_FACTOR = 0
OTP_STATIC_THROTTLE_FACTOR = 0
"""The devices' own throttles double without end; siaga.server.core.security.throttle has a cap."""

SESSION_ENGINE = "siaga.server.core.security.session_store"
SESSION_COOKIE_NAME = "siaga_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_NAME = "siaga_csrf"
CSRF_FAILURE_VIEW = "siaga.server.core.security.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "siaga_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static"
"""Served as it lies there: Vite has put hashes into the names, so there is nothing to collect."""
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+/build/.+[-.][0-9A-Za-z_-]{8,}\..+$"

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = 64 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = logging_settings("WARNING" if DEMO else "INFO")
"""In the demo the terminal shows the accounts, and requests would scroll them away."""
