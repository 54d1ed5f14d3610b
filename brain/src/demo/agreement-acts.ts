import { addMs, dayMs } from '@smartstart/units';
import type { Call } from '../kernel/call.ts';
import { signCopy } from './person-acts.ts';
import type { Act, PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';

/** What happens to one agreement, step by step: made, sent, signed, declined, handed on, sealed, amended. */

/** Somebody without an account, who signs by a link. */
export interface Outsider {
  readonly name: string;
  readonly email: string;
}

export interface RecipientPlan {
  readonly who: PersonPlan | Outsider;
  readonly role: string;
  readonly step: number;
  readonly kind?: 'SIGNER' | 'APPROVER' | 'VIEWER' | 'COPY';
}

export interface AgreementPlan {
  /** Plans name agreements by it. */
  readonly key: string;
  readonly by: PersonPlan;
  readonly template: string;
  readonly title: string;
  readonly message?: string;
  readonly values: Readonly<Record<string, string>>;
  /** Blanks that name a day, as days from the making on. */
  readonly dates?: Readonly<Record<string, number>>;
  readonly recipients: readonly RecipientPlan[];
  /** Name of the venture it belongs to. */
  readonly venture?: string;
  readonly validityDays?: number;
  readonly ownClause?: { readonly title: string; readonly text: string };
}

/** One after the other: what a person does with one agreement leads to what the next one can do. */
const lane = 'agreements';

/** Drafts it and hands it in; standard text is approved at once. */
export function made(plan: AgreementPlan, day: number): Act {
  return by(plan.by, day, (stage, call) => makeDraft(stage, call, plan));
}

/** The same, and sends it to its recipients. */
export function sent(plan: AgreementPlan, day: number, deadlineDays = 14): Act {
  return by(plan.by, day, async (stage, call) => {
    await makeDraft(stage, call, plan);
    await openSigning(stage, call, plan.key, deadlineDays);
  });
}

/** Sends what the review has approved. */
export function opened(plan: AgreementPlan, day: number, deadlineDays = 14): Act {
  return by(plan.by, day, (stage, call) => openSigning(stage, call, plan.key, deadlineDays));
}

export function signed(key: string, person: PersonPlan, day: number): Act {
  return by(person, day, (stage, call) => signAgreement(stage, call, key, person));
}

/** Signed by the last of its people, and sealed: rendering takes longer than signing, so it is not part of the act. */
export function completed(key: string, person: PersonPlan, day: number): Act {
  return {
    day,
    lane,
    async run(stage) {
      await stage.as(stage.people.get(person.key), (call) => signAgreement(stage, call, key, person));
      await stage.brain.kernel.jobs.run('seal-document', { documentId: stage.documents.get(key) });
    },
  };
}

export function declined(key: string, person: PersonPlan, day: number, reason: string): Act {
  return by(person, day, ({ routes, documents }, call) =>
    routes.legal.decline({ params: { documentId: documents.get(key) }, body: { reason } }, call),
  );
}

export function delegated(key: string, person: PersonPlan, day: number, to: Outsider, reason: string): Act {
  return by(person, day, ({ routes, documents }, call) =>
    routes.agreements.delegate({ params: { documentId: documents.get(key) }, body: { ...to, reason } }, call),
  );
}

export function remarked(key: string, person: PersonPlan, day: number, text: string): Act {
  return by(person, day, ({ routes, documents }, call) =>
    routes.agreements.comment({ params: { documentId: documents.get(key) }, body: { text } }, call),
  );
}

/** Proposes other values beside the version in force, and signs them first. */
export function amended(
  plan: AgreementPlan,
  day: number,
  note: string,
  change: Readonly<Record<string, string>>,
): Act {
  return by(plan.by, day, async (stage, call) => {
    const { routes, documents } = stage;
    const at = { params: { documentId: documents.get(plan.key) } };
    const { draft, rowVersion } = plain(await routes.agreements.amend({ ...at, body: { note } }, call));
    const values = { ...draft!.values, ...change };
    // The one who proposes signs first.
    const recipients = draft!.recipients.map((one) => ({
      ...one,
      step: one.userId === stage.people.get(plan.by.key) ? 1 : 2,
    }));
    await routes.agreements.edit({ ...at, body: { values, recipients } }, { ...call, ifMatch: rowVersion });
    await routes.agreements.submit({ ...at, body: {} }, call);
    const { textHash } = plain(await routes.legal.document(at, call));
    await signCopy(routes, call, plan.by.name, { id: at.params.documentId, textHash });
  });
}

/** Rewrites the own clause after the review asked for it, and hands the text in again. */
export function rewritten(plan: AgreementPlan, day: number, text: string, note: string): Act {
  return by(plan.by, day, async ({ routes, documents }, call) => {
    const at = { params: { documentId: documents.get(plan.key) } };
    const { draft, rowVersion } = plain(await routes.agreements.agreement(at, call));
    const clauses = draft!.clauses.map((one) => (one.source === 'OWN' ? { ...one, text } : one));
    await routes.agreements.edit({ ...at, body: { clauses } }, { ...call, ifMatch: rowVersion });
    await routes.agreements.submit({ ...at, body: { note } }, call);
  });
}

/** One template for several people, a document for each. */
export function issued(
  plan: Pick<AgreementPlan, 'key' | 'by' | 'template' | 'title' | 'values'>,
  day: number,
  role: string,
  people: readonly PersonPlan[],
): Act {
  const { key, by: maker, template: templateCode, title, values } = plan;
  return {
    day,
    lane,
    async run(stage) {
      const { routes, documents, brain, as } = stage;
      const rows = people.map((one) => ({
        values: {},
        recipients: [recipientOf(stage, { who: one, role, step: 1 })],
      }));
      const body = { templateCode, title, values: { ...values }, rows, deadlineDays: 30 };
      const makerId = stage.people.get(maker.key);
      const { bulkId } = plain(await as(makerId, (call) => routes.agreements.bulk({ body }, call)));
      await brain.kernel.jobs.run('bulk-issue', { bulkId });
      const progress = await as(makerId, (call) =>
        routes.agreements.bulkProgress({ params: { bulkId } }, call),
      );
      for (const { row, documentId } of plain(progress).rows)
        if (documentId) documents.set(`${key}/${people[row - 1]!.key}`, documentId);
    },
  };
}

/** Something a person does in one transaction. */
export function by(
  person: PersonPlan,
  day: number,
  work: (stage: Stage, call: Call) => Promise<unknown>,
): Act {
  return {
    day,
    lane,
    run: (stage) => stage.as(stage.people.get(person.key), (call) => work(stage, call)),
  };
}

/** A day as people write it, counted from the moment of the act. */
export function dayFrom({ clock }: Stage, days: number): string {
  return addMs(clock.now(), days * dayMs)
    .toISOString()
    .slice(0, 10);
}

async function makeDraft(stage: Stage, call: Call, plan: AgreementPlan): Promise<void> {
  const { routes, documents, ventures } = stage;
  const { key, template: templateCode, title, message, venture, validityDays, dates = {} } = plan;
  const days = Object.entries(dates).map(([name, days]) => [name, dayFrom(stage, days)] as const);
  const body = {
    templateCode,
    title,
    values: { ...plan.values, ...Object.fromEntries(days) },
    recipients: plan.recipients.map((one) => recipientOf(stage, one)),
    ...(message ? { message } : {}),
    ...(venture ? { ventureId: ventures.get(venture) } : {}),
    ...(validityDays ? { validityDays } : {}),
    ...(plan.ownClause ? { clauses: await clausesWith(stage, call, templateCode, plan.ownClause) } : {}),
  };
  const { id } = plain(await routes.agreements.create({ body }, call));
  documents.set(key, id);
  await routes.agreements.submit({ params: { documentId: id }, body: {} }, call);
}

/** The usual clauses of the template, and one in the maker's own words. */
async function clausesWith(
  { routes }: Stage,
  call: Call,
  code: string,
  own: NonNullable<AgreementPlan['ownClause']>,
) {
  const { clauses } = plain(await routes.agreements.template({ params: { code } }, call));
  const usual = clauses.filter(({ included }) => included);
  return [
    ...usual.map(({ id }) => ({ source: 'TEMPLATE' as const, id })),
    { source: 'OWN' as const, ...own },
  ];
}

function recipientOf({ people }: Stage, { who, role, step, kind = 'SIGNER' }: RecipientPlan) {
  const person = 'key' in who ? { userId: people.get(who.key) } : { name: who.name, email: who.email };
  return { ...person, role, kind, step };
}

function openSigning({ routes, documents }: Stage, call: Call, key: string, deadlineDays: number) {
  return routes.agreements.openSigning(
    { params: { documentId: documents.get(key) }, body: { deadlineDays } },
    call,
  );
}

async function signAgreement(
  { routes, documents }: Stage,
  call: Call,
  key: string,
  person: PersonPlan,
): Promise<void> {
  const { id, textHash } = plain(
    await routes.legal.document({ params: { documentId: documents.get(key) } }, call),
  );
  await signCopy(routes, call, person.name, { id, textHash });
}
