"""Compiles LLVM text to machine code in this process, with llvmlite; the only module that imports it.

ORC's LLJIT is used, whose resource trackers free a module's code; ``Native`` keeps one alive. Raises what llvmlite
raises: the tier falls back to the loop. Imported late, because llvmlite is an extra and costs 0.1 s to load.
"""

from __future__ import annotations

import itertools
from typing import Any

import llvmlite.binding as llvm

_numbers = itertools.count()


class Native:
    """Machine code of one module; it is freed with this object."""

    def __init__(self, tracker: Any, name: str, size: int) -> None:
        self._tracker = tracker
        self.address: int = tracker[name]
        self.size = size


class Engine:
    """One compiler and one linker for the whole process."""

    def __init__(self) -> None:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        target = llvm.Target.from_default_triple()
        machines = [
            # Small code: functions of a module call each other directly.
            target.create_target_machine(
                cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=1,
                reloc="pic", codemodel="small",
            )
            for _ in range(2)
        ]  # fmt: skip
        self._machine = machines[0]
        self._linker = llvm.create_lljit_compiler(machines[1])

    def compile(self, text: str) -> bytes:
        """An object file with the code of a module. Without NewGVN, which ends the process over some modules."""
        module = llvm.parse_assembly(text)
        module.verify()
        options = llvm.create_pipeline_tuning_options(speed_level=1)
        builder = llvm.create_pass_builder(self._machine, options)
        passes = llvm.create_new_module_pass_manager()
        passes.add_always_inliner_pass()
        passes.add_sroa_pass()
        passes.add_simplify_cfg_pass()
        passes.add_instruction_combine_pass()
        passes.add_simplify_cfg_pass()
        passes.add_jump_threading_pass()
        passes.add_dead_store_elimination_pass()
        passes.add_simplify_cfg_pass()
        passes.run(module, builder)
        image: bytes = self._machine.emit_object(module)
        return image

    def link(self, image: bytes, name: str) -> Native:
        """The code of an object file, ready to run; ``name`` is the function to enter."""
        library = llvm.JITLibraryBuilder().add_object_img(image).export_symbol(name)
        return Native(library.link(self._linker, f"gbc{next(_numbers)}"), name, len(image))


def platform() -> tuple[str, ...]:
    """What object files depend on: LLVM and the processor."""
    version = ".".join(map(str, llvm.llvm_version_info))
    features = llvm.get_host_cpu_features().flatten()
    return version, llvm.get_process_triple(), llvm.get_host_cpu_name(), features


_engine: list[Engine] = []


def engine() -> Engine:
    """The engine of this process, made at the first use."""
    if not _engine:
        _engine.append(Engine())
    return _engine[0]
