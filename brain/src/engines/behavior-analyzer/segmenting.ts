import type { Answer, contract } from '@smartstart/contract';
import type { Db } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { FeatureVector } from '../../services/models/index.ts';
import { fictionalSource } from './churn.ts';
import type { Ground } from './deps.ts';
import { segmentPeople, segmentRules, type Segment, type SegmentState } from './learning/segments.ts';
import * as store from './record/segment-store.ts';
import * as standings from './record/standing-store.ts';

/** The groups of the night: made, kept with how distinct and stable they are, and shown where both suffice. */

type View = Answer<typeof contract.insights.segments>;
type OwnView = NonNullable<Answer<typeof contract.insights.mine>['profile']>['segment'];

const seed = 20_261_128;
/** Groups of fewer people are not broken down for the hub. */
export const fewest = 5;

export interface Placeable {
  readonly userId: string;
  readonly features: FeatureVector;
  readonly fictional: boolean;
}

export async function placeInSegments(ground: Ground, people: readonly Placeable[]): Promise<SegmentState> {
  const { database, clock } = ground.kernel;
  const { state, silhouette, stability, segments, placed } = segmentPeople(
    people.map(({ features }) => features),
    seed,
  );
  await database.transact(async (tx) => {
    await store.insert(tx, {
      id: newId(),
      computed_at: clock.now(),
      state,
      people: people.length,
      silhouette,
      stability,
      segments: JSON.stringify(segments),
      fictional: people.some(({ fictional }) => fictional),
    });
    await standings.setSegments(tx, new Map(people.map(({ userId }, at) => [userId, placed[at] ?? null])));
  });
  return state;
}

export async function segmentsView(db: Db): Promise<View> {
  const row = await store.newest(db);
  if (!row)
    return {
      state: 'NOT_ENOUGH_DATA',
      why: 'Nobody has been grouped yet; it happens every night.',
      people: 0,
      silhouette: null,
      stability: null,
      computedAt: null,
      provenance: null,
      segments: [],
    };
  const segments = row.segments as unknown as Segment[];
  const sum = segments.reduce((total, { people }) => total + people, 0);
  return {
    state: row.state as SegmentState,
    why: whyNot(row),
    people: row.people,
    silhouette: row.silhouette,
    stability: row.stability,
    computedAt: row.computed_at.toISOString(),
    provenance: row.state === 'SHOWN' ? provenanceOf(row) : null,
    segments: segments.map(({ key, name, people, distinguishes }) =>
      people < fewest
        ? { key, name, people: null, share: null, distinguishes: [] }
        : { key, name, people, share: people / sum, distinguishes: [...distinguishes] },
    ),
  };
}

/** What the person is told of their group. */
export async function ownSegment(db: Db, userId: string, predictionsOn: boolean): Promise<OwnView> {
  const nothing = { name: null, distinguishes: [], people: null, provenance: null };
  if (!predictionsOn)
    return { ...nothing, state: 'SWITCHED_OFF', why: 'You switched predictions off, and are in no group.' };
  const row = await store.newest(db);
  const key = (await standings.find(db, userId))?.segment ?? null;
  const segment = row && (row.segments as unknown as Segment[]).find((one) => one.key === key);
  if (!row || !segment)
    return {
      ...nothing,
      state: 'NOT_ENOUGH_DATA',
      why: (row && whyNot(row)) ?? 'You are in no group yet; people are grouped every night.',
    };
  return {
    state: 'SHOWN',
    why: null,
    name: segment.name,
    distinguishes: segment.distinguishes.map(({ text }) => text),
    people: segment.people < fewest ? null : segment.people,
    provenance: provenanceOf(row),
  };
}

function provenanceOf(row: store.SegmentationRow) {
  const own = `k-means, ${segmentRules.clusters} groups of ${row.people} people, on standardised figures of their use.`;
  return {
    model: 'segments',
    version: null,
    trainedAt: row.computed_at.toISOString(),
    source: row.fictional ? `${own} ${fictionalSource}` : own,
    foreign: row.fictional,
  };
}

function whyNot({ state, people, silhouette, stability }: store.SegmentationRow): string | null {
  if (state === 'NOT_ENOUGH_DATA')
    return `Groups need ${segmentRules.people} people who consented, keep predictions on and were here in the last 90 days; there are ${people}.`;
  if (state === 'NOT_DISTINCT')
    return `The groups are not distinct enough: the silhouette is ${silhouette?.toFixed(2) ?? 'unknown'}, and ${segmentRules.silhouette} is needed.`;
  if (state === 'NOT_STABLE')
    return `The groups change too much with who is looked at: the stability is ${stability?.toFixed(2) ?? 'unknown'}, and ${segmentRules.stability} is needed.`;
  return null;
}
