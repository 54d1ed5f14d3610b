import { randomUUID } from 'node:crypto';
import { addMs, dayMs } from '@smartstart/units';
import { signPaper, usesBuz } from './person-acts.ts';
import type { Act, PersonPlan } from './plan.ts';
import { administrator, founder, member, namedPeople, newcomer, steward } from './roles.ts';
import { plain, type Stage } from './stage.ts';
import * as script from './talk-script.ts';
import type { VenturePlan } from './venture-acts.ts';

/** What people say, propose, vote, thank and ask: the community of the last ten days. */

const named = { founder, member, steward, newcomer, administrator } as const;
/** Made by the migration. */
const channel = {
  general: '01930000-0000-7000-8000-000000000001',
  announcements: '01930000-0000-7000-8000-000000000002',
  help: '01930000-0000-7000-8000-000000000003',
} as const;
const voicesWanted = 4;
const lane = 'talk';

type Speakers = (voice: script.Voice) => PersonPlan;
type Where = (stage: Stage) => Promise<string>;

export function talkActs(people: readonly PersonPlan[], ventures: readonly VenturePlan[]): Act[] {
  const others = people.filter(
    (one) =>
      !namedPeople.includes(one) &&
      one.standing === 'MEMBER' &&
      one.signedDay < -14 &&
      one.visibility !== 'PRIVATE' &&
      usesBuz(one) &&
      // Whose accounts rest takes no part.
      (one.trialDay !== null || one.invitations > 0 || one.founds),
  );
  const speaker = (voices: readonly PersonPlan[]): Speakers => {
    return (voice) => (typeof voice === 'string' ? named[voice] : (voices[voice % voices.length] ?? steward));
  };
  const everybody = speaker(others.slice(0, voicesWanted));
  const at =
    (id: string): Where =>
    () =>
      Promise.resolve(id);
  return [
    ...talk(script.general, -9, at(channel.general), everybody),
    ...talk(script.help, -6, at(channel.help), everybody),
    ...talk(script.announcements, -2.4, at(channel.announcements), everybody),
    ...talk(script.direct, -3.2, directChannel, everybody),
    ...ventures
      .filter(({ owner }) => owner === founder)
      .slice(0, 1)
      .flatMap((one) => talk(script.venture, -3.6, channelOf(one), speaker(teamOf(one, people)))),
    ...ideaActs(everybody),
    ...pollActs(everybody),
    ...networkActs(everybody),
    ...supportActs(everybody),
  ];
}

/** Those who can write in the workspace by the time of the talk. */
function teamOf({ team }: VenturePlan, people: readonly PersonPlan[]): PersonPlan[] {
  const here = team.filter(
    ({ answer, role }) =>
      answer.kind === 'ACCEPTED' && role !== 'INVESTOR' && (answer.countersignedDay ?? 0) < -4,
  );
  return here.flatMap(({ key }) => people.find((one) => one.key === key) ?? []);
}

const directChannel: Where = async (stage) => {
  const call = await stage.callBy(stage.people.get(founder.key));
  const body = { userId: stage.people.get(member.key) };
  return plain(await stage.routes.channels.direct({ body }, call)).id;
};

function channelOf({ idea }: VenturePlan): Where {
  return async (stage) => {
    const call = await stage.callBy(stage.people.get(founder.key));
    const query = { scope: 'VENTURE', scopeId: stage.ventures.get(idea.name), limit: 1 } as const;
    return plain(await stage.routes.channels.list({ query }, call)).items[0]!.id;
  };
}

const hours = 1 / 24;

function talk(said: readonly script.Said[], from: number, where: Where, speaker: Speakers): Act[] {
  return said.map((one, index) => ({
    day: from + index * 0.7,
    lane,
    run: async (stage) => {
      const channelId = await where(stage);
      const { routes, people, callBy } = stage;
      const by = (voice: script.Voice) => callBy(people.get(speaker(voice).key));
      const send = async (
        voice: script.Voice,
        body: string,
        more: { kind?: script.Kind; parentId?: string },
      ) =>
        plain(
          await routes.channels.send(
            { params: { channelId }, body: { clientId: randomUUID(), kind: 'GENERAL', body, ...more } },
            await by(voice),
          ),
        );
      const { id } = await send(one.by, one.text, one.kind ? { kind: one.kind } : {});
      for (const [voice, reaction] of one.reactions ?? [])
        await routes.channels.react({ params: { messageId: id }, body: { reaction } }, await by(voice));
      for (const { by: voice, text, helped } of one.answers ?? []) {
        const answer = await send(voice, text, { parentId: id });
        if (helped)
          await routes.channels.accept({ params: { messageId: answer.id }, body: {} }, await by(one.by));
      }
    },
  }));
}

function ideaActs(speaker: Speakers): Act[] {
  return script.ideas.flatMap(({ by, votes, state, reason, ...fields }, index): Act[] => {
    let ideaId = '';
    const day = -8 + index * 1.5;
    const params = () => ({ params: { ideaId } });
    return [
      {
        day,
        lane,
        run: async (stage) => {
          const author = stage.people.get(speaker(by).key);
          await stage.as(author, (call) => signPaper(stage.routes, call, speaker(by).name, 'ISEA'));
          const body = { ...fields, tags: [...fields.tags] };
          ideaId = plain(await stage.routes.community.postIdea({ body }, await stage.callBy(author))).id;
        },
      },
      {
        day: day + 0.6,
        lane,
        run: async ({ routes, callBy, people }) => {
          for (const voice of votes)
            await routes.community.voteForIdea(
              { ...params(), body: {} },
              await callBy(people.get(speaker(voice).key)),
            );
        },
      },
      ...(state
        ? [
            {
              day: day + 2,
              lane,
              run: async ({ routes, callBy, people }: Stage) => {
                const chief = await callBy(people.get(administrator.key));
                await routes.community.stepIdea(
                  { ...params(), body: { event: 'review', reason: '' } },
                  chief,
                );
                if (state === 'ACCEPTED')
                  await routes.community.stepIdea(
                    { ...params(), body: { event: 'accept', reason: reason ?? '' } },
                    chief,
                  );
              },
            },
          ]
        : []),
    ];
  });
}

function pollActs(speaker: Speakers): Act[] {
  return script.polls.flatMap(({ by, question, options, days, votes }, index): Act[] => {
    let pollId = '';
    const day = -5 + index * 1.2;
    return [
      {
        day,
        lane,
        run: async ({ routes, callBy, people, brain }) => {
          const closesAt = addMs(brain.kernel.clock.now(), days * dayMs).toISOString();
          const body = { question, options: [...options], closesAt };
          const call = await callBy(people.get(speaker(by).key));
          pollId = plain(await routes.community.openPoll({ body }, call)).id;
        },
      },
      {
        day: day + 0.6,
        lane,
        run: async ({ routes, callBy, people }) => {
          for (const [voice, option] of new Map(votes.map(([one, choice]) => [speaker(one).key, choice])))
            await routes.community.vote(
              { params: { pollId }, body: { option } },
              await callBy(people.get(voice)),
            );
        },
      },
    ];
  });
}

function networkActs(speaker: Speakers): Act[] {
  const idOf = ({ people }: Stage, voice: script.Voice) => people.get(speaker(voice).key);
  return [
    ...script.kudos.map(({ from, to, category, text }, index) => ({
      day: -7.5 + index,
      lane,
      run: async (stage: Stage) =>
        stage.routes.community.giveKudos(
          { body: { toUserId: idOf(stage, to), category, text } },
          await stage.callBy(idOf(stage, from)),
        ),
    })),
    ...script.connections.map(({ from, to, message, accepted }, index) => ({
      day: -7 + index * 0.9,
      lane,
      run: async (stage: Stage) => {
        const { routes, callBy } = stage;
        const body = { userId: idOf(stage, to), message };
        const asked = plain(await routes.network.connect({ body }, await callBy(idOf(stage, from))));
        if (accepted && asked.state === 'PENDING')
          await routes.network.accept(
            { params: { connectionId: asked.id }, body: {} },
            await callBy(idOf(stage, to)),
          );
      },
    })),
    ...script.endorsements.map(({ from, to, note }, index) => ({
      day: -4 + index * 0.5,
      lane,
      run: async (stage: Stage) => {
        const [skill] = speaker(to).skills;
        if (!skill) return;
        await stage.routes.network.endorse(
          { params: { userId: idOf(stage, to) }, body: { skill: skill.name, note } },
          await stage.callBy(idOf(stage, from)),
        );
      },
    })),
  ];
}

function supportActs(speaker: Speakers): Act[] {
  return script.supportRequests.flatMap(({ by, answer, ...body }, index): Act[] => {
    let requestId = '';
    const day = -2.5 + index * 2;
    return [
      {
        day,
        lane,
        run: async ({ routes, callBy, people }) => {
          const call = await callBy(people.get(speaker(by).key));
          requestId = plain(await routes.support.ask({ body }, call)).id;
        },
      },
      ...(answer
        ? [
            {
              day: day + 12 * hours,
              lane,
              run: async ({ routes, callBy, people }: Stage) =>
                routes.support.answer(
                  { params: { requestId }, body: { text: answer, close: false } },
                  await callBy(people.get(administrator.key)),
                ),
            },
          ]
        : []),
    ];
  });
}
