"""Standard output, the terminal and the file of ``-o``, and every error in writing them."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from posguard.errors import PosguardError, SystemReason, reason_of
from posguard.render.formats import encoded

_NO_NEW_FILE = (errno.EACCES, errno.EPERM, errno.EROFS)
"""Errors of a folder that takes no new files; one that is there already may still be writable."""
_NO_RENAME = (*_NO_NEW_FILE, errno.EBUSY, errno.EXDEV)
"""Errors of a file that cannot be replaced, such as another user's in ``/tmp``."""
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
"""Errors of a file system that cannot wait for its disk."""


class ReaderGone(Exception):
    """The other end of the pipe was closed."""


def prepare() -> None:
    """Make standard error able to say anything, whatever its encoding."""
    if sys.stderr is not None and hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="backslashreplace")


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def conversing() -> bool:
    """Whether a person sits at both ends, so that what may be skipped can be asked for."""
    ends = (sys.stdin, sys.stderr)
    return all(end is not None and not end.closed and end.isatty() for end in ends)


def dumb() -> bool:
    """Whether the terminal understands nothing but text."""
    return os.environ.get("TERM", "dumb") in ("dumb", "")


def colourful(*, plain: bool) -> bool:
    """Whether the terminal shows colours and the person wants them."""
    return not plain and not dumb() and not os.environ.get("NO_COLOR")


def many_colours() -> bool:
    """Whether the terminal has the 256 colours, of which the palette is made."""
    known = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    return "256color" in known[0] or "direct" in known[0] or known[1] in ("truecolor", "24bit")


def width() -> int:
    """The terminal's width in columns."""
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def shows(stream: TextIO, words: str) -> bool:
    """Whether the encoding of a terminal has every one of these characters."""
    try:
        words.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(content: str | bytes) -> None:
    """Write words to standard output; a terminal gets them in its own encoding.

    Raises:
        PosguardError: standard output is closed, or the disk behind it is full.
        ReaderGone: nobody reads any longer.

    """
    if sys.stdout is None or sys.stdout.closed:
        raise PosguardError("stdout-closed")
    data = encoded(content) if isinstance(content, str) else content
    if on_terminal():
        data = data.decode().encode(sys.stdout.encoding or "ascii", errors="replace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as err:
        raise not_written(err) from None


def not_written(err: OSError) -> Exception:
    """What an error in writing to standard output means; what it holds back is dropped."""
    _discard(sys.stdout)
    if isinstance(err, BrokenPipeError) or (sys.platform == "win32" and err.errno == errno.EINVAL):
        return ReaderGone()
    return PosguardError("stdout-full", reason=reason_of(err))


def _discard(stream: TextIO) -> None:
    """Empty the stream's buffer into nowhere, so that leaving raises nothing again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def check_writable(path: str) -> None:
    """Raise unless there is somewhere to write: the file, or standard output if no file is named.

    Raises:
        WrongUse: the file lies in a case.
        PosguardError: standard output is closed; the file cannot be written as far as can be told.

    """
    if not path:
        if sys.stdout is None or sys.stdout.closed:
            raise PosguardError("stdout-closed")
        return
    try:
        real = os.path.realpath(path)
        wrong = _obstacle(real)
    except FileNotFoundError:  # the current folder is gone, which is said where everything else is
        raise
    except OSError as err:  # the name may be too long
        raise _cannot_write(path, err) from None
    if wrong:
        raise PosguardError("cannot-write", file=path, reason=SystemReason(wrong))
    _check_outside_cases(path)


def _obstacle(real: str) -> int:
    """The error that writing a file would end in, as far as can be told; 0 for none."""
    folder = os.path.dirname(real)
    if os.path.isdir(real):
        return errno.EISDIR
    if not os.path.isdir(folder):
        return errno.ENOENT
    try:
        there = os.stat(real)
    except FileNotFoundError:
        return 0 if os.access(folder, os.W_OK) else errno.EACCES
    replaceable = os.access(folder, os.W_OK) and not _is_guarded(there, os.stat(folder))
    return 0 if replaceable or os.access(real, os.W_OK) else errno.EACCES


def _is_guarded(there: os.stat_result, folder: os.stat_result) -> bool:
    """Whether a file is another user's in a folder like ``/tmp``, and only they may replace it."""
    if sys.platform == "win32" or not folder.st_mode & stat.S_ISVTX:
        return False
    return os.geteuid() not in (there.st_uid, folder.st_uid)


def check_output_folder(path: str) -> None:
    """Raise unless a folder is there to be written into, or can be made.

    Raises:
        PosguardError: neither.

    """
    there = path
    while not os.path.lexists(there) and os.path.dirname(there) != there:
        there = os.path.dirname(there)
    wrong = 0 if os.path.isdir(there) else errno.ENOTDIR
    if not wrong and not os.access(there, os.W_OK):
        wrong = errno.EACCES
    if wrong:
        raise PosguardError("cannot-write", file=path, reason=SystemReason(wrong))


def _check_outside_cases(path: str) -> None:
    from posguard.case.folder import check_outside

    check_outside(path)


def write_file(path: str, content: str | bytes | Iterable[bytes]) -> None:
    """Write a file: whole or not at all, or in place where it cannot be replaced.

    What is much comes piece by piece, and is not held in memory.

    Raises:
        WrongUse: the file lies in a case.
        PosguardError: it cannot be written.

    """
    words = encoded(content) if isinstance(content, str) else content
    data = (words,) if isinstance(words, bytes) else words
    try:
        real = os.path.realpath(path)
        _check_outside_cases(path)
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as device:
                device.writelines(data)
        elif not _replace(real, data):
            _overwrite(real, data)
    except OSError as err:
        raise _cannot_write(path, err) from None


def _cannot_write(path: str, err: OSError) -> PosguardError:
    return PosguardError("cannot-write", file=path, reason=reason_of(err))


def _replace(path: str, data: Iterable[bytes]) -> bool:
    """Put a new file in the place of the old one; False if that is impossible here."""
    import tempfile

    old = os.stat(path) if os.path.exists(path) else None
    try:
        # Its name is short: one made from the file's own could be longer than names may be.
        handle, temporary = tempfile.mkstemp(prefix=".posguard-", dir=os.path.dirname(path))
    except OSError as err:
        if old is None or err.errno not in _NO_NEW_FILE:
            raise
        return False
    try:
        with open(handle, "wb") as stream:
            stream.writelines(data)
            stream.flush()
            _sync(stream.fileno())
        _dress(temporary, old)
        try:
            os.replace(temporary, path)
        except OSError as err:
            if old is None or err.errno not in _NO_RENAME:
                raise
            with open(temporary, "rb") as stream:
                _overwrite(path, stream)
    finally:
        with suppress(OSError):  # it has got the file's own name
            os.unlink(temporary)
    return True


def _dress(temporary: str, old: os.stat_result | None) -> None:
    """Give a new file the permissions and owner of the old one, if the disk has such things."""
    mode = 0o666 & ~_umask() if old is None else stat.S_IMODE(old.st_mode) & 0o777
    if old is not None and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.chmod(temporary, mode)


def _overwrite(path: str, data: Iterable[bytes]) -> None:
    """Write into the file that is there; with the flag to create it, another user's is refused."""
    handle = os.open(path, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0))
    with open(handle, "wb") as stream:
        stream.writelines(data)
        stream.flush()
        _sync(stream.fileno())


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as err:
        if err.errno not in _NO_SYNC:
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def warn(words: str) -> None:
    """Say something on standard error, if there is one; a terminal gets it in lines of its own."""
    if sys.stderr is not None and not sys.stderr.closed and sys.stderr.isatty():
        from posguard.terminal.message_lines import laid_out

        words = laid_out(words, _columns(sys.stderr))
    warn_whole(words)


def warn_whole(words: str) -> None:
    """The same for what is to be copied, and stays in one piece whatever the width."""
    if sys.stderr is not None and not sys.stderr.closed:
        try:
            sys.stderr.write(words + "\n")
            sys.stderr.flush()
        except OSError:
            _discard(sys.stderr)  # nobody can be told, and the exit code still tells it


def _columns(terminal: TextIO) -> int:
    try:
        return os.get_terminal_size(terminal.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
