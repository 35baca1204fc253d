"""The pixel classifier: name → (peer and version, what it does with the scene). Features in single precision, as our side; each derivative is computed once."""
import numpy as np
import scipy, sklearn
from scipy import ndimage
from sklearn.ensemble import RandomForestClassifier

SCIPY, SKLEARN = f"SciPy {scipy.__version__}", f"scikit-learn {sklearn.__version__}"
SCALES = (0.7, 1, 1.6, 3.5, 5, 10)
KEPT = {}


def eigenvalues(yy, xy, xx):
    half, root = (yy + xx) / 2, np.sqrt(((yy - xx) / 2) ** 2 + xy ** 2)
    return half + root, half - root


def features(image):
    planes = []
    for sigma in SCALES:
        def gaussian(order, s=sigma):
            return ndimage.gaussian_filter(image, s, order=order, mode="nearest")

        smooth, dy, dx, yy, xy, xx = (gaussian(order) for order in (0, (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)))
        tensor = [ndimage.gaussian_filter(product, sigma / 2, mode="nearest") for product in (dy * dy, dx * dy, dx * dx)]
        planes += [smooth, yy + xx, np.hypot(dy, dx), smooth - gaussian(0, 0.66 * sigma), *eigenvalues(*tensor), *eigenvalues(yy, xy, xx)]
    return np.stack(planes)


def samples(scene, count):
    if (id(scene), count) not in KEPT:
        places = np.arange(count, dtype=np.int64) * scene.image.size // count
        KEPT[id(scene), count] = features(scene.image).reshape(48, -1)[:, places].T.copy(), (scene.truth.ravel()[places] > 0).astype(int)
    return KEPT[id(scene), count]


def forest(scene, count):
    values, classes = samples(scene, count)
    return RandomForestClassifier(100, n_jobs=2, oob_score=False, random_state=1).fit(values, classes)


def classify(scene):
    if id(scene) not in KEPT:
        KEPT[id(scene)] = forest(scene, 5000)
    return KEPT[id(scene)].predict_proba(features(scene.image).reshape(48, -1).T)


CASES = {
    "48 pixel features": (SCIPY, lambda scene: features(scene.image)),
    "forest from 5000 pixels": (SKLEARN, lambda scene: forest(scene, 5000)),
    "forest from 50000 pixels": (SKLEARN, lambda scene: forest(scene, 50000)),
    "pixel classifier, 100 trees": (SKLEARN, classify),
}
