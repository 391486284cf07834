"""What differs in tests: speed, strictness, and a server that may forget."""

import os

os.environ.update(DEMO="yes", DATABASE_URL="", DATABASE_OWNER_URL="", HTTPS="no")
os.environ["ORDHOLDEN_MASTER_KEY"] = bytes(range(32)).hex()

from config.settings import *  # noqa: F403
from config.settings import STORAGES, TEMPLATES, VAR
from ordholden.kit.database.embedded import Embedded

TEST_SERVER = Embedded(VAR / "test-database", durable=False)
JOURNAL_DURABLE = False
DATABASES = {"default": TEST_SERVER.address().for_django()}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED TEMPLATE VARIABLE: %s"  # type: ignore[index]
