// Message → file, by GMime, which encodes names, subjects and file names of any letters.
#include "mail/message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

// ---- Addresses

// Letters, digits and what else stands before the @ without quotes (RFC 5322, dot-atom).
static bool is_local_part(const char *s, size_t n)
{
    static const char others[] = "!#$%&'*+-/=?^_`{|}~";
    bool after_dot = true;
    for (size_t i = 0; i < n; i++) {
        bool dot = s[i] == '.';
        if (dot ? after_dot
                : !ascii_is_letter(s[i]) && !ascii_is_digit(s[i]) && !strchr(others, s[i]))
            return false;
        after_dot = dot;
    }
    return n && n <= 64 && !after_dot;
}

static bool is_domain(const char *s)
{
    size_t label = 0;
    char before = '.';
    for (const char *p = s; *p;) {
        uint32_t c = utf8_next(&p);
        bool edge = before == '.' || *p == '.' || !*p;
        if (c == '.' && !label) return false;
        if (c == '-' && edge) return false;
        if (c < 0x80 && c != '.' && c != '-' && !ascii_is_letter((char)c) &&
            !ascii_is_digit((char)c))
            return false;
        if (c >= 0x80 && (utf8_is_space(c) || utf8_is_control(c))) return false;
        label = c == '.' ? 0 : label + 1;
        if (label > 63) return false;
        before = c < 0x80 ? (char)c : 'x';
    }
    return label;
}

// Whether IDNA has a form of the address in ASCII, with nothing in it that would end a line.
static bool has_ascii_form(const char *address)
{
    InternetAddress *mailbox = internet_address_mailbox_new(NULL, address);
    const char *p = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(mailbox));
    bool ascii = p != NULL;
    for (; p && *p; p++) ascii &= *p > ' ' && *p < 0x7F;
    g_object_unref(mailbox);
    return ascii;
}

bool message_can_reach(const char *address)
{
    const char *sign = address ? strchr(address, '@') : NULL;
    if (!sign || strlen(address) > 254) return false;
    return is_local_part(address, (size_t)(sign - address)) && is_domain(sign + 1) &&
           has_ascii_form(address);
}

void message_begin(void)
{
    static bool is_ready;
    if (!is_ready) g_mime_init();
    is_ready = true;
}

// ---- Headers

// One line, whatever escapes the name was written with, in which nothing is taken for encoded words
// (RFC 2047).
static char *line(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text);
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F || (*p == '=' && p[1] == '?')) *p = ' ';
    return copy;
}

static bool is_plain(const char *text)
{
    enum { MOST = 64 };
    size_t n = 0;
    while (text[n] && !(text[n] & 0x80)) n++;
    return !text[n] && n <= MOST;
}

// What of a text goes into one encoded word: up to a blank where there is one, because some
// programs show another between two words.
static const char *end_of_word(const char *text)
{
    enum { BYTES = 39 };  // with its base64 and "Subject: ", a line has less than 76 characters
    const char *end = text, *blank = NULL;
    for (const char *next = end; *end; end = next) {
        utf8_next(&next);
        if (next - text > BYTES) return blank ? blank : end;
        if (*end == ' ') blank = next;
    }
    return end;
}

// As encoded words with blanks between them, where it needs any (RFC 2047). GMime leaves them as
// they are; by itself it makes words longer than the 75 characters that they may have.
static const char *encoded(struct arena *a, const char *text)
{
    struct buf out = {0};
    if (is_plain(text)) return text;
    while (*text) {
        const char *end = end_of_word(text);
        char *word = g_base64_encode((const guchar *)text, (gsize)(end - text));
        buf_printf(&out, "%s=?utf-8?b?%s?=", out.n ? " " : "", word);
        g_free(word);
        text = end;
    }
    const char *words = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return words;
}

static void add_party(GMimeMessage *to, GMimeAddressType type, const struct message_party *p,
                      struct arena *a)
{
    if (!p->address) return;
    const char *name = p->name ? encoded(a, line(a, p->name)) : NULL;
    InternetAddress *mailbox = internet_address_mailbox_new(name, p->address);
    internet_address_set_charset(mailbox, "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(to, type), mailbox);
    g_object_unref(mailbox);
}

// What stands behind the @: the sender's own domain, in which nobody else names messages.
static const char *id_domain(struct arena *a, const struct message_party *from)
{
    if (!from->address) return "samtale.invalid";
    InternetAddress *mailbox = internet_address_mailbox_new(NULL, from->address);
    const char *ascii = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(mailbox));
    const char *domain = arena_strdup(a, strchr(ascii, '@') + 1);
    g_object_unref(mailbox);
    return domain;
}

static void add_header(GMimeMessage *to, const char *name, const char *value)
{
    g_mime_object_append_header(GMIME_OBJECT(to), name, value, NULL);
}

static void add_headers(GMimeMessage *to, const struct message *m, struct arena *a)
{
    char id[HASH_TEXT];
    const struct message_party *author = m->sender.address ? &m->sender : &m->from;
    hash_text(m->id, id);
    add_party(to, GMIME_ADDRESS_TYPE_FROM, &m->from, a);
    add_party(to, GMIME_ADDRESS_TYPE_SENDER, &m->sender, a);
    add_party(to, GMIME_ADDRESS_TYPE_TO, &m->to, a);
    g_mime_message_set_subject(to, encoded(a, line(a, m->subject)), "utf-8");
    g_mime_message_set_message_id(to, arena_printf(a, "%.32s@%s", id, id_domain(a, author)));
    add_header(to, "Content-Language", line(a, m->language));
    add_header(to, "Sensitivity", "Personal");
    add_header(to, "X-Unsent", "1");
}

// ---- The body

static GMimePart *new_part(const char *type, const char *subtype, const char *bytes, size_t n,
                           GMimeContentEncoding encoding)
{
    GMimePart *part = g_mime_part_new_with_type(type, subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(n ? bytes : "", n);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream,
                                                                    GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, encoding);
    g_object_unref(content);
    g_object_unref(stream);
    return part;
}

static GMimeObject *text_part(const struct message *m)
{
    GMimePart *part = new_part("text", "plain", m->text, strlen(m->text),
                               GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    return GMIME_OBJECT(part);
}

static GMimeObject *attachment(const struct message_part *p, struct arena *a)
{
    const char *slash = strchr(p->type, '/');
    GMimePart *part = new_part(arena_strndup(a, p->type, (size_t)(slash - p->type)), slash + 1,
                               p->bytes, p->n, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_part_set_filename(part, p->name);
    return GMIME_OBJECT(part);
}

static GMimeObject *invitation_part(const struct message *m)
{
    GMimePart *part = new_part("text", "calendar", m->invitation, m->invitation_length,
                               GMIME_CONTENT_ENCODING_BASE64);
    GMimeObject *object = GMIME_OBJECT(part);
    g_mime_object_set_content_type_parameter(object, "method", m->method);
    g_mime_object_set_content_type_parameter(object, "charset", "utf-8");
    return object;
}

static void add_to(GMimeMultipart *all, GMimeObject *part)
{
    g_mime_multipart_add(all, part);
    g_object_unref(part);
}

// Boundaries are of the message's id; GMime would draw them by lot.
static GMimeObject *new_body(const struct message *m, struct arena *a)
{
    char id[HASH_TEXT];
    if (!m->part_count && !m->invitation) return text_part(m);
    hash_text(m->id, id);
    GMimeMultipart *all = g_mime_multipart_new_with_subtype(m->invitation ? "alternative"
                                                                          : "mixed");
    g_mime_multipart_set_boundary(all, arena_printf(a, "=_%.32s", id + 32));
    add_to(all, text_part(m));
    if (m->invitation) add_to(all, invitation_part(m));
    for (size_t i = 0; i < m->part_count; i++) add_to(all, attachment(&m->parts[i], a));
    return GMIME_OBJECT(all);
}

void message_add(const struct message *m, struct buf *out)
{
    struct arena a = {0};
    GMimeMessage *message = g_mime_message_new(FALSE);
    GMimeFormatOptions *format = g_mime_format_options_new();
    GMimeStream *memory = g_mime_stream_mem_new();
    add_headers(message, m, &a);
    GMimeObject *body = new_body(m, &a);
    g_mime_message_set_mime_part(message, body);
    g_object_unref(body);
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_object_write_to_stream(GMIME_OBJECT(message), format, memory);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    buf_add(out, bytes->data, bytes->len);
    if (out->n && out->p[out->n - 1] != '\n') BUF_LIT(out, "\r\n");
    g_object_unref(memory);
    g_object_unref(message);
    g_mime_format_options_free(format);
    arena_free(&a);
}
