"""Sensitive data that is kept all the same: looked for in every row, flagged, taken out.

Forms ask before anything is saved (`web.careful`); what was ticked, imported or uploaded is found
here, by whichever door it came. A flag names the row, the column and the kind, and repeats no word.
"""
