#!/bin/bash
# Forms that came back: what kind of file it is, whose it is, and what stands in it, however a client wrote it.
exec /usr/bin/python3 "$(dirname "$0")/returned.py"
