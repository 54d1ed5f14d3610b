import { Readable } from 'node:stream';
import type { Call } from '../kernel/call.ts';
import { byHub, byOwner, cents, currency, monthBack, type MoneyPlace } from './money-place.ts';
import type { InvestorScript, MoneyScript, ReportScript, RoundScript } from './money-script.ts';
import { lastDay, type Act, type PersonPlan } from './plan.ts';
import { distributionActs, shareActs } from './sharing-acts.ts';
import { plain, type Stage } from './stage.ts';
import type { VenturePlan } from './venture-acts.ts';

/** The money of a venture as acts: actual figures, rounds with their investors, targets, and revenue with its evidence. */

export function moneyActs(
  venture: VenturePlan,
  script: MoneyScript,
  personOf: (key: string) => PersonPlan,
): Act[] {
  const { idea, owner, team } = venture;
  const place: MoneyPlace = {
    name: idea.name,
    lane: `money ${idea.name}`,
    owner,
    script,
    party(role) {
      if (role === 'OWNER') return owner;
      const member = team.find(
        ({ role: own, answer }) =>
          own === role && answer.kind === 'ACCEPTED' && answer.countersignedDay !== null,
      );
      return member ? personOf(member.key) : null;
    },
  };
  return [
    ...bookActs(place),
    ...script.rounds.flatMap((round) => roundActs(place, round)),
    ...script.prospects.map((investor) => investorAct(place, investor, null)),
    ...script.reports.flatMap((report) => reportActs(place, report)),
    ...shareActs(place),
    ...distributionActs(place),
  ];
}

/** The months before the venture joined come from a file, the latest by hand. */
function bookActs(place: MoneyPlace): Act[] {
  const { books, targets } = place.script;
  const { day, months, latest } = books;
  return [
    byOwner(place, day, async (stage, call, params) => {
      const { routes } = stage;
      await routes.finances.importMonths(
        { params, body: { csv: fileOf(stage, books) } },
        { ...call, ifMatch: 0 },
      );
      const wanted = Object.entries(targets).map(([kpi, target]) => ({
        kpi: kpi as keyof typeof targets,
        target,
      }));
      if (wanted.length)
        await routes.finances.setTargets({ params, body: { targets: wanted } }, { ...call, ifMatch: 0 });
    }),
    byOwner(place, lastDay - 0.05, async (stage, call, params) => {
      const { routes } = stage;
      const month = monthBack(stage, 1);
      const { items } = plain(await routes.finances.months({ params, query: { limit: 1 } }, call));
      const [known] = items;
      // A month ended since the file was read only if today is among the first days of another.
      if (!known || known.month >= month) return;
      const [income, costs, funding] = latest;
      const cashMinor = String(Number(known.cashMinor) + (income - costs + funding) * 100);
      const body = {
        month,
        currency,
        cashMinor,
        incomeMinor: cents(income),
        costsMinor: cents(costs),
        note: '',
      };
      await routes.finances.recordMonth({ params, body }, call);
    }),
  ].filter(() => months.length > 0);
}

/** As a bookkeeping program writes it. */
function fileOf(stage: Stage, { cash: before, months }: MoneyScript['books']): string {
  let cash = before;
  const lines = months.map(([income, costs, note = ''], index) => {
    cash += income - costs;
    return `${monthBack(stage, months.length - index)},${cash}.00,${income}.00,${costs}.00,${currency},"${note}"`;
  });
  return ['month,cash,income,costs,currency,note', ...lines].join('\n');
}

function roundActs(place: MoneyPlace, round: RoundScript): Act[] {
  const { key, kind, name, target, minimum, planned, opened, completed, investors } = round;
  const book = `${place.name} ${key}`;
  const step = (day: number | null, event: 'open' | 'complete'): Act[] =>
    day === null
      ? []
      : [
          byOwner(place, day, ({ routes, things }, call, params) =>
            routes.finances.stepRound(
              { params: { ...params, roundId: things.get(book) }, body: { event, reason: '' } },
              call,
            ),
          ),
        ];
  return [
    byOwner(place, planned, async ({ routes, things }, call, params) => {
      const amounts = { targetMinor: cents(target), minimumMinor: cents(minimum) };
      const body = { kind, name, currency, ...amounts };
      const { id } = plain(await routes.finances.planRound({ params, body }, call));
      things.set(book, id);
    }),
    ...step(opened, 'open'),
    ...investors.map((investor) => investorAct(place, investor, book)),
    ...step(completed, 'complete'),
  ];
}

function investorAct(place: MoneyPlace, investor: InvestorScript, round: string | null): Act {
  const { day, name, interest, promised, received, note } = investor;
  return byOwner(place, day, ({ routes, things }, call, params) => {
    const amounts = { promisedMinor: cents(promised), receivedMinor: cents(received) };
    const body = { name, contact: '', interest, currency, note, ...amounts };
    return routes.finances.addInvestor(
      { params, body: round === null ? body : { ...body, roundId: things.get(round) } },
      call,
    );
  });
}

function reportActs(place: MoneyPlace, report: ReportScript): Act[] {
  const { key, day, decision } = report;
  const book = `${place.name} ${key}`;
  const reported: Act = {
    day,
    lane: place.lane,
    run: (stage) => reportRevenue(stage, place, report, book),
  };
  if (!decision) return [reported];
  const { event, reason } = decision;
  return [
    reported,
    byHub(place, decision.day, ({ routes, things }, call) =>
      routes.finances[event]({ params: { reportId: things.get(book) }, body: { reason } }, call),
    ),
  ];
}

async function reportRevenue(
  stage: Stage,
  { name, owner }: MoneyPlace,
  report: ReportScript,
  book: string,
): Promise<void> {
  const { routes, people, ventures, things, callBy, as } = stage;
  const userId = people.get(owner.key);
  const month = report.corrects
    ? things.get(`${name} ${report.corrects} month`)
    : monthBack(stage, report.back);
  things.set(`${book} month`, month);
  // Bytes are kept outside of transactions.
  const fileId = await upload(
    stage,
    await callBy(userId),
    `invoices-${month}.csv`,
    invoicesOf(month, report),
  );
  const body = {
    month,
    currency,
    grossMinor: cents(report.gross),
    taxesMinor: cents(report.taxes),
    thirdPartyMinor: cents(report.thirdParty),
    note: report.note,
    evidenceFileIds: [fileId],
    ...(report.corrects ? { correctsId: things.get(`${name} ${report.corrects}`) } : {}),
  };
  const params = { ventureId: ventures.get(name) };
  const made = await as(userId, (call) => routes.finances.reportRevenue({ params, body }, call));
  things.set(book, plain(made).id);
}

async function upload({ routes }: Stage, call: Call, name: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const wish = { name, sizeBytes: bytes.length, purpose: 'GENERAL' } as const;
  const { path } = plain(await routes.files.uploadLink({ body: wish }, call));
  const params = { token: path.split('/').at(-1)! };
  const sent = { ...call, upload: Readable.from([bytes]) };
  return plain(await routes.files.upload({ params }, sent)).id;
}

/** Invoices that add up to the gross of the month: the first customer pays what the others leave. */
function invoicesOf(month: string, { gross, customers }: ReportScript): string {
  const part = Math.floor(gross / (customers.length + 1));
  const lines = customers.map((customer, index) => {
    const amount = index === 0 ? gross - part * (customers.length - 1) : part;
    return `${month}-${String(4 + index * 6).padStart(2, '0')},${month}/${index + 1},${customer},${amount}.00`;
  });
  return ['date,invoice,customer,gross', ...lines, ''].join('\n');
}
