// Shaping: a word becomes glyphs. Each of its graphemes is set in the first face of the style that
// has all of it, so that a combining mark stays with its base; neighbours in one face are shaped
// together. A grapheme that no face has whole is set character by character, and a character that
// no face has is spelt: U+XXXX.
#include <assert.h>
#include <hb-ot.h>
#include <string.h>

#include "base/utf8.h"
#include "type/features.h"
#include "type/typefaces.h"
#include "type/word_cache.h"

enum { LONGEST_RUN = 32000, FEATURES = 4 };  // bytes: glyph.cluster has 16 bits

struct shaper {
    const struct typefaces *type;
    struct word_cache cache;
    hb_buffer_t *buffer;
    hb_feature_t off[FEATURES];
    unsigned off_count;
    hb_language_t language;  // of the word asked for last
    char language_name[36];
};

struct word_builder {  // a word that is being shaped
    struct shaper *s;
    struct shaped_word *word;
    struct glyph_run *runs;
    size_t count, room;
    const unsigned *order;
    size_t order_count;
    // the run that is growing
    const char *from;  // n bytes of text
    size_t n;
    unsigned face;
};

struct shaper *shaper_new(const struct typefaces *t)
{
    struct shaper *s = mem_alloc(sizeof *s);
    s->type = t;
    s->buffer = hb_buffer_create();
    for (; s->off_count < FEATURES && features_off[s->off_count]; s->off_count++)
        s->off[s->off_count] = (hb_feature_t){features_off[s->off_count], 0,
                                              HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    return s;
}

void shaper_free(struct shaper *s)
{
    if (!s) return;
    hb_buffer_destroy(s->buffer);
    word_cache_free(&s->cache);
    mem_free(s);
}

void shaper_trim(struct shaper *s)
{
    word_cache_trim(&s->cache);
}

bool shaper_is_ignorable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x34F || c == 0x61C ||
           c == 0xFEFF || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

// Draws nothing, but HarfBuzz must see it: joiners and variation selectors.
static bool shapes_others(uint32_t c)
{
    return c == 0x200C || c == 0x200D || c == 0x34F || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0100 && c <= 0xE01EF);
}

// Whether the key's frame around a digit is left out, as of "1" in emoji: faces draw it beside it.
static bool is_frame(uint32_t c, uint32_t before)
{
    return c == 0x20E3 && ((before >= '0' && before <= '9') || before == '#' || before == '*');
}

// The text, of n bytes, without what draws nothing; a tab or line end becomes a space.
static const char *clean(struct arena *a, const char *text, size_t n)
{
    const char *s = arena_strndup(a, text, n);
    char *kept = arena_alloc(a, n + 1), *to = kept;
    uint32_t before = 0;  // what stands before it, but for a variation selector
    for (uint32_t c; (c = utf8_next(&s));) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
        char bytes[4];
        size_t wide = utf8_put(bytes, c);
        bool skin = c >= 0x1F3FB && c <= 0x1F3FF && to > kept;  // of the picture before it
        bool is_frame_of_key = is_frame(c, before);
        if (c != 0xFE0F) before = c;
        if ((shaper_is_ignorable(c) && !shapes_others(c)) || skin || is_frame_of_key ||
            (size_t)(to - kept) + wide > n)
            continue;
        memcpy(to, bytes, wide);
        to += wide;
    }
    return kept;
}

static const struct face *face_of(const struct word_builder *b, unsigned face)
{
    return &b->s->type->faces[face];
}

static bool has_all(const struct face *f, const char *grapheme, size_t n)
{
    for (const char *s = grapheme; s < grapheme + n;) {
        uint32_t c = utf8_next(&s);
        if (!shaper_is_ignorable(c) && !face_has(f, c)) return false;
    }
    return true;
}

// Whether the face has the grapheme as one character: it may lack the mark by itself.
static bool has_composed(const struct face *f, const char *grapheme, size_t n)
{
    const char *s = grapheme;
    hb_codepoint_t c = utf8_next(&s);
    while (s < grapheme + n)
        if (!hb_unicode_compose(hb_unicode_funcs_get_default(), c, utf8_next(&s), &c)) return false;
    return face_has(f, c);
}

// The first face of the style that has the grapheme; false: none has.
static bool choose_face(const struct word_builder *b, const char *grapheme, size_t n,
                        unsigned *face)
{
    for (size_t i = 0; i < b->order_count; i++) {
        const struct face *f = face_of(b, b->order[i]);
        if (!has_all(f, grapheme, n) && !has_composed(f, grapheme, n)) continue;
        *face = b->order[i];
        return true;
    }
    return false;
}

// Shapes n bytes in a face, into the shaper's buffer; returns how many glyphs came of it.
static unsigned shape_buffer(struct word_builder *b, unsigned face, const char *text, size_t n)
{
    hb_buffer_t *buffer = b->s->buffer;
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, text, (int)n, 0, (int)n);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES |
                                    HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE |
                                    HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
    hb_buffer_set_language(buffer, b->s->language);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(face_of(b, face)->hb_font, buffer, b->s->off, b->s->off_count);
    return hb_buffer_get_length(buffer);
}

// Appends a run of n bytes in a face; false, with nothing appended, if a glyph is missing after
// all.
static bool add_run(struct word_builder *b, unsigned face, const char *text, size_t n)
{
    const struct face *f = face_of(b, face);
    struct arena *a = &b->s->cache.arena;
    unsigned count = shape_buffer(b, face, text, n);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(b->s->buffer, NULL);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(b->s->buffer, NULL);
    for (unsigned i = 0; i < count; i++)
        if (!infos[i].codepoint || infos[i].codepoint >= f->glyph_count) return false;
    if (!count) return true;
    struct glyph *glyphs = ARENA_ARRAY(a, struct glyph, count);
    struct glyph_run run = {.face = (uint16_t)face,
                            .glyph_count = count,
                            .glyphs = glyphs,
                            .text = arena_strndup(a, text, n)};
    for (unsigned i = 0; i < count; i++) {
        glyphs[i] = (struct glyph){
            .id = (uint16_t)infos[i].codepoint,
            .advance = (int16_t)face_units(f, places[i].x_advance),
            .dx = (int16_t)face_units(f, places[i].x_offset),
            .dy = (int16_t)face_units(f, places[i].y_offset),
            .cluster = (uint16_t)infos[i].cluster,
        };
        run.width += glyphs[i].advance;
    }
    *ARENA_PUSH(a, b->runs, b->count, b->room) = run;
    return true;
}

bool shaper_is_picture(uint32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FBFF) || (c >= 0x2600 && c <= 0x27BF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || c == 0x20E3 || c == 0x3030 || c == 0x303D ||
           c == 0x3297 || c == 0x3299;
}

// A small picture is left out: its number would say less than nothing.
static void spell(struct word_builder *b, uint32_t c)
{
    if (!b->word->missing) b->word->missing = c;
    if (shaper_is_picture(c)) return;
    const char *name = arena_printf(&b->s->cache.arena, "U+%04X", c);
    add_run(b, b->order[0], name, strlen(name));
}

static void add_characters(struct word_builder *b, const char *text, size_t n)
{
    for (const char *s = text; s < text + n;) {
        const char *from = s;
        uint32_t c = utf8_next(&s);
        unsigned face;
        size_t wide = (size_t)(s - from);
        if (shaper_is_ignorable(c)) continue;
        if (!choose_face(b, from, wide, &face) || !add_run(b, face, from, wide)) spell(b, c);
    }
}

static void flush(struct word_builder *b)
{
    if (b->n && !add_run(b, b->face, b->from, b->n)) add_characters(b, b->from, b->n);
    b->n = 0;
}

static void add_grapheme(struct word_builder *b, const char *grapheme, size_t n)
{
    unsigned face;
    if (!choose_face(b, grapheme, n, &face)) {
        flush(b);
        add_characters(b, grapheme, n);
        return;
    }
    if (b->n && (face != b->face || b->n + n > LONGEST_RUN)) flush(b);
    if (!b->n) b->from = grapheme;
    b->face = face;
    b->n += n;
}

static void build(struct shaper *s, const struct word_key *key, struct shaped_word *word)
{
    struct word_builder b = {.s = s,
                             .word = word,
                             .order = s->type->order[key->style],
                             .order_count = s->type->order_count[key->style]};
    const char *text = clean(&s->cache.arena, key->text, key->n);
    for (size_t n; (n = utf8_grapheme(text)); text += n) add_grapheme(&b, text, n);
    flush(&b);
    word->runs = b.runs;
    word->run_count = b.count;
    for (size_t i = 0; i < b.count; i++) word->width += b.runs[i].width;
}

static void set_language(struct shaper *s, const char *language)
{
    if (!language) language = "nb";
    if (s->language && strcmp(language, s->language_name) == 0) return;
    s->language = hb_language_from_string(language, -1);
    size_t n = strnlen(language, sizeof s->language_name - 1);
    memcpy(s->language_name, language, n);
    s->language_name[n] = '\0';
}

const struct shaped_word *shaper_shape(struct shaper *s, enum font_style style,
                                       const char *language, const char *text, size_t n)
{
    bool miss;
    assert(style < FONT_STYLE_COUNT);
    set_language(s, language);
    struct word_key key = {style, s->language, text, n};
    struct shaped_word *word = word_cache_get(&s->cache, &key, &miss);
    if (miss) build(s, &key, word);
    return word;
}
