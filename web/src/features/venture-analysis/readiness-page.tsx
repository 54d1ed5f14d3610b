'use client';

import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { ScorecardView } from './scorecard-view';
import { analysisQuery } from './queries';
import { SkillTable } from './skill-table';
import { StandingFrame } from './standing-frame';
import type { Standing, Team } from './types';
import { useShare } from './use-share';

/** `/ventures/[id]/standing/readiness`: the scorecards of venture and team, and where each gap is closed. */
export function ReadinessPage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="readiness">
      {(standing) => <Readiness standing={standing} />}
    </StandingFrame>
  );
}

function Readiness({ standing }: { standing: Standing }) {
  const t = useTranslations('standing.readiness');
  const ventureId = standing.venture.id;
  const analysis = useQuery(analysisQuery(ventureId));
  return (
    <QueryView query={analysis} skeleton={<Skeleton height={420} />}>
      {({ readiness, team }) => (
        <>
          <Section title={t('title')} text={t('text')}>
            {readiness ? (
              <ScorecardView ventureId={ventureId} card={readiness} label={t('title')} />
            ) : (
              <Text size="sm">{t('notForRole')}</Text>
            )}
          </Section>
          {team ? (
            <>
              <Section title={t('skills')} text={t('skillsText')}>
                <Skills ventureId={ventureId} team={team} />
              </Section>
              <Section title={t('team')} text={t('teamText')}>
                <ScorecardView ventureId={ventureId} card={team.performance} label={t('team')} />
              </Section>
            </>
          ) : (
            <Section title={t('skills')}>
              <Text size="sm">{t('teamNotForRole')}</Text>
            </Section>
          )}
        </>
      )}
    </QueryView>
  );
}

function Skills({ ventureId, team }: { ventureId: string; team: Team }) {
  const t = useTranslations('standing.readiness');
  const share = useShare();
  const { coverage, members, membersWithSkills, skills, overlap, similarity, text } = team;
  return (
    <Stack gap="md">
      <Text>{text}</Text>
      <Text size="sm">
        {coverage === null ? t('noneWanted') : t('coverage', { share: share(coverage) })}{' '}
        {t('shown', { shown: membersWithSkills, members })}
      </Text>
      {skills.length > 0 && <SkillTable skills={skills} />}
      {overlap.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('overlap')}
          </Text>
          <List size="sm">
            {overlap.map(({ name, holders }) => (
              <List.Item key={name}>{t('overlapLine', { name, holders })}</List.Item>
            ))}
          </List>
        </div>
      )}
      {similarity !== null && <Text size="sm">{t('similarity', { share: share(similarity) })}</Text>}
      <Group gap="xs">
        <Button component={Link} href={`/ventures/${ventureId}/edit`} variant="default" size="xs">
          {t('editSkills')}
        </Button>
        <Button component={Link} href={`/ventures/${ventureId}`} variant="default" size="xs">
          {t('toMembers')}
        </Button>
      </Group>
    </Stack>
  );
}
