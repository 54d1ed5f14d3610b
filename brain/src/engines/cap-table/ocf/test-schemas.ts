import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** For tests: the published schemas and samples of Open Cap Format, read where they lie beside the project. */

const folder = join(import.meta.dirname, '../../../../../../shared/data/ocf');

/** Why a test that needs them is skipped; null where they are there. */
export const missingSchemas = existsSync(join(folder, 'schema'))
  ? null
  : 'the schemas of Open Cap Format are not at ../shared/data/ocf';

/** The samples by file name. */
export function sampleFiles(): Map<string, Uint8Array> {
  const samples = join(folder, 'samples');
  return new Map(
    readdirSync(samples).map((name) => [name, new Uint8Array(readFileSync(join(samples, name)))]),
  );
}

export interface PublishedSchemas {
  readonly objectTypes: readonly string[];
  /** The check of one object; throws where the type has no schema. */
  readonly ofObject: (objectType: string) => ValidateFunction;
  /** The check of a whole file. */
  readonly ofFile: (fileType: string) => ValidateFunction;
}

interface Schema {
  readonly $id: string;
  readonly properties?: {
    readonly object_type?: { const?: string; enum?: string[] };
    file_type?: { const?: string };
  };
}

export function publishedSchemas(): PublishedSchemas {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const ids = new Map<string, string>();
  for (const path of readdirSync(join(folder, 'schema'), { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.schema.json')) continue;
    const schema = JSON.parse(readFileSync(join(folder, 'schema', path), 'utf8')) as Schema;
    ajv.addSchema(schema);
    if (path.startsWith('files/') && schema.properties?.file_type?.const)
      ids.set(schema.properties.file_type.const, schema.$id);
    if (!path.startsWith('objects/')) continue;
    const { const: only, enum: several } = schema.properties?.object_type ?? {};
    // A wrapper for an older name comes with a schema of its own: that one counts for it.
    for (const type of several ?? []) if (!ids.has(type)) ids.set(type, schema.$id);
    if (only) ids.set(only, schema.$id);
  }
  const find = (type: string): ValidateFunction => {
    const check = ajv.getSchema(ids.get(type) ?? '');
    if (!check) throw new Error(`There is no published schema of ${type}.`);
    return check;
  };
  const types = readFileSync(join(folder, 'schema/enums/ObjectType.schema.json'), 'utf8');
  return { objectTypes: (JSON.parse(types) as { enum: string[] }).enum, ofObject: find, ofFile: find };
}
