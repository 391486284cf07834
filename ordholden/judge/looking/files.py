"""Every file under the given folders: its path, its contents, what is packed in it."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ordholden.judge.looking.findings import Eye
from ordholden.judge.matching import CHUNK

OPENED = 64 * 1024 * 1024  # bytes: larger files are looked at, and not into


@dataclass(frozen=True)
class Root:
    """A folder to walk, or a file. since: only what was written after this (seconds)."""

    path: Path
    since: float = 0.0


def look(eye: Eye, roots: list[Root], leave_out: frozenset[Path], *, contents: bool = True) -> None:
    """Look at every file. leave_out: files and folders that are looked at otherwise, resolved.

    contents: whether to look into them, or only to note that they are there.
    """
    done: set[tuple[int, int]] = set()
    for root in roots:
        for path, state in _walk(root, leave_out, eye):
            key = (state.st_dev, state.st_ino)
            if stat.S_ISREG(state.st_mode):
                eye.seen.files.add(str(path))
            if not contents:
                continue
            eye.look("file name", _shown(path), os.fsencode(path))
            if stat.S_ISLNK(state.st_mode):
                eye.look("file name", _shown(path), os.fsencode(os.readlink(path)))
            elif stat.S_ISREG(state.st_mode) and key not in done:
                done.add(key)
                _file(eye, path, state.st_size)


def _walk(
    root: Root, leave_out: frozenset[Path], eye: Eye
) -> Iterator[tuple[Path, os.stat_result]]:
    left = {(state.st_dev, state.st_ino) for state in map(_state, leave_out) if state}
    waiting = [root.path]
    while waiting:
        here = waiting.pop()
        state = _state(here)
        if state is None or (state.st_dev, state.st_ino) in left:
            continue
        if max(state.st_mtime, state.st_ctime) >= root.since:
            yield here, state
        if stat.S_ISDIR(state.st_mode):
            try:
                with os.scandir(here) as inside:
                    waiting += [here / one.name for one in inside]
            except OSError as fault:
                eye.seen.unseen.append(f"{here}: {fault.strerror}")


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except OSError:  # gone since
        return None


def _file(eye: Eye, path: Path, size: int) -> None:
    eye.seen.looked["file"] += 1
    _attributes(eye, path)
    try:
        if size <= OPENED:
            data = path.read_bytes()
            eye.seen.bytes["file"] += len(data)
            eye.look("file", _shown(path), data)
        else:
            eye.seen.unseen.append(f"{path}: larger than is opened; its bytes were looked at")
            eye.stream("file", _shown(path), _pieces(path))
    except OSError as fault:
        eye.seen.unseen.append(f"{path}: {fault.strerror}")


def _attributes(eye: Eye, path: Path) -> None:
    if not hasattr(os, "listxattr"):
        return
    try:
        for name in os.listxattr(path):
            eye.look("file", f"{_shown(path)} (attribute)", name.encode() + os.getxattr(path, name))
    except OSError:  # a file system that has none
        return


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _shown(path: Path) -> str:
    return str(path)
