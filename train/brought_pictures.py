"""Pictures that people bring: in folders by class, or named with their labels in a CSV.

digits/7/ann-03.png      or digits/ann/7/03.png, or digits/train/7/03.png
labels.csv               label,path[,writer]
"""

import csv
import re
from collections import defaultdict
from functools import partial

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from train import brought_drawings, ink
from train.brought import PARTS, Sample, label_named, refuse_faults
from train.datasets import DataError

SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".pgm", ".ppm", ".avif"}
# Pixels of a picture's longer side, to which larger ones are made smaller. A digit keeps 28: if larger, reading takes
# longer, and nothing is gained.
LARGEST_SIDE = 800
MOST_PIXELS = 100_000_000  # of a picture; larger ones are refused, as on the page
# Columns of a CSV by what they may be called.
COLUMNS = {
    "label": ("label", "digit", "class", "y", "target"),
    "path": ("path", "file", "filename", "image", "picture", "name"),
    "writer": ("writer", "person", "author", "who"),
}
LABELS = "0 to 9, or none"
FEWEST_WRITERS = 3  # one each to train, to validate and to test; with fewer, names are not taken for people


def is_one(path):
    """Whether a path is a folder by class, or a CSV or a folder with one."""
    return _csv_in(path) is not None or (path.is_dir() and bool(_class_folders(path)))


def samples(path):
    """The `Sample`s of a folder by class or a CSV. Raises DataError."""
    table = _csv_in(path)
    if table:
        return _of_rows(table, _rows(table))
    return _of_folders(path)


def _csv_in(path):
    """The CSV that a path is, or that a folder without class folders holds; None where there is none."""
    if path.is_file():
        return path if path.suffix.lower() == ".csv" else None
    found = sorted(path.glob("*.csv")) if path.is_dir() and not _class_folders(path) else []
    return found[0] if len(found) == 1 else None


# Folders by class


def _class_folders(path):
    """The folders below a path, three deep at most, that are called as a label."""
    folders = [each for depth in ("*", "*/*", "*/*/*") for each in sorted(path.glob(f"{depth}/"))]
    return [each for each in folders if each.is_dir() and label_named(each.name) is not None]


def _of_folders(path):
    files, faults = [], [(file, f"it is in no folder that is called {LABELS}") for file in _strays(path)]
    for folder in _class_folders(path):
        for file in sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.startswith(".")):
            kind = file.suffix.lower()
            if kind in SUFFIXES or kind == ".json":
                files.append((file, folder))
            elif kind not in (".txt", ".md", ".db", ".ini"):
                faults.append((file, f"expected a picture or a drawing saved on the page, not {kind or 'this'}"))
    refuse_faults(path, faults, len(files) + len(faults))
    if not files:
        raise DataError(f"{path}: its folders {_named(_class_folders(path))} hold no pictures.")
    writers = _writers(path, files)
    takes = [partial(_taken, file, label_named(folder.name)) for file, folder in files]
    parts = [_part(path, folder) for _, folder in files]
    names = [file.relative_to(path).as_posix() for file, _ in files]
    return _all_taken(path, names, takes, writers, parts)


def _strays(path):
    """The pictures of a folder that are in none of its class folders."""
    inside = {file for folder in _class_folders(path) for file in folder.rglob("*")}
    pictures = (file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file())
    return [file for file in pictures if file not in inside and not file.name.startswith(".")]


def _named(folders):
    return ", ".join(f"{folder.name}/" for folder in folders)


def _taken(file, label):
    if file.suffix.lower() == ".json":
        return brought_drawings.single(file, label)
    return _of_picture(file, label)


def _part(path, folder):
    """Which part a class folder is in: the name of a folder above it says so."""
    above = folder.relative_to(path).parts[:-1]
    return next((PARTS[name.lower()] for name in above if name.lower() in PARTS), None)


def _writers(path, files):
    """Who wrote each file, as its folder or its name says; all None where they don't.

    A folder beside the class folders' own, above or below them, is a person's; so is what comes before the last number
    of a file's name, if at least three such names wrote, each of them several digits.
    """
    by_folder = [_person_folder(path, file, folder) for file, folder in files]
    by_name = [_person_in(file.stem) for file, _ in files]
    for named in (by_folder, by_name):
        wrote = defaultdict(set)
        for name, (_, folder) in zip(named, files, strict=True):
            wrote[name].add(folder.name)
        many = [name for name, labels in wrote.items() if name and len(labels) > 1]
        if len(many) >= FEWEST_WRITERS and len(many) == len(wrote):
            return named
    return [None] * len(files)


def _person_folder(path, file, folder):
    above = [name for name in folder.relative_to(path).parts[:-1] if name.lower() not in PARTS]
    return "/".join([*above, *file.relative_to(folder).parts[:-1]]) or None


def _person_in(stem):
    """The person in "ann-7-03" or "ann_03": its first word, unless that is a number alone."""
    words = re.split(r"[-_. ]+", stem)
    return words[0].lower() if len(words) > 1 and not words[0].isdigit() else None


# A CSV


def _rows(table):
    """[(row's number, {"label", "path", "writer"})] of a CSV, with a head or without."""
    try:
        text = table.read_text("utf-8-sig")
        dialect = csv.Sniffer().sniff(text[:2000], ",;\t") if text.strip() else csv.excel
    except UnicodeDecodeError as error:
        raise DataError(f"{table} is not UTF-8 text ({error}): save it as CSV UTF-8.") from error
    except csv.Error:
        dialect = csv.excel
    rows = [(number, row) for number, row in enumerate(csv.reader(text.splitlines(), dialect), 1) if any(row)]
    if not rows:
        raise DataError(f"{table} is empty: expected rows of a label and a path, such as 7,seven.png.")
    head = _head(rows[0][1])
    if head is None:
        return [(number, _without_head(table, number, row)) for number, row in rows]
    if not {"label", "path"} <= set(head):
        raise DataError(
            f"{table}: its first row is {', '.join(rows[0][1])[:80]}; expected columns called label and path, and "
            "writer where that is known."
        )
    return [(number, {name: row[at] if at < len(row) else "" for name, at in head.items()}) for number, row in rows[1:]]


def _head(row):
    """The places of the columns that a first row names, or None where it is no head."""
    lower = [cell.strip().lower() for cell in row]
    if any(label_named(cell) is not None for cell in lower):
        return None
    places = {name: [at for at, cell in enumerate(lower) if cell in known] for name, known in COLUMNS.items()}
    return {name: found[0] for name, found in places.items() if found}


def _without_head(table, number, row):
    cells = [cell.strip() for cell in row]
    labels = [at for at, cell in enumerate(cells) if label_named(cell) is not None]
    if len(cells) not in (2, 3) or not labels:
        raise DataError(f"{table}, row {number}: expected a label (0 to 9, or none) and a path, got {row[:4]}.")
    others = [cell for at, cell in enumerate(cells) if at != labels[0]]
    return {"label": cells[labels[0]], "path": others[0], "writer": others[1] if len(others) > 1 else ""}


def _of_rows(table, rows):
    takes = [partial(_of_row, table.parent, row) for _, row in rows]
    names = [f"row {number}, {row['path']}" for number, row in rows]
    writers = [row.get("writer", "").strip() or None for _, row in rows]
    return _all_taken(table, names, takes, writers, [None] * len(rows))


def _of_row(folder, row):
    label = label_named(row["label"])
    if label is None:
        raise DataError(f"its label is {row['label'] or 'missing'}: expected 0 to 9, or none")
    return _taken(folder / row["path"].strip().replace("\\", "/"), label)


# Pictures


def _all_taken(path, names, takes, writers, parts):
    """The `Sample`s that functions give, with these names, writers and parts. Raises DataError with all that fail."""
    found, faults = [], []
    for name, take, writer, part in zip(names, takes, writers, parts, strict=True):
        try:
            label, image, more = take()
            found.append(Sample(name, label, image, writer=writer, part=part, **more))
        except DataError as error:
            faults.append((name, str(error)))
    refuse_faults(path, faults, len(names))
    return found


def _of_picture(file, label):
    """(label, prepared image, what else is known) of a picture's file."""
    pixels = picture(file)
    image = ink.from_image(pixels)
    if image is None:
        raise DataError("it shows no ink, or hardly any: all of it has about one colour")
    return label, ink.as_bytes(image), {"is_light": is_light(pixels), "size": pixels.shape[:2]}


def picture(file):
    """A picture's pixels, upright: (h, w, 4) uint8. Raises DataError, whose message does not name the file."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(file) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DataError(f"it has {opened.width:,}×{opened.height:,} pixels: expected at most {MOST_PIXELS:,}")
            return _upright(opened)
    except FileNotFoundError as error:
        raise DataError("there is no such file") from error
    except UnidentifiedImageError as error:
        raise DataError(f"it is no picture, or a damaged one ({file.stat().st_size:,} bytes)") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # which Pillow raises on damaged files
        raise DataError(f"it can't be read ({error})") from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _upright(opened):
    upright = ImageOps.exif_transpose(opened)
    if upright.mode.startswith(("I", "F")):  # 16 bits and more, which `convert` would cut off
        values = np.asarray(upright, float)
        low, high = values.min(), values.max()
        upright = Image.fromarray(np.uint8(np.round((values - low) * 255 / max(high - low, 1))))
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return np.asarray(upright.convert("RGBA"))


def is_light(pixels):
    """Whether a picture's border is lighter than the middle of the scale, or transparent: (h, w[, channels]) uint8."""
    pixels = pixels if pixels.ndim == 3 else pixels[..., None]
    border = np.concatenate([pixels[0], pixels[-1], pixels[1:-1, 0], pixels[1:-1, -1]])
    is_clear = pixels.shape[2] == 4 and np.median(border[:, 3]) < 128
    return bool(is_clear or np.median(border[:, :3]) >= 128)
