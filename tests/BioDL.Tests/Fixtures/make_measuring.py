"""Makes measuring.npz: /usr/bin/python3 make_measuring.py (Debian: python3-skimage 0.19.3, -scipy 1.10.1, -numpy 1.24.2).

Label images are synthetic, from one seed. What is measured of them is what regionprops says; texture is graycomatrix of the bounding box, with everything
outside of the object on a level of its own that is then cut out of the matrix, and graycoprops of that, or the formula as the paper gives it.
"""
import os
import numpy as np
from scipy import ndimage
from scipy.stats import entropy
from skimage import draw, measure
from skimage.feature import graycomatrix, graycoprops

random = np.random.default_rng(20181026)
out = {}


def round_ones():
    labels = np.zeros((60, 70), int)
    for n, (y, x, r) in enumerate([(12, 12, 8), (14, 40, 11.5), (42, 20, 14.2), (45, 52, 3.3), (20, 60, 1)], 1):
        labels[draw.disk((y, x), r)] = n
    return labels


def elongated():
    labels = np.zeros((80, 90), int)
    for n, (y, x, a, b, angle) in enumerate([(18, 20, 15, 4, 0.3), (20, 55, 3, 16, 0), (60, 22, 14, 6, -1.1), (58, 60, 20, 2, 0.785), (30, 80, 8, 7.5, 2)], 1):
        labels[draw.ellipse(y, x, a, b, shape=labels.shape, rotation=angle)] = n
    return labels


def touching():
    """Every pixel belongs to the nearest of some points: all objects touch, most the border too."""
    points = random.uniform(0, 48, (17, 2))
    y, x = np.mgrid[0:48, 0:48]
    return 1 + np.argmin([(y - py) ** 2 + (x - px) ** 2 for py, px in points], axis=0)


def holes():
    labels = np.zeros((40, 60), int)
    labels[draw.disk((18, 18), 15)] = 2
    labels[draw.disk((15, 20), 6)] = 0
    labels[draw.disk((15, 20), 2)] = 5
    labels[5:35, 38:58] = 3
    labels[10:30, 42:54] = 0
    labels[18:20, 45:50] = 2          # a second part of object 2
    return labels


def border():
    labels = np.zeros((30, 50), int)
    labels[0:4, 0:6], labels[26:30, 40:50], labels[0:30, 20] = 1, 2, 3
    labels[draw.disk((15, 0), 7, shape=labels.shape)] = 4
    labels[draw.disk((0, 35), 8, shape=labels.shape)] = 5
    labels[29, 5:17] = 6
    return labels


def small():
    """Single pixels, lines of 1 × N, N × 1 and diagonals, and everything with two to four pixels, on labels with gaps."""
    labels = np.zeros((40, 60), int)
    labels[2, 2], labels[2, 5:17], labels[4:19, 4] = 3, 7, 20
    for i in range(9):
        labels[6 + i, 8 + i] = 21
        labels[6 + i, 40 - i] = 25
    labels[3, 50:52], labels[6:8, 50], labels[10, 50], labels[11, 51] = 30, 31, 32, 32
    labels[14:16, 50:52], labels[18, 50:53], labels[19, 51] = 40, 41, 41
    labels[24:27, 3:6], labels[25, 4] = 50, 0
    labels[30, 2], labels[37, 57] = 60, 60       # two far pixels, one object
    labels[24, 20:30:2] = 61
    return labels


def noise():
    return random.integers(0, 4, (24, 31)) * (random.uniform(size=(24, 31)) < 0.7)


def textured(labels):
    y, x = np.mgrid[0:labels.shape[0], 0:labels.shape[1]]
    return np.stack([400 + 30 * np.sin(x / 3) * y + random.normal(0, 60, labels.shape), random.integers(0, 8, labels.shape)]).astype("<f4")


def haralick(levels, mask, count, distance):
    means = []
    hidden = np.where(mask, levels + 1, 0)
    for angle, length in ((0, 1), (np.pi / 4, 2 ** 0.5), (np.pi / 2, 1), (3 * np.pi / 4, 2 ** 0.5)):
        p = graycomatrix(hidden, [distance * length], [angle], count + 1, symmetric=True)[1:, 1:]
        if p.sum() == 0:
            continue
        of = lambda name: graycoprops(p, name)[0, 0]
        q = p[:, :, 0, 0] / p.sum()
        i, j = np.indices(q.shape)
        share = q.sum(1)
        sums = np.bincount((i + j).ravel(), q.ravel())
        differences = np.bincount(abs(i - j).ravel(), q.ravel())
        spread = lambda s: s @ (np.arange(len(s)) - s @ np.arange(len(s))) ** 2
        both, one = entropy(q.ravel()), entropy(share)
        cross = entropy(q.ravel()) + entropy(q.ravel(), np.outer(share, share).ravel())
        product = entropy(np.outer(share, share).ravel())
        means.append([
            of("ASM"), of("contrast"), of("correlation"), spread(share), of("homogeneity"), sums @ np.arange(len(sums)), spread(sums), entropy(sums, base=2),
            entropy(q.ravel(), base=2), spread(differences), entropy(differences, base=2),
            (both - cross) / one if one > 1e-12 else 0, np.sqrt(max(0, 1 - np.exp(-2 * (product - both))))])
    return np.mean(means, 0) if means else np.full(13, np.nan)


for make in (round_ones, elongated, touching, holes, border, small, noise):
    name, labels = make.__name__, make()
    image = textured(labels)
    regions = measure.regionprops(labels, np.moveaxis(image, 0, -1).astype(float))
    out[f"labels-{name}"], out[f"image-{name}"], out[f"size-{name}"] = labels.astype("<i4"), image, np.array(labels.shape, "<i4")
    out[f"shape-{name}"] = np.array([[
        r.label, r.area, r.perimeter, r.perimeter_crofton, r.centroid[1], r.centroid[0], r.bbox[1], r.bbox[0], r.bbox[3] - r.bbox[1], r.bbox[2] - r.bbox[0],
        r.major_axis_length, r.minor_axis_length, r.eccentricity, r.orientation, r.area_convex, r.solidity, r.feret_diameter_max, r.extent,
        r.equivalent_diameter_area] for r in regions], "<f8")
    out[f"intensity-{name}"] = np.array([[[
        r.intensity_mean[c], r.intensity_min[c], r.intensity_max[c], image[c][labels == r.label].astype(float).std(), image[c][labels == r.label].astype(float).sum(),
        r.weighted_centroid[1][c], r.weighted_centroid[0][c]] for c in range(2)] for r in regions], "<f8")
    for distance in (1, 3):
        out[f"texture{distance}-{name}"] = np.array(
            [haralick(image[1].astype(int), labels == r.label, 8, distance) for r in regions], "<f8")

np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "measuring.npz"), **out)
