#!/bin/bash
# Nothing that is withheld can be worked out from what is published: thousands of random organisations, and an attacker.
exec /usr/bin/python3 "$(dirname "$0")/withhold.py" "$@"
