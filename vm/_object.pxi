# Objects: named values in order of insertion, found by name. Included by value.pyx.

cdef Py_ssize_t SMALL = 8  # fields up to which an object has no table; their names are interned

cdef enum:
    ROOM_INSIDE = 4  # fields that are kept in the object itself

cdef Py_ssize_t LONGEST_INTERNED = 63
cdef Py_ssize_t LONGEST_FOLDED = 1000  # longer names are found in their own spelling only


cdef inline Py_hash_t text_hash(PyObject* text) noexcept:
    cdef Py_hash_t kept = kept_hash(text)
    return kept if kept != -1 else PyObject_Hash(text)


@cython.final
@cython.freelist(64)
@cython.trashcan(True)
cdef class Object:
    """An object of the program: named fields in order of insertion, found by exact name, then without regard to case."""

    def __cinit__(self):
        self.entries = self.first
        self.room = ROOM_INSIDE

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
        if self.count > ROOM_INSIDE and lay_aside(self.entries, self.count, True):
            self.entries, self.count = self.first, 0
        object_clear(<PyObject*>self)

    cdef Py_ssize_t find_exact(self, PyObject* name) noexcept:
        """Index of the field spelled ``name``, -1 when there is none."""
        cdef Py_ssize_t at
        if self.table != NULL:
            return <Py_ssize_t>self.table[self.slot(name)] - 1
        for at in range(self.count):
            if self.entries[at].key == name:
                return at
        if is_interned(name):
            return -1  # the names of a small object are all interned
        for at in range(self.count):
            if same_text(self.entries[at].key, name):
                return at
        return -1

    cdef size_t slot(self, PyObject* name) noexcept:
        """Where in the table ``name`` is, or belongs."""
        cdef Py_hash_t hash = text_hash(name)
        cdef size_t at = <size_t>hash & self.mask
        cdef PyObject* key
        while self.table[at]:
            key = self.entries[self.table[at] - 1].key
            if key == name or (kept_hash(key) == hash and same_text(key, name)):
                break
            at = (at + 1) & self.mask
        return at

    cdef int tabulate(self, size_t size, long long units) except -1:
        """Make the table anew, with ``size`` places: a power of two, well above the number of fields. With turns where each
        field costs ``units``."""
        cdef Py_ssize_t at
        cdef size_t place, mask = size - 1
        cdef int* table = <int*>PyMem_Calloc(size, sizeof(int))
        if table == NULL:
            raise MemoryError
        try:
            for at in range(self.count):
                if units and at & 0xFF == 0xFF:
                    turn_now(units << 8)
                place = <size_t>text_hash(self.entries[at].key) & mask
                while table[place]:
                    place = (place + 1) & mask
                table[place] = <int>at + 1
        except BaseException:
            PyMem_Free(table)
            raise
        PyMem_Free(self.table)
        self.table, self.mask = table, mask
        return 0

    cdef bint crowded(self) noexcept:
        """Whether the table has to grow for another field."""
        return self.count >= SMALL and <size_t>(3 * self.count) >= 2 * self.mask

    cdef bint unready(self, PyObject* name) noexcept:
        """Whether to look up ``name``, or to add it, takes more than a moment, unless ``make_ready`` comes first."""
        if self.count < MANY_FIELDS or not (self.crowded() or (self.cased and self.folded is None)):
            return False
        return self.find_exact(name) < 0

    cdef int make_ready(self) except -1:
        """Do now, with turns, what the next look-up or the next field would need."""
        if self.cased and self.folded is None:
            self.fold(8)
        if self.crowded():
            self.tabulate(4 * (self.mask + 1), 3)
        return 0

    cdef Py_ssize_t find(self, PyObject* name) except -2:
        """Index of the field spelled ``name``, else of the first that differs in case only, else -1."""
        cdef Py_ssize_t at = self.find_exact(name)
        if at >= 0 or self.count == 0:
            return at
        if not self.cased and is_caseless(name):
            return -1
        return self.find_caseless(name)

    cdef Py_ssize_t find_caseless(self, PyObject* name) except -2:
        """Index of the first field that differs from ``name`` in case at most, else -1."""
        cdef Py_ssize_t at
        cdef str folded
        if text_length(name) > LONGEST_FOLDED:
            return -1
        folded = folded_name(name)
        if not self.cased:
            return self.find_exact(<PyObject*>folded)
        if self.count > SMALL:
            if self.folded is None:
                self.fold(0)
            found = self.folded.get(folded)
            return -1 if found is None else found
        for at in range(self.count):
            if text_length(self.entries[at].key) <= LONGEST_FOLDED and folds_to(self.entries[at].key, folded):
                return at
        return -1

    cdef int fold(self, long long units) except -1:
        """Index the names without their case; with turns where each costs ``units``."""
        cdef dict table = {}
        cdef Py_ssize_t at
        for at in range(self.count):
            if units:
                turn_now(units)
            if text_length(self.entries[at].key) <= LONGEST_FOLDED:
                table.setdefault(folded_name(self.entries[at].key), at)
        self.folded = table
        return 0

    cdef int append(self, PyObject* name, const Value* value) except -1:
        """Add a field that is known to be new."""
        cdef PyObject* key = name
        announce_field(self.count + 1, text_length(name))
        if self.count == self.room:
            self.make_room()
        if self.crowded():
            self.tabulate(max(<size_t>32, 4 * (self.mask + 1)), 0)
        ref_up(key)
        # Not a long one: it would stop being the same text as a value that the program holds, which saved states can tell.
        if self.count < SMALL and text_length(key) <= LONGEST_INTERNED and not is_interned(key):
            PyUnicode_InternInPlace(&key)
        hold_ref(value)
        self.entries[self.count].key = key
        self.entries[self.count].value = value[0]
        if self.table != NULL:
            self.table[self.slot(key)] = <int>self.count + 1
        self.count += 1
        self.cased = self.cased or not is_caseless(key)
        if self.folded is not None and text_length(key) <= LONGEST_FOLDED:
            self.folded.setdefault(folded_name(key), self.count - 1)
        return 0

    cdef int make_room(self) except -1:
        cdef Py_ssize_t room = self.room + (self.room >> 1) + 2
        cdef void* block = PyMem_Realloc(NULL if self.entries == self.first else self.entries, room * sizeof(Entry))
        if block == NULL:
            raise MemoryError
        if self.entries == self.first:
            memcpy(block, self.first, sizeof(self.first))
        self.entries = <Entry*>block
        self.room = room
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
        if self.table != NULL:
            self.tabulate(self.mask + 1, 0)
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
        turn_now(WORK_OF_PYTHON)
        if type(name) is str and self.unready(<PyObject*>name):
            self.make_ready()
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
        if type(name) is str and self.unready(<PyObject*>name):
            self.make_ready()
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
        self.folded = None

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


cdef inline int announce_field(Py_ssize_t total, Py_ssize_t letters) except -1:
    """An object is about to have ``total`` fields, the last with a name of so many letters."""
    cdef void* now = current()
    cdef Budget budget
    if now != NULL:
        budget = <Budget>now
        if total > budget.limits.items:
            budget.check_items(total)
        budget.hold(sizeof(Value) + letters)
    return 0


cdef inline bint is_caseless(PyObject* name) noexcept:
    """Whether ``name`` surely is its own caseless form: ASCII without capitals, and not too long to have one."""
    cdef Py_ssize_t at, size = text_length(name)
    cdef char* letters
    if not text_is_ascii(name) or size > LONGEST_FOLDED:
        return False
    letters = text_bytes(name)
    for at in range(size):
        if 65 <= letters[at] <= 90:
            return False
    return True


cdef bint folds_to(PyObject* name, str folded) except -1:
    """Whether ``folded`` is the caseless form of ``name``."""
    cdef Py_ssize_t at, size = text_length(name)
    cdef char* letters
    cdef char* wanted
    if not text_is_ascii(name):
        return (<str>name).casefold() == folded
    if size != text_length(<PyObject*>folded) or not text_is_ascii(<PyObject*>folded):
        return False
    letters, wanted = text_bytes(name), text_bytes(<PyObject*>folded)
    for at in range(size):
        if letters[at] + (32 if 65 <= letters[at] <= 90 else 0) != wanted[at]:
            return False
    return True


cdef str folded_name(PyObject* name):
    return <str>name if is_caseless(name) else (<str>name).casefold()
