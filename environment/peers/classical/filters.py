"""Filters and thresholds: name → (peer and version, what it does with the scene).

Images go in as the type that the peer likes best: float32; for thresholds on whole numbers uint16, as scikit-image then counts instead of sorting into bins.
"""
import numpy as np
import scipy, skimage
from scipy import ndimage
from skimage import exposure, feature, filters, restoration

SCIPY, SKIMAGE = f"SciPy {scipy.__version__}", f"scikit-image {skimage.__version__}"


def hessian(image, sigma):
    """Second derivatives of a Gaussian, then the eigenvalues of each matrix by their formula."""
    down, along, mixed = (ndimage.gaussian_filter(image, sigma, order, mode="nearest") for order in ((2, 0), (0, 2), (1, 1)))
    return feature.hessian_matrix_eigvals([down, mixed, along])


def structure(image, sigma):
    down, along = (ndimage.gaussian_filter(image, sigma, order, mode="nearest") for order in ((1, 0), (0, 1)))
    products = (ndimage.gaussian_filter(product, sigma / 2, mode="nearest") for product in (down * down, down * along, along * along))
    return feature.structure_tensor_eigenvalues(list(products))


def whole(scene):
    if not hasattr(scene, "whole"):
        scene.whole = scene.image.astype(np.uint16)
    return scene.whole


CASES = {
    "Gaussian, 2 pixels": (SCIPY, lambda scene: ndimage.gaussian_filter(scene.image, 2, mode="nearest")),
    "Gaussian, 8 pixels": (SCIPY, lambda scene: ndimage.gaussian_filter(scene.image, 8, mode="nearest")),
    "Laplacian of Gaussian, 2 pixels": (SCIPY, lambda scene: ndimage.gaussian_laplace(scene.image, 2, mode="nearest")),
    "gradient magnitude, 2 pixels": (SCIPY, lambda scene: ndimage.gaussian_gradient_magnitude(scene.image, 2, mode="nearest")),
    "Hessian eigenvalues, 2 pixels": (SKIMAGE, lambda scene: hessian(scene.image, 2)),
    "structure tensor eigenvalues, 2 pixels": (SKIMAGE, lambda scene: structure(scene.image, 2)),
    "Sobel": (SKIMAGE, lambda scene: filters.sobel(scene.image)),
    "median, 3 × 3": (SCIPY, lambda scene: ndimage.median_filter(scene.image, 3, mode="nearest")),
    "median, 5 × 5": (SCIPY, lambda scene: ndimage.median_filter(scene.image, 5, mode="nearest")),
    "median, 21 × 21": (SCIPY, lambda scene: ndimage.median_filter(scene.image, 21, mode="nearest")),
    "bilateral, 2 pixels": (SKIMAGE, lambda scene: restoration.denoise_bilateral(scene.image, sigma_color=200, sigma_spatial=2, mode="edge")),
    "rolling ball, radius 25": (SKIMAGE, lambda scene: restoration.rolling_ball(scene.image, radius=25, num_threads=2)),
    "local contrast (CLAHE)": (SKIMAGE, lambda scene: exposure.equalize_adapthist(whole(scene))),
    "Otsu": (SKIMAGE, lambda scene: filters.threshold_otsu(whole(scene))),
    "Otsu, 3 classes": (SKIMAGE, lambda scene: filters.threshold_multiotsu(whole(scene))),
    "Li": (SKIMAGE, lambda scene: filters.threshold_li(scene.smooth)),
    "Triangle": (SKIMAGE, lambda scene: filters.threshold_triangle(whole(scene))),
    "local threshold, Gaussian, 51 pixels": (SKIMAGE, lambda scene: scene.image > filters.threshold_local(scene.image, 51)),
    "local threshold, Sauvola, 51 pixels": (SKIMAGE, lambda scene: scene.image > filters.threshold_sauvola(scene.image, 51)),
}
