import { hash } from 'node:crypto';
import { errorCodes, openApi, type Operation } from '@smartstart/contract';
import type { FastifyInstance } from 'fastify';
import { pageStyle, renderErrors, renderReference, type Description } from './reference.ts';

/** The only thing these pages need is their one style sheet, named by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${hash('sha256', pageStyle, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The description of the API for machines and for people, made from the contract when it is first asked for. */
export function addDocs(app: FastifyInstance, modules: Record<string, Record<string, Operation>>): void {
  const describe = once(() => openApi(modules));
  publish(app, '/v1/openapi.json', 'application/json; charset=utf-8', () => JSON.stringify(describe()));
  publish(app, '/docs', 'text/html; charset=utf-8', () =>
    renderReference(describe() as unknown as Description),
  );
  publish(app, '/docs/errors', 'text/html; charset=utf-8', () => renderErrors(errorCodes));
}

function publish(app: FastifyInstance, url: string, type: string, render: () => string): void {
  const load = once(() => {
    const text = render();
    return { text, etag: `"${hash('sha256', text, 'base64url').slice(0, 22)}"` };
  });
  app.get(url, { config: { route: 'docs' }, exposeHeadRoute: true }, async (request, reply) => {
    const { text, etag } = load();
    reply.headers({ etag, 'cache-control': 'public, max-age=300', 'content-security-policy': policy });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(type).send(text);
  });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
