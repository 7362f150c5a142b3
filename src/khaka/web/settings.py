"""Django's settings of the workspace: the store's, and pages, sign-in, language and security headers."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from khaka.store.settings import *  # noqa: F403
from khaka.store.settings import INSTALLED_APPS as _STORED

_HERE = Path(__file__).parent
#: Hosts that the pages answer to: this machine, and what ``khaka serve --name`` adds.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("KHAKA_NAMES", "").split(","))]
#: Behind TLS (``khaka serve --https``) cookies never travel without it.
_TLS = bool(os.environ.get("KHAKA_HTTPS"))
DEBUG = False
ROOT_URLCONF = "khaka.web.urls"
WSGI_APPLICATION = "khaka.web.wsgi.application"

INSTALLED_APPS = [*_STORED, "django.contrib.messages", "django.contrib.staticfiles", "django_htmx", "csp", "khaka.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "khaka.web.ticking.TickMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "khaka.web.api.keys.KeyMiddleware",
    "khaka.web.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "khaka.web.guard.GuardMiddleware",
    "khaka.web.faults.FaultMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["khaka.web.templatetags.say"],
        },
    }
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("hi", "हिन्दी")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True

STATIC_URL = "/static/"
#: Files are served as they lie in the package: there is no step that collects them.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
CSRF_FAILURE_VIEW = "khaka.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "khaka_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _TLS else None
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
DATA_UPLOAD_MAX_MEMORY_SIZE = 22_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
FILE_UPLOAD_HANDLERS = [
    "khaka.web.uploads.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "khaka.web.sign_in.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Khaka"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

#: With a mail server named, mail goes there; without one it is shown where the server runs, and no reminders are sent.
EMAIL_HOST = os.environ.get("KHAKA_EMAIL_HOST", "")
_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_BACKEND = os.environ.get("KHAKA_EMAIL_BACKEND", _BACKEND)
EMAIL_PORT = int(os.environ.get("KHAKA_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KHAKA_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KHAKA_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("KHAKA_EMAIL_FROM", "khaka@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "khaka": {"handlers": ["console"], "level": "WARNING"},
        # a fault of ours is shown where the server runs, with its traceback; Django would mail it to nobody
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
