import type { Clock } from '../../../kernel/clock.ts';
import { Fail } from '../../../kernel/errors.ts';
import type { Range } from '../events/event.ts';
import * as activity from './activity.ts';
import { duck, plain, type Fragment, type Asked } from './duck.ts';
import { attempts, funnel } from './funnel.ts';
import { peopleOf } from './people.ts';
import type * as ask from './questions.ts';
import { cohorts, retention, returning } from './retention.ts';
import { lastSeen, visits } from './visits.ts';
import { paths } from './ways.ts';

/** The questions, with the meanings of `questions.ts`. Ranges hold their beginning and not their end. */
export interface Queries {
  funnel(question: ask.FunnelQuestion): Promise<ask.FunnelAnswer>;
  retention(question: ask.RetentionQuestion): Promise<ask.RetentionAnswer>;
  cohorts(question: ask.CohortQuestion): Promise<ask.CohortAnswer>;
  paths(question: ask.PathQuestion): Promise<ask.PathAnswer>;
  trend(question: ask.TrendQuestion): Promise<ask.TrendAnswer>;
  /** For every day of the range, from the rollup. */
  activeUsers(range: Range, among?: ask.PeopleFilter): Promise<ask.ActiveUsers[]>;
  /** Counts by day or hour of these types (`*`: what people caused), from the rollups. */
  dayCounts(range: Range, types: readonly string[]): Promise<activity.Count[]>;
  hourCounts(range: Range, types: readonly string[]): Promise<activity.Count[]>;
  visits(question: { range: Range; among?: ask.PeopleFilter | undefined }): Promise<ask.VisitAnswer>;
  countPeople(filter: ask.PeopleFilter): Promise<{ people: number; ofPeople: number }>;
  personDays(question: {
    range: Range;
    among?: ask.PeopleFilter | undefined;
    /** Whether people are looked at one by one, which needs their consent. */
    consentedOnly: boolean;
  }): Promise<ask.PersonDay[]>;
  /** Who stands behind a point of a chart; `events.usersOf` knows their accounts. */
  peopleAt(drill: ask.Drill, limit?: number): Promise<ask.DrillAnswer>;
}

const usualPeople = 1_000;

export function createQueries(warehouse: Asked, clock: Clock): Queries {
  return {
    funnel: (question) => funnel(warehouse, question),
    retention: (question) => retention(warehouse, question, clock.now()),
    cohorts: (question) => cohorts(warehouse, question, clock.now()),
    paths: (question) => paths(warehouse, question),
    trend: (question) => activity.trend(warehouse, question),
    activeUsers: (range, among) => activity.activeUsers(warehouse, range, among),
    dayCounts: (range, types) => activity.dayCounts(warehouse, range, types),
    hourCounts: (range, types) => activity.hourCounts(warehouse, range, types),
    visits: (question) => visits(warehouse, question),
    countPeople: (filter) => activity.countPeople(warehouse, filter),
    personDays: (question) => activity.personDays(warehouse, question),
    peopleAt: (drill, limit = usualPeople) => lastSeen(warehouse, behind(warehouse, drill), limit),
  };
}

function behind({ calendar }: Asked, drill: ask.Drill): Fragment {
  switch (drill.kind) {
    case 'PEOPLE':
      return duck`select person from ${peopleOf(drill.filter, calendar)}`;
    case 'RETENTION':
      return returning(drill.retention, calendar, {
        cohort: drill.cohort,
        period: drill.period,
        back: drill.who === 'CAME_BACK',
      });
    case 'FUNNEL': {
      const { step, who, funnel: question } = drill;
      if (!Number.isInteger(step) || step < 1 || step > question.steps.length)
        throw new Fail('INVALID_INPUT', `This funnel has the steps 1 to ${question.steps.length}.`);
      const reached = `start${step} is not null`;
      const dropped = step === 1 ? 'false' : `start${step - 1} is not null and start${step} is null`;
      return duck`${attempts(question, calendar)}
        select person from furthest where ${plain(who === 'REACHED' ? reached : dropped)}`;
    }
  }
}
