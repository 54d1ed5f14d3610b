'use client';

import { NativeSelect, NumberInput, Stack, Table, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { gamificationWire } from '@smartstart/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FormModal } from '../../../components/form-modal';
import { api, newKey } from '../../../lib/api';
import type { XpEvent, XpRule, XpRules } from '../types';

interface RulesFormProps {
  readonly from: XpRules;
  readonly onClose: () => void;
}

interface Values {
  note: string;
  days: XpRules['days'];
  events: XpRules['events'];
}

const priorities = gamificationWire.taskPriority.options;
const most = { xp: 1_000_000, cap: 1_000_000 };

/** Writes a draft from the rules in force: figures of XP and caps. Periods of caps stay what they are. */
export function RulesForm({ from, onClose }: RulesFormProps) {
  const t = useTranslations('gamification.admin.rules');
  const events = useTranslations('gamification.events');
  const client = useQueryClient();
  const intention = useRef(newKey());
  const form = useForm<Values>({
    initialValues: { note: '', days: from.days, events: structuredClone(from.events) },
    validate: { note: (value) => (value.trim().length >= 5 ? null : t('noteShort')) },
  });
  const save = useMutation({
    mutationFn: ({ note, ...rules }: Values) =>
      api.gamificationAdmin.addRules(
        { body: { note: note.trim(), rules } },
        { idempotencyKey: intention.current },
      ),
    onSuccess: ({ version }) => {
      notifications.show({ message: t('written', { version }), color: 'fir' });
      onClose();
      return client.invalidateQueries({ queryKey: ['gamification', 'admin', 'rules'] });
    },
    onError: () => {
      intention.current = newKey();
    },
  });
  const change = (event: XpEvent, rule: Partial<XpRule>) =>
    form.setFieldValue('events', {
      ...form.values.events,
      [event]: { ...form.values.events[event], ...rule },
    });
  return (
    <FormModal
      title={t('new')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('newText')}</Text>
      <Textarea
        label={t('note')}
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('note')}
      />
      <NativeSelect
        label={t('days')}
        data={(['OWN', 'UTC'] as const).map((value) => ({ value, label: t(`daysOf.${value}`) }))}
        {...form.getInputProps('days')}
      />
      <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={t('new')} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('event')}</Table.Th>
              <Table.Th>{t('xp')}</Table.Th>
              <Table.Th>{t('cap')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {gamificationWire.xpEvent.options.map((event) => (
              <Table.Tr key={event}>
                <Table.Td>{events(event)}</Table.Td>
                <Table.Td>
                  <XpFields
                    event={event}
                    rule={form.values.events[event]}
                    onChange={(xp) => change(event, { xp })}
                  />
                </Table.Td>
                <Table.Td>
                  <CapField
                    event={event}
                    rule={form.values.events[event]}
                    onChange={(cap) => change(event, { cap })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </FormModal>
  );
}

function XpFields({
  event,
  rule: { xp },
  onChange,
}: {
  event: XpEvent;
  rule: XpRule;
  onChange: (xp: XpRule['xp']) => void;
}) {
  const t = useTranslations('gamification.admin.rules');
  const events = useTranslations('gamification.events');
  const names = useTranslations('gamification.priorities');
  if (typeof xp === 'number')
    return (
      <NumberInput
        aria-label={t('xpOf', { event: events(event) })}
        w={110}
        min={0}
        max={most.xp}
        allowDecimal={false}
        value={xp}
        onChange={(value) => onChange(Number(value) || 0)}
      />
    );
  return (
    <Stack gap={4}>
      {priorities.map((priority) => (
        <NumberInput
          key={priority}
          aria-label={t('xpOfPriority', { event: events(event), priority: names(priority) })}
          leftSection={
            <Text size="xs" aria-hidden>
              {names(priority)}
            </Text>
          }
          leftSectionWidth={64}
          w={170}
          min={0}
          max={most.xp}
          allowDecimal={false}
          value={xp[priority]}
          onChange={(value) => onChange({ ...xp, [priority]: Number(value) || 0 })}
        />
      ))}
    </Stack>
  );
}

function CapField({
  event,
  rule: { cap },
  onChange,
}: {
  event: XpEvent;
  rule: XpRule;
  onChange: (cap: XpRule['cap']) => void;
}) {
  const t = useTranslations('gamification.admin.rules');
  const rules = useTranslations('gamification.rules');
  const events = useTranslations('gamification.events');
  if (!cap) return <Text size="sm">{t('noCap')}</Text>;
  return (
    <NumberInput
      aria-label={t('capOf', { event: events(event) })}
      description={rules(`caps.${cap.per}`, { count: cap.count })}
      inputWrapperOrder={['input', 'description']}
      w={110}
      min={1}
      max={most.cap}
      allowDecimal={false}
      value={cap.count}
      onChange={(value) => onChange({ ...cap, count: Math.max(1, Number(value) || 1) })}
    />
  );
}
