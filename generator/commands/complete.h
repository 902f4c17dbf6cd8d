// What can stand on a command line: for completion in a shell. Writes nothing, and says nothing of
// what is wrong.
#ifndef COMMANDS_COMPLETE_H
#define COMMANDS_COMPLETE_H

// samtale __complete WORD…: prints what the last of the words, which is being typed, can become,
// one a line, as a shell reads it; or ":files", ":folders" where it is the name of one. The first
// word is the program's. The exit status.
int complete_run(int count, char **words);

#endif
