import { randomUUID } from 'node:crypto';
import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs, monthAt, shiftedMonth } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBooks, peopleOf } from '../../services/finances/test-books.ts';
import { launchFeatures } from './chances/launch-model.ts';
import { askReport } from './test-report.ts';

const key = () => ({ idempotencyKey: randomUUID() });
const match = (version: number) => ({ ifMatch: `"${version}"` });
const code = (expected: string) => ({ problem: { code: expected } });

let world: World;
let books: Awaited<ReturnType<typeof openBooks>>;
let owner: Enrolled;
let lara: Enrolled;
let ivan: Enrolled;
let olaf: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  books = await openBooks(world, 'Tidal Kiln', {
    'Lara Lead': 'LEAD',
    'Ivan Investor': 'INVESTOR',
    'Olaf Observer': 'OBSERVER',
  });
  ({ owner, lara, ivan, olaf } = peopleOf(books));
}, 120_000);
afterAll(() => world.close());

const analysis = (who = owner) => who.api.ventureAnalysis.analysis(books.at);
const runway = (body: object = {}, who = owner) =>
  who.api.ventureAnalysis.runway({ ...books.at, body: { paths: 2_000, ...body } });
const save = (name: string, assumptions: object = {}, who = owner) =>
  who.api.ventureAnalysis.saveScenario({ ...books.at, body: { name, assumptions } }, key());
const valuation = (query: object = {}, who = owner) =>
  who.api.ventureAnalysis.valuation({ ...books.at, query });
const history = (who = owner) => who.api.ventureAnalysis.history({ ...books.at, query: {} });

/** Figures of the last months, the earliest first. */
async function enter(count: number, of: (at: number) => { cash: number; income: number; costs: number }) {
  const last = shiftedMonth(monthAt(world.clock.now()), -1);
  for (let at = 0; at < count; at++) {
    const { cash, income, costs } = of(at);
    await owner.api.finances.recordMonth(
      {
        ...books.at,
        body: {
          month: shiftedMonth(last, at - count + 1),
          currency: 'CAD',
          cashMinor: String(cash),
          incomeMinor: String(income),
          costsMinor: String(costs),
        },
      },
      key(),
    );
  }
}

describe('before anything is entered', () => {
  test('says what is missing, and no number', async () => {
    expect(await runway()).toMatchObject({
      forecast: null,
      missing: [expect.stringContaining('Actual figures')],
    });
    const shown = await analysis();
    expect(shown.nextRound).toMatchObject({ probability: null, interval: null, mode: 'PRIOR' });
    expect(shown.nextRound!.missing[0]).toContain('No round is completed');
    expect(shown.readiness!.gaps.length).toBeGreaterThan(0);
    expect(shown.similar).toMatchObject({ enough: false, rows: [] });
    const worth = await valuation();
    expect(worth).toMatchObject({ range: null, holders: null });
    for (const line of worth.methods) {
      expect(line.midMinor).toBeNull();
      expect(line.missing.length).toBeGreaterThan(0);
    }
    expect((await history()).items).toEqual([]);
  });
});

describe('who reads what', () => {
  test('strangers are told that there is nothing, on every route', async () => {
    const api = books.stranger.api.ventureAnalysis;
    const byScenario = { params: { ...books.at.params, scenarioId: books.ventureId } };
    const assumptions = {};
    for (const call of [
      () => api.analysis(books.at),
      () => api.runway({ ...books.at, body: {} }),
      () => api.scenarios(books.at),
      () => api.saveScenario({ ...books.at, body: { name: 'X', assumptions } }, key()),
      () => api.editScenario({ ...byScenario, body: { name: 'Y' } }, match(1)),
      () => api.removeScenario(byScenario),
      () => api.valuation({ ...books.at, query: {} }),
      () => api.assessment(books.at),
      () => api.assess({ ...books.at, body: {} }, match(0)),
      () => api.history({ ...books.at, query: {} }),
      () => api.report({ ...books.at, body: {} }),
      () => books.billing.api.ventureAnalysis.analysis(books.at),
    ])
      await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('leads and observers read the work, investors the money, owners both', async () => {
    expect((await analysis(owner)).rights.toSorted()).toEqual(['MONEY', 'SAVE', 'WORK']);
    for (const who of [lara, olaf]) {
      const shown = await analysis(who);
      expect(shown).toMatchObject({ rights: ['WORK'], readiness: null, nextRound: null, currency: null });
      expect(shown.team).not.toBeNull();
      expect(shown.risks!.expectedLoss.minor).toBeNull();
      await expect(runway({}, who)).rejects.toMatchObject(code('FORBIDDEN'));
      await expect(valuation({}, who)).rejects.toMatchObject(code('FORBIDDEN'));
      await expect(history(who)).rejects.toMatchObject(code('FORBIDDEN'));
      await expect(save('Mine', {}, who)).rejects.toMatchObject(code('FORBIDDEN'));
    }
    const shown = await analysis(ivan);
    expect(shown).toMatchObject({ rights: ['MONEY'], team: null, risks: null });
    expect(shown.readiness).not.toBeNull();
    await expect(save('Mine', {}, ivan)).rejects.toMatchObject(code('FORBIDDEN'));
  });
});

describe('the runway', () => {
  test('is a fan from the own months, the same for everybody who looks', async () => {
    await enter(8, (at) => ({
      cash: 60_000_000 - 3_500_000 * at,
      income: 2_000_000 + 120_000 * at,
      costs: 5_600_000 + 30_000 * at,
    }));
    const { forecast, missing } = await runway();
    expect(missing).toEqual([]);
    expect(forecast).toMatchObject({ mode: 'SHRUNKEN', kind: 'PREDICTED', ownMonths: 8, currency: 'CAD' });
    expect(forecast!.months).toHaveLength(36);
    expect(forecast!.actuals).toHaveLength(8);
    const { cash } = forecast!.months[11]!;
    expect(Number(cash.q10)).toBeLessThan(Number(cash.q50));
    expect(Number(cash.q50)).toBeLessThan(Number(cash.q90));
    expect(Number(cash.q2_5)).toBeLessThan(Number(cash.q5));
    expect(Number(cash.q95)).toBeLessThan(Number(cash.q97_5));
    const all = forecast!.ends.distribution.reduce((sum, { probability }) => sum + probability, 0);
    expect(all + forecast!.ends.never).toBeCloseTo(1, 2);
    expect((await runway({}, ivan)).forecast).toEqual(forecast);
    expect(forecast!.provenance).toMatchObject({ foreign: false, model: 'venture-runway' });
    expect(forecast!.text).toContain('the cash lasts 12 months');
  });

  test('moves with an assumption, and says what moves it', async () => {
    const base = (await runway()).forecast!;
    const start = Number(base.startCashMinor);
    const fewer = (await runway({ costChange: { percent: -40, month: 1 } })).forecast!;
    expect(Number(fewer.months[11]!.cash.q50)).toBeGreaterThan(Number(base.months[11]!.cash.q50));
    expect(fewer.lasts[1]!.probability).toBeGreaterThan(base.lasts[1]!.probability);
    const raised = (await runway({ rounds: [{ month: 3, amountMinor: String(start), probability: 1 }] }))
      .forecast!;
    expect(raised.lasts[1]!.probability).toBeGreaterThan(base.lasts[1]!.probability);
    expect(raised.reasons.find(({ key: name }) => name === 'NO_ROUND')!.effect).toBeLessThan(0);
    const shocked = (
      await runway({ shocks: [{ kind: 'REVENUE_DROP', month: 1, percent: 80, probability: 1 }] })
    ).forecast!;
    expect(Number(shocked.months[11]!.revenue.q50)).toBeLessThan(Number(base.months[11]!.revenue.q50) / 2);
  });

  test('refuses what cannot be simulated exactly', async () => {
    const huge = { oneOffs: [{ month: 1, amountMinor: '-99999999999999999999' }] };
    await expect(runway(huge)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(runway({ paths: 50_000 })).rejects.toMatchObject({ problem: { status: 400 } });
  });
});

describe('the chance of a launch', () => {
  test('is not said before two hundred ventures were decided; readiness stands', async () => {
    const { launch } = await analysis();
    expect(launch).toMatchObject({ mode: 'SCORECARD', chance: null, decided: 0, needed: 200 });
    const { readiness } = await analysis();
    const most = readiness!.parts.map(({ open }) => open ?? 0).toSorted((a, b) => b - a);
    expect(launch!.movers.map(({ points }) => points)).toEqual(
      most.filter((open) => open > 0).slice(0, launch!.movers.length),
    );
    expect(launch!.movers.length).toBeGreaterThan(0);
    expect(launch!.text).toContain('Not enough data');
  });

  test('reads what was known at a moment: what comes later changes nothing', async () => {
    const { ground } = world.brain.services.ventureAnalyzer;
    const { db } = world.brain.kernel.database;
    const asOf = world.clock.now();
    const features = () => launchFeatures(ground, db, books.ventureId, asOf);
    const before = await features();
    expect(before).toMatchObject({ people: 0, evidence: 0, ownerLaunches: 0 });
    world.clock.advance(1_000);
    await owner.api.work.addEvidence({ ...books.at, body: { title: 'Interview', note: 'They pay.' } }, key());
    expect(await features()).toEqual(before);
    const later = await launchFeatures(ground, db, books.ventureId, world.clock.now());
    expect(later).toMatchObject({ evidence: 1 });
    expect(await launchFeatures(ground, db, owner.userId, asOf)).toBeNull();
  });
});

describe('saved scenarios', () => {
  test('are saved, listed, renamed and deleted, names being unique', async () => {
    const lean = await save('Lean', { costChange: { percent: -20 } });
    expect(lean).toMatchObject({
      version: 1,
      assumptions: { horizonMonths: 36, costChange: { percent: -20, month: 1 } },
    });
    await expect(save('LEAN')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const second = await save('Hiring', { hires: [{ month: 2, people: 1, monthlyCostMinor: '500000' }] });
    const at = (scenarioId: string) => ({ params: { ...books.at.params, scenarioId } });
    await expect(
      owner.api.ventureAnalysis.editScenario({ ...at(second.id), body: { name: 'lean' } }, match(1)),
    ).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const renamed = await owner.api.ventureAnalysis.editScenario(
      { ...at(second.id), body: { name: 'Two hires' } },
      match(1),
    );
    expect(renamed).toMatchObject({ name: 'Two hires', version: 2 });
    await expect(
      owner.api.ventureAnalysis.editScenario({ ...at(second.id), body: { name: 'Three' } }, match(1)),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const { items } = await ivan.api.ventureAnalysis.scenarios(books.at);
    expect(items.map(({ name }) => name)).toEqual(['Lean', 'Two hires']);
    await owner.api.ventureAnalysis.removeScenario(at(lean.id));
    await expect(owner.api.ventureAnalysis.removeScenario(at(lean.id))).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
  });

  test('are at most thirty, also when saved at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 33 }, (_, at) => save(`Plan ${at}`)));
    expect(tries.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect((await owner.api.ventureAnalysis.scenarios(books.at)).items).toHaveLength(30);
  });
});

describe('rounds, valuation and what was said', () => {
  async function complete(kind: string, receivedMinor: string) {
    const round = await books.plan({ kind, name: kind, minimumMinor: '1', targetMinor: '60000000' });
    await books.invest({ roundId: round.id });
    await books.step(round.id, 'open');
    const { items } = await owner.api.finances.investors({ ...books.at, query: { roundId: round.id } });
    await owner.api.finances.editInvestor(
      { ...books.investorAt(items[0]!.id), body: { promisedMinor: receivedMinor, receivedMinor } },
      match(items[0]!.version),
    );
    await books.step(round.id, 'complete');
  }

  test('a completed round brings a learnt chance that says where it comes from, and what goes with it', async () => {
    await complete('SEED', '55000000');
    const { nextRound } = await analysis();
    expect(nextRound).toMatchObject({
      mode: 'LEARNT',
      kind: 'PREDICTED',
      provenance: { model: 'next-round', foreign: true },
      missing: [],
    });
    const { probability, interval, reasons, movers } = nextRound!;
    expect(interval!.low).toBeLessThan(probability! + 0.03);
    expect(interval!.high).toBeGreaterThan(probability! - 0.03);
    expect(reasons).toHaveLength(3);
    expect(movers.map(({ key: name }) => name)).toContain('WAIT');
    // Said no more exactly than the interval allows, and so is what would move it.
    const step = interval!.high - interval!.low > 0.1 ? 0.05 : 0.01;
    for (const value of [probability!, ...movers.flatMap((one) => [one.probability, one.change])])
      expect(Math.abs(value / step - Math.round(value / step))).toBeLessThan(1e-6);
  });

  test('the valuation counts what is known and names what is not; judgements move it', async () => {
    const before = await valuation();
    const line = (list: typeof before, method: string) => list.methods.find((one) => one.method === method)!;
    expect(line(before, 'COMPARABLE_ROUNDS')).toMatchObject({
      counted: true,
      foreign: true,
      currency: 'CAD',
    });
    expect(line(before, 'SCORECARD')).toMatchObject({ counted: false, midMinor: null });
    expect(line(before, 'RISK_FACTORS').missing[0]).toContain('six of the twelve');
    const factors = {
      scorecard: { team: 1.2, opportunity: 1, product: 0.9 },
      berkus: { idea: 1, relations: 0.5 },
      riskFactors: { management: 1, stage: 0, sales: -1, funding: 0, competition: -1, technology: 2 },
    };
    await expect(
      owner.api.ventureAnalysis.assess({ ...books.at, body: factors }, match(4)),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    expect(await owner.api.ventureAnalysis.assess({ ...books.at, body: factors }, match(0))).toMatchObject({
      version: 1,
      factors,
      assessedBy: owner.name,
    });
    const after = await valuation({ raiseMinor: '100000000' });
    for (const method of ['SCORECARD', 'BERKUS', 'RISK_FACTORS']) {
      const { lowMinor, midMinor, highMinor, counted } = line(after, method);
      expect(counted).toBe(true);
      expect(BigInt(lowMinor!) <= BigInt(midMinor!) && BigInt(midMinor!) <= BigInt(highMinor!)).toBe(true);
    }
    const { range, round } = after;
    expect(BigInt(range!.lowMinor) <= BigInt(range!.midMinor)).toBe(true);
    expect(BigInt(round!.postMoneyMinor)).toBe(BigInt(round!.preMoneyMinor) + 100_000_000n);
    await expect(valuation({ raiseMinor: '0' })).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('the report is a PDF over HTTP with the figures of the page, and the parts of the reader', async () => {
    const whole = await askReport(world, owner, books.ventureId);
    expect(whole).toMatchObject({ status: 200, mediaType: 'application/pdf' });
    const { forecast } = await runway({ paths: 20_000 });
    const { nextRound, readiness, launch } = await analysis();
    const { range } = await valuation();
    for (const part of [
      forecast!.text,
      nextRound!.text,
      `Readiness: ${readiness!.score} of 100`,
      launch!.movers[0]!.text,
      `${range!.methods} of ${range!.of} methods could be worked out`,
      '97.5 % below',
      'Risks',
      'Not known',
    ])
      expect(whole.text).toContain(part.replaceAll(/\s+/g, ' '));
    const ofLead = await askReport(world, lara, books.ventureId);
    expect(ofLead.text).toContain('Risks');
    expect(ofLead.text).not.toContain('Valuation');
    expect(ofLead.text).not.toContain('CAD');
    const ofStranger = await askReport(world, books.stranger, books.ventureId);
    expect(ofStranger).toMatchObject({ status: 404, mediaType: expect.stringContaining('problem+json') });
    expect(ofStranger.text).not.toContain('Tidal Kiln');
  });

  test('statements are kept once a month, and scored by what came out', async () => {
    const { jobs } = world.brain.kernel;
    const { models } = world.brain.services;
    await jobs.run('keep-venture-statements');
    await jobs.run('keep-venture-statements');
    const said = await history();
    expect(said.items.map(({ kind }) => kind).toSorted()).toEqual([
      'NEXT_ROUND',
      'RUNWAY',
      'RUNWAY',
      'RUNWAY',
    ]);
    expect(said.items.every(({ state, outcome }) => state === 'OPEN' && outcome === null)).toBe(true);
    expect(said.records[0]!.ofVenture).toMatchObject({ due: 0, open: 3 });
    const [sentence] = said.items
      .filter(({ midMinor }) => midMinor !== null)
      .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
    const start = monthAt(world.clock.now());
    world.clock.advance(130 * dayMs);
    for (let ahead = 0; ahead < 3; ahead++)
      await owner.api.finances.recordMonth(
        {
          ...books.at,
          body: {
            month: shiftedMonth(start, ahead),
            currency: 'CAD',
            cashMinor: sentence!.midMinor!,
            incomeMinor: '1',
            costsMinor: '1',
          },
        },
        key(),
      );
    await models.statements.settleDue();
    const later = await history();
    const first = later.items.filter(({ saidAt }) => saidAt === sentence!.saidAt);
    expect(first.map(({ state }) => state)).toContain('INSIDE');
    expect(later.records[0]!.ofVenture).toMatchObject({ due: 1, open: 2, coverage: 1 });
    expect((await runway()).forecast!.pastRecord).toMatchObject({ due: 1, coverage: 1 });
    await complete('SERIES_A', '40000000');
    const { items } = await history();
    expect(items.find(({ kind }) => kind === 'NEXT_ROUND')!.state).toBe('CAME_TRUE');
  });
});
