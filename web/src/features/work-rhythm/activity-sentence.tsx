'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { workHref } from '../work/work-frame';
import type { Activity, Phase, WorkEntity } from './types';

/** Everything that a workspace writes down, each with a sentence of its own. */
const said = [
  'PHASE.submit-idea',
  'PHASE.skip-review',
  'PHASE.accept-idea',
  'PHASE.return-idea',
  'PHASE.complete-team',
  'PHASE.validate',
  'PHASE.refute',
  'PHASE.new-hypothesis',
  'PHASE.finish-mvp',
  'PHASE.launch',
  'PHASE.rework',
  'PHASE.open-round',
  'PHASE.complete-round',
  'PHASE.traction',
  'PHASE.scale-up',
  'PHASE.mature',
  'PHASE.fail',
  'PHASE.fall-silent',
  'PHASE.retry',
  'PHASE.negotiate',
  'PHASE.conclude-exit',
  'PHASE.call-off',
  'PHASE.abandon',
  'PHASE.decide-pivot',
  'PHASE.decide-kill',
  'PLAN.start',
  'PLAN.extend',
  'PLAN.all-done',
  'PLAN.last-day',
  'PLAN.decide-scale',
  'PLAN.decide-pivot',
  'PLAN.decide-kill',
  'MILESTONE.create',
  'MILESTONE.edit',
  'MILESTONE.start',
  'MILESTONE.block',
  'MILESTONE.unblock',
  'MILESTONE.finish',
  'SPRINT.create',
  'SPRINT.edit',
  'SPRINT.start',
  'SPRINT.finish',
  'SPRINT.drop',
  'TASK.create',
  'TASK.edit',
  'TASK.start',
  'TASK.hand-in',
  'TASK.approve',
  'TASK.put-back',
  'TASK.ask-changes',
  'TASK.reopen',
  'TASK.block',
  'TASK.unblock',
  'TASK.comment',
  'TASK.remove',
  'CONTRIBUTION.file',
  'CONTRIBUTION.edit',
  'CONTRIBUTION.resubmit',
  'CONTRIBUTION.approve',
  'CONTRIBUTION.ask-changes',
  'CONTRIBUTION.reject',
  'CHECK_IN.check-in',
  'CHECK_IN.edit',
  'CHECK_IN.clear-blocker',
  'RISK.create',
  'RISK.edit',
  'RISK.mitigate',
  'RISK.reopen',
  'RISK.close',
  'MEETING.schedule',
  'MEETING.edit',
  'MEETING.hold',
  'MEETING.cancel',
  'MEETING.answer-yes',
  'MEETING.answer-maybe',
  'MEETING.answer-no',
  'EVIDENCE.add',
  'EVIDENCE.remove',
  'MEMBER.join',
] as const;

const places: Record<Exclude<WorkEntity, 'TASK' | 'SPRINT' | 'MEMBER'>, string> = {
  PHASE: '/launch',
  PLAN: '/launch?part=days',
  MILESTONE: '/launch?part=days',
  EVIDENCE: '/launch?part=evidence',
  CONTRIBUTION: '/contributions',
  CHECK_IN: '/checkins',
  RISK: '/risks',
  MEETING: '/meetings',
};

/** Where the thing stands that something happened to. */
export function placeOf(ventureId: string, { entity, entityId, event }: Activity): string | null {
  // What is gone has no place any more.
  if (event === 'remove') return null;
  if (entity === 'TASK') return workHref(ventureId, `/board?task=${entityId}`);
  if (entity === 'SPRINT') return workHref(ventureId, `/sprints/${entityId}`);
  if (entity === 'MEMBER') return `/ventures/${ventureId}`;
  return workHref(ventureId, places[entity]);
}

/** What happened, as a sentence with a way to the thing. */
export function ActivitySentence({ ventureId, entry }: { ventureId: string; entry: Activity }) {
  const t = useTranslations('workRhythm.activity');
  const phases = useTranslations('public.phases');
  const key = said.find((one) => one === `${entry.entity}.${entry.event}`);
  const href = placeOf(ventureId, entry);
  const thing = (text: ReactNode) =>
    href ? (
      <Anchor component={Link} href={href} inherit style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Anchor>
    ) : (
      <b>{text}</b>
    );
  const values = {
    thing,
    actor: entry.actor?.name || t('somebody'),
    subject: entry.subject || t('unnamed'),
    to: entry.entity === 'PHASE' && entry.to ? phases(entry.to as Phase) : '',
    reason: entry.reason ?? '',
  };
  return key ? t.rich(`said.${key}`, values) : t.rich('other', values);
}
