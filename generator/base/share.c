// Modes and group of what is made.
#include "base/share.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_on;
static gid_t shared_group;

void share_with_group(gid_t group)
{
    is_on = true;
    shared_group = group;
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

void share_folder(const char *path)
{
    int fd = is_on ? open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (fd < 0) return;
    share_fd(fd);
    close(fd);
}
