"""What the tests that kill share: which call is to be the last."""
import hashlib
import os
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build" / "samtale")).resolve()
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # where files are quick
failed = 0


def check(name, wrong):
    global failed
    failed += bool(wrong)
    print(f"FAIL kill/{name}: {str(wrong)[:900]}" if wrong else f"ok kill/{name}", flush=True)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def choose(calls, counts, dice):
    """A call of those that an undisturbed run makes: kinds that were met least are met first."""
    names = {name: calls.count(name) for name in set(calls)}
    least = min(counts[name] for name in names)
    name = dice.choice(sorted(n for n in names if counts[n] <= least + 1))
    action = dice.choice(["kill", "kill-after"] + (["half"] if name.startswith("write") else []))
    return name, f"{name} {dice.randrange(names[name]) + 1} {action}"
