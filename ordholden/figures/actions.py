"""Freezing the month that has closed, question by question."""

from django.db import connection, transaction

from ordholden.kit.queue import task
from ordholden.policy import Policy
from ordholden.privacy import gate
from ordholden.tenants import scope

STATISTICS = "statistics."


def questions(policy: Policy) -> dict[str, str]:
    """The categories asked for statistics alone, with the purpose they are counted for: each has
    one table a month, declared here and nowhere else, without any filter."""
    return {
        category: one.purposes[0]
        for one in policy.document.collect
        if one.protect == "statistics"
        for category in sorted(policy.means(one.fields))
        if category.startswith(STATISTICS)
    }


@task
def freeze() -> None:
    """Write last month's tables of the tenant in scope, once each (JI-29, JI-64).

    A night missed is made up for as long as the month is the last that closed; an earlier month
    that nobody froze stays unsaid, because its numbers are gone. Who objects to being counted, or
    is restricted, is not found and so not counted; what is frozen already does not move.
    """
    policy = scope.required().policy
    least = policy.document.statistics
    for category, purpose in sorted(questions(policy).items()):
        with transaction.atomic(), gate.purpose(purpose), connection.cursor() as cursor:
            cursor.execute(
                "SELECT figures_freeze(%s, %s, %s, %s)",
                [category, policy.timezone, least.min_cell, least.min_base],
            )
