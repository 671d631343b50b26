# cython: language_level=3
# distutils: extra_compile_args = -O2
"""Walks msgpack bytes without building anything, so that hostile sizes and depths are refused first.

A list header that promises more elements than bytes follow would make the unpacker reserve memory for all of them,
at every level of nesting. Used by ``codec`` and ``vm.snapshot`` before they unpack; knows nothing of programs.
"""

cdef enum:
    LEVELS = 64  # deepest nesting of lists and maps

MAX_DEPTH = LEVELS
MAX_VALUES = 1_000_000


class ShapeError(ValueError):
    """Bytes that are not one complete msgpack value of plain data within the limits."""


def check_shape(data, long long most=MAX_VALUES):
    """Raise ``ShapeError`` unless ``data`` is exactly one msgpack value of at most ``most`` values, without extensions."""
    cdef const unsigned char[:] view = data
    cdef Py_ssize_t at = 0, size = view.shape[0]
    cdef long long waiting[LEVELS + 1]  # values still to come, per level
    cdef long long values = 0, inner = 0
    cdef int depth = 0
    waiting[0] = 1
    while depth >= 0:
        if waiting[depth] == 0:
            depth -= 1
            continue
        waiting[depth] -= 1
        values += 1
        if at >= size or values > most:
            raise ShapeError("it ends early" if at >= size else "it holds too many values")
        at += step(view, at, &inner)
        if inner > size - at:
            raise ShapeError("a list is longer than the file")
        if inner:
            depth += 1
            if depth >= LEVELS:
                raise ShapeError("it is nested too deeply")
            waiting[depth] = inner
    if at != size:
        raise ShapeError("it ends early" if at > size else "there is more after its end")


cdef long long step(const unsigned char[:] data, Py_ssize_t at, long long* inner) except -1:
    """Bytes of the value at ``at`` without nested values, and how many nested values follow."""
    cdef int first = data[at]
    inner[0] = 0
    if first < 0x80 or first >= 0xE0:
        return 1
    if first < 0x90:
        inner[0] = 2 * (first & 15)
        return 1
    if first < 0xA0:
        inner[0] = first & 15
        return 1
    if first < 0xC0:
        return 1 + (first & 31)
    if first == 0xC0 or first == 0xC2 or first == 0xC3:
        return 1
    if first <= 0xC6 and first >= 0xC4:  # bytes
        return 1 + (1 << (first - 0xC4)) + number(data, at + 1, 1 << (first - 0xC4))
    if first == 0xCA or first == 0xCB:
        return 5 if first == 0xCA else 9
    if 0xCC <= first <= 0xD3:
        return 1 + (1 << ((first - 0xCC) & 3))
    if 0xD9 <= first <= 0xDB:  # text
        return 1 + (1 << (first - 0xD9)) + number(data, at + 1, 1 << (first - 0xD9))
    if 0xDC <= first <= 0xDF:  # lists, maps
        inner[0] = number(data, at + 1, 2 << ((first - 0xDC) & 1)) * (1 if first < 0xDE else 2)
        return 1 + (2 << ((first - 0xDC) & 1))
    raise ShapeError("it holds a kind of value that programs do not have")


cdef long long number(const unsigned char[:] data, Py_ssize_t at, int width) except -1:
    """A length of ``width`` bytes, the highest first; what is cut off counts as nothing."""
    cdef long long found = 0
    cdef Py_ssize_t place
    for place in range(at, min(at + width, data.shape[0])):
        found = found << 8 | data[place]
    return found
