import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@smartstart/testkit';
import { createBrain, type Brain } from '../brain.ts';
import { readConfig, type Config } from '../config.ts';
import { createDemoBrain } from './index.ts';

/** For tests: places to load a demo community into, and what is in one. */

/** A community of the least size: the stories of the named people, and one venture of each fate. */
const factor = 0.05;

export interface Place {
  readonly database: TestDatabase;
  readonly config: Config;
}

export async function makePlace(): Promise<Place> {
  const config = readConfig({
    CALL_KEYS: `t1:${randomBytes(32).toString('base64url')}`,
    SMARTSTART_DATA_DIR: mkdtempSync(path.join(tmpdir(), 'smartstart-demo-')),
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    SMARTSTART_DEMO: '1',
    SMTP_URL: 'smtp://127.0.0.1:9',
  });
  return { database: await createTestDatabase(), config };
}

export function start({ database, config }: Place) {
  return createDemoBrain(config, { factor, connection: { ...database.connection, max: 8 } });
}

/** Leaves an entry in the audit log of an installation that is empty otherwise. */
export async function note({ database, config }: Place, action: string): Promise<void> {
  const { kernel, security, close } = await createBrain(config, {
    connection: { ...database.connection, max: 4 },
  });
  await kernel.database.transact((tx) =>
    security.audit(tx, { actorId: null, action, entity: 'installation', entityId: null }),
  );
  await close();
}

export async function rows<T = Record<string, unknown>>(of: Brain, sql: string): Promise<T[]> {
  return (await of.kernel.database.pool.query(sql)).rows as T[];
}

export const entryCount = async (of: Brain) =>
  Number((await rows<{ n: string }>(of, 'select count(*) n from audit_entries'))[0]!.n);

/** Everything but ids and moments. */
export async function portrait(of: Brain): Promise<unknown> {
  return {
    people: await rows(
      of,
      `select email, name, slug, status, headline, biography, interests, visibility, identity_verified from users order by email`,
    ),
    skills: await rows(
      of,
      `select u.email, s.name, s.level, s.years from user_skills s join users u on u.id = s.user_id order by 1, 2`,
    ),
    ventures: await rows(
      of,
      `select v.slug, v.name, v.status, v.visibility, v.description, u.email from ventures v join users u on u.id = v.owner_id order by 1`,
    ),
    members: await rows(
      of,
      `select v.slug, u.email, m.role, m.state from venture_members m join ventures v on v.id = m.venture_id join users u on u.id = m.user_id order by 1, 2`,
    ),
    invitations: await rows(
      of,
      // One that is past its end counts as expired, whether or not the job has come by: how long a load takes decides that.
      `select v.slug, i.email, i.role, case when i.state = 'PENDING' and i.expires_at <= now() then 'EXPIRED' else i.state end as state
       from venture_invitations i join ventures v on v.id = i.venture_id order by 1, 2`,
    ),
    tasks: await rows(
      of,
      `select v.slug, v.phase, t.title, t.state, u.email from work_tasks t join ventures v on v.id = t.venture_id left join users u on u.id = t.assignee_id order by 1, 3`,
    ),
    money: await rows(
      of,
      `select v.slug, d.state, l.part, l.amount_minor::text, l.state as paid from distribution_lines l join distributions d on d.id = l.distribution_id join ventures v on v.id = d.venture_id order by 1, 2, 3, 4`,
    ),
    papers: await rows(
      of,
      `select u.email, d.code, d.state, count(*)::int from documents d join users u on u.id = d.creator_id group by 1, 2, 3 order by 1, 2, 3`,
    ),
  };
}
