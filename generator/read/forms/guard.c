// Reading forms in a child process. qpdf inflates object streams of any size, and its C interface
// cannot limit that; a few hundred bytes can ask for gigabytes. So the child has little memory and
// time, cannot print, and sends what it found through a pipe; when it ends badly, the file is
// refused and the run goes on.

#include "read/forms/guard.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/translate.h"

enum {
    SECONDS = 20,          // of processor time, and one more
    PER_SECOND = 8 << 20,  // for each so many bytes
    MEMORY = 768 << 20,    // beyond what the parent has
    MESSAGE = 64 << 20,    // of what comes back
};

// ---- The message: numbers of 32 bits, and texts as their length + 1 (0: NULL) and their bytes

static void put_number(struct buf *b, size_t n)
{
    uint32_t number = (uint32_t)n;
    buf_add(b, &number, sizeof number);
}

static void put_text(struct buf *b, const char *text)
{
    put_number(b, text ? strlen(text) + 1 : 0);
    if (text) buf_str(b, text);
}

static void put_value(struct buf *b, const struct returned_value *v)
{
    put_number(b, v->copy);
    put_number(b, v->section);
    put_number(b, v->index);
    const char *const texts[] = {v->path, v->value, v->base, v->mark, v->words};
    for (size_t i = 0; i < COUNT(texts); i++) put_text(b, texts[i]);
}

static void put_one(struct buf *b, const struct returned *r)
{
    const struct record_form *f = &r->form;
    const char *const texts[] = {r->file,     r->why,    r->left_out,    f->organisation,
                                 f->document, f->period, f->unit,        f->employee,
                                 f->leader,   f->mac,    r->foreign_name};
    put_number(b, f->version);
    put_number(b, r->state);
    put_number(b,
               (size_t)(r->is_pdf | r->is_signed << 1 | r->has_scripts << 2 | r->is_repaired << 3));
    put_number(b, r->foreign);
    put_number(b, r->notes);
    put_number(b, r->fields);
    for (size_t i = 0; i < COUNT(texts); i++) put_text(b, texts[i]);
    put_number(b, r->count);
    for (size_t i = 0; i < r->count; i++) put_value(b, &r->values[i]);
    buf_add(b, r->digest, sizeof r->digest);
}

// All forms of a file.
static void put(struct buf *b, const struct returned *r)
{
    for (; r; r = r->next) {
        put_one(b, r);
        put_number(b, r->next != NULL);
    }
}

struct guard_message {
    struct arena *a;
    const char *p, *end;
    bool is_short;
};

static uint32_t get_number(struct guard_message *m)
{
    uint32_t number = 0;
    if ((size_t)(m->end - m->p) < sizeof number) {
        m->is_short = true;
        return 0;
    }
    memcpy(&number, m->p, sizeof number);
    m->p += sizeof number;
    return number;
}

static const char *get_text(struct guard_message *m)
{
    size_t n = get_number(m);
    if (!n) return NULL;
    if ((size_t)(m->end - m->p) < n - 1) {
        m->is_short = true;
        return NULL;
    }
    m->p += n - 1;
    return arena_strndup(m->a, m->p - (n - 1), n - 1);
}

static void get_value(struct guard_message *m, struct returned_value *v)
{
    v->copy = get_number(m);
    v->section = get_number(m);
    v->index = get_number(m);
    const char **const texts[] = {&v->path, &v->value, &v->base, &v->mark, &v->words};
    for (size_t i = 0; i < COUNT(texts); i++) *texts[i] = get_text(m);
    if (!v->path || !v->value) m->is_short = true;
}

static bool get_one(struct guard_message *m, struct returned *r)
{
    struct record_form *f = &r->form;
    const char **const texts[] = {&r->file,     &r->why,    &r->left_out,    &f->organisation,
                                  &f->document, &f->period, &f->unit,        &f->employee,
                                  &f->leader,   &f->mac,    &r->foreign_name};
    f->version = get_number(m);
    r->state = (enum returned_state)get_number(m);
    unsigned flags = get_number(m);
    r->is_pdf = flags & 1, r->is_signed = flags & 2, r->has_scripts = flags & 4,
    r->is_repaired = flags & 8;
    r->foreign = get_number(m);
    r->notes = get_number(m);
    r->fields = get_number(m);
    for (size_t i = 0; i < COUNT(texts); i++) *texts[i] = get_text(m);
    size_t count = get_number(m);
    for (size_t i = 0; i < count && i < RETURNED_FIELDS && !m->is_short; i++)
        get_value(m, ARENA_PUSH(m->a, r->values, r->count, r->room));
    m->is_short |= (size_t)(m->end - m->p) < sizeof r->digest;
    if (m->is_short) return false;
    memcpy(r->digest, m->p, sizeof r->digest);
    m->p += sizeof r->digest;
    return r->state <= RETURNED_CONTRADICTORY;
}

static bool get(struct guard_message *m, struct returned *r)
{
    for (;; r = r->next) {
        if (!get_one(m, r)) return false;
        if (!get_number(m)) return !m->is_short;
        r->next = ARENA_NEW(m->a, struct returned);
    }
}

// ---- The child

static void limit(unsigned resource, rlim_t to)
{
    struct rlimit now;
    if (getrlimit(resource, &now) || (now.rlim_max != RLIM_INFINITY && now.rlim_max < to)) return;
    setrlimit(resource, &(struct rlimit){to, to});
}

static size_t pages_in_use(void)
{
    size_t pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f && fscanf(f, "%zu", &pages) != 1) pages = 0;
    if (f) fclose(f);
    return pages;
}

// bytes: of all files that are read.
static void confine(size_t bytes)
{
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; fd++) dup2(null, fd);
    limit(RLIMIT_CPU, SECONDS + bytes / PER_SECOND);
    limit(RLIMIT_CORE, 0);
    size_t pages = pages_in_use();
    if (pages) limit(RLIMIT_AS, (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + MEMORY);
}

static void send_all(int fd, const struct buf *b)
{
    for (size_t done = 0; done < b->n;) {
        ssize_t n = write(fd, b->p + done, b->n - done);
        if (n > 0) done += (size_t)n;
        else if (errno != EINTR) _exit(1);
    }
}

static _Noreturn void work_in_child(const struct guard_work *all, size_t count, int fd)
{
    // above 2, which confine() takes, also where the parent has closed these
    fd = fcntl(fd, F_DUPFD, 3);
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) bytes += all[i].n;
    confine(bytes);
    for (size_t i = 0; i < count; i++) {
        struct arena a = {0};
        struct buf message = {0};
        struct returned r = {.file = all[i].g->r->file};
        struct form_reader g = {.a = &a, .r = &r};
        all[i].read(&g, all[i].bytes, all[i].n);
        put(&message, &r);
        send_all(fd, &message);
        buf_free(&message);
        arena_free(&a);
    }
    _exit(0);
}

// ---- The parent

static void receive(int fd, struct buf *b)
{
    while (b->n < MESSAGE) {
        buf_reserve(b, 64 << 10);
        ssize_t n = read(fd, b->p + b->n, b->room - b->n);
        if (n > 0) b->n += (size_t)n;
        else if (n == 0 || errno != EINTR) return;
    }
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

// Whether the program itself may use no more than so much memory: then it is not the form's fault
// that there is too little.
static bool is_memory_limited(void)
{
    struct rlimit now;
    return !getrlimit(RLIMIT_AS, &now) && now.rlim_cur != RLIM_INFINITY;
}

static void set_failure(struct form_reader *g, int status)
{
    bool is_out_of_time = WIFSIGNALED(status) &&
                          (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
    bool is_out_of_memory = WIFEXITED(status) && WEXITSTATUS(status) == 3;  // as base/mem.c ends
    if (is_out_of_memory && is_memory_limited()) mem_exhausted();
    if (is_out_of_time) form_reader_stop(g, RETURNED_TOO_LARGE, "it takes too long to read");
    else if (is_out_of_memory)
        form_reader_stop(g, RETURNED_TOO_LARGE, "it takes too much memory to read");
    else form_reader_stop(g, RETURNED_DAMAGED, "reading it failed");
}

// Takes over what the child has found. False: it ended badly, or has not sent all.
static bool wait_and_receive(const struct guard_work *all, size_t count, pid_t child, int fd,
                             int *status)
{
    struct buf message = {0};
    receive(fd, &message);
    close(fd);
    *status = wait_for(child);
    struct guard_message m = {.p = message.p, .end = message.p + message.n};
    bool good = message.n && !*status;
    for (size_t i = 0; i < count; i++) {
        struct returned *r = all[i].g->r;
        const char *file = r->file;
        m.a = all[i].g->a;
        good = good && get(&m, r);
        if (!good) *r = (struct returned){.file = file};
    }
    buf_free(&message);
    return good;
}

static bool work(const struct guard_work *all, size_t count)
{
    int ends[2], status = 0;
    fflush(NULL);  // or the child would write it again
    if (pipe2(ends, O_CLOEXEC)) {
        for (size_t i = 0; i < count; i++)
            form_reader_stop(all[i].g, RETURNED_UNREADABLE,
                             arena_strdup(all[i].g->a, translate_error(errno)));
        return true;
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);  // or it would wait for ever where its parent is stopped: nobody reads
        work_in_child(all, count, ends[1]);
    }
    int error = errno;
    close(ends[1]);
    if (child > 0) {
        bool good = wait_and_receive(all, count, child, ends[0], &status);
        if (!good && count == 1) set_failure(all->g, status);
        return good;
    }
    close(ends[0]);
    for (size_t i = 0; i < count; i++)
        form_reader_stop(all[i].g, RETURNED_UNREADABLE,
                         arena_strdup(all[i].g->a, translate_error(error)));
    return true;
}

void guard_read(const struct guard_work *all, size_t count)
{
    if (!count || work(all, count) || count == 1) return;
    for (size_t i = 0; i < count; i++) work(&all[i], 1);
}
