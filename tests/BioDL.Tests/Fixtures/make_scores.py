"""Makes scores.npz: /usr/bin/python3 make_scores.py (Debian: scikit-image 0.19.3, scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2).

Masks, label images (those of metrics.npz), classes, rankings with ties and restored images, with the scores that these libraries give. Where a library has no such
score (surface distances, SEG, AJI, errors of whole objects), it is written down here from its published definition, one object at a time.
"""
import os, warnings
import numpy as np
from scipy import ndimage, optimize
from skimage import metrics as image_metrics
from sklearn import metrics as learn

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(20)
warnings.simplefilter("ignore")
out = {}


def blobs(height, width, share):
    noise = ndimage.gaussian_filter(random.normal(size=(height, width)), 3)
    return noise > np.quantile(noise, 1 - share)


def contour(mask):
    return mask & ~ndimage.binary_erosion(mask, border_value=0)


def rim(mask, width):
    padded = np.pad(mask, 1)
    return (padded & ~ndimage.binary_erosion(padded, np.ones((3, 3)), iterations=width, border_value=0))[1:-1, 1:-1]


for case, (height, width, share) in enumerate([(48, 40, 0.3), (33, 57, 0.6), (64, 64, 0.05), (20, 70, 0.9), (50, 50, 0.4), (1, 40, 0.5)]):
    truth = blobs(height, width, share)
    predicted = np.roll(truth, tuple(random.integers(-3, 4, 2)), (0, 1)) ^ (random.random(truth.shape) < (0.002 if case < 4 else 0.05))
    t, p = truth.ravel(), predicted.ravel()
    out[f"mask-truth-{case}"], out[f"mask-predicted-{case}"] = truth, predicted
    out[f"mask-size-{case}"] = np.array(truth.shape, "<i4")
    out[f"pixels-{case}"] = np.array([learn.recall_score(t, p), learn.recall_score(~t, ~p), learn.precision_score(t, p), learn.accuracy_score(t, p),
                                      learn.balanced_accuracy_score(t, p), learn.jaccard_score(t, p), learn.f1_score(t, p), learn.matthews_corrcoef(t, p)], "<f8")
    a, b = contour(truth), contour(predicted)
    ab, ba = ndimage.distance_transform_edt(~b)[a], ndimage.distance_transform_edt(~a)[b]
    both = np.concatenate([ab, ba])
    out[f"boundary-{case}"] = np.array(
        [image_metrics.hausdorff_distance(a, b), max(np.percentile(ab, 95), np.percentile(ba, 95)), both.mean(), (ab.mean() + ba.mean()) / 2]
        + [(both <= tolerance).mean() for tolerance in (0, 1, 1.5, 3)]
        + [learn.jaccard_score(rim(truth, w).ravel(), rim(predicted, w).ravel()) for w in (1, 2, 3)], "<f8")

with np.load(os.path.join(here, "metrics.npz")) as archive:
    for case in range(12):
        truth, predicted = archive[f"truth-{case}"], archive[f"predicted-{case}"]
        ts, ps = [[image == label for label in np.unique(image[image > 0])] for image in (truth, predicted)]
        shared = np.array([[(t & p).sum() for p in ps] for t in ts]).reshape(len(ts), len(ps))
        iou = np.array([[(t & p).sum() / (t | p).sum() for p in ps] for t in ts]).reshape(len(ts), len(ps))
        t_area, p_area = np.array([t.sum() for t in ts]), np.array([p.sum() for p in ps])
        seg = np.where(shared > t_area[:, None] / 2, iou, 0).max(1).mean()
        above = below = 0
        used = set()
        for n in range(len(ts)):
            best = int(np.argmax(iou[n]))
            if iou[n, best] > 0:
                above, below = above + shared[n, best], below + (ts[n] | ps[best]).sum()
                used.add(best)
            else:
                below += t_area[n]
        below += sum(p_area[n] for n in range(len(ps)) if n not in used)
        p_in_t, t_in_p = shared > p_area / 2, shared > t_area[:, None] / 2
        split = [n for n in range(len(ts)) if p_in_t[n].sum() > 1 and shared[n, p_in_t[n]].sum() > t_area[n] / 2]
        merged = [n for n in range(len(ps)) if t_in_p[:, n].sum() > 1 and shared[t_in_p[:, n], n].sum() > p_area[n] / 2]
        fine_t, fine_p = (p_in_t & t_in_p).any(1), (p_in_t & t_in_p).any(0)
        for n in split:
            fine_t[n] = True
            fine_p |= p_in_t[n]
        for n in merged:
            fine_p[n] = True
            fine_t |= t_in_p[:, n]
        out[f"objects-{case}"] = np.array([seg, above / below, len(split), len(merged), (~fine_t).sum(), (~fine_p).sum()], "<f8")

for case, (count, classes) in enumerate([(40, 3), (200, 5), (7, 2), (60, 4)]):
    truth = random.choice(classes, count, p=random.dirichlet(np.ones(classes))).astype("<i4")
    predicted = np.where(random.random(count) < 0.6, truth, random.integers(0, classes, count)).astype("<i4")
    out[f"classes-truth-{case}"], out[f"classes-predicted-{case}"] = truth, predicted
    labels = np.unique(np.concatenate([truth, predicted]))
    each = np.array(learn.precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)[:3])
    out[f"classes-{case}"] = np.concatenate([[learn.accuracy_score(truth, predicted), learn.balanced_accuracy_score(truth, predicted),
        learn.matthews_corrcoef(truth, predicted), learn.cohen_kappa_score(truth, predicted)], each.mean(1), each.T.ravel()]).astype("<f8")

for case, (count, levels) in enumerate([(30, 5), (500, 1000), (80, 2), (12, 4)]):
    truth = random.random(count) < 0.3
    truth[:2] = True, False
    scores = np.clip(np.round((random.random(count) * 0.7 + truth * 0.3) * levels) / levels, 0, 1)
    out[f"ranking-truth-{case}"], out[f"ranking-scores-{case}"] = truth, scores.astype("<f8")
    out[f"ranking-{case}"] = np.array([learn.roc_auc_score(truth, scores), learn.average_precision_score(truth, scores), learn.brier_score_loss(truth, scores),
                                       learn.log_loss(truth, scores)], "<f8")
    false, true, _ = learn.roc_curve(truth, scores, drop_intermediate=False)
    out[f"roc-{case}"] = np.stack([false, true], 1).astype("<f8").copy()
    precision, recall, _ = learn.precision_recall_curve(truth, scores)
    # scikit-learn runs from the lowest threshold up and adds a last point (1, 0) that belongs to none.
    out[f"pr-{case}"] = np.stack([recall[-2::-1], precision[-2::-1]], 1).astype("<f8").copy()

for case, (height, width, offset) in enumerate([(40, 52, 100), (11, 11, 0), (23, 90, 30000), (64, 12, 5)]):
    truth = (ndimage.gaussian_filter(random.random((height, width)), 2) * 400 + offset).astype("<f4")
    restored = (0.7 * ndimage.gaussian_filter(truth, 0.8) + 20 + random.normal(0, 3, truth.shape)).astype("<f4")
    t, r = truth.astype(float), restored.astype(float)
    span = float(t.max() - t.min())
    factor, shift = np.polyfit(r.ravel() - r.mean(), t.ravel(), 1)
    fitted = factor * (r - r.mean()) + shift
    ssim = lambda x, **how: image_metrics.structural_similarity(t, x, data_range=span, **how)
    wang = dict(gaussian_weights=True, use_sample_covariance=False)
    # As CARE's authors write it: both zero-mean, the truth in units of its standard deviation, the factor by projection.
    g, x = (t - t.mean()) / t.std(), r - r.mean()
    invariant = 20 * np.log10(span / t.std() / np.sqrt(np.mean((g - x * (g * x).sum() / (x * x).sum()) ** 2)))
    out[f"image-truth-{case}"], out[f"image-restored-{case}"] = truth, restored
    out[f"image-size-{case}"] = np.array(truth.shape, "<i4")
    out[f"restoration-{case}"] = np.array(
        [image_metrics.peak_signal_noise_ratio(t, r, data_range=span), image_metrics.peak_signal_noise_ratio(t, r, data_range=255)]
        + [image_metrics.normalized_root_mse(t, r, normalization=by) for by in ("min-max", "euclidean", "mean")]
        + [ssim(r, **wang), ssim(r), invariant, ssim(fitted, **wang)], "<f8")

    def error(sigma):
        blurred = ndimage.gaussian_filter(t, sigma, mode="nearest")
        slope, intercept = np.polyfit(blurred.ravel() - blurred.mean(), r.ravel(), 1)
        return np.sqrt(np.mean((slope * (blurred - blurred.mean()) + intercept - r) ** 2)), np.corrcoef(blurred.ravel(), r.ravel())[0, 1]

    # The truth is the sharper image here; the restored one stands for what the microscope saw.
    out[f"squirrel-{case}"] = np.array([*error(1.3), min(error(s)[0] for s in np.arange(0.13, 5, 0.01))], "<f8")

np.savez_compressed(os.path.join(here, "scores.npz"), **out)
