// secret.key, beside samtale.yaml: read, made where there is none, and compared with the one that
// earlier runs were made with.
#ifndef RUN_SECRET_FILE_H
#define RUN_SECRET_FILE_H

#include "run/run.h"

#define SECRET_FILE "secret.key"

// Reads the secret into r->inputs.secret, and notes its fingerprint for the manifest. Where there
// is none, a run that writes makes it, for it is not known to have been another. False after a
// diagnostic. Before there are threads.
bool secret_file_open(struct run *r);

// Reads the file at path. 0 or an errno value; EINVAL: it is no key.
int secret_file_read(const char *path, uint8_t bytes[HASH_SIZE]);
// Makes it, for the owner and, with `share: group`, for the group to read. EEXIST: there is one.
int secret_file_write(const char *path, const uint8_t bytes[HASH_SIZE]);
// Warns where everybody can read the secret that was just made: some folders keep no rights.
void secret_file_check_rights(struct diags *d, const char *path);
// HASH_SIZE random bytes. 0 or an errno value.
int secret_file_random(uint8_t bytes[HASH_SIZE]);

struct secret_use {        // a folder of a period that was made with a secret
    const char *folder;    // "out/2027"
    const char *manifest;  // its name in the folder
    const char *fingerprint;
};
// What is known of earlier runs below the output folder of the run, and below the usual one; in the
// run's arena.
struct secret_use *secret_file_uses(struct run *r, size_t *count);

#endif
