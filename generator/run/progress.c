#include "run/progress.h"

#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json_line.h"
#include "base/utf8.h"

#define INTERVAL 0.1        // seconds between two updates, at least
#define DECAY_SECONDS 10.0  // seconds after which a paper counts 1/e in the rate

struct progress_display {
    pthread_mutex_t lock;
    enum progress_style style;
    struct progress_state state;
    double begun, shown;            // seconds
    double recent, recent_seconds;  // papers and time, both fading
    size_t counted;                 // of done, those that are in `lately`
    bool drawn;
    struct buf line;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// ---- What is told

// "4:05" or "1:02:05"; nothing where nobody can tell.
static void add_left(const struct progress_state *s, struct buf *out)
{
    double seconds = s->rate > 0 ? (double)(s->total - s->done) / s->rate + 0.5 : 1e9;
    if (seconds >= 100 * 3600) return;
    int left = (int)seconds, minutes = left / 60;
    if (minutes < 60) buf_printf(out, ", %d:%02d left", minutes, left % 60);
    else buf_printf(out, ", %d:%02d:%02d left", minutes / 60, minutes % 60, left % 60);
}

static void add_rate(const struct progress_state *s, struct buf *out)
{
    if (s->rate <= 0) return;
    int tenths = (int)(s->rate * 10 + 0.5);
    if (tenths >= 100) buf_printf(out, ", %d a second", (tenths + 5) / 10);
    else buf_printf(out, ", %d.%d a second", tenths / 10, tenths % 10);
}

// A name comes from a user's file: what would command the terminal is not sent to it.
static void add_name(const char *name, struct buf *out)
{
    while (*name) {
        const char *from = name;
        if (utf8_is_control(utf8_next(&name))) buf_c(out, '?');
        else buf_add(out, from, (size_t)(name - from));
    }
}

// Ends the text before the first grapheme that would not leave room for "…".
static void cut(struct buf *out, size_t columns)
{
    const char *text = buf_cstr(out);
    if (utf8_width(text, out->n) <= columns) return;
    size_t at = 0, width = 0;
    for (size_t n; (n = utf8_grapheme(text + at)); at += n) {
        width += utf8_width(text + at, n);
        if (width + 1 > columns) break;
    }
    out->n = at;
    if (columns) buf_str(out, "…");
}

static int digits(size_t n)
{
    int count = 1;
    while (n /= 10) count++;
    return count;
}

void progress_line(const struct progress_state *s, size_t columns, struct buf *out)
{
    out->n = 0;
    buf_printf(out, "%*zu of %zu", digits(s->total), s->done, s->total);
    add_rate(s, out);
    add_left(s, out);
    if (s->name) {
        BUF_LIT(out, ", ");
        add_name(s->name, out);
    }
    cut(out, columns);
}

static double tenth(double v)
{
    return floor(v * 10 + 0.5) / 10;
}

void progress_event(const struct progress_state *s, const char *event, struct buf *out)
{
    out->n = 0;
    json_line_begin(out);
    json_line_text(out, "event", event);
    json_line_number(out, "done", (int64_t)s->done);
    json_line_number(out, "total", (int64_t)s->total);
    if (!strcmp(event, "start")) {
        json_line_text(out, "command", s->command);
        json_line_text(out, "shard", s->shard);
    }
    if (s->rate > 0) json_line_real(out, "rate", tenth(s->rate));
    if (s->rate > 0 && strcmp(event, "end"))
        json_line_real(out, "seconds-left", tenth((double)(s->total - s->done) / s->rate));
    json_line_text(out, "unit", s->id);
    json_line_text(out, "unit-name", s->name);
    json_line_end(out);
}

// ---- Where it is told

static size_t terminal_columns(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || !size.ws_col) return 80;
    return size.ws_col;
}

static bool can_wipe(void)
{
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb");
}

// At once, so that a line is never seen half; what cannot be told is no reason to stop.
static void send(const struct buf *b)
{
    for (size_t at = 0; at < b->n;) {
        ssize_t sent = write(STDERR_FILENO, b->p + at, b->n - at);
        if (sent <= 0) return;
        at += (size_t)sent;
    }
}

// The new text is written over the old one and the rest wiped, so that the line is never empty. The
// last column stays free: writing there makes some terminals go to the next line.
static void draw(struct progress_display *m)
{
    struct buf text = {0};
    progress_line(&m->state, terminal_columns() - 1, &text);
    m->line.n = 0;
    buf_c(&m->line, '\r');
    buf_add(&m->line, text.p, text.n);
    BUF_LIT(&m->line, "\033[K");
    send(&m->line);
    buf_free(&text);
    m->drawn = true;
}

// A program that has stopped reading must not stop us: what does not fit in its pipe with room to
// spare for the end, and for what is wrong, is left out.
static bool pipe_has_room(void)
{
    int waiting, size = fcntl(STDERR_FILENO, F_GETPIPE_SZ);
    return size <= 0 || ioctl(STDERR_FILENO, FIONREAD, &waiting) || waiting < size / 4;
}

static void write_event(struct progress_display *m, const char *event)
{
    progress_event(&m->state, event, &m->line);
    send(&m->line);
}

static void update_rate(struct progress_display *m, double t)
{
    double passed = t - m->shown, fading = exp(-passed / DECAY_SECONDS);
    m->recent = m->recent * fading + (double)(m->state.done - m->counted);
    m->recent_seconds = m->recent_seconds * fading + passed;
    m->counted = m->state.done;
    m->shown = t;
    m->state.rate = m->recent_seconds > 0 ? m->recent / m->recent_seconds : 0;
}

static void update(struct progress_display *m)
{
    double t = now();
    if (t - m->shown < INTERVAL) return;
    update_rate(m, t);
    if (m->style == PROGRESS_LINE) draw(m);
    else if (pipe_has_room()) write_event(m, "progress");
}

// ---- The meter

struct progress_display *progress_new(enum progress_style style, size_t total, const char *command,
                                      const char *shard)
{
    struct progress_display *m = mem_alloc(sizeof *m);
    pthread_mutex_init(&m->lock, NULL);
    m->style = style == PROGRESS_LINE && !can_wipe() ? PROGRESS_SILENT : style;
    m->state = (struct progress_state){.total = total, .command = command, .shard = shard};
    m->begun = m->shown = now();
    if (m->style != PROGRESS_EVENTS) return m;
    signal(SIGPIPE, SIG_IGN);  // nor must one that has ended
    write_event(m, "start");
    return m;
}

void progress_set_unit(struct progress_display *m, const char *id, const char *name)
{
    if (m->style == PROGRESS_SILENT) return;
    pthread_mutex_lock(&m->lock);
    m->state.id = id;
    m->state.name = name;
    update(m);
    pthread_mutex_unlock(&m->lock);
}

void progress_step(struct progress_display *m)
{
    if (m->style == PROGRESS_SILENT) return;
    pthread_mutex_lock(&m->lock);
    m->state.done++;
    update(m);
    pthread_mutex_unlock(&m->lock);
}

void progress_end(struct progress_display *m)
{
    if (m->drawn) send(&(struct buf){.p = "\r\033[K", .n = 4});
    if (m->style == PROGRESS_EVENTS) {
        double seconds = now() - m->begun;
        m->state = (struct progress_state){.done = m->state.done, .total = m->state.total};
        m->state.rate = seconds > 0 ? (double)m->state.done / seconds : 0;  // of all of it
        write_event(m, "end");
    }
    pthread_mutex_destroy(&m->lock);
    buf_free(&m->line);
    mem_free(m);
}
