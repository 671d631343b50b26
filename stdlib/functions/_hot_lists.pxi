# Functions between texts and lists: parts, joining, what a list or text contains, its ends. Included by _hot.pyx.

cdef long long MOST = 50_000_000  # as in arguments.py


cdef int text_room(long long chars) except -1:
    """Announce a text about to be built, as in arguments.py."""
    if current() != NULL:
        (<Budget>current()).check_text(chars)
        (<Budget>current()).hold(chars)
    if chars > MOST:
        raise BasicError("GB6903", f"a text of {chars} characters is longer than any program may have")
    return 0


cdef int item_room(long long count) except -1:
    """Announce a list whose elements are counted and paid for when it is made, as in arguments.py."""
    grow_now(count, count)
    if count > MOST:
        raise BasicError("GB6904", f"a list of {count} elements is larger than any program may have")
    return 0


cdef inline int give_bool(Value* result, bint truth) noexcept:
    result.i = truth
    result.tag = TAG_BOOL
    return TAKEN


# ---- lists that change ----

cdef int hot_push(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag != TAG_LIST:
        return OTHER
    (<Array>args.o).push(args + 1)
    ref_up(args.o)
    result[0] = args[0]
    return TAKEN


# ---- SPLIT ----

cdef int hot_split(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef PyObject* text = args.o
    cdef Py_ssize_t parts
    if not is_text(args) or (count == 2 and not is_text(args + 1)):
        return OTHER
    comma = ","
    cdef PyObject* mark = args[1].o if count == 2 else <PyObject*>comma
    if text_length(mark) == 0:
        return OTHER
    spend_now(text_length(text) >> 6)
    parts = PyUnicode_Count(text, mark, 0, text_length(text)) + 1
    text_room(text_length(text))
    item_room(parts)
    return give_parts(text, mark, parts, result)


cdef int give_parts(PyObject* text, PyObject* mark, Py_ssize_t count, Value* result) except -1:
    """A list of the ``count`` parts of ``text`` between the marks."""
    cdef Value* parts = <Value*>room_for(count, sizeof(Value))
    cdef Py_ssize_t done = 0, start = 0, end
    try:
        while done < count:
            turn_now(2)
            end = next_mark(text, mark, start) if done < count - 1 else text_length(text)
            parts[done].o = PyUnicode_Substring(text, start, end)
            parts[done].tag = TAG_TEXT
            done += 1
            start = end + text_length(mark)
        new_list(parts, count, result)
    finally:
        while done:
            done -= 1
            drop(&parts[done])
        PyMem_Free(parts)
    return TAKEN


cdef inline Py_ssize_t next_mark(PyObject* text, PyObject* mark, Py_ssize_t start) except -2:
    """Where the next mark is; there is one."""
    cdef char* data
    cdef char* sought
    if text_is_ascii(text) and text_length(mark) == 1:
        data, sought = text_bytes(text), text_bytes(mark)
        return <char*>memchr(data + start, sought[0], text_length(text) - start) - data
    return PyUnicode_Find(text, mark, start, text_length(text), 1)


# ---- JOIN ----

cdef int hot_join(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag != TAG_LIST or count > 2 or (count == 2 and not is_text(args + 1)):
        return OTHER
    comma = ","
    return join_items(<Array>args.o, args[1].o if count == 2 else <PyObject*>comma, result)


cdef int join_items(Array source, PyObject* mark, Value* result) except -1:
    """One text of all elements, checked as it grows."""
    cdef Py_ssize_t count = source.count, done = 0
    cdef long long size = 0
    cdef Value item
    cdef PyObject** texts = <PyObject**>room_for(count, sizeof(PyObject*))
    try:
        while done < count and done < source.count:  # looked at anew each time
            turn_now(2)
            element(<PyObject*>source, done, &item)
            texts[done] = text_ref(&item)
            size += text_length(texts[done]) + text_length(mark)
            done += 1
            if done % 256 == 0:
                text_room(size)
        count = done
        spend_now(count + (size >> 6))
        size = max(<long long>0, size - text_length(mark))
        text_room(size)
        give_text(result, joined(texts, count, mark, size))
    finally:
        while done:
            done -= 1
            ref_down(texts[done])
        PyMem_Free(texts)
    return TAKEN


cdef PyObject* joined(PyObject** texts, Py_ssize_t count, PyObject* mark, Py_ssize_t size) except NULL:
    """A new text of ``size`` characters: the texts with ``mark`` between them."""
    cdef Py_ssize_t at, place = 0
    cdef int widest = 0
    cdef PyObject* result
    for at in range(count):
        widest |= highest(texts[at])
    if count > 1:
        widest |= highest(mark)
    result = PyUnicode_New(size, 0x10FFFF if widest > 0xFFFF else 0xFFFF if widest > 255 else widest)
    try:
        for at in range(count):
            turn_now(1)
            if at:
                place = put_text(result, place, mark)
            place = put_text(result, place, texts[at])
    except BaseException:
        ref_down(result)
        raise
    return result


cdef inline int highest(PyObject* text) noexcept:
    """Of the code points that a text of this form may have; all bits below it are set."""
    if text_is_ascii(text):
        return 127
    return 255 if text_width(text) == 1 else 0xFFFF if text_width(text) == 2 else 0x1FFFFF


cdef inline Py_ssize_t put_text(PyObject* target, Py_ssize_t place, PyObject* text) noexcept:
    """Copy ``text`` to ``place`` of a text that is being made; gives where it ends."""
    cdef Py_ssize_t size = text_length(text), width = text_width(target)
    if text_width(text) == width:
        memcpy(text_bytes(target) + place * width, text_bytes(text), size * width)
    elif size:
        PyUnicode_CopyCharacters(target, place, text, 0, size)
    return place + size


# ---- looking for something ----

cdef int hot_contains(const Value* args, Py_ssize_t count, Value* result) except -1:
    if args.tag == TAG_LIST:
        return give_bool(result, has_alike(<Array>args.o, args + 1))
    if args.tag == TAG_OBJECT and is_text(args + 1) and (<Object>args.o).kind_number == KIND_PLAIN:
        return give_bool(result, True) if (<Object>args.o).find(args[1].o) >= 0 else OTHER
    if not is_text(args) or not is_text(args + 1):
        return OTHER
    spend_now(text_length(args.o) >> 6)
    return give_bool(result, PyUnicode_Find(args.o, args[1].o, 0, text_length(args.o), 1) >= 0)


cdef bint has_alike(Array source, const Value* sought) except -1:
    cdef Py_ssize_t at = 0
    cdef Value item
    spend_now(4 * source.count)
    while at < source.count:  # looked at anew each time, whatever a comparison does
        element(<PyObject*>source, at, &item)
        turn_now(1)
        if alike(&item, sought):
            return True
        at += 1
    return False


cdef bint alike(const Value* a, const Value* b) except -1:
    """Equal as ``=`` has it, or scalars of the same text."""
    if same(a, b, 0):
        return True
    if a.tag == TAG_NULL or b.tag == TAG_NULL or TAG_LIST <= a.tag <= TAG_OBJECT or TAG_LIST <= b.tag <= TAG_OBJECT:
        return False
    if a.tag == b.tag and (a.tag == TAG_TEXT or a.tag == TAG_INT):
        return False
    return text_of(a) == text_of(b)


cdef int has_end(const Value* args, int side, Value* result) except -1:
    if not is_text(args) or not is_text(args + 1):
        return OTHER
    return give_bool(result, PyUnicode_Tailmatch(args.o, args[1].o, 0, text_length(args.o), side))


cdef int hot_starts_with(const Value* args, Py_ssize_t count, Value* result) except -1:
    return has_end(args, -1, result)


cdef int hot_ends_with(const Value* args, Py_ssize_t count, Value* result) except -1:
    return has_end(args, 1, result)


cdef int hot_replace(const Value* args, Py_ssize_t count, Value* result) except -1:
    cdef Py_ssize_t size, places
    if not is_text(args) or not is_text(args + 1) or not is_text(args + 2):
        return OTHER
    size = text_length(args.o)
    if text_length(args[1].o) == 0:
        ref_up(args.o)
        return give_text(result, args.o)
    spend_now(size >> 6)
    places = PyUnicode_Count(args.o, args[1].o, 0, size)
    text_room(size + places * (text_length(args[2].o) - text_length(args[1].o)))
    if places > 256 and text_is_ascii(args.o) and text_is_ascii(args[2].o):
        return give_text(result, replaced(args.o, args[1].o, args[2].o, places))
    return give_text(result, PyUnicode_Replace(args.o, args[1].o, args[2].o, -1))


cdef PyObject* replaced(PyObject* text, PyObject* old, PyObject* new, Py_ssize_t count) except NULL:
    """A new text in ASCII: ``text`` with ``new`` in the ``count`` places of ``old``."""
    cdef Py_ssize_t size = text_length(text), width = text_length(old), added = text_length(new)
    cdef Py_ssize_t start = 0, end, place = 0
    cdef PyObject* result = PyUnicode_New(size + count * (added - width), 127)
    try:
        while count:
            turn_now(2)
            end = next_mark(text, old, start)
            memcpy(text_bytes(result) + place, text_bytes(text) + start, end - start)
            memcpy(text_bytes(result) + place + end - start, text_bytes(new), added)
            place += end - start + added
            start = end + width
            count -= 1
        memcpy(text_bytes(result) + place, text_bytes(text) + start, size - start)
    except BaseException:
        ref_down(result)
        raise
    return result
