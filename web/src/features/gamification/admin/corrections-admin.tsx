'use client';

import { Button, Card, Group, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PagedList } from '../../../components/paged-list';
import { PersonSelect, type Person } from '../../../components/person-select';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { ReasonModal } from '../../buz-admin/reason-modal';

const key = ['gamification', 'admin', 'corrections'];
const limit = 100_000;

/** Changes of XP by hand, with a reason the person reads. */
export function CorrectionsAdmin() {
  const t = useTranslations('gamification.admin.corrections');
  const format = useFormat();
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.gamificationAdmin.corrections({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
  const signed = (xp: number) => (xp > 0 ? `+${format.number(xp)}` : format.number(xp));
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <Correct signed={signed} />
      </Section>
      <Section title={t('list')}>
        <PagedList query={query} label={t('list')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
          {({
            name,
            xp,
            reason,
            by,
            at,
          }: {
            id: string;
            name: string;
            xp: number;
            reason: string;
            by: string | null;
            at: string;
          }) => (
            <Card component="article" padding="sm" withBorder>
              <Text fw={600}>{t('line', { name, xp: signed(xp) })}</Text>
              <Text size="sm">{reason}</Text>
              <Text size="sm" c="dimmed">
                {t('by', { date: format.dateTime(at), by: by ?? '–' })}
              </Text>
            </Card>
          )}
        </PagedList>
      </Section>
    </Stack>
  );
}

function Correct({ signed }: { signed: (xp: number) => string }) {
  const t = useTranslations('gamification.admin.corrections');
  const client = useQueryClient();
  const [person, setPerson] = useState<Person | null>(null);
  const [xp, setXp] = useState<number | string>('');
  const [wrong, setWrong] = useState<'person' | 'xp' | null>(null);
  const [open, setOpen] = useState(false);
  const personField = useRef<HTMLInputElement>(null);
  const xpField = useRef<HTMLInputElement>(null);
  const amount = Number(xp);
  const check = () => {
    const sound = typeof xp === 'number' && Number.isInteger(xp) && xp !== 0 && Math.abs(xp) <= limit;
    const fault = !person ? 'person' : !sound ? 'xp' : null;
    setWrong(fault);
    if (fault === 'person') personField.current?.focus();
    else if (fault === 'xp') xpField.current?.focus();
    else setOpen(true);
  };
  return (
    <Stack gap="sm" maw={420}>
      <PersonSelect
        ref={personField}
        label={t('person')}
        required
        byId
        value={person}
        onChange={setPerson}
        error={wrong === 'person' ? t('personMissing') : undefined}
      />
      <NumberInput
        ref={xpField}
        label={t('xp')}
        required
        allowDecimal={false}
        min={-limit}
        max={limit}
        value={xp}
        onChange={setXp}
        error={wrong === 'xp' ? t('xpWrong') : undefined}
      />
      <Group>
        <Button onClick={check}>{t('open')}</Button>
      </Group>
      {open && person && (
        <ReasonModal
          title={t('title')}
          effect={t('effect', { name: person.name, xp: signed(amount) })}
          confirm={t('confirm')}
          danger
          run={(reason, idempotencyKey) =>
            api.gamificationAdmin.correct(
              { body: { userId: person.id, xp: amount, reason } },
              { idempotencyKey },
            )
          }
          onClose={() => setOpen(false)}
          onDone={() => {
            notifications.show({ message: t('done'), color: 'fir' });
            setXp('');
            void client.invalidateQueries({ queryKey: key });
          }}
        />
      )}
    </Stack>
  );
}
