"""What happens in the background here: the worker looks for tasks in modules of this name."""

from ordholden.home.demo.turning import carry_on, turn_to

__all__ = ["carry_on", "turn_to"]
