import { sha256 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { eventGenesisText, type Evidence } from './evidence.ts';
import { asRecord, isInstant, parseRecord } from './evidence-reader.ts';
import type { Findings } from './problems.ts';

/** The chain of events: no gap, nothing altered, no time that runs backwards. */
export async function checkEvents({ events, document }: Evidence, problems: Findings): Promise<void> {
  let previous = await sha256(eventGenesisText(document.id));
  let before = '';
  for (const [index, { seq, record, hash }] of events.entries()) {
    if (seq !== index + 1) problems.add('EVENT_ORDER', `Event ${index + 1} says that it is event ${seq}.`);
    const content = parseRecord(record);
    if (!content || canonicalJson(content) !== record || (await sha256(record)) !== hash)
      problems.add('EVENT_ALTERED', `Event ${seq} was altered.`);
    if (content?.['previousHash'] !== previous)
      problems.add('EVENT_CHAIN', `Event ${seq} does not build on the event before.`);
    if (content && 'seq' in content && content['seq'] !== seq)
      problems.add('EVENT_ORDER', `Event ${seq} says of itself that it is another one.`);
    if (content && 'documentId' in content && content['documentId'] !== document.id)
      problems.add('EVENT_FOREIGN', `Event ${seq} speaks of another document.`);
    const at = content?.['at'];
    if (typeof content?.['type'] !== 'string' || !isInstant(at))
      problems.add('EVENT_ALTERED', `Event ${seq} names no kind or no time.`);
    else if (before && Date.parse(at) < Date.parse(before))
      problems.add('EVENT_TIME', `Event ${seq} is older than the event before.`);
    else before = at;
    previous = hash;
  }
}

/** Hashes of the signature records an event names: one, or several when a history begins with what was signed before. */
export function recordsNamed(record: string): string[] {
  const data = asRecord(parseRecord(record)?.['data']);
  const several = data?.['recordHashes'];
  const one = data?.['recordHash'];
  return [...(Array.isArray(several) ? several : []), one].filter((hash) => typeof hash === 'string');
}
