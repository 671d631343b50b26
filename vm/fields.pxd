# Fields and elements, and what FOR EACH goes over; see fields.pyx. ``fresh`` results own a new reference.

from cpython.object cimport PyObject
from vm.value cimport Object, Value

cdef int get_field(const Value* base, PyObject* name, Value* fresh) except -1
cdef int get_item(const Value* base, const Value* index, Value* fresh) except -1
cdef int set_field(Value* base, PyObject* name, const Value* value) except -1
cdef int set_item(Value* base, const Value* index, const Value* value) except -1
cdef int descend_field(Value* base, PyObject* name, bint as_list, Value* fresh) except -1
cdef int descend_item(Value* base, const Value* index, bint as_list, Value* fresh) except -1
cdef int loop_list(const Value* source, Value* fresh) except -1
