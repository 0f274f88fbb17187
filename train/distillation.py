"""Distillation: more epochs in which a trained network learns from its own answers and from another network's, too.

Soft labels follow Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network" (2015), with the network as
one of its own teachers as in Furlanello et al., "Born-again neural networks" (ICML 2018). What comes of it is half way
between the weights before and after, which reads better than either: Wortsman et al., "Robust fine-tuning of zero-shot
models" (CVPR 2022).
"""

import keras
import numpy as np
import tensorflow as tf

from train.contract import DIGITS

# The teacher beside the network itself: larger, trained on other data, and wrong about other digits.
TEACHER = "batchnorm"
# The highest learning rate. If larger, the weights go further from those before, and halfway between is worse.
LEARNING_RATE = 1e-3
# The share of the teachers' probabilities in a label. If larger, the network learns more from them and less from the
# true labels.
SHARE = 0.6


def soft_labels(own, teacher):
    """A function of a batch, (images, labels), that makes its labels soft: (n,) digits → (n, classes) probabilities.

    `own` and `teacher` are networks; without `teacher`, `own` teaches alone. The share of what is no digit is that of
    `own`; what is left is shared among the digits by the geometric mean of both. Where that mean is wrong, the true
    label is used alone.
    """

    def soften(images, labels):
        first = own(images, training=False)
        answers = [first, *([teacher(images, training=False)] if teacher else [])]
        each = [tf.math.log(answer[:, :DIGITS] + keras.config.epsilon()) for answer in answers]
        digits = tf.nn.softmax(sum(each) / len(each))
        likely = tf.concat([digits * tf.reduce_sum(first[:, :DIGITS], 1, keepdims=True), first[:, DIGITS:]], 1)
        true = tf.one_hot(labels, first.shape[1])
        is_right = tf.argmax(likely, 1) == tf.cast(labels, tf.int64)
        return images, tf.where(is_right[:, None], (1 - SHARE) * true + SHARE * likely, true)

    return soften


def halfway(model, other):
    """A network with the mean of the weights of two networks, which have the same layers."""
    mean = keras.models.clone_model(model)
    mean.set_weights([np.mean(pair, axis=0) for pair in zip(model.get_weights(), other.get_weights(), strict=True)])
    return mean
