#!/bin/bash
# The numbers of evaluation summaries, computed a second time from the YAML files by another language's YAML reader.
exec /usr/bin/python3 "$(dirname "$0")/recount.py"
