import type { Answer, contract } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import { launchNeeds } from '../chances/launch-model.ts';
import { launchChance } from '../chances/launch-chance.ts';
import type { ServedModel } from '../chances/served-model.ts';
import { enter, type Actor, type Ground, type Standing } from '../ground.ts';
import { chanceInputOf, pastRecordOf } from '../said/statements.ts';
import { riskStandingOf, trendWeeks } from './risks.ts';
import { moversOf, readinessCard } from './scorecards.ts';
import { similarTo, similarVenturesOf, type Compared } from './similar.ts';
import { teamStandingOf } from './team.ts';

/** “How do we stand?”: every part the role may read, worked out from the records as they are now. */

export type Analysis = Answer<typeof contract.ventureAnalysis.analysis>;

/** Ventures of one phase that are looked at, the newest first. */
const comparedVentures = 300;
/** Those whose runway is worked out for the comparison. */
const comparedRunways = 40;

export async function readAnalysis(
  ground: Ground,
  served: ServedModel,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<Analysis> {
  const standing = await enter(ground, db, actor, ventureId);
  const { rights, name, phase, ownerId } = standing;
  const [money, work] = [rights.has('MONEY'), rights.has('WORK')];
  const kind = await ground.ventures.kindOf(db, ventureId);
  const readiness = money ? readinessCard(await ground.finances.readinessOf(db, ventureId, ownerId)) : null;
  const books = money ? await ground.finances.moneyOf(db, ventureId) : null;
  const nextRound = money
    ? served.roundChance({
        ...(await chanceInputOf(ground, db, served, ventureId)),
        pastRecord: await pastRecordOf(ground, db, 'NEXT_ROUND', ventureId),
      })
    : null;
  return {
    ventureId,
    ventureName: name,
    phase: phase as Analysis['phase'],
    industry: kind?.industry ?? null,
    currency: books?.currency ?? null,
    computedAt: ground.kernel.clock.now().toISOString(),
    rights: [...rights],
    readiness,
    nextRound,
    launch: readiness ? await launchOf(ground, served, db, ventureId, readiness) : null,
    team: work ? await teamOf(ground, db, ventureId) : null,
    risks: work ? await risksOf(ground, db, standing, books) : null,
    similar: await similarOf(ground, db, standing, kind?.industry ?? ''),
  };
}

async function launchOf(
  ground: Ground,
  served: ServedModel,
  db: Db,
  ventureId: string,
  readiness: NonNullable<Analysis['readiness']>,
): Promise<NonNullable<Analysis['launch']>> {
  const { ventures: needed, days } = launchNeeds;
  const now = ground.kernel.clock.now();
  const decided = await ground.ventures.countActivatedBefore(db, addDays(now, -days));
  const said = await launchChance(ground, served, db, ventureId);
  if (said) {
    const { prediction, asOf } = said;
    const share = (value: number) => `${Math.round(100 * value)} %`;
    const { low, high } = prediction.interval;
    const text = `About ${share(prediction.probability)} (between ${share(low)} and ${share(high)}): so many ventures like this reached the launch within ${days} days of their activation.`;
    return {
      mode: 'LEARNT',
      decided,
      needed,
      text,
      movers: [],
      chance: {
        kind: 'PREDICTED',
        mode: 'LEARNT',
        probability: prediction.probability,
        interval: prediction.interval,
        text,
        horizonMonths: 3,
        asOf: asOf.toISOString().slice(0, 10),
        ownOutcomes: decided,
        ownWeight: 1,
        reasons: [...prediction.reasons],
        movers: [],
        provenance: prediction.provenance,
        pastRecord: await pastRecordOf(ground, db, 'LAUNCH', ventureId),
        missing: [],
      },
    };
  }
  return {
    mode: 'SCORECARD',
    chance: null,
    movers: moversOf(readiness),
    decided,
    needed,
    text: `Not enough data for a chance of the launch: it is learnt from ${needed} ventures that were activated ${days} days ago or earlier, and here there are ${decided}. The readiness score stands instead.`,
  };
}

async function teamOf({ ventures, people, work }: Ground, db: Db, ventureId: string) {
  const members = [...(await ventures.rolesIn(db, ventureId)).keys()];
  const kpis = await work.kpis(db, ventureId);
  return teamStandingOf({
    members: members.length,
    wanted: await ventures.skillsWanted(db, ventureId),
    held: await people.shownSkills(db, members),
    checkInRate: numberOf(kpis['CHECKIN_RATE']),
    onTimeRate: numberOf(kpis['ON_TIME_RATE']),
  });
}

async function risksOf(
  { work, kernel }: Ground,
  db: Db,
  { ventureId }: Standing,
  books: {
    readonly currency: string | null;
    readonly months: readonly { readonly cashMinor: bigint }[];
  } | null,
) {
  const now = kernel.clock.now();
  const risks = await work.risksOf(db, ventureId);
  return riskStandingOf({
    risks: risks.map((risk) => ({
      id: risk.id,
      title: risk.title,
      category: risk.category,
      impact: risk.impact,
      probability: risk.probability,
      score: risk.impact * risk.probability,
      state: risk.state,
      mitigation: risk.mitigation,
      createdAt: risk.created_at,
      updatedAt: risk.updated_at,
    })),
    changes: await work.exposureChanges(db, ventureId, addDays(now, -7 * (trendWeeks + 1))),
    now,
    cashMinor: books?.months.at(-1)?.cashMinor ?? null,
    currency: books?.currency ?? null,
  });
}

const workRows = [
  ['CHECKIN_RATE', 'Check-in rate', 'PERCENT', 'MORE'],
  ['ON_TIME_RATE', 'On-time rate', 'PERCENT', 'MORE'],
  ['SKILL_COVERAGE', 'Skill coverage', 'PERCENT', 'MORE'],
  ['VELOCITY', 'Velocity', 'POINTS', 'MORE'],
  ['RISK_EXPOSURE', 'Risk exposure', 'POINTS', 'LESS'],
] as const;

async function similarOf(ground: Ground, db: Db, { ventureId, phase, rights }: Standing, industry: string) {
  if (phase === null) return similarVenturesOf(0, 'the same phase', []);
  const { ventures, finances, work } = ground;
  const inPhase = await ventures.inPhase(db, phase, ventureId, comparedVentures);
  const { ids, group } = similarTo(industry, inPhase);
  const kept = Map.groupBy(await finances.keptKpis(db, ids), ({ kpi }) => kpi);
  const others = (kpi: string) => (kept.get(kpi) ?? []).map(({ value }) => value);
  const own = rights.has('WORK') ? await work.kpis(db, ventureId) : {};
  const rows: Compared[] = rights.has('WORK')
    ? workRows.map(([metric, label, unit, better]) => ({
        metric,
        label,
        unit,
        better,
        own: numberOf(own[metric]),
        others: others(metric),
      }))
    : [];
  if (rights.has('MONEY')) {
    const runways: number[] = [];
    for (const id of ids.slice(0, comparedRunways)) {
      const months = numberOf(await finances.runwayOf(db, id));
      if (months !== null) runways.push(months);
    }
    rows.push({
      metric: 'RUNWAY',
      label: 'Runway',
      unit: 'MONTHS',
      better: 'MORE',
      own: numberOf(await finances.runwayOf(db, ventureId)),
      others: runways,
    });
  }
  return similarVenturesOf(ids.length, group, rows);
}

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}
