// Modes and group of what is made.
#include "base/share.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_on;
static gid_t shared_group;

static bool is_member(gid_t group)
{
    gid_t groups[NGROUPS_MAX];
    int count = getgroups(NGROUPS_MAX, groups);
    bool found = !geteuid() || getegid() == group;
    for (int i = 0; i < count && !found; i++) found = groups[i] == group;
    return found;
}

int share_with_group_of(const char *folder)
{
    struct stat st;
    if (stat(folder, &st)) return errno;
    if (!is_member(st.st_gid)) return EPERM;
    is_on = true;
    shared_group = st.st_gid;
    return 0;
}

bool share_is_on(void)
{
    return is_on;
}

void share_fd(int fd)
{
    struct stat st;
    if (!is_on || fstat(fd, &st)) return;
    if (st.st_gid != shared_group && fchown(fd, (uid_t)-1, shared_group)) return;
    (void)!fchmod(fd, S_ISDIR(st.st_mode) ? 02770 : 0660);
}

static bool is_shared(const char *folder)
{
    struct stat st;
    return stat(folder, &st) || (st.st_gid == shared_group && (st.st_mode & 02070) == 02070);
}

static int share_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)kind, (void)at;
    if (!S_ISREG(st->st_mode) && !S_ISDIR(st->st_mode)) return 0;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return 0;
    share_fd(fd);
    close(fd);
    return 0;
}

// The folder comes last, so that one that is shared needs no second look.
bool share_tree(const char *folder)
{
    enum { OPEN_FOLDERS = 16 };
    if (!is_on || is_shared(folder)) return true;
    nftw(folder, share_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    return is_shared(folder);
}

void share_folder(const char *path)
{
    int fd = is_on ? open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (fd < 0) return;
    share_fd(fd);
    close(fd);
}
