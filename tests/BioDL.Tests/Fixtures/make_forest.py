"""Makes forest.npz: /usr/bin/python3 make_forest.py (Debian: python3-sklearn 1.2.1, -numpy 1.24.2).

Synthetic classification problems from one seed, and what scikit-learn's RandomForestClassifier makes of them: accuracy, out-of-bag error, probabilities and
importances, each averaged over ten seeds of the forest.
"""
import os
import numpy as np
from sklearn.datasets import make_classification, make_moons
from sklearn.ensemble import RandomForestClassifier

out = {}
random = np.random.default_rng(20011001)
moons = make_moons(900, noise=0.3, random_state=1)
moons = np.hstack([moons[0], random.normal(size=(900, 3))]), moons[1]
steps = random.integers(0, 9, (900, 4)).astype(float)
problems = {
    "three": make_classification(1000, 8, n_informative=5, n_redundant=2, n_classes=3, class_sep=1.2, flip_y=0.05, random_state=2),
    "moons": moons,
    "rare": make_classification(1000, 6, n_informative=4, n_redundant=0, weights=[0.92], class_sep=0.8, flip_y=0.02, random_state=3),
    "steps": (steps, ((steps[:, 0] + steps[:, 1] > 8) ^ (random.uniform(size=900) < 0.1)).astype(int)),
}
for name, (x, y) in problems.items():
    x, y = x.astype("<f4"), y.astype("<i4")
    train, test = slice(0, 400), slice(400, None)
    for settings, arguments in (("plain", {}), ("small", dict(max_depth=4, min_samples_leaf=5)), ("balanced", dict(class_weight="balanced", min_samples_leaf=3))):
        forests = [RandomForestClassifier(100, oob_score=True, random_state=seed, **arguments).fit(x[train], y[train]) for seed in range(10)]
        out[f"{name}-{settings}-figures"] = np.array([np.mean([f.score(x[test], y[test]) for f in forests]), 1 - np.mean([f.oob_score_ for f in forests])], "<f8")
        out[f"{name}-{settings}-probabilities"] = np.mean([f.predict_proba(x[test]) for f in forests], axis=0).astype("<f4")
        out[f"{name}-{settings}-importances"] = np.mean([f.feature_importances_ for f in forests], axis=0).astype("<f4")
    out[f"{name}-x"], out[f"{name}-y"] = x, y
np.savez_compressed(os.path.join(os.path.dirname(os.path.abspath(__file__)), "forest.npz"), **out)
