# Written by vm/bytecode/generate.py; do not edit.

cdef extern from *:
    """
    #define GB_OPCODE_DIGEST "f8f0e71c7f49785e"
    #define GB_GO_ON() do { \
        static const void *const places[] = { &&gb_MOVE, &&gb_LOADK, &&gb_LOADI, &&gb_LOADNULL, &&gb_LOADBOOL, &&gb_GETG, &&gb_SETG, &&gb_ADD, &&gb_SUB, &&gb_MUL, &&gb_DIV, &&gb_IDIV, &&gb_MOD, &&gb_POW, &&gb_NEG, &&gb_NOT, &&gb_TEST, &&gb_CONCAT, &&gb_EQ, &&gb_NE, &&gb_LT, &&gb_LE, &&gb_ISNULL, &&gb_JMP, &&gb_JT, &&gb_JF, &&gb_JEQ, &&gb_JNE, &&gb_JLT, &&gb_JNLT, &&gb_JLE, &&gb_JNLE, &&gb_FORPREP, &&gb_FORLOOP, &&gb_ITERPREP, &&gb_ITERNEXT, &&gb_NEWARR, &&gb_NEWOBJ, &&gb_GETF, &&gb_SETF, &&gb_GETI, &&gb_SETI, &&gb_GETFO, &&gb_GETFA, &&gb_GETIO, &&gb_GETIA, &&gb_CALL, &&gb_CALLB, &&gb_CALLK, &&gb_RET, &&gb_RETNULL, &&gb_HALT, &&gb_THROW, &&gb_ONERR, &&gb_REARM, &&gb_ERRCLR, &&gb_ERRGET, &&gb_ADD_INT, &&gb_SUB_INT, &&gb_MUL_INT, &&gb_MOD_INT, &&gb_JEQ_INT, &&gb_JNE_INT, &&gb_JLT_INT, &&gb_JNLT_INT, &&gb_JLE_INT, &&gb_JNLE_INT, &&gb_FORLOOP_INT, &&gb_ADD_FLOAT, &&gb_SUB_FLOAT, &&gb_MUL_FLOAT, &&gb_DIV_FLOAT, &&gb_JLT_FLOAT, &&gb_JNLT_FLOAT, &&gb_JLE_FLOAT, &&gb_JNLE_FLOAT, &&gb_LOADI_ADD, &&gb_LOADI_SUB, &&gb_LOADI_GETI, &&gb_LOADI_JEQ, &&gb_LOADI_JNE, &&gb_LOADI_JLT, &&gb_LOADI_JNLT, &&gb_LOADI_JLE, &&gb_LOADI_JNLE }; \
        goto *places[__pyx_v_op]; \
    } while (0)
    static const unsigned char __attribute__((unused)) gb_base[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 7, 8, 9, 12, 26, 27, 28, 29, 30, 31, 33, 7, 8, 9, 10, 28, 29, 30, 31, 2, 2, 2, 2, 2, 2, 2, 2, 2 };
    #define GB_HERE_MOVE() gb_MOVE: __attribute__((unused));
    #define GB_TO_MOVE() goto gb_MOVE
    #define GB_HERE_LOADK() gb_LOADK: __attribute__((unused));
    #define GB_TO_LOADK() goto gb_LOADK
    #define GB_HERE_LOADI() gb_LOADI: __attribute__((unused));
    #define GB_TO_LOADI() goto gb_LOADI
    #define GB_HERE_LOADNULL() gb_LOADNULL: __attribute__((unused));
    #define GB_TO_LOADNULL() goto gb_LOADNULL
    #define GB_HERE_LOADBOOL() gb_LOADBOOL: __attribute__((unused));
    #define GB_TO_LOADBOOL() goto gb_LOADBOOL
    #define GB_HERE_GETG() gb_GETG: __attribute__((unused));
    #define GB_TO_GETG() goto gb_GETG
    #define GB_HERE_SETG() gb_SETG: __attribute__((unused));
    #define GB_TO_SETG() goto gb_SETG
    #define GB_HERE_ADD() gb_ADD: __attribute__((unused));
    #define GB_TO_ADD() goto gb_ADD
    #define GB_HERE_SUB() gb_SUB: __attribute__((unused));
    #define GB_TO_SUB() goto gb_SUB
    #define GB_HERE_MUL() gb_MUL: __attribute__((unused));
    #define GB_TO_MUL() goto gb_MUL
    #define GB_HERE_DIV() gb_DIV: __attribute__((unused));
    #define GB_TO_DIV() goto gb_DIV
    #define GB_HERE_IDIV() gb_IDIV: __attribute__((unused));
    #define GB_TO_IDIV() goto gb_IDIV
    #define GB_HERE_MOD() gb_MOD: __attribute__((unused));
    #define GB_TO_MOD() goto gb_MOD
    #define GB_HERE_POW() gb_POW: __attribute__((unused));
    #define GB_TO_POW() goto gb_POW
    #define GB_HERE_NEG() gb_NEG: __attribute__((unused));
    #define GB_TO_NEG() goto gb_NEG
    #define GB_HERE_NOT() gb_NOT: __attribute__((unused));
    #define GB_TO_NOT() goto gb_NOT
    #define GB_HERE_TEST() gb_TEST: __attribute__((unused));
    #define GB_TO_TEST() goto gb_TEST
    #define GB_HERE_CONCAT() gb_CONCAT: __attribute__((unused));
    #define GB_TO_CONCAT() goto gb_CONCAT
    #define GB_HERE_EQ() gb_EQ: __attribute__((unused));
    #define GB_TO_EQ() goto gb_EQ
    #define GB_HERE_NE() gb_NE: __attribute__((unused));
    #define GB_TO_NE() goto gb_NE
    #define GB_HERE_LT() gb_LT: __attribute__((unused));
    #define GB_TO_LT() goto gb_LT
    #define GB_HERE_LE() gb_LE: __attribute__((unused));
    #define GB_TO_LE() goto gb_LE
    #define GB_HERE_ISNULL() gb_ISNULL: __attribute__((unused));
    #define GB_TO_ISNULL() goto gb_ISNULL
    #define GB_HERE_JMP() gb_JMP: __attribute__((unused));
    #define GB_TO_JMP() goto gb_JMP
    #define GB_HERE_JT() gb_JT: __attribute__((unused));
    #define GB_TO_JT() goto gb_JT
    #define GB_HERE_JF() gb_JF: __attribute__((unused));
    #define GB_TO_JF() goto gb_JF
    #define GB_HERE_JEQ() gb_JEQ: __attribute__((unused));
    #define GB_TO_JEQ() goto gb_JEQ
    #define GB_HERE_JNE() gb_JNE: __attribute__((unused));
    #define GB_TO_JNE() goto gb_JNE
    #define GB_HERE_JLT() gb_JLT: __attribute__((unused));
    #define GB_TO_JLT() goto gb_JLT
    #define GB_HERE_JNLT() gb_JNLT: __attribute__((unused));
    #define GB_TO_JNLT() goto gb_JNLT
    #define GB_HERE_JLE() gb_JLE: __attribute__((unused));
    #define GB_TO_JLE() goto gb_JLE
    #define GB_HERE_JNLE() gb_JNLE: __attribute__((unused));
    #define GB_TO_JNLE() goto gb_JNLE
    #define GB_HERE_FORPREP() gb_FORPREP: __attribute__((unused));
    #define GB_TO_FORPREP() goto gb_FORPREP
    #define GB_HERE_FORLOOP() gb_FORLOOP: __attribute__((unused));
    #define GB_TO_FORLOOP() goto gb_FORLOOP
    #define GB_HERE_ITERPREP() gb_ITERPREP: __attribute__((unused));
    #define GB_TO_ITERPREP() goto gb_ITERPREP
    #define GB_HERE_ITERNEXT() gb_ITERNEXT: __attribute__((unused));
    #define GB_TO_ITERNEXT() goto gb_ITERNEXT
    #define GB_HERE_NEWARR() gb_NEWARR: __attribute__((unused));
    #define GB_TO_NEWARR() goto gb_NEWARR
    #define GB_HERE_NEWOBJ() gb_NEWOBJ: __attribute__((unused));
    #define GB_TO_NEWOBJ() goto gb_NEWOBJ
    #define GB_HERE_GETF() gb_GETF: __attribute__((unused));
    #define GB_TO_GETF() goto gb_GETF
    #define GB_HERE_SETF() gb_SETF: __attribute__((unused));
    #define GB_TO_SETF() goto gb_SETF
    #define GB_HERE_GETI() gb_GETI: __attribute__((unused));
    #define GB_TO_GETI() goto gb_GETI
    #define GB_HERE_SETI() gb_SETI: __attribute__((unused));
    #define GB_TO_SETI() goto gb_SETI
    #define GB_HERE_GETFO() gb_GETFO: __attribute__((unused));
    #define GB_TO_GETFO() goto gb_GETFO
    #define GB_HERE_GETFA() gb_GETFA: __attribute__((unused));
    #define GB_TO_GETFA() goto gb_GETFA
    #define GB_HERE_GETIO() gb_GETIO: __attribute__((unused));
    #define GB_TO_GETIO() goto gb_GETIO
    #define GB_HERE_GETIA() gb_GETIA: __attribute__((unused));
    #define GB_TO_GETIA() goto gb_GETIA
    #define GB_HERE_CALL() gb_CALL: __attribute__((unused));
    #define GB_TO_CALL() goto gb_CALL
    #define GB_HERE_CALLB() gb_CALLB: __attribute__((unused));
    #define GB_TO_CALLB() goto gb_CALLB
    #define GB_HERE_CALLK() gb_CALLK: __attribute__((unused));
    #define GB_TO_CALLK() goto gb_CALLK
    #define GB_HERE_RET() gb_RET: __attribute__((unused));
    #define GB_TO_RET() goto gb_RET
    #define GB_HERE_RETNULL() gb_RETNULL: __attribute__((unused));
    #define GB_TO_RETNULL() goto gb_RETNULL
    #define GB_HERE_HALT() gb_HALT: __attribute__((unused));
    #define GB_TO_HALT() goto gb_HALT
    #define GB_HERE_THROW() gb_THROW: __attribute__((unused));
    #define GB_TO_THROW() goto gb_THROW
    #define GB_HERE_ONERR() gb_ONERR: __attribute__((unused));
    #define GB_TO_ONERR() goto gb_ONERR
    #define GB_HERE_REARM() gb_REARM: __attribute__((unused));
    #define GB_TO_REARM() goto gb_REARM
    #define GB_HERE_ERRCLR() gb_ERRCLR: __attribute__((unused));
    #define GB_TO_ERRCLR() goto gb_ERRCLR
    #define GB_HERE_ERRGET() gb_ERRGET: __attribute__((unused));
    #define GB_TO_ERRGET() goto gb_ERRGET
    #define GB_HERE_ADD_INT() gb_ADD_INT: __attribute__((unused));
    #define GB_TO_ADD_INT() goto gb_ADD_INT
    #define GB_HERE_SUB_INT() gb_SUB_INT: __attribute__((unused));
    #define GB_TO_SUB_INT() goto gb_SUB_INT
    #define GB_HERE_MUL_INT() gb_MUL_INT: __attribute__((unused));
    #define GB_TO_MUL_INT() goto gb_MUL_INT
    #define GB_HERE_MOD_INT() gb_MOD_INT: __attribute__((unused));
    #define GB_TO_MOD_INT() goto gb_MOD_INT
    #define GB_HERE_JEQ_INT() gb_JEQ_INT: __attribute__((unused));
    #define GB_TO_JEQ_INT() goto gb_JEQ_INT
    #define GB_HERE_JNE_INT() gb_JNE_INT: __attribute__((unused));
    #define GB_TO_JNE_INT() goto gb_JNE_INT
    #define GB_HERE_JLT_INT() gb_JLT_INT: __attribute__((unused));
    #define GB_TO_JLT_INT() goto gb_JLT_INT
    #define GB_HERE_JNLT_INT() gb_JNLT_INT: __attribute__((unused));
    #define GB_TO_JNLT_INT() goto gb_JNLT_INT
    #define GB_HERE_JLE_INT() gb_JLE_INT: __attribute__((unused));
    #define GB_TO_JLE_INT() goto gb_JLE_INT
    #define GB_HERE_JNLE_INT() gb_JNLE_INT: __attribute__((unused));
    #define GB_TO_JNLE_INT() goto gb_JNLE_INT
    #define GB_HERE_FORLOOP_INT() gb_FORLOOP_INT: __attribute__((unused));
    #define GB_TO_FORLOOP_INT() goto gb_FORLOOP_INT
    #define GB_HERE_ADD_FLOAT() gb_ADD_FLOAT: __attribute__((unused));
    #define GB_TO_ADD_FLOAT() goto gb_ADD_FLOAT
    #define GB_HERE_SUB_FLOAT() gb_SUB_FLOAT: __attribute__((unused));
    #define GB_TO_SUB_FLOAT() goto gb_SUB_FLOAT
    #define GB_HERE_MUL_FLOAT() gb_MUL_FLOAT: __attribute__((unused));
    #define GB_TO_MUL_FLOAT() goto gb_MUL_FLOAT
    #define GB_HERE_DIV_FLOAT() gb_DIV_FLOAT: __attribute__((unused));
    #define GB_TO_DIV_FLOAT() goto gb_DIV_FLOAT
    #define GB_HERE_JLT_FLOAT() gb_JLT_FLOAT: __attribute__((unused));
    #define GB_TO_JLT_FLOAT() goto gb_JLT_FLOAT
    #define GB_HERE_JNLT_FLOAT() gb_JNLT_FLOAT: __attribute__((unused));
    #define GB_TO_JNLT_FLOAT() goto gb_JNLT_FLOAT
    #define GB_HERE_JLE_FLOAT() gb_JLE_FLOAT: __attribute__((unused));
    #define GB_TO_JLE_FLOAT() goto gb_JLE_FLOAT
    #define GB_HERE_JNLE_FLOAT() gb_JNLE_FLOAT: __attribute__((unused));
    #define GB_TO_JNLE_FLOAT() goto gb_JNLE_FLOAT
    #define GB_HERE_LOADI_ADD() gb_LOADI_ADD: __attribute__((unused));
    #define GB_TO_LOADI_ADD() goto gb_LOADI_ADD
    #define GB_HERE_LOADI_SUB() gb_LOADI_SUB: __attribute__((unused));
    #define GB_TO_LOADI_SUB() goto gb_LOADI_SUB
    #define GB_HERE_LOADI_GETI() gb_LOADI_GETI: __attribute__((unused));
    #define GB_TO_LOADI_GETI() goto gb_LOADI_GETI
    #define GB_HERE_LOADI_JEQ() gb_LOADI_JEQ: __attribute__((unused));
    #define GB_TO_LOADI_JEQ() goto gb_LOADI_JEQ
    #define GB_HERE_LOADI_JNE() gb_LOADI_JNE: __attribute__((unused));
    #define GB_TO_LOADI_JNE() goto gb_LOADI_JNE
    #define GB_HERE_LOADI_JLT() gb_LOADI_JLT: __attribute__((unused));
    #define GB_TO_LOADI_JLT() goto gb_LOADI_JLT
    #define GB_HERE_LOADI_JNLT() gb_LOADI_JNLT: __attribute__((unused));
    #define GB_TO_LOADI_JNLT() goto gb_LOADI_JNLT
    #define GB_HERE_LOADI_JLE() gb_LOADI_JLE: __attribute__((unused));
    #define GB_TO_LOADI_JLE() goto gb_LOADI_JLE
    #define GB_HERE_LOADI_JNLE() gb_LOADI_JNLE: __attribute__((unused));
    #define GB_TO_LOADI_JNLE() goto gb_LOADI_JNLE
    """
    const char* OPCODE_DIGEST "GB_OPCODE_DIGEST"
    const unsigned char* BASE_OF "gb_base"
    void go_on "GB_GO_ON"() noexcept
    void here_MOVE "GB_HERE_MOVE"() noexcept
    void to_MOVE "GB_TO_MOVE"() noexcept
    void here_LOADK "GB_HERE_LOADK"() noexcept
    void to_LOADK "GB_TO_LOADK"() noexcept
    void here_LOADI "GB_HERE_LOADI"() noexcept
    void to_LOADI "GB_TO_LOADI"() noexcept
    void here_LOADNULL "GB_HERE_LOADNULL"() noexcept
    void to_LOADNULL "GB_TO_LOADNULL"() noexcept
    void here_LOADBOOL "GB_HERE_LOADBOOL"() noexcept
    void to_LOADBOOL "GB_TO_LOADBOOL"() noexcept
    void here_GETG "GB_HERE_GETG"() noexcept
    void to_GETG "GB_TO_GETG"() noexcept
    void here_SETG "GB_HERE_SETG"() noexcept
    void to_SETG "GB_TO_SETG"() noexcept
    void here_ADD "GB_HERE_ADD"() noexcept
    void to_ADD "GB_TO_ADD"() noexcept
    void here_SUB "GB_HERE_SUB"() noexcept
    void to_SUB "GB_TO_SUB"() noexcept
    void here_MUL "GB_HERE_MUL"() noexcept
    void to_MUL "GB_TO_MUL"() noexcept
    void here_DIV "GB_HERE_DIV"() noexcept
    void to_DIV "GB_TO_DIV"() noexcept
    void here_IDIV "GB_HERE_IDIV"() noexcept
    void to_IDIV "GB_TO_IDIV"() noexcept
    void here_MOD "GB_HERE_MOD"() noexcept
    void to_MOD "GB_TO_MOD"() noexcept
    void here_POW "GB_HERE_POW"() noexcept
    void to_POW "GB_TO_POW"() noexcept
    void here_NEG "GB_HERE_NEG"() noexcept
    void to_NEG "GB_TO_NEG"() noexcept
    void here_NOT "GB_HERE_NOT"() noexcept
    void to_NOT "GB_TO_NOT"() noexcept
    void here_TEST "GB_HERE_TEST"() noexcept
    void to_TEST "GB_TO_TEST"() noexcept
    void here_CONCAT "GB_HERE_CONCAT"() noexcept
    void to_CONCAT "GB_TO_CONCAT"() noexcept
    void here_EQ "GB_HERE_EQ"() noexcept
    void to_EQ "GB_TO_EQ"() noexcept
    void here_NE "GB_HERE_NE"() noexcept
    void to_NE "GB_TO_NE"() noexcept
    void here_LT "GB_HERE_LT"() noexcept
    void to_LT "GB_TO_LT"() noexcept
    void here_LE "GB_HERE_LE"() noexcept
    void to_LE "GB_TO_LE"() noexcept
    void here_ISNULL "GB_HERE_ISNULL"() noexcept
    void to_ISNULL "GB_TO_ISNULL"() noexcept
    void here_JMP "GB_HERE_JMP"() noexcept
    void to_JMP "GB_TO_JMP"() noexcept
    void here_JT "GB_HERE_JT"() noexcept
    void to_JT "GB_TO_JT"() noexcept
    void here_JF "GB_HERE_JF"() noexcept
    void to_JF "GB_TO_JF"() noexcept
    void here_JEQ "GB_HERE_JEQ"() noexcept
    void to_JEQ "GB_TO_JEQ"() noexcept
    void here_JNE "GB_HERE_JNE"() noexcept
    void to_JNE "GB_TO_JNE"() noexcept
    void here_JLT "GB_HERE_JLT"() noexcept
    void to_JLT "GB_TO_JLT"() noexcept
    void here_JNLT "GB_HERE_JNLT"() noexcept
    void to_JNLT "GB_TO_JNLT"() noexcept
    void here_JLE "GB_HERE_JLE"() noexcept
    void to_JLE "GB_TO_JLE"() noexcept
    void here_JNLE "GB_HERE_JNLE"() noexcept
    void to_JNLE "GB_TO_JNLE"() noexcept
    void here_FORPREP "GB_HERE_FORPREP"() noexcept
    void to_FORPREP "GB_TO_FORPREP"() noexcept
    void here_FORLOOP "GB_HERE_FORLOOP"() noexcept
    void to_FORLOOP "GB_TO_FORLOOP"() noexcept
    void here_ITERPREP "GB_HERE_ITERPREP"() noexcept
    void to_ITERPREP "GB_TO_ITERPREP"() noexcept
    void here_ITERNEXT "GB_HERE_ITERNEXT"() noexcept
    void to_ITERNEXT "GB_TO_ITERNEXT"() noexcept
    void here_NEWARR "GB_HERE_NEWARR"() noexcept
    void to_NEWARR "GB_TO_NEWARR"() noexcept
    void here_NEWOBJ "GB_HERE_NEWOBJ"() noexcept
    void to_NEWOBJ "GB_TO_NEWOBJ"() noexcept
    void here_GETF "GB_HERE_GETF"() noexcept
    void to_GETF "GB_TO_GETF"() noexcept
    void here_SETF "GB_HERE_SETF"() noexcept
    void to_SETF "GB_TO_SETF"() noexcept
    void here_GETI "GB_HERE_GETI"() noexcept
    void to_GETI "GB_TO_GETI"() noexcept
    void here_SETI "GB_HERE_SETI"() noexcept
    void to_SETI "GB_TO_SETI"() noexcept
    void here_GETFO "GB_HERE_GETFO"() noexcept
    void to_GETFO "GB_TO_GETFO"() noexcept
    void here_GETFA "GB_HERE_GETFA"() noexcept
    void to_GETFA "GB_TO_GETFA"() noexcept
    void here_GETIO "GB_HERE_GETIO"() noexcept
    void to_GETIO "GB_TO_GETIO"() noexcept
    void here_GETIA "GB_HERE_GETIA"() noexcept
    void to_GETIA "GB_TO_GETIA"() noexcept
    void here_CALL "GB_HERE_CALL"() noexcept
    void to_CALL "GB_TO_CALL"() noexcept
    void here_CALLB "GB_HERE_CALLB"() noexcept
    void to_CALLB "GB_TO_CALLB"() noexcept
    void here_CALLK "GB_HERE_CALLK"() noexcept
    void to_CALLK "GB_TO_CALLK"() noexcept
    void here_RET "GB_HERE_RET"() noexcept
    void to_RET "GB_TO_RET"() noexcept
    void here_RETNULL "GB_HERE_RETNULL"() noexcept
    void to_RETNULL "GB_TO_RETNULL"() noexcept
    void here_HALT "GB_HERE_HALT"() noexcept
    void to_HALT "GB_TO_HALT"() noexcept
    void here_THROW "GB_HERE_THROW"() noexcept
    void to_THROW "GB_TO_THROW"() noexcept
    void here_ONERR "GB_HERE_ONERR"() noexcept
    void to_ONERR "GB_TO_ONERR"() noexcept
    void here_REARM "GB_HERE_REARM"() noexcept
    void to_REARM "GB_TO_REARM"() noexcept
    void here_ERRCLR "GB_HERE_ERRCLR"() noexcept
    void to_ERRCLR "GB_TO_ERRCLR"() noexcept
    void here_ERRGET "GB_HERE_ERRGET"() noexcept
    void to_ERRGET "GB_TO_ERRGET"() noexcept
    void here_ADD_INT "GB_HERE_ADD_INT"() noexcept
    void to_ADD_INT "GB_TO_ADD_INT"() noexcept
    void here_SUB_INT "GB_HERE_SUB_INT"() noexcept
    void to_SUB_INT "GB_TO_SUB_INT"() noexcept
    void here_MUL_INT "GB_HERE_MUL_INT"() noexcept
    void to_MUL_INT "GB_TO_MUL_INT"() noexcept
    void here_MOD_INT "GB_HERE_MOD_INT"() noexcept
    void to_MOD_INT "GB_TO_MOD_INT"() noexcept
    void here_JEQ_INT "GB_HERE_JEQ_INT"() noexcept
    void to_JEQ_INT "GB_TO_JEQ_INT"() noexcept
    void here_JNE_INT "GB_HERE_JNE_INT"() noexcept
    void to_JNE_INT "GB_TO_JNE_INT"() noexcept
    void here_JLT_INT "GB_HERE_JLT_INT"() noexcept
    void to_JLT_INT "GB_TO_JLT_INT"() noexcept
    void here_JNLT_INT "GB_HERE_JNLT_INT"() noexcept
    void to_JNLT_INT "GB_TO_JNLT_INT"() noexcept
    void here_JLE_INT "GB_HERE_JLE_INT"() noexcept
    void to_JLE_INT "GB_TO_JLE_INT"() noexcept
    void here_JNLE_INT "GB_HERE_JNLE_INT"() noexcept
    void to_JNLE_INT "GB_TO_JNLE_INT"() noexcept
    void here_FORLOOP_INT "GB_HERE_FORLOOP_INT"() noexcept
    void to_FORLOOP_INT "GB_TO_FORLOOP_INT"() noexcept
    void here_ADD_FLOAT "GB_HERE_ADD_FLOAT"() noexcept
    void to_ADD_FLOAT "GB_TO_ADD_FLOAT"() noexcept
    void here_SUB_FLOAT "GB_HERE_SUB_FLOAT"() noexcept
    void to_SUB_FLOAT "GB_TO_SUB_FLOAT"() noexcept
    void here_MUL_FLOAT "GB_HERE_MUL_FLOAT"() noexcept
    void to_MUL_FLOAT "GB_TO_MUL_FLOAT"() noexcept
    void here_DIV_FLOAT "GB_HERE_DIV_FLOAT"() noexcept
    void to_DIV_FLOAT "GB_TO_DIV_FLOAT"() noexcept
    void here_JLT_FLOAT "GB_HERE_JLT_FLOAT"() noexcept
    void to_JLT_FLOAT "GB_TO_JLT_FLOAT"() noexcept
    void here_JNLT_FLOAT "GB_HERE_JNLT_FLOAT"() noexcept
    void to_JNLT_FLOAT "GB_TO_JNLT_FLOAT"() noexcept
    void here_JLE_FLOAT "GB_HERE_JLE_FLOAT"() noexcept
    void to_JLE_FLOAT "GB_TO_JLE_FLOAT"() noexcept
    void here_JNLE_FLOAT "GB_HERE_JNLE_FLOAT"() noexcept
    void to_JNLE_FLOAT "GB_TO_JNLE_FLOAT"() noexcept
    void here_LOADI_ADD "GB_HERE_LOADI_ADD"() noexcept
    void to_LOADI_ADD "GB_TO_LOADI_ADD"() noexcept
    void here_LOADI_SUB "GB_HERE_LOADI_SUB"() noexcept
    void to_LOADI_SUB "GB_TO_LOADI_SUB"() noexcept
    void here_LOADI_GETI "GB_HERE_LOADI_GETI"() noexcept
    void to_LOADI_GETI "GB_TO_LOADI_GETI"() noexcept
    void here_LOADI_JEQ "GB_HERE_LOADI_JEQ"() noexcept
    void to_LOADI_JEQ "GB_TO_LOADI_JEQ"() noexcept
    void here_LOADI_JNE "GB_HERE_LOADI_JNE"() noexcept
    void to_LOADI_JNE "GB_TO_LOADI_JNE"() noexcept
    void here_LOADI_JLT "GB_HERE_LOADI_JLT"() noexcept
    void to_LOADI_JLT "GB_TO_LOADI_JLT"() noexcept
    void here_LOADI_JNLT "GB_HERE_LOADI_JNLT"() noexcept
    void to_LOADI_JNLT "GB_TO_LOADI_JNLT"() noexcept
    void here_LOADI_JLE "GB_HERE_LOADI_JLE"() noexcept
    void to_LOADI_JLE "GB_TO_LOADI_JLE"() noexcept
    void here_LOADI_JNLE "GB_HERE_LOADI_JNLE"() noexcept
    void to_LOADI_JNLE "GB_TO_LOADI_JNLE"() noexcept

cdef enum:
    OP_MOVE = 0
    OP_LOADK = 1
    OP_LOADI = 2
    OP_LOADNULL = 3
    OP_LOADBOOL = 4
    OP_GETG = 5
    OP_SETG = 6
    OP_ADD = 7
    OP_SUB = 8
    OP_MUL = 9
    OP_DIV = 10
    OP_IDIV = 11
    OP_MOD = 12
    OP_POW = 13
    OP_NEG = 14
    OP_NOT = 15
    OP_TEST = 16
    OP_CONCAT = 17
    OP_EQ = 18
    OP_NE = 19
    OP_LT = 20
    OP_LE = 21
    OP_ISNULL = 22
    OP_JMP = 23
    OP_JT = 24
    OP_JF = 25
    OP_JEQ = 26
    OP_JNE = 27
    OP_JLT = 28
    OP_JNLT = 29
    OP_JLE = 30
    OP_JNLE = 31
    OP_FORPREP = 32
    OP_FORLOOP = 33
    OP_ITERPREP = 34
    OP_ITERNEXT = 35
    OP_NEWARR = 36
    OP_NEWOBJ = 37
    OP_GETF = 38
    OP_SETF = 39
    OP_GETI = 40
    OP_SETI = 41
    OP_GETFO = 42
    OP_GETFA = 43
    OP_GETIO = 44
    OP_GETIA = 45
    OP_CALL = 46
    OP_CALLB = 47
    OP_CALLK = 48
    OP_RET = 49
    OP_RETNULL = 50
    OP_HALT = 51
    OP_THROW = 52
    OP_ONERR = 53
    OP_REARM = 54
    OP_ERRCLR = 55
    OP_ERRGET = 56
    OP_ADD_INT = 57
    OP_SUB_INT = 58
    OP_MUL_INT = 59
    OP_MOD_INT = 60
    OP_JEQ_INT = 61
    OP_JNE_INT = 62
    OP_JLT_INT = 63
    OP_JNLT_INT = 64
    OP_JLE_INT = 65
    OP_JNLE_INT = 66
    OP_FORLOOP_INT = 67
    OP_ADD_FLOAT = 68
    OP_SUB_FLOAT = 69
    OP_MUL_FLOAT = 70
    OP_DIV_FLOAT = 71
    OP_JLT_FLOAT = 72
    OP_JNLT_FLOAT = 73
    OP_JLE_FLOAT = 74
    OP_JNLE_FLOAT = 75
    OP_LOADI_ADD = 76
    OP_LOADI_SUB = 77
    OP_LOADI_GETI = 78
    OP_LOADI_JEQ = 79
    OP_LOADI_JNE = 80
    OP_LOADI_JLT = 81
    OP_LOADI_JNLT = 82
    OP_LOADI_JLE = 83
    OP_LOADI_JNLE = 84
