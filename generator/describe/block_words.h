// What a template's front matter and the blocks in it mean, and their keys.
#ifndef DESCRIBE_BLOCK_WORDS_H
#define DESCRIBE_BLOCK_WORDS_H

// Of a block, or of "front-matter"; NULL: nothing is said of it.
const char *block_words(const char *block);
// Of a key in it, or in what stands in it; NULL: nothing is said of it.
const char *block_words_key(const char *block, const char *key);

#endif
