import { callerOf, type Call } from '../../../kernel/call.ts';
import type { Actor } from '../deps.ts';

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held, call: { ip: call.ip, agent: call.agent, requestId: call.requestId } };
}
