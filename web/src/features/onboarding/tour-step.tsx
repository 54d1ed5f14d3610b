'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { dropDraft, readDraft, useDraft } from './draft';
import { stepHref, useMarkSeen, type Stage } from './progress';

/** Stops of each tour; where a stop is a page, it links there. */
const tours = {
  TOUR_DASHBOARD: [
    ['waits', '/dashboard'],
    ['stand', '/dashboard'],
    ['bell', '/notifications'],
    ['menu', null],
  ],
  TOUR_FEATURES: [
    ['papers', '/documents'],
    ['opportunities', '/opportunities'],
    ['ventures', '/ventures'],
    ['money', '/buz'],
    ['help', null],
  ],
  TOUR_VENTURES: [
    ['overview', '/ventures'],
    ['work', null],
    ['equity', null],
    ['figures', null],
  ],
  TOUR_WALLET: [
    ['balance', '/buz'],
    ['earn', '/buz'],
    ['vote', '/buz'],
  ],
  TOUR_SEARCH: [
    ['key', null],
    ['people', '/people'],
  ],
} as const;
type Tour = keyof typeof tours;
const names = Object.keys(tours) as Tour[];
const required: readonly Tour[] = ['TOUR_DASHBOARD', 'TOUR_FEATURES'];

/** Where one is: the tour and the stop; no tour is the list of them. */
type Place = { tour: Tour | ''; stop: number };
const nowhere: Place = { tour: '', stop: 0 };

function placeOf({ tour, stop }: { tour?: unknown; stop?: unknown }): Place {
  const known = names.find((name) => name === tour);
  if (!known || typeof stop !== 'number' || !(stop in tours[known])) return nowhere;
  return { tour: known, stop };
}

/** Two short tours that everybody takes, and three for those who want more. A reload goes on at the same stop. */
export function TourStep({ stage }: { stage: Stage }) {
  const t = useTranslations('onboarding.tour');
  const { userId } = useSession();
  const storeKey = `smartstart.tour.${userId}`;
  const [place, setPlace] = useState<Place>(() => placeOf(readDraft<Place>(storeKey, stage) ?? {}));
  const list = useRef<HTMLDivElement>(null);
  const ended = useRef(false);
  useDraft(storeKey, stage.number, place, place.tour !== '');
  useEffect(() => {
    if (place.tour === '' && ended.current) list.current?.focus();
    ended.current = place.tour !== '';
  }, [place.tour]);
  const passed = (tour: Tour) => stage.gates[names.indexOf(tour)]?.passed ?? false;
  const end = () => {
    setPlace(nowhere);
    dropDraft(storeKey);
    // The copy of the server is forgotten too; when that fails, the tour is only offered again.
    api.journey.saveDraft({ params: { number: stage.number }, body: { fields: {} } }).catch(() => undefined);
  };
  if (place.tour !== '')
    return (
      <TourStops
        key={place.tour}
        tour={place.tour}
        at={place.stop}
        onMove={(stop) => setPlace({ tour: place.tour, stop })}
        onEnd={end}
      />
    );
  return (
    <Stack ref={list} tabIndex={-1}>
      <Text>{t('text')}</Text>
      {names.map((tour) => (
        <Card key={tour} component="article" padding="md" aria-labelledby={`tour-${tour}`}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Group gap="xs">
                <Title order={3} size="h4" id={`tour-${tour}`}>
                  {t(`${tour}.title`)}
                </Title>
                <Badge
                  variant="default"
                  leftSection={passed(tour) ? <IconCheck size={12} aria-hidden /> : undefined}
                >
                  {passed(tour) ? t('seen') : required.includes(tour) ? t('required') : t('optional')}
                </Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {t('stops', { count: tours[tour].length })}
              </Text>
            </div>
            <Button
              variant={!passed(tour) && required.includes(tour) ? 'filled' : 'default'}
              onClick={() => setPlace({ tour, stop: 0 })}
              aria-describedby={`tour-${tour}`}
              style={{ flexShrink: 0 }}
            >
              {passed(tour) ? t('again') : t('start')}
            </Button>
          </Group>
        </Card>
      ))}
      {required.every(passed) && (
        <Group>
          <Button component={Link} href={stepHref('buz')}>
            {t('next')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface StopsProps {
  tour: Tour;
  at: number;
  onMove: (stop: number) => void;
  onEnd: () => void;
}

function TourStops({ tour, at, onMove, onEnd }: StopsProps) {
  const t = useTranslations('onboarding.tour');
  const seen = useMarkSeen();
  const title = useRef<HTMLHeadingElement>(null);
  // The button that opened the tour is gone; without this the keyboard would begin at the top of the page again.
  useEffect(() => title.current?.focus(), []);
  const stops = tours[tour];
  const [stop, href] = stops[at]!;
  const last = at === stops.length - 1;
  const words = (part: 'title' | 'text') => t(`${tour}.${stop}.${part}` as Parameters<typeof t>[0]);
  return (
    <Card component="section" padding="lg" aria-label={t(`${tour}.title`)}>
      <Stack>
        <div aria-live="polite">
          <Text size="sm" c="dimmed">
            {t('at', { stop: at + 1, count: stops.length })}
          </Text>
          <Title order={3} ref={title} tabIndex={-1}>
            {words('title')}
          </Title>
          <Text>{words('text')}</Text>
        </div>
        {href && (
          <Text size="sm">
            <Anchor component={Link} href={href} target="_blank">
              {t('look')}
            </Anchor>
          </Text>
        )}
        {seen.isError && <ProblemAlert error={seen.error} />}
        <Group>
          <Button variant="default" disabled={at === 0} onClick={() => onMove(at - 1)}>
            {t('back')}
          </Button>
          {last ? (
            <Button loading={seen.isPending} onClick={() => seen.mutate(tour, { onSuccess: onEnd })}>
              {t('end')}
            </Button>
          ) : (
            <Button onClick={() => onMove(at + 1)}>{t('forward')}</Button>
          )}
          <Button variant="subtle" onClick={onEnd}>
            {t('leave')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
