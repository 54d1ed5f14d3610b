'use client';

import { Button, Group, Select, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconPencilPlus, IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { withNote } from '../../components/select-note';
import { PlainList } from '../documents/plain-list';
import { ClauseItem } from './clause-item';
import { isPinned, moved, rowKey, type ClauseRow } from './draft-form';
import type { ClauseChoice, LibraryClause, Template } from './types';

interface ClauseSectionProps {
  readonly clauses: readonly ClauseRow[];
  readonly template: Template;
  readonly library: readonly LibraryClause[];
  readonly onChange: (clauses: readonly ClauseRow[]) => void;
}

export const clausesId = 'clauses';
/** A document has at most so many clauses. */
const mostClauses = 80;

/** Which clauses the text has, and in which order. */
export function ClauseSection({ clauses, template, library, onChange }: ClauseSectionProps) {
  const t = useTranslations('agreements.clauses');
  const [said, setSaid] = useState('');
  const focus = useRef<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  // Moving a row takes the focus from its button; it goes back there, and for a new row to its first field.
  useEffect(() => {
    if (!focus.current) return;
    list.current?.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  });
  const set = (index: number, row: Partial<ClauseRow>) =>
    onChange(clauses.map((one, at) => (at === index ? { ...one, ...row } : one)));
  const move = (index: number, by: -1 | 1) => {
    const next = moved(clauses, index, by);
    if (next === clauses) return;
    onChange(next);
    focus.current = `[data-row="${clauses[index]!.key}"] [data-move="${by}"]`;
    setSaid(t('movedTo', { position: index + by + 1, count: clauses.length }));
  };
  const add = (choice: ClauseChoice) => {
    const key = choice.source === 'OWN' ? rowKey() : `${choice.source} ${choice.id}`;
    onChange([...clauses, { key, choice, included: true }]);
    focus.current = `[data-row="${key}"] input, [data-row="${key}"] button`;
    setSaid(t('added'));
  };
  const remove = (index: number) => {
    onChange(clauses.filter((_, at) => at !== index));
    setSaid(t('removed'));
    document.getElementById(clausesId)?.focus();
  };
  const full = clauses.filter((row) => row.included).length >= mostClauses;
  return (
    <Section title={t('title')} text={t('text')}>
      <div ref={list} id={clausesId} tabIndex={-1}>
        <PlainList label={t('title')} gap="xs">
          {clauses.map((row, index) => (
            <ClauseItem
              key={row.key}
              row={row}
              template={template}
              library={library}
              first={index === 0 || isPinned(clauses[index - 1]!)}
              last={index === clauses.length - 1}
              onMove={(by) => move(index, by)}
              onSet={(next) => set(index, next)}
              onRemove={() => remove(index)}
            />
          ))}
        </PlainList>
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <AddClause clauses={clauses} library={library} full={full} onAdd={add} />
    </Section>
  );
}

interface AddClauseProps {
  readonly clauses: readonly ClauseRow[];
  readonly library: readonly LibraryClause[];
  readonly full: boolean;
  readonly onAdd: (choice: ClauseChoice) => void;
}

function AddClause({ clauses, library, full, onAdd }: AddClauseProps) {
  const t = useTranslations('agreements.clauses');
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const taken = new Set(clauses.flatMap(({ choice }) => (choice.source === 'LIBRARY' ? [choice.id] : [])));
  const offered = Map.groupBy(
    library.filter(({ id }) => !taken.has(id)),
    ({ category }) => category,
  );
  const typed = words.trim().toLowerCase();
  const nothing = !library.some(({ id, title }) => !taken.has(id) && title.toLowerCase().includes(typed));
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="xs">
        <Select
          label={t('library')}
          description={t('libraryHelp')}
          placeholder={t('libraryChoose')}
          flex="1 1 14rem"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('libraryClear') }}
          searchValue={words}
          onSearchChange={setWords}
          inputContainer={withNote(nothing ? t('libraryNothing') : null)}
          value={chosen}
          onChange={setChosen}
          data={[...offered].map(([group, items]) => ({
            group,
            items: items.map(({ id, title }) => ({ value: id, label: title })),
          }))}
        />
        <Button
          variant="default"
          disabled={chosen === null || full}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => {
            if (chosen) onAdd({ source: 'LIBRARY', id: chosen });
            setChosen(null);
          }}
        >
          {t('add')}
        </Button>
      </Group>
      <Group gap="xs">
        <Button
          variant="default"
          disabled={full}
          leftSection={<IconPencilPlus size={18} aria-hidden />}
          onClick={() => onAdd({ source: 'OWN', title: '', text: '' })}
        >
          {t('own')}
        </Button>
        <Text size="sm" c="dimmed" flex="1 1 14rem">
          {t('ownNote')}
        </Text>
      </Group>
    </Stack>
  );
}
