"""The network: data, ink, training, evaluation and publication."""
