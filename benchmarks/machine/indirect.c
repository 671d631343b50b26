/* What a predictable indirect jump costs beside a direct one: the two loops differ in that alone. */
#include <stdio.h>
#include <time.h>

static double clock_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

static __attribute__((noinline)) long step(long x) { return x + 1; }

int main(void) {
  long (*volatile held)(long) = step;
  long (*target)(long) = held, x = 0, turns = 4000000;
  double start = clock_now();
  for (long i = 0; i < turns; i++) x = step(x);
  double middle = clock_now();
  for (long i = 0; i < turns; i++) {
    __asm__ volatile("" : "+r"(target));
    x = target(x);
  }
  printf("%.3f %.3f %ld\n", (middle - start) / turns, (clock_now() - middle) / turns, x);
  return 0;
}
