export const checksErrors = {
  'checks.unknown_check': {
    what: '此工作区中没有查错任务“{id}”。',
    todo: '它可能已被删除，请另选一个。',
  },
  'checks.unknown_finding': {
    what: '此工作区中没有编号为“{id}”的疑点。',
    todo: '请刷新列表；对应的查错任务可能已被删除。',
  },
  'checks.unreadable_table': {
    what: '无法把这个文件当作表格读取：{problem}',
    todo: '请选择带表头的 CSV、表格位于第一张工作表的 XLSX、JSON 或 JSONL 文件。',
  },
  'checks.table_too_large': {
    what: '表格最多 {rows} 行、{columns} 列。',
    todo: '请把文件拆开。',
  },
  'checks.too_few_labels': {
    what: '数据集“{slug}”只有 {examples} 条单标签样例、{labels} 种标签。',
    todo: '至少需要 20 条样例和两种标签；标签取自样例的答案。',
  },
  'checks.nothing_suggested': {
    what: '这一格没有可供采纳的建议。',
    todo: '请手动改正。',
  },
  'checks.example_gone': {
    what: '这条样例在查错之后被改动或删除，因此没有改它的标签。',
    todo: '请对数据集的最新版本重新查错。',
  },
  'checks.not_a_table': {
    what: '这次查的是数据集的标签，没有可导出的表格。',
    todo: '已采纳的改动都在数据集的最新版本里。',
  },
};
