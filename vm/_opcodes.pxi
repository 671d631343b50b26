# Written by vm/bytecode/generate.py; do not edit.

cdef extern from *:
    """
    #define GB_OPCODE_DIGEST "f8f0e71c7f49785e"
    """
    const char* OPCODE_DIGEST "GB_OPCODE_DIGEST"

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
