"""The row network, trained and published: what reads a piece of digits that touch as a whole, beside the lattice.

    uv run --group train build.py train rows --data FOLDER

FOLDER, or what --data download fetched, holds MNIST, who wrote it, and the pen strokes. The network goes to
runs/rows/published/, in the format of the others, and its card says how it came about; copied to web/rows/, it takes
the place of the one that comes with the repository. It is written only if the page's own engine gives what Keras gives.
"""

import base64
import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from errors import PlainError
from tools import convert, experiments, graphs, packing, publish, quantising, site
from train.contract import CLASSES

NAME = "rows"
# The largest difference of a logit between the page's engine, in float32, and Keras, as a share of the largest logit.
# If larger, a layer that is converted wrongly may pass.
TOLERANCE = 1e-5
# Bits that weights may have, from the fewest; the first and the last layer have EDGE_BITS. The fewest are taken by
# which, of validation numbers, hardly more are misread: WORSE, a share of them; and the loss rises by at most DEARER, a
# share of itself. If larger, the file gets smaller, and more is misread.
BITS, EDGE_BITS = (4, 5, 6, 8), 8
WORSE, DEARER = 0.003, 0.03
ROUNDED_ON = 300  # numbers that rounding follows. If more, it is more exact, and takes longer.


def make(data):
    """Train the row network, or finish what was begun, and publish it. Raises PlainError."""
    source = experiments.sources.named(data)
    if experiments.sources.is_own(source) or source == experiments.datasets.EMBEDDED:
        raise PlainError("The row network learns from MNIST and pen strokes: pass --data download, or a folder.")
    with experiments.tensorflow_silent():
        from train import row_network
    settings = row_network.Settings()
    run = experiments.RUNS / NAME
    print(f"Training the row network: {settings.epochs} epochs of {settings.numbers:,} numbers, in {run}", flush=True)
    row_network.fit(source, run, settings)
    folder = run / "published"
    card = published(source, run, settings, folder)
    size, read = card["files"]["weights.bin"]["bytes"], card["accuracy"]
    print(f"Published in {folder}: {size:,} bytes of weights; validation rows {read}.")
    print("The site goes on with the one in web/rows: to use the new one, copy these files there.")


def published(source, run, settings, folder):
    """Convert the network of a finished run, check it, and write it to `folder`; returns the card."""
    import keras

    from train import row_network, row_numbers

    model = keras.models.load_model(run / "model.keras", compile=False)
    trained, others = row_network.banks(source, settings)
    validation = row_numbers.made(others, settings.validation, (settings.seed, 0))
    some, _ = row_numbers.made(trained, ROUNDED_ON, (settings.seed, 1))
    with tempfile.TemporaryDirectory(prefix="digitpad-rows-") as scratch:
        converted = convert.exact(model, Path(scratch))
        difference = differing(model, converted, validation[0][:20])
        if difference > TOLERANCE:
            raise PlainError(f"The page's engine does not read as Keras does: {difference:g} of the largest logit.")
        graph, stored, about = packed(converted, validation, some)
    card = {
        "name": NAME,
        "about": "Reads a piece of digits that touch as a whole: a second opinion beside the lattice.",
        "parameters": model.count_params(),
        "againstKeras": difference,
        **about,
        "training": {
            "command": "build.py train rows --data FOLDER",
            "settings": asdict(settings),
            "data": json.loads((run / "settings.json").read_text("utf-8"))["data"],
        },
        "run": hashlib.sha256((run / "model.keras").read_bytes()).hexdigest(),
    }
    return written(graph, stored, card, folder)


def differing(model, converted, pixels):
    """The largest difference of a logit between the page's engine and Keras, as a share of the largest logit."""
    from train import row_network

    images = row_network.as_inputs(pixels)
    expected = model.predict(images, verbose=0)
    sent = json.dumps({"images": base64.b64encode(images.tobytes()).decode()})
    told = site.run_node(["tools/bundle/row.mjs", str(converted)], sent)
    given = np.frombuffer(base64.b64decode(told), np.float32).reshape(expected.shape)
    return float(np.abs(given - expected).max() / np.abs(expected).max())


def packed(converted, validation, some):
    """A converted network with weights of few bits: model.json, weights.bin, and what a card says of them."""
    from train import row_network

    graph, arrays = packing.read(converted)
    network = graphs.Network(graph["modelTopology"])
    channels = packing.channels(graph)
    moments = network.moments(arrays, row_network.as_inputs(some))
    inputs, labels = validation

    def judged(weights):
        return row_network.judged(network.predict(weights, row_network.as_inputs(inputs)), labels)

    before = judged(arrays)
    edges = {name for name in channels if arrays[name].shape[2] == 1 or arrays[name].shape[-1] == CLASSES}
    for bits in BITS:
        rounded = {
            name: quantising.quantised(
                arrays[name], EDGE_BITS if name in edges else bits, channels[name], moments.get(name)
            )
            for name in channels
        }
        after = judged(arrays | {name: one.values for name, one in rounded.items()})
        loses = before["val_accuracy"] - after["val_accuracy"]
        if loses <= WORSE and after["val_loss"] <= before["val_loss"] * (1 + DEARER):
            break
    stored = (converted / "weights.bin").read_bytes()
    plain = json.loads((converted / "model.json").read_text("utf-8"))
    graph, content = packing.packed(plain, stored, rounded)
    accuracy = {"float32": round(before["val_accuracy"], 4), "packed": round(after["val_accuracy"], 4)}
    loss = {"float32": round(before["val_loss"], 4), "packed": round(after["val_loss"], 4)}
    return graph, content, {"precision": packing.PACKED, "bits": bits, "accuracy": accuracy, "loss": loss}


def written(graph, stored, card, folder):
    """Write a network whole, in place of the one that is there; returns its card with its files."""
    with tempfile.TemporaryDirectory(prefix="digitpad-rows-") as scratch:
        (Path(scratch) / "model.json").write_text(json.dumps(graph, separators=(",", ":")))
        (Path(scratch) / "weights.bin").write_bytes(stored)
        card |= convert.file_card(CLASSES, Path(scratch))
        publish.replace(Path(scratch), folder, card)
    return card
