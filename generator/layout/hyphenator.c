// Hyphenation by libhyphen: dictionaries that are opened when they are first needed, and words in
// the letters that they are written in.
#include "layout/hyphenator.h"

#include <hyphen.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"

// letters of a word; on either side of a hyphen
enum { LONGEST = 96, LEAST_LETTERS = 6, LEAST_SIDE = 3 };

static const struct {
    const char *language, *file;
} dictionaries[] = {
    {"nb", "hyph_nb_NO.dic"},
    {"no", "hyph_nb_NO.dic"},
    {"nn", "hyph_nn_NO.dic"},
    {"en", "hyph_en_GB.dic"},
};
enum { DICTIONARIES = COUNT(dictionaries) };

struct hyphenator {
    const char *folder;
    pthread_mutex_t opening;  // guards what follows; a dictionary that is open is only read
    struct arena arena;
    HyphenDict *dict[DICTIONARIES];
    bool tried[DICTIONARIES];
};

struct hyphenator *hyphenator_new(const char *folder)
{
    struct hyphenator *h = mem_alloc(sizeof *h);
    pthread_mutex_init(&h->opening, NULL);
    h->folder = arena_strdup(&h->arena, folder);
    return h;
}

void hyphenator_free(struct hyphenator *h)
{
    if (!h) return;
    for (size_t i = 0; i < DICTIONARIES; i++)
        if (h->dict[i]) hnj_hyphen_free(h->dict[i]);
    arena_free(&h->arena);
    pthread_mutex_destroy(&h->opening);
    mem_free(h);
}

static void open_dictionary(struct hyphenator *h, struct diags *d, size_t i, const char *language)
{
    const char *path = file_join(&h->arena, h->folder, dictionaries[i].file);
    h->tried[i] = true;
    if (file_exists(path)) h->dict[i] = hnj_hyphen_load(path);
    if (!h->dict[i])
        diag_warning(d, (struct place){0}, "hyphenation-unreadable",
                     "no words are divided in \"%s\", because %s cannot be read", language, path);
}

static HyphenDict *dictionary(struct hyphenator *h, struct diags *d, const char *language)
{
    size_t n = strcspn(language, "-"), i = 0;
    while (i < DICTIONARIES && (strlen(dictionaries[i].language) != n ||
                                strncmp(dictionaries[i].language, language, n)))
        i++;
    if (i == DICTIONARIES) return NULL;
    pthread_mutex_lock(&h->opening);
    if (!h->tried[i]) open_dictionary(h, d, i, language);
    pthread_mutex_unlock(&h->opening);
    return h->dict[i];
}

// Letters of Latin-1 as the patterns have them; 0 for what is no such letter.
static char latin_letter(uint32_t c)
{
    if (c >= 'A' && c <= 'Z') return (char)(c + 32);
    if (c >= 'a' && c <= 'z') return (char)c;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return (char)(c + 32);
    if (c >= 0xDF && c <= 0xFF && c != 0xF7) return (char)c;
    return 0;
}

// The word in Latin-1, with the byte offset of every letter; its length, 0 when it has none or is
// too long.
static int to_latin(const char *word, size_t n, char out[LONGEST], uint16_t offsets[LONGEST])
{
    const char *s = word;
    int letters = 0;
    while (s < word + n) {
        if (letters == LONGEST) return 0;
        offsets[letters] = (uint16_t)(s - word);
        out[letters] = latin_letter(utf8_next(&s));
        if (!out[letters++]) return 0;
    }
    return letters;
}

size_t hyphenator_find_points(struct hyphenator *h, struct diags *d, const char *language,
                              const char *word, size_t n, uint16_t points[HYPHENATOR_POINTS])
{
    char latin[LONGEST + 1], marks[LONGEST + 5];
    uint16_t offsets[LONGEST];
    int letters = to_latin(word, n, latin, offsets);
    HyphenDict *dict = letters >= LEAST_LETTERS && language ? dictionary(h, d, language) : NULL;
    if (!dict) return 0;
    latin[letters] = '\0';  // libhyphen searches the word as a string, too
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    memset(marks, 0, sizeof marks);
    if (hnj_hyphen_hyphenate3(dict, latin, letters, marks, NULL, &rep, &pos, &cut, LEAST_SIDE,
                              LEAST_SIDE, LEAST_SIDE, LEAST_SIDE))
        return 0;
    size_t count = 0;
    for (int i = LEAST_SIDE; i <= letters - LEAST_SIDE && count < HYPHENATOR_POINTS; i++)
        if ((marks[i - 1] & 1) && !(rep && rep[i - 1])) points[count++] = offsets[i];
    for (int i = 0; rep && i < letters; i++) free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
    return count;
}
