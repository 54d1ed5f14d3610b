import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { testKeys, type Enrolled, type World } from '@smartstart/testkit';
import { extractText, getDocumentProxy } from 'unpdf';

/** What the report's route answers over HTTP, as the gateway would ask: status, media type and the words of the PDF. */
export async function askReport(world: World, { userId }: Enrolled, ventureId: string) {
  const [key] = parseCallKeys(testKeys);
  const target = `/api/v1/ventures/${ventureId}/analysis/report`;
  const body = Buffer.from('{}');
  const claims = {
    requestId: randomUUID(),
    userId,
    sessionId: randomUUID(),
    ip: '127.0.0.1',
    agent: 'test',
    origin: 'http://localhost:3000',
  };
  const { statusCode, headers, rawPayload } = await world.brain.http.app.inject({
    method: 'POST',
    url: target,
    headers: {
      'content-type': 'application/json',
      [callTokenHeader]: signCall(key!, claims, { method: 'POST', target, body }, randomUUID()),
    },
    payload: body,
  });
  const isPdf = statusCode === 200;
  const text = isPdf
    ? (await extractText(await getDocumentProxy(new Uint8Array(rawPayload)), { mergePages: true })).text
    : rawPayload.toString('utf8');
  return {
    status: statusCode,
    mediaType: String(headers['content-type']),
    text: text.replaceAll(/\s+/g, ' '),
  };
}
