"""Settings, read from the environment first and from the private folder of the embedded servers second.

RENATE_MODE is `demo` (default), `test` or `production`; a missing secret stops a production start by name.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from renate import beat
from renate.accounts import providers
from renate.api import description

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
MODE = env("RENATE_MODE", default="demo")
PRODUCTION, DEMO = MODE == "production", MODE == "demo"
if not PRODUCTION:
    env.read_env(str(Path(os.environ.get("RENATE_HOME") or BASE_DIR / ".renate") / "env"))


def required(name: str) -> str:
    """A value without which nothing starts, asked for by its name."""
    value: str = env(name, default="")
    if not value:
        hint = "set it in the environment" if PRODUCTION else "run: python -m renate.embedded start"
        raise ImproperlyConfigured(f"{name} is not set: {hint}")
    return value


def one_of(*names: str) -> str:
    """The first of several names that is set; the names when none is."""
    for name in names:
        if value := env(name, default=""):
            return str(value)
    raise ImproperlyConfigured(f"{' or '.join(names)} is not set")


SECRET_KEY = required("SECRET_KEY")
CONTEXT_KEY = required("CONTEXT_KEY")  # signs the database context; the database verifies it
AUDIT_KEY = required("AUDIT_KEY")  # signs the record of who did what; the database never holds it
AUDIT_KEYS_BEFORE = env.list("AUDIT_KEYS_BEFORE", default=[])
ROOT_KEY = env("RENATE_ROOT_KEY", default="")
ROOT_KEY_FILE = env("RENATE_ROOT_KEY_FILE", default="")
one_of("RENATE_ROOT_KEY", "RENATE_ROOT_KEY_FILE")
# Only while the root key is being changed: then this one wraps, and the other still opens.
NEW_ROOT_KEY = env("RENATE_NEW_ROOT_KEY", default="")
NEW_ROOT_KEY_FILE = env("RENATE_NEW_ROOT_KEY_FILE", default="")

DEBUG = env.bool("RENATE_DEBUG", default=False) and not PRODUCTION
ALLOWED_HOSTS = (
    required("ALLOWED_HOSTS").split(",") if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
PUBLIC_URL = required("PUBLIC_URL") if PRODUCTION else env("PUBLIC_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.rstrip("/")]

INSTALLED_APPS = [
    "renate.kit",
    "renate.tenancy",
    "renate.audit",
    "renate.accounts",
    "renate.notices",
    "renate.drafts",
    "renate.funding",
    "cases",
    "shelters",
    "reintegration",
    "referrals",
    "renate.reports",
    "renate.rights",
    "renate.pages",
    "renate.api",
    "renate.demo",
    "renate.benches",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "guardian",
    "django_htmx",
    "template_partials",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]

MIDDLEWARE = [
    # Outermost, so that redirects, refusals and errors have the headers too.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "renate.pages.middleware.NetworkFaceMiddleware",
    "renate.pages.middleware.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "renate.accounts.middleware.ScopeMiddleware",
    "renate.accounts.locking.IdleLockMiddleware",
    "renate.accounts.middleware.SecondFactorMiddleware",
    "renate.pages.middleware.LimitMiddleware",
]

ROOT_URLCONF = "renate.urls"
WSGI_APPLICATION = "renate.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "renate.pages.navigation.house",
            ],
        },
    }
]
FORM_RENDERER = "renate.kit.forms.HouseRenderer"

# Databases: the application's own role everywhere; the owner's alias is for migrations and test clean-up.
_role = env("RENATE_PROCESS", default="web")


def _database(url: str, **options: object) -> dict:
    config = environ.Env.db_url_config(url)
    config["ENGINE"] = "renate.tenancy.backend"
    name = env("RENATE_DB_NAME", default="")
    test = env("RENATE_TEST_DB", default="main")
    config["NAME"] = name or config["NAME"]
    config["TEST"] = {"NAME": f"test_renate_{test}"}
    config["CONN_HEALTH_CHECKS"] = True
    return {**config, **options}


DATABASES = {
    "default": _database(
        required("DATABASE_WORKER_URL" if _role == "worker" else "DATABASE_URL"),
        CONN_MAX_AGE=env.int("CONN_MAX_AGE", default=60),
    ),
}
if env("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = _database(env("DATABASE_OWNER_URL"))
    DATABASES["default"]["TEST"]["MIRROR"] = "owner"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who signs in, and how
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if MODE == "test"
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "renate.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accepting the invitation proves the address
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "add_email": "renate.accounts.account_forms.NewAddressForm",
    "change_password": "renate.accounts.account_forms.NewPasswordForm",
    "reset_password_from_key": "renate.accounts.account_forms.ForgottenPasswordForm",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a session that was left open must not move the account away
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
RATE_LIMITS = MODE != "test"  # of searches and the interface: renate/pages/middleware.py
# Guesses: by address, by account and address, by account and browser that it was used in before, and by
# account in all other browsers, which is high so that nobody closes it to its owner (accounts/devices.py).
SIGN_IN_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,8/5m/key",
    "login_failed_known": "8/5m/key",
    "login_failed_elsewhere": "60/h/key",
}
ACCOUNT_RATE_LIMITS: dict | bool = SIGN_IN_LIMITS if RATE_LIMITS else False
SIGN_ON = providers.read(env("SIGN_ON_PROVIDERS", default=""))  # by an organisation's own provider
SOCIALACCOUNT_PROVIDERS = providers.for_allauth(SIGN_ON)
SOCIALACCOUNT_ADAPTER = "renate.accounts.sign_on.SignOnAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "renate.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Renate"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
REQUIRE_SECOND_FACTOR = PRODUCTION
SECOND_FACTOR_OPEN_PATHS = ("/account/", "/static/", "/health/")
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
DEMO_PASSWORD = "harbour-lantern-42"  # noqa: S105 (shown on the demo's own sign-in page)

DEMO_SIGN_INS = [
    ("Case manager", "worker@demo.example"),
    ("Shelter coordinator", "coordinator@demo.example"),
    ("Programme officer", "officer@demo.example"),
    ("Organisation administrator", "admin@demo.example"),
    ("Network secretariat", "secretariat@demo.example"),
    ("Coordinator of a second organisation", "coordinator2@demo.example"),
    ("Case manager of a second organisation", "worker2@demo.example"),
]

# Sessions: twelve hours at most; locked after the idle minutes of the organisation (domain 7 rule 8)
SESSION_COOKIE_AGE = env.int("SESSION_MINUTES", default=720) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
KNOWN_DEVICE_COOKIE = "__Host-known" if PRODUCTION else "known"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "renate.pages.views.errors.stale_seal"
# htmx sends the token from the form or from hx-headers, never from the cookie.

# Transport and headers
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
# "no-referrer" would make browsers send `Origin: null` with forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF, *providers.origins(SIGN_ON)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
QUICK_EXIT_URL = env("QUICK_EXIT_URL", default="https://www.wikipedia.org/")

# Language and time
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / ".renate" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test" or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test" or DEBUG
# Unhashed copies and source maps serve nobody, and compressing them makes the first start long.
WHITENOISE_KEEP_ONLY_HASHED_FILES = not WHITENOISE_USE_FINDERS
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "tgz", "bz2", "tbz", "xz", "br", "woff", "woff2",
    "mov", "mp4", "mpeg", "mpg", "webm", "pdf", "map",
)  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# A larger request is refused before it is read; what is uploaded stays in memory and never touches a disk.
MAX_REQUEST_BYTES = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_REQUEST_BYTES
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Mail
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env("EMAIL_HOST", default="")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = required("EMAIL_HOST") if PRODUCTION else env("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="office@localhost")

# Queue: the truth is in PostgreSQL, tasks are pokes (security 6)
REDIS_URL = required("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
# Beside the queue, in a database of its own; only counters of rate limits stand there.
_cache_url = REDIS_URL.replace("redis+socket://", "unix://").partition("?")[0] + "?db=1"
CACHES: dict[str, dict] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if MODE == "test"
    else {
        "BACKEND": "renate.kit.cache.SpareRedisCache",
        "LOCATION": _cache_url,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 30,
    "health_check_interval": 25,
}
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_ALWAYS_EAGER = MODE == "test"
CELERY_BEAT_SCHEDULE = beat.SCHEDULE

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "renate.api.authentication.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["renate.api.permissions.IsMember"],
    "DEFAULT_PAGINATION_CLASS": "renate.api.pagination.Pages",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "renate.api.problems.answer",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Renate API",
    "DESCRIPTION": description.TEXT,
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_PERMISSIONS": ["renate.api.permissions.IsMember"],
    "SERVE_AUTHENTICATION": ["rest_framework.authentication.SessionAuthentication"],
}

# Logs: no request bodies, no names
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # A warning about a 404 would put its path into the log, and an invitation's path is its key.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
