// Makes one call to the file system fail: a library to be loaded before others (LD_PRELOAD), which stands between a
// program and the C library.
//   FAULT_UNDER  only calls on files below this folder count
//   FAULT_KIND   eio: any call fails with EIO. enospc: a call that needs room fails with ENOSPC. full: that call and
//                all after it do. short: a read or write does a part of what it was asked for. kill: the process is
//                killed in the middle of any call.
//   FAULT_AT     which of the calls that count for the kind, from 1; 0: none
//   FAULT_LOG    gets a line for the call that failed; for every call that counts when FAULT_AT is 0
// A program that does many runs calls fault_arm before each instead, and fault_hit after it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { NEEDS_ROOM = 1, MOVES_BYTES = 2 };

static const char *under, *kind, *log_path;
static char hit[PATH_MAX + 32];
static long at;
static atomic_long calls;
static size_t under_length;

__attribute__((constructor)) static void begin(void)
{
    const char *number = getenv("FAULT_AT");
    under = getenv("FAULT_UNDER");
    kind = getenv("FAULT_KIND");
    log_path = getenv("FAULT_LOG");
    under_length = under ? strlen(under) : 0;
    at = number ? atol(number) : 0;
}

static int is(const char *name) { return strcmp(kind, name) == 0; }

static int counts(int what)
{
    if (is("eio") || is("kill")) return 1;
    if (is("short")) return what & MOVES_BYTES;
    return (is("enospc") || is("full")) && what & NEEDS_ROOM;
}

void fault_arm(const char *wanted, long number)
{
    static char name[16];
    snprintf(name, sizeof name, "%s", wanted);
    kind = name;
    at = number;
    hit[0] = 0;
    atomic_store(&calls, 0);
}

const char *fault_hit(void) { return hit; }

static void note(const char *call, const char *path)
{
    char line[PATH_MAX + 32];
    int length = snprintf(line, sizeof line, "%s %s\n", call, path);
    if (at > 0) snprintf(hit, sizeof hit, "%s %s", call, path);
    int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC;
    int file = log_path ? (int)syscall(SYS_openat, AT_FDCWD, log_path, flags, 0644) : -1;
    if (file < 0) return;
    if (syscall(SYS_write, file, line, length) < 0) abort();
    syscall(SYS_close, file);
}

// Whether this call is to fail; errno says how. A call to be killed in is not returned from, unless it moves
// bytes: it moves some of them first.
static int fails(const char *call, const char *path, int what)
{
    if (!under || !kind || !path || strncmp(path, under, under_length) != 0 || !counts(what)) return 0;
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (at == 0) note(call, path);
    if (at == 0 || number < at || (number > at && !is("full"))) return 0;
    if (number == at) note(call, path);
    if (is("kill") && !(what & MOVES_BYTES)) kill(getpid(), SIGKILL);
    errno = is("eio") ? EIO : ENOSPC;
    return 1;
}

static int fails_open_file(const char *call, int file, int what)
{
    char name[64], path[PATH_MAX];
    int before = errno;
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlink, name, path, sizeof path - 1);
    errno = before;
    if (length <= 0) return 0;
    path[length] = 0;
    return fails(call, path, what);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define MOVE(name, real_call, what, ...)                                              \
    {                                                                                 \
        if (fails_open_file(#name, file, MOVES_BYTES | (what))) {             \
            if (!is("short") && !is("kill")) return -1;                               \
            size = size > 1 ? size / 2 : size;                                        \
            ssize_t moved = NEXT(name) real_call;                                     \
            if (is("kill")) kill(getpid(), SIGKILL);                                  \
            return moved;                                                             \
        }                                                                             \
        return NEXT(name) real_call;                                                  \
    }

ssize_t read(int file, void *bytes, size_t size) MOVE(read, (file, bytes, size), 0)
ssize_t pread64(int file, void *bytes, size_t size, off64_t offset) MOVE(pread64, (file, bytes, size, offset), 0)
ssize_t write(int file, const void *bytes, size_t size) MOVE(write, (file, bytes, size), NEEDS_ROOM)
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
    MOVE(pwrite64, (file, bytes, size, offset), NEEDS_ROOM)

#define ON_FILE(type, name, parameters, real_call, what, failure)                     \
    type name parameters                                                              \
    {                                                                                 \
        if (fails_open_file(#name, file, what)) return failure;             \
        return NEXT(name) real_call;                                                  \
    }

#define ON_PATH(type, name, parameters, real_call, what, failure)                     \
    type name parameters                                                              \
    {                                                                                 \
        if (fails(#name, path, what)) return failure;                       \
        return NEXT(name) real_call;                                                  \
    }

struct stat64;
typedef struct dir_stream DIR;
struct dirent64;
int __xstat64(int version, const char *path, struct stat64 *status);
int __lxstat64(int version, const char *path, struct stat64 *status);
int __fxstat64(int version, int file, struct stat64 *status);
int stat64(const char *path, struct stat64 *status);
int lstat64(const char *path, struct stat64 *status);
int fstat64(int file, struct stat64 *status);
int rename(const char *path, const char *target);
int mkdir(const char *path, mode_t mode);
DIR *opendir(const char *path);
int dirfd(DIR *folder);
struct dirent64 *readdir64(DIR *folder);
void *mmap64(void *start, size_t length, int protection, int flags, int file, off64_t offset);
int flock(int file, int operation);

ON_FILE(int, fsync, (int file), (file), NEEDS_ROOM, -1)
ON_FILE(int, ftruncate64, (int file, off64_t length), (file, length), NEEDS_ROOM, -1)
ON_FILE(int, flock, (int file, int operation), (file, operation), 0, -1)
ON_FILE(int, fstat64, (int file, struct stat64 *status), (file, status), 0, -1)
ON_FILE(int, __fxstat64, (int version, int file, struct stat64 *status), (version, file, status), 0, -1)
ON_FILE(void *, mmap64, (void *start, size_t length, int protection, int flags, int file, off64_t offset),
    (start, length, protection, flags, file, offset), 0, (void *)-1)
ON_PATH(int, rename, (const char *path, const char *target), (path, target), NEEDS_ROOM, -1)
ON_PATH(int, unlink, (const char *path), (path), 0, -1)
ON_PATH(int, rmdir, (const char *path), (path), 0, -1)
ON_PATH(int, mkdir, (const char *path, mode_t mode), (path, mode), NEEDS_ROOM, -1)
ON_PATH(int, access, (const char *path, int mode), (path, mode), 0, -1)
ON_PATH(int, stat64, (const char *path, struct stat64 *status), (path, status), 0, -1)
ON_PATH(int, lstat64, (const char *path, struct stat64 *status), (path, status), 0, -1)
ON_PATH(int, __xstat64, (int version, const char *path, struct stat64 *status), (version, path, status), 0, -1)
ON_PATH(int, __lxstat64, (int version, const char *path, struct stat64 *status), (version, path, status), 0, -1)
ON_PATH(DIR *, opendir, (const char *path), (path), 0, NULL)

struct dirent64 *readdir64(DIR *folder)
{
    if (fails_open_file("readdir64", dirfd(folder), 0)) return NULL;
    return NEXT(readdir64)(folder);
}

// Calls by an open folder and a name in it.
static int fails_in_folder(const char *call, int folder, const char *name, int what)
{
    char link[64], path[PATH_MAX];
    int before = errno;
    if (folder == AT_FDCWD || name[0] == '/') return fails(call, name, what);
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
    errno = before;
    if (length <= 0) return 0;
    path[length] = 0;
    strncat(path, "/", sizeof path - length - 1);
    strncat(path, name, sizeof path - length - 2);
    return fails(call, path, what);
}

#define IN_FOLDER(type, name, parameters, real_call, folder, entry, what)             \
    type name parameters                                                              \
    {                                                                                 \
        if (fails_in_folder(#name, folder, entry, what)) return -1;                   \
        return NEXT(name) real_call;                                                  \
    }

struct statx;
int renameat2(int from, const char *name, int to, const char *new_name, unsigned int flags);
int statx(int folder, const char *name, int flags, unsigned int mask, struct statx *state);
int mkdirat(int folder, const char *name, mode_t mode);
int fchmod(int file, mode_t mode);
int futimens(int file, const struct timespec times[2]);
ssize_t flistxattr(int file, char *names, size_t size);

// With FAULT_NO_SWAP as on file systems that cannot swap two names at once.
int renameat2(int from, const char *name, int to, const char *new_name, unsigned int flags)
{
    if (fails_in_folder("renameat2", from, name, NEEDS_ROOM)) return -1;
    if ((flags & 2) && getenv("FAULT_NO_SWAP")) {
        errno = EINVAL;
        return -1;
    }
    return NEXT(renameat2)(from, name, to, new_name, flags);
}

IN_FOLDER(int, statx, (int folder, const char *name, int flags, unsigned int mask, struct statx *state),
    (folder, name, flags, mask, state), folder, name, 0)
IN_FOLDER(int, mkdirat, (int folder, const char *name, mode_t mode), (folder, name, mode), folder, name, NEEDS_ROOM)
IN_FOLDER(int, unlinkat, (int folder, const char *name, int flags), (folder, name, flags), folder, name, 0)
IN_FOLDER(int, linkat, (int from, const char *name, int to, const char *new_name, int flags),
    (from, name, to, new_name, flags), from, name, NEEDS_ROOM)
IN_FOLDER(int, symlinkat, (const char *target, int folder, const char *name), (target, folder, name), folder, name,
    NEEDS_ROOM)
ON_FILE(int, fchmod, (int file, mode_t mode), (file, mode), 0, -1)
ON_FILE(int, futimens, (int file, const struct timespec times[2]), (file, times), 0, -1)
ON_FILE(ssize_t, flistxattr, (int file, char *names, size_t size), (file, names, size), 0, -1)

int openat(int folder, const char *name, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    if (fails_in_folder("openat", folder, name, flags & O_CREAT ? NEEDS_ROOM : 0)) return -1;
    return NEXT(openat)(folder, name, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    if (fails("open64", path, flags & O_CREAT ? NEEDS_ROOM : 0)) return -1;
    return NEXT(open64)(path, flags, mode);
}

// What .NET looks up in the C library itself passes the library by. With FAULT_LOOKUPS it is given these instead.
void *dlsym(void *handle, const char *name)
{
    static const struct { const char *name; void *call; } calls[] = {
        { "openat", openat }, { "statx", statx }, { "mkdirat", mkdirat }, { "renameat2", renameat2 },
        { "unlinkat", unlinkat }, { "linkat", linkat }, { "symlinkat", symlinkat }, { "fsync", fsync },
        { "fchmod", fchmod }, { "futimens", futimens }, { "flistxattr", flistxattr },
    };
    static void *(*real)(void *, const char *);
    for (int i = 0; !real && i < 3; i++)
        real = dlvsym(RTLD_NEXT, "dlsym", ((const char *[]){ "GLIBC_2.34", "GLIBC_2.17", "GLIBC_2.2.5" })[i]);
    if (handle != RTLD_NEXT && getenv("FAULT_LOOKUPS")) {
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
            if (strcmp(name, calls[i].name) == 0) return calls[i].call;
    }
    return real(handle, name);
}
