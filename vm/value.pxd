# The value of the machine: a 16-byte tagged struct, and the two containers over C arrays of it. See value.pyx.
# A Value owns one reference to its object when its tag is TAG_TEXT or above.

cimport cython
from cpython.object cimport PyObject
from vm.budget cimport METERED, Budget

cdef extern from *:
    """
    #ifndef GB_VALUE
    #define GB_VALUE
    typedef struct { union { long long i; double f; PyObject *o; }; long long tag; } GbValue;
    typedef struct { PyObject *key; GbValue value; } GbEntry;
    typedef union { long long i; double f; } GbNumber;
    #define GB_ADD_OVERFLOWS(a, b, r) __builtin_saddll_overflow(a, b, r)
    #define GB_SUB_OVERFLOWS(a, b, r) __builtin_ssubll_overflow(a, b, r)
    #define GB_MUL_OVERFLOWS(a, b, r) __builtin_smulll_overflow(a, b, r)
    #define GB_LIKELY(x) __builtin_expect(!!(x), 1)
    #define GB_KEPT_HASH(text) (((PyASCIIObject *)(text))->hash)
    /* The dispatch loop is so large that the compiler would stop inlining the few instructions of copy() and drop(). */
    #undef CYTHON_INLINE
    #define CYTHON_INLINE __inline__ __attribute__((always_inline))
    #endif
    """
    ctypedef struct Value "GbValue":
        long long i
        double f
        PyObject* o
        long long tag
    ctypedef struct Entry "GbEntry":
        PyObject* key
        Value value
    ctypedef union Number "GbNumber":
        long long i
        double f
    bint add_overflows "GB_ADD_OVERFLOWS"(long long a, long long b, long long* result) noexcept
    bint sub_overflows "GB_SUB_OVERFLOWS"(long long a, long long b, long long* result) noexcept
    bint mul_overflows "GB_MUL_OVERFLOWS"(long long a, long long b, long long* result) noexcept
    bint likely "GB_LIKELY"(bint x) noexcept
    void ref_up "Py_INCREF"(PyObject* o) noexcept
    void ref_down "Py_DECREF"(PyObject* o) noexcept
    Py_ssize_t text_length "PyUnicode_GET_LENGTH"(PyObject* o) noexcept
    int text_width "PyUnicode_KIND"(PyObject* o) noexcept
    bint text_is_ascii "PyUnicode_IS_COMPACT_ASCII"(PyObject* o) noexcept
    char* text_bytes "PyUnicode_DATA"(PyObject* o) noexcept
    Py_hash_t kept_hash "GB_KEPT_HASH"(PyObject* o) noexcept
    Py_hash_t PyObject_Hash(PyObject* o) noexcept

cdef enum:
    TAG_NULL = 0
    TAG_BOOL = 1
    TAG_INT = 2
    TAG_FLOAT = 3
    TAG_TEXT = 4
    TAG_LIST = 5
    TAG_OBJECT = 6
    TAG_TIME = 7  # date, datetime, time, timedelta

cdef enum:
    KIND_PLAIN = 0
    KIND_RESPONSE = 1
    KIND_FILE = 2
    KIND_ERROR = 3

# Units for an operator that has a date, time or duration on either side.
cdef enum:
    WORK_ON_TIME = 4

# What order() and the comparisons on it give.
cdef enum:
    LESS = -1
    SAME = 0
    MORE = 1
    UNORDERED = 2


# How a list keeps its elements: as bytes for TAG_BOOL, as numbers for TAG_INT and TAG_FLOAT, or one of these.
cdef enum:
    ITEMS_NONE = 0   # it has none yet and no room either; the first one decides
    ITEMS_MIXED = 8  # as values of any kind


@cython.final
cdef class Array:
    cdef void* data
    cdef Py_ssize_t count, room
    cdef long long kind
    cdef public bint rowset
    cdef object tracked  # always None: having it makes this a garbage-collected type

    cdef int allocate(self, long long kind, Py_ssize_t count) except -1
    cdef int reserve(self, Py_ssize_t room) except -1
    cdef int admit(self, long long tag) except -1
    cdef int mix(self) except -1
    cdef int add(self, const Value* value) except -1
    cdef int push(self, const Value* value) except -1
    cdef int pad(self, Py_ssize_t count) except -1
    cdef int put(self, Py_ssize_t index, const Value* value) except -1
    cdef int extend_by_list(self, Array other, bint turns) except -1
    cdef Py_ssize_t place(self, object index) except -1


@cython.final
cdef class Object:
    cdef Entry* entries       # ``first`` while they fit there
    cdef Py_ssize_t count, room
    cdef int kind_number
    cdef bint cased           # some name is not its own caseless form
    cdef int* table           # by hash of the name: its index + 1, or 0; NULL while there are only a few fields
    cdef size_t mask          # places in the table - 1
    cdef dict folded          # caseless name -> index of the first; made when first needed
    cdef Entry first[4]

    cdef Py_ssize_t find_exact(self, PyObject* name) noexcept
    cdef Py_ssize_t find(self, PyObject* name) except -2
    cdef Py_ssize_t find_caseless(self, PyObject* name) except -2
    cdef bint crowded(self) noexcept
    cdef bint unready(self, PyObject* name) noexcept
    cdef int make_ready(self) except -1
    cdef int fold(self, long long units) except -1
    cdef size_t slot(self, PyObject* name) noexcept
    cdef int tabulate(self, size_t size, long long units) except -1
    cdef int make_room(self) except -1
    cdef int append(self, PyObject* name, const Value* value) except -1
    cdef int put(self, PyObject* name, const Value* value) except -1
    cdef int put_exact(self, PyObject* name, const Value* value) except -1
    cdef int remove_at(self, Py_ssize_t index) except -1


# A C function over borrowed arguments: 0 = *result is set (a new reference); 1 = use the Python function; -1 = raised.
ctypedef int (*Compiled)(const Value* args, Py_ssize_t count, Value* result) except -1


@cython.final
cdef class CBuiltin:
    cdef Compiled function
    cdef readonly str name
    cdef readonly Py_ssize_t least, most  # arguments it takes; it must not be called with others
    cdef readonly object fallback
    cdef readonly bint env
    cdef readonly int turns


cdef enum:  # arguments with which a function may take long, so that it gives turns
    OF_NONE = 0
    OF_LISTS = 1  # lists and objects
    OF_TEXTS = 2  # texts too
    OF_ALL = 3    # and numbers, which may be how many there will be

cdef CBuiltin compiled(str name, Compiled function, Py_ssize_t least, Py_ssize_t most, int turns=*)

cdef enum:
    LONG_TEXT = 1 << 16   # characters from which on a text is a long one
    MANY_FIELDS = 1 << 12  # fields from which on an object needs time to look up a name in another case, or to grow

cdef inline void hold_ref(const Value* value) noexcept:
    if value.tag >= TAG_TEXT:
        ref_up(value.o)


cdef inline bint is_long(const Value* value) noexcept:
    """Whether an operation on the whole of ``value`` may take more than a moment."""
    return value.tag > TAG_TEXT or (value.tag == TAG_TEXT and text_length(value.o) >= LONG_TEXT)


cdef inline void drop(Value* value) noexcept:
    """Give up what ``value`` owns; it is null afterwards."""
    cdef PyObject* old = value.o
    cdef long long tag = value.tag
    value.tag = TAG_NULL
    if tag >= TAG_TEXT:
        ref_down(old)


cdef inline void copy(Value* target, const Value* source) noexcept:
    """``target`` = ``source`` with a reference of its own; what ``target`` owned is given up last."""
    cdef Value old = target[0]
    if source.tag >= TAG_TEXT:
        ref_up(source.o)
    target[0] = source[0]
    if old.tag >= TAG_TEXT:
        ref_down(old.o)


cdef inline void take(Value* target, Value* source) noexcept:
    """``target`` = ``source``, whose reference moves; ``source`` is null afterwards."""
    cdef Value old = target[0]
    target[0] = source[0]
    source.tag = TAG_NULL
    if old.tag >= TAG_TEXT:
        ref_down(old.o)


cdef inline void set_null(Value* target) noexcept:
    drop(target)


cdef inline void set_bool(Value* target, bint value) noexcept:
    drop(target)
    target.i = value
    target.tag = TAG_BOOL


cdef inline void set_int(Value* target, long long value) noexcept:
    drop(target)
    target.i = value
    target.tag = TAG_INT


cdef inline void set_float(Value* target, double value) noexcept:
    drop(target)
    target.f = value
    target.tag = TAG_FLOAT


cdef inline void set_owned(Value* target, long long tag, PyObject* new) noexcept:
    """``target`` takes over the reference ``new``."""
    cdef Value old = target[0]
    target.o = new
    target.tag = tag
    if old.tag >= TAG_TEXT:
        ref_down(old.o)


# The elements of a list: ``items`` is one, and ``at`` a place in it. Only _array.pxi and these look at how they are kept.

cdef inline long long element_kind(PyObject* items) noexcept:
    """How the elements are kept: ITEMS_NONE, TAG_BOOL, TAG_INT, TAG_FLOAT or ITEMS_MIXED."""
    return (<Array>items).kind


cdef inline Value* mixed_elements(PyObject* items) noexcept:
    return <Value*>(<Array>items).data


cdef inline Number* number_elements(PyObject* items) noexcept:
    return <Number*>(<Array>items).data


cdef inline char* bool_elements(PyObject* items) noexcept:
    return <char*>(<Array>items).data


cdef inline bint inside(PyObject* items, long long at) noexcept:
    return <unsigned long long>at < <unsigned long long>(<Array>items).count


cdef inline bint keeps_numbers(long long kind) noexcept:
    """Whether the elements are integers or floats, of 8 bytes both."""
    return kind & 2


cdef inline void element(PyObject* items, Py_ssize_t at, Value* out) noexcept:
    """``out`` (fresh) = an element, without a reference of its own."""
    cdef long long kind = (<Array>items).kind
    if keeps_numbers(kind):
        out.i, out.tag = number_elements(items)[at].i, kind
    elif kind == ITEMS_MIXED:
        out[0] = mixed_elements(items)[at]
    else:
        out.i, out.tag = bool_elements(items)[at], TAG_BOOL


cdef inline void copy_element(Value* target, PyObject* items, Py_ssize_t at) noexcept:
    """``target`` = an element, with a reference of its own; what ``target`` owned is given up last."""
    cdef long long kind = (<Array>items).kind
    cdef Value read
    if keeps_numbers(kind) and target.tag < TAG_TEXT:
        target.i, target.tag = number_elements(items)[at].i, kind
    elif kind == ITEMS_MIXED:
        copy(target, &mixed_elements(items)[at])
    else:
        element(items, at, &read)
        take(target, &read)


cdef inline void fill_element(PyObject* items, Py_ssize_t at, const Value* value) noexcept:
    """A place that owns nothing = ``value``, whose reference moves; its kind must be one that the list keeps."""
    cdef long long kind = (<Array>items).kind
    if keeps_numbers(kind):
        number_elements(items)[at].i = value.i
    elif kind == ITEMS_MIXED:
        mixed_elements(items)[at] = value[0]
    else:
        bool_elements(items)[at] = value.i != 0


cdef inline bint store_element(Budget budget, PyObject* items, long long at, const Value* value) noexcept:
    """``items[at] = value``, also just behind the end, where nothing has to move; False, and nothing done, elsewhere."""
    cdef long long kind = (<Array>items).kind
    if not inside(items, at):
        return at == (<Array>items).count and append_element(budget, items, value)
    if kind == value.tag:
        fill_element(items, at, value)
    elif kind == ITEMS_MIXED:
        copy(&mixed_elements(items)[at], value)
    else:
        return False
    return True


cdef inline bint append_element(Budget budget, PyObject* items, const Value* value) noexcept:
    """One element more where there is room for it and the limits are far; False, and nothing done, elsewhere."""
    cdef long long kind = (<Array>items).kind
    cdef Py_ssize_t count = (<Array>items).count
    if (kind != value.tag and kind != ITEMS_MIXED) or count >= (<Array>items).room or count >= budget.limits.items:
        return False
    if METERED:
        if budget.memory + <long long>sizeof(Value) > budget.recount:
            return False
        budget.memory += sizeof(Value)
    hold_ref(value)
    fill_element(items, count, value)
    (<Array>items).count = count + 1
    return True


# Giving up what containers held; see _giving_up.pxi.
cdef void spare(bint on) noexcept
cdef bint give_up_some() noexcept

# Crossing between Value and Python objects.
cdef object box(const Value* value)
cdef PyObject* box_ref(const Value* value) except NULL
cdef int unbox(object thing, Value* out) except -1
cdef int set_exactly(Object target, object key, object item) except -1

# Reading values; ``out`` must own nothing when it is only written (marked *fresh*).
cdef bint is_true(const Value* value) noexcept
cdef bint is_nothing(const Value* value) noexcept
cdef str text_of(const Value* value)
cdef PyObject* text_ref(const Value* value) except NULL
cdef int scan_number(PyObject* text, Value* fresh) except -1
cdef int number_of(const Value* value, Value* fresh) except -1
cdef str describe(const Value* value)
cdef object date_of(str text)
cdef int json_value(str text, Value* fresh) except -1
cdef int json_in_text(str text, Value* fresh) except -1
cdef int duration_seconds(object span, Value* fresh) except -1
cdef PyObject* EMPTY_TEXT
cdef char* digits_before(char* end, long long whole) noexcept

cdef int new_list(const Value* values, Py_ssize_t count, Value* fresh) except -1
cdef int new_object(Value* fresh) except -1
cdef int join_lists(Array a, Array b, Value* fresh) except -1

cdef int same(const Value* a, const Value* b, int depth) except -1
cdef bint same_text(PyObject* a, PyObject* b) noexcept
cdef int order(const Value* a, const Value* b) except -2
cdef int order_mixed(long long whole, double real) noexcept

# Cost and memory of a value, by the measure of docs/internals/semantics.md.
cdef long long count_live(Value** ranges, Py_ssize_t* lengths, Py_ssize_t count) except -1

cdef str folded_name(PyObject* name)
