import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const good = { BRAIN_SOCKET: '/run/brain.sock', CALL_KEYS: `k1:${Buffer.alloc(32).toString('base64url')}` };

describe('the configuration', () => {
  it('has defaults for one’s own machine', () => {
    const config = readConfig(good);
    expect(config).toMatchObject({
      host: 'localhost',
      port: 3000,
      publicOrigin: 'http://localhost:3000',
      webUrl: 'http://127.0.0.1:3100',
      corsOrigins: [],
      rateLimits: true,
    });
    expect([...config.ownOrigins]).toContain('http://127.0.0.1:3000');
  });

  it('lists everything that is wrong in one message', () => {
    expect(() =>
      readConfig({
        PORT: 'x',
        CALL_KEYS: 'k1:short',
        CORS_ORIGINS: 'https://a.example/path',
        TRUST_PROXY: 'somebody',
      }),
    ).toThrow(/PORT[^]*CORS_ORIGINS[^]*TRUST_PROXY[^]*CALL_KEYS/);
    expect(() => readConfig({ CALL_KEYS: good.CALL_KEYS })).toThrow('BRAIN_SOCKET');
    expect(() => readConfig({ BRAIN_SOCKET: 'x' })).toThrow('CALL_KEYS');
  });

  it('asks more of production', () => {
    const production = { ...good, SMARTSTART_MODE: 'production' };
    expect(() => readConfig(production)).toThrow('PUBLIC_ORIGIN');
    expect(() => readConfig({ ...production, PUBLIC_ORIGIN: 'http://app.example' })).toThrow('https');
    expect(() =>
      readConfig({ ...production, PUBLIC_ORIGIN: 'https://app.example', RATE_LIMITS: 'off' }),
    ).toThrow('RATE_LIMITS');
    const config = readConfig({ ...production, PUBLIC_ORIGIN: 'https://app.example' });
    expect([...config.ownOrigins]).toEqual(['https://app.example']);
  });
});
