import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { papersDir, publish } from '../catalogue/publication.ts';
import { createParties, type Parties } from '../test-parties.ts';

let parties: Parties;
let dir: string;
beforeAll(async () => {
  parties = await createParties();
  dir = mkdtempSync(path.join(tmpdir(), 'papers-'));
  cpSync(papersDir, dir, { recursive: true });
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await parties.close();
});

async function publishVersion(version: string): Promise<void> {
  const html = readFileSync(path.join(papersDir, 'PPA-1.0.0.html'), 'utf8');
  const words = `<p>These are the words of ${version}.</p>\n<h2>`;
  writeFileSync(path.join(dir, `PPA-${version}.html`), html.replace('<h2>', words));
  await publish(parties.kernel, dir);
}

async function told(userId: string) {
  await parties.kernel.jobs.run('announce-versions');
  await parties.world.settle();
  const { items } = await parties.as(userId).notifications.list({ query: { limit: 100 } });
  return items
    .filter((item) => item.type === 'paper.version' || item.type === 'paper.wording')
    .map((item) => [item.type, item.title]);
}

describe('a newer version of a paper', () => {
  it('is told once to those who hold a copy of an older one', async () => {
    const { member, guest, events, clock, kernel } = parties;
    const [ada, gus] = [await member('Ada Holder'), await guest('Gus Guest')];
    expect(await told(ada)).toEqual([]);

    await publishVersion('1.0.1');
    expect(await told(ada)).toEqual([
      ['paper.wording', 'Improved wording: Platform Participation Agreement'],
    ]);
    await publishVersion('2.0.0');
    const counts = addDays(clock.now(), 30).toISOString();
    expect((await told(ada))[0]).toEqual(['paper.version', 'New version: Platform Participation Agreement']);
    await kernel.jobs.run('announce-versions');
    expect(await told(ada)).toHaveLength(2);
    expect(await told(gus)).toEqual([]);

    const announced = await events('paper.version-announced');
    expect(announced.map(({ version, kind }) => [version, kind])).toEqual([
      ['1.0.1', 'MINOR'],
      ['2.0.0', 'MATERIAL'],
    ]);
    expect(announced[1]).toMatchObject({ code: 'PPA', countsFrom: counts, userIds: [ada] });
    // Whoever signs the newest one has nothing to hear of.
    const late = await member('Late Member');
    expect(await told(late)).toEqual([]);
  });
});
