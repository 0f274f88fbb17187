"""What "How it sees" says that numbers are made of is what Keras computes: here of few digits, in the bench of 100."""

import pytest

from bench import accounts
from train import datasets

DIGITS = 2
OPERATIONS = {  # of the six networks together
    *("Conv2D", "_FusedConv2D", "DepthwiseConv2dNative", "MaxPool", "Relu", "Mul", "AddV2", "Reshape", "Mean"),
    *("_FusedMatMul", "Softmax"),
}


@pytest.fixture(scope="module")
def images():
    return datasets.load_embedded()[2].inputs[:DIGITS]


@pytest.fixture(scope="module")
def told(images):
    return accounts.told(images)


@pytest.mark.parametrize("name", accounts.NAMES)
def test_what_is_said_is_what_keras_computes(name, images, told):
    found = accounts.compared(name, images, told[name])
    assert max(found["differences"].values()) <= 1e-5, found
    assert found["count"] == 4 * DIGITS * found["layers"]
    assert set(found["operations"]) <= OPERATIONS
    assert {"MaxPool", "_FusedConv2D", "_FusedMatMul", "Softmax"} <= set(found["operations"])
