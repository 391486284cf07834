"""Tests reach this machine and nothing else."""

import ipaddress
import socket
from typing import Any

import pytest


class NetworkIsClosed(AssertionError):
    """A test tried to reach another machine."""


def close(patch: pytest.MonkeyPatch) -> None:
    """From here on only the loopback and local sockets answer."""
    patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise NetworkIsClosed(f"a test tried to reach {address[0]}:{address[1]}")
        return connect(self, address)

    return guarded


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
