import { organisationEnding } from './company-names.ts';
import { findAliases, type Alias } from './party-aliases.ts';
import { addressed, aliased, labelled, signing } from './party-fallbacks.ts';
import { withModel, type PartyModel } from './party-model.ts';
import { merge, partyLimit, readPreamble, type FoundParty } from './party-preamble.ts';
import type { PlainView } from '../extraction/plain-view.ts';

export type { FoundParty } from './party-preamble.ts';

/** The parties are named in the opening, behind titles and tables of contents at worst. */
const headLength = 24_000;
/** Beginnings of a list of parties that are tried. */
const preambleLimit = 40;

const between =
  /(?<![\p{L}])(?:(?:by\sand\s(?:between|among(?:st)?)|by\sand\sbetween\/among|between|among(?:st)?)(?:\sand\samong)?|between\sthe\s(?:following\s)?parties|(?:made|entered\sinto)\sby|parties:?(?=\s\(?1[.)]))(?![\p{L}])/giu;
/** Before "between": the contract speaks of itself, a date, perhaps left blank, or nothing as in a heading of its own. */
const itself =
  /(?:agreement|contract|amendment|addendum|lease|deed|"|\)|made|entered|into|executed|signed|concluded|dated|day|\d{2,4}|date|effective|parties|hereby|is|and|(?:of|on)(?=[\s,]{0,2}[_[•●]))[\s,:;"()_•●[\]-]*$/i;
const heading = /(?:^|[\n\u2029.])\s?$/;

/** The parties to the contract, in the order they are named: by rules, which a model corrects where there is one. */
export function findParties(view: PlainView, model: PartyModel | null = null): FoundParty[] {
  const parties = byRules(view);
  return (model ? withModel(view, parties, model) : parties).slice(0, partyLimit);
}

function byRules(view: PlainView): FoundParty[] {
  const head = view.text.slice(0, headLength);
  const aliases = findAliases(head);
  const found = readings(head, aliases);
  let best = found[0] ?? [];
  for (const reading of found) if (worthOf(reading) > worthOf(best)) best = reading;
  if (best.length < 2) best = merge(best, aliased(head, aliases));
  best = merge(best, addressed(head));
  if (best.length < 2) best = merge(best, signing(view.text));
  return best;
}

function readings(head: string, aliases: readonly Alias[]): FoundParty[][] {
  const found: FoundParty[][] = [];
  for (const match of head.matchAll(between)) {
    if (found.length >= preambleLimit) break;
    const listed = /^parties/i.test(match[0]);
    const before = head.slice(Math.max(0, match.index - 60), match.index);
    const headed = match[0].startsWith('B') && heading.test(before);
    if (!listed && !headed && !itself.test(before)) continue;
    found.push(readPreamble(head, match.index + match[0].length, aliases));
  }
  found.push(labelled(head, aliases), aliased(head, aliases));
  return found;
}

/** How much a reading looks like the parties of a contract: two or more, with defined names, early in the text. */
function worthOf(parties: readonly FoundParty[]): number {
  let worth = 0;
  for (const { name, definedName, rule } of parties.slice(0, 2)) {
    worth +=
      0.5 +
      (definedName ? 1 : 0) +
      (organisationEnding(name) ? 0.5 : 0) +
      (rule === 'defined name' ? 0 : 0.8);
  }
  const start = parties[0]?.start ?? headLength;
  return (parties.length === 1 ? worth / 2 : worth) - (8 * start) / headLength;
}
