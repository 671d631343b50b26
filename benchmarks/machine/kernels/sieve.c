static double kernel(long n) {
  char *prime = malloc(n + 1);
  for (long i = 0; i <= n; i++) prime[i] = 1;
  for (long i = 2; i * i <= n; i++) {
    if (prime[i]) {
      for (long j = i * i; j <= n; j += i) prime[j] = 0;
    }
  }
  long found = 0;
  for (long i = 2; i <= n; i++) found += prime[i];
  free(prime);
  return found;
}
