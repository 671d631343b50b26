# JSON out. Included by value.pyx.

_quote = json.encoder.encode_basestring
_TOO_DEEP = "a value is nested too deeply"

# Hosts turn values into text outside of a run, too: a small list that holds itself many times over must not fill memory.
cdef long long MOST_OUTSIDE = 4 << 20


cdef class _JsonText:
    """Collects the parts of one JSON text and stops when it grows past the text limit."""

    cdef list parts, blocks
    cdef long long size, most
    cdef int limit
    cdef PyObject* path[512]

    def __cinit__(self):
        self.parts, self.blocks = [], []
        self.limit = nesting_limit()
        self.most = (<Budget>current()).limits.text if current() != NULL else MOST_OUTSIDE

    cdef int add(self, str part) except -1:
        self.size += len(part)
        self.parts.append(part)
        if self.size > self.most:
            raise BasicError("GB6903", f"a text of {self.size} characters is longer than the {self.most} allowed")
        if len(self.parts) >= 4096:
            self.blocks.append("".join(self.parts))
            self.parts.clear()
        return turn_now(2 + (len(part) >> 5))

    cdef str whole(self):
        text_now(self.size, 1)
        return "".join([*self.blocks, *self.parts])

    cdef int write(self, const Value* value, int depth) except -1:
        if value.tag == TAG_TEXT:
            if text_length(value.o) > self.most:
                return self.add(_quote((<str>value.o)[:self.most + 1]))
            return self.add(_quote(<str>value.o))
        if value.tag == TAG_NULL or (value.tag == TAG_FLOAT and value.f - value.f != 0):
            return self.add("null")
        if value.tag == TAG_TIME:
            return self.write_time(<object>value.o)
        if value.tag < TAG_TEXT:
            return self.add(text_of(value))
        return self.write_container(value, depth)

    cdef int write_time(self, object moment) except -1:
        return self.add(time_text(moment) if isinstance(moment, timedelta) else _quote(time_text(moment)))

    cdef int write_container(self, const Value* value, int depth) except -1:
        cdef int at
        for at in range(depth):
            if self.path[at] == value.o:
                return self.add("null")
        if depth >= self.limit:
            raise BasicError("GB6905", _TOO_DEEP)
        spend_now((<Array>value.o).count if value.tag == TAG_LIST else (<Object>value.o).count)
        self.path[depth] = value.o
        held = <object>value.o
        if value.tag == TAG_LIST:
            return self.write_list(<Array>held, depth)
        return self.write_object(<Object>held, depth)

    cdef int write_list(self, Array source, int depth) except -1:
        cdef Py_ssize_t at = 0
        cdef Value item
        self.add("[")
        while at < source.count:
            if at:
                self.add(", ")
            element(<PyObject*>source, at, &item)
            self.write(&item, depth + 1)
            at += 1
        return self.add("]")

    cdef int write_object(self, Object source, int depth) except -1:
        cdef Py_ssize_t at = 0
        cdef Value item
        self.add("{")
        while at < source.count:
            item = source.entries[at].value
            hold_ref(&item)
            try:
                self.add(f"{', ' if at else ''}{_quote(<str>source.entries[at].key)}: ")
                self.write(&item, depth + 1)
            finally:
                drop(&item)
            at += 1
        return self.add("}")


def json_start(thing, chars):
    """JSON text of ``thing``, at most about ``chars`` characters of it: the rest is not looked at."""
    cdef _JsonText out = _JsonText()
    cdef Value value
    out.most = chars
    unbox(thing, &value)
    try:
        out.write(&value, 0)
    except BasicError as error:
        if error.code != "GB6903":
            raise
    finally:
        drop(&value)
    return out.whole()


cdef str json_of(const Value* value):
    cdef _JsonText out = _JsonText()
    out.write(value, 0)
    return out.whole()


cdef str json_of_thing(object thing):
    cdef Value value
    unbox(thing, &value)
    try:
        return json_of(&value)
    finally:
        drop(&value)
