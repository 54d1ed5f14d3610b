import { evidenceFormat, evidenceFormatVersion, type Evidence } from './evidence.ts';

/** Reads unknown JSON as evidence: the right members of the right types, or the sentence that says what is not right. */

/** Far above what a document with hundreds of signatures needs. */
export const maxEvidenceBytes = 32 * 1024 * 1024;
const maxItems = 10_000;

export type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown, place: string) => void;

export function readEvidence(json: unknown): Evidence | string {
  try {
    const value = typeof json === 'string' ? (JSON.parse(json) as unknown) : json;
    const found = asRecord(value);
    if (found?.['format'] !== evidenceFormat) return 'This is not evidence of a SmartStart document.';
    if (found['formatVersion'] !== evidenceFormatVersion)
      return `This evidence has format version ${show(found['formatVersion'])}; this program reads version ${evidenceFormatVersion}.`;
    whole(value, 'evidence');
    return value as Evidence;
  } catch (error) {
    return error instanceof Misshapen ? error.message : 'The evidence is not JSON.';
  }
}

export function asRecord(value: unknown): Json | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : null;
}

/** A record or an event: an object in canonical JSON. Null when it is something else. */
export function parseRecord(text: string): Json | null {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return null;
  }
}

export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value));
}

class Misshapen extends Error {}

const string: Check = (value, place) => {
  if (typeof value !== 'string') throw new Misshapen(`${place} is not a text.`);
};
const integer: Check = (value, place) => {
  if (!Number.isSafeInteger(value)) throw new Misshapen(`${place} is not a whole number.`);
};
const instantOrNull: Check = (value, place) => {
  if (value !== null && !isInstant(value)) throw new Misshapen(`${place} is not a time.`);
};

function optional(check: Check): Check {
  return (value, place) => {
    if (value !== undefined) check(value, place);
  };
}

function list(check: Check): Check {
  return (value, place) => {
    if (!Array.isArray(value)) throw new Misshapen(`${place} is not a list.`);
    if (value.length > maxItems) throw new Misshapen(`${place} has more than ${maxItems} entries.`);
    value.forEach((item: unknown, index) => check(item, `${place}[${index}]`));
  };
}

function object(members: Readonly<Record<string, Check>>): Check {
  return (value, place) => {
    const record = asRecord(value);
    if (!record) throw new Misshapen(`${place} is not an object.`);
    for (const [name, check] of Object.entries(members)) check(record[name], `${place}.${name}`);
  };
}

const whole = object({
  installation: object({ name: string, origin: string }),
  document: object({ id: string, code: string, title: string, version: string, kind: string }),
  texts: list(object({ round: integer, html: optional(string), canonicalText: string, textHash: string })),
  recipients: list(
    object({
      position: integer,
      round: integer,
      step: integer,
      kind: string,
      role: string,
      name: string,
      email: optional(string),
      state: string,
      actedAt: instantOrNull,
    }),
  ),
  records: list(
    object({
      position: integer,
      record: string,
      recordHash: string,
      previousHash: string,
      signature: string,
      keyId: string,
      drawingSha256: optional(string),
      drawing: optional(string),
    }),
  ),
  events: list(object({ seq: integer, record: string, hash: string, auditSeq: optional(integer) })),
  publicKeys: list(object({ keyId: string, pem: string })),
  certificates: list(object({ serial: string, fingerprint: string, pem: string })),
  anchors: optional(
    list(object({ seq: integer, hash: string, keyId: string, signature: string, at: string })),
  ),
});

function show(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value).slice(0, 20) : 'unknown';
}
