"""Filters and thresholds: name → (peer and version, what it does with the scene). Images go in as the type that the peer likes best: float32."""
import scipy, skimage
from scipy import ndimage
from skimage import filters

SCIPY, SKIMAGE = f"SciPy {scipy.__version__}", f"scikit-image {skimage.__version__}"

CASES = {
    "Gaussian, 2 pixels": (SCIPY, lambda scene: ndimage.gaussian_filter(scene.image, 2, mode="nearest")),
    "Otsu": (SKIMAGE, lambda scene: filters.threshold_otsu(scene.image)),
}
