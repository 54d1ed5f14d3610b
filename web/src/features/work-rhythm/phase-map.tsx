'use client';

import { Accordion, List, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconMapPin, IconMinus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { workWire } from '@smartstart/contract';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import classes from './phase-map.module.css';
import { placeOn, stages, stations } from './phase-way';
import type { Phase, PhaseStanding } from './types';

/** Where the venture stands on its way: one drawing, which is a list to a screen reader. */
export function PhaseMap({ standing }: { standing: PhaseStanding }) {
  const t = useTranslations('workRhythm.phase');
  const names = useTranslations('public.phases');
  const format = useFormat();
  const { phase, since, ways } = standing;
  const place = placeOn(phase, ways);
  const here = place.station ? stations.indexOf(place.station) : -1;
  return (
    <Section
      title={phase ? t('title', { phase: names(phase) }) : t('titleNone')}
      text={
        <>
          {phase ? t(`about.${phase}`) : t('none')}
          {since && ` ${t('since', { date: format.date(since) })}`}
        </>
      }
    >
      <div className={classes['map']}>
        <ol className={classes['stages']} aria-label={t('map')}>
          {stages.map(({ stage, stations: ofStage }) => (
            <li key={stage} className={classes['stage']}>
              <span className={classes['stageName']}>{t(`stage.${stage}`)}</span>
              <ol className={classes['stations']}>
                {ofStage.map((station) => (
                  <Station
                    key={station}
                    station={station}
                    state={stateOf(stations.indexOf(station), here)}
                    aside={station === place.station ? place.aside : null}
                  />
                ))}
              </ol>
            </li>
          ))}
        </ol>
      </div>
      {place.aside && !place.station && <Text fw={600}>{t('asideHere', { phase: names(place.aside) })}</Text>}
      <Accordion variant="contained">
        <Accordion.Item value="meaning">
          <Accordion.Control>{t('meaning')}</Accordion.Control>
          <Accordion.Panel>
            <List size="sm" spacing="xs">
              {workWire.phase.options.map((one) => (
                <List.Item key={one}>
                  <b>{names(one)}:</b> {t(`about.${one}`)}
                </List.Item>
              ))}
            </List>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Section>
  );
}

type StationState = 'behind' | 'here' | 'ahead';

function stateOf(index: number, here: number): StationState {
  if (index === here) return 'here';
  return index < here ? 'behind' : 'ahead';
}

interface StationProps {
  readonly station: Phase;
  readonly state: StationState;
  readonly aside: Phase | null;
}

function Station({ station, state, aside }: StationProps) {
  const t = useTranslations('workRhythm.phase');
  const names = useTranslations('public.phases');
  // Whether a review took place the way itself does not tell.
  const optional = station === 'IDEA_REVIEW' && state !== 'here';
  const Passed = optional ? IconMinus : IconCheck;
  return (
    <li
      className={classes['station']}
      data-state={state}
      {...(state === 'here' ? { 'aria-current': 'step' as const } : {})}
    >
      <span className={classes['dot']} aria-hidden>
        {state === 'here' && <IconMapPin size={18} />}
        {state === 'behind' && <Passed size={16} />}
        {state === 'ahead' && stations.indexOf(station) + 1}
      </span>
      <span className={classes['text']}>
        <span className={classes['name']}>{names(station)}</span>
        {state === 'here' && (
          <span className={classes['note']}>{aside ? t('aside', { phase: names(aside) }) : t('here')}</span>
        )}
        {state === 'behind' && <VisuallyHidden> {t('behind')}</VisuallyHidden>}
        {optional && <span className={classes['note']}>{t('optional')}</span>}
      </span>
    </li>
  );
}
