import type { teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db } from '../../../kernel/db.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { namesOf, percentOf, type Actor, type Ground } from '../ground.ts';
import * as store from '../record/company-store.ts';
import { viewerOf, type CompanySeat } from '../record/standing.ts';
import { companyMachine, type CompanyEvent } from '../rules/machines.ts';
import type { CompanyRight, CompanyRole } from '../rules/policy.ts';

export type CompanyCard = z.infer<typeof teamsWire.companyCard>;
export type CompanyView = z.infer<typeof teamsWire.company>;

export async function companyCards(
  db: Db,
  actor: Actor,
  rows: readonly store.CompanyRow[],
): Promise<CompanyCard[]> {
  const ids = rows.map(({ id }) => id);
  const counts = await store.countsOf(db, ids);
  const roles = await store.rolesOf(db, ids, actor.userId);
  return rows.map((row): CompanyCard => ({
    id: row.id,
    name: row.name,
    description: row.description,
    industry: row.industry,
    size: row.size as CompanyCard['size'],
    stage: row.stage as CompanyCard['stage'],
    visibility: row.visibility as CompanyCard['visibility'],
    tags: row.tags,
    website: row.website,
    state: row.state as CompanyCard['state'],
    role: (roles.get(row.id) ?? null) as CompanyRole | null,
    teams: counts.get(row.id)?.teams ?? 0,
    people: counts.get(row.id)?.people ?? 0,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }));
}

export async function companyView(
  ground: Ground,
  db: Db,
  actor: Actor,
  { company, rights }: CompanySeat,
): Promise<CompanyView> {
  const [card] = await companyCards(db, actor, [company]);
  const viewer = await viewerOf(ground, db, actor);
  const stakes = await store.stakesOf(db, company.id);
  const others = await store.namesAmong(db, viewer, [
    company.merged_into,
    ...stakes.flatMap(({ parent_id, child_id }) => [parent_id, child_id]),
  ]);
  const owned = await store.rolesOf(
    db,
    stakes.flatMap(({ parent_id, child_id }) => [parent_id, child_id]),
    actor.userId,
  );
  const named = (id: string | null) => {
    const name = id === null ? undefined : others.get(id);
    return id !== null && name !== undefined ? { id, name } : null;
  };
  const stake = (otherId: string, millionths: number) => ({
    company: named(otherId),
    percent: percentOf(millionths),
    mayRemove: rights.has('own') || (actor.held.has(3) && owned.get(otherId) === 'OWNER'),
  });
  const ownerId = await store.ownerOf(db, company.id);
  return {
    ...card!,
    owner: ownerId ? (await namesOf(ground, db, [ownerId]))(ownerId) : null,
    rights: [...rights],
    steps: stepsOf(company.state, rights),
    mergedInto: named(company.merged_into),
    parents: stakes.flatMap((row) =>
      row.child_id === company.id ? [stake(row.parent_id, row.millionths)] : [],
    ),
    children: stakes.flatMap((row) =>
      row.parent_id === company.id ? [stake(row.child_id, row.millionths)] : [],
    ),
  };
}

const byHub: readonly CompanyEvent[] = ['suspend', 'lift'];

/** Merging is asked of the other owner, so it is no step one takes alone. */
export function stepsOf(state: string, rights: ReadonlySet<CompanyRight>): Exclude<CompanyEvent, 'merge'>[] {
  return eventsFrom(companyMachine, state).flatMap((event) =>
    event !== 'merge' && rights.has(byHub.includes(event) ? 'oversee' : 'own') ? [event] : [],
  );
}
