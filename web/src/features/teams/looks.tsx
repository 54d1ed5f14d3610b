'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import type { Approval, Company, Goal, Invitation, Metric, Team } from './types';

/** Days of the calendar, as they are written: the reader's time zone moves none of them. */
export function useDay(): (day: string) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    return (day) => format.format(new Date(`${day}T00:00:00Z`));
  }, [locale]);
}

const teamColours: Record<Team['state'], string> = {
  FORMING: 'blue',
  ACTIVE: 'fir',
  INACTIVE: 'gray',
  CONFLICT_RESOLUTION: 'orange',
  MEDIATION: 'orange',
  ESCALATED: 'red',
  PERFORMANCE_REVIEW: 'yellow',
  IMPROVEMENT_PLANNING: 'yellow',
  RESTRUCTURING: 'yellow',
  DISBANDED: 'gray',
};

export function TeamState({ state }: { state: Team['state'] }) {
  const t = useTranslations('teams.state');
  return <Badge color={teamColours[state]}>{t(state)}</Badge>;
}

export function CompanyState({ state }: { state: Company['state'] }) {
  const t = useTranslations('teams.companyState');
  const colour = state === 'ACTIVE' ? 'fir' : state === 'SUSPENDED' ? 'red' : 'gray';
  return <Badge color={colour}>{t(state)}</Badge>;
}

const goalColours: Record<Goal['state'], string> = {
  DRAFT: 'gray',
  ACTIVE: 'blue',
  ON_TRACK: 'fir',
  AT_RISK: 'orange',
  COMPLETED: 'fir',
  CANCELLED: 'gray',
};

export function GoalState({ state }: { state: Goal['state'] }) {
  const t = useTranslations('teams.goalState');
  return <Badge color={goalColours[state]}>{t(state)}</Badge>;
}

const metricColours: Record<Metric['state'], string> = {
  NO_VALUE: 'gray',
  ON_TARGET: 'fir',
  SHORT_OF_TARGET: 'yellow',
  BEYOND_THRESHOLD: 'red',
};

export function MetricState({ state }: { state: Metric['state'] }) {
  const t = useTranslations('teams.metricState');
  return <Badge color={metricColours[state]}>{t(state)}</Badge>;
}

export function InvitationState({ state }: { state: Invitation['state'] }) {
  const t = useTranslations('teams.invitationState');
  const colour = state === 'ACCEPTED' ? 'fir' : state === 'PENDING' ? 'blue' : 'gray';
  return <Badge color={colour}>{t(state)}</Badge>;
}

export function ApprovalState({ state }: { state: Approval['state'] }) {
  const t = useTranslations('teams.approvalState');
  const colour =
    state === 'APPROVED' ? 'fir' : state === 'PENDING' ? 'blue' : state === 'REJECTED' ? 'red' : 'gray';
  return <Badge color={colour}>{t(state)}</Badge>;
}
