"""From masks to objects: name → (peer and version, what it does with the scene)."""
import numpy as np
import scipy, skimage
from scipy import ndimage
from scipy.optimize import linear_sum_assignment
from skimage import measure, segmentation

SCIPY, SKIMAGE = f"SciPy {scipy.__version__}", f"scikit-image {skimage.__version__}"


def match(truth, labels, threshold=0.5):
    """Hungarian assignment on the dense matrix of overlaps, the usual way in Python."""
    overlap = scipy.sparse.coo_matrix((np.ones(truth.size, np.int64), (truth.ravel(), labels.ravel()))).toarray()
    union = overlap.sum(1, keepdims=True) + overlap.sum(0, keepdims=True) - overlap
    iou = (overlap / np.maximum(union, 1))[1:, 1:]
    rows, columns = linear_sum_assignment(-(iou >= threshold).astype(float) - iou / (2 * min(iou.shape)))
    return np.count_nonzero(iou[rows, columns] >= threshold)


MEASURES = (
    "label", "area", "perimeter", "perimeter_crofton", "centroid", "bbox", "axis_major_length", "axis_minor_length", "eccentricity", "orientation",
    "area_convex", "solidity", "feret_diameter_max", "extent", "equivalent_diameter_area", "intensity_mean", "intensity_min", "intensity_max",
    "centroid_weighted")

CASES = {
    "distance transform": (SCIPY, lambda scene: ndimage.distance_transform_edt(scene.mask)),
    "components": (SCIPY, lambda scene: ndimage.label(scene.mask, np.ones((3, 3)))),
    "watershed from seeds": (SKIMAGE, lambda scene: segmentation.watershed(scene.landscape, scene.seeds, mask=scene.mask)),
    "matching": (SCIPY, lambda scene: match(scene.truth, scene.labels)),
    "measurements, shape and intensity": (SKIMAGE, lambda scene: measure.regionprops_table(scene.labels, scene.image, MEASURES)),
}
