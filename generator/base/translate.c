// Looks texts up in catalogues of messages as msgfmt makes them. gettext() of newer C libraries
// looks for nothing unless the machine has a locale that somebody has generated.
#include "base/translate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"

struct catalogue_text {
    uint32_t length, offset;  // in bytes, without its NUL
};

static struct buf catalogue;                                   // the file; it stays for the run
static const struct catalogue_text *originals, *translations;  // as many, the originals sorted
static size_t all_texts, texts;  // in it; and 0 while English is spoken
static const char *catalogues;   // the folder; NULL: there is none

static bool holds_texts(const struct catalogue_text *list)
{
    for (size_t i = 0; i < texts; i++) {
        uint64_t end = (uint64_t)list[i].offset + list[i].length;
        if (end >= catalogue.n || catalogue.p[end]) return false;
    }
    return true;
}

static bool open_tables(void)
{
    enum { MAGIC, REVISION, COUNT_OF_TEXTS, ORIGINALS, TRANSLATIONS, HEAD };
    uint32_t head[HEAD];
    if (catalogue.n < sizeof head) return false;
    memcpy(head, catalogue.p, sizeof head);
    uint64_t size = head[COUNT_OF_TEXTS] * (uint64_t)sizeof *originals;
    for (int i = ORIGINALS; i <= TRANSLATIONS; i++)
        if (head[i] % sizeof(uint32_t) || head[i] + size > catalogue.n) return false;
    texts = all_texts = head[COUNT_OF_TEXTS];
    originals = (const void *)(catalogue.p + head[ORIGINALS]);
    translations = (const void *)(catalogue.p + head[TRANSLATIONS]);
    return head[MAGIC] == 0x950412de && holds_texts(originals) && holds_texts(translations);
}

void translate_open(const char *folder, const char *language)
{
    enum { ANY_SIZE = 16 << 20 };  // bytes
    struct arena a = {0};
    const char *path = arena_printf(&a, "%s/%s/LC_MESSAGES/samtale.mo", folder, language);
    catalogues = folder;
    if (file_read(path, &catalogue, ANY_SIZE) || !open_tables()) texts = all_texts = 0;
    arena_free(&a);
}

void translate_switch(const char *language)
{
    bool english = !strcmp(language, "en");
    if (!english && !catalogue.n && catalogues) translate_open(catalogues, language);
    texts = english ? 0 : all_texts;
}

static int compare(const void *text, const void *original)
{
    const struct catalogue_text *t = original;
    return strcmp(text, catalogue.p + t->offset);
}

// NULL: there is none. Of a text with a plural, that follows behind the NUL.
static const struct catalogue_text *find(const char *text)
{
    const struct catalogue_text *t = texts
                                       ? bsearch(text, originals, texts, sizeof *originals, compare)
                                       : NULL;
    return t ? translations + (t - originals) : NULL;
}

const char *translate_language(void)
{
    return texts ? "nb" : "en";
}

// The first of these languages that there are texts in: LANGUAGE lists several, with colons.
static const char *first_spoken(const char *list)
{
    static const char *const spoken[][2] = {
        {"nb", "nb"}, {"no", "nb"}, {"nn", "nb"}, {"en", "en"}, {"C", "en"}};
    for (; *list; list += strcspn(list, ":"), list += *list == ':') {
        size_t n = strcspn(list, "_.@:");
        for (size_t k = 0; k < COUNT(spoken); k++)
            if (n == strlen(spoken[k][0]) && !memcmp(list, spoken[k][0], n)) return spoken[k][1];
    }
    return "en";
}

const char *translate_language_of_environment(void)
{
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return first_spoken(value);
    }
    return "en";
}

const char *translate(const char *text)
{
    const struct catalogue_text *t = text && *text ? find(text) : NULL;
    return t ? catalogue.p + t->offset : text;
}

const char *translate_error(int number)
{
    // those that people meet, for po/extract to find; others stay in English
    static const char *const met[] = {
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Operation not permitted"),
        N_("No space left on device"),
        N_("Disk quota exceeded"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("Directory not empty"),
        N_("File exists"),
        N_("File too large"),
        N_("File name too long"),
        N_("Read-only file system"),
        N_("Input/output error"),
        N_("Too many open files"),
        N_("Too many levels of symbolic links"),
        N_("Device or resource busy"),
        N_("Cannot allocate memory"),
    };
    (void)met;
    const char *text = strerrordesc_np(number);  // in English, unlike strerror()'s
    return text ? translate(text) : strerror(number);
}

const char *translate_count(const char *one, const char *many, unsigned long n)
{
    const struct catalogue_text *t = find(one);
    if (!t) return n == 1 ? one : many;
    const char *text = catalogue.p +
                       t->offset;  // in two forms, as all languages have that we speak
    size_t first = strlen(text);
    return n == 1 || first >= t->length ? text : text + first + 1;
}
