# Msgpack straight into and out of memory: no Python object is made for what is not one. Included by snapshot.pyx.

cdef extern from *:
    """
    #define GB_SWAP16(x) __builtin_bswap16(x)
    #define GB_SWAP32(x) __builtin_bswap32(x)
    #define GB_SWAP64(x) __builtin_bswap64(x)
    """
    unsigned short swap16 "GB_SWAP16"(unsigned short x) noexcept
    unsigned int swap32 "GB_SWAP32"(unsigned int x) noexcept
    unsigned long long swap64 "GB_SWAP64"(unsigned long long x) noexcept

cdef extern from "Python.h":
    PyObject* PyUnicode_DecodeUTF8(const char* data, Py_ssize_t size, const char* errors) except NULL
    object PyUnicode_AsEncodedString(PyObject* text, const char* encoding, const char* errors)
    PyObject* PyUnicode_New(Py_ssize_t size, unsigned int largest) except NULL
    void PyUnicode_InternInPlace(PyObject** text) noexcept

cdef enum:
    NIL = 0xC0
    FALSE = 0xC2
    TRUE = 0xC3
    BIN8 = 0xC4
    FLOAT64 = 0xCB
    UINT8 = 0xCC
    INT8 = 0xD0
    STR8 = 0xD9
    LIST16 = 0xDC


# ---- writing ----

cdef struct Buffer:
    unsigned char* data
    Py_ssize_t used, room


cdef unsigned char* grown(Buffer* out, Py_ssize_t size) except NULL:
    """The place for ``size`` more bytes, which then belong to the buffer."""
    cdef void* block
    cdef Py_ssize_t room
    if out.used + size > out.room:
        room = max(256, 2 * out.room, out.used + size)
        block = PyMem_Realloc(out.data, room)
        if block == NULL:
            raise MemoryError
        out.data, out.room = <unsigned char*>block, room
    out.used += size
    return out.data + out.used - size


cdef int put_byte(Buffer* out, int byte) except -1:
    grown(out, 1)[0] = <unsigned char>byte
    return 0


cdef int put_bytes(Buffer* out, const void* data, Py_ssize_t size) except -1:
    if size:  # of nothing, ``data`` may be NULL, which memcpy must not be given
        memcpy(grown(out, size), data, size)
    return 0


cdef int put_sized(Buffer* out, int first, int width, unsigned long long number) except -1:
    """``first`` and ``number`` in ``width`` bytes, the highest first."""
    cdef unsigned char* at = grown(out, 1 + width)
    cdef unsigned long long turned = swap64(number << (64 - 8 * width))
    at[0] = <unsigned char>first
    memcpy(at + 1, &turned, width)
    return 0


cdef int put_whole(Buffer* out, long long number) except -1:
    if -32 <= number < 128:
        return put_byte(out, <int>(number & 0xFF))
    if number >= 0:
        if number < 1 << 8:
            return put_sized(out, UINT8, 1, number)
        if number < 1 << 16:
            return put_sized(out, UINT8 + 1, 2, number)
        if number < 1LL << 32:
            return put_sized(out, UINT8 + 2, 4, number)
        return put_sized(out, UINT8 + 3, 8, number)
    if number >= -(1 << 7):
        return put_sized(out, INT8, 1, number)
    if number >= -(1 << 15):
        return put_sized(out, INT8 + 1, 2, number)
    if number >= -(1LL << 31):
        return put_sized(out, INT8 + 2, 4, number)
    return put_sized(out, INT8 + 3, 8, number)


cdef int put_real(Buffer* out, double number) except -1:
    cdef unsigned long long bits
    memcpy(&bits, &number, 8)
    return put_sized(out, FLOAT64, 8, bits)


cdef int put_head(Buffer* out, int fixed, int most, int wide, Py_ssize_t size) except -1:
    """The head of something of ``size``: one byte up to ``most``, else ``wide`` and the size in 1, 2 or 4 bytes."""
    if size <= most:
        return put_byte(out, fixed | <int>size)
    if wide != LIST16 and size < 1 << 8:
        return put_sized(out, wide, 1, size)
    if wide != LIST16:
        wide += 1
    if size < 1 << 16:
        return put_sized(out, wide, 2, size)
    return put_sized(out, wide + 1, 4, size)


cdef int put_list(Buffer* out, Py_ssize_t count) except -1:
    return put_head(out, 0x90, 15, LIST16, count)


cdef int put_text(Buffer* out, PyObject* text) except -1:
    if text_is_ascii(text):
        put_head(out, 0xA0, 31, STR8, text_length(text))
        return put_bytes(out, text_bytes(text), text_length(text))
    coded = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass")
    put_head(out, 0xA0, 31, STR8, len(coded))
    return put_bytes(out, <const char*>(<bytes>coded), len(coded))


cdef int put_blob(Buffer* out, const void* data, Py_ssize_t size) except -1:
    put_head(out, 0, -1, BIN8, size)
    return put_bytes(out, data, size)


# ---- reading ----

cdef struct Cursor:
    const unsigned char* at
    const unsigned char* end


cdef int need(bint good) except -1:
    if not good:
        raise damaged()
    return 0


cdef object damaged():
    return SnapshotError("GB8007", "this saved state is damaged")


cdef const unsigned char* taken(Cursor* data, Py_ssize_t size) except NULL:
    """The next ``size`` bytes, which are then passed."""
    if size > data.end - data.at:
        raise damaged()
    data.at += size
    return data.at - size


cdef unsigned long long get_sized(Cursor* data, int width) except? 0xBAD:
    """A number of ``width`` bytes, the highest first."""
    cdef unsigned long long turned = 0
    memcpy(&turned, taken(data, width), width)
    return swap64(turned) >> (64 - 8 * width)


cdef long long get_whole(Cursor* data) except? -0xBAD:
    cdef int first = taken(data, 1)[0], width
    cdef unsigned long long bits
    if first < 0x80:
        return first
    if first >= 0xE0:
        return first - 0x100
    need(UINT8 <= first <= INT8 + 3)
    width = 1 << ((first - UINT8) & 3)
    bits = get_sized(data, width)
    if first < INT8:
        need(bits < 1ULL << 63)
        return <long long>bits
    return <long long>(bits << (64 - 8 * width)) >> (64 - 8 * width)


cdef Py_ssize_t get_count(Cursor* data, Py_ssize_t below) except -1:
    """A number from 0 up to but not including ``below``."""
    cdef long long number = get_whole(data)
    need(0 <= number < below)
    return number


cdef bint get_flag(Cursor* data) except -1:
    cdef int first = taken(data, 1)[0]
    need(first == FALSE or first == TRUE)
    return first == TRUE


cdef Py_ssize_t get_head(Cursor* data, int fixed, int most, int wide) except -1:
    """The size that ``put_head`` wrote; no more than there are bytes to come."""
    cdef int first = taken(data, 1)[0]
    cdef Py_ssize_t size
    cdef int widths = 2 if wide == LIST16 else 3
    if fixed <= first <= fixed + most:
        size = first - fixed
    else:
        need(wide <= first < wide + widths)
        size = <Py_ssize_t>get_sized(data, 1 << (first - wide + 3 - widths))
    need(size <= data.end - data.at)
    return size


cdef Py_ssize_t get_list(Cursor* data) except -1:
    return get_head(data, 0x90, 15, LIST16)


cdef bint all_ascii(const unsigned char* data, Py_ssize_t size) noexcept:
    cdef int seen = 0
    cdef Py_ssize_t at
    for at in range(size):
        seen |= data[at]
    return seen < 0x80


cdef PyObject* get_text(Cursor* data) except NULL:
    """A text, as a new reference."""
    cdef Py_ssize_t size = get_head(data, 0xA0, 31, STR8)
    cdef PyObject* text
    if 1 < size < 32 and all_ascii(data.at, size):
        text = PyUnicode_New(size, 127)
        memcpy(text_bytes(text), taken(data, size), size)
        return text
    try:
        return PyUnicode_DecodeUTF8(<const char*>taken(data, size), size, "surrogatepass")
    except UnicodeError:
        raise damaged() from None


cdef str get_str(Cursor* data):
    cdef PyObject* text = get_text(data)
    result = <str>text
    ref_down(text)
    return result


cdef bint is_text(const Cursor* data) noexcept:
    """Whether a text comes next."""
    return data.at < data.end and (0xA0 <= data.at[0] < 0xC0 or STR8 <= data.at[0] < STR8 + 3)
