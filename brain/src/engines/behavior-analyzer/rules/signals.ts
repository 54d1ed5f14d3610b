import { dayMs, hourMs, minuteMs } from '@smartstart/units';

/** What may bear on security. A signal tells a person of the hub where to look, with what was counted; it does nothing. */

export type SignalKind =
  | 'IMPOSSIBLE_PACE'
  | 'SIGN_IN_FAILURES'
  | 'MANY_NEW_DEVICES'
  | 'TRANSFER_RING'
  | 'RAPID_TRANSFERS';

export interface Signal {
  readonly kind: SignalKind;
  /** The same for the same observation, so that it is told once. */
  readonly observation: string;
  readonly userId: string | null;
  readonly text: string;
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  readonly rule: string;
  readonly at: Date;
}

export interface Watched {
  readonly failures: readonly { readonly userId: string | null; readonly at: Date; readonly ip: string }[];
  readonly devices: readonly { readonly userId: string; readonly at: Date }[];
  readonly sessions: readonly {
    readonly userId: string;
    readonly at: Date;
    readonly ip: string | null;
    readonly device: string;
  }[];
  readonly transfers: readonly {
    readonly id: string;
    readonly at: Date;
    readonly from: string;
    readonly to: string;
    readonly micro: bigint;
  }[];
}

export const limits = {
  failures: { count: 10, withinMs: hourMs },
  devices: { count: 4, withinMs: dayMs },
  pace: { networks: 3, withinMs: 10 * minuteMs },
  ring: { steps: 4, withinMs: dayMs, backShare: 0.8 },
  rapid: { count: 5, withinMs: 10 * minuteMs },
} as const;

export function signalsIn(watched: Watched): Signal[] {
  return [
    ...failureBursts(watched),
    ...newDevices(watched),
    ...impossiblePace(watched),
    ...rings(watched),
    ...rapidTransfers(watched),
  ];
}

function failureBursts({ failures }: Watched): Signal[] {
  const { count, withinMs } = limits.failures;
  const known = failures.filter((one): one is typeof one & { userId: string } => one.userId !== null);
  return [...Map.groupBy(known, ({ userId }) => userId)].flatMap(([userId, tries]) => {
    const burst = densest(tries, withinMs);
    if (burst.length < count) return [];
    const networks = new Set(burst.map(({ ip }) => ip)).size;
    return [
      {
        kind: 'SIGN_IN_FAILURES' as const,
        observation: `failures ${userId} ${hourOf(burst[0]!.at)}`,
        userId,
        text: `${burst.length} sign-ins of one account failed within an hour.`,
        evidence: [
          { label: 'Failed sign-ins within an hour', value: String(burst.length) },
          { label: 'Different addresses', value: String(networks) },
          { label: 'First of them', value: burst[0]!.at.toISOString() },
        ],
        rule: `${count} or more failed sign-ins of one account within an hour`,
        at: burst.at(-1)!.at,
      },
    ];
  });
}

function newDevices({ devices }: Watched): Signal[] {
  const { count, withinMs } = limits.devices;
  return [...Map.groupBy(devices, ({ userId }) => userId)].flatMap(([userId, seen]) => {
    const burst = densest(seen, withinMs);
    if (burst.length < count) return [];
    return [
      {
        kind: 'MANY_NEW_DEVICES' as const,
        observation: `devices ${userId} ${burst[0]!.at.toISOString().slice(0, 10)}`,
        userId,
        text: `${burst.length} devices that were not known signed in to one account within a day.`,
        evidence: [
          { label: 'New devices within 24 hours', value: String(burst.length) },
          { label: 'First of them', value: burst[0]!.at.toISOString() },
        ],
        rule: `${count} or more new devices of one account within 24 hours`,
        at: burst.at(-1)!.at,
      },
    ];
  });
}

/** Nobody is in three networks within ten minutes, whatever the distance; the platform does not look up places. */
function impossiblePace({ sessions }: Watched): Signal[] {
  const { networks, withinMs } = limits.pace;
  const placed = sessions.filter((one): one is typeof one & { ip: string } => one.ip !== null);
  return [...Map.groupBy(placed, ({ userId }) => userId)].flatMap(([userId, started]) => {
    const burst = densest(started, withinMs, ({ ip }) => networkOf(ip));
    const seen = new Set(burst.map(({ ip }) => networkOf(ip)));
    if (seen.size < networks) return [];
    return [
      {
        kind: 'IMPOSSIBLE_PACE' as const,
        observation: `pace ${userId} ${hourOf(burst[0]!.at)}`,
        userId,
        text: `Sessions of one account began in ${seen.size} networks within ten minutes.`,
        evidence: [
          { label: 'Networks within ten minutes', value: String(seen.size) },
          { label: 'Sessions', value: String(burst.length) },
          { label: 'Devices', value: [...new Set(burst.map(({ device }) => device))].slice(0, 5).join(', ') },
        ],
        rule: `sessions in ${networks} or more networks within ten minutes`,
        at: burst.at(-1)!.at,
      },
    ];
  });
}

/** BUZ that go round: out of a wallet, through others, and for the most part back within a day. */
function rings({ transfers }: Watched): Signal[] {
  const { steps, withinMs, backShare } = limits.ring;
  const bySender = Map.groupBy(transfers, ({ from }) => from);
  const found = new Map<string, Signal>();
  for (const first of transfers) {
    const way = roundTrip(first, bySender, { steps, until: first.at.getTime() + withinMs, backShare });
    if (!way) continue;
    const people = way.map(({ from }) => from);
    const observation = `ring ${[...people].sort().join(' ')} ${first.at.toISOString().slice(0, 10)}`;
    if (found.has(observation)) continue;
    found.set(observation, {
      kind: 'TRANSFER_RING',
      observation,
      userId: first.from,
      text: `BUZ went round ${people.length} wallets and came back within a day.`,
      evidence: [
        { label: 'Wallets', value: String(people.length) },
        { label: 'Sent out', value: buz(first.micro) },
        { label: 'Came back', value: buz(way.at(-1)!.micro) },
        { label: 'Transfers', value: way.map(({ id }) => id).join(', ') },
      ],
      rule: `${Math.round(backShare * 100)} % or more of an amount back at its sender within 24 hours, over 2 to ${steps - 1} others`,
      at: way.at(-1)!.at,
    });
  }
  return [...found.values()];
}

type Transfer = Watched['transfers'][number];

function roundTrip(
  first: Transfer,
  bySender: ReadonlyMap<string, readonly Transfer[]>,
  bounds: { steps: number; until: number; backShare: number },
): Transfer[] | null {
  const least = (first.micro * BigInt(Math.round(bounds.backShare * 100))) / 100n;
  const search = (way: Transfer[]): Transfer[] | null => {
    const last = way.at(-1)!;
    for (const next of bySender.get(last.to) ?? []) {
      if (next.at < last.at || next.at.getTime() > bounds.until || next.micro < least) continue;
      // There and back between two people is a correction or a loan; a ring has others in it.
      if (next.to === first.from) {
        if (way.length >= 2) return [...way, next];
        continue;
      }
      if (way.length + 1 >= bounds.steps || way.some(({ from }) => from === next.to)) continue;
      const found = search([...way, next]);
      if (found) return found;
    }
    return null;
  };
  return search([first]);
}

function rapidTransfers({ transfers }: Watched): Signal[] {
  const { count, withinMs } = limits.rapid;
  return [...Map.groupBy(transfers, ({ from }) => from)].flatMap(([userId, sent]) => {
    const burst = densest(sent, withinMs);
    if (burst.length < count) return [];
    const total = burst.reduce((sum, { micro }) => sum + micro, 0n);
    return [
      {
        kind: 'RAPID_TRANSFERS' as const,
        observation: `rapid ${userId} ${hourOf(burst[0]!.at)}`,
        userId,
        text: `${burst.length} transfers left one wallet within ten minutes.`,
        evidence: [
          { label: 'Transfers within ten minutes', value: String(burst.length) },
          { label: 'Together', value: buz(total) },
          { label: 'Recipients', value: String(new Set(burst.map(({ to }) => to)).size) },
        ],
        rule: `${count} or more transfers of one wallet within ten minutes`,
        at: burst.at(-1)!.at,
      },
    ];
  });
}

/** The stretch of the given length with the most in it; with `keyOf`, with the most different keys in it. */
function densest<T extends { readonly at: Date }>(
  list: readonly T[],
  withinMs: number,
  keyOf?: (one: T) => string,
): T[] {
  const sorted = list.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const inside = new Map<string, number>();
  let best = { weight: 0, from: 0, to: 0 };
  let from = 0;
  for (const [end, one] of sorted.entries()) {
    if (keyOf) inside.set(keyOf(one), (inside.get(keyOf(one)) ?? 0) + 1);
    for (; one.at.getTime() - sorted[from]!.at.getTime() > withinMs; from++) {
      const left = keyOf && keyOf(sorted[from]!);
      if (left === undefined) continue;
      const count = inside.get(left)! - 1;
      if (count) inside.set(left, count);
      else inside.delete(left);
    }
    const weight = keyOf ? inside.size : end - from + 1;
    if (weight > best.weight) best = { weight, from, to: end + 1 };
  }
  return sorted.slice(best.from, best.to);
}

/** Addresses of one household change within their network: /24 of IPv4, /48 of IPv6. */
function networkOf(ip: string): string {
  return ip.includes(':') ? ip.split(':').slice(0, 3).join(':') : ip.split('.').slice(0, 3).join('.');
}

function hourOf(at: Date): string {
  return at.toISOString().slice(0, 13);
}

function buz(micro: bigint): string {
  return `${(Number(micro) / 1_000_000).toFixed(2)} BUZ`;
}
