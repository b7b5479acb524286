"""scikit-learn's logistic regression on vectors that were written by benchmark.ts; one thread, C as given.

    python3 -m venv bench/.cache/venv && bench/.cache/venv/bin/pip install scikit-learn==1.7.2 numpy==2.4.6
"""
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
from sklearn.linear_model import LogisticRegression

folder, width, c = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
read = lambda name, kind: np.fromfile(os.path.join(folder, name), dtype=kind)
x, y = read("train.f32", np.float32).reshape(-1, width), read("train.i32", np.int32)
tx, ty = read("test.f32", np.float32).reshape(-1, width), read("test.i32", np.int32)
LogisticRegression(C=c, max_iter=1000).fit(x, y)  # the first fit of a process does not count, here or there
began, cpu = time.perf_counter(), time.process_time()
model = LogisticRegression(C=c, max_iter=1000).fit(x, y)
seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
json.dump({"hits": int((model.predict(tx) == ty).sum()), "n": len(ty), "seconds": seconds, "cpu": cpu}, sys.stdout)
