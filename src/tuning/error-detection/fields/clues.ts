/** What speaks against a cell. The studio words each code in its own language. */
export const CLUE_CODES = [
  'missing',
  'missing_known',
  'placeholder',
  'sentinel',
  'wrong_kind',
  'unusual_format',
  'unusual_unit',
  'unusual_precision',
  'spacing',
  'encoding',
  'other_spelling',
  'typo',
  'typo_in_word',
  'odd_letters',
  'rare_value',
  'outlier',
  'outlier_in_group',
  'contradicts',
  'contradicted_key',
  'repeated_key',
  'wrong_check_digit',
  'belongs_elsewhere',
] as const;
export type ClueCode = (typeof CLUE_CODES)[number];

export type ClueParams = Record<string, string | number>;

export interface Clue {
  code: ClueCode;
  /** 0 to 1: how much this one rule would have us believe that the cell is wrong, before the rules are weighed. */
  strength: number;
  params: ClueParams;
  /** What should probably stand there. */
  repair: string | null;
}

/** Clues of one table: about a value wherever it stands in the column, or about a single cell. */
export class Clues {
  private readonly byValue: Map<number, Clue[]>[];
  private readonly byCell: Map<number, Clue[]>[];

  constructor(columns: number) {
    this.byValue = Array.from({ length: columns }, () => new Map());
    this.byCell = Array.from({ length: columns }, () => new Map());
  }

  value(column: number, id: number, clue: Clue): void {
    put(this.byValue[column], id, clue);
  }

  cell(column: number, row: number, clue: Clue): void {
    put(this.byCell[column], row, clue);
  }

  /** Whether anything speaks against the value or the cell. */
  of(column: number, row: number, id: number): Clue[] {
    const value = this.byValue[column]?.get(id);
    const cell = this.byCell[column]?.get(row);
    if (value && cell) return [...value, ...cell];
    return value ?? cell ?? NONE;
  }
}

const NONE: Clue[] = [];
/** Weaker than this says nothing. */
const FAINT = 0.05;

function put(map: Map<number, Clue[]> | undefined, key: number, clue: Clue): void {
  if (!map || !(clue.strength >= FAINT)) return;
  const clamped = { ...clue, strength: Math.min(0.99, clue.strength) };
  const list = map.get(key);
  if (list) list.push(clamped);
  else map.set(key, [clamped]);
}
