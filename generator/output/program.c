// The identity of the program: that of all code in the process, by the build id of each object,
// which the linker makes from its content. A new version of a font library lays out the same words
// differently, and a developer builds many programs of one version.
#include "output/program.h"

#include <elf.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

// The build id among the notes of one segment; NULL: none.
static const uint8_t *build_id(const uint8_t *notes, size_t size, size_t *n)
{
    for (size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
        ElfW(Nhdr) note;
        memcpy(&note, notes + at, sizeof note);
        size_t name = at + sizeof note, text = name + ((note.n_namesz + 3) & ~(size_t)3);
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
            !memcmp(notes + name, "GNU", 4)) {
            *n = note.n_descsz;
            return notes + text;
        }
        at = text + ((note.n_descsz + 3) & ~(size_t)3);
    }
    return NULL;
}

static int add_object(struct dl_phdr_info *object, size_t size, void *arg)
{
    (void)size;
    struct buf *out = arg;
    // the kernel's page: nothing is made by it
    if (!strncmp(object->dlpi_name, "linux-", 6)) return 0;
    for (ElfW(Half) i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        size_t n;
        const uint8_t *id = segment->p_type != PT_NOTE
                              ? NULL
                              : build_id((const uint8_t *)(object->dlpi_addr + segment->p_vaddr),
                                         segment->p_memsz, &n);
        if (!id) continue;
        buf_add(out, id, n);
        return 0;
    }
    struct stat st;  // built without: the file as it is
    if (!stat(*object->dlpi_name ? object->dlpi_name : "/proc/self/exe", &st))
        buf_printf(out, "%lld %lld.%ld", (long long)st.st_size, (long long)st.st_mtim.tv_sec,
                   st.st_mtim.tv_nsec);
    buf_str(out, object->dlpi_name);
    return 0;
}

void program_identity(uint8_t out[HASH_SIZE])
{
    struct buf all = {0};
    dl_iterate_phdr(add_object, &all);
    hash_bytes(all.p, all.n, out);
    buf_free(&all);
}
