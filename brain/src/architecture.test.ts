import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Calls go down this list, events go up. A new module takes its place here before its first import. */
const direction = [
  'kernel',
  'engines/ml',
  'engines/legal-processor',
  'engines/cap-table',
  'engines/matching',
  'engines/security',
  'services/files',
  'services/users',
  'services/authentication',
  'services/teams',
  'services/subscriptions',
  'services/sealing',
  'services/legal',
  'services/ventures',
  'services/equity',
  'services/work',
  'services/finances',
  'services/compliance',
  'services/models',
  'services/contract-review',
  'services/ledger',
  'services/buz',
  'services/journey',
  'services/umbrella',
  'services/opportunities',
  'services/gamification',
  'services/community',
  'services/notifications',
  'services/system',
  'engines/analytics',
  'engines/behavior-analyzer',
  'engines/venture-analyzer',
];

const books = ['services/ledger', 'services/buz'];
/** Tables of more than one module: lists of the kernel that operators and their owners look at, and the books of BUZ. */
const sharedTables = new Map<string, readonly string[]>([
  ['event_log', ['kernel', 'engines/analytics']],
  ['jobs', ['kernel', 'services/gamification', 'services/system', 'services/users']],
  ['mails', ['kernel', 'services/notifications']],
  ['dead_letters', ['kernel', 'services/system']],
  ...[
    'ledger_accounts',
    'ledger_heads',
    'ledger_holds',
    'ledger_postings',
    'ledger_state',
    'ledger_transactions',
    'buz_outflows',
    'buz_stakes',
    'buz_wallets',
  ].map((table) => [table, books] as const),
]);

/** Tables that a file names, in Kysely's calls and in SQL text. */
function tablesIn(text: string): Set<string> {
  const called = text.matchAll(/(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*'(\w+)/g);
  const written = /\bsql[`<]/.test(text) ? text.matchAll(/\b(?:from|join|into|update)\s+(\w+)/g) : [];
  return new Set([...called, ...written].map(([, table]) => table!));
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Files at the top (brain.ts, composition.ts, bindings.ts, main.ts, internal.ts, commands, demo) compose modules and may know all of them. */
function moduleOf(file: string): string | null {
  const parts = path.relative(root, file).split(path.sep);
  if (parts[0] === 'kernel') return 'kernel';
  if (parts[0] === 'services' || parts[0] === 'engines') return `${parts[0]}/${parts[1]}`;
  return null;
}

/** The folder inside a module that holds the file; null for what lies at the top of its module. */
function roomOf(file: string): string | null {
  const parts = path.relative(root, file).split(path.sep);
  return moduleOf(file) !== null && parts.length === 4 ? parts.slice(0, 3).join('/') : null;
}

/** A way from the room back to itself. */
function circleFrom(room: string, below: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const seen = new Set<string>();
  const search = (at: string, way: string): string | null => {
    for (const next of below.get(at) ?? []) {
      if (next === room) return `${way} → ${next}`;
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search(next, `${way} → ${next}`);
      if (found) return found;
    }
    return null;
  };
  return search(room, room);
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return sources(file);
    return name.endsWith('.ts') && !/\.(test|gen)\.ts$|^test-/.test(name) ? [file] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const pattern = /^(?:import|export)\s+(type\s+)?[^;]*?from\s+'(\.[^']+)'/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    to: path.resolve(path.dirname(file), match[2]!),
    typeOnly: Boolean(match[1]),
  }));
}

const all = sources(root).flatMap(importsOf);
const crossing = all.filter(
  ({ from, to }) => moduleOf(from) && moduleOf(to) && moduleOf(from) !== moduleOf(to),
);
const show = ({ from, to }: Import) => `${path.relative(root, from)} → ${path.relative(root, to)}`;

describe('the house plan', () => {
  test('every module has its place in the direction list', () => {
    const modules = new Set(sources(root).flatMap((file) => moduleOf(file) ?? []));
    expect([...modules].filter((name) => !direction.includes(name))).toEqual([]);
    expect(crossing.length).toBeGreaterThan(10);
  });

  test('a module imports only what lies below it; from above only what types need', () => {
    const upward = crossing.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && direction.indexOf(moduleOf(to)!) > direction.indexOf(moduleOf(from)!),
    );
    expect(upward.map(show)).toEqual([]);
  });

  test('another module is reached through its public face only', () => {
    const inner = crossing.filter(({ to }) => moduleOf(to) !== 'kernel' && path.basename(to) !== 'index.ts');
    expect(inner.map(show)).toEqual([]);
  });

  test('services import only types of each other; instances arrive by argument', () => {
    const values = crossing.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && moduleOf(from)!.startsWith('services/') && moduleOf(to)!.startsWith('services/'),
    );
    expect(values.map(show)).toEqual([]);
  });

  test('the rooms of a module stand in one direction', () => {
    const inside = all.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && moduleOf(from) !== null && moduleOf(from) === moduleOf(to) && roomOf(from) && roomOf(to),
    );
    const below = new Map<string, Set<string>>();
    for (const { from, to } of inside)
      if (roomOf(from) !== roomOf(to))
        below.set(roomOf(from)!, (below.get(roomOf(from)!) ?? new Set()).add(roomOf(to)!));
    expect(below.size).toBeGreaterThan(10);
    expect([...below.keys()].flatMap((room) => circleFrom(room, below) ?? [])).toEqual([]);
  });

  test('SQL of a service stands in its store', () => {
    const speaksSql = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql</;
    const strangers = sources(path.join(root, 'services')).filter(
      (file) =>
        !/(^|-)store\.ts$|^store/.test(path.basename(file)) && speaksSql.test(readFileSync(file, 'utf8')),
    );
    expect(strangers.map((file) => path.relative(root, file))).toEqual([]);
  });

  test('a table is asked by the module that owns it; whoever else needs it asks that module', () => {
    const names = readFileSync(path.join(root, 'tables.gen.ts'), 'utf8')
      .split('export interface DB {')[1]!
      .matchAll(/^ {2}(\w+):/gm);
    const tables = new Set(Array.from(names, ([, name]) => name!));
    expect(tables.size).toBeGreaterThan(200);
    const askers = new Map<string, Set<string>>();
    for (const file of sources(root)) {
      const asker = moduleOf(file);
      if (asker)
        for (const table of tablesIn(readFileSync(file, 'utf8')))
          if (tables.has(table)) askers.set(table, (askers.get(table) ?? new Set()).add(asker));
    }
    const strangers = [...askers].flatMap(([table, by]) =>
      by.size > 1 && ![...by].every((asker) => sharedTables.get(table)?.includes(asker))
        ? [`${table}: ${[...by].toSorted().join(', ')}`]
        : [],
    );
    expect(strangers).toEqual([]);
  });

  test('Fastify is named in the HTTP layer only', () => {
    const named = sources(root).filter((file) =>
      /from '(@fastify\/|fastify)/.test(readFileSync(file, 'utf8')),
    );
    expect(named.map((file) => path.relative(root, file))).toEqual(['kernel/http.ts']);
  });

  test('rules read the time from the clock', () => {
    const files = [...sources(path.join(root, 'services')), ...sources(path.join(root, 'engines'))];
    const strangers = files.filter((file) => /new Date\(\)|Date\.now\(\)/.test(readFileSync(file, 'utf8')));
    expect(strangers.map((file) => path.relative(root, file))).toEqual([]);
  });
});
