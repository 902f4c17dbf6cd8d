#!/bin/bash
# With a row's feature taken out of a copy of the templates, of the program or of the sample, that row's case fails.
exec /usr/bin/python3 "$(dirname "$0")/run.py" mutants
