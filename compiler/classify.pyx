# cython: language_level=3, boundscheck=False, wraparound=False
"""Gives every raw token its meaning, one statement after the other, with sight of the whole logical line.

Decides assignment or statement word or keyword phrase or call; ``values`` decides within expressions. So the grammar needs no
keyword and has no ambiguity. Emits a ``Stream`` for the driver and notes what cannot be read in ``problems``; wording is left to
``explain``. Called by ``parse``.
"""

from compiler import ast
from compiler.blocks import SINGLE_ENDS
from compiler.cursor import NO_STOPS
from compiler.phrases import CALL_PHRASE, HEAR_PHRASE, PARAM_PHRASE, RETURN_PHRASE
from compiler.tables import read_table

from compiler.blocks cimport Blocks
from compiler.cursor cimport *
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word

EXITS = {"FOR": "FOR", "DO": "DO", "WHILE": "WHILE", "LOOP": "LOOP", "SUB": "SUB", "FUNCTION": "FUNCTION"}


cdef class Classifier(Blocks):
    """Classifies a whole text, or one expression of it."""

    def statements(self):
        """Classify the whole text; the stream."""
        cdef int count = 0
        self.find_definitions()
        while self.raw.kind[self.at] != END and count <= MAX_STATEMENTS:
            if self.raw.kind[self.at] == NEWLINE:
                self.close_inline()
                self.at += 1
            elif self.is_sign(self.at, COLON) or self.is_sign(self.at, SEMICOLON):
                self.at += 1
            else:
                self.statement()
                count += 1
        if count > MAX_STATEMENTS:
            self.failed = False
            self.fail("many", self.at)
        return self.out

    def expression(self, dict user_phrases, set arrays):
        """Classify the text as one expression; the stream, or None when it cannot be one."""
        self.user_phrases = user_phrases
        self.arrays = arrays
        self.begin()
        self.want = True
        self.run()
        if not self.failed and self.raw.kind[self.at] not in (NEWLINE, END):
            return None
        self.finish()
        return None if self.failed else self.out

    cdef int statement(self) except -1:
        cdef int i = self.at
        cdef int kind = self.raw.kind[i]
        self.begin()
        if i in self.raw.remarks:
            start, end, text = self.raw.remarks[i]
            self.out.add(T_LEAF, start, end, ast.Remark(start, end, text))
            self.out.add(0, end, end, None)
        if kind == WORD:
            self.word_statement(i)
        elif kind == SIGN:
            self.sign_statement(i)
        elif kind == STRING or kind == QUOTED or kind == NUMBER:
            if kind != NUMBER and self.is_sign(i + 1, EQUAL):
                self.with_key(i, i)
            elif kind == NUMBER and self.numbers_line(i):
                self.label_statement(i, i)
            else:
                self.want = True
                self.run()
        elif kind == TABLE:
            self.emit(T_LEAF, i, read_table(self.raw.text, self.raw.start[i], self.raw.end[i], self.raw.aux[i], self.problems))
            self.at += 1
        elif kind == PRAGMA:
            self.emit(T_LEAF, i, ast.Pragma(self.raw.start[i], self.raw.end[i], self.raw.text[self.raw.start[i] + 1:self.raw.end[i]]))
            self.at += 1
        else:
            self.fail("strange" if kind == STRANGE else "statement", i, self.raw.text[self.raw.start[i]:self.raw.end[i]])
        if not self.failed and not self.ends(self.at) and self.last not in (T_THEN, T_ELSE, T_DO, T_DEFAULT, T_LBLOCK, T_CLOSE):
            self.leftover()
        self.finish()
        return 0

    cdef bint numbers_line(self, int i) except? 1:
        """True for the number in front of ``10 TALK "Hello"``."""
        if i > 0 and self.raw.kind[i - 1] != NEWLINE:
            return False
        return self.raw.kind[i + 1] == WORD and not self.word(i + 1).infix

    cdef int leftover(self) except -1:
        """Tokens that no reader took: classified as values, so that the grammar finds the place."""
        while not self.failed and self.raw.kind[self.at] != NEWLINE and self.raw.kind[self.at] != END:
            self.want = True
            if self.run() == 0 and self.ends(self.at):
                break
        return 0

    cdef int sign_statement(self, int i) except -1:
        cdef int sign = self.raw.aux[i]
        if sign == CLOSE_BLOCK:
            self.at += 1
            if self.is_word(i + 1, "ELSE") or self.is_word(i + 1, "ELSEIF") or self.is_word(i + 1, "CATCH") or self.is_word(i + 1, "FINALLY"):
                self.word_statement(i + 1)
                return 0
            self.emit(T_CLOSE, i, "BRACE")
        elif sign == DOT and (self.raw.kind[i + 1] == WORD or self.raw.kind[i + 1] == NUMBER) and self.is_sign(i + 2, EQUAL):
            self.with_key(i, i + 1)
        elif sign == CLOSE or sign == CLOSE_SQUARE or sign == CLOSE_BRACE:
            self.closing(i)
        else:
            self.want = True
            self.run()
        return 0

    cdef int with_key(self, int i, int j) except -1:
        """``.field = value`` and ``"key" = value`` inside WITH."""
        if self.raw.kind[j] == STRING or self.raw.kind[j] == QUOTED:
            value = self.texts.plain(self.raw.start[j], self.raw.end[j], self.raw.kind[j] == STRING)
        else:
            value = self.raw.text[self.raw.start[j]:self.raw.end[j]]
        self.emit_span(T_WITHKEY, i, j, value)
        self.at = j + 1
        self.assign(j + 1)
        self.run()
        return 0

    cdef int word_statement(self, int i) except -1:
        cdef Word word = self.word(i)
        cdef int equals
        self.at = i
        handler = HANDLERS.get(word.upper)
        equals = self.assignment(i, handler is None)
        if equals >= 0 and (self.adjacent(i + 1) or self.is_target(i, handler is not None)):
            return self.assigning(i, equals)
        if self.is_sign(i + 1, COLON) and (handler is None or word.upper not in ("ELSE", "TRY", "FINALLY", "DEFAULT", "DO", "BEGIN")):
            if self.raw.kind[i + 2] == NEWLINE or self.raw.kind[i + 2] == END or (handler is None and not self.complete(word)):
                return self.label_statement(i, i + 1)
        if handler is not None and not self.is_sign(i + 1, DOT) and handler(self, i):
            return 0
        return self.plain_statement(i)

    cdef bint complete(self, Word word) except? 1:
        """True for a keyword that needs nothing, before whose ``:`` a statement ends."""
        cdef Phrase phrase
        for phrase in word.phrases:
            if len(phrase.words) == 1:
                phrase.prepare()
                return phrase.zero
        return False

    cdef int label_statement(self, int i, int j) except -1:
        """A label; the statement behind it on the line is the next one."""
        self.emit_span(T_LEAF, i, j, ast.Label(self.raw.start[i], self.raw.end[i], self.label(i)))
        self.last = T_ELSE
        self.at = j + 1
        return 0

    cdef bint is_target(self, int i, bint structural) except? 1:
        """False for ``TALK [1] = x``: a bracket behind a blank belongs to the keyword."""
        if not (self.is_sign(i + 1, OPEN_SQUARE) or self.is_sign(i + 1, OPEN)):
            return True
        return not structural and not self.word(i).phrases

    cdef int assigning(self, int i, int equals) except -1:
        self.plain = i
        self.assign_at = equals
        self.want = True
        return self.run()

    cdef int plain_statement(self, int i) except -1:
        """A keyword, a call, or something that cannot be understood."""
        cdef Word word = self.word(i)
        if (word.phrases or word.underscored is not None or self.user_phrases) and self.try_phrase(i, True):
            return self.run()
        if not self.called(i):
            self.fail_word(i)
            return 0
        self.plain = i
        self.want = True
        return self.run()

    cdef bint called(self, int i) except? 1:
        """True when token ``i`` begins ``name(...)``, ``name.method(...)`` or some other value; not a name among words."""
        cdef int j = i + 1
        if self.raw.kind[j] == SIGN:
            return self.raw.aux[j] not in (COLON, COMMA, SEMICOLON, BANG)
        return self.ends(j)

    cdef int fail_word(self, int i) except -1:
        """Words that are no keyword: note up to four of them."""
        cdef int j = i
        words = []
        while self.raw.kind[j] == WORD and len(words) < 4:
            words.append((self.word(j).text, self.raw.end[j]))
            j += 1
        return self.problem("keyword", self.raw.start[i], self.raw.end[i], words)

    def on_call(self, int i):
        cdef int j
        if self.raw.kind[i + 1] == WORD:
            j = self.lvalue_end(i + 1, True)
            if j > i + 1 and self.ends(j):
                self.emit(T_CALL, i, None)
                self.at += 1
                self.plain = i + 1
                self.want = True
                self.run()
                return True
            if self.user_phrases and self.word(i + 1).upper in self.user_phrases:
                self.at += 1
                self.plain_statement(i + 1)
                return True
        if self.vocabulary.phrase(("CALL",)) is not None or self.ends(i + 1):
            return False
        self.command(CALL_PHRASE, i, 1, STATEMENT, False)
        self.run()
        return True

    def on_return(self, int i):
        if self.is_word(i + 1, "WITH") and self.raw.kind[i + 2] == WORD and self.is_word(i + 3, "AS"):
            self.emit_span(T_RETURNWITH, i, i + 1, None)
            self.at = i + 2
            self.push(STATEMENT, RETURN_PHRASE, i)
            self.plain = self.at
            self.run()
            return True
        self.emit(T_RETURN, i, None)
        self.at += 1
        if not self.ends(self.at):
            self.want = True
            self.run()
        return True

    def on_exit(self, int i):
        if self.ends(i + 1):
            return self.leaf(i, i, ast.Exit(self.raw.start[i], self.raw.end[i], "SCRIPT"))
        kind = EXITS.get(self.word(i + 1).upper) if self.raw.kind[i + 1] == WORD else None
        if kind is None or not self.ends(i + 2):
            return False
        return self.leaf(i, i + 1, ast.Exit(self.raw.start[i], self.raw.end[i + 1], kind))

    def on_stop(self, int i):
        return self.ends(i + 1) and self.leaf(i, i, ast.Exit(self.raw.start[i], self.raw.end[i], "SCRIPT"))

    def on_break(self, int i):
        return self.ends(i + 1) and self.leaf(i, i, ast.Exit(self.raw.start[i], self.raw.end[i], "LOOP"))

    def on_continue(self, int i):
        cdef int j = i
        if self.raw.kind[i + 1] == WORD and self.word(i + 1).upper in EXITS:
            j += 1
        return self.ends(j + 1) and self.leaf(i, j, ast.Continue(self.raw.start[i], self.raw.end[j]))

    def on_goto(self, int i):
        target = self.label(i + 1)
        if not target or not self.ends(i + 2):
            self.problem("label", self.raw.start[i], self.raw.end[i], self.word(i).upper)
            return True
        make = ast.Goto if self.word(i).upper == "GOTO" else ast.Gosub
        return self.leaf(i, i + 1, make(self.raw.start[i], self.raw.end[i + 1], target))

    def on_resume(self, int i):
        if self.ends(i + 1):
            return self.leaf(i, i, ast.Resume(self.raw.start[i], self.raw.end[i], ""))
        if not self.ends(i + 2) or self.match_several(i):
            return False
        target = self.label(i + 1)
        if not target:
            return False
        return self.leaf(i, i + 1, ast.Resume(self.raw.start[i], self.raw.end[i + 1], "" if target.upper() == "NEXT" else target))

    def on_dim(self, int i):
        cdef int j = i + 1
        if self.is_word(j, "PRESERVE"):
            j += 1
        self.emit_span(T_DIM, i, j - 1, j > i + 1)
        self.at = j
        self.list_comma = True
        while not self.failed and self.raw.kind[self.at] == WORD:
            self.name(self.at)
            if self.is_sign(self.at, OPEN):
                self.emit(T_LCALL, self.at, None)
                self.push(CALLING, None, self.at)
                self.at += 1
                while self.brackets > 0 and not self.failed and self.raw.kind[self.at] not in (NEWLINE, END):
                    if self.want:
                        self.operand(self.raw.kind[self.at])
                    else:
                        self.after(self.raw.kind[self.at])
            if self.is_word(self.at, "AS") and self.raw.kind[self.at + 1] == WORD:
                self.at += 2
            if not self.is_sign(self.at, COMMA):
                break
            self.emit(T_COMMA, self.at, None)
            self.at += 1
        return True

    def on_const(self, int i):
        cdef int equals = self.assignment(i + 1, False)
        if equals < 0:
            self.problem("const", self.raw.start[i], self.raw.end[i], None)
            return True
        self.emit(T_CONST, i, None)
        return bool(self.assigning_at(i + 1, equals))

    cdef bint assigning_at(self, int i, int equals) except? 1:
        self.at = i
        self.assigning(i, equals)
        return True

    def on_let(self, int i):
        cdef int equals = self.assignment(i + 1, True)
        if equals < 0:
            if self.word(i).upper == "LET":
                self.problem("let", self.raw.start[i], self.raw.end[i], None)
                return True
            return False
        return bool(self.assigning_at(i + 1, equals))

    def on_throw(self, int i):
        self.emit(T_THROW, i, None)
        self.at += 1
        if not self.ends(self.at):
            self.want = True
            self.run()
        return True

    def on_assert(self, int i):
        self.emit(T_ASSERT, i, None)
        self.list_comma = True
        return self.condition(NO_STOPS, False)

    def on_include(self, int i):
        if not self.starts_operand(i + 1):
            return False
        self.emit(T_INCLUDE, i, None)
        return self.condition(NO_STOPS, False)

    def on_param(self, int i):
        if self.raw.kind[i + 1] != WORD:
            self.problem("param", self.raw.start[i], self.raw.end[i], None)
            return True
        self.emit(T_PARAM, i, None)
        self.at += 1
        self.push(STATEMENT, PARAM_PHRASE, i)
        self.plain = i + 1
        self.run()
        return True

    def on_description(self, int i):
        cdef int j = i + 1
        if self.raw.kind[j] == REST:
            text = self.raw.text[self.raw.start[j]:self.raw.end[j]]
            return self.leaf(i, j, ast.Description(self.raw.start[i], self.raw.end[j], text))
        if not self.starts_operand(j):
            return False
        if (self.raw.kind[j] == STRING or self.raw.kind[j] == QUOTED) and self.ends(j + 1):
            text = self.texts.plain(self.raw.start[j], self.raw.end[j], self.raw.kind[j] == STRING)
            return self.leaf(i, j, ast.Description(self.raw.start[i], self.raw.end[j], text))
        self.emit(T_DESCRIPTION, i, None)
        return self.condition(NO_STOPS, False)

    def on_hear(self, int i):
        if self.match_several(i):
            return False
        self.emit(T_HEAR, i, None)
        self.at += 1
        self.push(STATEMENT, HEAR_PHRASE, i)
        self.plain = i + 1
        self.run()
        return True

    def on_input(self, int i):
        """``INPUT "prompt"; name`` and ``LINE INPUT name`` are HEAR in other words."""
        cdef int j = i
        if self.is_word(i, "LINE"):
            j += 1
            if not self.is_word(j, "INPUT"):
                return False
        if self.is_sign(j + 1, OPEN) or not self.starts_operand(j + 1) or self.match_several(i):
            return False
        self.emit_span(T_HEAR, i, j, None)
        self.at = j + 1
        self.push(STATEMENT, HEAR_PHRASE, i)
        self.plain = j + 1
        self.run()
        return True

    def on_create(self, int i):
        """CREATE TABLE and CREATE INDEX: columns are text, as in a raw SELECT."""
        cdef int j = i + 1
        cdef int k
        if self.is_word(j, "UNIQUE"):
            j += 1
        if not (self.is_word(j, "INDEX") or (self.is_word(j, "TABLE") and j == i + 1)) or self.ends(j + 1):
            return False
        phrase = " ".join([self.word(k).upper for k in range(i, j + 1)])
        self.emit_span(T_XCMD, i, j, (phrase, self.raw.end[j], False))
        k = j + 1
        if self.is_word(j, "INDEX"):
            while not self.ends(k) and not self.is_word(k, "ON"):
                k += 1
            if self.ends(k) or k == j + 1 or self.ends(k + 1):
                self.problem("index", self.raw.start[i], self.raw.end[j], None)
                return True
            name = self.text_value(j + 1) if k == j + 2 and self.raw.kind[j + 1] == STRING else None
            if name is None:
                name = self.texts.address(self.raw.start[j + 1], self.raw.end[k - 1])
            self.emit_span(T_STRING, j + 1, k - 1, name)
            self.emit(T_CLAUSE, k, "ON")
            k += 1
        self.at = k
        while not self.ends(self.at):
            self.at += 1
        self.emit_span(T_STRING, k, self.at - 1, self.texts.address(self.raw.start[k], self.raw.end[self.at - 1]))
        self.emit_empty(T_XEND, None)
        return True

    def on_begin(self, int i):
        cdef int j = i + 1
        while self.raw.kind[j] != BODY:
            if self.raw.kind[j] == NEWLINE or self.raw.kind[j] == END:
                return False
            j += 1
        kind = self.word(i + 1).upper
        if kind == "SYSTEM":
            kind = "SYSTEM PROMPT"
        node = ast.TextBlock(
            self.raw.start[i], self.raw.end[j], kind, self.texts.block(self.raw.start[j], self.raw.aux[j]), None
        )
        if kind == "MAIL" and j > i + 2:
            return self.mail(i, j, node)
        return self.leaf(i, j, node)

    cdef bint mail(self, int i, int j, object node) except? 1:
        """BEGIN MAIL with its recipient before the body."""
        if self.raw.kind[i + 2] == REST:
            node.recipient = self.texts.address(self.raw.start[i + 2], self.raw.end[i + 2])
            return self.leaf(i, j, node)
        self.emit_span(T_MAIL, i, i + 1, None)
        self.at = i + 2
        self.want = True
        while not self.failed and self.at < j:
            if self.want:
                self.operand(self.raw.kind[self.at])
            else:
                self.after(self.raw.kind[self.at])
        if not self.failed:
            self.close_frames(self.floor())
            if self.depth > 0:
                self.fail("bracket", self.frames[self.depth].opener)
        self.at = j
        if not self.failed:
            self.leaf(j, j, node)
        return True

    def on_clear(self, int i):
        if (self.is_word(i + 1, "ERROR") or self.is_word(i + 1, "ERRORS")) and self.ends(i + 2):
            return self.leaf(i, i + 1, ast.ClearError(self.raw.start[i], self.raw.end[i + 1]))
        return False


HANDLERS = {
    "IF": Blocks.on_if, "ELSE": Blocks.on_else, "ELSEIF": Blocks.on_elseif, "END": Blocks.on_end,
    "FOR": Blocks.on_for, "WHILE": Blocks.on_while, "DO": Blocks.on_do, "SELECT": Blocks.on_select,
    "SWITCH": Blocks.on_switch, "CASE": Blocks.on_case, "DEFAULT": Blocks.on_default, "WITH": Blocks.on_with,
    "SUB": Blocks.on_sub, "FUNCTION": Blocks.on_sub, "CALL": Classifier.on_call, "RETURN": Classifier.on_return,
    "EXIT": Classifier.on_exit, "STOP": Classifier.on_stop, "BREAK": Classifier.on_break, "CONTINUE": Classifier.on_continue,
    "GOTO": Classifier.on_goto, "GOSUB": Classifier.on_goto, "RESUME": Classifier.on_resume, "DIM": Classifier.on_dim,
    "REDIM": Classifier.on_dim, "CONST": Classifier.on_const, "LET": Classifier.on_let, "SET": Classifier.on_let,
    "TRY": Blocks.on_try, "CATCH": Blocks.on_catch, "FINALLY": Blocks.on_finally, "THROW": Classifier.on_throw,
    "RAISE": Classifier.on_throw, "ASSERT": Classifier.on_assert, "INCLUDE": Classifier.on_include, "PARAM": Classifier.on_param,
    "DESCRIPTION": Classifier.on_description, "HEAR": Classifier.on_hear, "BEGIN": Classifier.on_begin, "ON": Blocks.on_on,
    "SCHEDULE": Blocks.on_schedule, "STEP": Blocks.on_step, "BRANCH": Blocks.on_branch,
    "TIMEOUT": Blocks.on_timeout, "CLEAR": Classifier.on_clear, "INPUT": Classifier.on_input, "LINE": Classifier.on_input,
    "CREATE": Classifier.on_create, **dict.fromkeys(SINGLE_ENDS, Blocks.on_single_end),
}  # fmt: skip
