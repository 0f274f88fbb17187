"""Plots of a run, as PNG and SVG, in colours that colour-blind people tell apart (Okabe and Ito, 2008).

plots.write(folder, model, report, sets.MNIST, images, probabilities, digit=7)
"""

import html

import keras
import matplotlib
import numpy as np

from train import evaluation
from train.contract import DIGITS

matplotlib.use("svg")  # no window is ever opened
from matplotlib import pyplot

matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text, which can be searched and read aloud
# Training is blue and validation red, as on the report page: see web/css/report.css.
BLUE, GREEN, RED = "#0072B2", "#009E73", "#D55E00"
TITLES = {
    "curves": "Accuracy and loss by epoch",
    "confusion": "Confusion matrix",
    "predictions": "Predictions",
    "reliability": "Accuracy by confidence",
    "feature-maps": "Feature maps",
    "filters": "Filters of the first convolution",
}
GRID = 6, 10  # rows and columns of the plot of predictions; if larger, each digit is smaller
WRONG_SHOWN = 20  # predictions that are wrong, at most; the others are right ones
MAPS = 16  # feature maps shown of a convolution; if larger, each is smaller


def write(folder, model, report, name, images, probabilities, digit):
    """Draw all plots of a network into a folder, each as a PNG and an SVG; of convolutions only where it has any.

    `report` is `evaluation.report`'s; `images` are the `Images` of the set called `name` in it, with the (n, 10 or 11)
    `probabilities` that were read. The feature maps are those of its first `digit`, 0 to 9.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for title, figure in figures(model, report, name, images, probabilities, digit).items():
        figure.draw_without_rendering()  # places everything, once for both files: that takes longest
        figure.set_layout_engine("none")
        for suffix in ("png", "svg"):
            figure.savefig(folder / f"{title}.{suffix}", dpi=150, metadata={"Date": None} if suffix == "svg" else None)
        pyplot.close(figure)
        _entitle(folder / f"{title}.svg", f"{TITLES[title]} of {model.name}")


def figures(model, report, name, images, probabilities, digit):
    """All plots of a network, {file's name: figure}; takes what `write` does."""
    found = report["sets"][name]
    first = int(np.flatnonzero(images.labels == digit)[0])
    drawn = {
        "confusion": confusion(found["confusion"], f"{name}: {found['accuracy']:.2%} of {found['count']:,}"),
        "predictions": predictions(images, probabilities),
        "reliability": reliability(found["reliability"], found["calibrationError"]),
    }
    if report["history"]:
        drawn["curves"] = curves(report["history"])
    if _convolutions(model):
        drawn |= {"feature-maps": feature_maps(model, images.inputs[first]), "filters": filters(model)}
    return drawn


def _entitle(path, title):
    """Give an SVG a title, which browsers show and screen readers say."""
    head, tail = path.read_text("utf-8").split("<svg ", 1)
    attributes, rest = tail.split(">", 1)
    path.write_text(f"{head}<svg {attributes}>\n <title>{html.escape(title)}</title>{rest}", "utf-8")


def curves(history):
    """Accuracy and loss after each epoch, in training and validation; a line where distillation begins."""
    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    epochs = np.arange(1, len(history) + 1)
    own = sum(not entry.get("distilled") for entry in history)
    for axis, (key, title) in zip(axes, (("accuracy", "Accuracy"), ("loss", "Loss")), strict=True):
        for prefix, label, colour, style in (("", "training", BLUE, "-"), ("val_", "validation", RED, "--")):
            values = [entry[prefix + key] for entry in history]
            axis.plot(epochs, values, style, color=colour, label=label, marker="o", markersize=3)
        if 0 < own < len(history):
            axis.axvline(own + 0.5, linestyle=":", color="grey", label="from here on with teachers")
        axis.set(title=title, xlabel="epoch")
        axis.xaxis.get_major_locator().set_params(integer=True)
        axis.grid(alpha=0.3)
    _legend_below(figure, axes[0])
    return figure


def _legend_below(figure, axis):
    """A legend where it covers no point."""
    figure.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False)


def confusion(counts, title):
    """What was read, in columns, of each digit, in rows; colours by the logarithm, so that few mistakes show."""
    counts = np.array(counts)
    figure, axis = pyplot.subplots(figsize=(7, 6.4), layout="constrained")
    axis.imshow(np.log1p(counts), cmap="Blues")
    middle = np.log1p(counts.max()) / 2
    for (row, column), count in np.ndenumerate(counts):
        colour = "white" if np.log1p(count) > middle else "black"
        axis.text(column, row, f"{count:,}" if count else "·", ha="center", va="center", color=colour, fontsize=9)
    axis.set(xticks=range(DIGITS), yticks=range(DIGITS), xlabel="read as", ylabel="is", title=title)
    return figure


def predictions(images, probabilities):
    """Digits with what was read: wrong ones first, in red and with what they are, then right ones in green."""
    read = evaluation.best_digits(probabilities)
    wrong = np.flatnonzero(read != images.labels)[:WRONG_SHOWN]
    rows, columns = GRID
    right = np.flatnonzero(read == images.labels)[: rows * columns - len(wrong)]
    # Placed by hand: finding a layout for so many takes matplotlib seconds.
    places = {"left": 0.01, "right": 0.99, "bottom": 0.01, "top": 0.95, "wspace": 0.05, "hspace": 0.3}
    figure, axes = pyplot.subplots(rows, columns, figsize=(10, 7), gridspec_kw=places)
    for axis in axes.flat:
        axis.set_axis_off()
    for axis, i in zip(axes.flat, [*wrong, *right], strict=False):
        axis.imshow(images.pixels[i], cmap="gray_r")
        is_right = read[i] == images.labels[i]
        title = f"✓ {read[i]}" if is_right else f"✗ {read[i]}, is {images.labels[i]}"
        axis.set_title(title, color=GREEN if is_right else RED, fontsize=9)
    return figure


def feature_maps(model, image):
    """What each convolution makes of one (28, 28, 1) image."""
    convolutions = _convolutions(model)
    looking = keras.Model(model.inputs, [layer.output for layer in convolutions])
    outputs = looking.predict(image[None], verbose=0)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    maps = [(f"convolution {i}", np.moveaxis(output[0], -1, 0)) for i, output in enumerate(outputs, 1)]
    return _tiles([("input", image[None, ..., 0]), *maps], "viridis")


def filters(model):
    """The weights of the first convolution: blue above 0, red below, each on its own scale."""
    first = _convolutions(model)[0]
    kernels = np.moveaxis(first.get_weights()[0][:, :, 0], -1, 0)
    return _tiles([("convolution 1", kernels / np.abs(kernels).max(axis=(1, 2), keepdims=True))], "RdBu")


def _convolutions(model):
    return [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]


def _tiles(rows, colours):
    """Rows of small pictures: [(title, (n, h, w))]."""
    most = min(MAPS, max(len(maps) for _, maps in rows))
    figure, axes = pyplot.subplots(
        len(rows), most, figsize=(most * 0.75, len(rows)), squeeze=False, layout="constrained"
    )
    for line, (title, maps) in zip(axes, rows, strict=True):
        for axis in line:
            axis.set_axis_off()
        line[0].set_title(title, fontsize=7, loc="left")
        for axis, values in zip(line, maps, strict=False):
            axis.imshow(values, cmap=colours)
    return figure


def reliability(bins, error):
    """How often readings are right, by their confidence."""
    figure, axis = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axis.plot([0, 1], [0, 1], ":", color="grey", label="honest")
    filled = [row for row in bins if row["count"]]
    most = max(row["count"] for row in filled)
    axis.scatter(
        [row["confidence"] for row in filled],
        [row["accuracy"] for row in filled],
        s=[20 + 180 * row["count"] / most for row in filled],
        color=BLUE,
        label="readings, by how many",
    )
    axis.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1.03), ylim=(0, 1.03))
    axis.set_title(f"Expected calibration error {error:.2%}")
    _legend_below(figure, axis)
    return figure
