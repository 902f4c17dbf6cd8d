"""typist.py COMMAND…: somebody at a terminal, who answers the first question with a day, passes over the others, and says yes at the end."""
import os
import pty
import re
import sys

child, terminal = pty.fork()
if not child:
    os.execvp(sys.argv[1], sys.argv[1:])
said, answers = b"", ["20. januar"]
while True:
    try:
        said += os.read(terminal, 4096)
    except OSError:  # the command has ended
        break
    line = said.rsplit(b"\n", 1)[-1]
    if not line.endswith((b": ", b"] ")):
        continue
    yes = re.search(rb"\[([jy])/N\] $", line)
    os.write(terminal, yes[1] + b"\n" if yes else (answers.pop() if answers else "").encode() + b"\n")
    said += b"\n"
print(said.decode(errors="replace"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
