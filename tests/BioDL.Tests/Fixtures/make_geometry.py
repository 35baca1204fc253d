"""Makes geometry.npz: /usr/bin/python3 make_geometry.py (Debian: python3-numpy 1.24.2, -pil 9.4.0, -skimage 0.19.3).

Inputs are random, from one seed; results are those of NumPy, Pillow and scikit-image, called as written here.
"""
import os
import numpy as np
import PIL.Image
from skimage import color, transform

random = np.random.default_rng(20261122)
out = {}
image = random.uniform(0, 255, (17, 22)).astype("<f4")
out["image"] = image

# numpy.pad. Pads longer than the image are left out for reflect, symmetric and wrap where NumPy before 1.25 does not repeat the whole period.
for mode in ("constant", "edge", "reflect", "symmetric", "wrap"):
    kwargs = {"constant_values": 7} if mode == "constant" else {}
    out[f"pad-{mode}"] = np.pad(image, ((3, 5), (16, 1)), mode, **kwargs).astype("<f4")
out["rot90"] = np.ascontiguousarray(np.rot90(image))
out["rot270"] = np.ascontiguousarray(np.rot90(image, 3))

# Pillow, mode F: kernels widened by the factor when shrinking.
kinds = {"linear": PIL.Image.BILINEAR, "cubic": PIL.Image.BICUBIC, "nearest": PIL.Image.NEAREST}
sizes = [(9, 13), (34, 44), (5, 40), (1, 3), (23, 7), (17, 9)]
for height, width in sizes:
    for kind, code in kinds.items():
        result = PIL.Image.fromarray(image, mode="F").resize((width, height), code)
        out[f"pillow-{kind}-{height}x{width}"] = np.asarray(result).astype("<f4")
    plain = transform.resize(image.astype(float), (height, width), order=1, mode="edge", anti_aliasing=False, preserve_range=True)
    out[f"skimage-linear-{height}x{width}"] = plain.astype("<f4")
    mean = transform.resize_local_mean(image.astype(float), (height, width), preserve_range=True)
    out[f"skimage-area-{height}x{width}"] = mean.astype("<f4")

for angle in (17, -33.5, 90, 211):
    for order, kind in ((0, "nearest"), (1, "linear"), (3, "cubic")):
        turned = transform.rotate(image.astype(float), angle, order=order, cval=9, clip=False, preserve_range=True)
        out[f"rotate-{kind}-{angle}"] = turned.astype("<f4")

# Colours: the corners of the cube, greys, dark colours around the bends of the curves, and random ones; as fractions.
corners = np.stack(np.meshgrid([0, 1], [0, 1], [0, 1], indexing="ij"), -1).reshape(-1, 3)
greys = np.repeat(np.linspace(0, 1, 18)[:, None], 3, 1)
dark = random.uniform(0, 0.12, (40, 3))
rgb = np.concatenate([corners, greys, dark, random.uniform(0, 1, (190, 3))]).reshape(16, 16, 3).astype("f4")
lab = color.rgb2lab(rgb.astype(float))
wild = np.stack([random.uniform(0, 100, (16, 16)), random.uniform(-90, 90, (16, 16)), random.uniform(-90, 90, (16, 16))], -1).astype("f4")
planar = lambda array: np.ascontiguousarray(np.moveaxis(array, -1, 0)).astype("<f4")
out["rgb"], out["lab"], out["wild-lab"] = planar(rgb), planar(lab), planar(wild)
out["wild-rgb"] = planar(color.lab2rgb(wild.astype(float)))
# separate_stains with the identity: ln(max(I, 1e-6)) / ln(1e-6), negative values set to 0 (there are none here).
out["density"] = planar(color.separate_stains(rgb.astype(float), np.eye(3)))

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "geometry.npz")
np.savez_compressed(path, **out)
print(os.path.getsize(path), "bytes,", len(out), "arrays")
