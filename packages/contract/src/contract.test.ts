import { describe, expect, test } from 'vitest';
import { contract, errorCodes, openApi, problem, rateLimits, type Operation } from './index.ts';

const operations = Object.entries(contract).flatMap(([module, list]) =>
  Object.entries(list as Record<string, Operation>).map(([name, operation]) => ({
    name: `${module}.${name}`,
    operation,
  })),
);

describe('the contract', () => {
  test('no two operations share method and path', () => {
    const addresses = operations.map(
      ({ operation }) => `${operation.method} ${operation.path.replace(/\{\w+\}/g, '{}')}`,
    );
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
    expect(operations.length).toBeGreaterThan(100);
  });

  test.each(operations)('$name names level, relation, errors, and its path parameters', ({ operation }) => {
    expect(
      operation.level === 'PUBLIC' || [operation.level].flat().every((rung) => rung >= 0 && rung <= 12),
    ).toBe(true);
    expect(operation.errors.every((code) => code in errorCodes)).toBe(true);
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = operation.params
      ? Object.keys((operation.params as unknown as { shape: object }).shape)
      : [];
    expect(declared.sort()).toEqual(inPath.sort());
    if (operation.stepUp) expect(operation.level).not.toBe('PUBLIC');
    if (operation.method === 'GET') expect(operation.body).toBeUndefined();
  });

  test.each(operations.filter(({ operation }) => operation.body))(
    '$name refuses unknown fields',
    ({ operation }) => {
      const schema = operation.body as unknown as {
        safeParse(value: unknown): { success: boolean; error?: { issues: { code: string }[] } };
      };
      const result = schema.safeParse({ surprise: true });
      expect(result.success).toBe(false);
    },
  );

  test('the OpenAPI description is 3.1 and complete', () => {
    const document = openApi(contract) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; responses: object }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((entry) => entry.operationId),
    );
    expect(described.sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  test('problem documents carry type, title, status and code', () => {
    expect(problem('GATE_BLOCKED', { requestId: 'r' })).toEqual({
      type: '/api/docs/errors#gate_blocked',
      title: errorCodes.GATE_BLOCKED[1],
      status: 403,
      code: 'GATE_BLOCKED',
      requestId: 'r',
    });
  });

  test('the limits are those of the domain rules', () => {
    expect(rateLimits.login).toEqual({ max: 5, windowSeconds: 60, by: 'ip+email' });
    expect(rateLimits.signing.max).toBe(5);
    expect(rateLimits.anonymous.max).toBe(120);
  });
});
