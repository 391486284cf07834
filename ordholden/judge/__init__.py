"""The judge: is an erased person really nowhere? It reads bytes and catalogues.

It knows nothing of what the program declares about itself, and imports nothing of it: it is told
addresses and folders, goes through the public doors like anybody, and then looks everywhere.
"""

from ordholden.judge.examining import Result, examine
from ordholden.judge.installation import Installation
from ordholden.judge.report import Report, keep, latest, report

__all__ = ["Installation", "Report", "Result", "examine", "keep", "latest", "report"]
