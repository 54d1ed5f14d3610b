'use client';

import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { download } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { useMe } from '../../lib/session';
import { dayAfter, instantIn, wallIn } from '../../lib/zoned';

const formats = ['csv', 'pdf'] as const;
const usualDays = 29;
const mostDays = 366;
type Fault = { readonly field: 'from' | 'to'; readonly says: 'missing' | 'order' | 'long' };

/** The audit report of a span of whole days of the reader, as a file. */
export function AuditDownload() {
  const t = useTranslations('legalAdmin.audit');
  const timeZone = useMe().data?.timeZone;
  const today = wallIn(new Date(), timeZone).slice(0, 10);
  const [from, setFrom] = useState(() => dayAfter(today, -usualDays));
  const [to, setTo] = useState(today);
  const [format, setFormat] = useState<(typeof formats)[number]>('pdf');
  const [fault, setFault] = useState<Fault | null>(null);
  const fields = { from: useRef<HTMLInputElement>(null), to: useRef<HTMLInputElement>(null) };
  const get = useMutation({
    mutationFn: async () => {
      const query = {
        format,
        from: instantIn(from, timeZone) ?? from,
        to: instantIn(dayAfter(to), timeZone) ?? to,
      };
      const name = `audit-report-${from}-${to}.${format}`;
      saveFile(await download(contract.compliance.auditReport, { query }), name);
      return name;
    },
  });
  const errorOf = (field: Fault['field']) => (fault?.field === field ? t(fault.says) : undefined);
  return (
    <Section title={t('title')} text={t('text')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const next = faultOf(from, to);
          setFault(next);
          if (next) fields[next.field].current?.focus();
          else get.mutate();
        }}
      >
        <Stack gap="md" maw={560}>
          <Group align="flex-start" gap="md">
            <TextInput
              ref={fields.from}
              type="date"
              label={t('from')}
              required
              flex="1 1 10rem"
              max={today}
              value={from}
              error={errorOf('from')}
              onChange={(event) => {
                setFrom(event.currentTarget.value);
                setFault(null);
              }}
            />
            <TextInput
              ref={fields.to}
              type="date"
              label={t('to')}
              required
              flex="1 1 10rem"
              max={today}
              value={to}
              error={errorOf('to')}
              onChange={(event) => {
                setTo(event.currentTarget.value);
                setFault(null);
              }}
            />
          </Group>
          <Radio.Group
            label={t('format')}
            value={format}
            onChange={(value) => setFormat(value as (typeof formats)[number])}
          >
            <Group mt={6} gap="lg">
              {formats.map((value) => (
                <Radio key={value} value={value} label={t(value)} />
              ))}
            </Group>
          </Radio.Group>
          {get.error && <ProblemAlert error={get.error} />}
          <Group>
            <Button
              type="submit"
              loading={get.isPending}
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('download')}
            </Button>
          </Group>
          <Text size="sm" role="status">
            {get.isPending ? t('working') : get.data ? t('done', { name: get.data }) : ''}
          </Text>
        </Stack>
      </form>
    </Section>
  );
}

function faultOf(from: string, to: string): Fault | null {
  if (!from) return { field: 'from', says: 'missing' };
  if (!to) return { field: 'to', says: 'missing' };
  if (to < from) return { field: 'to', says: 'order' };
  return dayAfter(from, mostDays - 1) < to ? { field: 'from', says: 'long' } : null;
}
