// The key of the period's answers, and answers that are written all or none.
//
// Fewer answers than a few together are not written, so that a run that is killed may not leave
// some of them: they are put into .new, which becomes .whole when all are on the disk; from there
// they are moved to their place. The next run goes on with .whole, and removes .new.
#include "collect/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/staging.h"
#include "base/translate.h"

enum { SECONDS_A_DAY = 86400 };

static const char root[] = "answers";
static const char *const could_not_read = N_("%s could not be read: %s");
static const char *const could_not_write = N_("%s could not be written: %s");

// what: a format for the path and the reason.
static bool report(struct store *s, const char *path, int error, const char *what)
{
    diag_system(s->diags, (struct place){0}, "file-operation-failed", what, path,
                error == ELOOP ? _("a folder on the way is a link that leads elsewhere")
                               : translate_error(error));
    return false;
}

static const char *here(struct store *s, const char *name)
{
    return arena_printf(s->arena, "%s/%s/%s", root, s->cycle->period, name);
}

static int refuse_links(const char *path)
{
    return file_crosses_symlink(root, path + strlen(root) + 1) ? ELOOP : 0;
}

// Files have a day of the period's as their time, for the real one could tell whose they are.
static void set_time(const char *path, struct date day)
{
    struct timespec time = {.tv_sec = (time_t)date_day_number(day) * SECONDS_A_DAY};
    utimensat(AT_FDCWD, path, (struct timespec[]){time, time}, AT_SYMLINK_NOFOLLOW);
}

// ---- The key

static int read_key(struct store *s, const char *path)
{
    struct buf bytes = {0};
    int error = file_read(path, &bytes, HASH_SIZE);
    if (!error && bytes.n != HASH_SIZE) error = EINVAL;
    if (!error) memcpy(s->key, bytes.p, HASH_SIZE);
    buf_free(&bytes);
    return error;
}

bool store_find_key(struct store *s, const struct secret *secret)
{
    const char *path = here(s, ".key");
    if (s->has_key) return s->has_key == STORE_KEY_FOUND;
    int error = read_key(s, path);
    if (error == ENOENT) {
        secret_derive(secret, "answers", s->cycle->period, s->key);
        error = 0;
    }
    s->has_key = error ? STORE_KEY_MISSING : STORE_KEY_FOUND;
    if (error == EINVAL || error == EFBIG)
        diag_error(s->diags, (struct place){0}, "answers-key-invalid",
                   "%s is no key, so no answer was read", path);
    else if (error) report(s, path, error, could_not_read);
    return s->has_key == STORE_KEY_FOUND;
}

// ---- Answers

static const char *new_folder(struct store *s)
{
    return here(s, ".new");
}

static const char *whole_folder(struct store *s)
{
    return here(s, ".whole");
}

// False after a diagnostic; *moved: how many answers.
static bool move_into_place(struct store *s, size_t *moved)
{
    size_t count;
    int error = 0;
    const char *folder = whole_folder(s);
    const char **names = file_list(s->arena, folder, &count);
    *moved = 0;
    for (size_t i = 0; i < count && !error; i++) {
        error = rename(file_join(s->arena, folder, names[i]), here(s, names[i])) ? errno : 0;
        *moved += !error;
    }
    if (!error && rmdir(folder)) error = errno;
    if (!error) error = staging_sync_folder_of(folder);
    return !error || report(s, folder, error, N_("%s could not be moved to its place: %s"));
}

static void forget_new(struct store *s)
{
    size_t count;
    const char *folder = new_folder(s);
    const char **names = file_list(s->arena, folder, &count);
    for (size_t i = 0; i < count; i++) unlink(file_join(s->arena, folder, names[i]));
    rmdir(folder);
}

struct store store_open(struct diags *d, struct arena *a, const struct cycle *c, bool dry_run,
                        size_t *finished)
{
    struct store s = {.diags = d, .arena = a, .cycle = c, .dry_run = dry_run};
    const char *whole = whole_folder(&s);
    *finished = 0;
    if (dry_run || refuse_links(file_join(a, whole, "x"))) return s;
    if (file_exists(whole)) move_into_place(&s, finished);
    if (!refuse_links(file_join(a, new_folder(&s), "x"))) forget_new(&s);
    return s;
}

bool store_has(struct store *s, const struct answer *answer)
{
    return file_exists(here(s, answer->name));
}

bool store_add(struct store *s, const char *name, const void *bytes, size_t n)
{
    const char *path = file_join(s->arena, new_folder(s), name);
    if (s->dry_run) return true;
    int error = refuse_links(path);
    if (!error) error = file_create(path, bytes, n);
    if (!error) set_time(path, s->cycle->dates.from);
    if (!error) return true;
    forget_new(s);
    return report(s, here(s, name), error, could_not_write);
}

bool store_write(struct store *s)
{
    const char *folder = new_folder(s), *whole = whole_folder(s);
    if (s->dry_run) return true;
    int error = file_sync_all(folder);
    if (!error && rename(folder, whole)) error = errno;
    if (error) {
        forget_new(s);
        return report(s, folder, error, could_not_write);
    }
    error = staging_sync_folder_of(whole);
    if (error) return report(s, whole, error, could_not_write);
    size_t moved;
    return move_into_place(s, &moved);
}
