"""Migration step: the queue's tables stand behind the same walls as ours.

The application sees the tasks of the tenant in scope. The queue's role, which only the worker's
fetching connection takes, sees all tasks and no other table. A task of nobody (the schedule's
turns) has no tenant, and only the queue's role sees it.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ordholden.tenants import roles
from ordholden.tenants.rls import MINE, DatabaseStep, force_row_level_security, run

TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)

STATEMENTS = (
    "ALTER TABLE procrastinate_jobs ADD COLUMN tenant_id bigint DEFAULT app_tenant()"
    " REFERENCES tenants_tenant (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE procrastinate_jobs ADD CONSTRAINT procrastinate_jobs_own UNIQUE (tenant_id, id)",
    # The tenant a task names is the tenant it is kept for: none can be slipped into another's.
    "ALTER TABLE procrastinate_jobs ADD CONSTRAINT procrastinate_jobs_tenant"
    " CHECK ((args ->> 'tenant')::bigint IS NOT DISTINCT FROM tenant_id)",
    # Two tenants may use the same word for a lock, and neither learns of the other's.
    "DROP INDEX procrastinate_jobs_lock_idx_v1",
    "CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON procrastinate_jobs"
    " (tenant_id, lock) NULLS NOT DISTINCT WHERE status = 'doing' AND lock IS NOT NULL",
    "DROP INDEX procrastinate_jobs_queueing_lock_idx_v1",
    "CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON procrastinate_jobs"
    " (tenant_id, queueing_lock) NULLS NOT DISTINCT"
    " WHERE status = 'todo' AND queueing_lock IS NOT NULL",
    "ALTER TABLE procrastinate_events ADD COLUMN tenant_id bigint DEFAULT app_tenant()"
    " REFERENCES tenants_tenant (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE procrastinate_events ADD CONSTRAINT procrastinate_events_own"
    " UNIQUE (tenant_id, id)",
    # The worker writes events of all tenants' tasks: each belongs to whom the task belongs.
    """
    CREATE FUNCTION app_event_of_task() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.tenant_id := (SELECT tenant_id FROM procrastinate_jobs WHERE id = NEW.job_id);
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER app_event_of_task BEFORE INSERT OR UPDATE ON procrastinate_events"
    " FOR EACH ROW EXECUTE FUNCTION app_event_of_task()",
    f"CREATE POLICY own_rows ON procrastinate_jobs USING ({MINE}) WITH CHECK ({MINE})",
    f"CREATE POLICY own_rows ON procrastinate_events USING ({MINE}) WITH CHECK ({MINE})",
)


class WallQueue(DatabaseStep):
    """Give the queue's tables a tenant, row-level security, and the worker's role its way in."""

    def forwards(self, editor: BaseDatabaseSchemaEditor) -> None:
        queue, owner = (roles.quoted(name) for name in (roles.names().queue, roles.names().owner))
        for statement in STATEMENTS:
            run(editor, statement)
        for table in TABLES:
            force_row_level_security(editor, table)
            # A worker that is struck off empties its tasks' column by a foreign key's own action,
            # which PostgreSQL runs as the owner, without a tenant.
            run(
                editor,
                f"CREATE POLICY every_task ON {table} TO {queue}, {owner}"
                " USING (true) WITH CHECK (true)",
            )
            run(editor, f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {queue}")
            run(editor, f"GRANT USAGE, SELECT ON SEQUENCE {table}_id_seq TO {queue}")

    def describe(self) -> str:
        return "Keep tenants apart in the queue"
