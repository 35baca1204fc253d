"""From masks to objects: name → (peer and version, what it does with the scene)."""
import numpy as np
import scipy, skimage
from scipy import ndimage
from scipy.optimize import linear_sum_assignment
from skimage import measure, morphology, segmentation

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


def with_disk(function, radius):
    """scikit-image's own disk, the exact one; its decompositions into smaller footprints come with later versions and are approximate."""
    disk = morphology.disk(radius)
    return lambda pixels: function(pixels, disk)


def open_square(pixels, side):
    """SciPy takes squares apart into rows and columns, each at a cost that does not depend on the side."""
    return ndimage.maximum_filter(ndimage.minimum_filter(pixels, side), side)


def filled(image):
    marker = np.full_like(image, image.max())
    marker[0], marker[-1], marker[:, 0], marker[:, -1] = image[0], image[-1], image[:, 0], image[:, -1]
    return morphology.reconstruction(marker, image, "erosion", footprint=CROSS)


DISK5 = [with_disk(f, 5) for f in (morphology.binary_erosion, morphology.binary_dilation, morphology.binary_opening)]
GREY5 = [with_disk(f, 5) for f in (morphology.erosion, morphology.dilation, morphology.opening)]
DISK15, GREY15 = with_disk(morphology.binary_opening, 15), with_disk(morphology.opening, 15)
TOPHAT10 = with_disk(morphology.white_tophat, 10)
CROSS = ndimage.generate_binary_structure(2, 1)
CASES = {
    "distance transform": (SCIPY, lambda scene: ndimage.distance_transform_edt(scene.mask)),
    "components": (SCIPY, lambda scene: ndimage.label(scene.mask, np.ones((3, 3)))),
    "components, 4 neighbours": (SCIPY, lambda scene: ndimage.label(scene.mask)),
    "remove small": (SKIMAGE, lambda scene: morphology.remove_small_objects(scene.mask, 60, connectivity=2)),
    "fill holes": (SCIPY, lambda scene: ndimage.binary_fill_holes(scene.mask)),
    "clear border": (SKIMAGE, lambda scene: segmentation.clear_border(scene.labels)),
    "erosion of a mask, disk of 5": (SKIMAGE, lambda scene: DISK5[0](scene.mask)),
    "dilation of a mask, disk of 5": (SKIMAGE, lambda scene: DISK5[1](scene.mask)),
    "opening of a mask, disk of 5": (SKIMAGE, lambda scene: DISK5[2](scene.mask)),
    "opening of a mask, disk of 15": (SKIMAGE, lambda scene: DISK15(scene.mask)),
    "opening of a mask, square of 11": (SCIPY, lambda scene: open_square(scene.mask.view(np.uint8), 11)),
    "erosion, disk of 5": (SKIMAGE, lambda scene: GREY5[0](scene.image)),
    "dilation, disk of 5": (SKIMAGE, lambda scene: GREY5[1](scene.image)),
    "opening, disk of 5": (SKIMAGE, lambda scene: GREY5[2](scene.image)),
    "opening, disk of 15": (SKIMAGE, lambda scene: GREY15(scene.image)),
    "opening, square of 31": (SCIPY, lambda scene: open_square(scene.image, 31)),
    "white top-hat, disk of 10": (SKIMAGE, lambda scene: TOPHAT10(scene.image)),
    "reconstruction": (SKIMAGE, lambda scene: morphology.reconstruction(scene.eroded, scene.image)),
    "fill holes of an image": (SKIMAGE, lambda scene: filled(scene.smooth)),
    "maxima": (SKIMAGE, lambda scene: morphology.local_maxima(scene.smooth)),
    "h-maxima": (SKIMAGE, lambda scene: morphology.h_maxima(scene.distance, 0.5)),
    "skeleton": (SKIMAGE, lambda scene: morphology.skeletonize(scene.mask)),
    "expand labels": (SKIMAGE, lambda scene: segmentation.expand_labels(scene.labels, 5)),
    "boundaries": (SKIMAGE, lambda scene: segmentation.find_boundaries(scene.labels, mode="inner")),
    "active contour, 10 iterations": (SKIMAGE, lambda scene: segmentation.morphological_chan_vese(scene.image, 10)),
    "watershed from seeds": (SKIMAGE, lambda scene: segmentation.watershed(scene.landscape, scene.seeds, mask=scene.mask)),
    "matching": (SCIPY, lambda scene: match(scene.truth, scene.labels)),
    "measurements, shape and intensity": (SKIMAGE, lambda scene: measure.regionprops_table(scene.labels, scene.image, MEASURES)),
}
