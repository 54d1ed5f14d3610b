'use client';

import { ActionIcon, Alert, Anchor, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api, newKey } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { addressOf, filtersOf, type Filters } from '../opportunities/filters';
import { searchesQuery } from './queries';
import { FrequencyField } from './save-search';
import type { SavedSearch, SearchFrequency } from './types';

type Change = { name?: string; frequency?: SearchFrequency };

/** Saved searches: show what they find, rename, choose how one is told, delete with a way back. None, nothing is shown. */
export function SavedSearches({ onApply }: { onApply: (filters: Filters) => void }) {
  const t = useTranslations('matching.searches');
  const client = useQueryClient();
  const searches = useQuery(searchesQuery()).data;
  const [gone, setGone] = useState<readonly SavedSearch[]>([]);
  const refresh = () => client.invalidateQueries({ queryKey: searchesQuery().queryKey });
  const remove = useMutation({
    mutationFn: ({ id }: SavedSearch) => api.matching.removeSearch({ params: { searchId: id } }),
    onSuccess: (_, search) => {
      setGone((before) => [...before, search]);
      return refresh();
    },
  });
  const restore = useMutation({
    mutationFn: ({ name, filters, frequency }: SavedSearch) =>
      api.matching.saveSearch({ body: { name, filters, frequency } }, { idempotencyKey: newKey() }),
    onSuccess: (_, search) => {
      setGone((before) => before.filter(({ id }) => id !== search.id));
      return refresh();
    },
  });
  if (!searches || (searches.items.length === 0 && gone.length === 0)) return null;
  return (
    <Card component="section" aria-labelledby="saved-searches" p="md">
      <Stack gap="sm">
        <Title order={2} size="h4" id="saved-searches">
          {t('title')}
        </Title>
        <ProblemAlert error={remove.error ?? restore.error} />
        <div role="status">
          {gone.map((search) => (
            <Alert key={search.id} color="gray" p="xs" mb="xs">
              <Group justify="space-between" gap="xs">
                <Text size="sm">{t('gone', { name: search.name })}</Text>
                <Button
                  size="xs"
                  variant="default"
                  loading={restore.isPending}
                  aria-label={t('undoNamed', { name: search.name })}
                  onClick={() => restore.mutate(search)}
                >
                  {t('undo')}
                </Button>
              </Group>
            </Alert>
          ))}
        </div>
        <PlainList label={t('title')} gap="xs">
          {searches.items.map((search) => (
            <li key={search.id}>
              <SearchRow search={search} onApply={onApply} onRemove={() => remove.mutate(search)} />
            </li>
          ))}
        </PlainList>
      </Stack>
    </Card>
  );
}

interface SearchRowProps {
  readonly search: SavedSearch;
  readonly onApply: (filters: Filters) => void;
  readonly onRemove: () => void;
}

function SearchRow({ search, onApply, onRemove }: SearchRowProps) {
  const t = useTranslations('matching.searches');
  const format = useFormat();
  const [renaming, setRenaming] = useState(false);
  const change = useChange(search);
  const filters = filtersOf(new URLSearchParams(addressOf(search.filters as Filters)));
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Stack gap={0} flex="1 1 12rem" miw={0}>
          <Anchor
            href={`/opportunities/all${addressOf(filters)}`}
            size="sm"
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
            onClick={(event) => {
              event.preventDefault();
              onApply(filters);
            }}
          >
            {search.name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {search.lastToldAt
              ? t('told', { count: search.told, date: format.date(search.lastToldAt) })
              : t('nothingYet')}
          </Text>
        </Stack>
        <Group gap="xs" wrap="nowrap">
          <FrequencyField
            label={t('frequencyOf', { name: search.name })}
            value={search.frequency}
            onChange={(frequency) => change.mutate({ frequency })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('rename', { name: search.name })}
            onClick={() => setRenaming(true)}
          >
            <IconPencil size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('remove', { name: search.name })}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <ProblemAlert error={change.error} />
      {renaming && <RenameModal search={search} onClose={() => setRenaming(false)} />}
    </Stack>
  );
}

function useChange(search: SavedSearch) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: searchesQuery().queryKey });
  return useMutation({
    mutationFn: (body: Change) =>
      api.matching.editSearch({ params: { searchId: search.id }, body }, { ifMatch: `"${search.version}"` }),
    // Also after a conflict: the row then shows what was saved elsewhere.
    onSettled: refresh,
  });
}

function RenameModal({ search, onClose }: { search: SavedSearch; onClose: () => void }) {
  const t = useTranslations('matching.searches');
  const change = useChange(search);
  const form = useForm({
    initialValues: { name: search.name },
    validate: { name: (name) => (name.trim() ? null : t('nameMissing')) },
  });
  return (
    <FormModal
      title={t('renameTitle')}
      confirm={t('renameConfirm')}
      form={form}
      busy={change.isPending}
      error={Object.keys(form.errors).length > 0 ? null : change.error}
      onSubmit={({ name }) =>
        change.mutate(
          { name: name.trim() },
          {
            onSuccess: onClose,
            onError: (error) => {
              if (hasCode(error, 'ALREADY_EXISTS')) {
                form.setFieldError('name', t('twice'));
                focusFirst(form, { name: true });
              } else applyErrors(form, error);
            },
          },
        )
      }
      onClose={onClose}
    >
      <TextInput label={t('name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
    </FormModal>
  );
}
