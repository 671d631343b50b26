# cython: language_level=3, boundscheck=False, wraparound=False
"""Drives the LALR tables over a stream of tokens and calls a build function at each named rule.

Knows nothing of the language. It keeps its own stack (no recursion), bounds the depth of what it builds, and after an
error skips to the end of the statement, so one pass finds the errors of a whole file. Called by ``compiler.parse``.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc


cdef class Stream:
    """Tokens in parallel arrays; kind 0 ends a statement. ``values`` holds what a token stands for, or None."""

    def __cinit__(self):
        self.length = 0
        self.room = 64
        self.values = []
        self.kind = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.start = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.end = <int *>PyMem_Malloc(self.room * sizeof(int))
        if not self.kind or not self.start or not self.end:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.kind)
        PyMem_Free(self.start)
        PyMem_Free(self.end)

    cdef int add(self, int kind, int start, int end, object value) except -1:
        if self.length == self.room:
            self.grow()
        self.kind[self.length] = kind
        self.start[self.length] = start
        self.end[self.length] = end
        self.length += 1
        self.values.append(value)
        return 0

    def grow(self):
        """Double the room of the arrays."""
        cdef size_t size = 2 * <size_t>self.room * sizeof(int)
        cdef int *kind = <int *>PyMem_Realloc(self.kind, size)
        if not kind:
            raise MemoryError
        self.kind = kind
        cdef int *start = <int *>PyMem_Realloc(self.start, size)
        if not start:
            raise MemoryError
        self.start = start
        cdef int *end = <int *>PyMem_Realloc(self.end, size)
        if not end:
            raise MemoryError
        self.end = end
        self.room *= 2

    def push(self, int kind, int start, int end, value=None):
        """Append one token."""
        self.add(kind, start, end, value)

    def __len__(self):
        return self.length

    def __getitem__(self, int index):
        if not 0 <= index < self.length:
            raise IndexError(index)
        return self.kind[index], self.start[index], self.end[index], self.values[index]


cdef class Driver:
    """Parser for one set of tables.

    ``build`` maps each alias to a function called as ``f(start, end, *children)``; ``flat`` names those that do not make
    a node, so they do not add to the depth.
    """

    cdef int tokens, sides, states
    cdef int *action
    cdef int *goto_
    cdef int *rule_side
    cdef int *rule_length
    cdef int *rule_deep
    cdef list functions
    cdef dict starts, ends
    cdef object failure
    cdef readonly int max_depth

    def __cinit__(self, tables, build, flat, int tokens, int max_depth, failure):
        cdef int number, state, key, value
        rules = tables.rules
        self.tokens = tokens
        self.sides = 1 + max(side for side, _, _ in rules)
        self.states = len(tables.actions)
        self.max_depth = max_depth
        self.failure = failure
        self.starts = dict(tables.starts)
        self.ends = dict(tables.ends)
        self.action = <int *>PyMem_Malloc(self.states * self.tokens * sizeof(int))
        self.goto_ = <int *>PyMem_Malloc(self.states * self.sides * sizeof(int))
        self.rule_side = <int *>PyMem_Malloc(len(rules) * sizeof(int))
        self.rule_length = <int *>PyMem_Malloc(len(rules) * sizeof(int))
        self.rule_deep = <int *>PyMem_Malloc(len(rules) * sizeof(int))
        if not (self.action and self.goto_ and self.rule_side and self.rule_length and self.rule_deep):
            raise MemoryError
        for number in range(self.states * self.tokens):
            self.action[number] = 0
        for number in range(self.states * self.sides):
            self.goto_[number] = 0
        for state in range(self.states):
            for key, value in tables.actions[state].items():
                self.action[state * self.tokens + key] = value
            for key, value in tables.gotos[state].items():
                self.goto_[state * self.sides + key] = value
        self.functions = [build[alias] if alias else None for _, _, alias in rules]
        for number, (side, length, alias) in enumerate(rules):
            self.rule_side[number] = side
            self.rule_length[number] = length
            self.rule_deep[number] = 1 if alias and alias not in flat else 0

    def __dealloc__(self):
        PyMem_Free(self.action)
        PyMem_Free(self.goto_)
        PyMem_Free(self.rule_side)
        PyMem_Free(self.rule_length)
        PyMem_Free(self.rule_deep)

    def expected(self, int state):
        """Numbers of the tokens that may come in a state."""
        return [token for token in range(self.tokens) if self.action[state * self.tokens + token]]

    def run(self, Stream stream, str start, on_error):
        """Parse each statement of the stream; the list of what they built.

        ``on_error(first, at, state, too_deep, problem)`` gets token indexes and, when a build function raised ``failure``, that
        exception; what it returns, unless None, stands for the statement.
        """
        return _Run(self, stream, self.starts[start], self.ends[start], on_error).statements()


cdef class _Run:
    """One parse: the stack as parallel arrays."""

    cdef Driver driver
    cdef Stream stream
    cdef object on_error
    cdef int first_state, last_state, top, room
    cdef int *states
    cdef int *starts
    cdef int *ends
    cdef int *depths
    cdef list values

    def __cinit__(self, Driver driver, Stream stream, int first_state, int last_state, on_error):
        self.driver = driver
        self.stream = stream
        self.on_error = on_error
        self.first_state = first_state
        self.last_state = last_state
        self.room = 256
        self.values = []
        self.states = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.starts = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.ends = <int *>PyMem_Malloc(self.room * sizeof(int))
        self.depths = <int *>PyMem_Malloc(self.room * sizeof(int))
        if not (self.states and self.starts and self.ends and self.depths):
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.states)
        PyMem_Free(self.starts)
        PyMem_Free(self.ends)
        PyMem_Free(self.depths)

    def grow(self):
        """Double the room of the stack."""
        cdef size_t size = 2 * <size_t>self.room * sizeof(int)
        cdef int *block
        block = <int *>PyMem_Realloc(self.states, size)
        if not block:
            raise MemoryError
        self.states = block
        block = <int *>PyMem_Realloc(self.starts, size)
        if not block:
            raise MemoryError
        self.starts = block
        block = <int *>PyMem_Realloc(self.ends, size)
        if not block:
            raise MemoryError
        self.ends = block
        block = <int *>PyMem_Realloc(self.depths, size)
        if not block:
            raise MemoryError
        self.depths = block
        self.room *= 2

    def statements(self):
        """Results of all statements in order."""
        cdef Stream stream = self.stream
        cdef int at = 0
        cdef int first, stop
        out = []
        while at < stream.length:
            first = at
            if stream.kind[at] == 0:
                at += 1
                continue
            problem = None
            try:
                stop = self.one(at)
            except self.driver.failure as error:
                problem = error
                stop = -at - 1
            if stop >= 0:
                out.append(self.values[0])
                at = stop + 1
            else:
                at = -stop - 1
                deep = self.top > 0 and self.depths[self.top] > self.driver.max_depth
                built = self.on_error(first, at, self.states[self.top], deep, problem)
                if built is not None:
                    out.append(built)
                while at < stream.length and stream.kind[at] != 0:
                    at += 1
                at += 1
            self.values.clear()
        return out

    cdef int one(self, int at) except? -2147483647:
        """Parse from token ``at``; the index of the end token, or ``-(index + 1)`` of the token that does not fit."""
        cdef Driver d = self.driver
        cdef Stream stream = self.stream
        cdef int act, rule, kind
        self.top = 0
        self.states[0] = self.first_state
        self.ends[0] = stream.start[at]
        self.depths[0] = 0
        while True:
            kind = stream.kind[at]
            act = d.action[self.states[self.top] * d.tokens + kind]
            if act > 0:
                if self.top + 2 >= self.room:
                    self.grow()
                self.top += 1
                self.states[self.top] = act - 1
                self.starts[self.top] = stream.start[at]
                self.ends[self.top] = stream.end[at]
                self.depths[self.top] = 0
                self.values.append(stream.values[at])
                at += 1
            elif act < 0:
                rule = -act - 1
                self.reduce(rule)
                if self.depths[self.top] > d.max_depth:
                    return -at - 1
                if self.top == 1 and kind == 0 and self.states[1] == self.last_state:
                    return at
            else:
                return -at - 1

    cdef int reduce(self, int rule) except -1:
        cdef Driver d = self.driver
        cdef int length = d.rule_length[rule]
        cdef int base = self.top - length
        cdef int start, end, depth = 0, i
        cdef list values = self.values
        function = d.functions[rule]
        if length:
            start = self.starts[base + 1]
            end = self.ends[self.top]
        else:
            if self.top + 2 >= self.room:
                self.grow()
            start = end = self.ends[self.top]
        for i in range(base + 1, self.top + 1):
            if self.depths[i] > depth:
                depth = self.depths[i]
        if function is not None:
            if length == 1:
                values[base] = function(start, end, values[base])
            elif length == 3:
                built = function(start, end, values[base], values[base + 1], values[base + 2])
                del values[base + 1:]
                values[base] = built
            elif length == 2:
                built = function(start, end, values[base], values[base + 1])
                values.pop()
                values[base] = built
            elif length == 0:
                values.append(function(start, end))
            else:
                built = function(start, end, *values[base:])
                del values[base + 1:]
                values[base] = built
        self.top = base + 1
        self.starts[self.top] = start
        self.ends[self.top] = end
        self.depths[self.top] = depth + d.rule_deep[rule]
        self.states[self.top] = d.goto_[self.states[base] * d.sides + d.rule_side[rule]]
        return 0
