"""Makes values.json, against which the statistics module is tested.

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6
    venv/bin/python src/evals/statistics/reference/make.py > src/evals/statistics/reference/values.json
"""
import json
import sys

import numpy as np
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(7117)
out = {"made_with": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__}}

out["normal"] = [{"x": x, "cdf": stats.norm.cdf(x)} for x in [-9.5, -5, -2.3, -1, -0.1, 0, 0.4, 1.96, 3.7, 6, 8.5]]
out["quantile"] = [{"p": p, "x": stats.norm.ppf(p)} for p in [1e-12, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.77, 0.975, 0.9999, 1 - 1e-9]]
out["binomial"] = [
    {"k": k, "n": n, "p": p, "pmf": stats.binom.pmf(k, n, p), "tail": stats.binom.sf(k - 1, n, p)}
    for k, n, p in [(0, 5, 0.2), (3, 10, 0.5), (180, 214, 0.8), (50, 1000, 0.05), (4000, 8000, 0.5), (7, 7, 0.9)]
]
out["wilson"] = []
for k, n in [(0, 10), (10, 10), (1, 3), (195, 214), (912, 1000), (9, 5000)]:
    for confidence in [0.9, 0.95, 0.99]:
        low, high = proportion_confint(k, n, alpha=1 - confidence, method="wilson")
        out["wilson"].append({"k": k, "n": n, "confidence": confidence, "low": low, "high": high})
out["mcnemar"] = [
    {"gained": b, "lost": c, "p": mcnemar([[50, b], [c, 20]], exact=True).pvalue}
    for b, c in [(0, 0), (1, 0), (5, 1), (12, 3), (30, 28), (40, 11), (200, 150)]
]
out["holm"] = []
for size in [1, 2, 5, 9]:
    p = np.sort(rng.uniform(0, 0.2, size))[rng.permutation(size)]
    out["holm"].append({"p": p.tolist(), "adjusted": multipletests(p, method="holm")[1].tolist()})

# BCa: scipy's own interval for a bootstrap distribution that both sides are given.
out["bca"] = []
for data in [rng.normal(0.1, 1, 40), rng.exponential(1, 60) - 0.9, rng.choice([-1, 0, 0, 0, 1, 1], 120)]:
    result = stats.bootstrap((data,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(1), confidence_level=0.95)
    wide = stats.bootstrap((data,), np.mean, n_resamples=0, bootstrap_result=result, method="BCa", confidence_level=0.99)
    out["bca"].append({
        "data": data.tolist(),
        "resampled": np.sort(result.bootstrap_distribution).tolist(),
        "95": list(result.confidence_interval),
        "99": list(wide.confidence_interval),
    })


# Tango's score interval, without his closed form: the variance at the maximum of the likelihood under the hypothesis,
# found numerically, and the interval as the differences that are not rejected.
def score(b, c, n, delta):
    def minus_log_likelihood(lost):
        gained = lost + delta
        tie = 1 - gained - lost
        if min(gained, lost, tie) < -1e-12:
            return np.inf
        terms = [(b, gained), (c, lost), (n - b - c, tie)]
        return -sum(k * np.log(max(p, 1e-300)) for k, p in terms if k > 0)

    low, high = max(0.0, -delta), (1 - delta) / 2
    lost = optimize.minimize_scalar(minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-14}).x
    variance = n * (2 * lost + delta - delta**2)
    return (b - c - n * delta) / np.sqrt(max(variance, 1e-300))


out["tango"] = []
for b, c, n in [(12, 5, 100), (30, 10, 214), (3, 0, 50), (8, 8, 80), (0, 4, 60)]:
    z = stats.norm.ppf(0.975)
    estimate = (b - c) / n
    low = optimize.brentq(lambda d: score(b, c, n, d) - z, -0.999, estimate - 1e-9)
    high = optimize.brentq(lambda d: score(b, c, n, d) + z, estimate + 1e-9, 0.999)
    out["tango"].append({"gained": b, "lost": c, "n": n, "low": low, "high": high})
json.dump(out, sys.stdout, indent=1, default=float)
print()
