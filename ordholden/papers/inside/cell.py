"""The walls of the process that opens files: set by itself, before it looks at the first byte."""

import resource

STANDARD = 3  # stdin, stdout and stderr are all that stays open


def narrow(memory: int, cpu: int) -> None:
    """Little memory (bytes), little time (seconds), no core file; for good."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close(*, threads: bool = False) -> None:
    """From now on nothing is opened: no file, no socket, no process. What is needed is loaded."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (STANDARD, STANDARD))
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
