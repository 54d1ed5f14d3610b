import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from './test-hub.ts';
import { typeNames, types } from './types.ts';

let hub: TestHub;
beforeAll(async () => {
  // 23:00 in Toronto, 04:00 in Berlin.
  hub = await createTestHub(new Date('2026-11-23T03:00:00.000Z'));
});
afterAll(() => hub.close());

const open = { emailEnabled: true, quietFrom: null, quietTo: null, types: [] };
const document = { type: 'document.to-sign', title: 'To sign', text: 'It waits.' } as const;

describe('preferences', () => {
  test('begin with the defaults of every type', async () => {
    const { types: list, ...rest } = await hub.as(await hub.addPerson()).notifications.preferences({});
    expect(rest).toEqual({
      emailEnabled: true,
      pushEnabled: true,
      pushText: false,
      quietFrom: null,
      quietTo: null,
      digestHour: null,
      pausedUntil: null,
      timeZone: 'America/Toronto',
    });
    expect(list.map((one) => one.type)).toEqual(typeNames);
    expect(list.find((one) => one.type === 'venture.updated')).toEqual({
      type: 'venture.updated',
      label: 'Venture updated',
      group: 'VENTURES',
      priority: 'NORMAL',
      inApp: true,
      email: false,
      push: false,
      mandatory: false,
    });
  });

  test('a type switched off in-app is not stored, and may still be mailed', async () => {
    const ada = await hub.addPerson();
    await hub.as(ada).notifications.setPreferences({
      body: { ...open, types: [{ type: 'document.to-sign', inApp: false, email: true }] },
    });
    expect(await hub.notify({ userId: ada, ...document, key: 'd1' })).toBeNull();
    expect(await hub.notify({ userId: ada, ...document, key: 'd1' })).toBeNull();
    expect(await hub.mailsTo(ada)).toHaveLength(1);
    expect(await hub.as(ada).notifications.unreadCount({})).toEqual({ unread: 0, lastSeq: 0 });
  });

  test('the master switch stops mails, except those that are always sent', async () => {
    const ada = await hub.addPerson();
    expect(
      await hub.as(ada).notifications.setPreferences({ body: { ...open, emailEnabled: false } }),
    ).toMatchObject({ emailEnabled: false });
    await hub.notify({ userId: ada, ...document });
    expect(await hub.mailsTo(ada)).toEqual([]);
    await hub.notify({ userId: ada, type: 'paper.expired', title: 'Expired', text: 'Sign again.' });
    expect(await hub.mailsTo(ada)).toMatchObject([{ subject: 'Expired' }]);
  });

  test('what is mandatory cannot be switched off, on either channel', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    for (const type of typeNames.filter((name) => types[name].mandatory)) {
      for (const channels of [
        { inApp: false, email: true },
        { inApp: true, email: false },
      ]) {
        await expect(
          inbox.setPreferences({ body: { ...open, emailEnabled: false, types: [{ type, ...channels }] } }),
        ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
      }
    }
    expect(await inbox.preferences({})).toMatchObject({ emailEnabled: true });
    const all = (await inbox.preferences({})).types.map(({ type, mandatory }) => ({
      type,
      inApp: mandatory,
      email: mandatory,
    }));
    expect(
      (await inbox.setPreferences({ body: { ...open, types: all } })).types.filter((one) => one.inApp),
    ).toHaveLength(all.filter((one) => one.inApp).length);
  });

  test('the mandatory types are those of the domain rules', () => {
    expect(typeNames.filter((name) => types[name].mandatory).toSorted()).toEqual([
      'access.changed',
      // A compliance case is decided by others as a clearance is.
      'compliance.changed',
      'maintenance',
      // Whoever is judged must hear it, with the reason and the way to appeal.
      'moderation.decided',
      // A break that is found must not go unread by those who answer for the installation.
      'operation.alert',
      'paper.expired',
      'paper.expiring',
      'paper.version',
      'payment.failed',
      'security.account-locked',
      'security.break-glass',
      'security.credentials-changed',
      'security.new-device',
      'subscription.grace',
      'transfer.held',
      'transfer.released',
      'trial.ends',
    ]);
  });

  test('types that are not named keep what was chosen', async () => {
    const inbox = hub.as(await hub.addPerson()).notifications;
    await inbox.setPreferences({
      body: { ...open, types: [{ type: 'welcome', inApp: false, email: false }] },
    });
    const { types: list } = await inbox.setPreferences({
      body: { ...open, types: [{ type: 'export.ready', inApp: true, email: false }] },
    });
    expect(list.find((one) => one.type === 'welcome')).toMatchObject({ inApp: false, email: false });
    expect(list.find((one) => one.type === 'export.ready')).toMatchObject({ inApp: true, email: false });
  });

  test('quiet hours have a beginning and an end', async () => {
    const inbox = hub.as(await hub.addPerson()).notifications;
    const refused = { problem: { code: 'RULE_VIOLATED' } };
    await expect(inbox.setPreferences({ body: { ...open, quietFrom: '22:00' } })).rejects.toMatchObject(
      refused,
    );
    await expect(
      inbox.setPreferences({ body: { ...open, quietFrom: '22:00', quietTo: '22:00' } }),
    ).rejects.toMatchObject(refused);
    await expect(
      inbox.setPreferences({ body: { ...open, quietFrom: '24:00', quietTo: '07:00' } }),
    ).rejects.toMatchObject({ problem: { code: 'MALFORMED' } });
  });
});

describe('quiet hours', () => {
  const quiet = { ...open, quietFrom: '22:00', quietTo: '07:00' };

  test('hold mails until the morning of the person’s own time zone; in-app comes at once', async () => {
    const [ada, bob] = [
      await hub.addPerson({ timeZone: 'America/Toronto' }),
      await hub.addPerson({ timeZone: 'Europe/Berlin' }),
    ];
    for (const userId of [ada, bob]) {
      await hub.as(userId).notifications.setPreferences({ body: quiet });
      expect(await hub.notify({ userId, ...document })).not.toBeNull();
    }
    expect(await hub.mailsTo(ada)).toMatchObject([{ due_at: new Date('2026-11-23T12:00:00.000Z') }]);
    expect(await hub.mailsTo(bob)).toMatchObject([{ due_at: new Date('2026-11-23T06:00:00.000Z') }]);
  });

  test('hold mandatory mails too, but nothing that is urgent', async () => {
    const ada = await hub.addPerson();
    await hub.as(ada).notifications.setPreferences({ body: quiet });
    await hub.notify({ userId: ada, type: 'paper.expiring', title: 'Soon', text: 'It expires.' });
    await hub.notify({
      userId: ada,
      type: 'security.account-locked',
      title: 'Locked',
      text: 'Too many attempts.',
    });
    const due = Object.fromEntries((await hub.mailsTo(ada)).map((mail) => [mail.subject, mail.due_at]));
    expect(due).toEqual({ Soon: new Date('2026-11-23T12:00:00.000Z'), Locked: hub.clock.now() });
  });

  test('by day nothing is held', async () => {
    const ada = await hub.addPerson({ timeZone: 'Australia/Sydney' });
    await hub.as(ada).notifications.setPreferences({ body: quiet });
    await hub.notify({ userId: ada, ...document });
    expect(await hub.mailsTo(ada)).toMatchObject([{ due_at: hub.clock.now() }]);
  });
});
