import type { analyticsWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Figure = z.output<typeof analyticsWire.figure>;
export type Metric = z.output<typeof analyticsWire.metricView>;
export type Unit = z.output<typeof analyticsWire.figureUnit>;
export type Grain = Figure['grain'];
export type Preset = z.output<typeof analyticsWire.dashboardPreset>;
export type Dashboard = z.output<typeof analyticsWire.dashboard>;
export type RangeQuery = { range: z.output<typeof analyticsWire.rangeName>; from?: string; to?: string };
export type RangeView = z.output<typeof analyticsWire.rangeView>;

export type Match = z.output<typeof analyticsWire.eventMatch>;
export type FunnelQuery = z.output<typeof analyticsWire.funnelQuery>;
export type FunnelView = z.output<typeof analyticsWire.funnelView>;
export type RetentionQuery = z.output<typeof analyticsWire.retentionQuery>;
export type RetentionView = z.output<typeof analyticsWire.retentionView>;
export type CohortQuery = z.output<typeof analyticsWire.cohortQuery>;
export type CohortView = z.output<typeof analyticsWire.cohortView>;
export type PathQuery = z.output<typeof analyticsWire.pathQuery>;
export type PathView = z.output<typeof analyticsWire.pathView>;
export type SegmentQuery = z.output<typeof analyticsWire.segmentQuery>;
export type SegmentRule = z.output<typeof analyticsWire.segmentRule>;
export type SegmentView = z.output<typeof analyticsWire.segmentView>;
export type TrendQuery = z.output<typeof analyticsWire.trendQuery>;
export type TrendView = z.output<typeof analyticsWire.trendView>;
export type PeopleSource = z.output<typeof analyticsWire.peopleSource>;

export type Report = z.output<typeof analyticsWire.report>;
export type ReportDefinition = z.output<typeof analyticsWire.reportDefinition>;
export type ReportKind = z.output<typeof analyticsWire.reportKind>;
export type ReportScope = z.output<typeof analyticsWire.reportScope>;
export type ReportResult = z.output<typeof analyticsWire.reportResult>;
export type ReportTable = z.output<typeof analyticsWire.reportTable>;
export type ReportField = z.output<typeof analyticsWire.reportField>;
export type ReportFilter = z.output<typeof analyticsWire.reportFilter>;
export type CustomReport = z.output<typeof analyticsWire.customReport>;
export type ReportFormat = z.output<typeof analyticsWire.reportFormat>;
export type Schedule = z.output<typeof analyticsWire.scheduleView>;
export type ScheduleWish = z.output<typeof analyticsWire.scheduleWish>;

export type Anomaly = z.output<typeof analyticsWire.anomaly>;
export type AnomalySeries = z.output<typeof analyticsWire.anomalySeries>;
export type AnomalyRule = z.output<typeof analyticsWire.anomalyRuleView>;
export type LiveFigures = z.output<typeof analyticsWire.liveFigures>;
export type Forecast = z.output<typeof analyticsWire.forecast>;
