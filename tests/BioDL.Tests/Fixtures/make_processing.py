"""Freezes what NumPy makes of the processing steps of the Bioimage Model Zoo's specification (0.4 and 0.5).

Run with /usr/bin/python3; writes processing.npz beside this file. The formulas are those of the specification, written out anew.
"""
import os

import numpy as np

random = np.random.default_rng(20)
x = random.normal(3, 40, (2, 3, 5, 7)).astype(np.float32)
last = np.ascontiguousarray(x.transpose(0, 2, 3, 1))
reference = random.gamma(2, 300, (2, 3, 5, 7)).astype(np.float32)
wide = np.concatenate([random.normal(0, 400, 300), [-1.9, -0.5, 0.0, 0.5, 1.9, 255.5, 256.0, 300.7, -129.0, 40000.0, -40000.0, 65503.0]]).astype(np.float32)
arrays = {"x": x, "last": last, "reference": reference, "wide": wide}


def standard(a, axes, eps=1e-6):
    a = a.astype(np.float64)
    return (a - a.mean(axes, keepdims=True)) / (a.std(axes, keepdims=True) + eps)


def stretch(a, axes, low, high, of=None, eps=1e-6):
    a, of = a.astype(np.float64), (a if of is None else of).astype(np.float64)
    lo, hi = np.percentile(of, [low, high], axis=axes, keepdims=True)
    return (a - lo) / (hi - lo + eps)


def match(a, axes, of, eps=1e-6):
    a, of = a.astype(np.float64), of.astype(np.float64)
    return (a - a.mean(axes, keepdims=True)) / (a.std(axes, keepdims=True) + eps) * (of.std(axes, keepdims=True) + eps) + of.mean(axes, keepdims=True)


arrays["standard_yx"] = standard(x, (2, 3))
arrays["standard_cyx"] = standard(x, (1, 2, 3))
arrays["standard_all"] = standard(x, None)
arrays["standard_c"] = standard(x, (1,))
arrays["standard_last_yx"] = standard(last, (1, 2), eps=0.5)
arrays["range_yx"] = stretch(x, (2, 3), 1, 99.8)
arrays["range_cyx"] = stretch(x, (1, 2, 3), 0, 100)
arrays["range_all"] = stretch(x, None, 25, 60.5)
arrays["range_last_yx"] = stretch(last, (1, 2), 5, 95)
arrays["range_reference"] = stretch(x, (1, 2, 3), 5, 90, reference)
arrays["match_yx"] = match(x, (2, 3), reference)
arrays["match_cyx"] = match(x, (1, 2, 3), reference, eps=0.25)
arrays["fixed_c"] = (x.astype(np.float64) - np.array([1, -2, 3.5])[:, None, None]) / (np.array([2, 0.5, 10])[:, None, None])
arrays["linear_c"] = x.astype(np.float64) * np.array([1, -2, 0.5])[:, None, None] + np.array([0, 7, -1])[:, None, None]
arrays["binarize_c"] = (x > np.array([0, 10, -10])[:, None, None]).astype(np.float64)
arrays["clip"] = x.clip(-12.5, 30).astype(np.float64)
arrays["sigmoid"] = 1 / (1 + np.exp(-x.astype(np.float64)))
e = np.exp(x.astype(np.float64) - x.max(1, keepdims=True))
arrays["softmax_c"] = e / e.sum(1, keepdims=True)
# Conversions go through 64-bit whole numbers: what C leaves open for numbers that do not fit is fixed so.
for name in ["uint8", "int8", "uint16", "int16", "int32"]:
    arrays["as_" + name] = wide.astype(np.int64).astype(name).astype(np.float64)
arrays["as_float16"] = wide.astype(np.float16).astype(np.float64)
arrays["as_bool"] = wide.astype(bool).astype(np.float64)

folder = os.path.dirname(os.path.abspath(__file__))
np.savez_compressed(os.path.join(folder, "processing.npz"), **arrays)
