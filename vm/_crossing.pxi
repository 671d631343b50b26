# Between Value and Python objects. Included by value.pyx.

cdef PyObject* box_ref(const Value* value) except NULL:
    """A new reference to the Python object for ``value``."""
    cdef PyObject* result
    if value.tag >= TAG_TEXT:
        result = value.o
    elif value.tag == TAG_INT:
        return PyLong_FromLongLong(value.i)
    elif value.tag == TAG_FLOAT:
        return PyFloat_FromDouble(value.f)
    elif value.tag == TAG_BOOL:
        result = TRUE_REF if value.i else FALSE_REF
    else:
        result = NONE_REF
    ref_up(result)
    return result


cdef object box(const Value* value):
    cdef PyObject* result = box_ref(value)
    thing = <object>result
    ref_down(result)
    return thing


cdef inline int own(PyObject* thing, long long tag, Value* out) except -1:
    ref_up(thing)
    out.o = thing
    out.tag = tag
    return 0


cdef int unbox(object thing, Value* out) except -1:
    """``out`` (fresh) = the value for ``thing``, with a reference of its own; TypeError when BASIC has no such value."""
    cdef PyObject* ref = <PyObject*>thing
    cdef PyTypeObject* kind = Py_TYPE(ref)
    out.tag = TAG_NULL
    if ref == NONE_REF:
        return 0
    if kind == TEXT_TYPE:
        return own(ref, TAG_TEXT, out)
    if kind == INT_TYPE:
        return unbox_int(thing, out)
    if kind == FLOAT_TYPE:
        out.f = thing
        out.tag = TAG_FLOAT
        return 0
    if ref == TRUE_REF or ref == FALSE_REF:
        out.i = ref == TRUE_REF
        out.tag = TAG_BOOL
        return 0
    if kind == ARRAY_TYPE:
        return own(ref, TAG_LIST, out)
    if kind == OBJECT_TYPE:
        return own(ref, TAG_OBJECT, out)
    return unbox_other(thing, out)


cdef int unbox_int(object thing, Value* out) except -1:
    cdef int overflow = 0
    cdef long long whole = PyLong_AsLongLongAndOverflow(thing, &overflow)
    if overflow:
        try:
            out.f = float(thing)
        except OverflowError:
            out.f = math.inf if overflow > 0 else -math.inf
        out.tag = TAG_FLOAT
    else:
        out.i = whole
        out.tag = TAG_INT
    return 0


cdef int unbox_other(object thing, Value* out) except -1:
    if isinstance(thing, datetime):
        if thing.tzinfo is not None:
            thing = thing.astimezone(timezone.utc).replace(tzinfo=None)
        return own(<PyObject*>thing, TAG_TIME, out)
    if isinstance(thing, (date, timedelta)):
        return own(<PyObject*>thing, TAG_TIME, out)
    if isinstance(thing, time):
        return own_time(thing, out)
    if isinstance(thing, (list, tuple, Mapping)):
        return unbox(from_python(thing), out)
    if isinstance(thing, str):
        return unbox(str.__str__(thing), out)
    if isinstance(thing, int):
        return unbox_int(int(thing), out)
    if isinstance(thing, float):
        return unbox(float(thing), out)
    raise TypeError(f"BASIC has no value for a Python {type(thing).__name__}")


cdef int own_time(object thing, Value* out) except -1:
    naive = thing.replace(tzinfo=None)
    return own(<PyObject*>naive, TAG_TIME, out)


cdef int MAX_CONVERSION_DEPTH = 500


def from_python(v):
    """``v`` with lists and tuples as Array and mappings as Object, deeply; sharing and cycles are kept."""
    return enter_python(v, {}, 0, MAX_CONVERSION_DEPTH)


cdef object enter_python(object thing, dict seen, int depth, int limit):
    if not isinstance(thing, (list, tuple, Mapping)) or type(thing) is Object:
        return thing
    known = seen.get(id(thing))
    if known is not None:
        return known
    if depth >= limit:
        raise BasicError("GB6905", _TOO_DEEP)
    if isinstance(thing, Mapping):
        result = seen[id(thing)] = Object()
        for key, item in thing.items():
            set_exactly(result, key, enter_python(item, seen, depth + 1, limit))
    else:
        result = seen[id(thing)] = Array()
        for item in thing:
            result.append(enter_python(item, seen, depth + 1, limit))
    return result


cdef int set_exactly(Object target, object key, object item) except -1:
    cdef Value value
    name = text_key(key)
    unbox(item, &value)
    try:
        return target.put_exact(<PyObject*>name, &value)
    finally:
        drop(&value)


def to_python(v):
    """``v`` with Array as list and Object as dict, deeply; sharing and cycles are kept."""
    return leave_python(v, {}, 0)


cdef object leave_python(object thing, dict seen, int depth):
    if type(thing) is not Array and type(thing) is not Object:
        return thing
    known = seen.get(id(thing))
    if known is not None:
        return known
    if depth >= MAX_CONVERSION_DEPTH:
        raise BasicError("GB6905", _TOO_DEEP)
    if type(thing) is Array:
        result = seen[id(thing)] = []
        for item in thing:
            result.append(leave_python(item, seen, depth + 1))
    else:
        result = seen[id(thing)] = {}
        for key, item in thing.items():
            result[key] = leave_python(item, seen, depth + 1)
    return result
