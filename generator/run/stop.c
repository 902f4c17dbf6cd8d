// Stops a run on a signal.
#include "run/stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/translate.h"

// Signal handlers get no arguments, so what they need is static.
enum { LONGEST = 800 };   // milliseconds from the signal to the end
static atomic_int asked;  // the signal; 0: none
static atomic_size_t made, total;
static atomic_bool making, watching, reported, terminal;
static const char *stopped_text, *nothing_text,
    *watched_text;  // translated: a handler cannot look them up

static size_t put_number(char *out, size_t n)
{
    char digits[24];
    size_t length = 0;
    do digits[length++] = (char)('0' + n % 10);
    while (n /= 10);
    for (size_t i = 0; i < length; i++) out[i] = digits[length - 1 - i];
    return length;
}

// Writes a text of at most `most` bytes, with the numbers in place of each %zu.
static size_t put_text(char *out, const char *text, size_t most, const size_t *numbers)
{
    size_t n = 0;
    for (; *text && n + 24 < most; text++) {
        if (*text != '%') {
            out[n++] = *text;
            continue;
        }
        n += put_number(out + n, *numbers++);
        text += strlen("zu");
    }
    return n;
}

// Called from signal handlers, too: of the system's functions only write() is.
void stop_report(void)
{
    char line[300];
    if (atomic_exchange(&reported, true)) return;
    const size_t numbers[] = {atomic_load(&made), atomic_load(&total)};
    const char *over = atomic_load(&terminal) ? "\r\033[K" : "";  // over the progress line
    size_t n = put_text(line, over, sizeof line, NULL);
    const char *text = atomic_load(&making) ? stopped_text : nothing_text;
    if (atomic_load(&watching)) text = watched_text;
    n += put_text(line + n, text, sizeof line - n, numbers);
    ssize_t done = write(STDERR_FILENO, line, n);
    (void)done;
}

int stop_status(void)
{
    return 128 + atomic_load(&asked);
}
bool stop_asked(void)
{
    return atomic_load(&asked);
}

static void end_now(void)
{
    stop_report();
    _exit(stop_status());
}

static void on_signal(int number)
{
    int none = 0;
    bool again = !atomic_compare_exchange_strong(&asked, &none, number);
    if (again || !atomic_load(&making)) end_now();
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {0, LONGEST * 1000}}, NULL);
}

static void on_alarm(int number)
{
    (void)number;
    end_now();
}

void stop_listen(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART}, now;
    stopped_text = _("samtale: stopped: %zu of %zu papers are made; the same command goes on\n");
    nothing_text = _("samtale: stopped: nothing was made\n");
    watched_text = _("samtale: stopped watching\n");
    sigemptyset(&action.sa_mask);
    atomic_store(&terminal, isatty(STDERR_FILENO));
    for (size_t i = 0; i < COUNT(signals); i++)
        if (!sigaction(signals[i], NULL, &now) && now.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    action.sa_handler = on_alarm;
    sigaction(SIGALRM, &action, NULL);
}

void stop_listen_no_more(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction now;
    for (size_t i = 0; i < COUNT(signals); i++)
        if (!sigaction(signals[i], NULL, &now) && now.sa_handler == on_signal)
            signal(signals[i], SIG_DFL);
}

void stop_count(size_t done, size_t of)
{
    atomic_store(&made, done);
    atomic_store(&total, of);
    atomic_store(&making, true);
}

void stop_watching(void)
{
    atomic_store(&watching, true);
}

void stop_made(void)
{
    atomic_fetch_add(&made, 1);
}
