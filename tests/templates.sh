#!/bin/bash
# templates/README.md is right and whole: every example in it makes a document without a diagnostic, and every block, key,
# value and front-matter key that the program knows is in it, and none that it does not know. A missing string is named.
exec /usr/bin/python3 "$(dirname "$0")/templates.py"
