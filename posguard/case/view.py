"""View of a case: its folder, its record as the disk holds it, and its damage."""

from __future__ import annotations

import errno
import os

from msgspec import Struct, structs

from posguard.case import durable
from posguard.case.checkpoint import read_head
from posguard.case.folder import EVIDENCE
from posguard.case.record import MOST_BYTES, RECORD, Damage, OtherVersion, Record, read_record
from posguard.case.state import Case, fold
from posguard.errors import PosguardError, reason_of

_TRIES = 20


class CaseView(Struct, frozen=True):
    """A case as it is on the disk: its folder, its record, and the state of its events."""

    path: str
    record: Record
    state: Case

    @property
    def name(self) -> str:
        """The name of the case: that of its folder."""
        return os.path.basename(self.path)

    @property
    def evidence(self) -> str:
        """The folder of the copies."""
        return os.path.join(self.path, EVIDENCE)

    @property
    def damage(self) -> tuple[Damage, ...]:
        """The damage of the record."""
        return self.record.damage


def read_case(path: str) -> CaseView:
    """Read a case from the disk.

    Another program may be adding to it: the head is read before the record and again behind it,
    until both are one.

    Raises:
        PosguardError: it was written by another version, it is too large, or it cannot be read.

    """
    name = os.path.basename(path)
    try:
        head, data = _read_settled(path)
        record = read_record(data, head)
    except OtherVersion as err:
        raise PosguardError("record-version", case=name, **err.facts) from None
    except OSError as err:
        if err.errno == errno.EFBIG:
            raise PosguardError("record-too-large", case=name, most=MOST_BYTES >> 20) from None
        raise PosguardError(
            "case-unreadable", case=name, file=path, reason=reason_of(err)
        ) from None
    except PosguardError as err:
        raise PosguardError(err.key, case=name, **err.facts) from None
    if head is None:
        record = structs.replace(record, damage=(*record.damage, Damage(0, "head-missing")))
    state = fold(record.events)
    if not state.name:
        state = structs.replace(state, name=name)
    return CaseView(path, record, state)


def _read_settled(path: str) -> tuple[tuple[int, str] | None, bytes]:
    """The head and the bytes of a record between two events of another program, if possible."""
    for _ in range(_TRIES):
        head = read_head(path)
        data = durable.read(os.path.join(path, RECORD), MOST_BYTES)
        if read_head(path) == head:
            break
    return head, data
