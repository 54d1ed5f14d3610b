'use client';

import { Button, Divider, Group, List, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useAccess } from '../../lib/session';
import { signHref } from '../documents/links';
import { canBeSigned } from '../documents/pack';
import type { RungState } from '../documents/types';
import { Loaded, Panel } from './panel';

/** Rungs of the hub's own staff: shown by the server only to those appointed. */
const firstStaffRung = 9;

const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const levelKey = (rung: number) => levels[rung] ?? 0;

export function LevelCard() {
  const t = useTranslations('dashboard.level');
  const access = useAccess();
  return (
    <Panel title={t('title')}>
      <Loaded query={access} height={160}>
        {({ level, next, complianceScore }) => (
          <Stack gap="sm">
            <Text fw={600} size="lg">
              {t('held', { level, name: t(`names.${levelKey(level)}`) })}
            </Text>
            {complianceScore !== null && (
              <Text size="sm">{t('score', { percent: Math.round(complianceScore) })}</Text>
            )}
            {next.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('top')}
              </Text>
            ) : (
              next.map((rung) => <NextRung key={rung.rung} rung={rung} />)
            )}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function NextRung({ rung }: { rung: RungState }) {
  const t = useTranslations('dashboard.level');
  const name = t(`names.${levelKey(rung.rung)}`);
  const papers = rung.missingPapers;
  return (
    <>
      <Divider />
      <Title order={3} size="h5">
        {t('next', { name })}
      </Title>
      <Text size="sm">{t('opens', { what: rung.opens })}</Text>
      {papers.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('papers', { count: papers.length, names: papers.map((paper) => paper.code).join(', ') })}
        </Text>
      )}
      {rung.missingConditions.length > 0 && (
        <List size="sm">
          {rung.missingConditions.map((condition) => (
            <List.Item key={condition}>{condition}</List.Item>
          ))}
        </List>
      )}
      <Group>
        {rung.rung === 2 ? (
          <Button component={Link} href="/onboarding?step=plan" size="xs" variant="default">
            {t('plan')}
          </Button>
        ) : (
          papers.some(canBeSigned) &&
          rung.rung < firstStaffRung && (
            <Button
              component={Link}
              size="xs"
              variant="default"
              href={signHref({
                pack: rung.rung === 1 ? 'BECOME_MEMBER' : `RUNG_${rung.rung}`,
                after: '/dashboard',
              })}
              aria-label={t('signNamed', { name })}
            >
              {t('sign')}
            </Button>
          )
        )}
      </Group>
    </>
  );
}
