#!/bin/bash
# The fields of forms and packs: there is one wherever somebody writes, in reading order, with names that lead into the
# record, with what a screen reader says; and a form looks the same with and without them.
exec /usr/bin/python3 "$(dirname "$0")/fields.py"
