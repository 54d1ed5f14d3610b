import { sharedTopic, type ServerFrame } from '@smartstart/contract';
import type { Relay } from './relay.ts';
import type { Subscriptions } from './subscriptions.ts';

const limits = {
  /** People named to followers; beyond, they are counted. */
  named: 50,
  /** In company larger than this a coming or going is told at leisure: everybody hears of everybody. */
  smallCompany: 100,
  leisureTicks: 15,
  /** Each gateway says again who is there; one that fell silent is forgotten. */
  repeatTicks: 20,
  forgetMs: 60_000,
} as const;

interface Elsewhere {
  readonly userIds: readonly string[];
  readonly count: number;
  readonly at: number;
}

type Signal = 'typing' | 'stopped';

/**
 * Who is in a channel now, and who is typing. Nothing of it is stored: each gateway knows its own followers, and tells
 * the others through the relay when there is one. Whoever loses a topic is out of it at once, like from its messages.
 */
export class Presence {
  readonly #subscriptions: Subscriptions;
  readonly #relay: Relay | null;
  /** By topic, then by gateway. */
  readonly #elsewhere = new Map<string, Map<string, Elsewhere>>();
  readonly #changed = new Set<string>();
  #ticks = 0;

  constructor(subscriptions: Subscriptions, relay: Relay | null) {
    this.#subscriptions = subscriptions;
    this.#relay = relay;
    relay?.listen((note) => {
      if (note.kind === 'signal') {
        this.#pass(note.topic, note.userId, note.signal);
        return;
      }
      const gateways = this.#elsewhere.get(note.topic) ?? new Map<string, Elsewhere>();
      const before = gateways.get(note.gateway);
      if (note.count === 0) gateways.delete(note.gateway);
      else gateways.set(note.gateway, { userIds: note.userIds, count: note.count, at: Date.now() });
      if (gateways.size === 0) this.#elsewhere.delete(note.topic);
      else this.#elsewhere.set(note.topic, gateways);
      if (before?.userIds.join() !== note.userIds.join() && this.#subscriptions.has(note.topic))
        this.#changed.add(note.topic);
    });
  }

  /** Somebody came to the topic, or left it. */
  touch(topic: string): void {
    if (sharedTopic.safeParse(topic).success) this.#changed.add(topic);
  }

  signal(topic: string, userId: string, signal: Signal): void {
    this.#pass(topic, userId, signal);
    this.#relay?.send({ kind: 'signal', topic, userId, signal });
  }

  #pass(topic: string, userId: string, signal: Signal): void {
    this.#subscriptions.tell(topic, { type: 'signal', topic, userId, signal }, userId);
  }

  /** Once a second: what changed is told once, however often it changed. */
  tick(now: number): void {
    this.#ticks += 1;
    const repeats = this.#ticks % limits.repeatTicks === 0;
    if (repeats) this.#forget(now);
    if (repeats && this.#relay)
      for (const topic of this.#subscriptions.topics())
        if (topic.startsWith('channel:')) this.#tellGateways(topic);
    for (const topic of this.#changed) {
      const here = this.#subscriptions.usersOf(topic);
      if (here.size > limits.smallCompany && this.#ticks % limits.leisureTicks !== 0) continue;
      this.#changed.delete(topic);
      this.#tellGateways(topic);
      if (here.size > 0) this.#subscriptions.tell(topic, this.#frame(topic, here));
    }
  }

  #tellGateways(topic: string): void {
    if (!this.#relay) return;
    const here = this.#subscriptions.usersOf(topic);
    this.#relay.send({ kind: 'here', topic, userIds: [...here].slice(0, limits.named), count: here.size });
  }

  #frame(topic: string, here: ReadonlySet<string>): ServerFrame {
    const others = [...(this.#elsewhere.get(topic)?.values() ?? [])];
    const known = new Set([...here, ...others.flatMap(({ userIds }) => userIds)]);
    // Those a gateway did not name are counted on top; nobody it named is counted twice.
    const unnamed = others.reduce((sum, { userIds, count }) => sum + count - userIds.length, 0);
    const userIds = [...known].slice(0, limits.named);
    return { type: 'presence', topic, userIds, count: known.size + unnamed };
  }

  #forget(now: number): void {
    for (const [topic, gateways] of this.#elsewhere) {
      for (const [gateway, { at }] of gateways)
        if (now - at > limits.forgetMs) {
          gateways.delete(gateway);
          this.#changed.add(topic);
        }
      if (gateways.size === 0) this.#elsewhere.delete(topic);
    }
  }
}
