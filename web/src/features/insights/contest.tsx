'use client';

import { Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import { useContest } from './queries';
import type { Contest, StatementKind } from './types';

const fewestWords = 10;
const mostWords = 1000;

/** Says that a statement is wrong; while it waits for an answer it says so instead. */
export function ContestButton({
  statement,
  contests,
}: {
  statement: StatementKind;
  contests: readonly Contest[];
}) {
  const t = useTranslations('insights.contest');
  const [opened, { open, close }] = useDisclosure(false);
  const waiting = contests.some((one) => one.statement === statement && one.state === 'OPEN');
  if (waiting)
    return (
      <Text size="sm" c="dimmed">
        {t('waiting')}
      </Text>
    );
  return (
    <Group>
      <Button
        variant="default"
        size="compact-md"
        onClick={open}
        aria-label={t('buttonAbout', { statement: t(`statements.${statement}`) })}
      >
        {t('button')}
      </Button>
      {opened && <ContestForm statement={statement} onClose={close} />}
    </Group>
  );
}

function ContestForm({ statement, onClose }: { statement: StatementKind; onClose: () => void }) {
  const t = useTranslations('insights.contest');
  const send = useContest(onClose);
  const form = useForm({
    initialValues: { words: '' },
    validate: { words: (words) => (words.trim().length < fewestWords ? t('tooShort') : null) },
  });
  return (
    <FormModal
      title={t('title', { statement: t(`statements.${statement}`) })}
      confirm={t('send')}
      form={form}
      busy={send.isPending}
      error={send.error}
      onSubmit={({ words }) => send.mutate({ statement, words })}
      onClose={onClose}
    >
      <Text size="sm">{t('text')}</Text>
      <Textarea
        label={t('words')}
        description={t('wordsHint')}
        autosize
        minRows={3}
        maxLength={mostWords}
        withAsterisk
        {...form.getInputProps('words')}
      />
    </FormModal>
  );
}

const colours = { OPEN: 'blue', UPHELD: 'green', REJECTED: 'gray' } as const;

/** What the person contested, with the answers. */
export function ContestsSection({ contests }: { contests: readonly Contest[] }) {
  const t = useTranslations('insights.contest');
  const format = useFormat();
  return (
    <Section title={t('listTitle')} text={t('listText')}>
      {contests.length === 0 ? (
        <Text size="sm">{t('listNone')}</Text>
      ) : (
        <PlainList label={t('listTitle')} gap="md">
          {contests.map((one) => (
            <li key={one.id}>
              <Stack gap={4}>
                <Group gap="xs">
                  <Text fw={600}>{t(`statements.${one.statement}`)}</Text>
                  <Badge color={colours[one.state]}>{t(`states.${one.state}`)}</Badge>
                  <Text size="sm" c="dimmed">
                    {format.date(one.at)}
                  </Text>
                </Group>
                <Text size="sm">{one.words}</Text>
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {t('by', { source: one.source })}
                </Text>
                {one.answer && (
                  <Text size="sm">
                    {t('answer')} {one.answer}
                  </Text>
                )}
              </Stack>
            </li>
          ))}
        </PlainList>
      )}
    </Section>
  );
}
