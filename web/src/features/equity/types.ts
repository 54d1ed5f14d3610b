import type { equityWire } from '@smartstart/contract';
import type { z } from 'zod';
import { may, type Venture } from '../ventures/types';

export type CapTable = z.output<typeof equityWire.capTable>;
export type Holder = z.output<typeof equityWire.holder>;
export type Security = z.output<typeof equityWire.security>;
export type Entry = z.output<typeof equityWire.entry>;
export type Proposal = z.output<typeof equityWire.proposal>;
export type ProposalState = Proposal['state'];
export type Preview = z.output<typeof equityWire.preview>;
export type HolderClass = equityWire.HolderClass;
export type VestingPlan = equityWire.VestingPlan;
export type Money = z.output<typeof equityWire.money>;

/** What a member may do with the table; the server decides, pages only leave out what it would refuse. */
export interface Standing {
  readonly venture: Venture;
  /** Sees what single people hold, the log and the proposals. */
  readonly seesAll: boolean;
  /** The owner or a co-owner: sees offers and the points of people, too. */
  readonly owns: boolean;
  /** Proposes and writes. */
  readonly acts: boolean;
}

export function standingOf(venture: Venture): Standing {
  const inside = venture.myState === 'ACTIVE';
  const role = venture.myRole;
  // A co-owner without the level the role asks for acts as a contributor, and then has none of its rights.
  const coOwner = role === 'CO_OWNER' && may(venture, 'manage-members');
  return {
    venture,
    seesAll: inside && (role === 'OWNER' || coOwner || role === 'INVESTOR'),
    owns: inside && (role === 'OWNER' || coOwner),
    acts: inside && role === 'OWNER' && (venture.status === 'ACTIVE' || venture.status === 'PAUSED'),
  };
}
