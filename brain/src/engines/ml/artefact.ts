import { createHash } from 'node:crypto';

/**
 * A fitted model as bytes: `SSMODEL1`, the length of the header (uint32, little endian), the header as JSON with the
 * name, kind and length of each array, then the arrays, each from a multiple of eight on, and last the SHA-256 of all
 * before it. Numbers are little endian.
 */
export interface ArtefactHeader {
  readonly name: string;
  readonly version: string;
  readonly createdFrom: {
    readonly data: string;
    readonly sha256: string;
    readonly licence: string;
  };
  /** SHA-256 of the settings that make the features: equal ones make equal columns. */
  readonly featureSetHash: string;
  readonly seed: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly codeRevision?: string;
  /** Short hashes of the texts it was fitted on, so that an evaluation can tell whether it saw them. */
  readonly trainedOn: readonly string[];
  /** What the model's own code needs besides arrays: names of classes, settings. */
  readonly settings: unknown;
}

const kinds = {
  Float64Array,
  Float32Array,
  Uint32Array,
  Int32Array,
  Uint16Array,
  Int16Array,
  Uint8Array,
  Int8Array,
};
export type ArtefactArray =
  | Float64Array
  | Float32Array
  | Uint32Array
  | Int32Array
  | Uint16Array
  | Int16Array
  | Uint8Array
  | Int8Array;

export interface Artefact {
  readonly header: ArtefactHeader;
  readonly arrays: Readonly<Record<string, ArtefactArray>>;
}

/** The bytes are not an artefact, were cut or changed, or lack something the reader needs. */
export class ArtefactError extends Error {
  override readonly name = 'ArtefactError';
}

const magic = 'SSMODEL1';
const hashLength = 32;

export function writeArtefact({ header, arrays }: Artefact): Uint8Array {
  const list = Object.entries(arrays).map(([name, array]) => ({
    name,
    kind: array.constructor.name,
    length: array.length,
  }));
  const json = new TextEncoder().encode(JSON.stringify({ ...header, arrays: list }));
  let size = aligned(12 + json.length);
  for (const array of Object.values(arrays)) size = aligned(size + array.byteLength);
  const bytes = new Uint8Array(size + hashLength);
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(8, json.length, true);
  bytes.set(json, 12);
  let at = aligned(12 + json.length);
  for (const array of Object.values(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at = aligned(at + array.byteLength);
  }
  bytes.set(createHash('sha256').update(bytes.subarray(0, size)).digest(), size);
  return bytes;
}

/** @throws ArtefactError when a byte is missing or changed. */
export function readArtefact(bytes: Uint8Array): Artefact {
  const size = bytes.length - hashLength;
  if (size < 16 || new TextDecoder().decode(bytes.subarray(0, 8)) !== magic)
    throw new ArtefactError('This is not a model artefact.');
  const hash = createHash('sha256').update(bytes.subarray(0, size)).digest();
  if (!hash.equals(bytes.subarray(size)))
    throw new ArtefactError('The model artefact is damaged: its hash differs.');
  // A copy begins at zero of its own buffer, so the arrays are aligned wherever the bytes came from.
  const copy = new Uint8Array(bytes);
  const jsonLength = new DataView(copy.buffer).getUint32(8, true);
  const { arrays: list, ...header } = JSON.parse(
    new TextDecoder().decode(copy.subarray(12, 12 + jsonLength)),
  ) as ArtefactHeader & { arrays: { name: string; kind: keyof typeof kinds; length: number }[] };
  const arrays: Record<string, ArtefactArray> = {};
  let at = aligned(12 + jsonLength);
  for (const { name, kind, length } of list) {
    const array = new kinds[kind](copy.buffer, at, length);
    arrays[name] = array;
    at = aligned(at + array.byteLength);
  }
  return { header, arrays };
}

/** The array of this name and kind. @throws ArtefactError when there is none. */
export function arrayOf<T extends ArtefactArray>(
  artefact: Artefact,
  name: string,
  kind: abstract new (...args: never[]) => T,
): T {
  const array = artefact.arrays[name];
  if (!(array instanceof kind)) throw new ArtefactError(`The artefact holds no ${kind.name} "${name}".`);
  return array;
}

/** SHA-256 in hexadecimal digits; `length` cuts it. */
export function fingerprint(content: string | Uint8Array, length = 64): string {
  return createHash('sha256').update(content).digest('hex').slice(0, length);
}

function aligned(size: number): number {
  return Math.ceil(size / 8) * 8;
}
