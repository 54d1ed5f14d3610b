'use client';

import { ActionIcon, Group, Paper, Radio, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MoveButton } from '../../components/move-button';
import { isPinned, type ClauseRow } from './draft-form';
import type { LibraryClause, Template, TemplateClause } from './types';

interface ClauseItemProps {
  readonly row: ClauseRow;
  readonly template: Template;
  readonly library: readonly LibraryClause[];
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onSet: (row: Partial<ClauseRow>) => void;
  readonly onRemove: () => void;
}

/** One clause in the list: what it is, what may be chosen about it, and its place. */
export function ClauseItem({
  row,
  template,
  library,
  first,
  last,
  onMove,
  onSet,
  onRemove,
}: ClauseItemProps) {
  const t = useTranslations('agreements.clauses');
  const { choice, included } = row;
  const clause =
    choice.source === 'TEMPLATE' ? template.clauses.find(({ id }) => id === choice.id) : undefined;
  const title = titleOf(row, clause, library) || t(choice.source === 'OWN' ? 'ownUntitled' : 'introduction');
  const ofTemplate = choice.source === 'TEMPLATE';
  return (
    <Paper component="li" withBorder p="sm" data-row={row.key} style={{ listStyle: 'none' }}>
      <Group wrap="nowrap" align="flex-start" justify="space-between" gap="xs">
        <Stack gap={6} flex={1} miw={0}>
          {choice.source === 'OWN' ? (
            <OwnClause choice={choice} onChange={(next) => onSet({ choice: next })} />
          ) : clause?.kind === 'ALTERNATIVE' ? (
            <Alternatives
              clause={clause}
              template={template}
              onChoose={(id) => onSet({ choice: { source: 'TEMPLATE', id } })}
            />
          ) : clause?.kind === 'OPTIONAL' ? (
            <Switch
              label={title}
              description={included ? t('optionalIn') : t('optionalOut')}
              checked={included}
              onChange={(event) => onSet({ included: event.currentTarget.checked })}
            />
          ) : (
            <Named title={title}>{ofTemplate ? t('fixed') : t('fromLibrary')}</Named>
          )}
        </Stack>
        {!isPinned(row) && (
          <Group gap={4} wrap="nowrap">
            <MoveButton by={-1} off={first} label={t('up', { title })} onMove={onMove} />
            <MoveButton by={1} off={last} label={t('down', { title })} onMove={onMove} />
            {!ofTemplate && (
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={t('remove', { title })}
                onClick={onRemove}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        )}
      </Group>
    </Paper>
  );
}

function Named({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </>
  );
}

function Alternatives({
  clause,
  template,
  onChoose,
}: {
  clause: TemplateClause;
  template: Template;
  onChoose: (id: string) => void;
}) {
  const t = useTranslations('agreements.clauses');
  const group = template.clauses.filter((one) => one.group !== null && one.group === clause.group);
  return (
    <Radio.Group label={t('oneOf')} value={clause.id} onChange={onChoose}>
      <Stack gap={6} mt={6}>
        {group.map(({ id, title }) => (
          <Radio key={id} value={id} label={title || id} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

type Own = Extract<ClauseRow['choice'], { source: 'OWN' }>;

function OwnClause({ choice, onChange }: { choice: Own; onChange: (choice: Own) => void }) {
  const t = useTranslations('agreements.clauses');
  const unfinished = !choice.title.trim() || !choice.text.trim();
  return (
    <>
      <TextInput
        label={t('ownTitle')}
        maxLength={120}
        value={choice.title}
        onChange={(event) => onChange({ ...choice, title: event.currentTarget.value })}
      />
      <Textarea
        label={t('ownText')}
        description={t('ownTextHelp')}
        maxLength={20_000}
        autosize
        minRows={3}
        maxRows={16}
        value={choice.text}
        onChange={(event) => onChange({ ...choice, text: event.currentTarget.value })}
      />
      <Text size="xs" c="dimmed">
        {unfinished ? t('ownUnfinished') : t('ownReviewed')}
      </Text>
    </>
  );
}

function titleOf(
  { choice }: ClauseRow,
  clause: TemplateClause | undefined,
  library: readonly LibraryClause[],
): string {
  if (choice.source === 'OWN') return choice.title;
  if (choice.source === 'LIBRARY') return library.find(({ id }) => id === choice.id)?.title ?? choice.id;
  return clause ? clause.title : choice.id;
}
