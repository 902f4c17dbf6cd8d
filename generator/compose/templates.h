// The templates of every language: checked once, and what is known of them without a document being
// made. Read-only from then on, shared between threads.
#ifndef COMPOSE_TEMPLATES_H
#define COMPOSE_TEMPLATES_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/cycle.h"
#include "model/template.h"

struct templates;  // of every language
struct template;   // one document in one language

// Checks every template: blocks and their keys, value paths, conditions, loops, strings. NULL after
// diagnostics when one has an error. Lives in arena a, and as long as the set.
struct templates *templates_new(struct diags *d, struct arena *a, const struct template_set *set);
// What only all languages together can tell: a document that one has and another lacks is a
// warning, since whoever is written to in the other gets none.
void templates_check_languages(struct diags *d, const struct templates *t);
// What only templates and cycle together can tell: question ids that no bank has are errors in the
// unit's own file, and nobody who reads it gets papers.
void templates_check_cycle(struct diags *d, const struct templates *t, const struct cycle *c);

// The languages there are, sorted; the count. The list is made in arena a.
size_t templates_languages(const struct templates *t, struct arena *a, const char *const **names);
// A string of strings.yaml; NULL: there is no such language or string.
const char *templates_string(const struct templates *t, const char *language, const char *key);

// The names of the documents that a command makes ("packs", "forms", "summaries",
// "summaries --half-year" or "--competence", "print", "remind", "mail" or "person"), sorted, each
// once whatever its languages. The list is made in arena a; NULL where count is 0.
const char *const *templates_documents(const struct templates *t, struct arena *a,
                                       const char *command, size_t *count);
// The command that makes a document; NULL: there is no such document.
const char *templates_made_by(const struct templates *t, const char *document);
// The document that is called so, by its own name or else by one of those that `names:` lists in
// any language, whatever their case; NULL: there is none.
const char *templates_document(const struct templates *t, const char *name);
// "action-plan (handlingsplan), evaluation (evaluering)": documents with their names in a language.
const char *templates_list(const struct templates *t, struct arena *a, const char *language,
                           const char *const *documents, size_t count);
// What a document is called in a language: the first of its `names:`, else its
// title, where that is the same for all, else its own name; in arena a.
const char *templates_name(const struct templates *t, struct arena *a, const char *language,
                           const char *document);
// All names of these documents, in every language.
const char *const *templates_all_names(const struct templates *t, struct arena *a,
                                       const char *const *documents, size_t document_count,
                                       size_t *count);

// NULL: there is no such language or document.
const struct template *templates_find(const struct templates *t, const char *language,
                                      const char *document);

#endif
