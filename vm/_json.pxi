# JSON out and in. Included by value.pyx.

_quote = json.encoder.encode_basestring
_TOO_DEEP = "a value is nested too deeply"

# Hosts turn values into text outside of a run, too: a small list that holds itself many times over must not fill memory.
cdef long long MOST_OUTSIDE = 4 << 20


cdef class _JsonText:
    """Collects the parts of one JSON text and stops when it grows past the text limit."""

    cdef list parts
    cdef long long size, most
    cdef int limit
    cdef PyObject* path[512]

    def __cinit__(self):
        self.parts = []
        self.limit = nesting_limit()
        self.most = (<Budget>current()).limits.text if current() != NULL else MOST_OUTSIDE

    cdef int add(self, str part) except -1:
        self.size += len(part)
        self.parts.append(part)
        if self.size > self.most:
            raise BasicError("GB6903", f"a text of {self.size} characters is longer than the {self.most} allowed")
        return 0

    cdef int write(self, const Value* value, int depth) except -1:
        if value.tag == TAG_TEXT:
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
        if value.tag == TAG_LIST:
            return self.write_list(<Array>value.o, depth)
        return self.write_object(<Object>value.o, depth)

    cdef int write_list(self, Array source, int depth) except -1:
        cdef Py_ssize_t at
        cdef Value item
        self.add("[")
        for at in range(source.count):
            if at:
                self.add(", ")
            element(<PyObject*>source, at, &item)
            self.write(&item, depth + 1)
        return self.add("]")

    cdef int write_object(self, Object source, int depth) except -1:
        cdef Py_ssize_t at
        self.add("{")
        for at in range(source.count):
            if at:
                self.add(", ")
            self.add(_quote(<str>source.entries[at].key))
            self.add(": ")
            self.write(&source.entries[at].value, depth + 1)
        return self.add("}")


cdef str json_of(const Value* value):
    cdef _JsonText out = _JsonText()
    out.write(value, 0)
    text_now(out.size, 1)
    return "".join(out.parts)


cdef str json_of_thing(object thing):
    cdef Value value
    unbox(thing, &value)
    try:
        return json_of(&value)
    finally:
        drop(&value)


cdef object enter_json(object thing, int depth, int limit):
    """What ``json`` read as values of the program, GB6905 when too deep; nothing in it is shared."""
    if type(thing) is not dict and type(thing) is not list:
        return thing
    if depth >= limit:
        raise BasicError("GB6905", _TOO_DEEP)
    if type(thing) is dict:
        fields = Object()
        for key, item in (<dict>thing).items():
            set_exactly(fields, key, enter_json(item, depth + 1, limit))
        return fields
    items = Array()
    for item in <list>thing:
        items.append(enter_json(item, depth + 1, limit))
    return items


cdef int json_value(str text, Value* fresh) except -1:
    """The value of JSON text; GB6004 when it is not JSON, GB6905 when it is nested too deeply."""
    spend_now(len(text) >> 1)
    try:
        found = json.loads(text, parse_constant=_refuse_constant, parse_int=_whole)
    except RecursionError:
        raise BasicError("GB6905", _TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise BasicError(
            "GB6004", f"this text is not JSON at line {error.lineno}, column {error.colno}"
        ) from None
    return unbox(enter_json(found, 0, nesting_limit()), fresh)


cdef int json_in_text(str text, Value* fresh) except -1:
    """1 and the list or object that the text holds as JSON, perhaps in a ``` fence; 0 when it holds none."""
    spend_now(len(text) >> 6)
    text = text.strip()
    if text.startswith("```"):
        head, _, text = text[3:].partition("\n")
        if "`" in head:
            return 0
        text = text.partition("```")[0].strip()
    if not text.startswith(("{", "[")):
        return 0
    spend_now(len(text) >> 1)
    try:
        found = json.loads(text, parse_constant=_refuse_constant, parse_int=_whole)
        unbox(enter_json(found, 0, nesting_limit()), fresh)
    except (RecursionError, json.JSONDecodeError):
        return 0
    except BasicError as error:
        if error.code in ("GB6004", "GB6905"):
            return 0
        raise
    return 1


def _refuse_constant(name):
    raise BasicError("GB6004", f"{name} is not allowed in JSON")


def _whole(digits):
    cdef Value number
    scan_long(digits.encode(), False, &number)
    return box(&number)
