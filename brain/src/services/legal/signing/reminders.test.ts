import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAgreements } from '../test-agreements.ts';

let kit: Awaited<ReturnType<typeof createAgreements>>;
beforeAll(async () => {
  kit = await createAgreements();
});
afterAll(() => kit.world.close());

const day = 86_400_000;

it('whoever has not acted is reminded three days and one day before the deadline, and nobody twice for one of them', async () => {
  const mara = await kit.maker();
  const { id } = await kit.send(mara, kit.between(mara, kit.guestSigner('late@example.org')), {
    deadlineDays: 7,
  });
  const run = () => kit.kernel.jobs.run('agreement-reminders');
  const reminded = async () => {
    await kit.world.settle();
    const { items } = await kit.world.as(null).system.mailbox({ query: { to: 'late@example.org' } });
    return items.filter(({ subject }) => subject.startsWith('Reminder')).length;
  };
  await run();
  expect(await reminded()).toBe(0);
  kit.clock.advance(4 * day + 60_000);
  await run();
  await run();
  expect(await reminded()).toBe(1);
  kit.clock.advance(2 * day);
  await run();
  await run();
  expect(await reminded()).toBe(2);
  const history = await kit.typesOf(mara, id);
  // The maker is due as well, and hears of it in the platform.
  expect(history.filter((type) => type === 'reminded')).toHaveLength(4);
  expect((await kit.as(mara).legal.verify({ params: { documentId: id } })).valid).toBe(true);
});
