import { hundredths, levelShare, missingValue, mutual, skillScale, weights } from '../scoring/components.ts';
import { plain, type PlainQuestion, type Question } from '../scoring/filters.ts';
import {
  foldedPlace,
  foldedWords,
  levelsOf,
  limits,
  type Opportunity,
  type Person,
  topicsOf,
  within,
} from '../scoring/profiles.ts';
import type { Ranked } from '../scoring/ranking.ts';
import { Best } from './best.ts';
import { grown, Lists, Posting, Rows } from './columns.ts';
import { leastSum, type Plan, planFor, roughFloor } from './people-plan.ts';
import {
  clockOf,
  kinds,
  levelBits,
  levelMask,
  rungBits,
  smallOf,
  unknown,
  unstated,
  wishBits,
  wishValue,
} from './tables.ts';
import { Vocabulary } from './vocabulary.ts';

/** Words of those who state nothing of a kind; no stated word can be the same. */
const gap = { skills: 'no skills', interests: 'no interests', languages: 'no languages' } as const;

/**
 * People in columns: filters and scores of 100,000 in a few milliseconds, to the last bit what `rankPeople` says of the
 * same people. Columns of small numbers for what everybody states once; for skills, interests, languages and ventures
 * the people who have the word.
 */
export class PeopleIndex {
  readonly #rows = new Rows();
  readonly #words = new Vocabulary();
  readonly #terms = new Lists();
  #postings: (Posting | undefined)[] = [];
  #open = new Uint8Array(16);
  #rungs = new Uint32Array(16);
  #years = new Uint8Array(16);
  #hours = new Uint8Array(16);
  #places = new Int32Array(16);
  #clocks = new Uint16Array(16);
  #wishes = new Uint32Array(16);
  // Scratch of a question, as long as the columns.
  #skillSums = new Uint32Array(16);
  #hits = new Uint16Array(16);
  #marks = new Uint8Array(16);

  get size(): number {
    return this.#rows.count;
  }

  has(id: string): boolean {
    return this.#rows.find(id) >= 0;
  }

  /** Adds the person, or replaces what is known of them. Nothing changes when a number is out of its range. */
  put(person: Person): void {
    const skills = levelsOf(person.skills);
    const interests = foldedWords(person.interests);
    const languages = foldedWords(person.languages);
    const years = smallOf(person.years === null ? null : within('years', person.years));
    const hours = smallOf(person.hours === null ? null : within('hours', person.hours));
    const clock = clockOf(person.utcOffset === null ? null : within('utcOffset', person.utcOffset));
    const rungs = rungBits(person.rungs);
    const wishes = wishBits(person.wishes);
    const terms = [
      ...Array.from(skills, ([name, level]) => this.#entry(kinds.skill + name, level)),
      ...interests.map((name) => this.#entry(kinds.interest + name, 1)),
      ...languages.map((name) => this.#entry(kinds.language + name, 1)),
      ...Array.from(new Set(person.ventureIds), (id) => this.#entry(kinds.venture + id, 1)),
      ...gaps(skills.size, interests.length, languages.length).map((gap) => this.#entry(gap, 1)),
    ];
    const place = foldedPlace(person.place);
    const home = place === null ? unstated.word : this.#words.use(kinds.place + place);
    const known = this.#rows.find(person.id);
    const row = known >= 0 ? known : this.#rows.add(person.id);
    this.#reserve(row);
    this.#file(row, terms);
    if (known >= 0 && this.#places[row] !== unstated.word) this.#words.release(this.#places[row]!);
    this.#open[row] = person.open ? 1 : 0;
    this.#rungs[row] = rungs;
    this.#years[row] = years;
    this.#hours[row] = hours;
    this.#clocks[row] = clock;
    this.#wishes[row] = wishes;
    this.#places[row] = home;
  }

  /** Forgets the person; false when there was none. */
  remove(id: string): boolean {
    const row = this.#rows.find(id);
    if (row < 0) return false;
    this.#file(row, []);
    if (this.#places[row] !== unstated.word) this.#words.release(this.#places[row]!);
    this.#places[row] = unstated.word;
    this.#open[row] = 0;
    this.#rows.remove(row);
    return true;
  }

  /** The people who fit best, after the hard filters; best first, ties by id. */
  top(opportunity: Opportunity, question: Question): Ranked[] {
    const asked = plain(question);
    const best = new Best(asked.take, (row) => this.#rows.idOf(row));
    if (!opportunity.open || !(opportunity.expiresAt > asked.at)) return [];
    const skills = this.#gatherSkills(opportunity);
    const plan = planFor(opportunity, asked, this.#words, skills.asked);
    this.#gatherTopics(opportunity);
    const languages = this.#languageTerms(opportunity);
    const barred = this.#bar(opportunity, asked);
    this.#scan({ best, plan, skills, languages, barred }, opportunity);
    for (const row of barred) this.#marks[row] = 0;
    return best.ranked();
  }

  #entry(word: string, level: number): number {
    return (this.#words.use(word) << levelBits) | level;
  }

  /** Files the row under these terms and no others; what stays is not touched, since a common word's list is long. */
  #file(row: number, entries: readonly number[]): void {
    const before = [...this.#terms.get(row)];
    for (const entry of before) {
      if (entries.includes(entry)) continue;
      this.#postings[entry >>> levelBits]!.remove(row);
    }
    for (const entry of entries) {
      if (before.includes(entry)) continue;
      (this.#postings[entry >>> levelBits] ??= new Posting()).add(row, entry & levelMask);
    }
    this.#terms.set(row, entries);
    for (const entry of before) {
      const term = entry >>> levelBits;
      if (this.#postings[term]?.size === 0) this.#postings[term] = undefined;
      this.#words.release(term);
    }
  }

  #reserve(row: number): void {
    if (row < this.#open.length) return;
    const capacity = row * 2;
    this.#open = grown(this.#open, capacity);
    this.#rungs = grown(this.#rungs, capacity);
    this.#years = grown(this.#years, capacity);
    this.#hours = grown(this.#hours, capacity);
    this.#places = grown(this.#places, capacity);
    this.#clocks = grown(this.#clocks, capacity);
    this.#wishes = grown(this.#wishes, capacity);
    this.#skillSums = grown(this.#skillSums, capacity);
    this.#hits = grown(this.#hits, capacity);
    this.#marks = grown(this.#marks, capacity);
  }

  #posting(word: string): Posting | undefined {
    const term = this.#words.find(word);
    return term < 0 ? undefined : this.#postings[term];
  }

  /**
   * The numerators of the skills component, gathered through the people of each asked skill. Who states no skills has
   * half the denominator, which is even: exactly half. Where none is asked everybody has half of 2.
   */
  #gatherSkills(opportunity: Opportunity): GatheredSkills {
    const required = levelsOf(opportunity.required);
    const preferred = levelsOf(opportunity.preferred);
    const scale = skillScale(required.size, preferred.size);
    const base = scale?.base ?? 1;
    this.#skillSums.fill(base, 0, this.#rows.end);
    if (scale === null) return { asked: 2, base, holders: [] };
    const holders: Posting[] = [];
    for (const [name, level] of required) holders.push(...this.#addShares(name, level, scale.perRequired));
    for (const [name, level] of preferred) holders.push(...this.#addShares(name, level, scale.perPreferred));
    const silent = this.#posting(gap.skills);
    for (let at = 0; silent && at < silent.size; at++)
      this.#skillSums[silent.rows[at]!] = scale.denominator * missingValue;
    return { asked: scale.denominator, base, holders: silent ? [...holders, silent] : holders };
  }

  #addShares(name: string, asked: number, factor: number): Posting[] {
    const posting = this.#posting(kinds.skill + name);
    if (!posting) return [];
    const worth = new Uint32Array(limits.level.most + 1);
    for (let held = 1; held < worth.length; held++) worth[held] = factor * levelShare(held, asked);
    const { rows, levels, size } = posting;
    const sums = this.#skillSums;
    for (let at = 0; at < size; at++) sums[rows[at]!]! += worth[levels[at]!]!;
    return [posting];
  }

  /** How many of the topics each person is interested in; one more than all for those who state no interests. */
  #gatherTopics(opportunity: Opportunity): void {
    const topics = topicsOf(opportunity);
    const hits = this.#hits.fill(0, 0, this.#rows.end);
    for (const topic of topics) {
      const posting = this.#posting(kinds.interest + topic);
      if (!posting) continue;
      const { rows, size } = posting;
      for (let at = 0; at < size; at++) hits[rows[at]!]! += 1;
    }
    const silent = this.#posting(gap.interests);
    for (let at = 0; silent && at < silent.size; at++) hits[silent.rows[at]!] = topics.length + 1;
  }

  /** Marks whoever the question excludes, and the creator. */
  #bar(opportunity: Opportunity, asked: PlainQuestion): number[] {
    const barred = [...asked.excluded, opportunity.creatorId]
      .map((id) => this.#rows.find(id))
      .filter((row) => row >= 0);
    for (const row of barred) this.#marks[row] = 1;
    return barred;
  }

  /** The rows to look at, where the visibility names them one by one; null for all. */
  #addressees({ visibility, ventureId, invitedIds }: Opportunity): Uint32Array | null {
    if (visibility === 'PRIVATE')
      return Uint32Array.from(
        [...new Set(invitedIds)].map((id) => this.#rows.find(id)).filter((row) => row >= 0),
      );
    if (visibility !== 'VENTURE_ONLY') return null;
    const members = ventureId === null ? undefined : this.#posting(kinds.venture + ventureId);
    return members ? members.rows.subarray(0, members.size) : new Uint32Array();
  }

  /** The terms of the languages asked, and of stating none; null where none is asked. */
  #languageTerms(opportunity: Opportunity): number[] | null {
    const asked = foldedWords(opportunity.languages);
    if (asked.length === 0) return null;
    return [gap.languages, ...asked.map((language) => kinds.language + language)].map((word) =>
      this.#words.find(word),
    );
  }

  /**
   * Those with an asked skill first. When the best of them cannot be reached with the skills of all the others, even
   * with full marks in everything else, nobody has to look at the others.
   */
  #scan(search: Search, opportunity: Opportunity): void {
    const { best, plan, skills } = search;
    const named = this.#addressees(opportunity);
    if (named) return this.#pass(search, named, named.length, anySum);
    for (const { rows, size } of skills.holders) this.#pass(search, rows, size, anySum);
    if (skills.base >= leastSum(plan, best.floor)) this.#pass(search, null, this.#rows.end, skills.base);
  }

  /** Offers the rows (all when null) with this numerator of the skills, or with any; a row may come twice. */
  #pass(search: Search, rows: Uint32Array | null, count: number, only: number): void {
    const { best, plan, barred } = search;
    const { skillWorth, topicWorth, experience, availability, remote, place, elsewhere } = plan;
    const [years, hours, clocks, places] = [this.#years, this.#hours, this.#clocks, this.#places];
    const [sums, hits, wishes] = [this.#skillSums, this.#hits, this.#wishes];
    const { above, bothSided, offered } = plan;
    const rest = plan.best.experience + plan.best.availability + plan.best.location;
    let { floor } = best;
    let least = leastSum(plan, floor);
    let rough = roughFloor(floor, bothSided);
    for (let at = 0; at < count; at++) {
      const row = rows ? rows[at]! : at;
      const sum = sums[row]!;
      if (sum < least || (only >= 0 && sum !== only)) continue;
      const skills = skillWorth[sum]!;
      const topics = topicWorth[hits[row]!]!;
      // Skills and topics tell people apart most: with the best of the rest they often fall short already.
      if (skills + topics + rest < rough) continue;
      const home = places[row]!;
      const reached = hundredths(
        skills,
        experience[years[row]!]!,
        availability[hours[row]!]!,
        home === place
          ? weights.location
          : remote
            ? remote[clocks[row]!]!
            : home < 0
              ? unknown.location
              : elsewhere,
        topics,
      );
      if (reached < rough) continue;
      const score = reached / 100;
      const value = bothSided ? mutual(score, wishValue(wishes[row]!, offered)) : score;
      // The filters decide about few: most are not among the best anyway, and that is told more quickly.
      if (value < floor || !(score > above) || !this.#isAdmitted(row, search)) continue;
      best.offer(row, score, value);
      this.#marks[row] = 1;
      barred.push(row);
      if (best.floor === floor) continue;
      floor = best.floor;
      least = leastSum(plan, floor);
      rough = roughFloor(floor, bothSided);
    }
  }

  #isAdmitted(row: number, { plan, languages }: Search): boolean {
    return (
      this.#open[row] === 1 &&
      this.#marks[row] === 0 &&
      (this.#rungs[row]! & plan.needed) === plan.needed &&
      plan.clockAllowed[this.#clocks[row]!] === 1 &&
      plan.hoursAllowed[this.#hours[row]!] === 1 &&
      (languages === null || this.#terms.hasAny(row, languages, levelBits))
    );
  }
}

/** Any numerator of the skills. */
const anySum = -1;

interface GatheredSkills {
  /** The denominator of the component. */
  readonly asked: number;
  /** The numerator of whoever has none of the skills. */
  readonly base: number;
  /** The people of each asked skill, and those who state no skills: everybody with another numerator. */
  readonly holders: readonly Posting[];
}

interface Search {
  readonly best: Best;
  readonly plan: Plan;
  readonly skills: GatheredSkills;
  readonly languages: readonly number[] | null;
  /** Marked rows: not to be offered, or offered already. */
  readonly barred: number[];
}

/** What the row of a person who states nothing of a kind is filed under. */
function gaps(skills: number, interests: number, languages: number): string[] {
  return [
    ...(skills === 0 ? [gap.skills] : []),
    ...(interests === 0 ? [gap.interests] : []),
    ...(languages === 0 ? [gap.languages] : []),
  ];
}
