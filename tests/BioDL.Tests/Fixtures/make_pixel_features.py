"""Makes pixel_features.npz: /usr/bin/python3 make_pixel_features.py (Debian: python3-scipy 1.10.1, -numpy 1.24.2).

Inputs are synthetic, from one seed; every feature is what scipy.ndimage gives in double precision, called as written here.
"""
import os
import numpy as np
from scipy import ndimage

random = np.random.default_rng(20190930)
out = {}
MODE = dict(mode="nearest", truncate=4.0)


def eigenvalues(yy, xy, xx):
    matrices = np.stack([np.stack([yy, xy], -1), np.stack([xy, xx], -1)], -1)
    small, large = np.moveaxis(np.linalg.eigvalsh(matrices), -1, 0)
    return [large, small]


def features(image, sigma):
    def gaussian(order, s=sigma):
        return ndimage.gaussian_filter(image, s, order=order, **MODE)

    dy, dx = gaussian((1, 0)), gaussian((0, 1))
    tensor = [ndimage.gaussian_filter(product, sigma / 2, **MODE) for product in (dy * dy, dx * dy, dx * dx)]
    return [gaussian(0), ndimage.gaussian_laplace(image, sigma, **MODE), ndimage.gaussian_gradient_magnitude(image, sigma, **MODE),
            gaussian(0) - gaussian(0, 0.66 * sigma), *eigenvalues(*tensor), *eigenvalues(gaussian((2, 0)), gaussian((1, 1)), gaussian((0, 2)))]


y, x = np.mgrid[0:33, 0:29]
blobs = sum(random.uniform(40, 90) * np.exp(-((y - random.uniform(0, 33)) ** 2 + (x - random.uniform(0, 29)) ** 2) / random.uniform(4, 60)) for _ in range(9))
scenes = {"cells": (blobs + random.normal(20, 3, (33, 29)), (0.7, 1, 1.6, 3.5, 5, 10)),
          "noise": (random.uniform(-1, 1, (21, 18)), (0.3, 2.2)),
          "tiny": (random.uniform(0, 9, (2, 3)), (1, 10)),
          "one": (np.full((1, 1), 4.5), (1.6, 5))}
for name, (image, scales) in scenes.items():
    image = image.astype("<f4")
    out[name] = image
    out[name + "-features"] = np.stack([f for s in scales for f in features(image.astype(float), s)]).astype("<f4")
np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pixel_features.npz"), **out)
