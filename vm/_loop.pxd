# The linked program and the running core; see _loop.pyx. snapshot.pyx reads and rebuilds a Core through these.

cimport cython
from cpython.object cimport PyObject
from vm.budget cimport Budget
from vm.value cimport Compiled, Value

include "_opcodes.pxi"

ctypedef unsigned long long Word

# In the hint of a CALL or of a jump backward: compiled code may be at its target.
cdef enum:
    NATIVE_HINT = 0x100

cdef struct Native
cdef struct Context

cdef struct Code:
    Word* words        # register operands are byte offsets into the window
    Py_ssize_t size
    Value* constants
    Py_ssize_t constant_count
    Py_ssize_t registers
    Py_ssize_t params
    long long price    # of a call, in fuel
    Native** natives   # per instruction, NULL where no compiled code can be entered; NULL when there is none at all

cdef struct Builtin:
    Compiled function  # NULL when only the Python function exists
    PyObject* python   # borrowed from Linked.callables; NULL when there is none
    bint env
    Py_ssize_t least   # arguments it takes
    Py_ssize_t most
    int turns          # for which arguments it may take long

cdef struct Frame:
    Code* code
    Word* next         # the instruction after the one that runs, or waits for a call
    Py_ssize_t base    # of the window, in values from the start of the stack
    Py_ssize_t size    # of the window
    Py_ssize_t result  # where the result goes, in values from the start of the stack
    Py_ssize_t handler # instruction of ON ERROR GOTO, or -1
    bint armed

# What compiled code works on; the first offsets are part of vm/jit/layout.py.
cdef struct Context:
    long long fuel           # units until it has to come back; below 0 in no case
    long long calls          # calls inside each other that it may still make
    Value* stack
    long long items
    long long memory
    long long recount
    Value* spill             # where it puts registers for the function that writes a frame
    void* leave
    void* power
    void* remainder
    void* grow
    # From here on for the functions of the loop only.
    Frame* frames
    Code* codes
    Value* above             # where the window of a call of the top frame begins
    Value* spare             # the lowest window of those left so far, which end at ``end`` until the last is written
    Value* end
    long long depth          # frames that are in use
    long long depth_limit

ctypedef long long (*NativeCode)(Context* context, Value* window, long long entry) noexcept

# One place where compiled code can be entered.
cdef struct Native:
    NativeCode code
    long long entry
    long long widest         # registers of the largest frame it may push
    long long slice          # units after which it has to come back
    long long poor           # entries that gained nothing, less those that did
    bint base                # compiled for a frame at the bottom of the stack

cdef enum:
    READY = 0
    WAITING = 1
    ENDED = 2

cdef enum:
    DONE = 0
    SUSPENDED = 1
    FAULTED = 2
    PAUSED = 3


@cython.final
cdef class Call:
    cdef Linked linked
    cdef Budget budget
    cdef object env
    cdef Builtin* builtin
    cdef Py_ssize_t count
    cdef Value* arguments
    cdef Value result
    cdef object error
    cdef bint finished
    cdef long long fuel       # that was left when it began
    cdef int set_up(self, Core core, Builtin* builtin, const Value* window, Py_ssize_t count) except -1
    cdef int perform(self) except -1


cdef long long walk_core(void* owner) except -1


@cython.final
cdef class Linked:
    cdef readonly object program
    cdef readonly str hash
    cdef readonly tuple callables
    cdef readonly frozenset handlers   # (function, instruction) of every ON ERROR GOTO
    cdef object lines                  # the source, once it was asked for
    cdef tuple keywords                # (name, names of the arguments) of every keyword that is imported
    cdef Code* codes
    cdef Py_ssize_t code_count
    cdef Builtin* builtins
    cdef Py_ssize_t builtin_count
    cdef readonly Py_ssize_t globals_
    cdef public object tier            # of vm.jit, or None

    cdef Native* native(self, Py_ssize_t function, Py_ssize_t at) noexcept
    cdef int note(self, Word word, Py_ssize_t function, list handlers) except -1
    cdef int check_call(self, Word word, function, Py_ssize_t at) except -1


@cython.final
cdef class Core:
    cdef readonly Linked linked
    cdef readonly Budget budget
    cdef readonly object env
    cdef Value* stack
    cdef Py_ssize_t stack_room
    cdef Frame* frames
    cdef Py_ssize_t depth, frame_room
    cdef Py_ssize_t depth_limit
    cdef long long steps
    cdef bint running
    cdef public long long stretch   # units after which a long stretch ends with PAUSED; 0 if it never does
    cdef long long turn_ends        # fuel at which it ends
    cdef Call call              # the pure function that has given a turn and is not finished, or None
    cdef object worker          # its stack
    cdef bint unfinished        # such a stretch has ended: it goes on with the fuel it had
    cdef readonly int state
    cdef readonly int entry
    cdef bint resume_next
    cdef Value last_error   # an error object, or null
    cdef Value result
    cdef object fault       # the BasicError that ended the run

    cdef int make_room(self, Py_ssize_t values) except -1
    cdef int push_frame(self, Code* code, Py_ssize_t size, Py_ssize_t base, Py_ssize_t result) except -1
    cdef int enter(self, Code* code, Value* arguments, Py_ssize_t count) except -1
    cdef int refuse_result(self, Value* fresh) except -1
    cdef int go(self, object steps) except -1
    cdef bint is_over(self) noexcept
    cdef object run(self, object steps)
    cdef object request(self)
    cdef int loop(self, object steps) except -1
    cdef int catch(self, object error) except -1
    cdef int handle(self, Py_ssize_t which, object error, long line) except -1
    cdef Py_ssize_t at(self, Py_ssize_t which) noexcept
    cdef object position(self, Py_ssize_t which)
