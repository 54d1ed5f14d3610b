import { stackColumns, type SparseRows } from './sparse.ts';
import {
  fitVectorizer,
  unpackVectorizer,
  type PackedVectorizer,
  type Vectorizer,
  type VectorizerOptions,
} from './vectorizer.ts';

/** One view of an item (its words, its title, its neighbours) with its own vocabulary and weight. */
export interface BlockSpec<Name extends string = string> {
  readonly name: Name;
  /** Rows of the block have this length; a block of larger scale weighs more against the penalty. */
  readonly scale: number;
  readonly options: VectorizerOptions;
}

/** For each block the texts of all items, as many in each. */
export type BlockTexts<Name extends string> = Readonly<Record<Name, readonly string[]>>;

export interface FeatureBlocks<Name extends string = string> {
  readonly specs: readonly BlockSpec<Name>[];
  /** Of all blocks together. */
  readonly columns: number;
  /** Blocks side by side in the order of their specs, and `further` columns behind them. */
  transform(texts: BlockTexts<Name>, further?: SparseRows): SparseRows;
  /** Where a column lies: its block and the column there; null for a further column. */
  locate(
    column: number,
  ): { readonly block: Name; readonly vectorizer: Vectorizer; readonly column: number } | null;
  pack(): readonly PackedVectorizer[];
}

export function fitBlocks<Name extends string>(
  specs: readonly BlockSpec<Name>[],
  texts: BlockTexts<Name>,
): FeatureBlocks<Name> {
  return assemble(
    specs,
    specs.map(({ name, options }) => fitVectorizer(texts[name], options)),
  );
}

export function unpackBlocks<Name extends string>(
  specs: readonly BlockSpec<Name>[],
  packed: readonly PackedVectorizer[],
): FeatureBlocks<Name> {
  return assemble(specs, packed.map(unpackVectorizer));
}

function assemble<Name extends string>(
  specs: readonly BlockSpec<Name>[],
  vectorizers: readonly Vectorizer[],
): FeatureBlocks<Name> {
  return {
    specs,
    columns: vectorizers.reduce((sum, { columns }) => sum + columns, 0),
    transform(texts, further) {
      const parts = specs.map(({ name, scale }, index) =>
        scaled(vectorizers[index]!.transform(texts[name]), scale),
      );
      return stackColumns(...parts, ...(further ? [further] : []));
    },
    locate(column) {
      let left = column;
      for (const [index, vectorizer] of vectorizers.entries()) {
        if (left < vectorizer.columns) return { block: specs[index]!.name, vectorizer, column: left };
        left -= vectorizer.columns;
      }
      return null;
    },
    pack: () => vectorizers.map((vectorizer) => vectorizer.pack()),
  };
}

function scaled(rows: SparseRows, by: number): SparseRows {
  const { values } = rows;
  for (let k = 0; k < values.length; k++) values[k] = values[k]! * by;
  return rows;
}
