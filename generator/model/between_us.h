// A text that stays between an employee and the leader with whom a plan was made. Everywhere else
// struct between_us is an incomplete type, so that nobody shows such a text by mistake: only its
// reader, compose/values/between_us.c, which asks who reads the document, and the dump of a cycle
// include this header. tests/code/layers.sh sees to that.
#ifndef MODEL_BETWEEN_US_H
#define MODEL_BETWEEN_US_H

struct between_us {
    const char *text;
};

#endif
