"""Makes thresholds.npz: /usr/bin/python3 make_thresholds.py (Debian: python3-skimage 0.19.3, -scipy 1.10.1, -numpy 1.24.2).

Inputs are synthetic, from one seed; levels are those of scikit-image: whole numbers go in as uint16, others as double. A method that ends in an error there
has no level here (NaN).
"""
import os, warnings
import numpy as np
from skimage import filters

warnings.simplefilter("ignore")
random = np.random.default_rng(19790101)
out = {}
SIDE = 60
y, x = np.mgrid[0:SIDE, 0:SIDE]


def discs(count, low=4, high=8):
    mask = np.zeros((SIDE, SIDE))
    for _ in range(count):
        cy, cx, r = random.uniform(0, SIDE), random.uniform(0, SIDE), random.uniform(low, high)
        mask = np.maximum(mask, np.hypot(y - cy, x - cx) < r)
    return mask


def camera(image):
    return np.clip(np.round(random.poisson(np.maximum(image, 0)) + random.normal(0, 2, image.shape)), 0, 65535)


images = {
    "nuclei": camera(60 + 500 * discs(12)),
    "dim-nuclei": camera(100 + 25 * discs(9)),
    "few-nuclei": camera(90 + 260 * discs(2, 3, 5)),
    "dark-on-bright": camera(900 - 500 * discs(10)),
    "noise": camera(np.full((SIDE, SIDE), 200.0)),
    "gradient": camera(50 + 10.0 * x + 3 * y),
    "few-levels": np.clip(np.round(random.normal(2, 1.3, (SIDE, SIDE)) + 3 * discs(6)), 0, 7),
    "three-populations": camera(80 + 200 * discs(8) + 400 * discs(6)),
    "wide-range": camera(400 + 30000 * discs(8) * random.uniform(0.7, 1, (SIDE, SIDE))),
    "two-values": 5 + 9 * discs(5),
    "constant": np.full((SIDE, SIDE), 7.0),
    "one-pixel": np.full((1, 1), 9.0),
}
for name, image in list(images.items()):
    if name not in ("constant", "one-pixel", "few-levels", "two-values"):
        images[name + "-other"] = (image * 0.37 + random.uniform(0, 1, image.shape)).astype("<f4")

METHODS = {
    "Otsu": filters.threshold_otsu, "Li": filters.threshold_li, "Triangle": filters.threshold_triangle, "Yen": filters.threshold_yen,
    "Isodata": filters.threshold_isodata, "Minimum": filters.threshold_minimum, "Mean": filters.threshold_mean,
}


def level(method, image):
    try:
        return float(method(image.copy()))
    except (RuntimeError, IndexError, ValueError):
        return np.nan


levels = np.full((len(images), len(METHODS)), np.nan)
for i, (name, image) in enumerate(images.items()):
    whole = not name.endswith("-other")
    out[f"image-{name}"] = image.astype("<f4")
    for j, method in enumerate(METHODS.values()):
        levels[i, j] = level(method, image.astype(np.uint16) if whole else image.astype(float))
    for classes in (2, 3, 4):
        if len(np.unique(image)) >= classes and (classes < 4 or not (whole and np.ptp(image) > 300)):
            if name != "wide-range":
                out[f"multi-{classes}-{name}"] = np.array(
                    filters.threshold_multiotsu(image.astype(np.uint16) if whole else image.astype(float), classes), "<f8")
out["levels"] = levels
print("\n".join(f"{name:28} " + " ".join(f"{v:9.3f}" for v in row) for name, row in zip(images, levels)))
np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "thresholds.npz"), **out)
