"""Taking one thing out: changes to a copy of the program's templates, of its sources or of the sample. A change that
fits nowhere is a fault of the case that asks for it.
"""
import re
import subprocess


class Unfit(Exception):
    """A mutation that changes nothing."""


class Text:
    """One file's text, with every match of a pattern replaced."""

    def __init__(self, path, pattern, to=""):
        self.path, self.pattern, self.to = path, pattern, to

    def apply(self, world):
        path = world.file(self.path)
        text, count = re.subn(self.pattern, self.to, path.read_text(encoding="utf-8"), flags=re.M | re.S)
        if not count:
            raise Unfit(f"{self.path} has nothing like /{self.pattern}/")
        path.write_text(text, encoding="utf-8")


class NoFile:
    def __init__(self, path):
        self.path = path

    def apply(self, world):
        path = world.file(self.path)
        if not path.exists():
            raise Unfit(f"there is no {self.path}")
        path.unlink()


class Code(Text):
    """A change in the program's own text, built into a copy of it."""

    def apply(self, world):
        world.take_sources()
        super().apply(world)
        built = subprocess.run(["make", "-C", str(world.program), "BUILD=build"], capture_output=True, text=True, check=False)
        if built.returncode:
            raise Unfit(f"{self.path} cannot be built after the change: {built.stderr.strip()[-300:]}")
