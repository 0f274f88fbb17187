"""Learning: data, ink, augmentation, the networks, fitting, calibration and evaluation.

Imports nothing of this project but errors.py: what people load is made of a trained network by tools/.
"""
