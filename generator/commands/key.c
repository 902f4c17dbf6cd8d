// samtale key: makes secret.key, shows which one it is, replaces it, or derives a leader's.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "output/shard_manifest.h"
#include "run/run.h"
#include "run/secret_file.h"

static const struct place nowhere;

static bool report(struct run *r, const char *path, int error)
{
    if (error)
        diag_system(r->diags, nowhere, "file-unwritable", "%s could not be written: %s", path,
                    translate_error(error));
    return !error;
}

static void print_key(const struct run *r, const char *path, const char *fingerprint,
                      const char *words)
{
    const struct options *o = r->options;
    struct buf line = {0};
    if (o->json) {
        json_line_begin(&line);
        json_line_text(&line, "file", path);
        json_line_text(&line, "fingerprint", fingerprint);
        json_line_bool(&line, "dry-run", o->dry_run);
        json_line_print(&line, stdout);
    } else if (!o->quiet) {
        printf("%s: %s\n%s", path, fingerprint, words);
    }
}

static void show(struct run *r)
{
    bool is_new = !file_exists(SECRET_FILE);
    if (!secret_file_open(r)) return;
    print_key(r, SECRET_FILE, r->output.fingerprint,
              is_new ? _("made; keep a copy with the backup, and show it to nobody: without it, "
                         "forms that have been handed out are not known again\n")
                     : "");
}

// ---- A leader's

static void derive(struct run *r, const char *path)
{
    struct secret of_leader = {.leader = r->options->leader};
    char fingerprint[SECRET_FINGERPRINT];
    if (!secret_file_open(r)) return;
    secret_form_key(&r->inputs.secret, of_leader.leader, of_leader.bytes);
    secret_fingerprint(&of_leader, fingerprint);
    int error = r->options->dry_run ? 0 : secret_file_write(path, of_leader.bytes);
    if (error == EEXIST) {
        diag_error(r->diags, nowhere, "file-there-already",
                   "%s is there already, and was left as it is", path);
        return;
    }
    if (report(r, path, error)) {
        if (!r->options->dry_run) secret_file_check_rights(r->diags, path);
        print_key(r, path, fingerprint,
                  arena_printf(&r->arena,
                               _("put it into %s's own directory as secret.key; where there is "
                                 "another already, samtale key --new FILE there takes its place\n"),
                               cycle_person(r->inputs.cycle, of_leader.leader)->name));
    }
}

// ---- A new one

static bool has_shards(struct run *r, const struct secret_use *uses, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(uses[i].manifest, MANIFEST_NAME)) continue;
        struct diag *g = diag_error(r->diags, nowhere, "shard-not-joined",
                                    "%s/%s is a shard's, and not joined yet", uses[i].folder,
                                    uses[i].manifest);
        diag_hint(r->diags, g, "join the shards first (samtale merge), or delete the manifest");
        return true;
    }
    return false;
}

// The folder's manifest says from now on that it belongs to this secret.
static bool adopt(struct run *r, const char *folder, const char *fingerprint)
{
    struct output o = r->output;
    o.folder = folder;
    o.fingerprint = fingerprint;
    o.manifest = NULL;
    if (!output_open(&o)) return false;
    output_save(&o);
    manifest_close(o.manifest);
    return !diag_exit_status(r->diags);
}

// The one that is there is kept under its fingerprint, so that a mistake can be undone; whatever
// else has its name, too.
static bool put_aside(struct run *r)
{
    struct secret old = {0};
    char fingerprint[SECRET_FINGERPRINT];
    int error = secret_file_read(SECRET_FILE, old.bytes);
    secret_fingerprint(&old, fingerprint);
    const char *aside = arena_printf(&r->arena, SECRET_FILE ".%s", error ? "broken" : fingerprint);
    error = rename(SECRET_FILE, aside) ? errno : 0;
    return error == ENOENT || report(r, aside, error);
}

static void say_what_follows(const struct run *r)
{
    if (r->options->quiet || r->options->json) return;
    fputs(_("With a new secret.key:\n"
            "- forms that have been handed out are read only with collect --unsigned;\n"
            "- all papers are made anew by the next run;\n"),
          stdout);
    if (r->inputs.cycle->part_of) return;
    fputs(_("- leaders' own directories need a new key: samtale key --leader ID FILE;\n"
            "- an answer that was collected before is counted again if its form is collected "
            "again.\n"),
          stdout);
}

// In a leader's own directory it is the one in the file that HR has made.
static bool find_new(struct run *r, uint8_t bytes[HASH_SIZE])
{
    if (!r->options->operand_count) return report(r, SECRET_FILE, secret_file_random(bytes));
    const char *file = r->options->operands[0];
    int error = secret_file_read(file, bytes);
    if (error == EINVAL)
        diag_error(r->diags, nowhere, "secret-key-file-invalid",
                   "%s is no key: it is not %d bytes long", file, HASH_SIZE);
    else if (error)
        diag_system(r->diags, nowhere, "file-unreadable", "%s could not be read: %s", file,
                    translate_error(error));
    return !error;
}

static void replace(struct run *r)
{
    size_t count;
    struct secret fresh = {0};
    char fingerprint[SECRET_FINGERPRINT];
    const struct secret_use *uses = secret_file_uses(r, &count);
    if (has_shards(r, uses, count) || !find_new(r, fresh.bytes)) return;
    say_what_follows(r);
    if (r->options->dry_run || !put_aside(r)) return;
    if (!report(r, SECRET_FILE, secret_file_write(SECRET_FILE, fresh.bytes))) return;
    secret_file_check_rights(r->diags, SECRET_FILE);
    secret_fingerprint(&fresh, fingerprint);
    for (size_t i = 0; i < count; i++)
        if (!adopt(r, uses[i].folder, fingerprint)) return;
    print_key(r, SECRET_FILE, fingerprint,
              _("made; the one before, if any, has its fingerprint in its name now\n"));
}

// ---- The command

static bool check_command_line(const struct run *r)
{
    const struct options *o = r->options;
    const struct cycle *c = r->inputs.cycle;
    bool from_file = c->part_of && o->only_new && o->operand_count;
    if (c->part_of && (o->leader || (o->only_new && !from_file)))
        return refuse("it comes from HR: samtale key --leader ID FILE in the organisation's "
                      "directory makes it, and samtale key --new FILE here takes it",
                      "this is %s's own directory, and its key is not made here", c->part_of->name);
    if (o->only_new && o->leader)
        return refuse("take one of the two", "--new makes the organisation's key, and --leader one "
                                             "that is derived from it");
    if (!from_file && !o->leader != !o->operand_count)
        return refuse("samtale key --leader ID FILE", "a leader's key is written into a file of "
                                                      "its own, so --leader and FILE go together");
    return select_check(o, c);
}

static int key_run(const struct options *o)
{
    struct run r;
    run_begin(&r, o);
    if (!run_read(&r, 0)) return run_close(&r, stderr);
    if (!check_command_line(&r)) return run_close_wrong_command_line(&r);
    if (o->only_new) replace(&r);
    else if (o->leader) derive(&r, o->operands[0]);
    else show(&r);
    return run_close(&r, stderr);
}

const struct command key_command = {
    .name = "key",
    .operands = "[FILE]",
    .operands_most = 1,
    .operands_are_paths = true,
    .options = "new leader out dry-run",
    .summary = N_("make secret.key, or show which one it is"),
    .help = N_("secret.key signs forms, so that nobody else can make one, and draws figures. It\n"
               "is made by itself when it is needed first. Keep a copy with the backup.\n"
               "\n"
               "When it is lost, restore it from there. Only when it is lost for good, or\n"
               "somebody has seen it, make another with --new, which says what follows; with\n"
               "--dry-run it says no more. --leader ID writes the key of a leader's own\n"
               "directory into FILE; there, --new FILE puts it in the place of the one before.\n"),
    .examples = N_("  samtale key\n"
                   "  samtale key --new --dry-run\n"
                   "  samtale key --leader e1302 key-for-e1302\n"),
    .run = key_run,
};
