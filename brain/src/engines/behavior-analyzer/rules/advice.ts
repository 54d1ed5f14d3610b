/** What somebody could do next. Each suggestion comes from one rule, and says which and on what figure it fired. */

export type Action =
  | 'SIGN_PAPERS'
  | 'CONTINUE_JOURNEY'
  | 'RUNWAY_SHORT'
  | 'ANSWER_REQUESTS'
  | 'READINESS_GAP'
  | 'JOIN_VENTURE'
  | 'MEET_PEOPLE'
  | 'SEE_OPPORTUNITIES'
  | 'OPEN_QUESTS';

export interface Suggestion {
  readonly action: Action;
  /** What it is about, where an action can be suggested more than once. */
  readonly subject: string;
  readonly title: string;
  readonly reason: string;
  readonly link: string;
  readonly rule: string;
}

export interface AdviceFacts {
  /** Null while no paper is required. */
  readonly compliance: number | null;
  readonly journey: { readonly finished: boolean; readonly nextStage: string | null };
  readonly waitingForMe: number;
  readonly collaboration: number;
  readonly ventures: number;
  readonly connections: number;
  readonly matches: number;
  readonly xpProgress: number;
  readonly openQuests: readonly string[];
  /** Of ventures the person owns. */
  readonly owned: readonly {
    readonly ventureId: string;
    readonly name: string;
    /** Null when there is no monthly figure, or nothing is burnt. */
    readonly runwayMonths: number | null;
    readonly readinessGaps: readonly string[];
  }[];
}

export const thresholds = { collaboration: 50, xpProgress: 50, runwayMonths: 6, connections: 5 } as const;

/** In the order in which they are shown: what closes doors first, then what is owed to others, then what helps. */
export function suggestionsFor(facts: AdviceFacts): Suggestion[] {
  return [
    ...papers(facts),
    ...journey(facts),
    ...runway(facts),
    ...requests(facts),
    ...readiness(facts),
    ...collaboration(facts),
    ...quests(facts),
  ];
}

function papers({ compliance }: AdviceFacts): Suggestion[] {
  if (compliance === null || compliance >= 100) return [];
  return [
    {
      action: 'SIGN_PAPERS',
      subject: '',
      title: 'Sign the papers that are missing',
      reason: `Your compliance score is ${Math.floor(compliance)} %. A paper that is missing closes what stands behind it.`,
      link: '/documents',
      rule: 'compliance < 100 % → papers to sign',
    },
  ];
}

function journey({ journey: { finished, nextStage } }: AdviceFacts): Suggestion[] {
  if (finished || nextStage === null) return [];
  return [
    {
      action: 'CONTINUE_JOURNEY',
      subject: '',
      title: `Go on with your journey: ${nextStage}`,
      reason: `The stage “${nextStage}” is the next one. The journey brings XP at every stage.`,
      link: '/onboarding',
      rule: 'journey not finished → next stage',
    },
  ];
}

function runway({ owned }: AdviceFacts): Suggestion[] {
  return owned.flatMap(({ ventureId, name, runwayMonths }) =>
    runwayMonths === null || runwayMonths >= thresholds.runwayMonths
      ? []
      : [
          {
            action: 'RUNWAY_SHORT',
            subject: ventureId,
            title: `Look at the runway of ${name}`,
            reason: `At the burn of the last months the money lasts ${months(runwayMonths)}; below ${thresholds.runwayMonths} is short.`,
            link: `/ventures/${ventureId}/money`,
            rule: `runway < ${thresholds.runwayMonths} months`,
          },
        ],
  );
}

function requests({ waitingForMe }: AdviceFacts): Suggestion[] {
  if (waitingForMe < 1) return [];
  return [
    {
      action: 'ANSWER_REQUESTS',
      subject: '',
      title:
        waitingForMe === 1
          ? 'Answer what waits for you'
          : `Answer the ${waitingForMe} things that wait for you`,
      reason: 'Others cannot go on before you decide.',
      link: '/approvals',
      rule: 'open requests ≥ 1 → answer them',
    },
  ];
}

function readiness({ owned }: AdviceFacts): Suggestion[] {
  return owned.flatMap(({ ventureId, name, readinessGaps }) =>
    readinessGaps.length === 0
      ? []
      : [
          {
            action: 'READINESS_GAP',
            subject: ventureId,
            title: `Close a gap of ${name}`,
            reason: `Its readiness is held back by: ${readinessGaps.slice(0, 3).join(', ')}.`,
            link: `/ventures/${ventureId}/standing`,
            rule: 'readiness gaps → close the largest',
          },
        ],
  );
}

function collaboration(facts: AdviceFacts): Suggestion[] {
  const score = facts.collaboration;
  if (score >= thresholds.collaboration) return [];
  const rule = `collaboration < ${thresholds.collaboration} → people and opportunities`;
  const because = `Your collaboration score is ${Math.round(score)} of 100.`;
  const suggestions: (Suggestion | null)[] = [
    facts.ventures > 0
      ? null
      : {
          action: 'JOIN_VENTURE',
          subject: '',
          title: 'Join a venture',
          reason: `${because} A venture adds 15 points.`,
          link: '/ventures',
          rule,
        },
    facts.matches < 1
      ? null
      : {
          action: 'SEE_OPPORTUNITIES',
          subject: '',
          title:
            facts.matches === 1
              ? 'See the opportunity that fits you'
              : `See the ${facts.matches} opportunities that fit you`,
          reason: `${because} Your skills fit what others look for.`,
          link: '/opportunities',
          rule,
        },
    facts.connections >= thresholds.connections
      ? null
      : {
          action: 'MEET_PEOPLE',
          subject: '',
          title: 'Meet people you could work with',
          reason: `${because} You have ${facts.connections === 1 ? 'one connection' : `${facts.connections} connections`}; each adds 2 points.`,
          link: '/people',
          rule,
        },
  ];
  return suggestions.flatMap((one) => one ?? []);
}

function quests({ xpProgress, openQuests }: AdviceFacts): Suggestion[] {
  const [first] = openQuests;
  if (xpProgress >= thresholds.xpProgress || first === undefined) return [];
  return [
    {
      action: 'OPEN_QUESTS',
      subject: '',
      title: `Take on a quest: ${first}`,
      reason: `You are ${Math.round(xpProgress)} % of the way to the next level; a quest brings 50 XP.`,
      link: '/onboarding',
      rule: `XP progress < ${thresholds.xpProgress} → open quests`,
    },
  ];
}

function months(count: number): string {
  const rounded = Math.round(count * 10) / 10;
  return rounded === 1 ? 'one month' : `${rounded} months`;
}
