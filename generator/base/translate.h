// The language of what the program says: messages, help, status and progress. English is the
// source; translations are gettext's catalogues, po/LANGUAGE.po in the project. What the program
// reads, and the numbers that it writes, do not depend on it.
#ifndef BASE_TRANSLATE_H
#define BASE_TRANSLATE_H

// From here on messages are in this language, where folder/LANGUAGE/LC_MESSAGES/samtale.mo is
// there: "nb", or "en". Once, before there are threads; the folder's name lives as long as the
// program.
void translate_open(const char *folder, const char *language);
// From here on they are in another language: English, or the one that was not English. Before there
// are threads.
void translate_switch(const char *language);
// The language that LANGUAGE, LC_ALL, LC_MESSAGES or LANG asks for: "nb" for any Norwegian, else
// "en".
const char *translate_language_of_environment(void);

// The translation of an English text, or the text itself; it lives as long as the program.
const char *translate(const char *text) __attribute__((format_arg(1)));
const char *translate_count(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

// What strerror() says of an errno value, translated also where the C library's own catalogue is
// not installed.
const char *translate_error(int number);

#define _(text) translate(text)
// A text that is translated where it is used, not where it stands.
#define N_(text) text

#endif
