#!/bin/bash
# What `samtale status` prints of the sample: no text of a plan, columns that stand straight, numbers that add up.
exec /usr/bin/python3 "$(dirname "$0")/status.py"
