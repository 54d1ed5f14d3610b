import type { Db } from '../../kernel/db.ts';
import { createAuditReport } from './audit-report.ts';
import { createCases } from './cases.ts';
import type { ComplianceDeps } from './deps.ts';
import { createHolds } from './holds.ts';
import { createPeopleViews } from './people.ts';
import { react } from './reactions.ts';
import { recordOf } from './record.ts';
import { createReport } from './report.ts';
import { scoresOfMany } from './store.ts';

export type { ComplianceDeps } from './deps.ts';
export type { Concerned, Holds } from './holds.ts';
export { complianceRoutes } from './routes.ts';
export type Compliance = ReturnType<typeof createCompliance>;

/** Whether the papers of people are in order, what is held back from deletion, what is deleted in time, and the reports. */
export function createCompliance(deps: ComplianceDeps) {
  const { kernel, legal } = deps;
  const holds = createHolds(deps);
  const cases = createCases(deps);
  react(kernel, cases);
  kernel.jobs.define({
    name: 'retain-legal',
    cron: '50 2 * * *',
    run: () => legal.retention.sweep(holds.heldDocuments),
  });
  return {
    holds,
    cases,
    people: createPeopleViews(deps, holds),
    /** Since when somebody has had every paper in force, and how many violations were confirmed. */
    recordOf: (db: Db, userId: string) => recordOf(deps, db, userId),
    scoresOfMany,
    report: createReport(deps, holds),
    auditReport: createAuditReport(deps, holds),
  };
}
