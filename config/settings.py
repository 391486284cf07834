"""Every setting of the program, in one file. Runs with an empty environment.

What an operator may set is read through `config.env` and documented in docs/settings.md.
"""

from pathlib import Path

from config import databases, env, keys, logs, providers

BASE = Path(__file__).resolve().parent.parent

# In the order of their imports, lowest first.
_ALL_ROOMS = (
    *("tenants", "kit", "journal", "web", "people", "accounts", "reading", "privacy"),
    *("backups", "copies", "figures", "keys", "companies", "candidates", "cvs", "mailings", "jobs"),
    *("applications", "sourcing", "dialogues", "projects", "flags", "home"),
)
ROOMS = []
for _room in _ALL_ROOMS:
    if not (BASE / "ordholden" / _room / "apps.py").exists():
        break
    ROOMS.append(f"ordholden.{_room}")

# ------------------------------------------------------------------ what the operator says
VAR = env.folder("VAR", "Folder for everything the program keeps on disk.", BASE / "var", "./var")
PORT = env.number("PORT", "Port that pages are served on.", 8000, least=1)
LISTEN = env.text("LISTEN", "Address that pages are served on.", "127.0.0.1")
_database_url = env.secret(
    "DATABASE_URL", "The application's role in a PostgreSQL 15+ of yours.", "a server of its own"
)
_owner_url = env.secret("DATABASE_OWNER_URL", "The role that owns the tables; runs migrations.")
_admin_url = env.secret(
    "DATABASE_ADMIN_URL", "A superuser; only for `bin/ordholden judge`, which reads everything."
)
_queue_role = env.text(
    "DATABASE_QUEUE_ROLE", "The role that fetches background tasks.", "ordholden_queue"
)
_master_key = env.secret("ORDHOLDEN_MASTER_KEY", "32 random bytes; all keys come from it.")
DEMO = env.flag(
    "DEMO",
    "Show the five demo tenants with a clock to turn and a mailbox to read. Never with real data.",
    not (_database_url or _master_key),
    shown="yes when neither DATABASE_URL nor ORDHOLDEN_MASTER_KEY is set",
)
HTTPS = env.flag(
    "HTTPS",
    "Pages are reached by https (through a proxy that sets X-Forwarded-Proto).",
    not DEMO,
    shown="no in the demo, else yes",
)
PROXIES = env.number(
    "PROXIES", "How many proxies of yours stand before the program (X-Forwarded-For).", 0, most=9
)
_mail_url = env.secret(
    "MAIL_URL",
    "Who sends mail: `smtp://USER:PASSWORD@HOST`, `postmark://TOKEN@`, `mailgun://KEY@DOMAIN` …",
    "the demo's mailbox",
)
_mail_from = env.text("MAIL_FROM", "Address that mail comes from.", shown="no-reply@ the site")
_files_url = env.secret(
    "FILES_URL", "Where files lie: `s3://KEY:SECRET@HOST/BUCKET`.", "encrypted, in VAR"
)
JOURNAL = env.folder(
    "JOURNAL",
    "Folder of the journal of erasures and objections. Not on the database's disk.",
    VAR / "journal",
    "`journal` in VAR",
)
BACKUPS = env.secret(
    "BACKUPS", "Where backups go: a folder, or `s3://KEY:SECRET@HOST/BUCKET`.", "`backups` in VAR"
) or str(VAR / "backups")
BACKUP_DAYS = env.number(
    "BACKUP_DAYS", "Days that a backup is kept; the journal is kept a week longer.", 35, 1, 365
)
JOURNAL_DURABLE = True  # every entry is on the disk before the database hears of it
JUDGE_LETTERS = env.text(
    "JUDGE_LETTERS",
    "Folder into which mail for `*.example` is delivered: then the judge looks every night.",
    shown="the judge looks when it is asked to",
)
CLAMD = env.text(
    "CLAMD",
    "Virus scanner (clamd) that looks at every file before it is kept: `HOST:PORT` or the path of"
    " its socket. While it does not answer, no file is taken.",
)
WORKERS = env.number("WORKERS", "Processes that serve pages.", 2, least=1, most=64)

# ------------------------------------------------------------------ keys and databases
MASTER_KEY = keys.read_master_key(_master_key, VAR, demo=DEMO)
SECRET_KEY = keys.derive(MASTER_KEY, "django")

DATABASE = databases.choose(_database_url, _owner_url, _queue_role, VAR / "database")
DATABASE_ROLES = DATABASE.roles
DATABASE_ADMIN = databases.admin(_admin_url, DATABASE)
DATABASES = DATABASE.for_django(pooled=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------ what the program is made of
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials",
    "anymail",
    "procrastinate.contrib.django",
    *ROOMS,
    # After the rooms: the pages of accounts take the place of its own.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # From here on there is a tenant, in one transaction.
    "ordholden.tenants.middleware.TenantFromHost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ordholden.web.site.speak",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ordholden.accounts.middleware.follow_sessions",
    "django_htmx.middleware.HtmxMiddleware",
    "ordholden.kit.http.Refusals",
    "ordholden.reading.refusals.Noticed",
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
                "django.contrib.messages.context_processors.messages",
                "ordholden.web.site.site",
                "ordholden.home.places.places",
            ],
        },
    }
]
FORM_RENDERER = "ordholden.web.forms.Renderer"
CSRF_FAILURE_VIEW = "ordholden.web.errors.csrf_failure"

# ------------------------------------------------------------------ people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["ordholden.accounts.backends.OwnData"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("CommonPasswordValidator", "NumericPasswordValidator")
    ),
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SIGN_UP_URL = "sign_up"  # a name of candidates
ACCOUNT_ADAPTER = "ordholden.accounts.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "ordholden.accounts.forms.Login",
    "request_login_code": "ordholden.accounts.forms.RequestCode",
    "confirm_login_code": "ordholden.accounts.forms.ConfirmCode",
    "add_email": "ordholden.accounts.forms.ChangeAddress",
    "change_password": "ordholden.accounts.forms.ChangePassword",
    "set_password": "ordholden.accounts.forms.SetPassword",
    "reset_password": "ordholden.accounts.forms.ResetPassword",
    "reset_password_from_key": "ordholden.accounts.forms.ResetPasswordKey",
    "reauthenticate": "ordholden.accounts.forms.Reauthenticate",
}
MFA_FORMS = {
    "authenticate": "ordholden.accounts.forms.SecondStep",
    "reauthenticate": "ordholden.accounts.forms.SecondStepAgain",
    "activate_totp": "ordholden.accounts.forms.AddApp",
    "add_webauthn": "ordholden.accounts.forms.AddPasskey",
    "edit_webauthn": "ordholden.accounts.forms.RenamePasskey",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # its own sign-up is closed: candidates has ours
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None  # the person says, each time
# Per address tried and per IP, in each tenant by itself (JT-26, WW-54).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,100/h/ip,5/5m/key,20/h/key",
    "receipt": "10/m/ip,60/h/ip",
}
MFA_ADAPTER = "ordholden.accounts.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A browser treats http://*.localhost as safe; the demo has no certificate.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempt",
        "KEY_FUNCTION": "ordholden.accounts.throttle.key",
        "TIMEOUT": 24 * 60 * 60,
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

# ------------------------------------------------------------------ words and time
LANGUAGE_CODE = "en"
LANGUAGES = [("da", "Dansk"), ("nb", "Norsk"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

# ------------------------------------------------------------------ tasks
PROCRASTINATE_IMPORT_PATHS = ["config.schedule"]

# ------------------------------------------------------------------ files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files: kit.files alone
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    **providers.files(_files_url),
}

FILE_UPLOAD_HANDLERS = ["ordholden.papers.uploads.InMemory"]

# ------------------------------------------------------------------ mail
globals().update(providers.mail(_mail_url))
DEFAULT_FROM_EMAIL = _mail_from or "webmaster@localhost"  # Django's word for: nobody has said

# ------------------------------------------------------------------ what browsers are told
# Which host names exist is the tenants room's to say: an unknown one is a page not found.
ALLOWED_HOSTS = ["*"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = logs.CONFIGURATION
