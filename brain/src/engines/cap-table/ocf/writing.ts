import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';
import type { Json } from './json.ts';
import { isJsonObject } from './json.ts';
import { objectTypes, type ObjectType } from './objects.ts';
import { fileTypeOf, fileTypes, ocfVersion, type FileType } from './packages.ts';

/** Writes a package of Open Cap Format. */

/** An object to write: its JSON goes out as it is. A `PlacedObject` is one. */
export interface WrittenObject {
  readonly json: Json;
  /** The file for an object whose type the format does not know; elsewhere the type decides. */
  readonly fileType?: FileType | null;
}

export interface OcfContents {
  /** The issuer as JSON of the format. */
  readonly issuer: Json;
  /** In the order in which they shall be read again: that of the log, for transactions. */
  readonly objects: Iterable<WrittenObject>;
  /** The day the package shows, YYYY-MM-DD. */
  readonly asOf: string;
  /** The moment of writing with its time zone (RFC 3339). */
  readonly generatedAt: string;
  readonly comments?: readonly string[];
  /** Papers that go with it, by their paths. */
  readonly attachments?: ReadonlyMap<string, Uint8Array>;
}

/**
 * Archives say when a file was packed: always the same. Made of local time, which is what the archive stores, so that
 * every time zone gives the same bytes.
 */
const packedAt = (): Date => new Date(2000, 0, 1, 12);

/** JSON packs nearly as well as at the usual 6, in half the time. */
const level = 3;

/**
 * A zip with Manifest.ocf.json and one file for each type of object there is. The same contents give the same bytes.
 * @throws RangeError for an object that belongs into no file: an issuer, or a type unknown to the format without a file
 */
export function writeOcf(contents: OcfContents): Uint8Array<ArrayBuffer> {
  const files = new Map<FileType, string[]>();
  for (const object of contents.objects) {
    const type = fileFor(object);
    const items = files.get(type) ?? [];
    files.set(type, items);
    items.push(JSON.stringify(object.json));
  }
  const zip: Zippable = {};
  const listed: Record<string, { filepath: string; md5: string }[]> = {};
  for (const { type, key, name } of fileTypes) {
    const items = files.get(type);
    // The last two keys may be missing from a manifest; the others are there with nothing in them.
    if (!items && (type === 'OCF_FINANCINGS_FILE' || type === 'OCF_DOCUMENTS_FILE')) continue;
    listed[key] = [];
    if (!items) continue;
    const bytes = fileOf(type, items);
    files.delete(type);
    zip[`${name}.ocf.json`] = bytes;
    listed[key].push({ filepath: `./${name}.ocf.json`, md5: createHash('md5').update(bytes).digest('hex') });
  }
  zip['Manifest.ocf.json'] = new TextEncoder().encode(
    `${JSON.stringify(manifestOf(contents, listed), null, 2)}\n`,
  );
  // Something that was no file of the format, under the name of one, moves aside.
  for (const [path, bytes] of contents.attachments ?? [])
    zip[Object.hasOwn(zip, path) ? `kept/${path}` : path] = bytes;
  return zipSync(zip, { level, mtime: packedAt() });
}

function manifestOf(contents: OcfContents, listed: Readonly<Record<string, unknown>>): Json {
  const { issuer, asOf, generatedAt, comments } = contents;
  return {
    ocf_version: ocfVersion,
    file_type: 'OCF_MANIFEST_FILE',
    issuer,
    as_of: asOf,
    generated_at: generatedAt,
    ...(listed as Record<string, Json>),
    ...(comments === undefined ? {} : { comments }),
  };
}

const known: ReadonlySet<unknown> = new Set(objectTypes);

function fileFor({ json, fileType }: WrittenObject): FileType {
  const type = isJsonObject(json) ? json['object_type'] : undefined;
  const file = known.has(type) ? fileTypeOf(type as ObjectType) : fileType;
  // Something misplaced goes back to where it stood, if its own type has no file.
  const found = file ?? fileType;
  if (!found)
    throw new RangeError(`An object of the type ${String(type)} belongs into no file of a package.`);
  return found;
}

/** One item a line: a line of the file is what a person compares, and what an editor jumps to. */
function fileOf(type: FileType, items: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`{\n"file_type": "${type}",\n"items": [\n${items.join(',\n')}\n]\n}\n`);
}
