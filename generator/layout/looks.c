#include "layout/looks.h"

static const struct looks normal = {
    .of =
        {
            //                     style             tone         size      leading   before    after
            [LOOK_BODY] =         {FONT_REGULAR,     TONE_INK,    PT(10.5), PT(15),   0,        PT(7.5)},
            [LOOK_LEAD] =         {FONT_REGULAR,     TONE_INK,    PT(12.5), PT(18.5), 0,        PT(12)},
            [LOOK_NOTE] =         {FONT_REGULAR,     TONE_MUTED,  PT(9),    PT(12.5), PT(4),    PT(7.5)},
            [LOOK_LABEL] =        {FONT_BOLD,        TONE_MUTED,  PT(8.5),  PT(12),   PT(7.5),  PT(1)},
            [LOOK_THREAD] =       {FONT_ITALIC,      TONE_MUTED,  PT(9.5),  PT(14),   0,        PT(6)},
            [LOOK_KICKER] =       {FONT_BOLD,        TONE_MUTED,  PT(9.5),  PT(13),   PT(20),   PT(1)},
            [LOOK_QUESTION] =     {FONT_BOLD,        TONE_INK,    PT(10.5), PT(15),   PT(15),   0},
            [LOOK_H1] =           {FONT_BOLD,        TONE_ACCENT, PT(22),   PT(28),   0,        PT(14)},
            [LOOK_H2] =           {FONT_BOLD,        TONE_INK,    PT(14),   PT(19),   PT(22),   PT(4)},
            [LOOK_H3] =           {FONT_BOLD,        TONE_INK,    PT(11.5), PT(16),   PT(12),   PT(2)},
            [LOOK_H4] =           {FONT_BOLD,        TONE_INK,    PT(10.5), PT(15),   PT(10),   PT(1)},
            [LOOK_H5] =           {FONT_BOLD_ITALIC, TONE_INK,    PT(10.5), PT(15),   PT(8),    PT(1)},
            [LOOK_H6] =           {FONT_ITALIC,      TONE_INK,    PT(10.5), PT(15),   PT(8),    PT(1)},
            [LOOK_CODE] =         {FONT_MONO,        TONE_INK,    PT(9),    PT(13),   0,        0},
            [LOOK_CELL] =         {FONT_REGULAR,     TONE_INK,    PT(9.5),  PT(13.5), 0,        PT(4)},
            [LOOK_CELL_HEAD] =    {FONT_BOLD,        TONE_INK,    PT(9),    PT(12.5), 0,        PT(3)},
            [LOOK_FIELD_LABEL] =  {FONT_REGULAR,     TONE_MUTED,  PT(8.5),  PT(12),   0,        0},
            [LOOK_FIELD_VALUE] =  {FONT_REGULAR,     TONE_INK,    PT(11),   PT(15.5), 0,        0},
            [LOOK_EVENT] =        {FONT_BOLD,        TONE_INK,    PT(10),   PT(14),   0,        0},
            [LOOK_EVENT_DATES] =  {FONT_REGULAR,     TONE_INK,    PT(9.5),  PT(13),   0,        0},
            [LOOK_AXIS] =         {FONT_REGULAR,     TONE_MUTED,  PT(8),    PT(11),   0,        0},
            [LOOK_CHART_LABEL] =  {FONT_REGULAR,     TONE_INK,    PT(9.5),  PT(12.5), 0,        0},
            [LOOK_CHART_NAME] =   {FONT_BOLD,        TONE_INK,    PT(8.5),  PT(11.5), 0,        0},
            [LOOK_CHART_VALUE] =  {FONT_REGULAR,     TONE_INK,    PT(8.5),  PT(11),   0,        0},
            [LOOK_CHART_NOTE] =   {FONT_REGULAR,     TONE_MUTED,  PT(8.5),  PT(11.5), 0,        0},
            [LOOK_HEADER] =       {FONT_REGULAR,     TONE_MUTED,  PT(8),    PT(11),   0,        0},
            [LOOK_MARKING] =      {FONT_BOLD,        TONE_INK,    PT(8),    PT(11),   0,        0},
        },
    .left = MM(25), .right = MM(20), .top = MM(27), .bottom = MM(24), .header = MM(14), .footer = MM(13),
    .measure = PT(430), .indent = PT(16), .quote_indent = PT(14), .box_pad = PT(12), .column_gap = PT(22),
    .cell_pad = PT(6), .cell_pad_top = PT(4), .form_row = MM(12), .write_pitch = PT(24.5), .field_line = PT(24.5),
    .signature = PT(34), .lane = PT(7), .tick_box = PT(11.5), .bar = PT(13), .bar_gap = PT(3.5), .block_gap = PT(11), .narrow = 45,
};

static const struct looks large = {
    .of =
        {
            [LOOK_BODY] =         {FONT_REGULAR,     TONE_INK,    PT(16),   PT(23),   0,        PT(11.5)},
            [LOOK_LEAD] =         {FONT_REGULAR,     TONE_INK,    PT(18),   PT(26),   0,        PT(15)},
            [LOOK_NOTE] =         {FONT_REGULAR,     TONE_INK,    PT(14),   PT(20),   PT(5),    PT(11.5)},
            [LOOK_LABEL] =        {FONT_BOLD,        TONE_INK,    PT(14),   PT(19),   PT(11.5), PT(2)},
            [LOOK_THREAD] =       {FONT_ITALIC,      TONE_INK,    PT(15),   PT(21),   0,        PT(8)},
            [LOOK_KICKER] =       {FONT_BOLD,        TONE_INK,    PT(15),   PT(20),   PT(24),   PT(2)},
            [LOOK_QUESTION] =     {FONT_BOLD,        TONE_INK,    PT(16),   PT(23),   PT(20),   0},
            [LOOK_H1] =           {FONT_BOLD,        TONE_ACCENT, PT(26),   PT(33),   0,        PT(16)},
            [LOOK_H2] =           {FONT_BOLD,        TONE_INK,    PT(20),   PT(27),   PT(26),   PT(6)},
            [LOOK_H3] =           {FONT_BOLD,        TONE_INK,    PT(17),   PT(24),   PT(17),   PT(4)},
            [LOOK_H4] =           {FONT_BOLD,        TONE_INK,    PT(16),   PT(23),   PT(14),   PT(2)},
            [LOOK_H5] =           {FONT_BOLD_ITALIC, TONE_INK,    PT(16),   PT(23),   PT(12),   PT(2)},
            [LOOK_H6] =           {FONT_ITALIC,      TONE_INK,    PT(16),   PT(23),   PT(12),   PT(2)},
            [LOOK_CODE] =         {FONT_MONO,        TONE_INK,    PT(14),   PT(20),   0,        0},
            [LOOK_CELL] =         {FONT_REGULAR,     TONE_INK,    PT(14.5), PT(20),   0,        PT(5)},
            [LOOK_CELL_HEAD] =    {FONT_BOLD,        TONE_INK,    PT(14),   PT(19),   0,        PT(4)},
            [LOOK_FIELD_LABEL] =  {FONT_REGULAR,     TONE_INK,    PT(14),   PT(19),   0,        0},
            [LOOK_FIELD_VALUE] =  {FONT_REGULAR,     TONE_INK,    PT(16),   PT(22),   0,        0},
            [LOOK_EVENT] =        {FONT_BOLD,        TONE_INK,    PT(16),   PT(22),   0,        0},
            [LOOK_EVENT_DATES] =  {FONT_REGULAR,     TONE_INK,    PT(15),   PT(21),   0,        0},
            [LOOK_AXIS] =         {FONT_REGULAR,     TONE_INK,    PT(12),   PT(16),   0,        0},
            [LOOK_CHART_LABEL] =  {FONT_REGULAR,     TONE_INK,    PT(14.5), PT(19),   0,        0},
            [LOOK_CHART_NAME] =   {FONT_BOLD,        TONE_INK,    PT(14),   PT(18),   0,        0},
            [LOOK_CHART_VALUE] =  {FONT_REGULAR,     TONE_INK,    PT(14),   PT(18),   0,        0},
            [LOOK_CHART_NOTE] =   {FONT_REGULAR,     TONE_INK,    PT(14),   PT(18),   0,        0},
            [LOOK_HEADER] =       {FONT_REGULAR,     TONE_INK,    PT(11),   PT(14),   0,        0},
            [LOOK_MARKING] =      {FONT_BOLD,        TONE_INK,    PT(11),   PT(14),   0,        0},
        },
    .left = MM(25), .right = MM(20), .top = MM(27), .bottom = MM(24), .header = MM(14), .footer = MM(13),
    .measure = PT(2000), .indent = PT(24), .quote_indent = PT(18), .box_pad = PT(14), .column_gap = PT(24),
    .cell_pad = PT(7), .cell_pad_top = PT(5), .form_row = MM(15), .write_pitch = PT(32), .field_line = PT(32),
    .signature = PT(44), .lane = PT(10), .tick_box = PT(15), .bar = PT(21), .bar_gap = PT(6), .block_gap = PT(16), .narrow = 38,
};

const struct looks *looks_get(bool is_large)
{
    return is_large ? &large : &normal;
}
