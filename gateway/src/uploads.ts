import { Transform, type Readable } from 'node:stream';
import type { Answer } from '@smartstart/connector';
import type { Operation } from '@smartstart/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Refusal } from './problems.ts';
import { answerWith, type BrainProxy } from './proxy.ts';
import { checkShape } from './shape.ts';

/** Section 17: one file. */
const uploadBytes = 50 * 1024 * 1024;

/** Hands an upload on as it comes: nothing is kept here, and whichever side breaks off ends the other. */
export function takeUpload(
  app: FastifyInstance,
  options: Omit<RouteOptions, 'handler'>,
  operation: Operation,
  proxy: BrainProxy,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      ...options,
      handler: async (request, reply) => {
        checkShape(operation, request, undefined);
        return sendOn(request, reply, proxy);
      },
    });
  });
}

async function sendOn(
  request: FastifyRequest,
  reply: FastifyReply,
  proxy: BrainProxy,
): Promise<FastifyReply> {
  if (Number(request.headers['content-length'] ?? 0) > uploadBytes) throw tooLarge(reply);
  const stop = new AbortController();
  const body = countedBody(request, stop);
  try {
    const answer = await proxy.forward({ request, caller: request.caller, body, signal: stop.signal });
    if (!request.raw.readableEnded) closeAfter(reply);
    return answerWith(reply, answer.status, answer.headers).send(answer.body);
  } catch (error) {
    closeAfter(reply);
    throw error;
  } finally {
    request.raw.unpipe(body);
    body.destroy();
    request.raw.resume();
  }
}

function countedBody(request: FastifyRequest, stop: AbortController): Transform {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= uploadBytes) return done(null, chunk);
      stop.abort(new Refusal('BODY_TOO_LARGE'));
      done();
    },
  });
  request.raw.once('close', () => {
    if (!request.raw.complete) stop.abort(new Refusal('MALFORMED', { detail: 'The upload broke off.' }));
  });
  counted.on('error', () => {}); // reported through the exchange
  return request.raw.pipe(counted);
}

/** The rest of an upload that was answered early is not read to the end: the connection is given up. */
function closeAfter(reply: FastifyReply): void {
  reply.header('connection', 'close');
}

function tooLarge(reply: FastifyReply): Refusal {
  closeAfter(reply);
  return new Refusal('BODY_TOO_LARGE', { detail: 'A file may have 50 MB.' });
}

/** Sends an answer on as it comes. One that breaks off half-way is cut, so that nobody takes it for the whole. */
export async function streamAnswer(
  reply: FastifyReply,
  ask: (signal: AbortSignal) => Promise<Answer<Readable>>,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort(new Refusal('MALFORMED', { detail: 'The reader went away.' })));
  const answer = await ask(gone.signal);
  return answerWith(reply, answer.status, answer.headers).send(answer.body);
}
