// Reads secret.key, or makes it.
#include "run/secret_file.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/share.h"
#include "base/staging.h"
#include "base/translate.h"
#include "cli/folder.h"
#include "output/shard_manifest.h"

static const struct place nowhere;

// ---- The file

int secret_file_read(const char *path, uint8_t bytes[HASH_SIZE])
{
    struct buf file = {0};
    int error = file_read(path, &file, HASH_SIZE);
    if (error == EFBIG || (!error && file.n != HASH_SIZE)) error = EINVAL;
    if (!error) memcpy(bytes, file.p, HASH_SIZE);
    buf_free(&file);
    return error;
}

int secret_file_write(const char *path, const uint8_t bytes[HASH_SIZE])
{
    struct staging s;
    int error = staging_begin(&s, path, bytes, HASH_SIZE);
    if (!error && share_is_on()) (void)!fchmod(s.fd, 0640);  // the group reads it, and no more
    return staging_end_new(&s, error, path);
}

void secret_file_check_rights(struct diags *d, const char *path)
{
    struct stat st;
    if (stat(path, &st) || !(st.st_mode & S_IROTH)) return;
    struct diag *g = diag_warning(d, nowhere, "secret-key-readable",
                                  "whoever can open this folder can read %s: here, files have no "
                                  "rights of their own",
                                  path);
    diag_hint(d, g,
              "let only those who run the cycle open the folder: its rights are set in Windows, or "
              "where it is shared");
}

int secret_file_random(uint8_t bytes[HASH_SIZE])
{
    return getrandom(bytes, HASH_SIZE, 0) == HASH_SIZE ? 0 : errno;
}

// ---- What earlier runs were made with

// The fingerprint stands in the first lines of a manifest, before the files. NULL: there is none.
static const char *fingerprint_in(struct arena *a, const char *path)
{
    enum { HEAD = 64 << 10, DIGITS = SECRET_FINGERPRINT - 1 };
    static const char key[] = "\"key\":\"", files[] = "\"files\"";
    char head[HEAD];
    FILE *f = fopen(path, "re");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f) fclose(f);
    const char *end = memmem(head, n, files, sizeof files - 1);
    const char *at = memmem(head, end ? (size_t)(end - head) : n, key, sizeof key - 1);
    if (!at || (size_t)(head + n - at) < sizeof key - 1 + DIGITS) return NULL;
    at += sizeof key - 1;
    const char *digits = arena_strndup(a, at, DIGITS);
    return strspn(digits, "0123456789abcdef") == DIGITS ? digits : NULL;
}

struct uses {
    struct arena *arena;
    struct secret_use *list;
    size_t count, room;
};

static void add_folder(struct uses *all, const char *folder)
{
    struct shard s;
    size_t count;
    const char **names = file_list(all->arena, folder, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], MANIFEST_NAME) && !shard_manifest_has_name(names[i], &s)) continue;
        const char *found = fingerprint_in(all->arena, file_join(all->arena, folder, names[i]));
        if (found)
            *ARENA_PUSH(all->arena, all->list, all->count,
                        all->room) = (struct secret_use){folder, names[i], found};
    }
}

static void add_periods(struct uses *all, const char *root)
{
    size_t periods;
    const char **names = file_list(all->arena, root, &periods);
    for (size_t i = 0; i < periods; i++)
        if (*names[i] != '.') add_folder(all, file_join(all->arena, root, names[i]));
}

struct secret_use *secret_file_uses(struct run *r, size_t *count)
{
    struct uses all = {.arena = &r->arena};
    add_periods(&all, r->output.root);
    if (strcmp(r->output.root, FOLDER_OUT)) add_periods(&all, FOLDER_OUT);
    *count = all.count;
    return all.list;
}

// ---- Opening it

static bool refuse_missing(struct run *r)
{
    const struct person *leader = r->inputs.cycle->part_of;
    const struct options *o = r->options;
    size_t count;
    const struct secret_use *uses = secret_file_uses(r, &count);
    struct diag *g;
    if (leader) {
        g = diag_error(r->diags, nowhere, "secret-key-missing",
                       "secret.key is missing: it comes with the directory that HR has made");
        diag_hint(r->diags, g, "ask HR for it, who has it from: samtale key --leader %s FILE",
                  leader->id);
    } else if (count) {
        g = diag_error(r->diags, nowhere, "secret-key-missing",
                       "secret.key is missing, and %s was made with it", uses[0].folder);
        diag_hint(r->diags, g,
                  "restore it from the backup; if it is lost for good, see samtale help key");
    } else {
        const char *who = o->dump ? "--dump" : o->shard.n ? _("a shard") : "--dry-run";
        g = diag_error(r->diags, nowhere, "secret-key-not-made",
                       "there is no secret.key yet, and %s makes none", who);
        diag_hint(r->diags, g, "make it first: samtale key");
    }
    return false;
}

static bool report(struct run *r, int error, const char *what)
{
    if (error == EINVAL) {
        struct diag *g = diag_error(r->diags, nowhere, "secret-key-invalid",
                                    "secret.key is no key: it is not %d bytes long", HASH_SIZE);
        diag_hint(r->diags, g, "restore it from the backup");
    } else {
        diag_system(r->diags, nowhere, "secret-key-failed", what, translate_error(error));
    }
    return false;
}

static bool is_known_to_be_made(struct run *r)
{
    size_t count;
    secret_file_uses(r, &count);
    return count > 0;
}

static bool make(struct run *r)
{
    const struct options *o = r->options;
    struct secret *s = &r->inputs.secret;
    if (r->inputs.cycle->part_of || o->shard.n || o->dry_run || o->dump || is_known_to_be_made(r))
        return refuse_missing(r);
    int error = secret_file_random(s->bytes);
    if (!error) error = secret_file_write(SECRET_FILE, s->bytes);
    if (!error) secret_file_check_rights(r->diags, SECRET_FILE);
    if (error == EEXIST) error = secret_file_read(SECRET_FILE, s->bytes);  // another run was first
    return !error || report(r, error, N_("secret.key could not be written: %s"));
}

// Whether what is known of earlier runs was made with this secret.
static bool fits_output(struct run *r)
{
    size_t count;
    const struct secret_use *uses = secret_file_uses(r, &count);
    for (size_t i = 0; i < count; i++) {
        const struct secret_use *use = &uses[i];
        if (!strcmp(use->fingerprint, r->output.fingerprint)) continue;
        struct diag *g = diag_error(r->diags, nowhere, "secret-key-other",
                                    "secret.key is another than the one that %s was made with",
                                    use->folder);
        if (r->inputs.cycle->part_of)
            diag_hint(r->diags, g,
                      "if it is a new one from HR, samtale key --new FILE says so; else "
                      "restore the one with the fingerprint %s",
                      use->fingerprint);
        else
            diag_hint(r->diags, g,
                      "restore the one with the fingerprint %s from the backup (this one has %s); "
                      "if it is lost for good, see samtale help key",
                      use->fingerprint, r->output.fingerprint);
        return false;
    }
    return true;
}

bool secret_file_open(struct run *r)
{
    struct secret *s = &r->inputs.secret;
    char fingerprint[SECRET_FINGERPRINT];
    if (r->inputs.cycle->part_of) s->leader = r->inputs.cycle->part_of->id;
    int error = secret_file_read(SECRET_FILE, s->bytes);
    if (error == ENOENT ? !make(r)
                        : error && !report(r, error, N_("secret.key could not be read: %s")))
        return false;
    secret_fingerprint(s, fingerprint);
    r->output.fingerprint = arena_strdup(&r->arena, fingerprint);
    return fits_output(r);
}
