import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { ApiError, type Problem } from '@smartstart/contract';
import { testKeys, type Enrolled, type World } from '@smartstart/testkit';

/** For tests: bytes as they leave the Brain, and files as if they had been uploaded. */
export function createFileDesk(world: World) {
  async function download({ userId }: Enrolled, target: string): Promise<Uint8Array> {
    const [key] = parseCallKeys(testKeys);
    const claims = {
      requestId: randomUUID(),
      userId,
      sessionId: randomUUID(),
      ip: '127.0.0.1',
      agent: 'test',
      origin: 'http://localhost:3000',
    };
    const request = { method: 'GET', target, body: new Uint8Array() } as const;
    const { rawPayload, statusCode } = await world.brain.http.app.inject({
      method: 'GET',
      url: target,
      headers: { [callTokenHeader]: signCall(key!, claims, request, randomUUID()) },
    });
    if (statusCode !== 200) throw new ApiError(JSON.parse(rawPayload.toString('utf8')) as Problem);
    return new Uint8Array(rawPayload);
  }

  async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }

  const upload = ({ userId }: Enrolled, name: string, bytes: Uint8Array): Promise<string> =>
    world.brain.services.files.store({
      ownerId: userId,
      name,
      mediaType: name.endsWith('.csv') ? 'text/csv' : 'application/zip',
      bytes: once(bytes),
    });

  return { download, upload };
}
