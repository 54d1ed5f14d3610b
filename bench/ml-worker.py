"""The scikit-learn side of `ml.ts`: the same rows, the same settings, one answer a line.

Threads are left as scikit-learn wants them: HistGradientBoosting takes all processors, forests are told to.
"""
import json
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

place, settings = sys.argv[1], json.loads(sys.argv[2])


def load(name, columns):
    values = np.fromfile(f"{place}/{name}.f64")
    return values.reshape(-1, columns) if columns else values


columns = settings["columns"]
train, test, large = load("train", columns), load("test", columns), load("large", columns)
labels, truth, many = load("labels", 0), load("truth", 0), load("many", 0)


def boosting(rows, wanted):
    model = HistGradientBoostingClassifier(
        max_iter=settings["rounds"], learning_rate=0.1, max_leaf_nodes=31, min_samples_leaf=20, early_stopping=False
    )
    return model.fit(rows, wanted)


def classified(fit):
    start = time.perf_counter()
    model = fit()
    fitted = time.perf_counter()
    said = model.predict_proba(test)[:, 1]
    return {
        "fitMs": (fitted - start) * 1000,
        "predictMs": (time.perf_counter() - fitted) * 1000,
        "quality": roc_auc_score(truth, said),
    }


def clustered():
    start = time.perf_counter()
    model = KMeans(n_clusters=settings["clusters"], n_init=settings["starts"], random_state=0).fit(train)
    fitted = time.perf_counter()
    model.predict(test)
    return {
        "fitMs": (fitted - start) * 1000,
        "predictMs": (time.perf_counter() - fitted) * 1000,
        "quality": model.inertia_ / len(train),
    }


def isolated():
    odd = load("odd", columns)
    start = time.perf_counter()
    model = IsolationForest(n_estimators=100, random_state=0).fit(odd)
    fitted = time.perf_counter()
    said = -model.score_samples(odd)
    return {
        "fitMs": (fitted - start) * 1000,
        "predictMs": (time.perf_counter() - fitted) * 1000,
        "quality": roc_auc_score(load("unusual", 0), said),
    }


def components():
    start = time.perf_counter()
    model = PCA(n_components=5).fit(train)
    fitted = time.perf_counter()
    model.transform(test)
    return {
        "fitMs": (fitted - start) * 1000,
        "predictMs": (time.perf_counter() - fitted) * 1000,
        "quality": model.explained_variance_ratio_.sum(),
    }


def singular():
    start = time.perf_counter()
    model = TruncatedSVD(n_components=5, random_state=0).fit(train)
    return {
        "fitMs": (time.perf_counter() - start) * 1000,
        "predictMs": 0.0,
        "quality": float(np.linalg.norm(model.singular_values_)),
    }


def largest():
    start = time.perf_counter()
    boosting(large, many)
    return {"fitMs": (time.perf_counter() - start) * 1000, "predictMs": 0.0, "quality": 0.0}


works = {
    "boosting": lambda: classified(lambda: boosting(train, labels)),
    "logistic": lambda: classified(lambda: LogisticRegression(C=1.0, max_iter=200).fit(train, labels)),
    "forest": lambda: classified(
        lambda: RandomForestClassifier(n_estimators=settings["trees"], n_jobs=-1, random_state=0).fit(train, labels)
    ),
    "clusters": clustered,
    "isolation": isolated,
    "components": components,
    "singular": singular,
    "large": largest,
}
print("ready", flush=True)
for line in sys.stdin:
    print(json.dumps(works[line.strip()]()), flush=True)
