// Changing a user's file: what is kept of it, through which links, and what happens where the
// folder, the rights or the disk do not allow it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_update.h"
#include "base/staging.h"

enum { OTHER = 65534, GROUP = 4321 };  // a user and a group that are not ours

static char folder[] = "/tmp/samtale-update.XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    umask(022);
    strcpy(folder, "/tmp/samtale-update.XXXXXX");
    return !mkdtemp(folder) || chdir(folder) || mkdir("plans", 0755);
}

static int remove_folder(void **state)
{
    (void)state;
    char command[300];
    snprintf(command, sizeof command, "chmod -R u+rwX %s && rm -r %s", folder, folder);
    return system(command);
}

static void put(const char *path, const char *text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
}

static void assert_holds(const char *path, const char *text)
{
    struct buf b = {0};
    assert_int_equal(file_read(path, &b, 1 << 20), 0);
    assert_string_equal(buf_cstr(&b), text);
    buf_free(&b);
}

static struct stat stat_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st;
}

// Names in a folder; what is left behind would be one too many.
static size_t count_in(const char *path)
{
    struct arena a = {0};
    size_t count;
    file_list(&a, path, &count);
    arena_free(&a);
    return count;
}

static int update(const char *path, const char *text, unsigned *lost)
{
    return file_update(path, text, strlen(text), ".", lost);
}

static void assert_root(void)
{
    if (geteuid()) fail_msg("this test gives files to others, so it needs root");
}

// Runs update() as another user; the errno value, or with 256 added what was lost.
static int update_as_other(const char *path, const char *text)
{
    pid_t child = fork();
    if (!child) {
        unsigned lost;
        if (setgroups(0, NULL) || setgid(OTHER) || setuid(OTHER)) _exit(255);
        int error = update(path, text, &lost);
        _exit(error ? error : lost ? (int)(128 + lost) : 0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_not_equal(WEXITSTATUS(status), 255);
    return WEXITSTATUS(status) >= 128 ? WEXITSTATUS(status) - 128 + 256 : WEXITSTATUS(status);
}

static void keeps_mode(void **state)
{
    (void)state;
    static const mode_t modes[] = {0600, 0640, 0644, 0664, 0660, 0666, 0700, 0604};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        unsigned lost = 99;
        put("plans/a.yaml", "old", modes[i]);
        assert_int_equal(update("plans/a.yaml", "new text", &lost), 0);
        assert_int_equal(lost, 0);
        assert_holds("plans/a.yaml", "new text");
        assert_int_equal(stat_of("plans/a.yaml").st_mode & 07777, modes[i]);
    }
    assert_int_equal(count_in("plans"), 1);
}

static void keeps_owner_and_group(void **state)
{
    (void)state;
    unsigned lost;
    assert_root();
    put("plans/a.yaml", "old", 0664);
    assert_int_equal(chown("plans/a.yaml", OTHER, GROUP), 0);
    assert_int_equal(update("plans/a.yaml", "new", &lost), 0);
    assert_int_equal(lost, 0);
    struct stat st = stat_of("plans/a.yaml");
    assert_int_equal(st.st_uid, OTHER);
    assert_int_equal(st.st_gid, GROUP);
    assert_int_equal(st.st_mode & 07777, 0664);
}

static void makes_a_new_file(void **state)
{
    (void)state;
    unsigned lost = 99;
    assert_int_equal(update("plans/2027/a.yaml", "new", &lost), 0);
    assert_int_equal(lost, 0);
    assert_holds("plans/2027/a.yaml", "new");
    assert_int_equal(stat_of("plans/2027/a.yaml").st_mode & 07777, 0600);
    assert_int_equal(stat_of("plans/2027").st_mode & 07777, 0700);
}

// ---- Links

static void goes_through_links(void **state)
{
    (void)state;
    unsigned lost;
    assert_int_equal(mkdir("share", 0755), 0);
    put("share/a.yaml", "old", 0664);
    assert_int_equal(symlink("../share/a.yaml", "plans/b.yaml"), 0);
    assert_int_equal(symlink("b.yaml", "plans/a.yaml"), 0);
    assert_int_equal(update("plans/a.yaml", "new", &lost), 0);
    assert_holds("share/a.yaml", "new");
    assert_true(S_ISREG(stat_of("share/a.yaml").st_mode));
    assert_int_equal(stat_of("share/a.yaml").st_mode & 07777, 0664);
    assert_true(S_ISLNK(stat_of("plans/a.yaml").st_mode));
    assert_true(S_ISLNK(stat_of("plans/b.yaml").st_mode));
    assert_int_equal(count_in("plans"), 2);
    assert_int_equal(count_in("share"), 1);
}

static void refuses_links_to_nowhere(void **state)
{
    (void)state;
    unsigned lost;
    assert_int_equal(symlink("../gone/a.yaml", "plans/gone.yaml"), 0);
    assert_int_equal(symlink("two.yaml", "plans/one.yaml"), 0);
    assert_int_equal(symlink("one.yaml", "plans/two.yaml"), 0);
    assert_int_equal(update("plans/gone.yaml", "new", &lost), ENOENT);
    assert_int_equal(update("plans/one.yaml", "new", &lost), ELOOP);
    assert_false(file_exists("gone"));
    assert_int_equal(count_in("plans"), 3);
    assert_int_equal(update("plans", "new", &lost), EISDIR);
    assert_int_equal(mkfifo("plans/pipe", 0600), 0);
    assert_int_equal(update("plans/pipe", "new", &lost), EINVAL);
}

static void leaves_the_other_name_of_a_file(void **state)
{
    (void)state;
    unsigned lost;
    put("plans/a.yaml", "old", 0644);
    assert_int_equal(link("plans/a.yaml", "backup.yaml"), 0);
    assert_int_equal(update("plans/a.yaml", "new", &lost), 0);
    assert_holds("plans/a.yaml", "new");
    assert_holds("backup.yaml", "old");
}

// ---- Attributes

static const unsigned char access_list[] = {
    2,  0, 0, 0,                          // version
    1,  0, 6, 0, 0xff, 0xff, 0xff, 0xff,  // the owner: rw
    2,  0, 6, 0, 0xe1, 0x10, 0,    0,     // user 4321: rw
    4,  0, 4, 0, 0xff, 0xff, 0xff, 0xff,  // the group: r
    16, 0, 6, 0, 0xff, 0xff, 0xff, 0xff,  // the mask: rw
    32, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,  // others: nothing
};
enum { LIST_OTHERS = sizeof access_list - 6 };  // where it says what others may

static void keeps_attributes(void **state)
{
    (void)state;
    unsigned lost;
    char value[100];
    put("plans/a.yaml", "old", 0640);
    assert_int_equal(setxattr("plans/a.yaml", "user.reviewed", "yes", 3, 0), 0);
    assert_int_equal(setxattr("plans/a.yaml", "user.empty", "", 0, 0), 0);
    assert_int_equal(
        setxattr("plans/a.yaml", "system.posix_acl_access", access_list, sizeof access_list, 0), 0);
    mode_t mode = stat_of("plans/a.yaml").st_mode;
    assert_int_equal(update("plans/a.yaml", "new", &lost), 0);
    assert_int_equal(lost, 0);
    assert_int_equal(getxattr("plans/a.yaml", "user.reviewed", value, sizeof value), 3);
    assert_memory_equal(value, "yes", 3);
    assert_int_equal(getxattr("plans/a.yaml", "user.empty", value, sizeof value), 0);
    assert_int_equal(getxattr("plans/a.yaml", "system.posix_acl_access", value, sizeof value),
                     sizeof access_list);
    assert_memory_equal(value, access_list, sizeof access_list);
    assert_int_equal(stat_of("plans/a.yaml").st_mode, mode);
}

// The folder gives new files an access list that this one had not.
static void takes_on_no_attributes(void **state)
{
    (void)state;
    unsigned lost;
    char value[100];
    put("plans/a.yaml", "old", 0640);
    assert_int_equal(
        setxattr("plans", "system.posix_acl_default", access_list, sizeof access_list, 0), 0);
    put("plans/b.yaml", "other", 0640);
    assert_true(getxattr("plans/b.yaml", "system.posix_acl_access", value, sizeof value) > 0);
    assert_int_equal(update("plans/a.yaml", "new", &lost), 0);
    assert_int_equal(lost, 0);
    assert_int_equal(getxattr("plans/a.yaml", "system.posix_acl_access", value, sizeof value), -1);
    assert_int_equal(stat_of("plans/a.yaml").st_mode & 07777, 0640);
}

// ---- What is not allowed

static void saves_anothers_file(void **state)
{
    (void)state;
    assert_root();
    assert_int_equal(chmod(".", 0755) || chown("plans", OTHER, OTHER), 0);
    put("plans/a.yaml", "old", 0664);
    assert_int_equal(chown("plans/a.yaml", 0, GROUP), 0);
    assert_int_equal(setxattr("plans/a.yaml", "user.reviewed", "yes", 3, 0), 0);
    unsigned char list[sizeof access_list];
    memcpy(list, access_list, sizeof list);
    list[LIST_OTHERS] = 4;  // r
    assert_int_equal(setxattr("plans/a.yaml", "system.posix_acl_access", list, sizeof list, 0), 0);
    assert_int_equal(
        update_as_other("plans/a.yaml", "new"),
        256 + (FILE_UPDATE_OWNER | FILE_UPDATE_GROUP | FILE_UPDATE_MODE | FILE_UPDATE_ATTRIBUTES));
    assert_holds("plans/a.yaml", "new");
    struct stat st = stat_of("plans/a.yaml");
    assert_int_equal(st.st_uid, OTHER);
    // the group was ours to choose, so it may do no more than everybody; and no list lets in others
    assert_int_equal(st.st_mode & 077, 044);
    char value[10];
    assert_int_equal(getxattr("plans/a.yaml", "user.reviewed", value, sizeof value), 3);
    assert_int_equal(count_in("plans"), 1);
}

static void a_read_only_file_stays(void **state)
{
    (void)state;
    unsigned lost;
    put("plans/a.yaml", "old", 0444);
    assert_int_equal(update("plans/a.yaml", "new", &lost), EACCES);
    assert_holds("plans/a.yaml", "old");
}

static void writes_in_place_in_a_read_only_folder(void **state)
{
    (void)state;
    assert_root();
    assert_int_equal(chmod(".", 0777) || chmod("plans", 0555), 0);
    put("plans/a.yaml", "old and longer than the new", 0666);
    ino_t inode = stat_of("plans/a.yaml").st_ino;
    assert_int_equal(update_as_other("plans/a.yaml", "new"), 0);
    assert_holds("plans/a.yaml", "new");
    assert_int_equal(update_as_other("plans/a.yaml", "and longer than the old one"), 0);
    assert_holds("plans/a.yaml", "and longer than the old one");
    struct stat st = stat_of("plans/a.yaml");
    assert_int_equal(st.st_ino, inode);
    assert_int_equal(st.st_uid, 0);
    assert_int_equal(st.st_mode & 07777, 0666);
    assert_int_equal(count_in("."), 1);  // the whole copy is gone again
    put("plans/a.yaml", "old", 0644);
    assert_int_equal(update_as_other("plans/a.yaml", "new"), EACCES);
    assert_holds("plans/a.yaml", "old");
    assert_int_equal(count_in("."), 1);
}

// Others may write the folder, but not remove from it what is not theirs.
static void writes_in_place_in_a_sticky_folder(void **state)
{
    (void)state;
    assert_root();
    assert_int_equal(chmod(".", 0755) || chmod("plans", 01777), 0);
    put("plans/a.yaml", "old", 0666);
    assert_int_equal(update_as_other("plans/a.yaml", "new"), 0);
    assert_holds("plans/a.yaml", "new");
    assert_int_equal(stat_of("plans/a.yaml").st_uid, 0);
    assert_int_equal(count_in("plans"), 1);
}

static void fills_no_disk(void **state)
{
    (void)state;
    unsigned lost;
    struct rlimit was, small = {4096, 4096};
    char *large = malloc(10000);
    memset(large, 'x', 9999);
    large[9999] = '\0';
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &was);
    small.rlim_max = was.rlim_max;
    put("plans/a.yaml", "old", 0664);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    int error = update("plans/a.yaml", large, &lost);
    assert_int_equal(chmod("plans", 0555), 0);
    int in_place = geteuid() ? update("plans/a.yaml", large, &lost) : EFBIG;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    free(large);
    assert_int_equal(error, EFBIG);
    assert_int_equal(in_place, EFBIG);
    assert_holds("plans/a.yaml", "old");
    assert_int_equal(count_in("plans"), 1);
}

static void fills_no_disk_in_place(void **state)
{
    (void)state;
    assert_root();
    struct rlimit was, small = {4096, 4096};
    char *large = malloc(10000);
    memset(large, 'x', 9999);
    large[9999] = '\0';
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &was);
    small.rlim_max = was.rlim_max;
    assert_int_equal(chmod(".", 0777) || chmod("plans", 0555), 0);
    put("plans/a.yaml", "old", 0666);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    int error = update_as_other("plans/a.yaml", large);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    free(large);
    assert_int_equal(error, EFBIG);
    assert_holds("plans/a.yaml", "old");
    assert_int_equal(count_in("."), 1);
}

// ---- What a killed run leaves

static void knows_what_was_left(void **state)
{
    (void)state;
    char name[PATH_MAX];
    assert_true(staging_name(name, "plans/a.yaml"));
    assert_string_equal(name, "plans/.a.yaml.samtale-XXXXXX");
    assert_true(staging_has_name(".a.yaml.samtale-aZ09bc"));
    assert_false(staging_has_name("a.yaml.samtale-aZ09bc"));
    assert_false(staging_has_name(".samtale-aZ09bc"));
    assert_false(staging_has_name(".a.yaml.samtale-aZ09b"));
    assert_false(staging_has_name(".a.yaml.samtale-aZ09b."));
    assert_false(staging_has_name(".a.yaml.samtale-aZ09bcd"));
    assert_true(staging_original(name, ".a.yaml.samtale-aZ09bc"));
    assert_string_equal(name, "a.yaml");
    put("plans/.a.yaml.samtale-aZ09bc", "half", 0600);
    put("plans/.a.yaml.swp", "an editor's", 0600);
    put("plans/a.yaml", "whole", 0600);
    staging_clear("plans");
    assert_int_equal(count_in("plans"), 2);
    assert_false(file_exists("plans/.a.yaml.samtale-aZ09bc"));
}

static void one_at_a_time(void **state)
{
    (void)state;
    int first, second;
    assert_int_equal(staging_lock("plans", &first), 0);
    assert_true(first >= 0);
    assert_int_equal(staging_lock("plans", &second), EWOULDBLOCK);
    assert_int_equal(second, -1);
    close(first);
    assert_int_equal(staging_lock("plans", &second), 0);
    close(second);
}

int main(void)
{
#define UNIT(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        UNIT(keeps_mode),
        UNIT(keeps_owner_and_group),
        UNIT(makes_a_new_file),
        UNIT(goes_through_links),
        UNIT(refuses_links_to_nowhere),
        UNIT(leaves_the_other_name_of_a_file),
        UNIT(keeps_attributes),
        UNIT(takes_on_no_attributes),
        UNIT(saves_anothers_file),
        UNIT(a_read_only_file_stays),
        UNIT(writes_in_place_in_a_read_only_folder),
        UNIT(writes_in_place_in_a_sticky_folder),
        UNIT(fills_no_disk),
        UNIT(fills_no_disk_in_place),
        UNIT(knows_what_was_left),
        UNIT(one_at_a_time),
    };
    return cmocka_run_group_tests_name("file_update", tests, NULL, NULL);
}
