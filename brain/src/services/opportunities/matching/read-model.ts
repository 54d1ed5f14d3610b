import {
  OpportunityIndex,
  PeopleIndex,
  rankOpportunities,
  type Opportunity,
  type Person,
  type Question,
  type Ranked,
} from '../../../engines/matching/index.ts';
import { listen, type Listener } from '../../../kernel/listener.ts';
import type { MatchingDeps } from './ground.ts';
import { knownPeople, shownPeople } from './people.ts';
import { postedAfter, postedByIds } from './shelf.ts';
import * as store from './shelf-store.ts';

/**
 * People and opportunities in memory, to find the best of many. Each Brain keeps its own: filled once in the background,
 * then kept fresh by what triggers announce with each commit. It only proposes. Whoever asks reads the proposed rows
 * from the database and scores them again, so a change that has not arrived yet never shows what may not be seen.
 */
export interface ReadModel {
  /** Begins to fill, without waiting. */
  start(): void;
  /** `EXACT`: the index is still filling, so every open opportunity was scored. */
  opportunitiesFor(
    person: Person,
    question: Question,
  ): Promise<{ ranked: Ranked[]; readiness: 'READY' | 'EXACT' | 'WARMING' }>;
  peopleFor(
    opportunity: Opportunity,
    question: Question,
  ): Promise<{ ranked: Ranked[]; readiness: 'READY' | 'WARMING' }>;
  /** Forgets everything and fills anew. */
  rebuild(): Promise<void>;
  /** Called with the ids of opportunities that were read anew. */
  onOpportunities(heard: () => void): void;
  size(): { people: number; opportunities: number };
  close(): Promise<void>;
}

export interface ReadModelLimits {
  readonly people: number;
  readonly opportunities: number;
  /** Rows read at once while filling. */
  readonly batch: number;
  /** Changed ones read at once before an answer. */
  readonly fresh: number;
  /** How long a question waits for the first filling. */
  readonly patienceMs: number;
  /** Open opportunities that are scored one by one while the index fills. */
  readonly exact: number;
}

const usual: ReadModelLimits = {
  people: 300_000,
  opportunities: 50_000,
  batch: 1_000,
  fresh: 500,
  patienceMs: 1_500,
  exact: 2_000,
};
/** Clocks change twice a year, and papers end by time: everything is read anew once in a while. */
const renewMs = 6 * 3_600_000;
const listenPatienceMs = 2_000;
const channel = 'matching';

interface Tables {
  readonly people: PeopleIndex;
  readonly opportunities: OpportunityIndex;
}

export function createReadModel(
  source: Pick<MatchingDeps, 'posting' | 'people'>,
  changed: Partial<ReadModelLimits> = {},
): ReadModel {
  const { database, connection, log } = source.posting.kernel;
  const { db } = database;
  const most = { ...usual, ...changed };
  const heard: (() => void)[] = [];
  const stale = { p: new Set<string>(), o: new Set<string>() };
  /** Announced during a filling: it may have read them before they changed. */
  const late = { p: new Set<string>(), o: new Set<string>() };
  let tables: Tables | null = null;
  let filling: Promise<void> | null = null;
  let listener: Listener | null = null;
  let lost = false;
  let closed = false;
  let refreshing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function hear(payload: string): void {
    const [kind, id] = [payload[0], payload.slice(1)];
    if (kind === 'p' || kind === 'o') {
      stale[kind].add(id);
      if (filling) late[kind].add(id);
    } else if (kind === 'v') void staleOfVenture(id);
  }

  async function staleOfVenture(ventureId: string): Promise<void> {
    for (const { id } of await store.ofVentures(db, [ventureId]).catch(() => [])) hear(`o${id}`);
  }

  /** What was announced while nobody listened is not known: everything is read anew. */
  function onLine(): void {
    if (!listener?.up) lost = true;
    else if (lost && tables && !closed) {
      lost = false;
      void rebuild();
    }
  }

  async function listening(): Promise<void> {
    listener ??= listen(connection, channel, { message: hear, change: onLine }, log);
    for (let waited = 0; !listener.up && waited < listenPatienceMs && !closed; waited += 10)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async function fill(): Promise<void> {
    await listening();
    lost = !listener?.up;
    const next: Tables = { people: new PeopleIndex(), opportunities: new OpportunityIndex() };
    await fillPeople(next.people);
    await fillOpportunities(next.opportunities);
    if (closed) return;
    tables = next;
    for (const kind of ['p', 'o'] as const) for (const id of taken(late[kind], Infinity)) stale[kind].add(id);
    clearTimeout(timer);
    timer = setTimeout(() => void rebuild(), renewMs).unref();
    for (const listen of heard) listen();
    log.info(
      { people: next.people.size, opportunities: next.opportunities.size },
      'the matching index is filled',
    );
  }

  async function fillPeople(index: PeopleIndex): Promise<void> {
    for (let after: string | null = null; !closed;) {
      const batch = await shownPeople(source, db, after, most.batch);
      for (const { person } of batch) if (person.open && index.size < most.people) index.put(person);
      if (batch.length < most.batch) return;
      if (index.size >= most.people)
        return log.warn(
          { most: most.people },
          'the matching index is full; people who joined last are not in it',
        );
      after = batch.at(-1)!.person.id;
      await new Promise(setImmediate);
    }
  }

  async function fillOpportunities(index: OpportunityIndex): Promise<void> {
    for (let after: string | null = null; !closed;) {
      const batch = await postedAfter(source, db, after, most.batch);
      for (const { opportunity } of batch) if (index.size < most.opportunities) index.put(opportunity);
      if (batch.length < most.batch) return;
      if (index.size >= most.opportunities)
        return log.warn(
          { most: most.opportunities },
          'the matching index is full; the newest opportunities are not in it',
        );
      after = batch.at(-1)!.opportunity.id;
      await new Promise(setImmediate);
    }
  }

  function begin(): Promise<void> {
    filling ??= fill()
      .catch((err: unknown) =>
        log.error({ err }, 'the matching index could not be filled; the next question tries again'),
      )
      .finally(() => (filling = null));
    return filling;
  }

  async function rebuild(): Promise<void> {
    await filling;
    await begin();
  }

  /** The tables when they are there, after what changed lately was read; null while they fill. */
  async function ready(): Promise<Tables | null> {
    if (!tables) {
      const patience = new Promise((resolve) => setTimeout(resolve, most.patienceMs).unref());
      await Promise.race([begin(), patience]);
    }
    if (!tables) return null;
    refreshing = refreshing
      .then(refresh)
      .catch((err: unknown) => log.warn({ err }, 'the matching index could not be refreshed'));
    await refreshing;
    return tables;
  }

  /** What is announced while these are read is read again at the next question. */
  async function refresh(): Promise<void> {
    if (!tables) return;
    const { people, opportunities } = tables;
    const personIds = taken(stale.p, most.fresh);
    const opportunityIds = taken(stale.o, most.fresh);
    try {
      if (personIds.length) await refreshPeople(people, personIds);
      if (opportunityIds.length) await refreshOpportunities(opportunities, opportunityIds);
    } catch (error) {
      for (const id of personIds) stale.p.add(id);
      for (const id of opportunityIds) stale.o.add(id);
      throw error;
    }
    if (opportunityIds.length) for (const listen of heard) listen();
  }

  async function refreshPeople(index: PeopleIndex, ids: readonly string[]): Promise<void> {
    const known = await knownPeople(source, db, ids);
    for (const id of ids) {
      const person = known.get(id)?.person;
      if (!person?.open) index.remove(id);
      else if (index.has(id) || index.size < most.people) index.put(person);
    }
  }

  async function refreshOpportunities(index: OpportunityIndex, ids: readonly string[]): Promise<void> {
    const posted = await postedByIds(source, db, ids);
    for (const id of ids) {
      const opportunity = posted.get(id)?.opportunity;
      if (!opportunity?.open) index.remove(id);
      else if (index.has(id) || index.size < most.opportunities) index.put(opportunity);
    }
  }

  return {
    start: () => void begin(),
    async opportunitiesFor(person, question) {
      const index = (await ready())?.opportunities;
      if (index) return { ranked: index.top(person, question), readiness: 'READY' };
      const open = await postedAfter(source, db, null, most.exact + 1);
      if (open.length > most.exact) return { ranked: [], readiness: 'WARMING' };
      const all = open.map(({ opportunity }) => opportunity);
      return { ranked: rankOpportunities(all, person, question), readiness: 'EXACT' };
    },
    async peopleFor(opportunity, question) {
      const index = (await ready())?.people;
      return index
        ? { ranked: index.top(opportunity, question), readiness: 'READY' }
        : { ranked: [], readiness: 'WARMING' };
    },
    rebuild,
    onOpportunities: (listen) => void heard.push(listen),
    size: () => ({ people: tables?.people.size ?? 0, opportunities: tables?.opportunities.size ?? 0 }),
    async close() {
      closed = true;
      clearTimeout(timer);
      await listener?.close();
      await filling;
    },
  };
}

/** Takes some of what waits. */
function taken(waiting: Set<string>, limit: number): string[] {
  const some = [...waiting].slice(0, limit);
  for (const id of some) waiting.delete(id);
  return some;
}
