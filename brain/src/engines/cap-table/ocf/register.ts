import { isJsonObject, type Json } from './json.ts';
import { kindOf, type Kind } from './links.ts';
import { objectTypes, type ObjectType } from './objects.ts';
import { placeInWords, problemAt, quoted, type Problem } from './problems.ts';
import type { PlacedObject } from './reading.ts';

/** One object while the package is checked. */
export interface Entry {
  readonly placed: PlacedObject;
  readonly kind: Kind | null;
  readonly id: string | null;
  readonly isIssuance: boolean;
  /** The security an issuance brings. */
  readonly securityId: string | null;
  /** The securities a transaction is about, and those it says come out of it; read even from a broken object. */
  readonly sourceIds: readonly string[];
  readonly namedResults: readonly string[];
  /** What is wrong with what it says about others; any of these sets it aside. */
  readonly problems: Problem[];
  /** The same where it can be counted all the same. */
  readonly remarks: Problem[];
  /** Why it goes with others. */
  readonly because: Problem[];
  /** What it cannot be counted without. */
  readonly needs: Entry[];
  lost: boolean;
}

const known: ReadonlySet<unknown> = new Set(objectTypes);
const none: readonly string[] = [];

export function entriesOf(objects: readonly PlacedObject[]): Entry[] {
  return objects.map(entryOf);
}

function entryOf(placed: PlacedObject): Entry {
  const json = isJsonObject(placed.json) ? placed.json : {};
  const type = known.has(json['object_type']) ? (json['object_type'] as ObjectType) : null;
  const isIssuance = type?.endsWith('_ISSUANCE') ?? false;
  const isAct = type !== null && !isIssuance && kindOf(type) === 'TRANSACTION';
  return {
    placed,
    kind: type && kindOf(type),
    id: textOf(json['id']),
    isIssuance,
    securityId: isIssuance ? textOf(json['security_id']) : null,
    sourceIds: isAct ? textsOf(json['security_id'], json['security_ids']) : none,
    namedResults: isAct
      ? textsOf(json['resulting_security_id'], json['balance_security_id'], json['resulting_security_ids'])
      : none,
    problems: [],
    remarks: [],
    because: [],
    needs: [],
    lost: false,
  };
}

const textOf = (json: Json | undefined): string | null => (typeof json === 'string' ? json : null);

function textsOf(...values: readonly (Json | undefined)[]): readonly string[] {
  const texts = values.flat().filter((value) => typeof value === 'string');
  return texts.length === 0 ? none : texts;
}

/** Finds objects by what others call them, and knows which names are taken twice. */
export class Register {
  readonly #kinds = new Map<Kind, Map<string, Entry>>();
  readonly #issuerId: string | null;

  constructor(entries: readonly Entry[], issuer: PlacedObject | null) {
    this.#issuerId = issuer && isJsonObject(issuer.json) ? textOf(issuer.json['id']) : null;
    for (const entry of entries)
      if (entry.kind && entry.id !== null) this.#add(entry.kind, entry.id, entry, '/id');
    for (const entry of entries)
      if (entry.securityId !== null) this.#add('SECURITY', entry.securityId, entry, '/security_id');
  }

  find(kind: Kind, id: string | null): Entry | null {
    return id === null ? null : (this.#kinds.get(kind)?.get(id) ?? null);
  }

  isIssuer(id: string): boolean {
    return id === this.#issuerId;
  }

  /** The first keeps the name, unless it is a broken object; of two sound ones that differ neither can be counted. */
  #add(kind: Kind, id: string, entry: Entry, pointer: string): void {
    const names = this.#kinds.get(kind) ?? new Map<string, Entry>();
    this.#kinds.set(kind, names);
    const first = names.get(id);
    if (!first || (!first.placed.object && entry.placed.object)) {
      names.set(id, entry);
      return;
    }
    if (!first.placed.object || !entry.placed.object) return;
    // Said already, of the transaction's own id.
    if (entry.problems.some(({ code }) => code === 'ID_TWICE')) return;
    const twice = (one: Entry, other: Entry): void => {
      const what = `has the id ${quoted(id)} of ${placeInWords(other.placed.place)}`;
      one.problems.push(problemAt('ID_TWICE', { ...one.placed.place, pointer }, what));
    };
    twice(entry, first);
    const same = JSON.stringify(first.placed.json) === JSON.stringify(entry.placed.json);
    if (!same && !first.problems.some(({ code }) => code === 'ID_TWICE')) twice(first, entry);
  }
}
