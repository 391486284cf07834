"""The businesses the program runs for, kept apart by PostgreSQL.

Nouns: `Tenant`, `Host`, `TenantModel`. A piece of work enters a tenant once, at the edge
(`scope.working_for`); from there on the database shows and accepts that tenant's rows only.
Verbs: add, adopt a policy, turn the clock, remove (`actions`); migrations build the walls (`rls`,
`ledgers`); `middleware` enters by host name; `clock` tells the time.
"""
