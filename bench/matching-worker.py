"""The pandas side of `matching.ts`: the same filters, the same score, the same questions, one answer a line.

The layout is the quickest that pandas and NumPy offer for this: a frame of scalar columns, and one contiguous row a
skill and a topic over all people, so that an asked skill is one vector operation and no join.
"""
import json
import sys
import time

import numpy as np
import pandas as pd

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
people = pd.DataFrame(given["columns"])
for name in ("years", "hours", "offset"):
    people[name] = people[name].astype("float32")  # null becomes NaN
for name in ("open", "hasSkills", "hasInterests", "hasLanguages"):
    people[name] = people[name].astype(bool)
people["rungs"] = people["rungs"].astype("int32")
people["place"] = people["place"].astype("int32")


def table(name, kind):
    rows, words, values = (np.array(part) for part in given[name])
    filled = np.zeros((given["words"][name], len(people)), dtype=kind)
    filled[words, rows] = values
    return filled


skills, topics, languages = table("skills", "uint8"), table("topics", "uint8"), table("languages", bool)


def shares(asked):
    return sum(np.minimum(skills[word] / level, 1.0) if word >= 0 else 0.0 for word, level in asked) / len(asked)


def skill_part(asked):
    required, preferred = asked["required"], asked["preferred"]
    if not required and not preferred:
        return 0.5
    first = shares(required) if required else 0.5
    value = 0.8 * first + 0.2 * shares(preferred) if preferred else first
    return np.where(people["hasSkills"].to_numpy(), value, 0.5)


def share(column, asked):
    if asked == 0:
        return 1.0
    if asked is None:
        return 0.5
    stated = people[column].to_numpy()
    return np.where(np.isnan(stated), 0.5, np.minimum(stated.astype("float64") / asked, 1.0))


def clock_gap(asked):
    apart = np.abs(people["offset"].to_numpy() - asked["offset"]) % 1440
    return np.minimum(apart, 1440 - apart)


def place_part(asked, gap):
    home = people["place"].to_numpy()
    if not asked["remote"]:
        other = np.where(home < 0, 0.5, 0.0) if asked["placed"] else 0.5
    elif gap is None:
        other = 0.5
    else:
        other = np.select([np.isnan(gap), gap <= 180, gap <= 360], [0.5, 1.0, 0.75], 0.5)
    return np.where(home == asked["place"], 1.0, other) if asked["place"] >= 0 else other


def topic_part(asked):
    if asked["topicCount"] == 0:
        return 0.5
    hits = sum((topics[word] for word in asked["topics"]), np.zeros(len(people), dtype="uint8"))
    return np.where(people["hasInterests"].to_numpy(), hits / asked["topicCount"], 0.5)


def answer(asked):
    gap = None if asked["offset"] is None else clock_gap(asked)
    allowed = people["open"].to_numpy() & ((people["rungs"].to_numpy() & asked["needed"]) == asked["needed"])
    if asked["languageCount"]:
        speaks = np.zeros(len(people), dtype=bool)
        for word in asked["languages"]:
            speaks |= languages[word]
        allowed &= speaks | ~people["hasLanguages"].to_numpy()
    if gap is not None and asked["within"] is not None:
        allowed &= np.isnan(gap) | (gap <= asked["within"])
    allowed[asked["excluded"]] = False
    score = (
        40 * skill_part(asked)
        + 20 * share("years", asked["years"])
        + 15 * share("hours", asked["hours"])
        + 10 * place_part(asked, gap)
        + 15 * topic_part(asked)
    ) / 100
    score = np.where(allowed & (score > 0.3), score, -1.0)
    take = given["take"]
    floor = np.partition(score, len(score) - take)[len(score) - take]
    rows = np.flatnonzero(score >= max(floor, 0.0))
    # Ties go to the lower row; rounding first, because the sums here are not exact.
    rows = rows[np.lexsort((rows, -np.round(score[rows], 12)))][:take]
    return rows, score[rows]


print("ready", flush=True)
for _ in sys.stdin:
    found, times = [], []
    for asked in given["questions"]:
        start = time.perf_counter()
        rows, scores = answer(asked)
        times.append((time.perf_counter() - start) * 1000)
        found.append({"rows": rows.tolist(), "scores": scores.tolist()})
    print(json.dumps({"times": times, "found": found}), flush=True)
