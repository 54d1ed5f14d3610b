'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconRosette } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PastRecordText } from '../../components/score-mode';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { ActModal, type Act } from './act-modal';
import { ModeBadge } from './models-page';
import { versionsQuery, type Model } from './queries';

/** What serves, what stands against it, and the acts that change it. */
export function StandingPart({ model }: { model: Model }) {
  const t = useTranslations('models.standing');
  const [act, setAct] = useState<Act | null>(null);
  return (
    <Stack gap="lg">
      <Alarms model={model} onEnd={(endAlarm) => setAct({ endAlarm })} />
      <Section title={t('title')} text={t('text')}>
        <Group>
          <ModeBadge mode={model.mode} />
          <Text>{model.standing}</Text>
        </Group>
        {model.learning && (
          <Text size="sm">
            {t('says', { target: model.learning.target, baseline: model.learning.baseline })}
          </Text>
        )}
        <Acts model={model} onAct={setAct} />
      </Section>
      <Section title={t('past')} text={t('pastText')}>
        <PastRecordText past={model.pastRecord} />
      </Section>
      {act && <ActModal name={model.name} serving={model.serving} act={act} onClose={() => setAct(null)} />}
    </Stack>
  );
}

function Alarms({ model, onEnd }: { model: Model; onEnd: (id: string) => void }) {
  const t = useTranslations('models.alarm');
  const { dateTime } = useFormat();
  return model.alarmList
    .filter(({ endedAt }) => endedAt === null)
    .map(({ id, kind, version, detail, raisedAt }) => (
      <Alert
        key={id}
        color="red"
        role="alert"
        icon={<IconAlertTriangle aria-hidden />}
        title={t(`kind.${kind}`, { version })}
      >
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{detail}</Text>
          <Text size="sm">{t(`effect.${kind}`)}</Text>
          <Text size="xs">{t('since', { date: dateTime(raisedAt) })}</Text>
          <Button size="xs" variant="default" onClick={() => onEnd(id)}>
            {t('end')}
          </Button>
        </Stack>
      </Alert>
    ));
}

function Acts({ model, onAct }: { model: Model; onAct: (act: Act) => void }) {
  const t = useTranslations('models.standing');
  const versions = useQuery(versionsQuery(model.name)).data?.items ?? [];
  const promoted = versions.some(({ state, origin }) => state === 'PROMOTED' && origin === 'INSTALLATION');
  const passed = versions.some((one) => one.passed);
  if (!model.trainable && !passed && model.challenger === null && !promoted)
    return <Text size="sm">{t('byRelease')}</Text>;
  return (
    <Stack gap="xs">
      {model.challenger === null && !promoted && (
        <Text size="sm">{passed ? t('promoteThere') : t('nothingToPromote')}</Text>
      )}
      <Group>
        {model.challenger !== null && (
          <Button
            leftSection={<IconRosette size={18} aria-hidden />}
            onClick={() => onAct({ promote: model.challenger! })}
          >
            {t('promote', { version: model.challenger })}
          </Button>
        )}
        {promoted && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            onClick={() => onAct({ rollback: model.serving! })}
          >
            {t('rollback')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
