'use client';

import { Accordion, Badge, Code, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { KindBadge } from '../../components/score-mode';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { ContestButton } from './contest';
import { useDay } from './use-day';
import type { Contest, Profile, RuleScore } from './types';

/** The rule scores, each with its formula beside it and the parts it is made of. */
export function ScoresPart({ profile, contests }: { profile: Profile; contests: readonly Contest[] }) {
  const t = useTranslations('insights.scores');
  const { engagement, collaboration, xpProgress, performance, collaborationPattern } = profile;
  const day = useDay();
  return (
    <Stack gap="lg">
      <ScoreSection
        name="engagement"
        score={engagement}
        words={t(`levels.${engagement.level}`)}
        contest={<ContestButton statement="ENGAGEMENT" contests={contests} />}
      />
      <ScoreSection
        name="collaboration"
        score={collaboration}
        words={t(`patterns.${collaborationPattern.pattern}`)}
        note={t('patternRule', { rule: collaborationPattern.rule })}
      />
      <ScoreSection
        name="xpProgress"
        score={xpProgress}
        words={
          xpProgress.nextLevel
            ? t('towards', { level: t(`xpLevels.${xpProgress.nextLevel}`) })
            : t('top', { level: t(`xpLevels.${xpProgress.level}`) })
        }
      />
      <ScoreSection
        name="performance"
        score={performance}
        note={<Peers performance={performance} profile={profile} />}
        contest={<ContestButton statement="PERFORMANCE" contests={contests} />}
      />
      <Text size="sm" c="dimmed">
        {t('window', { from: day(profile.from), to: day(profile.to) })}
      </Text>
    </Stack>
  );
}

interface ScoreSectionProps {
  readonly name: 'engagement' | 'collaboration' | 'xpProgress' | 'performance';
  readonly score: RuleScore;
  readonly words?: string;
  readonly note?: ReactNode;
  readonly contest?: ReactNode;
}

function ScoreSection({ name, score, words, note, contest }: ScoreSectionProps) {
  const t = useTranslations('insights.scores');
  const format = useFormat();
  const title = t(`${name}.title`);
  return (
    <Section title={title} text={t(`${name}.text`)}>
      <Group gap="md" align="center">
        <Text fz="1.75rem" fw={600} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {t('of100', { score: format.number(score.score) })}
        </Text>
        {words && <Badge color="gray">{words}</Badge>}
        <KindBadge kind={score.kind} />
      </Group>
      <Progress value={score.score} aria-label={t('bar', { title, score: format.number(score.score) })} />
      {score.missing.length > 0 && <Text size="sm">{t('missing', { parts: score.missing.join(', ') })}</Text>}
      {typeof note === 'string' ? <Text size="sm">{note}</Text> : note}
      <FormulaAndParts title={title} formula={score.formula} parts={score.parts} />
      {contest}
    </Section>
  );
}

/** How the figure was made: the formula, and what was counted for it. */
export function FormulaAndParts({
  title,
  formula,
  parts,
}: {
  title: string;
  formula: string;
  parts: RuleScore['parts'];
}) {
  const t = useTranslations('insights.scores');
  const format = useFormat();
  return (
    <Accordion variant="contained">
      <Accordion.Item value="formula">
        <Accordion.Control>{t('how')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {formula}
            </Code>
            <PlainTable
              label={t('partsOf', { title })}
              items={parts}
              keyOf={({ part }) => part}
              minWidth={320}
              columns={[
                { head: t('part'), cell: ({ label }) => label },
                { head: t('counted'), end: true, cell: ({ figure }) => format.number(figure) },
                { head: t('points'), end: true, cell: ({ points }) => format.number(points) },
                {
                  head: t('most'),
                  end: true,
                  cell: ({ cap }) => (cap === null ? '–' : format.number(Math.round(cap * 10) / 10)),
                },
              ]}
            />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function Peers({ performance, profile }: { performance: Profile['performance']; profile: Profile }) {
  const t = useTranslations('insights.scores');
  const format = useFormat();
  const { count, medians } = performance.peers;
  if (!medians) return <Text size="sm">{t('fewPeers', { count })}</Text>;
  const rows = [
    { name: 'engagement', own: profile.engagement.score, peers: medians.engagement },
    { name: 'xpProgress', own: profile.xpProgress.score, peers: medians.xpProgress },
    { name: 'collaboration', own: profile.collaboration.score, peers: medians.collaboration },
    { name: 'performance', own: performance.score, peers: medians.performance },
  ] as const;
  return (
    <PlainTable
      label={t('peers', { count })}
      items={rows}
      keyOf={({ name }) => name}
      minWidth={320}
      columns={[
        { head: t('peers', { count }), cell: ({ name }) => t(`${name}.title`) },
        { head: t('you'), end: true, cell: ({ own }) => format.number(own) },
        { head: t('median'), end: true, cell: ({ peers }) => format.number(peers) },
      ]}
    />
  );
}
