"""Every recurring task, on one screen. Cron fields are read in UTC.

`periodic` runs for every tenant, `chore` once for the installation.
"""

from config import judging
from ordholden.accounts import actions as accounts
from ordholden.applications import actions as applications
from ordholden.backups import actions as backups
from ordholden.companies import actions as companies
from ordholden.copies import actions as copies
from ordholden.figures import actions as figures
from ordholden.flags import actions as flags
from ordholden.jobs import actions as jobs
from ordholden.journal import keeping
from ordholden.keys import actions as keys
from ordholden.kit import files, mailbox
from ordholden.kit.queue import chore, periodic
from ordholden.privacy import actions as privacy
from ordholden.privacy import vacuuming
from ordholden.projects import actions as projects
from ordholden.reading import actions as reading
from ordholden.sourcing import listing

periodic("50 0 * * *")(reading.nightly)
periodic("*/5 * * * *")(reading.tell)
periodic("0 1 * * *")(privacy.nightly)  # two or three at night in the Nordic countries
periodic("*/10 * * * *")(privacy.follow_up)
periodic("*/10 * * * *")(flags.look)
periodic("10 1 * * *")(mailbox.forget_old_messages)
periodic("20 1 * * *")(files.remove_orphans)
chore("30 1 * * *")(backups.nightly)
chore("40 1 * * *")(keeping.pass_day)
chore("15 2 * * *")(vacuuming.nightly)  # after sweeps and backup, before the judge
chore("40 2 * * *")(judging.nightly)
chore("*/15 * * * *")(keys.go_on_everywhere)
periodic("7 * * * *")(accounts.forget_expired)
periodic("9 * * * *")(companies.forget_expired)
periodic("25 1 * * *")(copies.forget_over)
periodic("55 0 * * *")(applications.grant_wishes)
periodic("20 * * * *")(applications.remind)
periodic("15 4 * * *")(jobs.mail_everybody)
periodic("45 1 * * *")(listing.catch_up)  # after the sweep
periodic("25 4 * * *")(projects.mail_everybody)
periodic("5 * * * *")(jobs.end_overdue)  # midnight comes at another hour in summer
# Before the night's sweep; a night missed is made up for in the first week of the month.
periodic("15 0 1-7 * *")(figures.freeze)
