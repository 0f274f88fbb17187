"""`predict FOLDER --csv`: all pictures of a folder into a CSV, a line as each is read.

They are read in as many processes as there are cores. What the CSV has already is not read again: a run that was
interrupted goes on where it was. What could not be read is tried again.
"""

import csv
import io
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from errors import PlainError
from tools import predict, site

COLUMNS = ("file", "text", "values", "confidence", "doubtful", "error")
HEAD = ",".join(COLUMNS)
NAME = "readings.csv"  # in the folder
ROWS = " | "  # between the rows of a text, so that each picture has a line; no mark of a number, nor of a sum or a date
FORMULA = tuple("=+-@\t\r")  # what cells begin with that spreadsheets compute
AS_TEXT = "'"  # before such a cell, which is then no formula
# Names of files need not be UTF-8; these bytes come back as they were.
ENCODING = {"encoding": "utf-8", "errors": "surrogateescape"}
SURE = 0.9  # a confidence: a digit of less is doubtful; if larger, more are to be checked


def write(folder, model):
    """Read the pictures of a folder into its readings.csv; returns how many could not be read.

    Raises PlainError where there are no files, and where readings.csv is another table, which stays as it is.
    """
    path = folder / NAME
    known = _known(path)
    files = [each for each in predict.files_in(folder) if each != path]
    if not files:
        raise PlainError(f"There are no files in {folder}. Expected pictures in it.")
    site.build_if_stale()
    limits = json.loads(site.run_node(["tools/bundle/limits.mjs"]))
    paths = [each for each in files if _name(each, folder) not in known]
    print(f"{len(paths):,} pictures to read, {len(known):,} are in {path}", flush=True)
    failed = 0
    readers = _Readers(model)
    with path.open("a", newline="", **ENCODING) as file, ThreadPoolExecutor(os.cpu_count()) as pool, readers:
        writer = csv.writer(file, lineterminator="\n")
        if not file.tell():
            writer.writerow(COLUMNS)
        jobs = {pool.submit(readers.read, each, limits): each for each in paths}
        try:
            for job in as_completed(list(jobs)):
                # Nothing keeps a reading: those of thousands would fill the memory.
                name, reading = _name(jobs.pop(job), folder), job.result()
                failed += "error" in reading
                writer.writerow(line(name, reading))
                file.flush()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return failed


def _name(path, folder):
    return str(path.relative_to(folder))


def line(name, reading):
    """The columns of a picture's line: its numbers' values, "" for what has none, apart by a blank."""
    if "error" in reading:
        return (_as_text(name), "", "", "", "", reading["error"])
    numbers = [number for row in reading["rows"] for number in row["numbers"]]
    values = " ".join("" if number["value"] is None else f"{number['value']:.15g}" for number in numbers)
    confidence = 1.0
    for number in numbers:
        confidence *= number["confidence"]
    doubtful = sum(digit["rejected"] or digit["confidence"] < SURE for digit in reading["digits"])
    is_number = len(numbers) == 1 and numbers[0]["value"] is not None
    cells = (reading["text"].replace("\n", ROWS), values)
    text, values = cells if is_number else map(_as_text, cells)
    return (_as_text(name), text, values, f"{confidence:.4f}", doubtful, "")


def _as_text(cell):
    return AS_TEXT + cell if cell.startswith((*FORMULA, AS_TEXT)) else cell


def _known(path):
    """The files that were read, by a CSV; of others, and of a line that was cut, it loses its lines.

    Raises PlainError where it is another table.
    """
    if not path.exists():
        return set()
    content = path.read_bytes().decode(**ENCODING).removeprefix("\ufeff")
    whole = content[: content.rfind("\n") + 1]
    if whole.split("\n")[0].rstrip("\r") != HEAD and not (whole == "" and HEAD.startswith(content)):
        raise PlainError(f"{path} is another table: expected the columns {HEAD}. Move it away and try again.")
    rows = list(csv.reader(io.StringIO(whole, newline="")))[1:]
    read = [row for row in rows if len(row) == len(COLUMNS) and not row[-1]]
    if len(read) < len(rows) or whole != content:
        _replace(path, [COLUMNS, *read])
    return {row[0].removeprefix(AS_TEXT) for row in read}


def _replace(path, rows):
    """Whole or not at all."""
    beside = path.with_name(f".{path.name}.part")  # hidden, and so none of the pictures
    with beside.open("w", newline="", **ENCODING) as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    beside.replace(path)


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
