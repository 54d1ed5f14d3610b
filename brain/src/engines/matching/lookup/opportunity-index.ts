import { hundredths, levelShare, mutual, shareOf, skillScale, weights } from '../scoring/components.ts';
import { plain, type PlainQuestion, type Question } from '../scoring/filters.ts';
import {
  foldedPlace,
  foldedWords,
  levelsOf,
  limits,
  type Opportunity,
  type Person,
  topicsOf,
  type Visibility,
  visibilities,
  within,
} from '../scoring/profiles.ts';
import type { Ranked } from '../scoring/ranking.ts';
import { Best } from './best.ts';
import { grown, Lists, Rows } from './columns.ts';
import {
  askedTable,
  clockDistances,
  clockOf,
  hoursWith,
  kinds,
  levelBits,
  levelMask,
  neededRungs,
  nowhere,
  offerBits,
  remoteTable,
  rungBits,
  smallOf,
  unknown,
  unstated,
  wishBits,
  wishValue,
} from './tables.ts';
import { Vocabulary } from './vocabulary.ts';

const states = { open: 1, remote: 2 } as const;
const { most: anyDistance } = limits.distance;
const visibilityCodes = Object.fromEntries(visibilities.map((one, code) => [one, code])) as Record<
  Visibility,
  number
>;

/**
 * Opportunities in columns: the mirror image of `PeopleIndex`, to the last bit what `rankOpportunities` says. There are
 * fewer of them than of people, and each asks for few skills, so each one's short lists are walked.
 */
export class OpportunityIndex {
  readonly #rows = new Rows();
  readonly #words = new Vocabulary();
  readonly #required = new Lists();
  readonly #preferred = new Lists();
  readonly #topics = new Lists();
  readonly #languages = new Lists();
  readonly #invited = new Lists();
  #states = new Uint8Array(16);
  #visibilities = new Uint8Array(16);
  #rungs = new Uint32Array(16);
  #offers = new Uint32Array(16);
  #years = new Uint8Array(16);
  #hours = new Uint8Array(16);
  #clocks = new Uint16Array(16);
  #distances = new Uint16Array(16);
  #places = new Int32Array(16);
  #ventures = new Int32Array(16);
  #creators = new Int32Array(16);
  #expiries = new Float64Array(16);

  get size(): number {
    return this.#rows.count;
  }

  has(id: string): boolean {
    return this.#rows.find(id) >= 0;
  }

  /** Adds the opportunity, or replaces what is known of it. Nothing changes when a number is out of its range. */
  put(opportunity: Opportunity): void {
    const required = levelsOf(opportunity.required);
    const preferred = levelsOf(opportunity.preferred);
    const years = within('years', opportunity.years);
    const hours = smallOf(opportunity.hours === null ? null : within('hours', opportunity.hours));
    const { utcOffset, withinMinutes } = opportunity;
    const clock = clockOf(utcOffset === null ? null : within('utcOffset', utcOffset));
    const distance = withinMinutes === null ? anyDistance : within('distance', withinMinutes);
    const rungs = neededRungs(opportunity);
    const known = this.#rows.find(opportunity.id);
    if (known >= 0) this.#clear(known);
    const row = known >= 0 ? known : this.#rows.add(opportunity.id);
    this.#reserve(row);
    this.#states[row] = (opportunity.open ? states.open : 0) | (opportunity.remote ? states.remote : 0);
    this.#visibilities[row] = visibilityCodes[opportunity.visibility];
    this.#rungs[row] = rungs;
    this.#offers[row] = offerBits(opportunity);
    this.#years[row] = years;
    this.#hours[row] = hours;
    this.#clocks[row] = clock;
    this.#distances[row] = distance;
    this.#expiries[row] = opportunity.expiresAt;
    this.#places[row] = this.#word(kinds.place, foldedPlace(opportunity.place));
    this.#ventures[row] = this.#word(kinds.venture, opportunity.ventureId);
    this.#creators[row] = this.#word(kinds.person, opportunity.creatorId);
    this.#required.set(row, this.#levels(required));
    this.#preferred.set(row, this.#levels(preferred));
    this.#topics.set(row, this.#terms(kinds.interest, topicsOf(opportunity)));
    this.#languages.set(row, this.#terms(kinds.language, foldedWords(opportunity.languages)));
    this.#invited.set(row, this.#terms(kinds.person, [...new Set(opportunity.invitedIds)]));
  }

  /** Forgets the opportunity; false when there was none. */
  remove(id: string): boolean {
    const row = this.#rows.find(id);
    if (row < 0) return false;
    this.#clear(row);
    this.#rows.remove(row);
    return true;
  }

  /** The opportunities that fit best, after the hard filters; best first, ties by id. */
  top(person: Person, question: Question): Ranked[] {
    const asked = plain(question);
    const best = new Best(asked.take, (row) => this.#rows.idOf(row));
    if (person.open) this.#scan(best, person, asked);
    return best.ranked();
  }

  #word(kind: string, word: string | null): number {
    return word === null ? unstated.word : this.#words.use(kind + word);
  }

  #terms(kind: string, words: readonly string[]): number[] {
    return words.map((word) => this.#words.use(kind + word));
  }

  #levels(levels: ReadonlyMap<string, number>): number[] {
    return [...levels].map(([name, level]) => (this.#words.use(kinds.skill + name) << levelBits) | level);
  }

  #clear(row: number): void {
    for (const skills of [this.#required, this.#preferred])
      for (const entry of skills.get(row)) this.#words.release(entry >>> levelBits);
    for (const terms of [this.#topics, this.#languages, this.#invited])
      for (const term of terms.get(row)) this.#words.release(term);
    for (const words of [this.#places, this.#ventures, this.#creators])
      if (words[row] !== unstated.word) this.#words.release(words[row]!);
    for (const list of [this.#required, this.#preferred, this.#topics, this.#languages, this.#invited])
      list.set(row, []);
    this.#states[row] = 0;
  }

  #reserve(row: number): void {
    if (row < this.#states.length) return;
    const capacity = row * 2;
    this.#states = grown(this.#states, capacity);
    this.#visibilities = grown(this.#visibilities, capacity);
    this.#rungs = grown(this.#rungs, capacity);
    this.#offers = grown(this.#offers, capacity);
    this.#years = grown(this.#years, capacity);
    this.#hours = grown(this.#hours, capacity);
    this.#clocks = grown(this.#clocks, capacity);
    this.#distances = grown(this.#distances, capacity);
    this.#places = grown(this.#places, capacity);
    this.#ventures = grown(this.#ventures, capacity);
    this.#creators = grown(this.#creators, capacity);
    this.#expiries = grown(this.#expiries, capacity);
  }

  /** What the person has, by number of the word: levels of skills, 1 for an interest, a language, a venture. */
  #ownWords(person: Person): Uint8Array {
    const own = new Uint8Array(this.#words.size);
    const set = (word: string, value: number) => {
      const term = this.#words.find(word);
      if (term >= 0) own[term] = value;
    };
    for (const [name, level] of levelsOf(person.skills)) set(kinds.skill + name, level);
    for (const name of foldedWords(person.interests)) set(kinds.interest + name, 1);
    for (const name of foldedWords(person.languages)) set(kinds.language + name, 1);
    for (const id of person.ventureIds) set(kinds.venture + id, 1);
    return own;
  }

  #scan(best: Best, person: Person, asked: PlainQuestion): void {
    const seeker = seekerOf(person, asked);
    const own = this.#ownWords(person);
    const self = this.#words.find(kinds.person + person.id);
    const home = this.#homeOf(person);
    const wanted = wishBits(person.wishes);
    const barred = new Set([...asked.excluded].map((id) => this.#rows.find(id)));
    const { held, clockDistance, hoursAllowed, experience, availability, remote } = seeker;
    for (let row = 0; row < this.#rows.end; row++) {
      const state = this.#states[row]!;
      const needed = this.#rungs[row]!;
      if ((state & states.open) === 0 || (held & needed) !== needed) continue;
      if (!(this.#expiries[row]! > asked.at) || this.#creators[row] === self || barred.has(row)) continue;
      if (hoursAllowed[this.#hours[row]!] === 0) continue;
      const clock = this.#clocks[row]!;
      if (clockDistance !== null && clockDistance[clock]! > this.#distances[row]!) continue;
      if (!this.#isVisible(row, own, self) || !(seeker.speaksAny || this.#shares(row, own))) continue;
      const place = this.#places[row]!;
      const sum = hundredths(
        seeker.statesSkills ? this.#skills(row, own) : unknown.skills,
        experience[this.#years[row]!]!,
        availability[this.#hours[row]!]!,
        place === home
          ? weights.location
          : (state & states.remote) !== 0
            ? remote[clock]!
            : place < 0 || !seeker.statesPlace
              ? unknown.location
              : 0,
        seeker.statesInterests ? this.#interests(row, own) : unknown.interests,
      );
      const score = sum / 100;
      if (!(score > asked.above)) continue;
      const value = asked.bothSided ? mutual(score, wishValue(wanted, this.#offers[row]!)) : score;
      if (value >= best.floor) best.offer(row, score, value);
    }
  }

  /** The number of the person's place; one that no opportunity has where they state none, or another. */
  #homeOf(person: Person): number {
    const place = foldedPlace(person.place);
    const found = place === null ? -1 : this.#words.find(kinds.place + place);
    return found < 0 ? nowhere : found;
  }

  #isVisible(row: number, own: Uint8Array, self: number): boolean {
    const visibility = this.#visibilities[row]!;
    if (visibility === visibilityCodes.VENTURE_ONLY)
      return this.#ventures[row]! >= 0 && own[this.#ventures[row]!] === 1;
    return visibility !== visibilityCodes.PRIVATE || (self >= 0 && this.#invited.get(row).includes(self));
  }

  /** Whether a language asked is among the person's, or none is asked. */
  #shares(row: number, own: Uint8Array): boolean {
    const languages = this.#languages.get(row);
    return languages.length === 0 || languages.some((term) => own[term] === 1);
  }

  #skills(row: number, own: Uint8Array): number {
    const required = this.#required.lengths[row]!;
    const preferred = this.#preferred.lengths[row]!;
    const scale = skillScale(required, preferred);
    if (scale === null) return unknown.skills;
    const numerator =
      scale.base +
      scale.perRequired * sharesIn(this.#required, row, own) +
      scale.perPreferred * sharesIn(this.#preferred, row, own);
    return weights.skills * (numerator / scale.denominator);
  }

  #interests(row: number, own: Uint8Array): number {
    const { data, starts, lengths } = this.#topics;
    const topics = lengths[row]!;
    if (topics === 0) return unknown.interests;
    let hits = 0;
    for (let at = starts[row]!, end = at + topics; at < end; at++) hits += own[data[at]!]!;
    return weights.interests * shareOf(hits, topics);
  }
}

function sharesIn({ data, starts, lengths }: Lists, row: number, own: Uint8Array): number {
  let sixtieths = 0;
  for (let at = starts[row]!, end = at + lengths[row]!; at < end; at++)
    sixtieths += levelShare(own[data[at]! >>> levelBits]!, data[at]! & levelMask);
  return sixtieths;
}

/** All that a question knows before it looks at anything: tables from the numbers of a column to weighted components. */
function seekerOf(person: Person, { availability }: PlainQuestion) {
  const years = person.years === null ? null : within('years', person.years);
  const hours = person.hours === null ? null : within('hours', person.hours);
  const distances = clockDistances(person.utcOffset);
  return {
    held: rungBits(person.rungs),
    speaksAny: foldedWords(person.languages).length === 0,
    statesSkills: levelsOf(person.skills).size > 0,
    statesInterests: foldedWords(person.interests).length > 0,
    statesPlace: foldedPlace(person.place) !== null,
    /** Minutes to each clock; 0 to one that is not stated. */
    clockDistance: distances,
    hoursAllowed: hoursWith(availability, (asked) => shareOf(hours, asked)),
    experience: askedTable('experience', years),
    availability: askedTable('availability', hours),
    remote: remoteTable(distances),
  };
}
