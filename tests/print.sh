#!/bin/bash
# Print batches of the sample: padding, order, counts, text, bookmarks, page labels, windows, booklets, parts, and what lp is
# told.
exec /usr/bin/python3 "$(dirname "$0")/print.py"
