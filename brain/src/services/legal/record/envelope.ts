import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import * as agreements from './agreement-store.ts';
import type { Ground } from '../ground.ts';
import { requireTransition } from './policy.ts';
import type { StepRule } from './recipients.ts';
import * as store from './store.ts';

/** A document together with the round that is being signed, or was signed last: its text and its places. */
export interface Envelope {
  readonly document: store.DocumentRow;
  readonly round: number;
  readonly textHash: string;
  readonly html: string;
  readonly canonicalText: string;
  /** The places of the round. */
  readonly places: readonly store.SignerRow[];
  /** Those of every round. */
  readonly all: readonly store.SignerRow[];
  readonly rules: readonly StepRule[];
  /** The document as its history is to name it: with the round and the text that are signed. */
  readonly noted: Pick<store.DocumentRow, 'id' | 'code' | 'round' | 'state' | 'text_hash'>;
}

/** While an amendment is signed, round and text are those of the amendment; the document still holds the version in force. */
export async function envelopeOf(db: Db, document: store.DocumentRow): Promise<Envelope> {
  const all = await store.signersOf(db, document.id);
  const amending = document.state === 'AMENDMENT_SIGNING';
  const round = amending ? found(await agreements.lastRound(db, document.id)) : document.round;
  const text = amending ? found(await agreements.textOfRound(db, document.id, round)) : document;
  const rules =
    document.kind === 'CUSTOM'
      ? (await agreements.stepsOf(db, document.id)).filter((rule) => rule.round === round)
      : [];
  const { id, code, state } = document;
  return {
    document,
    round,
    textHash: text.text_hash,
    html: text.html,
    canonicalText: text.canonical_text,
    places: all.filter((place) => place.round === round),
    all,
    rules,
    noted: { id, code, state, round, text_hash: text.text_hash },
  };
}

/** The document is open for signing, and its deadline is not over. */
export function requireSigning(ground: Ground, document: store.DocumentRow): void {
  if (document.state !== 'AMENDMENT_SIGNING') requireTransition(document, 'VERIFYING');
  if (document.deadline && document.deadline <= ground.kernel.clock.now())
    throw new Fail(
      'ILLEGAL_TRANSITION',
      document.kind === 'PAPER'
        ? 'The time for signing this copy is over. Open a fresh one.'
        : 'The time for signing this document is over.',
    );
}
