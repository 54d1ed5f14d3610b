import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { contract, urlOf } from '@smartstart/contract';
import { testKeys, type World } from '@smartstart/testkit';

const [key] = parseCallKeys(testKeys);

/** A statement as the gateway would fetch it for this person. */
export async function statementOf(
  world: World,
  userId: string,
  query: { format: 'csv' | 'pdf'; from: string; to: string },
) {
  const target = urlOf(contract.buz.export, { query });
  const claims = {
    requestId: randomUUID(),
    userId,
    sessionId: userId.replace(/^.{8}/, '01900000'),
    ip: '127.0.0.1',
    agent: 'test',
    origin: 'http://localhost:3000',
  };
  const token = signCall(key!, claims, { method: 'GET', target, body: new Uint8Array() }, randomUUID());
  const { statusCode, headers, rawPayload } = await world.brain.http.app.inject({
    method: 'GET',
    url: target,
    headers: { [callTokenHeader]: token },
  });
  return { status: statusCode, headers, bytes: rawPayload, text: rawPayload.toString('utf8') };
}

/** Rows of a CSV file by the names in its first line (RFC 4180). */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g;
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, '').matchAll(cell)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  const [names = [], ...records] = rows.filter((row) => row.length > 1);
  return records.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}
