import type { workWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { namesOf, type Ground, type Standing } from '../ground.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { taskMachine } from '../rules/machines.ts';
import { liveOf } from './contribution-store.ts';
import { isLate, mayStep } from './task-steps.ts';
import { linksAround, type TaskRow } from './task-store.ts';

type TaskView = (typeof workWire.task)['_zod']['input'];

/** A page of tasks as one person sees it; three questions, however many tasks. */
export async function taskViews(
  ground: Ground,
  db: Db,
  standing: Standing,
  rows: readonly TaskRow[],
): Promise<Map<string, TaskView>> {
  const ids = rows.map((row) => row.id);
  const links = await linksAround(db, standing.ventureId, ids);
  const filed = await liveOf(db, standing.ventureId, ids);
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.assignee_id),
  );
  return new Map(
    rows.map((row): [string, TaskView] => {
      const before = links.filter(({ blockedId }) => blockedId === row.id);
      const contribution = filed.get(row.id) ?? null;
      const plans = standing.rights.has('plan');
      const mine = standing.rights.has('work') && row.assignee_id === standing.userId;
      const rights: TaskView['rights'] = [
        ...(plans || mine ? (['edit', 'link'] as const) : []),
        ...(plans ? (['order'] as const) : []),
        ...(plans && !contribution ? (['remove'] as const) : []),
        ...(standing.rights.has('comment') ? (['comment'] as const) : []),
        ...(mine && row.state === 'REVIEW' && !contribution ? (['file'] as const) : []),
      ];
      return [
        row.id,
        {
          ...fieldsOf(row),
          assignee: row.assignee_id ? name(row.assignee_id) : null,
          blockedBy: before.map(({ blockerId }) => blockerId),
          blocks: links.flatMap(({ blockerId, blockedId }) => (blockerId === row.id ? [blockedId] : [])),
          blocked: before.some(({ blockerState }) => blockerState !== 'DONE'),
          late: isLate(ground, row),
          contribution: contribution && {
            id: contribution.id,
            state: contribution.state as 'PENDING',
          },
          steps: eventsFrom(taskMachine, row.state).filter((event) =>
            mayStep(event, standing, row, contribution),
          ),
          rights,
        },
      ];
    }),
  );
}

function fieldsOf(row: TaskRow) {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    kind: row.kind as 'OTHER',
    priority: row.priority,
    points: row.points,
    estimatedMinutes: row.estimated_minutes,
    actualMinutes: row.actual_minutes,
    dueOn: row.due_on,
    assigneeId: row.assignee_id,
    sprintId: row.sprint_id,
    state: row.state as 'TODO',
    position: row.position,
    doneAt: row.done_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}
