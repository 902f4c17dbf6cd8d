// What the pages of the index have in common.
#include "index/page.h"

#include <string.h>

#include "base/ascii.h"
#include "base/json_line.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1c2430;--muted:#55606e;--paper:#fff;--line:#c9d0d8;"
    "--tint:#f2f5f8;--link:#0b4f8a}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8ecf1;--muted:#a9b4c1;--paper:#14181d;"
    "--line:#3b444f;--tint:#1e242b;--link:#8cc4ff}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;padding:1.5rem clamp(1rem,4vw,3rem) 4rem;max-width:76rem;"
    "font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}\n"
    "h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.25rem;margin:2rem 0 "
    ".5rem}\n"
    "a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
    "p,.t{color:var(--muted)}.t{display:block;font-weight:400;font-size:.9rem}\n"
    "nav ol{display:flex;flex-wrap:wrap;gap:0 .5rem;list-style:none;margin:0;padding:0}\n"
    "nav li+li::before{content:'\\203a';margin-right:.5rem;color:var(--muted)}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "caption{text-align:left;position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}\n"
    "th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;"
    "border-bottom:1px solid var(--line)}\n"
    "thead th{font-size:.9rem;border-bottom:2px solid var(--ink)}th{font-weight:600}\n"
    "tfoot td,tfoot th{font-weight:600;border-bottom:0}\n"
    ".f{display:inline-block}.f::first-letter{text-transform:uppercase}\n"
    "a,li span{unicode-bidi:isolate}\n"
    ".s{position:relative;overflow-x:auto}body,tbody th,.w{overflow-wrap:anywhere}"
    ".w{min-width:9rem}tbody th{min-width:14rem}td,th{overflow-wrap:break-word}\n"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "td ul{list-style:none;margin:0;padding:0}tr:target{background:var(--tint)}\n"
    ".d1{padding-left:1.25rem}.d2{padding-left:2.5rem}.d3{padding-left:3.75rem}"
    ".d4{padding-left:5rem}.d5{padding-left:6.25rem}.d6{padding-left:7.5rem}"
    ".d7{padding-left:8.75rem}.d8{padding-left:10rem}.d9{padding-left:11.25rem}\n"
    "#search{background:var(--tint);padding:1rem;margin:1.5rem 0;border-radius:.5rem}"
    "#search label{display:block;font-weight:600}#search p{margin:.25rem 0}\n"
    "#name{font:inherit;width:100%;max-width:30rem;padding:.5rem;margin:.25rem 0;"
    "color:inherit;background:var(--paper);border:1px solid var(--muted);border-radius:.25rem}\n"
    "#hits{margin:.5rem 0 0;padding-left:1.25rem}#hits:empty{display:none}\n"
    "@media print{:root{color-scheme:light;--ink:#000;--muted:#333;--paper:#fff;--line:#999;"
    "--link:#000}#search{display:none}body{max-width:none;padding:0;font-size:10pt}"
    "a{text-decoration:none}.s{overflow:visible}tr{break-inside:avoid}thead{display:table-header-"
    "group}"
    "h2{break-after:avoid}}\n";

// Whoever types sees those whose name has every word typed; æ, ø and å are letters of their own.
static const char search_script[] =
    "<script>\n"
    "(function(){\n"
    "var all=JSON.parse(document.getElementById('people').textContent),most=50;\n"
    "var form=document.getElementById('search'),field=document.getElementById('name');\n"
    "var count=document.getElementById('count'),hits=document.getElementById('hits');\n"
    "function plain(s){return s.toLowerCase().normalize('NFC');}\n"
    "var names=all.people.map(function(p){return plain(p[0]+' '+p[1]);});\n"
    "function show(){\n"
    "  var words=plain(field.value).split(/\\s+/).filter(Boolean),n=0;\n"
    "  hits.textContent='';\n"
    "  if(!words.length){count.textContent='';return;}\n"
    "  names.forEach(function(name,i){\n"
    "    if(!words.every(function(w){return name.includes(w);})||++n>most)return;\n"
    "    var p=all.people[i],u=all.units[p[2]],li=document.createElement('li');\n"
    "    var a=document.createElement('a');\n"
    "    a.href='index/'+u[1]+'.html#'+p[1];a.textContent=p[0];\n"
    "    var unit=document.createElement('span');unit.textContent=u[0];\n"
    "    li.append(a,', '+p[1]+', ',unit);hits.append(li);\n"
    "  });\n"
    "  count.textContent=n?count.dataset.hits+': '+n:count.dataset.none;\n"
    "}\n"
    "form.hidden=false;\n"
    "form.addEventListener('submit',function(e){e.preventDefault();"
    "var a=hits.querySelector('a');if(a)a.click();});\n"
    "field.addEventListener('input',show);\n"
    "if(field.value)show();\n"
    "})();\n"
    "</script>\n";

// ---- Texts

void page_text(struct buf *out, const char *text)
{
    for (size_t n; *text; text += n + 1) {
        n = strcspn(text, "&<>\"'");
        buf_add(out, text, n);
        switch (text[n]) {
        case '&': BUF_LIT(out, "&amp;"); break;
        case '<': BUF_LIT(out, "&lt;"); break;
        case '>': BUF_LIT(out, "&gt;"); break;
        case '"': BUF_LIT(out, "&quot;"); break;
        case '\'': BUF_LIT(out, "&#39;"); break;
        default: return;
        }
    }
}

void page_json(struct buf *out, const char *text)
{
    struct buf json = {0};
    json_line_string(&json, text);
    for (size_t i = 0; i < json.n; i++) {
        if (json.p[i] == '<') BUF_LIT(out, "\\u003c");
        else buf_c(out, json.p[i]);
    }
    buf_free(&json);
}

void page_heading(struct buf *out, int level, const char *text)
{
    buf_printf(out, "<h%d>", level);
    page_text(out, text);
    buf_printf(out, "</h%d>\n", level);
}

const char *page_organisation(const struct index *x)
{
    const char *name = cycle_text_in(&x->cycle->organisation, x->cycle->language).text;
    return name ? name : "";
}

// ---- The frame

static void add_path(const struct index *x, const struct unit *u, struct buf *out)
{
    if (u->parent) add_path(x, u->parent, out);
    buf_printf(out, "<li><a href=\"%s.html\">", u->id);
    page_text(out, index_name_of(x, u));
    BUF_LIT(out, "</a></li>");
}

void page_begin(const struct index *x, const struct unit *u, struct buf *out)
{
    buf_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=utf-8>\n",
               x->cycle->language);
    BUF_LIT(out, "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n"
                 "<meta name=robots content=noindex><title>");
    page_text(out, u ? index_name_of(x, u) : x->words[INDEX_TITLE]);
    BUF_LIT(out, " – ");
    page_text(out, page_organisation(x));
    buf_printf(out, ", %s</title>\n<style>\n%s</style></head>\n<body>\n", x->cycle->period, style);
    if (u) {
        BUF_LIT(out, "<nav aria-label=\"");
        page_text(out, x->words[INDEX_WHERE]);
        BUF_LIT(out, "\"><ol><li><a href=\"../" INDEX_START "\">");
        page_text(out, x->words[INDEX_TITLE]);
        BUF_LIT(out, "</a></li>");
        if (u->parent) add_path(x, u->parent, out);
        BUF_LIT(out, "</ol></nav>\n");
    }
    BUF_LIT(out, "<main>\n");
}

void page_search_script(struct buf *out)
{
    buf_str(out, search_script);
}

void page_end(struct buf *out)
{
    BUF_LIT(out, "</main></body></html>\n");
}

// ---- Tables

void page_table(const struct index *x, const struct index_column *columns, size_t count,
                const char *caption, struct buf *out)
{
    BUF_LIT(out, "<div class=s><table><caption>");
    page_text(out, caption);
    BUF_LIT(out, "</caption><thead><tr>");
    for (size_t i = 0; i < count; i++) {
        buf_str(out, columns[i].is_number ? "<th scope=col class=n>" : "<th scope=col>");
        page_text(out, x->words[columns[i].head]);
        BUF_LIT(out, "</th>");
    }
    BUF_LIT(out, "</tr></thead><tbody>\n");
}

void page_table_end(struct buf *out)
{
    BUF_LIT(out, "</table></div>\n");
}

// Paths are made of ids and names of documents; whatever else stands in one is written in %.
static void add_path_text(struct buf *out, const char *path)
{
    for (; *path; path++) {
        if (ascii_is_letter(*path) || ascii_is_digit(*path) || strchr("/._-+", *path))
            buf_c(out, *path);
        else buf_printf(out, "%%%02X", (unsigned char)*path);
    }
}

void page_link(const struct index_file *f, const char *up, struct buf *out)
{
    // the name of a document begins with a capital; that of a file stays as it is
    buf_str(out, ascii_ends_with(f->path, f->name) ? "<a href=\"" : "<a class=f href=\"");
    buf_str(out, up);
    add_path_text(out, f->path);
    BUF_LIT(out, "\">");
    page_text(out, f->name);
    BUF_LIT(out, "</a>");
}

void page_files(const struct index *x, const struct index_list *list, const char *up,
                const char *caption, struct buf *out)
{
    static const struct index_column columns[] = {
        {INDEX_FILE, false}, {INDEX_PAGES, true}, {INDEX_SHEETS, true}};
    page_table(x, columns, 3, caption, out);
    for (size_t i = 0; i < list->count; i++) {
        const struct index_file *f = list->files[i];
        BUF_LIT(out, "<tr><th scope=row>");
        page_link(f, up, out);
        BUF_LIT(out, "<span class=t>");
        page_text(out, f->path);
        BUF_LIT(out, "</span></th>");
        if (f->pages)
            buf_printf(out, "<td class=n>%zu</td><td class=n>%zu</td></tr>\n", f->pages, f->sheets);
        else BUF_LIT(out, "<td></td><td></td></tr>\n");
    }
    BUF_LIT(out, "</tbody>");
    page_table_end(out);
}

// ---- Sums

void index_sum_add(struct index_sum *sum, const struct index_list *list)
{
    sum->files += list->count;
    for (size_t i = 0; i < list->count; i++) {
        if (list->files[i]->is_collection) continue;
        sum->pages += list->files[i]->pages;
        sum->sheets += list->files[i]->sheets;
    }
}

static bool has(const struct index_list *list, int document)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->files[i]->document == document) return true;
    return false;
}

size_t index_missing(const struct index *x, const struct person *p, struct buf *list)
{
    size_t missing = 0;
    for (size_t i = 0; i < x->document_count; i++) {
        if (has(&x->of_people[p->index], (int)i)) continue;
        if (list && missing) BUF_LIT(list, ", ");
        if (list) page_text(list, x->documents[i]);
        missing++;
    }
    return missing;
}
