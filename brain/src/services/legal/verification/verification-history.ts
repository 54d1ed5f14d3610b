import { sha256 } from '../texts/canonical-text.ts';
import { genesisOf } from '../record/history.ts';
import { parse } from './verification-records.ts';
import type { Stored } from '../record/rounds.ts';

/** Checks of who took whose place, and of the chained history. */

/** Whoever handed a place on has a successor in the same step, and the history tells of every change of a place. */
export function wrongHandovers({ signers, events }: Stored): string | null {
  const told = (type: string, position: number) =>
    events.some((event) => event.type === type && event.position === position);
  for (const place of signers) {
    const { position, step, round, state } = place;
    if (state === 'DELEGATED') {
      const successor = signers.find((one) => one.delegated_by === position);
      if (successor?.step !== step || successor.round !== round || !told('delegated', position))
        return `Nobody was named in place ${position}, which was handed on.`;
    }
    if (state === 'REPLACED' && !told('corrected', position))
      return `The history does not tell who replaced place ${position}.`;
    const before = signers.find((one) => one.position === place.delegated_by);
    if (place.delegated_by !== null && before?.state !== 'DELEGATED')
      return `Place ${position} names an origin that did not hand its place on.`;
  }
  return null;
}

export function wrongHistory({ document, events, signatures }: Stored): string | null {
  let previous = genesisOf(document.id);
  let before = '';
  for (const [index, row] of events.entries()) {
    const record = parse(row.record);
    const at = row.at.toISOString();
    const agrees =
      row.seq === index + 1 &&
      record['documentId'] === document.id &&
      record['seq'] === row.seq &&
      record['type'] === row.type &&
      record['position'] === row.position &&
      (record['actor'] as { id?: unknown } | undefined)?.id === row.actor_id &&
      record['at'] === at;
    if (!agrees) return `Entry ${index + 1} of the history is missing or was altered.`;
    if (sha256(row.record) !== row.hash) return `Entry ${row.seq} of the history was altered.`;
    if (row.previous_hash !== previous || record['previousHash'] !== previous)
      return `Entry ${row.seq} of the history does not build on the one before.`;
    if (at < before) return `Entry ${row.seq} of the history is older than the one before.`;
    previous = row.hash;
    before = at;
  }
  // Papers signed before histories were kept have none; what a paper's records say stands on its own.
  if (document.kind === 'PAPER') return null;
  const named = new Set(events.map((event) => recordHashOf(event.record)));
  return signatures.every((row) => named.has(row.record_hash))
    ? null
    : 'The history does not tell of every signature.';
}

function recordHashOf(record: string): unknown {
  return (parse(record)['data'] as Record<string, unknown> | undefined)?.['recordHash'];
}
