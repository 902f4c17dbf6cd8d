// The two stylesheets: for normal and for large print.
#include "layout/stylesheet.h"

static const struct stylesheet normal =
    {
        .of =
            {
                //                     style             tone         size      leading   before
                //                     after
                [STYLE_BODY] = {FONT_REGULAR, TONE_INK, PT(10.5), PT(15), 0, PT(7.5)},
                [STYLE_LEAD] = {FONT_REGULAR, TONE_INK, PT(12.5), PT(18.5), 0, PT(12)},
                [STYLE_NOTE] = {FONT_REGULAR, TONE_INK, PT(10), PT(13.5), PT(4), PT(7.5)},
                [STYLE_FINE_PRINT] = {FONT_REGULAR, TONE_MUTED, PT(9.5), PT(13), PT(4), PT(7.5)},
                [STYLE_LABEL] = {FONT_BOLD, TONE_INK, PT(9.5), PT(13), PT(14), PT(1)},
                [STYLE_THREAD] = {FONT_ITALIC, TONE_MUTED, PT(9.5), PT(14), 0, PT(6)},
                [STYLE_KICKER] = {FONT_BOLD, TONE_MUTED, PT(9.5), PT(13), PT(20), PT(1)},
                [STYLE_QUESTION] = {FONT_BOLD, TONE_INK, PT(10.5), PT(15), PT(15), 0},
                [STYLE_H1] = {FONT_BOLD, TONE_ACCENT, PT(22), PT(28), 0, PT(14)},
                [STYLE_H1_LONG] = {FONT_BOLD, TONE_ACCENT, PT(20), PT(25), 0, PT(14)},
                [STYLE_H2] = {FONT_BOLD, TONE_INK, PT(14), PT(19), PT(22), PT(4)},
                [STYLE_H3] = {FONT_BOLD, TONE_INK, PT(11.5), PT(16), PT(12), PT(2)},
                [STYLE_H4] = {FONT_BOLD, TONE_INK, PT(10.5), PT(15), PT(10), PT(1)},
                [STYLE_H5] = {FONT_BOLD_ITALIC, TONE_INK, PT(10.5), PT(15), PT(8), PT(1)},
                [STYLE_H6] = {FONT_ITALIC, TONE_INK, PT(10.5), PT(15), PT(8), PT(1)},
                [STYLE_CODE] = {FONT_MONO, TONE_INK, PT(9.5), PT(13), 0, 0},
                [STYLE_CELL] = {FONT_REGULAR, TONE_INK, PT(10), PT(13.5), 0, PT(4)},
                [STYLE_CELL_HEAD] = {FONT_BOLD, TONE_INK, PT(9.5), PT(13), 0, PT(3)},
                [STYLE_CARD] = {FONT_REGULAR, TONE_INK, PT(9), PT(12.5), 0, 0},
                [STYLE_FORM] = {FONT_REGULAR, TONE_INK, PT(9.5), PT(12.5), 0, 0},
                [STYLE_FIELD_LABEL] = {FONT_REGULAR, TONE_MUTED, PT(9.5), PT(13), 0, 0},
                [STYLE_FIELD_VALUE] = {FONT_REGULAR, TONE_INK, PT(11), PT(15.5), 0, 0},
                [STYLE_TYPED] = {FONT_REGULAR, TONE_INK, PT(10), PT(13.5), 0, 0},
                [STYLE_EVENT] = {FONT_BOLD, TONE_INK, PT(10), PT(14), 0, 0},
                [STYLE_EVENT_DATES] = {FONT_REGULAR, TONE_INK, PT(9.5), PT(13), 0, 0},
                [STYLE_AXIS] = {FONT_REGULAR, TONE_MUTED, PT(9), PT(12), 0, 0},
                [STYLE_NUMBER] = {FONT_BOLD, TONE_ACCENT, PT(26), PT(30), 0, 0},
                [STYLE_HEADER] = {FONT_REGULAR, TONE_MUTED, PT(9), PT(11.5), 0, 0},
                [STYLE_MARKING] = {FONT_BOLD, TONE_INK, PT(9), PT(11.5), 0, 0},
            },
        .left = MM(25),
        .right = MM(20),
        .top = MM(27),
        .bottom = MM(24),
        .header = MM(14),
        .footer = MM(15.5),
        .code = MM(15),
        .measure = PT(430),
        .indent = PT(16),
        .quote_indent = PT(14),
        .box_pad = PT(12),
        .column_gap = PT(22),
        .cell_pad = PT(6),
        .cell_pad_top = PT(4),
        .form_row = MM(12),
        .card_row = MM(10.02),
        .card_pitch = MM(9.03),
        .write_pitch = PT(24.5),
        .field_line = PT(24.5),
        .signature = PT(34),
        .lane = PT(7),
        .mark_box = PT(11.5),
        .bar = PT(8.5),
        .block_gap = PT(11),
        .narrow = 45,
};

static const struct stylesheet large =
    {
        .of =
            {
                [STYLE_BODY] = {FONT_REGULAR, TONE_INK, PT(16), PT(23), 0, PT(11.5)},
                [STYLE_LEAD] = {FONT_REGULAR, TONE_INK, PT(18), PT(26), 0, PT(15)},
                [STYLE_NOTE] = {FONT_REGULAR, TONE_INK, PT(16), PT(22), PT(5), PT(11.5)},
                [STYLE_FINE_PRINT] = {FONT_REGULAR, TONE_INK, PT(16), PT(22), PT(5), PT(11.5)},
                [STYLE_LABEL] = {FONT_BOLD, TONE_INK, PT(16), PT(21), PT(18), PT(2)},
                [STYLE_THREAD] = {FONT_ITALIC, TONE_INK, PT(16), PT(22), 0, PT(8)},
                [STYLE_KICKER] = {FONT_BOLD, TONE_INK, PT(16), PT(21), PT(24), PT(2)},
                [STYLE_QUESTION] = {FONT_BOLD, TONE_INK, PT(16), PT(23), PT(20), 0},
                [STYLE_H1] = {FONT_BOLD, TONE_ACCENT, PT(26), PT(33), 0, PT(16)},
                [STYLE_H1_LONG] = {FONT_BOLD, TONE_ACCENT, PT(24), PT(31), 0, PT(16)},
                [STYLE_H2] = {FONT_BOLD, TONE_INK, PT(20), PT(27), PT(26), PT(6)},
                [STYLE_H3] = {FONT_BOLD, TONE_INK, PT(17), PT(24), PT(17), PT(4)},
                [STYLE_H4] = {FONT_BOLD, TONE_INK, PT(16), PT(23), PT(14), PT(2)},
                [STYLE_H5] = {FONT_BOLD_ITALIC, TONE_INK, PT(16), PT(23), PT(12), PT(2)},
                [STYLE_H6] = {FONT_ITALIC, TONE_INK, PT(16), PT(23), PT(12), PT(2)},
                [STYLE_CODE] = {FONT_MONO, TONE_INK, PT(16), PT(22), 0, 0},
                [STYLE_CELL] = {FONT_REGULAR, TONE_INK, PT(16), PT(21), 0, PT(5)},
                [STYLE_CELL_HEAD] = {FONT_BOLD, TONE_INK, PT(16), PT(21), 0, PT(4)},
                [STYLE_CARD] = {FONT_REGULAR, TONE_INK, PT(16), PT(21), 0, 0},
                [STYLE_FORM] = {FONT_REGULAR, TONE_INK, PT(16), PT(21), 0, 0},
                [STYLE_FIELD_LABEL] = {FONT_REGULAR, TONE_INK, PT(16), PT(21), 0, 0},
                [STYLE_FIELD_VALUE] = {FONT_REGULAR, TONE_INK, PT(16), PT(22), 0, 0},
                [STYLE_TYPED] = {FONT_REGULAR, TONE_INK, PT(16), PT(22), 0, 0},
                [STYLE_EVENT] = {FONT_BOLD, TONE_INK, PT(16), PT(22), 0, 0},
                [STYLE_EVENT_DATES] = {FONT_REGULAR, TONE_INK, PT(16), PT(22), 0, 0},
                [STYLE_AXIS] = {FONT_REGULAR, TONE_INK, PT(16), PT(20), 0, 0},
                [STYLE_NUMBER] = {FONT_BOLD, TONE_ACCENT, PT(32), PT(38), 0, 0},
                [STYLE_HEADER] = {FONT_REGULAR, TONE_INK, PT(16), PT(19), 0, 0},
                [STYLE_MARKING] = {FONT_BOLD, TONE_INK, PT(16), PT(19), 0, 0},
            },
        .left = MM(25),
        .right = MM(20),
        .top = MM(27),
        .bottom = MM(31),
        .header = MM(14),
        .footer = MM(22),
        .code = MM(15),
        .measure = PT(2000),
        .indent = PT(24),
        .quote_indent = PT(18),
        .box_pad = PT(14),
        .column_gap = PT(24),
        .cell_pad = PT(7),
        .cell_pad_top = PT(5),
        .form_row = MM(15),
        .card_row = MM(15),
        .card_pitch = MM(12.2),
        .write_pitch = MM(12.2),
        .field_line = MM(12.2),
        .signature = PT(44),
        .lane = PT(10),
        .mark_box = PT(15),
        .bar = PT(13),
        .block_gap = PT(16),
        .narrow = 38,
};

const struct stylesheet *stylesheet_get(bool is_large)
{
    return is_large ? &large : &normal;
}

struct stylesheet stylesheet_dense(const struct stylesheet *styles)
{
    enum { SPACE = 65, HEADING = 92 };  // per cent
    struct stylesheet dense = *styles;
    struct text_style *heading = &dense.of[STYLE_H2], *title = &dense.of[STYLE_H1];
    for (int i = 0; i < STYLE_COUNT; i++) {
        dense.of[i].before = dense.of[i].before * SPACE / 100;
        dense.of[i].after = dense.of[i].after * SPACE / 100;
    }
    heading->size = heading->size * HEADING / 100;
    heading->leading = heading->leading * HEADING / 100;
    title->size = title->size * HEADING / 100;
    title->leading = title->leading * HEADING / 100;
    dense.measure = PT(2000);
    dense.block_gap = dense.block_gap * SPACE / 100;
    dense.cell_pad_top = dense.cell_pad_top * SPACE / 100;
    dense.box_pad = dense.box_pad * SPACE / 100;
    return dense;
}
