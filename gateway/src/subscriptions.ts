import type { PushMessage, ServerFrame } from '@smartstart/contract';
import { frameOf, type Connection } from './connection.ts';

interface Subscription {
  /** The last message the client has. */
  seq: number;
  /** Live messages held back while the Brain is asked what was missed; null once that is told. */
  waiting: Prepared[] | null;
}

interface Prepared {
  readonly seq: number;
  readonly frame: Buffer;
}

/** Held back for one subscription while the Brain is asked; a client that needs more comes back later. */
const waitingMessages = 1_000;

/** Who follows what. Every message reaches a follower once and in order, whether it was missed or came live. */
export class Subscriptions {
  readonly #topics = new Map<string, Map<Connection, Subscription>>();

  /** Starts to hold back live messages of the topic. What it returns is asked for again by `settle`. */
  open(connection: Connection, topic: string): Subscription {
    let followers = this.#topics.get(topic);
    if (!followers) this.#topics.set(topic, (followers = new Map()));
    const subscription: Subscription = { seq: -1, waiting: [] };
    if (!followers.has(connection)) connection.topics.push(topic);
    followers.set(connection, subscription);
    return subscription;
  }

  /** False when the subscription was given up, or asked for anew, in the meantime. */
  isCurrent(connection: Connection, topic: string, subscription: Subscription): boolean {
    return this.#topics.get(topic)?.get(connection) === subscription;
  }

  /** Sends what was missed up to `seq`, then what was held back, and goes live. */
  settle(
    connection: Connection,
    subscription: Subscription,
    missed: readonly PushMessage[],
    seq: number,
  ): void {
    for (const message of missed) connection.deliver(frameOf({ type: 'message', message }));
    subscription.seq = Math.max(seq, ...missed.slice(-1).map((message) => message.seq));
    const held = subscription.waiting ?? [];
    subscription.waiting = null;
    for (const prepared of held) give(connection, subscription, prepared);
  }

  remove(connection: Connection, topic: string): boolean {
    const followers = this.#topics.get(topic);
    if (!followers?.delete(connection)) return false;
    if (followers.size === 0) this.#topics.delete(topic);
    connection.topics = connection.topics.filter((other) => other !== topic);
    return true;
  }

  removeAll(connection: Connection): void {
    for (const topic of connection.topics) {
      const followers = this.#topics.get(topic);
      followers?.delete(connection);
      if (followers?.size === 0) this.#topics.delete(topic);
    }
    connection.topics = [];
  }

  /** One frame for all followers of the topic. */
  publish(message: PushMessage): void {
    const followers = this.#topics.get(message.topic);
    if (!followers) return;
    const prepared = { seq: message.seq, frame: frameOf({ type: 'message', message }) };
    for (const [connection, subscription] of followers) give(connection, subscription, prepared);
  }

  has(topic: string): boolean {
    return this.#topics.has(topic);
  }

  topics(): IterableIterator<string> {
    return this.#topics.keys();
  }

  /** Whether the connection was let in, and has not lost the topic since. */
  follows(connection: Connection, topic: string): boolean {
    return this.#topics.get(topic)?.get(connection)?.waiting === null;
  }

  /** The people who were let in, once each. */
  usersOf(topic: string): Set<string> {
    const users = new Set<string>();
    for (const [connection, { waiting }] of this.#topics.get(topic) ?? [])
      if (waiting === null) users.add(connection.userId);
    return users;
  }

  /** Something that is not kept, to all who were let in but one. */
  tell(topic: string, frame: ServerFrame, exceptUserId?: string): void {
    const prepared = frameOf(frame);
    for (const [connection, { waiting }] of this.#topics.get(topic) ?? [])
      if (waiting === null && connection.userId !== exceptUserId) connection.deliver(prepared);
  }

  followersOf(topic: string, userId: string): Connection[] {
    return [...(this.#topics.get(topic)?.keys() ?? [])].filter((connection) => connection.userId === userId);
  }

  /** Messages up to `seq` are lost to everybody: all are told to load the state again. */
  resetAll(seq: number): void {
    for (const [topic, followers] of this.#topics) {
      const frame = frameOf({ type: 'reset', topic, seq });
      for (const [connection, subscription] of followers) {
        if (subscription.waiting) continue; // its answer comes from the Brain's present state
        subscription.seq = seq;
        connection.deliver(frame);
      }
    }
  }
}

function give(connection: Connection, subscription: Subscription, prepared: Prepared): void {
  if (subscription.waiting) {
    if (subscription.waiting.length < waitingMessages) subscription.waiting.push(prepared);
    else connection.dismiss(1013, 'OVERLOADED', 'Too much happened at once. Connect again.');
  } else if (prepared.seq > subscription.seq) {
    subscription.seq = prepared.seq;
    connection.deliver(prepared.frame);
  }
}
