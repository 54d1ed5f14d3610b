'use client';

import { Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { useMe } from '../../lib/session';
import { dayAfter, instantIn, wallIn } from '../../lib/zoned';

const shortest = 3;
const longest = 4000;
/** The server takes 365 times 24 hours from now; the end of this day is always within. */
const mostDays = 364;

interface Plan {
  readonly fields: ReactNode;
  /** Says whether all is right, and moves focus to the first field that is not. */
  readonly check: () => boolean;
  readonly value: () => { plan: string; deadline: string };
}

/** What is done, and until when: the two things that come with a plan. The deadline is the end of a day of the reader. */
export function usePlan(): Plan {
  const t = useTranslations('legalAdmin.plan');
  const timeZone = useMe().data?.timeZone;
  const today = wallIn(new Date(), timeZone).slice(0, 10);
  const last = dayAfter(today, mostDays);
  const [plan, setPlan] = useState('');
  const [day, setDay] = useState('');
  const [wrong, setWrong] = useState({ plan: false, day: false });
  const planField = useRef<HTMLTextAreaElement>(null);
  const dayField = useRef<HTMLInputElement>(null);
  return {
    check: () => {
      const next = { plan: plan.trim().length < shortest, day: day < today || day > last };
      setWrong(next);
      if (next.plan) planField.current?.focus();
      else if (next.day) dayField.current?.focus();
      return !next.plan && !next.day;
    },
    value: () => ({
      plan: plan.trim(),
      deadline: instantIn(`${day}T23:59`, timeZone) ?? new Date().toISOString(),
    }),
    fields: (
      <>
        <Textarea
          ref={planField}
          label={t('plan')}
          description={t('planHint')}
          required
          data-autofocus
          autosize
          minRows={3}
          maxRows={12}
          maxLength={longest}
          value={plan}
          error={wrong.plan ? t('planShort') : undefined}
          onChange={(event) => {
            setPlan(event.currentTarget.value);
            setWrong((before) => ({ ...before, plan: false }));
          }}
        />
        <TextInput
          ref={dayField}
          type="date"
          label={t('deadline')}
          description={t('deadlineHint')}
          required
          maw={240}
          min={today}
          max={last}
          value={day}
          error={wrong.day ? t('deadlineWrong') : undefined}
          onChange={(event) => {
            setDay(event.currentTarget.value);
            setWrong((before) => ({ ...before, day: false }));
          }}
        />
      </>
    ),
  };
}
