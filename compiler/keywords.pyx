# cython: language_level=3, boundscheck=False, wraparound=False
"""Finds keyword phrases: the longest one that can be a keyword at its place, with or without parentheses.

A word is a keyword only where what follows can be its values; else it is a name. A phrase that the program defines itself
comes before the catalog's. A layer of the classifier, between ``cursor`` and ``values``.
"""

from compiler.phrases import HEAR_PHRASE

from compiler.cursor cimport Cursor
from compiler.cursor cimport *
from compiler.lexer cimport *
from compiler.vocabulary cimport Phrase, Vocabulary, Word


cdef class Keywords(Cursor):
    """A cursor that knows where keywords begin and end."""

    cdef int end_values(self, bint conditions) except -1:
        """End the keywords used as values; those inside a condition clause go on when ``conditions``."""
        cdef int keep = self.depth
        while self.frames[keep].kind == COMMAND and not (conditions and self.frames[keep].condition):
            keep -= 1
        return self.close_frames(keep)

    cdef int command(self, Phrase phrase, int i, int count, int kind, bint parenthesised) except -1:
        """Begin a keyword whose phrase is the ``count`` tokens at ``i``."""
        phrase.prepare()
        self.emit_span(T_XCMD, i, i + count - 1, (phrase.text, self.raw.end[i + count - 1], parenthesised))
        self.at = i + count
        if parenthesised:
            self.push(INSIDE, phrase, self.at)
            self.at += 1
        elif not phrase.structural and (phrase.only_zero or (phrase.zero and kind == COMMAND and self.has_field(self.at))):
            self.emit_empty(T_XEND, None)
            self.want = False
        else:
            self.push(kind, phrase, i)
            if phrase is HEAR_PHRASE:
                self.plain = self.at
        return 0

    cdef bint has_field(self, int i) noexcept:
        """True when a field of what came before begins at token ``i``."""
        return self.is_sign(i, DOT) or self.is_sign(i, ASK_DOT)

    cdef Phrase match(self, int i, bint statement, int *count):
        """The longest phrase at token ``i`` that is a keyword here; ``count`` is its number of tokens."""
        cdef Word word = self.word(i)
        cdef Phrase phrase
        cdef Phrase spare = None
        cdef int fit, spare_count = 0
        if self.user_phrases and word.upper in self.user_phrases:
            phrase = self.match_user(i, statement, count)
            if phrase is not None:
                return phrase
        if word.underscored is not None and self.follows_phrase(word.underscored, i + 1, statement, True) > 0:
            count[0] = 1
            return word.underscored
        for phrase in word.phrases:
            fit = self.fits(phrase, i, statement)
            if fit > 1:
                if spare is None:
                    spare = phrase
                    spare_count = len(phrase.words)
            elif fit > 0:
                count[0] = len(phrase.words)
                return phrase
        count[0] = spare_count
        return spare

    cdef Phrase match_user(self, int i, bint statement, int *count):
        """As ``match``, among the phrases that the text itself defines."""
        cdef Phrase phrase
        cdef int n = 0
        words = []
        while n < MAX_NAME_WORDS and self.raw.kind[i + n] == WORD:
            words.append(self.word(i + n).upper)
            n += 1
        known = self.user_phrases[words[0]]
        while n > 0:
            phrase = known.get(tuple(words[:n]))
            if phrase is not None and self.follows_phrase(phrase, i + n, statement, n > 1) > 0:
                count[0] = n
                return phrase
            n -= 1
        return None

    cdef int fits(self, Phrase phrase, int i, bint statement) except -1:
        """0 when the phrase is not a keyword here, 2 when it lacks its values, else 1."""
        cdef int j = i
        cdef int length = len(phrase.words)
        while j - i < length:
            if self.raw.kind[j] != WORD or self.word(j).upper != phrase.words[j - i]:
                return 0
            j += 1
        return self.follows_phrase(phrase, j, statement, length > 1)

    cdef int follows_phrase(self, Phrase phrase, int j, bint statement, bint several) except -1:
        """As ``fits``, for a phrase that ends before token ``j``."""
        cdef int after
        phrase.prepare()
        if self.raw.kind[j] == SIGN:
            after = self.raw.aux[j]
            if after == OPEN:
                return self.follows_paren(phrase, j, statement, several)
            if after == DOT or after == ASK_DOT:
                return 1 if several and phrase.zero and not statement else 0
            if after == OPEN_SQUARE and self.adjacent(j):
                if several or not statement:
                    return 0
                after = self.lvalue_end(j - 1, True)
                return 1 if after == j - 1 or self.ends(after) else 0
            if several and after == MINUS and statement and not self.adjacent(j) and self.adjacent(j + 1):
                return 1
            if several and after not in (OPEN_SQUARE, OPEN_BRACE, OPEN_HOLE, BANG) and not self.ends(j):
                return 1 if phrase.zero and not statement else 0
        if self.ends(j):
            if phrase.zero and (statement or several):
                return 1
            return 2 if statement else 0
        if statement and not (several and self.raw.kind[j] == WORD and self.word(j).infix):
            return 1
        if self.starts_operand(j):
            return 1
        if self.raw.kind[j] == WORD and ("", self.word(j).upper) in phrase.follows:
            return 1
        return 1 if phrase.zero and several else 0

    cdef int follows_paren(self, Phrase phrase, int j, bint statement, bint several) except -1:
        """A phrase with ``(`` behind it: several words are a keyword; one word is a call unless a blank parts them."""
        if several:
            return 1
        if self.adjacent(j):
            return 1 if statement and not self.ends(self.raw.mate[j] + 1) and self.raw.mate[j] > 0 and not self.continues(
                self.raw.mate[j] + 1
            ) else 0
        return 0 if self.arrays and (<str>phrase.text) in self.arrays else 1

    cdef bint continues(self, int i) except? 1:
        """True when token ``i`` goes on with the value before it: ``.field``, ``[...]``."""
        return self.is_sign(i, DOT) or self.is_sign(i, ASK_DOT) or self.is_sign(i, OPEN_SQUARE)

    cdef bint takes_paren(self, Phrase phrase, int j, bint statement) except? 1:
        """True when the ``(`` at ``j`` holds all that the phrase is given."""
        cdef int mate = self.raw.mate[j]
        if mate < 0:
            return self.adjacent(j) and not statement
        if statement:
            return self.ends(mate + 1)
        return self.adjacent(j) or self.has_comma(j)

    cdef bint has_comma(self, int j) except? 1:
        """True when a comma stands directly inside the bracket at ``j``."""
        cdef int i = j + 1
        cdef int mate = self.raw.mate[j]
        while i < mate:
            if self.raw.kind[i] == SIGN:
                if self.raw.aux[i] == COMMA:
                    return True
                if self.raw.mate[i] > i:
                    i = self.raw.mate[i]
            i += 1
        return False

    cdef bint try_phrase(self, int i, bint statement) except? 1:
        """Begin the keyword at token ``i``, if there is one."""
        cdef int count = 0
        cdef Phrase phrase = self.match(i, statement, &count)
        cdef bint paren
        if phrase is None:
            return False
        paren = self.is_sign(i + count, OPEN) and self.takes_paren(phrase, i + count, statement)
        self.command(phrase, i, count, STATEMENT if statement else COMMAND, paren)
        return True
