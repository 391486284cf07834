"""What a copy of everything costs: seconds for a person with 500 documents.

    python -m bench.export [--documents 500] [--kilobytes 100]

Opens one business with a candidate who uploaded that many files of random bytes (nothing a
packer could make smaller), asks for the copy as the page does, and runs its tasks until it can be
fetched. The baseline is reading and writing the same files without any packing.
"""

import argparse
import resource
import secrets
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import installation
from bench.sweep import POLICY

BAR = 60  # seconds for 500 documents


def main() -> None:
    """Print seconds, the bar, and the largest the program became."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--kilobytes", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, installation.at_work(Path(folder)):
        from ordholden.tenants.actions import add
        from ordholden.tenants.scope import at_home

        tenant = add(POLICY.read_text(encoding="utf-8"), ["acme.localhost"])
        with at_home(tenant):
            person = somebody(asked.documents, asked.kilobytes * 1024)
            bare = timed(lambda: reread(person))
        began = time.perf_counter()
        size = copied(tenant, person)
        took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{asked.documents} documents of {asked.kilobytes} kB: {took:.1f} s (bar: {BAR} for 500),"
        f" {size / 1024 / 1024:.0f} MB, opening and storing alone {bare:.1f} s,"
        f" at most {peak:.0f} MB of memory"
    )


def somebody(documents: int, size: int) -> Any:
    """A candidate who uploaded many files."""
    from ordholden.accounts.actions import open_account
    from ordholden.candidates.models import Document
    from ordholden.kit import files
    from ordholden.people import actions as people

    person = people.register(name="Carla Ruiz", email="carla@example.org")
    people.confirm(person)
    open_account(person, "carla@example.org", confirmed=True)
    for number in range(documents):
        Document.objects.create(
            person=person,
            category="profile.cv",
            name=f"{number}.pdf",
            media_type="application/pdf",
            file=files.store(secrets.token_bytes(size)),
        )
    return person


def reread(person: Any) -> None:
    """Open each file and store it again, as a copy without packing would."""
    from ordholden.copies import own
    from ordholden.kit import files

    for one in own.originals(person):
        files.delete(files.store(one.content()))


def copied(tenant: Any, person: Any) -> int:
    """Ask, wait, fetch. Returns the size of the archive in bytes."""
    from ordholden.copies import actions
    from ordholden.kit import worker
    from ordholden.tenants.scope import at_home

    with at_home(tenant):
        copy = actions.ask_for(person, "da")
    with at_home(tenant):
        worker.drain()
    with at_home(tenant):
        copy.refresh_from_db()
        return len(actions.fetch(copy))


def timed(what: Any) -> float:
    """Seconds of one run."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
