"""Distillation: more epochs in which a trained network learns from its own answers and from another network's, too.

Soft labels follow Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network" (2015), with the network as
one of its own teachers as in Furlanello et al., "Born-again neural networks" (ICML 2018). What comes of it is half way
between the weights before and after, which reads better than either: Wortsman et al., "Robust fine-tuning of zero-shot
models" (CVPR 2022).
"""

import keras
import numpy as np
import tensorflow as tf

from train import datasets

TEACHER = "batchnorm"  # beside the network itself: larger, trained otherwise, and wrong about other digits
LEARNING_RATE = 1e-3  # at its highest
SHARE = 0.6  # of the soft labels, against the true ones


def soft_labels(own, teacher):
    """A function of a batch, (images, labels), that makes its labels soft: (n,) digits → (n, classes) probabilities.

    They are those of `own`, but that the digits among themselves are as likely as by the geometric mean of `own` and
    `teacher`. Where these are wrong, the true label stays alone.
    """

    def soften(images, labels):
        first = own(images, training=False)
        both = [model[:, : datasets.DIGITS] for model in (first, teacher(images, training=False))]
        digits = tf.nn.softmax(sum(tf.math.log(each + keras.config.epsilon()) for each in both) / 2)
        likely = tf.concat([digits * tf.reduce_sum(both[0], 1, keepdims=True), first[:, datasets.DIGITS :]], 1)
        true = tf.one_hot(labels, first.shape[1])
        is_right = tf.argmax(likely, 1) == tf.cast(labels, tf.int64)
        return images, tf.where(is_right[:, None], (1 - SHARE) * true + SHARE * likely, true)

    return soften


def halfway(model, other):
    """A network with the mean of two networks' weights; the networks are of the same layers."""
    mean = keras.models.clone_model(model)
    mean.set_weights([np.mean(pair, axis=0) for pair in zip(model.get_weights(), other.get_weights(), strict=True)])
    return mean
