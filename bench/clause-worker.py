"""The scikit-learn side of `clause-worker.ts`: same texts, same features, same loss, same protocol."""
import json
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
clauses, classes = given["clauses"], np.array(given["classes"])
vectorizer = TfidfVectorizer(
    ngram_range=(1, 2), min_df=3, max_features=20000, sublinear_tf=True, token_pattern=r"(?u)\b\w+\b"
)
model = LinearSVC(C=0.5, random_state=1).fit(vectorizer.fit_transform(clauses), classes)

print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    best = model.predict(vectorizer.transform(clauses))
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "right": float((best == classes).mean())}), flush=True)
