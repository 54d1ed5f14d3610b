import { addMs, hourMs } from '@smartstart/units';
import { Fail } from '../kernel/errors.ts';
import type { Act, PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';
import { by, onDay, type Place } from './work-place.ts';
import type { MeetingScript, RiskScript } from './work-script.ts';

/** What a team does day by day: check-ins, risks and meetings. */

/** Meetings begin at this hour (UTC), when people of both sides of the ocean are awake. */
const meetingHour = 15;

export function rhythmActs(place: Place): Act[] {
  const { risks, meetings } = place.script;
  return [
    ...checkInActs(place),
    ...risks.flatMap((risk, index) => riskActs(place, risk, index)),
    ...meetings.flatMap((meeting, index) => meetingActs(place, meeting, index)),
  ];
}

/** Today’s line is what was planned yesterday. */
function checkInActs(place: Place): Act[] {
  const { from, people, blockers } = place.script.checkIns;
  const acts = people.slice(0, place.seats).flatMap(({ moods, lines }, seat) =>
    [...moods].flatMap((sign, index) => {
      if (sign === '0') return [];
      const day = from + index;
      const blocker = blockers.find((one) => one.by === seat && one.day === day);
      const body = {
        done: lines[index % lines.length]!,
        next: lines[(index + 1) % lines.length]!,
        blockers: blocker?.text ?? '',
        mood: Number(sign),
      };
      return [
        {
          day,
          lane: place.lane,
          run: (stage: Stage) => checkIn(stage, place, place.seat(seat, day), `${seat} ${index}`, body),
        },
      ];
    }),
  );
  const cleared = blockers.flatMap((blocker) =>
    blocker.cleared === null || blocker.by >= place.seats
      ? []
      : [clearing(place, blocker.by, blocker.day - from, blocker.cleared)],
  );
  return [...acts, ...cleared];
}

/** Where clocks are put back, two moments a day apart can lie on one day of the calendar: nobody checks in twice then. */
async function checkIn(
  { routes, people, ventures, things, as }: Stage,
  { name }: Place,
  person: PersonPlan,
  key: string,
  body: { done: string; next: string; blockers: string; mood: number },
): Promise<void> {
  const params = { ventureId: ventures.get(name) };
  try {
    const made = await as(people.get(person.key), (call) => routes.work.checkIn({ params, body }, call));
    things.set(`${name} check-in ${key}`, plain(made).id);
  } catch (error) {
    if (!(error instanceof Fail && error.code === 'ALREADY_EXISTS')) throw error;
  }
}

function clearing(place: Place, seat: number, index: number, day: number): Act {
  return by(place, seat, day, async ({ routes, things }, call, params) => {
    const book = `${place.name} check-in ${seat} ${index}`;
    if (!things.has(book)) return;
    await routes.work.clearBlocker({ params: { ...params, checkInId: things.get(book) }, body: {} }, call);
  });
}

function riskActs(place: Place, { day, by: seat, step, ...body }: RiskScript, index: number): Act[] {
  const book = `${place.name} risk ${index}`;
  const made = by(place, seat, day, async ({ routes, things }, call, params) => {
    const { id } = plain(await routes.work.createRisk({ params, body }, call));
    things.set(book, id);
  });
  if (!step) return [made];
  const { day: stepDay, event, reason } = step;
  return [
    made,
    by(place, seat, stepDay, ({ routes, things }, call, params) =>
      routes.work.stepRisk(
        { params: { ...params, riskId: things.get(book) }, body: { event, reason } },
        call,
      ),
    ),
  ];
}

function meetingActs(place: Place, meeting: MeetingScript, index: number): Act[] {
  const { title, agenda, place: where, minutes, called, at, answers, outcome } = meeting;
  const book = `${place.name} meeting ${index}`;
  const own = (things: Stage['things'], params: { ventureId: string }) => ({
    ...params,
    meetingId: things.get(book),
  });
  const acts = [
    by(place, 0, called, async (stage, call, params) => {
      const startsAt = addMs(new Date(onDay(stage, called, at)), meetingHour * hourMs).toISOString();
      const body = { title, agenda, place: where, startsAt, lengthMinutes: minutes };
      const { id } = plain(await stage.routes.work.scheduleMeeting({ params, body }, call));
      stage.things.set(book, id);
    }),
    ...answers
      .slice(0, place.seats - 1)
      .map((answer, seat) =>
        by(place, seat + 1, called + 0.2, ({ routes, things }, call, params) =>
          routes.work.answerMeeting({ params: own(things, params), body: { answer } }, call),
        ),
      ),
  ];
  if (!outcome) return acts;
  const { event } = outcome;
  const reason = outcome.event === 'cancel' ? outcome.reason : '';
  const notes = outcome.event === 'hold' ? outcome.notes : null;
  return [
    ...acts,
    by(place, 0, outcome.day, async ({ routes, things }, call, params) => {
      const input = own(things, params);
      const { version } = plain(
        await routes.work.stepMeeting({ params: input, body: { event, reason } }, call),
      );
      if (notes !== null)
        await routes.work.editMeeting({ params: input, body: { notes } }, { ...call, ifMatch: version });
    }),
  ];
}
