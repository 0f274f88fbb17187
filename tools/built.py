"""A folder that holds a build: its mark lists the build's files, and nothing else in the folder is ever touched.

.digitpad-build.json    {"kind": "site", "files": {"index.html": ["SHA-256, in hexadecimal"], …}}

A new build is made beside the folder. Its files then take the place of the last one's: names that are new first, then
those that stay, the ones that people open last; and what the last build had and this one hasn't is removed in the end.
So there is a whole build at any time, also where this is stopped half-way. The mark lists the files of both until it is
done, hence the lists of hashes.
"""

import glob
import hashlib
import json
import os
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import rmtree

from filelock import FileLock, Timeout

from errors import PlainError

MARK = ".digitpad-build.json"
_BUSY = ".digitpad-building"  # in a scratch folder: locked by the build that is at work there
_NAMED = 3  # so many files are named in a message. If larger, they hide what to do about them


class FolderError(PlainError):
    """A folder can't be built into; the message says why and what to do."""


@dataclass(frozen=True)
class Kind:
    """What a folder is built to be."""

    name: str  # in the mark
    words: str  # in messages
    opened: tuple  # paths of the files that others are found by, in the order in which they are replaced
    default: Path  # the folder that this project builds, and that git ignores
    unmarked: re.Pattern  # the paths of all files of builds by version 0.1.0, which left no mark


@contextmanager
def replacing(out, kind):
    """Gives an empty folder beside `out`; what it holds when the block ends takes the place of the last build there.

    Raises FolderError, before the block or after it and with nothing changed, where a file would be lost that no build
    has written, or that was changed since.
    """
    out = Path(os.path.realpath(out))
    _last_build(out, kind)
    out.parent.mkdir(parents=True, exist_ok=True)
    with _scratch(out) as scratch:
        unfinished = scratch / "new"
        unfinished.mkdir()
        began = unfinished.stat().st_mtime_ns  # by the same clock as the sources' own times
        yield unfinished
        _replace(out, unfinished, kind, began)


def began(out, kind):
    """When the build in `out` began: seconds since 1970, 0 where there is none or files of it are missing."""
    mark = out / MARK
    if not mark.is_file():
        return 0.0
    try:
        files = _read(mark, kind)
    except FolderError:
        return 0.0
    return mark.stat().st_mtime if all((out / path).is_file() for path in files) else 0.0


def doubt(out):
    """Have the build in `out`, if any, taken for older than all sources."""
    if (out / MARK).exists():
        os.utime(out / MARK, (0, 0))


def _last_build(out, kind):
    """{path: hashes} of the files in `out` that may be replaced. Raises FolderError where something forbids it."""
    if out.exists() and not out.is_dir():
        raise FolderError(f"{out} is a file. Name a folder: a new or empty one, or one with {kind.words}.")
    above = next(folder for folder in out.parents if folder.exists())
    if not above.is_dir():
        raise FolderError(f"{above} is a file, and there can be no folder in it. Name another folder.")
    known = _read(out / MARK, kind) if (out / MARK).is_file() else _unmarked(out, kind)
    changed = [path for path, hashes in known.items() if _is_there(out / path) and _hash_of(out, path) not in hashes]
    if changed:
        raise FolderError(
            f"In {out} {_named(changed)} changed by somebody since the last build, and would be lost. Move it away, or "
            "delete it, and build again."
        )
    return known


def _read(mark, kind):
    """What a mark lists: {path: hashes}."""
    try:
        read = json.loads(mark.read_text("utf-8"))
        name, files = read["kind"], read["files"]
        sound = all(_is_within(path) and isinstance(hashes, list) for path, hashes in files.items())
    except (ValueError, LookupError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise FolderError(f"{mark} is damaged. Delete {mark.parent} if it is a build, or name a new or empty folder.")
    if name != kind.name:
        raise FolderError(f"{mark.parent} holds other things than {kind.words}. Name a new or empty folder.")
    return files


def _is_within(path):
    """Whether a path from a mark stays in the folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and path != MARK and ".." not in parts and not re.search(r"^/|[\\:]", path)


def _unmarked(out, kind):
    """The files of a folder without a mark, as `_last_build` gives them: a new one, or this project's own of old."""
    paths = _paths_in(out)
    is_own = out == Path(os.path.realpath(kind.default))
    if paths and not (is_own and all(kind.unmarked.fullmatch(path) for path in paths)):
        raise FolderError(
            f"{out} holds other things than {kind.words}; they would be lost. Name a new or empty folder. (What builds "
            f"write has the mark {MARK}. A folder with nothing but an earlier build in it can be deleted.)"
        )
    return {path: [_hash_of(out, path)] for path in paths}


def _replace(out, unfinished, kind, began):
    known = _last_build(out, kind)
    files = {path: _hash_of(unfinished, path) for path in _paths_in(unfinished)}
    _refuse_strangers(out, files, known, kind)
    out.mkdir(exist_ok=True)
    both = {path: [*known.get(path, []), *([files[path]] if path in files else [])] for path in known | files}
    _write_mark(out, unfinished, kind, both, 0)
    for path in sorted(files, key=lambda path: (_turn(path, kind), path in known, path)):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (unfinished / path).replace(out / path)
    for path in known.keys() - files.keys():
        _remove(out, path)
    _write_mark(out, unfinished, kind, {path: [hash] for path, hash in files.items()}, began)


def _turn(path, kind):
    """When a file is replaced: 0 for the first."""
    plain = re.sub(r"\.(gz|br)$", "", path)
    return kind.opened.index(plain) + 1 if plain in kind.opened else 0


def _refuse_strangers(out, files, known, kind):
    """Raises FolderError where what no build has written is in the way of files, or a link leads them elsewhere."""
    there = [path for path in files if _through_link(out, path) or (path not in known and _is_there(out / path))]
    if there:
        raise FolderError(
            f"In {out} {_named(there)} put there by no build, or is in a folder that is a link, and {kind.words} has a "
            "file of that name. Move it away, or name another folder."
        )


def _named(paths):
    shown = ", ".join(sorted(paths)[:_NAMED])
    more = len(paths) - _NAMED
    return f"{shown} and {more} more were" if more > 0 else f"{shown} {'was' if len(paths) == 1 else 'were'}"


def _remove(out, path):
    """Remove a file of a build, and the folders that are empty without it."""
    if _through_link(out, path):
        return
    (out / path).unlink(missing_ok=True)
    for folder in (out / path).parents:
        if folder == out or any(folder.iterdir() if folder.is_dir() else ()):
            return
        if folder.is_dir():
            folder.rmdir()


def _write_mark(out, scratch, kind, files, began):
    """Whole or not at all; `began` in nanoseconds since 1970 is the mark's own time."""
    text = json.dumps({"kind": kind.name, "files": dict(sorted(files.items()))}).replace("], ", "],\n")
    (scratch / MARK).write_text(f"{text}\n", "utf-8")
    os.utime(scratch / MARK, ns=(began, began))
    (scratch / MARK).replace(out / MARK)


def _paths_in(folder):
    """All that is no folder, links among them, as paths from the folder with slashes."""
    found = (Path(at, name) for at, folders, names in os.walk(folder) for name in [*names, *_links(at, folders)])
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _links(at, names):
    return [name for name in names if Path(at, name).is_symlink()]


def _is_there(path):
    return path.exists() or path.is_symlink()


def _through_link(out, path):
    """Whether a path leads through a link, or through a file: what is written there would be elsewhere."""
    above = [out / folder for folder in PurePosixPath(path).parents if folder.parts]
    return any(folder.is_symlink() or (folder.exists() and not folder.is_dir()) for folder in above)


def _hash_of(folder, path):
    """A file's SHA-256; None for what is no file, or is reached by a link."""
    if _through_link(folder, path) or (folder / path).is_symlink() or not (folder / path).is_file():
        return None
    return hashlib.sha256((folder / path).read_bytes()).hexdigest()


@contextmanager
def _scratch(out):
    """A folder beside `out` for as long as the block runs, after what builds that were killed have left there."""
    prefix = f".{out.name}-"
    for left in out.parent.glob(f"{glob.escape(prefix)}*/{_BUSY}"):
        _remove_left(left)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=prefix) as folder, FileLock(Path(folder) / _BUSY):
        yield Path(folder)


def _remove_left(busy):
    """Remove the scratch folder with this lock, unless a build is at work in it."""
    try:
        with FileLock(busy, timeout=0):
            for entry in busy.parent.iterdir():
                if entry != busy:
                    rmtree(entry)
    except Timeout:
        return
    rmtree(busy.parent)
