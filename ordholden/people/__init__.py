"""Who the data is about: one `Person` per tenant and human being.

Nouns: `Person` (its state and its clocks), `Role` (in which capacities we know them), `Detail`
(one collected value), `StatisticValue` (given for statistics, readable by nobody). Verbs are in
`actions`, the only place that writes them; `clocks` says what moves which clock.
"""
