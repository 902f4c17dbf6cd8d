"""A library that the program loads before the system's, in which calls of the system do what a test wants."""
import os
import pathlib
import subprocess

FLAGS = ("-std=c11", "-D_GNU_SOURCE", "-O1", "-Wall", "-Wextra", "-shared", "-fPIC")


def build(library, source):
    """Compiles a file, where the source is a path, or else the text of one."""
    named = isinstance(source, pathlib.Path)
    subprocess.run([*os.environ.get("CC", "cc").split(), *FLAGS, "-o", library, *(["-xc", "-"] if not named else [source]), "-ldl", "-lpthread"],
                   input=None if named else source, text=True, check=True)
    return library


def loading(library):
    """The variables by which the program loads it, also where it is built with a sanitizer, which would come first."""
    return {"LD_PRELOAD": str(library), "ASAN_OPTIONS": "verify_asan_link_order=0"}
