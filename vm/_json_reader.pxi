# JSON in: one pass over the characters that makes the values of the program at once. Included by value.pyx.
# It takes what Python's json takes, less NaN and the infinities, and stops at the same place where it does not.

cdef extern from "Python.h":
    PyObject* PyUnicode_Substring(PyObject* text, Py_ssize_t start, Py_ssize_t end) except NULL
    PyObject* PyUnicode_FromKindAndData(int kind, const void* data, Py_ssize_t size) except NULL
    int PyUnicode_READ(int kind, const void* data, Py_ssize_t at) noexcept

cdef enum:
    NOT_HEX = 1 << 20


@cython.final
cdef class _JsonReader:
    """Reads one text, which it holds; ``at`` is the next character."""

    cdef str text
    cdef const char* data
    cdef int width
    cdef Py_ssize_t at, size
    cdef int limit

    def __cinit__(self, str text):
        self.text = text
        self.data, self.width, self.size = text_bytes(<PyObject*>text), text_width(<PyObject*>text), len(text)
        self.limit = nesting_limit()

    cdef inline int char_at(self, Py_ssize_t at) noexcept:
        """The character there, -1 behind the end."""
        if at >= self.size:
            return -1
        return <unsigned char>self.data[at] if self.width == 1 else PyUnicode_READ(self.width, self.data, at)

    cdef inline int next_char(self) noexcept:
        """The next character that is no blank; ``at`` stands on it."""
        cdef int found = self.char_at(self.at)
        while found == 32 or found == 10 or found == 13 or found == 9:
            self.at += 1
            found = self.char_at(self.at)
        return found

    cdef int refuse(self, Py_ssize_t at) except -1:
        line = self.text.count("\n", 0, at) + 1
        column = at - self.text.rfind("\n", 0, at)
        raise BasicError("GB6004", f"this text is not JSON at line {line}, column {column}")

    cdef int read_whole(self, Value* fresh) except -1:
        """The value that the whole text is."""
        if self.char_at(0) == 0xFEFF:
            self.refuse(0)
        self.next_char()
        self.read(fresh, 0)
        if self.next_char() != -1:
            drop(fresh)
            self.refuse(self.at)
        return 0

    cdef int read(self, Value* fresh, int depth) except -1:
        """The value that begins at the next character; ``fresh`` owns nothing when it fails."""
        cdef int first = self.char_at(self.at)
        fresh.tag = TAG_NULL
        turn_now(4)
        if first == 34:
            return self.read_text(fresh)
        if first == 123:
            return self.read_object(fresh, depth)
        if first == 91:
            return self.read_list(fresh, depth)
        if first == 45 or 48 <= first <= 57:
            return self.read_number(fresh)
        return self.read_word(fresh, first)

    cdef int read_word(self, Value* fresh, int first) except -1:
        if first == 110 and self.text.startswith("null", self.at):
            self.at += 4
            return 0
        if first == 116 and self.text.startswith("true", self.at):
            self.at += 4
            return unbox(True, fresh)
        if first == 102 and self.text.startswith("false", self.at):
            self.at += 5
            return unbox(False, fresh)
        for word in ("NaN", "Infinity", "-Infinity"):
            if self.text.startswith(word, self.at):
                raise BasicError("GB6004", f"{word} is not allowed in JSON")
        return self.refuse(self.at)

    cdef int read_number(self, Value* fresh) except -1:
        cdef Py_ssize_t start = self.at, end = start, part
        if self.char_at(end) == 45:
            end += 1
        if not 48 <= self.char_at(end) <= 57:
            return self.read_word(fresh, 45)
        end = end + 1 if self.char_at(end) == 48 else self.after_digits(end)
        if self.char_at(end) == 46:
            part = self.after_digits(end + 1)
            end = part if part > end + 1 else end
        if self.char_at(end) in (69, 101):
            part = end + 2 if self.char_at(end + 1) in (43, 45) else end + 1
            end = self.after_digits(part) if self.after_digits(part) > part else end
        if end - start > LONGEST_NUMBER:
            self.refuse(start)
        self.at = end
        if self.width == 1:
            return scan_ascii(self.data + start, end - start, fresh) - 1
        digits = self.text[start:end].encode("ascii")
        return scan_ascii(digits, len(digits), fresh) - 1

    cdef Py_ssize_t after_digits(self, Py_ssize_t at) noexcept:
        while 48 <= self.char_at(at) <= 57:
            at += 1
        return at

    # ---- texts ----

    cdef int read_text(self, Value* fresh) except -1:
        """The text whose opening quote is next."""
        cdef Py_ssize_t start = self.at + 1, end
        cdef bint escaped = False
        end = self.closing(start, &escaped)
        turn_now((end - start) >> 5)
        fresh.o = self.unescaped(start, end) if escaped else PyUnicode_Substring(<PyObject*>self.text, start, end)
        fresh.tag = TAG_TEXT
        self.at = end + 1
        return 0

    cdef Py_ssize_t closing(self, Py_ssize_t start, bint* escaped) except -1:
        """Where the quote is that ends the text that began before ``start``; its escapes are checked on the way."""
        cdef Py_ssize_t at = start, pause = start + 0x8000
        cdef int found
        while True:
            if at >= pause:
                turn_now(0x800)
                pause = at + 0x8000
            found = self.char_at(at)
            while found > 34 and found != 92 and at < pause:
                at += 1
                found = self.char_at(at)
            if found == 34:
                return at
            if found == 92:
                escaped[0] = True
                at = self.after_escape(at, start)
            elif found >= 32:
                at += 1
            else:
                self.refuse(start - 1 if found < 0 else at)

    cdef Py_ssize_t after_escape(self, Py_ssize_t at, Py_ssize_t start) except -1:
        """Where the escape at ``at`` ends."""
        cdef int kind = self.char_at(at + 1)
        if kind < 0:
            self.refuse(start - 1)
        if kind != 117:
            if escape_of(kind) < 0:
                self.refuse(at)
            return at + 2
        if at + 6 >= self.size or self.hexadecimal(at + 2) == NOT_HEX:
            self.refuse(at + 1)
        return at + 6

    cdef int hexadecimal(self, Py_ssize_t at) noexcept:
        """The number of four hexadecimal digits, else NOT_HEX."""
        cdef int place, digit, whole = 0
        for place in range(4):
            digit = self.char_at(at + place)
            if 48 <= digit <= 57:
                digit -= 48
            elif 65 <= digit <= 70 or 97 <= digit <= 102:
                digit = (digit & 7) + 9
            else:
                return NOT_HEX
            whole = whole << 4 | digit
        return whole

    cdef PyObject* unescaped(self, Py_ssize_t start, Py_ssize_t end) except NULL:
        """A new text of the characters up to ``end``, their escapes taken for what they stand for."""
        cdef int* letters = <int*>PyMem_Malloc((end - start) * sizeof(int))
        cdef Py_ssize_t count = 0
        if letters == NULL:
            raise MemoryError
        try:
            while start < end:
                if count & 0xFFF == 0xFFF:
                    turn_now(0x400)
                letters[count] = self.letter(&start)
                count += 1
            return PyUnicode_FromKindAndData(4, letters, count)
        finally:
            PyMem_Free(letters)

    cdef int letter(self, Py_ssize_t* at) noexcept:
        """The character at ``at``, written as it is or escaped; ``at`` moves behind it."""
        cdef int high = self.char_at(at[0]), low
        if high != 92:
            at[0] += 1
            return high
        high = self.char_at(at[0] + 1)
        if high != 117:
            at[0] += 2
            return escape_of(high)
        high = self.hexadecimal(at[0] + 2)
        at[0] += 6
        if 0xD800 <= high <= 0xDBFF and self.char_at(at[0]) == 92 and self.char_at(at[0] + 1) == 117:
            low = self.hexadecimal(at[0] + 2)
            if 0xDC00 <= low <= 0xDFFF:
                at[0] += 6
                return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        return high

    # ---- lists and objects ----

    cdef int read_list(self, Value* fresh, int depth) except -1:
        cdef Array items
        cdef Value item
        self.enter(depth)
        items = Array.__new__(Array)
        if self.next_char() == 93:
            self.at += 1
            return own(<PyObject*>items, TAG_LIST, fresh)
        while True:
            self.read(&item, depth + 1)
            try:
                items.push(&item)
            finally:
                drop(&item)
            if self.behind(93):
                return own(<PyObject*>items, TAG_LIST, fresh)
            self.next_char()

    cdef int read_object(self, Value* fresh, int depth) except -1:
        cdef Object fields
        cdef Value name, item
        self.enter(depth)
        fields = Object.__new__(Object)
        if self.next_char() == 125:
            self.at += 1
            return own(<PyObject*>fields, TAG_OBJECT, fresh)
        while True:
            if self.next_char() != 34:
                self.refuse(self.at)
            self.read_text(&name)
            item.tag = TAG_NULL
            try:
                if self.next_char() != 58:
                    self.refuse(self.at)
                self.at += 1
                self.next_char()
                self.read(&item, depth + 1)
                if fields.unready(name.o):
                    fields.make_ready()
                fields.put_exact(name.o, &item)
            finally:
                drop(&name)
                drop(&item)
            if self.behind(125):
                return own(<PyObject*>fields, TAG_OBJECT, fresh)

    cdef int enter(self, int depth) except -1:
        if depth >= self.limit:
            raise BasicError("GB6905", _TOO_DEEP)
        self.at += 1
        return 0

    cdef bint behind(self, int close) except -1:
        """Go behind the comma, or the closing character: True."""
        cdef int found = self.next_char()
        if found != close and found != 44:
            self.refuse(self.at)
        self.at += 1
        return found == close


cdef inline int escape_of(int letter) noexcept:
    """What a backslash before this letter stands for, -1 for nothing."""
    if letter == 34 or letter == 92 or letter == 47:
        return letter
    if letter == 110:
        return 10
    if letter == 116:
        return 9
    if letter == 114:
        return 13
    if letter == 98:
        return 8
    return 12 if letter == 102 else -1


cdef int json_value(str text, Value* fresh) except -1:
    """The value of JSON text; GB6004 when it is not JSON, GB6905 when it is nested too deeply."""
    spend_now(len(text) >> 1)
    return (<_JsonReader>_JsonReader(text)).read_whole(fresh)


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
        (<_JsonReader>_JsonReader(text)).read_whole(fresh)
    except BasicError as error:
        if error.code in ("GB6004", "GB6905"):
            return 0
        raise
    return 1
