"""Python as it is on Windows, as far as Linux can show it: without what only POSIX has, with the
rules of Windows for open files, read-only ones and names.

Only what posguard itself imports is changed; libraries keep what they need here.
"""

from __future__ import annotations

import errno
import fcntl
import importlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable
from types import ModuleType
from typing import Any

from support.windows import reserved_by_windows

_LIBRARIES = (
    "concurrent.futures.thread",
    "typer",
    "yaml",
    "msgspec",
    "filelock",
    "platformdirs",
    "icalendar",
    "docx",
    "zipfile",
    "locale",
    "secrets",
    "difflib",
    "typer._completion_classes",
    "stdnum.luhn",
)
_POSIX = {
    "O_NOFOLLOW",
    "O_DIRECTORY",
    "O_NONBLOCK",
    "O_CLOEXEC",
    "O_NOATIME",
    "O_SYNC",
    "O_NOCTTY",
    "fork",
    "geteuid",
    "getuid",
    "getgid",
    "getegid",
    "fchmod",
    "fchown",
    "chown",
    "lchown",
    "mkfifo",
    "mknod",
    "killpg",
    "setsid",
    "openpty",
    "ttyname",
    "ctermid",
}
_MODULES = ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource")


def like_windows() -> None:
    """Let whatever is imported from now on find itself on Windows."""
    for name in _LIBRARIES:
        importlib.import_module(name)
    tempfile.gettempdir()
    sys.modules["os"] = windows = _os()
    vars(shutil).update(os=windows, _use_fd_functions=False)
    sys.modules["msvcrt"] = _msvcrt()
    for name in _MODULES:
        vars(sys)["modules"][name] = None  # it cannot be imported
    sys.platform = "win32"


def _os() -> ModuleType:
    windows = ModuleType("os")
    vars(windows).update({name: value for name, value in vars(os).items() if name not in _POSIX})
    wrapped = {
        "open": _whole_path(os.open),
        "mkdir": _whole_path(os.mkdir),
        "chmod": _whole_path(os.chmod),
        "stat": _whole_path(os.stat),
        "utime": _whole_path(os.utime),
        "unlink": _removing(os.unlink),
        "remove": _removing(os.unlink),
        "rename": _renaming(os.rename),
        "replace": _renaming(os.replace),
    }
    vars(windows).update(
        wrapped, name="nt", O_BINARY=0, supports_dir_fd=set(), supports_fd={wrapped["stat"]}
    )
    return windows


def _msvcrt() -> ModuleType:
    module = ModuleType("msvcrt")

    def locking(handle: int, mode: int, size: int) -> None:
        assert (mode, size) == (2, 1)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "locked") from None

    vars(module).update(LK_NBLCK=2, locking=locking)
    return module


def _whole_path(call: Callable[..., Any]) -> Callable[..., Any]:
    """A call that works on whole paths alone, and makes no name that Windows cannot hold."""

    def on_windows(path: Any, *args: Any, **more: Any) -> Any:
        assert more.get("dir_fd") is None, (call.__name__, path, "has no dir_fd")
        if call is os.mkdir or (call is os.open and args[0] & os.O_CREAT):
            _check_name(path)
        if call is os.open and os.path.isdir(path):
            raise PermissionError(errno.EACCES, "a folder", path)
        return call(path, *args, **more)

    return on_windows


def _check_name(path: Any) -> None:
    name = os.path.basename(os.fsdecode(path))
    assert not name or reserved_by_windows(name), name


def _removing(call: Callable[..., Any]) -> Callable[..., Any]:
    def on_windows(path: Any, **more: Any) -> None:
        assert more.get("dir_fd") is None
        _refuse_open(path)
        if not stat.S_ISLNK(os.lstat(path).st_mode) and not os.lstat(path).st_mode & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, "read-only", path)
        call(path, **more)

    return on_windows


def _renaming(call: Callable[..., Any]) -> Callable[..., Any]:
    def on_windows(path: Any, name: Any) -> None:
        _check_name(name)
        _refuse_open(path)
        _refuse_open(name)
        if call is os.rename and os.path.lexists(name):
            raise FileExistsError(errno.EEXIST, "is there", name)
        call(path, name)

    return on_windows


def _refuse_open(path: Any) -> None:
    """Refuse a file that is open, or a folder in which one is."""
    real = os.path.realpath(os.fsdecode(path))
    for handle in os.listdir("/proc/self/fd"):
        try:
            there = os.readlink(f"/proc/self/fd/{handle}")
        except FileNotFoundError:
            continue
        if there == real or there.startswith(f"{real}/"):
            raise PermissionError(errno.EACCES, "in use", path)
