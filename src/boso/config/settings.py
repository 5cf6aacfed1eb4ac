"""Django's settings. What differs between places comes from the environment (`boso.config.env`)."""

import os
import secrets
from pathlib import Path
from typing import Any

from boso.config import env, identity, mailing
from boso.config.postgres.cluster import APP

ENV = env.read()
BOSO = Path(__file__).resolve().parent.parent
CHECKOUT = next((folder for folder in BOSO.parents if (folder / "pyproject.toml").exists()), BOSO.parent)

DEMO = ENV.demo
TODAY = ENV.today  # the date the demo believes it is; None = the real one
SECRET_KEY = ENV.secret_key or secrets.token_urlsafe(50)  # `boso.config.start` keeps one in the data folder
DEBUG = False
DATA_FOLDER = ENV.folder
ALLOWED_HOSTS = [*ENV.hosts, "localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "boso.places",
    "boso.audit",
    "boso.access",
    "boso.programme",
    "boso.reporting",
    "boso.importers",
    "boso.publishing",
    "boso.web",
    *(["boso.seed"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "boso.config.static_files.KeptForGood",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "boso.web.middleware.sessions.SessionMiddleware",
    "boso.web.middleware.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "boso.web.middleware.access.VisitorMiddleware",
    "boso.web.middleware.errors.ErrorMiddleware",
    "boso.web.middleware.freshness.FreshnessMiddleware",
    "boso.web.middleware.rereading.RereadingMiddleware",
    "boso.web.middleware.access.AccessMiddleware",  # every page is closed unless its table opens it
]

ROOT_URLCONF = "boso.config.urls"
WSGI_APPLICATION = "boso.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BOSO / "web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "boso.web.context.page",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    shared: dict[str, Any] = {
        "ENGINE": "boso.config.postgres.backend",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": "test_boso"},
    }
    server = ENV.server
    if server is None:
        name = "boso_demo" if DEMO else "boso"
        return {**shared, "NAME": name, "USER": APP, "OPTIONS": {"embedded": str(ENV.folder)}}
    role = {} if ENV.owner_server else {"assume_role": APP}
    return {
        **shared,
        "NAME": server.name,
        "USER": server.user,
        "PASSWORD": server.password,
        "HOST": server.host,
        "PORT": server.port,
        "OPTIONS": {"connect_timeout": "5", **server.options, **role},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}
WATCHED_APPS = ("places", "programme", "reporting", "indicators", "publishing")  # what public pages show
NEVER_SHOWN = (  # tables of those apps that no public page reads; people who fill in write to them every few seconds
    "reporting_savedfield",
    "reporting_presence",
    "reporting_comment",
    "reporting_assignment",
    "reporting_reminder",
    "reporting_findinganswer",
    "reporting_districtanswer",
    "reporting_districtstanding",
    "reporting_notice",
    "reporting_noticemail",
    "reporting_chosenrhythm",
    "reporting_reviewquestion",
    "reporting_reviewremark",
    "reporting_openedfield",
    "reporting_contactnote",
    "reporting_followup",
    "reporting_followupmeeting",
    "reporting_meetingpaper",
)

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["boso.access.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "boso.access.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/logg-inn/"
LOGIN_REDIRECT_URL = "/arbeid/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "boso.web.signing_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "boso.web.signing_in.LogInForm",
    "change_password": "boso.web.signing_in.NewPasswordForm",
    "reauthenticate": "boso.web.signing_in.ConfirmForm",
}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True  # for the session's own age, a working day
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
_IDENTITY = identity.read_identity(os.environ, secret_key=SECRET_KEY)
IDENTITY_PROVIDERS = _IDENTITY.providers  # who vouches for people besides a password of ours, by short name
IDENTITY_KEY = _IDENTITY.key  # of the hash that is kept of them
LOCAL_LOGIN = _IDENTITY.local
SOCIALACCOUNT_PROVIDERS = identity.for_library(IDENTITY_PROVIDERS)
SOCIALACCOUNT_ADAPTER = "boso.web.federation.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True  # the password once more before another way in is bound
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds a provider has to answer
ACCOUNT_RATE_LIMITS = {"federated": "30/m/ip"}

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "boso.web.signing_in.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "boso.web.signing_in.CodeForm",
    "reauthenticate": "boso.web.signing_in.ConfirmCodeForm",
    "activate_totp": "boso.web.signing_in.FirstCodeForm",
}
MFA_TOTP_ISSUER = "boso"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

ACCESSIBILITY_STATEMENT = ENV.statement  # where this site's is registered; empty = not yet
STATEMENTS = "https://uustatus.no"  # where public bodies in Norway register theirs

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "boso_sprak"
LOCALE_PATHS = [BOSO / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
PACKAGES = {
    "designsystemet": "@digdir/designsystemet-css/dist",
    "inter": "@fontsource-variable/inter",
}
STATICFILES_DIRS: list[Any] = [folder for folder in [BOSO / "web/static"] if folder.is_dir()]
STATICFILES_DIRS += [
    (prefix, CHECKOUT / "node_modules" / path)
    for prefix, path in PACKAGES.items()
    if (CHECKOUT / "node_modules" / path).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "boso.config.static_files.NamedByContent"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = ENV.folder / "files"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'none'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "boso.web.middleware.errors.form_expired"
CSRF_TRUSTED_ORIGINS = list(ENV.origins)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SESSION_ENGINE = "boso.access.sessions"
SESSION_COOKIE_AGE = ENV.session_hours * 60 * 60  # from the log-in on, whatever is done
SESSION_IDLE_AGE = ENV.idle_minutes * 60  # without a sign of life
CACHES = {
    # Attempts to log in are counted here: in the database, so that all processes count together.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "boso_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # what each process may work out for itself
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_MAIL = mailing.read_mail(os.environ, ENV.folder)
globals().update(_MAIL.settings)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _MAIL.sender
ADDRESS = ENV.origins[0].rstrip("/") if ENV.origins else "http://localhost:8000"  # links in mails begin with it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
