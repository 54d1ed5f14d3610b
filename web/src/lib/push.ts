import { api } from './api';

/** Where this browser stands with push messages; its fingerprint when it is subscribed. */
export type PushState =
  | { readonly kind: 'unsupported' | 'denied' | 'off' }
  | { readonly kind: 'subscribed'; readonly fingerprint: string };

const workerPath = '/push-worker.js';
const memoryKey = 'smartstart.push';

function supported(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

export async function pushState(): Promise<PushState> {
  if (!supported()) return { kind: 'unsupported' };
  if (Notification.permission === 'denied') return { kind: 'denied' };
  const made = await subscription();
  return made ? { kind: 'subscribed', fingerprint: await fingerprintOf(made.endpoint) } : { kind: 'off' };
}

async function fingerprintOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(workerPath);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

export class PushDenied extends Error {
  override readonly name = 'PushDenied';
}

/** Asks for the permission, so only ever called from a click; then subscribes and registers this browser. */
export async function turnOnPush(publicKey: string, name: string, userId: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushDenied();
  await navigator.serviceWorker.register(workerPath, { scope: '/' });
  const registration = await navigator.serviceWorker.ready;
  const key = bytesOf(publicKey);
  const known = await registration.pushManager.getSubscription();
  // A subscription to another key, of an installation that was set up anew, gets nothing from this one.
  if (known && !isSameKey(known.options.applicationServerKey, key)) await known.unsubscribe();
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await registerDevice(made, name);
  remember(userId);
}

/**
 * Push ends with the session it was turned on in. When the same person signs in again here, it goes on; for anybody else
 * in this browser it stays off until they turn it on themselves.
 */
export async function renewPush(name: string, userId: string): Promise<void> {
  if (!supported() || Notification.permission !== 'granted' || remembered() !== userId) return;
  const made = await subscription();
  if (made) await registerDevice(made, name);
}

export async function turnOffPush(): Promise<void> {
  remember(null);
  await (await subscription())?.unsubscribe();
}

function remembered(): string | null {
  try {
    return localStorage.getItem(memoryKey);
  } catch {
    return null;
  }
}

function remember(userId: string | null): void {
  try {
    if (userId === null) localStorage.removeItem(memoryKey);
    else localStorage.setItem(memoryKey, userId);
  } catch {
    // Storage may be turned off; then push is turned on anew after each sign-in.
  }
}

async function registerDevice(made: PushSubscription, name: string): Promise<void> {
  const { keys } = made.toJSON();
  await api.notifications.addDevice({
    body: {
      name,
      endpoint: made.endpoint,
      keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    },
  });
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isSameKey(held: ArrayBuffer | null, key: Uint8Array): boolean {
  if (!held) return false;
  const bytes = new Uint8Array(held);
  return bytes.length === key.length && bytes.every((byte, at) => byte === key[at]);
}

/** What a person would call this browser. */
export function browserName(): string {
  const agent = navigator.userAgent;
  const browser = /Firefox/.test(agent)
    ? 'Firefox'
    : /Edg\//.test(agent)
      ? 'Edge'
      : /Chrome/.test(agent)
        ? 'Chrome'
        : /Safari/.test(agent)
          ? 'Safari'
          : 'Browser';
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : '';
  return system ? `${browser} on ${system}` : browser;
}
