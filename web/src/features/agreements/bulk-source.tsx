'use client';

import { Checkbox, FileInput, Stack, Text, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { looksHeaded, tableOf, type Table } from './bulk-rows';
import { looksBinary, readCsv, textOfFile } from './csv';

const largestBytes = 1024 * 1024;

/** Takes the table, pasted or as a file. It is read here in the browser; nothing is sent yet. */
export function BulkSource({
  missing,
  onTable,
}: {
  missing: boolean;
  onTable: (table: Table | null) => void;
}) {
  const t = useTranslations('agreements.bulk');
  const [text, setText] = useState('');
  const [headed, setHeaded] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const [rows, setRows] = useState(0);

  const read = (source: string, withHeads?: boolean) => {
    setText(source);
    try {
      const cells = readCsv(source);
      const heads = withHeads ?? looksHeaded(cells);
      const table = cells.length ? tableOf(cells, heads, (number) => t('column', { number })) : null;
      setHeaded(heads);
      setError(null);
      setRows(table?.rows.length ?? 0);
      onTable(table);
    } catch {
      setError(t('broken'));
      setRows(0);
      onTable(null);
    }
  };
  const open = async (file: File | null) => {
    if (!file) return;
    if (file.size > largestBytes) return setError(t('tooLarge'));
    const source = await textOfFile(file);
    if (looksBinary(source)) setError(t('notText'));
    else read(source);
  };
  return (
    <Stack gap="sm">
      <FileInput
        label={t('file')}
        description={t('fileHelp')}
        placeholder={t('fileChoose')}
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        maw={480}
        clearable
        clearButtonProps={{ 'aria-label': t('fileClear') }}
        onChange={(file) => void open(file)}
      />
      <Textarea
        id="bulk-rows"
        label={t('paste')}
        description={t('pasteHelp')}
        autosize
        minRows={5}
        maxRows={14}
        spellCheck={false}
        styles={{
          input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre', overflowX: 'auto' },
        }}
        value={text}
        error={error ?? (missing ? t('rowsMissing') : undefined)}
        onChange={(event) => read(event.currentTarget.value)}
      />
      <Checkbox
        label={t('headed')}
        checked={headed}
        onChange={(event) => read(text, event.currentTarget.checked)}
      />
      <Text size="sm" role="status">
        {text.trim() && !error ? t('found', { count: rows }) : ''}
      </Text>
    </Stack>
  );
}
