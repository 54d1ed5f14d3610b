import type { SigningKey } from '../../../engines/security/index.ts';
import type { Origin, Signatory } from '../ground.ts';
import type { StandingRow, VersionRow } from '../catalogue/publication-store.ts';
import { seal, type Sealed } from '../texts/sealed-record.ts';
import type { DocumentRow, SignerRow } from './store.ts';

/** The records that are the evidence of signatures (domain rules, section 3.5). */

/** What a person does on signing, checked and ready before the transaction begins. */
export interface Given {
  readonly textHash: string;
  readonly kind: 'CLICK' | 'TYPED' | 'DRAWN';
  readonly typedName: string | null;
  readonly title: string;
  readonly drawing: { readonly bytes: Buffer; readonly sha256: string } | null;
  readonly consents: Consents;
  readonly stepUp: Proof;
}

/** What an approver, or a viewer who confirms the reading, gives. */
export interface Confirmation {
  readonly textHash: string;
  readonly note: string;
  /** Guests agree with each act; members have agreed by signing ESCA. */
  readonly consents: Consents | null;
  readonly stepUp: Proof;
}

export interface Consents {
  readonly terms: true;
  readonly privacy: true;
  readonly electronicSignature: true;
}

/** How and when the person proved who it is: a factor of the account, or EMAIL_CODE for a guest. */
export interface Proof {
  readonly at: Date;
  readonly factor: string;
}

/** The place in which a record is made, and the text it is over. */
export interface Place {
  readonly document: DocumentRow;
  readonly signer: SignerRow;
  readonly textHash: string;
  readonly previousHash: string;
  readonly at: Date;
}

export function personalRecord(
  key: SigningKey,
  place: Place,
  who: Signatory,
  given: Given,
  identityVerified: boolean,
): Sealed {
  return seal(key, {
    ...common(place, 'SIGNATURE'),
    ...person(place, who, given.title, identityVerified),
    kind: given.kind,
    typedName: given.typedName,
    drawing: given.drawing
      ? { mediaType: 'image/png', sizeBytes: given.drawing.bytes.length, sha256: given.drawing.sha256 }
      : null,
    consents: given.consents,
    readToEnd: true,
    stepUp: { at: given.stepUp.at.toISOString(), factor: given.stepUp.factor },
  });
}

export function approvalRecord(
  key: SigningKey,
  place: Place,
  who: Signatory,
  given: Confirmation,
  identityVerified: boolean,
): Sealed {
  return seal(key, {
    ...common(place, 'APPROVAL'),
    ...person(place, who, '', identityVerified),
    note: given.note,
    consents: given.consents,
    readToEnd: true,
    stepUp: { at: given.stepUp.at.toISOString(), factor: given.stepUp.factor },
  });
}

function person({ signer }: Place, who: Signatory, title: string, identityVerified: boolean) {
  return {
    signer: { id: signer.user_id, name: signer.name, title, email: signer.email, identityVerified },
    // A guest has signed no ESCA: what the person agreed to is named here.
    ...(who.kind === 'GUEST' ? { guest: true, disclosure: { textHash: who.disclosureHash } } : {}),
    ip: who.call.ip,
    agent: who.call.agent.slice(0, 300),
    sessionId: who.sessionId,
    requestId: who.call.requestId,
  };
}

/** The signature given in advance takes effect in this copy; the record carries it whole, so that it can be checked elsewhere. */
export function standingRecord(key: SigningKey, place: Place, standing: VersionRow | StandingRow): Sealed {
  const { signer } = place;
  return seal(key, {
    ...common(place, 'SIGNATURE'),
    signer: {
      id: signer.user_id,
      name: signer.name,
      title: '',
      email: signer.email,
      identityVerified: false,
    },
    kind: 'STANDING',
    standing: {
      record: standing.record,
      recordHash: standing.record_hash,
      signature: standing.signature,
      keyId: standing.key_id,
    },
  });
}

/** What an owner signs in advance for the copies of a paper in their venture. */
export function ownerStanding(
  key: SigningKey,
  given: {
    version: VersionRow;
    ventureId: string;
    ventureName: string;
    tierCeiling: number;
    owner: { id: string; name: string; email: string };
    identityVerified: boolean;
    origin: Origin;
    at: Date;
  },
): Sealed {
  const { version, owner, origin } = given;
  return seal(key, {
    act: 'STANDING',
    code: version.code,
    version: version.version,
    textHash: version.text_hash,
    ventureId: given.ventureId,
    ventureName: given.ventureName,
    tierCeiling: given.tierCeiling,
    role: 'owner',
    at: given.at.toISOString(),
    signer: { id: owner.id, name: owner.name, email: owner.email, identityVerified: given.identityVerified },
    ip: origin.ip,
    agent: origin.agent.slice(0, 300),
    requestId: origin.requestId,
  });
}

function common(
  { document, signer, textHash, previousHash, at }: Place,
  act: 'SIGNATURE' | 'APPROVAL',
): Record<string, unknown> {
  return {
    act,
    documentId: document.id,
    code: document.code,
    version: document.version,
    ventureId: document.venture_id,
    ref: document.ref,
    tier: document.tier,
    // Not the number of the text: a renewal is a further round over the same one.
    signingRound: signer.round,
    textHash,
    position: signer.position,
    role: signer.role,
    mode: signer.mode,
    previousHash,
    at: at.toISOString(),
  };
}
