#include "batch/meter.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

struct meter {
    pthread_mutex_t lock;
    size_t total, done;
    double begun, shown;  // seconds
    bool visible, drawn;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct meter *meter_new(size_t total, bool quiet)
{
    struct meter *p = mem_alloc(sizeof *p);
    pthread_mutex_init(&p->lock, NULL);
    p->total = total;
    p->begun = now();
    p->visible = !quiet && isatty(STDERR_FILENO);
    return p;
}

void meter_step(struct meter *p)
{
    pthread_mutex_lock(&p->lock);
    p->done++;
    double t = p->visible ? now() : 0;
    if (p->visible && t - p->shown > 0.1) {
        double rate = (double)p->done / (t - p->begun + 1e-9);
        long left = (long)((double)(p->total - p->done) / rate + 0.5);
        fprintf(stderr, "\r\033[K%zu of %zu, %ld a second, %ld:%02ld left", p->done, p->total, (long)rate, left / 60,
                left % 60);
        fflush(stderr);
        p->shown = t;
        p->drawn = true;
    }
    pthread_mutex_unlock(&p->lock);
}

void meter_end(struct meter *p)
{
    if (p->drawn) fputs("\r\033[K", stderr);
    pthread_mutex_destroy(&p->lock);
    mem_free(p);
}
