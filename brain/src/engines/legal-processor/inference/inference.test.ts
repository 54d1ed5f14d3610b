import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { processorMs } from '@smartstart/testkit/processor-time';
import { describe, expect, test } from 'vitest';
import { readNdas } from '../../../commands/data-sets.ts';
import { ArtefactError, type ArtefactHeader } from '../../ml/index.ts';
import { cues } from './inference-cues.ts';
import { infer } from './inference-model.ts';
import { cosineRival, measureInference } from './inference-quality.ts';
import { longestSpan, spanViews } from './inference-spans.ts';
import { fitInference, type InferenceDocument } from './inference-training.ts';
import { createInference, inferenceFeatureHash, packInference } from './inference.ts';
import { hypotheses, type HypothesisCode } from './nda-hypotheses.ts';
import { segment } from '../text/segmentation.ts';

const nda = `MUTUAL NON-DISCLOSURE AGREEMENT
This Agreement is made between Acme Ltd and Beta Ltd.
1. Definition. "Confidential Information" means any business, financial or technical information disclosed orally or in writing by a party (the "Disclosing Party") to the other (the "Receiving Party").
2. Use. The Receiving Party shall not use the Confidential Information for any purpose other than the evaluation of a possible transaction.
3. Disclosure. The Receiving Party may disclose Confidential Information to those of its employees, agents and professional advisers who need to know it for that purpose.
4. Exceptions. This Agreement does not apply to information which:
(a) is or becomes public without breach of this Agreement;
(b) is received from a third party who is free to disclose it; or
(c) is independently developed by the Receiving Party without use of the Confidential Information.
5. Compelled disclosure. If the Receiving Party is required by law or court order to disclose Confidential Information, it shall give the Disclosing Party prompt written notice so that it may seek a protective order.
6. Reverse engineering. The Receiving Party shall not reverse engineer, decompile or disassemble any prototype or software.
7. No licence. Nothing in this Agreement grants any licence or other right in the Confidential Information.
8. Return. Upon termination of this Agreement the Receiving Party shall return or destroy all Confidential Information, but may retain one copy for archival purposes.
9. Survival. The obligations of confidentiality survive termination of this Agreement for three years.
10. Law. This Agreement is governed by the laws of Ontario.`;

const shipped = 'brain/models/inference-1.0.0.bin';
const header: ArtefactHeader = {
  name: 'inference',
  version: 'test',
  createdFrom: { data: 'made up', sha256: '', licence: '' },
  featureSetHash: inferenceFeatureHash(),
  seed: 1,
  metrics: {},
  trainedOn: [],
  settings: null,
};

describe('the shipped model', () => {
  const inference = createInference(readFileSync(shipped));
  const found = new Map(inference.check(nda, segment(nda)).map((finding) => [finding.hypothesis, finding]));

  test.each([
    ['nda-3', 'Entailment', /orally or in writing/],
    ['nda-4', 'Entailment', /shall not use/],
    ['nda-5', 'Entailment', /employees/],
    ['nda-7', 'Entailment', /professional advisers/],
    ['nda-8', 'Entailment', /prompt written notice/],
    ['nda-11', 'Entailment', /reverse engineer/],
    ['nda-12', 'Entailment', /independently developed/],
    ['nda-13', 'Entailment', /third party/],
    ['nda-15', 'Entailment', /licence/],
    ['nda-16', 'Entailment', /Upon termination/],
    ['nda-19', 'Entailment', /survive termination/],
    ['nda-20', 'Entailment', /retain one copy/],
    ['nda-2', 'Contradiction', /business, financial/],
  ] as const)('%s: %s', (code, label, words) => {
    const finding = found.get(code);
    expect(finding?.label).toBe(label);
    expect(finding?.evidence.some(({ start, end }) => words.test(nda.slice(start, end)))).toBe(true);
  });

  test.each(['nda-10', 'nda-18'] as const)('%s is not found, and points nowhere', (code) => {
    expect(found.get(code)).toMatchObject({ label: 'NotMentioned', evidence: [] });
  });

  test('answers every hypothesis with probabilities that sum to one, and evidence in falling order', () => {
    expect([...found.keys()]).toEqual(hypotheses.map(({ code }) => code));
    for (const { probabilities, evidence } of found.values()) {
      expect(Object.values(probabilities).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      expect(evidence.map(({ score }) => score)).toEqual(
        evidence.map(({ score }) => score).sort((a, b) => b - a),
      );
    }
  });

  test('says the same twice', () => {
    expect(inference.check(nda, segment(nda))).toEqual([...found.values()]);
  });

  test('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const segments = segment(text);
        for (const { evidence } of inference.check(text, segments))
          for (const { start, end } of evidence)
            expect(segments.some((each) => each.start === start && each.end === end)).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect(inference.check('', [])).toHaveLength(hypotheses.length);
  });

  test('says when a byte is damaged or the cues are others', () => {
    const bytes = readFileSync(shipped);
    bytes[bytes.length >> 1] = bytes[bytes.length >> 1]! ^ 1;
    expect(() => createInference(bytes)).toThrow(ArtefactError);
    const model = fitInference([document('a'), document('b')], 1);
    expect(() => createInference(packInference(model, { ...header, featureSetHash: 'other' }))).toThrow(
      /other cues/,
    );
  });
});

const none = { label: 'NotMentioned', evidence: [] } as const;

function answersWith(code: HypothesisCode, evidence: number[]): InferenceDocument['answers'] {
  const all: Partial<Record<HypothesisCode, InferenceDocument['answers'][HypothesisCode]>> = {};
  for (const each of hypotheses)
    all[each.code] = each.code === code ? { label: 'Entailment', evidence } : none;
  return all as InferenceDocument['answers'];
}

function document(id: string, extra = ''): InferenceDocument {
  const text = `${nda}\n${extra}`;
  return { id, text, spans: segment(text), answers: answersWith('nda-4', [5]) };
}

test('fitting is deterministic, and packing keeps what the model says', () => {
  const documents = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => document(id, `${id}. More words for ${id}.`));
  const model = fitInference(documents, 7);
  const [first, again] = [packInference(model, header), packInference(fitInference(documents, 7), header)];
  expect(first).toEqual(again);
  const kept = createInference(first).score(nda, segment(nda));
  infer(model, nda, segment(nda)).forEach(({ probabilities }, index) =>
    expect(kept[index]?.probabilities.Entailment).toBeCloseTo(probabilities.Entailment, 2),
  );
});

describe('measures', () => {
  const documents = [document('a'), document('b')];
  const said = (label: 'Entailment' | 'NotMentioned', best: number) =>
    hypotheses.map(({ code }) => ({
      code,
      probabilities: {
        Entailment: 0,
        Contradiction: 0,
        NotMentioned: 0,
        [code === 'nda-4' ? label : 'NotMentioned']: 1,
      },
      evidence: Float32Array.from(documents[0]!.spans, (_, span) => (span === best ? 1 : 0)),
    }));

  test('right answers measure one', () => {
    const quality = measureInference(documents, [said('Entailment', 5), said('Entailment', 5)]);
    expect(quality).toMatchObject({ accuracy: 1, f1Entailment: 1, evidenceMap: 1, evidenceMapPooled: 1 });
    expect(quality.f1Contradiction).toBeNaN();
  });

  test('a label missed and evidence in the wrong place count against', () => {
    const quality = measureInference(documents, [said('Entailment', 5), said('NotMentioned', 0)]);
    expect(quality.accuracy).toBeCloseTo(1 - 0.5 / hypotheses.length, 10);
    expect(quality.f1Entailment).toBeCloseTo(2 / 3, 10);
    expect(quality.evidenceMap).toBeLessThan(0.6);
  });

  test('the rival gives the commonest label', () => {
    const guess = cosineRival(documents, documents)[0]!;
    expect(guess.find(({ code }) => code === 'nda-4')?.probabilities.Entailment).toBe(1);
  });
});

describe('spans', () => {
  test('an item knows the introduction of its list', () => {
    const segments = segment(nda);
    const views = spanViews(nda, segments);
    const intro = views.findIndex(({ words }) => words.includes('does not apply to information which'));
    expect(views.filter(({ parent }) => parent === intro).map(({ words }) => words.slice(0, 3))).toEqual([
      '(a)',
      '(b)',
      '(c)',
    ]);
  });

  test('words are lower case with plain quotes', () => {
    expect(spanViews('“A’s”\n B', [{ start: 0, end: 8 }])[0]?.words).toBe(`"a's" b`);
  });
});

test('no cue is slow on any repetition of its own words', () => {
  for (const [code, own] of Object.entries(cues) as [HypothesisCode, (typeof cues)[HypothesisCode]][])
    for (const { pattern } of own) {
      const vocabulary = new Set(pattern.source.replace(/\\[bws]|\{[^}]*\}/g, ' ').match(/[a-z]{2,}/g));
      for (const word of vocabulary) {
        expect(
          processorMs(() => pattern.test(`${word} `.repeat(longestSpan).slice(0, longestSpan))),
          `${code} ${pattern.source}`,
        ).toBeLessThan(1_000);
      }
    }
});

const file = '../shared/data/nda-inference/dev.json';
test.skipIf(!existsSync(file))(
  'a model of the training part reaches its floors on the development part',
  { timeout: 60_000 },
  () => {
    const [known, held] = ['train.json', 'dev.json'].map((name) =>
      readNdas(`../shared/data/nda-inference/${name}`),
    );
    const model = fitInference(known!, 20261122);
    const quality = measureInference(
      held!,
      held!.map(({ text, spans }) => infer(model, text, spans)),
    );
    expect(quality.accuracy).toBeGreaterThan(0.78);
    expect(quality.evidenceMap).toBeGreaterThan(0.78);
  },
);
