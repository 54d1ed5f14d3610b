import { randomUUID } from 'node:crypto';
import { formatDecimal, parseDecimal } from '@smartstart/units';
import {
  csvPlaceInWords,
  Ledger,
  placeInWords,
  readCsv,
  objectsOf,
  readOcf,
  sortOut,
  checkReferences,
  type OcfObject,
  type CsvHolding,
  type OcfReading,
  type PlacedObject,
} from '../../engines/cap-table/index.ts';

/** Taking over a table that somebody else kept: reading it, sorting out what cannot be counted, and saying why. Pure. */

export interface Finding {
  /** “Transactions.ocf.json, item 4,312, /quantity”. */
  readonly place: string;
  readonly objectId: string | null;
  readonly message: string;
}

export interface Takeover {
  /** What is counted, in its order. */
  readonly counted: readonly OcfObject[];
  /** What is kept beside it, and why; in its order. */
  readonly aside: readonly { readonly object: OcfObject; readonly why: string }[];
  readonly findings: readonly Finding[];
  /** What makes a strict import impossible. */
  readonly sound: boolean;
}

/** Problems that a table may have had on its former keeper's account: counted, and said. */
const remarksOnly: ReadonlySet<string> = new Set(['OVER_ISSUED', 'POOL_EXCEEDED', 'NOT_VESTED']);
/** Rounds of leaving out what is impossible, and what rests on it. */
const rounds = 20;

export async function takeOver(bytes: Uint8Array, name: string): Promise<Takeover> {
  return /\.csv$/i.test(name) ? fromCsv(bytes, name) : fromOcf(await readOcf(bytes));
}

function fromOcf(reading: OcfReading): Takeover {
  const issuer = reading.issuer;
  const objects = issuer ? [issuer, ...reading.objects] : [...reading.objects];
  const findings = [...reading.problems, ...checkReferences(reading.objects, issuer)].map(
    ({ place, message }) => findingAt(placeInWords(place), message),
  );
  const placeOf = new Map(
    objects.flatMap(({ object, place }) => (object ? [[object.id, place] as const] : [])),
  );
  const out = new Map<PlacedObject, string>();
  for (let round = 0; round < rounds; round += 1) {
    const left = reading.objects.filter((one) => !out.has(one));
    const { counted, aside } = sortOut(left, issuer);
    for (const { object, problems } of aside)
      out.set(object, problems.map(({ message }) => message).join(' '));
    const { problems } = Ledger.lenient(counted.map(({ object }) => object));
    const impossible = new Map(
      problems.flatMap((one) => (remarksOnly.has(one.code) ? [] : [[one.objectId, one.message] as const])),
    );
    findings.push(
      ...problems.map(({ objectId, message }) => {
        const place = placeOf.get(objectId);
        return { place: place ? placeInWords(place) : '', objectId, message };
      }),
    );
    if (!impossible.size) break;
    for (const one of counted) {
      const why = impossible.get(one.object.id);
      if (why !== undefined) out.set(one, why);
    }
  }
  return {
    counted: objects.flatMap((one) => (one.object && !out.has(one) ? [one.object] : [])),
    aside: objects.flatMap((one) => {
      const why = out.get(one);
      return why === undefined || !isKept(one) ? [] : [{ object: one.json as unknown as OcfObject, why }];
    }),
    findings: unique(findings),
    sound: !findings.length,
  };
}

/**
 * A table in lines brings classes and plans by their names only: each class is without a limit, each plan as large as what
 * is granted from it, until somebody says more.
 */
function fromCsv(bytes: Uint8Array, name: string): Takeover {
  const { holdings, problems } = readCsv(bytes, name);
  const before = recordsFor(holdings.map(({ holding }) => holding));
  const made = objectsOf(holdings, { objects: before, newId: randomUUID, file: name });
  const findings = [...problems, ...made.problems, ...made.remarks].map(({ message, place }) =>
    findingAt(csvPlaceInWords(place), message),
  );
  const counted = [...before, ...made.objects];
  for (const { objectId, message } of Ledger.lenient(counted).problems)
    findings.push({ place: name, objectId: null, message: `${objectId}: ${message}` });
  return { counted, aside: [], findings, sound: !findings.length };
}

function recordsFor(holdings: readonly CsvHolding[]): OcfObject[] {
  const classes = new Map<string, string>();
  const plans = new Map<string, bigint>();
  for (const { kind, class_or_plan: named, quantity } of holdings) {
    if (kind === 'STOCK') classes.set(named, classes.get(named) ?? randomUUID());
    else if (named !== '' && quantity !== '')
      plans.set(named, (plans.get(named) ?? 0n) + parseDecimal(quantity));
  }
  if (plans.size && !classes.size) classes.set('Common', randomUUID());
  const [first] = classes.values();
  return [
    ...[...classes].map(([name, id]): OcfObject => ({
      object_type: 'STOCK_CLASS',
      id,
      name,
      class_type: 'COMMON',
      default_id_prefix: 'CS-',
      initial_shares_authorized: 'UNLIMITED',
      votes_per_share: '1',
      seniority: '1',
    })),
    ...[...plans].map(([name, reserved]): OcfObject => ({
      object_type: 'STOCK_PLAN',
      id: randomUUID(),
      plan_name: name,
      initial_shares_reserved: formatDecimal(reserved),
      stock_class_ids: [first!],
    })),
  ];
}

/** The sentence without the place it begins with: that is told beside it. */
function findingAt(place: string, message: string): Finding {
  const rest = message.startsWith(`${place}: `) ? message.slice(place.length + 2) : message;
  return { place, objectId: null, message: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

/** Something with a type and an id can be kept beside the table; anything else is only reported. */
function isKept({ json }: PlacedObject): boolean {
  const object = json as { readonly object_type?: unknown; readonly id?: unknown } | null;
  return (
    typeof object === 'object' && typeof object?.object_type === 'string' && typeof object.id === 'string'
  );
}

function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((finding) => [`${finding.place} ${finding.message}`, finding]));
  return [...seen.values()];
}
