"""A sheet with some of the digits of each label, as a network gets them, for people to look at.

contact_sheet.write(Path("runs/mine.png"), data.parts(0.15))
"""

from PIL import Image, ImageDraw

from train.brought import label_word
from train.contract import CLASSES, SIDE

# Digits in a row. If larger, more of them are seen, and each is smaller on the screen.
COLUMNS = 20
CELL = SIDE + 2  # pixels, with the space between digits
NAMES = 44  # pixels, for the label at the left
HEAD = 14  # pixels, for a part's name above its rows


def write(path, parts):
    """Draw a sheet of {part: [Sample]} as a PNG, and return its path: of each part a row of each label."""
    height = len(parts) * (HEAD + CLASSES * CELL)
    sheet = Image.new("L", (NAMES + COLUMNS * CELL, height), 60)
    for number, (part, samples) in enumerate(parts.items()):
        _draw(sheet, number * (HEAD + CLASSES * CELL), part, samples)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
    return path


def _draw(sheet, top, part, samples):
    pen = ImageDraw.Draw(sheet)
    pen.text((2, top + 1), part, fill=255)
    for label in range(CLASSES):
        row = top + HEAD + label * CELL
        own = [one for one in samples if one.label == label]
        pen.text((2, row + 8), f"{label_word(label)} {len(own)}", fill=200)
        step = max(1, len(own) // COLUMNS)
        for column, one in enumerate(own[::step][:COLUMNS]):
            sheet.paste(Image.fromarray(one.image), (NAMES + column * CELL, row))
