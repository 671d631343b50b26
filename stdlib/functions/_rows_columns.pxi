# A field of many rows, whose place in the row before is where it is looked for first. Included by _rows.pyx.

cdef Py_ssize_t LONGEST_FOLDED = 1000  # as in vm/_object.pxi
cdef Py_ssize_t DEEPEST = NESTING
cdef str DATA = "data"


@cython.final
cdef class Column:
    """A field by its name. ``loose``: as conditions have it, where ``item.x`` is ``x`` and ``item`` a row that is no object."""

    cdef str name, folded
    cdef list path         # parts of a name with points, else None
    cdef Column inner      # of ``item.x``, the column ``x``
    cdef bint itself       # stands for a row that is no object
    cdef Py_ssize_t place  # in the row before

    def __init__(self, str name not None, bint loose):
        cdef PyObject* text
        self.name = interned(name)
        if len(name) <= LONGEST_FOLDED:
            self.folded = interned(name.casefold())
        if "." in name:
            self.path = name.split(".")[:DEEPEST]
        if loose:
            self.itself = name.lower() in ("item", "value", "it")
            if name[:5].lower() == "item.":
                self.inner = Column(name[5:], False)


cdef str interned(str name):
    """The text that stands for ``name`` as a name of small objects."""
    cdef PyObject* text = <PyObject*>name
    ref_up(text)
    PyUnicode_InternInPlace(&text)
    result = <str>text
    ref_down(text)
    return result


cdef inline Value* seek(Column column, Object row) except? NULL:
    """The field of exactly this name, else of the first that differs in case only, else NULL."""
    cdef PyObject* wanted = <PyObject*>column.name
    if not row.cased and column.folded is not None:
        wanted = <PyObject*>column.folded  # no name of the row has another form
    if column.place < row.count and row.entries[column.place].key == wanted:
        return &row.entries[column.place].value
    return seek_anew(column, row)


cdef Value* seek_anew(Column column, Object row) except? NULL:
    cdef Py_ssize_t at = row.find(<PyObject*>column.name)
    if at < 0:
        return NULL
    column.place = at
    return &row.entries[at].value


cdef inline int read(Column column, const Value* row, Value* out) except -1:
    """``out`` (fresh) = the field of a row, without a reference of its own; null when there is none."""
    cdef Value* found
    if row.tag != TAG_OBJECT:
        out.tag = TAG_NULL
        if column.itself:
            out[0] = row[0]
        return 0
    found = seek(column, <Object>row.o)
    if found != NULL and found.tag != TAG_NULL:
        out[0] = found[0]
        return 0
    out.tag = TAG_NULL
    return read_inside(column, row, out) if column.path is not None else 0


cdef int read_inside(Column column, const Value* row, Value* out) except -1:
    """A name with points that is no field as a whole: field by field, then without ``item.`` before it."""
    cdef Value here = row[0]
    cdef Py_ssize_t at
    for part in column.path:
        data_of(&here)
        at = (<Object>here.o).find(<PyObject*>part) if here.tag == TAG_OBJECT else -1
        if at < 0:
            here.tag = TAG_NULL
            break
        here = (<Object>here.o).entries[at].value
    if here.tag == TAG_NULL and column.inner is not None:
        return read(column.inner, row, out)
    out[0] = here
    return 0


cdef int data_of(Value* value) except -1:
    """A response stands for its data."""
    cdef Py_ssize_t at
    while value.tag == TAG_OBJECT and (<Object>value.o).kind_number == KIND_RESPONSE:
        at = (<Object>value.o).find(<PyObject*>DATA)
        if at < 0:
            value.tag = TAG_NULL
        else:
            value[0] = (<Object>value.o).entries[at].value
    return 0


cdef inline int value_at(Array source, Py_ssize_t at, Column column, Value* out) except -1:
    """``out`` (fresh) = element ``at``, or its field when there is a column; borrowed."""
    cdef Value row
    if column is None:
        element(<PyObject*>source, at, out)
        return 0
    look_ahead(source, at, column.place)
    element(<PyObject*>source, at, &row)
    return read(column, &row, out)


def column_values(list rows not None, str name, bint loose=False):
    """A field of every row, or the rows themselves when the name is None."""
    cdef Column column = None if name is None else Column(name, loose)
    cdef list result = []
    cdef Value row, value
    if column is None:
        return rows
    for thing in rows:
        turn_now(3)
        unbox(thing, &row)
        try:
            read(column, &row, &value)
            result.append(box(&value))
        finally:
            drop(&row)
    return result


def sort_keys(list values not None, plain):
    """What puts values in order: themselves when all are numbers, or all are texts that are none; else what ``plain``,
    the function ``order.sort_key``, gives for each."""
    cdef Value value, number
    cdef list result = []
    cdef bint numbers = True, mine, mixed = False
    for thing in values:
        turn_now(3)
        unbox(thing, &value)
        try:
            mine = value.tag == TAG_BOOL or is_number(&value, &number)
            if mine and value.tag == TAG_BOOL:
                number.i, number.tag = value.i, TAG_INT
            if not result:
                numbers = mine
            if not mixed and (numbers != mine or not (mine or value.tag == TAG_TEXT) or is_nan(&number, mine)):
                mixed = True
                result = [(0, (0, key)) if numbers else (4, key) for key in result]
            if not mixed:
                result.append(box(&number) if mine else thing)
            elif mine and not is_nan(&number, mine):
                result.append((0, (0, box(&number))))
            else:
                result.append((4, thing) if value.tag == TAG_TEXT and not mine else plain(thing))
        finally:
            drop(&value)
    return result


cdef inline bint is_nan(const Value* number, bint is_one) noexcept:
    return is_one and number.tag == TAG_FLOAT and number.f != number.f


cdef inline bint is_number(const Value* value, Value* number) except -1:
    """Whether a value shows a number, and which: a number, or numeric text."""
    if value.tag == TAG_INT or value.tag == TAG_FLOAT:
        number[0] = value[0]
        return True
    return value.tag == TAG_TEXT and scan_number(value.o, number)
