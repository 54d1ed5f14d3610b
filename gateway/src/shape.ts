import type { FieldProblem, Operation } from '@smartstart/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from './problems.ts';

const maxProblems = 20;

/**
 * The shape only: unknown fields, types, lengths, formats. Whether it makes sense is the Brain's to say. Paths begin
 * with the part of the request, as the Brain's own do.
 */
export function checkShape(operation: Operation, request: FastifyRequest, body: unknown): void {
  const fields: FieldProblem[] = [];
  check('params', operation.params, request.params, fields);
  check('query', operation.query, request.query, fields);
  check('body', operation.body, body === undefined && operation.body ? {} : body, fields);
  if (fields.length > 0)
    throw new Refusal('MALFORMED', {
      detail: 'Look at the fields named below.',
      fields: fields.slice(0, maxProblems),
    });
}

function check(
  part: 'params' | 'query' | 'body',
  schema: Operation['body'],
  value: unknown,
  fields: FieldProblem[],
): void {
  if (!schema) {
    for (const key of Object.keys(value ?? {}))
      fields.push({ path: `${part}.${key}`, message: unknownField });
    return;
  }
  const result = (schema as z.ZodType).safeParse(value);
  for (const issue of result.error?.issues ?? []) {
    const path = [part, ...issue.path].map(String).join('.');
    if (issue.code !== 'unrecognized_keys') fields.push({ path, message: issue.message });
    else for (const key of issue.keys) fields.push({ path: `${path}.${key}`, message: unknownField });
  }
}

const unknownField = 'This field is not known here.';
