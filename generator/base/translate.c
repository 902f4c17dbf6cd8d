// Looks texts up in gettext's catalogues, whatever locales the machine has.
#include "base/translate.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

#define DOMAIN "samtale"

// gettext looks for nothing while the locale is "C", and the user's own may not have been
// generated on this machine. "C.UTF-8" is built in; with it, LANGUAGE alone decides.
void translate_open(const char *folder, const char *language)
{
    if (!setlocale(LC_MESSAGES, "C.UTF-8")) return;
    setenv("LANGUAGE", language, 1);
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
}

void translate_switch(const char *language)
{
    setenv("LANGUAGE", language, 1);
    textdomain(DOMAIN);  // has gettext forget what it has looked up
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
    return text && *text ? gettext(text) : text;
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
    return ngettext(one, many, n);
}
