"""Companies the tenant works with: who sits there, what was agreed, and their way in."""
