"""Makes values.json, against which the trainers are tested.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.7.2 scipy==1.17.1 numpy==2.4.6
    venv/bin/python src/tuning/trainers/reference/make.py > src/tuning/trainers/reference/values.json
"""
import json
import sys

import numpy as np
import scipy
import sklearn
from scipy import optimize, special
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss, roc_auc_score

rng = np.random.default_rng(7117)
out = {"made_with": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__}}
r = lambda a: np.round(np.asarray(a, dtype=float), 6).tolist()

# Softmax regression, three classes that overlap: unique optimum, since the penalty is strictly convex.
y = np.repeat([0, 1, 2], 20)
x = np.round(rng.normal(size=(60, 4)) + np.eye(3, 4)[y] * 1.5, 4)
out["softmax"] = {"x": x.tolist(), "y": y.tolist(), "fits": []}
for c in [0.3, 10.0]:
    for weights in ["none", "balanced"]:
        keep = np.r_[0:20, 20:32, 40:46] if weights == "balanced" else np.arange(60)
        model = LogisticRegression(C=c, tol=1e-10, max_iter=10_000, class_weight=None if weights == "none" else weights)
        model.fit(x[keep], y[keep])
        p = model.predict_proba(x[keep])
        out["softmax"]["fits"].append({"c": c, "weights": weights, "rows": keep.tolist(), "w": r(model.coef_.T), "b": r(model.intercept_ - model.intercept_.mean()), "p": r(p[:5]), "loss": log_loss(y[keep], p)})

# One sigmoid.
t = (y == 1).astype(int)
model = LogisticRegression(C=2.0, tol=1e-10, max_iter=10_000).fit(x, t)
out["sigmoid"] = {"c": 2.0, "t": t.tolist(), "w": r(model.coef_[0]), "b": float(model.intercept_[0])}

# Temperature of logits that are too large.
logits = np.round(rng.normal(size=(80, 3)) * 2 + np.eye(3)[np.arange(80) % 3] * 3, 4)
labels = (np.arange(80) % 3).tolist()
loss = lambda temperature: -np.mean(special.log_softmax(logits / temperature, axis=1)[np.arange(80), labels])
best = optimize.minimize_scalar(loss, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-9})
out["temperature"] = {"logits": logits.tolist(), "labels": labels, "temperature": best.x, "loss": best.fun}

# Ranks with ties.
inside = np.round(rng.normal(1, 1, 40), 1)
outside = np.round(rng.normal(0, 1, 25), 1)
out["auroc"] = {"inside": inside.tolist(), "outside": outside.tolist(), "auroc": roc_auc_score(np.r_[np.ones(40), np.zeros(25)], np.r_[inside, outside])}

# Rosenbrock's function from its usual start.
rosen = optimize.minimize(optimize.rosen, [-1.2, 1.0], jac=optimize.rosen_der, method="L-BFGS-B", options={"gtol": 1e-8})
out["rosenbrock"] = {"x": rosen.x.tolist(), "evaluations": int(rosen.nfev)}

# Weights of words: idf smoothed, logarithm of counts.
counts = np.array([[3, 0, 1], [2, 0, 0], [3, 2, 0], [4, 0, 0]])
out["tfidf"] = {"counts": counts.tolist(), "values": r(TfidfTransformer(sublinear_tf=True).fit_transform(counts).toarray())}

predicted = np.where(rng.random(60) < 0.7, y, (y + 1) % 3)
out["f1"] = {"actual": y.tolist(), "predicted": predicted.tolist(), "macro": f1_score(y, predicted, average="macro"), "each": r(f1_score(y, predicted, average=None))}

json.dump(out, sys.stdout)
