"""The walls of the process that opens files: set by itself, before it looks at the first byte."""

import resource

MEMORY = 1024 * 1024 * 1024  # bytes of address space; a 48-megapixel photo takes a third
CPU = 10  # seconds
STANDARD = 3  # stdin, stdout and stderr are all that stays open


def narrow() -> None:
    """Little memory, little time, no core file. Raising them again is not allowed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close(*, threads: bool = False) -> None:
    """From now on nothing is opened: no file, no socket, no process. What is needed is loaded."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (STANDARD, STANDARD))
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
