# A program made ready to run. Included by _loop.pyx.

class LinkError(Exception):
    """A program that needs a pure function this host does not have, or that was built for another loop."""


cdef frozenset REGISTER_KINDS = frozenset((Kind.SRC, Kind.DST, Kind.RW, Kind.BASE, Kind.GLOBAL))


# Per opcode, three bytes: what a, b and c are multiplied with. 16 for registers, which become byte offsets.
cdef bytes FACTORS = bytes([16 if kind in REGISTER_KINDS else 1 for row in OPCODES for kind in (row.a, row.b, row.c)])


@cython.final
cdef class Linked:
    """A verified program with its pure functions, shared by all machines that run it.

    ``functions`` gives ``(callable, wants the environment)`` by name, then perhaps the fewest and most arguments (None =
    any number); ``hot`` compiled twins by name. ``hash`` pins saved states to the program.
    """

    def __init__(self, program, functions, hot, str hash not None):
        self.program = program
        self.hash = hash
        self.keywords = tuple([(imported.keyword, imported.arguments) for imported in program.keywords])
        self.load_builtins(program.builtins, functions, hot)
        self.load_codes(program)

    @property
    def source(self):
        """The source with its line table, which only faults ask for."""
        if self.lines is None:
            self.lines = Source(self.program.source)
        return self.lines

    def load_codes(self, program):
        cdef Py_ssize_t at, place
        cdef Word word
        cdef tuple code
        handlers = []
        self.code_count = len(program.functions)
        self.codes = <Code*>PyMem_Malloc(max(1, self.code_count) * sizeof(Code))
        if self.codes == NULL:
            raise MemoryError
        memset(self.codes, 0, self.code_count * sizeof(Code))
        for at, function in enumerate(program.functions):
            code = tuple(function.code)
            load_code(&self.codes[at], function, code)
            for place in range(len(code)):
                word = code[place]
                self.note(word, at, handlers)
                if (word & 0xFF) == OP_CALLB:
                    self.check_call(word, function, place)
        self.handlers = frozenset(handlers)

    cdef int note(self, Word word, Py_ssize_t function, list handlers) except -1:
        """Collect what the run needs to know of the whole program: handlers, and how far global registers go."""
        cdef unsigned int op = word & 0xFF
        if op == OP_ONERR and fa(word) == 2:
            handlers.append((function, fb(word)))
        elif op == OP_GETG:
            self.globals_ = max(self.globals_, fb(word) + 1)
        elif op == OP_SETG:
            self.globals_ = max(self.globals_, fa(word) + 1)
        return 0

    cdef int check_call(self, Word word, function, Py_ssize_t at) except -1:
        """A pure function gets no other number of arguments than it takes; a compiled one would read past them."""
        cdef Builtin* builtin = &self.builtins[fb(word)]
        if not builtin.least <= fc(word) <= builtin.most:
            raise VerifyError(function.name, at, f"{self.callables[fb(word)][0]} does not take {fc(word)} arguments")
        return 0

    def load_builtins(self, names, functions, hot):
        cdef Py_ssize_t at
        kept = []
        self.builtin_count = len(names)
        self.builtins = <Builtin*>PyMem_Malloc(max(1, self.builtin_count) * sizeof(Builtin))
        if self.builtins == NULL:
            raise MemoryError
        memset(self.builtins, 0, self.builtin_count * sizeof(Builtin))
        for at, name in enumerate(names):
            if name not in functions:
                raise LinkError(f"this host has no function {name}")
            function, env, *arity = functions[name]
            twin = function if isinstance(function, CBuiltinType) else hot.get(name)
            kept.append((name, function, twin))
            load_builtin(&self.builtins[at], function, env, twin)
            if arity:
                narrow(&self.builtins[at], arity[0], arity[1])
        self.callables = tuple(kept)

    # ---- compiled code ----

    cdef Native* native(self, Py_ssize_t function, Py_ssize_t at) noexcept:
        cdef Code* code = &self.codes[function]
        return code.natives[at] if code.natives != NULL else NULL

    def install(self, Py_ssize_t function, Py_ssize_t at, uintptr_t code, entry, widest, slice, bint base):
        """Let the loop enter compiled code at an instruction; ``code`` 0 takes it away. The tier keeps the code alive."""
        cdef Code* target = &self.codes[function]
        cdef Native* native
        if target.natives == NULL:
            target.natives = <Native**>PyMem_Calloc(target.size, sizeof(Native*))
            if target.natives == NULL:
                raise MemoryError
        native = target.natives[at]
        if not code:
            PyMem_Free(native)
            target.natives[at] = NULL
            return
        if native == NULL:
            native = target.natives[at] = <Native*>PyMem_Calloc(1, sizeof(Native))
            if native == NULL:
                raise MemoryError
        native.code, native.entry, native.base = <NativeCode>code, entry, base
        native.widest, native.slice, native.poor = widest, slice, 0

    def hint(self, Py_ssize_t function, Py_ssize_t at, bint on):
        """Whether the loop looks for compiled code when it goes from this CALL or jump to its target."""
        cdef Word* word = &self.codes[function].words[at]
        word[0] = word[0] | NATIVE_HINT if on else word[0] & ~<Word>NATIVE_HINT

    def __dealloc__(self):
        cdef Py_ssize_t at, constant
        if self.codes != NULL:
            for at in range(self.code_count):
                if self.codes[at].natives != NULL:
                    for constant in range(self.codes[at].size):
                        PyMem_Free(self.codes[at].natives[constant])
                    PyMem_Free(self.codes[at].natives)
                for constant in range(self.codes[at].constant_count):
                    drop(&self.codes[at].constants[constant])
                PyMem_Free(self.codes[at].constants)
                PyMem_Free(self.codes[at].words)
        PyMem_Free(self.codes)
        PyMem_Free(self.builtins)


cdef int load_code(Code* code, function, tuple words) except -1:
    cdef Py_ssize_t at
    cdef tuple constants = tuple(function.constants)
    code.size = len(words)
    code.registers = function.registers
    code.params = function.params
    code.price = 1 + (code.size >> 3)
    code.words = <Word*>PyMem_Malloc(code.size * sizeof(Word))
    code.constants = <Value*>PyMem_Malloc(max(1, len(constants)) * sizeof(Value))
    if code.words == NULL or code.constants == NULL:
        raise MemoryError
    for at in range(code.size):
        code.words[at] = with_offsets(words[at])
    fuse(code)
    for constant in constants:
        unbox(constant, &code.constants[code.constant_count])
        if code.constants[code.constant_count].tag == TAG_TEXT:
            PyUnicode_InternInPlace(&code.constants[code.constant_count].o)
        code.constant_count += 1
    return 0


cdef void fuse(Code* code) noexcept:
    """Join each LOADI with the instruction behind it that takes its number as the second operand, where there is an
    opcode for both. That instruction stays, for jumps to it and for the run that counts."""
    cdef Py_ssize_t at
    cdef Word word, behind
    cdef unsigned char joined
    for at in range(code.size - 1):
        word, behind = code.words[at], code.words[at + 1]
        if word & 0xFF != OP_LOADI:
            continue
        joined = FUSED[behind & 0xFF]
        if joined and fa(word) == (fb(behind) if FUSED_JUMP[behind & 0xFF] else fc(behind)):
            code.words[at] = word & ~<Word>0xFF | joined


cdef unsigned char[256] FUSED
cdef unsigned char[256] FUSED_JUMP  # the second operand is b there, else c

for _row in QUICK:
    if _row.swallows:
        FUSED[BY_NAME[_row.swallows].number] = _row.number
        FUSED_JUMP[BY_NAME[_row.swallows].number] = BY_NAME[_row.swallows].jumps


cdef Word with_offsets(Word word) noexcept:
    """Register numbers times 16: their byte offsets in the window. 4096 registers fit in 16 bits that way."""
    cdef const unsigned char* factors = <const unsigned char*><const char*>FACTORS + 3 * (word & 0xFF)
    return (word & 0xFF) | <Word>(fa(word) * factors[0]) << 16 | <Word>(fb(word) * factors[1]) << 32 | <Word>(fc(word) * factors[2]) << 48


cdef int narrow(Builtin* builtin, Py_ssize_t least, most) except -1:
    """What the declaration says of the arguments, within what a compiled function takes."""
    builtin.least = max(builtin.least, least)
    if most is not None:
        builtin.most = min(builtin.most, most)
    return 0


cdef int load_builtin(Builtin* builtin, function, bint env, twin) except -1:
    builtin.env = env
    builtin.turns = OF_ALL if twin is None else (<CBuiltin?>twin).turns
    builtin.least, builtin.most = 0, 1 << 16  # a count has 16 bits
    if twin is not None:
        builtin.function = (<CBuiltin?>twin).function
        builtin.least, builtin.most = (<CBuiltin>twin).least, (<CBuiltin>twin).most
    if twin is not function:
        builtin.python = <PyObject*>function
    elif (<CBuiltin>twin).fallback is not None:
        builtin.python = <PyObject*>(<CBuiltin>twin).fallback
        builtin.env = (<CBuiltin>twin).env
    return 0
