"""`predict FOLDER --csv`: all pictures of a folder into a CSV, a line as each is read.

They are read in as many processes as there are cores. What the CSV has already is not read again: a run that was
interrupted goes on where it was.
"""

import csv
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tools import predict, site

COLUMNS = ("file", "text", "values", "confidence", "doubtful", "error")
NAME = "readings.csv"  # in the folder
ROWS = " / "  # between the rows of a text, so that each picture has a line
SURE = 0.9  # a confidence: a digit of less is doubtful; if larger, more are to be checked


def write(folder, model):
    """Read the pictures of a folder into its readings.csv; returns how many could not be read. Raises SiteError."""
    site.build_if_stale()
    limits = json.loads(site.run_node(["tools/bundle/limits.mjs"]))
    path = folder / NAME
    known = _known(path)
    paths = [each for each in predict.files_in(folder) if each != path and str(each.relative_to(folder)) not in known]
    print(f"{len(paths):,} pictures to read, {len(known):,} are in {path}", flush=True)
    failed = 0
    readers = _Readers(model)
    with path.open("a", encoding="utf-8", newline="") as file, ThreadPoolExecutor(os.cpu_count()) as pool, readers:
        writer = csv.writer(file, lineterminator="\n")
        if not file.tell():
            writer.writerow(COLUMNS)
        jobs = {pool.submit(readers.read, each, limits): each for each in paths}
        try:
            for job in as_completed(jobs):
                reading = job.result()
                failed += "error" in reading
                writer.writerow(line(str(jobs[job].relative_to(folder)), reading))
                file.flush()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return failed


def line(name, reading):
    """The columns of a picture's line: its numbers' values, "" for what has none, apart by a blank."""
    if "error" in reading:
        return (name, "", "", "", "", reading["error"])
    numbers = [number for row in reading["rows"] for number in row["numbers"]]
    values = " ".join("" if number["value"] is None else f"{number['value']:.15g}" for number in numbers)
    confidence = 1.0
    for number in numbers:
        confidence *= number["confidence"]
    doubtful = sum(digit["rejected"] or digit["confidence"] < SURE for digit in reading["digits"])
    return (name, reading["text"].replace("\n", ROWS), values, f"{confidence:.4f}", doubtful, "")


def _known(path):
    """The files that a CSV has; a line that was cut when the run was interrupted is taken out of it."""
    if not path.exists():
        return set()
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        path.write_bytes(whole)
    return {row["file"] for row in csv.DictReader(whole.decode("utf-8").splitlines())}


class _Readers:
    """A Node process with the built site's reader for each thread that asks."""

    def __init__(self, model):
        self._model, self._own, self._all = model, threading.local(), []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self._all:
            process.terminate()
            with process:  # which closes its pipes
                pass

    def read(self, path, limits):
        """What read.mjs makes of a picture file, or {"error": …}."""
        sent = predict.taken(Path(path), limits)
        if "error" in sent:
            return sent
        process = self._process()
        process.stdin.write(json.dumps(sent) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise site.SiteError(f"The process that reads stopped at {path}. Run the command again to go on.")
        return json.loads(answer)

    def _process(self):
        if not hasattr(self._own, "process"):
            self._own.process = site.start_node(["tools/bundle/read.mjs", str(site.DIST), self._model, "lines"])
            self._all.append(self._own.process)
        return self._own.process
