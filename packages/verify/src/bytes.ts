/** Bytes, text and hashes with what browsers and Node have in common. */

export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512';

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Null when the bytes are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** One character a byte, for the parts of a PDF that are not text. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  const step = 8_192;
  for (let at = 0; at < bytes.length; at += step)
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  return text;
}

export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** From base64 or base64url, with or without padding. Null when it is neither. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** The DER inside a PEM block, whatever it is called. Null when there is none. */
export function fromPem(pem: string): Uint8Array<ArrayBuffer> | null {
  const match = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END [A-Z0-9 ]+-----/.exec(pem);
  return match ? fromBase64(match[1]!.replace(/\s+/g, '')) : null;
}

export async function digest(hash: Hash, ...parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const data = parts.length === 1 ? parts[0]! : concat(parts);
  return new Uint8Array(await crypto.subtle.digest(hash, data as Uint8Array<ArrayBuffer>));
}

export async function sha256(data: string | Uint8Array): Promise<string> {
  return toHex(await digest('SHA-256', typeof data === 'string' ? utf8(data) : data));
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
