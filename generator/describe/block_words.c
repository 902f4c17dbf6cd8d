// What a template's front matter and the blocks in it mean, and their keys. What can stand there is
// said by the tables that check it (compose/); templates/README.md has it at length.
#include "describe/block_words.h"

#include <stdbool.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"

static const struct words {
    const char *block;
    const char *key;  // NULL: the block itself
    const char *says;
} list[] = {
    {"front-matter", NULL, N_("A template's front matter: what document it is.")},
    {"front-matter", "document", N_("The document's name, which is that of the file.")},
    {"front-matter", "title", N_("The document's title, as a reader of PDF files shows it.")},
    {"front-matter", "header", N_("What stands at the top of every page.")},
    {"front-matter", "subject", N_("What the document is about.")},
    {"front-matter", "marking", N_("What stands at the bottom of every page.")},
    {"front-matter", "for", N_("Whom the document is about. Without it: employee.")},
    {"front-matter", "made-by", N_("The command that makes it. Without it: forms.")},
    {"front-matter", "folder", N_("Where its papers are put below the output folder.")},
    {"front-matter", "names", N_("What people may also call it, divided by commas.")},
    {"front-matter", "form", N_("The form's number and version, for the corner of every page.")},
    {"front-matter", "print", N_("large: the document is all in 16 pt.")},
    {"address", NULL, N_("Whom a sheet is for, where the window of an envelope shows it.")},
    {"back", NULL, N_("The section stands only on a back side that would be empty otherwise.")},
    {"card", NULL, N_("A frame for what has to be seen first.")},
    {"card", "text", N_("Its large lines.")},
    {"card", "under", N_("Its small lines.")},
    {"checklist", NULL, N_("Boxes to tick, one below the other.")},
    {"checklist", "name", N_("What stands in bold before the text.")},
    {"checklist", "where", N_("Where it is done, at the right.")},
    {"choices", NULL, N_("Boxes in a row, to tick.")},
    {"choices", "value", N_("The path of a choice, whose words the boxes are.")},
    {"choices", "options", N_("What the boxes stand for.")},
    {"choices", "id", N_("What the box stands for in the record.")},
    {"choices", "marked", N_("The path of a yes or no: whether the box is ticked.")},
    {"choices", "close", N_("true: the boxes stand close behind each other, not in columns.")},
    {"columns", NULL, N_("Side by side: values, texts, and other blocks under their names.")},
    {"cut", NULL, N_("A dashed line across the page, to cut or fold along.")},
    {"dense", NULL, N_("The section has much on its pages: all is a little closer.")},
    {"fields", NULL, N_("Values side by side, each under its label, or places to write them.")},
    {"fields", "type", N_("What is written in the field.")},
    {"figures", NULL, N_("A part of a report, where a summaries command makes the document.")},
    {"figures", "show", N_("Which part it is.")},
    {"figures", "note", N_("What stands between the title and the part.")},
    {"fine-print", NULL, N_("What has to be said and few need to read: grey and small.")},
    {"goal-cards", NULL, N_("A card for each goal, with room to write in by hand.")},
    {"goal-cards", "goals", N_("The path of the goals.")},
    {"goal-cards", "blank", N_("How many empty cards there are without goals.")},
    {"goal-cards", "labels", N_("The words on a card.")},
    {"goal-cards", "goal", N_("The word for the goal.")},
    {"goal-cards", "hint", N_("What stands beside the goal while it is to be written.")},
    {"goal-cards", "kind", N_("The word for the kind of goal.")},
    {"goal-cards", "supports", N_("The word for what the goal supports.")},
    {"goal-cards", "measure", N_("The word for a measure.")},
    {"goal-cards", "responsible", N_("The word for who is responsible.")},
    {"goal-cards", "deadline", N_("The word for a deadline.")},
    {"goal-cards", "done", N_("The word for when a measure was done.")},
    {"kicker", NULL, N_("A short line above a heading.")},
    {"lead", NULL, N_("A page's opening sentence, a little larger than the rest.")},
    {"lines", NULL, N_("Lines to write on.")},
    {"lines", "count", N_("How many lines there are. Without it they fill the page.")},
    {"lines", "rest", N_("true: they fill what is left of the page.")},
    {"lines", "grow", N_("true: there are more of them where the page has room.")},
    {"matrix", NULL, N_("A table with dots: what holds for whom.")},
    {"matrix", "columns", N_("The columns.")},
    {"matrix", "rows", N_("The rows.")},
    {"matrix", "cells", N_("yes is a dot, no is nothing, any other text stands there itself.")},
    {"note", NULL, N_("An instruction, a little smaller than the rest.")},
    {"plan-table", NULL, N_("A table as a form: every cell is filled in.")},
    {"priorities", NULL, N_("Focus areas, with what they support.")},
    {"priorities", "of", N_("The path of the list of focus areas.")},
    {"priorities", "show", N_("How much of each is shown.")},
    {"priorities", "level", N_("The level of their headings.")},
    {"priorities", "ask", N_("A question under each.")},
    {"priorities", "lines", N_("How many lines there are under each to answer on.")},
    {"questions", NULL, N_("Questions from the language's bank.")},
    {"questions", "show", N_("Which questions: the chosen, the others, the unit's own, or all.")},
    {"questions", "voice", N_("Whom the questions speak to.")},
    {"questions", "lines", N_("How many lines each has to answer on. Without it they are a list.")},
    {"questions", "lines-in-all", N_("How many lines there are at most for all that is asked.")},
    {"questions", "columns", N_("How many columns the list has.")},
    {"questions", "by", N_("theme: each theme's name stands above its questions.")},
    {"questions", "asked-in", N_("The path of units whose people's questions are strong.")},
    {"scale", NULL, N_("Statements, each with circles to mark one of.")},
    {"scale", "column", N_("What stands above the statements.")},
    {"scale", "least", N_("The words at the end of one.")},
    {"scale", "most", N_("The words at the other end.")},
    {"scale", "unknown", N_("The words above a circle for who does not know.")},
    {"scale", "steps", N_("How many circles there are. Without it: 5.")},
    {"scale", "rows", N_("The statements.")},
    {"scale", "id", N_("By what answers are kept and counted.")},
    {"sentences", NULL, N_("Texts that make one paragraph.")},
    {"sheet", NULL, N_("The section stands on sheets of its own, which can be taken out.")},
    {"sheet", "form", N_("The number of the form, which the footer shows.")},
    {"signatures", NULL, N_("Who signs, side by side.")},
    {"signatures", "date", N_("The word for the date.")},
    {"signatures", "tick", N_("The word beside a box that is ticked on a screen instead.")},
    {"spread", NULL, N_("The section begins on a back side, beside its next page.")},
    {"steps", NULL, N_("A numbered list.")},
    {"table", NULL, N_("A row for each item of a list.")},
    {"table", "across", N_("What stands above the rows of each item, over the whole width.")},
    {"thread", NULL, N_("A line under a heading that says what something supports.")},
    {"timeline", NULL, N_("Events in order of time, drawn and in words.")},
    {"timeline", "value", N_("The path of a date or a window.")},
    {"timeline", "text", N_("What stands in place of the dates in words.")},
    {"who-key", NULL, N_("The key to the shapes that say who fills in a place.")},
    {"year", NULL, N_("Events as points on one line, with short dates.")},
    {"year", "value", N_("The path of a date or a window.")},
    {"year", "own", N_("true: it is the reader's own event.")},
    // the same in all blocks that have it
    {NULL, "align", N_("Where in the column it stands.")},
    {NULL, "as", N_("The item's name in across.")},
    {NULL, "beside", N_("true: the label stands before it and not above.")},
    {NULL, "blank-rows", N_("How many empty rows there are behind the others.")},
    {NULL, "columns", N_("The columns, from the left.")},
    {NULL, "each", N_("NAME in PATH: it stands there once for each item of a list.")},
    {NULL, "field", N_("The path of what is filled in.")},
    {NULL, "fill", N_("true: the column is filled in.")},
    {NULL, "if", N_("The condition on which it stands there.")},
    {NULL, "label", N_("The word for it, which a screen reader says.")},
    {NULL, "rows", N_("The path of the list.")},
    {NULL, "spare-rows", N_("How many empty rows there are where the list is not empty.")},
    {NULL, "strong", N_("true: it is bold.")},
    {NULL, "text", N_("The text, with {{values}}.")},
    {NULL, "title", N_("What it is called: a heading, or what a screen reader says.")},
    {NULL, "under", N_("Paths of what stands below the value.")},
    {NULL, "value", N_("The path of the value that is shown.")},
    {NULL, "who", N_("Who fills it in.")},
    {NULL, "width", N_("Its share of the width.")},
};

static bool is(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

static const char *find(const char *block, const char *key)
{
    for (size_t i = 0; i < COUNT(list); i++)
        if (is(list[i].block, block) && is(list[i].key, key)) return _(list[i].says);
    return NULL;
}

const char *block_words(const char *block)
{
    return find(block, NULL);
}

const char *block_words_key(const char *block, const char *key)
{
    const char *own = find(block, key);
    return own ? own : find(NULL, key);
}
