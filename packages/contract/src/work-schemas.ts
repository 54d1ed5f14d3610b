import { z } from 'zod';
import { day, id, instant, text } from './wire.ts';

/** What work in a venture looks like on the wire (domain rules, sections 7.2, 7.6 to 7.8 and 7.10). */

export const phase = z.enum([
  'IDEATION',
  'IDEA_REVIEW',
  'TEAM_BUILDING',
  'MARKET_VALIDATION',
  'PIVOT',
  'PRODUCT_DEVELOPMENT',
  'BETA',
  'LAUNCH',
  'FUNDING',
  'GROWTH',
  'SCALING',
  'MATURE',
  'STALLED',
  'EXIT_NEGOTIATION',
  'EXITED',
  'ABANDONED',
]);
/** What matching goes by (section 7.2). */
export const stage = z.enum(['idea', 'mvp', 'growth', 'scale', 'mature']);
/** What somebody may do in the workspace, in the role they act in now (section 7.3). */
export const workRight = z.enum([
  'read',
  'comment',
  'work',
  'plan',
  'review',
  'review-idea',
  'change-phase',
  'abandon',
  'lead-launch',
  'decide-launch',
]);

export const taskKind = z.enum([
  'CODE',
  'DESIGN',
  'GROWTH',
  'OPS',
  'SALES',
  'LEGAL',
  'FINANCE',
  'STRATEGY',
  'RESEARCH',
  'OTHER',
]);
export const taskState = z.enum(['TODO', 'IN_PROGRESS', 'REVIEW', 'DONE']);
export const taskEvent = z.enum(['start', 'hand-in', 'approve', 'put-back', 'ask-changes', 'reopen']);
export const sprintState = z.enum(['PLANNING', 'ACTIVE', 'COMPLETED', 'CANCELLED']);
export const sprintEvent = z.enum(['start', 'finish', 'drop']);
export const milestoneState = z.enum(['PENDING', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED']);
export const milestoneEvent = z.enum(['start', 'block', 'unblock', 'finish']);
export const launchPhase = z.enum(['FOUNDATION', 'SPRINT_1', 'SPRINT_2', 'LAUNCH_PREP']);
export const planState = z.enum(['RUNNING', 'DECISION_DUE', 'SCALED', 'PIVOTED', 'KILLED']);
export const launchDecision = z.enum(['SCALE', 'PIVOT', 'KILL']);
export const riskCategory = z.enum(['TECHNICAL', 'MARKET', 'TEAM', 'FINANCIAL', 'LEGAL', 'OPERATIONAL']);
export const riskState = z.enum(['OPEN', 'MITIGATED', 'CLOSED']);
export const riskEvent = z.enum(['mitigate', 'reopen', 'close']);
export const riskLevel = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
export const contributionState = z.enum(['PENDING', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED']);
export const meetingState = z.enum(['SCHEDULED', 'DONE', 'CANCELLED']);
export const meetingEvent = z.enum(['hold', 'cancel']);
export const meetingAnswer = z.enum(['YES', 'NO', 'MAYBE']);
export const workEntity = z.enum([
  'PHASE',
  'PLAN',
  'MILESTONE',
  'SPRINT',
  'TASK',
  'CONTRIBUTION',
  'CHECK_IN',
  'RISK',
  'MEETING',
  'EVIDENCE',
  'MEMBER',
]);

const rating = z.int().min(1).max(5);
/** Minutes, up to a thousand hours. */
const minutes = z.int().min(0).max(60_000);
/** Units of 10⁻⁶ percent: 100 % is 100,000,000. */
const part = z.int().min(0).max(100_000_000);
/** Hundredths of a percent: 100 % is 10,000. */
const bps = z.int().min(0).max(10_000);
export const person = z.object({ userId: id, name: z.string() });

export const taskFields = {
  title: text(1, 160),
  description: text(0, 5000),
  kind: taskKind,
  priority: rating,
  points: z.int().min(1).max(100),
  estimatedMinutes: z.nullable(minutes),
  actualMinutes: z.nullable(minutes),
  dueOn: z.nullable(day),
  assigneeId: z.nullable(id),
  sprintId: z.nullable(id),
};
export const task = z.object({
  ...taskFields,
  id,
  state: taskState,
  assignee: z.nullable(person),
  /** Tasks that stand in its way, and those it stands in the way of. */
  blockedBy: z.array(id),
  blocks: z.array(id),
  /** It has a blocker that is not done: it cannot be done before. */
  blocked: z.boolean(),
  late: z.boolean(),
  contribution: z.nullable(z.object({ id, state: contributionState })),
  position: z.number(),
  doneAt: z.nullable(instant),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  /** The steps the reader may take now; what else stands against one is said when it is tried. */
  steps: z.array(taskEvent),
  rights: z.array(z.enum(['edit', 'order', 'remove', 'link', 'comment', 'file'])),
});
export const comment = z.object({ id, author: person, text: z.string(), createdAt: instant });

export const sprintFields = {
  name: text(1, 80),
  goal: text(0, 1000),
  startsOn: day,
  days: z.int().min(1).max(30),
  capacityHours: z.int().min(1).max(168),
};
export const sprint = z.object({
  ...sprintFields,
  id,
  state: sprintState,
  endsOn: day,
  openPoints: z.int(),
  donePoints: z.int(),
  taskCount: z.int(),
  plannedMinutes: z.int(),
  /** Capacity of all who work in the venture now. */
  capacityMinutes: z.int(),
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  version: z.int(),
  steps: z.array(sprintEvent),
  rights: z.array(z.enum(['edit'])),
});
/** At the end of each day: points that are open (null on days to come), those done, and the straight line. */
export const burndown = z.object({
  /** Open points when the sprint was started: where both lines begin. */
  committed: z.int(),
  days: z.array(z.object({ day, open: z.nullable(z.int()), done: z.nullable(z.int()), ideal: z.number() })),
});

export const milestoneFields = {
  title: text(1, 160),
  description: text(0, 2000),
  priority: rating,
  dueOn: day,
};
export const milestone = z.object({
  ...milestoneFields,
  id,
  planId: z.nullable(id),
  phase: z.nullable(launchPhase),
  state: milestoneState,
  late: z.boolean(),
  completedAt: z.nullable(instant),
  version: z.int(),
  steps: z.array(milestoneEvent),
  rights: z.array(z.enum(['edit'])),
});

export const betaEvidence = z.strictObject({
  testers: z.int().min(0).max(10_000_000),
  positiveShareBps: bps,
  /** Mean rating in tenths: 10 to 50. */
  meanRatingTenths: z.int().min(10).max(50),
  adoptionRateBps: bps,
});
export const launchPlan = z.object({
  id,
  attempt: z.int(),
  state: planState,
  startedOn: day,
  endsOn: day,
  /** The day of the plan that is today, from 1 on. */
  today: z.int(),
  days: z.int(),
  /** Of the earliest milestone that is open; null when none is. */
  phase: z.nullable(launchPhase),
  milestonesDone: z.int(),
  milestonesInAll: z.int(),
  progressBps: bps,
  lateMilestones: z.int(),
  extendedDays: z.int(),
  extensionReason: z.nullable(z.string()),
  decisionDueSince: z.nullable(instant),
  decidedAt: z.nullable(instant),
  decidedBy: z.nullable(person),
  reasons: z.nullable(z.string()),
  evidence: z.nullable(betaEvidence),
  version: z.int(),
  rights: z.array(z.enum(['extend', 'decide'])),
});

export const checkInFields = {
  done: text(0, 2000),
  next: text(0, 2000),
  blockers: text(0, 2000),
  mood: rating,
};
export const checkIn = z.object({
  ...checkInFields,
  id,
  member: person,
  /** On the member's own calendar. */
  day,
  blockedAt: z.nullable(instant),
  clearedAt: z.nullable(instant),
  createdAt: instant,
  version: z.int(),
  rights: z.array(z.enum(['edit', 'clear'])),
});

export const riskFields = {
  title: text(1, 160),
  description: text(0, 2000),
  category: riskCategory,
  impact: rating,
  probability: rating,
  mitigation: text(0, 2000),
  ownerId: id,
};
export const risk = z.object({
  ...riskFields,
  id,
  owner: person,
  state: riskState,
  score: z.int(),
  level: riskLevel,
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
  steps: z.array(riskEvent),
  rights: z.array(z.enum(['edit'])),
});

export const contributionFields = {
  note: text(0, 2000),
  effortMinutes: z.int().min(1).max(60_000),
  impact: rating,
  proposedPoints: z.int().min(1).max(100),
  proposedPart: z.nullable(part),
};
export const contributionReview = z.strictObject({
  decision: z.enum(['APPROVE', 'REJECT', 'ASK_CHANGES']),
  comment: text(0, 2000).default(''),
  /** For an approval: how good the work is, and the working together. */
  quality: rating.optional(),
  collaboration: rating.optional(),
  /** What counts in the end; the proposal unless given. */
  points: z.int().min(1).max(100).optional(),
  part: part.optional(),
});
export const contribution = z.object({
  ...contributionFields,
  id,
  ventureId: id,
  taskId: id,
  taskTitle: z.string(),
  author: person,
  state: contributionState,
  quality: z.nullable(z.int()),
  collaboration: z.nullable(z.int()),
  finalPoints: z.nullable(z.int()),
  finalPart: z.nullable(z.int()),
  /** Points × quality ÷ 5, in tenths. */
  pointsTenths: z.nullable(z.int()),
  reviewer: z.nullable(person),
  reviewComment: z.nullable(z.string()),
  reviewedAt: z.nullable(instant),
  createdAt: instant,
  version: z.int(),
  rights: z.array(z.enum(['edit', 'resubmit', 'review'])),
});

export const meetingFields = {
  title: text(1, 160),
  agenda: text(0, 5000),
  place: text(0, 500),
  startsAt: instant,
  lengthMinutes: z.int().min(5).max(1440),
};
export const meeting = z.object({
  ...meetingFields,
  id,
  organiser: person,
  state: meetingState,
  notes: z.string(),
  answers: z.array(person.extend({ answer: z.nullable(meetingAnswer) })),
  myAnswer: z.nullable(meetingAnswer),
  version: z.int(),
  steps: z.array(meetingEvent),
  rights: z.array(z.enum(['edit', 'answer'])),
});

export const evidence = z.object({
  id,
  title: z.string(),
  note: z.string(),
  link: z.nullable(z.string()),
  addedBy: person,
  createdAt: instant,
  rights: z.array(z.enum(['remove'])),
});

export const activity = z.object({
  id,
  at: instant,
  entity: workEntity,
  entityId: id,
  subject: z.string(),
  event: z.string(),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  actor: z.nullable(person),
  reason: z.nullable(z.string()),
});

export const phaseStanding = z.object({
  phase: z.nullable(phase),
  stage: z.nullable(stage),
  since: z.nullable(instant),
  /** The ways on, and what stands against each; a link or documents that the act brings along may lift that. */
  ways: z.array(
    z.object({
      event: z.string(),
      to: phase,
      missing: z.array(z.string()),
      /** What the act has to bring along. */
      asks: z.array(z.enum(['note', 'link', 'exitKind', 'documentIds'])),
      /** The reader’s role may take it. */
      byYou: z.boolean(),
    }),
  ),
});

export const overview = z.object({
  rights: z.array(workRight),
  phase: z.nullable(phase),
  stage: z.nullable(stage),
  /** Mean of the points done in the last three sprints that were finished. */
  velocity: z.nullable(z.number()),
  sprints: z.array(z.object({ id, name: z.string(), donePoints: z.int(), openPoints: z.int() })),
  activeSprint: z.nullable(z.object({ id, name: z.string(), endsOn: day, burndown })),
  checkIns: z.object({
    /** Of 14 days; null when nobody works in the venture. */
    rateBps: z.nullable(bps),
    /** From three people on. */
    mood: z.nullable(z.number()),
    blockerHours: z.nullable(z.number()),
    openBlockers: z.int(),
    mineToday: z.boolean(),
  }),
  onTime: z.object({ rateBps: z.nullable(bps), done: z.int(), due: z.int() }),
  risks: z.object({
    exposure: z.int(),
    change: z.int(),
    open: z.object({ LOW: z.int(), MEDIUM: z.int(), HIGH: z.int(), CRITICAL: z.int() }),
  }),
  tasks: z.object({
    TODO: z.int(),
    IN_PROGRESS: z.int(),
    REVIEW: z.int(),
    DONE: z.int(),
    late: z.int(),
    mine: z.int(),
  }),
  contributionsToReview: z.int(),
  launch: z.nullable(launchPlan),
});
