"""The bytecode: opcode table, Program, artifact codec, verifier and disassembler; pure Python."""
