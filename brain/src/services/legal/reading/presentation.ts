import type { Db } from '../../../kernel/db.ts';
import * as agreements from '../record/agreement-store.ts';
import { paperName } from '../catalogue/catalogue.ts';
import type { ReadDocument } from './documents.ts';
import { draftOf } from '../drafting/drafts.ts';
import { previewOf } from '../drafting/previews.ts';
import { envelopeOf } from '../record/envelope.ts';
import type { Actor, Ground } from '../ground.ts';
import { permissionsOf, type Permission } from './permissions.ts';
import * as publications from '../catalogue/publication-store.ts';
import { boundPlaces } from '../record/policy.ts';
import { isLive, type StepRule } from '../record/recipients.ts';
import { lastRemedy, type RemedyRow } from '../record/remedy-store.ts';
import * as seals from '../seals/seal-store.ts';
import type * as store from '../record/store.ts';

/** A document as a reader sees it: the text that matters to them now, and what they may do. */

export interface Shown {
  readonly html: string;
  readonly canonicalText: string;
  readonly textHash: string;
  /** The places of the round that is shown, without those that somebody else took. */
  readonly places: readonly store.SignerRow[];
}

export interface Envelope extends Shown {
  readonly templateName: string;
  readonly draft: ReturnType<typeof draftOf>;
  readonly steps: readonly StepRule[];
  readonly versions: readonly agreements.TextRow[];
  readonly sealed: seals.SealLine | null;
  readonly permissions: readonly Permission[];
  /** For parties: what the newest confirmed breach asks for, and of whom. */
  readonly remedy: (RemedyRow & { readonly people: readonly string[] }) | null;
}

/** Whoever signs an amendment sees its text; whoever writes a draft sees what it gives; everybody else the text there is. */
export async function shownTo(
  ground: Ground,
  db: Db,
  actor: Actor,
  { document }: Pick<ReadDocument, 'document'>,
): Promise<Shown> {
  const { html, canonicalText, textHash, places } = await envelopeOf(db, document);
  const live = document.kind === 'PAPER' ? places : places.filter(isLive);
  const written = ['DRAFT', 'REVISION_REQUESTED', 'AMENDMENT_DRAFT'].includes(document.state);
  // A first draft has no other text: whoever reads it by a share reads what its maker sees.
  const writes = document.state === 'DRAFT' || draftOf(document)?.writerId === actor.userId;
  if (!written || !writes) return { html, canonicalText, textHash, places: live };
  const preview = await previewOf(ground, db, document);
  return {
    html: preview.html,
    canonicalText: preview.canonicalText,
    textHash: preview.textHash,
    places: live,
  };
}

export async function envelopeFor(
  ground: Ground,
  db: Db,
  actor: Actor,
  read: ReadDocument,
): Promise<Envelope> {
  const { document, signers, share } = read;
  const { round, rules } = await envelopeOf(db, document);
  const version = await publications.versionOf(db, document.code, document.version);
  const draft = draftOf(document);
  return {
    ...(await shownTo(ground, db, actor, read)),
    templateName: version?.name ?? paperName(document.code),
    draft: draft?.writerId === actor.userId ? draft : null,
    steps: rules.length || round > document.round ? rules : (draft?.steps ?? []),
    versions: await agreements.textsOf(db, document.id),
    sealed: (await seals.lastSeal(db, document.id)) ?? null,
    permissions: permissionsOf({ document, signers, reader: actor, share, now: ground.kernel.clock.now() }),
    remedy: share ? null : await remedyOf(db, read),
  };
}

async function remedyOf(db: Db, { document, signers }: ReadDocument): Promise<Envelope['remedy']> {
  const row = await lastRemedy(db, document.id);
  const people = boundPlaces(document, signers).map(({ name }) => name);
  return row ? { ...row, people: [...new Set(people)] } : null;
}
