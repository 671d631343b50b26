# What the lists and objects that end have held, given up a part at a time. Included by value.pyx.
# While a machine runs that gives its host turns, and when it ends, containers that would take long to free are laid aside
# as they are; each such run begins by giving up some of it, and so may a host (``tidy``). Nothing can reach what lies here.

cdef struct Block:
    void* data
    Py_ssize_t count
    bint fields  # of an object: each with a name

cdef Block* blocks = NULL
cdef Py_ssize_t block_count = 0, block_room = 0
cdef Py_ssize_t aside = 0       # elements and fields in all blocks
cdef Py_ssize_t given_up = 0    # since a host had its last turn
cdef int sparing = 0

cdef Py_ssize_t AT_ONCE = 1 << 14     # so many take half a millisecond
cdef Py_ssize_t MOST_ASIDE = 1 << 22  # beyond, memory matters more


cdef bint lay_aside(void* data, Py_ssize_t count, bint fields) noexcept:
    """Whether what an ended container held will be given up later; else it is its own business now."""
    global blocks, block_count, block_room, aside, given_up
    cdef void* room
    given_up += count
    if not sparing or given_up <= AT_ONCE or aside > MOST_ASIDE:
        return False
    if block_count == block_room:
        room = PyMem_Realloc(blocks, (2 * block_room + 16) * sizeof(Block))
        if room == NULL:
            return False
        blocks = <Block*>room
        block_room = 2 * block_room + 16
    blocks[block_count].data, blocks[block_count].count, blocks[block_count].fields = data, count, fields
    block_count += 1
    aside += count
    return True


cdef void spare(bint on) noexcept:
    """From here on containers may be laid aside, or no longer; in pairs."""
    global sparing
    sparing += 1 if on else -1


cdef bint give_up_some() noexcept:
    """Give up a part of what was laid aside, the latest first; whether there is more."""
    global block_count, aside, given_up
    cdef Block* last
    cdef Entry entry
    given_up = 0
    if block_count == 0:
        return False
    spare(True)
    while block_count and given_up < AT_ONCE:
        last = &blocks[block_count - 1]
        if last.count == 0:
            block_count -= 1
            PyMem_Free(last.data)
            continue
        last.count -= 1
        aside -= 1
        given_up += 1
        if last.fields:
            entry = (<Entry*>last.data)[last.count]
            ref_down(entry.key)
        else:
            entry.value = (<Value*>last.data)[last.count]
        drop(&entry.value)  # which may lay more aside
    spare(False)
    return block_count > 0


def tidy():
    """Free some of what runs have left behind; whether there is more."""
    return give_up_some()
