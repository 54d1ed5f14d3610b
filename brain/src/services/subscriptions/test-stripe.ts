import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';

/**
 * For tests: the few endpoints of Stripe's API that are used here, as its documentation describes them. It keeps the
 * idempotency keys, counts what it really did, and can lose its answers.
 */

export const webhookSecret = 'whsec_for_tests_only';

export interface StripeCall {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: Readonly<Record<string, string>>;
}
type Json = Record<string, unknown>;

export async function startStripe() {
  const objects = new Map<string, Json>();
  const answers = new Map<string, { status: number; body: Json; request: string }>();
  const calls: StripeCall[] = [];
  let counter = 0;
  /** What the next call meets: an answer that is lost, or a request that never arrives. */
  let trouble: 'lose-answer' | 'refuse-connection' | null = null;
  const newId = (prefix: string) => `${prefix}_${String(++counter).padStart(6, '0')}`;

  const server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const url = new URL(request.url!, 'http://stripe');
      const body = Object.fromEntries(new URLSearchParams(text));
      const key = (request.headers['idempotency-key'] as string | undefined) ?? null;
      const met = trouble;
      if (met === 'refuse-connection') return request.socket.destroy();
      calls.push({ method: request.method!, path: url.pathname, key, body });
      const stored = key && request.method === 'POST' ? answers.get(key) : undefined;
      const fingerprint = `${url.pathname} ${text}`;
      let answer: { status: number; body: Json };
      if (stored && stored.request !== fingerprint)
        answer = failure(
          400,
          'idempotency_error',
          'Keys for idempotent requests can only be used with the same parameters.',
        );
      else if (stored) answer = stored;
      else {
        answer = serve(request.method!, url, body);
        if (key) answers.set(key, { ...answer, request: fingerprint });
      }
      if (met === 'lose-answer') return request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': newId('req') });
      response.end(JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function keep(object: Json): { status: number; body: Json } {
    objects.set(String(object['id']), object);
    return { status: 200, body: object };
  }

  function serve(
    method: string,
    url: URL,
    body: Readonly<Record<string, string>>,
  ): { status: number; body: Json } {
    const [, , kind, id, act] = url.pathname.split('/');
    const created = Math.floor(Date.now() / 1000);
    if (method === 'POST' && kind === 'customers')
      return keep({ id: newId('cus'), object: 'customer', name: body['name'], email: body['email'] });
    if (method === 'POST' && kind === 'checkout')
      return keep({
        id: newId('cs'),
        object: 'checkout.session',
        mode: body['mode'],
        status: 'open',
        url: `https://checkout.stripe.test/${counter}`,
        expires_at: Number(body['expires_at']),
        metadata: { visit_id: body['metadata[visit_id]'] },
      });
    if (method === 'GET' && kind === 'checkout') return known(act!);
    if (method === 'POST' && kind === 'payment_intents' && act === 'cancel')
      return keep({ ...objects.get(id!)!, status: 'canceled' });
    if (method === 'POST' && kind === 'payment_intents') {
      const method = body['payment_method']!;
      const intent: Json = {
        id: newId('pi'),
        object: 'payment_intent',
        amount: Number(body['amount']),
        amount_received: method.startsWith('pm_works') ? Number(body['amount']) : 0,
        currency: body['currency'],
        customer: body['customer'],
        created,
        metadata: { payment_id: body['metadata[payment_id]'], way: body['metadata[way]'] },
        status: method.startsWith('pm_works') ? 'succeeded' : 'requires_payment_method',
        last_payment_error: method.startsWith('pm_works')
          ? null
          : { code: 'card_declined', message: 'Your card was declined.' },
      };
      keep(intent);
      return method.startsWith('pm_works')
        ? { status: 200, body: intent }
        : failure(402, 'card_error', 'Your card was declined.', {
            code: 'card_declined',
            payment_intent: intent,
          });
    }
    if (method === 'GET' && kind === 'payment_intents' && id) return known(id);
    if (method === 'GET' && kind === 'payment_intents') {
      const data = [...objects.values()].filter(
        (one) => one['object'] === 'payment_intent' && one['customer'] === url.searchParams.get('customer'),
      );
      return { status: 200, body: { object: 'list', data, has_more: false, url: url.pathname } };
    }
    if (method === 'POST' && kind === 'refunds')
      return keep({
        id: newId('re'),
        object: 'refund',
        status: 'succeeded',
        amount: Number(body['amount']),
        payment_intent: body['payment_intent'],
      });
    if (kind === 'payment_methods' && act === 'detach')
      return { status: 200, body: { id: id!, object: 'payment_method' } };
    if (kind === 'payment_methods')
      return {
        status: 200,
        body: {
          id: id!,
          object: 'payment_method',
          type: 'card',
          card: { brand: 'visa', last4: '4242', exp_month: 4, exp_year: 2031 },
        },
      };
    return failure(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${url.pathname}).`);
  }

  function known(id: string) {
    const object = objects.get(id);
    return object
      ? { status: 200, body: object }
      : failure(404, 'invalid_request_error', `No such object: '${id}'`);
  }

  return {
    env: {
      STRIPE_SECRET_KEY: 'sk_test_for_tests_only',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API: `http://127.0.0.1:${port}`,
    },
    calls,
    objects,
    intents: () => [...objects.values()].filter(({ object }) => object === 'payment_intent'),
    meet: (next: typeof trouble) => void (trouble = next),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function failure(status: number, type: string, message: string, extra: Json = {}) {
  return { status, body: { error: { type, message, ...extra } } };
}

/** A message of Stripe, signed by its own library. */
export function stripeMessage(
  at: Date,
  event: { id: string; type: string; object: unknown; created?: Date },
  secret: string = webhookSecret,
): { body: Buffer; headers: Record<string, string> } {
  const payload = JSON.stringify({
    id: event.id,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: Math.floor((event.created ?? at).getTime() / 1000),
    type: event.type,
    data: { object: event.object },
  });
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { body: Buffer.from(payload), headers: { 'stripe-signature': signature } };
}
