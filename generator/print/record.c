// Adds to records.
#include "print/record.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/share.h"

int record_append(const char *path, const struct buf *text)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600),
        error = fd < 0 ? errno : 0;
    if (!error) share_fd(fd);
    if (!error && write(fd, text->p, text->n) != (ssize_t)text->n) error = errno ? errno : EIO;
    if (fd >= 0 && close(fd) && !error) error = errno;
    return error;
}
