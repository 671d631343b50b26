/* Marks for valgrind, as functions that Python can call: where counting starts, and where a count is written. */
#include <valgrind/callgrind.h>

void start_counting(void) { CALLGRIND_START_INSTRUMENTATION; }
void set_to_zero(void) { CALLGRIND_ZERO_STATS; }
void write_count(const char *name) { CALLGRIND_DUMP_STATS_AT(name); }
