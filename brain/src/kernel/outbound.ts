import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { Agent, request } from 'undici';

/** What a server of somebody else answered. */
export interface OutboundAnswer {
  readonly status: number;
  /** The beginning of the body. */
  readonly text: string;
}

/** Posts to addresses that people of the platform named. */
export interface Outbound {
  /** Why this address may not be posted to, in a sentence; null when it may, as far as the text tells. */
  whyRefused(url: string): string | null;
  /**
   * Redirects are not followed: they would lead past the check. @throws `OutboundRefused` when the name resolves to an
   * address that is closed; whatever else is thrown is a failure of the network.
   */
  post(
    url: string,
    message: { headers: Readonly<Record<string, string>>; body: string | Uint8Array },
  ): Promise<OutboundAnswer>;
  close(): Promise<void>;
}

export class OutboundRefused extends Error {}

const connectMs = 5_000;
const answerMs = 15_000;
const answerChars = 500;

/** Not on the public internet: loopback, private, link-local, shared, test, multicast and reserved ranges (RFC 6890). */
const closedV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
/** Of IPv6 only 2000::/3 is given out, and within it these ranges lead elsewhere: tunnels and examples. */
const closedV6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20';
const closed = new BlockList();
for (const range of closedV4.split(' ')) closed.addSubnet(...subnet(range), 'ipv4');
for (const range of closedV6.split(' ')) closed.addSubnet(...subnet(range), 'ipv6');
const givenOutV6 = new BlockList();
givenOutV6.addSubnet('2000::', 3, 'ipv6');

function subnet(range: string): [string, number] {
  const [address, bits] = range.split('/');
  return [address!, Number(bits)];
}

/** Is this address out there, so that nothing of ours is behind it. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (!isIPv6(address)) return !closed.check(address, 'ipv4');
  return givenOutV6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

/**
 * `allowPrivate` is for development and tests: it opens http and addresses inside the own network. The check happens on
 * the address the connection is made to, so a name that answers differently the second time gains nothing.
 */
export function createOutbound({ allowPrivate }: { readonly allowPrivate: boolean }): Outbound {
  const agent = new Agent({
    connect: { timeout: connectMs, lookup: allowPrivate ? systemLookup : lookupPublic },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    pipelining: 1,
    connections: 8,
  });

  function whyRefused(text: string): string | null {
    const url = URL.parse(text);
    if (!url) return 'That is not an address.';
    if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
      return 'The address must begin with https://.';
    if (url.username || url.password) return 'The address must not hold a user name or a password.';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const named = isIP(host) ? isPublicAddress(host) : !/(^|\.)(localhost|local|internal)\.?$/i.test(host);
    if (!named && !allowPrivate) return 'The address leads into a private network.';
    return null;
  }

  return {
    whyRefused,
    async post(url, { headers, body }) {
      const refused = whyRefused(url);
      if (refused) throw new OutboundRefused(refused);
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers,
        body,
        signal: AbortSignal.timeout(answerMs),
      });
      return { status: answer.statusCode, text: await beginning(answer.body) };
    },
    close: () => agent.destroy(),
  };
}

type Found = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** Every address a name has must be public: which of them is taken is not ours to say. */
function lookupPublic(host: string, options: object, found: Found): void {
  systemLookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (!addresses.length || addresses.some(({ address }) => !isPublicAddress(address)))
      return found(new OutboundRefused('The address leads into a private network.'), []);
    if ((options as { all?: boolean }).all) return found(null, addresses);
    found(null, addresses[0]!.address, addresses[0]!.family);
  });
}

/** Reads no more than is kept; the rest is not even waited for. */
async function beginning(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length < answerChars) continue;
    body.destroy();
    break;
  }
  // What cannot be stored or shown as text has no place in a log.
  return text.replace(/[^\P{C}\n\t]/gu, '').slice(0, answerChars);
}

/** What went wrong on the way, in a few words. */
export function outboundError(error: unknown): string {
  const known = causeOf(error);
  if (known instanceof OutboundRefused) return known.message;
  const { code, name } = known as { code?: string; name?: string };
  return (
    (code && sentences[code]) ??
    (name === 'TimeoutError'
      ? sentences['UND_ERR_BODY_TIMEOUT']!
      : `The connection failed (${code ?? name ?? 'unknown'}).`)
  );
}

/** Was it closed by the check, rather than failing on the way. */
export function wasRefused(error: unknown): boolean {
  return causeOf(error) instanceof OutboundRefused;
}

function causeOf(error: unknown): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause instanceof OutboundRefused ? cause : error;
}

const sentences: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no such host.',
  EAI_AGAIN: 'The name of the host could not be looked up.',
  ECONNREFUSED: 'Nothing listens at that address.',
  ECONNRESET: 'The connection was cut.',
  UND_ERR_SOCKET: 'The connection was cut.',
  UND_ERR_CONNECT_TIMEOUT: 'The host did not answer in time.',
  UND_ERR_HEADERS_TIMEOUT: 'The host did not answer in time.',
  UND_ERR_BODY_TIMEOUT: 'The host did not answer in time.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the host is not one that is trusted.',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the host names another one.',
};
