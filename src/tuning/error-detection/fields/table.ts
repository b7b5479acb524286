/** A table as text, as it stood in the file: nothing is trimmed or read as a number, because that would hide errors. */
export interface TextTable {
  columns: readonly string[];
  /** Each row has one text per column; what a short row lacks counts as empty. */
  rows: readonly (readonly string[])[];
}

/** One column with each distinct text kept once: most work is done per distinct value, not per row. */
export interface Column {
  name: string;
  index: number;
  /** For each row the number of its value. */
  ids: Int32Array;
  values: readonly string[];
  /** How many rows have each value. */
  counts: Int32Array;
  /** Per value: nothing is there, or a stand-in for nothing. */
  absent: Uint8Array;
  /** Rows that say something. */
  present: number;
}

/** @param isAbsent whether a text means that nothing is there */
export function columnsOf(table: TextTable, isAbsent: (value: string) => boolean): Column[] {
  return table.columns.map((name, index) => {
    const ids = new Int32Array(table.rows.length);
    const known = new Map<string, number>();
    const values: string[] = [];
    const counts: number[] = [];
    for (let row = 0; row < ids.length; row += 1) {
      const value = table.rows[row]?.[index] ?? '';
      let id = known.get(value);
      if (id === undefined) {
        id = values.length;
        known.set(value, id);
        values.push(value);
        counts.push(0);
      }
      ids[row] = id;
      counts[id] = (counts[id] ?? 0) + 1;
    }
    const absent = Uint8Array.from(values, (value) => (isAbsent(value) ? 1 : 0));
    const present = counts.reduce((sum, n, id) => sum + (absent[id] ? 0 : n), 0);
    return { name, index, ids, values, counts: Int32Array.from(counts), absent, present };
  });
}

/** The values that say something, with how many rows have them. */
export function* presentValues(column: Column): Generator<{ id: number; value: string; count: number }> {
  for (const [id, value] of column.values.entries())
    if (!column.absent[id]) yield { id, value, count: column.counts[id] ?? 0 };
}
