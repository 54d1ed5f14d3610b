import type { communityWire } from '@smartstart/contract';
import type { output } from 'zod';

export type Channel = output<typeof communityWire.channel>;
export type Message = output<typeof communityWire.message>;
export type FoundMessage = output<typeof communityWire.foundMessage>;
export type Reaction = output<typeof communityWire.reaction>;
export type Kind = output<typeof communityWire.messageKind>;
export type Person = output<typeof communityWire.person>;

/** Written here and not yet known to be there. Sent again under the same id, it is the same message. */
export interface Unsent {
  readonly clientId: string;
  readonly body: string;
  readonly kind: Kind;
  readonly parentId: string | null;
  readonly state: 'sending' | 'failed';
  readonly error: unknown;
}
