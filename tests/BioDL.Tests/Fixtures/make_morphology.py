"""Makes morphology.npz: /usr/bin/python3 make_morphology.py (Debian: python3-skimage 0.19.3, -scipy 1.10.1, -numpy 1.24.2).

Inputs are synthetic, from one seed; results are those of scikit-image and SciPy, called as written here. All masks are stored one after the other, as
bits in whole 32-bit words; their names, heights and widths stand in "bit-names", letter by letter.
"""
import os
import numpy as np
from scipy import ndimage
from skimage import morphology, segmentation
from skimage.segmentation import morphsnakes

random = np.random.default_rng(20170210)
out, bit_masks = {}, {}


def bits(name, mask):
    bit_masks[name] = np.asarray(mask, bool)


def discs(height, width, count, smallest=3, largest=9):
    y, x = np.mgrid[0:height, 0:width]
    image = np.zeros((height, width))
    for _ in range(count):
        cy, cx, r = random.uniform(0, height), random.uniform(0, width), random.uniform(smallest, largest)
        image = np.maximum(image, random.integers(8, 16) * 40 * (np.hypot(y - cy, x - cx) < r))
    return image


# Masks: discs that touch the edge, noise, thin lines, rings, and every edge case of size; widths around 64 because masks are packed into words.
y, x = np.mgrid[0:61, 0:75]
lines = np.zeros((61, 75), bool)
lines[10, 3:70] = lines[5:58, 64] = lines[59, :] = True
lines[np.arange(50), np.arange(50)] = True
lines[np.arange(40) + 1, 60 - np.arange(40)] = True
lines[20:40, 20:22] = True
rings = (np.hypot(y - 30, x - 30) % 9 < 4) & (np.hypot(y - 30, x - 30) < 45)
masks = {
    "discs": discs(70, 131, 22) > 0,
    "noise20": random.uniform(size=(47, 64)) < 0.2,
    "noise60": random.uniform(size=(40, 65)) < 0.6,
    "noise90": random.uniform(size=(33, 128)) < 0.9,
    "lines": lines,
    "rings": rings,
    "blobs": ndimage.gaussian_filter(random.normal(size=(90, 63)), 2) > 0,
    "empty": np.zeros((9, 66), bool),
    "full": np.ones((12, 70), bool),
    "pixel": np.ones((1, 1), bool),
    "row": random.uniform(size=(1, 90)) < 0.7,
    "column": random.uniform(size=(77, 1)) < 0.7,
    "thin": random.uniform(size=(2, 129)) < 0.8,
}
CROSS3 = np.zeros((7, 7), np.uint8)
CROSS3[3, :] = CROSS3[:, 3] = 1
FOOTPRINTS = {"Disk1": morphology.disk(1), "Disk2": morphology.disk(2), "Disk5": morphology.disk(5), "Disk15": morphology.disk(15),
              "Square1": morphology.square(3), "Square4": morphology.square(9), "Cross1": ndimage.generate_binary_structure(2, 1), "Cross3": CROSS3}
for name, mask in masks.items():
    bits(f"mask-{name}", mask)
    for shape, footprint in FOOTPRINTS.items():
        bits(f"Erode-{shape}-{name}", morphology.binary_erosion(mask, footprint))
        bits(f"Dilate-{shape}-{name}", morphology.binary_dilation(mask, footprint))
        bits(f"Open-{shape}-{name}", morphology.binary_opening(mask, footprint))
        bits(f"Close-{shape}-{name}", morphology.binary_closing(mask, footprint))
    bits(f"skeleton-{name}", morphology.skeletonize(mask))
    bits(f"filled-{name}", ndimage.binary_fill_holes(mask))
    bits(f"inside-{name}", segmentation.clear_border(mask))
    if min(mask.shape) > 2:
        bits(f"inside2-{name}", segmentation.clear_border(mask, buffer_size=2))

# Grey images: whole numbers and others, plateaus, noise, odd sizes, one row, one column, one pixel, constant.
images = {
    "cells": np.round(discs(45, 53, 14) + 1.5 * np.mgrid[0:45, 0:53][1] + random.normal(0, 6, (45, 53))),
    "plateaus": np.round(ndimage.gaussian_filter(random.normal(size=(40, 31)), 2) * 30),
    "noise": random.integers(-5, 6, (17, 33)).astype(float),
    "ramp": np.add.outer(np.arange(20.0), 3 * np.arange(24.0)),
    "sixteenths": np.round(ndimage.gaussian_filter(random.normal(size=(36, 41)), 1.5) * 640) / 16,
    "row": random.integers(0, 9, (1, 50)).astype(float),
    "column": random.integers(0, 9, (43, 1)).astype(float),
    "pixel": np.array([[3.0]]),
    "constant": np.full((7, 9), -2.0),
}
GREY = {"Disk1": 1, "Disk3": 3, "Disk8": 8, "Square2": 2, "Cross2": 2}
for name, image in images.items():
    image = image.astype("<f4")
    out[f"image-{name}"] = image
    out[f"size-{name}"] = np.array(image.shape, "<i4")
    for shape, radius in GREY.items():
        footprint = morphology.disk(radius)
        if shape.startswith("Square"):
            footprint = morphology.square(2 * radius + 1)
        if shape.startswith("Cross"):
            footprint = np.zeros((2 * radius + 1,) * 2, np.uint8)
            footprint[radius, :] = footprint[:, radius] = 1
        for method, peer in (("Erode", morphology.erosion), ("Dilate", morphology.dilation), ("Open", morphology.opening),
                             ("Close", morphology.closing), ("TopHat", morphology.white_tophat), ("BlackTopHat", morphology.black_tophat)):
            if shape == "Disk3" or method in ("Erode", "Dilate"):
                out[f"{method}-{shape}-{name}"] = peer(image, footprint).astype("<f4")
    # Reconstruction from a few seeds of the right height, with four and eight neighbours.
    for sign, method in ((1, "dilation"), (-1, "erosion")):
        marker = np.where(random.uniform(size=image.shape) < 0.02, image, image - sign * random.integers(4, 30, image.shape)).astype("<f4")
        out[f"marker-{method}-{name}"] = marker
        for neighbours in (4, 8):
            structure = ndimage.generate_binary_structure(2, neighbours // 4)
            out[f"{method}{neighbours}-{name}"] = morphology.reconstruction(marker, image, method, footprint=structure).astype("<f4")
    marker = np.full_like(image, image.max())
    marker[0], marker[-1], marker[:, 0], marker[:, -1] = image[0], image[-1], image[:, 0], image[:, -1]
    out[f"greyfilled-{name}"] = morphology.reconstruction(
        marker, image, "erosion", footprint=ndimage.generate_binary_structure(2, 1)).astype("<f4")
    for neighbours in (4, 8):
        bits(f"maxima{neighbours}-{name}", morphology.local_maxima(image, connectivity=neighbours // 4))
        bits(f"minima{neighbours}-{name}", morphology.local_minima(image, connectivity=neighbours // 4))
    for h in (1, 4, 25):
        bits(f"hmaxima{h}-{name}", morphology.h_maxima(image.astype(float), h))
        bits(f"hminima{h}-{name}", morphology.h_minima(image.astype(float), h))

# Labels: discs that touch, single pixels at random (many ties), objects at the edge, none, all, one row and one column.
touching = np.zeros((48, 59), int)
for n in range(1, 16):
    cy, cx, r = random.uniform(0, 48), random.uniform(0, 59), random.uniform(2, 9)
    touching[np.hypot(*(np.mgrid[0:48, 0:59] - np.array([cy, cx])[:, None, None])) < r] = 3 * n
labellings = {
    "touching": touching,
    "pixels": np.where(random.uniform(size=(39, 70)) < 0.01, random.integers(1, 99, (39, 70)), 0),
    "dense": np.where(random.uniform(size=(31, 33)) < 0.2, random.integers(1, 9, (31, 33)), 0),
    "empty": np.zeros((5, 6), int),
    "full": np.full((6, 5), 7),
    "row": np.where(random.uniform(size=(1, 60)) < 0.1, random.integers(1, 9, (1, 60)), 0),
    "column": np.where(random.uniform(size=(60, 1)) < 0.1, random.integers(1, 9, (60, 1)), 0),
    "halves": np.repeat([[1] * 20 + [2] * 21], 15, axis=0),
}
for name, labels in labellings.items():
    labels = labels.astype("<i4")
    out[f"labels-{name}"], out[f"labelsize-{name}"] = labels, np.array(labels.shape, "<i4")
    for distance in (1, 2.5, 5, 40):
        expanded = segmentation.expand_labels(labels, distance) if labels.any() else labels
        out[f"expanded{distance}-{name}"] = expanded.astype("<i4")
    for mode in ("inner", "outer", "thick"):
        bits(f"{mode}-{name}", segmentation.find_boundaries(labels, connectivity=1, mode=mode))
    if name in ("touching", "empty", "full", "halves"):
        out[f"cleared-{name}"] = segmentation.clear_border(labels).astype("<i4")

# Active contours; scikit-image goes on with the alternation of its smoothing where the last call left it, so it is set back before each.
scene = discs(60, 71, 9, 4, 11)
scenes = {
    "discs": np.round(scene + random.normal(0, 40, scene.shape)),
    "noise": random.integers(0, 100, (35, 64)).astype(float),
    "fine": (ndimage.gaussian_filter(random.normal(size=(50, 65)), 3) * 50).astype("<f4").astype(float),
    "narrow": random.integers(0, 50, (3, 130)).astype(float),
    "two": random.integers(0, 50, (40, 2)).astype(float),
    "constant": np.full((20, 21), 5.0),
}
operators = [lambda u: morphsnakes.sup_inf(morphsnakes.inf_sup(u)), lambda u: morphsnakes.inf_sup(morphsnakes.sup_inf(u))]
for name, image in scenes.items():
    out[f"contour-{name}"], out[f"contoursize-{name}"] = image.astype("<f4"), np.array(image.shape, "<i4")
    disk = segmentation.disk_level_set(image.shape).astype(bool)
    bits(f"start-{name}", disk)
    for start, initial in (("disk", disk.astype(np.int8)), ("checkerboard", "checkerboard")):
        for iterations, smoothing in ((0, 1), (1, 0), (1, 1), (4, 2), (7, 3), (30, 1), (31, 0)):
            morphsnakes._curvop = morphsnakes._fcycle(operators)
            bits(f"{start}-{iterations}-{smoothing}-{name}",
                 segmentation.morphological_chan_vese(image, iterations, initial, smoothing))

words = [np.packbits(mask.ravel(), bitorder="little") for mask in bit_masks.values()]
words = [np.pad(row, (0, -len(row) % 4)).view("<i4") for row in words]
out["bits"] = np.concatenate(words)
out["bit-names"] = np.array([ord(letter) for letter in " ".join(f"{name} {m.shape[0]} {m.shape[1]}" for name, m in bit_masks.items())], "<i4")
np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "morphology.npz"), **out)
