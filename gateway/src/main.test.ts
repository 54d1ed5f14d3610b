import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerJson, freePort, sessionId, TestBrain, userId } from './test-brain.ts';

const main = path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.ts');
let brain: TestBrain;

beforeEach(async () => {
  brain = await new TestBrain().start();
});
afterEach(() => brain.stop());

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, output: () => output };
}

describe('the process', () => {
  it('finishes what is under way when told to stop, and writes no secrets to its log', async () => {
    const port = await freePort();
    const gateway = start({
      BRAIN_SOCKET: brain.socketPath,
      CALL_KEYS: brain.callKeys,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'info',
    });
    await new Promise((resolve) => gateway.child.once('message', resolve));
    brain.answer = async (_call, response) => {
      await pause(500);
      answerJson(response, 200, { late: true });
    };
    const token = await brain.token(userId, sessionId);
    const answer = fetch(`http://127.0.0.1:${port}/api/v1/ventures?q=confidential`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await expect.poll(() => brain.calls.length).toBe(1);
    gateway.child.kill('SIGTERM');
    expect(await (await answer).json()).toEqual({ late: true });
    expect(await gateway.ended).toBe(0);
    const line = gateway
      .output()
      .split('\n')
      .find((text) => text.includes('"msg":"request"'))!;
    expect(JSON.parse(line)).toMatchObject({
      route: '/ventures',
      status: 200,
      userId,
      requestId: expect.any(String) as string,
    });
    for (const secret of [token, 'confidential', brain.callKeys.slice(3)])
      expect(gateway.output()).not.toContain(secret);
  });

  it('says what is wrong with its settings and ends', async () => {
    const gateway = start({ BRAIN_SOCKET: '', CALL_KEYS: '', PORT: 'x' });
    expect(await gateway.ended).toBe(1);
    expect(gateway.output()).toContain('PORT:');
    expect(gateway.output()).not.toContain('    at ');
  });
});
