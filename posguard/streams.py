"""Standard output and the terminal: what they can show, and writing to them so that every failure is said."""

from __future__ import annotations

import errno
import os
import sys
from typing import TextIO

from posguard.errors import PosguardError


class ReaderGone(Exception):
    """The other end of the pipe was closed."""


def prepare() -> None:
    """Make standard error able to say anything, whatever its encoding."""
    if sys.stderr is not None and hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="backslashreplace")


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def colourful(*, plain: bool) -> bool:
    """Whether the terminal shows colours and the person wants them."""
    return not plain and os.environ.get("TERM", "dumb") not in ("dumb", "") and not os.environ.get("NO_COLOR")


def width() -> int:
    """The terminal's width in columns."""
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def shows(words: str) -> bool:
    """Whether the terminal's encoding has every one of these characters."""
    try:
        words.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def check_writable(path: str) -> None:
    """Whether there is anywhere to write: the file, or standard output if no file is named.

    Raises:
        PosguardError: standard output is closed; the file's folder does not exist or takes no files.

    """
    if not path:
        if sys.stdout is None or sys.stdout.closed:
            raise PosguardError("stdout-closed")
        return
    folder = os.path.dirname(os.path.realpath(path))
    wrong = 0
    if os.path.isdir(path):
        wrong = errno.EISDIR
    elif not os.path.isdir(folder):
        wrong = errno.ENOENT
    elif not os.access(folder, os.W_OK) and not _device(path):
        wrong = errno.EACCES
    if wrong:
        raise PosguardError("cannot-write", file=path, reason=os.strerror(wrong))


def _device(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)


def write(words: str) -> None:
    """Write to standard output: UTF-8 into pipes and files, the terminal's own encoding on a terminal.

    Raises:
        PosguardError: standard output is closed, or the disk behind it is full.
        ReaderGone: nobody reads any longer.

    """
    if sys.stdout is None or sys.stdout.closed:
        raise PosguardError("stdout-closed")
    encoding = (sys.stdout.encoding or "ascii") if on_terminal() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(words.encode(encoding, errors="replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        raise ReaderGone from None
    except OSError as err:
        _discard(sys.stdout)
        raise PosguardError("stdout-full", reason=err.strerror or "") from None


def _discard(stream: TextIO) -> None:
    """Let what is still in the stream's buffer go nowhere, so that leaving raises nothing again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def write_file(path: str, content: str | bytes) -> None:
    """Write a file, whole or not at all, words as UTF-8; a device or pipe is written to as it is.

    Raises:
        PosguardError: it cannot be written.

    """
    data = content.encode(errors="replace") if isinstance(content, str) else content
    try:
        if _device(path):
            with open(path, "wb") as stream:
                stream.write(data)
            return
        _replace(os.path.realpath(path), data)
    except OSError as err:
        raise PosguardError("cannot-write", file=path, reason=err.strerror or "") from None


def _replace(path: str, data: bytes) -> None:
    import tempfile

    folder, name = os.path.split(path)
    mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder or ".")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def warn(words: str) -> None:
    """Say something on standard error, if there is one."""
    if sys.stderr is not None and not sys.stderr.closed:
        try:
            sys.stderr.write(words + "\n")
            sys.stderr.flush()
        except OSError:
            _discard(sys.stderr)  # nobody can be told, and the exit code still tells it
