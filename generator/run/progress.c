// Progress as a line on a terminal or as JSON events.
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
#include "base/translate.h"
#include "base/utf8.h"

#define INTERVAL 0.1        // seconds between two updates, at least
#define DECAY_SECONDS 10.0  // seconds after which a paper counts 1/e in the rate

struct progress_display {
    pthread_mutex_t lock;
    enum progress_style style;
    struct progress_state state;
    double begun, shown;            // seconds
    double recent, recent_seconds;  // papers and time, both fading
    size_t counted;                 // of done, those that are in `recent`
    bool drawn;
    struct buf line;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// ---- What is shown

// The time that is left, "4:05" or "1:02:05"; nothing where the rate is not known.
static void add_left(const struct progress_state *s, struct buf *out)
{
    double seconds = s->rate > 0 ? (double)(s->total - s->done) / s->rate + 0.5 : 1e9;
    if (seconds >= 100 * 3600) return;
    int left = (int)seconds, minutes = left / 60;
    if (minutes < 60) buf_printf(out, _(", %d:%02d left"), minutes, left % 60);
    else buf_printf(out, _(", %d:%02d:%02d left"), minutes / 60, minutes % 60, left % 60);
}

static void add_rate(const struct progress_state *s, struct buf *out)
{
    if (s->rate <= 0) return;
    int tenths = (int)(s->rate * 10 + 0.5);
    if (tenths >= 100) buf_printf(out, _(", %d a second"), (tenths + 5) / 10);
    else buf_printf(out, _(", %d.%d a second"), tenths / 10, tenths % 10);
}

// A name comes from a user's file: control characters in it must not reach the terminal.
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
    if (s->total) buf_printf(out, _("%*zu of %zu"), digits(s->total), s->done, s->total);
    else buf_printf(out, "%zu", s->done);  // how many there will be is not known
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

// ---- Where it is shown

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

// In one call, so that half a line is never seen. An error is no reason to stop.
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
static void draw(struct progress_display *p)
{
    struct buf text = {0};
    progress_line(&p->state, terminal_columns() - 1, &text);
    p->line.n = 0;
    buf_c(&p->line, '\r');
    buf_add(&p->line, text.p, text.n);
    BUF_LIT(&p->line, "\033[K");
    send(&p->line);
    buf_free(&text);
    p->drawn = true;
}

// A program that reads events and has stopped reading must not stop us: an event is left out where
// the pipe has little room, which is spared for the last event and for diagnostics.
static bool pipe_has_room(void)
{
    int waiting, size = fcntl(STDERR_FILENO, F_GETPIPE_SZ);
    return size <= 0 || ioctl(STDERR_FILENO, FIONREAD, &waiting) || waiting < size / 4;
}

static void write_event(struct progress_display *p, const char *event)
{
    progress_event(&p->state, event, &p->line);
    send(&p->line);
}

static void update_rate(struct progress_display *p, double t)
{
    double passed = t - p->shown, fading = exp(-passed / DECAY_SECONDS);
    p->recent = p->recent * fading + (double)(p->state.done - p->counted);
    p->recent_seconds = p->recent_seconds * fading + passed;
    p->counted = p->state.done;
    p->shown = t;
    p->state.rate = p->recent_seconds > 0 ? p->recent / p->recent_seconds : 0;
}

static void update(struct progress_display *p)
{
    double t = now();
    if (t - p->shown < INTERVAL) return;
    update_rate(p, t);
    if (p->style == PROGRESS_LINE) draw(p);
    else if (pipe_has_room()) write_event(p, "progress");
}

// ---- The display

struct progress_display *progress_new(enum progress_style style, size_t total, const char *command,
                                      const char *shard)
{
    struct progress_display *p = mem_alloc(sizeof *p);
    pthread_mutex_init(&p->lock, NULL);
    p->style = style == PROGRESS_LINE && !can_wipe() ? PROGRESS_SILENT : style;
    p->state = (struct progress_state){.total = total, .command = command, .shard = shard};
    p->begun = p->shown = now();
    if (p->style != PROGRESS_EVENTS) return p;
    signal(SIGPIPE, SIG_IGN);  // nor must a reader that has ended stop us
    write_event(p, "start");
    return p;
}

void progress_set_unit(struct progress_display *p, const char *id, const char *name)
{
    if (p->style == PROGRESS_SILENT) return;
    pthread_mutex_lock(&p->lock);
    p->state.id = id;
    p->state.name = name;
    update(p);
    pthread_mutex_unlock(&p->lock);
}

void progress_step(struct progress_display *p)
{
    if (p->style == PROGRESS_SILENT) return;
    pthread_mutex_lock(&p->lock);
    p->state.done++;
    update(p);
    pthread_mutex_unlock(&p->lock);
}

void progress_end(struct progress_display *p)
{
    if (p->drawn) send(&(struct buf){.p = "\r\033[K", .n = 4});
    if (p->style == PROGRESS_EVENTS) {
        double seconds = now() - p->begun;
        p->state = (struct progress_state){.done = p->state.done, .total = p->state.total};
        p->state.rate = seconds > 0 ? (double)p->state.done / seconds : 0;  // since the start
        write_event(p, "end");
    }
    pthread_mutex_destroy(&p->lock);
    buf_free(&p->line);
    mem_free(p);
}
