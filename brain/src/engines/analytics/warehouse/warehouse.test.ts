import { fork } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { dayOf } from '@smartstart/units';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generate, store } from '../queries/test-events.ts';
import { openStore, type StoreBench } from '../queries/test-store.ts';

const from = Date.UTC(2026, 2, 1);
const events = generate({ people: 40, events: 3_000, from, days: 60, seed: 3 });
const now = new Date(from + 60 * 86_400_000);

let bench: StoreBench;
beforeEach(async () => {
  bench = await openStore(now);
  await store(bench.kernel, events);
});
afterEach(() => bench.close());

const sql = (statement: string, values: unknown[] = []) =>
  bench.kernel.database.pool.query(statement, values);
const count = async (condition = 'true', of = bench.warehouse) => {
  const [row] = await of.rows(`select count(*) as n from events where ${condition}`);
  return Number(row!['n']);
};
/** Everything the rollups say, to compare them with those of a copy made anew. */
const rollups = async (of = bench.warehouse) => {
  const tables = await Promise.all([
    of.rows('select *, day::varchar as day from person_days order by all'),
    of.rows('select *, day::varchar as day from day_counts order by all'),
    of.rows('select *, day::varchar as day from hour_counts order by all'),
    of.rows('select *, day::varchar as day from firsts order by all'),
    // By what the numbers of stops mean: a copy that grew has others than one made at once.
    of.rows(`select person, day, place, time, name, type, caused from (
        select person, day::varchar as day, unnest(moments) as time, unnest(stops) as stop,
          generate_subscripts(moments, 1) as place from histories
      ) join stops using (stop) order by all`),
  ]);
  return JSON.stringify(tables);
};
const file = () => path.join(bench.dataDir, 'analytics', 'replica.duckdb');

describe('the copy', () => {
  test('takes over what came since, and nothing twice', async () => {
    await sql('update analytics_head set seq = 1000');
    await bench.warehouse.catchUp();
    expect(await count()).toBe(1000);
    await sql('update analytics_head set seq = $1', [events.length]);
    await Promise.all([bench.warehouse.catchUp(), bench.warehouse.catchUp()]);
    expect(await count()).toBe(events.length);
    expect(await bench.warehouse.state()).toEqual({ seq: events.length, head: events.length, epoch: 1 });
  });

  test('has the same figures whether it grew in steps or was made anew', async () => {
    for (const seq of [1, 700, 701, 2_000, events.length]) {
      await sql('update analytics_head set seq = $1', [seq]);
      await bench.warehouse.catchUp();
    }
    const grown = await rollups();
    const told: number[] = [];
    await bench.warehouse.rebuild((done, total) => void told.push(done / total));
    expect(await rollups()).toBe(grown);
    expect(told.at(-1)).toBe(1);
    expect(readdirSync(path.dirname(file())).some((name) => name.includes('building'))).toBe(false);
  });

  test('goes on where it was in the next life of the Brain', async () => {
    await sql('update analytics_head set seq = 2000');
    await bench.warehouse.catchUp();
    await bench.warehouse.close();
    // The truth of then is gone: only the rest is read.
    await sql('delete from analytics_events where seq <= 2000');
    await sql('update analytics_head set seq = $1', [events.length]);
    expect(await count('true', bench.another())).toBe(events.length);
  });

  test('goes on where it was after a Brain was killed in the middle of it, however often', async () => {
    let deaths = 0;
    for (let delay = 20; ; delay *= 2) {
      if (await live(delay)) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(2);
    expect(await count()).toBe(events.length);
    const survived = await rollups();
    await bench.warehouse.rebuild();
    expect(await rollups()).toBe(survived);
  }, 240_000);

  test('is made anew when it is damaged, of an older epoch, in another time zone, or ahead of a database put back', async () => {
    await bench.warehouse.catchUp();
    await bench.warehouse.close();
    writeFileSync(file(), 'not a database at all');
    const second = bench.another();
    expect(await count('true', second)).toBe(events.length);

    await sql('update analytics_head set epoch = 2');
    expect((await second.catchUp()).epoch).toBe(2);
    await second.close();

    const elsewhere = bench.another({ HUB_TIME_ZONE: 'Pacific/Auckland' });
    const days = async (of: typeof elsewhere) =>
      (await of.rows('select distinct day::varchar as day from events where seq = 1')).map(({ day }) => day);
    await elsewhere.catchUp();
    expect(await days(elsewhere)).toEqual([isoIn(elsewhere.calendar.timeZone, events[0]!.at)]);
    await sql('delete from analytics_events where seq > 1500');
    await sql('update analytics_head set seq = 1500');
    await elsewhere.catchUp();
    expect(await count('true', elsewhere)).toBe(1500);
  });
});

describe('what was erased', () => {
  const erase = (scope: string, person: number | null, before: Date | null = null) =>
    sql(
      `with head as (update analytics_head set seq = seq + 1 returning seq)
       insert into analytics_erasures (seq, scope, person, before, at) select seq, $1, $2, $3, now() from head`,
      [scope, person, before],
    );

  test('goes from the copy and from its figures: behaviour alone, or all', async () => {
    await bench.warehouse.catchUp();
    const before = {
      behaviour: await count('person = 2 and behaviour'),
      rest: await count('person = 2 and not behaviour'),
    };
    expect(before.behaviour).toBeGreaterThan(0);
    await sql(`delete from analytics_events where person = 2 and consent = 'BEHAVIOUR'`);
    await erase('BEHAVIOUR', 2);
    await sql('delete from analytics_events where person = 3');
    await sql('delete from analytics_people where person = 3');
    await erase('PERSON', 3);
    await bench.warehouse.catchUp();
    expect(await count('person = 2 and behaviour')).toBe(0);
    expect(await count('person = 2')).toBe(before.rest);
    expect(await count('person = 3')).toBe(0);
    expect(await bench.warehouse.rows('select person from people where person = 3')).toEqual([]);
    const followed = await rollups();
    expect(followed).not.toContain('"person":3,');
    await bench.warehouse.rebuild();
    expect(await rollups()).toBe(followed);
  });

  test('moves first days on to the next ones', async () => {
    await bench.warehouse.catchUp();
    const first = async () => {
      const [row] = await bench.warehouse.rows(
        `select day::varchar as day from firsts where person = 2 and type = 'page.viewed'`,
      );
      return String(row?.['day']);
    };
    const views = events
      .filter(({ person, type }) => person === 2 && type === 'page.viewed')
      .map(({ at }) => at);
    const days = [...new Set(views.map((at) => isoIn(bench.warehouse.calendar.timeZone, at)))].sort();
    expect(await first()).toBe(days[0]);
    const before = bench.warehouse.calendar.startOf(dayOf(days[1]!));
    await sql('delete from analytics_events where at < $1', [before]);
    await erase('BEFORE', null, before);
    await bench.warehouse.catchUp();
    expect(await first()).toBe(days[1]);
    const followed = await rollups();
    await bench.warehouse.rebuild();
    expect(await rollups()).toBe(followed);
  });

  test('does not take what came after it', async () => {
    await erase('PERSON', 5);
    await sql(
      `insert into analytics_events (seq, id, at, received_at, person, type, properties, source, consent, caused)
       select $1, gen_random_uuid(), at, at, 5, type, properties, source, consent, caused from analytics_events where seq = 1`,
      [events.length + 2],
    );
    await sql('update analytics_head set seq = seq + 1');
    await bench.warehouse.catchUp();
    expect(await count('person = 5')).toBe(1);
  });

  test('a test account is left out, and counts again when it is none', async () => {
    await bench.warehouse.catchUp();
    const all = await count('person = 7');
    const mark = (excluded: boolean) =>
      sql(
        `with head as (update analytics_head set seq = seq + 1 returning seq)
         update analytics_people set excluded = $1, seq = head.seq from head where person = 7`,
        [excluded],
      );
    await mark(true);
    await bench.warehouse.catchUp();
    expect(await count('person = 7')).toBe(0);
    await mark(false);
    await bench.warehouse.catchUp();
    expect(await count('person = 7')).toBe(all);
  });
});

describe('a question', () => {
  test('reads only, a limited time, a limited number of rows', async () => {
    await expect(bench.warehouse.rows('delete from events')).rejects.toThrow('nothing is changed');
    await expect(bench.warehouse.rows("select * from read_csv('/etc/passwd')")).rejects.toThrow(
      /disabled|permission/i,
    );
    await expect(bench.warehouse.rows('select * from events', [], { rows: 10 })).rejects.toMatchObject({
      code: 'RULE_VIOLATED',
    });
    await expect(
      bench.warehouse.rows('select count(*) from range(10000000000) a, range(1000) b', [], { ms: 50 }),
    ).rejects.toMatchObject({ code: 'RULE_VIOLATED' });
    expect(await bench.warehouse.rows('select $1::varchar as said', ["'; drop table events --"])).toEqual([
      { said: "'; drop table events --" },
    ]);
  });

  test('is answered while the copy is made anew', async () => {
    await bench.warehouse.catchUp();
    const [, ...counts] = await Promise.all([
      bench.warehouse.rebuild(),
      ...Array.from({ length: 6 }, () => count()),
    ]);
    expect(new Set(counts)).toEqual(new Set([events.length]));
  });

  test('leaves as a file, which is gone afterwards', async () => {
    const question =
      'select type, count(*) as events from events where person = $1 group by type order by type';
    const csv = await text(await bench.warehouse.exportTo('CSV', question, [2]));
    expect(csv.split('\n')[0]).toBe('type,events');
    expect(csv).toContain('account.created,1');
    const parquet = await buffer(await bench.warehouse.exportTo('PARQUET', question, [2]));
    expect(parquet.subarray(0, 4).toString()).toBe('PAR1');
    await expect.poll(() => readdirSync(path.join(bench.dataDir, 'analytics', 'exports'))).toEqual([]);
  });
});

/** One life of a Brain that catches up, ended after a while; true when it was through before. */
function live(ms: number): Promise<boolean> {
  const child = fork(fileURLToPath(new URL('test-life.ts', import.meta.url)), {
    env: {
      ...process.env,
      LIFE: JSON.stringify({
        connection: bench.kernel.connection,
        dataDir: bench.dataDir,
        now: now.getTime(),
      }),
    },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    let done = false;
    child.on('message', (message) => {
      if (message === 'begun') setTimeout(() => child.kill('SIGKILL'), ms);
      else done = true;
    });
    child.once('error', reject);
    child.once('exit', (code) => (code ? reject(new Error(`The life ended with ${code}.`)) : resolve(done)));
  });
}

function isoIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}
