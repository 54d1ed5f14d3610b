'use client';

import { Accordion, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import { placeColour } from '../documents/signer-list';
import { PlaceActions } from './place-actions';
import type { Agreement, Recipient } from './types';

/** Everybody who takes part, step by step: who, as what, where they stand and since when. */
export function PeopleList({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.parties');
  const { recipients } = agreement;
  if (recipients.length === 0) return <Text size="sm">{t('none')}</Text>;
  const rounds = [...Map.groupBy(recipients, ({ round }) => round)].toSorted(([a], [b]) => b - a);
  const amending = agreement.state === 'AMENDMENT_SIGNING';
  // After an amendment that failed, the version in force is of an earlier round than the last.
  const inForce = amending ? undefined : rounds.find(([round]) => round === agreement.round);
  const current = inForce ?? rounds[0]!;
  const others = rounds.filter((round) => round !== current);
  return (
    <Stack>
      {amending && <Text size="sm">{t('amendment')}</Text>}
      <Round agreement={agreement} places={current[1]} current />
      {others.length > 0 && (
        <Accordion variant="contained" order={3}>
          {others.map(([round, places]) => (
            <Accordion.Item key={round} value={String(round)}>
              <Accordion.Control>{t(round > current[0] ? 'failed' : 'round', { round })}</Accordion.Control>
              <Accordion.Panel>
                <Round agreement={agreement} places={places} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  );
}

interface RoundProps {
  readonly agreement: Agreement;
  readonly places: readonly Recipient[];
  readonly current?: boolean;
}

function Round({ agreement, places, current = false }: RoundProps) {
  const t = useTranslations('agreements.parties');
  const copies = places.filter(({ kind }) => kind === 'COPY');
  const steps = [
    ...Map.groupBy(
      places.filter(({ kind }) => kind !== 'COPY'),
      ({ step }) => step,
    ),
  ].toSorted(([a], [b]) => a - b);
  return (
    <Stack gap="md">
      {steps.map(([step, here], index) => {
        const rule = current ? agreement.steps.find((one) => one.step === step) : undefined;
        const live = here.filter(({ state }) => state !== 'REPLACED' && state !== 'DELEGATED');
        return (
          <div key={step}>
            {(steps.length > 1 || rule) && (
              <Title order={3} size="h5" mb={4}>
                {t('step', { step: index + 1 })}
              </Title>
            )}
            {live.length > 1 && (
              <Text size="xs" c="dimmed" mb={4}>
                {rule ? t('someEnough', { needed: rule.needed, all: live.length }) : t('parallel')}
              </Text>
            )}
            <Places agreement={agreement} places={here} all={places} current={current} />
          </div>
        );
      })}
      {copies.length > 0 && (
        <div>
          <Title order={3} size="h5" mb={4}>
            {t('copies')}
          </Title>
          <Places agreement={agreement} places={copies} all={places} current={current} />
        </div>
      )}
    </Stack>
  );
}

function Places({ agreement, places, all, current }: Required<RoundProps> & { all: readonly Recipient[] }) {
  const t = useTranslations('agreements.parties');
  return (
    <PlainList label={t('label')} gap="xs">
      {places.map((place) => (
        <li key={place.position}>
          <PlaceFacts place={place} from={all.find(({ position }) => position === place.delegatedBy)} />
          {current && <PlaceActions agreement={agreement} place={place} />}
        </li>
      ))}
    </PlainList>
  );
}

function PlaceFacts({ place, from }: { place: Recipient; from: Recipient | undefined }) {
  const t = useTranslations('agreements.parties');
  const words = useTranslations('documents.signer.state');
  const format = useFormat();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {place.name}
        </Text>
        <Badge variant="dot" miw="max-content" color={placeColour[place.state]}>
          {words(place.state)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('as', { kind: t(`kinds.${place.kind}`), role: place.role })}
        {place.guest && ` · ${t('guest')}`}
        {place.email && ` · ${place.email}`}
      </Text>
      {from && (
        <Text size="sm" c="dimmed">
          {t('insteadOf', { name: from.name })}
        </Text>
      )}
      {place.actedAt && (
        <Text size="sm" c="dimmed">
          {format.dateTime(place.actedAt)}
        </Text>
      )}
      {place.state === 'DUE' && place.askedAt && (
        <Text size="sm" c="dimmed">
          {t('asked', { when: format.relative(place.askedAt) })}
        </Text>
      )}
      {place.reason && <Text size="sm">{t('reason', { reason: place.reason })}</Text>}
    </Stack>
  );
}
