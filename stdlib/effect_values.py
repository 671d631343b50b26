"""What ports give, as bytes for the journal and back: plain data, the ports' records, values of the language.

Exact for everything a port of ``effect_ports`` may return. Called by ``effects``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgpack

from stdlib import encoding
from stdlib.ports.conversation import Answer, Attachment, Silence
from stdlib.ports.database import Merged, SqlResult
from stdlib.ports.files import FileInfo
from stdlib.ports.knowledge import Document, Passage
from stdlib.ports.mail import MailFile, Receipt, ReceivedMail
from stdlib.ports.model import ModelReply, ToolCall, Usage
from stdlib.ports.web import Reply
from vm.value import Object

_KINDS = (
    *(Answer, Attachment, Document, FileInfo, MailFile, Merged, ModelReply, Passage, Receipt, ReceivedMail, Reply),
    *(SqlResult, ToolCall, Usage),
)
_RECORDS: dict[str, Any] = {record.__name__: record for record in _KINDS}
_RECORD, _TUPLE, _VALUE, _SILENCE = range(1, 5)


def pack(value: Any) -> bytes:
    """``value`` as bytes; TypeError for something no port gives."""
    packed: bytes = msgpack.packb(
        value, default=_other, strict_types=True, use_bin_type=True, unicode_errors="surrogatepass"
    )
    return packed


def unpack(data: bytes) -> Any:
    """The value that ``pack`` was given."""
    return msgpack.unpackb(data, unicode_errors="surrogatepass", ext_hook=_extension, strict_map_key=False)


def _other(value: Any) -> Any:
    """What stands for a value that is not exactly of a kind of msgpack's own."""
    if isinstance(value, Silence):
        return msgpack.ExtType(_SILENCE, pack(value.value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return msgpack.ExtType(_TUPLE, pack(list(value)))
    if type(value).__name__ in _RECORDS:
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return msgpack.ExtType(_RECORD, pack([type(value).__name__, fields]))
    if isinstance(value, Mapping) and not isinstance(value, Object):
        return dict(value)
    if isinstance(value, list):
        return list(value)
    if isinstance(value, str):
        return str(value)
    return msgpack.ExtType(_VALUE, encoding.pack(value))


def _extension(code: int, data: bytes) -> Any:
    if code == _VALUE:
        return encoding.unpack(data)
    value = unpack(data)
    if code == _RECORD:
        return _RECORDS[value[0]](*value[1])
    return tuple(value) if code == _TUPLE else Silence(value)
