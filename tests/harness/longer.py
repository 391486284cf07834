"""How often the tests that try at random try: once in a suite, LONGER times when asked to.

LONGER=56 bin/test --no-browser ordholden/copies/tests/test_due_dates.py
"""

import os

LONGER = max(1, int(os.environ.get("LONGER", "1")))
