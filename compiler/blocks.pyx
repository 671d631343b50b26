# cython: language_level=3, boundscheck=False, wraparound=False
"""Classifies heads, middles and ends of blocks: IF, loops, SELECT, WITH, SUB, TRY, ON, SCHEDULE IN, STEP.

Each ``on_...`` method reads the statement that begins with its word and returns False when the word is not one here. Blocks are
put together later, by ``nest``. A layer of the classifier, between ``values`` and ``classify``.
"""

from compiler import ast
from compiler.cursor import NO_STOPS
from compiler.headers import ON_EVENTS, UNITS
from compiler.phrases import BOT_PHRASE, HUMAN_PHRASE, ON_PHRASE
from compiler.values import COMPARISONS

from compiler.values cimport Values
from compiler.cursor cimport *
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word

IF_STOPS = {"THEN": (T_THEN, True)}
LOOP_STOPS = {"DO": (T_DO, True)}
FOR_STOPS = {"TO": (T_TO, False), "STEP": (T_STEP, False), "DO": (T_DO, True)}
EACH_STOPS = {"LAST": (T_LAST, False), "DO": (T_DO, True)}
CASE_STOPS = {"TO": (T_TO, False)}
TIMER_STOPS = {**{unit: (T_UNIT, False) for unit in UNITS}, "DO": (T_DO, True)}

END_WORDS = {
    "IF": "IF", "FOR": "FOR", "EACH": "FOR", "WHILE": "WHILE", "DO": "WHILE", "LOOP": "WHILE", "SUB": "SUB", "FUNCTION": "SUB",
    "SELECT": "SELECT", "SWITCH": "SELECT", "WITH": "WITH", "ON": "ON", "EVENT": "ON", "WEBHOOK": "ON", "SCHEDULE": "SCHEDULE",
    "TRY": "TRY", "PARALLEL": "PARALLEL", "TALK": "TEXT", "SYSTEM": "TEXT", "MAIL": "TEXT", "TABLE": "TEXT",
}  # fmt: skip
SINGLE_ENDS = {
    "ENDIF": "IF", "ENDFOR": "FOR", "NEXT": "FOR", "LOOP": "WHILE", "WEND": "WHILE", "ENDWHILE": "WHILE", "ENDDO": "WHILE",
    "ENDSUB": "SUB", "ENDFUNCTION": "SUB", "ENDSELECT": "SELECT", "ENDSWITCH": "SELECT", "ENDWITH": "WITH", "ENDTRY": "TRY",
}  # fmt: skip


cdef class Blocks(Values):
    """A cursor that classifies the lines which make blocks."""

    cdef int close_inline(self) except -1:
        """The IFs on one line end with it."""
        while self.inline > 0:
            self.inline -= 1
            self.emit_empty(T_CLOSE, "INLINE")
            self.emit_empty(0, None)
        return 0

    def on_if(self, int i):
        self.emit(T_IF, i, None)
        return self.condition(IF_STOPS, True)

    cdef bint condition(self, dict stops, bint inline) except? 1:
        """The rest of a head: a value up to its closing word."""
        self.at += 1
        self.stops = stops
        self.want = True
        self.run()
        if inline and not self.failed and self.last == T_THEN and self.out.values[self.out.length - 1] is True:
            self.inline += 1
        return True

    def on_else(self, int i):
        if self.is_word(i + 1, "IF"):
            self.emit_span(T_ELSEIF, i, i + 1, None)
            self.at += 1
            return self.condition(IF_STOPS, False)
        self.emit(T_ELSE, i, None)
        self.at += 1
        if self.is_sign(self.at, OPEN_BLOCK):
            self.emit(T_LBLOCK, self.at, None)
            self.at += 1
        elif self.is_sign(self.at, COLON):
            self.at += 1
        return True

    def on_elseif(self, int i):
        self.emit(T_ELSEIF, i, None)
        return self.condition(IF_STOPS, False)

    def on_end(self, int i):
        if self.ends(i + 1):
            self.emit(T_LEAF, i, ast.Exit(self.raw.start[i], self.raw.end[i], "SCRIPT"))
            self.at += 1
            return True
        if self.raw.kind[i + 1] != WORD:
            return False
        kind = END_WORDS.get(self.word(i + 1).upper)
        if kind is None:
            self.problem("end", self.raw.start[i], self.raw.end[i + 1], self.word(i + 1).text)
            return True
        return self.close_block(i, i + 1, kind)

    cdef bint close_block(self, int i, int j, str kind) except? 1:
        """The end of a block; what stands behind it on the line is tolerated."""
        if kind == "IF" and self.inline > 0:
            self.inline -= 1
            kind = "INLINE"
        if kind == "SELECT" and self.switches:
            self.switches.pop()
        self.emit_span(T_CLOSE, i, j, kind)
        self.at = j + 1
        if kind == "WHILE" and (self.is_word(self.at, "WHILE") or self.is_word(self.at, "UNTIL")):
            self.emit(T_WHILE if self.is_word(self.at, "WHILE") else T_UNTIL, self.at, None)
            self.condition(NO_STOPS, False)
            return True
        while not self.ends(self.at):
            self.at += 1
        return True

    def on_single_end(self, int i):
        cdef int count = 0
        if self.match_several(i):
            return False
        return self.close_block(i, i, SINGLE_ENDS[self.word(i).upper])

    cdef bint match_several(self, int i) except? 1:
        """True when a phrase of two words or more begins at ``i``."""
        cdef int count = 0
        cdef Phrase phrase = self.match(i, True, &count)
        return phrase is not None and count > 1

    def on_for(self, int i):
        cdef int j = i + 1
        if self.is_word(j, "EACH") and self.raw.kind[j + 1] == WORD:
            j += 1
        if self.raw.kind[j] != WORD:
            self.emit(T_FOR, i, None)
            self.problem("for", self.raw.start[i], self.raw.end[i], None)
            return True
        if self.is_word(j + 1, "IN"):
            self.emit_span(T_FOREACH, i, j - 1, None)
            self.name(j)
            self.emit(T_IN, j + 1, None)
            self.at = j + 1
            return self.condition(EACH_STOPS, False)
        if j == i + 1 and self.is_sign(j + 1, EQUAL):
            self.emit(T_FOR, i, None)
            self.name(j)
            self.emit(T_ASSIGN, j + 1, "=")
            self.at = j + 1
            return self.condition(FOR_STOPS, False)
        self.emit(T_FOR, i, None)
        self.problem("for", self.raw.start[i], self.raw.end[i], None)
        return True

    def on_while(self, int i):
        self.emit(T_WHILE, i, None)
        return self.condition(LOOP_STOPS, False)

    def on_do(self, int i):
        if self.is_word(i + 1, "WHILE") or self.is_word(i + 1, "UNTIL"):
            self.emit(T_DO, i, None)
            self.emit(T_WHILE if self.is_word(i + 1, "WHILE") else T_UNTIL, i + 1, None)
            self.at += 1
            return self.condition(LOOP_STOPS, False)
        if not self.ends(i + 1):
            return False
        self.emit(T_DO, i, None)
        self.at += 1
        if self.is_sign(self.at, OPEN_BLOCK):
            self.emit(T_LBLOCK, self.at, None)
            self.at += 1
        return True

    def on_select(self, int i):
        if self.is_word(i + 1, "CASE"):
            self.emit_span(T_SELECT, i, i + 1, None)
            self.at += 1
        elif self.raw_query(i):
            return True
        elif self.raw.kind[i + 1] == WORD and self.ends(self.lvalue_end(i + 1, True)):
            self.emit(T_SELECT, i, None)
            self.plain = i + 1
        else:
            return False
        self.switches.append(False)
        return self.condition(NO_STOPS, False)

    def on_switch(self, int i):
        if self.ends(i + 1):
            return False
        self.emit(T_SWITCH, i, None)
        self.switches.append(False)
        return self.condition(NO_STOPS, False)

    cdef bint value_switch(self) except? 1:
        return bool(self.switches) and self.switches[len(self.switches) - 1]

    def on_case(self, int i):
        if self.is_word(i + 1, "ELSE") or self.is_word(i + 1, "DEFAULT"):
            self.emit_span(T_DEFAULT, i, i + 1, None)
            self.at = i + 2
            return self.default_arm()
        self.emit(T_CASE, i, None)
        self.stops = CASE_STOPS
        self.list_comma = True
        self.arm = self.value_switch()
        self.want = True
        self.at += 1
        if self.is_word(i + 1, "IS") and self.raw.kind[i + 2] == SIGN and self.raw.aux[i + 2] in COMPARISONS:
            self.emit(T_IS, i + 1, None)
            self.at += 1
        self.run()
        return True

    cdef bint default_arm(self) except? 1:
        if self.is_sign(self.at, COLON):
            if self.value_switch():
                self.emit(T_ARM, self.at, None)
                self.at += 1
                self.want = True
                self.run()
        return True

    def on_default(self, int i):
        if not self.ends(i + 1):
            return False
        self.emit(T_DEFAULT, i, None)
        self.at += 1
        return self.default_arm()

    def on_with(self, int i):
        cdef int j = self.lvalue_end(i + 1, False)
        if j == i + 1 or not (self.ends(j) or self.is_sign(j, EQUAL)):
            return False
        self.emit(T_WITH, i, None)
        self.at += 1
        self.plain = i + 1
        self.assign_at = j if self.is_sign(j, EQUAL) else -1
        self.want = True
        self.run()
        return True

    def on_sub(self, int i):
        header = self.header(i)
        if header is None:
            self.emit(T_SUB, i, None)
            self.problem("sub", self.raw.start[i], self.raw.end[i], self.word(i).upper)
            return True
        self.at = i + 1
        while not self.ends(self.at):
            self.at += 1
        words, params = header
        names = [ast.Name(start, end, text) for text, start, end in params]
        self.emit_span(T_SUB, i, self.at - 1, (words, names, self.word(i).upper == "FUNCTION"))
        if self.is_sign(self.at, OPEN_BLOCK):
            self.emit(T_LBLOCK, self.at, None)
            self.at += 1
        return True

    cdef bint leaf(self, int i, int j, object node) except? 1:
        """A statement of the tokens ``i`` to ``j`` that is complete."""
        self.emit_span(T_LEAF, i, j, node)
        self.at = j + 1
        return True

    cdef str label(self, int i):
        """The label at token ``i``, or "" when it is none."""
        if self.raw.kind[i] != WORD and self.raw.kind[i] != NUMBER:
            return ""
        return self.raw.text[self.raw.start[i]:self.raw.end[i]]

    def on_try(self, int i):
        cdef int j = i
        if not self.ends(i + 1):
            return False
        if self.is_sign(i + 1, COLON):
            j += 1
        self.emit(T_LEAF, i, ast.Opener(self.raw.start[i], self.raw.end[i], "TRY", (self.is_sign(i + 1, OPEN_BLOCK),)))
        self.at = i + 1
        return self.skip_block()

    cdef bint skip_block(self) except? 1:
        """Leave out the brace of a block whose head is a complete statement."""
        if self.is_sign(self.at, OPEN_BLOCK):
            self.at += 1
            self.last = T_LBLOCK
        elif self.is_sign(self.at, COLON):
            self.at += 1
            self.last = T_ELSE
        return True

    def on_catch(self, int i):
        cdef int j = i + 1
        self.emit(T_CATCH, i, None)
        if self.is_sign(j, OPEN) and self.raw.kind[j + 1] == WORD and self.is_sign(j + 2, CLOSE):
            self.name(j + 1)
            self.at += 1
        elif self.raw.kind[j] == WORD and not self.ends(j):
            self.name(j)
        else:
            self.at += 1
        if self.is_word(self.at, "AS") and self.raw.kind[self.at + 1] == WORD:
            self.at += 2
        return self.skip_block()

    def on_finally(self, int i):
        if not self.ends(i + 1):
            return False
        self.emit(T_LEAF, i, ast.Middle(self.raw.start[i], self.raw.end[i], "FINALLY", ()))
        self.at += 1
        return self.skip_block()

    def on_schedule(self, int i):
        if not self.is_word(i + 1, "IN"):
            return False
        self.emit_span(T_SCHEDULE, i, i + 1, None)
        self.at += 1
        return self.condition(TIMER_STOPS, False)

    def on_step(self, int i):
        cdef int j = i + 2
        cdef Phrase phrase
        if not self.is_sign(j, COLON) or self.raw.kind[j + 1] != WORD:
            return False
        kind = self.word(j + 1).upper
        if kind not in ("BOT", "HUMAN", "PARALLEL"):
            self.problem("step", self.raw.start[i], self.raw.end[j], None)
            return True
        self.emit(T_STEPNO, i, None)
        self.at += 1
        self.want = True
        self.operand(self.raw.kind[self.at])
        self.emit(T_ARM, j, None)
        self.emit(T_STEPKIND, j + 1, kind)
        self.at = j + 2
        phrase = BOT_PHRASE
        if kind == "HUMAN":
            phrase = HUMAN_PHRASE
            if self.is_word(self.at, "APPROVAL"):
                self.at += 1
        self.push(STATEMENT, phrase, i)
        self.run()
        return True

    def on_branch(self, int i):
        if not self.is_sign(i + 2, COLON) or self.raw.kind[i + 1] not in (WORD, NUMBER):
            return False
        if not self.is_word(i + 3, "BOT"):
            self.problem("branch", self.raw.start[i], self.raw.end[i + 2], None)
            return True
        self.emit_span(T_BRANCH, i, i + 3, self.label(i + 1))
        self.at = i + 4
        self.push(STATEMENT, BOT_PHRASE, i)
        self.run()
        return True

    def on_on(self, int i):
        cdef int j = i + 1
        cdef int words
        if self.is_word(j, "ERROR"):
            return self.on_error(i)
        if self.is_word(j, "TIMEOUT") and self.is_sign(j + 1, COLON):
            action = self.raw.text[self.raw.start[i + 3]:self.raw.end[i + 3]] if self.raw.kind[i + 3] == REST else ""
            node = ast.Middle(self.raw.start[i], self.raw.end[i + 3], "ON TIMEOUT", (action,))
            return self.leaf(i, i + 3, node)
        event = ""
        for phrase, name in ON_EVENTS:
            words = 0
            while words < len(phrase) and self.is_word(j + words, phrase[words]):
                words += 1
            if words == len(phrase):
                event = name
                j += words
                break
        if not event:
            if self.raw.kind[j] != STRING and self.raw.kind[j] != QUOTED:
                self.problem("event", self.raw.start[i], self.raw.end[j], None)
                return True
            event = "TABLE" if self.is_sign(j + 1, COMMA) else "EVENT"
        self.emit_span(T_ON, i, j - 1, event)
        self.at = j
        self.push(STATEMENT, ON_PHRASE, i)
        self.stops = LOOP_STOPS
        self.run()
        return True

    cdef bint on_error(self, int i) except? 1:
        cdef int j = i + 2
        cdef int start = self.raw.start[i]
        if self.is_word(j, "RESUME") and self.is_word(j + 1, "NEXT"):
            return self.leaf(i, j + 1, ast.OnError(start, self.raw.end[j + 1], "RESUME", ""))
        if self.is_word(j, "GOTO"):
            target = self.label(j + 1)
            if target == "0":
                return self.leaf(i, j + 1, ast.OnError(start, self.raw.end[j + 1], "OFF", ""))
            if target:
                return self.leaf(i, j + 1, ast.OnError(start, self.raw.end[j + 1], "GOTO", target))
        if self.is_word(j, "OFF"):
            return self.leaf(i, j, ast.OnError(start, self.raw.end[j], "OFF", ""))
        self.problem("on error", start, self.raw.end[i + 1], None)
        return True

    def on_timeout(self, int i):
        if not self.starts_operand(i + 1):
            return False
        self.emit(T_TIMEOUT, i, None)
        return self.condition(NO_STOPS, False)
