# Objects: named values in order of insertion, found by name. Included by value.pyx.

cdef Py_ssize_t SMALL = 8  # fields up to which an object has no index; their names are interned

cdef Py_ssize_t LONGEST_FOLDED = 1000  # longer names are found in their own spelling only


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
        if at >= 0 or self.count == 0 or text_length(name) > LONGEST_FOLDED:
            return at
        folded = folded_name(name)
        if self.count > SMALL:
            if self.folded is None:
                self.fold()
            found = self.folded.get(folded)
            return -1 if found is None else found
        for at in range(self.count):
            if text_length(self.entries[at].key) <= LONGEST_FOLDED and folded_name(self.entries[at].key) == folded:
                return at
        return -1

    cdef int fold(self) except -1:
        cdef dict table = {}
        cdef Py_ssize_t at
        for at in range(self.count):
            if text_length(self.entries[at].key) <= LONGEST_FOLDED:
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
        if self.folded is not None and text_length(key) <= LONGEST_FOLDED:
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


cdef str text_key(object key):
    if type(key) is str:
        return key
    if isinstance(key, str):
        return str(key)
    raise TypeError(f"a field name must be text, not {type(key).__name__}")


cdef str folded_name(PyObject* name):
    return (<str>name).casefold()
