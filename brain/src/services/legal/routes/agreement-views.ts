import type { AuditLink } from '../record/audit-links.ts';
import type { ReadDocument } from '../reading/documents.ts';
import type { EventRow } from '../record/history-store.ts';
import type { Envelope } from '../reading/presentation.ts';
import type { Permission } from '../reading/permissions.ts';
import type { Reader } from '../record/policy.ts';
import { hasActed } from '../record/recipients.ts';
import { documentView } from './paper-routes.ts';
import type * as store from '../record/store.ts';

/** Agreements on the wire. */

export function agreementView(read: ReadDocument, envelope: Envelope, reader: Reader) {
  const { document, signers, share } = read;
  const { draft } = envelope;
  return {
    ...documentView(read, envelope, reader),
    templateName: envelope.templateName,
    message: document.message,
    standard: document.standard,
    round: document.round,
    validityDays: document.validity_days,
    noticeDays: document.notice_days,
    noticeAt: iso(document.notice_at),
    reason: document.end_reason,
    draft: draft && {
      values: { ...draft.values },
      clauses: [...draft.clauses],
      recipients: [...draft.recipients],
      steps: [...draft.steps],
      note: draft.note,
    },
    recipients: signers.map((place) => recipientView(place, share === null, reader)),
    steps: envelope.steps.map(({ step, needed }) => ({ step, needed })),
    versions: envelope.versions.map((text) => ({
      round: text.round,
      revision: text.revision,
      textHash: text.text_hash,
      note: text.note,
      standard: text.standard,
      createdAt: text.created_at.toISOString(),
    })),
    sealed: envelope.sealed && {
      sha256: envelope.sealed.sha256,
      level: envelope.sealed.level as 'B-B',
      at: envelope.sealed.sealed_at.toISOString(),
    },
    permissions: [...envelope.permissions] as Permission[],
    remedy: envelope.remedy && remedyView(envelope.remedy),
    rowVersion: document.row_version,
  };
}

function remedyView({ state, people, plan, deadline, reason, decided_at }: NonNullable<Envelope['remedy']>) {
  return {
    state: state as 'REMEDIATION',
    people: [...people],
    plan: plan ?? '',
    deadline: iso(deadline),
    reason: reason ?? '',
    decidedAt: iso(decided_at),
  };
}

/** A member's address is shown once the member has signed: until then, naming somebody would be a way to learn it. */
export function recipientView(place: store.SignerRow, toParty: boolean, reader: Reader) {
  const known = place.mode === 'GUEST' || hasActed(place) || place.user_id === reader.userId;
  return {
    position: place.position,
    round: place.round,
    step: place.step,
    kind: place.kind as 'SIGNER',
    role: place.role,
    name: place.name,
    email: toParty && known ? place.email : '',
    userId: place.user_id,
    guest: place.mode === 'GUEST',
    state: place.state as 'DUE',
    actedAt: iso(place.signed_at),
    reason: place.reason,
    delegatedBy: place.delegated_by,
    askedAt: iso(place.asked_at),
  };
}

export function eventView(row: EventRow, audit: AuditLink | undefined) {
  const record = JSON.parse(row.record) as { actor: { name: string | null }; detail: string | null };
  return {
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    actorName: record.actor.name,
    position: row.position,
    detail: record.detail,
    hash: row.hash,
    audit: audit ? { seq: audit.seq, hash: audit.hash } : null,
  };
}

function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}
