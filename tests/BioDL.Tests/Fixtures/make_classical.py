"""Makes classical.npz: /usr/bin/python3 make_classical.py (Debian: python3-skimage 0.19.3, -scipy 1.10.1, -numpy 1.24.2).

Inputs are synthetic, from one seed; results are those of scikit-image and SciPy, called as written here. Sizes are in the tests too.
"""
import os
import numpy as np
from scipy import ndimage
from skimage import filters, measure, morphology, segmentation
from skimage.feature import peak_local_max

random = np.random.default_rng(20180424)
out = {}


def scene(height, width, objects):
    """Bright discs of radius 4 to 9 on an uneven, noisy background, in whole grey levels."""
    y, x = np.mgrid[0:height, 0:width]
    image = 200 + 1.5 * x + random.normal(0, 25, (height, width))
    for _ in range(objects):
        cy, cx, r = random.uniform(0, height), random.uniform(0, width), random.uniform(4, 9)
        image += 900 * (np.hypot(y - cy, x - cx) < r)
    return np.clip(np.round(image), 0, 4095)


cells = scene(64, 56, 11)
out["cells"] = cells.astype("<f4")
out["tiny"] = random.uniform(-5, 5, (3, 5)).astype("<f4")
for sigma in (0.3, 1, 1.5, 3.7, 12):
    out[f"gaussian-{sigma}"] = filters.gaussian(cells, sigma, preserve_range=True).astype("<f4")
out["gaussian-tiny-4"] = filters.gaussian(out["tiny"].astype(float), 4, preserve_range=True).astype("<f4")

# Otsu: whole numbers (one bin each), and other numbers (256 bins).
levels = []
for n in range(12):
    image = scene(24, 30, 3) if n else cells
    if n % 3 == 2:
        image = image // 37
    whole = image.astype(np.uint16)
    other = (image * 0.37 + random.uniform(0, 1, image.shape)).astype("<f4")
    out[f"otsu-whole-{n}"], out[f"otsu-other-{n}"] = whole.astype("<f4"), other
    levels += [filters.threshold_otsu(whole), filters.threshold_otsu(other.astype(float))]
out["otsu-levels"] = np.array(levels, "<f8")
out["histogram-other"] = np.histogram(out["otsu-other-0"].astype(float), 17)[0].astype("<i4")

bright = filters.gaussian(cells, 1.5, preserve_range=True) > 700
masks = {"cells": bright}
for percent in (5, 30, 60, 95):
    masks[f"random{percent}"] = random.uniform(size=(64, 56)) < percent / 100
masks["one-hole"] = np.ones((64, 56), bool)
masks["one-hole"][50, 3] = False
for name, mask in masks.items():
    out[f"mask-{name}"] = mask
    out[f"components4-{name}"] = measure.label(mask, connectivity=1).astype("<i4")
    out[f"components8-{name}"] = measure.label(mask, connectivity=2).astype("<i4")
    out[f"squared-{name}"] = np.rint(ndimage.distance_transform_edt(mask) ** 2).astype("<i4")
    out[f"filled-{name}"] = ndimage.binary_fill_holes(mask)
    out[f"large-{name}"] = morphology.remove_small_objects(mask, 9, connectivity=2)

# Peaks of a landscape without plateaus: every pixel not below its eight neighbours.
smooth = filters.gaussian(cells, 1, preserve_range=True).astype("<f4")
peaks = np.zeros(cells.shape, bool)
peaks[tuple(peak_local_max(smooth, min_distance=1, threshold_abs=400, exclude_border=False).T)] = True
out["smooth"], out["peaks"] = smooth, peaks

# Watersheds: a distance map, a landscape without ties, and one with almost nothing but ties.
for name, landscape, mask in (
        ("distance", -ndimage.distance_transform_edt(bright), bright),
        ("smooth", -smooth.astype(float), bright),
        ("noise", random.uniform(size=cells.shape), masks["random95"]),
        ("ties", random.integers(0, 3, cells.shape).astype(float), masks["random95"])):
    landscape = landscape.astype("<f4")
    markers = np.zeros(cells.shape, "<i4")
    where = random.permutation(np.argwhere(mask))[:15]
    markers[tuple(where.T)] = np.arange(1, len(where) + 1)
    out[f"landscape-{name}"], out[f"markers-{name}"], out[f"basin-{name}"] = landscape, markers, mask
    for connectivity in (1, 2):
        out[f"watershed{4 * connectivity}-{name}"] = segmentation.watershed(
            landscape, markers, connectivity=connectivity, mask=mask).astype("<i4")

np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "classical.npz"), **out)
