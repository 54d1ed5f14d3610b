import { randomBytes } from 'node:crypto';
import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { renderMail } from '../../../kernel/mail-template.ts';
import type { PublishedEvent } from '../../../kernel/outbox.ts';
import { sha256 } from '../texts/canonical-text.ts';
import { personOf } from '../papers/copies.ts';
import type { Ground } from '../ground.ts';
import * as guests from './guest-store.ts';
import { isLive } from '../record/recipients.ts';
import * as store from '../record/store.ts';

/** What people without an account are told, by mail: they have no other place here. */

/** A link of a document that runs on works this long. */
const linkDays = 30;

const told = [
  'agreement.invited',
  'agreement.reminded',
  'agreement.completed',
  'agreement.declined',
  'agreement.voided',
  'agreement.expired',
] as const;
type Told = (typeof told)[number];

export function subscribeGuests(ground: Ground): void {
  ground.kernel.outbox.subscribe('legal.guests', told, (tx, event) => write(ground, tx, event));
  ground.kernel.outbox.subscribe(
    'legal.guest-places',
    ['agreement.delegated', 'document.changed'],
    (tx, event) => closePlaces(ground, tx, String(event.data['documentId'])),
  );
}

async function write(ground: Ground, tx: Tx, event: PublishedEvent): Promise<void> {
  const documentId = String(event.data['documentId']);
  const positions = Array.isArray(event.data['positions']) ? (event.data['positions'] as number[]) : [];
  if (!positions.length) return;
  const document = await store.documentById(tx, documentId);
  if (!document) return;
  const maker = await personOf(ground, tx, document.creator_id);
  for (const place of await store.signersOf(tx, documentId)) {
    if (place.mode !== 'GUEST' || !positions.includes(place.position) || !isLive(place)) continue;
    const words = wordsOf(event.type as Told, document, place, maker.name, event.data);
    const link = words.link ? await freshLink(ground, tx, document, place.position) : null;
    const content = renderMail({
      greeting: `Hello ${place.name},`,
      paragraphs: words.paragraphs,
      ...(link ? { action: { label: words.link!, url: link } } : {}),
      footer: link
        ? 'The link is for you alone and works once: a code that we send to this address opens the document. If you did not expect this, leave it unanswered.'
        : `You were named by ${maker.name}. You need no account.`,
      title: words.subject,
    });
    await ground.kernel.mailer.queue(tx, { to: place.email, subject: words.subject, ...content });
  }
}

/** Whatever link the person had before stops working. */
async function freshLink(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  position: number,
): Promise<string> {
  const now = ground.kernel.clock.now();
  const secret = randomBytes(32).toString('base64url');
  await guests.revokeLinks(tx, document.id, position, now);
  const signing = document.state === 'SIGNING' || document.state === 'AMENDMENT_SIGNING';
  await guests.insertLink(tx, {
    id: newId(),
    document_id: document.id,
    position,
    link_hash: sha256(secret),
    created_at: now,
    expires_at: signing && document.deadline ? document.deadline : addDays(now, linkDays),
  });
  // Behind the number sign a browser keeps it to itself: it reaches no log on the way.
  return `${ground.kernel.config.publicOrigin}/sign#${secret}`;
}

/** A place that passed to somebody else: link and session of the one before end. */
async function closePlaces(ground: Ground, tx: Tx, documentId: string): Promise<void> {
  const now = ground.kernel.clock.now();
  for (const place of await store.signersOf(tx, documentId)) {
    if (place.mode !== 'GUEST' || isLive(place)) continue;
    await guests.revokeLinks(tx, documentId, place.position, now);
    await guests.endSessionsOf(tx, documentId, place.position, now);
  }
}

interface Words {
  readonly subject: string;
  readonly paragraphs: string[];
  /** The label of the button; without one the mail has no link. */
  readonly link: string | null;
}

const asked = {
  SIGNER: ['sign', 'Read and sign'],
  APPROVER: ['approve', 'Read and approve'],
  VIEWER: ['read', 'Read the document'],
  COPY: ['keep', 'See the document'],
} as const;

function wordsOf(
  type: Told,
  document: store.DocumentRow,
  place: store.SignerRow,
  from: string,
  data: Readonly<Record<string, unknown>>,
): Words {
  const title = `“${document.title ?? document.code}”`;
  const [verb, label] = asked[place.kind as keyof typeof asked];
  const reason = typeof data['reason'] === 'string' ? [`The reason given: “${data['reason']}”`] : [];
  const until = document.deadline
    ? [`The time for it ends on ${document.deadline.toISOString().slice(0, 10)} (UTC).`]
    : [];
  switch (type) {
    case 'agreement.invited':
    case 'agreement.reminded': {
      const again = type === 'agreement.reminded';
      return {
        subject: again
          ? `Reminder: ${from} asks you to ${verb} ${title}`
          : `${from} asks you to ${verb} ${title}`,
        paragraphs: [
          `${from} asks you to ${verb} ${title}${place.role ? ` as ${place.role}` : ''}.`,
          ...(document.message ? [`They write: “${document.message}”`] : []),
          ...until,
        ],
        link: label,
      };
    }
    case 'agreement.completed':
      return {
        subject: `In force: ${title}`,
        paragraphs: [
          `Everybody who was needed has signed ${title}. It is in force.`,
          'You can download the sealed document with its certificate. Anybody can check the file, also years from now and without us.',
        ],
        link: 'Get your copy',
      };
    case 'agreement.declined':
      return { subject: `Declined: ${title}`, paragraphs: [`${title} was declined.`, ...reason], link: null };
    case 'agreement.voided':
      return {
        subject: `Withdrawn: ${title}`,
        paragraphs: [`${from} has withdrawn ${title}. Nothing is asked of you any more.`, ...reason],
        link: null,
      };
    case 'agreement.expired':
      return {
        subject: `Time over: ${title}`,
        paragraphs: [`The time for signing ${title} is over, or the document has ended.`],
        link: null,
      };
  }
}
