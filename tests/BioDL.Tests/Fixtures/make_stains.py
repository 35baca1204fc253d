"""Makes stains.npz: /usr/bin/python3 make_stains.py (Debian: python3-skimage 0.19.3, -numpy 1.24.2). Inputs are synthetic, from one seed."""
import os
import numpy as np
from skimage import color

random = np.random.default_rng(20010823)
out = {}
planar = lambda image: np.ascontiguousarray(np.moveaxis(image, -1, 0)).astype("<f4")

# Any colours, some black and some white: amounts clipped at 0, by scikit-image's convention.
rgb = random.uniform(0, 1, (20, 24, 3)).astype("f4")
rgb[0, :4], rgb[1, :4] = 0, 1
out["rgb"] = planar(rgb)
out["hed"] = planar(color.separate_stains(rgb.astype(float), color.hed_from_rgb))
vectors = color.rgb_from_hed.copy()
for name, rows in (("he", (0, 1)), ("hd", (0, 2))):
    two = np.array([vectors[rows[0]], vectors[rows[1]], np.cross(vectors[rows[0]], vectors[rows[1]])])
    out[name] = planar(color.separate_stains(rgb.astype(float), np.linalg.inv(two)))

# Macenko's estimate, by NumPy's singular value decomposition, on a mixture of two stains with noise, as 8 bits: nuclei and fibres.
first, second = np.array([0.55, 0.76, 0.35]), np.array([0.12, 0.90, 0.42])
first, second = first / np.linalg.norm(first), second / np.linalg.norm(second)
amounts = np.stack([random.gamma(2, 0.25, 60 * 50) * (random.uniform(size=3000) < 0.5), random.gamma(2, 0.2, 3000) * (random.uniform(size=3000) < 0.6)], 1)
light = 240 * 10 ** -(amounts @ np.stack([first, second])) + random.normal(0, 1.5, (3000, 3))
mixture = np.clip(np.round(light), 0, 255).reshape(60, 50, 3)
density = -np.log10(np.maximum(mixture.reshape(-1, 3), 240 / 255) / 240)
density = density[np.linalg.norm(density, axis=1) >= 0.15]
_, strengths, axes = np.linalg.svd(density, full_matrices=False)
axes = axes[:2] * np.sign(axes[:2].sum(1, keepdims=True))
angles = np.sort(np.arctan2(density @ axes[1], density @ axes[0]))
ends = [np.array([np.cos(a), np.sin(a)]) @ axes for a in angles[np.rint([0.01 * (len(angles) - 1), 0.99 * (len(angles) - 1)]).astype(int)]]
ends.sort(key=lambda v: -v[0])
out["mixture"], out["estimate"] = planar(mixture), np.array([*ends[0], *ends[1], strengths[1] / strengths[0], len(density) / 3000], "<f8")

np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "stains.npz"), **out)
