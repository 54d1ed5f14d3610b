import { readFile } from 'node:fs/promises';
import type { Db } from '../../../kernel/db.ts';
import { unpackNextRound, type ShippedNextRound } from '../next-round/artefact.ts';
import type { Ground } from '../ground.ts';
import { launchModel } from './launch-model.ts';
import { roundChanceOf, type ChanceInput, type OwnOutcomes, type Served } from './round-chance.ts';

const modelName = 'next-round';
/** From so many statements of it that have come out, it must be better than the base rate here too, or it is not shown. */
const outcomesToPass = 200;
const rememberedChances = 500;
const yearMs = 365 * 86_400_000;

/** Opens the model that serves, once for each version; a damaged or foreign-shaped artefact counts as none. */
export function createServedModel(ground: Ground) {
  const { kernel, models } = ground;
  let opened: { readonly version: string; readonly shipped: ShippedNextRound | null } | null = null;
  const chances = new Map<string, ReturnType<typeof roundChanceOf>>();
  return {
    /** The same history on the same day has the same chance; to explain it takes some fifty milliseconds. */
    roundChance(input: ChanceInput): ReturnType<typeof roundChanceOf> {
      const { history, day, served, own, pastRecord } = input;
      const key = JSON.stringify([served?.version, day, own, history]);
      const known = chances.get(key) ?? roundChanceOf(input);
      if (!chances.has(key) && chances.size >= rememberedChances) chances.clear();
      chances.set(key, known);
      return { ...known, pastRecord };
    },
    /** The chance of a launch, once it is learnt here. */
    launch: models.declare(launchModel(ground, { fictional: kernel.config.demo })),
    async now(db: Db): Promise<Served | null> {
      const champion = await models.champion(db, modelName);
      if (!champion) return null;
      const { version, file, registeredAt } = champion;
      if (opened?.version !== version) {
        const shipped = await open(file).catch((error: unknown) => {
          kernel.log.error(
            { err: error, model: modelName, version },
            'model cannot be opened; base rates stand',
          );
          return null;
        });
        opened = { version, shipped };
      }
      const { shipped } = opened;
      if (!shipped) return null;
      const record = await models.statements.pastRecord(db, 'venture-next-round', {
        model: modelName,
        version,
      });
      if (record.due >= outcomesToPass && record.brier !== null && record.shareTrue !== null) {
        const ofBaseRate = record.shareTrue * (1 - record.shareTrue);
        if (record.brier >= ofBaseRate) return null;
      }
      return { shipped, version, trainedAt: registeredAt };
    },
  };
}

export type ServedModel = ReturnType<typeof createServedModel>;

async function open(file: string): Promise<ShippedNextRound> {
  return unpackNextRound(await readFile(file)).shipped;
}

/** Completed rounds that are a year old at least, and how many of them were followed by another within that year. */
export function ownOutcomes(completed: ReadonlyMap<string, readonly Date[]>, now: Date): OwnOutcomes {
  let [seen, raised] = [0, 0];
  for (const dates of completed.values()) {
    const known = dates.map((date) => date.getTime()).filter((at) => at <= now.getTime());
    for (const at of known) {
      if (at + yearMs > now.getTime()) continue;
      seen++;
      if (known.some((later) => later > at && later <= at + yearMs)) raised++;
    }
  }
  return { seen, raised };
}
