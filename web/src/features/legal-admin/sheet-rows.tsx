'use client';

import { Accordion, ActionIcon, Button, Group, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { MoveButton } from '../../components/move-button';
import { swapped } from './template-form';

interface SheetRowsProps<T extends { readonly key: string }> {
  readonly rows: readonly T[];
  readonly onRows: (rows: T[]) => void;
  readonly make: () => T;
  readonly most: number;
  readonly add: string;
  /** Rows with a message; they open so that the field can be reached. */
  readonly wrong: readonly number[];
  readonly nameOf: (row: T, index: number) => string;
  readonly noteOf: (row: T) => string;
  readonly children: (row: T, index: number) => ReactNode;
}

/** Rows that open one by one, with buttons to move and remove them. Only fields of open rows are on the page. */
export function SheetRows<T extends { readonly key: string }>({
  rows,
  onRows,
  make,
  most,
  add,
  wrong,
  nameOf,
  noteOf,
  children,
}: SheetRowsProps<T>) {
  const t = useTranslations('legalAdmin.editor');
  const [open, setOpen] = useState<string[]>(() => (rows.length === 1 ? [rows[0]!.key] : []));
  const [said, setSaid] = useState('');
  const [seen, setSeen] = useState(wrong);
  const list = useRef<HTMLDivElement>(null);
  const focus = useRef<string | null>(null);
  // A message in a closed row opens it, once: before the next paint, so that focus finds the field.
  if (wrong !== seen && wrong.join() !== seen.join()) {
    setSeen(wrong);
    const keys = wrong.flatMap((index) => rows[index]?.key ?? []);
    setOpen((before) => [...new Set([...before, ...keys])]);
  }
  // Moving a row takes the focus from its button; it goes back there, and for a new row to its first field.
  useEffect(() => {
    if (!focus.current) return;
    list.current?.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  });
  const move = (index: number, by: -1 | 1) => {
    const to = index + by;
    if (to < 0 || to >= rows.length) return;
    onRows(swapped(rows, index, by));
    focus.current = `[data-row="${rows[index]!.key}"] [data-move="${by}"]`;
    setSaid(t('movedTo', { position: to + 1, count: rows.length }));
  };
  const insert = () => {
    const row = make();
    onRows([...rows, row]);
    setOpen((before) => [...before, row.key]);
    focus.current = `[data-row="${row.key}"] input`;
  };
  const remove = (index: number) => {
    onRows(rows.filter((_, at) => at !== index));
    setSaid(t('removed', { name: nameOf(rows[index]!, index) }));
    list.current?.focus();
  };
  return (
    <>
      <div ref={list} tabIndex={-1}>
        <Accordion
          multiple
          variant="separated"
          order={3}
          transitionDuration={0}
          value={open}
          onChange={setOpen}
        >
          {rows.map((row, index) => {
            const name = nameOf(row, index);
            return (
              <Accordion.Item key={row.key} value={row.key} data-row={row.key}>
                <Group wrap="nowrap" gap={4} pr="xs">
                  <Accordion.Control>
                    <span style={{ overflowWrap: 'anywhere' }}>
                      {name}
                      {noteOf(row) && ` · ${noteOf(row)}`}
                    </span>
                  </Accordion.Control>
                  <MoveButton
                    by={-1}
                    off={index === 0}
                    label={t('up', { name })}
                    onMove={(by) => move(index, by)}
                  />
                  <MoveButton
                    by={1}
                    off={index === rows.length - 1}
                    label={t('down', { name })}
                    onMove={(by) => move(index, by)}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    size="lg"
                    aria-label={t('removeNamed', { name })}
                    onClick={() => remove(index)}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </Group>
                <Accordion.Panel>{open.includes(row.key) && children(row, index)}</Accordion.Panel>
              </Accordion.Item>
            );
          })}
        </Accordion>
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Group>
        <Button
          variant="default"
          disabled={rows.length >= most}
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={insert}
        >
          {add}
        </Button>
      </Group>
    </>
  );
}

/** The rows of a list that have a message, by position. */
export function wrongRows(errors: object, list: string): number[] {
  const rows = Object.keys(errors)
    .map((path) => path.split('.'))
    .flatMap(([name, index]) => (name === list && index !== undefined ? [Number(index)] : []));
  return [...new Set(rows)];
}
