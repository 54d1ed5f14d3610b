import type { Operation } from '@smartstart/contract';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { answerWith, type BrainProxy } from './proxy.ts';
import { checkShape } from './shape.ts';

/**
 * Hands a signed message on byte for byte: nothing is parsed, so that nothing is written anew and the signature over the
 * bytes still holds. The body is bounded, and covered by the call token like any other.
 */
export function takeRaw(
  app: FastifyInstance,
  options: Omit<RouteOptions, 'handler'>,
  operation: Operation,
  proxy: BrainProxy,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
    scope.route({
      ...options,
      handler: async (request, reply) => {
        checkShape(operation, request, undefined);
        const answer = await proxy.forward({
          request,
          caller: null,
          body: Buffer.isBuffer(request.body) ? request.body : null,
          headers: operation.signatureHeaders ?? [],
        });
        return answerWith(reply, answer.status, answer.headers).send(answer.body);
      },
    });
  });
}
