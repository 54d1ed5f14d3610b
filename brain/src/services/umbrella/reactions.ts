import { noticeGiven, notSigned, over, signed } from './agreements.ts';
import type { Ground } from './deps.ts';
import { greet } from './invitations.ts';
import { correctVenture } from './settlement.ts';

/** What the umbrella does on the events of others. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('umbrella.signed', ['agreement.completed'], (tx, { data }) =>
    // An amended wording of an agreement changes no rate: that is what an Umbrella Amendment is for.
    data['amendment'] === true
      ? Promise.resolve()
      : signed(ground, tx, {
          documentId: String(data['documentId']),
          code: String(data['code']),
          validUntil: momentOf(data['validUntil']),
        }),
  );
  outbox.subscribe(
    'umbrella.not-signed',
    ['agreement.declined', 'agreement.voided', 'agreement.expired'],
    (tx, { type, data }) => {
      const documentId = String(data['documentId']);
      if (data['what'] === 'VALIDITY' || data['what'] === 'NOTICE') return over(ground, tx, documentId);
      if (data['over'] === false || data['what'] === 'AMENDMENT') return Promise.resolve();
      const said = typeof data['reason'] === 'string' ? `: ${data['reason']}` : '.';
      return notSigned(ground, tx, documentId, `${sentences[type]}${said}`);
    },
  );
  outbox.subscribe('umbrella.notice', ['agreement.ended'], (tx, { data }) =>
    noticeGiven(
      ground,
      tx,
      String(data['documentId']),
      momentOf(data['endsAt']),
      String(data['reason'] ?? 'Notice was given.'),
    ),
  );
  // Revenue that is recognised for the first time waits for the run; a correction is put right at once.
  outbox.subscribe('umbrella.revenue', ['finances.revenue'], (tx, { data }) =>
    data['event'] === 'recognise' || data['event'] === 'corrected'
      ? correctVenture(ground, tx, String(data['ventureId']))
      : Promise.resolve(),
  );
  outbox.subscribe('umbrella.newcomer', ['account.verified'], (tx, { data }) =>
    greet(ground, tx, String(data['userId'])),
  );
}

const sentences: Readonly<Record<string, string>> = {
  'agreement.declined': 'The agreement was declined',
  'agreement.voided': 'The agreement was taken back',
  'agreement.expired': 'The time for signing was over',
};

function momentOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}
