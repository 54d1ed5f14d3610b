"""The scikit-learn side of `tabular.ts`: chances of each row from a fit on the other folds."""
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

place, columns = sys.argv[1], int(sys.argv[2])
values = np.fromfile(f"{place}/values").reshape(-1, columns)
labels = np.fromfile(f"{place}/labels")
fold_of = np.fromfile(f"{place}/foldOf")
chances = np.zeros(len(labels))
for fold in np.unique(fold_of):
    held = fold_of == fold
    model = HistGradientBoostingClassifier(random_state=0).fit(values[~held], labels[~held])
    chances[held] = model.predict_proba(values[held])[:, 1]
chances.tofile(f"{place}/chances")
