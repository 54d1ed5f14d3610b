'use client';

import {
  Anchor,
  Button,
  Card,
  Group,
  Progress,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshWork, useWorkRights } from '../work/queries';
import { FormModal } from '../../components/form-modal';
import { isAddress } from './phase-act';
import { evidenceQuery } from './queries';
import type { Evidence } from './types';
import { useSend } from './use-send';

/** Items a conclusion about the market rests on at least (domain rules, section 7.2). */
const enough = 10;

interface EvidenceListProps {
  readonly ventureId: string;
  readonly onDone: (text: string) => void;
}

/** What was found out about the market, item by item. */
export function EvidenceList({ ventureId, onDone }: EvidenceListProps) {
  const t = useTranslations('workRhythm.evidence');
  const may = useWorkRights(ventureId);
  const evidence = useInfiniteQuery(evidenceQuery(ventureId));
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Evidence | null>(null);
  const refresh = useRefreshWork(ventureId);
  const add = may('work') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={evidence}>
        {({ pages }) => {
          const items = pages.flatMap((page): readonly Evidence[] => page.items);
          if (items.length === 0)
            return <Empty title={t('emptyTitle')} text={t('emptyText', { enough })} action={add} />;
          return (
            <Stack gap="md">
              <Stack gap={4}>
                <Text size="sm">
                  {items.length >= enough ? t('isEnough') : t('soFar', { count: items.length, enough })}
                </Text>
                <Progress value={Math.min(100, (items.length / enough) * 100)} aria-label={t('title')} />
              </Stack>
              {add && <Group>{add}</Group>}
              <PlainList label={t('title')}>
                {items.map((item) => (
                  <li key={item.id}>
                    <Item item={item} onRemove={() => setRemoved(item)} />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={evidence} />
            </Stack>
          );
        }}
      </QueryView>
      {adding && (
        <AddEvidence
          ventureId={ventureId}
          onClose={() => setAdding(false)}
          onDone={(title) => {
            setAdding(false);
            onDone(t('added', { title }));
          }}
        />
      )}
      {removed && (
        <ConfirmModal
          title={t('remove.title')}
          text={t('remove.text', { title: removed.title })}
          confirm={t('remove.confirm')}
          danger
          run={async () => {
            await api.work.removeEvidence({ params: { ventureId, evidenceId: removed.id } });
            await refresh();
          }}
          onClose={() => setRemoved(null)}
          onDone={() => onDone(t('removed', { title: removed.title }))}
        />
      )}
    </Section>
  );
}

function Item({ item, onRemove }: { item: Evidence; onRemove: () => void }) {
  const t = useTranslations('workRhythm.evidence');
  const format = useFormat();
  return (
    <Card p="md" component="article" aria-label={item.title}>
      <Stack gap={6}>
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          {item.title}
        </Title>
        <Text size="sm" c="dimmed">
          {t('by', { name: item.addedBy.name, date: format.date(item.createdAt) })}
        </Text>
        {item.note && (
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {item.note}
          </Text>
        )}
        {item.link && (
          <Anchor
            href={item.link}
            target="_blank"
            rel="noopener noreferrer"
            size="sm"
            style={{ overflowWrap: 'anywhere' }}
          >
            {item.link}
          </Anchor>
        )}
        {item.rights.includes('remove') && (
          <Group>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={t('remove.of', { title: item.title })}
              onClick={onRemove}
            >
              {t('remove.label')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

interface AddProps {
  readonly ventureId: string;
  readonly onClose: () => void;
  readonly onDone: (title: string) => void;
}

interface Values {
  title: string;
  note: string;
  link: string;
}

function AddEvidence({ ventureId, onClose, onDone }: AddProps) {
  const t = useTranslations('workRhythm.evidence');
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  const form = useForm<Values>({
    initialValues: { title: '', note: '', link: '' },
    validate: {
      title: (value) => (value.trim() ? null : t('form.titleMissing')),
      link: (value) => (value.trim() && !isAddress(value) ? t('form.linkWrong') : null),
    },
  });
  const { send, busy, error } = useSend(form, {
    run: ({ title, note, link }: Values) => {
      const body = { title, note, ...(link.trim() ? { link: link.trim() } : {}) };
      return api.work.addEvidence({ params: { ventureId }, body }, { idempotencyKey: intention.keyOf(body) });
    },
    onDone: ({ title }) => {
      void refresh();
      onDone(title);
    },
  });
  return (
    <FormModal
      title={t('add')}
      confirm={t('form.save')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput
        label={t('form.title')}
        description={t('form.titleHint')}
        required
        data-autofocus
        maxLength={160}
        {...form.getInputProps('title')}
      />
      <Textarea
        label={t('form.note')}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps('note')}
      />
      <TextInput
        type="url"
        label={t('form.link')}
        placeholder="https://"
        maxLength={500}
        {...form.getInputProps('link')}
      />
    </FormModal>
  );
}
