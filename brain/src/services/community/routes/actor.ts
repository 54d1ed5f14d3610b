import { callerOf, requireVersion, type Call } from '../../../kernel/call.ts';
import type { Actor } from '../deps.ts';

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held };
}

export const sameVersion = (call: Call) => (version: number) => requireVersion(call, version);
