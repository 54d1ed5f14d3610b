"""Answers the questions of bench/analytics.ts with pandas: one line in, one line of times and answers out."""

import json
import sys
import time

import numpy
import pandas

# As an analyst would hold a log of events: moments, and kinds of events as a category.
events = pandas.read_csv(
    sys.argv[1],
    header=None,
    names=["person", "t", "type"],
    dtype={"person": "int32", "t": "int64", "type": "category"},
)
events["t"] = pandas.to_datetime(events.t, unit="us")
question = json.load(open(sys.argv[2]))
moment = lambda key: pandas.Timestamp(question[key], unit="us")
window = pandas.Timedelta(question["window"], unit="us")
pause = pandas.Timedelta(question["pause"], unit="us")
monday = pandas.Timestamp(question["monday"], unit="D")
today = pandas.Timestamp(question["today"], unit="D")
PAGE, SENT, DECIDED = "page.viewed", "application.sent", "application.decided"


def funnel():
    start, end = moment("from"), moment("to")
    found = events[
        (events.t >= start) & (events.t < end + window) & events.type.isin([PAGE, SENT, DECIDED])
    ].sort_values(["person", "t"], kind="stable")
    people = found.person
    began = found.t.where((found.type == PAGE) & (found.t < end))
    reached = began.groupby(people).cummax().groupby(people).ffill()
    counts = [int(reached.groupby(people).max().notna().sum())]
    for step in (SENT, DECIDED):
        before = reached.groupby(people).shift()
        hit = (found.type == step) & (found.t - before <= window)
        reached = before.where(hit).groupby(people).cummax().groupby(people).ffill()
        counts.append(int(reached.groupby(people).max().notna().sum()))
    return counts


def daily():
    return [int(count) for count in events.groupby(events.t.dt.normalize()).person.nunique()]


def retention():
    first = events[events.type == "account.created"].groupby("person").t.min()
    cohort = (first - monday).dt.days // 7
    weeks = pandas.DataFrame({"person": events.person, "week": (events.t - monday).dt.days // 7})
    weeks = weeks.drop_duplicates()
    joined = weeks.merge(cohort.rename("cohort"), left_on="person", right_index=True)
    joined["period"] = joined.week - joined.cohort
    over = (joined.week + 1) * 7 <= (today - monday).days
    joined = joined[(joined.period >= 0) & (joined.period <= 12) & over]
    return int(joined.groupby(["cohort", "period"]).size().sum())


def paths():
    start, end = moment("pathFrom"), moment("pathTo")
    own = events[(events.t >= start - pause) & (events.t < end)].sort_values(
        ["person", "t"], kind="stable"
    )
    gap = own.t.groupby(own.person).diff()
    begins = gap.isna() | (gap > pause)
    visit = begins.cumsum().to_numpy()
    inside = (begins & (own.t >= start)).groupby(visit).transform("max")
    own, visit = own[inside.to_numpy()], visit[inside.to_numpy()]
    kind = own.type.cat.codes.to_numpy()
    changed = (kind != numpy.roll(kind, 1)) | (visit != numpy.roll(visit, 1))
    changed[:1] = True
    own, kind, visit = own[changed], kind[changed], visit[changed]
    place = own.groupby(visit).cumcount().to_numpy()
    kept = place < 4
    wide = pandas.Series(kind[kept], index=[visit[kept], place[kept]]).unstack(fill_value=-1)
    top = wide.groupby(list(wide.columns)).size().nlargest(20)
    return [int(count) for count in top]


for line in sys.stdin:
    answer = {}
    for ask in (funnel, retention, daily, paths):
        begun = time.perf_counter()
        found = ask()
        answer[ask.__name__] = {"ms": (time.perf_counter() - begun) * 1000, "found": found}
    print(json.dumps(answer), flush=True)
