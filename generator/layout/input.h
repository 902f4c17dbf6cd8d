// Places to write, and the widgets over them.
#ifndef LAYOUT_INPUT_H
#define LAYOUT_INPUT_H

#include "layout/typeset.h"

struct input_area {
    const struct form_field *field;       // NULL: only on paper
    const struct doc_node *first, *stop;  // inlines: what stands there
    enum style_name text_style;           // without a field; what is in one has STYLE_TYPED
    mpt top, bottom;                      // room above and below the text
    mpt least;                            // height
    bool grows;                           // with what it stands in
    bool one_line;
    bool ruled;  // the caller draws a line along its lower edge
};

// Whether a field gets a widget: not in a section that is set flat.
bool input_is_fillable(const struct context *c, const struct form_field *f);
// One slab, appended, with the widget of its field; NULL when the text is too long to be a field's
// and has been appended as lines.
struct slab *input_text(const struct context *c, const struct input_area *e);
// A widget of the slab, of a Form element below the context's. It is good until the slab's next
// one.
struct paper_widget *input_widget(const struct context *c, struct slab *s,
                                  const struct form_field *f, const struct rect *rect);
// The slab's items from that index on become what the widget shows.
void input_move_to_appearance(const struct context *c, struct paper_widget *w, struct slab *s,
                              size_t from);

#endif
