"""Freezing the month that has closed, question by question."""

from django.db import connection, transaction

from ordholden.kit.queue import task
from ordholden.policy import Policy
from ordholden.tenants import scope

STATISTICS = "statistics."


def questions(policy: Policy) -> list[str]:
    """The categories asked for statistics alone: each has one table a month, declared here and
    nowhere else, without any filter."""
    return sorted(
        category
        for one in policy.document.collect
        if one.protect == "statistics"
        for category in policy.means(one.fields)
        if category.startswith(STATISTICS)
    )


@task
def freeze() -> None:
    """Write last month's tables of the tenant in scope, once each (JI-29, JI-64).

    A night missed is made up for as long as the month is the last that closed; an earlier month
    that nobody froze stays unsaid, because its numbers are gone.
    """
    policy = scope.required().policy
    least = policy.document.statistics
    for category in dict.fromkeys(questions(policy)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT figures_freeze(%s, %s, %s, %s)",
                [category, policy.timezone, least.min_cell, least.min_base],
            )
