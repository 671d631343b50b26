# cython: language_level=3, cdivision=True
# distutils: extra_compile_args = -O2
"""A machine's whole state as bytes, and back.

Layout: magic, format version, 8 bytes of the SHA-256 of the rest, then msgpack: program hash, long texts, kinds and
contents of all lists and objects by number, so that sharing and cycles come back exactly, then frames with their
registers and the error state. ``read_state`` believes nothing: any bytes give a machine that is safe to run, or
SnapshotError. Nothing is kept between two calls.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Realloc
from cpython.object cimport PyObject
from libc.string cimport memcmp, memcpy, memset

from vm._loop cimport ENDED, READY, WAITING, Budget, Code, Core, Frame, Linked, OP_CALL, OP_CALLK, walk_core
from vm.value cimport *

from datetime import date, datetime, time, timedelta
from hashlib import sha256

from vm.error import BasicError

MAGIC = b"gbst"
VERSION = 3
_START = MAGIC + bytes((VERSION,))

cdef enum:
    _HEAD = 4 + 1 + 8
    _PARTS = 11
    _HASH_SIZE = 32
    LONG = 64  # characters from which a text is written once, however often it is held
    ROWSET = 1  # kinds of containers: a list, a rowset, then objects of every kind
    PLAIN_OBJECT = 2

cdef long long MAX_VALUES = 64_000_000  # a state within the default memory has four million


class SnapshotError(Exception):
    """A saved state that cannot be used; ``code`` is GB8005 (not one), GB8006 (another program) or GB8007 (damaged)."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message


include "_packing.pxi"
include "_saving.pxi"
include "_loading.pxi"
