import type { Answer, contract, financesWire } from '@smartstart/contract';
import { divideRounded } from '@smartstart/units';
import { eventsFrom } from '../../../kernel/machine.ts';
import { rounds, type RoundState } from '../rules/machines.ts';
import { noSums, type InvestorRow, type RoundRow, type RoundSums } from './funding-store.ts';

type RoundKind = (typeof financesWire.roundKind)['options'][number];
type Interest = (typeof financesWire.interest)['options'][number];

export function roundView(
  row: RoundRow,
  sums: RoundSums | undefined,
  currency: string,
  mayKeep: boolean,
): Answer<typeof contract.finances.round> {
  const { promisedMinor, raisedMinor, interests } = sums ?? noSums;
  return {
    id: row.id,
    kind: row.kind as RoundKind,
    name: row.name,
    state: row.state as RoundState,
    currency,
    targetMinor: row.target_minor.toString(),
    minimumMinor: row.minimum_minor.toString(),
    raisedMinor: raisedMinor.toString(),
    promisedMinor: promisedMinor.toString(),
    fundedPercent: percent(raisedMinor, row.target_minor),
    investors: interests,
    plannedOn: row.planned_on,
    openedAt: row.opened_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    reason: row.reason,
    steps: mayKeep ? eventsFrom(rounds, row.state) : [],
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

export function investorView(
  row: InvestorRow,
  currency: string,
): Answer<typeof contract.finances.addInvestor> {
  return {
    id: row.id,
    roundId: row.round_id,
    name: row.name,
    contact: row.contact,
    interest: row.interest as Interest,
    currency,
    promisedMinor: row.promised_minor.toString(),
    receivedMinor: row.received_minor.toString(),
    note: row.note,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

/** With two places, rounded down: 99.996 % of a target is not all of it. */
function percent(value: bigint, whole: bigint): string {
  const hundredths = divideRounded(value * 10_000n, whole, 'FLOOR');
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}
