"""Makes filters.npz: /usr/bin/python3 make_filters.py (Debian: python3-skimage 0.19.3, -scipy 1.10.1, -numpy 1.24.2).

Inputs are synthetic, from one seed; results are those of scikit-image and SciPy, called as written here, or of the formulas in NumPy that stand here.
"""
import os
import numpy as np
from scipy import ndimage
from skimage import filters, morphology, restoration

random = np.random.default_rng(19800101)
out = {}
y, x = np.mgrid[0:27, 0:34]
scene = 300 + 3 * x + random.normal(0, 20, y.shape)
for _ in range(4):
    cy, cx, r = random.uniform(0, 27), random.uniform(0, 34), random.uniform(3, 7)
    scene += 700 * (np.hypot(y - cy, x - cx) < r)
scene = scene.astype("<f4")
out["scene"] = scene
out["narrow"] = random.uniform(-5, 5, (3, 5)).astype("<f4")
scene = scene.astype(float)
narrow = out["narrow"].astype(float)


def kernel(sigma, order):
    """SciPy's sampled derivatives of a Gaussian, with the centre and the scale that make them exact on 1, x and x²/2."""
    radius = max(int(4 * sigma + 0.5), 1 if order else 0)
    d = np.arange(-radius, radius + 1, dtype=float)
    if sigma < 0.125:
        bell = (d == 0) if order == 0 else (abs(d) == 1)
        bell = bell.astype(float)
        weights = bell if order != 1 else bell * d
    else:
        bell = np.exp(-d ** 2 / (2 * sigma ** 2))
        weights = [bell, bell * d, bell * (d ** 2 / sigma ** 2 - 1)][order]
    if order == 0:
        return weights / weights.sum()
    weights[radius] = 0
    if order == 1:
        return weights / (weights * d).sum()
    weights[radius] = -weights.sum()
    return weights / (weights * d ** 2 / 2).sum()


def derivative(image, sigma, down, along):
    image = ndimage.correlate1d(image, kernel(sigma, down), 0, mode="nearest")
    return ndimage.correlate1d(image, kernel(sigma, along), 1, mode="nearest")


def eigenvalues(a, b, c):
    values = np.linalg.eigvalsh(np.stack([np.stack([a, c], -1), np.stack([c, b], -1)], -1))
    return np.stack([values[..., 1], values[..., 0]]).astype("<f4")


for sigma in (0, 0.5, 2.5):
    for orders in ((1, 0), (0, 1), (2, 0), (0, 2), (1, 1)):
        out[f"derivative-{sigma}-{orders[0]}{orders[1]}"] = derivative(scene, sigma, *orders).astype("<f4")
for sigma in (0.7, 1.6, 3.5):
    down, along = derivative(scene, sigma, 1, 0), derivative(scene, sigma, 0, 1)
    out[f"magnitude-{sigma}"] = np.hypot(down, along).astype("<f4")
    out[f"laplacian-{sigma}"] = (derivative(scene, sigma, 2, 0) + derivative(scene, sigma, 0, 2)).astype("<f4")
    out[f"hessian-{sigma}"] = eigenvalues(derivative(scene, sigma, 2, 0), derivative(scene, sigma, 0, 2), derivative(scene, sigma, 1, 1))
    for outer in (0.5 * sigma, 2):
        blurred = [ndimage.gaussian_filter(product, outer, mode="nearest") for product in (down * down, along * along, down * along)]
        out[f"structure-{sigma}-{outer}"] = eigenvalues(*blurred)
    # SciPy's own, for how far the corrected kernels may differ from them.
    out[f"scipy-magnitude-{sigma}"] = ndimage.gaussian_gradient_magnitude(scene, sigma, mode="nearest").astype("<f4")
    out[f"scipy-laplacian-{sigma}"] = ndimage.gaussian_laplace(scene - scene.mean(), sigma, mode="nearest").astype("<f4")
    out[f"difference-{sigma}"] = filters.difference_of_gaussians(scene, sigma).astype("<f4")
out["difference-1-4"] = filters.difference_of_gaussians(scene, 1, 4).astype("<f4")
out["sobel"] = filters.sobel(scene).astype("<f4")
out["sobel-narrow"] = filters.sobel(narrow).astype("<f4")

for size in (3, 5, 7, 21, 45):
    out[f"median-{size}"] = filters.median(out["scene"], morphology.square(size)).astype("<f4")
    out[f"median-levels-{size}"] = filters.median(out["scene"] // 150, morphology.square(size)).astype("<f4")
for size in (3, 5, 9):
    out[f"median-narrow-{size}"] = filters.median(out["narrow"], morphology.square(size)).astype("<f4")


def bilateral(image, sigma, contrast):
    radius = max(2, int(np.ceil(3 * sigma)))
    padded = np.pad(image, radius, mode="edge")
    sums, weights = np.zeros(image.shape), np.zeros(image.shape)
    for dy in range(2 * radius + 1):
        for dx in range(2 * radius + 1):
            other = padded[dy:dy + image.shape[0], dx:dx + image.shape[1]]
            weight = np.exp(-((dy - radius) ** 2 + (dx - radius) ** 2) / (2 * sigma ** 2) - (other - image) ** 2 / (2 * contrast ** 2))
            sums += weight * other
            weights += weight
    return (sums / weights).astype("<f4")


for sigma, contrast in ((0.5, 50), (1, 40), (2, 200), (2, 1e6)):
    out[f"bilateral-{sigma}-{contrast:g}"] = bilateral(scene, sigma, contrast)
out["bilateral-narrow"] = bilateral(narrow, 1.5, 2)
# The table of spatial weights has 8 × 8 entries for 7 × 7 pixels in 0.19.3, which skews the window; this is the one that was meant.
restoration._denoise._compute_spatial_lut = lambda size, sigma, dtype=float: np.exp(
    -(np.arange(-(size // 2), size // 2 + 1)[:, None] ** 2 + np.arange(-(size // 2), size // 2 + 1) ** 2) / (2 * sigma ** 2)).ravel().astype(dtype)
out["skimage-bilateral-1-40"] = restoration.denoise_bilateral(
    scene, sigma_color=40, sigma_spatial=1, bins=1_000_000, mode="edge").astype("<f4")

for window in (3, 15, 121):
    out[f"local-mean-{window}"] = filters.threshold_local(scene, window, "mean").astype("<f4")
    out[f"local-gaussian-{window}"] = filters.threshold_local(scene, window, "gaussian").astype("<f4")
    out[f"niblack-{window}"] = filters.threshold_niblack(scene, window, k=-0.4).astype("<f4")
    out[f"sauvola-{window}"] = filters.threshold_sauvola(scene, window, k=0.3, r=250).astype("<f4")
out["sauvola-narrow-7"] = filters.threshold_sauvola(narrow, 7, k=0.2, r=4).astype("<f4")
out["local-mean-narrow-7"] = filters.threshold_local(narrow, 7, "mean").astype("<f4")
out["hysteresis"] = filters.apply_hysteresis_threshold(scene, 380, 900)

np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "filters.npz"), **out)
