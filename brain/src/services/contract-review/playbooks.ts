import type { contractReviewWire } from '@smartstart/contract';
import type { z } from 'zod';
import {
  concepts as known,
  playbooks as shipped,
  playbookSchema,
  type Playbook,
} from '../../engines/legal-processor/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Ground } from './ground.ts';
import * as store from './store.ts';

type View = z.infer<typeof contractReviewWire.playbook>;
type Rule = z.infer<typeof contractReviewWire.playbookRule>;

/** Playbooks one person may have. */
const maxPlaybooks = 50;

/** Those that come with the platform, then the person's own. */
export async function listPlaybooks(
  db: Db,
  userId: string,
): Promise<{ items: View[]; concepts: { id: string; name: string }[] }> {
  const own = (await store.playbooksOf(db, userId)).map(ownView);
  const items = [...Object.values(shipped).map(shippedView), ...own];
  return { items, concepts: Object.values(known).map(({ id, name }) => ({ id, name })) };
}

export async function saveOwnPlaybook(
  ground: Ground,
  tx: Tx,
  userId: string,
  id: string,
  body: { readonly name: string; readonly kind: string; readonly rules: readonly Rule[] },
): Promise<View> {
  await store.lockOwner(tx, userId);
  const before = await store.playbook(tx, id);
  if (before && before.owner_id !== userId) throw new Fail('NOT_FOUND');
  if (!before && (await store.playbooksOf(tx, userId)).length >= maxPlaybooks)
    throw new Fail(
      'RULE_VIOLATED',
      `You have ${maxPlaybooks} playbooks already. Delete one you do not need.`,
    );
  const playbook = toPlaybook(body.name, body.rules);
  const checked = playbookSchema.safeParse(playbook);
  if (!checked.success)
    throw new Fail('RULE_VIOLATED', checked.error.issues[0]?.message ?? 'Not a playbook.');
  await store.savePlaybook(tx, {
    id,
    owner_id: userId,
    name: body.name,
    kind: body.kind,
    rules: JSON.stringify(body.rules),
    updated_at: ground.kernel.clock.now(),
  });
  return ownView((await store.playbook(tx, id))!);
}

export async function deleteOwnPlaybook(tx: Tx, userId: string, id: string): Promise<void> {
  const row = await store.playbook(tx, id);
  if (row?.owner_id !== userId) throw new Fail('NOT_FOUND');
  await store.deletePlaybook(tx, id);
}

export async function requirePlaybook(db: Db, userId: string, id: string): Promise<void> {
  if (!(await findPlaybook(db, userId, id)))
    throw new Fail('RULE_VIOLATED', 'There is no such playbook. Choose another.');
}

/** The playbook as the reader takes it; null when it was deleted in the meantime. */
export async function findPlaybook(db: Db, userId: string, id: string): Promise<Playbook | null> {
  const ours = shipped[id];
  if (ours) return ours;
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await store.playbook(db, id);
  return row?.owner_id === userId ? toPlaybook(row.name, row.rules as Rule[]) : null;
}

function ownView(row: store.PlaybookRow): View {
  return {
    id: row.id,
    name: row.name,
    shipped: false,
    kind: row.kind,
    rules: row.rules as Rule[],
    updatedAt: row.updated_at.toISOString(),
  };
}

type Position = Playbook['positions'][number];
type Patterns = NonNullable<Playbook['concepts']>[number]['find'];

function shippedView({ id, name, positions }: Playbook): View {
  return { id, name, shipped: true, kind: id, rules: positions.map(toRule), updatedAt: null };
}

function toRule(position: Position): Rule {
  const { limit } = position;
  return {
    id: position.id,
    title: position.title,
    expectation: position.expectation.toUpperCase() as Rule['expectation'],
    concept: position.concept,
    phrases: [],
    concerns: (position.concerns ?? []).map(({ find, kind, says }) => ({
      phrases: toPhrases(find),
      kind: kind.toUpperCase() as 'RISKY',
      says,
    })),
    limit: limit
      ? {
          phrases: limit.find,
          atLeast: limit.atLeast ?? null,
          atMost: limit.atMost ?? null,
          reads: limit.reads,
        }
      : null,
    severity: position.severity.toUpperCase() as Rule['severity'],
    why: position.why,
    wording: position.fallback ?? null,
  };
}

/** Several phrases that must stand in the same place are written on one line, with an ampersand between them. */
function toPhrases(find: Patterns): string[] {
  return find.map((pattern) => (typeof pattern === 'string' ? pattern : pattern.all.join(' & ')));
}

function toPatterns(phrases: readonly string[]): Patterns {
  return phrases.map((line) => {
    const all = line.split('&').map((part) => part.trim());
    return all.length > 1 ? { all } : line;
  });
}

/** Rules with own phrases bring a concept of their own along. */
function toPlaybook(name: string, rules: readonly Rule[]): Playbook {
  const ownId = (index: number) => `own-${index + 1}`;
  return {
    id: 'own',
    name,
    version: '1.0.0',
    description: name,
    concepts: rules.flatMap((rule, index) =>
      rule.concept === null ? [{ id: ownId(index), name: rule.title, find: toPatterns(rule.phrases) }] : [],
    ),
    positions: rules.map((rule, index) =>
      toPosition(rule, `rule-${index + 1}`, rule.concept ?? ownId(index)),
    ),
  };
}

function toPosition(rule: Rule, id: string, concept: string): Position {
  const { limit } = rule;
  return {
    id,
    title: rule.title,
    concept,
    expectation: rule.expectation.toLowerCase() as Position['expectation'],
    ...(rule.concerns.length
      ? {
          concerns: rule.concerns.map(({ phrases, kind, says }) => ({
            find: toPatterns(phrases),
            kind: kind.toLowerCase() as 'risky',
            says,
          })),
        }
      : {}),
    ...(limit
      ? {
          limit: {
            find: limit.phrases,
            ...(limit.atLeast === null ? {} : { atLeast: limit.atLeast }),
            ...(limit.atMost === null ? {} : { atMost: limit.atMost }),
            reads: limit.reads,
          },
        }
      : {}),
    severity: rule.severity.toLowerCase() as Position['severity'],
    why: rule.why,
    ...(rule.wording ? { fallback: rule.wording } : {}),
  };
}
