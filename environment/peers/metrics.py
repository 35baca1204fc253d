"""The peer of './biodl bench metrics': SciPy, scikit-image and scikit-learn, timed within this process so that its start does not count.

    /usr/bin/python3 metrics.py FOLDER

reads the arrays that our side wrote to FOLDER, then one request per line: 'version NAME' runs it once and prints who answers to that name, 'run NAME' prints the
seconds that it took. Objects are compared as stardist and MedPy do it: a table of overlaps and an assignment per threshold; eroded outlines and distance
transforms.
"""
import os, sys, time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "2"
import numpy as np
import scipy, skimage, sklearn
from scipy import ndimage
from scipy.optimize import linear_sum_assignment
from skimage import metrics as image_metrics
from skimage.measure import regionprops
from sklearn.metrics import roc_auc_score

SCIPY, SKIMAGE, SKLEARN = f"SciPy {scipy.__version__}", f"scikit-image {skimage.__version__}", f"scikit-learn {sklearn.__version__}"
folder = sys.argv[1]


def read(file, kind):
    values = np.fromfile(os.path.join(folder, file), dtype=kind)
    side = int(round(len(values) ** 0.5))
    return values.reshape(side, side)


truth, labels, image, smooth = read("truth.i32", np.int32), read("labels.i32", np.int32), read("image.f32", np.float32), read("smooth.f32", np.float32)
true_mask, mask = truth > 0, read("mask.u8", np.uint8).astype(bool)


def overlaps():
    table = image_metrics.contingency_table if hasattr(image_metrics, "contingency_table") else None
    if table is None:
        from skimage.metrics._contingency_table import contingency_table as table
    shared = np.asarray(table(truth, labels).todense())
    t_area, p_area = shared.sum(1)[1:], shared.sum(0)[1:]
    shared = shared[1:, 1:][t_area > 0][:, p_area > 0]
    t_area, p_area = t_area[t_area > 0], p_area[p_area > 0]
    return shared, t_area, p_area, shared / (t_area[:, None] + p_area[None] - shared)


def accuracy(iou, threshold):
    few = min(iou.shape)
    rows, columns = linear_sum_assignment(-(iou >= threshold).astype(float) - iou / (2 * few))
    found = (iou[rows, columns] >= threshold).sum()
    return found / (iou.shape[0] + iou.shape[1] - found)


def ten_thresholds():
    iou = overlaps()[3]
    return np.mean([accuracy(iou, threshold) for threshold in np.arange(0.5, 1, 0.05)])


def whole_objects():
    shared, t_area, p_area, iou = overlaps()
    seg = np.where(shared > t_area[:, None] / 2, iou, 0).max(1).mean()
    best = iou.argmax(1)
    rows = np.flatnonzero(iou.max(1) > 0)
    columns = best[rows]
    joint = t_area.sum() + (p_area[columns] - shared[rows, columns]).sum() + np.delete(p_area, np.unique(columns)).sum()
    p_in_t, t_in_p = shared > p_area / 2, shared > t_area[:, None] / 2
    split, merged = (p_in_t.sum(1) > 1).sum(), (t_in_p.sum(0) > 1).sum()
    curve = [accuracy(iou, threshold) for threshold in np.arange(0.5, 1, 0.05)]
    return seg, shared[rows, columns].sum() / joint, split, merged, curve


def contour(a):
    return a ^ ndimage.binary_erosion(a)


def outlines(a, b):
    a, b = contour(a), contour(b)
    ab, ba = ndimage.distance_transform_edt(~b)[a], ndimage.distance_transform_edt(~a)[b]
    return ab.max(), ba.max(), max(np.percentile(ab, 95), np.percentile(ba, 95)), np.concatenate([ab, ba]).mean()


def object_outlines():
    iou = overlaps()[3]
    rows, columns = linear_sum_assignment(-(iou >= 0.5).astype(float) - iou / (2 * min(iou.shape)))
    ts, ps = regionprops(truth), regionprops(labels)
    scores = []
    for row, column in zip(rows, columns):
        if iou[row, column] < 0.5:
            continue
        (t0, t1, t2, t3), (p0, p1, p2, p3) = ts[row].bbox, ps[column].bbox
        part = np.s_[min(t0, p0):max(t2, p2), min(t1, p1):max(t3, p3)]
        scores.append(outlines(truth[part] == ts[row].label, labels[part] == ps[column].label))
    return np.mean(scores, 0)


def rim(a, width):
    a = np.pad(a, 1)
    return (a & ~ndimage.binary_erosion(a, np.ones((3, 3)), iterations=width))[1:-1, 1:-1]


def boundary_iou():
    a, b = rim(true_mask, 2), rim(mask, 2)
    return (a & b).sum() / (a | b).sum()


def pixel_scores():
    tp, fp, fn, tn = [int(np.count_nonzero(x)) for x in (true_mask & mask, ~true_mask & mask, true_mask & ~mask, ~true_mask & ~mask)]
    return (tp * tn - fp * fn) / ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)) ** 0.5


CASES = {
    "pixel scores": (f"NumPy {np.__version__}", pixel_scores),
    "objects at ten thresholds": (SCIPY, ten_thresholds),
    "SEG, AJI, splits and merges": (SCIPY, whole_objects),
    "outlines of masks": (SCIPY, lambda: outlines(true_mask, mask)),
    "outlines object by object": (SCIPY, object_outlines),
    "boundary IoU": (SCIPY, boundary_iou),
    "ROC of pixels": (SKLEARN, lambda: roc_auc_score(true_mask.ravel(), image.ravel())),
    "PSNR": (SKIMAGE, lambda: image_metrics.peak_signal_noise_ratio(image, smooth, data_range=4095)),
    "SSIM": (SKIMAGE, lambda: image_metrics.structural_similarity(image, smooth, data_range=4095, gaussian_weights=True, use_sample_covariance=False)),
}
for line in sys.stdin:
    request, name = line.rstrip("\n").split(" ", 1)
    peer, run = CASES[name]
    start = time.perf_counter()
    run()
    print(peer if request == "version" else time.perf_counter() - start, flush=True)
