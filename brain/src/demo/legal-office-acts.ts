import { addMs, dayMs } from '@smartstart/units';
import { by } from './agreement-acts.ts';
import type { Act, PersonPlan } from './plan.ts';
import { administrator, founder } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** What the legal office does: reviews, a breach case, compliance cases, holds. */

export function decidedReview(
  decider: PersonPlan,
  title: string,
  day: number,
  decision: 'APPROVE' | 'REVISE',
  reason: string,
): Act {
  return by(decider, day, async ({ routes }, call) => {
    const { items } = plain(await routes.legalAdmin.reviews({ query: { limit: 100, state: 'OPEN' } }, call));
    const review = items.find((one) => one.title === title)!;
    return routes.legalAdmin.decideReview(
      { params: { reviewId: review.id }, body: { decision, reason } },
      call,
    );
  });
}

/** An invoice was paid late: confirmed, remedied, and the agreement went on. */
export function breachActs(key: string): Act[] {
  const decided = (day: number, body: Parameters<typeof decideBreach>[2]) =>
    by(administrator, day, async (stage, call) =>
      decideBreach(stage, call, { ...body, ...(body.plan ? { deadline: momentIn(stage, 14) } : {}) }, key),
    );
  return [
    by(founder, -46, ({ routes, documents }, call) =>
      routes.agreements.reportBreach(
        {
          params: { documentId: documents.get(key) },
          body: {
            text: 'The first two evenings were held, and their invoice has been open for twenty days. Fourteen were agreed.',
            fileIds: [],
          },
        },
        call,
      ),
    ),
    decided(-44, {
      decision: 'CONFIRMED',
      reason: 'The invoice reached the right desk on time, and nobody disputes the work.',
      plan: 'The client pays the open invoice within a week and the remaining two on the evening itself.',
    }),
    decided(-37, { decision: 'REMEDIED', reason: 'Paid, and the third evening was paid on the day.' }),
  ];
}

/** One case that is over, and one in which a plan is being carried out. */
export function caseActs(people: readonly PersonPlan[]): Act[] {
  // Whoever takes part in something is not among those who rest.
  const [first, second] = people.filter(
    (one) =>
      one.standing === 'MEMBER' && one.signedDay < -19 && (one.trialDay !== null || one.invitations > 0),
  );
  return [
    ...(first
      ? [
          decide(first, -17, {
            event: 'VIOLATION_CONFIRMED',
            reason: 'Showed a paper of another venture at a fair.',
          }),
          plan(first, -15.4, 'Ask for the copies back, and tell the venture who has seen them.', 8),
          decide(first, -9.3, {
            event: 'PLAN_DONE',
            reason: 'Both copies came back; the venture is content.',
          }),
        ]
      : []),
    ...(second
      ? [
          decide(second, -4.2, {
            event: 'VIOLATION_CONFIRMED',
            reason: 'Used photographs of a venture without asking.',
          }),
          plan(
            second,
            -3.3,
            'Take the photographs down, and ask the venture which of them may be shown.',
            12,
          ),
        ]
      : []),
  ];
}

/** While the breach case was open nothing of it could be deleted; a whole venture is held still. */
export function holdActs(key: string, venture: string): Act[] {
  const place = (
    day: number,
    subject: 'DOCUMENT' | 'VENTURE',
    idOf: (stage: Stage) => string,
    reason: string,
  ) =>
    by(administrator, day, async (stage, call) => {
      const body = { subject, subjectId: idOf(stage), reason };
      stage.documents.set(
        `hold ${subject}`,
        plain(await stage.routes.compliance.placeHold({ body }, call)).id,
      );
    });
  return [
    place(
      -45,
      'DOCUMENT',
      ({ documents }) => documents.get(key),
      'A breach of this agreement is looked into.',
    ),
    by(administrator, -36, ({ routes, documents }, call) =>
      routes.compliance.releaseHold(
        {
          params: { holdId: documents.get('hold DOCUMENT') },
          body: { reason: 'The breach was remedied; nothing is disputed any more.' },
        },
        call,
      ),
    ),
    place(
      -12,
      'VENTURE',
      ({ ventures }) => ventures.get(venture),
      'The library asked for the papers of the first year; they stay until its auditors are done.',
    ),
  ];
}

type Decision = Parameters<Stage['routes']['compliance']['decide']>[0]['body'];

function decide(person: PersonPlan, day: number, body: Decision): Act {
  return by(administrator, day, ({ routes, people }, call) =>
    routes.compliance.decide({ params: { userId: people.get(person.key) }, body }, call),
  );
}

function plan(person: PersonPlan, day: number, text: string, days: number): Act {
  return by(administrator, day, (stage, call) =>
    stage.routes.compliance.decide(
      {
        params: { userId: stage.people.get(person.key) },
        body: {
          event: 'PLAN_AGREED',
          reason: 'Agreed with the person.',
          plan: text,
          deadline: momentIn(stage, days),
        },
      },
      call,
    ),
  );
}

async function decideBreach(
  { routes, documents }: Stage,
  call: Parameters<Stage['routes']['legalAdmin']['decideBreach']>[1],
  body: Parameters<Stage['routes']['legalAdmin']['decideBreach']>[0]['body'],
  key: string,
) {
  const { items } = plain(await routes.legalAdmin.breaches({ query: { limit: 25 } }, call));
  const { id } = items.find((one) => one.documentId === documents.get(key))!;
  return routes.legalAdmin.decideBreach({ params: { breachId: id }, body }, call);
}

function momentIn({ clock }: Stage, days: number): string {
  return addMs(clock.now(), days * dayMs).toISOString();
}
