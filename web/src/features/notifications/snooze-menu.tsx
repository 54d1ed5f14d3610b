'use client';

import { ActionIcon, Button, Menu, Stack } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { IconClockPause } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { useFormat } from '../../lib/format';

interface SnoozeMenuProps {
  readonly title: string;
  readonly onSnooze: (until: string) => Promise<unknown>;
}

const choices = ['hour', 'evening', 'tomorrow', 'week'] as const;

/** Puts a notification away until a time that people think in. */
export function SnoozeMenu({ title, onSnooze }: SnoozeMenuProps) {
  const t = useTranslations('notifications.snooze');
  const format = useFormat();
  const [picking, setPicking] = useState(false);
  const offered = choices.flatMap((key) => {
    const at = momentOf(key, new Date());
    return at ? [{ key, at: at.toISOString() }] : [];
  });
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            c="inherit"
            aria-label={t('named', { title })}
            title={t('label')}
          >
            <IconClockPause size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('until')}</Menu.Label>
          {offered.map(({ key, at }) => (
            <Menu.Item key={key} onClick={() => void onSnooze(at)}>
              {t(key, { time: format.dateTime(at) })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setPicking(true)}>{t('pick')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking && <PickTime onClose={() => setPicking(false)} onSnooze={onSnooze} />}
    </>
  );
}

function PickTime({ onSnooze, onClose }: Pick<SnoozeMenuProps, 'onSnooze'> & { onClose: () => void }) {
  const t = useTranslations('notifications.snooze');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useForm<{ until: string | null }>({
    initialValues: { until: null },
    validate: { until: (value) => (value && new Date(value) > new Date() ? null : t('wrong')) },
  });
  return (
    <FormModal
      title={t('pickTitle')}
      confirm={t('label')}
      form={form}
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={async ({ until }) => {
        setBusy(true);
        try {
          await onSnooze(new Date(until!).toISOString());
          onClose();
        } catch (failure) {
          setError(failure);
          setBusy(false);
        }
      }}
    >
      <Stack>
        <DateTimePicker
          label={t('time')}
          minDate={new Date()}
          valueFormat="YYYY-MM-DD HH:mm"
          popoverProps={{ withinPortal: true }}
          {...form.getInputProps('until')}
        />
      </Stack>
    </FormModal>
  );
}

/** On the reader's own clock; a time that is over today is not offered. */
function momentOf(choice: (typeof choices)[number], now: Date): Date | null {
  const day = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  if (choice === 'hour') return new Date(now.getTime() + 3_600_000);
  if (choice === 'evening') return now.getHours() < 17 ? day(0, 18) : null;
  if (choice === 'tomorrow') return day(1, 8);
  // The next Monday; on a Monday the one in a week.
  return day((8 - now.getDay()) % 7 || 7, 8);
}

export function WakeButton({ title, onWake }: { title: string; onWake: () => void }) {
  const t = useTranslations('notifications.snooze');
  return (
    <Button variant="default" size="compact-md" aria-label={t('wakeNamed', { title })} onClick={onWake}>
      {t('wake')}
    </Button>
  );
}
