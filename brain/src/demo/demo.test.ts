import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Brain } from '../brain.ts';
import { createMovableClock } from '../kernel/clock.ts';
import { fictionNote } from './wording.ts';
import { createDemoBrain, type SignIn } from './index.ts';
import { oneTimeCode } from './sign-ins.ts';
import { createStage, plain, type Stage } from './stage.ts';
import { describeWorkspaces } from './test-workspaces.ts';
import { entryCount, makePlace, note, portrait, rows, start, type Place } from './test-community.ts';

const loadMs = 300_000;

let place: Place;
let brain: Brain;
let stage: Stage;
let signIns: SignIn[];
/** What two loads of the same plan have in common, and how much there was before and after a second start. */
let twins: [unknown, unknown];
let entries: [number, number];
const places: Place[] = [];

async function newPlace(): Promise<Place> {
  const made = await makePlace();
  places.push(made);
  return made;
}

beforeAll(async () => {
  place = await newPlace();
  const first = await start(place);
  const other = await newPlace();
  const twin = await start(other);
  twins = [await portrait(first.brain), await portrait(twin.brain)];
  await twin.brain.close();
  const before = await entryCount(first.brain);
  await first.brain.close();
  ({ brain, signIns } = await start(place));
  entries = [before, await entryCount(brain)];
  stage = createStage(brain, createMovableClock());
  for (const { id, email } of await rows<{ id: string; email: string }>(brain, 'select id, email from users'))
    stage.people.set(email.split('@')[0]!, id);
  for (const { id, name } of await rows<{ id: string; name: string }>(brain, 'select id, name from ventures'))
    stage.ventures.set(name, id);
}, loadMs);

afterAll(async () => {
  await brain.close();
  for (const { database, config } of places) {
    await database.drop();
    rmSync(config.dataDir, { recursive: true, force: true });
  }
});

describe('loading', () => {
  test('two loads give the same people, ventures and papers', () => {
    expect(twins[0]).toEqual(twins[1]);
    const { people } = twins[0] as { people: { headline: string }[] };
    const crowd = people.filter(({ headline }) => headline === 'Part of the fictional crowd');
    expect([people.length - crowd.length, crowd.length]).toEqual([24, 45]);
  });

  test('a second start changes nothing and knows how to sign in', () => {
    expect(entries[1]).toBe(entries[0]);
    expect(signIns.map(({ role }) => role)).toEqual(['founder', 'member', 'administrator']);
  });

  test('the passwords are kept where nobody else reads them', () => {
    expect(statSync(path.join(place.config.dataDir, 'demo', 'sign-in.json')).mode & 0o077).toBe(0);
  });

  test('is refused in production, on an installation with accounts, and after an interruption', async () => {
    await expect(createDemoBrain({ ...place.config, mode: 'production' })).rejects.toThrow('production');
    const used = await newPlace();
    await note(used, 'account.created');
    const left = await start(used);
    expect(await rows(left.brain, 'select 1 from users')).toEqual([]);
    expect(left.signIns).toEqual([]);
    await left.brain.close();
    const cut = await newPlace();
    await note(cut, 'demo.begun');
    await expect(start(cut)).rejects.toThrow('interrupted');
  });
});

describe('what the community is made of', () => {
  test('everybody and everything is marked fictional, and nothing leaves the local mailbox', async () => {
    expect(await rows(brain, `select email from users where email not like '%@demo.example'`)).toEqual([]);
    expect(
      await rows(brain, `select email from venture_invitations where email not like '%@demo.example'`),
    ).toEqual([]);
    expect(
      await rows(
        brain,
        `select to_address from mails where state <> 'KEPT' or to_address not like '%@demo.example'`,
      ),
    ).toEqual([]);
    const ventures = await rows<{ description: string }>(brain, 'select description from ventures');
    expect(ventures.filter(({ description }) => !description.endsWith(fictionNote))).toEqual([]);
    const accounts = await rows(brain, 'select 1 from auth_accounts');
    expect(accounts).toHaveLength(3);
  });

  test('opportunities and service offers that are open, with applications that wait and that were answered', async () => {
    const states = async (sql: string) =>
      (await rows<{ value: string }>(brain, sql)).map(({ value }) => value);
    expect(
      await states(`select distinct kind || ' ' || state as value from opportunities order by 1`),
    ).toEqual(expect.arrayContaining(['OPPORTUNITY ACTIVE', 'OPPORTUNITY DRAFT', 'SERVICE ACTIVE']));
    const answered = await states(`select distinct state as value from opportunity_applications order by 1`);
    expect(answered.length).toBeGreaterThanOrEqual(3);
  });

  test('ventures of every status, invitations and memberships in every state', async () => {
    const values = async (table: string, column: string) =>
      (
        await rows<{ value: string }>(brain, `select distinct ${column} as value from ${table} order by 1`)
      ).map(({ value }) => value);
    expect(await values('ventures', 'status')).toEqual([
      'ACTIVE',
      'CLOSED',
      'DRAFT',
      'PAUSED',
      'PENDING_APPROVAL',
      'PENDING_CONTRACTS',
      'SUSPENDED',
    ]);
    expect(await values('venture_invitations', 'state')).toEqual(
      expect.arrayContaining(['ACCEPTED', 'CANCELLED', 'DECLINED', 'EXPIRED', 'PENDING']),
    );
    expect(await values('venture_members', 'state')).toEqual(expect.arrayContaining(['ACTIVE', 'JOINING']));
  });

  test('agreements in every state somebody wants to see, sealed where they are in force', async () => {
    const agreements = await rows(
      brain,
      `select d.state, d.effective_at is not null as effective, count(*)::int, count(s.number)::int as sealed from documents d
         left join document_seals s on s.document_id = d.id where d.kind = 'CUSTOM' group by 1, 2 order by 1`,
    );
    expect(agreements).toEqual([
      { state: 'AMENDMENT_SIGNING', effective: true, count: 1, sealed: 1 },
      { state: 'EFFECTIVE', effective: true, count: 12, sealed: 12 },
      { state: 'SIGNATURE_REJECTED', effective: false, count: 1, sealed: 0 },
      { state: 'SIGNING', effective: false, count: 12, sealed: 0 },
      { state: 'UNDER_REVIEW', effective: false, count: 1, sealed: 0 },
    ]);
    const states = async (sql: string) =>
      (await rows<{ state: string }>(brain, `${sql} order by 1`)).map(({ state }) => state);
    expect(await states('select state from document_reviews')).toEqual([
      'APPROVED',
      'OPEN',
      'REVISION_REQUESTED',
    ]);
    expect(await states('select state from document_breaches')).toEqual(['REMEDIED']);
    expect(await states(`select subject as state from legal_holds`)).toEqual(['DOCUMENT', 'VENTURE']);
    expect(await states('select distinct state from compliance_standings')).toEqual(
      expect.arrayContaining(['COMPLIANT', 'REMEDIATION']),
    );
  });

  test('the contracts that were read show what is missing and what is risky', async () => {
    const call = await stage.callBy(stage.people.get('founder'));
    const { items } = plain(await stage.routes.contractReview.list({ query: { limit: 25 } }, call));
    expect(items).toHaveLength(2);
    for (const { state, findings } of items) {
      expect(state).toBe('READY');
      expect(findings.high).toBeGreaterThan(1);
    }
  });

  test('nothing lies in the future, and papers were published before they were signed', async () => {
    const [moments] = await rows<{ late: boolean; early: boolean }>(
      brain,
      `select exists (select 1 from audit_entries where at > now()) as late,
         exists (select 1 from documents d join paper_versions v using (code, version) where d.created_at < v.published_at) as early`,
    );
    expect(moments).toEqual({ late: false, early: false });
    expect(
      await rows(
        brain,
        `select subscriber, event->>'type' as type, last_error from outbox
           union all select subscriber, event->>'type', last_error from dead_letters`,
      ),
    ).toEqual([]);
  });
});

describe('the rules hold', () => {
  test('access facts say what the documents in force say', async () => {
    const [difference] = await rows(
      brain,
      `with facts as (select user_id, value as code, ref, tier from access_facts where kind = 'PAPER' and (until is null or until > now())),
         papers as (select distinct s.user_id, d.code, d.ref, coalesce(d.tier, 0) as tier from documents d join document_signers s on s.document_id = d.id
           where s.bears_fact and d.state = 'EFFECTIVE' and (d.valid_until is null or d.valid_until > now()))
       select (select count(*)::int from (table facts except table papers) a) as surplus, (select count(*)::int from (table papers except table facts) b) as missing`,
    );
    expect(difference).toEqual({ surplus: 0, missing: 0 });
  });

  test('each of the three stands on the rung the story needs', async () => {
    const held = async (key: string) => [
      ...(await brain.security.held(brain.kernel.database.db, stage.people.get(key))),
    ];
    expect(await held('administrator')).toEqual([0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12]);
    expect(await held('founder')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await held('member')).toEqual([0, 1]);
  });

  test('the audit chain verifies and holds every entry', async () => {
    const check = await brain.services.system.checkAudit();
    expect(check).toMatchObject({ valid: true, firstBroken: null, entries: entries[0] });
  });

  test('the ledger verifies, and BUZ were paid, staked, reserved and voted with', async () => {
    expect(await brain.services.ledger.verify()).toMatchObject({ valid: true, fault: null });
    const kinds = await rows<{ kind: string }>(brain, 'select distinct kind from ledger_transactions');
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'GENESIS',
        'ALLOCATION',
        'REWARD',
        'AWARD',
        'TRANSFER',
        'CHARGE',
        'STAKE',
        'HOLD',
      ]),
    );
    const states = await rows<{ state: string }>(brain, 'select distinct state from buz_proposals');
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['EXECUTED', 'VOTING']));
  });

  test('notifications are numbered without a gap, and the unread are counted right', async () => {
    const wrong = await rows(
      brain,
      `select user_id from notifications group by user_id having max(seq) <> count(*) or min(seq) <> 1
       union all
       select c.user_id from notification_counters c join notifications n using (user_id) group by c.user_id, c.unread, c.last_seq
       having c.last_seq <> max(n.seq) or c.unread <> count(*) filter (where n.read_at is null and n.deleted_at is null and n.snoozed_until is null)`,
    );
    expect(wrong).toEqual([]);
  });

  test('every signature of the founder can be verified, and names the demo as its factor', async () => {
    const call = await stage.callBy(stage.people.get('founder'));
    const { items } = plain(
      await stage.routes.legal.documents({ query: { limit: 50, state: 'EFFECTIVE' } }, call),
    );
    expect(items.length).toBeGreaterThan(10);
    for (const { id } of items) {
      const { valid } = plain(await stage.routes.legal.verify({ params: { documentId: id } }, call));
      expect(valid).toBe(true);
    }
    const [first] = items;
    const { records } = plain(await stage.routes.legal.evidence({ params: { documentId: first!.id } }, call));
    expect(JSON.parse(records[0]!.record)).toMatchObject({
      stepUp: { factor: 'DEMO' },
      agent: 'SmartStart demo community',
    });
  });
});

describeWorkspaces(() => stage);

describe('signing in', () => {
  async function login(role: SignIn['role']) {
    const { email, password, oneTimeCodeSecret } = signIns.find((one) => one.role === role)!;
    const { authentication } = stage.routes;
    const result = plain(await authentication.login({ body: { email, password } }, await stage.callBy(null)));
    if (result.state === 'SIGNED_IN') return { grant: result.grant, kinds: [] };
    const code = await oneTimeCode(oneTimeCodeSecret!, brain.kernel.clock.now());
    const { challenge, kinds } = result;
    return {
      kinds,
      grant: plain(
        await authentication.loginFactor(
          { body: { challenge, kind: 'TOTP', code } },
          await stage.callBy(null),
        ),
      ),
    };
  }

  test('the founder has two ventures with their cap tables, signatures to give, an open invitation and unread messages', async () => {
    const { grant } = await login('founder');
    const call = await stage.callBy(grant.userId);
    const { ventures, legal, notifications, subscriptions } = stage.routes;
    const { items } = plain(await ventures.list({ query: { mine: 'true', limit: 25 } }, call));
    const own = items.filter(({ myRole }) => myRole === 'OWNER');
    expect(own.map(({ name, status }) => [name, status])).toEqual([
      ['Night Shift Rota', 'ACTIVE'],
      ['Tidewater Kelp', 'ACTIVE'],
    ]);
    expect(own.every(({ memberCount }) => memberCount > 2)).toBe(true);
    const due = plain(await legal.documents({ query: { due: 'true', limit: 25 } }, call));
    // A countersignature, and of each venture an offer and a SAFE that nobody has signed yet.
    expect(due.items.map((one) => one.code).toSorted()).toEqual([
      'EQUITY',
      'EQUITY',
      'OFFER',
      'OFFER',
      'PCA',
    ]);
    const table = plain(
      await stage.routes.equity.capTable({ params: { ventureId: own[1]!.id }, query: {} }, call),
    );
    expect(table).toMatchObject({ fullyDiluted: '100000000', model: 'HYBRID' });
    expect(table.holders.length).toBeGreaterThan(2);
    const sent = plain(
      await ventures.ventureInvitations({ params: { ventureId: own[1]!.id }, query: { limit: 25 } }, call),
    );
    expect(sent.items.filter(({ state }) => state === 'PENDING')).toHaveLength(2);
    expect(plain(await notifications.unreadCount({}, call)).unread).toBeGreaterThan(1);
    expect(plain(await subscriptions.get({}, call)).state).toBe('TRIALING');
  });

  test('the member belongs to a venture, is invited to another, and has a paper that ends soon', async () => {
    const { grant } = await login('member');
    const call = await stage.callBy(grant.userId);
    const { ventures, legal, notifications } = stage.routes;
    const { items } = plain(await ventures.list({ query: { mine: 'true', limit: 25 } }, call));
    expect(items).toMatchObject([{ name: 'Lantern Library', status: 'ACTIVE', myRole: 'CONTRIBUTOR' }]);
    const invited = plain(await ventures.myInvitations({ query: { limit: 25 } }, call));
    expect(invited.items).toMatchObject([
      { ventureName: 'Tidewater Kelp', state: 'PENDING' },
      { state: 'ACCEPTED' },
    ]);
    const papers = plain(await legal.papers({}, call));
    const ending = papers.items.filter(
      ({ validUntil }) => validUntil && new Date(validUntil).getTime() - Date.now() < 7 * 86_400_000,
    );
    expect(ending).toMatchObject([{ code: 'PPNA', status: 'SIGNED', ventureName: 'Lantern Library' }]);
    expect(plain(await notifications.unreadCount({}, call)).unread).toBeGreaterThan(0);
  });

  test('the administrator needs the second factor, and a venture waits for approval', async () => {
    const { grant, kinds } = await login('administrator');
    expect(kinds).toEqual(['TOTP', 'RECOVERY_CODE']);
    const me = plain(await stage.routes.access.me({}, await stage.callBy(grant.userId)));
    expect(me).toMatchObject({ level: 12, complianceScore: 100 });
  });
});
