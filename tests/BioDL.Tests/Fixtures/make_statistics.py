"""Makes statistics.json: /usr/bin/python3 make_statistics.py (Debian: python3-scipy 1.10.1, python3-numpy 1.24.2).

Random small samples, many with ties, and what scipy.stats says of them. What SciPy lacks is counted here by brute force (all sign flips, all orders) or worked out
another way than in the library (Greenhouse and Geisser's epsilon from the doubly centred covariance, equivalence tests as two one-sided t tests).
"""
import itertools
import json
import os
import numpy as np
from scipy import stats

random = np.random.default_rng(11)
out = {}


def sample(n, kind):
    if kind == 0:
        return np.round(random.normal(0.3, 1, n), 6)
    if kind == 1:
        return random.integers(-4, 6, n).astype(float)
    return np.round(random.exponential(1, n), 6)


def floats(values):
    return [float(v) for v in values]


out["studentised-range"] = [
    [q, k, df, float(stats.studentized_range.sf(q, k, df if df else np.inf))]
    for q in (0.5, 2.0, 3.314, 4.5, 7.0) for k in (2, 3, 4, 10) for df in (0, 2, 5, 20, 120)]

cases = []
for n in list(range(3, 21)) + [30, 45, 60]:
    a, b = sample(n, 0), sample(n, 2)
    d = a - b
    t = stats.ttest_rel(a, b)
    mode = "exact" if n <= 50 else "approx"
    row = {"A": floats(a), "B": floats(b), "T": t.statistic, "PT": t.pvalue, "PTGreater": stats.ttest_rel(a, b, alternative="greater").pvalue}
    half = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / np.sqrt(n)
    row["Low"], row["High"] = d.mean() - half, d.mean() + half
    for name, alternative in (("W", "two-sided"), ("WGreater", "greater"), ("WLess", "less")):
        row[name] = stats.wilcoxon(a, b, alternative=alternative, mode="exact").pvalue if n <= 60 else None
    row["WApprox"] = stats.wilcoxon(a, b, mode="approx", correction=True).pvalue
    margin = 0.8
    row["Above"] = stats.ttest_1samp(d, -margin, alternative="greater").pvalue
    row["Below"] = stats.ttest_1samp(d, margin, alternative="less").pvalue
    cases.append(row)
out["paired"] = cases

cases = []
for n in [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] * 2:
    d = sample(n, 1)
    if not d.any():
        d[0] = 1
    row = {"D": floats(d)}
    flips = np.array(list(itertools.product([1, -1], repeat=n)))
    row["P"] = 2 * min(((flips * d).sum(1) >= d.sum()).mean(), ((flips * d).sum(1) <= d.sum()).mean())
    row["PGreater"] = ((flips * d).sum(1) >= d.sum()).mean()
    kept = d[d != 0]
    ranks = stats.rankdata(np.abs(kept))
    signs = np.array(list(itertools.product([1, 0], repeat=len(kept))))
    seen = ranks[kept > 0].sum()
    row["W"] = seen
    row["PW"] = min(1, 2 * min(((signs * ranks).sum(1) >= seen).mean(), ((signs * ranks).sum(1) <= seen).mean()))
    allranks = stats.rankdata(np.abs(d))
    ranks = allranks[d != 0]
    seen = ranks[kept > 0].sum()
    row["PPratt"] = min(1, 2 * min(((signs * ranks).sum(1) >= seen).mean(), ((signs * ranks).sum(1) <= seen).mean()))
    if n >= 5:
        for name, method in (("WilcoxNormal", "wilcox"), ("PrattNormal", "pratt")):
            row[name] = float(stats.wilcoxon(d, zero_method=method, mode="approx", correction=True, alternative="greater").pvalue)
    row["P"] = min(1, row["P"])
    cases.append({k: v if isinstance(v, list) else float(v) for k, v in row.items()})
out["ties"] = cases

cases = []
for n, m in [(2, 3), (3, 3), (4, 5), (5, 5), (6, 4), (7, 7)]:
    for kind in (0, 1):
        a, b = sample(n, kind), sample(m, kind) + 1
        result = stats.permutation_test((a, b), lambda x, y, axis: x.mean(axis) - y.mean(axis), vectorized=True, n_resamples=np.inf)
        greater = stats.permutation_test((a, b), lambda x, y, axis: x.mean(axis) - y.mean(axis), vectorized=True, n_resamples=np.inf, alternative="less")
        delta = (np.sign(a[:, None] - b)).mean()
        cases.append({"A": floats(a), "B": floats(b), "P": float(result.pvalue), "PLess": float(greater.pvalue), "Cliff": float(delta)})
out["unpaired"] = cases

cases = []
for n, k in [(3, 3), (4, 3), (5, 3), (6, 3), (3, 4), (4, 4), (10, 3), (8, 5), (12, 4), (20, 6)]:
    for kind in (0, 1):
        x = np.array([sample(n, kind) + (0.4 if kind == 0 else 0) * j for j in range(k)])
        chi = stats.friedmanchisquare(*x)
        row = {"Scores": [floats(v) for v in x], "Chi": float(chi.statistic), "PChi": float(chi.pvalue)}
        f = (n - 1) * chi.statistic / (n * (k - 1) - chi.statistic)
        row["F"], row["PF"] = float(f), float(stats.f.sf(f, k - 1, (k - 1) * (n - 1)))
        row["PExact"] = -1.0
        if len(list(itertools.permutations(range(k)))) ** (n - 1) < 20000:
            ranks = np.array([stats.rankdata(x[:, i]) for i in range(n)])
            seen, hits, total = ((ranks.sum(0) - n * (k + 1) / 2) ** 2).sum(), 0, 0
            for orders in itertools.product(itertools.permutations(range(k)), repeat=n - 1):
                sums = ranks[0] + sum(r[list(o)] for r, o in zip(ranks[1:], orders))
                hits += ((sums - n * (k + 1) / 2) ** 2).sum() >= seen - 1e-9
                total += 1
            row["PExact"] = hits / total
        mean = x.mean(1)
        rank = np.array([stats.rankdata(-x[:, i]) for i in range(n)]).mean(0)
        row["Ranks"] = floats(rank)
        row["PNemenyi"] = float(stats.studentized_range.sf(abs(rank[0] - rank[1]) * np.sqrt(12 * n / (k * (k + 1))), k, np.inf))
        row["CD"] = float(stats.studentized_range.ppf(0.95, k, np.inf) * np.sqrt(k * (k + 1) / (12 * n)))
        residual = x - x.mean(0) - x.mean(1)[:, None] + x.mean()
        ms = n * ((mean - x.mean()) ** 2).sum() / (k - 1)
        row["Anova"] = float(ms / ((residual ** 2).sum() / ((k - 1) * (n - 1))))
        cov = np.cov(x)
        centred = cov - cov.mean(0) - cov.mean(1)[:, None] + cov.mean()
        eigen = np.linalg.eigvalsh(centred)[1:]
        epsilon = eigen.sum() ** 2 / ((k - 1) * (eigen ** 2).sum())
        row["Epsilon"] = float(epsilon)
        row["PAnova"] = float(stats.f.sf(row["Anova"], epsilon * (k - 1), epsilon * (k - 1) * (n - 1)))
        row["Mauchly"], row["PMauchly"] = -1.0, -1.0
        p = k - 1
        if n - 1 > p:
            w = eigen.clip(0).prod() / eigen.mean() ** p
            row["Mauchly"] = float(w)
            row["PMauchly"] = float(stats.chi2.sf(-(n - 1 - (2 * p * p + p + 2) / (6 * p)) * np.log(w), p * (p + 1) / 2 - 1))
        cases.append(row)
out["several"] = cases

out["shapiro"] = []
for n in list(range(3, 16)) + [20, 35, 50, 200]:
    for kind in (0, 1, 2):
        x = sample(n, kind)
        if len(set(x)) > 1:
            out["shapiro"].append({"Values": floats(x), "W": float(stats.shapiro(x)[0]), "P": float(stats.shapiro(x)[1])})

cases = []
for n in (4, 5, 6, 7, 12, 20, 40, 70):
    for kind in (0, 1):
        x, y = sample(n, kind), sample(n, kind)
        y = y + x if n != 6 else y
        row = {"X": floats(x), "Y": floats(y), "Rho": float(stats.spearmanr(x, y)[0]), "Tau": float(stats.kendalltau(x, y)[0]), "PRho": -1.0, "PTau": -1.0}
        row["PTauNormal"] = float(stats.kendalltau(x, y, method="asymptotic")[1])
        row["PTauExact"] = float(stats.kendalltau(x, y, method="exact")[1]) if kind == 0 else -1.0
        if n <= 7:
            ranks = stats.rankdata(x), stats.rankdata(y)
            orders = list(itertools.permutations(range(n)))
            rho = np.array([ranks[0] @ ranks[1][list(o)] for o in orders])
            s = lambda u, v: (np.sign(u[:, None] - u) * np.sign(v[:, None] - v)).sum()
            tau = np.array([s(x, y[list(o)]) for o in orders])
            for name, all_, seen in (("PRho", rho, ranks[0] @ ranks[1]), ("PTau", tau, s(x, y))):
                row[name] = float(min(1, 2 * min((all_ >= seen - 1e-9).mean(), (all_ <= seen + 1e-9).mean())))
        cases.append(row)
out["correlation"] = cases

out["power"] = []
for n in (2, 3, 5, 12, 30, 60):
    for delta in (0.2, 0.5, 1.0, 2.0):
        t, nc = stats.t.ppf(0.975, n - 1), delta * np.sqrt(n)
        power = float(stats.nct.sf(t, n - 1, nc) + stats.nct.cdf(-t, n - 1, nc))
        if np.isfinite(power):
            out["power"].append([n, delta, power])

out["bootstrap"] = []
for n in (5, 8, 15, 30, 60):
    x = sample(n, 2)
    row = {"Values": floats(x)}
    for statistic, f in (("Mean", np.mean), ("Deviation", lambda v, axis: np.std(v, axis=axis, ddof=1))):
        for method in ("BCa", "percentile"):
            ci = stats.bootstrap((x,), f, vectorized=True, n_resamples=100_000, batch=20_000, method=method, random_state=1).confidence_interval
            row[statistic + method] = [float(ci.low), float(ci.high)]
    out["bootstrap"].append(row)

# Efron and Tibshirani (1993), table 3.1: LSAT and GPA of 15 law schools.
lsat = np.array([576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594.0])
gpa = np.array([3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96])


def correlation(x, y, axis):
    x, y = x - x.mean(axis, keepdims=True), y - y.mean(axis, keepdims=True)
    return (x * y).sum(axis) / np.sqrt((x * x).sum(axis) * (y * y).sum(axis))


ci = stats.bootstrap((lsat, gpa), correlation, paired=True, vectorized=True, n_resamples=200_000, batch=20_000, method="BCa", confidence_level=0.9, random_state=1).confidence_interval
out["law-school"] = [float(correlation(lsat, gpa, 0)), float(ci.low), float(ci.high)]

x = np.round(random.normal(0, 1, 25), 3)
out["summary"] = {"Values": floats(x), "Quantiles": floats(np.quantile(x, [0, 0.1, 0.25, 0.5, 0.77, 1])), "Mad": float(stats.median_abs_deviation(x)),
                  "Deviation": float(x.std(ddof=1)),
                  "Wilson": [[k, n, *map(float, stats.binomtest(k, n).proportion_ci(method="wilson"))] for k, n in ((0, 5), (1, 10), (50, 100), (7, 7))]}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "statistics.json"), "w") as file:
    json.dump(out, file, separators=(",", ":"), allow_nan=False)
