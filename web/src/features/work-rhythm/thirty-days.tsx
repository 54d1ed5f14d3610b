'use client';

import { IconCheck } from '@tabler/icons-react';
import { dayOf } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import classes from './thirty-days.module.css';
import type { LaunchPlan, Milestone } from './types';

interface ThirtyDaysProps {
  readonly plan: LaunchPlan;
  readonly milestones: readonly Milestone[];
}

/** The days of the plan as a line with its milestones. The list below says the same in words. */
export function ThirtyDays({ plan, milestones }: ThirtyDaysProps) {
  const t = useTranslations('workRhythm.launch');
  const place = (day: number) => (plan.days < 2 ? 0 : ((day - 1) / (plan.days - 1)) * 100);
  const ofDate = (date: string) => place(dayOf(date) - dayOf(plan.startedOn) + 1);
  const today = place(plan.today);
  return (
    <div className={classes['bar']} aria-hidden>
      {/* Moved back by the same part of its own width, it stays above its day and within the line. */}
      <span className={classes['today']} style={{ insetInlineStart: `${today}%`, translate: `-${today}%` }}>
        {t('dayShort', { day: plan.today })}
      </span>
      <div className={classes['track']}>
        <div className={classes['gone']} style={{ width: `${today}%` }} />
      </div>
      {milestones.map(({ id, dueOn, state, late }) => (
        <span
          key={id}
          className={classes['mark']}
          data-done={state === 'COMPLETED'}
          data-late={late}
          style={{ insetInlineStart: `${ofDate(dueOn)}%` }}
        >
          {state === 'COMPLETED' && <IconCheck size={12} />}
        </span>
      ))}
      <span className={classes['end']}>{t('dayShort', { day: 1 })}</span>
      <span className={classes['end']} style={{ insetInlineEnd: 0 }}>
        {t('dayShort', { day: plan.days })}
      </span>
    </div>
  );
}
