import { randomUUID } from 'node:crypto';
import { dryingService, recipeSecrecy } from './contracts.ts';
import type { Act, PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';

/** Contracts that somebody was sent to sign, read against a playbook before anything is signed. */

const lane = 'contracts';

export function contractActs(reader: PersonPlan): Act[] {
  return [
    { day: -3.3, lane, run: (stage) => keepPlaybook(stage, reader) },
    {
      day: -3.2,
      lane,
      run: (stage) => read(stage, reader, 'Secrecy agreement of a canteen', recipeSecrecy, 'nda'),
    },
    {
      day: -1.3,
      lane,
      run: (stage) =>
        read(stage, reader, 'Offer of Northshore Dryers', dryingService, stage.documents.get('playbook')),
    },
  ];
}

/** The reader's own rules for those who supply the venture. */
async function keepPlaybook({ routes, people, documents, as }: Stage, reader: PersonPlan): Promise<void> {
  const playbookId = randomUUID();
  const rule = { concept: null, concerns: [], limit: null, wording: null };
  await as(people.get(reader.key), (call) =>
    routes.contractReview.savePlaybook(
      {
        params: { playbookId },
        body: {
          name: 'Suppliers of the farm',
          kind: 'service',
          rules: [
            {
              ...rule,
              id: 'payment',
              title: 'Thirty days to pay',
              expectation: 'LIMIT',
              phrases: ['pay* ~12 within ~4 {period}', 'invoice* ~12 {period}'],
              limit: {
                phrases: ['pay* ~12 within ~4 {period}', 'within ~4 {period} ~12 invoice*'],
                atLeast: 30,
                atMost: null,
                reads: 'days to pay',
              },
              severity: 'MEDIUM',
              why: 'We are paid after thirty days ourselves, and cannot pay before.',
            },
            {
              ...rule,
              id: 'renewal',
              title: 'No renewal by silence',
              expectation: 'FORBIDDEN',
              phrases: ['automatically renew*', 'renew* automatically'],
              severity: 'HIGH',
              why: 'A season that went badly must not oblige us to another.',
            },
            {
              ...rule,
              id: 'warranty',
              title: 'A warranty for the work',
              expectation: 'REQUIRED',
              phrases: ['warrant* ~20 defect*', 'warranty period'],
              severity: 'HIGH',
              why: 'Salt water finds every weak joint within a year.',
              wording:
                'The supplier warrants the work against defects for twelve months and repairs them without charge.',
            },
          ],
        },
      },
      call,
    ),
  );
  documents.set('playbook', playbookId);
}

async function read(
  { routes, people, brain, as }: Stage,
  reader: PersonPlan,
  title: string,
  text: string,
  playbookId: string,
): Promise<void> {
  const { id } = plain(
    await as(people.get(reader.key), (call) =>
      routes.contractReview.start({ body: { title, text, playbookId } }, call),
    ),
  );
  await brain.kernel.jobs.run('read-contract', { readingId: id });
}
