# Lists and objects over C arrays of Value. Included by value.pyx.
# The arrays hold raw references, so both types bring their own traverse and clear (see the end of this file).

cdef Py_ssize_t SMALL = 8  # fields up to which an object has no index; their names are interned


@cython.final
@cython.trashcan(True)
cdef class Array:
    """A list of the program: 0-based, by reference. ``rowset`` marks the result of a query."""

    def __init__(self, iterable=()):
        self.extend(iterable)

    def __dealloc__(self):
        cdef Py_ssize_t at
        for at in range(self.count):
            drop(&self.values[at])
        PyMem_Free(self.values)

    cdef int reserve(self, Py_ssize_t room) except -1:
        """Make room for at least ``room`` elements, and some more when growing one by one."""
        if room <= self.room:
            return 0
        cdef Py_ssize_t wanted = room + (room >> 3) + (4 if self.room else 0)
        cdef void* block = PyMem_Realloc(self.values, wanted * sizeof(Value))
        if block == NULL:
            raise MemoryError
        self.values = <Value*>block
        self.room = wanted
        return 0

    cdef int push(self, const Value* value) except -1:
        grow_now(self.count + 1, 1)
        self.reserve(self.count + 1)
        hold_ref(value)
        self.values[self.count] = value[0]
        self.count += 1
        return 0

    cdef int pad(self, Py_ssize_t count) except -1:
        """Lengthen with nulls to ``count`` elements."""
        if count <= self.count:
            return 0
        grow_now(count, count - self.count)
        spend_now((count - self.count) >> 3)
        self.reserve(count)
        memset(self.values + self.count, 0, (count - self.count) * sizeof(Value))
        self.count = count
        return 0

    cdef int put(self, Py_ssize_t index, const Value* value) except -1:
        """Element ``index`` (0 or more) = ``value``; the list grows as needed."""
        if index >= self.count:
            if index == self.count:
                return self.push(value)
            # The largest index has no successor; any list that long is refused by its size.
            self.pad(index + (index < PY_SSIZE_T_MAX))
        copy(&self.values[index], value)
        return 0

    cdef Py_ssize_t place(self, object index) except -1:
        cdef Py_ssize_t at = index
        if at < 0:
            at += self.count
        if not 0 <= at < self.count:
            raise IndexError("list index out of range")
        return at

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Array([box(&self.values[at]) for at in range(*index.indices(self.count))])
        return box(&self.values[self.place(index)])

    def __setitem__(self, index, item):
        cdef Value value
        cdef Py_ssize_t at = self.place(index)
        unbox(item, &value)
        take(&self.values[at], &value)

    def __delitem__(self, index):
        self.pop(index)

    def __iter__(self):
        return ArrayIterator(self)

    def __contains__(self, item):
        return any(item is each or item == each for each in self)

    def __eq__(self, other):
        if not isinstance(other, (Array, list)):
            return NotImplemented
        if len(other) != self.count:
            return False
        return all(mine is theirs or mine == theirs for mine, theirs in zip(self, other))

    __hash__ = None

    def __repr__(self):
        return f"{'Rowset' if self.rowset else 'Array'}({json_of_thing(self)})"

    def append(self, item):
        """Add one element at the end."""
        cdef Value value
        unbox(item, &value)
        try:
            self.push(&value)
        finally:
            drop(&value)

    def insert(self, index, item):
        """Add one element before ``index``."""
        cdef Py_ssize_t at = index
        cdef Value value
        if at < 0:
            at = max(0, at + self.count)
        at = min(at, self.count)
        self.append(item)
        value = self.values[self.count - 1]
        memmove(&self.values[at + 1], &self.values[at], (self.count - 1 - at) * sizeof(Value))
        self.values[at] = value

    def extend(self, iterable):
        """Add all elements of ``iterable``."""
        cdef Py_ssize_t at, count
        cdef Array other
        if isinstance(iterable, Array):
            other = <Array>iterable
            count = other.count
            grow_now(self.count + count, count)
            self.reserve(self.count + count)
            for at in range(count):
                hold_ref(&other.values[at])
                self.values[self.count] = other.values[at]
                self.count += 1
            return
        for item in iterable:
            self.append(item)

    def pop(self, index=-1):
        """Take out and give element ``index``."""
        cdef Py_ssize_t at = self.place(index)
        result = box(&self.values[at])
        drop(&self.values[at])
        self.count -= 1
        memmove(&self.values[at], &self.values[at + 1], (self.count - at) * sizeof(Value))
        return result

    def clear(self):
        """Take out all elements."""
        array_clear(<PyObject*>self)

    def remove(self, item):
        """Take out the first element equal to ``item``; ValueError when there is none."""
        del self[self.index(item)]

    def index(self, item):
        """Index of the first element equal to ``item``; ValueError when there is none."""
        for at, each in enumerate(self):
            if item is each or item == each:
                return at
        raise ValueError("not in list")

    def reverse(self):
        """Turn the order around, in place."""
        cdef Py_ssize_t low = 0, high = self.count - 1
        while low < high:
            self.values[low], self.values[high] = self.values[high], self.values[low]
            low += 1
            high -= 1

    def copy(self):
        """A new list of the same elements."""
        cdef Array result = Array(self)
        result.rowset = self.rowset
        return result

    def __copy__(self):
        return self.copy()

    def __reduce__(self):
        return _new_array, (list(self), self.rowset)


def _new_array(items, rowset):
    result = Array(items)
    result.rowset = rowset
    return result


@cython.final
cdef class ArrayIterator:
    """Goes over a list by index, so the list may change meanwhile."""

    cdef Array source
    cdef Py_ssize_t at

    def __init__(self, Array source not None):
        self.source = source

    def __iter__(self):
        return self

    def __next__(self):
        if self.at >= self.source.count:
            raise StopIteration
        self.at += 1
        return box(&self.source.values[self.at - 1])


@cython.final
@cython.trashcan(True)
cdef class Object:
    """An object of the program: named fields in order of insertion, found by exact name, then without regard to case."""

    def __init__(self, mapping_or_pairs=()):
        pairs = mapping_or_pairs.items() if isinstance(mapping_or_pairs, Mapping) else mapping_or_pairs
        cdef Value value
        for key, item in pairs:
            name = text_key(key)
            unbox(item, &value)
            try:
                self.put_exact(<PyObject*>name, &value)
            finally:
                drop(&value)

    def __dealloc__(self):
        cdef Py_ssize_t at
        for at in range(self.count):
            ref_down(self.entries[at].key)
            drop(&self.entries[at].value)
        PyMem_Free(self.entries)

    cdef Py_ssize_t find_exact(self, PyObject* name) except -2:
        """Index of the field spelled ``name``, -1 when there is none."""
        cdef Py_ssize_t at
        for at in range(min(self.count, SMALL)):
            if self.entries[at].key == name:
                return at
        if self.exact is not None:
            found = self.exact.get(<object>name)
            return -1 if found is None else found
        if is_interned(name):
            return -1  # the names of a small object are all interned
        for at in range(self.count):
            if same_text(self.entries[at].key, name):
                return at
        return -1

    cdef Py_ssize_t find(self, PyObject* name) except -2:
        """Index of the field spelled ``name``, else of the first that differs in case only, else -1."""
        cdef Py_ssize_t at = self.find_exact(name)
        cdef str folded
        if at >= 0 or self.count == 0:
            return at
        folded = folded_name(name)
        if self.count > SMALL:
            if self.folded is None:
                self.fold()
            found = self.folded.get(folded)
            return -1 if found is None else found
        for at in range(self.count):
            if folded_name(self.entries[at].key) == folded:
                return at
        return -1

    cdef int fold(self) except -1:
        cdef dict table = {}
        cdef Py_ssize_t at
        for at in range(self.count):
            table.setdefault(folded_name(self.entries[at].key), at)
        self.folded = table
        return 0

    cdef int append(self, PyObject* name, const Value* value) except -1:
        """Add a field that is known to be new."""
        cdef PyObject* key = name
        cdef Py_ssize_t room
        cdef void* block
        grow_now(self.count + 1, 1)
        hold_now(text_length(name))
        if self.count == self.room:
            room = self.room + (self.room >> 2) + 4
            block = PyMem_Realloc(self.entries, room * sizeof(Entry))
            if block == NULL:
                raise MemoryError
            self.entries = <Entry*>block
            self.room = room
        ref_up(key)
        if self.count < SMALL:
            PyUnicode_InternInPlace(&key)
        hold_ref(value)
        self.entries[self.count].key = key
        self.entries[self.count].value = value[0]
        self.count += 1
        if self.exact is not None:
            self.exact[<object>key] = self.count - 1
        elif self.count > SMALL:
            self.index_exactly()
        if self.folded is not None:
            self.folded.setdefault(folded_name(key), self.count - 1)
        return 0

    cdef int index_exactly(self) except -1:
        cdef Py_ssize_t at
        self.exact = {<object>self.entries[at].key: at for at in range(self.count)}
        return 0

    cdef int put(self, PyObject* name, const Value* value) except -1:
        """As SETF: the field found by ``find``, else a new one."""
        cdef Py_ssize_t at = self.find(name)
        if at < 0:
            return self.append(name, value)
        copy(&self.entries[at].value, value)
        return 0

    cdef int put_exact(self, PyObject* name, const Value* value) except -1:
        """Set the field of exactly this name, as reading data does."""
        cdef Py_ssize_t at = self.find_exact(name)
        if at < 0:
            return self.append(name, value)
        copy(&self.entries[at].value, value)
        return 0

    cdef int remove_at(self, Py_ssize_t index) except -1:
        cdef Entry old = self.entries[index]
        self.count -= 1
        memmove(&self.entries[index], &self.entries[index + 1], (self.count - index) * sizeof(Entry))
        self.folded = None
        if self.exact is not None:
            self.index_exactly()
        ref_down(old.key)
        drop(&old.value)
        return 0

    @property
    def kind(self):
        """``""``, ``"response"``, ``"file"`` or ``"error"``."""
        return KIND_NAMES[self.kind_number]

    @kind.setter
    def kind(self, name):
        self.kind_number = KIND_NAMES.index(name)

    def __len__(self):
        return self.count

    def __bool__(self):
        return self.count > 0 or self.kind_number != KIND_PLAIN

    def __getitem__(self, name):
        cdef Py_ssize_t at = self.find(<PyObject*>name) if type(name) is str else -1
        if at < 0:
            raise KeyError(name)
        return box(&self.entries[at].value)

    def get(self, name, default=None):
        """Field ``name``, exact spelling first, else ``default``."""
        cdef Py_ssize_t at = self.find(<PyObject*>name) if type(name) is str else -1
        return default if at < 0 else box(&self.entries[at].value)

    def __setitem__(self, name, item):
        cdef Value value
        key = text_key(name)
        unbox(item, &value)
        try:
            self.put(<PyObject*>key, &value)
        finally:
            drop(&value)

    def __delitem__(self, name):
        cdef Py_ssize_t at = self.find(<PyObject*>name) if type(name) is str else -1
        if at < 0:
            raise KeyError(name)
        self.remove_at(at)

    def __contains__(self, name):
        return type(name) is str and self.find(<PyObject*>name) >= 0

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        """Field names in order, as a list."""
        cdef Py_ssize_t at
        return [<object>self.entries[at].key for at in range(self.count)]

    def values(self):
        """Field values in order, as a list."""
        cdef Py_ssize_t at
        return [box(&self.entries[at].value) for at in range(self.count)]

    def items(self):
        """Pairs in order, as a list."""
        cdef Py_ssize_t at
        return [(<object>self.entries[at].key, box(&self.entries[at].value)) for at in range(self.count)]

    def pop(self, name, *default):
        """Take out and give field ``name``; KeyError when there is none and no default."""
        if name not in self:
            if default:
                return default[0]
            raise KeyError(name)
        result = self[name]
        del self[name]
        return result

    def setdefault(self, name, default=None):
        """Field ``name``, set to ``default`` first when there is none."""
        if name not in self:
            self[name] = default
        return self[name]

    def update(self, mapping_or_pairs=(), **fields):
        """Set several fields, each as ``[]=`` does."""
        pairs = mapping_or_pairs.items() if isinstance(mapping_or_pairs, Mapping) else mapping_or_pairs
        for name, item in pairs:
            self[name] = item
        for name, item in fields.items():
            self[name] = item

    def clear(self):
        """Take out all fields."""
        object_clear(<PyObject*>self)
        self.exact = self.folded = None

    def copy(self):
        """A new object of the same kind and fields."""
        cdef Object result = Object(self)
        result.kind_number = self.kind_number
        return result

    def __copy__(self):
        return self.copy()

    def __eq__(self, other):
        cdef Object theirs
        if isinstance(other, dict):
            return dict(self.items()) == other
        if not isinstance(other, Object):
            return NotImplemented
        theirs = <Object>other
        return self.kind_number == theirs.kind_number and dict(self.items()) == dict(theirs.items())

    __hash__ = None

    def __repr__(self):
        return f"Object({json_of_thing(self)})"

    def __reduce__(self):
        return _new_object, (self.items(), self.kind)


def _new_object(pairs, kind):
    result = Object(pairs)
    result.kind = kind
    return result


KIND_NAMES = ("", "response", "file", "error")
MutableSequence.register(Array)
MutableMapping.register(Object)


cdef int new_list(const Value* values, Py_ssize_t count, Value* fresh) except -1:
    """``fresh`` = a new list of copies of ``count`` values."""
    cdef Array result
    cdef Py_ssize_t at
    grow_now(count, count)
    hold_now(48)
    spend_now(count >> 3)
    result = Array.__new__(Array)
    result.reserve(count)
    for at in range(count):
        hold_ref(&values[at])
        result.values[at] = values[at]
    result.count = count
    return own(<PyObject*>result, TAG_LIST, fresh)


cdef int new_object(Value* fresh) except -1:
    """``fresh`` = a new empty object."""
    hold_now(48)
    cdef Object result = Object.__new__(Object)
    return own(<PyObject*>result, TAG_OBJECT, fresh)


cdef int join_lists(Array a, Array b, Value* fresh) except -1:
    """``fresh`` = a new list of the elements of both."""
    cdef Array result
    grow_now(a.count + b.count, 0)
    hold_now(48)
    spend_now((a.count + b.count) >> 3)
    result = Array.__new__(Array)
    result.extend(a)
    result.extend(b)
    return own(<PyObject*>result, TAG_LIST, fresh)


cdef str text_key(object key):
    if type(key) is str:
        return key
    if isinstance(key, str):
        return str(key)
    raise TypeError(f"a field name must be text, not {type(key).__name__}")


cdef str folded_name(PyObject* name):
    return (<str>name).casefold()


# ---- garbage collection ----

cdef int array_traverse(PyObject* self, visitproc visit, void* arg) noexcept:
    cdef Value* values = (<Array>self).values
    cdef Py_ssize_t at, count = (<Array>self).count
    cdef int stop
    for at in range(count):
        if TAG_LIST <= values[at].tag <= TAG_OBJECT:
            stop = visit(values[at].o, arg)
            if stop:
                return stop
    return 0


cdef int array_clear(PyObject* self) noexcept:
    cdef Value* values = (<Array>self).values
    cdef Py_ssize_t at, count = (<Array>self).count
    (<Array>self).values = NULL
    (<Array>self).count = (<Array>self).room = 0
    for at in range(count):
        drop(&values[at])
    PyMem_Free(values)
    return 0


cdef int object_traverse(PyObject* self, visitproc visit, void* arg) noexcept:
    cdef Entry* entries = (<Object>self).entries
    cdef Py_ssize_t at, count = (<Object>self).count
    cdef int stop
    for at in range(count):
        if TAG_LIST <= entries[at].value.tag <= TAG_OBJECT:
            stop = visit(entries[at].value.o, arg)
            if stop:
                return stop
    return 0


cdef int object_clear(PyObject* self) noexcept:
    cdef Entry* entries = (<Object>self).entries
    cdef Py_ssize_t at, count = (<Object>self).count
    (<Object>self).entries = NULL
    (<Object>self).count = (<Object>self).room = 0
    for at in range(count):
        ref_down(entries[at].key)
        drop(&entries[at].value)
    PyMem_Free(entries)
    return 0


# Only lists and objects can be part of a cycle; the index dictionaries hold texts and small numbers.
ARRAY_TYPE.tp_traverse = array_traverse
ARRAY_TYPE.tp_clear = array_clear
OBJECT_TYPE.tp_traverse = object_traverse
OBJECT_TYPE.tp_clear = object_clear


@cython.final
cdef class CBuiltin:
    """A pure function compiled to C; also callable from Python. ``fallback`` takes the unusual arguments."""

    def __init__(self):
        raise TypeError("made by compiled modules only")

    def with_fallback(self, fallback, env=False):
        """The same C function, with the Python function that takes what it does not handle."""
        cdef CBuiltin result = compiled(self.name, self.function)
        result.fallback = fallback
        result.env = env
        return result

    def __call__(self, *args):
        """Call as BASIC would; TypeError when these arguments need the fallback and there is none."""
        cdef Array window = Array(args)
        cdef Value result
        result.tag = TAG_NULL
        if self.function(window.values, window.count, &result) == 0:
            try:
                return box(&result)
            finally:
                drop(&result)
        if self.fallback is None:
            raise TypeError(f"{self.name} cannot take these arguments in C")
        return self.fallback(*args)

    def __repr__(self):
        return f"<compiled {self.name}>"


cdef CBuiltin compiled(str name, Compiled function):
    """Wrap a C function for the loop; the way other modules make CBuiltins."""
    cdef CBuiltin result = CBuiltin.__new__(CBuiltin)
    result.name = name
    result.function = function
    return result
