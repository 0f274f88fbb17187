"""Networks of people's own: a function's layers or model, or a saved file, made to take and give what the page does.

    model, notes = own_networks.made(Path("mnist_cnn.h5"), saved_networks.loaded(Path("mnist_cnn.h5")), "mnist-cnn")

What can't be is told before anything is trained, with the layer's name and what to use instead.
"""

import keras
import numpy as np
from keras import layers

from errors import PlainError
from train.contract import CLASSES, DIGITS, SIDE

LIST = "docs/training.md lists the layers that the page runs"
# Layers that can't be converted, or that the page doesn't run: why, and what to use instead.
_LOOPS = "it goes through its input in a loop, which the page doesn't run: use Conv2D, Flatten or Dense"
_ATTENDS = "the page doesn't run attention: use Conv2D, DepthwiseConv2D or Dense"
_IN_SPACE = "pictures have two dimensions: use Conv2D, MaxPooling2D and the like"
REFUSED = {
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional", "ConvLSTM2D", "TimeDistributed"), _LOOPS),
    **dict.fromkeys(("MultiHeadAttention", "GroupedQueryAttention", "Attention", "AdditiveAttention"), _ATTENDS),
    **dict.fromkeys(("Conv3D", "Conv3DTranspose", "MaxPooling3D", "AveragePooling3D"), _IN_SPACE),
    "Lambda": "its code can't be saved with the network: use Rescaling, Reshape, Activation and the like",
    "Embedding": "it expects whole numbers, and pictures are none: use Dense or Conv2D",
    "EinsumDense": "the page doesn't run einsum: use Dense",
    "SpectralNormalization": "it changes its weights as it reads: use Dense or Conv2D with a kernel_constraint",
    "UpSampling2D": "the page doesn't resize pictures: use Conv2DTranspose",
    "Resizing": "the page doesn't resize pictures: use strides or ZeroPadding2D",
    "TFSMLayer": "it holds a whole SavedModel: load the Keras model itself",
}
# The same of activations.
REFUSED_ACTIVATIONS = {
    "glu": "it gives half as many numbers as it gets, which only some layers can: use swish",
    "hard_silu": "the page doesn't run it: use swish",
    "log_softmax": "the page doesn't run it: use softmax at the end, or no activation",
    "softsign": "the page doesn't run it: use tanh",
}
# Layers and activations that are known to work: where something fails, the others are looked at first.
KNOWN = {
    *("InputLayer", "Conv2D", "DepthwiseConv2D", "Dense", "BatchNormalization", "ReLU", "MaxPooling2D", "Softmax"),
    *("GlobalAveragePooling2D", "Flatten", "Add", "Dropout", "Activation", "LeakyReLU", "PReLU", "ELU", "Reshape"),
    *("LayerNormalization", "GroupNormalization", "AveragePooling2D", "GlobalMaxPooling2D", "ZeroPadding2D"),
    *("SeparableConv2D", "Conv2DTranspose", "Conv1D", "Concatenate", "Multiply", "Rescaling"),
    *("Sequential", "Functional"),
}
KNOWN_ACTIVATIONS = {
    *("linear", "relu", "softmax", "tanh", "sigmoid", "silu", "gelu", "elu", "selu", "relu6", "leaky_relu"),
    *("softplus", "hard_sigmoid"),
}
# How far the sum of what a network gives may be from 1 and it still counts as probabilities.
SUM_TOLERANCE = 1e-3


def made(name, given, called):
    """A network of what a function returned or a file held, untrained or not: a Keras model, and notes on it in words.

    `given` is a list of layers or a model. The result takes (n, 28, 28, 1) and gives probabilities of 10 or 11 classes;
    `called` is its name. Raises PlainError, which calls it `name`.
    """
    model = _model(name, given)
    check_layers(name, model)
    before, notes = _before(name, model)
    after = _after(name, model)
    if not before and not after and isinstance(given, keras.Model):
        return model, notes
    if after:
        notes = [*notes, "It gives logits: a softmax was added at its end."]
    return _rebuilt(model, before, after, called), notes


def _model(name, given):
    if isinstance(given, keras.Model):
        return _built(name, given)
    if isinstance(given, keras.layers.Layer):
        given = [given]
    try:
        return keras.Sequential([keras.Input((SIDE, SIDE, 1)), *given])
    except (TypeError, ValueError) as error:
        said = " ".join(str(error).split())[:300]
        raise PlainError(
            f"{name} makes no network: expected a list of Keras layers, or a keras.Model ({said})."
        ) from error


def _built(name, model):
    """A model that knows its shapes: one without an input gets that of a picture."""
    if type(model) not in (keras.Sequential, keras.Model) and not hasattr(model, "_functional"):
        own = type(model).__name__
        if type(model).__module__.split(".")[0] != "keras":
            raise PlainError(
                f"{name} is a {own}, a class of somebody's own, which can't be saved and read again: expected a list "
                f"of layers, a keras.Sequential or a keras.Model(inputs, outputs). {LIST}."
            )
    if model.built and getattr(model, "inputs", None):
        return model
    try:
        return keras.Sequential([keras.Input((SIDE, SIDE, 1)), *model.layers], name=model.name)
    except (TypeError, ValueError) as error:
        said = " ".join(str(error).split())[:300]
        raise PlainError(f"{name} can't take pictures of (28, 28, 1): {said}") from error


def every_layer(model):
    """All layers of a model, those of models within it included."""
    for layer in model.layers:
        yield layer
        if isinstance(layer, keras.Model):
            yield from every_layer(layer)


def check_layers(name, model):
    """Raise PlainError where a layer is one that the page can't run, whatever it is trained to."""
    for layer in every_layer(model):
        kind = type(layer).__name__
        if kind in REFUSED:
            raise PlainError(f"{name}: the layer {layer.name} ({kind}) can't be used: {REFUSED[kind]}. {LIST}.")
        if type(layer).__module__.split(".")[0] != "keras":
            raise PlainError(
                f"{name}: the layer {layer.name} is a {kind}, a class of somebody's own, which can't be saved and read "
                f"again: make it of Keras's own layers. {LIST}."
            )
        if layer.compute_dtype == "bfloat16":
            raise PlainError(f"{name}: the layer {layer.name} ({kind}) computes in bfloat16: use float32 or float16.")
        _check_activation(name, layer)
        if layer.get_config().get("data_format") == "channels_first":
            raise PlainError(
                f"{name}: the layer {layer.name} ({kind}) has channels first, which only GPUs run: use channels last."
            )


def _check_activation(name, layer):
    activation = getattr(layer, "activation", keras.activations.linear)
    called, where = activation_of(layer), f"{name}: the layer {layer.name} ({type(layer).__name__})"
    if called in REFUSED_ACTIVATIONS:
        raise PlainError(f"{where} has the activation {called}: {REFUSED_ACTIVATIONS[called]}. {LIST}.")
    if getattr(activation, "__module__", "").split(".")[0] != "keras":
        raise PlainError(
            f"{where} has a function of somebody's own as its activation, {called}, which can't be saved and read "
            f"again: use one of Keras's own. {LIST}."
        )


def activation_of(layer):
    """The name of the function that a layer ends with, "linear" where it has none."""
    return getattr(getattr(layer, "activation", None), "__name__", "linear")


def is_softmax(layer):
    """Whether a layer gives probabilities."""
    return isinstance(layer, layers.Softmax) or activation_of(layer) == "softmax"


def unusual(model):
    """The layers of a model that are not known to work, in words: "conv2d_3 (Conv2D with mish)"."""
    found = []
    for layer in every_layer(model):
        kind, activation = type(layer).__name__, activation_of(layer)
        more = "" if activation in KNOWN_ACTIVATIONS else f" with {activation}"
        if kind not in KNOWN or more:
            found.append(f"{layer.name} ({kind}{more})")
    return ", ".join(found) or ", ".join(f"{layer.name} ({type(layer).__name__})" for layer in model.layers)


# What comes before and after


def _before(name, model):
    """The layers that a picture goes through first, so that it has the shape that the model takes; and notes."""
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise PlainError(f"{name} has {len(model.inputs)} inputs and {len(model.outputs)} outputs: expected one each.")
    shape = tuple(model.inputs[0].shape[1:])
    if shape in ((SIDE, SIDE, 1), (None, None, 1)):
        return [], []
    if shape in ((SIDE, SIDE), (SIDE * SIDE,), (SIDE * SIDE, 1)):
        return [layers.Reshape(shape)], []
    if len(shape) == 3 and shape[2] == 1 and shape[0] == shape[1] and SIDE < (shape[0] or 0) <= 2 * SIDE:
        more = shape[0] - SIDE
        margin = (more // 2, more - more // 2)
        note = f"It takes pictures of {shape[0]}×{shape[0]}: they get a margin of {margin[0]} and {margin[1]} pixels."
        return [layers.ZeroPadding2D((margin, margin))], [note]
    raise PlainError(
        f"{name} takes {shape}: expected (28, 28, 1), one bright picture on black; or (28, 28), or (784,)."
    )


def _after(name, model):
    """The layers after the model's last, so that it gives probabilities."""
    shape = tuple(model.outputs[0].shape)
    if shape not in ((None, DIGITS), (None, CLASSES)):
        raise PlainError(
            f"{name} gives {shape}: expected (None, {DIGITS}), a number for each digit, or (None, {CLASSES}), with a "
            "last class for what is no digit."
        )
    activation = last_activation(model)
    if activation == "softmax":
        return []
    if activation == "linear":
        return [layers.Softmax()]
    raise PlainError(
        f"{name} ends with {activation}, which gives no probabilities: expected a softmax, or no activation at all."
    )


def last_activation(model):
    """What the layer that a model ends with does to its numbers: "softmax", "linear", …"""
    last = model.outputs[0]._keras_history.operation
    while isinstance(last, keras.Model):
        last = last.outputs[0]._keras_history.operation
    if isinstance(last, layers.Softmax):
        return "softmax"
    while isinstance(last, layers.Dropout | layers.Flatten | layers.Reshape):
        last = last.input._keras_history.operation
    return activation_of(last)


def _rebuilt(model, before, after, called):
    """A model between other layers, flat, with its weights."""
    if isinstance(model, keras.Sequential):
        return keras.Sequential([keras.Input((SIDE, SIDE, 1)), *before, *model.layers, *after], name=called)
    picture = taken = keras.Input((SIDE, SIDE, 1)) if before else model.inputs[0]
    for layer in before:
        taken = layer(taken)
    # Its layers one by one, and not the model as one layer, so that each of them can be looked into.
    through = model._run_through_graph([taken], operation_fn=lambda layer: layer) if before else model.outputs
    [given] = keras.tree.flatten(through)
    for layer in after:
        given = layer(given)
    return keras.Model(picture, given, name=called)


# Scales

# How people feed pictures to networks, besides ink bright on black in [0, 1]: (factor, offset), and in words.
SCALES = {
    (1.0, 0.0): "",
    (255.0, 0.0): "values from 0 to 255",
    (-1.0, 1.0): "dark ink on white, in [0, 1]",
    (-255.0, 255.0): "dark ink on white, from 0 to 255",
    (2.0, -1.0): "values from -1 to 1",
}
GAIN = 0.1  # the share of digits by which another scale has to be better; if smaller, chance may choose it


def scaled(model, images):
    """A trained model behind the scale by which it reads most of some `Images`, and that scale in words."""
    shares = {scale: _share_read(model, images, *scale) for scale in SCALES}
    best = max(shares, key=shares.get)
    if best == (1.0, 0.0) or shares[best] < shares[1.0, 0.0] + GAIN:
        return model, ""
    return _rebuilt(model, [layers.Rescaling(*best)], [], model.name), SCALES[best]


def _share_read(model, images, factor, offset):
    read = model.predict(images.inputs * np.float32(factor) + np.float32(offset), batch_size=512, verbose=0)
    return float((read[:, :DIGITS].argmax(axis=1) == images.labels).mean())
