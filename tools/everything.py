"""`all`: all networks trained, published and evaluated, and the site built, but for what is up to date."""

import hashlib
import json
import os

from tools import experiments, site

SOURCES = ("train/*.py", "tools/*.py", "errors.py", "build.py", "uv.lock")


def make(data=None):
    """Bring everything up to date, with data that --data names. Raises PlainError."""
    done = experiments.RUNS / "all.json"
    if done.exists() and json.loads(done.read_text()) == _state(data):
        print("All networks are trained, published and evaluated, and nothing has changed since")
    else:
        found = experiments.shipped(data)
        from tools import stages

        stages.each(found, stages.bring_up_to_date)
        done.write_text(json.dumps(_state(data), indent=1))
    built = site.build_if_stale()
    print(f"The site is in {site.DIST}" + ("" if built else ", and up to date"))


def _state(data):
    """What everything is made of, and what was made.

    While both are the same nothing is to be done, and Keras, which takes seconds to start, is not needed to say so.
    """
    sources = sorted(path for pattern in SOURCES for path in site.ROOT.glob(pattern))
    made = sorted([*experiments.RUNS.glob("*/*"), *experiments.MODELS.glob("*/*")])
    return {
        "data": data or os.environ.get("DIGITPAD_DATA"),
        "sources": {_name(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sources},
        "made": {_name(path): path.stat().st_mtime_ns for path in made if path.is_file()},
    }


def _name(path):
    return str(path.relative_to(site.ROOT))
