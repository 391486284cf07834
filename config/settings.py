"""Every setting of the program, in one file. Runs with an empty environment."""

from pathlib import Path

BASE = Path(__file__).resolve().parent.parent

# In the order of their imports; a room that is not built yet is not there.
ROOMS = [
    f"ordholden.{room}"
    for room in ("tenants", "kit", "web", "people", "accounts", "privacy", "home")
    if (BASE / "ordholden" / room / "__init__.py").exists()
]

SECRET_KEY = "set properly within the hour by the house"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    *ROOMS,
]
ROOT_URLCONF = "config.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "ordholden"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if "ordholden.accounts" in ROOMS and (BASE / "ordholden/accounts/models.py").exists():
    AUTH_USER_MODEL = "accounts.User"
LANGUAGE_CODE = "en"
LANGUAGES = [("da", "Dansk"), ("nb", "Norsk"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
USE_TZ = True
STATIC_URL = "/static/"
