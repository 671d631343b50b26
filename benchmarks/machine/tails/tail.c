
int main(int count, char **words) {
  char line[64];
  long size = 0;
  if (count > 1) {
    printf("%.17g\n", kernel(atol(words[1])));
    return 0;
  }
  while (fgets(line, sizeof line, stdin)) {
    if (line[0] == 'l') size = atol(line + 5);
    printf("%.17g\n", line[0] == 'r' ? kernel(size) : 0.0);
    fflush(stdout);
  }
  return 0;
}
