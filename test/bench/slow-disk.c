/*
 * Makes one folder as slow as a network drive, for a process that is started with this in LD_PRELOAD: each opening
 * and each reading waits SLOW_SECONDS for its answer, and all bytes come over one line of SLOW_BYTES_PER_SECOND.
 * The folder is SLOW_FOLDER; asked for its file system, it says NFS.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 4096, NFS = 0x6969 };
static char is_slow[FILES];
static pthread_mutex_t line = PTHREAD_MUTEX_INITIALIZER;
static double line_free_at;

static double number(const char *name) {
  const char *value = getenv(name);
  return value ? atof(value) : 0;
}

static int lies_below(const char *path) {
  const char *folder = getenv("SLOW_FOLDER");
  return folder && !strncmp(path, folder, strlen(folder));
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void wait_for(double bytes) {
  pthread_mutex_lock(&line);
  double at = now();
  if (line_free_at < at) line_free_at = at;
  line_free_at += bytes / number("SLOW_BYTES_PER_SECOND");
  double left = line_free_at + number("SLOW_SECONDS") - at;
  pthread_mutex_unlock(&line);
  struct timespec pause = {.tv_sec = (time_t)left, .tv_nsec = (long)((left - (time_t)left) * 1e9)};
  while (nanosleep(&pause, &pause) && errno == EINTR) {
  }
}

int open64(const char *path, int flags, ...) {
  static int (*really)(const char *, int, ...);
  if (!really) really = dlsym(RTLD_NEXT, "open64");
  va_list more;
  va_start(more, flags);
  int file = really(path, flags, va_arg(more, int));
  va_end(more);
  if (file >= 0 && file < FILES && (is_slow[file] = lies_below(path))) wait_for(0);
  return file;
}

ssize_t pread64(int file, void *bytes, size_t most, off64_t at) {
  static ssize_t (*really)(int, void *, size_t, off64_t);
  if (!really) really = dlsym(RTLD_NEXT, "pread64");
  ssize_t count = really(file, bytes, most, at);
  if (count > 0 && file < FILES && is_slow[file]) wait_for(count);
  return count;
}

int statfs64(const char *path, struct statfs64 *about) {
  static int (*really)(const char *, struct statfs64 *);
  if (!really) really = dlsym(RTLD_NEXT, "statfs64");
  int failed = really(path, about);
  if (!failed && lies_below(path)) about->f_type = NFS;
  return failed;
}

int statfs(const char *path, struct statfs *about) { return statfs64(path, (struct statfs64 *)about); }
