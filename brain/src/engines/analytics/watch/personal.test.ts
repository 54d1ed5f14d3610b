import { randomUUID } from 'node:crypto';
import { accountOf, addDays, addMs, dayMs, hourMs, hub } from '@smartstart/units';
import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fund } from '../../../services/buz/test-funds.ts';
import { openBureau, type Bureau } from '../desk/test-bureau.ts';
import type { NewEvent } from '../events/event.ts';
import { engagementDropped, mostSpent, muchMoved, signInsDropped } from './personal-rules.ts';

describe('the rules about one person', () => {
  test('sign-ins below a tenth of the usual week, from four weeks on', () => {
    expect(signInsDropped({ thisWeek: 0, before: 8, weeks: 4 })).toEqual({ seen: 0, compared: 1 });
    expect(signInsDropped({ thisWeek: 1, before: 88, weeks: 8 })).toEqual({ seen: 1, compared: 11 });
    expect(signInsDropped({ thisWeek: 1, before: 80, weeks: 8 })).toBeNull();
    expect(signInsDropped({ thisWeek: 0, before: 80, weeks: 3 })).toBeNull();
    expect(signInsDropped({ thisWeek: 0, before: 0, weeks: 0 })).toBeNull();
  });
  test('engagement below 20 after 60 or more', () => {
    expect(engagementDropped(19.9, 60)).toEqual({ seen: 19.9, compared: 60 });
    expect(engagementDropped(20, 100)).toBeNull();
    expect(engagementDropped(0, 59.9)).toBeNull();
  });
  test('BUZ spent above 80 % of those received, BUZ moved above three times the mean', () => {
    expect(mostSpent({ received: 100, spent: 81 })).toEqual({ seen: 81, compared: 100 });
    expect(mostSpent({ received: 100, spent: 80 })).toBeNull();
    expect(mostSpent({ received: 0, spent: 5 })).toBeNull();
    expect(muchMoved(3.1, 90)).toEqual({ seen: 3.1, compared: 1 });
    expect(muchMoved(3, 90)).toBeNull();
    expect(muchMoved(500, 0)).toBeNull();
  });
});

describe('what the watch finds of a person', () => {
  let bureau: Bureau;
  let [gone, staying, silent, spender]: Enrolled[] = [];

  beforeAll(async () => {
    bureau = await openBureau();
    gone = await bureau.member('Gone Quiet');
    staying = await bureau.member('Still Signed-in');
    silent = await bureau.member('Never Asked');
    spender = await bureau.member('Big Spender');
    for (const who of [gone, staying, spender])
      await who.api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } });
    await bureau.world.settle();
    // Signing up is use, too: what follows is judged ten weeks later.
    bureau.clock.advance(70 * dayMs);
    const weekly = (who: Enrolled, type: 'login.succeeded' | 'message.posted', back: readonly number[]) =>
      back.map((days): NewEvent => ({
        at: addMs(addDays(bureau.clock.now(), -days), -1000),
        userId: who.userId,
        type,
      }));
    const past = [8, 10, 16, 18, 23, 29, 31, 37, 44, 51, 58];
    await bureau.events([
      ...weekly(gone, 'login.succeeded', past),
      ...weekly(staying, 'login.succeeded', past),
      // Here, in a session that lasts.
      ...weekly(staying, 'message.posted', [1, 3]),
      ...weekly(silent, 'login.succeeded', past),
    ]);
  }, 240_000);
  afterAll(() => bureau.close());

  const own = async (who: Enrolled) =>
    (await who.api.analytics.anomalies({ query: { state: 'OPEN', scope: 'OWN' } })).items;
  const onPage = async (who: Enrolled) => (await who.api.insights.mine({})).profile?.anomalies;

  test('a week without any use, told once, in the list and on the own page alike', async () => {
    await bureau.run('watch-figures');
    const [found, ...more] = await own(gone!);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ rule: 'SIGN_INS_DROP', seen: 0, compared: 11 / 8, kind: 'RULE' });
    const { rule, title, text, seen, compared, unit } = found!;
    expect(await onPage(gone!)).toEqual([{ rule, title, text, seen, compared, unit }]);
    expect(await own(staying!)).toEqual([]);
    expect(await own(silent!)).toEqual([]);
    // Somebody else sees nothing of it, and cannot say what it was.
    const params = { anomalyId: found!.id };
    await expect(
      staying!.api.analytics.acknowledgeAnomaly({ params, body: { reason: 'Not mine.' } }),
    ).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  }, 120_000);

  test('BUZ spent and moved, with both figures', async () => {
    await fund(bureau.world, spender!.userId, 90_000_000n);
    bureau.clock.advance(29 * dayMs);
    await fund(bureau.world, spender!.userId, 1_000_000n);
    bureau.clock.advance(2 * hourMs);
    await bureau.services.ledger.submit({
      key: `test:${randomUUID()}`,
      kind: 'CHARGE',
      actorId: spender!.userId,
      cause: { type: 'test', id: spender!.userId },
      postings: [
        { ...accountOf(spender!.userId, 'AVAILABLE'), kind: 'CHARGE', amountMicro: -80_000_000n },
        { ...hub('TREASURY'), kind: 'CHARGE', amountMicro: 80_000_000n },
      ],
    });
    bureau.clock.advance(hourMs);
    await bureau.run('watch-figures');
    const found = new Map((await own(spender!)).map((one) => [one.rule, one]));
    expect(found.get('BUZ_SPENT')).toMatchObject({ seen: 80, compared: 91, unit: 'BUZ' });
    expect(found.get('BUZ_MOVED')).toMatchObject({ seen: 81, compared: 1, unit: 'BUZ' });
    expect(found.get('BUZ_MOVED')!.text).toContain('81 BUZ');
    expect((await onPage(spender!))!.map(({ rule }) => rule).toSorted()).toEqual(['BUZ_MOVED', 'BUZ_SPENT']);
    expect((await own(gone!)).filter(({ unit }) => unit === 'BUZ')).toEqual([]);
  }, 120_000);
});
