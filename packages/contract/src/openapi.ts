import { z } from 'zod';
import { commonErrors, errorCodes, type ErrorCode } from './errors.ts';
import { rateLimits } from './limits.ts';
import type { Operation } from './op.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of the given modules, made from the same objects that check requests. */
export function openApi(modules: Record<string, Record<string, Operation>>): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [tag, operations] of Object.entries(modules)) {
    for (const [name, operation] of Object.entries(operations)) {
      (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(tag, name, operation);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'SmartStart',
      version: '1',
      description:
        'Public API of the venture operating system. Every operation names the rung of the access ladder it needs.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        sessionCookie: { type: 'apiKey', in: 'cookie', name: 'ss_session' },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function describe(tag: string, name: string, operation: Operation): Json {
  const rate = rateLimits[operation.limit ?? 'default'];
  const facts = [
    `Level: ${levelText(operation)}. Relation: ${operation.relation}.`,
    operation.gate ? `Gate: ${operation.gate}.` : '',
    operation.stepUp ? 'Needs a step-up check within the last ten minutes.' : '',
    `Limit: ${rate.max} in ${rate.windowSeconds} s by ${rate.by}.`,
  ];
  return {
    operationId: `${tag}.${name}`,
    tags: [tag],
    summary: operation.summary,
    description: facts.filter(Boolean).join(' '),
    'x-level': operation.level,
    security: operation.cookie
      ? [{ sessionCookie: [] }]
      : operation.level === 'PUBLIC'
        ? []
        : [{ accessToken: [] }],
    parameters: parameters(operation),
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
          },
        }
      : {}),
    ...(operation.stream === 'upload'
      ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
      : {}),
    ...(operation.stream === 'raw'
      ? { requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } } }
      : {}),
    responses: responses(operation),
  };
}

function levelText(operation: Operation): string {
  if (operation.level === 'PUBLIC') return 'public';
  return typeof operation.level === 'number'
    ? `rung ${operation.level}`
    : `one of the rungs ${operation.level.join(', ')}`;
}

function parameters(operation: Operation): Json[] {
  const list: Json[] = [];
  for (const [place, schema] of [
    ['path', operation.params],
    ['query', operation.query],
  ] as const) {
    if (!schema) continue;
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    for (const [name, property] of Object.entries(properties)) {
      list.push({ name, in: place, required: place === 'path' || required.includes(name), schema: property });
    }
  }
  const header = (name: string, required: boolean, description: string) =>
    list.push({ name, in: 'header', required, description, schema: { type: 'string' } });
  if (operation.method !== 'GET')
    header(
      'Idempotency-Key',
      operation.idempotency === 'required',
      'Repeating the request with the same key gives the first answer, for 24 hours.',
    );
  if (operation.ifMatch) header('If-Match', true, 'The ETag of the version that was read.');
  return list;
}

function responses(operation: Operation): Json {
  const status = operation.status ?? 200;
  const success =
    status === 204
      ? { description: 'Done' }
      : operation.stream === 'download'
        ? { description: 'The bytes', content: { 'application/octet-stream': {} } }
        : {
            description: 'Success',
            content: { 'application/json': { schema: schemaOf(operation.output, 'output') } },
          };
  const all: Record<string, Json> = { [status]: success };
  const codes: ErrorCode[] = [
    ...commonErrors,
    ...(operation.level === 'PUBLIC' ? [] : (['UNAUTHENTICATED', 'FORBIDDEN'] as const)),
    ...operation.errors,
  ];
  for (const code of codes) {
    const key = String(errorCodes[code][0]);
    const known = all[key]?.['x-codes'] as string[] | undefined;
    if (known?.includes(code)) continue;
    const list = [...(known ?? []), code];
    all[key] = {
      description: list.join(', '),
      'x-codes': list,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return all;
}

function schemaOf(schema: unknown, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema as z.ZodType, { io, unrepresentable: 'any' }) as Json;
  return json;
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457 problem document with a stable code.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorCodes) },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    gate: { type: 'string' },
    missingPapers: { type: 'array', items: { type: 'object' } },
    missingConditions: { type: 'array', items: { type: 'string' } },
    retryAfterSeconds: { type: 'integer' },
  },
};
