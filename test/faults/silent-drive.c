/*
 * A drive that does not answer, for a process that is started with this in LD_PRELOAD: every call on a path that begins
 * with one of SILENT_PATHS (separated by colons) waits while the file SILENT_WHILE exists. With SILENT_WATCHES set, so
 * do watches, which Node starts on its main thread; with SILENT_READS, only reads of open files wait.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#define REAL(name, type) \
  static type real;      \
  if (!real) real = (type)dlsym(RTLD_NEXT, name)

static long raw(long number, long a, long b, long c, long d, long e, long f) {
  typedef long (*call)(long, long, long, long, long, long, long);
  REAL("syscall", call);
  return real(number, a, b, c, d, e, f);
}

static int is_silent(const char *path) {
  const char *at = getenv("SILENT_PATHS");
  if (!at || !path) return 0;
  while (*at) {
    size_t length = strcspn(at, ":");
    if (length && !strncmp(path, at, length)) return 1;
    at += length + (at[length] == ':');
  }
  return 0;
}

static void wait_always_at(const char *path) {
  const char *control = getenv("SILENT_WHILE");
  if (!is_silent(path) || !control) return;
  int error = errno;
  while (raw(SYS_faccessat, AT_FDCWD, (long)control, F_OK, 0, 0, 0) == 0) {
    struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};
    nanosleep(&pause, NULL);
  }
  errno = error;
}

static void wait_at(const char *path) {
  if (!getenv("SILENT_READS")) wait_always_at(path);
}

static void wait_for(int file) {
  int error = errno;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = error;
  if (length < 0) return;
  path[length] = 0;
  wait_always_at(path);
}

ssize_t read(int file, void *to, size_t count) {
  typedef ssize_t (*call)(int, void *, size_t);
  REAL("read", call);
  wait_for(file);
  return real(file, to, count);
}

ssize_t pread64(int file, void *to, size_t count, off64_t at) {
  typedef ssize_t (*call)(int, void *, size_t, off64_t);
  REAL("pread64", call);
  wait_for(file);
  return real(file, to, count, at);
}

static int open_with(const char *name, const char *path, int flags, int mode) {
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
  wait_at(path);
  return real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = va_arg(more, int);
  va_end(more);
  return open_with("open64", path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = va_arg(more, int);
  va_end(more);
  return open_with("open", path, flags, mode);
}

DIR *opendir(const char *path) {
  typedef DIR *(*call)(const char *);
  REAL("opendir", call);
  wait_at(path);
  return real(path);
}

struct dirent64 *readdir64(DIR *directory) {
  typedef struct dirent64 *(*call)(DIR *);
  REAL("readdir64", call);
  if (!getenv("SILENT_READS")) wait_for(dirfd(directory));
  return real(directory);
}

char *realpath(const char *path, char *to) {
  typedef char *(*call)(const char *, char *);
  REAL("realpath", call);
  wait_at(path);
  return real(path, to);
}

int access(const char *path, int mode) {
  typedef int (*call)(const char *, int);
  REAL("access", call);
  wait_at(path);
  return real(path, mode);
}

int statfs64(const char *path, struct statfs64 *to) {
  typedef int (*call)(const char *, struct statfs64 *);
  REAL("statfs64", call);
  wait_at(path);
  return real(path, to);
}

int statfs(const char *path, struct statfs *to) { return statfs64(path, (struct statfs64 *)to); }

int statx(int at, const char *path, int flags, unsigned mask, struct statx *to) {
  if (path && *path) wait_at(path);
  else if (!getenv("SILENT_READS")) wait_for(at);
  return (int)raw(SYS_statx, at, (long)path, flags, mask, (long)to, 0);
}

/* libuv calls statx by its number. */
long syscall(long number, ...) {
  va_list more;
  va_start(more, number);
  long a = va_arg(more, long), b = va_arg(more, long), c = va_arg(more, long);
  long d = va_arg(more, long), e = va_arg(more, long), f = va_arg(more, long);
  va_end(more);
  if (number == SYS_statx) {
    const char *path = (const char *)b;
    if (path && *path) wait_at(path);
    else if (!getenv("SILENT_READS")) wait_for((int)a);
  }
  return raw(number, a, b, c, d, e, f);
}

int inotify_add_watch(int watches, const char *path, uint32_t mask) {
  typedef int (*call)(int, const char *, uint32_t);
  REAL("inotify_add_watch", call);
  if (getenv("SILENT_WATCHES")) wait_at(path);
  return real(watches, path, mask);
}
