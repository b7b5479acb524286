/** Rows as a table for a terminal; the keys of the first row are the headings. */
export function table(rows: readonly Record<string, string | number>[]): string {
  const keys = Object.keys(rows[0] ?? {});
  const lines = [keys, ...rows.map((row) => keys.map((key) => String(row[key] ?? '')))];
  const widths = keys.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const isNumber = keys.map((key) => rows.every((row) => typeof row[key] === 'number'));
  const draw = (line: readonly string[]) =>
    line
      .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const [headings = [], ...body] = lines;
  return [draw(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(draw)].join('\n');
}
