"""Settings shared by development, tests and production. Everything that an operator may change comes from the
environment; `docs/operations.md` lists it all.
"""

from pathlib import Path

from essaim.kernel import sqlite

sqlite.install()  # before anything imports Django's database backend

import environ  # noqa: E402
from csp.constants import NONE, SELF  # noqa: E402

from essaim.kernel.home import secret_key  # noqa: E402

from .apps import INSTALLED_APPS  # noqa: E402
from .logs import logging_at  # noqa: E402

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# Every byte of state lies under this folder.
ESSAIM_HOME = Path(env("ESSAIM_HOME", default=str(BASE_DIR / "var"))).expanduser().resolve()
ESSAIM_HOME.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env("ESSAIM_SECRET_KEY", default="") or secret_key(ESSAIM_HOME)
# The address people type, without a final slash.
ESSAIM_URL = env("ESSAIM_URL", default="http://127.0.0.1:8000").rstrip("/")
DEBUG = False
ALLOWED_HOSTS = env.list("ESSAIM_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
if (host := environ.urlparse(ESSAIM_URL).hostname) and host not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(host)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a view that visitors may see says so with @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "essaim.kernel.middleware.RefusalMiddleware",
    "essaim.files.middleware.SentSizeMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "essaim.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "essaim.ui.templatetags.ui",
                "essaim.ui.templatetags.components",
                "essaim.ui.templatetags.still",
            ],
        },
    }
]
FORM_RENDERER = "essaim.ui.forms.Renderer"

# Databases -----------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{ESSAIM_HOME / 'essaim.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a transaction takes the write lock when it opens, so that a read then a write cannot fail half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA cache_size=-16384"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("ESSAIM_DB_POOL", default=8), "timeout": 10}
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts of sign-in attempts are shared by all workers: in the database unless an address such as redis:// is given.
CACHES = {
    "default": (
        env.cache("ESSAIM_CACHE_URL")
        if env("ESSAIM_CACHE_URL", default="")
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cache"}
    ),
    # For what each process may compute for itself.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
}

# People --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "all_clubs:come_in"
LOGOUT_REDIRECT_URL = "home:index"
SESSION_COOKIE_NAME = "essaim_session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "essaim_csrf"
CSRF_FAILURE_VIEW = "essaim.home.views.expired"

ACCOUNT_ADAPTER = "essaim.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password, one signs in by code
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes everywhere, never links: mail scanners open links. A quarter of an hour leaves time for slow mailboxes.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 900
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}  # three tries among 10^8
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "essaim.accounts.forms.LoginForm",
    "signup": "essaim.accounts.forms.SignupForm",
    "add_email": "essaim.accounts.forms.AddEmailForm",
    "change_password": "essaim.accounts.forms.ChangePasswordForm",
    "set_password": "essaim.accounts.forms.SetPasswordForm",
    "reset_password": "essaim.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "essaim.accounts.forms.ResetPasswordKeyForm",
    "request_login_code": "essaim.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "essaim.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "essaim.accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "essaim.accounts.forms.ConfirmPasswordResetCodeForm",
    "change_email": "essaim.accounts.forms.ChangeEmailForm",
    "reauthenticate": "essaim.accounts.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "essaim.accounts.forms.AuthenticateForm",
    "reauthenticate": "essaim.accounts.forms.MfaReauthenticateForm",
    "activate_totp": "essaim.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "essaim.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "essaim.accounts.forms.EditWebAuthnForm",
}
SOCIALACCOUNT_FORMS = {"signup": "essaim.accounts.forms.SocialSignupForm"}
MFA_ADAPTER = "essaim.accounts.adapter.MFAAdapter"
SOCIALACCOUNT_ADAPTER = "essaim.accounts.adapter.SocialAccountAdapter"
# How many proxies stand in front, so that limits count the visitor's address and not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ESSAIM_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Essaim"
USERSESSIONS_TRACK_ACTIVITY = False  # a GET never writes
# A provider whose addresses the operator trusts opens the account that already has the same verified address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = env.bool("ESSAIM_OIDC_TRUSTED", default=False)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = SOCIALACCOUNT_EMAIL_AUTHENTICATION
SOCIALACCOUNT_PROVIDERS = {}
if env("ESSAIM_OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": env("ESSAIM_OIDC_ID", default="oidc"),
                "name": env("ESSAIM_OIDC_NAME", default="OpenID Connect"),
                "client_id": env("ESSAIM_OIDC_CLIENT_ID"),
                "secret": env("ESSAIM_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env("ESSAIM_OIDC_SERVER_URL")},
            }
        ]
    }

# Mail ----------------------------------------------------------------------------------------------------
vars().update(env.email("ESSAIM_SMTP_URL", default="filemail://"))
EMAIL_FILE_PATH = str(ESSAIM_HOME / "mail")  # an address loses its first slash: the folder is said here
DEFAULT_FROM_EMAIL = env("ESSAIM_MAIL_FROM", default="Essaim <essaim@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
# The mailbox that is read: bounces, answers. Its address takes `+word` after its name; it is the sender's by default.
ESSAIM_IMAP_URL = env("ESSAIM_IMAP_URL", default="")
ESSAIM_REPLY_ADDRESS = env("ESSAIM_REPLY_ADDRESS", default="")
# The name under which its own server writes Authentication-Results, which alone are believed.
ESSAIM_IMAP_TRUSTED = env("ESSAIM_IMAP_TRUSTED", default="")

# Words ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "essaim_language"
TIME_ZONE = env("ESSAIM_TIME_ZONE", default="Europe/Paris")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ESSAIM_HOME / "static"
MEDIA_ROOT = ESSAIM_HOME / "files"
MEDIA_URL = "/media/"
FILE_UPLOAD_TEMP_DIR = None
# Where ClamAV's daemon listens: `/run/clamav/clamd.ctl` or `host:port`. Empty: files are not scanned.
ESSAIM_CLAMD = env("ESSAIM_CLAMD", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60

# Security ------------------------------------------------------------------------------------------------
# A detailed map asks a tile server, whose address the operator gives; without one, nothing leaves the installation.
# The API Recherche d'entreprises, or a copy of it; asked only when a person asks for it.
ESSAIM_COMPANIES_API = env("ESSAIM_COMPANIES_API", default="https://recherche-entreprises.api.gouv.fr")
ESSAIM_TILE_URL = env("ESSAIM_TILE_URL", default="")
ESSAIM_TILE_ATTRIBUTION = env("ESSAIM_TILE_ATTRIBUTION", default="")
if ESSAIM_TILE_URL:
    INSTALLED_APPS.append("leaflet")  # its static files: four seconds of compression at the first start
_tile_host = environ.urlparse(ESSAIM_TILE_URL.replace("{s}", "*")) if ESSAIM_TILE_URL else None
_tile_origin = [f"{_tile_host.scheme}://{_tile_host.netloc}"] if _tile_host else []
_oidc = environ.urlparse(env("ESSAIM_OIDC_SERVER_URL", default=""))
_oidc_origin = [f"{_oidc.scheme}://{_oidc.netloc}"] if _oidc.netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_tile_origin],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers hold the redirection that follows a form to this rule too: the provider's address is named.
        "form-action": [SELF, *_oidc_origin],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if ESSAIM_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = env.int("ESSAIM_HSTS_SECONDS", default=31_536_000)
CSRF_TRUSTED_ORIGINS = [ESSAIM_URL]

# The demonstration leaves a mark in its home, so that a later `essaim serve` still says what it is.
ESSAIM_DEMO = env.bool("ESSAIM_DEMO", default=(ESSAIM_HOME / "demo").exists())
# The gallery of components is for developers.
ESSAIM_GALLERY = False
# What the pages call this installation, who answers for it (legal notice, privacy), where its source code is offered.
ESSAIM_NAME = env("ESSAIM_NAME", default="Essaim")
ESSAIM_OPERATOR = env("ESSAIM_OPERATOR", default="")
ESSAIM_OPERATOR_ADDRESS = env("ESSAIM_OPERATOR_ADDRESS", default="")
ESSAIM_OPERATOR_EMAIL = env("ESSAIM_OPERATOR_EMAIL", default="")
ESSAIM_PUBLISHER = env("ESSAIM_PUBLISHER", default="")  # the person who answers for what is published
ESSAIM_HOSTING = env("ESSAIM_HOSTING", default="")  # name and address of who runs the machines
ESSAIM_SOURCE_URL = env("ESSAIM_SOURCE_URL", default="")

LOGGING = logging_at(env("ESSAIM_LOG_LEVEL", default="WARNING"))
