#include "run/work.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/mem.h"

struct pool {
    atomic_size_t next;
    atomic_bool stopped;
    size_t count;
    bool (*make)(void *worker, size_t piece);
};

struct hand {
    struct pool *pool;
    void *worker;
    pthread_t thread;
};

static void *work(void *arg)
{
    const struct hand *h = arg;
    struct pool *p = h->pool;
    while (!atomic_load(&p->stopped)) {
        size_t piece = atomic_fetch_add(&p->next, 1);
        if (piece >= p->count) break;
        if (!p->make(h->worker, piece)) atomic_store(&p->stopped, true);
    }
    return NULL;
}

void work_run(void *const *workers, int jobs, size_t count,
              bool (*make)(void *worker, size_t piece))
{
    struct pool pool = {.count = count, .make = make};
    struct hand *hands = mem_alloc((size_t)jobs * sizeof *hands);
    int started = 1;
    for (int i = 0; i < jobs; i++) hands[i] = (struct hand){.pool = &pool, .worker = workers[i]};
    while (started < jobs && !pthread_create(&hands[started].thread, NULL, work, &hands[started]))
        started++;
    work(&hands[0]);  // a thread that could not be started is only slower
    for (int i = 1; i < started; i++) pthread_join(hands[i].thread, NULL);
    mem_free(hands);
}

int work_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 256 ? 256 : (int)n;
}
