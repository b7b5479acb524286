/** Where a key leads from a cell of a square grid; undefined for keys that move nothing. */
export function moveBy(
  key: string,
  [row, column]: readonly [row: number, column: number],
  last: number,
): readonly [row: number, column: number] | undefined {
  const within = (value: number) => Math.min(last, Math.max(0, value));
  switch (key) {
    case 'ArrowUp':
      return [within(row - 1), column];
    case 'ArrowDown':
      return [within(row + 1), column];
    case 'ArrowLeft':
      return [row, within(column - 1)];
    case 'ArrowRight':
      return [row, within(column + 1)];
    case 'Home':
      return [row, 0];
    case 'End':
      return [row, last];
    default:
      return undefined;
  }
}
