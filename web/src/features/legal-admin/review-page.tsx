'use client';

import { Anchor, Button, Grid, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { Figure, Figures } from '../buz/figures';
import { LegalText } from '../documents/legal-text';
import { DecideReview } from './decide-review';
import classes from './legal-admin.module.css';
import { LegalFrame } from './legal-frame';
import { markOwn, ownId } from './own-wording';
import { PlaceHoldModal } from './place-hold-modal';
import { reviewQuery, type ReviewDetail } from './queries';
import { StandardRedline } from './standard-redline';

/** `/admin/legal/reviews/[id]`: one text with what is its maker's own, against the standard text, and the decision. */
export function ReviewPage({ reviewId }: { reviewId: string }) {
  const t = useTranslations('legalAdmin');
  const query = useQuery(reviewQuery(reviewId));
  return (
    <LegalFrame
      title={query.data?.title ?? t('review.title')}
      above={[{ label: t('reviews.title'), href: '/admin/legal/reviews' }]}
    >
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED') ? (
        <Empty title={t('review.missingTitle')} text={t('review.missingText')} />
      ) : (
        <QueryView query={query}>{(review) => <Loaded review={review} />}</QueryView>
      )}
    </LegalFrame>
  );
}

function Loaded({ review }: { review: ReviewDetail }) {
  const t = useTranslations('legalAdmin.review');
  const { html, ownClauses, title } = review;
  const marked = useMemo(
    () => markOwn(html, ownClauses, (clause) => t('ownLabel', { title: clause })),
    [html, ownClauses, t],
  );
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="lg">
          <Section title={t('text')} text={t('ownText', { count: ownClauses.length })}>
            {ownClauses.length > 0 && (
              <List size="sm">
                {ownClauses.map((clause, index) => (
                  <List.Item key={`${index} ${clause.title}`}>
                    <Anchor href={`#${ownId(index)}`}>{clause.title}</Anchor>
                  </List.Item>
                ))}
              </List>
            )}
            <div className={classes.text} role="region" aria-label={t('textOf', { title })} tabIndex={0}>
              <LegalText html={marked} />
            </div>
          </Section>
          <StandardRedline review={review} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack gap="lg" className={classes.sticky}>
          <Facts review={review} />
          {review.state === 'OPEN' && <DecideReview review={review} />}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Facts({ review }: { review: ReviewDetail }) {
  const t = useTranslations('legalAdmin.review');
  const states = useTranslations('legalAdmin.reviews.state');
  const appeal = useTranslations('legalAdmin.reviews')('appeal');
  const format = useFormat();
  const [holding, setHolding] = useState(false);
  return (
    <Section title={t('facts')}>
      <Figures>
        <Figure label={t('creator')}>{review.creatorName}</Figure>
        <Figure label={t('requested')}>{format.dateTime(review.requestedAt)}</Figure>
        <Figure label={t('round')}>
          {format.number(review.round)}
          {review.appeal ? ` · ${appeal}` : ''}
        </Figure>
        <Figure label={t('state')}>{states(review.state)}</Figure>
        {review.decidedAt && <Figure label={t('decided')}>{format.dateTime(review.decidedAt)}</Figure>}
      </Figures>
      {review.note && <Words label={t('note')} words={review.note} />}
      {review.reason && <Words label={t('reason')} words={review.reason} />}
      <Group gap="xs">
        <Button component={Link} href={`/documents/${review.documentId}`} variant="default" size="xs">
          {t('document')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setHolding(true)}>
          {t('hold')}
        </Button>
      </Group>
      {holding && (
        <PlaceHoldModal
          subject="DOCUMENT"
          subjectId={review.documentId}
          name={`“${review.title}”`}
          onClose={() => setHolding(false)}
        />
      )}
    </Section>
  );
}

function Words({ label, words }: { label: string; words: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {words}
      </Text>
    </div>
  );
}
