"""The doors that scenarios use, for tests of this room."""

from tests.scenarios.conftest import doors

__all__ = ["doors"]
