#!/bin/bash
# The sample's papers show what every row of the seed promises.
exec /usr/bin/python3 "$(dirname "$0")/run.py" cases
