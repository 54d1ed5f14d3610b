import { randomUUID } from 'node:crypto';
import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  signDocument,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slugOf } from './ventures.ts';

let world: World;
let founder: Enrolled;
let partner: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  [founder, partner, stranger] = [
    await enrol(world, 'Fatima Founder', 'SUBSCRIBER'),
    await enrol(world, 'Pavel Partner', 'MEMBER'),
    await enrol(world, 'Stan Stranger', 'MEMBER'),
  ];
});
afterAll(() => world.close());

const code = (expected: string) => ({ problem: { code: expected } });
const key = () => ({ idempotencyKey: randomUUID() });
const draft = (who: Enrolled, name: string, more: object = {}) =>
  who.api.ventures.create({ body: { name, ...more } }, key());

async function join(
  ventureId: string,
  who: Enrolled,
  role: 'CONTRIBUTOR' | 'LEAD' | 'OBSERVER' = 'CONTRIBUTOR',
): Promise<void> {
  const invitation = await founder.api.ventures.invite(
    { params: { ventureId }, body: { email: who.email, role } },
    key(),
  );
  await who.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
  for (const paper of joiningPapers) await signPaper(who.api, who.name, paper, { ventureId });
  await world.settle();
  const { items } = await founder.api.ventures.members({ params: { ventureId } });
  for (const documentId of items.find((member) => member.userId === who.userId)!.awaitingOwner)
    await signDocument(founder.api, documentId, founder.name);
  await world.settle();
}

describe('drafts', () => {
  test('begin with a name alone and get an address of their own', async () => {
    const first = await draft(founder, 'Río Café & Söhne');
    expect(first).toMatchObject({
      slug: 'rio-cafe-sohne',
      status: 'DRAFT',
      visibility: 'INVITE_ONLY',
      myRole: 'OWNER',
    });
    expect(first.rights).toContain('submit');
    await expect(draft(founder, 'río café & söhne')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const second = await draft(founder, 'Rio Cafe Sohne');
    expect(second.slug).toBe('rio-cafe-sohne-2');
  });

  test('a double click makes one venture', async () => {
    const same = key();
    const [a, b] = await Promise.all(
      [1, 2].map(() => founder.api.ventures.create({ body: { name: 'Clicked twice' } }, same)),
    );
    expect(a!.id).toBe(b!.id);
    await expect(founder.api.ventures.create({ body: { name: 'Another' } }, same)).rejects.toMatchObject(
      code('IDEMPOTENCY_KEY_REUSED'),
    );
  });

  test('two editors: the second is told, nothing is lost', async () => {
    const { id: ventureId, etag } = await draft(founder, 'Edited by two');
    const edited = await founder.api.ventures.edit(
      { params: { ventureId }, body: { purpose: 'first' } },
      { ifMatch: etag! },
    );
    await expect(
      founder.api.ventures.edit({ params: { ventureId }, body: { purpose: 'second' } }, { ifMatch: etag! }),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(
      founder.api.ventures.edit({ params: { ventureId }, body: { purpose: 'none' } }),
    ).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
    await founder.api.ventures.edit(
      { params: { ventureId }, body: { purpose: 'second' } },
      { ifMatch: edited.etag! },
    );
    expect((await founder.api.ventures.get({ params: { ventureId } })).purpose).toBe('second');
  });

  test('need the rung of a subscriber', async () => {
    await expect(draft(partner, 'Too early')).rejects.toMatchObject({
      problem: { code: 'GATE_BLOCKED', missingPapers: [{ code: 'PTSA' }, { code: 'SOBA' }] },
    });
  });

  test('are submitted complete or not at all', async () => {
    const { id: ventureId } = await draft(founder, 'Half a venture');
    await expect(
      founder.api.ventures.submit({ params: { ventureId }, body: { standingSignature: true } }, key()),
    ).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', fields: [{ path: 'body.purpose' }, { path: 'body.description' }] },
    });
    await founder.api.ventures.discard({ params: { ventureId } });
    await expect(founder.api.ventures.get({ params: { ventureId } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });

  test('a default tier above the ceiling is refused', async () => {
    const { id: ventureId, etag } = await draft(founder, 'Tiers');
    await expect(
      founder.api.ventures.edit(
        { params: { ventureId }, body: { defaultTier: 2, tierCeiling: 1 } },
        { ifMatch: etag! },
      ),
    ).rejects.toMatchObject(code('INVALID_INPUT'));
  });
});

describe('from submission to membership', () => {
  let ventureId: string;

  test('a venture becomes active with the last paper of its owner', async () => {
    ventureId = await openVenture(founder.api, founder.name, 'Solar Bakery');
    expect((await founder.api.ventures.get({ params: { ventureId } })).status).toBe('PENDING_CONTRACTS');
    await world.settle();
    const venture = await founder.api.ventures.get({ params: { ventureId } });
    expect(venture).toMatchObject({ status: 'ACTIVE', phase: 'IDEATION' });
    expect(venture.paperwork.every((paper) => paper.inForce)).toBe(true);
    expect((await founder.api.access.me({})).held).toContain(4);
  });

  test('an invited person joins by accepting and signing; the owner countersigns', async () => {
    const invitation = await founder.api.ventures.invite(
      {
        params: { ventureId },
        body: { email: partner.email.toUpperCase(), role: 'CONTRIBUTOR', message: 'Come and <b>bake</b>' },
      },
      key(),
    );
    await expect(
      founder.api.ventures.invite(
        { params: { ventureId }, body: { email: partner.email, role: 'LEAD' } },
        key(),
      ),
    ).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const mine = await partner.api.ventures.myInvitations({ query: {} });
    expect(mine.items).toMatchObject([{ id: invitation.id, ventureName: 'Solar Bakery', state: 'PENDING' }]);
    await expect(
      stranger.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} }),
    ).rejects.toMatchObject(code('NOT_FOUND'));
    await partner.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
    await expect(
      partner.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(partner.api.ventures.members({ params: { ventureId } })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    for (const paper of joiningPapers) await signPaper(partner.api, partner.name, paper, { ventureId });
    await world.settle();
    const waiting = (await founder.api.ventures.members({ params: { ventureId } })).items.find(
      (member) => member.userId === partner.userId,
    )!;
    expect(waiting).toMatchObject({ state: 'JOINING', missingPapers: ['PCA'] });
    expect(waiting.awaitingOwner).toHaveLength(1);
    await signDocument(founder.api, waiting.awaitingOwner[0]!, founder.name);
    await world.settle();
    expect((await partner.api.ventures.get({ params: { ventureId } })).myState).toBe('ACTIVE');
    expect((await partner.api.ventures.members({ params: { ventureId } })).items).toHaveLength(2);
  });

  test('a stranger finds nothing behind any id', async () => {
    const invitation = await founder.api.ventures.invite(
      { params: { ventureId }, body: { email: 'nobody@example.com', role: 'OBSERVER' } },
      key(),
    );
    const hidden = await founder.api.ventures.edit(
      { params: { ventureId }, body: { visibility: 'PRIVATE' } },
      { ifMatch: (await founder.api.ventures.get({ params: { ventureId } })).etag! },
    );
    const params = { ventureId };
    const { api } = stranger;
    const attempts = [
      () => api.ventures.get({ params }),
      () => api.ventures.members({ params }),
      () => api.ventures.history({ params, query: {} }),
      () => api.ventures.ventureInvitations({ params, query: {} }),
      () => api.ventures.removeMember({ params: { ventureId, userId: partner.userId } }),
      () => api.ventures.invite({ params, body: { email: 'a@example.com', role: 'LEAD' } }, key()),
      () => api.ventures.decline({ params: { invitationId: invitation.id }, body: {} }),
      () => api.ventures.resend({ params: { invitationId: invitation.id }, body: {} }),
      () => api.ventures.cancel({ params: { invitationId: invitation.id }, body: {} }),
      () => api.ventures.get({ params: { ventureId: randomUUID().replace(/^(.{14})./, '$17') } }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(
      api.ventures.edit({ params, body: { purpose: 'mine' } }, { ifMatch: hidden.etag! }),
    ).rejects.toMatchObject(code('GATE_BLOCKED'));
    expect((await api.ventures.list({ query: {} })).items.map((item) => item.id)).not.toContain(ventureId);
  });

  test('a contributor may neither edit, invite nor close', async () => {
    const { api } = partner;
    await expect(
      api.ventures.invite(
        { params: { ventureId }, body: { email: 'x@example.com', role: 'OBSERVER' } },
        key(),
      ),
    ).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(
      api.ventures.removeMember({ params: { ventureId, userId: founder.userId } }),
    ).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await api.ventures.get({ params: { ventureId } })).rights.sort()).toEqual([
      'leave',
      'see-members',
    ]);
  });

  test('removal ends access at once', async () => {
    const third = await enrol(world, 'Tara Third', 'MEMBER');
    await join(ventureId, third, 'OBSERVER');
    expect((await third.api.ventures.members({ params: { ventureId } })).items).toHaveLength(3);
    await founder.api.ventures.removeMember({ params: { ventureId, userId: third.userId } });
    await expect(third.api.ventures.get({ params: { ventureId } })).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('a role above contributor rests until its rung is held', async () => {
    const lead = await enrol(world, 'Leo Lead', 'MEMBER');
    await join(ventureId, lead, 'LEAD');
    const seen = await lead.api.ventures.get({ params: { ventureId } });
    expect(seen.myRole).toBe('LEAD');
    expect(seen.rights).not.toContain('invite');
  });

  test('membership stays and access rests when the project NDA runs out, until it is renewed', async () => {
    world.clock.advance(91 * dayMs);
    await world.brain.kernel.jobs.run('expire-papers');
    await world.settle();
    const seen = await partner.api.ventures.get({ params: { ventureId } });
    expect(seen.myState).toBe('LAPSED');
    await expect(partner.api.ventures.members({ params: { ventureId } })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    await signPaper(partner.api, partner.name, 'PPNA', { ventureId });
    await world.settle();
    expect((await partner.api.ventures.get({ params: { ventureId } })).myState).toBe('ACTIVE');
  });
});

describe('the clock', () => {
  test('invitations end after seven days, at the latest when somebody asks', async () => {
    const late = await createWorld();
    try {
      const owner = await enrol(late, 'Olga Owner', 'SUBSCRIBER');
      const guest = await enrol(late, 'Gus Guest', 'MEMBER');
      const ventureId = await openVenture(owner.api, owner.name, 'Short offer');
      await late.settle();
      const { id: invitationId } = await owner.api.ventures.invite(
        { params: { ventureId }, body: { email: guest.email, role: 'ADVISER' } },
        key(),
      );
      late.clock.advance(7 * dayMs);
      await expect(guest.api.ventures.accept({ params: { invitationId }, body: {} })).rejects.toMatchObject(
        code('ILLEGAL_TRANSITION'),
      );
      await late.brain.kernel.jobs.run('expire-invitations');
      const listed = await owner.api.ventures.ventureInvitations({ params: { ventureId }, query: {} });
      expect(listed.items).toMatchObject([{ id: invitationId, state: 'EXPIRED' }]);
      await owner.api.ventures.resend({ params: { invitationId }, body: {} });
      const accepted = await guest.api.ventures.accept({ params: { invitationId }, body: {} });
      expect(accepted.state).toBe('ACCEPTED');
    } finally {
      await late.close();
    }
  });

  test('a submitted venture that nobody signs goes back to draft', async () => {
    const late = await createWorld();
    try {
      const owner = await enrol(late, 'Ula Unsigned', 'SUBSCRIBER');
      const body = {
        name: 'Unsigned',
        purpose: 'Wait.',
        description: 'x'.repeat(100),
        industry: 'Other',
      } as const;
      const { id: ventureId } = await owner.api.ventures.create({ body }, key());
      await owner.api.ventures.submit({ params: { ventureId }, body: { standingSignature: true } }, key());
      late.clock.advance(30 * dayMs);
      await late.brain.kernel.jobs.run('withdraw-unsigned-ventures');
      const row = await late.brain.kernel.database.db
        .selectFrom('ventures')
        .select('status')
        .where('id', '=', ventureId)
        .executeTakeFirst();
      expect(row?.status).toBe('DRAFT');
    } finally {
      await late.close();
    }
  });
});

test('addresses made from names are always valid', () => {
  expect(slugOf('!!')).toBe('venture-new');
  expect(slugOf('A')).toBe('venture-a');
  expect(slugOf('x'.repeat(80))).toHaveLength(32);
});
