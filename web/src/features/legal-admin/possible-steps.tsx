'use client';

import { Badge, Button, Group, List, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { useSession } from '../../lib/session';
import { useHolds } from '../buz-admin/queries';
import { ComplianceBadge } from '../compliance/state-badge';
import { DecideCase } from './decide-case';
import type { Case } from './queries';
import { isHarsh, possibleIn, type Decision, type PossibleStep } from './steps';

/** The state machine as it is open now: each step, where it leads, who takes it, and a button for whoever may. */
export function PossibleSteps({ person }: { person: Case }) {
  const t = useTranslations('legalAdmin.person');
  const { userId } = useSession();
  const [asking, setAsking] = useState<Decision | null>(null);
  const own = userId === person.userId;
  const possible = possibleIn(person.state);
  return (
    <Section title={t('possible')} text={t('possibleText')}>
      {own && <Text size="sm">{t('self')}</Text>}
      {possible.length === 0 ? (
        <Text>{t('nothing')}</Text>
      ) : (
        <List type="ordered" spacing="md" styles={{ itemWrapper: { width: '100%' } }}>
          {possible.map((step) => (
            <List.Item key={'act' in step ? step.act : step.happens}>
              <Step step={step} closed={own} name={person.name} onAct={setAsking} />
            </List.Item>
          ))}
        </List>
      )}
      {asking && (
        <DecideCase
          key={asking}
          act={asking}
          person={{ id: person.userId, name: person.name }}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  );
}

interface StepProps {
  readonly step: PossibleStep;
  readonly closed: boolean;
  readonly name: string;
  readonly onAct: (act: Decision) => void;
}

function Step({ step, closed, name, onAct }: StepProps) {
  const t = useTranslations('legalAdmin.person');
  const holds = useHolds();
  const decided = 'act' in step;
  const mine = decided && !closed && holds(step.by);
  return (
    <Stack gap={6}>
      <Text fw={600}>{decided ? t(`act.${step.act}`) : t(`automatic.${step.happens}`)}</Text>
      <Group gap="xs">
        <Text size="sm">{t('leads')}</Text>
        <ComplianceBadge state={step.to} />
        {!decided && (
          <Badge variant="outline" color="gray" miw="max-content" c="inherit">
            {t('itself')}
          </Badge>
        )}
      </Group>
      {decided && (
        <Text size="sm" c="dimmed">
          {t('by', { roles: step.by.map((rung) => t(`role.${rung}`)).join(', ') })}
        </Text>
      )}
      {mine && (
        <>
          <Text size="sm">{t(`effect.${step.act}`, { name })}</Text>
          <Group>
            <Button
              size="xs"
              {...(isHarsh(step.act) ? { color: 'red', variant: 'outline' } : {})}
              onClick={() => onAct(step.act)}
            >
              {t(`act.${step.act}`)}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
