"""Frozen truths for tests/BioDL.Tests/Simulation: what Pillow (libjpeg-turbo) makes of images written as JPEG and read again, and the
diffraction pattern of a circular aperture in and out of focus, integrated by SciPy. Run with /usr/bin/python3 in this folder."""

import io

import numpy as np
from PIL import Image
from scipy import integrate, special

QUALITIES = [5, 30, 50, 75, 92, 100]


def scenes():
    rng = np.random.default_rng(20240611)
    y, x = np.mgrid[0:37, 0:53]
    smooth = 120 + 80 * np.sin(x / 5.0) * np.cos(y / 7.0)
    grey = np.clip(smooth + rng.normal(0, 12, smooth.shape), 0, 255).astype(np.uint8)
    yield "grey", grey
    colour = np.stack([smooth, 255 - smooth, 128 + 100 * np.sin((x + y) / 4.0)], axis=-1)
    yield "colour", np.clip(colour + rng.normal(0, 15, colour.shape), 0, 255).astype(np.uint8)
    noise = rng.integers(0, 256, (32, 48, 3)).astype(np.uint8)
    yield "noise", noise
    edges = np.zeros((17, 9, 3), np.uint8)
    edges[5:, 4:, 0], edges[:9, :5, 1], edges[::2, :, 2] = 255, 200, 90
    yield "edges", edges


def round_trip(pixels, quality):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(io.BytesIO(file.getvalue())))


def planar(pixels):
    return np.ascontiguousarray(np.moveaxis(np.atleast_3d(pixels), -1, 0)).astype(np.float32)


def intensity(v, u):
    """|2 * integral of J0(v rho) exp(i u rho^2 / 2) rho over 0..1|^2 (Born and Wolf, section 8.8)."""
    real = integrate.quad(lambda r: special.j0(v * r) * np.cos(u * r * r / 2) * r, 0, 1, limit=400)[0]
    imaginary = integrate.quad(lambda r: special.j0(v * r) * np.sin(u * r * r / 2) * r, 0, 1, limit=400)[0]
    return 4 * (real * real + imaginary * imaginary)


arrays = {}
for name, pixels in scenes():
    arrays[f"{name}_given"] = planar(pixels)
    for quality in QUALITIES:
        arrays[f"{name}_{quality}"] = planar(round_trip(pixels, quality))

# Points in the middle of pixels so small (a tenth of an optical unit) that the pattern hardly changes across one.
for u in (0, 4, 12):
    arrays[f"pattern_{u}"] = np.array([intensity(0.1 * i, u) for i in range(0, 121)])
np.savez_compressed("simulation.npz", **arrays)
