/* Counts what a process changes, and stops or fails it at one of these steps. Loaded with LD_PRELOAD.
 *
 * A step is a call that changes a file below STEPS_FOLDER, or that opens or sends on a socket. Steps are
 * counted over all threads from 1. Each is a line of STEPS_LOG, written before the call: its name and what
 * it is about. At step STEPS_AT the process is killed by SIGKILL (STEPS_DO=kill), is killed when half of
 * what it writes is written (torn), or the call fails with the error of that number (28 is ENOSPC), and so
 * does every later one when STEPS_DO is followed by a plus (28+). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t length;
static int out = -1;
static long at, count, failing, torn, forever;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("STEPS_FOLDER");
    const char *what = getenv("STEPS_DO"), *log = getenv("STEPS_LOG"), *number = getenv("STEPS_AT");
    unsetenv("LD_PRELOAD");
    if (!folder || !log) { folder = NULL; return; }
    length = strlen(folder);
    at = number ? atol(number) : 0;
    torn = what && !strcmp(what, "torn");
    failing = what ? atol(what) : 0;
    forever = what && strchr(what, '+') != NULL;
    out = (int) syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int inside(const char *path) { return folder && path && !strncmp(path, folder, length); }

static const char *about(int fd, char *name) {
    char link[40];
    if (!folder) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long n = syscall(SYS_readlinkat, AT_FDCWD, link, name, 4000);
    if (n <= 0) return NULL;
    name[n] = 0;
    if (!strncmp(name, "socket:", 7)) return "socket";
    return inside(name) ? name + length : NULL;
}

/* What to do with a call: 0 make it, 1 make half of it and die, else fail with that error. */
static int step(const char *call, const char *subject) {
    int verdict = 0, before = errno;
    char line[4200];
    pthread_mutex_lock(&mutex);
    count++;
    int n = snprintf(line, sizeof line, "%s %s\n", call, *subject ? subject : "/");
    if (out >= 0) syscall(SYS_write, out, line, n);
    if (at && (count == at || (forever && count > at))) {
        if (failing) verdict = (int) failing;
        else if (torn && (!strcmp(call, "write"))) verdict = 1;
        else { kill(getpid(), SIGKILL); for (;;) pause(); }
    }
    if (verdict != 1) pthread_mutex_unlock(&mutex);
    errno = before;
    return verdict;
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, #name)

#define ON_FD(call, half) \
    char room[4096]; \
    const char *subject = about(fd, room); \
    if (subject) { \
        int verdict = step(call, subject); \
        if (verdict == 1) { half; die(); } \
        if (verdict) { errno = verdict; return -1; } \
    }

#define ON_PATH(call, path) \
    if (inside(path)) { \
        int verdict = step(call, (path) + length); \
        if (verdict == 1) die(); \
        if (verdict) { errno = verdict; return -1; } \
    }

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    ON_FD("write", real(fd, data, size / 2))
    return real(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    ON_FD("write", real(fd, data, size / 2, offset))
    return real(fd, data, size, offset);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    ON_FD("write", real(fd, data, size / 2, offset))
    return real(fd, data, size, offset);
}
ssize_t writev(int fd, const struct iovec *parts, int n) {
    REAL(ssize_t, writev, int, const struct iovec *, int);
    ON_FD("write", real(fd, parts, 1))
    return real(fd, parts, n);
}
ssize_t send(int fd, const void *data, size_t size, int flags) {
    REAL(ssize_t, send, int, const void *, size_t, int);
    ON_FD("write", real(fd, data, size / 2, flags))
    return real(fd, data, size, flags);
}
int connect(int fd, const struct sockaddr *address, socklen_t size) {
    REAL(int, connect, int, const struct sockaddr *, socklen_t);
    ON_FD("connect", )
    return real(fd, address, size);
}
int fsync(int fd) {
    REAL(int, fsync, int);
    ON_FD("fsync", )
    return real(fd);
}
int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    ON_FD("fsync", )
    return real(fd);
}
int ftruncate(int fd, off_t size) {
    REAL(int, ftruncate, int, off_t);
    ON_FD("truncate", )
    return real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    REAL(int, ftruncate64, int, off64_t);
    ON_FD("truncate", )
    return real(fd, size);
}
int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    ON_PATH("link", to)
    return real(from, to);
}
int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    ON_PATH("rename", to)
    return real(from, to);
}
int unlink(const char *path) {
    REAL(int, unlink, const char *);
    ON_PATH("unlink", path)
    return real(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    ON_PATH("mkdir", path)
    return real(path, mode);
}
int chmod(const char *path, mode_t mode) {
    REAL(int, chmod, const char *, mode_t);
    ON_PATH("chmod", path)
    return real(path, mode);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        REAL(int, name, const char *, int, ...); \
        if ((flags & O_CREAT) && inside(path) && access(path, F_OK)) { ON_PATH("create", path) } \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
