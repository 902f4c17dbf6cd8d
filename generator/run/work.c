// Tasks shared out among threads.
#include "run/work.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/arena.h"

enum { CORES_MOST = 256 };

struct pool {
    atomic_size_t next;
    atomic_bool stopped;
    size_t count;
    bool (*make)(void *worker, size_t task);
};

struct pool_thread {
    struct pool *pool;
    void *worker;
    pthread_t thread;
};

static void *work(void *arg)
{
    const struct pool_thread *thread = arg;
    struct pool *p = thread->pool;
    while (!atomic_load(&p->stopped)) {
        size_t task = atomic_fetch_add(&p->next, 1);
        if (task >= p->count) break;
        if (!p->make(thread->worker, task)) atomic_store(&p->stopped, true);
    }
    return NULL;
}

void work_run(void *const *workers, int jobs, size_t count, bool (*make)(void *worker, size_t task))
{
    assert(jobs > 0);
    struct pool pool = {.count = count, .make = make};
    struct pool_thread *threads = mem_alloc((size_t)jobs * sizeof *threads);
    int started = 1;
    for (int i = 0; i < jobs; i++)
        threads[i] = (struct pool_thread){.pool = &pool, .worker = workers[i]};
    while (started < jobs &&
           !pthread_create(&threads[started].thread, NULL, work, &threads[started]))
        started++;
    work(&threads[0]);  // a thread that could not be started is only slower
    for (int i = 1; i < started; i++) pthread_join(threads[i].thread, NULL);
    mem_free(threads);
}

int work_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (n < 1) return 1;
    return n < CORES_MOST ? (int)n : CORES_MOST;
}
