import type { Call } from '../kernel/call.ts';
import { beatOf } from './history.ts';
import type { Act, PersonPlan } from './plan.ts';
import { rhythmActs } from './rhythm-acts.ts';
import { administrator } from './roles.ts';
import { plain, type Stage } from './stage.ts';
import type { VenturePlan } from './venture-acts.ts';
import { by, byPerson, onDay, type Place } from './work-place.ts';
import type { Filing, TaskScript, WorkScript } from './work-script.ts';

/** The work of a team as acts: phases, the thirty days, sprints and tasks with what was filed for them. */

/** Addenda are in force for 90 days; who has not renewed theirs by then rests. */
const addendumDays = 88;
const working = ['CO_OWNER', 'LEAD', 'CONTRIBUTOR'];
const minutesPerHour = 60;

export function workActs(
  venture: VenturePlan,
  script: WorkScript,
  personOf: (key: string) => PersonPlan,
): Act[] {
  const { owner, team, idea } = venture;
  const joined = team.flatMap(({ key, role, answer }) =>
    answer.kind === 'ACCEPTED' &&
    answer.papers === 'ALL' &&
    answer.countersignedDay !== null &&
    answer.leavesDay === null &&
    (answer.renews || answer.signedDay > -addendumDays)
      ? [{ role, person: personOf(key), day: answer.countersignedDay }]
      : [],
  );
  const members = joined.filter(({ role }) => working.includes(role)).toSorted((a, b) => a.day - b.day);
  if (!members.length) return [];
  const place: Place = {
    name: idea.name,
    lane: `work ${idea.name}`,
    owner,
    script,
    seats: members.length + 1,
    adviser: joined.find(({ role }) => role === 'ADVISER')?.person ?? null,
    seat(number, day) {
      const present = members.filter((one) => beatOf(one.day) < beatOf(day));
      return number === 0 || !present.length ? owner : present[(number - 1) % present.length]!.person;
    },
  };
  return [
    ...phaseActs(place),
    ...launchActs(place),
    ...sprintActs(place),
    ...script.tasks.flatMap((task) => taskActs(place, task)),
    ...commentActs(place),
    ...rhythmActs(place),
  ];
}

function phaseActs(place: Place): Act[] {
  const { name, script, lane } = place;
  const { ideaReview } = script;
  const reviewed: Act[] = ideaReview
    ? [
        {
          day: ideaReview.day,
          lane,
          run: ({ routes, people, ventures, as }) =>
            as(people.get(administrator.key), (call) =>
              routes.work.reviewIdeaForHub(
                {
                  params: { ventureId: ventures.get(name) },
                  body: { accept: true, comment: ideaReview.comment },
                },
                call,
              ),
            ),
        },
      ]
    : [];
  return [
    ...script.phases.map(({ day, event, note = '' }) =>
      by(place, 0, day, ({ routes }, call, params) =>
        routes.work.movePhase({ params, body: { event, note } }, call),
      ),
    ),
    ...reviewed,
    ...script.evidence.map(({ day, by: seat, title, note }) =>
      by(place, seat, day, ({ routes }, call, params) =>
        routes.work.addEvidence({ params, body: { title, note } }, call),
      ),
    ),
  ];
}

function launchActs(place: Place): Act[] {
  const { launch } = place.script;
  if (!launch) return [];
  const step = (title: string, day: number, event: 'start' | 'finish') =>
    by(place, 0, day, async ({ routes }, call, params) => {
      const { milestones } = plain(await routes.work.launch({ params }, call));
      const milestoneId = milestones.find((one) => one.title === title)!.id;
      await routes.work.stepMilestone(
        { params: { ...params, milestoneId }, body: { event, reason: '' } },
        call,
      );
    });
  return [
    by(place, 0, launch.day, ({ routes }, call, params) =>
      routes.work.startLaunch({ params, body: {} }, call),
    ),
    ...launch.milestones.flatMap(([title, started, finished]) => [
      step(title, started, 'start'),
      ...(finished === null ? [] : [step(title, finished, 'finish')]),
    ]),
  ];
}

function sprintActs(place: Place): Act[] {
  const { script, name } = place;
  return script.sprints.flatMap(({ key, name: title, goal, planned, started, days, finished }, index) => {
    const step = (day: number, event: 'start' | 'finish') =>
      by(place, 0, day, ({ routes, things }, call, params) =>
        routes.work.stepSprint(
          {
            params: { ...params, sprintId: things.get(`${name} sprint ${key}`) },
            body: { event, reason: '' },
          },
          call,
        ),
      );
    const plan = by(place, 0, planned, async (stage, call, params) => {
      const body = {
        name: title,
        goal,
        days,
        ...(started === null ? {} : { startsOn: onDay(stage, planned, started) }),
      };
      const { id } = plain(await stage.routes.work.createSprint({ params, body }, call));
      stage.things.set(`${name} sprint ${key}`, id);
      // What has no sprint was written down with the first.
      const own = script.tasks.filter((task) => task.sprint === key || (index === 0 && task.sprint === null));
      for (const task of own) await write(stage, call, place, params, task, planned);
    });
    return [
      plan,
      ...(started === null ? [] : [step(started, 'start')]),
      ...(finished === null ? [] : [step(finished, 'finish')]),
    ];
  });
}

async function write(
  stage: Stage,
  call: Call,
  { name, seat }: Place,
  params: { ventureId: string },
  task: TaskScript,
  day: number,
): Promise<void> {
  const { routes, people, things } = stage;
  const { key, title, kind, points, priority, hours, due, sprint } = task;
  const body = {
    title,
    kind,
    points,
    priority,
    estimatedMinutes: hours[0] * minutesPerHour,
    assigneeId: task.seat === null ? null : people.get(seat(task.seat, day).key),
    sprintId: sprint === null ? null : things.get(`${name} sprint ${sprint}`),
    ...(due === undefined ? {} : { dueOn: onDay(stage, day, due) }),
  };
  const { id } = plain(await routes.work.createTask({ params, body }, call));
  things.set(`${name} ${key}`, id);
  for (const blocker of task.after ?? []) {
    const blockerId = things.get(`${name} ${blocker}`);
    await routes.work.block({ params: { ...params, taskId: id, blockerId }, body: {} }, call);
  }
}

function taskActs(place: Place, task: TaskScript): Act[] {
  const { started, handedIn, done, filed, carried } = task;
  const acts: Act[] = [];
  if (task.seat === null) return acts;
  // Who was given it when it was written keeps it, whoever joins later.
  const { planned } = place.script.sprints.find(({ key }) => key === task.sprint)!;
  const assignee = place.seat(task.seat, planned);
  const act = (person: PersonPlan, day: number | undefined, run: TaskRun) => {
    if (day !== undefined)
      acts.push(
        byPerson(place, person, day, (stage, call, params) =>
          run(stage, call, { ...params, taskId: stage.things.get(`${place.name} ${task.key}`) }),
        ),
      );
  };
  act(assignee, started, ({ routes }, call, params) =>
    routes.work.stepTask({ params, body: { event: 'start', reason: '' } }, call),
  );
  act(assignee, handedIn, (stage, call, params) => handIn(stage, call, params, place, task));
  if (!filed)
    act(assignee, done, ({ routes }, call, params) =>
      routes.work.stepTask({ params, body: { event: 'approve', reason: '' } }, call),
    );
  if (filed?.review)
    act(place.owner, filed.review.day, (stage, call) =>
      review(stage, call, `${place.name} ${task.key} filed`, filed.review!),
    );
  if (carried)
    act(place.owner, carried.day, async ({ routes, things }, call, params) => {
      const { version } = plain(await routes.work.task({ params }, call));
      const body = { sprintId: things.get(`${place.name} sprint ${carried.sprint}`) };
      await routes.work.editTask({ params, body }, { ...call, ifMatch: version });
    });
  return acts;
}

type TaskRun = (stage: Stage, call: Call, params: { ventureId: string; taskId: string }) => Promise<unknown>;

/** Says how long it took, and files what was done where there is something to file. */
async function handIn(
  { routes, things }: Stage,
  call: Call,
  params: { ventureId: string; taskId: string },
  { name }: Place,
  { key, points, hours, filed }: TaskScript,
): Promise<void> {
  const { version } = plain(
    await routes.work.stepTask({ params, body: { event: 'hand-in', reason: '' } }, call),
  );
  const minutes = (hours[1] ?? hours[0]) * minutesPerHour;
  await routes.work.editTask({ params, body: { actualMinutes: minutes } }, { ...call, ifMatch: version });
  if (!filed) return;
  const { ventureId, taskId } = params;
  const { note, impact } = filed;
  const body = { taskId, note, impact, effortMinutes: minutes, proposedPoints: points, proposedPart: null };
  const { id } = plain(await routes.work.fileContribution({ params: { ventureId }, body }, call));
  things.set(`${name} ${key} filed`, id);
}

function review(
  { routes, things }: Stage,
  call: Call,
  book: string,
  { day: _, ...body }: NonNullable<Filing['review']>,
): Promise<unknown> {
  return routes.work.reviewContribution({ params: { contributionId: things.get(book) }, body }, call);
}

function commentActs(place: Place): Act[] {
  return place.script.comments.flatMap(({ day, by: seat, task, text }) => {
    const person = seat === 'adviser' ? place.adviser : place.seat(seat, day);
    if (!person) return [];
    return [
      byPerson(place, person, day, ({ routes, things }, call, params) =>
        routes.work.comment(
          { params: { ...params, taskId: things.get(`${place.name} ${task}`) }, body: { text } },
          call,
        ),
      ),
    ];
  });
}
