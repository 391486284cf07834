"""What the queue's tables hold. Their arguments are keys and codes; `payload` refuses the rest."""

from ordholden.policy.declarations import NotPersonal, Privacy

TABLES: dict[str, Privacy] = {
    "procrastinate_jobs": NotPersonal(
        because="tasks by name, with random keys as arguments; taken out when a person goes",
        columns=(
            "id",
            "tenant_id",
            "queue_name",
            "task_name",
            "priority",
            "lock",
            "queueing_lock",
            "args",
            "status",
            "scheduled_at",
            "attempts",
            "abort_requested",
            "worker_id",
        ),
    ),
    "procrastinate_events": NotPersonal(
        because="when a task began and ended",
        columns=("id", "tenant_id", "job_id", "type", "at"),
    ),
    "procrastinate_periodic_defers": NotPersonal(
        because="when a recurring task was last due",
        columns=("id", "task_name", "defer_timestamp", "job_id", "periodic_id"),
    ),
    "procrastinate_workers": NotPersonal(
        because="which workers are alive", columns=("id", "last_heartbeat")
    ),
}
