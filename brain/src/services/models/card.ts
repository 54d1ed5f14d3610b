import type { DetailView, SummaryView } from './views.ts';
import type { Trainable } from './trainable.ts';

/** The model card of a version (Mitchell and others, 2019), from what the registry holds and nothing else. */
export function cardOf(summary: SummaryView, view: DetailView, trainable: Trainable | undefined): string {
  const parts = [
    `# Model card: ${summary.title} ${view.version}`,
    [
      `**What it does.** ${summary.purpose}`,
      ...(trainable ? [`It says how likely this is: ${trainable.target}.`] : []),
    ].join(' '),
    `**State.** ${stateOf(view)}`,
    dataOf(view),
    ...(view.report
      ? [figuresOf(view.report), reliabilityOf(view.report), groupsOf(view.report)]
      : [plainFigures(view)]),
    ...(view.report ? [featuresOf(view.report), gateOf(view.report)] : []),
    `**Verdict.** ${view.verdict}`,
    '**Limits.** It advises and decides nothing: no level, paper, payment, ban or rejection follows from it. A chance is what came true among others of about the same chance; reasons say what it goes with, not what it comes from.',
    `**Where it comes from.** Seed ${view.seed}; code ${view.codeRevision ?? 'of the release'}; artefact SHA-256 ${view.artefactHash}; feature set ${view.featureSetHash}; data SHA-256 ${view.dataHash}.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

type Report = NonNullable<DetailView['report']>;

function stateOf(view: DetailView): string {
  const promoted = view.promotedAt
    ? ` Promoted on ${day(view.promotedAt)}: “${view.reason}”.`
    : view.origin === 'RELEASE'
      ? ' It came with a release of the platform.'
      : ' Nobody has promoted it.';
  const words = { EVALUATED: 'Judged', PROMOTED: 'Serves', RETIRED: 'Served before' } as const;
  return `${words[view.state]}.${promoted} Registered on ${day(view.registeredAt)}.`;
}

function dataOf({ data, licence, report }: DetailView): string {
  const rows = report
    ? ` ${report.rows} rows of ${report.keys} (${report.unit}), ${report.positives} of them positive. ` +
      (['fit', 'calibration', 'test'] as const)
        .map((slice) => {
          const { from, to, rows: count } = report.slices[slice];
          return `${sliceNames[slice]}: ${count} rows from ${day(from)} to ${day(to)}`;
        })
        .join('; ') +
      '.'
    : '';
  return `**Data.** ${data} (${licence}).${rows}`;
}

const sliceNames = { fit: 'Learnt from', calibration: 'calibrated on', test: 'judged on' } as const;

const figureNames: Readonly<Record<string, string>> = {
  prAuc: 'PR-AUC',
  auc: 'AUC',
  brier: 'Brier score',
  logLoss: 'log loss',
  ece: 'calibration error (ECE)',
  recall: 'recall',
  precision: 'precision',
};

function figuresOf(report: Report): string {
  const rows = report.metrics.map(({ key, value, interval, rival, gain }) =>
    line([
      figureNames[key] ?? key,
      shown(value),
      interval ? `${shown(interval.low)} – ${shown(interval.high)}` : '–',
      shown(rival),
      gain ? `${shown(gain.interval.low)} – ${shown(gain.interval.high)}` : '–',
    ]),
  );
  return [
    '**Figures** on the latest outcomes, which it neither learnt from nor was calibrated on. The rival of PR-AUC and AUC is ' +
      `“${report.baseline}”, that of Brier score and log loss the base rate (${shown(report.baseRate)}). Intervals are of 95 %, drawn by whole ${report.unit}.`,
    '',
    line(['', 'model', 'interval', 'rival', 'gain, interval']),
    line(['---', '---', '---', '---', '---']),
    ...rows,
  ].join('\n');
}

function plainFigures({ metrics }: DetailView): string {
  return [
    '**Figures**',
    '',
    line(['', 'model']),
    line(['---', '---']),
    ...Object.entries(metrics).map(([key, value]) => line([figureNames[key] ?? key, shown(value)])),
  ].join('\n');
}

function reliabilityOf({ bins }: Report): string {
  return [
    '**Reliability.** Rows by rising chance, in bins of equal count.',
    '',
    line(['rows', 'said', 'came true', '95 %']),
    line(['---', '---', '---', '---']),
    ...bins.map(({ count, said, cameTrue, low, high }) =>
      line([String(count), shown(said), shown(cameTrue), `${shown(low)} – ${shown(high)}`]),
    ),
  ].join('\n');
}

function groupsOf({ subgroups }: Report): string {
  if (!subgroups.length) return '**Groups.** No group was known of the rows.';
  return [
    '**Groups**',
    '',
    line(['', 'group', 'rows', 'positives', 'recall', 'said', 'came true']),
    line(['---', '---', '---', '---', '---', '---', '---']),
    ...subgroups.map((one) =>
      line([
        one.by,
        one.group,
        String(one.rows),
        String(one.positives),
        one.recall === null ? 'too few' : shown(one.recall),
        shown(one.meanSaid),
        shown(one.shareTrue),
      ]),
    ),
  ].join('\n');
}

function featuresOf({ importance, learner }: Report): string {
  return [
    `**Features**, read by ${learner}, with their share of all that moves the chance. Age, sex, origin, religion and health are none of them.`,
    '',
    ...importance.map(({ description, share }) => `- ${description}: ${(share * 100).toFixed(0)} %`),
  ].join('\n');
}

function gateOf({ checks }: Report): string {
  return [
    '**Gate**',
    '',
    ...checks.map(({ passed, text }) => `- ${passed ? 'holds' : 'does not hold'}: ${text}`),
  ].join('\n');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const shown = (value: number | null) => (value === null ? 'not known' : value.toFixed(3).replace('-', '−'));
const day = (instant: string) => instant.slice(0, 10);
