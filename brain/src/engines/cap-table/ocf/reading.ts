import { createHash } from 'node:crypto';
import { problemsOf } from './checking.ts';
import { isJsonObject, readJson, type Json, type JsonFinding } from './json.ts';
import { ocfObject, type OcfObject } from './objects.ts';
import {
  fileTypeOf,
  fileTypes,
  manifest as manifestSchema,
  type FileType,
  type Manifest,
} from './packages.ts';
import { pointerOf, problemAt, quoted, type Place, type Problem } from './problems.ts';
import { isZip, unpack, UnpackingError } from './unpacking.ts';

/** Reads Open Cap Format: a package, or files of one. */

export const readingLimits = {
  /** Bytes of one file of objects. */
  file: 128 * 1024 * 1024,
  /** Objects in all files. */
  items: 250_000,
  /** Problems in all files, after which only the first of each object is listed. */
  problems: 10_000,
} as const;

/** An object with its place. */
export interface PlacedObject {
  readonly place: Place;
  /** The file it stood in; null for the issuer, who stands in the manifest. */
  readonly fileType: FileType | null;
  /** As it was written, whatever it is. */
  readonly json: Json;
  /** The same value, where it is an object of the format; null where it is not. */
  readonly object: OcfObject | null;
  /** Why `object` is null. */
  readonly problems: readonly Problem[];
}

export interface OcfReading {
  /** Of the files in the order of the manifest, and of each in its order: the log, for transactions. */
  readonly objects: readonly PlacedObject[];
  /** The issuer in the manifest, even where the rest of the manifest is broken. */
  readonly issuer: PlacedObject | null;
  readonly manifest: Manifest | null;
  /** Of files and objects, and of the package as a whole. Without any, nothing was lost in reading. */
  readonly problems: readonly Problem[];
  /** The files that are not of the format, such as the papers a package comes with, by their paths. */
  readonly attachments: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads a package (the bytes of a zip), or single files by their names. Never throws on what it reads: the problems say
 * what could not be read, and where.
 */
export async function readOcf(input: ReadonlyMap<string, Uint8Array> | Uint8Array): Promise<OcfReading> {
  if (!(input instanceof Uint8Array)) return readOcfFiles(input, false);
  const place: Place = { file: 'The package', index: null, pointer: '' };
  if (!isZip(input)) return refused(problemAt('PACKAGE_DAMAGED', place, 'is not a zip'));
  try {
    return readOcfFiles(await unpack(input), true);
  } catch (error) {
    if (error instanceof UnpackingError) return refused(problemAt(error.code, place, error.message));
    throw error;
  }
}

function refused(problem: Problem): OcfReading {
  return { objects: [], issuer: null, manifest: null, problems: [problem], attachments: new Map() };
}

/** The same for files already unpacked. @param whole whether they are a package, which needs a manifest */
export function readOcfFiles(files: ReadonlyMap<string, Uint8Array>, whole: boolean): OcfReading {
  return new Reader(files, whole).read();
}

interface OcfFile {
  readonly path: string;
  readonly json: { readonly [key: string]: Json };
  readonly findings: readonly JsonFinding[];
  readonly md5: string;
}

const typeNames: ReadonlySet<string> = new Set(fileTypes.map(({ type }) => type));

class Reader {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #whole: boolean;
  readonly #problems: Problem[] = [];
  readonly #objects: PlacedObject[] = [];
  readonly #attachments = new Map<string, Uint8Array>();
  #manifest: Manifest | null = null;
  #issuer: PlacedObject | null = null;

  constructor(files: ReadonlyMap<string, Uint8Array>, whole: boolean) {
    this.#files = files;
    this.#whole = whole;
  }

  read(): OcfReading {
    const { manifests, others } = this.#parse();
    const [first, second] = manifests;
    if (first) this.#readManifest(first);
    else if (this.#whole)
      this.#report('MANIFEST_MISSING', 'The package', 'has no manifest (Manifest.ocf.json)');
    if (second) this.#report('MANIFEST_TWICE', second.path, `is a second manifest beside ${first?.path}`);
    for (const file of first ? this.#inOrder(first, others) : others.values()) this.#readItems(file);
    return {
      objects: this.#objects,
      issuer: this.#issuer,
      manifest: this.#manifest,
      problems: this.#problems,
      attachments: this.#attachments,
    };
  }

  #report(code: Problem['code'], file: string, what: string, pointer = ''): void {
    this.#problems.push(problemAt(code, { file, index: null, pointer }, what));
  }

  #parse(): { manifests: OcfFile[]; others: Map<string, OcfFile> } {
    const manifests: OcfFile[] = [];
    const others = new Map<string, OcfFile>();
    for (const [path, bytes] of this.#files) {
      const file = this.#parseFile(path, bytes);
      if (file?.json['file_type'] === 'OCF_MANIFEST_FILE') manifests.push(file);
      else if (file) others.set(path, file);
    }
    return { manifests, others };
  }

  #parseFile(path: string, bytes: Uint8Array): OcfFile | null {
    if (!/\.json$/i.test(path)) {
      this.#attachments.set(path, bytes);
      return null;
    }
    if (bytes.length > readingLimits.file) {
      this.#report('FILE_TOO_LARGE', path, `is larger than ${readingLimits.file / 1024 / 1024} MB`);
      return null;
    }
    const reading = readJson(bytes);
    if ('fault' in reading) {
      this.#report('FILE_DAMAGED', path, reading.fault);
      return null;
    }
    const { json, findings } = reading;
    const type = isJsonObject(json) ? json['file_type'] : undefined;
    if (
      isJsonObject(json) &&
      typeof type === 'string' &&
      (typeNames.has(type) || type === 'OCF_MANIFEST_FILE')
    )
      return { path, json, findings, md5: createHash('md5').update(bytes).digest('hex') };
    this.#report(
      'FILE_UNKNOWN',
      path,
      'is not a file of Open Cap Format: its “file_type” is none of the format’s',
    );
    this.#attachments.set(path, bytes);
    return null;
  }

  #readManifest(file: OcfFile): void {
    const place: Place = { file: file.path, index: null, pointer: '' };
    const inexact = file.findings.map(({ code, path, what }) =>
      problemAt(code, { ...place, pointer: pointerOf(path) }, what),
    );
    const checked = manifestSchema.safeParse(file.json);
    this.#problems.push(...inexact, ...(checked.success ? [] : problemsOf(checked.error, file.json, place)));
    if (checked.success) this.#manifest = file.json as unknown as Manifest;
    const issuer = file.json['issuer'];
    if (issuer !== undefined) this.#issuer = placed(issuer, null, { ...place, pointer: '/issuer' });
  }

  /** The files the manifest lists, as it lists them; then those it does not. */
  #inOrder(manifest: OcfFile, others: ReadonlyMap<string, OcfFile>): OcfFile[] {
    const listed = new Set<OcfFile>();
    const folder = manifest.path.replace(/[^/]*$/, '');
    for (const { type, key } of fileTypes) {
      const entries = manifest.json[key];
      for (const [index, entry] of (Array.isArray(entries) ? (entries as readonly Json[]) : []).entries()) {
        const pointer = `/${key}/${index}`;
        const path = isJsonObject(entry) ? entry['filepath'] : undefined;
        if (!isJsonObject(entry) || typeof path !== 'string') continue;
        const file = others.get(resolved(folder, path));
        if (!file)
          this.#report('FILE_MISSING', manifest.path, `names ${quoted(path)}, which is not there`, pointer);
        else if (listed.has(file))
          this.#report('FILE_LISTED_TWICE', manifest.path, `names ${quoted(path)} a second time`, pointer);
        else {
          listed.add(file);
          if (file.json['file_type'] !== type)
            this.#report(
              'WRONG_FILE',
              manifest.path,
              `names ${quoted(path)}, which is of another type`,
              pointer,
            );
          if (typeof entry['md5'] === 'string' && entry['md5'].toLowerCase() !== file.md5)
            this.#report('FILE_CHANGED', file.path, 'does not have the MD5 sum that the manifest names');
        }
      }
    }
    const extra = [...others.values()].filter((file) => !listed.has(file));
    for (const { path } of extra) this.#report('FILE_NOT_LISTED', path, 'is not listed in the manifest');
    return [...listed, ...extra];
  }

  #readItems(file: OcfFile): void {
    const { path, json } = file;
    for (const key of Object.keys(json))
      if (key !== 'items' && key !== 'file_type')
        this.#report('UNKNOWN_KEY', path, 'is unknown to the format', pointerOf([key]));
    const items = json['items'];
    if (!Array.isArray(items)) {
      this.#report('MISSING', path, 'has to be a list', '/items');
      return;
    }
    if (this.#objects.length + items.length > readingLimits.items) {
      const most = readingLimits.items.toLocaleString('en-US');
      this.#report('FILE_TOO_LARGE', path, `brings the package to more than ${most} objects`);
      return;
    }
    const findings = byItem(file, this.#problems);
    const type = json['file_type'] as FileType;
    for (const [index, item] of (items as readonly Json[]).entries()) {
      const place: Place = { file: path, index, pointer: '' };
      const most = this.#problems.length < readingLimits.problems ? undefined : 1;
      const object = placed(item, type, place, findings.get(index), most);
      this.#objects.push(object);
      this.#problems.push(...object.problems);
    }
  }
}

/** Findings inside items by the item's index; those outside of items go to the problems of the file. */
function byItem({ path: file, findings }: OcfFile, problems: Problem[]): Map<number, Problem[]> {
  const found = new Map<number, Problem[]>();
  for (const { code, path, what } of findings) {
    const [root, index, ...rest] = path;
    if (root === 'items' && typeof index === 'number') {
      const problem = problemAt(code, { file, index, pointer: pointerOf(rest) }, what);
      found.set(index, [...(found.get(index) ?? []), problem]);
    } else problems.push(problemAt(code, { file, index: null, pointer: pointerOf(path) }, what));
  }
  return found;
}

function placed(
  json: Json,
  fileType: FileType | null,
  place: Place,
  findings: readonly Problem[] = [],
  most?: number,
): PlacedObject {
  const checked = ocfObject.safeParse(json);
  const problems: Problem[] = [...findings];
  if (!checked.success) problems.push(...problemsOf(checked.error, json, place, most));
  else if (fileTypeOf(checked.data.object_type) !== fileType) {
    const what = `is a ${checked.data.object_type}, which does not belong into this file`;
    problems.push(problemAt('WRONG_FILE', place, what));
  }
  // The value as it was written, not the copy that the check makes: keys keep their order.
  const object = problems.length === 0 ? (json as unknown as OcfObject) : null;
  return { place, fileType, json, object, problems };
}

/** A path of the manifest, from the folder the manifest lies in. */
function resolved(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
