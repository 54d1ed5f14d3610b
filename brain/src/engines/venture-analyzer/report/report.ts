import { Readable } from 'node:stream';
import { ventureAnalysisWire, type Answer, type contract } from '@smartstart/contract';
import { placesOf, spoken } from '@smartstart/units';
import { Download } from '../../../kernel/call.ts';
import type { Db } from '../../../kernel/db.ts';
import { writeSheet, type Column, type Part } from '../../../kernel/pdf-sheet.ts';
import type { ServedModel } from '../chances/served-model.ts';
import { enter, type Actor, type Ground } from '../ground.ts';
import { defaultPaths, runwayUnder, type Assumptions } from '../runway/runway.ts';
import { pastRecordOf } from '../said/statements.ts';
import { readAnalysis, type Analysis } from '../standing/standing.ts';
import { readValuation } from '../valuation/valuation.ts';

/** Everything the reader may see of how the venture stands, on paper: the same figures as on the page. */

type Runway = Answer<typeof contract.ventureAnalysis.runway>;
type Valuation = Answer<typeof contract.ventureAnalysis.valuation>;
type Scorecard = NonNullable<Analysis['readiness']>;
type Chance = NonNullable<Analysis['nextRound']>;

const modeWords: Readonly<Record<Chance['mode'], string>> = {
  PRIOR: 'prior: published base rates',
  SCORECARD: 'scorecard: stated weights, not learnt',
  SHRUNKEN: 'shrunken: own data drawn to the prior',
  LEARNT: 'learnt: a model that passed on later outcomes',
};
const monthsShown = [3, 6, 9, 12, 18, 24, 30, 36, 48, 60];

export async function reportPdf(
  ground: Ground,
  served: ServedModel,
  db: Db,
  actor: Actor,
  ventureId: string,
  wish: { readonly assumptions?: Assumptions | undefined; readonly seed?: number | undefined },
): Promise<Download> {
  const { rights, name } = await enter(ground, db, actor, ventureId);
  const analysis = await readAnalysis(ground, served, db, actor, ventureId);
  const money = rights.has('MONEY')
    ? {
        runway: await runwayUnder(ground, {
          ventureId,
          money: await ground.finances.moneyOf(db, ventureId),
          assumptions: wish.assumptions ?? ventureAnalysisWire.assumptions.parse({}),
          paths: defaultPaths,
          seed: wish.seed,
          pastRecord: await pastRecordOf(ground, db, 'RUNWAY', ventureId),
        }),
        valuation: await readValuation(ground, served, db, actor, ventureId, {}),
      }
    : null;
  const { config, clock } = ground.kernel;
  const at = clock.now();
  const title = `How ${name} stands`;
  const parts: Part[] = [
    { kind: 'heading', level: 1, text: title },
    {
      kind: 'paragraph',
      text: `Made ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC by ${config.hub.name}. Phase: ${analysis.phase?.toLowerCase().replaceAll('_', ' ') ?? 'not started'}. Figures are computed from records, scored by a stated rule, or predicted; each part says which. “Associated with” never means “because”.`,
    },
    ...(analysis.readiness ? scoreParts('Readiness', analysis.readiness) : []),
    ...(money ? runwayParts(money.runway, wish.assumptions !== undefined) : []),
    ...(analysis.nextRound ? chanceParts(analysis.nextRound) : []),
    ...(analysis.launch
      ? [
          heading('Launch'),
          { kind: 'paragraph', text: analysis.launch.text } as const,
          ...table(
            [
              { title: 'What would raise the readiness', width: 400 },
              { title: 'Up to', width: 115, right: true },
            ],
            analysis.launch.movers.map(({ text, points: most }) => [text, `+${most} points`]),
          ),
        ]
      : []),
    ...(analysis.team ? teamParts(analysis.team) : []),
    ...(analysis.risks ? riskParts(analysis.risks) : []),
    ...(money ? valuationParts(money.valuation) : []),
    ...(analysis.similar ? similarParts(analysis.similar) : []),
  ];
  const sheet = writeSheet({ title, author: config.hub.name, at }, parts) as unknown as Readable;
  const chunks: Buffer[] = [];
  for await (const chunk of sheet) chunks.push(Buffer.from(chunk as Uint8Array));
  const bytes = Buffer.concat(chunks);
  return new Download({
    stream: Readable.from([bytes]),
    mediaType: 'application/pdf',
    fileName: `standing-${at.toISOString().slice(0, 10)}.pdf`,
    sizeBytes: bytes.byteLength,
    inline: false,
  });
}

function heading(text: string): Part {
  return { kind: 'heading', level: 2, text };
}

function paragraph(lines: readonly (string | null)[]): Part {
  return { kind: 'paragraph', text: lines.filter((line) => line !== null && line !== '').join('\n') };
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): Part[] {
  return rows.length ? [{ kind: 'table', columns, rows }] : [];
}

function scoreParts(title: string, { score, formula, parts, gaps, mode, provenance }: Scorecard): Part[] {
  return [
    heading(`${title}: ${score === null ? 'not enough data' : `${score} of 100`}`),
    paragraph([`Mode: ${modeWords[mode]}. ${provenance.source}`, formula, known(gaps)]),
    ...table(
      [
        { title: 'Part', width: 130 },
        { title: 'Known', width: 215 },
        { title: 'Weight %', width: 50, right: true },
        { title: 'Value', width: 60, right: true },
        { title: 'Points', width: 60, right: true },
      ],
      parts.map((part) => [
        part.label,
        part.known,
        String(part.weightPercent),
        part.value === null ? 'no data' : String(part.value),
        part.points === null ? '–' : String(part.points),
      ]),
    ),
  ];
}

function runwayParts({ forecast, missing }: Runway, assumed: boolean): Part[] {
  const title = heading(assumed ? 'Runway under the assumptions' : 'Runway');
  if (!forecast) return [title, paragraph(['Not enough data.', known(missing)])];
  const { currency, months } = forecast;
  const money = (minor: string) => roughly(BigInt(minor), currency);
  return [
    title,
    paragraph([
      forecast.text,
      `Mode: ${modeWords[forecast.mode]}; ${forecast.ownMonths} own months, weight ${forecast.ownWeight}. ${forecast.paths} courses, seed ${forecast.seed}. ${forecast.provenance.source}`,
      recordLine(forecast.pastRecord),
      known(missing),
    ]),
    ...table(
      [
        { title: 'Month', width: 55 },
        { title: 'Cash: 2.5 % below', width: 78, right: true },
        { title: '10 % below', width: 76, right: true },
        { title: 'Middle', width: 76, right: true },
        { title: '90 % below', width: 76, right: true },
        { title: '97.5 % below', width: 78, right: true },
        { title: 'Burn, middle', width: 76, right: true },
      ],
      months
        .filter((_, at) => monthsShown.includes(at + 1))
        .map(({ month, cash, burn }) => [
          month,
          money(cash.q2_5),
          money(cash.q10),
          money(cash.q50),
          money(cash.q90),
          money(cash.q97_5),
          money(burn.q50),
        ]),
    ),
    ...table(
      [
        { title: 'What would move the chance that the cash lasts twelve months', width: 400 },
        { title: 'Change', width: 115, right: true },
      ],
      forecast.reasons.map(({ text, effect }) => [text, points(effect)]),
    ),
  ];
}

function chanceParts(chance: Chance): Part[] {
  return [
    heading('Next round within twelve months'),
    paragraph([
      chance.text,
      `Mode: ${modeWords[chance.mode]}. As of ${chance.asOf}. ${chance.provenance.source}${chance.provenance.foreign ? ' Foreign data.' : ''}`,
      recordLine(chance.pastRecord),
      known(chance.missing),
    ]),
    ...table(
      [
        { title: 'It goes with', width: 400 },
        { title: 'Change', width: 115, right: true },
      ],
      [
        ...chance.reasons.map(({ text, effect }) => [text, points(effect)]),
        ...chance.movers.map(({ text, change }) => [text, points(change)]),
      ],
    ),
  ];
}

function teamParts({ performance, text, skills }: NonNullable<Analysis['team']>): Part[] {
  return [
    ...scoreParts('Team performance', performance),
    paragraph([text]),
    ...table(
      [
        { title: 'Wanted skill', width: 215 },
        { title: 'Wanted level', width: 80, right: true },
        { title: 'Best level', width: 80, right: true },
        { title: 'State', width: 140 },
      ],
      skills.map(({ name, wantedLevel, bestLevel, state }) => [
        name,
        String(wantedLevel),
        bestLevel === null ? '–' : String(bestLevel),
        state.toLowerCase(),
      ]),
    ),
  ];
}

function riskParts(risks: NonNullable<Analysis['risks']>): Part[] {
  const { expectedLoss, byCategory, overdue } = risks;
  const loss =
    expectedLoss.share === null
      ? 'No expected loss: no risk is open.'
      : `Expected loss: ${percent(expectedLoss.share)} of the cash at hand, in one of ten cases more than ${percent(expectedLoss.p90Share ?? 0)}.`;
  return [
    heading(`Risks: exposure ${risks.exposure}`),
    paragraph([
      `${risks.open} open, ${risks.mitigated} mitigated, ${risks.closed} closed; ${risks.exposureChange >= 0 ? '+' : '−'}${Math.abs(risks.exposureChange)} in 14 days. ${risks.concentrationText}`,
      `${loss} ${expectedLoss.scale}`,
    ]),
    ...table(
      [
        { title: 'Category', width: 215 },
        { title: 'Open', width: 100, right: true },
        { title: 'Exposure', width: 100, right: true },
        { title: 'Share', width: 100, right: true },
      ],
      byCategory.map(({ category, count, exposure, share }) => [
        category.toLowerCase(),
        String(count),
        String(exposure),
        share === null ? '–' : percent(share),
      ]),
    ),
    ...table(
      [
        { title: 'Overdue', width: 215 },
        { title: 'Score', width: 60, right: true },
        { title: 'Why', width: 240 },
      ],
      overdue.map(({ title, score, why }) => [title, String(score), why]),
    ),
  ];
}

function valuationParts({ methods, range, holders, missing, currency }: Valuation): Part[] {
  const money = (minor: string | null, unit = currency) =>
    minor === null || unit === null || unit === undefined ? 'not enough data' : roughly(BigInt(minor), unit);
  return [
    heading('Valuation'),
    paragraph([
      range
        ? `${range.methods} of ${range.of} methods could be worked out, and the range is theirs: between ${money(range.lowMinor)} and ${money(range.highMinor)}, middle ${money(range.midMinor)} (medians). All of them together span ${money(range.leastMinor)} to ${money(range.mostMinor)}.`
        : 'Not enough data for a range.',
      known(missing),
    ]),
    ...table(
      [
        { title: 'Method', width: 95 },
        { title: 'Low', width: 85, right: true },
        { title: 'Middle', width: 85, right: true },
        { title: 'High', width: 85, right: true },
        { title: 'Source, and what is missing', width: 165 },
      ],
      methods.map((line) => [
        line.label,
        money(line.lowMinor, line.currency),
        money(line.midMinor, line.currency),
        money(line.highMinor, line.currency),
        [line.source, known(line.missing)].filter(Boolean).join('\n'),
      ]),
    ),
    ...table(
      [
        { title: 'Holder', width: 195 },
        { title: 'Part', width: 80, right: true },
        { title: 'Worth, low', width: 80, right: true },
        { title: 'Worth, high', width: 80, right: true },
        { title: 'After the round', width: 80, right: true },
      ],
      (holders ?? []).map((holder) => [
        holder.name,
        percent(Number(holder.part)),
        money(holder.lowMinor),
        money(holder.highMinor),
        holder.partAfter === null ? '–' : percent(Number(holder.partAfter)),
      ]),
    ),
  ];
}

function similarParts({ text, rows }: NonNullable<Analysis['similar']>): Part[] {
  return [
    heading('Beside similar ventures'),
    paragraph([text]),
    ...table(
      [
        { title: 'Figure', width: 215 },
        { title: 'Own', width: 100, right: true },
        { title: 'Median', width: 100, right: true },
        { title: 'Ventures', width: 100, right: true },
      ],
      rows.map(({ label, own, median, ventures }) => [
        label,
        own === null ? 'no data' : String(own),
        median === null ? 'too few' : String(median),
        String(ventures),
      ]),
    ),
  ];
}

function recordLine({ due, brier, coverage, shareTrue, meanSaid }: Chance['pastRecord']): string {
  if (!due) return 'Earlier statements: none has come due yet.';
  return [
    `Earlier statements that came due: ${due}.`,
    coverage === null ? '' : `Inside the range: ${percent(coverage)}.`,
    shareTrue === null || meanSaid === null
      ? ''
      : `Said ${percent(meanSaid)}, came true ${percent(shareTrue)}.`,
    brier === null ? '' : `Brier score ${brier.toFixed(3)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function known(gaps: readonly string[]): string {
  return gaps.length ? `Not known: ${gaps.join(' ')}` : '';
}

function percent(share: number): string {
  return `${Math.round(1_000 * share) / 10} %`;
}

function points(change: number): string {
  const value = Math.round(1_000 * change) / 10;
  return value === 0 ? '–' : `${value > 0 ? '+' : '−'}${Math.abs(value)} points`;
}

/** Figures that count in an estimated amount: it claims no more than it knows. */
const significant = 3;

function roughly(minor: bigint, currency: string): string {
  const size = (minor < 0n ? -minor : minor).toString();
  const step = 10n ** BigInt(Math.max(placesOf(currency), size.length - significant));
  const rough = ((BigInt(size) + step / 2n) / step) * step;
  return spoken(minor < 0n ? -rough : rough, currency).replace(/\.00(?= )/, '');
}
