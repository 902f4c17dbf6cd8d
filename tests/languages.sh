#!/bin/bash
# No template has words of another language. Every document of the program and of the sample, made in every language at
# normal size and in large print, for one employee, leader or unit and blank: each is of that language, keeps the rules of
# the page, and is judged by foreign readers.
exec /usr/bin/python3 "$(dirname "$0")/languages.py"
