"""Makes metrics.npz: /usr/bin/python3 make_metrics.py (Debian: python3-scipy 1.10.1, python3-numpy 1.24.2).

Pairs of label images whose objects were shifted, split and merged, and for each threshold the number of pairs and their summed IoU that
scipy.optimize.linear_sum_assignment finds when a pair is worth 1 + IoU / (2 n): most pairs first, then the largest sum.
"""
import os
import numpy as np
from scipy.optimize import linear_sum_assignment

random = np.random.default_rng(7)
THRESHOLDS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
out = {"thresholds": np.array(THRESHOLDS, "<f8")}


def objects(n, size=64):
    labels = np.zeros((size, size), "<i4")
    y, x = np.mgrid[0:size, 0:size]
    for label in random.permutation(np.arange(1, n + 1)) * 3:
        cy, cx, a, b = *random.uniform(0, size, 2), *random.uniform(3, 12, 2)
        labels[((y - cy) / a) ** 2 + ((x - cx) / b) ** 2 < 1] = label
    return labels


def changed(truth):
    moved = np.roll(truth, tuple(random.integers(-4, 5, 2)), (0, 1))
    for label in np.unique(moved)[1:]:
        where = moved == label
        kind = random.integers(5)
        if kind == 0:
            moved[where] = 0
        elif kind == 1:
            moved[where & (np.arange(64) % 7 < 3)] = label + 1
        elif kind == 2:
            moved[where] = random.choice(np.unique(moved))
    return moved


def score(truth, predicted):
    t, p = np.unique(truth[truth > 0]), np.unique(predicted[predicted > 0])
    iou = np.zeros((len(t), len(p)))
    for i, a in enumerate(t):
        for j, b in enumerate(p):
            both = ((truth == a) & (predicted == b)).sum()
            iou[i, j] = both / ((truth == a) | (predicted == b)).sum()
    rows = []
    for threshold in THRESHOLDS:
        good = iou >= threshold
        i, j = linear_sum_assignment(-(good * (1 + iou / (2 * max(1, min(iou.shape))))))
        chosen = good[i, j]
        rows.append((chosen.sum(), len(t), len(p), iou[i, j][chosen].sum()))
    return rows


for case in range(12):
    truth = objects(int(random.integers(3, 40)))
    predicted = changed(truth)
    out[f"truth-{case}"], out[f"predicted-{case}"] = truth, predicted
    out[f"scores-{case}"] = np.array(score(truth, predicted), "<f8")

np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics.npz"), **out)
