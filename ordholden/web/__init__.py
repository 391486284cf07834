"""How pages look: shells, parts, forms, drawings and words for dates.

The room knows no domain. Pages live in the rooms they belong to and are put together from what
stands here; `docs/design-system.md` says how. A tenant's own colours and mark come from its policy
and reach the browser as `/look.css`, because the content-security policy forbids inline style.
"""
